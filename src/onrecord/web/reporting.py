"""Reporting: a report as one HTML file that needs nothing else, as Markdown, or as a PDF; and its sources for reference managers.

A PDF is made by WeasyPrint, an optional extra: a library that draws the same file the same way on every machine, starts no browser and is let load
nothing. A browser prints the HTML file as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from onrecord import __version__
from onrecord.errors import ExtraError
from onrecord.export.cite import write_bibtex, write_csl
from onrecord.export.told import cited
from onrecord.web.pages.report import ReportPage
from onrecord.web.shelf import Shelf
from onrecord.web.shown import environment

_SHEETS = ("drawn.css", "report.css")
_UNSAFE = re.compile(r"[^A-Za-z0-9 ,.:-]")


def html_file(page: ReportPage, templates: Environment | None = None) -> str:
    """The report as one HTML file with its style inside: no script, nothing to load. The same report gives the same text."""
    return (templates or environment()).get_template("report_file.html").render(page=page, style=Markup(_style(page.title)), version=__version__)


def _style(title: str) -> str:
    """The style sheets, with the title as the running head for browsers, which have no named strings."""
    sheets = "".join((files("onrecord.web") / "static" / name).read_text(encoding="utf-8") for name in _SHEETS)
    return f"body {{ margin: 0; }}\n{sheets}@media print {{ @page {{ @top-left {{ content: {css_string(title)}; font: 8pt sans-serif; }} }} }}\n"


def css_string(text: str) -> str:
    """The text as a CSS string; every sign but letters, digits and a few others by its number, so that none can end it."""
    return '"' + _UNSAFE.sub(lambda m: f"\\{ord(m[0]):x} ", " ".join(text.split())) + '"'


def write_pdf(page: ReportPage, path: Path) -> None:
    """Writes the report to ``path`` as a PDF. Raises `ExtraError` where WeasyPrint, or what it draws with, is not installed."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as fault:
        raise ExtraError("a PDF (and the system library Pango: apt install libpango-1.0-0 libpangoft2-1.0-0)", "weasyprint", "pdf") from fault
    HTML(string=html_file(page), url_fetcher=_nothing).write_pdf(path, pdf_identifier=b"onrecord")


def _nothing(url: str, *more: object) -> dict[str, object]:
    """Loads nothing, whatever a page asks for. Raises ValueError."""
    raise ValueError(f"a report loads nothing: {url[:80]}")


def citations(shelf: Shelf, page: ReportPage, form: str) -> Iterable[str]:
    """The sources of a report as "bib" (BibTeX) or "csl.json", in the order of their numbers."""
    pages = [cited(shelf.article(s.id)) for s in page.sources]
    return write_bibtex(pages) if form == "bib" else write_csl(pages)
