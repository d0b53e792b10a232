"""Every command, walked from the parser: what writes can be tried, what lists can be cut, what tells can be JSON; each exception has its reason."""

from __future__ import annotations

import hashlib
import inspect
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import typer.main
from tests.cli.runs import Outcome, make_record, pages, run

from onrecord.cli import app
from onrecord.cli.output import NOTHING_KEPT

WRITE = {"read", "judge", "judgements import", "proposer export", "proposer import", "saved add", "saved rename", "saved remove", "saved restore",
         "names keep", "names remove", "watch"}
UNTRIED = {
    "serve": "what a person decides in the window is one thing at a time, and can be taken back", "review": "lists; --open is serve",
    "mcp": "only with --judging, one judgement at a time, which can be taken back",
    "export": "writes only the file that is named", "report": "writes only the file that is named", "names find": "writes only what is named",
}
LOOK = {"ledger", "entry", "changes", "article", "search", "origins", "evaluate", "compare", "doctor", "judgements", "judgements export", "saved",
        "saved show", "names"}
LIST = {"ledger", "changes", "search", "origins", "report", "review", "judgements", "saved", "saved show", "names", "names find"}
UNCUT = {"export": "never cut", "judgements export": "never cut", "entry": "one matter in full", "article": "one page in full",
         "compare": "each row of the register has its answer", "evaluate": "--show cuts the list of errors"}
NO_JSON = {"export": "has formats", "judgements export": "is JSON lines", "report": "is a file", "watch": "is JSON lines",
           "serve": "tells its address", "mcp": "speaks JSON-RPC"}


def commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every command by its words, groups that do something of their own too."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from [(before + name, command)] if command.invoke_without_command else []
            yield from commands(command, f"{before}{name} ")
        else:
            yield before + name, command


COMMANDS: Mapping[str, Any] = dict(commands(typer.main.get_group(app)))
OPTIONS = {name: {o for p in command.params for o in p.opts} for name, command in COMMANDS.items()}


def having(option: str) -> set[str]:
    return {name for name, options in OPTIONS.items() if option in options}


def test_every_command_that_writes_can_be_tried() -> None:
    assert set(COMMANDS) == WRITE | UNTRIED.keys() | LOOK, "a new command says which it is"
    assert having("--dry-run") == WRITE


@pytest.mark.parametrize("name", sorted(LOOK | UNTRIED.keys()))
def test_what_only_looks_opens_no_record_for_writing(name: str) -> None:
    source = inspect.getsource(inspect.unwrap(COMMANDS[name].callback))
    assert "write=True" not in source and "Store.open" not in source


def test_every_list_can_be_cut_and_every_answer_is_json_too() -> None:
    assert having("--limit") == LIST
    assert not LIST & UNCUT.keys() and LIST | UNCUT.keys() | WRITE | {"serve", "mcp", "doctor"} == set(COMMANDS)
    assert set(COMMANDS) - having("--json") == NO_JSON.keys()


def test_every_exit_code_is_documented() -> None:
    """The codes that the source ends with are those of the table."""
    root = Path(__file__).parents[2]
    table = re.findall(r"^\| (\d+) \|", (root / "docs" / "reference" / "cli.md").read_text(encoding="utf-8").split("\n## ")[0], re.M)
    sources = "".join(p.read_text(encoding="utf-8") for p in (root / "src" / "onrecord" / "cli").glob("*.py"))
    told = re.findall(r"(?:raise typer\.Exit|SystemExit)\((\w+)\)", sources)
    assert table == ["0", "1", "2", "3", "130"]
    assert set(told) <= {"1", "130", "NOTHING_READ"} and "NOTHING_READ = 3" in sources


