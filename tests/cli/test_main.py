"""The command line as a whole: errors in one line, exit codes, a help page that waits for nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.runs import run

import onrecord
from onrecord.cli import app

HEAVY = ("numpy", "onnxruntime", "tokenizers", "sqlalchemy", "trafilatura", "onrecord.flow", "onrecord.model")


def test_help_loads_nothing_heavy() -> None:
    code = ("import sys\nfrom onrecord.cli import main\nsys.argv = ['onrecord', '--help']\n"
            "try:\n    main()\nexcept SystemExit:\n    pass\n"
            f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)")
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stderr.strip() == "[]"
    assert all(command.name in ended.stdout for command in app.registered_commands if command.name)


def test_no_summary_in_help_is_cut() -> None:
    assert "..." not in run("--help", width=80).out.partition("Commands:")[2]


def test_version() -> None:
    assert run("--version").out == f"onrecord {onrecord.__version__}\n"


def test_without_a_command_it_helps() -> None:
    ended = run()
    assert "Commands:" in ended.out + ended.err


@pytest.mark.parametrize(("arguments", "message"), [
    (("ledger", "--record", "nosuch.record"), "error: record nosuch.record: there is no such record; make one with: onrecord read"),
    (("read", "nosuch", "--record", "x.record"), "error: nosuch: no such file or folder"),
    (("evaluate", "nosuch.jsonl"), "error: nosuch.jsonl, line 1: cannot be read"),
    (("export", "--format", "claims", "--to", "RU"), "error: --format 'claims': filters apply to entries"),
])
def test_an_error_is_one_line_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run(*arguments)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith(message) and ended.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_bug_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch, record: Path) -> None:
    def broken(path: str) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("onrecord.flow.open_record", broken)
    with pytest.raises(ZeroDivisionError):
        run("ledger", "--record", record)


def test_a_key_pressed_to_stop_is_no_bug(monkeypatch: pytest.MonkeyPatch, record: Path) -> None:
    def stopped(path: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("onrecord.flow.open_record", stopped)
    ended = run("ledger", "--record", record)
    assert ended.code == 130 and "Traceback" not in ended.err


@pytest.mark.parametrize("arguments", [("frobnicate",), ("ledger", "--frobnicate"), ("read",), ("export", "--format", "xml")])
def test_a_line_that_makes_no_sense_exits_with_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).code == 2


def test_the_record_may_come_from_the_environment(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_RECORD", str(record))
    assert len(run("ledger", "--json").json) == 2


def test_a_closed_pipe_is_no_error(record: Path) -> None:
    piped = f"{sys.executable} -m onrecord export --record {record} | head -c 5"
    ended = subprocess.run(["bash", "-c", piped], capture_output=True, text=True)
    assert (ended.stdout, ended.stderr) == ('{"id"', "")
