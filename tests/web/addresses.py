"""Every address of the window and what it may ask, as OpenAPI: told from the routes themselves, so that none is forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.routing import Route

from onrecord.ledger.corrections import FORMS
from onrecord.model import ACTS, STATUSES
from onrecord.model.entry import DISAGREEMENTS
from onrecord.telling.asked import FILTERS, LONGEST, MOST_PAGES, MOST_PER, SORTS
from onrecord.telling.deciding import Kind
from onrecord.telling.lineup import KINDS
from onrecord.telling.lineup import ORDERS as QUEUES
from onrecord.web import judging, review, watching
from onrecord.web.app import STATIC
from onrecord.web.pages import article, crossed, entry, left_out, origins, place, report, timeline

Schema = Mapping[str, Any]
TEXT: Schema = {"type": "string", "maxLength": LONGEST}
DATE: Schema = {"type": "string", "pattern": r"^(?!0000)[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?$"}


def one_of(words: Iterable[str]) -> Schema:
    """One of some words."""
    return {"enum": list(words)}


def ordered(sorts: Iterable[str]) -> Schema:
    """A column to sort by, or one turned round."""
    return one_of(sign + s.removeprefix("-") for s in sorts for sign in ("", "-"))


VALUES: Mapping[str, Schema] = {
    **dict.fromkeys(("since", "until", "as-of", "changed-since", "changed-until"), DATE), "act": one_of(ACTS),
    "status": one_of((*STATUSES, "contested")), "disagreement": one_of(DISAGREEMENTS), "credibility": one_of(("B3", "F6", "A", "4")),
    "min-origins": {"type": "integer", "minimum": 1, "maximum": MOST_PAGES}, "sure": one_of(("0", "1", "0.5", ".25", "0.999999")),
    "page": {"type": "integer", "minimum": 1, "maximum": MOST_PAGES}, "per": {"type": "integer", "minimum": 1, "maximum": MOST_PER},
    "show": one_of(crossed.SHOWN), "rows": one_of(timeline.ROWS), "what": one_of(KINDS), "panel": one_of(place.PANELS), "field": one_of(FORMS),
    "words": {"type": "string", "pattern": "^[0-9]{1,4}-[0-9]{5,9}$"}, "claim": {"type": "string", "pattern": "^[0-9a-z]{1,40}$"},
    "at": {"type": "string", "pattern": "^[0-9a-f]{1,64}$"},
}
"""What a parameter takes; any text where nothing is said here."""
QUEUE = (*FILTERS, *place.OWN)
ASKED: Mapping[str, tuple[tuple[str, ...], Iterable[str]]] = {
    "": (FILTERS, SORTS), "/ledger": (FILTERS, SORTS), "/network": (FILTERS, SORTS), "/timeline": (timeline.SHARED, SORTS),
    "/matrix": ((*FILTERS, "show"), SORTS), "/report": ((*FILTERS, *report.OWN), SORTS), "/entry/{key}": (entry.FILTERS, entry.ORDERS),
    "/article/{key}": (article.FILTERS, ("told",)), "/article/{key}/why": (("claim", "as-of"), ("told",)),
    "/origins": (origins.FILTERS, origins.SORTS), "/origin/{key}": (origins.FILTERS, ("first",)), "/changes": (FILTERS, SORTS),
    "/left-out": (left_out.FILTERS, left_out.SORTS), "/review": (QUEUE, QUEUES),
}
"""The filters and orders of an address, without the ending of its form; one that is not here takes no parameter."""
FORMS_OF: Mapping[str, Mapping[str, Schema]] = {
    "/judge": {**dict.fromkeys(judging.FIELDS, TEXT), "kind": one_of(Kind)},
    "/review": {**dict.fromkeys(review.FIELDS, TEXT), "do": one_of((*review._DONE, "undo")), "field": one_of(FORMS)},
    "/saved": {**dict.fromkeys(watching.FIELDS, TEXT), "do": one_of(("save", "rename", "look", "remove", "restore"))},
    "/watch-list": {**dict.fromkeys(watching.FIELDS, TEXT), "do": one_of(("keep", "remove"))},
}
"""What each form may send."""


def openapi(app: Starlette, keys: Mapping[str, Iterable[str]], token: str) -> dict[str, Any]:
    """The window's addresses. ``keys``: ids that there are, by the first part of the path; ``token`` is what forms carry."""
    paths: dict[str, dict[str, Any]] = {}
    for route in app.routes:
        assert isinstance(route, Route)
        for method in (route.methods or set()) - {"HEAD"}:
            paths.setdefault(route.path, {})[method.lower()] = _operation(route.path, method, keys, token)
    return {"openapi": "3.1.0", "info": {"title": "window", "version": "1"}, "paths": paths}


def _operation(path: str, method: str, keys: Mapping[str, Iterable[str]], token: str) -> dict[str, Any]:
    parameters = [_parameter(name, "path", _keyed(path, keys)) for name in ("key", "name") if f"{{{name}}}" in path]
    told: dict[str, Any] = {"responses": {"200": {"description": "answered"}}, "parameters": parameters}
    if method == "POST":
        fields = {**FORMS_OF[path], "token": one_of((token,))}
        form = {"type": "object", "properties": fields, "required": ["token"], "additionalProperties": False}
        told["requestBody"] = {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": form}}}
    elif bare(path) in ASKED:
        filters, sorts = ASKED[bare(path)]
        names = {**{name: VALUES.get(name, TEXT) for name in (*filters, "page", "per")}, "sort": ordered(sorts)}
        parameters += [_parameter(name, "query", schema) for name, schema in names.items()]
    return told


def bare(path: str) -> str:
    """A path without the ending of its form, and "" for the first page."""
    head, dot, _ = path.rpartition("/")[2].partition(".")
    return path.rpartition("/")[0] + "/" + head if head or dot else ""


def _keyed(path: str, keys: Mapping[str, Iterable[str]]) -> Schema:
    if path.startswith("/static/"):
        return one_of(STATIC)
    return {"anyOf": [one_of(keys[path.split("/")[1]]), {"type": "string", "minLength": 1, "maxLength": 80}]}


def _parameter(name: str, where: str, schema: Schema) -> dict[str, Any]:
    return {"name": name, "in": where, "required": where == "path" or name == "claim", "schema": schema}
