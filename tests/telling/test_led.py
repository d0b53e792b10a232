"""What became of an id that is no more is said in the same words in the window, on the command line, in Python and to assistants."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.runs import run
from tests.web.records import many
from tests.web.windows import shown, window

from onrecord import Record
from onrecord.flow import RULES
from onrecord.mcp.tools import Tools
from onrecord.model import Bond, Judgement
from onrecord.model.led import Led, LedStep
from onrecord.store import Store
from onrecord.telling.led import NO_RULE, NOT_KEPT, Lead, leads

AT = "2026-03-01T10:05:09+00:00"
STEP = LedStep("a" * 16, "b" * 16, AT, "merged", 3, 2, ("one parcel: same parties, sum and date",), (Bond("sum", 2),), ("j1",))
ANN = Judgement("j1", "same", f"{'a' * 16} {'b' * 16}", "Ann", "2026-02-27T08:00:00+00:00", "one shipment")
BACK = Judgement("w1", "withdraw", "j1", "Ben", "2026-02-28T08:00:00+00:00", "too soon")


def says(*steps: LedStep, judgements: tuple[Judgement, ...] = (ANN, BACK)) -> tuple[str, ...]:
    return Lead(Led("a" * 16, steps[-1].into if steps else "b" * 16, steps), {j.id: j for j in judgements}).says


def test_a_step_is_a_sentence_with_its_day_and_reason() -> None:
    first, step = says(STEP)
    assert first == "aaaaaaaa leads to bbbbbbbb: most of its claims are told there now."
    assert step == ("aaaaaaaa was merged into bbbbbbbb on 2026-03-01 at 10:05 UTC (2 of 3 claims): Ann said on 2026-02-27: same: one shipment "
                    "(judgement j1); one parcel: same parties, sum and date (held by: sum within 3 % 2).")


@pytest.mark.parametrize(("more", "told"), [
    ({"how": "split", "elsewhere": ("c" * 16,)}, "aaaaaaaa was split, and most of it went into bbbbbbbb on 2026-03-01 at 10:05 UTC (2 of 3 claims, "
     "others in cccccccc): "),
    ({"how": "renamed", "judgements": (), "rules": "6"}, "bbbbbbbb, the same matter under another id on 2026-03-01 at 10:05 UTC (2 of 3 claims): "
     "settled by other rules than before (those were version 6); one parcel"),
    ({"how": "parted", "judgements": (), "withdrawn": ("j1",)}, "Ben took back on 2026-02-28: too soon: what Ann said on 2026-02-27: same"),
    ({"judgements": ("j9",)}, "judgement j9, which this record does not hold"),
    ({"judgements": tuple(f"j{n}" for n in range(2, 10))}, "and 3 more judgements"),
    ({"judgements": (), "because": ()}, f"(2 of 3 claims): {NO_RULE}."),
])
def test_other_steps_and_reasons(more: dict[str, object], told: str) -> None:
    from dataclasses import replace

    assert told in says(replace(STEP, **more))[1]  # type: ignore[arg-type]


def test_what_was_not_kept_is_said_to_be_so() -> None:
    assert says() == ("aaaaaaaa was merged into bbbbbbbb: most of its claims are told there now.", NOT_KEPT)
    part = says(LedStep("c" * 16, "b" * 16, AT, "merged", 1, 1))
    assert "not kept" in part[1] and part[2].startswith("cccccccc was merged into bbbbbbbb")


def test_all_say_the_same(tmp_path: Path) -> None:
    path = many(tmp_path / "r.record", 24)
    with Store.open(path, RULES) as store:
        one, two, three = (e.id for e in store.entries()[:3])
        for n, (a, b) in enumerate(((one, two), (two, three)), 1):
            store.judge(Judgement(f"{n}" * 16, "same", f"{a} {b}", "Ann", f"2026-01-0{n}T00:00:00+00:00", f"reason {n}"))
            store.settle()
        old = next(i for i in (one, two, three) if store.entry(i).id != i and len(store.led(i)[0].steps) == max(
            len(led.steps) for j in (one, two, three) for led in store.led(j)))
        entry = store.entry(old).id
        lead, = leads(store, old, entry)
        assert leads(store, entry, entry) == leads(store, entry[:8], entry) == leads(store, "", entry) == ()
    assert len(lead.says) > 1 and "reason" in " ".join(lead.says)
    with Record(path) as record:
        assert [held.says for held in record.entry(old).led] == [lead.says] and record.entry(entry).led == ()
        assert Tools(record).entry(old).led == list(lead.says) and Tools(record).entry(entry).led == []
        assert lead.says[1] in str(record.entry(old))
    told = run("entry", old, "-r", path, "--json").json["led"]
    assert told == [lead.fields()] and " ".join(lead.says) in " ".join(run("entry", old, "-r", path).out.split())
    with window(path) as client:
        at = client.get(f"/entry/{old}").headers["location"]
        assert all(s in shown(client, at).words for s in lead.says)
        assert client.get(client.get(f"/entry/{old}.json").headers["location"]).json()["led"] == told
        assert client.get(f"/entry/{entry}.json").json()["led"] == []


def test_a_step_that_is_damaged_is_refused(tmp_path: Path) -> None:
    from onrecord.errors import DamagedStoreError

    path = many(tmp_path / "r.record", 12)
    with Store.open(path, RULES) as store:
        one, two = (e.id for e in store.entries()[:2])
        store.judge(Judgement("1" * 16, "same", f"{one} {two}", "Ann", "2026-01-01T00:00:00+00:00", "one"))
        store.settle()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE alias_steps SET body = replace(body, 'merged', 'parted')")
    with Store.open(path, RULES) as store, pytest.raises(DamagedStoreError):
        store.check()
