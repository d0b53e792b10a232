"""The command as an assistant's program starts it: the official client over standard input and output."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp.shared.exceptions import McpError
from mcp.types import TextResourceContents
from pydantic import AnyUrl
from tests.cli.runs import run
from tests.mcp.asking import started, words

import onrecord
from mcp import ClientSession
from onrecord.mcp.server import READING
from onrecord.mcp.shapes import NOTICE
from onrecord.record import Record
from onrecord.telling.asked import FILTERS


@pytest.fixture(scope="module")
def talked(example_record: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """One talk: what there is, a ledger, an entry, a page by its address, errors."""
    errors = tmp_path_factory.mktemp("mcp") / "stderr.txt"

    async def talk(session: ClientSession) -> dict[str, Any]:
        begun = await session.initialize()
        found = await session.call_tool("ledger", {"from": "South Africa", "to": "PE", "status": "contested"})
        assert found.structuredContent is not None
        key = found.structuredContent["entries"][0]["id"]
        told = await session.read_resource(AnyUrl(f"onrecord://entry/{key}"))
        page = await session.read_resource(AnyUrl("onrecord://article/08-denials"))
        with pytest.raises(McpError) as missing:
            await session.read_resource(AnyUrl("onrecord://entry/ffffffff"))
        why = await session.call_tool("claims", {"entry": key, "limit": 1})
        return {"begun": begun, "tools": (await session.list_tools()).tools, "found": found, "key": key, "entry": told.contents[0],
                "page": page.contents[0], "missing": str(missing.value), "bad": await session.call_tool("ledger", {"act": "gift"}), "claims": why,
                "templates": (await session.list_resource_templates()).resourceTemplates}

    return {**started(example_record, talk, errors=errors), "errors": errors}


def test_it_says_what_it_is_and_that_pages_are_not_to_be_obeyed(talked: dict[str, Any]) -> None:
    begun = talked["begun"]
    assert (begun.serverInfo.name, begun.serverInfo.version) == ("onrecord", onrecord.__version__) and NOTICE in begun.instructions


def test_every_tool_has_a_description_and_schemas_and_only_looks(talked: dict[str, Any]) -> None:
    assert [t.name for t in talked["tools"]] == list(READING)
    for tool in talked["tools"]:
        assert len(tool.description or "") > 60 and tool.annotations.readOnlyHint and tool.inputSchema["additionalProperties"] is False
        assert tool.outputSchema["type"] == "object" and tool.outputSchema["properties"]


def test_the_ledger_takes_all_that_a_ledgers_address_takes(talked: dict[str, Any]) -> None:
    tool = next(t for t in talked["tools"] if t.name == "ledger")
    named = {"q": "words"}
    assert {named.get(name, name.replace("-", "_")) for name in FILTERS} | {"sort", "limit", "cursor"} == set(tool.inputSchema["properties"])


def test_answers_are_those_of_the_record(talked: dict[str, Any], example_record: Path) -> None:
    with Record(example_record) as record:
        assert talked["found"].structuredContent["entries"][0]["id"] == record.ledger(giver="ZA", receiver="PE", status="contested")[0].id
        entry, page = (json.loads(talked[name].text) for name in ("entry", "page"))
        assert isinstance(talked["entry"], TextResourceContents) and talked["entry"].mimeType == "application/json"
        assert entry["entry"]["id"] == talked["key"] and page["page_text"] == record.article("08-denials").text and page["notice"] == NOTICE
    assert {t.uriTemplate for t in talked["templates"]} == {"onrecord://entry/{key}", "onrecord://article/{key}"}


def test_errors_are_told_and_nothing_else_is_printed(talked: dict[str, Any]) -> None:
    assert talked["bad"].isError and "one of transfer" in words(talked["bad"]) and "ffffffff" in talked["missing"]
    assert "Traceback" not in talked["errors"].read_text()


def test_judging_has_a_tool_more_and_a_name(example_record: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(example_record, tmp_path / "mine.record"))
    with Record(path) as record:
        claim = record.ledger(act="sanction")[0].claims[0].id

    async def talk(session: ClientSession) -> Any:
        tools = {t.name: t for t in (await session.list_tools()).tools}
        assert set(tools) == {*READING, "judge"} and tools["judge"].annotations and not tools["judge"].annotations.readOnlyHint
        return (await session.call_tool("judge", {"kind": "right", "subject": [claim], "why": "seen the notice"})).structuredContent

    made = started(path, talk, "--judging", "--by", "Ann")
    with Record(path) as record:
        assert [(j.id, j.by) for j in record.judgements()] == [(made["id"], "Ann (through an assistant)")]


def test_judging_without_a_name_and_a_record_that_is_not_there_are_told(tmp_path: Path, example_record: Path) -> None:
    ended = run("mcp", "--judging", "-r", example_record)
    assert ended.code == 1 and "--by" in ended.err and ended.out == ""
    ended = run("mcp", "-r", tmp_path / "none.record")
    assert ended.code == 1 and ended.err.startswith("error: record") and list(tmp_path.iterdir()) == []


def test_without_the_package_the_extra_is_named(example_record: Path) -> None:
    words = ["onrecord", "mcp", "-r", str(example_record)]
    code = f"import sys; sys.modules['mcp'] = None; sys.argv = {words!r}; from onrecord.cli import main; main()"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ended.returncode == 1 and "pip install 'onrecord[mcp]'" in ended.stderr and "Traceback" not in ended.stderr
