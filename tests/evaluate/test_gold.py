"""Gold files: read as the guide has them, refused with the line at fault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import GoldError
from onrecord.evaluate import Range, read_gold

CLAIM: dict[str, Any] = {
    "quote": "Iran sent drones", "start": 3, "end": 19, "act": "transfer", "from": ["IR"], "to": [" RU "], "status": "done",
    "items": [{"class": "uav", "name": "drones"}], "certainty": "probable", "quantity": {"low": 24, "high": 99, "text": "dozens"},
    "money": {"low": 5, "high": None, "currency": "EUR", "text": "5 euros or more"}, "when": "2024-02",
    "sources": [{"name": "officials", "anonymous": True}, {"name": "Post"}],
}


def written(path: Path, *rows: object) -> Path:
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_page_is_read(tmp_path: Path) -> None:
    row = {"id": "p", "claims": [CLAIM], "text": "So Iran sent drones\u2028.", "genre": "news", "published": {"date": "2024-02-22"}, "noise": []}
    page, bare = read_gold(written(tmp_path / "g.jsonl", row, "", {"id": 7, "claims": []}))
    assert (page.id, page.text, page.genre, page.published, page.noise) == ("p", row["text"], "news", "2024-02-22", ())
    told, = page.claims
    assert tuple(map(set, (told.giver, told.receiver, told.classes))) == ({"ir"}, {"ru"}, {"uav"})
    assert (told.quantity, told.money, told.when) == (Range(24, 99), Range(5, None, "EUR"), "2024-02")
    assert (told.origin, told.anonymous, told.certainty) == ("officials", True, "probable")
    assert (bare.id, bare.published, bare.noise) == ("7", None, None)


def test_fields_that_may_be_absent(tmp_path: Path) -> None:
    few = {k: CLAIM[k] for k in ("act", "from", "to", "status", "start", "end")}
    told, = read_gold(written(tmp_path / "g.jsonl", {"id": "p", "claims": [few]}))[0].claims
    assert (told.quantity, told.money, told.when, told.origin, told.anonymous) == (None, None, None, "", None)
    assert (told.links, told.confidence) == (0, 1.0)


def test_a_confidence_is_carried(tmp_path: Path) -> None:
    told, = read_gold(written(tmp_path / "g.jsonl", {"id": "p", "claims": [{**CLAIM, "confidence": 0.25}]}))[0].claims
    assert (told.confidence, told.links) == (0.25, len(CLAIM["sources"]))


@pytest.mark.parametrize(("row", "reason"), [
    ("{", "not JSON"), ({"id": "p"}, "without 'claims'"), ({"claims": []}, "without 'id'"), ([], "not in the guide's form"),
    ({"id": "p", "claims": [{**CLAIM, "act": "gift"}]}, "no such act or status: 'gift'"),
    ({"id": "p", "claims": [{**CLAIM, "status": "over"}]}, "no such act or status"),
    ({"id": "p", "claims": [{k: v for k, v in CLAIM.items() if k != "start"}]}, "without 'start'"),
    ({"id": "p", "claims": [{**CLAIM, "start": "here"}]}, "not in the guide's form"),
    ({"id": "p", "claims": [{**CLAIM, "confidence": 60}]}, "between 0 and 1"),
])
def test_a_line_at_fault_is_named(tmp_path: Path, row: object, reason: str) -> None:
    with pytest.raises(GoldError, match="line 2") as raised:
        read_gold(written(tmp_path / "g.jsonl", {"id": "p", "claims": []}, row))
    assert reason in str(raised.value) and raised.value.line == 2


def test_no_file_and_no_page(tmp_path: Path) -> None:
    for path in (tmp_path / "nosuch.jsonl", written(tmp_path / "empty.jsonl")):
        with pytest.raises(GoldError):
            read_gold(path)
