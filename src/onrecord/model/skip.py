"""Skip: something left out, and why. Nothing vanishes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Skip:
    """``stage`` (intake, text, reading, proposer, claims), ``subject`` (path, record, article or claim), ``reason`` (a code), ``detail`` in words.

    Codes: off-topic (kept, not parsed), no-claim (read, nothing told), empty, language, undecodable, unreadable, too-large, not-text,
    bad-line, no-field, no-prose; crashed, hung, memory, failed (the page was too much for the worker that read it); of refused claims the
    field without evidence (no-party, no-receiver and no-goods: a likely claim of which none can be named; not-the-act: its word tells something
    else here; question: a reporter asks it; their subject is the article and the place), or confidence where the reader was less sure than was
    asked for; of suggestions see
    docs/reference/proposer.md.
    """

    stage: str
    subject: str
    reason: str
    detail: str = ""
