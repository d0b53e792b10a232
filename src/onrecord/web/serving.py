"""Serving: the window on a loopback port, for as long as the command runs."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable

import uvicorn

from onrecord.errors import QueryError
from onrecord.web.app import make_app

HOST = "127.0.0.1"


def serve(record: str, port: int, browse: bool, told: Callable[[str], None] = lambda address: None, name: str = "",
          path: str = "") -> None:
    """Serves a record at http://127.0.0.1:PORT/ (0: any free port) until it is stopped. ``told`` gets the address once it answers there;
    ``browse``: open it in the person's browser, at ``path``. ``name``: who judges. Raises `StoreError` for the record and `QueryError` for the port.
    """
    with listening(port) as taken:
        address = f"http://{HOST}:{taken.getsockname()[1]}/"
        app = make_app(record, taken.getsockname()[1], name=name, warm=True)
        told(address)
        if browse:
            webbrowser.open(address + path.removeprefix("/"))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, proxy_headers=False, ws="none"))
        server.run(sockets=[taken])


def listening(port: int) -> socket.socket:
    """A socket that takes connections from this machine alone. Raises `QueryError` where another program has the port."""
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((HOST, port))
        taken.listen(128)
    except (OSError, OverflowError) as fault:
        taken.close()
        reason = getattr(fault, "strerror", None) or str(fault)
        raise QueryError("--port", str(port), f"cannot be had ({reason}); take another with --port, or any free one with --port 0") from fault
    return taken
