"""Which words carry a claim: the clause of its predicate, or the whole sentence where that tells nothing else."""

from __future__ import annotations

from onrecord.model import Span
from onrecord.model.tree import CLAUSE, Tree

TRIM = " \t\r\n\u00a0-*•·–—,;"
BREAK = frozenset({"parataxis", "acl:relcl", "advcl:relcl"})
OPENS = frozenset({rel.split(":")[0] for rel in CLAUSE} | {"conj"})
"""Relations, without subtypes, of a verb that has a clause of its own."""


def clause_words(tree: Tree, p: int) -> list[int]:
    """Words of the finite clause that predicate ``p`` stands in, without coordinated and relative clauses that hang on it."""
    top = p
    for h in tree.up(p):
        if tree.rel[top].split(":")[0] in ("ccomp", "parataxis", "conj", "root") and tree.upos[top] in ("VERB", "AUX"):
            break
        if tree.rel[top] in ("acl:relcl", "advcl:relcl") or (tree.rel[top] == "advcl" and tree.upos[top] == "VERB"):
            break
        top = h
    return _below(tree, top, p)


def _below(tree: Tree, top: int, p: int) -> list[int]:
    inside = {p, *tree.up(p)}
    out, stack = [], [top]
    while stack:
        w = stack.pop()
        out.append(w)
        for k in tree.children[w]:
            finite_conj = tree.rel[k] == "conj" and tree.upos[k] in ("VERB", "AUX")
            if k in inside or not (tree.rel[k] in BREAK or finite_conj or (tree.rel[k] == "advcl" and w not in (p,))):
                stack.append(k)
    return _closed(tree, sorted(out))


def _closed(tree: Tree, words: list[int]) -> list[int]:
    """The words without the sentence's own stop where the clause ends before it."""
    while len(words) > 1 and tree.upos[words[-1]] == "PUNCT" and words[-1] - words[-2] > 1:
        words.pop()
    return words


def quote_span(tree: Tree, p: int, alone: bool) -> Span:
    """The quote of a claim at ``p``: its sentence where it is ``alone`` there, else its clause; blanks and list marks trimmed."""
    words = list(tree.sentence_words(p)) if alone else clause_words(tree, p)
    return trimmed(tree.text, tree.covering(words))


def trimmed(text: str, span: Span) -> Span:
    """The span without blanks, bullets and dashes at its ends."""
    a, b = span
    while a < b and text[a] in TRIM:
        a += 1
    while b > a and text[b - 1] in " \t\r\n\u00a0":
        b -= 1
    return Span(a, b)


def clause_head(tree: Tree, w: int) -> int:
    """The predicate that word ``w`` hangs on: the first verb at or above it that opens a clause, or the root."""
    while tree.head[w] >= 0 and not (tree.upos[w] in ("VERB", "AUX") and tree.rel[w].split(":")[0] in OPENS):
        w = tree.head[w]
    return w
