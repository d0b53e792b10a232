"""Searching for words: what may be asked, and what is found."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("article", "claim")


@dataclass(frozen=True, slots=True)
class WordQuery:
    """Which articles and claims to find: those that hold all of the ``words``, each taken literally. ``kind`` is one of `KINDS`, None: both.

    ``since``/``until``: ISO date, month or year of publication. ``outlet`` as the record names it. ``giver``, ``receiver`` (party codes), ``act`` and
    ``status`` are of claims: where one is given no article is found. ``limit``: the most of each kind.
    """

    words: str
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    giver: str | None = None
    receiver: str | None = None
    act: str | None = None
    status: str | None = None
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """An article or claim (``kind``) that holds the words searched for: its id, its article's id, name and date of publication (ISO), and the words
    around: ``snippet`` with the stretches found in ``marks`` (start and end in the snippet)."""

    kind: str
    id: str
    article: str
    name: str
    published: str | None
    snippet: str
    marks: tuple[tuple[int, int], ...]
