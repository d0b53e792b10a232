"""``registers.yaml``: how arms and aid registers name things, and systems by the designations that they use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.items import CLASSES, joined, systems
from onrecord.knowledge.loader import load

OTHER_ITEMS = "Other equipment"
"""The kind of item of classes that the file does not list."""
MEASURES = ("commitment", "allocation", "delivery")
SHAPES = ("sipri", "kiel")
_VARIANT = re.compile(r"([A-Za-z]{1,4}-?\d{1,4})(?=[A-Z]|-\d|[A-Z]?\d?/)|([A-Za-z]{4,})(?=-\d)")
"""A designation with the mark of a variant behind it ("T-72M1", "F-16C", "NASAMS-2"): the catalogue lists the system."""
_LONGEST = 400
"""Characters of a description that are looked at."""
_WORDS = 12
"""Words of a designation that are looked at; real ones have up to six."""


@dataclass(frozen=True, slots=True)
class Registers:
    """The fields of the file. ``columns``: shape -> folded column head -> field; ``needed``: shape -> fields."""

    descriptions: Mapping[str, str]
    kiel_types: Mapping[str, str]
    humanitarian: frozenset[str]
    military_money: frozenset[str]
    columns: Mapping[str, Mapping[str, str]]
    needed: Mapping[str, tuple[str, ...]]
    unknown: frozenset[str]
    parties: Mapping[str, str]
    measures: Mapping[str, str]
    estimates: Mapping[str, str]
    untold: frozenset[str]
    currencies: Mapping[str, str]
    kinds: Mapping[str, tuple[str, ...]]


def _heads(shape: str, columns: Mapping[str, Iterable[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for field, heads in columns.items():
        for head in heads:
            if found.setdefault(head, field) != field:
                raise KnowledgeError("registers.yaml", f"columns.{shape}", f"{head!r} already means {found[head]}")
    return found


def build(raw: Mapping[str, Any]) -> Registers:
    """`Registers` from the parsed file. Raises `KnowledgeError` where an entry breaks the file's own definitions."""
    named = {"descriptions": raw["descriptions"], "kiel_types": raw["kiel_types"], "kinds": [c for some in raw["kinds"].values() for c in some]}
    for field, classes in named.items():
        for cls in classes:
            if cls not in CLASSES:
                raise KnowledgeError("registers.yaml", f"{field}.{cls}", "no item class")
    if set(raw["descriptions"]) != set(CLASSES):
        raise KnowledgeError("registers.yaml", "descriptions", "an item class has no description")
    if not set(raw["measures"].values()) <= set(MEASURES) or set(raw["columns"]) != set(SHAPES):
        raise KnowledgeError("registers.yaml", "measures or columns", "names a measure or shape that is not one")
    return Registers(
        raw["descriptions"], raw["kiel_types"], frozenset(raw["humanitarian"]), frozenset(raw["military_money"]),
        {shape: _heads(shape, columns) for shape, columns in raw["columns"].items()},
        {shape: tuple(fields) for shape, fields in raw["needed"].items()}, frozenset(raw["unknown"]), raw["parties"],
        raw["measures"], raw["estimates"], frozenset(raw["untold"]), raw["currencies"],
        {_singular(kind): tuple(classes) for kind, classes in raw["kinds"].items()},
    )


def _singular(words: str) -> str:
    """Words in small letters with a blank between and no s at the end of any."""
    return " ".join(w.removesuffix("s") for w in re.sub(r"[^a-z0-9]+", " ", words.casefold()).split())


@cache
def registers() -> Registers:
    """The shipped ``registers.yaml``, read once."""
    return build(load("registers"))


@cache
def _by_name() -> dict[str, str]:
    """Names of systems, joined as their spellings agree, to keys; the first in the catalogue has a name that several share."""
    found: dict[str, str] = {}
    for key, info in systems().items():
        for name in (*info.names, key):
            found.setdefault(joined(name), key)
    return found


def system_of(designation: str) -> str | None:
    """The catalogue key of a system as a register names it ("Shahed-136", "M-142 HIMARS"): the whole name, else its longest known run of
    words. None where no part of it is known."""
    names, words = _by_name(), designation.replace("/", " / ").split()[:_WORDS]
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            run = "".join(words[start:start + length])
            if not run.isdigit() and joined(run) in names:
                return names[joined(run)]
    bases = (joined(m[1] or m[2]) for word in words if (m := _VARIANT.match(word)))
    return next((names[base] for base in bases if base in names), None)


def classes_of(*told: str) -> frozenset[str]:
    """The item classes that goods may be which a register tells of by a designation or a description ("IFV", "towed gun"): that of a system that it
    names, else those of the longest kinds of goods in its words. Empty where nothing in it is known."""
    systems_named = {systems()[key].cls for words in told if (key := system_of(words))}
    return frozenset(systems_named or {cls for words in told for kind in _kinds_in(words) for cls in registers().kinds[kind]})


def _kinds_in(words: str) -> set[str]:
    found = {kind for kind in registers().kinds if f" {kind} " in f" {_singular(words[:_LONGEST])} "}
    return {kind for kind in found if not any(kind != other and f" {kind} " in f" {other} " for other in found)}


@cache
def family_of(key: str) -> str:
    """The key of the system that this one is a variant of, at the end of the line; the key itself where it is none's. Of sisters that name each
    other the first by name stands for all."""
    line = [key]
    while (parent := systems()[line[-1]].family) is not None:
        if parent in line:
            return min(line[line.index(parent):])
        line.append(parent)
    return line[-1]
