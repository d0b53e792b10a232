"""A view of an article's trees from which speakers and what they say are read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

from onrecord.model import Span, Syntax

_PHRASE = frozenset({
    "compound", "compound:prt", "amod", "nmod:poss", "flat", "nummod", "det", "nmod:desc", "fixed", "nmod:unmarked", "advmod", "det:predet",
})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "DET", "SYM"})
_INSIDE = frozenset({"compound", "flat", "nmod:desc", "fixed", "goeswith"})
_DEEPEST = 250


class Tree:
    """Words of one article by their index; nothing is copied from the syntax."""

    def __init__(self, text: str, syntax: Syntax) -> None:
        self.text, self.syntax = text, syntax
        self.start, self.end = syntax.start.tolist(), syntax.end.tolist()
        self.head = syntax.head.tolist()
        self.rel, self.upos, self.feats = syntax.rel, syntax.upos, syntax.feats
        self.bounds = syntax.sentence.tolist()

    def __len__(self) -> int:
        return len(self.head)

    @cached_property
    def lemma(self) -> tuple[str, ...]:
        """Lemmas, lower case."""
        return tuple(x.lower() for x in self.syntax.lemma)

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """Words as written."""
        return tuple(self.text[a:b] for a, b in zip(self.start, self.end, strict=True))

    @cached_property
    def children(self) -> list[list[int]]:
        """For each word the words that hang on it, in text order."""
        found: list[list[int]] = [[] for _ in self.head]
        for word, head in enumerate(self.head):
            if head >= 0:
                found[head].append(word)
        return found

    def low(self, word: int) -> str:
        """A word as written, lower case."""
        return self.forms[word].lower()

    def sentence(self, word: int) -> int:
        """The index of the sentence a word stands in."""
        return bisect_right(self.bounds, word) - 1

    def words_of(self, sentence: int) -> range:
        """The words of a sentence."""
        return range(self.bounds[sentence], self.bounds[sentence + 1])

    def sentence_span(self, sentence: int) -> Span:
        """The characters of a sentence."""
        words = self.words_of(sentence)
        return Span(self.start[words[0]], self.end[words[-1]])

    def kids(self, word: int, *rels: str) -> list[int]:
        """Children with one of these relations; a plain relation takes its subtypes too."""
        return [k for k in self.children[word] if self.rel[k] in rels or self.rel[k].split(":")[0] in rels]

    def preposition(self, word: int) -> str:
        """The preposition of a phrase with its fixed parts ("according to"), lower case, or ""."""
        cases = self.kids(word, "case")
        if not cases:
            return ""
        return " ".join(self.low(w) for w in [cases[0], *self.kids(cases[0], "fixed")])

    def marked(self, word: int, *forms: str) -> bool:
        """Whether a clause or phrase is opened by one of these words ("that", "to", "of")."""
        return any(self.low(m) in forms for m in self.kids(word, "mark", "case"))

    def mark(self, word: int) -> str:
        """The word that opens a clause or phrase, lower case, or ""."""
        return next((self.low(m) for m in self.kids(word, "mark", "case")), "")

    def subtree(self, word: int, leaving: frozenset[int] = frozenset()) -> list[int]:
        """A word and all below it in text order, less the branches that begin at ``leaving``."""
        found, stack = [], [word]
        while stack:
            at = stack.pop()
            if at not in leaving:
                found.append(at)
                stack.extend(self.children[at])
        return sorted(found)

    def phrase(self, word: int) -> list[int]:
        """The noun phrase of a word without clauses, prepositional phrases and conjuncts, unbroken up to the word's last part."""
        found, stack = [], [word]
        while stack:
            at = stack.pop()
            found.append(at)
            stack.extend(k for k in self.children[at] if self._inside(k))
        return sorted(found)

    def _inside(self, word: int) -> bool:
        rel = self.rel[word]
        return rel in _PHRASE or (rel == "case" and self.low(word) in ("'s", "’s", "'", "’"))

    def span(self, words: list[int]) -> Span:
        """The characters from the first to the last of these words."""
        return Span(self.start[min(words)], self.end[max(words)])

    def up(self, word: int) -> list[int]:
        """The words above a word, nearest first."""
        found: list[int] = []
        while self.head[word] >= 0 and len(found) < _DEEPEST:
            word = self.head[word]
            found.append(word)
        return found

    def heads_phrase(self, word: int) -> bool:
        """Whether a word heads a noun phrase of its own (it is not a part of a name or a compound)."""
        return self.upos[word] in _NOMINAL and self.rel[word] not in _INSIDE

    def words_in(self, span: Span) -> range:
        """The words that begin inside a stretch of characters."""
        return range(bisect_left(self.start, span.start), bisect_left(self.start, span.end))

    def first_at(self, place: int) -> int:
        """The first word that begins at or after a character."""
        return bisect_left(self.start, place)

    def is_subject(self, word: int) -> bool:
        """Whether a word is the subject of a verb."""
        return self.rel[word].startswith("nsubj")

    def plural(self, word: int) -> bool:
        """Whether a noun is plural."""
        return "Number=Plur" in self.feats[word]

    def conjuncts(self, word: int) -> list[int]:
        """The words coordinated with a word, in text order, itself left out."""
        return self.kids(word, "conj")
