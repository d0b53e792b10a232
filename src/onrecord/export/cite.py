"""The pages that entries rest on, for citing: BibTeX (as biblatex's @online) and CSL-JSON, sorted by true date and name.

The date is the true date of first publication as precisely as it is known; where it is only weakly known a note says so (CSL: "circa"). The
record keeps no day on which anyone looked at a page, so that day is given from outside, or left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.export.plain import address, xml_text
from onrecord.export.told import Cited, Told

_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}
_SPECIAL = re.compile("|".join(map(re.escape, _TEX)))
_TURNS = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x7f-\x9f]")
UNSURE = ("weak", "unknown")


def pages_of(every: Iterable[Told]) -> list[Cited]:
    """The pages cited, each once, in the order in which they are given out."""
    found = {page.id: page for told in every for page in told.pages.values()}
    return sorted(found.values(), key=lambda p: (p.published.date or "9999", p.name, p.id))


def write_bibtex(pages: Iterable[Cited], accessed: str | None = None) -> Iterator[str]:
    """An entry a page, with line ends; ``accessed`` is an ISO day. Keys are ``onrecord`` and the head of the article's id."""
    for page in pages:
        fields = {**_fields(page), "url": _url(page.url), "urldate": accessed if address(page.url) else None}
        lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
        yield f"@online{{{key_of(page)},\n" + ",\n".join(lines) + "\n}\n\n"


def _fields(page: Cited) -> dict[str, str | None]:
    def tex(text: str | None, whole: bool = False) -> str | None:
        escaped = escaped_tex(text) if text else ""
        return f"{{{escaped}}}" if whole and escaped else escaped or None

    unsure = page.published.date and page.published.grade in UNSURE
    return {
        "title": tex(page.title, whole=True) or tex(page.name, whole=True), "author": tex(page.byline, whole=True),
        "organization": tex(page.outlet, whole=True), "date": page.published.date,
        "note": "date of publication uncertain" if unsure else None,
    }


def _url(url: str | None) -> str | None:
    """The address with the signs coded that would end the field or the line."""
    known = address(url)
    return known and re.sub(r"[{}\\]", lambda m: f"%{ord(m[0]):02X}", known)


def escaped_tex(text: str) -> str:
    """The text on one line with every sign that TeX obeys escaped."""
    return _SPECIAL.sub(lambda m: _TEX[m[0]], " ".join(_clean(text).split()))


def key_of(page: Cited) -> str:
    """The citation key of a page."""
    return f"onrecord{page.id[:12]}"


def write_csl(pages: Iterable[Cited], accessed: str | None = None) -> Iterator[str]:
    """One JSON list, an item a line; ``accessed`` is an ISO day."""
    yield "["
    for number, page in enumerate(pages):
        yield f"{',' if number else ''}\n{json.dumps(csl_item(page, accessed), ensure_ascii=False)}"
    yield "\n]\n"


def csl_item(page: Cited, accessed: str | None = None) -> dict[str, Any]:
    """A page as an item of the Citation Style Language."""
    url = address(page.url)
    fields = {
        "id": key_of(page), "type": "article-newspaper" if page.outlet else "webpage", "title": _line(page.title or "") or _line(page.name),
        "author": [{"literal": _line(page.byline)}] if page.byline else None, "container-title": _line(page.outlet) if page.outlet else None,
        "issued": _issued(page), "URL": url, "accessed": _date(accessed) if accessed and url else None, "language": page.language or None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _issued(page: Cited) -> dict[str, Any] | None:
    if page.published.date is None:
        return None
    return {**_date(page.published.date), **({"circa": True} if page.published.grade in UNSURE else {})}


def _date(iso: str) -> dict[str, Any]:
    return {"date-parts": [[int(part) for part in iso.split("-")]]}


def _clean(text: str) -> str:
    return _TURNS.sub("", xml_text(text))


def _line(text: str) -> str:
    return " ".join(_clean(text).split())
