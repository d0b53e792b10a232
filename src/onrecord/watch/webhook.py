"""Webhooks: one notice, one POST, signed, to the address that a person named. Its answer is a status and nothing else; no redirect is followed.

Headers: ``X-OnRecord-Delivery`` is the notice's id, the same on every try, by which a receiver knows what it has; ``X-OnRecord-Timestamp`` the
seconds since 1970 at the try; ``X-OnRecord-Signature`` is "sha256=" and the HMAC-SHA256, in hex, of the timestamp, a full stop and the body,
under the secret. A receiver checks all three, and refuses what is old.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.util import Timeout

from onrecord import __version__
from onrecord.errors import QueryError
from onrecord.intake.wire import cut
from onrecord.model.watching import Delivery

SECRET = "ONRECORD_WEBHOOK_SECRET"
"""The environment variable that holds the secret, the only place it is taken from: a command line can be read by others."""
SECONDS = 30.0
"""For one whole exchange. Chosen: a receiver that takes longer should answer first and work later."""
OPTION = "--webhook"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a try: ``fault`` None where it was accepted (a status of 200 to 299); ``wait`` seconds that the receiver asks for."""

    fault: str | None
    wait: float | None = None


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where notices are sent, and the secret they are signed with."""

    url: str
    secret: bytes

    @property
    def host(self) -> str:
        """What of the address messages tell: the rest often is a key."""
        return urlsplit(self.url).netloc

    @property
    def sink(self) -> str:
        """What the outbox knows it by: never the address itself, which often is a key."""
        return f"webhook:{self.host}:{hashlib.sha256(self.url.encode()).hexdigest()[:16]}"

    def send(self, delivery: Delivery, seconds: float = SECONDS) -> Answer:
        """Sends a notice once."""
        stamp, body = str(int(datetime.now(UTC).timestamp())), delivery.notice.body.encode("utf-8")
        headers = {
            "Content-Type": "application/json", "User-Agent": f"OnRecord/{__version__}", "X-OnRecord-Delivery": delivery.notice.id,
            "X-OnRecord-Timestamp": stamp, "X-OnRecord-Signature": signature(self.secret, stamp, body), "Connection": "close",
        }
        try:
            status, told = _posted(self.url, body, headers, seconds)
        except (OSError, HTTPError, ValueError) as fault:
            return Answer(f"{type(fault).__name__}: cannot be reached" if not isinstance(fault, TimeoutError) else "no answer in time")
        return Answer(None) if 200 <= status < 300 else Answer(f"status {status}", _seconds(told.get("retry-after", "")))


def signature(secret: bytes, stamp: str, body: bytes) -> str:
    """The signature of a body that is sent at a time (seconds since 1970)."""
    return "sha256=" + hmac.new(secret, stamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def webhook_of(url: str, secret: str) -> Webhook:
    """The webhook at an address. Raises `QueryError` for an address that cannot be, and where there is no secret."""
    try:
        parts = urlsplit(url)
        fault = parts.scheme not in ("http", "https") or not parts.hostname or (parts.port or 1) < 1
    except ValueError as error:
        raise QueryError(OPTION, url, f"no address: {error}") from None
    if parts.username is not None or parts.password is not None:
        raise QueryError(OPTION, "(hidden)", f"no name or password in the address: what is sent is signed with {SECRET}")
    if fault or not url.isascii() or not url.isprintable() or " " in url or parts.fragment:
        raise QueryError(OPTION, url, "an address that begins with http:// or https://")
    if not secret:
        raise QueryError(OPTION, url, f"what is sent is signed: put a secret that the receiver knows into {SECRET}")
    return Webhook(url, secret.encode())


def _posted(url: str, body: bytes, headers: Mapping[str, str], seconds: float) -> tuple[int, Mapping[str, str]]:
    parts = urlsplit(url)
    host, path = parts.hostname or "", (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    limit = Timeout(connect=seconds, read=seconds)
    connection = (HTTPSConnection(host, parts.port or 443, timeout=limit.connect_timeout, ssl_context=ssl.create_default_context())
                  if parts.scheme == "https" else HTTPConnection(host, parts.port or 80, timeout=limit.connect_timeout))
    late = threading.Event()
    try:
        with cut(lambda: connection.sock, seconds, late):
            connection.connect()
            connection.request("POST", path, body, headers, preload_content=False)
            answer = connection.getresponse()
        if late.is_set():  # cut off in the middle of the headers, which then look whole
            raise TimeoutError
        return answer.status, {name.lower(): value for name, value in answer.headers.items()}
    except (OSError, HTTPError):
        if late.is_set():
            raise TimeoutError from None
        raise
    finally:
        connection.close()


def _seconds(told: str) -> float | None:
    """What a Retry-After says, in seconds or as a date; None where it says nothing."""
    if re.fullmatch(r"\d{1,6}", told, re.ASCII):
        return float(told)
    try:
        return max(0.0, (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
