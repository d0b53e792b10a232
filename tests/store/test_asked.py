"""Nothing that is asked is a command: each of some six hundred strings is taken literally wherever the record takes text, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import cycle
from typing import Any, cast

import pytest
from tests.hostile.payloads import ASKED, every
from tests.store.conftest import Place
from tests.store.records import RULES, missiles, page, write

from onrecord.errors import NotFoundError, QueryError
from onrecord.model import LedgerQuery
from onrecord.model.search import WordQuery
from onrecord.store import Store, StoreView
from onrecord.store.words import split

STRINGS = every(ASKED)
FREE = ("giver", "receiver", "item", "origin", "words")
SET = ("act", "status", "since", "until", "as_of", "credibility", "order", "disagreement", "changed_since", "changed_until")
"""Fields of a ledger's question that take any text, and those that take some texts only."""


@pytest.fixture
def view(shared: str) -> Iterator[StoreView]:
    with StoreView.open(shared, RULES) as view:
        yield view


def test_words_are_found_only_where_they_stand(view: StoreView) -> None:
    texts = {article.id: set(split(f"{article.name} {article.title.value if article.title else ''} {article.text}")) for article in view.articles()}
    for string in STRINGS:
        runs = [run for word in string.split() for run in split(word)]
        found = {hit.article for hit in view.find(WordQuery(string, "article", limit=1000))}
        assert found <= {key for key, words in texts.items() if runs and words.issuperset(" ".join(runs).split())}, string
        assert view.find(WordQuery(string, "claim", outlet=string, giver=string, receiver=string)) == [], string


def test_a_filter_takes_nothing_but_what_it_says(view: StoreView) -> None:
    whole = {e.id: e for e in view.entries(LedgerQuery())}
    for string, free, fixed in zip(STRINGS, cycle(FREE), cycle(SET), strict=False):
        query = LedgerQuery(**cast(Any, {free: string}))
        found = view.entries(query)
        assert not found or (free in ("origin", "words") and len(found) < len(whole)) or not string.strip(), (free, string)
        assert view.facets(query).entries == len(found)
        with suppress(QueryError):
            fitting: dict[str, Any] = {fixed: string}
            assert {e.id for e in view.entries(LedgerQuery(**fitting))} <= set(whole) or fixed == "as_of"
    assert {e.id: e for e in view.entries(LedgerQuery())} == whole


def test_an_id_is_no_pattern(view: StoreView) -> None:
    asked: tuple[Callable[[str], Any], ...] = (view.entry, view.article, view.claim, view.saved_query, view.watch_list)
    for string, look in zip(STRINGS, cycle(asked), strict=False):
        with pytest.raises((NotFoundError, QueryError)):
            look(string)


def test_a_name_is_kept_as_it_is_or_refused(place: Place) -> None:
    with Store.open(place("r"), RULES) as store:
        write(store, page("drones", "2024-01-01", missiles("done")))
        before, kept = store.counts(), 0
        for string in STRINGS[::2]:
            with suppress(QueryError):
                made = store.save(string, "", "2026-01-01")
                assert store.saved_query(made.name).id == made.id and made.name == " ".join(string.split())
                kept += 1
        assert kept > 150 and len(store.saved()) == kept and store.counts() == before
