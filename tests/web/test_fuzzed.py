"""Every address of the window, with what fits it and with what does not, and every form: none is a fault of the server, and all that comes back is
sound. What may be asked is told from the routes (`addresses`), and values are made from that by schemathesis."""

from __future__ import annotations

import csv
import io
import json
import shutil
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, note
from hypothesis import settings as examples
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.web.addresses import openapi
from tests.web.test_escape import ATTRIBUTES, TAGS
from tests.web.windows import BASE, TOKEN, WHERE, Page, window

from onrecord.web.guard import HEADERS, Guard
from onrecord.web.shelf import Shelf

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
MODES = schemathesis.GenerationMode
Requests = Mapping[tuple[str, Any], st.SearchStrategy[Any]]
SECONDS = 2.0
"""Of a processor for one answer of a record of a handful of pages: a hundred times what one takes. Chosen."""
ANSWERS = {200, 202, 301, 302, 303, 400, 403, 404, 405, 413}
TOLD_TAGS = TAGS | {"progress"}
TOLD_ATTRIBUTES = ATTRIBUTES | {"accept", "autofocus", "enctype", "open", "aria-describedby", "aria-live", "http-equiv"} | {
    f"data-{name}" for name in ("at", "first", "last", "told", "key", "panel", "url", "words")}
