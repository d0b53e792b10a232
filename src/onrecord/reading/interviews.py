"""TEXT -> EXCHANGES: interviews printed without labels, where paragraphs of questions and of answers take turns.

Nothing in such a page says who speaks; that it is one is told by its shape alone: `PAIRS` questions or more, each followed by an answer, answers in
the first person outside quotation marks, questions to "you". What is asked and answered may be a column's own rhetoric, so `interviewees` must find
whoever is introduced before the first question, or there is no interview. Pages with labels are `attribution_turns`'.

Questions are known by the mark that all of them open with (bold, a heading, a dash, the paper's initials); without one by their question mark, and
where answers are one paragraph each, what stands in a question's place is a question too ("Belgium wants the EU to go further.").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from onrecord.knowledge.loader import load
from onrecord.model import Span
from onrecord.model.unmarked import unmarked
from onrecord.reading.attribution_turns import find_turns
from onrecord.reading.quotations import find_quotations

PAIRS = 3
"""Questions with an answer from which paragraphs take turns; fewer are a writer's own questions. Chosen."""

_PERSONAL = 2
"""Answers in the first person from which they are somebody's own words. Chosen."""

_STARTS = 3
"""Questions at which the talk may begin: a headline may ask too, and so may what introduces the person. Chosen."""

_HEAD = 12
"""Paragraphs before the first question at most; a page that tells a story first is no interview. Chosen."""

_BEFORE = 6_000
"""Characters before the first question at most. Chosen."""

_MARKS = 3
"""Marks tried as that of the questions, commonest first. Chosen."""

_ANSWER = 6
"""Paragraphs of an answer in the mean at most. Chosen."""

_QUESTION, _OWN, _PROMPT = 450, 120, 240
"""Characters of a question, of one in which "I" stands ("May I ask"), and of a question without a question mark, at most. Chosen."""

_CLOSERS = " \t\xa0*_\"”’'»)]>"
_SINGULAR = re.compile(r"\b(?:I(?=[ \xa0'’][a-z])|[Mm](?:y|e|ine|yself)\b)")
_PLURAL = re.compile(r"\b(?:[Ww]e|[Uu]s|[Oo]urs?)\b")
_YOU = re.compile(r"\b[Yy]ou(?:r|rs|rself)?\b")
_STOP = re.compile(r"[.!?…][”\"’)]?\s")
_WRAPPED = re.compile(r"(\*{1,3}|_{1,3}|<(?:b|strong|em|i)>)(?=[^\s*_])")
_OPENED = re.compile(r"(?P<heading>#{1,6} )|(?P<dash>[-–—]\s?(?=\S))|(?P<label>[A-Z][\w.&'’ ]{0,24}:)\s")


@dataclass(frozen=True, slots=True)
class Exchange:
    """Questions and answers that take turns: ``head`` is what stands before, ``answers`` are the paragraphs of each; ``quoted``: printed in quotation
    marks."""

    head: Span
    questions: tuple[Span, ...]
    answers: tuple[tuple[Span, ...], ...]
    quoted: bool = False


@dataclass(frozen=True)
class _Paragraph:
    """One paragraph as printed, marks included."""

    span: Span
    raw: str

    @cached_property
    def own(self) -> str:
        """What stands outside quotation marks, without inline marks."""
        text, at, kept = unmarked(self.raw), 0, list[str]()
        for quotation in find_quotations(text, [Span(0, len(text))]):
            kept.append(text[at:quotation.span.start])
            at = quotation.span.end
        return " ".join([*kept, text[at:]]).strip()

    @cached_property
    def mark(self) -> str:
        """The mark it opens with, by which all questions of a page may be told; "" for none."""
        wrapped = _WRAPPED.match(self.raw)
        if wrapped is not None:
            closing = wrapped[1].replace("<", "</")
            return wrapped[1] if self.raw.rstrip().endswith(closing) else ""
        opened = _OPENED.match(self.raw)
        return "" if opened is None else opened["label"] or opened["heading"] or "dash"

    @cached_property
    def singular(self) -> bool:
        """Whether "I" or "my" stands outside quotation marks."""
        return _SINGULAR.search(self.own) is not None

    @cached_property
    def personal(self) -> bool:
        """Whether it is in the first person outside quotation marks."""
        return self.singular or _PLURAL.search(self.own) is not None

    @cached_property
    def asks(self) -> bool:
        """Whether it is a question by its end; a long one with "I" in it is an answer that asks back."""
        return ends_asking(self.raw) and self.own.rstrip(_CLOSERS).endswith("?") and (not self.singular or len(self.raw) <= _OWN)

    @cached_property
    def prompts(self) -> bool:
        """Whether it can be a question without being one by its end: a sentence or two in which nobody says "I" or "we"."""
        return self.own != "" and len(self.raw) <= _PROMPT and len(_STOP.findall(self.raw)) <= 1 and not self.personal


def ends_asking(raw: str) -> bool:
    """Whether a paragraph ends with a question mark and is not too long for a question."""
    return len(raw) <= _QUESTION and raw.rstrip(_CLOSERS + "\r\n").endswith("?")


def find_exchanges(text: str, paragraphs: Sequence[Span]) -> list[Exchange]:
    """The ways in which a page can be an interview without labels, by where its questions begin, in text order; none where it cannot.

    ``text`` is the page as printed, with its marks; ``paragraphs`` are those that are read, in text order.
    """
    if sum(ends_asking(text[p.start:p.end]) for p in paragraphs) < PAIRS - 1 or find_turns(unmarked(text)):
        return []
    page = [_Paragraph(span, text[span.start:span.end]) for span in paragraphs]
    exchanges = (_exchange(page, asked) for start in _starts(page) if (asked := _asked(page, start)))
    return [exchange for exchange in (*exchanges, _in_marks(page)) if exchange is not None]


