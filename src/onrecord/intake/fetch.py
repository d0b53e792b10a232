"""One polite GET. Nothing is fetched unless somebody named a feed or an address.

Polite: robots.txt is honoured, the User-Agent names OnRecord and whom to write to, a host is left in peace between two requests, and what did not
change is not sent again (ETag, Last-Modified). Bounded: bytes, seconds over all, redirects, and how much a packed byte may unpack to. Guarded:
`addresses` judges where every hop leads, and the connection goes to the address that was judged.
"""

from __future__ import annotations

import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from onrecord.errors import QueryError
from onrecord.intake.addresses import Forbidden, Permit, Resolve, Target, checked_address, forbidden, resolved, target_of
from onrecord.intake.limits import CHUNK, MAX_PAGE, MAX_RATIO
from onrecord.intake.robots import EVERYTHING_CLOSED, MOST_BYTES, NOTHING_ASKED, Robots, robots_of
from onrecord.intake.wire import cut

SECONDS = 30.0
"""For one whole exchange, and for a connection. Chosen: a page that takes longer is asked for again next time."""
REDIRECTS = 5
DELAY = 2.0
"""Seconds between two requests to one site, unless its robots.txt asks for more. Chosen."""
MOST_PACKED = 10_000_000
"""Bytes as they come over the wire."""
MODEST = 1_000_000
"""Bytes unpacked up to which no ratio counts: short pages of one letter are no bombs."""
_MOVED = frozenset({301, 302, 303, 307, 308})
_ACCEPT = "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/feed+json, text/plain;q=0.8, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: ``url`` where it was found in the end, ``status``, ``media_type`` as the server says it, ``body`` unpacked (empty where ``status``
    is 304), and the validators for the next time."""

    url: str
    status: int
    media_type: str
    body: bytes
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Missed:
    """Why nothing came: ``reason`` is that of a Skip (unreachable, forbidden, robots, http-error, too-large, undecodable), ``detail`` more of it."""

    reason: str
    detail: str


class _Failed(Exception):
    def __init__(self, reason: str, detail: str) -> None:
        self.missed = Missed(reason, detail)
        super().__init__(detail)


@dataclass(slots=True)
class Fetcher:
    """Fetches for as long as it lives, one request after another. ``contact`` is an address to write to, told to every server.

    ``name`` is what we call ourselves; ``near``: sites (as `Target.site`) that the person named and said are on their own network. The rest is for
    tests: how names resolve, which addresses may be connected to, the clock.
    """

    contact: str
    delay: float = DELAY
    name: str = "OnRecord"
    near: frozenset[str] = frozenset()
    resolve: Resolve = resolved
    permit: Permit = forbidden
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    seconds: float = SECONDS
    _robots: dict[str, Robots] = field(default_factory=dict)
    _next: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.contact.strip() or not self.contact.isascii() or not self.contact.isprintable() or not {"@", "/"} & set(self.contact):
            raise QueryError("contact", self.contact, "an e-mail address or a page where those whose sites are read find you: contact in the file of "
                             "sources, --contact or ONRECORD_CONTACT")

    @property
    def agent(self) -> str:
        """How we call ourselves."""
        return f"{self.name} (+{self.contact.strip()})"

    def get(self, url: str, etag: str | None = None, modified: str | None = None) -> Fetched | Missed:
        """What is at an address, or why it is not had. With validators of the last time, status 304 says that nothing changed."""
        headers = {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)) if value and value.isprintable()}
        try:
            return self._followed(target_of(url), headers)
        except Forbidden as fault:
            return Missed("forbidden", fault.detail)
        except _Failed as fault:
            return fault.missed

    def _followed(self, target: Target, headers: Mapping[str, str], heed: bool = True, most: int = MAX_PAGE) -> Fetched:
        for _ in range(REDIRECTS + 1):
            if heed and not self._allowed(target):
                raise _Failed("robots", f"{target.site}/robots.txt asks not to")
            found = self._exchange(target, headers, most)
            if isinstance(found, Fetched):
                return found
            there = target_of(found, target.url)
            if target.secure and not there.secure:
                raise Forbidden("a redirect from https to http")
            target = there
        raise _Failed("http-error", f"more than {REDIRECTS} redirects")

    def _allowed(self, target: Target) -> bool:
        if target.site not in self._robots:
            self._robots[target.site] = self._rules_of(target)
        return self._robots[target.site].allow(target.path)

    def _rules_of(self, target: Target) -> Robots:
        """A site without rules (400 to 499) asks nothing; one that cannot say them (500 and up, no answer) is left alone, as RFC 9309 has it."""
        try:
            found = self._followed(target_of("/robots.txt", target.url), {}, heed=False, most=MOST_BYTES)
        except _Failed as fault:
            gone = fault.missed.reason == "http-error" and fault.missed.detail.startswith("status 4") and fault.missed.detail != "status 429"
            return NOTHING_ASKED if gone else EVERYTHING_CLOSED
        return robots_of(found.body.decode("utf-8-sig", "replace"))

    def _exchange(self, target: Target, headers: Mapping[str, str], most: int) -> Fetched | str:
        """One request: what came, or where it is now. The wait comes before the name is resolved, so that nothing lies between that and
        connecting."""
        self._wait(target)
        address = checked_address(target, self.resolve, _anything if target.site in self.near else self.permit)
        connection, late = _connection(target, address, self.seconds), threading.Event()
        try:
            with cut(lambda: connection.sock, self.seconds, late):
                connection.connect()
                connection.request("GET", target.path, headers=self._headers(target, headers), preload_content=False, decode_content=False)
                found = _answer(target, connection.getresponse(), most)
        except (OSError, HTTPError, ValueError) as fault:
            slow = late.is_set() or isinstance(fault, TimeoutError)
            raise self._silent(target) if slow else _Failed("unreachable", f"{target.site}: {_said(fault)}") from None
        finally:
            connection.close()
            self._next[target.site] = self.clock() + self._pause(target)
        if late.is_set():
            raise self._silent(target)
        return found

    def _silent(self, target: Target) -> _Failed:
        return _Failed("unreachable", f"{target.site}: no answer in {self.seconds:g} seconds")

    def _wait(self, target: Target) -> None:
        seconds = self._next.get(target.site, 0.0) - self.clock() if target.site in self._next else 0.0
        if seconds > 0:
            self.sleep(seconds)

    def _pause(self, target: Target) -> float:
        return max(self.delay, self._robots[target.site].delay if target.site in self._robots else 0.0)

    def _headers(self, target: Target, more: Mapping[str, str]) -> dict[str, str]:
        host = target.site.partition("://")[2]
        return {"Host": host, "User-Agent": self.agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate", "Connection": "close", **more}


def _anything(address: str) -> None:
    """Permits an address of the person's own network."""


