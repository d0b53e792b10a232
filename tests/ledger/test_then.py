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
from tests.strategies import claim, facts, source

from onrecord.ledger import as_of, settle_then
from onrecord.ledger.facets import Parties
from onrecord.model import Claim, Entry, Judgement
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
        return settle_then(self, self.world.judgements.values(), self.wanted)

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

    def placed(self, claims: Collection[str]) -> dict[str, tuple[int, str]]:
        found = [p for p in self.world.placed if p.claim in claims and self._out(self.world.homes[p.claim])]
        return {p.claim: (int((p.published or "").replace("-", "")), p.cell) for p in found}

    def later(self, articles: Collection[str]) -> set[str]:
        return {a for a in articles if a in self.world.known and not self._out(a)}

    def later_claims(self, claims: Collection[str]) -> set[str]:
        return {c for c, a in self.world.articles_of(claims).items() if not self._out(a)}

    def entries(self, ids: Collection[str]) -> dict[str, Entry]:
        return {i: e for i, e in self.world.entries(ids).items() if (e.last or "") <= self.day}

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

    def siding(self, claims: Collection[str], parties: Collection[str]) -> set[str]:
        named = {c.id: (c.giver.value, c.receiver.value) for c in self.world.every()}
        return {i for i in claims if any(not side or not set(parties).isdisjoint(side) for side in named[i])}

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


def tell(world: Keeping, article: str, published: str | None, *claims: Claim, origin: str | None = None) -> None:
    world.put(facts(article, published, None, origin or article), claims)


def sent(article: str, giver: str = "US", receiver: str | None = "UA", day: str = "2024-03-04", **more: Any) -> Claim:
    """So many drones, told by a speaker of the article's own."""
    return claim("transfer", (giver,), (receiver,) if receiver else (), ("uav",), "done", article, source(f"Speaker of {article}"), (400.0, 400.0),
                 when_iso=day, **more)


def judge(world: Keeping, kind: str, subject: str, article: str | None = None, **more: Any) -> None:
    world.judge(Judgement(f"j{len(world.judgements)}", kind, subject, "Ann", "2024-07-01T10:00:00", "as the page says", article=article, **more))


def clashes(world: Keeping, day: str = "2024-03-10") -> list[int]:
    """How many disagreements each entry of the two parties has, told alone; as settling all has it."""
    world.settle()
    then = Then(world, day, "US", "UA")
    assert then.told() == then.whole()
    return [len(e.disagreements) for e in then.whole()]


def test_a_copy_that_came_before_its_first_story_is_compared_by_its_own_time() -> None:
    world = Keeping()
    tell(world, "ours", "2024-03-06", sent("ours"))
    tell(world, "first", "2024-05-01", sent("first", receiver="PL", day="2024-01-01"))
    tell(world, "copy", "2024-03-05", sent("copy", receiver="PL"), origin="first")
    assert clashes(world) == [1]
    assert clashes(world, "2024-12-31") == [0]


def test_what_was_joined_to_a_matter_with_a_party_unknown_is_compared_before_that_came() -> None:
    world, half, full = Keeping(), sent("half", receiver=None, day="2023-01-01"), sent("full", receiver="PL")
    tell(world, "ours", "2024-03-06", sent("ours"))
    tell(world, "half", None, half)
    tell(world, "full", "2024-03-05", full)
    judge(world, "same", f"{half.id} {full.id}", "full", span=full.span)
    assert clashes(world) == [1]


def test_what_was_joined_to_a_matter_of_others_stands_for_itself_before_that_came() -> None:
    world, other, ours = Keeping(), sent("other", "IR", "RU"), sent("ours")
    tell(world, "other", None, other)
    tell(world, "ours", "2024-03-05", ours)
    judge(world, "same", f"{other.id} {ours.id}", "ours", span=ours.span)
    assert clashes(world) == [0]


