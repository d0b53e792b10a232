"""One bounded request to one address: http or https, no redirect followed, no proxy, so many bytes and seconds and no more."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from onrecord.errors import QueryError
from onrecord.proposer.reasons import Refused

OPTION = "--proposer"


@dataclass(frozen=True, slots=True)
class Target:
    """Where to ask. ``near``: the host is this machine, so that nothing passes a wire."""

    secure: bool
    host: str
    port: int
    path: str

    @property
    def near(self) -> bool:
        """Whether the host is this machine."""
        if self.host == "localhost":
            return True
        with suppress(ValueError):
            return ip_address(self.host).is_loopback
        return False


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to ``connect`` and for any pause, seconds for the ``whole`` exchange, and ``bytes`` of a reply. A page takes a small model on a slow
    machine a minute or two; both limits were chosen, not measured."""

    connect: float = 60.0
    whole: float = 180.0
    bytes: int = 2_000_000


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: the status, the text, and how many seconds the server asks to wait (None where it does not say)."""

    status: int
    text: str
    wait: float | None = None


def target_of(url: str) -> Target:
    """The address of chat completions under ``url`` ("http://localhost:8000", ".../v1" or the whole address).

    Raises `QueryError` for what is no plain http or https address; one with a name and password in it is not repeated.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise QueryError(OPTION, url, f"no address: {error}") from None
    if parts.username is not None or parts.password is not None:
        raise QueryError(OPTION, "(hidden)", "a key belongs into ONRECORD_PROPOSER_KEY, not into the address")
    if parts.scheme not in ("http", "https") or not host:
        raise QueryError(OPTION, url, "only addresses that begin with http:// or https:// can be asked")
    if parts.query or parts.fragment or not url.isascii() or not url.isprintable() or " " in url:
        raise QueryError(OPTION, url, "an address of plain letters, without ? and #")
    secure, path = parts.scheme == "https", parts.path.rstrip("/") or "/v1"
    whole = path if path.endswith("/chat/completions") else f"{path}/chat/completions"
    return Target(secure, host, port or (443 if secure else 80), whole)


def post(target: Target, body: bytes, headers: Mapping[str, str], limits: Limits) -> Reply:
    """Sends ``body`` as JSON and reads the reply. Raises `Refused` (timeout, unreachable, redirect, answer-too-large)."""
    late = threading.Event()
    connection = _connection(target, limits)
    try:
        connection.connect()
        # a socket's own timeout is for each pause, and a server that drips bytes never pauses: the watch ends the exchange as a whole
        watch = threading.Timer(limits.whole, _cut, (connection.sock, late))
        watch.daemon = True
        watch.start()
        try:
            reply = _exchanged(connection, target, body, headers, limits)
        finally:
            watch.cancel()
    except (OSError, http.client.HTTPException) as error:
        slow = late.is_set() or isinstance(error, TimeoutError)
        raise Refused("timeout" if slow else "unreachable", "" if slow else type(error).__name__) from None
    finally:
        connection.close()
    if late.is_set():
        raise Refused("timeout")
    return reply


def _connection(target: Target, limits: Limits) -> http.client.HTTPConnection:
    if target.secure:
        return http.client.HTTPSConnection(target.host, target.port, timeout=limits.connect, context=ssl.create_default_context())
    return http.client.HTTPConnection(target.host, target.port, timeout=limits.connect)


def _cut(sock: socket.socket, late: threading.Event) -> None:
    late.set()
    with suppress(OSError):
        # the plain socket's own: a TLS socket's would take its state from under the thread that reads
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _exchanged(connection: http.client.HTTPConnection, target: Target, body: bytes, headers: Mapping[str, str], limits: Limits) -> Reply:
    connection.request("POST", target.path, body, {"Content-Type": "application/json", "Accept": "application/json", **headers})
    response = connection.getresponse()
    if 300 <= response.status < 400:
        raise Refused("redirect", f"status {response.status}")
    read = response.read(limits.bytes + 1)
    if len(read) > limits.bytes:
        raise Refused("answer-too-large", f"more than {limits.bytes:,} bytes")
    return Reply(response.status, read.decode("utf-8", "replace"), _wait(response.getheader("Retry-After")))


def _wait(told: str | None) -> float | None:
    """Seconds to wait; a date, or anything else, says nothing."""
    return float(told) if told is not None and told.isascii() and told.isdigit() and len(told) < 6 else None
