"""What was to be known of two parties by a day, settled alone, is what settling all as of that day tells of them; and it looks at little."""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.keeping import Keeping
from tests.ledger.test_partly import change

from onrecord.ledger import as_of, settle_then
from onrecord.ledger.facets import Parties
from onrecord.model import Claim, Entry
from onrecord.model.origin import ArticleFacts, article_of_story

DAYS = ["2012-06-01", "2015-06-01", "2023-01-05", "2024-03-01", "2024-12-31"]


@dataclass
class Then:
    """A record in memory as of a day, asked for what is between two parties."""

    world: Keeping
    day: str
    giver: str
    receiver: str

    def wanted(self, act: str, giver: Parties, receiver: Parties) -> bool:
        either = act == "cooperation" and self.giver in receiver and self.receiver in giver
        return (self.giver in giver and self.receiver in receiver) or either

    def told(self) -> list[Entry] | None:
        return settle_then(self, self.world.judgements.values(), self.wanted)  # type: ignore[arg-type]

    def whole(self) -> list[Entry]:
        found = as_of(self.world.every(), self.world.known, self.day, self.world.judgements.values())
        return [e for e in found if self.wanted(e.act, e.giver, e.receiver)]

    def _out(self, article: str) -> bool:
        known = self.world.known.get(article)
        return known is not None and known.published is not None and known.published <= self.day

    # -- as of the day

    def claims(self, articles: Collection[str]) -> list[Claim]:
        return self.world.claims({a for a in articles if self._out(a)})

    def facts(self, articles: Collection[str]) -> dict[str, ArticleFacts]:
        return {i: f for i, f in self.world.facts(articles).items() if self._out(i)}

    def articles_of(self, claims: Collection[str]) -> dict[str, str]:
        return {c: a for c, a in self.world.articles_of(claims).items() if self._out(a)}

    def articles_in(self, cells: Collection[str]) -> set[str]:
        return {a for a in self.world.articles_in(cells) if self._out(a)}

    def sizes(self, cells: Collection[str]) -> dict[str, int]:
        found = {c: len([p for p in self.world.placed if p.cell == c and self._out(self.world.homes[p.claim])]) for c in cells}
        return {c: n for c, n in found.items() if n}

    def early(self) -> set[str]:
        roots = {a: {article_of_story(o) for o in (f.origin, *(o for _, o in f.parts))} for a, f in self.world.known.items() if self._out(a)}
        return {a for a, firsts in roots.items() if any(not self._out(r) for r in firsts)}

    # -- as of now

    def cells_asked(self) -> set[str]:
        ids = {e.id for e in self.world.kept.values() if self.wanted(e.act, e.giver, e.receiver)}
        return {p.cell for p in self.world.parts if p.matter in ids}

    def naming(self, cells: Collection[str]) -> set[str]:
        naming = {c.id for c in self.world.every() if self.wanted(c.act, c.giver.value, c.receiver.value)}
        return {p.cell for p in self.world.placed if p.cell in cells and p.claim in naming}

    def cells_at(self, side: tuple[str, str, Parties, str]) -> set[str]:
        act, which, party, family = side
        ids = {e.id for e in self.world.kept.values() if e.act == act and getattr(e, which) == party and family in e.items}
        return {p.cell for p in self.world.parts if p.matter in ids}

    def half_known(self, entries: Collection[str]) -> set[str]:
        return {i for i in entries if i in self.world.kept and not (self.world.kept[i].giver and self.world.kept[i].receiver)}

    def claims_among(self, keys: Collection[str]) -> set[str]:
        return {k for k in keys if k in self.world.homes}

    def __getattr__(self, name: str) -> Any:
        return getattr(self.world, name)


def asked(world: Keeping, rng: random.Random) -> Then:
    day = rng.choice(DAYS + [f.published for f in world.known.values() if f.published])
    return Then(world, day, rng.choice(["US", "US", "IR"]), rng.choice(["UA", "UA", "RU"]))


@given(st.integers(0, 2**48))
@settings(max_examples=300)
def test_what_was_known_of_two_parties_is_what_settling_all_tells(seed: int) -> None:
    world, rng = Keeping(), random.Random(seed)
    for number in range(rng.randint(2, 20)):
        change(world, number, rng)
    world.settle()
    for _ in range(4):
        then = asked(world, rng)
        found = then.told()
        assert found is None or found == then.whole()
