"""The docs tell what there is: every command, option, setting, layer, field and skip reason; links lead somewhere; README's runs are real."""

from __future__ import annotations

import ast
import dataclasses
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import typer.main
from tests.strategies import article, claim

import onrecord
from onrecord.claims.hearing import AGREED
from onrecord.claims.learned import READER, WEIGHTS
from onrecord.claims.suggested import PRIOR, REFUSED
from onrecord.cli import app
from onrecord.config import Settings
from onrecord.export.claims import claim_fields, page_fields
from onrecord.export.entries import COLUMNS, entry_fields
from onrecord.ledger import settle
from onrecord.model import ACTS, STATUSES, Reading
from onrecord.proposer.answer import MOST_BYTES
from onrecord.proposer.endpoint import GIVE_UP, LONGEST_WAIT, PASSING, TRIES
from onrecord.proposer.parts import LONGEST
from onrecord.proposer.reasons import REASONS
from onrecord.proposer.wire import Limits

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "reference"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("*.md")])


def commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every command by its words ("proposer export")."""
    for name, command in group.commands.items():
        yield from commands(command, f"{before}{name} ") if hasattr(command, "commands") else [(f"{before}{name}", command)]


COMMANDS: Mapping[str, Any] = dict(commands(typer.main.get_group(app)))


def said(page: str) -> str:
    return (REFERENCE / page).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """What stands under a heading of the second level that opens like this."""
    return next(part for part in text.split("\n## ") if part.startswith(heading))


def codes(text: str) -> set[str]:
    """The words in backticks."""
    return {word for code in re.findall(r"`([^`\n]+)`", text) for word in re.split(r"[ ,]+", code)}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    told = codes(section(said("cli.md"), f"onrecord {name}"))
    options = {o for p in COMMANDS[name].params for o in p.opts if o.startswith("--") and o != "--help"}
    assert options - told == set()
    assert {word for word in told if word.startswith("--")} - options - {"--format"} == set()


def test_every_exit_code_and_choice_is_documented() -> None:
    told = codes(said("cli.md"))
    assert {*ACTS, *STATUSES, "contested", "parties", "first", "last", "origins", "claims", "entries-json", "entries-csv"} <= told


def test_every_setting_is_documented() -> None:
    assert {f.name for f in dataclasses.fields(Settings)} == set(re.findall(r"^\| `(\w+)` \|", section(said("reading.md"), "Settings"), re.M))


def test_every_layer_is_documented() -> None:
    layers = {f.name for f in dataclasses.fields(Reading)} - {"article", "reader"}
    assert layers == set(re.findall(r"^\| `(\w+)` \|", section(said("reading.md"), "The layers"), re.M))


def keys(value: Any) -> set[str]:
    """The keys of all objects inside."""
    if isinstance(value, list):
        return {key for inner in value for key in keys(inner)}
    return {*value, *(key for inner in value.values() for key in keys(inner))} if isinstance(value, dict) else set()


def test_every_field_that_is_given_out_is_documented() -> None:
    made = claim(quantity=(1, 2), money=(1, 2))
    page, one = page_fields(article(), [made]), claim_fields(made)
    assert {*keys(page), *keys(one)} - codes(section(said("formats.md"), "Claims")) == set()
    entry, = settle([made], {})
    fields = {name: value for name, value in entry_fields(entry).items() if name not in {"reasons", "bonds"}}
    assert keys(fields) - codes(section(said("formats.md"), "Entries, JSON")) == set()
    assert set(COLUMNS) - codes(section(said("formats.md"), "Entries, CSV")) == set()


def reasons() -> Iterator[str]:
    """The reason of every `Skip` that is made in the source, those of refused claims aside."""
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Skip" and len(node.args) > 2:
                stage, reason = node.args[0], node.args[2]
                if isinstance(reason, ast.Constant) and not (isinstance(stage, ast.Constant) and stage.value == "claims"):
                    yield str(reason.value)


def test_every_reason_to_skip_a_page_is_documented() -> None:
    assert set(reasons()) - codes(section(said("cli.md"), "onrecord read")) == set()


def test_every_reason_to_leave_out_a_suggestion_is_documented() -> None:
    told = codes(section(said("proposer.md"), "What is left out"))
    assert {*REASONS, *REFUSED} - told == set()


def test_the_limits_of_a_proposer_are_those_that_are_documented() -> None:
    told = section(said("proposer.md"), "Asking an endpoint")
    numbers = (LONGEST, MOST_BYTES, *(int(seconds) for seconds in (Limits().connect, Limits().whole, LONGEST_WAIT)), *sorted(PASSING))
    assert [n for n in numbers if f"{n:,}" not in told] == [] and Limits().bytes == MOST_BYTES and TRIES == GIVE_UP == 3
    assert f"{PRIOR:.2f}"[1:] in section(said("proposer.md"), "Agreement") and AGREED == 1


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


def links(page: Path) -> Iterator[tuple[Path, str]]:
    """(file, anchor) of each relative link."""
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            file, _, anchor = target.partition("#")
            yield (page.parent / file).resolve() if file else page, anchor


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    assert [str(file) for file, _ in links(page) if not file.exists()] == []
    assert [(str(file), anchor) for file, anchor in links(page) if anchor and anchor not in anchors(file)] == []


def test_every_page_is_reached_from_the_readme() -> None:
    reached, new = set[Path](), {ROOT / "README.md"}
    while new:
        reached |= new
        new = {file for page in new for file, _ in links(page) if file.suffix == ".md"} - reached
    assert set(PAGES) - reached == set()


def test_the_python_in_the_readme_uses_public_names() -> None:
    block = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    names = {n.attr for code in block for n in ast.walk(ast.parse(code)) if isinstance(n, ast.Attribute) and ast.unparse(n.value) == "onrecord"}
    assert names and names <= set(onrecord.__all__)


@pytest.mark.skipif(not (WEIGHTS / READER).exists(), reason="the learned detector's weights are not in this checkout")
def test_what_the_readme_shows_is_what_its_commands_print() -> None:
    ended = subprocess.run([sys.executable, str(ROOT / "tools" / "readme.py"), "--check"], capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr


def test_the_examples_gold_names_their_pages() -> None:
    rows = [json.loads(line) for line in (ROOT / "examples" / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    pages = ROOT / "examples" / "pages"
    names = {p.stem for p in pages.iterdir() if p.suffix != ".jsonl"}
    names |= {json.loads(line)["id"] for p in pages.glob("*.jsonl") for line in p.read_text(encoding="utf-8").splitlines()}
    assert {row["id"] for row in rows} == names
