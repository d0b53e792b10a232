"""EXCHANGES, SYNTAX, PEOPLE -> TALK: whose words the answers of an interview without labels are.

Whoever answers is introduced before the first question: as the subject of telling somebody ("he tells Lieve Maes"), as one of two who talk or meet,
or as the only person there where the page calls itself an interview. "The deputy head of the section talks to Simona Reed" is the person named as
a subject just before. Where two could be meant, or more than one answers, nobody is: the page speaks itself, as it would have without this.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from onrecord.knowledge.loader import load
from onrecord.model import PersonMention, Span, Voice
from onrecord.model.tree import Tree
from onrecord.reading.attribution_persons import role_words
from onrecord.reading.attribution_phrases import KINDS
from onrecord.reading.interviews import Exchange

Link = tuple[Span | None, str, str, str | None, bool]

_THIRD = 1
"""Answers in which the person may be named in the third person; more are a story about the person. Chosen."""

_Introduced = tuple[Link, Link, int]
"""Whoever answers, whoever asks, and where the word begins that means the first."""

_BYLINE = 120
"""Characters of a line that only says who wrote or asked, at most. Chosen."""

_MARKS = " \t\r*_|#–—-"

_ASKER: Link = (None, "interviewer", "journalist", None, True)


@dataclass(frozen=True)
class Talk:
    """An interview whose interviewee is known: ``answers`` are that person's words, ``questions`` the ``asker``'s.

    ``meant`` is the character at which the word begins by which the head says who talks, be it a name, "he" or an office.
    """

    head: Span
    person: Link
    asker: Link
    meant: int
    questions: tuple[Span, ...]
    answers: tuple[Span, ...]

    def voices(self) -> list[Voice]:
        """The voices of its questions and answers."""
        return [*(Voice(span, (self.asker,), "question", None) for span in self.questions),
                *(Voice(span, (self.person,), "transcript", None) for span in self.answers)]

    def titles(self, text: str, quotations: Sequence[Span], voices: Sequence[Voice]) -> list[Voice]:
        """The voices of the head's lines that are a quotation and nothing else, which nobody else is said to say."""
        taken = {v.scope for v in voices}
        alone = (q for q in quotations if q.end <= self.head.end and q not in taken and _line(text, q) == text[q.start:q.end])
        return [Voice(q, (self.person,), "quoted", None) for q in alone]

    def parted(self, start: int, end: int) -> bool:
        """Whether another begins to speak between two places."""
        at = bisect_left(self.turns, start)
        return at < len(self.turns) and self.turns[at] < end

    @cached_property
    def turns(self) -> list[int]:
        """The characters at which its paragraphs begin."""
        return sorted(span.start for span in (*self.questions, *self.answers))


def read_talk(tree: Tree, people: Sequence[PersonMention], exchanges: Sequence[Exchange]) -> Talk | None:
    """The talk of a page that may be an interview: the first way of reading it so in which one person is introduced; else None."""
    for exchange in exchanges:
        found = _Head(tree, people, exchange).introduced()
        answers = _own(tree.text, exchange, found[0][1]) if found is not None else ()
        if found is not None and answers:
            return Talk(exchange.head, *found, exchange.questions, answers)
    return None


def _own(text: str, exchange: Exchange, name: str) -> tuple[Span, ...]:
    """The paragraphs of answers that can be a person's own; none where many name that person, who would say "I"."""
    surname = re.compile(rf"\b{re.escape(name.split()[-1])}\b")
    named = [[p for p in answer if surname.search(text, p.start, p.end)] for answer in exchange.answers]
    if sum(map(bool, named[:-1])) > _THIRD or named[0]:
        return ()
    end = named[-1][0].start if named[-1] else len(text)
    return tuple(p for answer in exchange.answers for p in answer if p.start < end)


