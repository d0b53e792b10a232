"""The official client, over standard input and output of a started command, and in memory where only the answers matter."""

from __future__ import annotations

import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import anyio
from mcp.client.stdio import stdio_client
from mcp.shared.memory import create_connected_server_and_client_session
from mcp.types import CallToolResult, TextContent

from mcp import ClientSession, StdioServerParameters
from onrecord.mcp import make_server
from onrecord.record import Record

T = TypeVar("T")
Call = tuple[str, dict[str, Any]]
SECONDS = 120


def started(record: Path, talk: Callable[[ClientSession], Awaitable[T]], *options: str, errors: Path | None = None) -> T:
    """What comes of a talk with `onrecord mcp` on a record, started as an assistant's program starts it; its standard error goes to ``errors``."""
    arguments = ["-m", "onrecord", "mcp", "--record", str(record), *options]
    command = StdioServerParameters(command=sys.executable, args=arguments, env=dict(os.environ))

    async def run() -> T:
        with anyio.fail_after(SECONDS), (errors or Path(os.devnull)).open("w") as log:
            async with stdio_client(command, errlog=log) as (incoming, outgoing), ClientSession(incoming, outgoing) as session:
                await session.initialize()
                return await talk(session)

    return anyio.run(run)


def called(python: dict[str, Any]) -> dict[str, Any]:
    """Filters as Python names them, as the tools do."""
    return {{"giver": "from", "receiver": "to"}.get(name, name): value for name, value in python.items()}


def asked(record: Record, *calls: Call, judging: bool = False) -> list[CallToolResult]:
    """The answers to some calls, in one session in memory."""

    async def run() -> list[CallToolResult]:
        with anyio.fail_after(SECONDS):
            async with create_connected_server_and_client_session(make_server(record, judging, "Ann")) as session:
                return [await session.call_tool(name, arguments) for name, arguments in calls]

    return anyio.run(run)


def given(record: Record, name: str, **arguments: Any) -> dict[str, Any]:
    """The structured answer to one call, which must be no error."""
    answer, = asked(record, (name, arguments))
    assert not answer.isError, words(answer)
    assert answer.structuredContent is not None
    return answer.structuredContent


def refused(record: Record, name: str, **arguments: Any) -> str:
    """The advice that one call, which must be an error, is answered with."""
    answer, = asked(record, (name, arguments))
    assert answer.isError and answer.structuredContent is None
    return words(answer)


def words(answer: CallToolResult) -> str:
    """All text of an answer."""
    return "\n".join(part.text for part in answer.content if isinstance(part, TextContent))


def every_page(record: Record, name: str, rows: str, **arguments: Any) -> list[Any]:
    """The rows of all pages of an answer, turned in one session."""

    async def run() -> list[Any]:
        found: list[Any] = []
        with anyio.fail_after(SECONDS):
            async with create_connected_server_and_client_session(make_server(record)) as session:
                answer = await session.call_tool(name, arguments)
                while (page := answer.structuredContent) is not None and not answer.isError:
                    found += page[rows]
                    if page["next_cursor"] is None:
                        return found
                    answer = await session.call_tool(name, {**arguments, "cursor": page["next_cursor"]})
        raise AssertionError(words(answer))

    return anyio.run(run)
