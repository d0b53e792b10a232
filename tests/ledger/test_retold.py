"""A package of arms that another page tells as money is one matter; a vote of money of the same sum is another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.strategies import claim, facts, known

from onrecord.ledger import settle
from onrecord.model import Claim, Entry, Judgement, Span

DRAWDOWN = "presidential drawdown authority"
DAY = "2024-05-01"


def arms(**more: object) -> Claim:
    """A memorandum directs a package."""
    fields: dict[str, object] = {"items": ("equipment",), "status": "agreed", "money": (None, 2.5e8), "when_iso": DAY, "mechanism": DRAWDOWN,
                                 "giver": ("US",), "receiver": ("UA",), "quote": "I direct the drawdown of up to $250 million in goods."}
    return claim(**(fields | more))  # type: ignore[arg-type]


def money(**more: object) -> Claim:
    """A statement tells a sum."""
    fields: dict[str, object] = {"act": "funding", "items": (), "status": "agreed", "money": (2.5e8, 2.5e8), "article": "b", "giver": ("US",),
                                 "receiver": ("UA",), "quote": "We announced another $250 million today.", "when_iso": DAY}
    return claim(**(fields | more))  # type: ignore[arg-type]


def settled(*claims: Claim, judgements: tuple[Judgement, ...] = ()) -> list[Entry]:
    return settle(claims, known(*map(facts, "abc", ("2024-05-01", "2024-05-02", "2024-05-02"))), judgements)


def test_a_package_told_as_money_is_one_matter_and_each_claim_keeps_its_act() -> None:
    told = money()
    entry, = settled(arms(), told)
    alone, = settled(arms())
    assert (entry.act, entry.kind, entry.id, len(entry.claims)) == ("transfer", "package", alone.id, 2)
    assert dict(entry.reasons)[told.id] == "the package of these parties, sum and week, told as money" and told.act == "funding"
    assert {b.name for b in dict(entry.bonds)[told.id]} >= {"parties", "sum", "day", "only"}


@pytest.mark.parametrize("more", [
    {"when_iso": None}, {"when_iso": "2024-05-08"}, {"when_iso": "2024-04-25/2024-05-02"}, {"money": (2.55e8, 2.55e8)}, {"mechanism": DRAWDOWN},
    {"mechanism": DRAWDOWN, "quote": "The $250 million under what Congress appropriated."}, {"status": "done"},
])
def test_days_of_one_week_and_rounded_sums_are_one(more: dict[str, object]) -> None:
    assert len(settled(arms(), money(**more))) == 1


@pytest.mark.parametrize("more", [
    {"quote": "Congress passed another $250 million today."}, {"quote": "The bill gives $250 million."}, {"quote": "A loan of $250 million."},
    {"quote": "$250 million in humanitarian aid came."}, {"mechanism": "Foreign Military Financing"}, {"when_iso": "2024-05-09"},
    {"when_iso": "2024-05"}, {"money": (3e8, 3e8)}, {"currency": "EUR"}, {"receiver": ("IL",)}, {"giver": ("GB",)}, {"status": "sought"},
    {"status": "halted"}, {"quote": "That brings the total to a sum."}, {"money": None},
])
def test_a_vote_and_other_money_is_a_matter_of_its_own(more: dict[str, object]) -> None:
    assert sorted(e.act for e in settled(arms(), money(**more))) == ["funding", "transfer"]


def test_what_may_be_told_of_a_vote_of_the_same_week_stays_with_it() -> None:
    vote = money(quote="Congress voted $250 million.", article="c", when_iso="2024-04-30")
    found = settled(arms(), money(), vote)
    assert sorted((e.act, len(e.claims)) for e in found) == [("funding", 2), ("transfer", 1)]
    long_ago = money(quote="Congress voted $250 million.", article="c", when_iso="2023-12-10")
    assert sorted((e.act, len(e.claims)) for e in settled(arms(), money(), long_ago)) == [("funding", 1), ("transfer", 2)]


def test_a_vote_for_another_year_is_no_vote_of_the_same_week() -> None:
    budget = money(quote="The budget asks for $250 million.", article="d", when_iso="2026", status="sought")
    known_then = known(*map(facts, "abd", (DAY, "2024-05-02", "2023-03-01")))
    assert [len(e.claims) for e in settle([arms(), money(), budget], known_then) if e.act == "transfer"] == [2]
    told_then = known(*map(facts, "abd", (DAY, "2024-05-02", "2024-05-03")))
    assert [len(e.claims) for e in settle([arms(), money(), budget], told_then) if e.act == "transfer"] == [1]
    this_year = money(quote="The budget has $250 million.", article="d", when_iso="2024")
    assert [len(e.claims) for e in settle([arms(), money(), this_year], known_then) if e.act == "transfer"] == [1]


AGAIN = "It recalled the previously announced a sum."


@pytest.mark.parametrize(("day", "more", "entries"), [
    ("2024-06-20", {}, 1), ("2024-06-20", {"when_iso": "2024-06-20"}, 1), ("2025-06-04", {}, 1), ("2025-06-20", {}, 2),
    ("2024-06-20", {"quote": "We give $250 million."}, 2),
    ("2024-06-20", {"quote": "It recalled a sum previously announced, a loan."}, 2),
    ("2024-06-20", {"when_iso": "2024-06-11"}, 2), ("2024-04-01", {}, 2),
    ("2024-06-20", {"mechanism": DRAWDOWN, "quote": "$250 million left of it."}, 2),
])
def test_what_was_announced_before_is_found_later(day: str, more: dict[str, object], entries: int) -> None:
    told = money(**({"quote": AGAIN, "when_iso": None} | more))
    assert len(settle([arms(), told], known(facts("a", DAY), facts("b", day)))) == entries


def test_what_was_announced_before_is_neither_of_two_packages_nor_a_vote() -> None:
    told, when = money(quote=AGAIN, when_iso=None), known(*map(facts, "abc", (DAY, "2024-06-20", "2024-04-01")))
    second = arms(article="c", when_iso="2024-04-01")
    assert [e.act for e in settle([arms(), told, second], when)].count("funding") == 1
    vote = money(quote="Congress voted $250 million.", article="c", when_iso="2024-05-25")
    assert sorted((e.act, len(e.claims)) for e in settle([arms(), told, vote], when)) == [("funding", 2), ("transfer", 1)]


def test_a_sum_under_a_mechanism_of_stocks_tells_goods_that_nobody_calls_a_package() -> None:
    goods = arms(mechanism=None, quote="It approved interceptors worth $250 million.", items=("air-defence",))
    assert len(settled(goods, money(mechanism=DRAWDOWN, quote="I signed another $250 million drawdown."))) == 1
    assert len(settled(goods, money())) == 2
    assert len(settled(arms(mechanism="Foreign Military Sale", quote="A sale of $250 million."), money(mechanism=DRAWDOWN))) == 2


def figured(told: Claim, start: int = 40) -> Claim:
    """The claim with its sum read from these characters."""
    return replace(told, money=replace(told.money, evidence=(Span(start, start + 12),)))


def sale(**more: object) -> Claim:
    """Radars are sold for a sum, in article "b"."""
    fields: dict[str, object] = {"mechanism": None, "quote": "which is $250 million worth of radars", "items": ("radar",), "article": "b",
                                 "when_iso": None}
    return arms(**(fields | more))


def test_one_figure_told_as_goods_and_as_money_is_one_matter() -> None:
    told = figured(money(when_iso=None, quote="It approved the latest part of it, $250 million."))
    entry, = settled(figured(sale()), told)
    assert (entry.act, len(entry.claims)) == ("transfer", 2)
    assert dict(entry.reasons)[told.id] == "one figure of one text, told as goods and as money"
    for other in (figured(sale(), 90), sale(), figured(sale(article="c")), figured(sale(receiver=("PL",)))):
        assert len(settled(other, told)) == 2


@pytest.mark.parametrize("words", ["Congress voted $250 million for it.", "$250 million in loans for it.", "$250 million in food."])
def test_a_vote_with_the_figure_of_goods_is_a_vote(words: str) -> None:
    assert sorted(e.act for e in settled(figured(sale()), figured(money(when_iso=None, quote=words)))) == ["funding", "transfer"]


def test_a_figure_does_not_tear_a_vote_apart() -> None:
    told = figured(money(when_iso=None, quote="It is $250 million."))
    more = money(article="c", when_iso=None, quote="They gave $250 million.")
    assert sorted((e.act, len(e.claims)) for e in settled(figured(sale()), told, more)) == [("funding", 2), ("transfer", 1)]


def test_what_may_be_either_of_two_packages_is_neither() -> None:
    second = arms(article="c", when_iso="2024-05-06")
    assert len(settled(arms(), second)) == 2
    assert [e.act for e in settled(arms(), second, money(when_iso="2024-05-05"))].count("funding") == 1


def test_only_packages_are_told_so() -> None:
    sale = arms(mechanism=None, quote="It sells howitzers for $250 million.", items=("artillery",))
    assert len(settled(sale, money())) == 2
    package = arms(mechanism=None, quote="It gives a package of howitzers worth $250 million.", items=("artillery", "equipment"))
    assert len(settled(package, money())) == 1


def test_a_serial_without_a_sum_is_enough_and_another_one_is_too_much() -> None:
    numbered = arms(quote="The 12th drawdown, of up to $250 million.")
    assert len(settled(numbered, money(money=None, quote="We gave the 12th drawdown today."))) == 1
    assert len(settled(numbered, money(quote="We gave the 11th drawdown, of $250 million."))) == 2


def test_people_part_the_two_and_take_it_back() -> None:
    a, b = arms(), money()
    one, = settled(a, b)
    parted = Judgement("j1", "different", f"{one.id} {b.id}", "Ann", "2024-06-01T10:00:00", "another sum")
    found = settled(a, b, judgements=(parted,))
    assert sorted((e.act, e.claims) for e in found) == [("funding", (b.id,)), ("transfer", (a.id,))]
    back = Judgement("j2", "withdraw", "j1", "Ann", "2024-06-02T10:00:00", "a slip")
    assert settled(a, b, judgements=(parted, back)) == [one]
