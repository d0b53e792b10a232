"""Views: the handlers of what is made of many matters at once: the matrix, the timeline, what changed, and the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.export.changes import COLUMNS, change_row, changes_fields
from onrecord.telling.asked import Asked
from onrecord.web.pages import changes, matrix, report, timeline
from onrecord.web.reporting import citations
from onrecord.web.reporting_plain import markdown
from onrecord.web.routing import given, routed
from onrecord.web.shelf import Shelf
from onrecord.web.shown import as_json


class Host(Protocol):
    """What these views need of the window."""

    shelf: Shelf

    def page(self, name: str, page: Any, status: int = 200, path: str = "") -> Response:
        """A page in its template."""

    def soon(self, name: str, asked: Asked, path: str, make: Callable[[], Any], opened: bool = False) -> Response:
        """A page about entries, or one that says that it takes long."""


def routes(window: Host) -> list[Route]:
    """The routes of these views."""
    def crossed(request: Request, form: str) -> Response:
        asked = matrix.asked_of(request.query_params.multi_items())
        if form:
            return given(matrix.matrix_rows(window.shelf, asked), form, "matrix", matrix.COLUMNS)
        return window.soon("matrix", asked, "/matrix", lambda: matrix.MatrixPage.of(window.shelf, asked), matrix.opens(asked))

    def over_time(request: Request, form: str) -> Response:
        asked = timeline.asked_of(request.query_params.multi_items())
        if form:
            return given(timeline.timeline_rows(window.shelf, asked), form, "timeline", timeline.COLUMNS)
        return window.soon("timeline", asked, "/timeline", lambda: timeline.TimelinePage.of(window.shelf, asked), timeline.opens(asked))

    def different(request: Request, form: str) -> Response:
        asked = Asked.of(request.query_params.multi_items())
        if form:
            found = changes.changed(window.shelf, asked)
            listed = changes.ordered(found, asked)
            return (given([change_row(c) for c in listed], form, "changes", COLUMNS) if form == "csv"
                    else as_json(changes_fields(replace(found, changes=tuple(listed)))))
        return window.soon("changes", asked, changes.PATH, lambda: changes.ChangesPage.of(window.shelf, asked), bool(asked.get("changed-since")))

    def dossier(request: Request, form: str) -> Response:
        asked = report.asked_of(request.query_params.multi_items())
        page = report.ReportPage.of(window.shelf, asked, None if form else report.MOST_IN_FULL)
        if form == "":
            return window.page("report", page, path="/report")
        if form == "md":
            return as_file([markdown(page)], "report.md", "text/markdown")
        return as_file(citations(window.shelf, page, form), f"sources.{form}", "application/x-bibtex" if form == "bib" else "application/json")

    return [*routed("/report", dossier, "md", "bib", "csl.json"), *routed("/matrix", crossed, "csv", "json"),
            *routed("/timeline", over_time, "csv", "json"), *routed(changes.PATH, different, "csv", "json")]


def as_file(pieces: Iterable[str], name: str, media_type: str) -> Response:
    """A text to keep under a name."""
    body = "".join(pieces).encode("utf-8", "backslashreplace")
    return Response(body, media_type=f"{media_type}; charset=utf-8", headers={"content-disposition": f'attachment; filename="{name}"'})
