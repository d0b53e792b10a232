"""Text -> the catalogued designations in it ("Su-30MKI", "F16 Block 70", "S 300"), whatever way they are spelled.

A designation is read around each run of letters and digits that holds a digit: up to three runs before it and three
after, joined by at most one separator, are compared with the catalogue as `joined` gives it. The longest wins. Letters
of a variant after the number, a plural -s, "/D", "Block 70" and "Mk 2" belong to the designation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.knowledge.items import designations

_RUN = re.compile(r"[^\W_]+")
_GLUE = re.compile(r"[ \n-]|[‐‑–/.']|\. ")
_VARIANT = re.compile(r"([^\W\d_]*\d+)[A-Z][A-Za-z]{0,4}\d{0,2}[A-Za-z]?")
_AFTER = re.compile(r"(?:/[A-Z0-9]{1,3}\b|-\d\b|-[A-Z]{1,3}\b|[ -](?:Block|Blk|Mk|Mark|Batch|Tranche)[ .-]{0,2}\w{1,4}(?:/\w{1,4})?)")
_BEFORE, _BEHIND = 3, 3


class Designation(NamedTuple):
    """Characters ``start`` to ``end`` name the system ``key``; ``shaky`` where the spelling alone does not prove it."""

    start: int
    end: int
    key: str
    shaky: bool


def read_designations(text: str) -> list[Designation]:
    """The designations in ``text``, in order, none overlapping another."""
    runs = [(m.start(), m.end()) for m in _RUN.finditer(text)]
    found: list[Designation] = []
    for place, (start, end) in enumerate(runs):
        if any(map(str.isdigit, text[start:end])) and not (found and start < found[-1].end):
            longest = max(_around(text, runs, place), key=lambda d: d.end - d.start, default=None)
            if longest is not None:
                found.append(_extended(text, longest))
    return found


def _around(text: str, runs: list[tuple[int, int]], place: int) -> Iterator[Designation]:
    """Every designation that takes in the run at ``place``."""
    first = place
    while first > 0 and place - first < _BEFORE and _GLUE.fullmatch(text, runs[first - 1][1], runs[first][0]):
        first -= 1
    for begin in range(first, place + 1):
        last = place
        while last < len(runs) and last - place <= _BEHIND:
            named = _named(text, runs[begin:last + 1])
            if named is not None:
                yield named
            if last + 1 == len(runs) or not _GLUE.fullmatch(text, runs[last][1], runs[last + 1][0]):
                break
            last += 1


def _named(text: str, runs: list[tuple[int, int]]) -> Designation | None:
    """The designation that the runs spell, or None."""
    words = [text[start:end] for start, end in runs]
    start, end = runs[0][0], runs[-1][1]
    for last in _spellings(words[-1]):
        known = designations().get("".join((*words[:-1], last)).upper())
        if known is not None and _written_so(text[start:end], words):
            return Designation(start, end, known[0], known[1] or _loose(text[start:end], words))
    return None


def _spellings(run: str) -> Iterator[str]:
    """A last run as it stands, without a plural -s, and without a variant's letters."""
    yield run
    bare = run[:-1] if run.endswith("s") else run
    if bare != run:
        yield bare
    variant = _VARIANT.fullmatch(bare)
    if variant is not None:
        yield variant[1]


def _written_so(spelled: str, words: list[str]) -> bool:
    """Whether the case can be a designation's: a capital or digit first, or a hyphen in it ("f-16")."""
    return not words[0][0].islower() or (len(words) > 1 and "-" in spelled)


def _loose(spelled: str, words: list[str]) -> bool:
    """Whether a blank after one or two letters leaves doubt ("A 10" may be "a 10")."""
    return len(words) > 1 and spelled[len(words[0])] in " \n" and len(words[0]) < 3 and words[0].isalpha()


def _extended(text: str, found: Designation) -> Designation:
    tail = _AFTER.match(text, found.end)
    while tail is not None:
        found = found._replace(end=tail.end())
        tail = _AFTER.match(text, found.end)
    return found
