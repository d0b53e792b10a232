"""`onrecord serve` for real: a process, a socket, an answer, an end."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.cli.runs import run
from tests.web.windows import BASE, PORT

from onrecord.model.entry import Facets, LedgerQuery
from onrecord.store import StoreView
from onrecord.web import make_app
from onrecord.web.serving import HOST, listening


def test_it_serves_on_this_machine_until_it_is_stopped(record: Path) -> None:
    command = [sys.executable, "-m", "onrecord", "serve", "--record", str(record), "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}) as process:
        try:
            assert process.stdout is not None
            told = process.stdout.readline()
            port = int(re.search(r"http://127\.0\.0\.1:(\d+)/", told)[1])  # type: ignore[index]
            connection = HTTPConnection(HOST, port, timeout=30)
            connection.request("GET", "/")
            answer = connection.getresponse()
            assert answer.status == 200 and b"OnRecord" in answer.read() and answer.getheader("server") is None
            connection.request("GET", "/", headers={"Host": "evil.example"})
            assert connection.getresponse().status == 403
            connection.close()
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def test_a_port_that_is_taken_is_told(record: Path) -> None:
    with listening(0) as taken:
        port = taken.getsockname()[1]
        ended = run("serve", "--record", record, "--port", port, "--no-browser")
        assert ended.code == 1 and f"--port '{port}': cannot be had" in ended.err and "--port 0" in ended.err


def test_only_this_machine_is_listened_to() -> None:
    with listening(0) as taken:
        assert taken.family == socket.AF_INET and taken.getsockname()[0] == "127.0.0.1"


def test_a_record_that_is_not_there_is_told(tmp_path: Path) -> None:
    ended = run("serve", "--record", tmp_path / "none.record", "--port", "0", "--no-browser")
    assert ended.code == 1 and "there is no such record" in ended.err


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_a_port_is_a_number_of_a_port(port: str) -> None:
    assert run("serve", "--port", port).code == 2


def test_the_first_page_is_ready_and_not_worked_out_twice(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, facets = list[object](), StoreView.facets

    def counted(view: StoreView, query: LedgerQuery | None = None) -> Facets:
        asked.append(query)
        return facets(view, query)

    monkeypatch.setattr(StoreView, "facets", counted)
    with TestClient(make_app(str(record), PORT, warm=True), base_url=BASE) as client:
        assert client.get("/").status_code == 200
    assert len(asked) == 1
    with TestClient(make_app(str(record), PORT, warm=True), base_url=BASE):
        pass
    assert len(asked) == 2, "it is made ready though nobody asks, and waited for at the end"


def test_a_record_that_goes_meanwhile_is_told_when_it_is_asked_for(record: Path, tmp_path: Path) -> None:
    path = shutil.copy(record, tmp_path / "gone.record")
    app = make_app(str(path), PORT, warm=True)
    Path(path).unlink()
    with TestClient(app, base_url=BASE) as client:
        assert client.get("/").status_code == 503
