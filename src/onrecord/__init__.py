"""OnRecord reads news pages and keeps the record: who supplied what to whom, how much, when, on whose word.

    Bytes come in (intake), become clean text (text), are given a reading (reading), yield claims (claims),
    are traced to their origins (origins), and are settled in the ledger (ledger), kept in one file (store).
    Nothing is kept without the words it came from; disagreement is kept; any day can be asked for "as of".

    >>> import onrecord
    >>> summary = onrecord.read(["pages/"], "my.record")
    >>> with onrecord.Record("my.record") as record:
    ...     entries = record.ledger(giver="IR", receiver="RU", as_of="2023-06-01")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.flow import Reader, Summary, open_record, read
    from onrecord.model import Article, Capture, Claim, Entry, Judgement, Reading, Skip
    from onrecord.model.entry import LedgerQuery
    from onrecord.record import Record

__version__ = "0.1.0"

_HOME = {
    "read": "onrecord.flow", "open_record": "onrecord.flow", "Reader": "onrecord.flow", "Summary": "onrecord.flow",
    "Record": "onrecord.record", "LedgerQuery": "onrecord.model.entry", "Article": "onrecord.model", "Capture": "onrecord.model",
    "Claim": "onrecord.model", "Entry": "onrecord.model", "Judgement": "onrecord.model", "Reading": "onrecord.model", "Skip": "onrecord.model",
}

__all__ = ["Article", "Capture", "Claim", "Entry", "Judgement", "LedgerQuery", "Reader", "Reading", "Record", "Skip", "Summary",
           "open_record", "read"]


def __getattr__(name: str) -> Any:
    """Public names load on first use, so that `onrecord --help` does not wait for the language engine."""
    if name not in _HOME:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
