"""One-line builders and Hypothesis strategies for the nouns. Shared: append, do not change what others use."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from onrecord.model import (
    ACTS,
    STATUSES,
    Article,
    Block,
    Capture,
    Claim,
    Filled,
    Item,
    Known,
    Money,
    Published,
    Quantity,
    Source,
    Span,
    When,
    claim_id,
)
from onrecord.model.origin import ArticleFacts

T = TypeVar("T")
ARTICLES = st.sampled_from(["a", "b", "c", "d"])


def filled(value: T, evidence: Sequence[Span] = (), rule: str = "test") -> Filled[T]:
    """A field with its value; evidence and rule for the look of it."""
    return Filled(value, tuple(evidence), rule)


def when(iso: str | None) -> When | None:
    """A `When` from GUIDE's form: "2024", "2024-02", "2024-02-21", "2024-01/2024-02-21", "2024-01/"."""
    if iso is None:
        return None
    low, _, high = iso.partition("/")
    return When(iso, _edge(low, False), _edge(high if "/" in iso else low, True), iso)


def _edge(text: str, last: bool) -> str | None:
    if len(text) == 10 or not text:
        return text or None
    year, month = int(text[:4]), int(text[5:7] or (12 if last else 1))
    if not last:
        return date(year, month, 1).isoformat()
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).isoformat()


def source(name: str | None = "Jane Roe", country: str | None = None, anonymous: bool = False, role: str | None = None) -> Source:
    """A link of a chain: a named speaker unless told otherwise."""
    return Source(name, role, country, anonymous)


def claim(
    act: str = "transfer", giver: Sequence[str] = ("IR",), receiver: Sequence[str] = ("RU",), items: Sequence[str | Item] = ("uav",),
    status: str = "done", article: str = "a", source: Source | None = None, quantity: tuple[float | None, float | None] | None = None,
    money: tuple[float | None, float | None] | None = None, currency: str = "USD", when_iso: str | None = None, certainty: str = "certain",
    mechanism: str | None = None, at: int | None = None, quote: str = "They sent it, she said.", proposer: str = "test",
    confidence: float = 1.0,
) -> Claim:
    """A claim in one line. Items are classes (their wording the class) or `Item`s; ``at`` is where its quote starts, else by its fields."""
    goods = tuple(i if isinstance(i, Item) else Item(i, i) for i in items)
    how_many = Quantity(*quantity, text="some") if quantity else None
    sum_of = Money(*money, currency=currency, text="a sum") if money else None
    who = source or Source("Jane Roe", "official", None, False)
    mark = repr((act, giver, receiver, goods, status, who, how_many, sum_of, when_iso, mechanism, certainty))
    start = int(hashlib.sha256(mark.encode()).hexdigest()[:6], 16) if at is None else at
    span = Span(start, start + len(quote))
    return Claim(
        claim_id(article, span, act, tuple(giver), tuple(receiver), goods, status, how_many), article, span, quote, act,
        filled(tuple(giver), [span]), filled(tuple(receiver), [span]), filled(goods, [span]), filled(how_many), filled(sum_of),
        filled(status, [span]), filled(certainty), filled(when(when_iso)), filled(mechanism), filled((who,)), filled(None), proposer,
        confidence,
    )


def facts(
    article: str = "a", published: str | None = "2024-02-22", outlet: str | None = "The Courier", origin: str | None = None,
    parts: Sequence[tuple[Span, str]] = (), pages: int = 1,
) -> ArticleFacts:
    """What the ledger knows of an article; its own origin unless told otherwise."""
    return ArticleFacts(article, published, outlet, origin or article, tuple(parts), pages)


def known(*every: ArticleFacts) -> dict[str, ArticleFacts]:
    """Facts by article id."""
    return {f.id: f for f in every}


def article(
    text: str = "They sent it, she said.\n", name: str = "page", published: str | None = "2024-02-22", outlet: str | None = "The Courier",
    capture: str | None = None, grade: str = "certain", path: str = "pages.jsonl", copied: str = "original",
) -> Article:
    """An article whose every non-blank line is kept."""
    blocks, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(Span(start, start + len(line.rstrip("\n"))), True, "paragraph"))
        start += len(line)
    mark = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(
        mark, capture or mark, name, text, tuple(blocks),
        outlet=Known(outlet, "test") if outlet else None, published=Published(published, published, published, grade), path=path,
        copied=copied,
    )


def capture_of(page: Article) -> Capture:
    """The capture that an article of `article` says it came from."""
    return Capture(page.capture, page.name, page.text.encode("utf-8", "surrogatepass"), "text/plain", page.path, 1)


PARTIES = st.sampled_from(["IR", "RU", "KP", "US", "UA", "Hezbollah"])
CLASSES = st.sampled_from(["uav", "missile.ballistic", "missile.other", "equipment", "artillery", "ammunition.artillery"])
DAYS = st.dates(date(2021, 1, 1), date(2024, 12, 31)).map(date.isoformat)
SPEAKERS = st.builds(source, name=st.sampled_from(["Jane Roe", "John Doe", "officials", None]), country=st.sampled_from(["US", "IR", None]),
                     anonymous=st.booleans())
SUMS = st.none() | st.sampled_from([(4e8, 4e8), (8e8, 8e8), (None, 8e8), (2.17e9, 2.17e9), (2.2e9, 2.2e9)])
COUNTS = st.none() | st.sampled_from([(400.0, 400.0), (401.0, None), (200.0, 900.0), (None, 50.0)])


def claims(articles: st.SearchStrategy[str] = ARTICLES) -> st.SearchStrategy[Claim]:
    """Any claim of a small world, so that matters are shared often."""
    return st.builds(
        claim, act=st.sampled_from(ACTS), giver=st.lists(PARTIES, max_size=2, unique=True).map(tuple),
        receiver=st.lists(PARTIES, max_size=2, unique=True).map(tuple), items=st.lists(CLASSES, max_size=2, unique=True).map(tuple),
        status=st.sampled_from(STATUSES), article=articles, source=SPEAKERS, quantity=COUNTS, money=SUMS,
        when_iso=st.none() | DAYS | st.sampled_from(["2022", "2023-05", "2022-02-24/2023-05-15", "2024-01/"]),
        mechanism=st.none() | st.sampled_from(["drawdown", "snapback"]),
    )


def article_facts(article: str) -> st.SearchStrategy[ArticleFacts]:
    """Facts of one article: sometimes of unknown day, sometimes a copy of "a"."""
    return st.builds(facts, article=st.just(article), published=st.none() | DAYS, outlet=st.sampled_from(["The Courier", None]),
                     origin=st.sampled_from([article, "a"]))
