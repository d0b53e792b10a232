"""Routing: a page and its forms (`.json`, `.csv` ...) at one path, each answered in a thread."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.errors import NotFoundError
from onrecord.web.shown import as_csv, as_json, table

_ID = re.compile(r"[0-9a-f]{1,64}", re.ASCII)
_STORY = re.compile(r"[0-9a-f]{1,64}(?:\.\d{1,6})?", re.ASCII)
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


def known_id(kind: str, key: str) -> str:
    """An id, or the head of one; of an origin also with the number of its story. Raises `NotFoundError` for what is none."""
    if not (_STORY if kind == "origin" else _ID).fullmatch(key):
        raise NotFoundError(kind, key[:80], "ids are digits and the letters a to f")
    return key
