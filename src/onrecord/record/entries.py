"""Entries as a person holds them: a matter tells its story, its disagreements and its sources, draws itself, and becomes a row of a frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from onrecord.export.entries import entry_fields
from onrecord.export.plain import headline
from onrecord.model import Credibility, Entry, Money, Quantity, StatusMove, When
from onrecord.record import plots
from onrecord.record.desk import Desk
from onrecord.record.network import graph
from onrecord.record.pages import Claims, HeldClaim, claims_of
from onrecord.record.tables import Rows, as_html, safe
from onrecord.telling.frames import Library, entry_frame
from onrecord.telling.led import Lead, leads
from onrecord.telling.parties import party_names
from onrecord.telling.story import Story, story_of
from onrecord.telling.words import (
    SHORT_ID,
    amounts,
    chain,
    counted,
    credibility_words,
    disagreement_words,
    joined,
    note_words,
    plain,
    quoted,
    rests_on,
    standing_words,
    status_words,
    stretch,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True, slots=True)
class Step:
    """On ``published`` (ISO day; None: not known) somebody said ``status``: the ``chain`` from them to the publisher, how sure they were, the
    letter of the Admiralty code for them, the ``origin`` it stands in, on how many ``pages``, and the ``claims`` (ids)."""

    published: str | None
    status: str
    certainty: str
    source: str
    chain: str
    origin: str
    pages: int
    note: str
    claims: tuple[str, ...]


class Course(Rows[Step]):
    """How a matter went, in order of publication."""

    called = ("step", "steps")
    columns = ("published", "status", "certainty", "source", "on whose word", "origin")

    def cells(self, row: Step) -> Sequence[str]:
        """What is shown of a step."""
        pages = f" ({counted(row.pages, 'page')})" if row.pages > 1 else ""
        told = "\n".join(filter(None, (row.chain, row.note)))
        return row.published or "not known", status_words(row.status), row.certainty, row.source, told, row.origin[:SHORT_ID] + pages


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two claims that cannot both hold. ``kind`` is of `model.DISAGREEMENTS`, ``says`` it in words; a side is None where the record no longer holds
    the claim; ``settled``: a person called one of them right."""

    kind: str
    says: str
    claim: HeldClaim | None
    against: HeldClaim | None
    settled: bool


class Contrasts(Rows[Contrast]):
    """Where sources disagree, both words side by side."""

    called = ("disagreement", "disagreements")
    columns = ("on", "one says", "the other says")

    def cells(self, row: Contrast) -> Sequence[str]:
        """What is shown of a disagreement."""
        return row.says, _side(row.claim), _side(row.against)


def _side(claim: HeldClaim | None) -> str:
    if claim is None:
        return "no longer held"
    return f"{status_words(claim.status)}, {claim.article.published.date or 'day not known'}\n{quoted(claim.quote)}\n{claim.chain}"


@dataclass(frozen=True, slots=True)
class Chain:
    """From the first speaker to the publisher (``links``), and the ``claims`` (ids) that came this way."""

    links: tuple[str, ...]
    claims: tuple[str, ...]


class Chains(Rows[Chain]):
    """On whose word a matter rests: each chain once, in order of publication."""

    called = ("chain", "chains")
    columns = ("from the first speaker to the publisher", "claims")

    def cells(self, row: Chain) -> Sequence[str]:
        """What is shown of a chain."""
        return " ← ".join(row.links), str(len(row.claims))


