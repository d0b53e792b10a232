"""MEASURES -> ORIGINS: which stories go back to one text, who was first, and what each later one is.

An origin is a set of stories that the measures tie, strongest ties first, unless more keeps two sets apart than ties them (`forest`): two
stories alike and yet two. Stories that hold each other go together first; then parts and what holds them, but for templates and for digests
that were not cut (`holders`). Its order is by day of publication (unknown last), then by id; its first story gives it its id. The result
depends on the set of stories and measures, never on their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model.origin import Origin, OriginEdge, article_of_story
from onrecord.origins.forest import Forest, grown
from onrecord.origins.holders import telling
from onrecord.origins.measure import Measure, measure
from onrecord.origins.passages import held, view
from onrecord.origins.relations import Told, beside_kind, kind_of, share_of, ties, why

KIN = 0.33
"""Share of the fewer names, and of other content words against the mean number, from which two texts that no measure ties may yet be parts of one
story. Two halves of one story reach it in 38 cases of 100 of the fit half, two stories in 2: who tells one matter says most words once."""
EVEN = 0.9
"""Cover of the one against that of the other from which neither of two stories is a part of the other. On the fit half .95 finds as much, .8
takes pages of boilerplate for each other."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The measure of two stories, ``first`` < ``second`` by id."""

    first: str
    second: str
    measure: Measure


def gather(stories: Iterable[Told], measures: Iterable[Measured]) -> list[Origin]:
    """The origins of these stories, sorted by id; every story is in exactly one. Measures of stories that are not among them are passed over."""
    told = {s.id: s for s in stories}
    known = {(m.first, m.second): m for m in measures if m.first in told and m.second in told}
    every = [known[pair] for pair in sorted(known)]
    tied = [m for m in every if ties(m.measure, told[m.first], told[m.second])]
    forest = _grown(told, sorted(tied, key=_strength), [_pair(m) for m in every if _keeps_apart(m, told)])
    tied = [m for m in tied if forest.root(m.first) == forest.root(m.second)]
    near, apart = _by_story(tied), _by_story(m for m in every if forest.root(m.first) != forest.root(m.second))
    made = [_origin([told[i] for i in part], near, apart, told) for part in forest.sets()]
    return sorted(made, key=lambda o: o.id)


def _pair(m: Measured) -> tuple[str, str]:
    return (m.first, m.second)


def _strength(m: Measured) -> tuple[bool, float, str, str]:
    """Order of ties: equal words first, then by the names and numbers in common, as far as the smaller is covered; by id among equals."""
    return (m.measure.kind != "same", -m.measure.keys * m.measure.named * m.measure.share, m.first, m.second)


def _keeps_apart(m: Measured, told: Mapping[str, Told]) -> bool:
    """Whether the two are alike and yet two stories, by themselves or by their days."""
    return m.measure.kind == "apart" or (m.measure.ties and not ties(m.measure, told[m.first], told[m.second]))


def _grown(told: Mapping[str, Told], tied: Sequence[Measured], apart: Sequence[tuple[str, str]]) -> Forest:
    """The sets that the ties, strongest first, make: first of stories that hold each other, then of parts and what holds them."""
    even = [_pair(m) for m in tied if _large(m) is None]
    parts = [(large, m.first if large == m.second else m.second) for m in tied if (large := _large(m)) is not None]
    return grown(told, even + telling(parts, grown(told, even, apart), lambda a, b: _kin(told[a], told[b])), apart)


def _by_story(measures: Iterable[Measured]) -> Mapping[str, list[Measured]]:
    found: dict[str, list[Measured]] = defaultdict(list)
    for m in measures:
        found[m.first].append(m)
        found[m.second].append(m)
    return found


def _large(m: Measured) -> str | None:
    """The story that holds the other as a part; None where they hold each other."""
    first, second = m.measure.first, m.measure.second
    if m.measure.kind == "same" or min(first, second) >= EVEN * max(first, second):
        return None
    return m.second if first >= second else m.first


def _kin(a: Told, b: Told) -> bool:
    """Whether the two may be parts of one story; the parts of one page are, where another page holds both."""
    if article_of_story(a.id) == article_of_story(b.id):
        return True
    first, second = view(a.packed), view(b.packed)
    names = held(first.named, second.named) / max(1, min(len(first.named), len(second.named)))
    return bool(names + held(first.plain, second.plain) / max(1.0, float(len(first.plain) * len(second.plain)) ** 0.5) >= KIN)


def _origin(part: list[Told], near: Mapping[str, list[Measured]], apart: Mapping[str, list[Measured]], told: Mapping[str, Told]) -> Origin:
    ordered = sorted(part, key=lambda s: s.order)
    place = {s.id: i for i, s in enumerate(ordered)}
    edges = tuple(edge for s in ordered[1:] if (edge := _edge(s, ordered[0], place, near, told)) is not None)
    beside = [edge for s in ordered for m in apart.get(s.id, ()) if (edge := _beside(s, m, told)) is not None]
    return Origin(ordered[0].id, tuple(sorted(place)), edges, tuple(sorted(set(beside), key=lambda e: (e.article, e.of))),
                  min((s.published for s in ordered if s.published), default=None))


def _edge(
    story: Told, first: Told, place: Mapping[str, int], near: Mapping[str, list[Measured]], told: Mapping[str, Told],
) -> OriginEdge | None:
    """The strongest tie to an earlier story; where it is tied through later ones only, that to the first if there is one."""
    options = [(m, other) for m in near.get(story.id, ()) if place[other := m.second if m.first == story.id else m.first] < place[story.id]]
    if not options and (direct := _direct(story, first)) is not None:
        options = [(direct, first.id)]
    if not options:
        return None
    m, of = min(options, key=lambda o: (-share_of(o[0].measure), place[o[1]]))
    return _told_edge(story, told[of], m)


def _direct(a: Told, b: Told) -> Measured | None:
    first, second = sorted((a, b), key=lambda s: s.id)
    found = measure(first.packed, second.packed)
    return Measured(first.id, second.id, found) if found is not None and ties(found, a, b) else None


def _told_edge(later: Told, earlier: Told, m: Measured) -> OriginEdge:
    later_first = m.first == later.id
    kind = kind_of(m.measure, later, earlier, later_first)
    return OriginEdge(later.id, earlier.id, kind, round(share_of(m.measure), 4), why(m.measure, kind, later_first))


def _beside(story: Told, m: Measured, told: Mapping[str, Told]) -> OriginEdge | None:
    other = told[m.second if m.first == story.id else m.first]
    kind = beside_kind(m.measure, story, other, m.first == story.id)
    if kind is None:
        return None
    return OriginEdge(story.id, other.id, kind, round(share_of(m.measure), 4), why(m.measure, kind, m.first == story.id))
