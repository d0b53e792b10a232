"""Rules: what the store calls to derive origins and entries. Stages do not import stages, so `flow` hands them over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from onrecord.model import Claim, Entry, Judgement, Origin
from onrecord.model.origin import ArticleFacts


@dataclass(frozen=True, slots=True)
class Rules:
    """How origins and entries are derived.

    ``fingerprint``: kept text to bytes (origins: ``pack(fingerprint(text))``). ``group``: (article id, ISO day or None, those bytes) to
    origins (``origins.group_packed``). ``settle``: claims, facts by article id and judgements to entries (``ledger.settle``). ``version``
    names these rules: entries that other rules derived are derived again.
    """

    fingerprint: Callable[[str], bytes]
    group: Callable[[Iterable[tuple[str, str | None, bytes]]], list[Origin]]
    settle: Callable[[Iterable[Claim], Mapping[str, ArticleFacts], Iterable[Judgement]], list[Entry]]
    version: str = ""
