"""Serials, totals, re-announcements, missions: what is told apart by more than sum and day."""

from __future__ import annotations

from tests.ledger.test_matters import entries, package
from tests.strategies import claim, source

from onrecord.model import Claim, Entry


def words(quote: str, article: str, day: str | None = None, **more: object) -> Claim:
    fields = {"giver": ("US",), "receiver": ("UA",), "items": ("equipment",), "status": "agreed", **more}
    return claim(article=article, when_iso=day, quote=quote, source=source(f"Speaker of {article}"), **fields)  # type: ignore[arg-type]


def sizes(*dated: tuple[str, Claim]) -> list[int]:
    return sorted(len(e.claims) for e in entries(*dated))


def test_one_serial_is_one_package_whenever_it_is_told() -> None:
    found = entries(
        ("2024-12-02", words("The 71st drawdown was announced.", "a", "2024-12-02", money=(7.25e8, 7.25e8))),
        ("2025-02-01", words("The 71st drawdown holds missiles.", "b")),
        ("2024-12-12", words("The 72nd drawdown was announced.", "c", "2024-12-12", money=(5e8, 5e8))),
    )
    assert sorted((e.serial, len(e.claims), e.kind) for e in found) == [("package 71", 2, "package"), ("package 72", 1, "package")]


def test_two_serials_are_two_packages_though_sum_and_day_agree() -> None:
    assert sizes(("2024-12-02", words("The 71st package.", "a", "2024-12-02", money=(4e8, 4e8))),
                 ("2024-12-03", words("The 72nd package.", "b", "2024-12-03", money=(4e8, 4e8)))) == [1, 1]


def test_an_announcement_that_gives_a_number_and_no_sum_is_of_the_instrument_of_its_day() -> None:
    found = entries(("2023-06-27", memorandum("a", "2023-06-27", 5e8)), ("2023-06-28", words("The 41st package was announced.", "b", "2023-06-28")),
                    ("2023-07-07", memorandum("c", "2023-07-07", 8e8)))
    assert sorted((e.serial, len(e.claims)) for e in found) == [("", 1), ("package 41", 2)]
    one = next(e for e in found if e.serial)
    assert "announced on the day of the package" in dict(one.reasons).values()


def test_an_announcement_between_two_instruments_or_two_of_one_day_are_of_none() -> None:
    told = words("The 41st package was announced.", "b", "2023-06-28")
    two = (("2023-06-27", memorandum("a", "2023-06-27", 5e8)), ("2023-06-29", memorandum("c", "2023-06-29", 8e8)))
    assert sizes(*two, ("2023-06-28", told)) == [1, 1, 1]
    other = words("The 42nd package was announced.", "d", "2023-06-27")
    assert sizes(("2023-06-27", memorandum("a", "2023-06-27", 5e8)), ("2023-06-28", told), ("2023-06-28", other)) == [1, 1, 1]


def test_a_numbered_announcement_long_after_an_instrument_is_not_of_it() -> None:
    told = words("The 41st package was announced.", "b", "2023-07-02")
    assert sizes(("2023-06-27", memorandum("a", "2023-06-27", 5e8)), ("2023-07-02", told)) == [1, 1]


def test_a_batch_is_part_of_its_order() -> None:
    order = claim(giver=("TR",), receiver=("PL",), article="a", status="agreed", money=(2.7e8, 2.7e8), when_iso="2021-05-24")
    batches = [("2022-10-28", words("The first batch arrived.", "b", "2022-10-28", giver=("TR",), receiver=("PL",), items=("uav",), status="done")),
               ("2023-05-05", words("The second batch, worth $90 million, arrived.", "c", "2023-05-05", giver=("TR",), receiver=("PL",),
                                    items=("uav",), status="done", money=(9e7, 9e7)))]
    found = entries(("2021-05-24", order), *batches)
    assert [(e.kind, e.status, len(e.claims)) for e in found] == [("order", "done", 3)]


def test_a_delivery_long_before_the_order_is_not_of_it() -> None:
    order = claim(giver=("TR",), receiver=("PL",), article="a", status="agreed", money=(2.7e8, 2.7e8), when_iso="2021-05-24")
    earlier = claim(giver=("TR",), receiver=("PL",), article="b", when_iso="2020-10-28")
    assert len(entries(("2021-05-24", order), ("2021-05-24", earlier))) == 2


def test_a_round_of_sanctions_by_its_number() -> None:
    def told(article: str, number: str, day: str, status: str) -> Claim:
        return words(f"The {number} package of sanctions", article, day, act="sanction", giver=("EU",), receiver=("RU",), items=(), status=status)

    found = entries(("2022-11-30", told("a", "ninth", "2022-11-30", "planned")), ("2022-12-16", told("b", "ninth", "2022-12-16", "done")),
                    ("2023-02-25", told("c", "tenth", "2023-02-25", "done")))
    assert sorted((e.serial, e.status, len(e.claims)) for e in found) == [("round 10", "done", 1), ("round 9", "done", 2)]
    assert {e.kind for e in found} == {"round"}


