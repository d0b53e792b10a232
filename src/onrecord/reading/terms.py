"""Text and syntax -> the item terms in it: catalogued names, nouns for goods and the words that tell their kind.

Forms are matched on the text itself (a tokenizer cuts "anti-tank"), then placed on the words. A term that the tags or its
surroundings show to be something else is left out here: verbs, parts of a company's name, "ship-" in "ship-based".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from onrecord.knowledge.items import Term, item_gazetteer, titles
from onrecord.model.reading import Syntax
from onrecord.reading.designations import read_designations

_COUNTING = frozenset({"more", "most", "many", "several", "few", "fewer", "much", "such", "some", "numerous", "multiple", "same", "first",
                       "last", "own"})
_NAMING = frozenset({"ADJ", "NOUN", "PROPN", "VERB", "ADV", "X", "SYM", "NUM"})
_MODIFYING = frozenset({"amod", "compound", "flat", "nmod", "advmod", "nmod:desc", "nmod:unmarked", "obl:npmod", "obl:unmarked", "obl",
                        "nummod", "goeswith", "dep", "list"})


_NAME_LENGTH = 6
"""Words of a longest name that a title opens; it also keeps the search short in a text of names alone."""


class Piece(NamedTuple):
    """A term at characters ``start`` to ``end``; ``first`` and ``last`` are the words it covers."""

    start: int
    end: int
    term: Term
    first: int
    last: int


class Words:
    """The words of an article by character, with what is asked of them again and again."""

    def __init__(self, text: str, syntax: Syntax) -> None:
        self.text, self.syntax = text, syntax
        self.sentence_of: list[int] = np.repeat(np.arange(len(syntax.sentence) - 1), np.diff(syntax.sentence)).tolist()
        self.head: list[int] = syntax.head.tolist()

    def covering(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last word that touch the characters, or None where no one sentence holds them."""
        first = int(np.searchsorted(self.syntax.end, start, "right"))
        last = int(np.searchsorted(self.syntax.start, end, "left")) - 1
        if first > last or self.sentence_of[first] != self.sentence_of[last]:
            return None
        return first, last

    def word(self, index: int) -> str:
        """The word as written."""
        return self.text[self.syntax.start[index]:self.syntax.end[index]]

    def tagged(self, first: int, last: int, tags: frozenset[str]) -> bool:
        """Whether every word from ``first`` to ``last`` (left out) has one of the tags or is a hyphen."""
        return all(self.syntax.upos[w] in tags or self.word(w) == "-" for w in range(first, last))

    def widened(self, start: int, first: int, last: int) -> int:
        """Where the noun phrase that ends with word ``last`` starts, determiner and quantity left out.

        ``first`` is the first word known to be in it and ``start`` its first character there.
        """
        low = int(self.syntax.sentence[self.sentence_of[first]])
        reached = first
        while reached > low:
            if self.word(reached - 1) in ("-", "‑") and reached - 1 > low and self._glued(reached - 1):
                reached -= 2
            elif self._modifies(reached - 1, reached, last):
                reached -= 1
            else:
                break
        while reached < first and self.syntax.upos[reached] in ("ADV", "NUM") and not self._glued(reached + 1):
            reached += 1
        return min(int(self.syntax.start[reached]), start)

    def _glued(self, word: int) -> bool:
        """Whether the word is a hyphen with no blank on either side."""
        start, end = int(self.syntax.start[word]), int(self.syntax.end[word])
        return self.text[start:end] in ("-", "‑") and not self.text[start - 1].isspace() and not self.text[end:end + 1].isspace()

    def _modifies(self, word: int, first: int, last: int) -> bool:
        upos = self.syntax.upos[word]
        if upos not in _NAMING or self.syntax.rel[word] not in _MODIFYING or self.syntax.lemma[word].lower() in _COUNTING:
            return False
        if upos == "NUM" and not any(map(str.isalpha, self.word(word))):
            return False
        return first <= self.head[word] <= last


def read_terms(words: Words) -> list[Piece]:
    """The terms in the text, in order; a designation beats what overlaps it, and blocked phrases are gone."""
    text = words.text
    named = [(d.start, d.end, Term(system=d.key, shaky=d.shaky)) for d in read_designations(text)]
    ends = [end for _, end, _ in named]
    others = [(m.start, m.end, m.payload) for m in item_gazetteer().find(text) if not _touches(m.start, m.end, named, ends)]
    placed = (_placed(words, *one) for one in sorted(named + others, key=lambda one: one[0]))
    return [piece for piece in placed if piece is not None and _is_term(words, piece)]


def _touches(start: int, end: int, named: Sequence[tuple[int, int, Term]], ends: Sequence[int]) -> bool:
    """Whether the characters share one with a designation; ``named`` stand in order and apart, and end at ``ends``."""
    place = bisect_right(ends, start)
    return place < len(named) and named[place][0] < end


def _placed(words: Words, start: int, end: int, term: Term) -> Piece | None:
    place = None if term.blocked else words.covering(start, end)
    return None if place is None else Piece(start, end, term, *place)


def _is_term(words: Words, piece: Piece) -> bool:
    """Whether the term is meant: no verb, no measure ("rounds of ammunition"), no part of a firm's name, not "ship-based"."""
    head, upos = piece.term.head, words.syntax.upos[piece.last]
    if piece.term.system is not None:
        return not (piece.term.shaky and _anothers_name(words, piece))
    if head is None:
        return True
    if upos in ("AUX", "PRON") or (head.verb and upos not in ("NOUN", "PROPN", "X", "ADJ")):
        return False
    return not (head.word == "round" and words.text.startswith(" of ", piece.end)) and not _in_firm(words, piece)


def _in_firm(words: Words, piece: Piece) -> bool:
    """Whether a capitalised noun stands inside the name of an organisation that goes on after it."""
    after = piece.last + 1
    ner = words.syntax.ner
    return (words.word(piece.last)[0].isupper() and words.syntax.upos[piece.last] == "PROPN" and ner[piece.last].endswith("-ORG")
            and after < len(ner) and ner[after] == "I-ORG")


def _anothers_name(words: Words, piece: Piece) -> bool:
    """Whether a title makes a name that is also an ordinary word another's: "Operation ... Hammer", "Ms. Abrams"."""
    low = max(int(words.syntax.sentence[words.sentence_of[piece.first]]), piece.first - _NAME_LENGTH)
    before = piece.first - 1
    while before >= low and (words.word(before)[0].isupper() or words.word(before) == "."):
        if words.word(before).lower() in titles():
            return True
        before -= 1
    return False
