"""A view of an article's dependency trees that claims are read from: children, prepositions, heads of phrases."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cached_property

from onrecord.knowledge.frames import act_verbs
from onrecord.model import Span, Syntax

PHRASE = frozenset({"compound", "amod", "nmod:poss", "flat", "nummod", "det", "appos", "nmod:desc", "fixed"})
"""Relations that keep a word inside the same noun phrase ("Iran's foreign ministry", "Russian forces")."""

CLAUSE = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "advcl:relcl", "parataxis", "csubj", "csubj:pass", "csubj:outer", "root"})
"""Relations that open a clause."""


class Tree:
    """Words and trees of one article, by index of the word in the article. Nothing is copied from the syntax."""

    def __init__(self, syntax: Syntax, text: str) -> None:
        self.syntax, self.text = syntax, text
        self.head: list[int] = syntax.head.tolist()
        self.start: list[int] = syntax.start.tolist()
        self.end: list[int] = syntax.end.tolist()
        self.rel, self.upos, self.feats = syntax.rel, syntax.upos, syntax.feats

    @cached_property
    def lemma(self) -> tuple[str, ...]:
        """Lemmas, lower case, curly apostrophes made straight; a verb's that is no verb of an act's is mended where its form is one's."""
        plain = (x.lower().replace("’", "'") for x in self.syntax.lemma)
        return tuple(_mended(x, self.form(i)) if self.upos[i] == "VERB" else x for i, x in enumerate(plain))

    @cached_property
    def children(self) -> list[list[int]]:
        """For each word the words that depend on it, in text order."""
        out: list[list[int]] = [[] for _ in self.head]
        for i, h in enumerate(self.head):
            if h >= 0:
                out[h].append(i)
        return out

    @cached_property
    def sentence_of(self) -> list[int]:
        """For each word the index of its sentence."""
        bounds = self.syntax.sentence.tolist()
        return [s for s, (a, b) in enumerate(itertools.pairwise(bounds)) for _ in range(a, b)]

    def sentences(self) -> Iterator[tuple[int, range]]:
        """Each sentence's index and the range of its words."""
        bounds = self.syntax.sentence.tolist()
        for s, (a, b) in enumerate(itertools.pairwise(bounds)):
            yield s, range(a, b)

    def sentence_words(self, i: int) -> range:
        """The words of the sentence that word ``i`` stands in."""
        bounds, s = self.syntax.sentence, self.sentence_of[i]
        return range(int(bounds[s]), int(bounds[s + 1]))

    def sentence_span(self, s: int) -> Span:
        """Characters of sentence ``s``."""
        a, b = int(self.syntax.sentence[s]), int(self.syntax.sentence[s + 1])
        return Span(self.start[a], self.end[b - 1])

    def span(self, i: int) -> Span:
        """Characters of word ``i``."""
        return Span(self.start[i], self.end[i])

    def form(self, i: int) -> str:
        """Word ``i`` as written, lower case."""
        return self.text[self.start[i] : self.end[i]].lower().replace("’", "'")

    def kids(self, i: int, *rels: str) -> list[int]:
        """Children of ``i`` with one of these relations (a plain relation also takes its subtypes)."""
        return [k for k in self.children[i] if self.rel[k] in rels or self.rel[k].split(":")[0] in rels]

    def prep(self, i: int) -> str:
        """The preposition or particle that introduces phrase ``i`` ("to", "in exchange for" gives "in"), or ""."""
        cases = self.kids(i, "case")
        return self.form(cases[0]) if cases else ""

    def feat(self, i: int, want: str) -> bool:
        """Whether word ``i`` has the feature, such as ``Tense=Past``."""
        return want in self.feats[i].split("|")

    def conjuncts(self, i: int) -> list[int]:
        """Word ``i`` and what is coordinated with it, nested lists included."""
        out, stack = [i], self.kids(i, "conj")
        while stack:
            k = stack.pop(0)
            out.append(k)
            stack.extend(self.kids(k, "conj"))
        return out

    def subtree(self, i: int) -> list[int]:
        """All words below and including ``i``, in text order."""
        out, stack = [], [i]
        while stack:
            k = stack.pop()
            out.append(k)
            stack.extend(self.children[k])
        return sorted(out)

    def phrase(self, i: int) -> list[int]:
        """Words of the noun phrase headed by ``i`` without its clauses, prepositional phrases and conjuncts."""
        out, stack = [], [i]
        while stack:
            k = stack.pop()
            out.append(k)
            stack.extend(c for c in self.children[k] if self.rel[c] in PHRASE)
        return sorted(out)

    def up(self, i: int) -> Iterator[int]:
        """The words above ``i``, nearest first, to the root."""
        seen = 0
        while self.head[i] >= 0 and seen < 200:
            i, seen = self.head[i], seen + 1
            yield i

    def first_conjunct(self, i: int) -> int:
        """The first member of the coordination that ``i`` stands in (UD hangs the others on it)."""
        while self.rel[i] == "conj" and self.head[i] >= 0:
            i = self.head[i]
        return i

    def covering(self, words: list[int]) -> Span:
        """The stretch of characters from the first to the last of these words."""
        return Span(min(self.start[w] for w in words), max(self.end[w] for w in words))


def _mended(lemma: str, form: str) -> str:
    """A verb's lemma that the tagger spelt wrong ("sanctione" of sanctioned, "allocat" of allocated), where the knowledge has the right one."""
    if lemma in act_verbs():
        return lemma
    spelt = (lemma + "e", lemma[:-1], lemma[:-2] + "y", lemma.removesuffix("ed"))
    return next((x for x in spelt if x in act_verbs() and form.startswith(x[:-1])), lemma)
