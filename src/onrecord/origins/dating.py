"""The true date of first publication: printed dates are claims, weighed against what the text itself tells.

Every printed date, and the date the carrier declares, adds weight to its day; every clue in the text takes weight from the days it
cannot have been. The best day wins. A printed date is refuted only where clues speak hard against it and another time suits them
much better; otherwise it stands, whatever small contradictions there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from onrecord.knowledge.printed_dates import find_dates
from onrecord.model import Article, PrintedDate, Published, Reason
from onrecord.origins.clues import read_clues
from onrecord.origins.refuting import AGAINST, HARD, is_refuted
from onrecord.origins.scale import DAYS, FIRST, LAST, YEARS, Clue, Scores, day_at, index

WEIGHTS = {"declared": 9.0, "markup": 8.0, "url": 8.0, "dateline": 8.0, "stamp": 6.0, "title": 5.0}
"""What a printed date adds to its day. Carrier and markup are hardly ever wrong; a page's stamp is often a mirror's;
a title's day is the occasion's, a day or two before the page's."""
_SECOND = 0.5
"""What the day-first reading of a stamp in figures has less than the month-first one: clues in the text decide. Chosen."""
COPYRIGHT = 8.0
"""What the days outside a copyright line's year lose: more than what years after the latest thing told lose. Chosen."""
_HELD, _TAIL = 4.0, 0.03
"""Score below the best at which a day counts as impossible, and the weight that may lie beyond either end: the interval is what is left."""
_DAY_SHARE, _DAY_GIVEN, _MONTH_SHARE = 0.45, 0.15, 0.7
"""Share of the weight within two days from which a day is likely, from which it is given at all, and within one month from which that is.

Of 340 dated pages read without their dates (100 of the training pages, 240 of the White House), the day was right to two days on 32 of 67
with a share of .25 or more, on 17 of 69 with .15 to .25, and on 1 of 205 below.
"""
_YEAR_SHARE = 0.1
"""Share of the weight within one year from which that is given: a Thursday in August comes every few years. Chosen, not counted."""
_OPEN = 8 * 365
"""Days up to the scale's end that clues may leave and yet date a page. Of the 180 training pages read without their dates seven got a year
from such a "not before" alone, all wrong ones; anything from four years to ten tells the same."""
_EARLY, _EARLY_LOSS = date(1996, 1, 1), 2.0
"""Days before news was put on the web, and what they lose: a page that only looks back to 1988 is not of 1988. Chosen, not counted."""
_NARROW = 150
"""Days that hold nine tenths of the weight, up to which a day is given whatever its share: it is off by weeks at most. Chosen, not counted."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A printed date that could be the publication's: its days and how the page says it; ``second``: the less usual reading of 01/09/2014."""

    printed: PrintedDate
    low: int
    high: int
    second: bool = False


def _days(iso: str) -> tuple[int, int] | None:
    """First and last day of an ISO day, month or year, on the scale; None where it is no date or off the scale."""
    try:
        parts = [int(p) for p in iso.split("-")]
        first = date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
    except (ValueError, IndexError):
        return None
    if not FIRST <= first <= LAST:
        return None
    if len(parts) > 2:
        return index(first), index(first)
    following = date(first.year + 1, 1, 1) if len(parts) == 1 or first.month == 12 else date(first.year, first.month + 1, 1)
    return index(first), index(following - timedelta(days=1))


def _declared(declared: str | None, others: Iterable[PrintedDate]) -> list[PrintedDate]:
    """The declared date; of 01/09/2014 the reading that another date on the page supports, else both."""
    found = find_dates(declared[:200]) if declared else []
    if not found:
        return []
    readings = [iso for iso in (found[0].iso, found[0].other) if iso]
    supported = [iso for iso in readings if any(p.date == iso and p.role != "declared" for p in others)]
    return [PrintedDate(iso, "declared", None) for iso in supported or readings]


def _candidates(article: Article, declared: str | None) -> list[_Candidate]:
    told = _declared(declared, article.printed)
    printed = [p for p in article.printed if p.role in WEIGHTS and (p.role != "declared" or not told)]
    read = [*((p, False) for p in [*told, *printed]), *((p, True) for p in _second_readings(article, printed))]
    return [_Candidate(p, *days, second) for p, second in read if (days := _days(p.date))]


