"""Entry: what the ledger holds of one matter. Derived from claims and standing judgements alone; arrival order changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

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


class Bond(NamedTuple):
    """A reason for which a claim belongs to its matter, and how much it weighs (`ledger.bonds` has the table)."""

    name: str
    weight: int


DISAGREEMENTS = ("denial", "no_evidence", "status", "quantity", "money", "time", "item", "party")
"""Kinds of disagreement. Of the last two the other claim may be of another entry: goods or parties are what tells entries apart."""
ENTRY_KINDS = ("running", "order", "package", "vote", "round")
"""Kinds of matter: a running supply or dealing; the one order of a supply with its deliveries; a package of arms; a vote of money; a
round of sanctions."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two claims of one matter that cannot both hold. ``kind`` is one of `DISAGREEMENTS`; neither claim is dropped.

    ``settled``: a person called one of the two right, so that the pair stays to be seen and no longer makes the matter contested.
    """

    kind: str
    claim: str
    against: str
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One matter: who supplied what to whom, how far it got, on whose word.

    ``giver``/``receiver`` (GUIDE's ``from`` and ``to``, as in `Claim`) party codes, sorted. ``items`` item classes, sorted; ``names`` wordings
    seen; ``keys`` catalogue keys of the systems named. ``status`` is the furthest status supported; ``standing`` is contested when speakers
    disagree, else a status. ``history`` by publication date. ``origins`` counts independent origins, ``voices`` distinct speakers, ``pages`` the
    named pages that carry its claims. ``when`` is the time of the act (of a package or a vote: of its decision), from the first to the last day
    told. ``claims`` sorted ids; ``reasons`` pairs each with the rule by which it is in this entry, ``bonds`` with the weighed reasons that held.
    ``kind`` is one of `ENTRY_KINDS`; ``serial`` its number in its row ("package 70"), "" for none. ``first`` and ``last`` are the first and last
    ISO day on which something was published of it (copies publish nothing). ``credibility`` is that of the standing, of the furthest status where
    it is contested; ``graded`` has one for each status told, the furthest first.
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
    bonds: tuple[tuple[str, tuple[Bond, ...]], ...] = ()
    kind: str = "running"
    serial: str = ""


UNKNOWN = "unknown"
"""What a query calls a party that is not known."""


@dataclass(frozen=True, slots=True)
class LedgerQuery:
    """Which entries to show; every field None means all of them. Fields narrow together.

    ``giver``, ``receiver``: a party code or name, any letter case, or `UNKNOWN` where none is known; for cooperation either side matches either.
    ``item``: an item class or the head of one ("missile" finds missile.ballistic), else a catalogue key, or a wording or the start of one.
    ``act``. ``status``: the entry's status or its standing. ``since``/``until``: ISO date, month or year; the time of the act must touch them
    (where no claim gives one: the days of publication). ``as_of``: ISO date, month or year; only what was published by its end counts.
    ``origin``: an origin or article id, or the head of one. ``min_confidence``: only claims that the reader is this sure of count (0 to 1).
    ``credibility``: the least marks of the entry's credibility: "B3" (a source of B or better, and 3 or better), "B", or "3".
    ``min_origins``: at least so many independent origins. ``disagreement``: a kind of `DISAGREEMENTS` that two of its claims are at odds on.
    ``changed_since``/``changed_until``: ISO date, month or year; something was published of it after the end of the one and by the end of the
    other. ``words``: all of them, any letter case, stand somewhere among its parties, goods, act, standing and speakers, or begin its id.

    ``order`` (of `ORDERS`, with "-" before it the other way round): by parties (act, parties, item classes, as codes), by the first day published, by
    the last one or by the number of origins (these two the most first); or by what a column shows: from, to (names of parties), what (act and item
    classes), standing (contested first, then the furthest), when, credibility (the best first), voices, pages (the most first), published.
    ``limit`` and ``offset``: only so many of them, after so many.
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
    order: str = "parties"
    limit: int | None = None
    offset: int = 0
    min_origins: int = 0
    disagreement: str | None = None
    changed_since: str | None = None
    changed_until: str | None = None
    words: str | None = None


ORDERS = ("parties", "first", "last", "origins", "from", "to", "what", "standing", "when", "credibility", "voices", "pages", "published")


@dataclass(frozen=True, slots=True)
class News:
    """What was published of an entry in the time that a query asks for with ``changed_since`` and ``changed_until``: how many words (claims), by
    the statuses they told. ``new``: nothing had been published of it before. ``first``: the statuses that nobody had told of it before."""

    claims: int
    statuses: Mapping[str, int]
    first: tuple[str, ...]
    new: bool


@dataclass(frozen=True, slots=True)
class EntryLine:
    """What a list shows of an entry, without its claims and history; fields as `Entry` has them, ``families`` are its item classes.

    ``credibility`` is the grade of its standing, such as "B2", and ``because`` says why in words. ``names`` are the first wordings of its goods.
    ``quantities`` and ``moneys``: for each unit and currency one, from the lowest figure to the highest. ``when`` is as `When.iso` has it, ""
    for none. ``disagreements``: how many of each kind. ``news``: what is new of it, where the query asks what changed.
    """

    id: str
    act: str
    giver: tuple[str, ...]
    receiver: tuple[str, ...]
    families: tuple[str, ...]
    status: str
    standing: str
    first: str | None
    last: str | None
    origins: int
    voices: int
    pages: int
    credibility: str
    because: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    moneys: tuple[Money, ...] = ()
    when: str = ""
    disagreements: tuple[tuple[str, int], ...] = ()
    news: News | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """How many entries pass a query (``entries``), how many of them are ``contested``, and how many the day and confidence it asks for leave at all
    (``every``). Then of each facet its values, each with how many entries would pass if it were asked for *in place of* what the query asks of that
    facet, all else as it stands: party codes ("": unknown), item classes and the heads of them, acts, statuses (or standings), years that the act
    touches (those in which one begins or ends), the least number of independent origins, the least letter (``sources``) and figure
    (``information``) of credibility, and kinds of disagreement. An entry with two suppliers counts for both."""

    entries: int
    contested: int
    every: int
    suppliers: Mapping[str, int]
    recipients: Mapping[str, int]
    families: Mapping[str, int]
    acts: Mapping[str, int]
    statuses: Mapping[str, int]
    years: Mapping[str, int]
    origins: Mapping[str, int]
    sources: Mapping[str, int]
    information: Mapping[str, int]
    disagreements: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Totals:
    """What had been told by the end of ``as_of`` (None: all, of unknown day too): ``articles`` published and ``claims`` in the ledger, these by
    act and status in ``told``; never sums of goods or money. ``undated``: articles of unknown day."""

    as_of: str | None
    articles: int
    undated: int
    claims: int
    told: Mapping[str, Mapping[str, int]]
