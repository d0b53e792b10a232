"""Clues from parties: who tells of "the ruling X" writes while X governs, and of "the opposition X" while it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from onrecord.knowledge.ruling import KNOWN, Party, Term, ruling
from onrecord.origins.scale import DAYS, Clue, index, outside
from onrecord.origins.told import Sentence, other_time, place

PARTY = 2.0
"""Weight of a party told as ruling or in opposition. Chosen, under an office told further down: such words are used loosely."""
_GRACE, _RAMP = 60, 180
"""Days about a change of government in which either word is used, and over which the clue falls to its least. Chosen, and wide."""
_TOLD = re.compile(r"\b(?P<side>ruling|governing|opposition)\b")
_BEFORE = re.compile(r"\b(?:former|formerly|ex|then|once|previously|first|newly|new|future|would be)\W{1,2}(?:\w{1,12}\W{1,2})?\Z")
_HYPHEN = re.compile(r"(?:then|once|formerly|long|previously|self)-\Z")


@cache
def _by_word() -> Mapping[str, tuple[tuple[re.Pattern[str], Party], ...]]:
    """First word of a name, small letters -> patterns of the names, as written, after "ruling" or "opposition" or before it, with their parties."""
    found: dict[str, list[tuple[re.Pattern[str], Party]]] = {}
    for party in ruling():
        for name in party.names:
            found.setdefault(re.split(r"\W", name.lower())[0], []).append((_pattern(name), party))
    return {word: tuple(pairs) for word, pairs in found.items()}


def _pattern(name: str) -> re.Pattern[str]:
    """"the ruling X", "the main opposition party, X", "X, the ruling party"; capitals of the name as written."""
    told = re.escape(name).replace("'", "['’]")
    side = r"(?P<{}>[Rr]uling|[Gg]overning|[Oo]pposition)"
    return re.compile(rf"\b{side.format('before')},? (?:(?:party|coalition),? |(?:party )?the )?{told}\b(?!-\w)"
                      rf"|\b{told}(?: [Pp]arty)?,? (?:\([\w-]{{2,8}}\),? )?the (?:\w{{1,12}} )?{side.format('after')} (?:party|coalition)\b")


def party_clues(told: Sequence[Sentence]) -> Iterator[Clue]:
    """Each party of data/ruling.yaml that is told as ruling or in opposition, once, where the sentence names no other time."""
    sides = [s for s in told if _TOLD.search(s.low) and not other_time(s.low)]
    if not sides:
        return
    whole, seen = " ".join(s.low for s in told), set[Party]()
    for sentence in sides:
        for word in sorted(_by_word().keys() & set(re.findall(r"\w+", sentence.low))):
            for pattern, party in _by_word()[word]:
                found = pattern.search(sentence.text)
                if found and party not in seen and not _past(sentence, found) and _of_state(party, whole):
                    seen.add(party)
                    yield _clue(party, (found["before"] or found["after"]).lower(), sentence, found)


def _past(sentence: Sentence, found: re.Match[str]) -> bool:
    """Whether the words tell of what the party was: "formerly ruling"."""
    at = found.start("before" if found["before"] else "after")
    before = sentence.low[max(0, at - 30):at]
    return _BEFORE.search(before) is not None or _HYPHEN.search(before) is not None


def _of_state(party: Party, whole: str) -> bool:
    within = not party.within or any(re.search(rf"\b{re.escape(word)}", whole) for word in party.within)
    return within and not any(re.search(rf"\b{re.escape(word)}", whole) for word in party.without)


def _clue(party: Party, side: str, sentence: Sentence, found: re.Match[str]) -> Clue:
    terms = party.others if side == "opposition" else party.terms
    role = "in opposition" if side == "opposition" else "ruling"
    return Clue("party", f"{party.names[0]} of {party.state} told as {role}", place(sentence, found), outside(_days(terms), PARTY, _RAMP))


def _days(terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Their places on the scale, with grace; and all after what the file knows."""
    return [*((index(first) - _GRACE, index(last) + _GRACE) for first, last in terms), (index(KNOWN), DAYS)]
