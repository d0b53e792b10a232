"""The worst of what is not right, with the words it is about: missed certain claims and confident extras first."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.evaluate.fields import judged_fields
from onrecord.evaluate.pairing import CARRY_ITEMS
from onrecord.evaluate.scores import Difference
from onrecord.evaluate.told import Told

KINDS = ("missed", "extra", "differs")

_SURE = {"certain": 1.0, "probable": 0.8, "possible": 0.6}
"""How much a missed claim weighs by its source's certainty: chosen, so that what is told as sure comes first."""

_CORE = ("from", "to", "items", "status group")
_LONGEST = 300
"""Characters shown before and after a quote; sentences of lists and transcripts may be far longer."""


def wrong_fields(difference: Difference) -> tuple[str, ...]:
    """The fields of a pair that do not agree, named as in the field table; none of a missed or extra claim."""
    if difference.gold is None or difference.found is None:
        return ()
    return tuple(name for name, right in judged_fields(difference.found, difference.gold) if not right)


def badness(difference: Difference) -> float:
    """How bad it is, 0 to 1.

    A missed claim weighs by its certainty (certain 1, probable .8, possible .6), half of it by how much of it is told (giver, receiver, goods or
    sum, time); an extra one by the reader's confidence; a pair by its confidence times the share of wrong fields among those that core
    asks for.
    """
    gold, found = difference.gold, difference.found
    if found is None:
        return _weight(gold) if gold is not None else 0.0
    if gold is None:
        return found.confidence
    asked = [name for name in _CORE if name != "items" or gold.act in CARRY_ITEMS]
    return found.confidence * len(set(wrong_fields(difference)) & set(asked)) / len(asked)


def worst(differences: Iterable[Difference], act: str | None = None, genre: str | None = None, kind: str | None = None) -> list[Difference]:
    """Those of the act, genre and kind asked for, the worst first; equally bad ones missed before extra before differing, then as they stand
    in gold."""
    asked = [d for d in differences if act in {None, act_of(d)} and genre in {None, d.genre} and kind in {None, d.kind}]
    return sorted(asked, key=lambda d: (-badness(d), KINDS.index(d.kind)))


def act_of(difference: Difference) -> str:
    """The act that it is about."""
    told = difference.gold or difference.found
    return told.act if told else ""


def passage(difference: Difference) -> tuple[str, str, str]:
    """The quote's sentences in three parts: before the quote, the quote, after it; of a pair gold's quote. Long ones are cut at 300
    characters from the quote."""
    told = difference.gold or difference.found
    if told is None:
        return "", "", ""
    text = difference.context.text
    if not text:
        return "", told.quote, ""
    start, end = difference.context.sentences(told.start, told.end)
    return text[max(start, told.start - _LONGEST):told.start], text[told.start:told.end], text[told.end:min(end, told.end + _LONGEST)]


def _weight(gold: Told) -> float:
    told = (gold.giver, gold.receiver, gold.classes or gold.money, gold.when)
    return _SURE.get(gold.certainty or "certain", 1.0) * (0.5 + 0.5 * sum(map(bool, told)) / len(told))
