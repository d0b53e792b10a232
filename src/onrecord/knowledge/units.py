"""``units.yaml``: how English writes numbers and what a number may count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load

_BOUNDS = frozenset({"above", "least", "most", "below", "about", "nearly", "exact"})

Phrase = tuple[str, ...]
"""The words of a fixed phrase, lower case."""


@dataclass(frozen=True, slots=True)
class Units:
    """``units.yaml`` ready for look-up; field names and meanings are those of the file, but that ``measures`` has the ``calibres`` too.

    ``before`` and ``after`` are (phrase, bound), longest phrase first, keyed by the phrase's last (before) or first (after) word.
    """

    numbers: Mapping[str, float]
    scales: Mapping[str, float]
    suffixes: Mapping[str, float]
    plurals: Mapping[str, tuple[float, float]]
    loose: Mapping[str, tuple[float, float]]
    collectives: Mapping[str, float]
    before: Mapping[str, tuple[tuple[Phrase, str], ...]]
    after: Mapping[str, tuple[tuple[Phrase, str], ...]]
    hyphened: frozenset[str]
    particles: Mapping[str, frozenset[str]]
    fillers: frozenset[str]
    change: frozenset[str]
    units: Mapping[str, str]
    whole: frozenset[str]
    mass: Mapping[str, str]
    calibres: frozenset[str]
    measures: frozenset[str]
    them: frozenset[str]
    rest: frozenset[str]
    tells: frozenset[str]
    labels: frozenset[str]
    series: frozenset[str]
    stops: frozenset[str]
    plain: frozenset[str]
    singulars: frozenset[str]


def _phrases(raw: Mapping[str, list[str]], key: int) -> dict[str, tuple[tuple[Phrase, str], ...]]:
    """Phrases by their word at ``key`` (0 or -1), longest first, so that "slightly more than" is tried before "more than"."""
    found: dict[str, list[tuple[Phrase, str]]] = {}
    for bound, phrases in raw.items():
        if bound not in _BOUNDS:
            raise KnowledgeError("units.yaml", bound, f"no such bound; one of {', '.join(sorted(_BOUNDS))}")
        for phrase in phrases:
            words = tuple(phrase.split())
            found.setdefault(words[key], []).append((words, bound))
    return {word: tuple(sorted(group, key=lambda entry: -len(entry[0]))) for word, group in found.items()}


def _ranges(raw: Mapping[str, list[float]]) -> dict[str, tuple[float, float]]:
    for word, pair in raw.items():
        if len(pair) != 2 or pair[0] > pair[1]:
            raise KnowledgeError("units.yaml", word, "needs [low, high] with low not above high")
    return {word: (low, high) for word, (low, high) in raw.items()}


def _words(raw: Mapping[str, Any], field: str) -> frozenset[str]:
    """A list of words; unquoted, YAML would make a truth value of "no" and "on"."""
    for word in raw[field]:
        if not isinstance(word, str):
            raise KnowledgeError("units.yaml", field, f"{word!r} is no word: put it in quotes")
    return frozenset(raw[field])


def build(raw: Mapping[str, Any]) -> Units:
    """`Units` from the parsed file. Raises `KnowledgeError` where an entry breaks the file's own definitions."""
    try:
        return Units(
            numbers=raw["numbers"], scales=raw["scales"], suffixes=raw["suffixes"], plurals=_ranges(raw["plurals"]),
            loose=_ranges(raw["loose"]), collectives=raw["collectives"], before=_phrases(raw["bounds"], -1),
            after=_phrases(raw["after"], 0), hyphened=_words(raw, "hyphened"),
            particles={word: frozenset(verbs) for word, verbs in raw["particles"].items()},
            fillers=_words(raw, "fillers"), change=_words(raw, "change"),
            units=raw["units"], whole=_words(raw, "whole"),
            them=_words(raw, "them"), rest=_words(raw, "rest"), tells=_words(raw, "tells"), mass=raw["mass"], calibres=_words(raw, "calibres"),
            measures=_words(raw, "measures") | _words(raw, "calibres"), labels=_words(raw, "labels"),
            series=_words(raw, "series"),
            stops=_words(raw, "stops"), plain=_words(raw, "plain"), singulars=_words(raw, "singulars"),
        )
    except KeyError as error:
        raise KnowledgeError("units.yaml", str(error.args[0]), "is missing") from error


@cache
def units() -> Units:
    """The shipped ``units.yaml``, read once."""
    return build(load("units"))