def test_what_was_one_order_when_a_party_was_left_open_is_one_that_it_may_have_been() -> None:
    world = Keeping()
    tell(world, "ours", "2024-03-06", sent("ours"))
    tell(world, "half", "2024-03-05", sent("half", receiver=None))
    for name, day, money in (("order", "2024-03-01", 8e8), ("another", "2024-06-01", 4e8)):
        tell(world, name, day, claim("transfer", ("US",), ("PL",), ("uav",), "agreed", name, money=(money, money), when_iso=day))
    assert clashes(world) == [0]
    assert [len(e.claims) for e in Then(world, "2024-03-10", "US", "UA").whole()] == [1]
    assert [len(e.claims) for e in Then(world, "2024-06-10", "US", "UA").whole()] == [2]


def test_who_tells_of_a_matter_that_people_joined_with_the_rival_tells_of_both() -> None:
    world, ours, beside, rival = Keeping(), sent("ours"), sent("ours", receiver="RO", at=100), sent("rival", receiver="PL")
    tell(world, "ours", "2024-03-06", ours, beside)
    tell(world, "rival", "2024-03-05", rival)
    assert clashes(world) == [1]
    judge(world, "same", f"{beside.id} {rival.id}", "rival", span=rival.span)
    assert clashes(world) == [0]


def test_a_rival_whose_party_people_corrected_is_compared_as_corrected() -> None:
    world, rival = Keeping(), sent("rival", "IR", "PL")
    tell(world, "ours", "2024-03-06", sent("ours"))
    tell(world, "rival", "2024-03-05", rival)
    assert clashes(world) == [0]
    judge(world, "value-is", rival.id, "rival", span=rival.span, field="giver", value="US")
    assert clashes(world) == [1]


def test_where_more_matters_meet_than_are_compared_the_first_told_are() -> None:
    world = Keeping()
    tell(world, "ours", "2024-03-06", sent("ours"))
    for n in range(8):
        tell(world, f"rival{n}", f"2024-03-{n + 1:02d}", sent(f"rival{n}", f"G{n}", "UA"))
    assert clashes(world) == [8]
    tell(world, "stranger", "2024-02-01", sent("stranger", "AA", "BB"))
    assert clashes(world) == [7]


@given(st.integers(0, 2**48))
@settings(max_examples=40)
def test_a_crowd_of_matters_under_one_figure_is_told_as_settling_all_tells_it(seed: int) -> None:
    world, rng = Keeping(), random.Random(seed)
    for n in range(rng.randint(8, 30)):
        made = [sent(f"a{n}", rng.choice(["US", "US", "IR", "CN", "FR"]), rng.choice(["UA", "UA", "RU", "PL", "RO", "CZ"]), at=at * 100,
                     day=rng.choice(["2024-03-04", "2024-03-04", "2015-03-04"])) for at in range(rng.randint(1, 2))]
        tell(world, f"a{n}", f"2024-03-{rng.randint(5, 9):02d}", *made)
    clashes(world, f"2024-03-{rng.randint(5, 9):02d}")


def test_an_id_that_is_not_known_any_more_has_all_settled() -> None:
    world, ours = Keeping(), sent("ours")
    tell(world, "ours", "2024-03-06", ours)
    judge(world, "same", f"{ours.id} 0123456789abcdef")
    world.settle()
    assert Then(world, "2024-03-10", "US", "UA").told() is None
    assert Then(world, "2024-03-10", "IR", "RU").told() == []


def test_a_correction_that_is_anchored_in_another_article_has_all_settled() -> None:
    world, later, ours = Keeping(), sent("later"), sent("ours")
    tell(world, "ours", "2024-03-06", ours)
    tell(world, "later", "2024-06-01", later)
    judge(world, "value-is", later.id, "ours", span=ours.span, field="giver", value="IR")
    world.settle()
    assert Then(world, "2024-03-10", "US", "UA").told() is None
    assert Then(world, "2024-06-10", "US", "UA").told() == Then(world, "2024-06-10", "US", "UA").whole() != []


def test_little_is_looked_at() -> None:
    world = Keeping()
    for n in range(200):
        tell(world, f"a{n}", "2024-01-01", claim(article=f"a{n}", giver=(f"G{n % 20}",), receiver=(f"R{n % 10}",)))
    world.settle()
    world.looked = 0
    then = Then(world, "2024-02-01", "G3", "R3")
    assert then.told() == then.whole() != []
    assert world.looked <= 25
