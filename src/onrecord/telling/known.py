"""Known: families of copies as they could be known on a day: what had been published by its end, whenever it was read.

Which page is whose copy is what the record knows now; of it a day leaves the pages that were there. Where even the first was published later (its day
is not known, or a copy's is earlier), the family stands for whichever of the others was first, under the id that it has now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.model import Origin
from onrecord.model.origin import ArticleFacts, OriginEdge, article_of_story
from onrecord.store.counted import published_by
from onrecord.store.filters import dated

if TYPE_CHECKING:
    from onrecord.store import StoreView


def facts_on(facts: Mapping[str, ArticleFacts], day: str) -> dict[str, ArticleFacts]:
    """What is known of those articles that had been published by the end of an ISO day, month or year; those of unknown day are left out."""
    out = published_by(day, facts) or set()
    return {key: facts[key] for key in facts if key in out}


def was_there(view: StoreView, article: str, as_of: str | None) -> bool:
    """Whether an article had been published by the end of an ISO day, month or year; None or "": whenever. Raises `QueryError` for what is none."""
    if not as_of:
        return True
    dated(("as-of", as_of))
    return article in facts_on(view.facts({article}), as_of)


def origin_on(origin: Origin, out: Collection[str]) -> Origin | None:
    """An origin with those of its stories whose articles are ``out``, and the links between what is; None where nothing of it is."""
    stories = tuple(s for s in origin.articles if article_of_story(s) in out)
    if not stories:
        return None
    return replace(origin, articles=stories, edges=links_on(origin.edges, out), beside=links_on(origin.beside, out))


def origins_on(origins: Iterable[Origin], out: Collection[str]) -> list[Origin]:
    """Those of the origins of which something is ``out``, as `origin_on`."""
    return [found for o in origins if (found := origin_on(o, out)) is not None]


def links_on(links: Iterable[OriginEdge], out: Collection[str]) -> tuple[OriginEdge, ...]:
    """Those of the links both of whose ends are ``out``."""
    return tuple(e for e in links if article_of_story(e.article) in out and article_of_story(e.of) in out)
