"""Place: where a person is in the queue, as the URL of a review has it: what a ledger URL asks, and beside it the thing that is looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from onrecord.errors import QueryError
from onrecord.model import Span
from onrecord.telling.asked import FILTERS, PER, Asked, url
from onrecord.telling.lineup import KINDS, ORDERS

PATH = "/review"
OWN = ("what", "at", "by", "again", "panel", "field", "words", "find")
"""Parameters of its own: the kind of things, the thing, who decides, whether what was skipped comes again; and, of what is open on the page, the
panel, the field that is edited, the words chosen for it, and the words by which another matter is searched."""
PANELS = ("edit", "merge", "split")
_PASSING = ("panel", "field", "words", "find")
_AT = re.compile(r"[0-9a-zA-Z]{1,64}(?:-[0-9a-zA-Z]{1,64})?", re.ASCII)
_WORDS = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """``asked`` holds the ledger's filters and, under the names of `OWN`, the rest; its ``sort`` is the order of the queue."""

    asked: Asked

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Place:
        """The place that the parameters of a URL say. Raises `QueryError` for what means nothing."""
        place = cls(Asked.of(pairs, ORDERS, (*FILTERS, *OWN)))
        for name, known in (("what", KINDS), ("panel", PANELS), ("sort", ORDERS)):
            value = place.sort if name == "sort" else place.get(name)
            if value and value not in known:
                raise QueryError(name, value, f"one of {', '.join(known)}")
        if place.at and not _AT.fullmatch(place.at):
            raise QueryError("at", place.at, "an id, or two with - between")
        if place.get("words") and place.words is None:
            raise QueryError("words", place.get("words"), "where words of the page start and end, like 120-126")
        return place

    def get(self, name: str) -> str:
        """A parameter; "" where it is not given."""
        return self.asked.get(name)

    @property
    def kind(self) -> str:
        """What waits here, of `KINDS`."""
        return self.get("what") or KINDS[0]

    @property
    def sort(self) -> str:
        """The order of the queue, of `ORDERS`."""
        return self.asked.sort

    @property
    def at(self) -> str:
        """The id of the thing that is looked at; "" where none is named."""
        return self.get("at")

    @property
    def words(self) -> Span | None:
        """The characters of the page that were chosen for a field."""
        found = _WORDS.fullmatch(self.get("words"))
        return Span(int(found[1]), int(found[2])) if found and int(found[1]) < int(found[2]) else None

    @property
    def filters(self) -> Asked:
        """The ledger's filters alone."""
        return Asked(tuple(pair for pair in self.asked.given if pair[0] in FILTERS))

    def but(self, **changes: str) -> Place:
        """The same with other parameters ("" takes one away), and nothing open on the page that is not said."""
        gone = {name: "" for name in _PASSING if name not in changes}
        sort = changes.pop("sort", self.sort)
        return Place(replace(self.asked.but(**gone, **changes), sort=sort))

    def parameters(self) -> dict[str, str]:
        """What its URL has to say."""
        return dict(self.asked.given) | ({"sort": self.sort} if self.sort != ORDERS[0] else {})

    def url(self, **changes: str) -> str:
        """Its URL, with other parameters where some are given."""
        return url(PATH, (self.but(**changes) if changes else self).parameters())

    def turned(self, number: int, path: str) -> str:
        """Where at a path a page of this place's things is."""
        kept = {"page": str(number), **({"per": str(self.asked.per)} if self.asked.per != PER else {})}
        return url(path, self.parameters() | kept)
