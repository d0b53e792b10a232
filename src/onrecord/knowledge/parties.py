"""Who can be a party, and every name that stands for one: states, organisations, armed groups, firms, leaders.

Codes are as the guide writes parties: ISO 3166-1 alpha-2 for states, the usual English name for others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.gazetteer import CaseRule, Gazetteer
from onrecord.knowledge.loader import load
from onrecord.knowledge.outlets import outlet_forms

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PartyInfo:
    """A party: ``code``, ``kind`` (state, organisation, coalition, group, people, collective), usual English ``name``.

    ``country`` is the code of the state where a group fights or sits; a state's is its own; None where there is none.
    """

    code: str
    kind: str
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class PartyForm:
    """What a name stands for. ``form`` is a form of `PartyMention`, or "" for a longer name that names no party.

    ``codes`` are the parties meant. Where ``among`` is not empty the name is ambiguous: the party of ``among`` that the
    article names elsewhere is meant, else ``codes`` (which may then be empty). Where a word of ``unless`` stands in the
    same sentence the name means something else. ``firm`` is the usual name of a firm that acts for the state in ``codes``.
    """

    codes: tuple[str, ...]
    form: str
    among: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    firm: str = ""


Form = tuple[str, PartyForm, CaseRule]

_NOT_A_PARTY = PartyForm((), "")
_STATE_FIELDS: tuple[tuple[str, str, CaseRule], ...] = (
    ("also", "name", "name"), ("exact", "name", "exact"), ("capitalised", "demonym", "exact"),
    ("adjective", "demonym", "name"), ("people", "demonym", "name"),
    ("capital", "capital", "name"), ("cities", "capital", "name"), ("territory", "territory", "name"),
)
_INSTITUTION_FIELDS: tuple[tuple[str, str, CaseRule], ...] = (
    ("metonym", "metonym", "name"), ("ministry", "ministry", "name"), ("force", "force", "name"), ("exact", "ministry", "exact"),
)
_GROUP_FORMS = {"organisation": "name", "coalition": "collective", "group": "group", "people": "group", "collective": "collective"}


@cache
def _infos() -> dict[str, PartyInfo]:
    states = [PartyInfo(s["code"], "state", s["name"], s["code"]) for s in load("states")]
    others = [PartyInfo(g["code"], g["kind"], g["code"], g.get("country")) for g in load("groups")]
    return {info.code: info for info in states + others}


def party_info(code: str) -> PartyInfo | None:
    """What is known of the party with this code, or None for a party that the knowledge files do not list."""
    return _infos().get(code)


def state_name(code: str) -> str:
    """The usual English name of a state, or the code itself where it is none (other parties are their own name)."""
    info = _infos().get(code)
    return info.name if info else code


@cache
def _adjectives() -> dict[str, str]:
    return {s["code"]: [*s.get("adjective", ()), *s.get("capitalised", ()), s["name"]][0] for s in load("states")}


def adjective(code: str) -> str:
    """The adjective of a state ("Sudanese"; its name where it has none); the code itself for other parties."""
    return _adjectives().get(code, code)


def is_state(code: str) -> bool:
    """Whether the code is that of a state or territory."""
    info = _infos().get(code)
    return info is not None and info.kind == "state"


def party_kind(code: str) -> str | None:
    """The kind of a party (a field of `PartyInfo`); None for one that is not in the files."""
    info = _infos().get(code)
    return None if info is None else info.kind


@cache
def _members() -> dict[str, tuple[str, ...]]:
    pacts = [group for group in load("groups") if "members" in group]
    return {pact["code"]: tuple(_checked(code, "groups.yaml", pact["code"]) for code in pact["members"]) for pact in pacts}


def members(code: str) -> tuple[str, ...]:
    """The states that a pact is nothing but ("AUKUS"); none of a body that acts itself."""
    return _members().get(code, ())


@cache
def _by_family_name() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for entry in load("leaders"):
        for name in entry.get("full", ()):
            found.setdefault(name.split()[-1].rstrip("."), set()).add(entry["state"])
    return found


def leaders_state(family: str) -> str | None:
    """The state of the leaders of this family name, as written with their office; None where there are none or they are of several."""
    states = _by_family_name().get(family, set())
    return next(iter(states)) if len(states) == 1 else None


def _checked(code: str, file: str, entry: str) -> str:
    if code not in _infos():
        raise KnowledgeError(file, entry, f"{code!r} is no party of states.yaml or groups.yaml")
    return code


def _fielded(entry: Entry, code: str, fields: tuple[tuple[str, str, CaseRule], ...]) -> Iterator[Form]:
    unless = tuple(entry.get("unless", ()))
    for field, form, case in fields:
        for written in entry.get(field, ()):
            yield written, PartyForm((code,), form, unless=unless), case


def _state_forms() -> Iterator[Form]:
    for state in load("states"):
        yield from _fielded(state | {"also": [state["name"], *state.get("also", ())]}, state["code"], _STATE_FIELDS)


def _group_forms() -> Iterator[Form]:
    for group in load("groups"):
        payload = PartyForm((_checked(group.get("as", group["code"]), "groups.yaml", group["code"]),), _GROUP_FORMS[group["kind"]])
        names = [] if group.get("hidden") or group["kind"] == "collective" else [group["code"]]
        cases: tuple[tuple[list[str], CaseRule], ...] = (
            (names + group.get("also", []), "name"), (group.get("exact", []), "exact"), (group.get("folded", []), "folded"))
        yield from ((written, payload, case) for forms, case in cases for written in forms)


def _institution_forms() -> Iterator[Form]:
    for entry in load("institutions"):
        yield from _fielded(entry, _checked(entry["state"], "institutions.yaml", str(entry)), _INSTITUTION_FIELDS)


def _leader_forms() -> Iterator[Form]:
    for entry in load("leaders"):
        payload = PartyForm((_checked(entry["state"], "leaders.yaml", entry["state"]),), "leader")
        yield from ((name, payload, "name") for name in entry.get("full", []) + entry.get("alone", []))


def _company_forms() -> Iterator[Form]:
    for state, firms in load("companies").items():
        for firm in firms:
            payload = PartyForm((_checked(state, "companies.yaml", firm["name"]),), "company", firm=firm["name"])
            yield from ((name, payload, "name") for name in [firm["name"], *firm.get("also", ())])


def _ambiguous_forms() -> Iterator[Form]:
    for entry in load("ambiguous"):
        among = tuple(_checked(code, "ambiguous.yaml", str(entry["forms"])) for code in entry["among"])
        payload = PartyForm((entry["default"],) if "default" in entry else (), entry["form"], among)
        yield from ((name, payload, "name") for name in entry["forms"])


def _other_names() -> Iterator[Form]:
    for entry in load("not_parties"):
        yield from ((name, _NOT_A_PARTY, "name") for name in entry.get("name", ()))
        yield from ((name, _NOT_A_PARTY, "folded") for name in entry.get("folded", ()))
    yield from ((name, _NOT_A_PARTY, case) for name, _, case in outlet_forms())


@dataclass(frozen=True, slots=True)
class Roles:
    """Words beside a party's name, all lower case: what they make of it (the fields of roles.yaml)."""

    form_of: dict[str, str]
    epithets: frozenset[str]
    makers: frozenset[str]
    elsewhere: frozenset[str]
    firm: frozenset[str]
    endings: frozenset[str]
    armed: frozenset[str]
    fighting: frozenset[str]
    forces: frozenset[str]
    workforces: frozenset[str]
    rebels: frozenset[str]
    bands: frozenset[str]
    sites: frozenset[str]
    classes: frozenset[str]
    legal: dict[str, str]


