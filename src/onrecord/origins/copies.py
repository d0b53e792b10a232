"""Copies: which articles go back to one text.

Two texts are related when

- same: their words are equal;
- excerpt: at least `INSIDE` of the smaller one's shingles are in the larger, and make up `PART` to `WHOLE` of it: a cut, or a page with
  other pages' lines about it;
- copy: else, their resemblance (shared five-word shingles over all) is at least `COPY`.

Two texts of one *form* (the notices of a ministry, filled in anew each time) are as alike as copies and are not copies: where a number
stands in the same words in both and is not the same number, or less than `OWN_NUMBERS` of the numbers of the one are in the other, and the
two were published more than `UPDATE` days apart, they are not related. Nearer in time the one is taken for an update of the other; where
a day is unknown, `FORM` places with other numbers make it a form. Months and weekdays count as numbers.

An origin is a connected set of articles under these relations, with one exception: a *digest*, a page that holds two texts or more which
are not themselves related and were all published before it, belongs to none of them. The result depends on the set of articles, not on
their order. Candidates come from shared bands (`Fingerprint.bands`), so that a new page is compared only with pages like it.

The id of an origin is that of the article first published (unknown days last; of one day the smallest id).

`COPY`, `INSIDE` and `PART` were set on pages of our own writing (tests/origins/test_copies.py makes them: cuts, banners, other headers,
words changed): see docs/reference/ledger.md for the figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.model.origin import Origin, OriginEdge
from onrecord.origins.fingerprints import Fingerprint, overlap, slots_compared, unpack

COPY, INSIDE, PART, WHOLE = 0.5, 0.8, 0.3, 0.75
UPDATE, FORM, OWN_NUMBERS = 3, 3, 0.85
KEPT = 8
_NEVER = "9999-99-99"


@dataclass(frozen=True, slots=True)
class Print:
    """An article to be traced: its id, the ISO day it was published (None: unknown), and its fingerprint."""

    id: str
    published: str | None
    fingerprint: Fingerprint

    @property
    def order(self) -> tuple[str, str]:
        """First published first; unknown days last."""
        return (self.published or _NEVER, self.id)


@dataclass(frozen=True, slots=True)
class Relation:
    """``kind`` (same, copy, excerpt) holds between ``small`` and ``large``, ``share`` being the measure; for same and copy by id order."""

    small: str
    large: str
    kind: str
    share: float


def group(articles: Iterable[Print]) -> list[Origin]:
    """The origins of these articles, sorted by id; every article is in exactly one."""
    prints = {p.id: p for p in articles}
    return origins_of(prints, relations_of(prints.values()))


def group_packed(articles: Iterable[tuple[str, str | None, bytes]]) -> list[Origin]:
    """`group` for fingerprints as they are kept: (article id, ISO day or None, `pack`ed fingerprint)."""
    return group(Print(i, published, unpack(packed)) for i, published, packed in articles)


class Forest:
    """Sets that grow together (union-find) over article ids."""

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self._parent = {i: i for i in ids}

    def root(self, i: str) -> str:
        """The set of ``i``, under the name of one member; a new id is a set of its own."""
        parent = self._parent.setdefault(i, i)
        while parent != self._parent[parent]:
            self._parent[i] = parent = self._parent[parent]
        return parent

    def join(self, a: str, b: str) -> None:
        """Make one set of two."""
        self._parent[self.root(a)] = self.root(b)

    def sets(self) -> list[list[str]]:
        """The sets, members sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for i in sorted(self._parent):
            found[self.root(i)].append(i)
        return list(found.values())


def relations_of(prints: Iterable[Print]) -> list[Relation]:
    """Relations among the prints, found through shared bands, enough of them to tie every origin together.

    Pages are taken by id. A page already tied to a set of copies is not compared with the rest of the set, and a band remembers at most
    `KEPT` pages of one set, so that ten thousand copies cost about as much as ten thousand different pages.
    """
    seen: dict[int, list[Print]] = defaultdict(list)
    forest = Forest()
    found: list[Relation] = []
    for new in sorted(prints, key=lambda p: p.id):
        bands = new.fingerprint.bands()
        alike = {old.id: old for band in bands for old in seen[band]}
        found.extend(_tied(new, alike.values(), forest))
        for band in bands:
            if sum(forest.root(old.id) == forest.root(new.id) for old in seen[band]) < KEPT:
                seen[band].append(new)
    return found


