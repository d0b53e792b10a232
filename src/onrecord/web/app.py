"""The application: which URL shows which page. Every handler asks a `Shelf`, makes one page and shows it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager, suppress
from hashlib import sha256
from importlib.resources import files
from secrets import compare_digest
from threading import Thread
from typing import Any, TypeVar

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from onrecord import __version__
from onrecord.errors import NotFoundError, OnRecordError, QueryError, StoreError
from onrecord.export import write_csv
from onrecord.export.entries import entry_fields
from onrecord.model import Entry
from onrecord.telling.asked import Asked, url
from onrecord.telling.led import leads
from onrecord.web import explaining, judging, review, views, watching
from onrecord.web.guard import Guard, new_token
from onrecord.web.here import Placed, here
from onrecord.web.pages import article, entry, left_out, network, origins
from onrecord.web.pages.changes import PATH as CHANGES
from onrecord.web.pages.ledger import LedgerPage, ledger_rows
from onrecord.web.patience import Patience
from onrecord.web.routing import endpoint as _endpoint
from onrecord.web.routing import given as _given
from onrecord.web.routing import known_id
from onrecord.web.routing import routed as _routed
from onrecord.web.shelf import Shelf
from onrecord.web.shown import as_csv, as_json, environment, html

T = TypeVar("T")
STATIC = {
    **dict.fromkeys(("style.css", "print.css", "list.css", "review.css", "drawn.css", "report.css", "landscape.css"), "text/css"),
    **dict.fromkeys(("article.js", "ledger.js", "scroll.js", "review.js"), "text/javascript"), "icon.svg": "image/svg+xml",
}
"""Every file that is served, and as what; there is no path to any other."""
_SAID = {400: "That cannot be understood", 403: "Not accepted", 404: "Not here", 405: "Not possible", 500: "A fault of OnRecord",
         503: "The record cannot be read"}
_NETWORK = ("from", "from_name", "to", "to_name", "entries", "standings", "goods")
_ORIGINS = ("id", "first", "outlet", "published", "stories", "pages", "kinds")
_SKIPS = ("stage", "subject", "reason", "detail")


class Window:
    """The handlers. ``token`` is this start's; ``closing`` is called when the window closes, before the record is let go."""

    def __init__(self, shelf: Shelf, token: str, name: str = "") -> None:
        self.shelf, self.token, self.name, self.templates = shelf, token, name, environment()
        self.patience = Patience()
        self.closing: list[Callable[[], None]] = []
        self._static = {name: (files("onrecord.web") / "static" / name).read_bytes() for name in STATIC}

    def page(self, name: str, page: Any, status: int = 200, path: str = "") -> Response:
        """A page in its template."""
        return html(self.templates, name, status, page=page, path=path, record=self.shelf.path, version=__version__, token=self.token, who=self.name,
                    here=here())

    def soon(self, name: str, asked: Asked, path: str, make: Callable[[], Any], opened: bool = False, of: str = "") -> Response:
        """A page about entries (``of`` one thing); where those have first to be settled for it, or all are ``opened``, and that takes long,
        a page that says so and asks again."""
        made = self.worked_out((name, of, asked), asked, make, opened)
        return self.working(asked, path) if made is None else self.page(name, made, path=path)

    def worked_out(self, key: Hashable, asked: Asked, make: Callable[[], T], opened: bool = False) -> T | None:
        """What is made, or None while it is worked out."""
        return self.patience.ask(key, make) if opened or self.shelf.takes_long(asked.query) or self.patience.holds(key) else make()

    def working(self, asked: Asked, path: str) -> Response:
        """The page that says that an answer is worked out."""
        day = asked.get("as-of")
        if path == CHANGES:
            words = "The ledger is settled as of both days, from all that had been published by each, and held against itself."
            return self.page("working", {"title": "Being worked out", "words": words, "back": path}, 202, path)
        words = (f"What could be known on {day} is settled from all that had been published by then." if day
                 else "All matters that pass are looked through, or the record is settled anew from all that was read.")
        return self.page("working", {"title": "Being worked out", "words": words, "back": path}, 202, path)

    def warm(self) -> None:
        """Makes the first page before it is asked for, so that what it needs is at hand while the browser still opens. What cannot be read is told
        when a person asks; what takes long is left to then."""
        with suppress(OnRecordError):
            if not self.shelf.takes_long(Asked().query):
                self.page("ledger", LedgerPage.of(self.shelf, Asked()), path="/")

    # -- pages

    def ledger(self, request: Request, form: str) -> Response:
        """The ledger: as a page, or all of its rows."""
        asked = Asked.of(request.query_params.multi_items())
        if not form:
            return self.soon("ledger", asked, "/", lambda: LedgerPage.of(self.shelf, asked))
        rows = ledger_rows(self.shelf, asked)
        return as_csv(write_csv(rows), "ledger") if form == "csv" else as_json([entry_fields(e) for e in rows])

    def entry(self, request: Request, form: str) -> Response:
        """One matter. The head of an id leads to the whole one, and an id that was merged to where its claims went, for good."""
        key = known_id("entry", request.path_params["key"].lower())
        asked = Asked.of(request.query_params.multi_items(), entry.ORDERS, entry.FILTERS)
        def find() -> Entry:
            return entry.find(self.shelf, key, asked)

        found = find() if form else self.worked_out(("entry", key, asked), asked, find)
        if found is None:
            return self.working(asked, "/")
        if found.id != request.path_params["key"]:
            merged = not found.id.startswith(key)
            there = asked.but(was=key) if merged else asked
            kept = {name: value for name, value in there.parameters().items() if name != "sort" or value != entry.ORDERS[0]}
            return RedirectResponse(url(f"/entry/{found.id}{form and '.' + form}", kept), 301 if merged else 302)
        if form:
            return as_json({**entry_fields(found), "led": [one.fields() for one in leads(self.shelf.view, asked.get("was"), found.id)]})
        return self.page("entry", entry.EntryPage.of(self.shelf, found, asked), path="/")

    def article(self, request: Request, form: str) -> Response:
        """One page as it was read."""
        asked = Asked.of(request.query_params.multi_items(), ("told",), article.FILTERS)
        key = known_id("article", request.path_params["key"].lower())
        found = self.shelf.article(key)
        if found.id != request.path_params["key"]:
            return RedirectResponse(url(f"/article/{found.id}{form and '.' + form}", dict(asked.given)), 302)
        if form:
            return as_json(article.article_fields(self.shelf, found, asked))
        return self.soon("article", asked, f"/article/{found.id}", lambda: article.ArticlePage.of(self.shelf, found, asked), of=found.id)

    def origins(self, request: Request, form: str) -> Response:
        """Which pages go back to one text."""
        asked = Asked.of(request.query_params.multi_items(), origins.SORTS, origins.FILTERS)
        if not form:
            return self.soon("origins", asked, "/origins", lambda: origins.OriginsPage.of(self.shelf, asked), opened=True)
        return _given([line.fields() for line in origins.origin_lines(self.shelf, asked)], form, "origins", _ORIGINS)

    def origin(self, request: Request, form: str) -> Response:
        """One family."""
        asked = Asked.of(request.query_params.multi_items(), ("first",), origins.FILTERS)
        family = origins.find(self.shelf, known_id("origin", request.path_params["key"].lower()), asked.get("as-of"))
        return as_json(origins.origin_fields(family)) if form else self.page("origin", origins.OriginPage.of(family, asked), path="/origins")

    def network(self, request: Request, form: str) -> Response:
        """Who supplies whom."""
        asked = Asked.of(request.query_params.multi_items())
        if not form:
            return self.soon("network", asked, "/network", lambda: network.NetworkPage.of(self.shelf, asked))
        return _given([network.tie_fields(t) for t in network.NetworkPage.of(self.shelf, asked).ties], form, "network", _NETWORK)

    def left_out(self, request: Request, form: str) -> Response:
        """What was left out."""
        asked = Asked.of(request.query_params.multi_items(), left_out.SORTS, left_out.FILTERS)
        if not form:
            return self.page("left_out", left_out.LeftOutPage.of(self.shelf, asked), path="/left-out")
        return _given([left_out.skip_fields(s) for s in left_out.passing(self.shelf, asked)], form, "left-out", _SKIPS)

    def static(self, request: Request) -> Response:
        """One of our own files."""
        name = request.path_params["name"]
        if name not in self._static:
            raise HTTPException(404)
        body = self._static[name]
        tag = f'"{sha256(body).hexdigest()[:16]}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"etag": tag})
        return Response(body, media_type=STATIC[name], headers={"etag": tag})

    # -- judging

    def judge(self, body: bytes, media_type: str) -> Response:
        """Keeps a judgement that a page of this start sent, and goes back to it."""
        form = judging.form_of(body, media_type)
        if not compare_digest(form.get("token", "").encode(), self.token.encode()):
            raise HTTPException(403, judging.STALE)
        return RedirectResponse(judging.decide(self.shelf, form), 303)

    # -- errors

    def fault(self, request: Request, error: Exception) -> Response:
        """An error as a page, or as JSON where JSON was asked for."""
        status, advice, near = self._told(error)
        if request.url.path.endswith(".json"):
            return as_json({"error": advice, "near": near} if near else {"error": advice}, status)
        return self.page("error", {"title": _SAID.get(status, "Not possible"), "status": status, "advice": advice, "near": near}, status)

    def _told(self, error: Exception) -> tuple[int, str, list[str]]:
        if isinstance(error, NotFoundError):
            return 404, str(error), self.shelf.view.near(error.key) if error.kind == "entry" else []
        if isinstance(error, QueryError):
            return 400, str(error), []
        if isinstance(error, StoreError):
            return 503, str(error), []
        if isinstance(error, HTTPException):
            return error.status_code, "There is no page at this address." if error.status_code == 404 else error.detail, []
        return 500, "It was not your doing. What was asked is in the address; the terminal says what went wrong.", []


