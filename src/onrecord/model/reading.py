"""Reading: the layers found in an article, as columns with offsets into its text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.model.values import Money, Quantity, Span, When

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Syntax:
    """Words and their dependency trees (Universal Dependencies v2), columns over all words of the article.

    ``start``/``end``: characters of each word. ``sentence``: for each sentence the index of its first word, and one
    closing entry (so sentence i is words sentence[i] to sentence[i+1]). ``head``: index of the head word in the article, -1 for a
    root. ``upos``, ``lemma`` (lower case except names), ``rel`` (full relation with subtype), ``feats`` (UD string, "_" if none), ``ner``
    (IOB2 with PER, LOC, ORG).
    """

    start: Ints
    end: Ints
    sentence: Ints
    head: Ints
    upos: tuple[str, ...]
    lemma: tuple[str, ...]
    rel: tuple[str, ...]
    feats: tuple[str, ...]
    ner: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartyMention:
    """Words that name a party (a state, organisation, armed group, company or person) or refer to one.

    ``codes`` are the parties meant as GUIDE writes them (ISO 3166-1 alpha-2 or usual English name); several for "the two
    countries". ``form`` is name, demonym, capital, metonym, office, leader, force, ministry, company, group, collective, person,
    pronoun or description. ``how`` is the rule that resolved it.
    """

    span: Span
    codes: tuple[str, ...]
    form: str
    how: str


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person or an unnamed speaker: fullest ``name`` in the article, ``role`` (wording), ``country`` (code or None)."""

    span: Span
    name: str
    role: str
    country: str | None
    anonymous: bool


@dataclass(frozen=True, slots=True)
class ItemMention:
    """Words that name goods. ``cls`` as GUIDE section 4; ``key`` the catalogue's system or None; ``generic`` for "weapons", "aid"."""

    span: Span
    cls: str
    key: str | None = None
    generic: bool = False


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A count or a sum of money in the text; exactly one of ``quantity`` and ``money`` is set.

    ``counted`` is the span of the noun it counts where the grammar tells, else None.
    """

    span: Span
    quantity: Quantity | None = None
    money: Money | None = None
    counted: Span | None = None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression: as read (``kind``, ``key``: enough to resolve it again) and ``when`` as resolved, or None.

    ``kind`` is date, month, year, weekday, relative, season, interval, duration, vague, or bound: one that only bounds what is told ("before the war
    began in May").
    """

    span: Span
    kind: str
    key: str
    when: When | None


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says what lies in ``scope``: a chain of sources from the origin to the publisher (the outlet itself left out).

    Each link is (span of the name or None, name, role, country, anonymous). ``manner`` is quoted, reported, according, document, carried
    (a speaker carried over to following quotations), held (a state of mind, promise or demand: weaker than a report of it), transcript (a turn of
    one), question (a turn in which a reporter or moderator speaks) or hedged (no links: nobody is named). ``cue`` is the reporting word. ``hedge``
    is the certainty the reporting word gives (certain, probable, possible). ``said`` is the time of speaking where stated.
    """

    scope: Span
    links: tuple[tuple[Span | None, str, str, str | None, bool], ...]
    manner: str
    cue: Span | None
    hedge: str = "certain"
    said: TimeMention | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All layers of one article. ``reader`` names the version that read it (code and weights)."""

    article: str
    reader: str
    syntax: Syntax
    parties: tuple[PartyMention, ...] = ()
    people: tuple[PersonMention, ...] = ()
    items: tuple[ItemMention, ...] = ()
    quantities: tuple[QuantityMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    voices: tuple[Voice, ...] = ()
