"""No URL is a fault of the server: what means nothing is refused with a message, whatever it is."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, urlencode

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from starlette.testclient import TestClient

from onrecord.errors import QueryError
from onrecord.model import ACTS, STATUSES
from onrecord.store.filters import dated
from onrecord.telling.asked import FILTERS, SORTS, Asked

HARD = ["'", '"', "' OR 1=1 --", '" OR "a"="a', "NEAR(a b)", "a*", "^a", "-", "(", "a AND", "%", "_", "\\", "\x00", "\U0001f600", "0" * 30,
        "-1", "1e309", "NaN", "inf", "١٢", "2024-02-30", "2024-13", "9999-12-31", "0000", "..",
        "{}", "[]", "null", "\n", "é" * 100, ";DROP TABLE entries"]
PATHS = ["/", "/ledger", "/ledger.json", "/ledger.csv", "/network", "/network.json", "/origins", "/origins.csv", "/left-out", "/left-out.json",
         "/review", "/review.json", "/review.csv", "/timeline", "/timeline.csv", "/matrix", "/matrix.json", "/report", "/report.md", "/report.bib",
         "/report.csl.json", "/saved", "/saved.json", "/watch-list", "/saved/", "/watch-list/", "/entry/", "/article/", "/origin/", "/static/"]
VALUES = st.sampled_from([*HARD, *ACTS, *STATUSES, "IR", "unknown", "2024", "2024-02", "0.5", "missile", *SORTS]) | st.text(max_size=30)
NAMES = st.sampled_from([*FILTERS, "sort", "page", "per", "stage", "reason", "was", "what", "at", "panel",
                         "field", "words", "find", "again", "show", "rows", "title", "by", "day"]) | st.text(max_size=8)
WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).filter(str.strip)
TEXTS = st.text(max_size=20).map(lambda t: quote(t, safe="", errors="replace"))


def encoded(pairs: list[tuple[str, str]]) -> str:
    return urlencode(pairs, errors="replace")


@examples(max_examples=400)
@given(path=st.sampled_from(PATHS), end=TEXTS, pairs=st.lists(st.tuples(NAMES, VALUES), max_size=4))
def test_no_query_is_a_fault(client: TestClient, path: str, end: str, pairs: list[tuple[str, str]]) -> None:
    url = path + (end if path.endswith("/") and path != "/" else "") + "?" + encoded(pairs)
    answer = client.get(url)
    assert answer.status_code in {200, 302, 304, 400, 404}
    if answer.status_code == 400:
        assert len(answer.text) > 20


@pytest.mark.parametrize("value", HARD)
@pytest.mark.parametrize("name", [*FILTERS, "sort", "page", "per"])
def test_no_hard_value_is_a_fault(client: TestClient, name: str, value: str) -> None:
    assert client.get("/?" + encoded([(name, value)])).status_code in {200, 400}
    assert client.get("/ledger.json?" + encoded([(name, value)])).status_code in {200, 400}


@examples(max_examples=150)
@given(raw=st.binary(max_size=40))
def test_no_bytes_are_a_fault(client: TestClient, raw: bytes) -> None:
    assert client.get("/?" + quote(raw)).status_code in {200, 400}
    assert client.get("/entry/" + quote(raw, safe="")).status_code in {200, 302, 404}


@given(given_=st.dictionaries(st.sampled_from(["from", "to", "item", "q"]), WORDS), sort=st.sampled_from(SORTS),
       page=st.integers(1, 999), per=st.integers(1, 500))
def test_a_url_says_what_was_asked(given_: dict[str, str], sort: str, page: int, per: int) -> None:
    asked = Asked.of([*given_.items(), ("sort", sort), ("page", str(page)), ("per", str(per))])
    again = Asked.of(parse_qsl(asked.at("/").partition("?")[2]))
    assert again == asked
    assert asked.but(act="use").get("act") == "use" and asked.but(act="use").but(act="").given == asked.given


@pytest.mark.parametrize("day", ["٢٠٢٤", "0000", "0000-01", "0000-01-01"])
def test_a_date_has_plain_digits_and_a_year_that_was(client: TestClient, day: str) -> None:
    with pytest.raises(QueryError, match="a date like"):
        Asked.of([("since", day)])
    with pytest.raises(QueryError, match="a date like"):
        dated(("--since", day))
    for path in ("/", "/timeline", "/timeline.json", "/report", "/review"):
        assert client.get(f"{path}?" + encoded([("since", day)])).status_code == 400


@pytest.mark.parametrize("path", ["/", "/timeline", "/timeline.csv", "/matrix", "/network", "/report", "/report.md", "/review"])
@pytest.mark.parametrize("query", ["since=0001", "since=0001&until=0001", "until=0001-01-01", "since=9999-12-31", "since=9999&until=0001",
                                   "since=0001&until=9999-12", "since=2023-02-31&until=2023-02-30", "as-of=9999",
                                   "changed-since=9999-12-31&changed-until=0001"])
def test_the_first_and_the_last_days_are_days(client: TestClient, path: str, query: str) -> None:
    assert client.get(f"{path}?{query}").status_code in {200, 302}
