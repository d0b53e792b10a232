"""States that are no more, from data/dissolved.yaml: their codes elsewhere, and which names stood for them while they were."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load
from onrecord.knowledge.parties import PartyForm, is_state
from onrecord.knowledge.stretches import stretch_of

_FIELDS = frozenset({"code", "ended", "former", "ftm", "heirs", "by"})


@dataclass(frozen=True, slots=True)
class Dissolved:
    """A state that was no more from the ISO day ``ended`` on.

    ``former`` is its code in ISO 3166-3, ``ftm`` that of FollowTheMoney (None: it has none). Until then the names of the states ``heirs``
    stood for it, those of the forms ``by`` only, unless that is empty.
    """

    code: str
    ended: str
    former: str
    ftm: str | None
    heirs: frozenset[str]
    by: frozenset[str]

    def meant_by(self, form: str, day: str) -> bool:
        """Whether an heir's name of a form stood for it on a day (ISO; a month or year that it did not outlive will do)."""
        return day < self.ended[:len(day)] and (not self.by or form in self.by)


def make_dissolved(raw: dict[str, Any]) -> Dissolved:
    """A state from its entry. Raises `KnowledgeError` where it breaks the file's definitions."""
    code = str(raw.get("code", "?"))
    if raw.keys() - _FIELDS or not {"code", "ended", "former"} <= raw.keys():
        raise KnowledgeError("dissolved.yaml", code, f"missing or no field of this file: {', '.join(sorted(raw))}")
    if unknown := [state for state in (code, *raw.get("heirs", ())) if not is_state(state)]:
        raise KnowledgeError("dissolved.yaml", code, f"{unknown[0]!r} is no state of states.yaml")
    ended = stretch_of({"first": raw["ended"]}, "dissolved.yaml", code).first
    return Dissolved(code, ended, raw["former"], raw.get("ftm"), frozenset(raw.get("heirs", ())), frozenset(raw.get("by", ())))


@cache
def dissolved() -> dict[str, Dissolved]:
    """Every state of the file by its code."""
    return {state.code: state for state in map(make_dissolved, load("dissolved"))}


def as_of(form: PartyForm, day: str | None) -> PartyForm:
    """What a name stood for on a page of a day (ISO): a state's heir's for the state itself before its end ("Moscow" in 1985).

    Where the day is not known, nothing but what it stands for now.
    """
    if day is None or not form.codes + form.among:
        return form
    was = {heir: state.code for state in dissolved().values() if state.meant_by(form.form, day) for heir in state.heirs}
    if was.keys().isdisjoint(form.codes + form.among):
        return form
    return replace(form, codes=tuple(was.get(c, c) for c in form.codes), among=tuple(was.get(c, c) for c in form.among))
