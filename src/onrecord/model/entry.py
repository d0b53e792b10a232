"""Entry: what the ledger holds of one matter. Derived from claims and standing judgements alone; arrival order changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.credibility import UNGRADED, Credibility, Ground
from onrecord.model.values import Money, Quantity, When


@dataclass(frozen=True, slots=True)
class StatusMove:
    """On ``published`` (ISO day the article was first published, None if unknown) ``origin`` said ``status``.

    ``claims`` are the claim ids, ``voice`` the speaker's key. ``report`` is the origin that the word counts for ("": ``origin`` itself):
    another where the text tells what somebody else reported, `cited_id` where the record does not hold that report. ``counts`` is False
    where the word adds nothing to the standing: a copy that says otherwise than its original, or what the report counted for says already.
    ``source`` is the letter of the Admiralty code for whoever said it there, and ``rated`` says why.
    """

    published: str | None
    origin: str
    status: str
    certainty: str
    voice: str
    claims: tuple[str, ...]
    report: str = ""
    counts: bool = True
    source: str = "F"
    rated: tuple[Ground, ...] = ()


def cited_id(outlet: str, day: str | None) -> str:
    """The id of a report that is known only from those who cite it: the ``outlet`` and the ISO ``day`` of the first who does."""
    return f"cited:{outlet}:{day or ''}"


def cited_report(origin: str) -> tuple[str, str] | None:
    """The outlet and ISO day ("": unknown) in a `cited_id`; None for any other origin."""
    if not origin.startswith("cited:"):
        return None
    outlet, _, day = origin.removeprefix("cited:").rpartition(":")
    return outlet, day


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two claims of one matter that cannot both hold. ``kind`` is denial, no_evidence, status, quantity or money; neither is dropped."""

    kind: str
    claim: str
    against: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One matter: who supplied what to whom, how far it got, on whose word.

    ``giver``/``receiver`` party codes, sorted. ``items`` item classes, sorted; ``names`` wordings seen; ``keys`` catalogue keys of the
    systems named. ``status`` is the furthest status supported; ``standing`` is contested when speakers disagree, else a status.
    ``history`` by publication date. ``origins`` counts independent origins, ``voices`` distinct speakers, ``pages`` the named
    pages that carry its claims. ``when`` is the time of the act, from the first to the last day told. ``claims`` sorted ids; ``reasons``
    pairs each with why it is in this entry. ``first`` and ``last`` are the first and last ISO day on which something was published of it
    (copies publish nothing). ``credibility`` is that of the standing, of the furthest status where it is contested; ``graded`` has one for
    each status told, the furthest first.
    """

    id: str
    act: str
    giver: tuple[str, ...]
    receiver: tuple[str, ...]
    items: tuple[str, ...]
    names: tuple[str, ...]
    status: str
    standing: str
    history: tuple[StatusMove, ...]
    quantities: tuple[Quantity, ...]
    moneys: tuple[Money, ...]
    when: When | None
    mechanism: str | None
    disagreements: tuple[Disagreement, ...]
    claims: tuple[str, ...]
    origins: int
    voices: int
    first: str | None
    last: str | None
    reasons: tuple[tuple[str, str], ...] = ()
    keys: tuple[str, ...] = ()
    pages: int = 1
    credibility: Credibility = UNGRADED
    graded: tuple[Credibility, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerQuery:
    """Which entries to show; every field None means all of them. Fields narrow together.

    ``giver``, ``receiver``: a party code or name, any letter case; for cooperation either side matches either. ``item``: an item class or
    the head of one ("missile" finds missile.ballistic), else a catalogue key, or a wording or the start of one. ``act``. ``status``: the
    entry's status or its standing. ``since``/``until``: ISO date, month or year; the time of the act must touch them (where no claim gives
    one: the days of publication). ``as_of``: ISO date, month or year; only what was published by its end counts. ``origin``: an origin or
    article id, or the head of one. ``min_confidence``: only claims that the reader is this sure of count (0 to 1).
    ``credibility``: the least marks of the entry's credibility: "B3" (a source of B or better, and 3 or better), "B", or "3".
    """

    giver: str | None = None
    receiver: str | None = None
    item: str | None = None
    act: str | None = None
    status: str | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    origin: str | None = None
    min_confidence: float = 0.0
    credibility: str | None = None
