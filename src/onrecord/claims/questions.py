"""The page that the claims model reads, and its questions: a unit's clues told in characters of its sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from onrecord.claims.clues import Clue, Witness
from onrecord.claims.layers import Layers
from onrecord.claims.proposal import Unit
from onrecord.claims.units import Mention, Question
from onrecord.claims.windows import MarkedSentence, Page, page_of
from onrecord.model import ACTS, Span
from onrecord.model.unmarked import unmarked


def page_for(layers: Layers, witness: Witness) -> Page:
    """The article as the model reads it, with what the frames point at."""
    article = layers.article
    pointed = [(layers.tree.span(unit.word), unit.act) for unit in witness.units()]
    return page_of(unmarked(article.text), article.title.value if article.title else None, layers.home, layers.reading, pointed)


def question_of(layers: Layers, witness: Witness, page: Page, unit: Unit) -> tuple[int, Question] | None:
    """The number of the unit's sentence on the page, and the question; None where the page has no such sentence."""
    start = layers.tree.start[unit.word]
    number = bisect_right([s.start for s in page.sentences], start) - 1
    if number < 0 or start >= page.sentences[number].start + len(page.sentences[number].text):
        return None
    clues, sentence = witness.clues(unit), page.sentences[number]
    items, times = _within(sentence, clues.items), _within(sentence, clues.times)
    return number, Question(start - sentence.start, ACTS.index(unit.act), clues.unit, clues.roles, items, times)


def _within(sentence: MarkedSentence, mentions: Mapping[Span, Clue]) -> tuple[Mention, ...]:
    """The mentions that lie in the sentence, in its characters."""
    end = sentence.start + len(sentence.text)
    return tuple((span.start - sentence.start, span.end - sentence.start, clues) for span, clues in sorted(mentions.items())
                 if sentence.start <= span.start and span.end <= end)
