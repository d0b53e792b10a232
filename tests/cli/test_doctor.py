"""What doctor finds sound and what it finds wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.runs import run

from onrecord.errors import EngineError, KnowledgeError


@pytest.fixture(autouse=True)
def _models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Models load: they have their own tests."""
    monkeypatch.setattr("onrecord.cli.doctor._engine", lambda: "loads")
    monkeypatch.setattr("onrecord.cli.doctor._detector", lambda: "loads")


def test_all_is_well(record: Path) -> None:
    ended = run("doctor", "--record", record, width=300)
    assert ended.code == 0 and ended.out.endswith("All is well.\n") and "WRONG" not in ended.out
    for words in ("onrecord", "onnxruntime", "reading/weights/syntax.int8.onnx", "names of parties", "entries 2", "every hash is right"):
        assert words in ended.out


def test_no_record_yet_is_no_fault(tmp_path: Path) -> None:
    ended = run("doctor", "--record", tmp_path / "new.record", width=200)
    assert ended.code == 0 and "none there yet" in ended.out


def test_a_damaged_record_is_found(record: Path, tmp_path: Path) -> None:
    body = bytearray(record.read_bytes())
    at = body.rindex(b"no missiles at all")
    body[at:at + 2] = b"40"
    (tmp_path / "bad.record").write_bytes(bytes(body))
    ended = run("doctor", "--record", tmp_path / "bad.record", width=300)
    assert ended.code == 1 and "WRONG  record" in ended.out and ended.out.endswith("1 thing wrong.\n")


@pytest.mark.parametrize("fault", [EngineError("syntax.onnx", "broken"), KnowledgeError("states.yaml", "IR", "no name")])
def test_what_does_not_load_is_said(record: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    def broken() -> str:
        raise fault

    monkeypatch.setattr("onrecord.cli.doctor._engine", broken)
    findings = {f["what"]: f for f in run("doctor", "--record", record, "--json").json}
    assert findings["language engine"] == {"what": "language engine", "found": str(fault), "sound": False}
    assert findings["record"]["sound"]
