"""A view of an article's dependency trees: children, prepositions, heads of phrases, coordination. Every stage that reads grammar reads it here."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property

from onrecord.model.reading import Syntax
from onrecord.model.values import Span

PHRASE = frozenset({"compound", "amod", "nmod:poss", "flat", "nummod", "det", "appos", "nmod:desc", "fixed"})
"""Relations that keep a word inside the same noun phrase ("Iran's foreign ministry", "Russian forces")."""

CLAUSE = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "advcl:relcl", "parataxis", "csubj", "csubj:pass", "csubj:outer", "root"})
"""Relations that open a clause."""

_WORDING = PHRASE - {"appos"} | {"compound:prt", "nmod:unmarked", "advmod", "det:predet"}
_POSSESSIVE = ("'s", "'")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "DET", "SYM"})
_INSIDE = frozenset({"compound", "flat", "nmod:desc", "fixed", "goeswith"})
_DEEPEST = 250


class Tree:
    """Words and trees of one article, by index of the word in the article. Nothing is copied from the syntax."""

    def __init__(self, syntax: Syntax, text: str) -> None:
        self.syntax, self.text = syntax, text
        self.head: list[int] = syntax.head.tolist()
        self.start: list[int] = syntax.start.tolist()
        self.end: list[int] = syntax.end.tolist()
        self.bounds: list[int] = syntax.sentence.tolist()
        self.rel, self.upos, self.feats = syntax.rel, syntax.upos, syntax.feats

    def __len__(self) -> int:
        return len(self.head)

    @cached_property
    def lemma(self) -> tuple[str, ...]:
        """Lemmas, lower case, curly apostrophes made straight."""
        return tuple(x.lower().replace("’", "'") for x in self.syntax.lemma)

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """Words as written."""
        return tuple(self.text[a:b] for a, b in zip(self.start, self.end, strict=True))

    @cached_property
    def children(self) -> list[list[int]]:
        """For each word the words that depend on it, in text order."""
        out: list[list[int]] = [[] for _ in self.head]
        for i, h in enumerate(self.head):
            if h >= 0:
                out[h].append(i)
        return out

    def sentence(self, i: int) -> int:
        """The index of the sentence that word ``i`` stands in; past the last word the number of sentences."""
        return bisect_right(self.bounds, i) - 1

    def sentences(self) -> Iterator[tuple[int, range]]:
        """Each sentence's index and the range of its words."""
        for s, (a, b) in enumerate(itertools.pairwise(self.bounds)):
            yield s, range(a, b)

    def words_of(self, s: int) -> range:
        """The words of sentence ``s``."""
        return range(self.bounds[s], self.bounds[s + 1])

    def sentence_words(self, i: int) -> range:
        """The words of the sentence that word ``i`` stands in."""
        return self.words_of(self.sentence(i))

    def sentence_span(self, s: int) -> Span:
        """Characters of sentence ``s``."""
        words = self.words_of(s)
        return Span(self.start[words[0]], self.end[words[-1]])

    def span(self, i: int) -> Span:
        """Characters of word ``i``."""
        return Span(self.start[i], self.end[i])

    def covering(self, words: list[int]) -> Span:
        """The stretch of characters from the first to the last of these words."""
        return Span(self.start[min(words)], self.end[max(words)])

    def words_in(self, span: Span) -> range:
        """The words that begin inside a stretch of characters."""
        return range(self.first_at(span.start), self.first_at(span.end))

    def first_at(self, place: int) -> int:
        """The first word that begins at or after a character."""
        return bisect_left(self.start, place)

    def form(self, i: int) -> str:
        """Word ``i`` as written, lower case, curly apostrophes made straight."""
        return self.text[self.start[i] : self.end[i]].lower().replace("’", "'")

    def feat(self, i: int, want: str) -> bool:
        """Whether word ``i`` has the feature, such as ``Tense=Past``."""
        return want in self.feats[i].split("|")

    def plural(self, i: int) -> bool:
        """Whether a noun is plural."""
        return "Number=Plur" in self.feats[i]

    def is_subject(self, i: int) -> bool:
        """Whether word ``i`` is the subject of a verb."""
        return self.rel[i].startswith("nsubj")

    def heads_phrase(self, i: int) -> bool:
        """Whether word ``i`` heads a noun phrase of its own (it is not a part of a name or a compound)."""
        return self.upos[i] in _NOMINAL and self.rel[i] not in _INSIDE

    def kids(self, i: int, *rels: str) -> list[int]:
        """Children of ``i`` with one of these relations (a plain relation also takes its subtypes)."""
        return [k for k in self.children[i] if self.rel[k] in rels or self.rel[k].split(":")[0] in rels]

    def prep(self, i: int) -> str:
        """The first word of the preposition or particle that introduces phrase ``i`` ("in exchange for" gives "in"), or ""."""
        cases = self.kids(i, "case")
        return self.form(cases[0]) if cases else ""

    def preposition(self, i: int) -> str:
        """The preposition of a phrase with its fixed parts ("according to"), or ""."""
        cases = self.kids(i, "case")
        return " ".join(self.form(w) for w in [cases[0], *self.kids(cases[0], "fixed")]) if cases else ""

    def mark(self, i: int) -> str:
        """The word that opens a clause or phrase, or ""."""
        return next((self.form(m) for m in self.kids(i, "mark", "case")), "")

    def marked(self, i: int, *forms: str) -> bool:
        """Whether a clause or phrase is opened by one of these words ("that", "to", "of")."""
        return any(self.form(m) in forms for m in self.kids(i, "mark", "case"))

    def conjuncts(self, i: int) -> list[int]:
        """Word ``i`` and what is coordinated with it, nested lists included."""
        out, stack = [i], self.kids(i, "conj")
        while stack:
            k = stack.pop(0)
            out.append(k)
            stack.extend(self.kids(k, "conj"))
        return out

    def first_conjunct(self, i: int) -> int:
        """The first member of the coordination that ``i`` stands in (UD hangs the others on it)."""
        while self.rel[i] == "conj" and self.head[i] >= 0:
            i = self.head[i]
        return i

    def subtree(self, i: int, leaving: frozenset[int] = frozenset()) -> list[int]:
        """All words below and including ``i``, in text order, less the branches that begin at ``leaving``."""
        out, stack = [], [i]
        while stack:
            k = stack.pop()
            if k not in leaving:
                out.append(k)
                stack.extend(self.children[k])
        return sorted(out)

    def phrase(self, i: int) -> list[int]:
        """Words of the noun phrase headed by ``i`` without its clauses, prepositional phrases and conjuncts; what explains it is part of it."""
        return self._within(i, lambda k: self.rel[k] in PHRASE)

    def wording(self, i: int) -> list[int]:
        """Words by which ``i`` is called: its noun phrase with adverbs and possessive marks, without what explains it (apposition)."""
        return self._within(i, lambda k: self.rel[k] in _WORDING or (self.rel[k] == "case" and self.form(k) in _POSSESSIVE))

    def _within(self, i: int, held: Callable[[int], bool]) -> list[int]:
        out, stack = [], [i]
        while stack:
            k = stack.pop()
            out.append(k)
            stack.extend(c for c in self.children[k] if held(c))
        return sorted(out)

    def up(self, i: int) -> Iterator[int]:
        """The words above ``i``, nearest first, to the root."""
        for _ in range(_DEEPEST):
            i = self.head[i]
            if i < 0:
                return
            yield i
