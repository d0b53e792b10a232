"""Entries with claims and pages in one line, for formats to write."""

from __future__ import annotations

from collections.abc import Sequence

from tests.strategies import claim, facts, known

from onrecord.export.told import Cited, Told
from onrecord.ledger import settle
from onrecord.model import Claim, Item, Published

SHAHED = Item("uav", "Shahed-136 drones", "shahed-136")
MOHAJER = Item("uav", "Mohajer-6", "mohajer-6")
DRONES = Item("uav", "drones")
SHELLS = Item("ammunition.artillery", "shells")
NASTY = "Ünsafe \"q\" <b>&amp; 'x' {y} \\z $5 % # _ ~ ^ \u202e\ud800 \x07 end"
"""A text with what each format must escape."""
NASTY_NAME = NASTY.replace("\ud800", "")
"""The same as a claim can carry it."""


def cited(
    key: str = "a", day: str | None = "2024-02-22", grade: str = "certain", url: str | None = "https://courier.example/a", title: str = "Title",
    outlet: str | None = "The Courier",
) -> Cited:
    """A page as it is cited."""
    return Cited(key, f"page-{key}", title, outlet, None, "en", Published(day, day, day, grade), url)


def told(claims: Sequence[Claim], *pages: Cited) -> list[Told]:
    """The entries of these claims; a page of `cited` for each article that has none here."""
    of = {p.id: p for p in pages}
    of |= {c.article: cited(c.article) for c in claims if c.article not in of}
    day = {key: page.published.date for key, page in of.items()}
    entries = settle(claims, known(*(facts(key, day[key]) for key in of)))
    by = {c.id: c for c in claims}
    made = []
    for entry in entries:
        order = dict.fromkeys(key for move in entry.history for key in move.claims)
        mine = tuple(by[key] for key in order)
        made.append(Told(entry, mine, {c.article: of[c.article] for c in mine}))
    return made


def one(*claims: Claim, pages: Sequence[Cited] = ()) -> Told:
    """The only entry of these claims."""
    found, = told(claims, *pages)
    return found


def order(number: float | None = 400, **more: object) -> Claim:
    """An agreed transfer of Shaheds from Iran to Russia."""
    fields: dict[str, object] = {"items": (SHAHED,), "status": "agreed", "when_iso": "2023", "quantity": (number, number) if number else None}
    return claim(**(fields | more))  # type: ignore[arg-type]


def merged(*claims: Claim) -> Told:
    """The first claim's entry with all of the claims, however the ledger would part them."""
    first = one(claims[0])
    return Told(first.entry, claims, {c.article: cited(c.article) for c in claims})