def _line(text: str, span: Span) -> str:
    """The line that a stretch begins in, without blanks and what opens a heading."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.start)
    return text[start:end if end >= 0 else len(text)].strip(_MARKS)


class _Head:
    """What stands before the first question: who is named there, and who is said to talk to whom."""

    def __init__(self, tree: Tree, people: Sequence[PersonMention], exchange: Exchange) -> None:
        self.tree, self.know, head = tree, load("interviews"), exchange.head
        self.words = tree.words_in(head)
        here = [m for m in people if m.span.end <= head.end and m.name.strip()]
        self.bodies = {self.top(m): m for m in here if m.role in KINDS}
        persons = [m for m in here if m.role not in KINDS and not m.anonymous]
        self.nameless = frozenset(self.top(m) for m in here if m.anonymous and m.role not in KINDS)
        self.described = {self.top(m): m for m in persons if _is_description(m)}
        self.meant = {self.top(m): m for m in persons if not self.names(m) and " " in m.name and not _is_description(m)}
        named = [m for m in persons if m not in self.described.values() and self.names(m)]
        self.named = {self.top(m): m for m in named}
        around = f"{tree.text[:head.end]}\n{tree.text[exchange.answers[-1][-1].end:]}"
        self.told = exchange.quoted or _any_of("told").search(around) is not None
        signed = [line.strip() for line in around.split("\n") if _any_of("bylines").match(line.strip(_MARKS)) and len(line) <= _BYLINE]
        self.bylines = frozenset(m.name for m in named if any(m.name in line for line in signed))

    def top(self, mention: PersonMention) -> int:
        """The word that a mention hangs on the rest of its sentence by."""
        words = self.tree.words_in(mention.span)
        return next((w for w in words if self.tree.head[w] not in words), words[0] if words else -1)

    def names(self, mention: PersonMention) -> bool:
        """Whether a mention is a person's name: in two words, or after an office or rank. A pronoun is none, nor one word, which may be a town."""
        said = self.tree.text[mention.span.start:mention.span.end]
        return mention.name.split()[-1] in said and (" " in mention.name or bool(mention.role))

    def introduced(self) -> _Introduced | None:
        """Whoever answers and whoever asks, if the head tells of one person who answers; else the only person of a page told as an interview."""
        cues = [w for w in self.words if self.tree.upos[w] == "VERB" and self.kind(w)]
        sides = [side for w in cues if (side := self.sides(w)) is not None and (self.told or self.may_ask(side[1]))]
        if any(self.doubtful(answering) for answering, _ in sides) or any(self.unclear(w) for w in cues):
            return None
        found = [(person, self.asker(asking), self.tree.start[answering]) for answering, asking in sides
                 if (person := self.person(answering, asking)) is not None]
        if found:
            return found[0] if len({person[1] for person, _, _ in found}) == 1 else None
        return self.alone({self.named[asking].name for _, asking in sides if asking in self.named}) if self.told or sides else None

    def alone(self, asking: set[str]) -> _Introduced | None:
        """The only person whom the head names besides who asks and writes, where the page puts whom it is about."""
        others = {m.name for m in self.named.values()} - asking - self.bylines
        place = next((w for w, m in self.named.items() if m.name in others and self.stands(w)), None)
        return None if place is None or len(others) > 1 else (_link(self.named[place], None), _ASKER, self.tree.start[place])

    def kind(self, verb: int) -> str:
        """The list of data that a verb is of, "" for none."""
        return next((kind for kind in ("tells", "speaks", "asks") if self.tree.lemma[verb] in self.know[kind]), "")

    def stands(self, word: int) -> bool:
        """Whether a name stands where a page puts whom it is about: as a subject, at a line's begin, after a colon or after "with"."""
        start = self.named[word].span.start
        before = self.tree.text[max(0, start - 20):start].rstrip(" \t*_")[-1:]
        return self.tree.is_subject(word) or before in ("", "\n", ":", "|") or self.tree.prep(word) in ("with", "for")

    def subject(self, verb: int) -> int | None:
        """The subject of a verb, its own or that of the verb above it; of a participle after a noun that noun."""
        tree = self.tree
        for _ in range(3):
            own = tree.kids(verb, "nsubj")
            if own or tree.head[verb] < 0:
                return own[0] if own else None
            if tree.rel[verb].startswith("acl"):
                return tree.head[verb]
            if tree.rel[verb] not in ("conj", "xcomp", "advcl", "parataxis"):
                return None
            verb = tree.head[verb]
        return None

    def other(self, verb: int) -> int | None:
        """The one whom a verb of talking has besides its subject."""
        tree = self.tree
        if tree.kids(verb, "nsubj:pass"):
            return next((k for k in tree.kids(verb, "obl") if tree.prep(k) == "by"), None)
        beside = [k for k in tree.kids(verb, "obl") if tree.prep(k) in ("to", "with")]
        return next(iter([*tree.kids(verb, "iobj"), *tree.kids(verb, "obj"), *beside] if self.kind(verb) != "speaks" else beside), None)

    def sides(self, verb: int) -> tuple[int, int | None] | None:
        """The words for who answers and for who asks by a verb; None where nobody is told to answer."""
        first, second = self.subject(verb), self.other(verb)
        kind, passive = self.kind(verb), bool(self.tree.kids(verb, "nsubj:pass"))
        if (kind == "asks" and not passive) or (kind == "speaks" and first is not None and (self.is_asker(first) or self.is_guest(first, second))):
            first, second = second, first
        return None if first is None else (first, second)

    def doubtful(self, word: int) -> bool:
        """Whether more than one answers, or somebody without a name."""
        many = any(self.tree.form(k) in self.know["crowds"] for k in (word, *self.tree.kids(word, "nummod", "det")))
        joined = {self.named[k].name for k in self.tree.conjuncts(word) if k in self.named}
        return many or len(joined) > 1 or word in self.nameless

    def is_asker(self, word: int) -> bool:
        """Whether a word is of those who ask: a journalist, the paper, or whom the page names as its writer."""
        known = self.named.get(word)
        if known is None:
            return self.tree.lemma[word] in self.know["askers"]
        return known.name in self.bylines or bool(role_words(known.role) & frozenset(self.know["askers"]))

    def may_ask(self, word: int | None) -> bool:
        """Whether a word can be of one who asks: a journalist, the paper, a name without an office. Not reporters, a parliament or a statesman."""
        if word is None:
            return False
        if self.is_asker(word):
            return self.tree.upos[word] == "PRON" or not self.tree.plural(word)
        if word in self.named:
            return self.is_new(word) and not self.named[word].country
        return self.tree.upos[word] == "PROPN" and (word not in self.bodies or not self.bodies[word].country)

    def is_new(self, word: int) -> bool:
        """Whether a name comes without an office and was not named before."""
        return not self.named[word].role and all(w >= word or m.name != self.named[word].name for w, m in self.named.items())

    def is_guest(self, first: int, second: int | None) -> bool:
        """Whether the second of two who talk answers: only that one is told by an office ("Nora Lind talks to Colonel Pavel Urban")."""
        return first in self.named and second in self.named and self.is_new(first) and not self.is_new(second) and not self.is_asker(second)

    def unclear(self, verb: int) -> bool:
        """Whether either of two who talk can be the one who answers: both are named, and both or neither have an office or were named before."""
        first, second = self.subject(verb), self.other(verb)
        if self.kind(verb) != "speaks" or first not in self.named or second not in self.named or self.is_asker(first) or self.is_asker(second):
            return False
        return self.is_new(first) == self.is_new(second)

    def person(self, word: int, other: int | None) -> Link | None:
        """The person whom a word names, or whom "he" or an office means: who was the subject before. Nobody who signs the page."""
        if word in self.named:
            return None if self.named[word].name in self.bylines else _link(self.named[word], None)
        if word in self.meant and self.tree.upos[word] != "PRON":
            return _link(self.meant[word], None)
        if word not in self.described and self.tree.form(word) not in ("he", "she", "who", "him", "her"):
            return None
        asking, office = self.named[other].name if other in self.named else "", self.described.get(word)
        before = [m for w, m in self.named.items() if w < word and self.stands(w) and m.name not in self.bylines | {asking}]
        last = max(before, key=lambda m: m.span.start, default=None)
        return None if last is None or not _may_hold(last, office) else _link(last, office)

    def asker(self, word: int | None) -> Link:
        """Whoever asks, by name where the page gives one."""
        known = self.named.get(word) if word is not None else None
        return _ASKER if known is None else (known.span, known.name, known.role, known.country, False)


@cache
def _any_of(words: str) -> re.Pattern[str]:
    """Any of the words of a list of data, whole."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, load('interviews')[words]))})(?!\w)", re.IGNORECASE)


def _is_description(mention: PersonMention) -> bool:
    """Whether a mention is an office told without a name ("the deputy head of the section")."""
    return bool(mention.role) and mention.role.lower() in mention.name.lower().split()


def _may_hold(person: PersonMention, office: PersonMention | None) -> bool:
    """Whether an office told without a name can be the person's: no other one, and of no other country."""
    if office is None:
        return True
    same = not person.role or bool(role_words(person.role) & role_words(office.name))
    return same and (person.country or office.country) == (office.country or person.country)


def _link(person: PersonMention, described: PersonMention | None) -> Link:
    """The link of a person, with the role and country of a description where the name comes without."""
    role = person.role or (described.name if described is not None else "")
    country = person.country or (described.country if described is not None else None)
    return (person.span, person.name, role, country, False)
