"""The mechanisms by which arms move, money flows and restrictions bind: their short names and how they are spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from onrecord.errors import KnowledgeError
from onrecord.knowledge.gazetteer import CaseRule, Gazetteer
from onrecord.knowledge.loader import load
from onrecord.model.claim import ACTS
from onrecord.model.values import Span

P = TypeVar("P")

NEAR = 500
"""Characters within which the body that imposes an embargo is looked for: about two sentences to either side.

On the training gold 250 gave 155 right names, 500 161, 1000 160.
"""

_NUMBER = re.compile(r"\s*(?:No\.\s*)?(\d{3,5}|\d{1,3}[A-Z]?(?=\W|$))")


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A mechanism: ``name`` as a claim carries it, the ``acts`` it can belong to, and ``by``: its name by the body that
    imposes it (empty for most)."""

    name: str
    acts: tuple[str, ...]
    by: tuple[tuple[str, str], ...] = ()


def _mechanism(row: dict[str, Any]) -> Mechanism:
    known = Mechanism(row["name"], tuple(row["acts"]), tuple(row.get("by", {}).items()))
    if not known.acts or not set(known.acts) <= set(ACTS) or not row["words"]:
        raise KnowledgeError("mechanisms.yaml", known.name, "it needs acts of GUIDE section 1 and wordings")
    return known


@cache
def mechanisms() -> dict[str, Mechanism]:
    """Every mechanism by name. Raises `KnowledgeError` for a name given twice or one that `by` leads to but is not there."""
    found: dict[str, Mechanism] = {}
    for row in load("mechanisms")["mechanisms"]:
        if row["name"] in found:
            raise KnowledgeError("mechanisms.yaml", row["name"], "the name is given twice")
        found[row["name"]] = _mechanism(row)
    for known in found.values():
        if any(name not in found for _, name in known.by):
            raise KnowledgeError("mechanisms.yaml", known.name, "`by` leads to a mechanism that is not there")
    return found


def _forms(rows: Iterable[dict[str, Any]], payloads: Mapping[str, P]) -> Iterator[tuple[str, P, CaseRule]]:
    for row in rows:
        for word in row["words"]:
            yield word, payloads[row["name"]], "name" if word != word.lower() else "folded"


@cache
def _wordings() -> Gazetteer[Mechanism]:
    return Gazetteer(_forms(load("mechanisms")["mechanisms"], mechanisms()), "mechanisms.yaml")


@cache
def _numbered() -> Gazetteer[str]:
    rows = load("mechanisms")["numbered"]
    return Gazetteer(_forms(rows, {row["name"]: row["name"] for row in rows}), "mechanisms.yaml")


@cache
def _bodies() -> Gazetteer[str]:
    bodies = load("mechanisms")["bodies"].items()
    forms: list[tuple[str, str, CaseRule]] = [(word, body, "name") for body, words in bodies for word in words]
    return Gazetteer(forms, "mechanisms.yaml")


def read_mechanisms(text: str, start: int, end: int) -> list[tuple[Span, str]]:
    """The mechanisms named in characters ``start`` to ``end``, in order; the text around tells whose embargo it is.

    A numbered instrument carries its number ("Executive Order 14024"). Spans count in ``text`` and do not overlap.
    """
    stretch = text[start:end]
    numbered = [(Span(start + m.start, start + m.end + number.end()), f"{m.payload} {number[1]}") for m in _numbered().find(stretch)
                if (number := _NUMBER.match(stretch[m.end:m.end + 12])) is not None]
    named = [(Span(start + m.start, start + m.end), m.payload) for m in _wordings().find(stretch)]
    plain = [(span, _whose(text, span, known)) for span, known in named if not any(span.overlaps(other) for other, _ in numbered)]
    return sorted(numbered + plain)


def _whose(text: str, span: Span, known: Mechanism) -> str:
    """The mechanism's name, by the nearest body that is spoken of around it where that makes a difference."""
    if not known.by:
        return known.name
    low = max(0, span.start - NEAR)
    near = [(max(low + m.start - span.end, span.start - low - m.end), m.payload) for m in _bodies().find(text[low:span.end + NEAR])]
    names = dict(known.by)
    return next((names[body] for _, body in sorted(near) if body in names), known.name)
