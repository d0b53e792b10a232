"""Armed groups as the rebels of a state: whom "the Angolan guerrillas" are on a page that names UNITA. From ``rebels`` in data/groups.yaml."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load
from onrecord.knowledge.parties import is_state, party_gazetteer, party_info
from onrecord.knowledge.stretches import Stretch, stretch_of


def rebels(state: str, name: str, named: Iterable[str], day: str | None) -> str:
    """The party that a state's rebels are, called by ``name`` on a page of an ISO day that names the parties ``named``: the one group of its that
    is among these, else the party that bears the name ("Syrian rebels"), else just so."""
    return the_group(state, named, day) or listed(name) or name


def the_group(state: str, named: Iterable[str], day: str | None) -> str | None:
    """The one group among the parties ``named`` that is told of as the state's rebels on the day; None where none is, or several are."""
    found = {whole for code in named for whole, states, held in [_known().get(code, _NONE)] if state in states and held.holds(day)}
    return found.pop() if len(found) == 1 else None


def listed(name: str) -> str | None:
    """The group that bears a name in the knowledge files."""
    found = party_gazetteer().get(name)
    return found.codes[0] if found is not None and found.form == "group" and len(found.codes) == 1 else None


Known = tuple[str, frozenset[str], Stretch]
_NONE: Known = ("", frozenset(), Stretch("", ""))


@cache
def _known() -> dict[str, Known]:
    """Each group that is somebody's rebels: the group that it is part of or itself, whose they are, and when."""
    found: dict[str, Known] = {}
    for group in load("groups"):
        code, whole, states = group["code"], group.get("within", group["code"]), group.get("rebels", [])
        if unknown := [state for state in states if not is_state(state)]:
            raise KnowledgeError("groups.yaml", code, f"{unknown[0]!r} is no state of states.yaml")
        if party_info(whole) is None:
            raise KnowledgeError("groups.yaml", code, f"{whole!r}, which it is within, is no group of this file")
        if states:
            found[code] = whole, frozenset(states), stretch_of(group, "groups.yaml", code)
    return found