class HeldEntry:
    """One matter of a record. ``noun`` is the bare `Entry`, ``as_of`` the day on which it stood so (None: by all that is known). ``asked`` is the id
    by which it was asked for."""

    def __init__(self, desk: Desk, noun: Entry, as_of: str | None = None, asked: str = "") -> None:
        self._desk, self.noun, self.as_of, self._asked = desk, noun, as_of, asked

    @property
    def id(self) -> str:
        """Its id; methods of the record take the head of it too."""
        return self.noun.id

    @property
    def act(self) -> str:
        """What it is, of `model.ACTS`."""
        return self.noun.act

    @property
    def giver(self) -> tuple[str, ...]:
        """Codes of who gave, sold, imposed..."""
        return self.noun.giver

    @property
    def receiver(self) -> tuple[str, ...]:
        """Codes of who received, or was the target."""
        return self.noun.receiver

    @property
    def items(self) -> tuple[str, ...]:
        """Item classes of its goods."""
        return self.noun.items

    @property
    def names(self) -> tuple[str, ...]:
        """Wordings of its goods."""
        return self.noun.names

    @property
    def status(self) -> str:
        """The furthest status that anyone told."""
        return self.noun.status

    @property
    def standing(self) -> str:
        """How it stands: "contested" where speakers disagree, else a status."""
        return self.noun.standing

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Every count told, as intervals."""
        return self.noun.quantities

    @property
    def moneys(self) -> tuple[Money, ...]:
        """Every sum told, as intervals."""
        return self.noun.moneys

    @property
    def when(self) -> When | None:
        """The time of the act, from the first to the last day told."""
        return self.noun.when

    @property
    def history(self) -> tuple[StatusMove, ...]:
        """Who said what when, as the ledger holds it; `story` is the same to look at."""
        return self.noun.history

    @property
    def origins(self) -> int:
        """On how many independent origins it rests."""
        return self.noun.origins

    @property
    def voices(self) -> int:
        """How many distinct speakers there are."""
        return self.noun.voices

    @property
    def pages(self) -> int:
        """How many named pages carry its claims, copies too."""
        return self.noun.pages

    @property
    def first(self) -> str | None:
        """The ISO day on which something was first published of it."""
        return self.noun.first

    @property
    def last(self) -> str | None:
        """... and last."""
        return self.noun.last

    @property
    def credibility(self) -> Credibility:
        """Its grade in the Admiralty code with every reason; ``credibility.grade`` is such as "B2"."""
        return self.noun.credibility

    @cached_property
    def led(self) -> tuple[Lead, ...]:
        """Where it was asked for by an id that is no more: what became of that, when and why (``says``). Else nothing."""
        return leads(self._desk.view, self._asked, self.id)

    @cached_property
    def _story(self) -> Story:
        return story_of(self._desk.view, self.noun, self.as_of)

    @cached_property
    def claims(self) -> Claims:
        """Its claims, in order of publication.

        >>> entry = record.ledger(status="contested")[0]
        >>> sorted(claim.id for claim in entry.claims) == sorted(entry.noun.claims)
        True
        """
        return claims_of(self._desk, self._story.claims.values())

    def story(self) -> Course:
        """How it went day by day, and on whose word.

        >>> course = record.ledger(status="contested")[0].story()
        >>> len(course) > 1 and all(step.claims for step in course)
        True
        """
        return Course([self._step(move) for move in self.noun.history], f"{standing_words(self.noun)}, {self.credibility.grade}")

    def _step(self, move: StatusMove) -> Step:
        first = self._story.first(move)
        told = chain(first, self._story.articles.get(first.article)) if first else move.voice
        return Step(move.published, move.status, move.certainty, move.source, told, move.origin, self._story.copies.get(move.origin, 1),
                    note_words(move), move.claims)

    @property
    def disagreements(self) -> Contrasts:
        """Where sources disagree, both words side by side.

        >>> contrast = record.ledger(status="contested")[0].disagreements[0]
        >>> contrast.claim.quote != contrast.against.quote
        True
        """
        return Contrasts([Contrast(d.kind, disagreement_words(d), self._held(d.claim), self._held(d.against), d.settled)
                          for d in self.noun.disagreements])

    def _held(self, key: str) -> HeldClaim | None:
        found = self._story.claim(key)
        return HeldClaim(self._desk, found) if found else None

    @property
    def sources(self) -> Chains:
        """On whose word it rests: each chain from a speaker to a publisher, with its claims."""
        by: dict[tuple[str, ...], list[str]] = {}
        for claim in self.claims:
            by.setdefault(claim.links, []).append(claim.id)
        return Chains([Chain(links, tuple(ids)) for links, ids in by.items()])

    def fields(self) -> dict[str, Any]:
        """The entry as JSON fields, nothing left out (docs/reference/formats.md)."""
        return entry_fields(self.noun)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draws what was said of it when: a sign for each word, the status told upwards, days of publication to the right. Gives matplotlib's axes.

        Raises `ExtraError` where matplotlib is not installed.
        """
        return plots.course(self.noun, ax)

    def plot_amounts(self, ax: Axes | None = None, unit: str | None = None) -> Axes:
        """Draws each figure told as the interval that it is, an open end as an arrow: of ``unit`` (or currency), of the one told most often if
        none is given. Raises `ExtraError` where matplotlib is not installed, `QueryError` where no figure of the unit was told."""
        return plots.intervals(self.noun, ax, unit)

    def _facts(self) -> list[tuple[str, str]]:
        e = self.noun
        rows = (("standing", standing_words(e)), ("credibility", credibility_words(e.credibility)), ("goods", joined(e.names or e.items, "")),
                ("amount", "; ".join(amounts(e))), ("when", e.when.iso if e.when else ""), ("mechanism", e.mechanism or ""),
                ("rests on", joined([*rests_on(e, "independent "), counted(len(e.claims), "claim")])),
                ("published", stretch(e.first, e.last)), ("as of", self.as_of or ""), ("entry", e.id),
                ("led here", "\n".join(says for one in self.led for says in one.says)))
        return [(name, value) for name, value in rows if value]

    def _title(self) -> str:
        return f"{self.act}: {party_names(self.giver)} → {party_names(self.receiver)}"

    def __repr__(self) -> str:
        return plain(f"<entry {self.id[:SHORT_ID]}: {headline(self.noun)}>")

    def __str__(self) -> str:
        lines = [self._title(), *(f"{name}: {value}" for name, value in self._facts())]
        return plain("\n".join(lines)) + f"\n\n{self.story()!r}"

    def _repr_html_(self) -> str:
        return f"<b>{safe(self._title())}</b>{as_html(('', ''), self._facts())}{self.story()._repr_html_()}"


