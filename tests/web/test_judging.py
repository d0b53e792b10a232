"""A person decides in the window: signed, undone, and only from a page of this start."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient
from tests.cli.runs import pages
from tests.web.windows import TOKEN, WHERE, shown, window

REPORT, DENIAL, AID = pages()
FORM = {"content-type": "application/x-www-form-urlencoded", **WHERE}
BACK = f"/article/{REPORT[0].id}"


@pytest.fixture
def mine(record: Path, tmp_path: Path) -> Iterator[TestClient]:
    """A window on a record of its own to write to."""
    with window(Path(shutil.copy(record, tmp_path / "mine.record"))) as client:
        yield client


def send(client: TestClient, headers: Mapping[str, str] = FORM, **form: str) -> tuple[int, str]:
    """The status, and where it leads or what it says."""
    given = {"token": TOKEN, "by": "Ann", "why": "seen the notes", "back": BACK, **form}
    answer = client.post("/judge", content=urlencode({k: v for k, v in given.items() if v != "absent"}), headers=headers)
    return answer.status_code, answer.headers.get("location", answer.text)


def standings(client: TestClient) -> list[str]:
    return sorted(e["standing"] for e in client.get("/ledger.json").json())


def test_a_claim_is_judged_and_the_judgement_taken_back(mine: TestClient) -> None:
    assert standings(mine) == ["contested", "planned"]
    assert send(mine, kind="right", subject=REPORT[1][0].id) == (303, f"{BACK}#decisions")
    assert standings(mine) == ["done", "planned"]
    page = shown(mine, BACK)
    assert "What people decided" in page.words and "Ann, 2" in page.words and "seen the notes" in page.words
    judgement = page.html.split('value="withdraw"><input type="hidden" name="subject" value="')[1].split('"')[0]
    assert send(mine, kind="withdraw", subject=judgement, why="the notes were forged")[0] == 303
    assert standings(mine) == ["contested", "planned"]
    assert "taken back" in shown(mine, BACK).words


def test_a_page_is_given_its_day(mine: TestClient) -> None:
    assert send(mine, kind="date-is", subject=AID[0].id, value="2024-02-01", back=f"/article/{AID[0].id}")[0] == 303
    assert "2024-02-01" in shown(mine, f"/article/{AID[0].id}").words


def test_two_matters_are_one(mine: TestClient) -> None:
    first, second = (e["id"] for e in mine.get("/ledger.json").json())
    assert send(mine, kind="different", subject=first, value=second, back=f"/entry/{first}")[0] == 303
    assert "What people decided" in shown(mine, f"/entry/{first}").words


@pytest.mark.parametrize(("form", "status", "words"), [
    ({"token": "absent"}, 403, "Load it again"), ({"token": "guessed"}, 403, "Load it again"), ({"token": TOKEN[:-1]}, 403, "Load it again"),
    ({"by": " "}, 400, "may not be empty"), ({"why": ""}, 400, "may not be empty"), ({"kind": "murder"}, 400, "one of right, wrong"),
    ({"subject": "ffff"}, 404, "no claim"), ({"subject": ""}, 400, "takes: onrecord judge right CLAIM"), ({"value": "more"}, 400, "takes:"),
    ({"back": "//evil.example"}, 400, "leads to no page"), ({"back": "http://evil.example/entry/ab"}, 400, "leads to no page"),
    ({"back": "/entry/ab\r\nset-cookie: a=b"}, 400, "leads to no page"), ({"extra": "1"}, 400, "once at most"),
    ({"why": "x" * 2_001}, 400, "longer than 2,000"), ({"why": "x" * 30_000}, 413, "at most 20,000 bytes"),
])
def test_what_is_no_judgement_is_refused_and_nothing_kept(mine: TestClient, form: dict[str, str], status: int, words: str) -> None:
    answer = send(mine, FORM, **{"kind": "right", "subject": REPORT[1][0].id, **form})
    assert answer[0] == status and words in answer[1]
    assert standings(mine) == ["contested", "planned"]


@pytest.mark.parametrize("headers", [{}, {"origin": "http://evil.example"}, {**FORM, "content-type": "text/plain"},
                                     {**FORM, "content-type": "multipart/form-data; boundary=x"}, {**FORM, "sec-fetch-site": "cross-site"}])
def test_no_other_site_can_judge(mine: TestClient, headers: dict[str, str]) -> None:
    assert send(mine, {"content-type": FORM["content-type"], **headers}, kind="right", subject=REPORT[1][0].id)[0] in {400, 403}
    assert standings(mine) == ["contested", "planned"]


def test_looking_never_judges(mine: TestClient) -> None:
    assert mine.get(f"/judge?kind=right&subject={REPORT[1][0].id}&token={TOKEN}").status_code == 405
    assert standings(mine) == ["contested", "planned"]
