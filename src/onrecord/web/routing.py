"""Routing: a page and its forms (`.json`, `.csv` ...) at one path, each answered in a thread."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.web.shown import as_csv, as_json, table

Handler = Callable[[Request, str], Response]
"""Answers a request in a form: "" for the page, else the ending of its path."""


def routed(path: str, handler: Handler, *forms: str) -> list[Route]:
    """A page, and beside it its forms."""
    return [Route(f"{path}.{form}", endpoint(handler, form)) for form in forms] + [Route(path, endpoint(handler, ""))]


def endpoint(handler: Handler, form: str) -> Callable[[Request], Awaitable[Response]]:
    """The handler of one form, in a thread."""
    async def answer(request: Request) -> Response:
        return await run_in_threadpool(handler, request, form)

    return answer


def given(rows: list[dict[str, Any]], form: str, name: str, columns: tuple[str, ...]) -> Response:
    """Rows as CSV under these columns, or as JSON."""
    return as_csv(table(rows, columns), name) if form == "csv" else as_json(rows)