"""What the templates write; anything else came from outside."""
QUICK = examples(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def mine(record: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A window on a record of its own, with a saved query and a list of names."""
    path = Path(shutil.copy(record, tmp_path_factory.mktemp("fuzzed") / "mine.record"))
    with window(path) as client, patch.object(Shelf, "explanations", lambda *_: ()):  # reading pages anew is slow, and its own tests' matter
        client.post("/saved", data={"token": TOKEN, "do": "save", "name": "a query", "asked": "from=IR"}, headers=WHERE)
        client.post("/watch-list", data={"token": TOKEN, "do": "keep", "name": "a list"}, files={"file": ("l.csv", b"name\nIran\n")}, headers=WHERE)
        yield client


@pytest.fixture(scope="module")
def spoken(mine: TestClient) -> Requests:
    """Requests to every address, by method and by whether they fit it."""
    entries = [e["id"] for e in mine.get("/ledger.json").json()]
    articles = [link.split("/")[2] for e in entries for link in Page(mine.get(f"/entry/{e}").text).links if link.startswith("/article/")]
    keys = {"entry": entries, "article": [a.partition("#")[0] for a in articles], "origin": [o["id"] for o in mine.get("/origins.json").json()],
            "saved": ["a query"], "watch-list": ["a list"]}
    guard: Any = mine.app
    assert isinstance(guard, Guard)
    told = schemathesis.openapi.from_dict(openapi(guard.app, keys, TOKEN))  # type: ignore[arg-type]
    operations = [found.ok() for found in told.get_all_operations()]
    return {(method, mode): st.one_of(*(o.as_strategy(generation_mode=mode) for o in operations if o.method.upper() == method))
            for method in ("GET", "POST") for mode in MODES}


def sent(client: TestClient, case: Any) -> Any:
    """The answer to what was made, and that it is sound."""
    told = case.as_transport_kwargs(base_url=BASE)
    headers = {**WHERE, "content-type": "application/x-www-form-urlencoded"} if case.method == "POST" else {}
    url = told["url"] + ("?" + urlencode(told["params"], doseq=True, errors="replace") if told.get("params") else "")
    data = told.get("data")
    body = urlencode(data, doseq=True, errors="replace") if isinstance(data, dict | list) else data
    return sound(client, case.method, url, content=body, headers=headers)


def sound(client: TestClient, method: str, url: str, **more: Any) -> Any:
    """An answer: whatever was asked, it is one of ours, in time, headed, and in its form."""
    note(f"{method} {url} {more}")
    start = time.process_time()
    answer = client.request(method, url, **more)
    assert time.process_time() - start < SECONDS, url
    assert answer.status_code in ANSWERS
    assert {name: answer.headers[name] for name in HEADERS} == dict(HEADERS)
    there = answer.headers.get("location", "/")
    assert there.startswith("/") and not there.startswith("//") and there.isprintable()
    assert "Traceback" not in answer.text and "sqlalchemy" not in answer.text
    FORM.get(answer.headers.get("content-type", "").partition(";")[0], str)(answer.text)
    return answer


def never(text: str) -> Any:
    raise AssertionError(f"{text} is no JSON")


def html(text: str) -> None:
    page = Page(text)
    assert {tag for tag, _ in page.tags} <= TOLD_TAGS
    assert {name for _, attrs in page.tags for name in attrs} <= TOLD_ATTRIBUTES
    assert all(link.startswith(("/", "#", "?")) and not link.startswith("//") for link in page.links)


def table(text: str) -> None:
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len({len(row) for row in rows}) == 1


FORM = {"application/json": lambda text: json.loads(text, parse_constant=never), "text/html": html, "text/csv": table,
        "application/atom+xml": ElementTree.fromstring}
"""What holds for text of a kind."""


@QUICK
@given(data=st.data())
def test_what_an_address_takes_is_answered(mine: TestClient, spoken: Requests, data: st.DataObject) -> None:
    case = data.draw(spoken["GET", MODES.POSITIVE])
    answer = sent(mine, case)
    # in the queue, what is open must fit what is looked at; of two days held against each other the first must be named and be the earlier
    refused = {404} if "{" in case.path else {400} if case.path.startswith(("/review", "/changes")) else set()
    assert answer.status_code in {200, 202, 301, 302} | refused, answer.text[:500]


@QUICK
@given(data=st.data())
def test_what_an_address_does_not_take_is_no_fault(mine: TestClient, spoken: Requests, data: st.DataObject) -> None:
    sent(mine, data.draw(spoken["GET", MODES.NEGATIVE]))


@QUICK
@given(data=st.data())
def test_no_form_is_a_fault(mine: TestClient, spoken: Requests, data: st.DataObject) -> None:
    answer = sent(mine, data.draw(spoken["POST", data.draw(st.sampled_from(list(MODES)))]))
    assert answer.status_code != 200


NAMED = b'Content-Disposition: form-data; name="%s"\r\n\r\n'
PIECES = [
    b"--b", b"--b--", b"\r\n", b"\n", b"\r", b"\r\n\r\n", b"\n\n", b"Content-Disposition: form-data", b'; name="name"', b"; name=do",
    b"; name*=utf-8''%ff",
    b"; name*0=na; name*1=me", b'; name="', b'; filename="../../x"', b'; name="token"', TOKEN.encode(), b"Content-Type: multipart/mixed; boundary=c",
    b"Content-Type: message/rfc822", b"Content-Transfer-Encoding: base64", b"Content-Transfer-Encoding: x", b"--c", b"=?utf-8?q?=ff?=", b"\x00",
    b"\xff\xfe", b"keep", b"x" * 2000, NAMED % b"do" + b"keep\r\n", NAMED % b"token" + TOKEN.encode(), NAMED % b"name" + b"firms\r\n",
    NAMED % b"file" + b"name\r\nIran\r\n",
]
"""What forms in parts are made of, whole and torn."""
KINDS = [
    "multipart/form-data; boundary=b", "multipart/form-data; boundary=", "multipart/form-data", 'multipart/form-data; boundary="',
    "Multipart/Form-Data;;boundary=b", "multipart/form-data; boundary*0=b; boundary*1=c", "multipart/form-data; boundary=" + "b" * 300,
    "multipart/form-data; charset=x; boundary=b", "application/x-www-form-urlencoded; charset=utf-16",
]
LATIN = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\x00"), max_size=20)


@QUICK
@given(kind=st.sampled_from(KINDS) | LATIN.map("multipart/form-data;{}".format),
       body=st.lists(st.sampled_from(PIECES) | st.binary(max_size=6), max_size=14).map(b"".join))
def test_no_bytes_of_a_form_are_a_fault(mine: TestClient, kind: str, body: bytes) -> None:
    sound(mine, "POST", "/watch-list", content=body, headers={**WHERE, "content-type": kind.encode("latin-1")})

