"""Pairs of claims that cannot both hold, by kind."""

from __future__ import annotations

from tests.strategies import claim, facts, known, source

from onrecord.ledger import settle
from onrecord.model import Claim, Item


def kinds(*dated: tuple[str, Claim]) -> list[str]:
    """The kinds of disagreement in the only entry of these claims, each published on its day in an article of its own."""
    found = settle([c for _, c in dated], known(*(facts(c.article, day) for day, c in dated)))
    assert len(found) == 1
    return [d.kind for d in found[0].disagreements]


def count(article: str, low: float, high: float | None, when_iso: str | None = None, **more: object) -> Claim:
    return claim(article=article, quantity=(low, high), when_iso=when_iso, source=source(f"Speaker of {article}"), **more)  # type: ignore[arg-type]


def test_intervals_that_can_both_hold_do_not_conflict() -> None:
    assert kinds(("2023-01-01", count("a", 200, 900)), ("2023-01-02", count("b", 401, None))) == []


def test_two_totals_to_one_day_conflict_when_they_share_no_value() -> None:
    span = "2022-02-24/2023-05-15"
    assert kinds(("2023-05-15", count("a", 400, 400, span)), ("2023-05-16", count("b", 1000, 1000, span))) == ["quantity"]


def test_totals_may_grow_but_not_fall() -> None:
    assert kinds(("2022-12-09", count("a", 200, 300)), ("2023-05-15", count("b", 401, None))) == []
    assert kinds(("2022-12-09", count("a", 401, None)), ("2023-05-15", count("b", 200, 300))) == ["quantity"]


def test_a_total_and_an_increment_are_different_counts() -> None:
    assert kinds(("2023-05-15", count("a", 400, 400, "2022-02-24/2023-05-15")), ("2023-05-15", count("b", 20, 20, "2023-05-10"))) == []


def test_two_counts_of_one_day_conflict_two_of_different_days_do_not() -> None:
    assert kinds(("2023-05-15", count("a", 20, 20, "2023-05-10")), ("2023-05-15", count("b", 60, 60, "2023-05-10"))) == ["quantity"]
    assert kinds(("2023-05-15", count("a", 20, 20, "2023-05-10")), ("2023-05-15", count("b", 60, 60, "2023-05-12"))) == []


def test_counts_of_other_things_are_not_compared() -> None:
    tanks, older = Item("tank", "Leopard 2", "leopard-2"), Item("tank", "Leopard 1", "leopard-1")
    span = "2023-01-01/2023-12-31"
    assert kinds(("2024-01-01", count("a", 18, 18, span, items=(tanks,))), ("2024-01-01", count("b", 80, 80, span, items=(older,)))) == []


def test_what_was_agreed_is_not_compared_with_what_was_delivered() -> None:
    span = "2022-01-01/2023-12-31"
    assert kinds(("2024-01-01", count("a", 24, 24, span, status="agreed")), ("2024-01-01", count("b", 6, 6, span))) == []


def test_one_speaker_does_not_disagree_with_a_later_count_of_the_same() -> None:
    who = source("Ada Stone")
    first = claim(article="a", quantity=(900, 900), source=who)
    assert kinds(("2023-01-01", first), ("2023-06-01", claim(article="b", quantity=(400, 400), source=who))) == []


def test_rounded_counts_agree() -> None:
    assert kinds(("2023-01-01", count("a", 400, 400)), ("2023-01-01", count("b", 392, 392))) == []


def test_totals_of_money_by_currency() -> None:
    def total(article: str, amount: float, currency: str = "USD") -> Claim:
        return claim("funding", ("US",), ("UA",), (), article=article, money=(amount, amount), currency=currency,
                     when_iso="2022-02-24/2023-12-31", source=source(f"Speaker of {article}"))

    assert kinds(("2024-01-01", total("a", 6e10)), ("2024-01-02", total("b", 4e10))) == ["money"]
    assert kinds(("2024-01-01", total("a", 6e10)), ("2024-01-02", total("b", 4e10, "EUR"))) == []


def test_going_on_and_halted_in_the_same_week() -> None:
    on, off = claim(status="underway", article="a", source=source("A")), claim(status="halted", article="b", source=source("B"))
    assert kinds(("2024-01-01", on), ("2024-01-05", off)) == ["status"]
    assert kinds(("2024-01-01", on), ("2024-02-05", off)) == []


def test_a_hundred_papers_have_about_a_hundred_pairs() -> None:
    yes = [("2024-01-01", claim(article=f"y{i}", source=source(f"Paper {i}"))) for i in range(50)]
    no = [("2024-01-02", claim(status="denied", article=f"n{i}", source=source(f"Ministry {i}"))) for i in range(50)]
    assert 50 <= len(kinds(*yes, *no)) <= 100
