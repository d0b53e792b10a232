"""The window on a record, asked as a browser on this machine asks."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from onrecord.web import make_app

PORT = 8765
BASE = f"http://127.0.0.1:{PORT}"
TOKEN = "a token of the tests"
WHERE = {"origin": BASE, "sec-fetch-site": "same-origin"}
VOID = {"meta", "link", "input", "br", "wbr", "hr", "img"}


def window(record: Path | str) -> TestClient:
    """A client of the window on a record; a fault of the server is raised."""
    return TestClient(make_app(str(record), PORT, TOKEN), base_url=BASE, follow_redirects=False)


def shown(client: TestClient, url: str, status: int = 200) -> Page:
    """A page, which must be well formed; one that is being worked out is asked for again, as a browser does."""
    answer = client.get(url)
    while answer.status_code == 202 != status:
        answer = client.get(url)
    assert answer.status_code == status, answer.text[:2000]
    return Page(answer.text)


class Page(HTMLParser):
    """What a page holds: its tags with attributes, its words, its links and ids, the rows of each table. Faults of form are asserted."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._open: list[str] = []
        self._words: list[str] = []
        self.rows: list[list[str]] = []
        self._one_word = False
        self.feed(html)
        self.close()
        assert self._open == []
        assert len(self.ids) == len(set(self.ids)), "an id is given twice"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._one_word = tag == "wbr"
        if tag not in VOID:
            self._open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"{tag} is closed out of turn"

    def handle_data(self, data: str) -> None:
        gap = "" if self._one_word else " "
        self._words.append(gap + data)
        if {"td", "th"} & set(self._open):
            self.rows[-1][-1] = " ".join(f"{self.rows[-1][-1]}{gap}{data}".split())
        self._one_word = False

    @property
    def words(self) -> str:
        """All text, with single spaces."""
        return " ".join("".join(self._words).split())

    @property
    def links(self) -> list[str]:
        """Where its links lead."""
        return [attrs["href"] for tag, attrs in self.tags if tag == "a"]

    @property
    def ids(self) -> list[str]:
        """The ids of its tags."""
        return [attrs["id"] for _, attrs in self.tags if "id" in attrs]

    def having(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """The attributes of each tag of this name that has these."""
        return [attrs for name, attrs in self.tags if name == tag and all(attrs.get(k.rstrip("_").replace("_", "-")) == v for k, v in wanted.items())]

    @property
    def entries(self) -> list[str]:
        """The ids of the entries in its table, in order."""
        return [re.sub(r"/entry/(\w+).*", r"\1", a["href"]) for a in self.having("a", class_="row-link")]


def csv_rows(text: str) -> list[dict[str, Any]]:
    """CSV as dictionaries."""
    return list(csv.DictReader(io.StringIO(text, newline="")))
