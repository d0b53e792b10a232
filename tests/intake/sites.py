"""Sites on this machine that answer as they are told, and a fetcher that takes them for the public network."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from onrecord.intake.fetch import Fetcher

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """One request: kept, then answered by what the site has at its path."""

    def do_GET(self) -> None:
        """Answers a GET."""
        self.answered(b"")

    def do_POST(self) -> None:
        """Answers a POST."""
        self.answered(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def answered(self, body: bytes) -> None:
        """Keeps the request and answers it."""
        server = self.server
        assert isinstance(server, _Server)
        server.site.requests.append(Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
        with suppress(OSError):
            server.site.pages.get(self.path, page(b"nothing here", status=404))(self)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@dataclass(frozen=True)
class Asked:
    """A request that came."""

    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Site:
    """What a site has, by path, and what it was asked."""

    pages: dict[str, Answer]
    requests: list[Asked] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, without robots.txt."""
        return [r.path for r in self.requests if r.path != "/robots.txt"]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    site: Site


@contextmanager
def serving(pages: Mapping[str, Answer]) -> Iterator[Site]:
    """A site on a free port of the loopback, for as long as the block lasts."""
    server = _Server(("127.0.0.1", 0), Handler)
    server.site = Site(dict(pages), port=server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def page(body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> Answer:
    """This page. A conditional request with its ETag is answered by 304."""
    def answer(handler: Handler) -> None:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        if told.get("ETag") and handler.headers.get("If-None-Match") == told["ETag"]:
            status_now, sent = 304, b""
        else:
            status_now, sent = status, body
        handler.send_response(status_now)
        for name, value in {"Content-Type": kind, **told, "Content-Length": str(len(sent))}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(sent)
    return answer


def moved(there: str, status: int = 302) -> Answer:
    """Somewhere else."""
    return page(b"", status=status, Location=there)


def dripping(where: str) -> Answer:
    """A byte at a time, for ever: in the ``headers`` or the ``body``."""
    def answer(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" if where == "headers" else b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        for _ in range(400):
            handler.wfile.write(b"X")
            handler.wfile.flush()
            time.sleep(0.02)
    return answer


def hanging_up(handler: Handler) -> None:
    """The line goes dead."""
    handler.connection.close()


def fetcher(*sites: Site, **more: Any) -> Fetcher:
    """A fetcher that takes these sites for some on the person's own network, and waits for nobody."""
    kept = {"delay": 0.0, "seconds": 2.0, **more}
    return Fetcher("desk@example.org", near=frozenset(site.url for site in sites), **kept)
