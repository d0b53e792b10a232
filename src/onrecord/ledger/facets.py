"""Facets: the sides of a claim by which matters are told apart, with what the rest of its own article makes plain.

A claim that leaves a party or the kind of goods open is completed from *its own story only* (an article is one story, unless it is a digest),
so that loading other pages never changes what it means:

- no giver or no receiver: taken from the one fully named pair of the article with the same act, the same other party and goods that can be
  the same; two such pairs, and the party stays unknown;
- generic goods ("weapons", plain "missiles"): taken for the one specific kind that the article names for the same act and parties, if some
  claim on it stands in the same status group ("weapons were delivered" says nothing of the mines just promised); a denial or "no evidence"
  of the generic covers each specific kind the article names, since what never sent weapons never sent missiles.

A sum of money, a count of "weapons" or the name of a system make a claim too definite for the second rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from onrecord.knowledge.counting import counting
from onrecord.knowledge.items import ANY_GOODS, covers
from onrecord.knowledge.outlets import outlet_key
from onrecord.knowledge.serials import Serial, read_serial
from onrecord.ledger.times import Days, day_of, days_of
from onrecord.ledger.voices import Speaker, cited_outlet, speaker_of, teller_of
from onrecord.model import Claim, Item, Money, Quantity, Span, status_group
from onrecord.model.origin import ArticleFacts

GOODS_ACTS = frozenset({"transfer", "production", "training", "permission", "use"})
BESIDE_ARMS = frozenset({"service", "personnel", "intelligence"})
"""Classes that are named beside arms and are no kind of them: "defence articles and services" are not services alone."""
NEGATIONS = frozenset({"denied", "no_evidence"})
Parties = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """One claim as matters see it. ``families`` are item classes ("" alone: no goods in question); ``day`` is the day of publication and
    ``days`` the time of the act, as numbers; ``why`` says how an open side was completed ("" where nothing was). ``origin`` is that of the
    story its words stand in; ``outlet`` the page's, ``cited`` the one whose report it tells (`voices.cited_outlet`), "" for none; ``teller``
    as `voices.teller_of`; ``pages`` carry its article; ``serial`` and ``counting`` are what its own words number and how they count its sum,
    or its pieces where it has none (`knowledge.serials`, `knowledge.counting`). What `firsts` adds: the day on which its text was ``first``
    published. What `independence` adds: the ``report`` it counts for, whether it is an ``echo``
    of what that says already, and whether it ``counts`` for the standing."""

    claim: Claim
    act: str
    giver: Parties
    receiver: Parties
    families: frozenset[str]
    day: int | None
    days: Days | None
    origin: str
    speaker: Speaker
    why: str = ""
    outlet: str = ""
    cited: str = ""
    teller: str = "person"
    pages: int = 1
    serial: Serial | None = None
    counting: str = ""
    first: int | None = None
    report: str = ""
    echo: bool = False
    counts: bool = True

    @property
    def status(self) -> str:
        """The claim's status."""
        return self.claim.status.value

    @property
    def family(self) -> str:
        """The one family, or "several"."""
        return next(iter(self.families)) if len(self.families) == 1 else "several"

    @property
    def generic(self) -> bool:
        """Whether the goods are left open."""
        return self.family in ANY_GOODS or self.family.endswith(".other")

    @property
    def full(self) -> bool:
        """Whether both parties are known."""
        return bool(self.giver and self.receiver)

    @property
    def time(self) -> Days | None:
        """The days of the act, else the day on which the text was first published; None where neither is known."""
        day = self.day if self.first is None else self.first
        if self.days is not None or day is None:
            return self.days
        return Days(day, day)

    @property
    def order(self) -> tuple[int, str]:
        """For sorting: publication (unknown first), then the claim's id."""
        return (self.day or 0, self.claim.id)


def families_of(act: str, items: Iterable[Item]) -> frozenset[str]:
    """The families a claim is about: its item classes, less the generic ones that a specific one beside them explains."""
    if act not in GOODS_ACTS:
        return frozenset({""})
    classes = {i.cls for i in items} or {"equipment" if act == "transfer" else ""}
    return frozenset(c for c in classes if not any(o != c and covers(c, o) for o in classes - BESIDE_ARMS))


