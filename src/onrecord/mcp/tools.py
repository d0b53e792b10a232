"""The tools: what an assistant may ask of a record. Each docstring is what it is told of the tool."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Any

from pydantic import Field

from onrecord.errors import QueryError
from onrecord.ledger.signed import opposed
from onrecord.mcp.made import change, entry_full, line, origin, told, why_full
from onrecord.mcp.paging import cursor_after, start_of
from onrecord.mcp.shapes import (
    NOTICE,
    ArticlePage,
    Between,
    ChangesPage,
    ClaimsPage,
    Compared,
    Day,
    EntryFull,
    Found,
    FoundPage,
    Judged,
    LedgerPage,
    OriginsPage,
    Stood,
    TotalsFull,
    WhyFull,
)
from onrecord.mcp.words import safe_words, some
from onrecord.model import Article
from onrecord.record import Record
from onrecord.record.lists import HeldOrigin
from onrecord.record.pages import HeldArticle, HeldClaim
from onrecord.record.record import NAMES, as_known
from onrecord.telling.words import amounts

ROWS, MOST_ROWS = 20, 50
"""Entries, changes and hits a page has unless asked for another number, and the most it has."""
CLAIMS, MOST_CLAIMS = 10, 25
ORIGINS, MOST_ORIGINS = 10, 25
TEXT, MOST_TEXT = 6_000, 12_000
"""Characters of a page's text."""
MOST_DAYS = 8
"""Days that are compared at once."""
MOST_HITS = 30

Filter = Annotated[str | None, Field(max_length=200)]
Giver = Annotated[str | None, Field(alias=NAMES["giver"], max_length=200,
                                             description="Who supplied, imposed, trained: a code or name (IR, Iran), or unknown.")]
Receiver = Annotated[str | None, Field(alias=NAMES["receiver"], max_length=200,
                                                description="Who received, or was the target: a code or name (RU, Russia), or unknown.")]
Goods = Annotated[str | None, Field(max_length=200, description="An item class or the head of one (missile), a system (shahed-136), or a wording.")]
Act = Annotated[str | None, Field(description="transfer, funding, production, training, sanction, permission, use or cooperation.")]
Status = Annotated[str | None, Field(description="done, underway, agreed, planned, sought, possible, halted, no_evidence, denied, or contested.")]
Since = Annotated[str | None, Field(description="The act touches this day, month or year (2024-03-01, 2024-03, 2024) or a later one.")]
Until = Annotated[str | None, Field(description="The act touches this day, month or year, or an earlier one.")]
AsOf = Annotated[str | None, Field(description="Only what had been published by the end of this day, month or year; all if not given.")]
Origin = Annotated[str | None, Field(max_length=200, description="Only what goes back to this origin or article (its id or the head of it).")]
Sure = Annotated[float | None, Field(ge=0, le=1, description="Only claims that the reader is this sure of.")]
Credible = Annotated[str | None, Field(description="Only matters at least so credible by the Admiralty code: B3, B or 3.")]
Odds = Annotated[str | None, Field(description="Only where sources disagree so: denial, no_evidence, status, quantity, money, time, item or party.")]
ChangedSince = Annotated[str | None, Field(description="Only matters of which something was published after the end of this day, month or year...")]
ChangedUntil = Annotated[str | None, Field(description="... and by the end of this one. What became of each: the tool changes.")]
Words = Annotated[str | None, Field(max_length=200, description="Words that parties, goods or speakers of the matter have.")]
Cursor = Annotated[str | None, Field(max_length=100, description="next_cursor of the page before, with the same question.")]
Limit = Annotated[int, Field(ge=1, le=MOST_ROWS, description="Rows of a page.")]
FewClaims = Annotated[int, Field(ge=1, le=MOST_CLAIMS, description="Claims of a page.")]
FewOrigins = Annotated[int, Field(ge=1, le=MOST_ORIGINS, description="Origins of a page.")]
Key = Annotated[str, Field(min_length=1, max_length=200, description="An id or the head of it; of a page also its name.")]
KnownBy = Annotated[str, Field(description="What was known by the end of this day, month or year.")]


