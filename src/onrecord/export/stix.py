"""A STIX 2.1 bundle, for threat-intelligence platforms.

- a party is an `identity` (a state's sector is government), with its code as external reference;
- an entry is a `relationship` between two of them, one for each pair, of the type in `TYPES`; its external references are the words it rests on,
  with source, address and claim id. An entry with a side that is not known is a `note` on the other;
- where sources disagree a `note` on the relationships says how.

Ids are name-based UUIDs and times are days of publication (1970-01-01 where none is known), so the same record gives the same bundle.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.export.lines import json_line
from onrecord.export.plain import address, headline, sides, words_of, xml_text
from onrecord.export.told import Told
from onrecord.knowledge.dissolved import dissolved
from onrecord.knowledge.parties import is_state, state_name
from onrecord.model import Claim

Object = dict[str, Any]
NAMESPACE = uuid.UUID("6c0f4a3e-5a0d-5f6e-9f53-0e1c2d7b8a41")
"""The namespace of every id here; chosen once at random."""
TYPES = {
    "transfer": "supplies", "funding": "funds", "production": "produces-for", "training": "trains", "sanction": "sanctions",
    "permission": "permits", "use": "uses-against", "cooperation": "cooperates-with",
}
_EPOCH = "1970-01-01"


def write_stix(every: Iterable[Told]) -> Iterator[str]:
    """The bundle in pieces, an object a line."""
    yield '{"type": "bundle", "objects": [\n'
    seen, mark = set[str](), uuid.uuid5(NAMESPACE, "bundle")
    for made in _objects(every):
        if made["id"] not in seen:
            yield f"{',' if seen else ' '}{json_line(made)}\n"
            seen.add(made["id"])
            mark = uuid.uuid5(mark, f"{made['id']} {made['modified']}")
    yield f'], "id": "bundle--{mark}"}}\n'


def _objects(every: Iterable[Told]) -> Iterator[Object]:
    yield _object("identity", "onrecord", _EPOCH, _EPOCH, name="OnRecord", identity_class="system")
    for told in every:
        for code in (*told.entry.giver, *told.entry.receiver):
            yield _identity(code)
        yield from _entry(told)


def _entry(told: Told) -> Iterator[Object]:
    made = [_relationship(told, *pair) if all(pair) else _note_on(told, *pair) for pair in sides(told)]
    yield from made
    if told.entry.disagreements:
        yield _contested(told, [one["id"] for one in made])


def _object(kind: str, key: str, created: str, modified: str, **fields: Any) -> Object:
    own = "onrecord" if key != "onrecord" else None
    made = {
        "type": kind, "spec_version": "2.1", "id": _id(kind, key), "created": f"{created}T00:00:00.000Z",
        "modified": f"{modified}T00:00:00.000Z", "created_by_ref": _id("identity", own) if own else None, **fields,
    }
    return {key: value for key, value in made.items() if value is not None}


def _id(kind: str, name: str) -> str:
    return f"{kind}--{uuid.uuid5(NAMESPACE, xml_text(f'{kind} {name}'))}"


def _identity(code: str) -> Object:
    state = is_state(code)
    return _object(
        "identity", f"party {code}", _EPOCH, _EPOCH, name=xml_text(state_name(code)), identity_class="organization",
        sectors=["government"] if state else None, external_references=[_reference_to(code)],
    )


def _reference_to(code: str) -> Object:
    """Where a party's code is from: a dissolved state's is kept in another part of the standard."""
    if code in dissolved():
        return {"source_name": "ISO 3166-3", "external_id": dissolved()[code].former}
    return {"source_name": "ISO 3166-1", "external_id": code} if is_state(code) else {"source_name": "OnRecord", "external_id": xml_text(code)}


def _days(told: Told) -> tuple[str, str]:
    first = told.entry.first or _EPOCH
    return first, max(told.entry.last or first, first)


def _relationship(told: Told, giver: str, receiver: str) -> Object:
    entry = told.entry
    when = entry.when
    start, end = (when.start, when.end) if when else (None, None)
    return _object(
        "relationship", f"entry {entry.id} {giver} {receiver}", *_days(told), relationship_type=TYPES[entry.act],
        source_ref=_id("identity", f"party {giver}"), target_ref=_id("identity", f"party {receiver}"), description=xml_text(headline(entry)),
        start_time=f"{start}T00:00:00Z" if start else None,
        stop_time=f"{end}T00:00:00Z" if end and (start is None or end > start) else None, external_references=_references(told),
        labels=[entry.act, f"standing:{entry.standing}", f"status:{entry.status}"],
    )


def _references(told: Told) -> list[Object]:
    own = {"source_name": "OnRecord", "description": "entry", "external_id": told.entry.id}
    return [own, *(_reference(told, claim) for claim in told.claims)]


def _reference(told: Told, claim: Claim) -> Object:
    page = told.page(claim)
    made = {"source_name": xml_text(page.called) or "page", "description": xml_text(words_of(claim, page)), "external_id": claim.id}
    url = address(page.url)
    return {**made, "url": url} if url else made


def _note_on(told: Told, giver: str, receiver: str) -> Object:
    known = [_id("identity", f"party {code}") for code in (giver, receiver) if code]
    return _object(
        "note", f"entry {told.entry.id} {giver} {receiver}", *_days(told), content=xml_text(headline(told.entry)),
        object_refs=known or [_id("identity", "onrecord")], external_references=_references(told),
        labels=[told.entry.act, f"standing:{told.entry.standing}", f"status:{told.entry.status}"],
    )


def _contested(told: Told, about: list[str]) -> Object:
    of = {c.id: c for c in told.claims}

    def side(key: str) -> str:
        return words_of(of[key], told.page(of[key])) if key in of else f"claim {key}"

    lines = [f"{d.kind.replace('_', ' ')}: {side(d.claim)} against {side(d.against)}" for d in told.entry.disagreements]
    return _object("note", f"disagreement {told.entry.id}", *_days(told), abstract="sources disagree", content=xml_text("\n".join(lines)),
                   object_refs=about)
