"""Guard: who may talk to the window. Only a browser on this machine, only from the window's own pages, and nothing of the web inside.

A page of the record is other people's text, and any page open in the same browser can send requests here. So: loopback addresses only; the
Host must be ours (a name that was made to lead here is refused), as must the Origin of what is sent; what another site embeds is refused;
nothing but our own static files is ever loaded; writing takes a token that is made anew at every start.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, MutableMapping
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

METHODS = frozenset({"GET", "HEAD", "POST"})
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "content-security-policy": POLICY, "x-content-type-options": "nosniff", "x-frame-options": "DENY", "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin", "cross-origin-opener-policy": "same-origin", "cache-control": "no-cache",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""What every answer carries, errors too. No header allows another origin to read anything."""


def new_token() -> str:
    """A secret for this start of the window: forms carry it, and what is sent without it is refused."""
    return secrets.token_urlsafe(32)


class Guard:
    """The application behind the checks. ``port`` is the one that it is served on."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self.app = app
        self.hosts = frozenset(f"{name}:{port}" for name in LOOPBACK) | (frozenset(LOOPBACK) if port == 80 else frozenset())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or refuses it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                _head(message)
            await send(message)

        fault = self.fault(scope["method"], Headers(scope=scope))
        answer = self.app if fault is None else PlainTextResponse(f"refused: {fault}\n", 403)
        await answer(scope, receive, headed)

    def fault(self, method: str, headers: Mapping[str, str]) -> str | None:
        """Why a request is refused; None where it is not."""
        if method not in METHODS:
            return "this method is not used here"
        if headers.get("host", "").lower() not in self.hosts:
            return "the Host is not this window's"
        origin = headers.get("origin")
        if origin is not None and origin.lower() not in {f"http://{host}" for host in self.hosts}:
            return "it comes from another site"
        if origin is None and method == "POST":
            return "what is sent must say where it comes from"
        site = headers.get("sec-fetch-site", "none")
        if site in {"cross-site", "same-site"} and (method == "POST" or headers.get("sec-fetch-dest", "document") != "document"):
            return "another site may not load this"
        return None


def _head(message: MutableMapping[str, Any]) -> None:
    given = {name for name, _ in message["headers"]}
    new = [(name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in given]
    message["headers"] = [*message["headers"], *new]