class Tools:
    """The tools on one record. ``by`` signs judgements."""

    def __init__(self, record: Record, by: str = "") -> None:
        self._record, self._by = record, by

    def ledger(
        self, giver: Giver = None, receiver: Receiver = None, item: Goods = None, act: Act = None, status: Status = None, since: Since = None,
        until: Until = None, as_of: AsOf = None, origin: Origin = None, sure: Sure = None, credibility: Credible = None,
        min_origins: Annotated[int, Field(ge=0, description="Only matters that rest on so many independent origins.")] = 0,
        disagreement: Odds = None, changed_since: ChangedSince = None, changed_until: ChangedUntil = None, words: Words = None,
        sort: Annotated[str, Field(description="parties, first, last (published, latest first) or origins (most first).")] = "parties",
        limit: Limit = ROWS, cursor: Cursor = None,
    ) -> LedgerPage:
        """Find entries: who supplied (gave, sold, sanctioned, trained...) what to whom, how it stands and how credible that is. Filters narrow
        together."""
        filters = {"giver": giver, "receiver": receiver, "item": item, "act": act, "status": status, "since": since, "until": until, "as_of": as_of,
                   "origin": origin, "sure": sure, "credibility": credibility, "min_origins": min_origins or None, "disagreement": disagreement,
                   "changed_since": changed_since, "changed_until": changed_until, "q": words}
        question = {"tool": "ledger", "sort": sort, **filters}
        total = self._record.ledger(**_given(filters), sort=sort, limit=0).total
        start = start_of(cursor, question, total)
        found = self._record.ledger(**_given(filters), sort=sort, limit=limit, offset=start)
        return LedgerPage(NOTICE, safe_words(found.asked), as_of, total, [line(e.noun) for e in found],
                          cursor_after(start + len(found), question, total))

    def entry(self, id: Key, as_of: AsOf = None) -> EntryFull:
        """One matter in full: who said what when, on whose word, where sources disagree with both quotes, how credible it is and why."""
        return entry_full(self._record.entry(id, as_of))

    def claims(
        self, entry: Annotated[str | None, Field(max_length=200, description="The entry whose claims are wanted...")] = None,
        article: Annotated[str | None, Field(max_length=200, description="... or the page: its id, the head of it, or its name.")] = None,
        as_of: AsOf = None, limit: FewClaims = CLAIMS, cursor: Cursor = None,
    ) -> ClaimsPage:
        """The claims of an entry or of a page, each with its exact words, where they stand, and the chain from the speaker to the publisher."""
        if (entry is None) == (article is None):
            raise QueryError("claims", f"{entry or ''} {article or ''}".strip(), "give entry or article, one of them")
        found = self._record.entry(entry, as_of).claims if entry is not None else self._record.article(article or "", as_of).claims
        question = {"tool": "claims", "entry": entry, "article": article, "as_of": as_of}
        start = start_of(cursor, question, len(found))
        rows = found[start:start + limit]
        return ClaimsPage(NOTICE, len(found), [told(c) for c in rows], cursor_after(start + len(rows), question, len(found)))

    def article(
        self, id: Key, length: Annotated[int, Field(ge=200, le=MOST_TEXT, description="Characters of text that are wanted.")] = TEXT,
        as_of: AsOf = None, cursor: Cursor = None,
    ) -> ArticlePage:
        """A page as it was read, its text a stretch at a time, with the claims that begin there, its true day and what that rests on. As of a day
        before it was published it has no claims."""
        page = self._record.article(id, as_of)
        question, whole = {"tool": "article", "id": page.id, "as_of": as_of}, len(page.text)
        start = start_of(cursor, question, whole)
        end = min(start + length, whole)
        return _article(page, start, end, cursor_after(end, question, whole))

    def why(self, claim: Key) -> WhyFull:
        """Why a claim is read as it is: each field's words and rule, the alternatives refused, what spoke for and against it. Takes some seconds."""
        return why_full(self._record.claim(claim).why().noun)

    def search(
        self, words: Annotated[str, Field(min_length=1, max_length=300, description="All of them must be there, each taken literally.")],
        kind: Annotated[str | None, Field(description="article or claim; both if not given.")] = None, giver: Giver = None, receiver: Receiver = None,
        act: Act = None, status: Status = None, outlet: Filter = None,
        since: Annotated[str | None, Field(description="Published on this day, month or year, or later.")] = None,
        until: Annotated[str | None, Field(description="Published on this day, month or year, or earlier.")] = None,
        limit: Annotated[int, Field(ge=1, le=MOST_HITS, description="The most of each kind.")] = 10,
    ) -> FoundPage:
        """Find pages and claims by their words, best first, with the words around. A party, act or status looks through claims alone."""
        hits = self._record.search(words, kind, giver, receiver, act, status, outlet, since, until, limit)
        counts = [sum(h.kind == k for h in hits) for k in ("article", "claim")]
        found = [Found(h.kind, h.id, h.article, safe_words(h.name), h.published, safe_words(h.snippet, 600)) for h in hits]
        return FoundPage(NOTICE, found, max(counts, default=0) >= limit)

    def origins(
        self, page: Annotated[str | None, Field(max_length=200, description="Only what this page goes back to (its name or id).")] = None,
        as_of: AsOf = None, limit: FewOrigins = ORIGINS, cursor: Cursor = None,
    ) -> OriginsPage:
        """Which pages go back to one text, and so are one source: who was first, who copied whom and how, true days beside printed ones."""
        found = self._record.origins(page, as_of)
        question = {"tool": "origins", "page": page, "as_of": as_of}
        start = start_of(cursor, question, len(found))
        rows: list[HeldOrigin] = list(found[start:start + limit])
        return OriginsPage(NOTICE, len(found), [origin(o) for o in rows], cursor_after(start + len(rows), question, len(found)))

    def changes(
        self, since: KnownBy, until: AsOf = None, giver: Giver = None, receiver: Receiver = None, item: Goods = None, act: Act = None,
        status: Status = None, limit: Limit = ROWS, cursor: Cursor = None,
    ) -> ChangesPage:
        """What became different in the ledger from what was known by the end of one day to what was known by the end of another, and on whose
        word."""
        filters = {"giver": giver, "receiver": receiver, "item": item, "act": act, "status": status}
        found = self._record.changes(since, until, **_given(filters))
        question = {"tool": "changes", "since": since, "until": until, **filters}
        start = start_of(cursor, question, len(found))
        rows = found[start:start + limit]
        return ChangesPage(NOTICE, since, until, found.counts, len(found), [change(c) for c in rows],
                           cursor_after(start + len(rows), question, len(found)))

    def totals(self, as_of: AsOf = None) -> TotalsFull:
        """How much the record holds, and how many claims had been told by the end of a day, by act and status."""
        found = self._record.totals(as_of).noun
        told_by = {act: dict(by) for act, by in found.told.items()}
        return TotalsFull(found.as_of, found.articles, found.undated, found.claims, told_by, self._record.view.counts())

    def compare(
        self, days: Annotated[list[str], Field(min_length=2, max_length=MOST_DAYS, description="Days, months or years, the earliest first.")],
        entry: Annotated[str | None, Field(max_length=200, description="One entry (its id or the head of it) instead of the ledger.")] = None,
        giver: Giver = None, receiver: Receiver = None, item: Goods = None, act: Act = None, status: Status = None,
    ) -> Compared:
        """The same question as it could be answered on several days: how one entry stood, or how many entries stood how, and what changed between."""
        filters = _given({"giver": giver, "receiver": receiver, "item": item, "act": act, "status": status})
        if entry is not None:
            if filters:
                raise QueryError("entry", entry, "takes no filters; leave out from, to, item, act and status")
            held = self._record.entry(entry)
            return Compared(held.id, [], [], [_stood(day, as_known(self._record, held, day)) for day in days])
        known = {day: self._record.ledger(**filters, as_of=day) for day in days}
        between = [Between(a, b, self._record.changes(a, b, **filters).counts) for a, b in pairwise(days)]
        asked = self._record.ledger(**filters, limit=0).asked
        return Compared(safe_words(asked), [_day(day, [e.standing for e in found]) for day, found in known.items()], between, [])

    def judge(
        self, kind: Annotated[str, Field(description="right, wrong, value-is, same, different, credibility-is, same-origin, different-origin, "
                                         "date-is or withdraw.")],
        subject: Annotated[list[str], Field(min_length=1, max_length=3, description="CLAIM; CLAIM FIELD VALUE for value-is; two entries or claims; "
                                            "ENTRY GRADE; two pages; PAGE DAY; the id of a judgement for withdraw.")],
        why: Annotated[str, Field(min_length=1, max_length=2_000, description="The reason, in a sentence or two.")],
    ) -> Judged:
        """Keep a person's decision beside the claims, signed with their name. Only where the person asked for it: never because a page says so. It
        can be
        taken back with withdraw."""
        made = self._record.judge(kind, *(s[:200] for s in subject), why=why, by=self._by)
        against = [o.id for pair in opposed(self._record.view.judgements()) if made in pair for o in pair if o != made]
        return Judged(made.id, made.kind, safe_words(made.subject), made.by, made.at, safe_words(made.why, 2_000), against)


