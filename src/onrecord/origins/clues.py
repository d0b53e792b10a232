"""Clues to the day a text was written, each a score over all days: 0 where the clue is content, below where it is not.

A clue never says what it cannot know: most only tell that a text is not older than what it tells as past. Weights are
logarithmic; what was counted to set one is said beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import numpy as np

from onrecord.model import Article
from onrecord.origins.ages import age_clues
from onrecord.origins.events import date_clues, event_clues, future_clues, post_clues, war_clues, year_clues
from onrecord.origins.lives import life_clues
from onrecord.origins.offices import office_clues
from onrecord.origins.ruling import party_clues
from onrecord.origins.scale import INDEX, Clue, index, outside
from onrecord.origins.series import anniversary_clues, attested_clues, numbered_clues
from onrecord.origins.told import Sentence, place, sentences
from onrecord.origins.weeks import dateline_clue, day_clues, month_clues, weekday_clues

_SOON, _SOON_DAY, _SOON_LEAD, _SOON_TERM = 17.0, 1.5, 5.0, 2000.0
_LEAD = 600
"""Characters of kept text that count as news rather than background. Of the training pages whose latest event stands there 31 in 100 are within a
week of it (of 42), of the others 15 (of 40)."""


def latest_clue(latest: date, found: str, depth: int, begun: int = 0) -> Iterator[Clue]:
    """Days since the latest thing told: of 107 training pages, four in ten are within 78 of it, half
    within 169, six in ten within 335; of 15 that tell a day with its year, six are of that day or the next.

    That is even in the logarithm of the time, up to some years. It counts from the day ``begun`` on which the last of those told in office first
    had it, where that is later (`_SOON_TERM` is chosen: from 200 to 2,000 days date the same pages).
    """
    gap = np.clip(INDEX - max(index(latest), begun), 0, None)
    soon = _SOON_TERM if begun > index(latest) else _SOON_DAY if _DAY_TOLD.search(found) else _SOON_LEAD if depth < _LEAD else _SOON
    yield Clue("latest thing told", f"of what it dates, the latest: it {found}", None, -np.log1p(gap / soon) - np.log1p((gap / 1500.0) ** 2))
_DAY_TOLD = re.compile(r"\btells \d{4}-\d\d-\d\d as past|\bshows a post\b")
_THIS_WEEK = re.compile(r"\b(?:announced|unveiled|approved|signed|imposed|revealed|disclosed|published|"
                        r"released)(?: earlier)? this week\b")


def week_clue(told: list[Sentence], latest: date) -> Iterator[Clue]:
    """What was "announced this week" is most likely the latest thing the text dates."""
    for sentence in told:
        if found := _THIS_WEEK.search(sentence.low):
            yield Clue("this week", f"{found[0]!r}, the latest thing it dates being of {latest}", place(sentence, found),
                       outside([(index(latest), index(latest) + 6)], 2.0, 30))
            return


def read_clues(article: Article) -> list[Clue]:
    """All clues in the kept text."""
    told = sentences(article)
    dated = [*event_clues(sentences(article, links=True)), *date_clues(told), *post_clues(article), *year_clues(told),
             *anniversary_clues(told)]
    latest = max(((first, clue.says, clue.span.start if clue.span else 0) for clue, first in dated
                  if first > date.min and clue.rule not in ("going on", "soon")), default=None)
    clues = [clue for clue, _ in _strongest(dated)]
    clues += _consistent(list(future_clues(told)), latest[0] if latest else date.min)
    offices = list(office_clues(told))
    clues += [*offices, *life_clues(told), *age_clues(told), *party_clues(told)]
    clues += [*war_clues(told), *weekday_clues(told), *month_clues(told), *day_clues(told), *dateline_clue(article)]
    clues += [*numbered_clues(told), *attested_clues(told)]
    if latest is None:
        return clues
    return [*clues, *latest_clue(latest[0], latest[1], _depth(told, latest[2]), _begun(offices)), *week_clue(told, latest[0])]


def _begun(offices: list[Clue]) -> int:
    """The first day, on the scale, on which each of those told in office had had it; 0 without any."""
    return max((int(np.argmax(clue.scores >= 0)) for clue in offices if clue.rule in ("office", "had the office")), default=0)


def _depth(told: list[Sentence], at: int) -> int:
    """How far into the kept text the sentence at a place of the page begins."""
    return next((s.depth for s in reversed(told) if s.start <= at), 0)


def _strongest(dated: list[tuple[Clue, date]]) -> list[tuple[Clue, date]]:
    """Every related or lasting event, and of what is merely told as past the two latest: the rest add nothing but weight."""
    merely = (pair for pair in dated if pair[0].says.endswith("as past"))
    plain = sorted(merely, key=lambda pair: pair[1])
    return [pair for pair in dated if pair not in plain] + plain[-2:]


def _consistent(coming: list[tuple[Clue, date]], latest: date) -> list[Clue]:
    """The dates told as to come, unless the text also tells something later as past: then it quotes old plans."""
    return [clue for clue, _ in coming] if all(last >= latest for _, last in coming) else []