# -- tried


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with a saved query, a removed one, a list and a judgement."""
    folder = tmp_path_factory.mktemp("walk")
    path = make_record(folder / "r.record")
    (folder / "names.csv").write_text("name\nIran\n", encoding="utf-8")
    assert run("saved", "add", "kept", "from=IR", "-r", path).code == 0
    assert run("saved", "add", "gone", "from=US", "-r", path).code == 0
    assert run("saved", "remove", "gone", "-r", path).code == 0
    assert run("names", "keep", "list", folder / "names.csv", "-r", path).code == 0
    assert run("judge", "right", claim_of(path), "--why", "seen", "--by", "Ann", "-r", path).code == 0
    (folder / "judged.jsonl").write_text(run("judgements", "export", "-r", path).out.replace("seen", "looked up"), encoding="utf-8")
    (folder / "page.txt").write_text("Nothing is told here.\n", encoding="utf-8")
    return path


def claim_of(path: Path) -> str:
    return str(run("article", pages()[0][0].name, "-r", path, "--json").json["claims"][0]["id"])


def tries(record: Path) -> dict[str, tuple[list[Any], list[Any]]]:
    """Of each command that writes: arguments that go well, and others that do not."""
    there, removed, folder = ["-r", record], run("saved", "-r", record, "--removed", "--json").json[0]["id"], record.parent
    decided = ["--why", "not so", "--by", "Ben", *there]
    return {
        "judge": (["wrong", claim_of(record), *decided], ["wrong", "feed", *decided]),
        "judgements import": ([folder / "judged.jsonl", *there], [folder / "page.txt", *there]),
        "saved add": (["new", "from=RU", *there], ["kept", "from=RU", *there]),
        "saved rename": (["kept", "other", *there], ["nobody", "other", *there]),
        "saved remove": (["kept", *there], ["nobody", *there]),
        "saved restore": ([removed, *there], ["feed", *there]),
        "names keep": (["new", folder / "names.csv", *there], ["a/b", folder / "names.csv", *there]),
        "names remove": (["list", *there], ["nobody", *there]),
        "watch": (["--query", "from=IR", "--all", *there], ["--query", "from=IR", "-o", folder, *there]),
    }


def lies(folder: Path) -> dict[str, str]:
    """The hash of every file there; of those beside a record by which readers and writers meet only what holds pages."""
    meeting = [p for p in folder.iterdir() if p.name.endswith(("-shm", "-wal")) and (p.name.endswith("-shm") or not p.stat().st_size)]
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir() if p not in meeting}


def lasting(told: Outcome) -> Any:
    """What a command told, without times, the ids made of them, and that it was tried."""
    words = re.sub(r"\d{4}-\d\d-\d\dT[\d:.+]+", "", told.out.replace(NOTHING_KEPT + "\n", ""))
    words = re.sub(r"(?m)^judgement [0-9a-f]{16}; to take it back.*\n", "", words)
    return told.code, re.sub(r"\b[0-9a-f]{16,}\b", "ID", words).replace(',\n  "dry_run": true', ""), told.err.replace(NOTHING_KEPT + "\n", "")


@pytest.mark.parametrize("name", sorted(WRITE - {"read", "proposer import", "proposer export"}))
def test_a_try_tells_what_the_real_one_does_and_keeps_nothing(record: Path, name: str, tmp_path: Path) -> None:
    good, bad = tries(record)[name]
    with_json = ["--json"] if "--json" in OPTIONS[name] else []
    before = lies(record.parent)
    tried = [run(*name.split(), *arguments, *more, "--dry-run") for arguments in (good, bad) for more in ([], with_json)]
    assert lies(record.parent) == before
    assert (tried[0].code, tried[1].code) == (0, 0) and NOTHING_KEPT in tried[0].out + tried[0].err
    assert not with_json or tried[1].json["dry_run"] is True
    for n, (arguments, more) in enumerate((a, m) for a in (good, bad) for m in ([], with_json)):
        copy = tmp_path / f"{n}.record"
        copy.write_bytes(record.read_bytes())
        assert lasting(run(*name.split(), *(copy if a is record else a for a in arguments), *more)) == lasting(tried[n]), (arguments, more)


def test_a_try_for_a_record_that_is_none_says_so(tmp_path: Path) -> None:
    other, page = tmp_path / "no.record", tmp_path / "page.txt"
    other.write_text("no record", encoding="utf-8")
    page.write_text("Nothing is told here.\n", encoding="utf-8")
    several: dict[str, list[str | Path]] = {
        "read": [page], "watch": [], "saved add": ["q", ""], "judge": ["right", "feed", "--why", "w", "--by", "b"]}
    for name, arguments in several.items():
        tried, real = (run(*name.split(), *arguments, "-r", other, *more) for more in (["--dry-run"], []))
        assert (tried.code, tried.err) == (real.code, real.err) == (1, real.err) and real.err.startswith("error: "), name
    assert other.read_text(encoding="utf-8") == "no record"


def test_a_watch_is_tried_for_a_record_that_is_not_there_yet(tmp_path: Path) -> None:
    tried = run("watch", "--query", "", "-r", tmp_path / "none.record", "--dry-run")
    assert (tried.code, tried.out) == (0, "") and list(tmp_path.iterdir()) == []
    assert run("watch", "--every", "1d", "-r", tmp_path / "none.record", "--dry-run").code == 2


def test_questions_are_counted_and_no_file_written(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Iran sent Russia missiles, an official said on Tuesday.\n", encoding="utf-8")
    arguments: list[str | Path] = ["proposer", "export", page, "--model", "m", "-o"]
    assert run(*arguments, tmp_path / "lines.jsonl", "--dry-run", "--json").json == {
        "output": str(tmp_path / "lines.jsonl"), "questions": 1, "dry_run": True}
    assert list(tmp_path.iterdir()) == [page]
    tried, real = (run(*arguments, tmp_path / "no" / "lines.jsonl", *more) for more in (["--dry-run"], []))
    assert (tried.code, tried.err) == (real.code, real.err) and real.code == 1