_WORD_SETS = ("epithets", "makers", "elsewhere", "firm", "endings", "armed", "fighting", "forces", "workforces", "rebels", "bands", "sites",
              "classes")
ROLE_FORMS = ("insurgent", "collective", "ministry", "office", "force", "company", "people")
"""Forms that a noun gives to the mention of its party; a noun of several takes the first."""


@cache
def roles() -> Roles:
    """The words of roles.yaml."""
    lists = load("roles")
    form_of = {lemma: form for form in reversed(ROLE_FORMS) for lemma in lists[form]}
    sets = {name: frozenset(lists[name]) for name in _WORD_SETS}
    return Roles(form_of, legal=lists["legal"], **sets)


@dataclass(frozen=True, slots=True)
class LeadsBack:
    """What a plain noun with "the" leads back to: ``kinds`` of party, limited to ``among`` if any, ``plural`` only so.

    ``plain``: with no modifier beside it but those of `Anaphora.describing`.
    """

    kinds: frozenset[str]
    among: frozenset[str]
    plural: bool
    plain: bool


@dataclass(frozen=True, slots=True)
class Anaphora:
    """The words of anaphora.yaml, field by field, lower case."""

    agent_verbs: frozenset[str]
    weak_verbs: frozenset[str]
    agent_adjectives: frozenset[str]
    patient_verbs: frozenset[str]
    owned: frozenset[str]
    offices: frozenset[str]
    home: frozenset[str]
    pairs: frozenset[str]
    blocking: frozenset[str]
    describing: frozenset[str]
    nouns: dict[str, LeadsBack]


@cache
def anaphora() -> Anaphora:
    """What pronouns and plain nouns can stand for."""
    raw = load("anaphora")
    nouns = {
        lemma: LeadsBack(
            frozenset(e["kinds"]), frozenset(e.get("among", ())), e.get("number") == "plural", e.get("plain", False))
        for lemma, e in raw["nouns"].items()
    }
    names = (
        "agent_verbs", "weak_verbs", "agent_adjectives", "patient_verbs", "owned", "offices", "home", "pairs", "blocking", "describing",
    )
    return Anaphora(nouns=nouns, **{name: frozenset(raw[name]) for name in names})


@cache
def party_gazetteer() -> Gazetteer[PartyForm]:
    """Every name of a party, and the longer names (outlets, seas, wars) inside which a party's name is not read.

    Raises `KnowledgeError` where a name stands for two parties without being listed in ambiguous.yaml.
    """
    sources = (_state_forms(), _group_forms(), _institution_forms(), _leader_forms(), _company_forms(), _ambiguous_forms(),
               _other_names())
    return Gazetteer((form for source in sources for form in source), "states.yaml and others")