def _in_marks(page: Sequence[_Paragraph]) -> Exchange | None:
    """The exchange whose answers are paragraphs in quotation marks, each right below a question or what stands in its place; what the page tells in
    between is neither."""
    pairs = [(asked, answer) for asked, answer in pairwise(page) if answer.own == "" and (asked.asks or asked.prompts)]
    asking, said = sum(asked.asks for asked, _ in pairs), sum(p.own == "" for p in page)
    if len(pairs) < PAIRS or 2 * asking < len(pairs) or 2 * len(pairs) < said:
        return None
    if not any(_YOU.search(asked.own) for asked, _ in pairs) or not any(_SINGULAR.search(answer.raw) for _, answer in pairs):
        return None
    head = Span(page[0].span.start, pairs[0][0].span.start)
    if head.end == head.start or head.end - head.start > _BEFORE:
        return None
    return Exchange(head, tuple(asked.span for asked, _ in pairs), tuple((answer.span,) for _, answer in pairs), quoted=True)


def _starts(page: Sequence[_Paragraph]) -> list[int]:
    """The places at which the questions may begin: the first, and the next where the one before may be a headline, which says "you" as little as
    what follows it says "I"."""
    asking = [i for i, p in enumerate(page[:_HEAD]) if p.asks][:_STARTS]
    return [i for at, i in enumerate(asking) if all(_may_be_title(page, before) for before in asking[:at])]


def _may_be_title(page: Sequence[_Paragraph], at: int) -> bool:
    """Whether a question may be a headline or part of what introduces the person."""
    return not _YOU.search(page[at].own) and not any(p.singular for p in page[at + 1:at + 2])


def _asked(page: Sequence[_Paragraph], start: int) -> frozenset[int]:
    """The places of the questions from one on: those with the mark of questions where there is one, else the ones that ask."""
    marks = Counter(p.mark for p in page[start:] if p.asks and p.mark).most_common(_MARKS)
    marked = next((found for mark, _ in marks if (found := _marked(page, start, mark))), None)
    asked = marked or _plain(page, start)
    return _opened(page, asked if marked else asked | _between(page, asked)) if asked else frozenset()


def _marked(page: Sequence[_Paragraph], start: int, mark: str) -> frozenset[int]:
    """The places of the paragraphs with a mark, if they are the questions: half of them ask, and few of the others do."""
    found = frozenset(i for i in range(start, len(page)) if page[i].mark == mark)
    asking = sum(page[i].asks for i in found)
    others = sum(page[i].asks for i in range(start, len(page)) if i not in found)
    answered = sum(i + 1 not in found for i in found)
    return found if answered >= PAIRS and 2 * asking >= len(found) and 2 * others < len(found) else frozenset()


def _plain(page: Sequence[_Paragraph], start: int) -> frozenset[int]:
    """The places of the paragraphs that ask; one in the first person right after a question is its answer."""
    found = set[int]()
    for i in range(start, len(page)):
        if page[i].asks and not (i - 1 in found and page[i].personal):
            found.add(i)
    return frozenset(found) if len(found) >= PAIRS else frozenset()


def _between(page: Sequence[_Paragraph], asked: AbstractSet[int]) -> frozenset[int]:
    """The places of questions that do not ask, where every answer is one paragraph: every second one between two that ask."""
    places, found = sorted(asked), set[int]()
    for before, after in pairwise(places):
        if (after - before) % 2 and after - before > 1:
            return frozenset()
        found |= set(range(before + 2, after, 2))
    return frozenset(found) if len(found) < len(asked) and all(page[i].prompts for i in found) else frozenset()


def _opened(page: Sequence[_Paragraph], asked: frozenset[int]) -> frozenset[int]:
    """The questions with what opens the talk before the first that asks: words to "you", and an answer in the first person singular."""
    first = min(asked)
    while first >= 2 and page[first - 1].singular and not page[first - 1].asks and page[first - 2].prompts and _YOU.search(page[first - 2].own):
        first -= 2
        asked |= {first}
    return asked


def _exchange(page: Sequence[_Paragraph], asked: frozenset[int]) -> Exchange | None:
    """The exchange with these questions, if it has the shape of an interview."""
    first, answers = min(asked), [answer for answer in _answers(page, asked) if answer]
    if not 0 < first <= _HEAD or len(answers) < PAIRS or sum(map(len, answers)) > _ANSWER * len(answers):
        return None
    personal = sum(any(p.personal for p in answer) for answer in answers)
    singular = any(p.singular for answer in answers for p in answer)
    if personal < _PERSONAL or not singular or not any(_YOU.search(page[i].own) for i in asked):
        return None
    head = Span(page[0].span.start, page[first].span.start)
    if head.end - head.start > _BEFORE:
        return None
    return Exchange(head, tuple(page[i].span for i in sorted(asked)), tuple(tuple(p.span for p in answer) for answer in answers))


def _answers(page: Sequence[_Paragraph], asked: frozenset[int]) -> Iterator[list[_Paragraph]]:
    """The paragraphs after each question up to the next; after the last no more than the longest of the others has, and not what closes the page."""
    places, longest = sorted(asked), 1
    for before, after in pairwise(places):
        longest = max(longest, after - before - 1)
        yield list(page[before + 1:after])
    last = page[places[-1] + 1:places[-1] + 1 + longest]
    end = next((i for i, p in enumerate(last) if _closes(p)), len(last))
    yield list(last[:end])


def _closes(paragraph: _Paragraph) -> bool:
    """Whether a paragraph opens as what stands below an interview ("This interview has been edited")."""
    return not paragraph.singular and paragraph.own.lower().replace("’", "'").startswith(tuple(load("interviews")["ends"]))
