"""The way through a queue is remembered beside the record: what was skipped, what can be undone, how fast it goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import StoreError
from onrecord.telling.steps import Step, Steps, pace


def step(done: str, item: str = "a", by: str = "Ann", at: float = 0.0, kind: str = "claims") -> Step:
    return Step(by, at, done, kind, item, ("j1",) if done not in ("skip", "undo") else ())


def test_steps_outlive_the_window_and_are_undone_one_by_one(tmp_path: Path) -> None:
    path = str(tmp_path / "a.record")
    steps = Steps(path)
    for done, item in (("right", "a"), ("skip", "b"), ("wrong", "c")):
        steps.add(step(done, item))
    again = Steps(path)
    assert [s.item for s in again.standing("Ann")] == ["a", "b", "c"] and again.standing("Ann")[0].judgements == ("j1",)
    again.add(step("undo"))
    again.add(step("undo"))
    assert [s.item for s in steps.standing("Ann")] == ["a"] and steps.skipped("Ann", "claims") == frozenset()
    for _ in range(3):
        again.add(step("undo"))
    assert steps.standing("Ann") == []


def test_each_person_has_steps_and_skips_of_their_own(tmp_path: Path) -> None:
    steps = Steps(str(tmp_path / "a.record"))
    steps.add(step("skip", "a"))
    steps.add(step("skip", "b", by="Bob"))
    steps.add(step("skip", "c", kind="same"))
    steps.add(step("undo", by="Bob"))
    assert steps.skipped("Ann", "claims") == {"a"} and steps.skipped("Ann", "same") == {"c"} and steps.skipped("Bob", "claims") == frozenset()


def test_a_line_that_was_cut_off_is_passed_over_and_harms_no_other(tmp_path: Path) -> None:
    steps, file = Steps(str(tmp_path / "a.record")), tmp_path / "a.record.steps"
    steps.add(step("skip", "a"))
    with file.open("a") as out:
        out.write('{"by": "Ann", "at": 1.0, "do')
    assert [s.item for s in Steps(str(tmp_path / "a.record")).standing("Ann")] == ["a"]
    steps.add(step("skip", "b"))
    assert [s.item for s in steps.standing("Ann")] == ["a", "b"] == [s.item for s in Steps(str(tmp_path / "a.record")).standing("Ann")]
    file.write_text("not json\n{}\n[1]\n")
    assert steps.standing("Ann") == []


def test_a_database_has_no_file_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    steps = Steps("postgresql://host/base")
    steps.add(step("skip", "a"))
    assert steps.skipped("Ann", "claims") == {"a"} and list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        Steps(str(tmp_path / "gone" / "a.record")).add(step("skip"))


@given(st.lists(st.sampled_from(["right", "skip", "undo"]), max_size=12))
def test_undoing_takes_back_the_last_step_that_stands(told: list[str]) -> None:
    steps, wanted = Steps("memory://"), list[str]()
    for n, done in enumerate(told):
        steps.add(step(done, str(n)))
        wanted = wanted[:-1] if done == "undo" else [*wanted, str(n)]
    assert [s.item for s in steps.standing("Ann")] == wanted


def test_the_pace_leaves_pauses_out() -> None:
    assert pace([]) is None and pace([step("right", at=5)]) is None
    assert pace([step("right", at=t) for t in (0, 4, 9, 4000, 4006)]) == 5