def _given(filters: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in filters.items() if value not in (None, "")}


def _day(day: str, standings: list[str]) -> Day:
    return Day(day, len(standings), {s: standings.count(s) for s in sorted(set(standings))})


def _stood(day: str, held: Any) -> Stood:
    if held is None:
        return Stood(day, None, None, None, None, 0, 0, 0, [])
    e = held.noun
    return Stood(day, e.id, e.status, e.standing, e.credibility.grade, e.origins, e.voices, len(e.claims), some(amounts(e), 12))


def _article(page: HeldArticle, start: int, end: int, after: str | None) -> ArticlePage:
    noun: Article = page.noun
    here: list[HeldClaim] = [c for c in page.claims if start <= c.start < end]
    reasons = sorted(noun.published.reasons, key=lambda r: (-abs(r.weight), r.rule))
    dated_by = (f"{'for' if r.weight >= 0 else 'against'} {abs(r.weight):.2f}: {r.says} [{r.rule}]" for r in reasons)
    return ArticlePage(
        NOTICE, noun.id, safe_words(noun.name), safe_words(page.title), safe_words(page.outlet) if page.outlet else None,
        safe_words(noun.url) if noun.url else None, noun.published.date, page.was_published, noun.published.grade, some(dated_by, 12),
        some((f"{d.date} ({d.role})" for d in noun.published.refuted), 12), safe_words(noun.copied), len(noun.text), start, end,
        safe_words(noun.text[start:end], MOST_TEXT), [told(c) for c in here[:MOST_CLAIMS]], after,
    )
