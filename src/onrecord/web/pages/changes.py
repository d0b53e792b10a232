"""What changed in the ledger between two days, matter by matter, each with the words that did it: `onrecord changes` as a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.errors import QueryError
from onrecord.model import Article, Change, Changes, Claim, Disagreement, StatusMove
from onrecord.model.entry import LedgerQuery
from onrecord.store.desk import Desk
from onrecord.store.filters import in_order, last_day
from onrecord.telling.asked import Asked, url
from onrecord.telling.words import SHORT_ID, chain_links, change_words, disagreement_kind, how_many, how_much, standing_words
from onrecord.web.marks import KEY, Mark, Party, mark, parties
from onrecord.web.pages.ledger import Turn, in_force, turn
from onrecord.web.shelf import Shelf
from onrecord.web.tally import on_page

PATH = "/changes"
MOST_WORDS = 3
"""Words of a change that a row tells; the rest is counted."""
SPANS = (("week", 7), ("month", 30), ("year", 365))
"""Stretches before the last publication that are offered where no day is asked for, with their days."""


@dataclass(frozen=True, slots=True)
class Word:
    """One of the words that made a change: when it was published, what it says, on whose word, and where it stands."""

    published: str
    status: Mark
    chain: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """A matter that changed. ``url`` leads to it as of the later day; ``was`` tells how it stood (None: it was not known), ``was_url`` where;
    ``figures`` were told for the first time; ``odds`` are disagreements that opened (+) or closed (-); ``more`` words are counted."""

    id: str
    url: str
    published: str
    giver: tuple[Party, ...]
    receiver: tuple[Party, ...]
    act: str
    goods: tuple[str, ...]
    kinds: str
    was: Mark | None
    was_words: str
    was_url: str
    standing: Mark
    words: str
    figures: tuple[str, ...]
    odds: tuple[str, ...]
    joined: tuple[str, ...]
    by: tuple[Word, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """``since`` is "" where no day is asked for: then ``spans`` offers some, as (words, URL). ``counts``: how many changed in each way, in words."""

    title: str
    asked: Asked
    since: str
    until: str
    rows: tuple[Row, ...]
    counts: tuple[tuple[str, int], ...]
    turn: Turn
    turned: str
    filters: tuple[tuple[str, str], ...]
    spans: tuple[tuple[str, str], ...]
    formats: tuple[tuple[str, str], ...]
    key: tuple[tuple[Mark, str], ...] = KEY

    @classmethod
    def of(cls, shelf: Shelf, asked: Asked) -> ChangesPage:
        """The page that a URL asks for."""
        since, until = asked.get("changed-since"), until_of(asked)
        found = changed(shelf, asked) if since else Changes("", None, ())
        listed = ordered(found, asked)
        counts = tuple((change_words((kind,)), n) for kind, n in found.counts.items() if n)
        latest = Asked(asked.given, "from" if asked.sort == "-published" else "-published", 1, asked.per).at(PATH)
        formats = tuple((end, asked.at(f"{PATH}.{end}")) for end in ("csv", "json")) if since else ()
        return cls("What changed", asked, since, until or "", tuple(_rows(shelf, on_page(listed, asked), since, until)), counts,
                   turn(len(listed), asked, PATH), latest, in_force(asked, PATH), () if since else _spans(shelf, asked), formats)


def until_of(asked: Asked) -> str | None:
    """The later of the two days: as asked, never after the day that the header asks for; None: all that was published since."""
    days = [day for day in (asked.get("changed-until"), asked.get("as-of")) if day]
    return min(days, key=last_day) if days else None


def changed(shelf: Shelf, asked: Asked) -> Changes:
    """What is different between the two days of a URL. Raises `QueryError` where it names no first day."""
    since = asked.get("changed-since")
    if not since:
        raise QueryError("changed-since", since, "the day to compare with, like 2024-03-01, 2024-03 or 2024")
    return shelf.changes(since, until_of(asked), asked.but(changed_since="", changed_until="", as_of=""))


def ordered(found: Changes, asked: Asked) -> Sequence[Change]:
    """The changes in the order of a URL: that of the first publication that made each unless it names another."""
    if asked.sort.removeprefix("-") in ("from", "published"):
        return found.changes[::-1] if asked.sort == "-published" else found.changes
    by = {c.after.id: c for c in found.changes}
    return [by[e.id] for e in in_order(LedgerQuery(order=asked.query.order), (c.after for c in found.changes))]


def _spans(shelf: Shelf, asked: Asked) -> tuple[tuple[str, str], ...]:
    """A week, a month and a year up to the last day on which anything was published, or that is asked for."""
    lines = () if asked.get("as-of") else shelf.lines(LedgerQuery(order="last", limit=1))
    last = last_day(asked.get("as-of")) if asked.get("as-of") else lines[0].last if lines else None
    day = _day(last) if last else date.min
    if day.toordinal() <= max(days for _, days in SPANS):
        return ()
    return tuple((f"the {name} before {day}", asked.but(changed_since=(day - timedelta(days)).isoformat()).at(PATH)) for name, days in SPANS)


def _day(last: str) -> date:
    """A day; the 28th for the 31st that its month may not have."""
    try:
        return date.fromisoformat(last)
    except ValueError:
        return date.fromisoformat(f"{last[:8]}28")


def _rows(shelf: Shelf, found: Sequence[Change], since: str, until: str | None) -> Iterable[Row]:
    firsts = [[(m, next(i for i in m.claims if i in c.claims)) for m in c.movers[:MOST_WORDS]] for c in found]
    claims = Desk(shelf.view).claims({claim for words in firsts for _, claim in words})
    pages = shelf.view.articles_of({c.article for c in claims.values()})
    for change, words in zip(found, firsts, strict=True):
        yield _row(change, tuple(_word(m, claims[i], pages) for m, i in words), since, until)


def _row(change: Change, by: tuple[Word, ...], since: str, until: str | None) -> Row:
    e, was = change.after, change.before
    day = next((m.published for m in change.movers if m.published), "")
    figures = (*map(how_many, change.quantities), *map(how_much, change.moneys))
    return Row(
        e.id, url(f"/entry/{e.id}", {"as-of": until} if until else {}), day, parties(e.giver),
        parties(e.receiver), e.act, e.items, change_words(change.kinds), mark(was.standing) if was else None, standing_words(was) if was else "",
        url(f"/entry/{was.id}", {"as-of": since}) if was else "", mark(e.standing), standing_words(e), figures,
        tuple(dict.fromkeys([*_odds("+", change.opened), *_odds("-", change.closed)])), tuple(i[:SHORT_ID] for i in change.joined), by,
        len(change.by) - len(by),
    )


def _odds(sign: str, pairs: Iterable[Disagreement]) -> Iterable[str]:
    return (f"{sign} disagreement: {disagreement_kind(d.kind)}" for d in pairs)


def _word(move: StatusMove, claim: Claim, pages: Mapping[str, Article]) -> Word:
    page = pages[claim.article]
    return Word(move.published or "not known", mark(move.status), chain_links(claim, page), f"/article/{page.id}#claim-{claim.id}")
