"""Explaining: why a claim is read as it is, at an address of its own. The page is read again for it, since the record keeps what was decided and not
what was weighed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Protocol, TypeVar

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from onrecord.errors import QueryError
from onrecord.telling.asked import Asked, url
from onrecord.telling.why import as_fields, explained, picked
from onrecord.web.here import here
from onrecord.web.pages.why import WhyPage
from onrecord.web.routing import known_id, routed
from onrecord.web.shelf import Shelf
from onrecord.web.shown import as_json

T = TypeVar("T")
WORKING = "The page is read again to tell what was weighed."


class Answers(Protocol):
    """What works out what takes long."""

    def ask(self, key: Hashable, make: Callable[[], T]) -> T | None:
        """The answer if it is there soon."""


class Host(Protocol):
    """What is needed of the window."""

    shelf: Shelf

    @property
    def patience(self) -> Answers:
        """What works out what takes long."""

    def page(self, name: str, page: Any, status: int = 200, path: str = "") -> Response:
        """A page in its template."""


def routes(window: Host) -> list[Route]:
    """The address of an explanation."""
    shelf = window.shelf

    def why(request: Request, form: str) -> Response:
        named, key = request.path_params["key"], _claim(request)
        page = shelf.article(known_id("article", named.lower()))
        claims = shelf.view.claims(page.id)
        claim = picked(claims, key)
        if (named, key) != (page.id, claim.id):
            return RedirectResponse(here().keeping(url(f"/article/{page.id}/why{form and '.' + form}", {"claim": claim.id})), 302)
        if form:
            return as_json(as_fields(explained(shelf.explanations(page), claims, claim.id)))
        one = window.patience.ask(("why", claim.id), lambda: explained(shelf.explanations(page), claims, claim.id))
        if one is None:
            return window.page("working", {"title": "Being worked out", "words": WORKING, "back": f"/article/{page.id}#claim-{claim.id}"}, 202)
        return window.page("why", WhyPage.of(page, claims, one))

    return routed("/article/{key}/why", why, "json")


def _claim(request: Request) -> str:
    """Which claim is asked for. Raises `QueryError`."""
    found = Asked.of(request.query_params.multi_items(), ("told",), ("claim", "as-of")).get("claim")
    if not found:
        raise QueryError("claim", found, "say which: its number on the page, or its id or the head of it")
    return found
