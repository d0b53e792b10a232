"""Judgement: what a person decided, beside the claims."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.values import Span


@dataclass(frozen=True, slots=True)
class Judgement:
    """``kind`` is right, wrong, value-is, same or different; withdrawn, never deleted.

    ``subject`` is a claim id (or two entry ids joined by a space for same and different); ``article`` and ``span`` anchor it to words so
    that it survives a new reading. ``field`` and ``value`` for value-is. ``by``, ``at`` (ISO time) and ``why`` sign it.
    """

    id: str
    kind: str
    subject: str
    by: str
    at: str
    why: str
    article: str | None = None
    span: Span | None = None
    field: str | None = None
    value: str | None = None
    withdrawn: bool = False
