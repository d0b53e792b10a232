"""Why a claim was read as it was: each field's words and rule, what else was weighed, what spoke for and against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from onrecord.claims.answer import NOBODY, OTHER, Answer
from onrecord.claims.compose import compose
from onrecord.claims.confidence import pushes
from onrecord.claims.decide import decide
from onrecord.claims.elsewhere import settled
from onrecord.claims.layers import Layers
from onrecord.claims.learned import Detector
from onrecord.claims.proposal import Proposal
from onrecord.claims.weigh import weigh
from onrecord.model import Article, Claim, Filled, Reading, Span

LEAST = 0.02
"""Alternatives of a smaller chance are not told."""


@dataclass(frozen=True, slots=True)
class FieldReason:
    """A field's value as text, the words it points at, its rule, and the alternatives refused with the chance the learned reader gave each."""

    field: str
    value: str
    words: tuple[str, ...]
    rule: str
    refused: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """One claim explained.

    ``word``: the word it was read from; ``signs``: (name, log odds that it adds to the chance of being right), weightiest first; ``beside``: what
    else the sentence might have told: (act, word, chance that it is a claim, why it was left out).
    """

    claim: Claim
    word: str
    fields: tuple[FieldReason, ...]
    signs: tuple[tuple[str, float], ...]
    beside: tuple[tuple[str, str, float, str], ...]


def explain(article: Article, reading: Reading, home: str | None, detector: Detector | None) -> tuple[Explanation, ...]:
    """Every claim of an article explained, in text order; arguments as `read_claims` has them."""
    layers = Layers(article, reading, home)
    decided = decide(layers, *weigh(layers, detector))
    refused = [(layers.tree.sentence(d.weighed.unit.word), d, reason) for d, reason in decided.refused]
    out: dict[str, Explanation] = {}
    for p in decided.proposals:
        claim, _ = compose(layers, p)
        here = layers.tree.sentence(p.anchor)
        beside = tuple((d.weighed.unit.act, _word(layers, d.weighed.unit.word), d.found, reason) for s, d, reason in refused if s == here)
        out.setdefault(claim.id, Explanation(claim, _word(layers, p.anchor), tuple(_fields(article.text, claim, p)), pushes(p.signs), beside))
    timed = settled([e.claim for e in out.values()])
    return tuple(sorted((replace(e, claim=c) for e, c in zip(out.values(), timed, strict=True)), key=lambda e: (e.claim.span, e.claim.id)))


def _word(layers: Layers, word: int) -> str:
    return layers.article.text[layers.tree.start[word]:layers.tree.end[word]]


def _fields(text: str, claim: Claim, p: Proposal) -> Iterable[FieldReason]:
    answer = p.answer
    yield _reason(text, "from", ", ".join(claim.giver.value), claim.giver, _parties(answer.giver if answer else (), claim.giver.value))
    yield _reason(text, "to", ", ".join(claim.receiver.value), claim.receiver, _parties(answer.receiver if answer else (), claim.receiver.value))
    yield _reason(text, "items", "; ".join(f"{i.name} ({i.cls})" for i in claim.items.value), claim.items, _goods(text, answer, claim.items.evidence))
    yield _reason(text, "status", claim.status.value, claim.status, _others(answer.status if answer else {}, claim.status.value))
    yield _reason(text, "certainty", claim.certainty.value, claim.certainty, _others(answer.certainty if answer else {}, claim.certainty.value))
    for name, value, held in (("quantity", claim.quantity.value, claim.quantity), ("money", claim.money.value, claim.money)):
        yield _reason(text, name, value.text if value else "", held)
    yield _reason(text, "when", claim.when.value.iso if claim.when.value else "", claim.when)
    yield _reason(text, "mechanism", claim.mechanism.value or "", claim.mechanism)
    yield _reason(text, "sources", " ← ".join(s.name or "unnamed" for s in claim.sources.value), claim.sources)


def _reason(text: str, name: str, value: str, held: Filled[Any], refused: Sequence[tuple[str, float]] = ()) -> FieldReason:
    return FieldReason(name, value, tuple(" ".join(text[a:b].split()) for a, b in held.evidence), held.rule, tuple(refused))


def _parties(role: Sequence[tuple[str, float]], taken: Sequence[str]) -> list[tuple[str, float]]:
    names = {NOBODY: "nobody", OTHER: "somebody not named here"}
    return [(names.get(code, code), p) for code, p in role if code not in taken and p >= LEAST]


def _goods(text: str, answer: Answer | None, taken: Sequence[Span]) -> list[tuple[str, float]]:
    items = answer.items if answer else ()
    return [(" ".join(text[a:b].split()), p) for (a, b), p in items if Span(a, b) not in taken and p >= LEAST]


def _others(scores: Mapping[str, float], taken: str) -> list[tuple[str, float]]:
    return sorted(((name, p) for name, p in scores.items() if name != taken and p >= LEAST), key=lambda pair: (-pair[1], pair[0]))
