"""An entry's story: the entry with all that it rests on, looked up once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.errors import NotFoundError
from onrecord.telling.family import pages_of_origins

if TYPE_CHECKING:
    from onrecord.model import Article, Claim, Entry, StatusMove
    from onrecord.store import StoreView


class Story(NamedTuple):
    """An entry with all that it rests on: its claims by id, the article of each by id, how many pages each of its origins has, and the claims of
    other entries that it disagrees with."""

    entry: Entry
    claims: dict[str, Claim]
    articles: dict[str, Article]
    copies: dict[str, int]
    beside: Mapping[str, Claim] = MappingProxyType({})

    def first(self, move: StatusMove) -> Claim | None:
        """The claim by which a word is told: one of the text's first story, where that has one."""
        from onrecord.model.origin import article_of_story

        told = [self.claims[c] for c in move.claims if c in self.claims]
        return min(told, key=lambda c: c.article != article_of_story(move.origin), default=None)

    def claim(self, key: str) -> Claim | None:
        """A claim of this entry, or one of another that it disagrees with; None where the record no longer holds it."""
        return self.claims.get(key) or self.beside.get(key)


def story_of(view: StoreView, entry: Entry, as_of: str | None = None) -> Story:
    """The story of an entry of this record, as of the day that the entry is of. Only what bears on it is read."""
    from onrecord.model.origin import article_of_story
    from onrecord.telling.known import facts_on

    claims, beside = view.claims_of(entry), list(_others(view, entry))
    articles = view.articles_of({c.article for c in (*claims, *beside)})
    told = view.facts({article_of_story(m.origin) for m in entry.history})
    told = facts_on(told, as_of) if as_of else told
    return Story(entry, {c.id: c for c in claims}, articles, pages_of_origins(told.values()), {c.id: c for c in beside})


def _others(view: StoreView, entry: Entry) -> Iterator[Claim]:
    """Claims of other entries that this one disagrees with."""
    for key in dict.fromkeys(d.against for d in entry.disagreements if d.against not in entry.claims):
        try:
            yield view.claim(key)
        except NotFoundError:
            continue


def story_fields(story: Story) -> dict[str, Any]:
    """The entry as JSON fields with its claims, each with its page."""
    from onrecord.export.entries import entry_fields

    told = {"claims": [_claim_fields(story, c) for c in story.claims.values()], "beside": [_claim_fields(story, c) for c in story.beside.values()]}
    return {**entry_fields(story.entry), **told}


def _claim_fields(story: Story, claim: Claim) -> dict[str, Any]:
    from onrecord.export.claims import basis, claim_fields

    page = story.articles[claim.article]
    return {**claim_fields(claim), "article": page.id, "name": page.name, "outlet": page.outlet.value if page.outlet else None,
            "published": {"date": page.published.date, "basis": basis(page.published)}}
