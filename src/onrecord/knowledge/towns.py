"""Towns told as under fire, with the states whose they are, from data/towns.yaml."""

from __future__ import annotations

from functools import cache

from onrecord.errors import KnowledgeError
from onrecord.knowledge.gazetteer import Gazetteer
from onrecord.knowledge.loader import load
from onrecord.knowledge.parties import is_state


@cache
def town_gazetteer() -> Gazetteer[str]:
    """The names of the towns, each with the code of its state."""
    listed = load("towns")
    if bad := [code for code in listed if not is_state(code)]:
        raise KnowledgeError("towns.yaml", bad[0], "is no state of states.yaml")
    return Gazetteer(((name, code, "name") for code, names in listed.items() for name in names), "towns.yaml")
