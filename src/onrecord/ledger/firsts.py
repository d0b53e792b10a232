"""Firsts: a copy tells of the day on which its text was first published, and of the times that the first print gives.

Copies carry later days, and often false ones, and "on Tuesday" under a false day is another Tuesday. Held by those a copied package would be told
anew, as a second package. So before claims are held together

- each facet's ``first`` is the earliest known day of any article with a story of its origin;
- a claim in a copy whose act, parties, goods, status and sum the first story tells with one time takes that time, unless it may be an update
  (`updates`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from onrecord.ledger.facets import Facet
from onrecord.ledger.times import Days, day_of
from onrecord.model.origin import UPDATE_DAYS, ArticleFacts, article_of_story


def updates(f: Facet, outlet: str, day: int | None) -> bool:
    """Whether the facet's article may be an update of the one that ``outlet`` published on ``day``."""
    if not f.outlet or f.outlet != outlet or f.day is None or day is None:
        return False
    return 0 < f.day - day <= UPDATE_DAYS


def as_first_told(facets: Iterable[Facet], articles: Mapping[str, ArticleFacts]) -> list[Facet]:
    """The facets with their `Facet.first` and, in copies, the times that the first story gives."""
    every, days = list(facets), _first_days(articles.values())
    firsts: dict[tuple[object, ...], list[Facet]] = defaultdict(list)
    for f in every:
        if f.claim.article == article_of_story(f.origin):
            firsts[_told(f)].append(f)
    return [_timed(replace(f, first=days.get(f.origin, f.day)), firsts.get(_told(f), ())) for f in every]


def _first_days(articles: Iterable[ArticleFacts]) -> dict[str, int]:
    found: dict[str, int] = {}
    for known in articles:
        day = day_of(known.published)
        if day is not None:
            for origin in {known.origin, *(o for _, o in known.parts)}:
                found[origin] = min(found.get(origin, day), day)
    return found


def _told(f: Facet) -> tuple[object, ...]:
    money = f.claim.money.value
    return f.origin, f.act, f.giver, f.receiver, f.families, f.status, money and (money.low, money.high, money.currency)


def _timed(f: Facet, firsts: Iterable[Facet]) -> Facet:
    told = [o for o in firsts if o.claim.article != f.claim.article]
    times: set[Days] = {o.days for o in told if o.days is not None}
    if len(times) != 1 or any(updates(f, o.outlet, o.day) for o in told):
        return f
    return replace(f, days=times.pop())
