"""JSON objects -> captures: which field holds what."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from onrecord.model import Capture, Skip


@dataclass(frozen=True, slots=True)
class FieldNames:
    """Which JSON field holds what; a field that a line lacks is simply not known. ``text`` wins over ``html`` where both are there."""

    id: str = "id"
    text: str = "text"
    html: str = "html"
    title: str = "title"
    published: str = "published"
    url: str = "url"
    outlet: str = "outlet"


def make_capture(body: bytes, media_type: str, name: str, path: str, record: int | None = None,
                 declared: dict[str, str] | None = None) -> Capture:
    """A capture whose id is the sha256 of its body."""
    return Capture(hashlib.sha256(body).hexdigest(), name, body, media_type, path, record, declared or {})


def _told(value: Any) -> str | None:
    """A declared fact as text; None where it is empty or no plain value."""
    if isinstance(value, str):
        return value.strip() or None
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _published(value: Any) -> str | None:
    """A declared date: text as it stands (it is tested later), or seconds (or milliseconds) since 1970 as an ISO day."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        seconds = value / 1000 if abs(value) >= 1e11 else value
        return datetime.fromtimestamp(seconds, UTC).date().isoformat() if 0 < seconds < 1e10 else None
    return _told(value)


def declared_facts(row: dict[str, Any], fields: FieldNames) -> dict[str, str]:
    """What the carrier states of a page: title, outlet, url, published, where its line has them."""
    facts = {"title": _told(row.get(fields.title)), "outlet": _told(row.get(fields.outlet)),
             "url": _told(row.get(fields.url)), "published": _published(row.get(fields.published))}
    return {key: value for key, value in facts.items() if value}


def _body(row: dict[str, Any], fields: FieldNames) -> tuple[str, str] | None:
    """(text, media type) of a line's page: the text field if it says anything, else the HTML field, else an empty text."""
    text, html = row.get(fields.text), row.get(fields.html)
    if isinstance(text, str) and text.strip():
        return text, "text/plain; charset=utf-8"
    if isinstance(html, str) and html.strip():
        return html, "text/html; charset=utf-8"
    return (text, "text/plain; charset=utf-8") if isinstance(text, str) else None


def parse_line(line: bytes) -> dict[str, Any] | str:
    """The JSON object of a line, or what is wrong with it."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return f"not UTF-8 at byte {error.start} of the line"
    except json.JSONDecodeError as error:
        return f"not JSON: {error.msg} at character {error.pos} of the line"
    except (RecursionError, ValueError) as error:
        return f"not JSON that can be read: {error}"
    return row if isinstance(row, dict) else "not a JSON object"


def line_capture(line: bytes, stem: str, path: str, record: int, offset: int, fields: FieldNames) -> Capture | Skip:
    """The page of one JSON line. ``offset`` is the line's first byte in the file (unpacked where that was gzip)."""
    subject = f"{path}:{record}"
    row = parse_line(line)
    if isinstance(row, str):
        return Skip("intake", subject, "bad-line", f"{row} (record {record}, byte {offset})")
    page = _body(row, fields)
    if page is None:
        return Skip("intake", subject, "no-field", f"no text in {fields.text!r} or {fields.html!r} (record {record}, byte {offset})")
    name = _told(row.get(fields.id)) or f"{stem}:{record}"
    return make_capture(page[0].encode("utf-8", "surrogatepass"), page[1], name, path, record, declared_facts(row, fields))
