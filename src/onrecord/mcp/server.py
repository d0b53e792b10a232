"""The server: which tools and resources there are, and how they are asked, one at a time and apart from what keeps the connection."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import closing
from functools import partial, wraps
from typing import Any, ParamSpec, TypeVar

import anyio
from mcp.server.fastmcp import FastMCP
from mcp.server.fastmcp.exceptions import ToolError
from mcp.types import Tool, ToolAnnotations
from pydantic import ValidationError
from pydantic_core import to_json

from onrecord import __version__
from onrecord.mcp.shapes import NOTICE
from onrecord.mcp.tools import Tools
from onrecord.record import Record
from onrecord.record.record import NAMES

P = ParamSpec("P")
R = TypeVar("R")
READING = ("ledger", "entry", "claims", "article", "why", "search", "origins", "changes", "totals", "compare")
"""Tools that only look."""
INSTRUCTIONS = f"""A record of what news pages say about arms supplies, military aid, sanctions and the like: who supplied what to whom, how much,
when, on whose
word, how sure they were, and how the story changed. An entry is one matter; a claim is what one source said of it; contested means that sources
disagree, and then nobody is right by being later. A claim is what a page says, read by a machine that makes mistakes: give the quote, the chain of
sources and the day with whatever you tell, say how credible it is, and keep planned, agreed and done apart. Independent origins count, pages do
not: copies are
one source. Start with ledger or search, then entry; claims and article have the words. {NOTICE}"""
_ARGUMENTS = {shown: name for name, shown in NAMES.items()}
_LOOKS = ToolAnnotations(readOnlyHint=True, idempotentHint=True, openWorldHint=False)
_JUDGES = ToolAnnotations(readOnlyHint=False, destructiveHint=False, idempotentHint=False, openWorldHint=False)


class Server(FastMCP[Any]):
    """A server that refuses what a tool does not take, instead of leaving it aside, and says in a line what is wrong with what it does."""

    async def list_tools(self) -> list[Tool]:
        """The tools; none takes an argument that it does not name."""
        return [tool.model_copy(update={"inputSchema": {**tool.inputSchema, "additionalProperties": False}}) for tool in await super().list_tools()]

    async def call_tool(self, name: str, arguments: dict[str, Any]) -> Any:
        """Calls a tool. Raises `ToolError`, which the assistant is told: of an argument of another name, too, with those that there are."""
        known = next((t.inputSchema["properties"] for t in await self.list_tools() if t.name == name), arguments)
        strange = [argument[:40] for argument in arguments if argument not in known]
        if strange:
            raise ToolError(f"{name} takes no {', '.join(strange[:5])}; it takes {', '.join(known)}")
        try:
            return await super().call_tool(name, arguments)
        except ToolError as error:
            if isinstance(error.__cause__, ValidationError):
                faults = (f"{'.'.join(map(str, f['loc']))}: {f['msg']}" for f in error.__cause__.errors(include_url=False, include_input=False))
                raise ToolError(f"{name}: {'; '.join(faults)}") from error
            raise


def make_server(record: Record, judging: bool = False, by: str = "") -> FastMCP[Any]:
    """The server on a record. ``judging``: with a tool that keeps judgements, signed with ``by``; nothing else ever writes."""
    tools, server, turn = Tools(record, by), Server("onrecord", INSTRUCTIONS, log_level="WARNING"), anyio.Lock()
    server._mcp_server.version = __version__
    for name in READING:
        server.add_tool(_apart(getattr(tools, name), turn), name=name, annotations=_LOOKS, structured_output=True)
    if judging:
        server.add_tool(_apart(tools.judge, turn), name="judge", annotations=_JUDGES, structured_output=True)

    async def entry(key: str) -> str:
        """One matter in full, as the tool entry gives it."""
        return _json(await _apart(tools.entry, turn)(key))

    async def article(key: str) -> str:
        """A page as it was read, from its beginning, as the tool article gives it."""
        return _json(await _apart(tools.article, turn)(key))

    for kind, answer in (("entry", entry), ("article", article)):
        server.resource(f"onrecord://{kind}/{{key}}", name=kind, mime_type="application/json")(answer)
    return server


def _apart(ask: Callable[P, R], turn: anyio.Lock) -> Callable[P, Awaitable[R]]:
    """The question asked in a thread, one at a time, so that the connection answers meanwhile."""

    @wraps(ask)
    async def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        async with turn:
            named: Any = {_ARGUMENTS.get(name, name): value for name, value in kwargs.items()}
            return await anyio.to_thread.run_sync(partial(ask, *args, **named))

    return asked


def _json(shape: Any) -> str:
    return to_json(shape).decode()


def serve(path: str, judging: bool = False, by: str = "") -> None:
    """Serves a record to the assistant at standard input and output, until that closes. Raises `StoreError` for the record."""
    with closing(Record(path, by=by)) as record:
        make_server(record, judging, by).run("stdio")
