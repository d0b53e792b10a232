"""One frozen table of settings; only flow, cli, web and mcp read it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """How pages are read and kept.

    ``batch``: pages a commit to the record (a commit is what survives a power cut). ``threads``: engine threads (1: the rest of the
    machine stays free, and results never depend on it). ``longest``: characters of kept text a page may have before it is skipped as
    too large (a page of 400,000 characters is a book, and the trees of one take minutes). ``min_confidence``: claims that the reader is less sure
    of are left out (`read --min-confidence`). ``workers``: processes that read pages (0: this one reads them itself, which nothing guards against
    a crash); a page may take a worker ``page_seconds`` and as much again for every `longest` / 10 characters, and ``worker_memory`` bytes.
    """

    batch: int = 50
    threads: int = 1
    longest: int = 400_000
    min_confidence: float = 0.0
    workers: int = 0
    page_seconds: float = 120.0
    worker_memory: int = 8 * 1024**3


SETTINGS = Settings()