def _second_readings(article: Article, printed: list[PrintedDate]) -> Iterator[PrintedDate]:
    """The other readings of stamps like 01/09/2014, day first, that no other date on the page decides."""
    for p in printed:
        found = find_dates(article.text[p.span.start:p.span.end]) if p.role == "stamp" and p.span is not None else []
        other = found[0].other if len(found) == 1 else None
        if other is not None and p.date == found[0].iso and not any(q.date in (p.date, other) for q in printed if q.span != p.span):
            yield PrintedDate(other, p.role, p.span)


def _bonus(candidates: list[_Candidate]) -> Scores:
    """What the printed dates add: each role once a day; the earliest stamp more, as later ones are of updates and copies."""
    total = np.zeros(DAYS)
    said: set[tuple[str, int]] = set()
    earliest = min((c.low for c in candidates if c.printed.role == "stamp" and not c.second), default=None)
    first = {c.printed.span for c in candidates if c.printed.role == "stamp" and c.low == earliest}
    for c in candidates:
        if (c.printed.role, c.low) in said:
            continue
        said.add((c.printed.role, c.low))
        weight = WEIGHTS[c.printed.role] + (1.0 if c.printed.role == "stamp" and c.printed.span in first else 0.0) - _SECOND * c.second
        total[c.low:c.high + 1] += weight / (1.0 if c.low == c.high else 2.0)
    return total


def _copyright(article: Article) -> Iterator[Clue]:
    for printed in article.printed:
        if printed.role == "copyright" and (days := _days(printed.date)):
            scores = np.full(DAYS, -COPYRIGHT)
            scores[days[0]:days[1] + 1] = 0.0
            yield Clue("copyright", f"the page claims copyright of {printed.date}", printed.span, scores)
            return


def _peak(total: Scores) -> tuple[int, float]:
    """The middle of the weight of those five days in a row that hold most of it, and their share: of the likeliest time, not of all that is left."""
    weight = np.exp(total - total.max())
    weight /= weight.sum()
    fives = np.convolve(weight, np.ones(5), "same")
    middle = int(np.argmax(np.round(fives, 9)))
    first = max(0, middle - 2)
    within = np.cumsum(weight[first:middle + 3])
    return first + int(np.searchsorted(within, within[-1] / 2)), float(fives[middle])


def _standing_peak(total: Scores, standing: list[_Candidate]) -> tuple[int, float]:
    """The best day among those that printed dates stand for: a printed date that is not refuted is the date."""
    days = {day for c in standing for day in range(c.low, c.high + 1)}
    return max(sorted(days), key=lambda day: float(total[day])), 1.0


def _interval(total: Scores, best: int) -> tuple[str | None, str | None]:
    """First and last day that the evidence leaves possible, None where the scale ends: days nearly as good as the best, and most of the weight.

    The ``best`` day is always among them: a printed date that stands may be one that the text alone would not have guessed.
    """
    held = np.append(np.flatnonzero(total >= total.max() - _HELD), best)
    weight = np.cumsum(np.exp(total - total.max()))
    first, last = np.searchsorted(weight, (_TAIL * weight[-1], (1.0 - _TAIL) * weight[-1]))
    low, high = min(int(held.min()), int(first)), max(int(held.max()), int(last))
    return (day_at(low).isoformat() if low else None), (day_at(high).isoformat() if high < DAYS - 1 else None)


def _precise(total: Scores, best: int, near: float) -> str | None:
    """The best day; only its month or year where the weight is spread too wide for a day to mean anything, None where no year holds much of it."""
    weight = np.exp(total - total.max())
    weight /= weight.sum()
    day = day_at(best)
    first, last = np.searchsorted(np.cumsum(weight), (0.05, 0.95))
    month = _days(f"{day:%Y-%m}") or (best, best)
    if near < _DAY_GIVEN and float(weight[month[0]:month[1] + 1].sum()) > _MONTH_SHARE:
        return f"{day:%Y-%m}"
    if near >= _DAY_GIVEN or last - first <= _NARROW:
        return day.isoformat()
    years = np.bincount(YEARS, weight)
    return str(int(years.argmax())) if float(years.max()) >= _YEAR_SHARE else None


