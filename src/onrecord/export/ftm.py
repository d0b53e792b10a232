"""FollowTheMoney entities, one JSON line each, for Aleph, OpenSanctions' tools and other programs of investigators.

- a state is a `PublicBody` with its country (a dissolved one by the code that the library has for it, if any), another party an `Organization`;
- a page is an `Article`: title, true date, outlet, address;
- an entry is an `UnknownLink` from giver to receiver (one for each pair), a sanction a `Sanction` on the target; both with the standing, the time of
  the act, the words with their sources, and their pages as `proof`.

Ids are hashes of what they stand for, so the same party has one id in every export. An entity comes before what refers to it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.export.lines import json_line
from onrecord.export.plain import address, headline, sides, words_of, xml_text
from onrecord.export.told import Cited, Told
from onrecord.knowledge.dissolved import dissolved
from onrecord.knowledge.parties import is_state, state_name

Entity = dict[str, Any]
_LANGUAGES = {"en": "eng"}


def write_ftm(every: Iterable[Told]) -> Iterator[str]:
    """The lines, without line ends."""
    return (json_line(entity) for entity in ftm_entities(every))


def ftm_entities(every: Iterable[Told]) -> Iterator[Entity]:
    """The entities, each once."""
    seen: set[str] = set()
    for told in every:
        for entity in _entities(told):
            if entity["id"] not in seen:
                seen.add(entity["id"])
                yield entity


def _entities(told: Told) -> Iterator[Entity]:
    for code in (*told.entry.giver, *told.entry.receiver):
        yield _party(code)
    for page in told.pages.values():
        yield _article(page)
    for giver, receiver in sides(told):
        yield _sanction(told, giver, receiver) if told.entry.act == "sanction" else _link(told, giver, receiver)


def _id(kind: str, *of: str) -> str:
    return f"onrecord-{kind}-{hashlib.sha256('|'.join(of).encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"


def _party(code: str) -> Entity:
    schema = "PublicBody" if is_state(code) else "Organization"
    return _entity(_id("party", code), schema, name=state_name(code), country=_country(code))


def _country(code: str) -> str | None:
    """A state's code in the library's list of countries; None for other parties, and for a dissolved state that the list has not."""
    former = dissolved().get(code)
    if former is not None:
        return former.ftm
    return code.lower() if is_state(code) else None


def _article(page: Cited) -> Entity:
    return _entity(
        _id("article", page.id), "Article", title=page.title or page.name, author=page.byline, publisher=page.outlet,
        publishedAt=page.published.date, sourceUrl=address(page.url), language=_LANGUAGES.get(page.language),
    )


def _link(told: Told, giver: str, receiver: str) -> Entity:
    entry = told.entry
    return _entity(
        _id("entry", entry.id, giver, receiver), "UnknownLink", subject=_id("party", giver) if giver else None,
        object=_id("party", receiver) if receiver else None, role=headline(entry), status=entry.standing, **_common(told),
    )


def _sanction(told: Told, giver: str, receiver: str) -> Entity:
    entry = told.entry
    return _entity(
        _id("entry", entry.id, giver, receiver), "Sanction", entity=_id("party", receiver) if receiver else None,
        authority=state_name(giver) if giver else None, country=_country(giver), program=entry.mechanism,
        reason=headline(entry), status=entry.standing, **_common(told),
    )


def _common(told: Told) -> dict[str, Any]:
    when = told.entry.when
    return {
        "startDate": when.start if when else None, "endDate": when.end if when else None, "recordId": told.entry.id,
        "summary": [words_of(c, told.page(c)) for c in told.claims], "proof": [_id("article", key) for key in told.pages],
        "sourceUrl": [a for p in told.pages.values() if (a := address(p.url))],
    }


def _entity(key: str, schema: str, **properties: str | list[str] | None) -> Entity:
    """The entity with the properties that have a value, by name, each value once."""
    lists = {name: [value] if isinstance(value, str) else list(value or ()) for name, value in sorted(properties.items())}
    told = {name: list(dict.fromkeys(xml_text(v) for v in values if v)) for name, values in lists.items()}
    return {"id": key, "schema": schema, "properties": {name: values for name, values in told.items() if values}}
