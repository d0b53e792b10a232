"""Settling: claims and judgements in, entries out. The same set gives the same entries whatever the order, batches or repeats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from onrecord.ledger.credibility import Weighing
from onrecord.ledger.disagreements import disagreements
from onrecord.ledger.facets import Facet, Parties, facets
from onrecord.ledger.firsts import as_first_told
from onrecord.ledger.independence import independent
from onrecord.ledger.judged import Judged, judged, rearranged
from onrecord.ledger.matters import Matter, matters
from onrecord.ledger.rivals import rivals
from onrecord.ledger.standing import furthest, live_words, standing
from onrecord.ledger.times import day_of, hull, iso_day, narrowest
from onrecord.ledger.words import words_of
from onrecord.model import Claim, Disagreement, Entry, Judgement, Money, Quantity, When
from onrecord.model.origin import ArticleFacts

V = TypeVar("V", Quantity, Money)

DECIDED = frozenset({"package", "vote"})
"""Kinds of matter that are known by the day of their decision, however long what was decided takes."""

ON_A_DAY = DECIDED | {"round"}
"""Kinds of matter that happen on a day."""

Wanted = Callable[[str, Parties, Parties], bool]


def settle(
    claims: Iterable[Claim], articles: Mapping[str, ArticleFacts], judgements: Iterable[Judgement] = (), wanted: Wanted | None = None,
) -> list[Entry]:
    """The entries of these claims, sorted by id. A claim of an article without facts counts as of unknown day and of its own origin.

    ``wanted`` tells by act, giver and receiver which entries to make; making one costs many times what finding its claims does.
    """
    signed = list(judgements)
    decided = judged(claims, signed)
    found = rearranged(matters(as_first_told(facets(decided.claims, articles), articles)), decided)
    weighing, over = Weighing.of(decided, {m.id for m in found}, articles, signed), rivals(found)
    return entries_of([m for m in found if wanted is None or wanted(*m.key[:3])], decided, weighing, over)


def entries_of(found: Iterable[Matter], decided: Judged, weighing: Weighing, over: Mapping[str, Iterable[Disagreement]]) -> list[Entry]:
    """The entries of these matters, sorted by id; ``over``: their disagreements over goods and parties, by id."""
    parted = {frozenset(pair) for pair in decided.different}
    entries = (_entry(m, decided.right, weighing, unparted(over.get(m.id, ()), parted)) for m in found)
    return sorted(entries, key=lambda e: e.id)


def unparted(found: Iterable[Disagreement], parted: Collection[frozenset[str]]) -> list[Disagreement]:
    """Those over goods and parties of which nobody said that they are of two matters."""
    return [d for d in found if frozenset((d.claim, d.against)) not in parted]


def as_of(claims: Iterable[Claim], articles: Mapping[str, ArticleFacts], day: str, judgements: Iterable[Judgement] = ()) -> list[Entry]:
    """The entries as they could be known on the ISO day: from what was published by its end, whenever it was loaded.

    Articles of unknown day are left out. Judgements count whenever they were signed: they say how to read, not what was known.
    """
    limit = day_of(day)
    if limit is None:
        raise ValueError(f"not an ISO day: {day!r}")
    known = {a.id: a for a in articles.values() if (published := day_of(a.published)) is not None and published <= limit}
    return settle((c for c in claims if c.article in known), known, judgements)


def _entry(matter: Matter, right: frozenset[str], weighing: Weighing, over: Iterable[Disagreement] = ()) -> Entry:
    m = replace(matter, members=independent(matter.members))
    words, parties = words_of(m.members), {*m.key[1], *m.key[2]}
    counted = [w for w in words if w.counts or not right.isdisjoint(w.claims)]
    live = live_words(counted, parties, right) or counted
    status = furthest(live)
    days = sorted(w.day for w in counted if w.day is not None)
    told = [f for f in m.members if not f.echo]
    items = [i for f in m.members for i in f.claim.items.value if m.key[3] in {"several", "", i.cls} or i.cls not in f.families]
    ids = tuple(sorted({f.claim.id for f in m.members}))
    entry = Entry(
        id=m.id, act=m.key[0], giver=m.key[1], receiver=m.key[2], items=_sorted({c for f in m.members for c in _families(f, m)}),
        names=_sorted({i.name for i in items}), status=status, standing=standing(counted, parties, right),
        history=tuple(w.move() for w in words), quantities=_values(m, told, lambda c: c.quantity.value),
        moneys=_values(m, told, lambda c: c.money.value), when=_when(told, status, m.kind) or _when(m.members, status, m.kind),
        mechanism=_mechanism(m), disagreements=_settled((*disagreements(counted, told, parties, m.kind), *over), right), claims=ids,
        origins=len({w.report for w in counted}), voices=len({w.speaker.key for w in counted}),
        pages=sum({f.claim.article: f.pages for f in m.members}.values()),
        first=iso_day(days[0]) if days else None, last=iso_day(days[-1]) if days else None,
        reasons=tuple((i, m.why.get(i, "")) for i in ids), keys=_sorted({i.key for i in items if i.key}), bonds=m.bonds(), kind=m.kind,
        serial=m.serial,
    )
    return weighing.weighed(entry, words, live, m.members)


def _settled(found: Iterable[Disagreement], right: frozenset[str]) -> tuple[Disagreement, ...]:
    """The disagreements, sorted; one over a claim that a person called right is settled, and stays to be seen."""
    marked = {replace(d, settled=True) if {d.claim, d.against} & right else d for d in found}
    return tuple(sorted(marked, key=lambda d: (d.kind, d.claim, d.against)))


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(values))


def _families(f: Facet, m: Matter) -> set[str]:
    """The item classes a facet brings to its matter: all of a package's or of an act where goods do not tell matters apart."""
    if m.key[3] in {"several", ""}:
        return {i.cls for i in f.claim.items.value}
    return {c for c in f.families if c == m.key[3]} or {m.key[3]}


def _values(m: Matter, told: Sequence[Facet], value: Callable[[Claim], V | None]) -> tuple[V, ...]:
    """Each different amount once, in order of publication; a sum over several families is no one family's own, nor is the count of a
    whole ("90 pieces of equipment, including tanks") its part's. What only a copy says counts where nothing else does."""
    found: dict[V, None] = {}
    for f in told:
        amount = value(f.claim)
        if amount is not None and (m.key[3] in {"several", ""} or _own(f, amount)):
            found.setdefault(amount)
    return tuple(found) if found or len(told) == len(m.members) else _values(m, m.members, value)


def _own(f: Facet, amount: Quantity | Money) -> bool:
    """Whether an amount is that of the claim's one family alone."""
    return f.family != "several" and (isinstance(amount, Money) or len({i.cls for i in f.claim.items.value}) < 2)


def _when(facets: Sequence[Facet], status: str, kind: str) -> When | None:
    """The time of the furthest status where its claims give one, else of all claims; of what is decided on a day that of the decision. Of such
    matters a wider time that holds a narrower one ("last week") tells no more than it."""
    told = [(f.status, f.days) for f in facets if f.days is not None]
    decided = [days for said, days in told if said == "agreed"] if kind in DECIDED else []
    found = decided or [days for said, days in told if said == status] or [days for _, days in told]
    return hull(narrowest(found) if kind in ON_A_DAY else found)


def _mechanism(m: Matter) -> str | None:
    named = Counter(f.claim.mechanism.value for f in m.members if f.claim.mechanism.value)
    return min(named, key=lambda name: (-named[name], name)) if named else None