def _connection(target: Target, address: str, seconds: float) -> HTTPConnection:
    """A connection to the address that was judged; its certificate is held against the name."""
    if not target.secure:
        return HTTPConnection(address, target.port, timeout=seconds)
    context = ssl.create_default_context()
    return HTTPSConnection(address, target.port, timeout=seconds, ssl_context=context, server_hostname=target.host, assert_hostname=target.host)


def _said(fault: Exception) -> str:
    """A fault without what libraries tell of themselves."""
    return " ".join(str(fault).split()).rpartition(">: ")[2][:200] or type(fault).__name__


def _answer(target: Target, response: BaseHTTPResponse, most: int) -> Fetched | str:
    status, headers = response.status, response.headers
    if status in _MOVED:
        there = headers.get("location")
        if not there:
            raise _Failed("http-error", f"status {status} without an address")
        return there.encode("latin-1", "replace").decode("utf-8", "replace")
    told = (headers.get("etag"), headers.get("last-modified"))
    if status == 304:
        return Fetched(target.url, status, "", b"", *told)
    if status != 200:
        raise _Failed("http-error", f"status {status}")
    body = b"".join(_unpacked(response, headers.get("content-encoding", "").strip().lower(), most))
    return Fetched(target.url, status, headers.get("content-type", ""), body, *told)


def _unpacked(response: BaseHTTPResponse, coding: str, most: int) -> Iterator[bytes]:
    """The body in pieces, unpacked once, within limits on what comes and on what it unpacks to."""
    if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise _Failed("undecodable", f"packed as {coding[:80]!r}, which was not asked for")
    packer, taken, given = _packer(coding), 0, 0
    while piece := response.read(CHUNK // 16, decode_content=False):
        taken += len(piece)
        if taken > MOST_PACKED:
            raise _Failed("too-large", f"more than {MOST_PACKED:,} bytes")
        for part in packer(piece):
            given += len(part)
            if given > most:
                raise _Failed("too-large", f"more than {most:,} bytes")
            if given > MODEST and given > MAX_RATIO * taken:
                raise _Failed("too-large", f"{taken:,} bytes gave more than {given:,} ({given // taken} to 1)")
            yield part


def _packer(coding: str) -> Callable[[bytes], Iterator[bytes]]:
    """Unpacks pieces as they come, a bounded part at a time. Raises `_Failed` for what is damaged."""
    if coding in ("", "identity"):
        return lambda piece: iter((piece,))
    engine: list[zlib._Decompress] = []

    def unpack(piece: bytes) -> Iterator[bytes]:
        if not engine:
            # "deflate" is zlib by its standard, and bare deflate from servers that read the name instead
            bare = coding == "deflate" and (piece[0] & 0x0F != 8 or int.from_bytes(piece[:2], "big") % 31)
            engine.append(zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS | 32))
        try:
            while piece and not engine[0].eof:
                yield engine[0].decompress(piece, CHUNK)
                piece = engine[0].unconsumed_tail
        except zlib.error as fault:
            raise _Failed("undecodable", f"damaged {coding}: {fault}") from None

    return unpack
