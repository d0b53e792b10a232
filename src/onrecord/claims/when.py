"""Which of the article's times is the time of the act."""

from __future__ import annotations

from onrecord.claims.layers import Layers
from onrecord.claims.proposal import Proposal
from onrecord.claims.tree import CLAUSE
from onrecord.knowledge.frames import operators, wordlist
from onrecord.model import Filled, TimeMention, When

NEVER = Filled[When | None](None, (), "not said")


def time_of(layers: Layers, p: Proposal) -> Filled[When | None]:
    """The time that hangs on the predicate or on a verb that governs it, up to the first verb of saying; else the only one in the claim's
    words that no other verb of saying holds; else that of the sentence it leans on."""
    found = _own(layers, p.anchor)
    if found.value is None:
        found = _alone(layers, p)
    if found.value is None and p.lead is not None:
        found = _own(layers, p.lead)
    if found.value is None and layers.home is not None:
        found = _performed(layers, p)
    return found


def _performed(layers: Layers, p: Proposal) -> Filled[When | None]:
    """An institution's own page that says it is announcing, imposing or approving does so on the day it is published."""
    day = layers.article.published.date
    words = [p.anchor, *p.status_words] if p.lead is None else [p.lead]
    told = [w for w in words if layers.tree.lemma[w] in wordlist("performs") and not layers.tree.feat(w, "Tense=Past")]
    if p.status not in ("agreed", "done") or not told or day is None or len(day) < 10:
        return NEVER
    return Filled(When(day, day, day), (layers.tree.span(told[0]),), "done by saying it")


def _alone(layers: Layers, p: Proposal) -> Filled[When | None]:
    """The one time inside the claim's own words that does not hang on a verb of saying."""
    inside = [m for m in _in_sentence(layers, p.anchor) if m.when is not None and p.span.holds(m.span) and not _of_saying(layers, m)]
    return Filled(inside[0].when, (inside[0].span,), "only time") if len(inside) == 1 else NEVER


def _of_saying(layers: Layers, mention: TimeMention) -> bool:
    words = layers.words_in(mention.span)
    return bool(words) and layers.tree.lemma[_clause_head(layers, words[0])] in wordlist("saying")


def _own(layers: Layers, anchor: int) -> Filled[When | None]:
    near = [(rank, m) for m in _in_sentence(layers, anchor) if m.when is not None and (rank := _distance(layers, anchor, m)) is not None]
    if not near:
        return NEVER
    rank, best = min(near, key=lambda x: (x[0], x[1].span.start))
    return Filled(best.when, (best.span,), "own time" if rank == 0 else "governor's time")


def _in_sentence(layers: Layers, anchor: int) -> list[TimeMention]:
    words = layers.tree.sentence_words(anchor)
    a, b = layers.tree.start[words[0]], layers.tree.end[words[-1]]
    return [m for m in layers.reading.times if a <= m.span.start < b]


def _distance(layers: Layers, anchor: int, mention: TimeMention) -> int | None:
    """0 where the time hangs on the predicate's own clause, more for each governor in between; None where another clause holds it."""
    tree, words = layers.tree, layers.words_in(mention.span)
    if not words:
        return None
    top = next((w for w in words if tree.head[w] not in words), words[0])
    holder = _clause_head(layers, top)
    chain = _governors(layers, anchor)
    return chain.index(holder) if holder in chain else None


def _clause_head(layers: Layers, w: int) -> int:
    """The predicate that word ``w`` hangs on: the first verb above, or the root."""
    tree = layers.tree
    while tree.head[w] >= 0 and not (tree.upos[w] in ("VERB", "AUX") and tree.rel[w].split(":")[0] in {r.split(":")[0] for r in CLAUSE} | {"conj"}):
        w = tree.head[w]
    return w


def _governors(layers: Layers, anchor: int) -> list[int]:
    tree = layers.tree
    chain = [anchor]
    own = _clause_head(layers, anchor)
    if own != anchor:
        chain.append(own)
    while tree.rel[own].split(":")[0] in ("xcomp", "ccomp", "conj", "acl") and tree.rel[own] != "acl:relcl" and tree.head[own] >= 0:
        own = _clause_head(layers, tree.head[own])
        if own in chain or tree.lemma[own] in operators().keeps:
            break
        chain.append(own)
    return chain
