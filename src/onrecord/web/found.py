"""Found: the matters that a question leaves, opened, for views that are made of all of them at once."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Entry
from onrecord.telling.asked import Asked
from onrecord.web.shelf import Shelf


def found(shelf: Shelf, asked: Asked) -> Sequence[Entry]:
    """All entries that a URL asks for, in its order, whatever page it is on."""
    return shelf.entries(asked.query)


def every(shelf: Shelf, asked: Asked) -> int:
    """How many entries there are in the record on the day and with the confidence that is asked for."""
    return shelf.tally(asked).every
