"""The course of many matters: what a timeline is drawn from, counted in the record or looked up in opened matters.

`Counted` opens only the matters that are drawn one by one. Rows by speaker need every word with its speaker, so there all are `Opened`.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Entry
from onrecord.store.over_time import Group
from onrecord.telling.asked import Asked
from onrecord.web.found import found
from onrecord.web.pages import strips
from onrecord.web.pages.axis import MOST_YEARS, Period, axis_of, periods, periods_of, window
from onrecord.web.pages.strips import Link, Row, draw, grouped_by
from onrecord.web.shelf import Shelf
from onrecord.web.tally import on_page

Periods = tuple[tuple[str, tuple[Period, ...]], ...]


class Counted:
    """The matters of a question, counted: ``by`` is "pair" or "goods"."""

    def __init__(self, shelf: Shelf, asked: Asked, by: str) -> None:
        self._shelf, self._asked, self._by = shelf, asked, by
        self._time = shelf.over_time(asked)
        self.axis = axis_of(self._time.published(), self._time.acted(), asked)
        self._groups = self._time.groups(by)
        self.matters, self.rows = len(self._time.places), len(self._groups)

    def drawn(self, page: Asked, link: Link) -> tuple[Row, ...]:
        """The rows of a page."""
        groups = on_page(self._groups, page)
        most = strips.most_drawn([len(places) for _, places in groups])
        dense = {key for key, places in groups if self.axis is not None and len(places) > most}
        wanted = {key: self._time.ids(places[:1] if key in dense else places) for key, places in groups}
        held = {e.id: e for e in self._shelf.view.with_ids(self._asked.query, {i for ids in wanted.values() for i in ids})}
        rows = ((group, [held[i] for i in wanted[group[0]] if i in held]) for group in groups)
        return tuple(self._dense(group, those[0]) if group[0] in dense else self._single(group[0], those, link) for group, those in rows if those)

    def _dense(self, group: Group, one: Entry) -> Row:
        assert self.axis is not None
        edges = [(low.isoformat(), high.isoformat()) for low, high in self.axis.bins(strips.BINS)]
        bins = strips.bins_of(self.axis, *self._time.stretches(group[1], edges))
        return strips.dense(group[0], self._by, one, len(group[1]), bins, self._asked)

    def _single(self, key: str, those: Sequence[Entry], link: Link) -> Row:
        return strips.single(key, self._by, those, {e.id: e.history for e in those}, self.axis, self._asked, link)

    def outside(self) -> int:
        """How many matters have a time that begins before the axis or ends after it."""
        return self._time.outside(self.axis.low.isoformat(), self.axis.high.isoformat()) if self.axis else 0

    def periods(self, asked: Asked, path: str) -> Periods:
        """What can be looked at closer."""
        return periods_of(self._time.touching, lambda: self._time.years(MOST_YEARS), asked, self.axis, path)


class Opened:
    """The matters of a question, all opened."""

    def __init__(self, shelf: Shelf, asked: Asked, by: str) -> None:
        self._shelf, self._asked, self._by = shelf, asked, by
        self._every = found(shelf, asked)
        self.axis = window(self._every, asked)
        self._groups = grouped_by(self._every, by)
        self.matters, self.rows = len(self._every), len(self._groups)

    def drawn(self, page: Asked, link: Link) -> tuple[Row, ...]:
        """The rows of a page."""
        return draw(on_page(self._groups, page), self._by, self.axis, self._asked, link)

    def outside(self) -> int:
        """How many matters have a time that begins before the axis or ends after it."""
        low, high = (self.axis.low.isoformat(), self.axis.high.isoformat()) if self.axis else ("", "9999")
        return sum(bool(e.when and ((e.when.start or "9") < low or (e.when.end or "0") > high)) for e in self._every)

    def periods(self, asked: Asked, path: str) -> Periods:
        """What can be looked at closer."""
        return periods(found(self._shelf, self._asked.but(since="", until="")), asked, self.axis, path)