def test_missions_are_told_apart_only_where_there_are_several() -> None:
    def course(article: str, mission: str | None) -> Claim:
        return claim("training", ("GB",), ("UA",), (), "underway", article, mechanism=mission)

    alone = entries(("2023-01-01", course("a", "Operation Interflex")), ("2023-01-02", course("b", None)))
    assert len(alone) == 1
    several = entries(("2023-01-01", course("a", "Operation Interflex")), ("2023-01-02", course("b", None)),
                      ("2023-01-03", course("c", "Operation Orbital")))
    assert sorted(e.mechanism or "" for e in several) == ["", "Operation Interflex", "Operation Orbital"]


def test_a_total_opens_no_package_and_ties_none() -> None:
    total = words("This brings the total to $800 million.", "c", "2022-04-21", money=(8e8, 8e8))
    total = claim(article="c", giver=("US",), receiver=("UA",), items=("equipment",), status="agreed", money=(8e8, 8e8), when_iso="2022-04-22",
                  quote="bringing the total to a sum")
    found = entries(("2022-04-21", package("a", "2022-04-21")), ("2022-04-22", total))
    assert sorted(e.kind for e in found) == ["package", "running"]


def test_what_was_announced_before_adds_no_package() -> None:
    again = claim(article="c", giver=("US",), receiver=("UA",), items=("equipment",), status="agreed", money=(8e8, 8e8), when_iso="2022-07-15",
                  quote="the previously announced a sum")
    assert sizes(("2022-04-21", package("a", "2022-04-21")), ("2022-07-15", again)) == [2]
    new = package("c", "2022-07-15")
    assert sizes(("2022-04-21", package("a", "2022-04-21")), ("2022-07-15", new)) == [1, 1]


def memorandum(article: str, day: str, amount: float) -> Claim:
    return claim(article=article, giver=("US",), receiver=("UA",), items=("equipment", "service"), status="agreed", money=(None, amount),
                 when_iso=day, mechanism="presidential drawdown authority", source=source("The President", "US"),
                 quote="I hereby delegate the authority to direct the drawdown of up to a sum in defense articles and services.")


def test_an_announcement_in_the_week_after_joins_its_instrument() -> None:
    told = package("b", "2022-11-15", 4e8)
    assert sizes(("2022-11-10", memorandum("a", "2022-11-10", 4e8)), ("2022-11-15", told)) == [2]
    assert sizes(("2022-11-10", memorandum("a", "2022-11-10", 4e8)), ("2022-11-23", memorandum("c", "2022-11-23", 4e8)),
                 ("2022-11-12", package("b", "2022-11-12", 4e8)), ("2022-11-24", package("d", "2022-11-24", 4e8))) == [2, 2]


def test_arms_and_services_are_a_package_of_arms() -> None:
    found = entries(("2022-11-10", memorandum("a", "2022-11-10", 4e8)), ("2022-11-10", package("b", "2022-11-10", 4e8, items=("artillery",))))
    assert [(e.items, len(e.claims)) for e in found] == [(("artillery", "equipment", "service"), 2)]


def test_a_delivery_joins_the_only_package_of_its_sum() -> None:
    late = package("b", "2022-07-01", 4e8, status="done")
    assert sizes(("2022-04-21", package("a", "2022-04-21", 4e8)), ("2022-07-01", late)) == [2]
    assert sizes(("2022-04-21", package("a", "2022-04-21", 4e8)), ("2022-05-21", package("c", "2022-05-21", 4e8)),
                 ("2022-07-01", late)) == [1, 1, 1]


def bonds_of(entry: Entry, key: str) -> dict[str, int]:
    return {b.name: b.weight for b in dict(entry.bonds)[key]}


def test_every_claim_says_what_holds_it_and_how_much_it_weighs() -> None:
    first, second, alone = memorandum("a", "2022-11-10", 4e8), package("b", "2022-11-11", 4.1e8), claim(article="z")
    found = entries(("2022-11-10", first), ("2022-11-11", second), ("2022-11-11", alone))
    parcel = next(e for e in found if len(e.claims) == 2)
    assert bonds_of(parcel, second.id) == {"parties": 2, "sum": 2, "day": 2}
    assert bonds_of(next(e for e in found if alone.id in e.claims), alone.id) == {"parties": 2, "reach": 1}


def test_a_serial_weighs_more_than_nearness() -> None:
    found = entries(
        ("2024-03-12", words("the 55th package", "a", "2024-03-12", money=(3e8, 3e8))), ("2024-04-24", package("b", "2024-04-24", 3e8)),
        ("2024-04-25", words("the 55th package", "c", money=(3e8, 3e8))),
    )
    assert sorted((e.serial, len(e.claims)) for e in found) == [("", 1), ("package 55", 2)]


def test_a_headline_numbers_the_package_that_its_text_sums() -> None:
    title, lead = words("Third package for the islands", "a"), words("It announced a sum in aid.", "a", "2024-03-12", money=(3e8, 3e8))
    found = entries(("2024-03-12", title), ("2024-03-12", lead))
    assert [(e.serial, len(e.claims)) for e in found] == [("package 3", 2)]


def test_a_serial_that_nobody_announced_opens_no_package() -> None:
    arrived = words("Equipment of the first package arrived.", "a", "2024-03", status="done")
    found = entries(("2024-04-12", arrived), ("2024-03-12", package("b", "2024-03-12", 3e8)))
    assert sorted(e.kind for e in found) == ["package", "running"]
    told = words("The 12th package holds howitzers.", "a", "2024-03-12")
    assert [e.kind for e in entries(("2024-03-12", told))] == ["package"]
