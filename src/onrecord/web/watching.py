"""Watching in the window: saved queries with their feeds, and lists of names. What is sent carries this start's token, as everywhere."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from email import message_from_bytes
from email.policy import HTTP
from secrets import compare_digest
from typing import Any, Protocol
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from onrecord.errors import InputError, QueryError
from onrecord.flow import RULES
from onrecord.model.watching import WatchList
from onrecord.store import Store
from onrecord.telling.asked import Asked, url
from onrecord.watch import atom
from onrecord.watch.hits import COLUMNS, hit_fields
from onrecord.watch.looking import look, saved_watch
from onrecord.watch.names import MOST_BYTES, text_in
from onrecord.watch.saving import now, save, told_of
from onrecord.web.pages.saved import ListPage, ListsPage, QueryPage, SavedPage, found_of, list_rows, told_fields
from onrecord.web.routing import given
from onrecord.web.shelf import Shelf
from onrecord.web.shown import as_csv, as_json, table

FIELDS = frozenset({"token", "do", "name", "new", "asked", "id", "file"})
MOST_FORM = MOST_BYTES + 20_000
"""Bytes of what is sent: a list of names and the other fields."""
STALE = "This page is from before the window was opened last. Load it again, then send it."
SAVED = ("name", "query", "entries", "new", "looked", "notices", "fault", "saved", "id")
LISTS = ("name", "kept", "names")
Form = Mapping[str, bytes]
Handler = Callable[[Request], Response]


class Window(Protocol):
    """What is needed of the window."""

    shelf: Shelf
    token: str

    def page(self, name: str, page: Any, status: int = 200, path: str = "") -> Response:
        """A page in its template."""

    def soon(self, name: str, asked: Asked, path: str, make: Callable[[], Any], opened: bool = False, of: str = "") -> Response:
        """A page about entries, or one that says that it takes long."""


def routes(window: Window) -> list[Route]:
    """The addresses of saved queries and lists of names."""
    shelf = window.shelf
    gets: tuple[tuple[str, Handler], ...] = (
        *_listing("/saved", "saved", SAVED, lambda: [told_fields(told_of(shelf.view, q, shelf.entries)) for q in shelf.view.saved()]),
        *_listing("/watch-list", "lists", LISTS, lambda: list_rows(shelf)),
        ("/saved", lambda r: window.page("saved", SavedPage.of(shelf), path="/saved")),
        ("/saved/{name}.atom", lambda r: _feed(shelf, r)),
        ("/saved/{name}", lambda r: window.page("saved_query", QueryPage.of(shelf, r.path_params["name"]), path="/saved")),
        ("/watch-list", lambda r: window.page("watch_lists", ListsPage.of(shelf), path="/saved")),
        ("/watch-list/{name}.csv", lambda r: _hits(shelf, r, "csv")),
        ("/watch-list/{name}.json", lambda r: _hits(shelf, r, "json")),
        ("/watch-list/{name}", lambda r: _list(window, r)),
    )
    posts = (("/saved", _saved), ("/watch-list", _listed))
    return [*(Route(path, _sent(window, act), methods=["POST"]) for path, act in posts), *(Route(path, _asked(act)) for path, act in gets)]


def _listing(path: str, name: str, columns: tuple[str, ...], rows: Callable[[], list[dict[str, Any]]]) -> list[tuple[str, Handler]]:
    """A list as CSV and as JSON."""
    return [(f"{path}.csv", lambda r: given(rows(), "csv", name, columns)), (f"{path}.json", lambda r: given(rows(), "json", name, columns))]


def _asked(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        _asked_of(request)
        return await run_in_threadpool(handler, request)

    return answer


def _asked_of(request: Request) -> Asked:
    """The day that goes along from view to view; nothing else can be asked here. Raises `QueryError`."""
    names = request.query_params.keys() - {"as-of"}
    if names:
        raise QueryError("parameter", ", ".join(sorted(names))[:80], "there is none here but as-of")
    return Asked.of(request.query_params.multi_items(), filters=("as-of",))


def _list(window: Window, request: Request) -> Response:
    """Where the names of a list stand (on a day)."""
    name, asked = request.path_params["name"], _asked_of(request)
    return window.soon("watch_list", asked, "/saved", lambda: ListPage.of(window.shelf, name, asked.get("as-of")), of=name)


def _sent(window: Window, act: Callable[[Shelf, Form], str]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > MOST_FORM:
                raise HTTPException(413, f"A form has at most {MOST_FORM:,} bytes.")
        form = form_of(body, request.headers.get("content-type", ""))
        if not compare_digest(form.get("token", b""), window.token.encode()):
            raise HTTPException(403, STALE)
        return RedirectResponse(await run_in_threadpool(act, window.shelf, form), 303)

    return answer


def form_of(body: bytes, media_type: str) -> dict[str, bytes]:
    """The fields of a form, as browsers send it. Raises `QueryError` for what is no form of ours."""
    kind = media_type.partition(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        pairs = [(name, value.encode("utf-8", "replace")) for name, value in parse_qsl(body.decode("latin-1"), keep_blank_values=True)]
    elif kind == "multipart/form-data":
        pairs = _parts(body, media_type)
    else:
        raise QueryError("form", media_type[:80], "is not how the window sends a form")
    form = dict(pairs)
    if len(form) != len(pairs) or not form.keys() <= FIELDS:
        raise QueryError("form", ", ".join(sorted(form))[:80], f"holds each of {', '.join(sorted(FIELDS))} once at most")
    return form


def _parts(body: bytes, media_type: str) -> list[tuple[str, bytes]]:
    if not media_type.isascii() or not media_type.isprintable():
        raise QueryError("form", "multipart", "is not how the window sends a form")
    whole = message_from_bytes(b"Content-Type: " + media_type.encode("ascii") + b"\r\n\r\n" + body, policy=HTTP)
    if not whole.is_multipart():
        raise QueryError("form", "multipart", "cannot be read")
    found = []
    for part in whole.iter_parts():
        value = part.get_payload(decode=True)
        found.append((str(part.get_param("name", "", "content-disposition")), value if isinstance(value, bytes) else b""))
    return found


def _word(form: Form, name: str) -> str:
    return form.get(name, b"").decode("utf-8", "replace").strip()


def _writing(shelf: Shelf) -> Store:
    return Store.open(shelf.path, RULES)


def _saved(shelf: Shelf, form: Form) -> str:
    """Does what a form about saved queries says; where to go then."""
    do, name = _word(form, "do"), _word(form, "name")
    with _writing(shelf) as store:
        if do == "save":
            return url(f"/saved/{save(store, name, _word(form, 'asked')).name}", {})
        if do == "rename":
            return url(f"/saved/{store.rename_saved(name, _word(form, 'new')).name}", {})
        if do == "look":
            look(store, saved_watch(store.saved_query(name)), now)
            return url(f"/saved/{name}", {})
        if do == "remove":
            store.remove_saved(name, now())
            return "/saved"
        if do == "restore":
            return url(f"/saved/{store.restore_saved(_word(form, 'id')).name}", {})
    raise QueryError("do", do[:80], "one of save, rename, look, remove, restore")


def _listed(shelf: Shelf, form: Form) -> str:
    """Keeps or removes a list of names; where to go then."""
    do, name = _word(form, "do"), _word(form, "name")
    if do not in ("keep", "remove"):
        raise QueryError("do", do[:80], "one of keep, remove")
    try:
        text = text_in(form.get("file", b""), "the list") if do == "keep" else ""
    except InputError as fault:
        raise QueryError("file", name, str(fault)) from fault
    with _writing(shelf) as store:
        if do == "remove":
            store.remove_list(name)
            return "/watch-list"
        store.keep_list(WatchList(name, now(), text))
        return url(f"/watch-list/{' '.join(name.split())}", {})


def _feed(shelf: Shelf, request: Request) -> Response:
    query = shelf.view.saved_query(request.path_params["name"])
    key = f"saved:{query.id}"
    home = str(request.url.replace(query="", fragment=""))
    text = atom.feed(query.name, key, shelf.view.notices(key, atom.MOST), home, query.at)
    return Response(text.encode("utf-8", "replace"), media_type="application/atom+xml; charset=utf-8")


def _hits(shelf: Shelf, request: Request, form: str) -> Response:
    found = found_of(shelf, request.path_params["name"], _asked_of(request).get("as-of"))[1]
    rows = list(hit_fields(shelf.view, found))
    return as_csv(table(rows, COLUMNS), "hits") if form == "csv" else as_json(rows)
