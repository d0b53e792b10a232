"""A day (`as-of`) in every view: which tell what could be known on it, which it means nothing to and why, and that no link loses it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient
from tests.cli.runs import placed, run
from tests.strategies import article, source
from tests.web.addresses import bare
from tests.web.records import keep
from tests.web.windows import TOKEN, WHERE, csv_rows, shown, window

from onrecord import Record
from onrecord.flow import open_record
from onrecord.model import Judgement, Skip

DAY = "2022"
PROSE = """The depot lies behind the old sugar works, where the road to the harbour crosses the river.
Four lorries stood at its gate when a reporter came by on Monday, and their drivers would not say whom they worked for.
A guard in a grey coat told visitors that the yard had been let to a firm from the capital since the autumn.
Neighbours had heard engines at night for weeks, and one of them kept a list of number plates in a school book.
The mayor, who was asked about it at the market, answered that her office had seen no papers and wanted none.
Two of the crates that were carried in bore the sign of a shipyard which closed nine years ago.
By Friday the gate was shut, the lorries were gone, and rain had washed the tracks out of the yard."""
TOLD, MORE, AGAINST = "Iran sent Russia 40 missiles.", "Iran sent Ukraine nothing but tanks.", "Iran sent Russia no missiles."
FIRST = article(f"Depot\n{TOLD}\n{PROSE}\n", "first", "2022-03-01", "Harbour Post")
COPY = article(f"Depot again\n{TOLD}\n{PROSE}\nShared by a site.\n", "copy", "2023-05-02", "Mirror")
LATE = article(f"Denial\n{AGAINST}\n{MORE}\nNothing else was told on that day.\n", "late", "2024-01-03", "Evening Post")
DAYLESS = article("Leaflet\nNobody knows when this was printed, nor who did.\n", "leaflet", None)


def pages() -> list[Any]:
    """A matter told in 2022, copied in 2023 and denied in 2024, another told in 2024, and a page of no known day."""
    speaker = (source("Ann Poe", "IR"),)
    return [
        (FIRST, [placed(FIRST, TOLD, speaker, quantity=(40, 40), when_iso="2022-02")]),
        (COPY, [placed(COPY, TOLD, speaker, quantity=(40, 40), when_iso="2022-02")]),
        (LATE, [placed(LATE, AGAINST, (source("Bo Li", "RU"),), status="denied"), placed(LATE, MORE, (source("Bo Li", "RU"),), receiver=("UA",),
                                                                                          items=("tank",))]),
        (DAYLESS, []),
    ]


def record_at(path: Path) -> Path:
    """The record of `pages`, with a judgement and what was left out of them."""
    judged = Judgement("ab" * 8, "note", pages()[0][1][0].id, "Ann", "2026-01-01T00:00:00+00:00", "seen", FIRST.id)
    skips = [Skip("claims", f"{FIRST.id[:16]}:12", "no-party", "early"), Skip("reading", "late", "off-topic", "late"),
             Skip("intake", "x.bin", "empty", "")]
    return keep(path, pages(), skips, [judged])


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with window(record_at(tmp_path_factory.mktemp("days") / "days.record")) as client:
        client.post("/saved", data={"token": TOKEN, "do": "save", "name": "mine", "asked": "from=IR"}, headers=WHERE)
        client.post("/watch-list", data={"token": TOKEN, "do": "keep", "name": "names"}, files={"file": ("l.csv", b"name\nUkraine\n")}, headers=WHERE)
        yield client


HONOUR = {
    "": "/", "/ledger": "/ledger.json", "/entry/{key}": "/entry/{entry}", "/article/{key}": f"/article/{LATE.id}", "/origins": "/origins",
    "/origin/{key}": "/origin/{origin}", "/network": "/network", "/timeline": "/timeline", "/matrix": "/matrix",
    "/changes": "/changes?changed-since=2021", "/report": "/report", "/left-out": "/left-out", "/review": "/review.json",
    "/watch-list/{name}": "/watch-list/names",
}
"""Views that tell what could be known on a day, with an address at which that is another thing than what is known now."""
CHANGES_NOTHING = {
    "/article/{key}/why": "how words are read does not depend on when they were known",
    "/saved": "a saved query asks for a day of its own",
    "/saved/{name}": "a saved query asks for a day of its own",
    "/watch-list": "these are the lists as they are kept now",
}
"""Views to which a day means nothing, with the words that say why; they keep it for the others."""
NO_VIEWS = {"/static/{name}": "our own files", "/judge": "what is sent"}


def at(client: TestClient, address: str) -> str:
    """An address with the ids of this record."""
    entry = next(e["id"] for e in client.get("/ledger.json").json() if e["to"] == ["RU"])
    origin = client.get("/origins.json").json()[0]["id"]
    return address.format(entry=entry, origin=origin)


def with_day(address: str, day: str = DAY) -> str:
    return f"{address}{'&' if '?' in address else '?'}as-of={day}"


def test_every_address_is_a_view_that_honours_a_day_or_says_why_not(client: TestClient) -> None:
    guard: Any = client.app
    paths = {bare(route.path) for route in guard.app.routes if isinstance(route, Route)}
    assert paths == {*HONOUR, *CHANGES_NOTHING, *NO_VIEWS}


@pytest.mark.parametrize("path", HONOUR)
def test_a_view_tells_what_could_be_known_on_the_day(client: TestClient, path: str) -> None:
    address = at(client, HONOUR[path])
    now, then = (client.get(a).text for a in (address, with_day(address)))
    later = ("2024-01-03", "Bo Li", AGAINST, "tank", "Mirror", "Ukraine", "off-topic")
    gone = [words for words in later if words in now]
    if path == "/article/{key}":
        page = shown(client, with_day(address))
        assert "This page had not been published by the end of 2022. Its day is 2024-01-03" in page.words and "0 claims" in page.words
        assert not [a for a in page.links if a.startswith("/entry/")] and TOLD not in page.words
        return
    if path == "/origins":
        assert "1 text with several" in shown(client, address).words and "0 texts with several" in shown(client, with_day(address)).words
        return
    if path == "/watch-list/{name}":
        assert "1 hit" in shown(client, address).words and "0 hits" in shown(client, with_day(address)).words
        return
    assert gone and not [words for words in gone if words in then], (gone, path)


@pytest.mark.parametrize("path", CHANGES_NOTHING)
def test_a_view_to_which_a_day_means_nothing_says_so_and_keeps_it(client: TestClient, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if path.endswith("/why"):
        template = (Path(__file__).parents[2] / "src/onrecord/web/templates/why.html").read_text("utf-8")  # reading a page anew is slow
        assert CHANGES_NOTHING[path] in template
        return
    address = path.format(name="mine")
    page = shown(client, with_day(address))
    assert CHANGES_NOTHING[path] in page.words and "2022 is kept for the other views" in page.words
    assert "A day changes nothing here" not in shown(client, address).words


VIEWS = ("/", "/ledger?act=transfer", "/entry/{entry}", f"/article/{FIRST.id}", f"/article/{LATE.id}", "/origins", "/origin/{origin}", "/network",
         "/timeline", "/matrix", "/changes", "/changes?changed-since=2021", "/report", "/left-out", "/review?by=Ann", "/saved", "/saved/mine",
         "/watch-list", "/watch-list/names", "/nothing", "/entry/ffff")


@pytest.mark.parametrize("address", VIEWS)
def test_no_link_of_a_view_loses_the_day(client: TestClient, address: str) -> None:
    url = with_day(at(client, address))
    answer = client.get(url)
    while answer.status_code in (202, 302):
        url = answer.headers.get("location", url)
        answer = client.get(url)
    page = shown(client, url, answer.status_code)
    lost = {a for a in page.links if a.startswith("/") and "as-of=" not in a and ".atom" not in a}
    lost -= {a["href"] for title in ("As known now", "Take this filter away") for a in page.having("a", title=title)} | {"/"}
    assert not lost
    day = page.having("input", id="day-top")
    assert [a["value"] for a in day] == [DAY]
    hidden = {a["name"]: a["value"] for a in page.having("input", type="hidden") if a["name"] == "as-of"}
    assert not page.having("form", class_="find") or hidden == {"as-of": DAY}


def test_what_is_taken_away_is_taken_away(client: TestClient) -> None:
    page = shown(client, "/?act=transfer&as-of=2022")
    assert "/?act=transfer" in page.links and "now" in page.words
    assert shown(client, "/?act=transfer").having("input", id="day-top")[0]["value"] == ""


def test_a_family_is_what_had_been_published_of_it(client: TestClient) -> None:
    families = client.get("/origins.json").json()
    assert [(o["stories"], o["pages"]) for o in families] == [(2, 2)]
    assert client.get("/origins.json?as-of=2022").json() == csv_rows(client.get("/origins.csv?as-of=2022").text) == []
    key = families[0]["id"]
    assert "2 stories on 2 pages" in shown(client, f"/origin/{key}").words
    assert "1 story on 1 page" in shown(client, f"/origin/{key}?as-of=2022").words
    assert "1 page of unknown date left out" in shown(client, "/origins?as-of=2023").words
    gone = shown(client, f"/origin/{key}?as-of=2021", 404)
    assert "none of its pages had been published by the end of 2021" in gone.words


def test_what_was_left_out_of_later_pages_is_not_told(client: TestClient) -> None:
    assert [s["detail"] for s in client.get("/left-out.json?as-of=2022").json()] == ["early"]
    assert client.get("/left-out.json?as-of=2022").json() == csv_rows(client.get("/left-out.csv?as-of=2022").text)
    assert "1 thing of unknown date left out" in shown(client, "/left-out?as-of=2022").words


def test_a_page_leads_to_the_matters_of_the_day_and_marks_later_decisions(client: TestClient, tmp_path: Path) -> None:
    page = shown(client, f"/article/{FIRST.id}?as-of=2022")
    fields = client.get(f"/article/{FIRST.id}.json?as-of=2022").json()
    assert fields["was_published"] and fields["as_of"] == "2022" and len(fields["claims"]) == 1
    then = [e["id"] for e in client.get("/ledger.json?as-of=2022").json()]
    assert list(fields["entries"].values()) == [then] and f"/entry/{then[0]}?as-of=2022" in page.links
    assert "signed after 2022: what people decide counts on every day" in page.words and "Mirror" not in page.words
    assert "signed after" not in shown(client, f"/article/{FIRST.id}").words
    late = client.get(f"/article/{LATE.id}.json?as-of=2022").json()
    assert (late["was_published"], late["claims"], late["entries"]) == (False, [], {}) and late["text"] == LATE.text
    assert "as_of" not in client.get(f"/article/{LATE.id}.json").json()
    assert "so that it is known of as of no day" in shown(client, f"/article/{DAYLESS.id}?as-of=2024").words


def test_the_matters_of_claims_on_a_day_are_those_of_settling_all(client: TestClient) -> None:
    guard: Any = client.app
    assert guard
    path = client.get("/").text.partition('<span class="path">')[2].partition("<")[0]
    with open_record(path) as view:
        for day in ("2021", "2022", "2023-06", "2024"):
            ids = {c.id for c in view.claims()}
            entries = {e["id"]: set(e["claims"]) for e in client.get(f"/ledger.json?as-of={day}").json()}
            expected = {c: sorted(i for i, held in entries.items() if c in held) for c in ids}
            assert {c: sorted(held) for c, held in view.entries_of(ids, day).items()} == {c: held for c, held in expected.items() if held}


@pytest.mark.parametrize("path", ["/saved", "/watch-list", "/watch-list/names"])
def test_nothing_else_can_be_asked_there(client: TestClient, path: str) -> None:
    assert "there is none here but as-of" in shown(client, f"{path}?act=transfer", 400).words
    assert re.search("a date like", shown(client, f"{path}?as-of=soon", 400).words)


def test_the_command_and_python_tell_families_as_of_a_day(client: TestClient, tmp_path: Path) -> None:
    record = record_at(tmp_path / "days.record")
    key = client.get("/origins.json").json()[0]["id"]
    assert run("origins", "--record", record, "--as-of", "2022", "--json").json == []
    assert len(run("origins", "--record", record, "--as-of", "2023", "--json").json) == 1
    one = run("origins", "first", "--record", record, "--as-of", "2022", "--json").json["origins"]
    assert one == [client.get(f"/origin/{key}.json?as-of=2022").json()] and len(one[0]["stories"]) == 1
    assert "none of its pages had been published" in run("origins", "late", "--record", record, "--as-of", "2022").err
    with Record(record) as held:
        assert [len(held.origins(as_of=day)) for day in ("2022", "2023")] == [0, 1] and held.origins("first", as_of="2022")[0].pages == 1


def test_a_matter_as_of_a_day_counts_no_later_copies(client: TestClient, tmp_path: Path) -> None:
    record = record_at(tmp_path / "days.record")
    key = next(e["id"] for e in client.get("/ledger.json").json() if e["to"] == ["RU"])
    page = shown(client, f"/entry/{key}?as-of=2022")
    assert "1 origin, 2 pages" in shown(client, f"/entry/{key}").words and "1 origin, 2 pages" not in page.words and "on one page" in page.words
    now, then = (run("entry", key, "--record", record, *day).out for day in ((), ("--as-of", "2022")))
    assert "2 pages" in now and "2 pages" not in then
