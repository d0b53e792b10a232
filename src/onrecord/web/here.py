"""Here: what address is being answered, so that every page can show the day of its header and every link can keep it.

A day (`as-of`) is asked once, in the header, and goes along from view to view; the links of a page are written by many templates, and none of them
should have to be handed the day.
"""

from __future__ import annotations

import re
from contextvars import ContextVar
from dataclasses import dataclass
from urllib.parse import parse_qsl

from jinja2 import pass_context
from jinja2.runtime import Context
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.telling.asked import url

DAY = "as-of"
_DAY = re.compile(r"(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_NEVER = ".atom"
"""A feed tells what was found when; no day goes with it."""
_DROPPED = frozenset({DAY, "page"})
_MOST = 40
"""Parameters that are looked at: more than any view takes."""


@dataclass(frozen=True, slots=True)
class Here:
    """``path`` of the view; ``others`` are its parameters less the day and the page of a list; ``day`` as typed, "" where none is meant."""

    path: str = "/"
    others: tuple[tuple[str, str], ...] = ()
    day: str = ""

    @property
    def now(self) -> str:
        """The same view as known now."""
        return url(self.path, dict(self.others))

    def keeping(self, link: str) -> str:
        """A link within the window that keeps the day; one that names a day keeps its own."""
        path, mark, place = link.partition("#")
        if not self.day or not path.startswith("/") or f"{DAY}=" in path or path.endswith(_NEVER):
            return link
        return f"{path}{'&' if '?' in path else '?'}{DAY}={self.day}{mark}{place}"


_HERE: ContextVar[Here] = ContextVar("here")


def here() -> Here:
    """The address that is being answered; the first page as known now where none is."""
    return _HERE.get(Here())


@pass_context
def keeping(context: Context, link: str) -> str:
    """A link of a template that keeps the day of its page."""
    at = context.get("here")
    return at.keeping(link) if isinstance(at, Here) else link


class Placed:
    """An application that knows, while it answers, what address it answers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers, knowing where."""
        if scope["type"] == "http":
            _HERE.set(_here(scope))
        await self.app(scope, receive, send)


def _here(scope: Scope) -> Here:
    try:
        pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=False, max_num_fields=_MOST, errors="replace")
    except ValueError:
        pairs = []
    day = dict(pairs).get(DAY, "").strip()
    path = str(scope["path"]) if scope["method"] == "GET" else "/"
    others = tuple((name, value) for name, value in pairs if name not in _DROPPED)
    return Here(path, others, day if _DAY.fullmatch(day) else "")
