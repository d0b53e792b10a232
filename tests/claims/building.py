"""Short texts of our own turned into layers and claims: one engine for all tests, each text parsed once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from tests import strategies

from onrecord.claims import read_claims
from onrecord.claims.decide import decide
from onrecord.claims.layers import Layers
from onrecord.claims.match import Candidate, candidates
from onrecord.claims.proposal import Proposal
from onrecord.claims.propose import candidate_stance
from onrecord.claims.weigh import weigh
from onrecord.model import Article, Claim, ItemMention, Known, Skip, Syntax
from onrecord.model.tree import Tree
from onrecord.reading import Engine, read_layers

engine = cache(Engine)

Row = tuple[str, str, str, int, str, str]
"""A word by hand: form, lemma, part of speech, head (1-based, 0 for the root), relation, features."""


@cache
def page(text: str, title: str | None = None, published: str | None = "2031-05-14", outlet: str | None = "The Courier") -> Article:
    """An article whose lines are paragraphs."""
    made = strategies.article(text, published=published, outlet=outlet)
    fields = {name: getattr(made, name) for name in ("id", "capture", "name", "text", "blocks", "outlet", "published")}
    return Article(**fields, title=Known(title, "test") if title else None)


@cache
def layered(text: str, home: str | None = None, title: str | None = None) -> Layers:
    """The layers of a text as the product reads them."""
    article = page(text, title)
    return Layers(article, read_layers(article, engine()), home)


def tree_of(text: str) -> Tree:
    """The dependency trees of a text."""
    return layered(text).tree


def named(text: str, form: str) -> ItemMention:
    """The goods of ``text`` whose words hold ``form``."""
    return next(item for item in layered(text).reading.items if form in text[slice(*item.span)])


def at(tree: Tree, form: str, nth: int = 0) -> int:
    """The index of the ``nth`` word written ``form``."""
    return [i for i in range(len(tree.head)) if tree.form(i) == form.lower()][nth]


def heads(tree: Tree, words: Sequence[int]) -> str:
    """The words of a role, as written, lower case."""
    return " ".join(tree.form(w) for w in words)


def tree_by_hand(*rows: Row) -> Tree:
    """One sentence whose words and tree are given; words are divided by spaces."""
    text = " ".join(row[0] for row in rows)
    start = [sum(len(r[0]) + 1 for r in rows[:i]) for i in range(len(rows))]
    end = [s + len(row[0]) for s, row in zip(start, rows, strict=True)]
    columns = [np.array(c, np.int32) for c in (start, end, [0, len(rows)], [row[3] - 1 for row in rows])]
    lemma, upos, rel, feats = (tuple(row[k] for row in rows) for k in (1, 2, 4, 5))
    syntax = Syntax(columns[0], columns[1], columns[2], columns[3], tuple(map(str, upos)), tuple(map(str, lemma)), tuple(map(str, rel)),
                    tuple(map(str, feats)), ("O",) * len(rows))
    return Tree(syntax, text)


def found_in(text: str, act: str) -> list[Candidate]:
    """Candidates of one act in a text that frames find."""
    return [c for c in candidates(layered(text)) if c.frame.act == act]


def proposals_of(text: str, act: str | None = None, home: str | None = None, title: str | None = None) -> list[Proposal]:
    """What the frames alone propose of a text, of one act or all."""
    layers = layered(text, home, title)
    return [p for p in decide(layers, *weigh(layers, None)).proposals if act in (None, p.act)]


def claims_of(text: str, act: str | None = None, home: str | None = None, title: str | None = None) -> list[Claim]:
    """The claims of a text, frames alone, of one act or all."""
    return [c for c in read(text, home, title)[0] if act in (None, c.act)]


def read(text: str, home: str | None = None, title: str | None = None) -> tuple[tuple[Claim, ...], tuple[Skip, ...]]:
    """Claims and refusals of a text, frames alone."""
    layers = layered(text, home, title)
    return read_claims(layers.article, layers.reading, home)


def told(claim: Claim) -> tuple[str, str, str, tuple[str, ...], str]:
    """A claim in short: act, giver, receiver (codes joined by +), item wordings, status."""
    return (claim.act, "+".join(claim.giver.value), "+".join(claim.receiver.value), tuple(i.name for i in claim.items.value), claim.status.value)


def status_at(text: str, form: str) -> str | None:
    """The status of the act told by the word written ``form``; fails where no frame matches there."""
    layers = layered(text)
    found = [c for c in candidates(layers) if layers.tree.form(c.word) == form]
    assert found, f"no frame at {form!r}: {text}"
    return candidate_stance(layers, found[0]).status


Match = tuple[str, str, str]
"""Giver and receiver (codes joined by +), item wordings joined by +."""


def roles_told(text: str, act: str) -> list[Match]:
    """What the candidates of one act name in their own roles, in text order."""
    return [
        ("+".join(code for code, _ in c.giver), "+".join(code for code, _ in c.receiver), "+".join(text[slice(*i.span)] for i in c.items))
        for c in found_in(text, act)
    ]