def make_app(record: str, port: int, token: str | None = None, name: str = "", warm: bool = False) -> ASGIApp:
    """The window on a record, to be served on a loopback address at ``port``. ``name`` is who judges, filled in for them. ``warm``: its first page is
    made ready beside, as soon as it is served.

    Raises `StoreError` where the record cannot be opened.
    """
    shelf = Shelf(record)
    _ = shelf.view
    window = Window(shelf, token or new_token(), name)

    @asynccontextmanager
    async def open_while_serving(_: Starlette) -> AsyncIterator[None]:
        ready = Thread(target=window.warm, name="onrecord-warming", daemon=True)
        if warm:
            ready.start()
            window.closing.append(ready.join)
        yield
        for close in (*window.closing, window.patience.close, shelf.close):
            close()

    async def fault(request: Request, error: Exception) -> Response:
        return await run_in_threadpool(window.fault, request, error)

    async def judge(request: Request) -> Response:
        return await run_in_threadpool(window.judge, await judging.body_of(request), request.headers.get("content-type", ""))

    routes = [
        Route("/judge", judge, methods=["POST"]),
        *_routed("/ledger", window.ledger, "csv", "json"), Route("/", _endpoint(window.ledger, "")),
        *_routed("/entry/{key}", window.entry, "json"), *_routed("/article/{key}", window.article, "json"),
        *_routed("/origins", window.origins, "csv", "json"), *_routed("/origin/{key}", window.origin, "json"),
        *_routed("/network", window.network, "csv", "json"), *_routed("/left-out", window.left_out, "csv", "json"),
        *review.routes(window), *watching.routes(window), *views.routes(window), *explaining.routes(window), Route("/static/{name}", window.static),
    ]
    app = Starlette(routes=routes, exception_handlers={HTTPException: fault, OnRecordError: fault, 500: fault}, lifespan=open_while_serving,
                    middleware=[Middleware(Placed)])
    app.router.redirect_slashes = False
    return Guard(app, port)

