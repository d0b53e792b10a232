"""Led, in words: what became of an id that is no more, when and why. The window, the command line, Python and assistants all say it from here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.telling.words import SHORT_ID, bond_words, counted, joined

if TYPE_CHECKING:
    from onrecord.model import Judgement
    from onrecord.model.led import Led, LedStep
    from onrecord.store import StoreView

NOT_KEPT = "When and why were not kept: this record was made before they were."
EARLIER = "What led there before that was not kept."
NO_RULE = "as what was read tells it"
MOST_SIGNED = 5
"""Judgements that are told of in words for one step; the rest are counted."""
_HOW = {"merged": "{was} was merged into {into}", "renamed": "{was} became {into}, the same matter under another id",
        "split": "{was} was split, and most of it went into {into}", "parted": "its claims left {was} for {into}"}


@dataclass(frozen=True, slots=True)
class Lead:
    """An id that leads to an entry: what the record holds of it, and the record's judgements by id."""

    led: Led
    judgements: Mapping[str, Judgement]

    @property
    def says(self) -> tuple[str, ...]:
        """Sentences: where it leads, then each step of the way with its time and reason, or that these were not kept."""
        leads_to = "leads to" if self.led.steps else "was merged into"
        first = f"{self.led.old[:SHORT_ID]} {leads_to} {self.led.new[:SHORT_ID]}: most of its claims are told there now."
        rest = () if self.led.whole else (EARLIER,) if self.led.steps else (NOT_KEPT,)
        return (first, *rest, *(step_words(s, self.judgements) for s in self.led.steps))

    def fields(self) -> dict[str, Any]:
        """The same as JSON fields."""
        return {"id": self.led.old, "entry": self.led.new, "whole": self.led.whole, "says": list(self.says),
                "steps": [_fields(s, self.judgements) for s in self.led.steps]}


def leads(view: StoreView, key: str, entry: str) -> tuple[Lead, ...]:
    """What became of the id (or head of ids) ``key`` by which the entry of the id ``entry`` was asked for; nothing where it is that entry's own."""
    wanted = key.strip().casefold()
    found = [] if not wanted or entry.startswith(wanted) else [one for one in view.led(wanted) if one.new == entry]
    named = {i for one in found for s in one.steps for i in (*s.judgements, *s.withdrawn)}
    held = {j.id: j for j in view.judgements()} if named else {}
    return tuple(Lead(one, held) for one in found)


def step_words(step: LedStep, judgements: Mapping[str, Judgement]) -> str:
    """A step as a sentence: "1a2b3c4d was merged into 5e6f7a8b on 2026-03-01 at 10:00 UTC (3 of its 3 claims): Ann said on 2024-03-01: same: ..."."""
    what = _HOW[step.how].format(was=step.was[:SHORT_ID], into=step.into[:SHORT_ID])
    rest = f", others in {joined(i[:SHORT_ID] for i in step.elsewhere)}" if step.elsewhere else ""
    return f"{what} on {_day(step.at)} ({step.moved:,} of {counted(step.claims, 'claim')}{rest}): {'; '.join(_reasons(step, judgements))}."


def _day(at: str) -> str:
    """ "2026-03-01 at 10:00 UTC"."""
    return f"{at[:10]} at {at[11:16]} UTC"


def _reasons(step: LedStep, judgements: Mapping[str, Judgement]) -> Iterator[str]:
    """Why: who said so, that the rules are others, and the ledger's reasons."""
    several = [*(_signed(i, judgements) for i in step.judgements), *(_taken_back(i, judgements) for i in step.withdrawn)]
    yield from several[:MOST_SIGNED]
    if len(several) > MOST_SIGNED:
        yield f"and {counted(len(several) - MOST_SIGNED, 'more judgement')}"
    if step.rules:
        yield f"settled by other rules than before (those were version {step.rules})"
    yield " / ".join(step.because) + (f" (held by: {bond_words(step.bonds)})" if step.bonds else "") if step.because else NO_RULE


def _signed(key: str, judgements: Mapping[str, Judgement]) -> str:
    """ "Ann said on 2024-03-01: same: one shipment (judgement 1a2b3c4d)"."""
    said = judgements.get(key)
    if said is None:
        return f"judgement {key[:SHORT_ID]}, which this record does not hold"
    what = " ".join(part for part in (said.kind, said.field, said.value) if part)
    return f"{said.by} said on {said.at[:10]}: {what}: {said.why} (judgement {key[:SHORT_ID]})"


def _taken_back(key: str, judgements: Mapping[str, Judgement]) -> str:
    """ "Ben took back on 2024-03-02: too soon: what Ann said on 2024-03-01: same: one shipment (judgement 1a2b3c4d)"."""
    back = next((j for j in judgements.values() if j.kind == "withdraw" and j.subject == key), None)
    who = f"{back.by} took back on {back.at[:10]}: {back.why}" if back else "taken back"
    return f"{who}: what {_signed(key, judgements)}"


def _fields(step: LedStep, judgements: Mapping[str, Judgement]) -> dict[str, Any]:
    said = [(i, False) for i in step.judgements] + [(i, True) for i in step.withdrawn]
    return {
        "from": step.was, "to": step.into, "at": step.at, "how": step.how, "claims": step.claims, "moved": step.moved,
        "elsewhere": list(step.elsewhere), "because": list(step.because), "bonds": {b.name: b.weight for b in step.bonds},
        "judgements": [_judged(i, judgements.get(i), back) for i, back in said], "rules": step.rules or None,
        "says": step_words(step, judgements),
    }


def _judged(key: str, judgement: Judgement | None, back: bool) -> dict[str, Any]:
    told = {"kind": judgement.kind, "by": judgement.by, "at": judgement.at, "why": judgement.why} if judgement else {}
    return {"id": key, **told, "taken_back": back}