def _as_printed(standing: list[_Candidate], best: int) -> str:
    """The best day; its month alone where no printed date that stands there is finer ("November 2024" at the head of a report)."""
    at = [c for c in standing if c.low <= best <= c.high]
    return at[0].printed.date if at and all(c.low < c.high for c in at) else day_at(best).isoformat()


def _reasons(clues: list[Clue], candidates: list[_Candidate], refuted: list[_Candidate], best: int) -> Iterator[Reason]:
    """For and against: printed dates, then clues that fit the best day or count against a refuted one."""
    for c in candidates:
        against = c in refuted or not c.low - 2 <= best <= c.high + 2
        weight = -1.0 if c in refuted else -0.3 if against else WEIGHTS[c.printed.role] / WEIGHTS["declared"]
        yield Reason(f"printed: {c.printed.role}", c.printed.date, weight, c.printed.span)
    for clue in clues:
        here, worst = float(clue.scores[best]), float(clue.scores.min())
        if worst < 0:
            yield Reason(clue.rule, clue.says, round(max(-1.0, 1.0 + 2.0 * here / -worst) * min(1.0, -worst / 6), 2), clue.span)
        for c in refuted:
            if clue.rule in HARD and (loss := float(clue.scores[c.low])) <= AGAINST:
                yield Reason(clue.rule, f"against {c.printed.date}: {clue.says}", max(-1.0, loss / 6), clue.span)


def _grade(best: int, near: float, standing: list[_Candidate], clues: Scores) -> str:
    agreeing = {c.printed.role for c in standing if c.low - 1 <= best <= c.high + 1 and c.high - c.low <= 1}
    if agreeing and (len(agreeing) > 1 or agreeing & {"declared", "markup", "dateline"}) and float(clues[best] - clues.max()) > -3:
        return "certain"
    return "likely" if agreeing or near >= _DAY_SHARE else "weak"


def date_article(article: Article, declared: str | None = None) -> Published:
    """When the article was first published, as well as the page can tell.

    ``declared`` is the carrier's date in any form; where None, the article's own printed date of that role counts. ``date`` is None, grade
    unknown, where the page gives neither a date nor clues that bound one at both ends; ``low`` may be known even so.
    What cannot be true is in ``refuted``.
    """
    candidates = _candidates(article, declared)
    found = [*read_clues(article), *_copyright(article)]
    clues = np.sum([c.scores for c in found], axis=0) if found else np.zeros(DAYS)
    refuted = [c for c in candidates if is_refuted(c.low, c.high, found)]
    standing = [c for c in candidates if c not in refuted]
    refuted = [c for c in refuted if not c.second and all(c.printed.span != other.printed.span for other in standing if other.second)]
    if not standing and not _bounded(clues):
        return Published(None, None, None, "unknown", refuted=tuple(c.printed for c in refuted))
    total = clues + _bonus(standing) - _EARLY_LOSS * (np.arange(DAYS) < index(_EARLY))
    best, near = _standing_peak(total, standing) if standing else _peak(total)
    low, high = _interval(total, best)
    told = _as_printed(standing, best) if standing else None if _open(clues) else _precise(total, best, near)
    if told is None:
        return Published(None, low, high, "unknown", tuple(_reasons(found, candidates, refuted, best)), tuple(c.printed for c in refuted))
    return Published(told, low, high, _grade(best, near, standing, clues), tuple(_reasons(found, candidates, refuted, best)),
                     tuple(c.printed for c in refuted))


def _bounded(clues: Scores) -> bool:
    """Whether the clues leave less than twenty years: a lone weekday dates nothing."""
    return int((clues >= clues.max() - _HELD).sum()) < 20 * 365


def _open(clues: Scores) -> bool:
    """Whether the clues leave years up to the scale's end: a lone "not before" bounds the date and does not give it."""
    held = clues >= clues.max() - _HELD
    return bool(held[-1]) and int(held.sum()) >= _OPEN
