"""Passing: which entries a question lets through, words of a search and unknown parties included, wherever no page of them is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.telling.asked import Asked
from onrecord.telling.parties import UNKNOWN, party_names

if TYPE_CHECKING:
    from onrecord.model import Entry
    from onrecord.store import StoreView


def roots_of(view: StoreView, asked: Asked) -> dict[str, str]:
    """The origin of each article and story, where the question asks for one; else nothing, since finding them takes time."""
    from onrecord.model.origin import story_id

    if not asked.get("origin"):
        return {}
    facts = view.facts()
    parts = {story_id(a.id, n): origin for a in facts.values() for n, (_, origin) in enumerate(a.parts, 1)}
    return {**parts, **{a.id: a.origin for a in facts.values()}}


def passes(asked: Asked, entry: Entry, roots: Mapping[str, str]) -> bool:
    """Whether an entry of ``asked.base`` is among what is asked for; ``roots`` as `roots_of` gives them."""
    from onrecord.store.filters import keeps

    no_giver, no_receiver = (asked.get(side).casefold() == UNKNOWN for side in ("from", "to"))
    if (no_giver and entry.giver) or (no_receiver and entry.receiver):
        return False
    query = asked.query
    query = replace(query, giver=None if no_giver else query.giver, receiver=None if no_receiver else query.receiver)
    return keeps(query, entry, roots) and holds(entry, asked.get("q").casefold().split())


def holds(entry: Entry, words: Iterable[str]) -> bool:
    """Whether the entry has all of the words (in small letters), or starts with one as its id, somewhere among its parties, goods and voices."""
    told = (party_names(entry.giver), *entry.giver, party_names(entry.receiver), *entry.receiver, entry.act, *entry.items, *entry.names,
            *entry.keys, entry.mechanism or "", entry.standing, entry.status, *(m.voice for m in entry.history))
    hay = " ".join(told).casefold()
    return all(word in hay or entry.id.startswith(word) for word in words)


def asked_of(text: str) -> Asked:
    """What the text of a URL's parameters asks ("from=IR&to=RU", with or without the "?"). Raises `QueryError` where it means nothing."""
    from urllib.parse import parse_qsl

    return Asked.of(parse_qsl(text.strip().removeprefix("?"), keep_blank_values=True))


def text_of(asked: Asked) -> str:
    """A question as the text of a URL's parameters, without the page that was open."""
    return replace(asked, page=1).at("").removeprefix("?")
