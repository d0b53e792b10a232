"""A person decides: every kind, its errors, taking back, listing, and sharing with others."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.cli.runs import Outcome, pages, run

from onrecord.model.judgement import KINDS

REPORTED, UNSEEN = (c.id for c in pages()[0][1])
DENIED, GIVEN = pages()[1][1][0].id, pages()[2][1][0].id
SIGNED = ("--why", "seen the notes", "--by", "Ann")


@pytest.fixture
def mine(record: Path, tmp_path: Path) -> Path:
    """A record of its own to write to."""
    return Path(shutil.copy(record, tmp_path / "mine.record"))


def judge(record: Path, *words: str, by: str = "Ann", why: str = "seen the notes") -> Outcome:
    return run("judge", *words, "--why", why, "--by", by, "-r", record)


def judged(record: Path, *words: str, by: str = "Ann") -> Any:
    ended = run("judge", *words, "--why", "seen the notes", "--by", by, "-r", record, "--json")
    assert ended.err == ""
    return ended.json


def entries(record: Path) -> list[Any]:
    return list(run("ledger", "-r", record, "--json").json)


def standings(record: Path) -> list[str]:
    return [e["standing"] for e in entries(record)]


def test_right_and_wrong_settle_a_contest_and_can_be_taken_back(mine: Path) -> None:
    assert standings(mine) == ["contested", "planned"]
    ended = judge(mine, "right", REPORTED[:8])
    assert ended.out.startswith(f"right {REPORTED[:8]} “Iran has handed Russia some 400 missiles” (report), by Ann: seen the notes\n")
    assert standings(mine) == ["done", "planned"]
    one = run("judgements", "-r", mine, "--json").json[0]
    assert (one["article"], one["span"]) == (pages()[0][0].id, list(pages()[0][1][0].span)) and one["at"].endswith("+00:00")
    assert judge(mine, "withdraw", one["id"][:6], by="Bob", why="the notes were forged").code == 0
    assert standings(mine) == ["contested", "planned"]
    assert judged(mine, "wrong", GIVEN)["opposed"] == [] and standings(mine) == ["contested"]


@pytest.mark.parametrize(("field", "value", "shown"), [
    ("giver", "north korea", ("from", ["KP"])), ("to", "Belarus, Hezbollah", ("to", ["BY", "Hezbollah"])),
    ("status", "possible", ("status", "possible")), ("act", "funding", ("act", "funding")), ("money", "EUR 2e9", ("moneys", [
        {"low": 2e9, "high": 2e9, "currency": "EUR", "text": "EUR 2e9"}])), ("when", "2024-03", ("when", "2024-03-01/2024-03-31")),
])
def test_a_value_is_corrected(mine: Path, field: str, value: str, shown: tuple[str, Any]) -> None:
    assert judged(mine, "value-is", GIVEN, field, value)["kind"] == "value-is"
    assert shown[1] in [e[shown[0]] for e in entries(mine)]


def test_same_and_different_of_entries_and_claims(mine: Path) -> None:
    first, second = (e["id"] for e in entries(mine))
    made = judged(mine, "same", first[:8], second)
    assert (made["subject"], made["article"]) == (f"{first} {second}", None) and len(entries(mine)) == 1
    judge(mine, "withdraw", made["id"])
    made = judged(mine, "different", REPORTED, DENIED[:9])
    assert (made["subject"], made["article"]) == (f"{REPORTED} {DENIED}", pages()[1][0].id) and len(entries(mine)) == 3


def test_same_origin_and_different_origin_of_pages(mine: Path) -> None:
    def rest() -> tuple[int, int]:
        return next((e["origins"], e["pages"]) for e in entries(mine) if e["from"] == ["IR"])
    assert rest() == (2, 2)
    made = judged(mine, "same-origin", "report", pages()[1][0].id[:10])
    assert made["subject"] == f"{pages()[0][0].id} {pages()[1][0].id}" and rest() == (1, 2)
    family, = run("origins", "denial", "-r", mine, "--json").json["origins"]
    assert {s["name"] for s in family["stories"]} == {"report", "denial"}
    judge(mine, "withdraw", made["id"])
    assert rest() == (2, 2)
    judged(mine, "same-origin", "report", "denial")
    assert judged(mine, "different-origin", "report", "denial", by="Bob")["opposed"] != [] and rest() == (2, 2)


def test_credibility_is_of_an_entry_or_of_the_entry_of_a_claim(mine: Path) -> None:
    def grade() -> tuple[str, bool]:
        return next((e["credibility"]["grade"], e["credibility"]["judged"]) for e in entries(mine) if e["from"] == ["IR"])
    before, key = grade(), next(e["id"] for e in entries(mine) if e["from"] == ["IR"])
    made = judged(mine, "credibility-is", key[:8], "b1")
    assert (made["subject"], made["value"], made["article"] is None, grade()) == (key, "B1", False, ("B1", True))
    told = run("entry", key, "-r", mine).out
    assert "B1 of done: usually reliable; confirmed by other sources (judged)" in told and "without that judgement" in told
    assert judged(mine, "credibility-is", REPORTED, "A2", by="Bob")["subject"] == REPORTED and grade() == ("A2", True)
    for judgement in run("judgements", "-r", mine, "--json").json:
        judge(mine, "withdraw", judgement["id"])
    assert grade() == before and not before[1]


def test_date_is_of_a_page(mine: Path) -> None:
    assert judged(mine, "date-is", "aid", "2024-04-24")["value"] == "2024-04-24"
    assert [e["first"] for e in entries(mine)] == ["2023-05-15", "2024-04-24"]
    assert "published  2024-04-24" in run("article", "aid", "-r", mine).out


@pytest.mark.parametrize(("words", "message"), [
    (("right", "feedfeed"), "no claim 'feedfeed' in this record: claims are listed by onrecord article NAME"),
    (("right", ""), "no claim ''"), (("wrong", REPORTED, DENIED), f"judge wrong '{REPORTED} {DENIED}': takes: onrecord judge wrong CLAIM"),
    (("value-is", REPORTED, "status"), "takes: onrecord judge value-is CLAIM FIELD VALUE"),
    (("value-is", REPORTED, "colour", "red"), "field 'colour': one of giver, receiver, act"),
    (("value-is", REPORTED, "status", "perhaps"), "value of status 'perhaps': one of done, underway"),
    (("value-is", REPORTED, "quantity", "many"), "value of quantity 'many': a number or a range (400, 200..900, 401.. or ..50)"),
    (("value-is", REPORTED, "when", "Tuesday"), "value of when 'Tuesday': a day, month or year"),
    (("same", "feedfeed", REPORTED), "no entry or claim 'feedfeed'"), (("same", REPORTED, REPORTED), "the same one twice"),
    (("same-origin", "report", "nosuch"), "no article 'nosuch'"), (("same-origin", "report", "report"), "the same story twice"),
    (("date-is", "nosuch", "2024-01-01"), "no article 'nosuch'"), (("date-is", "aid", "April"), "day 'April': a day of the calendar as YYYY-MM-DD"),
    (("date-is", "aid", "2024-02-30"), "day '2024-02-30'"), (("date-is", "aid", "20240229"), "day '20240229'"),
    (("credibility-is", "feedfeed", "B2"), "no entry or claim 'feedfeed'"), (("credibility-is", REPORTED, "good"), "grade 'good': a letter A to F"),
    (("withdraw", "feedfeed"), "no judgement 'feedfeed' in this record: onrecord judgements lists them"),
])
def test_what_means_nothing_is_refused_and_nothing_is_kept(record: Path, words: tuple[str, ...], message: str) -> None:
    ended = judge(record, *words)
    assert (ended.code, ended.out) == (1, "") and message in ended.err and ended.err.count("\n") == 1
    assert run("judgements", "-r", record, "--json").json == []


@pytest.mark.parametrize(("by", "why", "option"), [(" ", "seen", "--by"), ("Ann", "", "--why")])
def test_a_judgement_has_a_name_and_a_reason(record: Path, by: str, why: str, option: str) -> None:
    ended = judge(record, "right", REPORTED, by=by, why=why)
    assert ended.code == 1 and ended.err.startswith(f"error: {option} ")
    assert run("judge", "right", REPORTED, "-r", record).code == 2


def test_a_kind_that_there_is_not_makes_no_sense(record: Path) -> None:
    ended = judge(record, "perhaps", REPORTED)
    assert ended.code == 2 and all(kind in ended.err for kind in KINDS)


def test_no_record_is_made_by_judging(tmp_path: Path) -> None:
    assert judge(tmp_path / "none.record", "right", REPORTED).code == 1 and list(tmp_path.iterdir()) == []


def test_a_withdrawal_cannot_be_withdrawn_and_nothing_twice(mine: Path) -> None:
    one = judged(mine, "wrong", REPORTED)["id"]
    back = judged(mine, "withdraw", one)["id"]
    assert "is itself a withdrawal" in judge(mine, "withdraw", back).err and "is withdrawn already" in judge(mine, "withdraw", one).err


def test_they_are_listed_with_whoever_disagrees(mine: Path) -> None:
    judge(mine, "right", REPORTED)
    ended = judge(mine, "wrong", REPORTED, by="Bob", why="the porters were paid")
    assert "Ann said otherwise" in ended.out and "both are kept, and the later counts" in ended.out
    told = run("judgements", "-r", mine, width=80).out
    assert "2 judgements in the record, 1 pair at odds" in told and told.count("otherwise:") == 2 and "the porters were paid" in told
    assert max(map(len, told.splitlines())) <= 80
    one, other = run("judgements", "-r", mine, "--json").json
    assert (one["opposed"], other["opposed"]) == ([other["id"]], [one["id"]]) and standings(mine) == ["no_evidence", "planned"]


def test_withdrawn_ones_are_shown_if_asked(mine: Path) -> None:
    judge(mine, "withdraw", judged(mine, "right", REPORTED)["id"])
    assert "2 judgements in the record; 0 judgements shown" in run("judgements", "-r", mine).out
    told = run("judgements", "-r", mine, "--all").out
    assert "(withdrawn)" in told and "withdraw " in told


# -- sharing


def shared(record: Path, path: Path) -> Path:
    path.write_text(run("judgements", "export", "-r", record).out, encoding="utf-8")
    return path


def taken(record: Path, file: Path) -> Any:
    return run("judgements", "import", str(file), "-r", record, "--json").json


def test_export_and_import_give_the_same_judgements_once(mine: Path, record: Path, tmp_path: Path) -> None:
    judge(mine, "right", REPORTED)
    judge(mine, "withdraw", judged(mine, "wrong", GIVEN)["id"])
    file, other = shared(mine, tmp_path / "shared.jsonl"), Path(shutil.copy(record, tmp_path / "other.record"))
    first = taken(other, file)
    assert (first["read"], len(first["new"]), first["withdrawn"], first["renamed"], first["unknown"]) == (3, 3, [], {}, [])
    assert run("judgements", "export", "-r", other).out == file.read_text(encoding="utf-8") and standings(other) == standings(mine)
    assert taken(other, file)["new"] == [] and run("judgements", "export", "-r", other).out == file.read_text(encoding="utf-8")


def test_a_withdrawal_travels_and_standing_copies_do_not_undo_it(mine: Path, record: Path, tmp_path: Path) -> None:
    one = judged(mine, "right", REPORTED)["id"]
    standing, other = shared(mine, tmp_path / "standing.jsonl"), Path(shutil.copy(mine, tmp_path / "other.record"))
    judge(mine, "withdraw", one)
    assert taken(other, shared(mine, tmp_path / "later.jsonl"))["withdrawn"] == [one] and standings(other) == ["contested", "planned"]
    assert taken(other, standing)["new"] == [] and standings(other) == ["contested", "planned"]


def test_two_teams_that_disagree_are_both_kept_and_it_is_told(mine: Path, record: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(record, tmp_path / "other.record"))
    judge(mine, "date-is", "aid", "2024-04-24")
    judge(other, "date-is", "aid", "2024-04-23", by="Bob")
    file = shared(other, tmp_path / "other.jsonl")
    ended = run("judgements", "import", str(file), "-r", mine)
    assert "1 judgement read: 1 new, 0 here already" in ended.out
    assert "at odds: Ann (date-is 2024-04-24," in ended.out and "Bob (date-is 2024-04-23," in ended.out
    assert [e["first"] for e in entries(mine)][1] == "2024-04-23", "the later counts"


def test_one_id_for_two_judgements_keeps_both_and_is_told(mine: Path, tmp_path: Path) -> None:
    judge(mine, "right", REPORTED)
    line = json.loads(run("judgements", "export", "-r", mine).out)
    file = tmp_path / "edited.jsonl"
    file.write_text(json.dumps({**line, "by": "Mallory", "kind": "wrong"}), encoding="utf-8")
    ended = run("judgements", "import", str(file), "-r", mine)
    assert f"{line['id'][:8]} stands for another judgement here; kept as " in ended.out
    assert {j["by"] for j in run("judgements", "-r", mine, "--json").json} == {"Ann", "Mallory"}
    assert taken(mine, file)["new"] == []


def test_judgements_about_pages_not_held_are_kept_for_later(mine: Path, tmp_path: Path) -> None:
    judge(mine, "right", REPORTED)
    line = json.loads(run("judgements", "export", "-r", mine).out)
    file = tmp_path / "elsewhere.jsonl"
    file.write_text(json.dumps({**line, "id": "f" * 16, "article": "0" * 64, "subject": "f" * 16}), encoding="utf-8")
    assert taken(mine, file)["unknown"] == ["f" * 16]
    assert "a page that this record does not hold" in run("judgements", "-r", mine).out


def test_a_file_with_a_bad_line_is_refused_whole(mine: Path, tmp_path: Path) -> None:
    judge(mine, "right", REPORTED)
    file = shared(mine, tmp_path / "bad.jsonl")
    file.write_text(file.read_text(encoding="utf-8").replace("right", "wrong") + "{}\n", encoding="utf-8")
    ended = run("judgements", "import", str(file), "-r", mine)
    assert ended.code == 1 and f"{file}, record 2: not a judgement" in ended.err
    assert len(run("judgements", "-r", mine, "--json").json) == 1
    assert run("judgements", "import", str(tmp_path / "none"), "-r", mine).err.endswith("cannot be read: No such file or directory\n")
