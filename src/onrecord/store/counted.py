"""Counted: what is read of a record to be settled on the spot, for an as-of day, a least confidence, or to hold two days against each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.errors import QueryError
from onrecord.model import Change, Claim, Entry, Judgement
from onrecord.model.entry import LedgerQuery
from onrecord.model.origin import ArticleFacts, story_id
from onrecord.store.filters import between, keeps, last_day, sure, understood
from onrecord.store.rules import Rules

EVER = "9999"
"""A year by the end of which all has been published; pages of unknown day are known of as of no day."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Claims (their times as they are now), what is known of at least their articles, by id, and all judgements."""

    claims: Sequence[Claim]
    facts: Mapping[str, ArticleFacts]
    judgements: Sequence[Judgement]

    def entries(self, rules: Rules, asked: LedgerQuery) -> list[Entry]:
        """The entries of what was published by the query's day and is as sure as it asks for, between its parties; no other filter is looked at."""
        by = published_by(asked.as_of, self.facts)
        claims = self.claims if by is None else [c for c in self.claims if c.article in by]
        facts = self.facts if by is None else {a: self.facts[a] for a in by}
        return rules.settle(sure(claims, self.judgements, asked.min_confidence), facts, self.judgements, between(asked))

    def changes(self, rules: Rules, days: Sequence[LedgerQuery]) -> list[Change]:
        """What is different between two queries that ask for the same on two days, of entries that pass on either."""
        return different(rules, days, [self.entries(rules, day) for day in days], roots_of(self.facts.values()) if days[0].origin else {})


def different(rules: Rules, days: Sequence[LedgerQuery], found: Sequence[Sequence[Entry]], roots: Mapping[str, str]) -> list[Change]:
    """What is different between two queries that ask for the same on two days, of the entries ``found`` that pass on either."""
    ledgers = [[e for e in entries if keeps(_wide(day), e, {})] for day, entries in zip(days, found, strict=True)]
    kept = {e.id for entries in ledgers for e in entries if keeps(days[0], e, roots)}
    return [c for c in rules.changes(*ledgers) if c.after.id in kept or (c.before is not None and c.before.id in kept)]


def on_days(query: LedgerQuery, since: str, until: str | None) -> list[LedgerQuery]:
    """The query as of two days; its order, limit and offset count for nothing. Raises `QueryError`."""
    days = [understood(replace(query, as_of=day, limit=None, offset=0)) for day in (since, until or EVER)]
    if until is not None and last_day(until) < last_day(since):
        raise QueryError("until", until, f"a day that is not before the end of {since}")
    return days


def _wide(query: LedgerQuery) -> LedgerQuery:
    """The query less the filters that an entry may begin or cease to pass as it changes."""
    return LedgerQuery(query.giver, query.receiver, act=query.act, as_of=query.as_of, min_confidence=query.min_confidence)


def published_by(day: str | None, facts: Mapping[str, ArticleFacts]) -> set[str] | None:
    """The articles published by the end of a day, month or year; None: all."""
    limit = last_day(day) if day else None
    return None if limit is None else {a.id for a in facts.values() if a.published is not None and a.published <= limit}


def roots_of(facts: Iterable[ArticleFacts]) -> dict[str, str]:
    """The origin of each story by its id, and of each article by its own."""
    every = list(facts)
    parts = {story_id(a.id, n): origin for a in every for n, (_, origin) in enumerate(a.parts, 1)}
    return {**parts, **{a.id: a.origin for a in every}}
