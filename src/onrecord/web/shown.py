"""Shown: pages as HTML, lists as JSON and CSV. Every text of a record is escaped, and its control and bidi characters are made visible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import Response

from onrecord.export.cells import Table, csv_lines
from onrecord.export.lines import json_line
from onrecord.telling.words import counted, plain
from onrecord.web.here import keeping
from onrecord.web.marks import mark
from onrecord.web.pages.strips import bin_words


@cache
def environment() -> Environment:
    """The templates, compiled once for all windows; nothing in them is ever taken for HTML unless a template wrote it."""
    made = Environment(loader=PackageLoader("onrecord.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
                       finalize=_plain, cache_size=50)
    made.globals.update(mark=mark, counted=counted, bin_words=bin_words)
    made.filters.update(digits=lambda n: f"{n:,}", keeping=keeping)
    return made


def _plain(value: object) -> object:
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def html(templates: Environment, name: str, status: int = 200, **shown: Any) -> Response:
    """A page. Lone surrogates, which UTF-8 has no form for, are shown as "?"."""
    text = templates.get_template(f"{name}.html").render(**shown)
    return Response(text.encode("utf-8", "replace"), status, media_type="text/html; charset=utf-8")


def as_json(value: Any, status: int = 200) -> Response:
    """A list, one thing a line, or one thing."""
    text = "[\n" + ",\n".join(map(json_line, value)) + "\n]\n" if isinstance(value, list) else json_line(value) + "\n"
    return Response(text.encode("utf-8"), status, media_type="application/json")


def as_csv(lines: Iterable[str], name: str) -> Response:
    """CSV lines under a file's name."""
    body = "".join(lines).encode("utf-8", "backslashreplace")
    return Response(body, media_type="text/csv; charset=utf-8", headers={"content-disposition": f'attachment; filename="{name}.csv"'})


def table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> Iterable[str]:
    """Rows as CSV lines with a head; no cell can become a formula, wherever a program splits."""
    return csv_lines(Table("", tuple(columns), ([_cell(row[name]) for name in columns] for row in rows)))


def _cell(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{n} {key}" for key, n in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)
