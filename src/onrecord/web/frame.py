"""Frame: what a view with a module of its own asks of the window that it is shown in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from starlette.responses import Response

from onrecord.web.shelf import Shelf


class Frame(Protocol):
    """The window: its record, this start's token, who judges ("": not told), and what is called when it closes."""

    shelf: Shelf
    token: str
    name: str
    closing: list[Callable[[], None]]

    def page(self, name: str, page: Any, status: int = 200, path: str = "") -> Response:
        """A page in its template."""