def facet(claim: Claim, facts: ArticleFacts | None) -> Facet:
    """The claim as it stands, nothing completed yet. The two sides of a cooperation are one set, since either may be named first."""
    giver, receiver = tuple(sorted(set(claim.giver.value))), tuple(sorted(set(claim.receiver.value)))
    if claim.act == "cooperation" and giver and receiver:
        giver, receiver = min(giver, receiver), max(giver, receiver)
    return Facet(
        claim, claim.act, giver, receiver, families_of(claim.act, claim.items.value), day_of(facts.published) if facts else None,
        days_of(claim.when.value), facts.origin_at(claim.span) if facts else claim.article, speaker_of(claim, facts),
        outlet=outlet_key(facts.outlet) if facts else "", cited=cited_outlet(claim, facts), teller=teller_of(claim, facts),
        pages=facts.pages if facts else 1, serial=read_serial(claim.quote, claim.act), counting=_counting(claim),
    )


def _counting(claim: Claim) -> str:
    """How the sum of the claim, else its count, is counted by the words beside it."""
    for value in (claim.money, claim.quantity):
        if value.value is not None:
            figure = _figure(claim, value.value, value.evidence)
            return counting(claim.quote, figure) if figure else ""
    return ""


def _figure(claim: Claim, value: Money | Quantity, evidence: tuple[Span, ...]) -> Span | None:
    """Where the figure stands in the quote."""
    inside = [Span(e.start - claim.span.start, e.end - claim.span.start) for e in evidence if claim.span.holds(e)]
    if inside:
        return min(inside)
    start = claim.quote.find(value.text) if value.text else -1
    return Span(start, start + len(value.text)) if start >= 0 else None


def facets(claims: Iterable[Claim], articles: Mapping[str, ArticleFacts]) -> list[Facet]:
    """Every claim's facet, completed from its own article; sorted by publication and id."""
    by_story: dict[tuple[str, str, str], list[Facet]] = defaultdict(list)
    for f in (facet(claim, articles.get(claim.article)) for claim in claims):
        by_story[f.claim.article, f.origin, f.act].append(f)
    completed = [done for group in by_story.values() for done in _completed(group)]
    return sorted(completed, key=lambda f: f.order)


def _completed(group: list[Facet]) -> list[Facet]:
    whole = [f for f in group if f.full]
    named = [_with_parties(f, whole) for f in group]
    return [_with_goods(f, [o for o in named if (o.giver, o.receiver) == (f.giver, f.receiver)]) for f in named]


def _with_parties(f: Facet, whole: list[Facet]) -> Facet:
    if f.full:
        return f
    pairs = {(o.giver, o.receiver) for o in whole if _fits(f, o)}
    if len(pairs) != 1:
        return f
    giver, receiver = pairs.pop()
    return replace(f, giver=giver, receiver=receiver, why="party as in the rest of its article")


def _fits(f: Facet, other: Facet) -> bool:
    sides = (not f.giver or f.giver == other.giver) and (not f.receiver or f.receiver == other.receiver)
    return sides and (bool(f.families & other.families) or any(covers(g, s) for g in f.families for s in other.families))


def _too_definite(f: Facet) -> bool:
    counted = f.claim.quantity.value is not None and f.family in ANY_GOODS
    return counted or f.claim.money.value is not None or any(i.key for i in f.claim.items.value)


def _with_goods(f: Facet, beside: list[Facet]) -> Facet:
    if not f.generic or f.act not in GOODS_ACTS or _too_definite(f):
        return f
    group = status_group(f.status)
    kinds = {s: o for o in beside for s in o.families if s != f.family and covers(f.family, s) and not s.endswith(".other")}
    if f.status in NEGATIONS and kinds:
        return replace(f, families=frozenset(kinds), why="a denial of the general covers the kinds its article names")
    level = any(status_group(o.status) == group and o.families & kinds.keys() for o in beside)
    if len(kinds) != 1 or not level:
        return f
    return replace(f, families=frozenset(kinds), why="the one kind of goods its article names")
