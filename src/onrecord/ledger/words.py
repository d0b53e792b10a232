"""Words: what each speaker said of one matter, each said once per origin, in order of publication."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.ledger.facets import Facet
from onrecord.ledger.times import FIRST, iso_day
from onrecord.ledger.voices import Speaker
from onrecord.model import CERTAINTIES, StatusMove


@dataclass(frozen=True, slots=True)
class Word:
    """``speaker`` gave the matter ``status`` in the text ``origin``, first published on ``day`` (None: unknown).

    ``start`` is the earliest day the act may have begun by these claims (None: not said). A copy of the text adds its claims, never a later
    day, another time or more certainty: copies do not refresh a report. ``report`` and ``counts`` as `independence` has them.
    """

    day: int | None
    origin: str
    status: str
    certainty: str
    speaker: Speaker
    start: int | None
    claims: tuple[str, ...]
    report: str = ""
    counts: bool = True

    @property
    def order(self) -> tuple[int, str, str, str, str]:
        """For sorting: unknown days first."""
        return (self.day or 0, self.origin, self.status, self.speaker.key, self.report)

    def move(self) -> StatusMove:
        """The word as an entry shows it."""
        day = None if self.day is None else iso_day(self.day)
        report = "" if self.report == self.origin else self.report
        return StatusMove(day, self.origin, self.status, self.certainty, self.speaker.key, self.claims, report, self.counts)


def words_of(facets: Iterable[Facet]) -> tuple[Word, ...]:
    """The words these facets amount to, in order of publication."""
    said: dict[tuple[str, str, str, Speaker], list[Facet]] = defaultdict(list)
    for f in facets:
        said[f.origin, f.report or f.origin, f.status, f.speaker].append(f)
    return tuple(sorted((_word(*key, told) for key, told in said.items()), key=lambda w: w.order))


def _word(origin: str, report: str, status: str, speaker: Speaker, told: list[Facet]) -> Word:
    first = [f for f in told if not f.echo] or told
    days = [f.day for f in told if f.day is not None]
    starts = [f.days.start for f in first if f.days is not None]
    certainty = min((f.claim.certainty.value for f in first), key=CERTAINTIES.index)
    start = min(starts) if len(starts) == len(first) and min(starts) > FIRST else None
    claims = tuple(sorted({f.claim.id for f in told}))
    return Word(min(days) if days else None, origin, status, certainty, speaker, start, claims, report, any(f.counts for f in told))
