"""The clock over a whole exchange. A socket's own timeout is for each pause, and a server that drips bytes never pauses."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def cut(sock: Callable[[], socket.socket | None], seconds: float, late: threading.Event) -> Iterator[None]:
    """Ends the exchange on the socket of then after so many seconds, and sets ``late`` before it does. To be begun before connecting: shaking hands
    can be dripped out as well."""
    watch = threading.Timer(seconds, _cut, (sock, late))
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _cut(sock: Callable[[], socket.socket | None], late: threading.Event) -> None:
    late.set()
    held = sock()
    if held is not None:
        with suppress(OSError):
            # the plain socket's own: a TLS socket's would take its state from under the thread that reads
            socket.socket.shutdown(held, socket.SHUT_RDWR)