class Entries(Rows[HeldEntry]):
    """Entries that pass a question. ``asked`` is the question as a ledger's address has it; ``total`` how many pass, with those that a limit
    leaves out."""

    called = ("entry", "entries")
    columns = ("id", "from → to", "act", "goods", "amount", "standing", "grade", "origins", "published")

    def __init__(self, desk: Desk, rows: Sequence[HeldEntry], asked: str = "", total: int | None = None, note: str = "") -> None:
        self._desk, self.asked, self.total = desk, asked, len(rows) if total is None else total
        more = f"{self.total:,} pass; the limit leaves out the rest." if self.total > len(rows) else ""
        super().__init__(rows, " ".join(filter(None, (more, note))))

    def cells(self, row: HeldEntry) -> Sequence[str]:
        """What is shown of an entry."""
        e = row.noun
        return (e.id[:SHORT_ID], f"{party_names(e.giver)} → {party_names(e.receiver)}", e.act, joined(e.items, ""), "\n".join(amounts(e)),
                standing_words(e), e.credibility.grade, str(e.origins), stretch(e.first, e.last))

    def frame(self, library: Library = "pandas") -> Any:
        """A row an entry (`telling.frames.ENTRY_TYPES`) as a frame of pandas or polars. Raises `ExtraError` where that is not installed.

        >>> frame = record.ledger(act="transfer").frame()
        >>> bool((frame["quantity_low"] <= frame["quantity_high"]).any())
        True
        """
        return entry_frame((e.noun for e in self), library)

    def claims(self) -> Claims:
        """The claims of all of them, entry by entry, each once."""
        found = {c.id: c for e in self for c in self._desk.view.claims_of(e.noun)}
        return claims_of(self._desk, found.values())

    def network(self) -> Any:
        """Who supplies whom as a directed multigraph of networkx: a node a party, an edge an act and status with its ``entries``, ``contested``,
        ``ids``
        and ``items`` (as the GraphML export has them). Raises `ExtraError` where networkx is not installed."""
        return graph(e.noun for e in self)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draws how many entries each supplier has with each recipient. An entry with two suppliers counts for each. Gives matplotlib's axes.

        Raises `ExtraError` where matplotlib is not installed.
        """
        return plots.matrix([e.noun for e in self], ax)
