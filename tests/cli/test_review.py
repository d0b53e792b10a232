"""What waits is listed as it will be shown in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.runs import make_sure_record, pages, run
from tests.telling.queues import two_votes

REPORT, DENIED, AID = pages()
FIRST, SECOND = REPORT[1]


@pytest.fixture(scope="module")
def sure(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sure_record(tmp_path_factory.mktemp("review") / "sure.record")


def test_the_least_sure_claims_are_listed_first(sure: Path) -> None:
    told = run("review", "--record", sure, "-n", "2")
    assert told.code == 0 and told.out.index(SECOND.id[:8]) < told.out.index(DENIED[1][0].id[:8]) and FIRST.id[:8] not in told.out
    assert "4 of 4 items wait; 2 shown." in told.out and "0.30 transfer, no evidence" in told.out


@pytest.mark.parametrize(("arguments", "ids"), [
    (("--order", "disagreement", "-n", "1"), [FIRST.id]), (("--query", "from=US"), [AID[1][0].id]), (("--query", "?sure=.95"), [AID[1][0].id]),
    (("--query", "act=training"), []),
])
def test_the_list_is_ordered_and_narrowed(sure: Path, arguments: tuple[str, ...], ids: list[str]) -> None:
    assert [row["id"] for row in run("review", "--record", sure, "--json", *arguments).json] == ids


def test_disagreements_and_matters_wait_as_well(sure: Path, tmp_path: Path) -> None:
    rows = run("review", "disagreements", "--record", sure, "--json").json
    assert rows and all(len(row["sides"]) == 2 and row["id"] == "-".join(side["id"] for side in row["sides"]) for row in rows)
    assert "handed Russia some 400 missiles" in run("review", "disagreements", "--record", sure).out
    votes = run("review", "same", "--record", two_votes(tmp_path / "votes.record"))
    assert votes.out.count("funding: United States → Ukraine") == 2


def test_what_is_decided_is_left_out_unless_asked_for(tmp_path: Path) -> None:
    path = make_sure_record(tmp_path / "mine.record")
    run("judge", "right", SECOND.id, "--why", "heard it", "--by", "Ann", "--record", path)
    assert SECOND.id not in [row["id"] for row in run("review", "--record", path, "--json").json]
    assert SECOND.id in [row["id"] for row in run("review", "--record", path, "--json", "--all").json]


def test_it_opens_at_the_queue(sure: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[object] = []
    monkeypatch.setattr("onrecord.web.serve", lambda *arguments: given.extend(arguments))
    assert run("review", "same", "--record", sure, "--open", "--query", "from=Iran", "--order", "told", "--by", "Ann").code == 0
    assert given[0] == str(sure) and given[-1] == "/review?from=Iran&what=same&sort=told" and given[-2] == "Ann"


def test_a_query_that_means_nothing_is_told(sure: Path) -> None:
    told = run("review", "--record", sure, "--query", "colour=red")
    assert told.code == 1 and "there is none of this name" in told.err


def test_both_stand_and_a_note_are_judgements(tmp_path: Path) -> None:
    path = make_sure_record(tmp_path / "mine.record")
    signed = ("--why", "asked both", "--by", "Ann", "--record", path, "--json")
    both = run("judge", "both-stand", FIRST.id, DENIED[1][0].id, *signed).json
    assert (both["kind"], both["subject"]) == ("both-stand", f"{FIRST.id} {DENIED[1][0].id}")
    assert run("judge", "both-stand", FIRST.id, FIRST.id, *signed).code == 1
    assert run("judge", "note", FIRST.id[:10], *signed).json["subject"] == FIRST.id
    entry = run("ledger", "--record", path, "--status", "contested", "--json").json
    assert len(entry) == 1 and run("judge", "note", entry[0]["id"], *signed).json["subject"] == entry[0]["id"]
