"""``registers.yaml``: how arms and aid registers name things, and systems by the designations that they use."""

from __future__ import annotations

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


def _heads(shape: str, columns: Mapping[str, Iterable[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for field, heads in columns.items():
        for head in heads:
            if found.setdefault(head, field) != field:
                raise KnowledgeError("registers.yaml", f"columns.{shape}", f"{head!r} already means {found[head]}")
    return found


def build(raw: Mapping[str, Any]) -> Registers:
    """`Registers` from the parsed file. Raises `KnowledgeError` where an entry breaks the file's own definitions."""
    for field in ("descriptions", "kiel_types"):
        for cls in raw[field]:
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
        raw["measures"],
    )


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
    return None


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
