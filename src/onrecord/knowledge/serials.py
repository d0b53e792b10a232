"""Serials in words: "the 70th drawdown", "fourth tranche", "package No. 12", from data/serials.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load
from onrecord.knowledge.series import ORDINAL, ordinal
from onrecord.model import ACTS

_FILE = "serials.yaml"
SMALL, ANOTHER = 3, 2
"""Up to `SMALL` a number may count from a start of its own ("the first since May"); up to `ANOTHER` "a second package" may say no more than
"another one"."""
_WORDS_BETWEEN = 4


class Serial(NamedTuple):
    """The ``number`` that a thing has in a row of its ``kind``: ("package", 70)."""

    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Row:
    """What is numbered in a row; the fields are defined at the head of the file."""

    kind: str
    acts: tuple[str, ...]
    opens: bool
    words: tuple[str, ...]


def make_row(raw: dict[str, Any]) -> Row:
    """One kind from its entry; raises `KnowledgeError` where it breaks the file's definitions."""
    kind, acts, words = str(raw.get("kind", "?")), tuple(raw.get("acts", ())), tuple(map(str, raw.get("words", ())))
    if not acts or not set(acts) <= set(ACTS) or not words or not isinstance(raw.get("opens"), bool):
        raise KnowledgeError(_FILE, kind, "it needs acts of GUIDE section 1, words, and whether it opens a matter")
    return Row(kind, acts, raw["opens"], words)


@cache
def rows() -> tuple[Row, ...]:
    """Every kind in the file."""
    return tuple(map(make_row, load("serials")["kinds"]))


@cache
def opens(kind: str) -> bool:
    """Whether each number of this kind is a matter of its own."""
    return any(row.kind == kind and row.opens for row in rows())


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _before(act: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """The patterns of a number before and after the nouns of an act."""
    nouns = [w for row in rows() if act in row.acts for w in row.words]
    if not nouns:
        return None
    noun = rf"(?P<noun>{_either(nouns)})(?:'s|’s)?"
    between = rf"(?P<between>(?:(?!{ORDINAL}(?!\w))[\w$€£.'’-]+\s+){{0,{_WORDS_BETWEEN}}}?)"
    first = re.compile(rf"(?<![\w-])(?P<number>{ORDINAL})\s+{between}{noun}(?![\w-])")
    return first, re.compile(rf"(?<![\w-]){noun}\s*(?:{_either(map(str, load('serials')['mark']))})\s*(?P<number>\d{{1,3}})(?!\w)")


@cache
def _lists() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    raw = load("serials")
    return (frozenset(raw["between"]), re.compile(rf"(?<!\w)(?:{_either(raw['new'])})\s+\Z"), re.compile(rf"\s+(?:{_either(raw['open'])})(?!\w)"))


def read_serial(text: str, act: str) -> Serial | None:
    """The one serial of the act that the text names; None where it names none, or several.

    Linear in the text: the words between a number and its noun are bounded.
    """
    patterns = _before(act)
    if patterns is None:
        return None
    low, kinds = text.casefold(), {w: row.kind for row in rows() if act in row.acts for w in row.words}
    found = {Serial(kinds[m["noun"]], ordinal(m["number"])) for m in patterns[0].finditer(low) if _numbers(low, m)}
    found |= {Serial(kinds[m["noun"]], int(m["number"])) for m in patterns[1].finditer(low)}
    return found.pop() if len(found) == 1 else None


def _numbers(low: str, m: re.Match[str]) -> bool:
    """Whether the number is that of the noun, in a row that others count alike."""
    barred, new, other_start = _lists()
    if not barred.isdisjoint(m["between"].split()):
        return False
    number = ordinal(m["number"])
    if number <= ANOTHER and new.search(low[max(m.start() - 12, 0):m.start()]):
        return False
    return number > SMALL or other_start.match(low, m.end()) is None
