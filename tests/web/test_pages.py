"""What each page shows, without a script, and that every list says the same as a page, as JSON and as CSV."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.cli.runs import DENIAL, pages
from tests.cli.traced import Traced
from tests.strategies import article
from tests.web.records import keep, many
from tests.web.windows import Page, csv_rows, shown, window

from onrecord.flow import RULES, open_record
from onrecord.model import Judgement, Skip
from onrecord.model.entry import LedgerQuery
from onrecord.store import Store
from onrecord.web.marks import mark

REPORT, DENIED, AID = pages()


@pytest.fixture
def big(many_matters: Path) -> Path:
    return many_matters


def contested(client: TestClient) -> str:
    return str(client.get("/ledger.json?status=contested").json()[0]["id"])


# -- the ledger


def test_the_ledger_shows_who_what_to_whom_how_it_stands_and_on_what(client: TestClient) -> None:
    page = shown(client, "/")
    assert page.rows[0] == ["from ↑", "to", "what", "standing", "grade", "amount", "when", "origins", "voices", "pages", "published"]
    row = page.rows[1]
    assert row[:4] == ["Iran IR", "→ Russia RU", "transfer missile.ballistic missile.ballistic", "≠ contested (done) 2 disagreements"]
    assert row[4].startswith("E4 : why E4: unreliable; doubtful the best source that says so: E") and row[5] == "360 to 440"
    assert row[7:] == ["2", "2", "2", "2023-05-15 to 2024-02-22"]
    assert "2 matters , 1 contested." in page.words


def test_an_unknown_party_is_a_value_that_can_be_asked_for(big: Path) -> None:
    with window(big) as client:
        page = shown(client, "/?from=unknown&per=500")
        rows = client.get("/ledger.json?from=unknown").json()
        assert rows and all(e["from"] == [] for e in rows) and page.entries == [e["id"] for e in rows]


@pytest.mark.parametrize("asked", ["", "from=Iran", "act=training&sort=-origins", "status=denied&since=2021&until=2023", "q=speaker 7",
                                   "item=missile&to=RU", "as-of=2022-06", "sure=.5&from=US", "sort=-published", "sort=when", "sort=-standing&q=uav"])
def test_json_csv_and_the_rows_of_all_pages_are_the_same(big: Path, asked: str) -> None:
    with window(big) as client:
        every = [e["id"] for e in client.get(f"/ledger.json?{asked}").json()]
        assert [row["id"] for row in csv_rows(client.get(f"/ledger.csv?{asked}").text)] == every
        turned, url = [], f"/?{asked}&per=30"
        while url:
            page = shown(client, url)
            turned += page.entries
            url = next((a["href"] for a in page.having("a", rel="next")), "")
        assert turned == every and len(every) == len(set(every))


def test_the_ledger_is_what_the_record_answers(big: Path) -> None:
    with window(big) as client, open_record(str(big)) as view:
        for asked, query in (("from=Iran&act=transfer", LedgerQuery(giver="IR", act="transfer")), ("as-of=2022", LedgerQuery(as_of="2022")),
                             ("item=missile&until=2021-05", LedgerQuery(item="missile", until="2021-05"))):
            assert {e["id"] for e in client.get(f"/ledger.json?{asked}").json()} == {e.id for e in view.entries(query)}


def facet_links(page: Page) -> list[tuple[str, int]]:
    """Where each unchosen facet value leads, and how many it says there are."""
    found, counts = page.html.split('id="facets"')[1].split("<li><a href=")[1:], []
    for part in found:
        if "aria-current" not in part.split("</li>")[0]:
            counts.append((part.split('"')[1].replace("&amp;", "&"), int(part.split('class="count">')[1].split("<")[0].replace(",", ""))))
    return counts


@pytest.mark.parametrize("asked", ["/", "/?act=transfer", "/?from=IR&status=done", "/?q=uav&since=2021&until=2021", "/?as-of=2022-06-01&to=unknown",
                                   "/?credibility=C3&min-origins=1", "/?changed-since=2021&changed-until=2023-06&sort=-credibility"])
def test_a_facet_counts_what_a_click_on_it_shows(big: Path, asked: str) -> None:
    with window(big) as client:
        links = facet_links(shown(client, asked))
        assert links
        for url, count in links:
            assert len(client.get(url.replace("/?", "/ledger.json?")).json()) == count, url


def test_every_click_keeps_the_other_filters(big: Path) -> None:
    with window(big) as client:
        page = shown(client, "/?act=transfer&as-of=2023&sort=-origins")
        for url, _ in facet_links(page):
            assert ("act=" in url and "as-of=2023" in url and "sort=-origins" in url), url
        assert all("as-of=2023" in url for url in page.links if url.startswith("/entry/"))


@pytest.mark.parametrize("column", ["from", "to", "what", "standing", "when", "origins", "voices", "pages", "published", "credibility"])
def test_every_column_sorts_both_ways(big: Path, column: str) -> None:
    with window(big) as client:
        up, down = ([e["id"] for e in client.get(f"/ledger.json?sort={sign}{column}").json()] for sign in ("", "-"))
        assert sorted(up) == sorted(down) and up != down
        head = shown(client, f"/?sort=-{column}").having("th", aria_sort="descending")
        assert len(head) == 1


def test_a_day_is_told_with_what_it_leaves_out(client: TestClient) -> None:
    words = shown(client, "/?as-of=2023-06").words
    assert "As known on 2023-06: only what had been published by then" in words and "1 page of unknown date left out." in words
    assert "denied" in words and "contested (done)" not in words


def test_a_search_finds_matters_and_pages(client: TestClient) -> None:
    page = shown(client, "/?q=missiles")
    assert any(link.startswith(f"/article/{REPORT[0].id}") for link in page.links) and "Pages with these words" in page.words
    earlier = shown(client, "/?q=missiles&as-of=2023")
    assert f"/article/{DENIED[0].id}?as-of=2023" in earlier.links and f"/article/{REPORT[0].id}?as-of=2023" not in earlier.links


def test_no_csv_cell_is_a_formula(tmp_path: Path) -> None:
    page, claims = REPORT
    made = [replace(claims[0], giver=replace(claims[0].giver, value=("=HYPERLINK(1)",)))]
    with window(keep(tmp_path / "formula.record", [(page, made)])) as client:
        assert csv_rows(client.get("/ledger.csv").text)[0]["from"] == "'=HYPERLINK(1)"
        assert csv_rows(client.get("/network.csv").text)[0]["from"] == "'=HYPERLINK(1)"


# -- one matter


def test_a_matter_tells_its_story_with_both_sides_and_every_sentence(client: TestClient) -> None:
    page = shown(client, f"/entry/{contested(client)}")
    for words in ("≠ contested (done)", "360 to 440", "2 independent origins, 2 voices, 2 pages, 3 claims", "Where sources disagree", "against",
                  "Iran has handed Russia some 400 missiles", "port workers (unnamed) ← Harbour Wire ← The Courier", "all together"):
        assert words in page.words, words
    for _, claims in (REPORT, DENIED):
        for claim in claims:
            assert f"/article/{claim.article}#claim-{claim.id}" in page.links
    bands = page.having("rect", class_="band contested")
    assert bands and all(0 <= float(b["x"].rstrip("%")) <= 100 for b in bands)


def test_a_matter_says_how_credible_it_is_and_why_of_each_status(client: TestClient) -> None:
    page = shown(client, f"/entry/{contested(client)}")
    for words in ("How credible", "E4 of done: unreliable; doubtful", "the best source that says so: E, unreliable", " of denied: "):
        assert words in page.words, words


def test_a_row_says_what_is_new_of_it(client: TestClient) -> None:
    page = shown(client, "/?changed-since=2023-06")
    assert "first told: 1 done" in page.words and "published after 2023-06" in page.words
    assert "new:" in shown(client, "/?changed-since=2023-01").words
    assert page.entries == [e["id"] for e in client.get("/ledger.json?changed-since=2023-06").json()] and len(page.entries) == 1


def test_marks_of_credibility_are_chosen_one_by_one(big: Path) -> None:
    with window(big) as client:
        links = [link for link, _ in facet_links(shown(client, "/?credibility=E4"))]
        assert "/?credibility=D4" in links and "/?credibility=E5" in links
        chosen = [a["href"] for a in shown(client, "/?credibility=E4").having("a", aria_current="true")]
        assert chosen == ["/?credibility=4", "/?credibility=E"], "a click on a chosen mark takes it away"


def test_figures_are_drawn_as_the_intervals_that_they_are(client: TestClient) -> None:
    bar, = shown(client, f"/entry/{contested(client)}").having("rect", class_="bar")
    assert (bar["x"], bar["width"]) == ("72.0%", "16.0%")  # 360 to 440 on an axis from 0 to 440 that ends at 88 %


def test_a_figure_leads_to_who_tells_it_and_on_to_the_sentence(client: TestClient) -> None:
    link = next(a["href"] for a in shown(client, "/?sort=-origins").having("a", title="Who tells which figure"))
    there, _, place = link.partition("#")
    page = shown(client, there)
    assert place in page.ids and "#amounts" in page.links
    sentences = [a["href"] for a in page.having("a", title="See the sentence") if a["href"].startswith("/article/")]
    drawn = page.html.partition('id="amounts"')[2].partition("</section>")[0]
    assert any(href in drawn for href in sentences)


@pytest.mark.parametrize("told", ["article", "entry"])
def test_every_place_on_a_page_is_there(client: TestClient, told: str) -> None:
    entry = shown(client, f"/entry/{contested(client)}")
    page = entry if told == "entry" else shown(client, next(link for link in entry.links if link.startswith("/article/")))
    places = [link[1:] for link in page.links if link.startswith("#")]
    assert len(places) > 4 and set(places) <= {*page.ids, "main"}


def test_a_matter_as_known_on_a_day_and_a_day_before_it(client: TestClient) -> None:
    key = contested(client)
    assert "✕ denied" in shown(client, f"/entry/{key}?as-of=2023-06-01").words
    assert "no entry" in shown(client, f"/entry/{key}?as-of=2022", 404).words


def test_the_head_of_an_id_leads_to_the_whole_one(client: TestClient) -> None:
    key = contested(client)
    answer = client.get(f"/entry/{key[:6].upper()}?as-of=2024-03")
    assert (answer.status_code, answer.headers["location"]) == (302, f"/entry/{key}?as-of=2024-03")


def test_an_id_that_is_not_there_is_told_with_those_near_it(client: TestClient) -> None:
    key = contested(client)
    wrong = key[:5] + ("0" if key[5] != "0" else "1") * 11
    assert f"/entry/{key}" in shown(client, f"/entry/{wrong}", 404).links
    assert client.get(f"/entry/{wrong}.json").json()["near"] == [key]


def test_a_merged_id_leads_on_for_good_and_says_so(tmp_path: Path) -> None:
    path = many(tmp_path / "merged.record", 32)
    with window(path) as client:
        first, second = (e["id"] for e in client.get("/ledger.json?act=transfer&from=IR").json()[:2])
        with Store.open(path, RULES) as store:
            store.judge(Judgement("cd" * 8, "same", f"{first} {second}", "Ann", "2026-01-01T00:00:00+00:00", "one matter"))
            store.settle()
        answers = [client.get(f"/entry/{key}") for key in (first, second)]
        gone, = (a for a in answers if a.status_code != 200)
        assert gone.status_code == 301 and "?was=" in gone.headers["location"]
        words, key = shown(client, gone.headers["location"]).words, str(gone.url).rsplit("/", 1)[1]
        assert f"{key[:8]} leads to" in words and "Ann said on 2026-01-01: same: one matter (judgement cdcdcdcd)" in words
        led, = client.get(gone.headers["location"].replace("?", ".json?")).json()["led"]
        assert led["id"] == key and all(says in words for says in led["says"])
        forged = shown(client, gone.headers["location"].partition("?")[0] + "?was=Any+words").words
        assert "Any words" not in forged and "leads to" not in forged


# -- one page


def test_a_page_shows_its_evidence_what_was_left_out_and_why_it_is_dated_so(client: TestClient) -> None:
    page = shown(client, f"/article/{REPORT[0].id}")
    for words in ("left out: share-line", "✕ against", "names an office held until 2025", "The page says 2026-01-05 (stamp), which cannot be",
                  "✓ for", "no copy of it is in the record"):
        assert words in page.words, words
    for claim in REPORT[1]:
        assert f"claim-{claim.id}" in page.ids and f"about-{claim.id}" in page.ids
    marked = [a for a in page.having("a") if "data-claims" in a]
    assert {c for a in marked for c in a["data-claims"].split()} == {c.id for c in REPORT[1]}


def test_a_page_says_which_reader_read_it(client: TestClient, record: Path) -> None:
    page = shown(client, f"/article/{REPORT[0].id}")
    assert "read by test" in page.words
    with open_record(str(record)) as view:
        assert view.reader_of(REPORT[0].id) == "test" and view.reader_of(REPORT[0].id[:9]) is view.reader_of("\ud800") is None


def test_the_text_of_a_page_is_whole_and_unchanged(client: TestClient) -> None:
    html = client.get(f"/article/{DENIED[0].id}").text.split('id="text"')[1].split("<aside")[0]
    text = re.sub(r"<[^>]+>", "", re.sub(r"<sup.*?</sup>", "", html))
    for line in DENIAL.splitlines():
        assert line in text


def test_a_quote_that_is_not_in_the_text_is_an_error_in_sight(tmp_path: Path) -> None:
    page, claims = DENIED
    moved = [replace(claims[0], quote="Iran sent Russia many missiles, she said")]
    with window(keep(tmp_path / "wrong.record", [(page, moved)])) as client:
        seen = shown(client, f"/article/{page.id}")
        assert "1 quote not in the text at the place given." in seen.words and seen.having("div", role="alert")
        entry = client.get("/ledger.json").json()[0]["id"]
        assert "The page does not hold these words at their place." in shown(client, f"/entry/{entry}").words


def test_words_read_of_each_field_are_told_with_their_rule(client: TestClient) -> None:
    page = shown(client, f"/article/{REPORT[0].id}")
    assert any("goods" in " ".join(row) and "test" in row[-1] for row in page.rows)


# -- the rest


def test_origins_are_told_as_a_list_and_as_a_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    traced = Traced()
    monkeypatch.setattr("onrecord.web.shelf.open_record", lambda path: traced)
    monkeypatch.setattr(Traced, "close", lambda self: None, raising=False)
    with window("traced://record") as client:
        page = shown(client, "/origins")
        assert [row["id"] for row in client.get("/origins.json").json()] == [r["id"] for r in csv_rows(client.get("/origins.csv").text)]
        assert page.rows[1][:1] == ["Headline of first"] and page.rows[1][3:5] == ["8", "9"]
        tree = shown(client, next(a["href"] for a in page.having("a", class_="row-link")))
        for words in ("the first", "another outlet's print of copy-same, 90 %: reason syndicated", "refuted: 2023-04-08 (stamp)", "digest, story 2",
                      "Beside it", "citing first"):
            assert words in tree.words, words
        assert shown(client, f"/origin/{traced.digest.id}.2").words == tree.words
        assert "no origin" in shown(client, "/origin/ffff", 404).words


def test_the_network_is_drawn_by_standing_and_told_as_a_table(big: Path) -> None:
    with window(big) as client:
        page = shown(client, "/network?act=transfer")
        ties = client.get("/network.json?act=transfer").json()
        assert [(t["from"], t["to"]) for t in ties] == [(r["from"], r["to"]) for r in csv_rows(client.get("/network.csv?act=transfer").text)]
        groups = sum(len({mark(s).group for s in t["standings"]}) for t in ties)
        assert len([a for tag, a in page.tags if tag == "line" and a.get("x1") == "30%"]) == groups >= len(ties)
        drawn = next(t for t in ties if t["from"] == "IR")
        assert len(client.get(f"/ledger.json?act=transfer&from=IR&to={drawn['to']}").json()) == drawn["entries"]
        assert "unknown" in {t["from"] for t in ties}


@pytest.mark.parametrize("path", ["/network", "/matrix", "/timeline"])
def test_what_is_drawn_is_narrowed_by_party_and_by_day(big: Path, path: str) -> None:
    with window(big) as client:
        page = shown(client, f"{path}?act=transfer")
        assert {f"{path}?from=IR&act=transfer", f"{path}?to=RU&act=transfer"} <= set(page.links)
        form, = page.having("form", aria_label="Narrow what is shown")
        assert form["action"] == path and len(page.having("input", name="since")) == len(page.having("input", name="until")) == 1
        assert "from Iran" in shown(client, f"{path}?from=IR&act=transfer").words


def test_a_click_on_a_tie_lists_its_matters(big: Path) -> None:
    with window(big) as client:
        page = shown(client, "/network?act=training&as-of=2023")
        ties = client.get("/network.json?act=training&as-of=2023").json()
        assert [int(row[2]) for row in page.rows if len(row) == 5 and row[2].isdecimal()] == [tie["entries"] for tie in ties]
        for url in {link for link in page.links if link.startswith("/?") and "from=" in link and "to=" in link}:
            assert "act=training" in url and "as-of=2023" in url and client.get(url.replace("/?", "/ledger.json?")).json(), url


def test_what_was_left_out_is_listed_with_reasons(big: Path) -> None:
    with window(big) as client:
        page = shown(client, "/left-out?stage=text&reason=language")
        every = client.get("/left-out.json?stage=text&reason=language").json()
        assert len(every) == 75 and every == csv_rows(client.get("/left-out.csv?stage=text&reason=language").text)
        assert len(page.rows) == 76 and "text: empty" in page.words
        assert len(shown(client, "/left-out?page=2").rows) == 51
        assert client.get("/left-out.json?q=detail 77").json()[0]["subject"] == "file 77"


def test_what_was_left_out_of_a_page_leads_to_its_words(tmp_path: Path) -> None:
    page = article("Guns\nIt is said that\nthe well-known guns & others would come soon, they told us twice.\n", "guns", "2024-01-01", "Paper")
    words = "It is said that\nthe well-known guns & others would come soon, they told us twice."
    skips = [Skip("claims", f"{page.id[:16]}:5", "no-receiver", f"transfer: {words}"), Skip("reading", "guns", "no-claim", "nothing is told"),
             Skip("intake", "other", "empty", "no text"), Skip("claims", "ab" * 8, "question", "Did they come?")]
    with window(keep(tmp_path / "left.record", [(page, [])], skips)) as client:
        rows, links = shown(client, "/left-out").rows[1:], shown(client, "/left-out").having("a", title="See it on its page")
        assert [a["href"] for a in links] == [
            f"/article/{page.id}#:~:text=the%20well%2Dknown%20guns%20%26%20others%20would%20come%20soon%2C", f"/article/{page.id}"]
        assert [row[3].startswith("guns") for row in rows].count(True) == 2 and len(rows) == 4
        shown(client, links[1]["href"])


def test_what_is_written_meanwhile_is_shown(tmp_path: Path) -> None:
    path = keep(tmp_path / "live.record", [REPORT])
    with window(path) as client:
        assert len(client.get("/ledger.json").json()) == 1
        keep(path, [AID])
        assert len(client.get("/ledger.json").json()) == 2


@pytest.mark.parametrize(("url", "status", "words"), [
    ("/nothing", 404, "no page at this address"), ("/entry/xyz", 404, "ids are digits"), ("/?act=nonsense", 400, "one of transfer, funding"),
    ("/?as-of=soon", 400, "a date like 2024-03-01"), ("/?colour=red", 400, "there is none of this name"), ("/?act=use&act=use", 400, "given twice"),
    ("/?sure=2", 400, "from 0 to 1"), ("/?page=0", 400, "from 1 to"), ("/?per=501", 400, "from 1 to 500"), ("/?sort=colour", 400, "one of from, to"),
    (f"/?q={'x' * 201}", 400, "longer than 200"), ("/static/../app.py", 404, "no page"), ("/static/..%2fapp.py", 404, "no page"),
    ("/entry/..%2f..%2fetc%2fpasswd", 404, "no page"), ("/article/%00", 404, "ids are digits"), ("/?page=999999", 200, "Nothing passes"),
])
def test_what_cannot_be_answered_is_a_page_that_says_why(client: TestClient, url: str, status: int, words: str) -> None:
    page = shown(client, url, status)
    assert words in page.words and page.having("a", class_="brand")


def test_a_record_that_is_gone_is_told(tmp_path: Path) -> None:
    path = keep(tmp_path / "gone.record", [REPORT])
    with window(path) as client:
        assert client.get("/").status_code == 200
        path.unlink()
        assert "the record is gone" in shown(client, "/", 503).words


def test_a_damaged_record_is_told(tmp_path: Path) -> None:
    path = keep(tmp_path / "damaged.record", [REPORT])
    with window(path) as client:
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE articles SET published = '1999-01-01'")
        connection.close()
        assert "not as it was written" in shown(client, f"/article/{REPORT[0].id}", 503).words
