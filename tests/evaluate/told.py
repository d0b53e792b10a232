"""Claims and pages for scoring, in one line, of our own making."""

from __future__ import annotations

from dataclasses import replace

from onrecord.evaluate import Gold, Told


def told(**changes: object) -> Told:
    """Iran sends Russia drones, done, at characters 0 to 10."""
    base = Told("transfer", frozenset({"ir"}), frozenset({"ru"}), frozenset({"uav"}), "done", "certain", 0, 10, "x" * 10)
    return replace(base, **changes)  # type: ignore[arg-type]


def names(*parties: str) -> frozenset[str]:
    """A side or a list of goods."""
    return frozenset(parties)


def quoted(text: str, quote: str, **changes: object) -> Told:
    """A claim whose quote stands in the text."""
    start = text.index(quote)
    return told(start=start, end=start + len(quote), quote=quote, **changes)


def page(text: str, *claims: Told, name: str = "p", genre: str = "") -> Gold:
    """A gold page."""
    return Gold(name, claims, text, genre)
