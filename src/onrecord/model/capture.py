"""Capture: the bytes of one page as they came."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Capture:
    """One page's bytes and what came with them.

    ``id`` is the sha256 hex digest of ``body``. ``name`` is what the user calls the page: the ``id`` field of an input
    line, or the file's stem. ``path`` and ``record`` say where it came from (file as given, 1-based line; None for a
    file that is one page). ``declared`` are facts the carrier states and the page need not: keys among title, outlet,
    url, published, language (published is ISO; it is a claim to be tested like any other date). Of a page that was fetched also ``fetched`` (ISO
    time), and of an entry of a feed ``feed`` (its address) and ``item`` (the entry's id there).
    """

    id: str
    name: str
    body: bytes
    media_type: str
    path: str
    record: int | None = None
    declared: dict[str, str] = field(default_factory=dict)
