"""The desk: a record that lies open, and the pages of it that are being looked at."""

from __future__ import annotations

from functools import cached_property, lru_cache

from onrecord.flow import Reader
from onrecord.model import Article, Claim
from onrecord.store import StoreView
from onrecord.telling.family import pages_of_origins

MOST_PAGES = 1_000
"""Pages kept at hand for one answer. Chosen: some megabytes."""


class Desk:
    """What one answer is looked up with. ``view`` is the record; ``reader`` reads pages anew where it is asked why. Each answer has a desk of its
    own, so that
    the next one sees what was written since."""

    def __init__(self, view: StoreView, reader: Reader) -> None:
        self.view, self.reader = view, reader
        self._article = lru_cache(maxsize=MOST_PAGES)(view.article)

    def article(self, key: str) -> Article:
        """The article of a full id. Raises `NotFoundError`."""
        return self._article(key)

    def page_of(self, claim: Claim) -> Article:
        """The article that a claim was read in."""
        return self._article(claim.article)

    @cached_property
    def copies(self) -> dict[str, int]:
        """How many named pages go back to each origin."""
        return pages_of_origins(self.view.facts().values())
