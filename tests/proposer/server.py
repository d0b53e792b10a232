"""A model server on this machine that answers as it is told: well, badly, slowly or not at all."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[["Handler"], None]
TEXT = "Fleet news\n\nItaly delivered forty howitzers to Kenya in March 2030, port workers told the Harbour Wire.\n"
CLAIM: dict[str, Any] = {
    "quote": "Italy delivered forty howitzers to Kenya in March 2030", "act": "transfer", "from": ["Italy"], "to": ["Kenya"], "items": ["howitzers"],
    "quantity": "forty", "money": "", "when": "in March 2030", "status": "done", "certainty": "certain", "origin": "port workers",
    "anonymous": True,
}


class Handler(BaseHTTPRequestHandler):
    """One request: kept, then answered by the next of the server's answers (the last again and again)."""

    def do_POST(self) -> None:
        """Answers a question."""
        server = self.server
        assert isinstance(server, _Server)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        told = server.told
        told.requests.append({"path": self.path, "headers": dict(self.headers), "body": json.loads(body)})
        answer = told.answers[min(len(told.requests), len(told.answers)) - 1]
        with suppress(OSError):
            answer(self)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@dataclass
class Told:
    """What a server was asked, and what it answers."""

    answers: Sequence[Answer]
    requests: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    told: Told


@contextmanager
def serving(*answers: Answer) -> Iterator[Told]:
    """A server on a free port of the loopback, for as long as the block lasts."""
    server = _Server(("127.0.0.1", 0), Handler)
    server.told = Told(answers)
    server.told.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def sent(status: int, body: bytes, **headers: str) -> Answer:
    """This status and body."""
    def answer(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
    return answer


def completion(content: Any, ended: str = "stop") -> dict[str, Any]:
    """A chat completion with these words; what is no text is written as JSON."""
    words = content if isinstance(content, str) else json.dumps(content)
    return {"model": "m", "choices": [{"message": {"role": "assistant", "content": words}, "finish_reason": ended}]}


def said(content: Any, ended: str = "stop") -> Answer:
    """A good answer with these words."""
    return sent(200, json.dumps(completion(content, ended)).encode())


def claiming(*claims: dict[str, Any]) -> Answer:
    """A good answer with these claims."""
    return said({"claims": list(claims)})


def waiting(seconds: float) -> Answer:
    """No answer for so long."""
    def answer(handler: Handler) -> None:
        time.sleep(seconds)
    return answer


def dripping(where: str) -> Answer:
    """A byte at a time, for ever: in the ``headers`` or the ``body``."""
    def answer(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" if where == "headers" else b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        for _ in range(200):
            handler.wfile.write(b"X")
            handler.wfile.flush()
            time.sleep(0.02)
    return answer


def hanging_up(handler: Handler) -> None:
    """The line goes dead."""
    handler.connection.close()