def _tied(new: Print, alike: Iterable[Print], forest: Forest) -> Iterable[Relation]:
    for old in alike:
        if forest.root(old.id) == forest.root(new.id):
            continue
        relation = relate(new, old)
        if relation is not None:
            yield relation
            if relation.kind != "excerpt":
                forest.join(new.id, old.id)


def relate(a: Print, b: Print) -> Relation | None:
    """How the two texts are related, or None; the same whichever comes first."""
    first, second = sorted((a, b), key=lambda p: p.id)
    if first.fingerprint.body and first.fingerprint.body == second.fingerprint.body:
        return Relation(first.id, second.id, "same", 1.0)
    if _form(first, second):
        return None
    shared = overlap(first.fingerprint, second.fingerprint)
    inside, part = max(shared.first, shared.second), min(shared.first, shared.second)
    if inside >= INSIDE and PART <= part < WHOLE:
        small, large = (first, second) if shared.first >= shared.second else (second, first)
        return Relation(small.id, large.id, "excerpt", round(inside, 4))
    return Relation(first.id, second.id, "copy", round(shared.resemblance, 4)) if shared.resemblance >= COPY else None


def _form(a: Print, b: Print) -> bool:
    differing, shared = slots_compared(a.fingerprint, b.fingerprint)
    if a.published is None or b.published is None:
        return differing >= FORM
    apart = abs((date.fromisoformat(a.published) - date.fromisoformat(b.published)).days) > UPDATE
    return apart and (differing > 0 or shared < OWN_NUMBERS)


def origins_of(prints: Mapping[str, Print], relations: Iterable[Relation]) -> list[Origin]:
    """The origins that these relations make of these articles."""
    known = [r for r in relations if r.small in prints and r.large in prints]
    digests = _digests(prints, known)
    ties = [r for r in known if not (r.kind == "excerpt" and r.large in digests)]
    beside: dict[str, list[Relation]] = defaultdict(list)
    for r in ties:
        beside[r.small].append(r)
        beside[r.large].append(r)
    parts = _joined(prints, ties).sets()
    return sorted((_origin([prints[i] for i in part], beside) for part in parts), key=lambda o: o.id)


def _joined(ids: Iterable[str], relations: Iterable[Relation]) -> Forest:
    forest = Forest(ids)
    for r in relations:
        forest.join(r.small, r.large)
    return forest


def _digests(prints: Mapping[str, Print], relations: list[Relation]) -> set[str]:
    """Pages that hold two unrelated texts, all published before them."""
    strong = _joined(prints, (r for r in relations if r.kind != "excerpt"))
    parts: dict[str, set[str]] = defaultdict(set)
    for r in relations:
        if r.kind == "excerpt":
            parts[r.large].add(r.small)
    related = {frozenset((strong.root(r.small), strong.root(r.large))) for r in relations}
    return {large for large, small in parts.items()
            if all(_before(prints[s], prints[large]) for s in small) and _unrelated({strong.root(s) for s in small}, related)}


def _unrelated(texts: set[str], related: set[frozenset[str]]) -> bool:
    return any(frozenset((a, b)) not in related for a in texts for b in texts if a < b)


def _before(a: Print, b: Print) -> bool:
    return a.published is not None and b.published is not None and a.published < b.published


def _origin(part: list[Print], beside: Mapping[str, list[Relation]]) -> Origin:
    ordered = sorted(part, key=lambda p: p.order)
    place = {p.id: i for i, p in enumerate(ordered)}
    edges = tuple(edge for p in ordered[1:] if (edge := _edge(p, ordered[0], place, beside)) is not None)
    return Origin(ordered[0].id, tuple(sorted(place)), edges)


def _edge(p: Print, first: Print, place: Mapping[str, int], beside: Mapping[str, list[Relation]]) -> OriginEdge | None:
    """The strongest tie to an earlier page, the first page tried in any case; None where it is tied through later pages only."""
    direct = relate(p, first)
    options = [(r, r.large if r.small == p.id else r.small) for r in [*beside.get(p.id, ()), *([direct] if direct else [])]]
    earlier = [(-r.share, place[of], of, r) for r, of in options if of in place and place[of] < place[p.id]]
    if not earlier:
        return None
    _, _, of, r = min(earlier, key=lambda e: e[:3])
    return OriginEdge(p.id, of, r.kind, r.share, _why(r, p.id))


def _why(r: Relation, later: str) -> str:
    if r.kind == "same":
        return "the same words"
    if r.kind == "copy":
        return f"{r.share:.0%} of the two texts' five-word runs are the same"
    return f"{r.share:.0%} of its text is in the earlier page" if r.small == later else f"it holds {r.share:.0%} of the earlier page"
