"""Suggestion: what somebody outside the reader proposes of a claim, before any of it is believed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A claim as ``proposer`` ("endpoint:MODEL", "batch:MODEL", "hand:NAME") puts it, in wordings alone.

    ``quote`` is said to stand in the page; ``giver``, ``receiver`` name parties, ``items`` goods, ``quantity``, ``money`` and ``when`` are the
    wordings of amounts and time, ``origin`` who is said to say it ("" and () where nothing is told). Offsets, codes, classes, intervals
    and dates are found by the claims stage; none is taken from here.
    """

    proposer: str
    quote: str
    act: str
    status: str
    giver: tuple[str, ...] = ()
    receiver: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    quantity: str = ""
    money: str = ""
    when: str = ""
    certainty: str = ""
    origin: str = ""
    anonymous: bool = False
