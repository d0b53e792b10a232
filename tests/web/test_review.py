"""The queue in the window: one thing after another, decided by forms, undone step by step, and the place kept in the address."""

from __future__ import annotations

import html
import re
import shutil
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient
from tests.cli.runs import make_sure_record, pages
from tests.strategies import capture_of
from tests.telling.queues import two_votes
from tests.web.records import hostile
from tests.web.test_escape import PAYLOADS
from tests.web.windows import TOKEN, WHERE, Page, csv_rows, shown, window

from onrecord.flow import RULES, open_record
from onrecord.model import Claim, Judgement
from onrecord.store import Store
from onrecord.store.desk import Desk

REPORT, DENIED, AID = pages()
FIRST, SECOND = REPORT[1]
DENIAL = DENIED[1][0]
ORDER = [SECOND.id, DENIAL.id, FIRST.id, AID[1][0].id]
FORM = {"content-type": "application/x-www-form-urlencoded", **WHERE}


@pytest.fixture(scope="module")
def sure(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sure_record(tmp_path_factory.mktemp("review") / "sure.record")


@pytest.fixture
def mine(sure: Path, tmp_path: Path) -> Iterator[TestClient]:
    with window(Path(shutil.copy(sure, tmp_path / "mine.record"))) as client:
        yield client


def go(client: TestClient, url: str = "/review?by=Ann") -> tuple[str, Page]:
    """The address that one is led to, and its page."""
    answer = client.get(url)
    while answer.status_code == 302:
        url = answer.headers["location"]
        answer = client.get(url)
    return url, shown(client, url)


def send(client: TestClient, page: Page, **form: str | list[str]) -> tuple[int, str]:
    """Sends a form of the page; the status, and where it leads or what it says."""
    given = {name: html.unescape(found[1]) for name in ("place", "by", "item") if (found := re.search(rf'name="{name}" value="([^"]*)"', page.html))}
    body = urlencode({"token": TOKEN, **given, **form}, doseq=True)
    answer = client.post("/review", content=body, headers=FORM)
    return answer.status_code, answer.headers.get("location", answer.text)


def at(url: str) -> str:
    found = re.search(r"[?&]at=([0-9a-f-]+)", url)
    return found[1] if found else ""


def judgements(client: TestClient) -> list[Judgement]:
    with open_record(record_of(client)) as view:
        return [j for j in view.judgements() if not j.withdrawn and j.kind != "withdraw"]


def record_of(client: TestClient) -> str:
    return re.search(r'class="path">([^<]*)<', client.get("/left-out").text)[1]  # type: ignore[index]


def test_the_first_that_waits_is_the_least_sure_with_its_words_around_and_the_rules(mine: TestClient) -> None:
    url, page = go(mine)
    assert at(url) == SECOND.id and "1 of 4" in page.words
    for words in ("Tamar Ost said that no such handover had been seen.", "Iran has handed Russia some 400 missiles", "What stands against it",
                  "against", "The matter it is in", "contested (done)", "Right a", "Wrong… r", "Edit a field… e",
                  "Skip s", "Undo u", "Next → n", "0.30"):
        assert words in page.words, words
    marked = "".join(re.findall(r'<span data-at="\d+" class="ev[^>]*>([^<]*)<', page.html))
    assert marked == SECOND.quote
    for start, text in re.findall(r'<span data-at="(\d+)"[^>]*>([^<]*)<', page.html):
        assert REPORT[0].text.startswith(html.unescape(text), int(start))


def test_a_claim_is_accepted_and_the_next_one_comes(mine: TestClient) -> None:
    _, page = go(mine)
    status, where = send(mine, page, do="right", note="heard the tape")
    assert status == 303 and at(where) == DENIAL.id
    made, = judgements(mine)
    assert (made.kind, made.subject, made.by, made.why) == ("right", SECOND.id, "Ann", "heard the tape")
    assert (made.article, made.span) == (SECOND.article, SECOND.span)
    assert "2 of 4" in shown(mine, where).words


def test_a_claim_is_refused_with_a_reason_and_never_without(mine: TestClient) -> None:
    _, page = go(mine)
    assert send(mine, page, do="wrong")[0] == 400 and judgements(mine) == []
    reason = page.having("button", name="why")[0]["value"]
    assert at(send(mine, page, do="wrong", why=reason)[1]) == DENIAL.id
    assert [(j.kind, j.why) for j in judgements(mine)] == [("wrong", reason)]


def test_three_steps_are_undone_one_by_one_and_each_leads_back(mine: TestClient) -> None:
    url, page = go(mine)
    for form in ({"do": "right"}, {"do": "skip"}, {"do": "wrong", "why": "no"}):
        url = send(mine, page, **form)[1]
        page = shown(mine, url)
    assert at(url) == AID[1][0].id and {j.subject for j in judgements(mine)} == {SECOND.id, FIRST.id}
    for back, left in ((FIRST.id, {SECOND.id}), (DENIAL.id, {SECOND.id}), (SECOND.id, set())):
        status, url = send(mine, page, do="undo")
        page = shown(mine, url)
        assert (status, at(url)) == (303, back) and {j.subject for j in judgements(mine)} == left
    assert send(mine, page, do="undo")[0] == 400
    assert mine.get("/review.json").json()["waiting"] == 4


def test_what_is_decided_or_skipped_is_not_shown_again_after_a_restart(sure: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(sure, tmp_path / "mine.record"))
    with window(path) as client:
        _, page = go(client)
        page = shown(client, send(client, page, do="right")[1])
        where = send(client, page, do="skip")[1]
    with window(path) as client:
        assert at(where) == FIRST.id == at(go(client)[0]) and shown(client, where)
        assert [row["id"] for row in client.get("/review.json?by=Ann").json()["things"]] == ORDER[2:]
        assert [row["id"] for row in client.get("/review.json?by=Bob").json()["things"]] == ORDER[1:]
        assert at(go(client, "/review?by=Ann&again=1")[0]) == DENIAL.id


def test_next_and_previous_go_round_what_waits(mine: TestClient) -> None:
    url, page = go(mine)
    seen = []
    for _ in range(4):
        seen.append(at(url))
        url = page.having("a", rel="next")[0]["href"]
        page = shown(mine, url)
    assert seen == ORDER and at(url) == ORDER[0]
    assert at(page.having("a", rel="prev")[0]["href"]) == ORDER[3]


def test_the_queue_is_narrowed_and_ordered_as_the_address_says(mine: TestClient) -> None:
    for asked, first in (("from=United+States", AID[1][0].id), ("sure=.5", DENIAL.id), ("q=handed", FIRST.id), ("sort=disagreement", FIRST.id)):
        url, page = go(mine, f"/review?by=Ann&{asked}")
        assert at(url) == first and asked in url.replace("%20", "+")
        assert asked in next(link for link in page.links if "what=disagreements" in link).replace("%20", "+")
    assert "Nothing waits here with these filters." in go(mine, "/review?by=Ann&from=Peru")[1].words


def test_what_waits_is_given_in_pages_that_say_how_much_there_is(mine: TestClient) -> None:
    every = mine.get("/review.json").json()
    assert (every["waiting"], every["page"], every["next"]) == (len(every["things"]), 1, None) and every["waiting"] > 3
    found, url, pages = list[dict[str, object]](), "/review.json?per=2&sort=told", 0
    while url:
        page = mine.get(url).json()
        found, url, pages = found + page["things"], page["next"], pages + 1
        assert page["waiting"] == every["waiting"] and len(page["things"]) <= 2
    assert pages == -(-every["waiting"] // 2) and sorted(map(str, found)) == sorted(map(str, every["things"]))
    assert [t["id"] for t in found] == [t["id"] for t in mine.get("/review.json?sort=told").json()["things"]]
    assert mine.get("/review.json?page=99").json()["things"] == []


def test_only_what_is_on_the_page_is_read(mine: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    read, claims = list[int](), Desk.claims

    def counted(desk: Desk, ids: Collection[str]) -> dict[str, Claim]:
        read.append(len(ids))
        return claims(desk, ids)

    monkeypatch.setattr(Desk, "claims", counted)
    assert len(mine.get("/review.json?per=2").json()["things"]) == 2 and read == [2]


@pytest.mark.parametrize(("field", "value"), [("receiver", "Ukraine"), ("status", "halted"), ("act", "training"), ("quantity", "300..350")])
def test_a_field_is_given_another_value(mine: TestClient, field: str, value: str) -> None:
    _, page = go(mine, f"/review?by=Ann&at={FIRST.id}&panel=edit&field={field}")
    if field in ("status", "act"):
        assert value in [b["value"] for b in page.having("button", name="value")]
    status, where = send(mine, page, do="value", field=field, value=value)
    assert status == 303 and at(where) == FIRST.id
    made, = judgements(mine)
    assert (made.kind, made.field, made.span) == ("value-is", field, FIRST.span)
    after = shown(mine, where)
    assert "as a person gave it" in after.words and "panel" not in where
    assert FIRST.id not in [row["id"] for row in mine.get("/review.json").json()["things"]]


def test_words_that_are_chosen_are_read_and_anchor_the_judgement(mine: TestClient) -> None:
    start = REPORT[0].text.index("Russia")
    words = f"{start}-{start + 6}"
    _, page = go(mine, f"/review?by=Ann&at={FIRST.id}&panel=edit&field=giver&words={words}")
    keep, = page.having("button", name="value")
    assert keep["value"] == "RU" and "“" not in keep["value"] and "autofocus" in keep
    assert send(mine, page, do="value", field="giver", value=keep["value"], words=words)[0] == 303
    made, = judgements(mine)
    assert (made.value, made.span, made.why) == ("RU", (start, start + 6), "the words “Russia”")
    nothing = shown(mine, f"/review?by=Ann&at={FIRST.id}&panel=edit&field=money&words={words}")
    assert "tells nothing of that sort" in nothing.words


def test_a_value_that_means_nothing_is_refused_with_what_would(mine: TestClient) -> None:
    _, page = go(mine)
    status, words = send(mine, page, do="value", field="quantity", value="plenty")
    assert status == 400 and "a number or a range" in words and judgements(mine) == []


def test_a_claim_is_said_to_be_of_another_matter(mine: TestClient) -> None:
    _, page = go(mine, f"/review?by=Ann&at={FIRST.id}&panel=merge&find=shells")
    other, = page.having("button", name="other")
    assert send(mine, page, do="same", other=other["value"])[0] == 303
    made, = judgements(mine)
    assert made.kind == "same" and made.subject.split() == [AID[1][0].id, FIRST.id] and made.span == FIRST.span
    assert len(mine.get("/ledger.json").json()) == 1


def test_claims_leave_a_matter_together(mine: TestClient) -> None:
    _, page = go(mine, f"/review?by=Ann&at={FIRST.id}&panel=split")
    assert {b["value"] for b in page.having("input", name="go")} == {FIRST.id, SECOND.id, DENIAL.id}
    form = {"do": "split", "other": page.having("input", name="other")[0]["value"]}
    for bad in ([], [FIRST.id, SECOND.id, DENIAL.id], [AID[1][0].id]):
        assert send(mine, page, go=bad, **form)[0] == 400
    status, where = send(mine, page, go=[SECOND.id, DENIAL.id], **form)
    assert status == 303
    assert sorted(len(e["claims"]) for e in mine.get("/ledger.json").json()) == [1, 1, 2]
    assert send(mine, shown(mine, where), do="undo")[0] == 303 and judgements(mine) == []
    assert sorted(len(e["claims"]) for e in mine.get("/ledger.json").json()) == [1, 3]


def test_a_note_decides_nothing(mine: TestClient) -> None:
    _, page = go(mine)
    assert send(mine, page, do="note", note=" ")[0] == 400
    status, where = send(mine, page, do="note", note="ask the desk")
    assert status == 303 and at(where) == SECOND.id and "ask the desk" in shown(mine, where).words
    assert mine.get("/review.json?by=Ann").json()["waiting"] == 4


@pytest.mark.parametrize(("form", "kind"), [({"do": "right"}, "right"), ({"do": "wrong", "why": "misheard"}, "wrong"),
                                            ({"do": "both"}, "both-stand")])
def test_a_disagreement_shows_both_sides_and_is_decided(mine: TestClient, form: dict[str, str], kind: str) -> None:
    url, page = go(mine, "/review?by=Ann&what=disagreements")
    sides = at(url).split("-")
    assert page.having("input", name="subject")[0]["value"] == sides[0] and "against" in page.words and "Both stand" in page.words
    status, where = send(mine, page, **({"subject": sides[0]} if kind != "both-stand" else {}), **form)
    assert status == 303 and at(where) != at(url)
    made, = judgements(mine)
    assert made.kind == kind and made.subject == (" ".join(sides) if kind == "both-stand" else sides[0])
    assert at(url) not in [row["id"] for row in mine.get("/review.json?what=disagreements").json()["things"]]


@pytest.mark.parametrize(("do", "entries"), [("same", 1), ("different", 2)])
def test_two_matters_are_told_to_be_one_or_two(tmp_path: Path, do: str, entries: int) -> None:
    with window(two_votes(tmp_path / "votes.record")) as client:
        _, page = go(client, "/review?by=Ann&what=same")
        subject, other = (page.having("input", name=name)[0]["value"] for name in ("subject", "other"))
        assert send(client, page, do=do, subject=subject, other=other) == (303, "/review?what=same&by=Ann")
        assert len(client.get("/ledger.json").json()) == entries and client.get("/review.json?what=same").json()["things"] == []
        assert "is decided" in go(client, "/review?by=Ann&what=same")[1].words


def test_between_two_claims_is_decided_on_the_matters_page_too(mine: TestClient) -> None:
    key = mine.get("/ledger.json?status=contested").json()[0]["id"]
    said = shown(mine, f"/entry/{key}").having("button", name="said")
    assert {b["value"].split()[0] for b in said} == {"right", "wrong", "both-stand"}
    both = next(b["value"] for b in said if b["value"].startswith("both-stand"))
    body = urlencode({"token": TOKEN, "by": "Ann", "why": "each is quoted rightly", "back": f"/entry/{key}", "said": both})
    assert mine.post("/judge", content=body, headers=FORM).status_code == 303
    assert [(j.kind, j.subject) for j in judgements(mine)] == [("both-stand", both.partition(" ")[2])]
    assert "each is quoted rightly" in shown(mine, f"/entry/{key}").words


def test_without_a_name_nothing_can_be_decided_and_it_is_asked_for(mine: TestClient) -> None:
    url, page = go(mine, "/review")
    assert page.having("input", name="by") and not page.having("button", name="do")
    assert send(mine, page, do="right", item=at(url), place="")[0] == 400 and judgements(mine) == []


@pytest.mark.parametrize(("form", "status", "words"), [
    ({"token": "guessed"}, 403, "Load it again"), ({"do": "murder"}, 400, "one of right"), ({"do": "right", "item": "ffff"}, 404, "no claim"),
    ({"do": "both"}, 400, "takes:"), ({"do": "same"}, 400, "say which other matter"), ({"do": "right", "extra": "1"}, 400, "once at most"),
    ({"do": "right", "place": "a=1&" * 99}, 400, "is no address of the queue"),
    ({"do": "right", "place": "colour=red"}, 400, "there is none of this name"), ({"do": "split", "other": "ffff"}, 404, "no entry"),
])
def test_what_is_no_decision_is_refused_and_nothing_kept(mine: TestClient, form: dict[str, str], status: int, words: str) -> None:
    _, page = go(mine)
    answer = send(mine, page, **form)
    assert answer[0] == status and words in answer[1] and judgements(mine) == []


@pytest.mark.parametrize(("url", "status"), [
    ("/review?what=colours", 400), ("/review?sort=from", 400), ("/review?panel=all", 400), ("/review?words=9", 400), ("/review?at=<x>", 400),
    (f"/review?what=same&at={FIRST.id}", 400), (f"/review?at={FIRST.id}&panel=edit&field=colour", 400), ("/review?at=ffff", 200),
    ("/review?what=same&at=ffff-eeee", 200), (f"/review?at={FIRST.id}&panel=edit&field=giver&words=5-999999999", 200),
])
def test_no_address_is_a_fault(mine: TestClient, url: str, status: int) -> None:
    assert shown(mine, url, status).having("a", class_="brand")


def test_nothing_of_a_page_becomes_part_of_the_window(tmp_path: Path) -> None:
    with window(hostile(tmp_path / "hostile.record", " ".join(PAYLOADS))) as client:
        for asked in ("what=claims", "what=disagreements", "what=claims&panel=merge", "what=claims&panel=split"):
            _, page = go(client, f"/review?by=Ann&again=1&{asked}")
            assert {tag for tag, _ in page.tags if tag in ("script", "img", "iframe", "svg")} <= {"script"}
            assert [a for tag, a in page.tags if tag == "script"] == [{"src": "/static/review.js", "defer": ""}]


def test_a_decision_and_the_next_claim_take_a_third_of_a_second_of_work(mine: TestClient) -> None:
    """The processor's time, since others may use the machine meanwhile; 300 ms of it is what a person does not wait for."""
    url, page = go(mine)
    took = []
    for do in ("right", "undo") * 4:
        begun = time.process_time()
        url = send(mine, page, do=do)[1]
        answer = mine.get(url)
        took.append(time.process_time() - begun)
        page = Page(answer.text)
    assert at(url) == SECOND.id and min(took) < 0.3, took


def test_what_was_read_and_not_settled_yet_is_not_told_as_nothing(tmp_path: Path) -> None:
    page, claims = REPORT
    with Store.open(tmp_path / "new.record", RULES) as store:
        store.write_batch([capture_of(page)], [page], {page.id: claims}, (), "test")
    with window(tmp_path / "new.record") as client:
        first = shown(client, "/review?by=Ann")
        assert "not settled into matters yet" in first.words and "Nothing waits" not in first.words and first.having("meta", http_equiv="refresh")
        until = time.monotonic() + 60
        while client.get("/review?by=Ann").status_code == 200 and time.monotonic() < until:
            time.sleep(0.2)
        assert re.search(r"\b1 of [1-9]", go(client)[1].words)


def test_entries_are_derived_again_when_it_is_quiet(mine: TestClient) -> None:
    _, page = go(mine)
    send(mine, page, do="right")
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with open_record(record_of(mine)) as view, view._reading() as connection:
            if view._fresh(connection):
                return
        time.sleep(0.5)
    pytest.fail("nothing was derived")


@pytest.mark.parametrize("what", ["claims", "disagreements", "same"])
def test_all_that_waits_is_a_table_too(client: TestClient, what: str) -> None:
    things = client.get(f"/review.json?what={what}").json()["things"]
    rows = csv_rows(client.get(f"/review.csv?what={what}").text)
    sides = [(t["id"], n, side) for t in things for n, side in enumerate(t.get("sides") or t.get("matters") or [t], 1)]
    assert [(r["thing"], int(r["side"]), r["id"], r["act"]) for r in rows] == [(thing, n, side["id"], side["act"]) for thing, n, side in sides]
    assert what == "same" or (rows and [r["quote"] for r in rows] == [side["quote"] for _, _, side in sides])
    links = shown(client, go(client, f"/review?what={what}")[0]).links if things else []
    assert not things or {client.get(link).text for link in links if link.startswith("/review.csv")} == {client.get(f"/review.csv?what={what}").text}
