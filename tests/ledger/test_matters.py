"""Which claims speak of one matter."""

from __future__ import annotations

from tests.strategies import claim, facts, known

from onrecord.ledger import settle
from onrecord.model import Claim, Entry, Item

WAR = "2022-02-24"


def entries(*dated: tuple[str, Claim]) -> list[Entry]:
    """The entries of these claims, each published on its day; claims of one article share the last day given for it."""
    return settle([c for _, c in dated], known(*(facts(c.article, day) for day, c in dated)))


def package(article: str, day: str | None, amount: float = 8e8, **more: object) -> Claim:
    fields = {"giver": ("US",), "receiver": ("UA",), "items": ("equipment",), "status": "agreed", "money": (amount, amount), **more}
    return claim(article=article, when_iso=day, **fields)  # type: ignore[arg-type]


def test_a_running_supply_is_one_entry() -> None:
    found = entries(
        ("2022-12-09", claim(article="a", quantity=(200, 900), when_iso="2022-07/2022-12-09")),
        ("2023-05-15", claim(article="b", quantity=(401, None), when_iso="2022-02-24/2023-05-15")),
        ("2023-11-21", claim(article="c", status="sought")),
    )
    assert len(found) == 1
    assert [q.low for q in found[0].quantities] == [200, 401]
    assert found[0].when is not None
    assert found[0].when.iso == "2022-02-24/2023-05-15"


def test_other_parties_goods_or_acts_are_other_matters() -> None:
    base = ("2023-01-01", claim(article="a"))
    for other in (claim(article="b", receiver=("KP",)), claim(article="b", giver=("KP",)), claim(article="b", items=("artillery",)),
                  claim("use", article="b"), claim(article="b", giver=("RU",), receiver=("IR",))):
        assert len(entries(base, ("2023-01-01", other))) == 2


def test_cooperation_has_no_direction() -> None:
    assert len(entries(("2023-01-01", claim("cooperation", article="a")),
                       ("2023-01-01", claim("cooperation", ("RU",), ("IR",), article="b")))) == 1


def test_the_same_dealings_a_generation_apart_are_two_entries() -> None:
    found = entries(("2023-01-01", claim(article="a", when_iso="1985")), ("2023-01-01", claim(article="b", when_iso="2022")))
    assert len(found) == 2


def test_a_claim_of_two_kinds_supports_both_but_its_count_neither() -> None:
    found = entries(("2023-01-01", claim(article="a", items=("uav", "artillery"), quantity=(500, 500))), ("2023-02-01", claim(article="b")))
    assert [(e.items, len(e.claims), e.quantities) for e in found if e.items == ("artillery",)] == [(("artillery",), 1, ())]
    assert [(e.items, len(e.claims), e.quantities) for e in found if e.items == ("uav",)] == [(("uav",), 2, ())]


def test_articles_and_services_are_one_matter_and_services_alone_their_own() -> None:
    whole = ("2023-01-01", claim("training", items=("equipment", "service")))
    assert [e.items for e in entries(whole)] == [("equipment",)]
    assert [e.items for e in entries(("2023-01-01", claim("training", items=("service",))))] == [("service",)]
    assert len(entries(whole, ("2023-01-02", claim("training", items=("service",), article="b")))) == 2
    assert sorted(e.items for e in entries(("2023-01-01", claim(items=("uav", "service"))))) == [("service",), ("uav",)]


def test_the_count_of_a_whole_is_not_that_of_its_part() -> None:
    whole = claim(items=("equipment", "tank"), quantity=(90, 90))
    found = settle([whole, claim(items=("tank",), quantity=(40, 40), article="b")], known(facts("a"), facts("b")))
    assert [(e.items, [q.low for q in e.quantities]) for e in found] == [(("tank",), [40])]


def test_a_sum_that_is_a_manner_of_speaking_is_no_package_and_ties_none() -> None:
    apart = [("2022-03-16", package("a", "2022-03-16", 2.2e9)), ("2022-03-18", package("c", "2022-03-18", 8.5e9))]
    vague = ("2022-03-17", package("b", "2022-03-17", money=(2e9, 9e9)))
    assert sorted((e.kind, len(e.claims)) for e in entries(*apart, vague)) == [("package", 1), ("package", 1), ("running", 1)]
    span = ("2022-03-17", package("b", "2022-03-17", money=(2e9, 5e9)))
    assert [e.kind for e in entries(span)] == ["package"]


def votes(*told: tuple[str, str, str | None]) -> list[int]:
    """How many claims each vote has, of sums told on a day in these words with a day of their own."""
    return sorted(len(e.claims) for e in entries(*(
        (day, claim("funding", ("US",), ("UA",), (), status="agreed", money=(1e9, 1e9), article=f"a{n}", quote=words, when_iso=when))
        for n, (day, words, when) in enumerate(told))))


def test_sums_for_unlike_purposes_are_two_votes() -> None:
    arms, relief, open_ = "A billion in military aid.", "A billion in humanitarian aid and food.", "A billion, she said."
    for when in (None, "2024-03-01"):
        assert votes(("2024-03-01", arms, when), ("2024-03-02", relief, when)) == [1, 1]
        assert votes(("2024-03-01", arms, when), ("2024-03-02", open_, when)) == [2]
        assert votes(("2024-03-01", arms, when), ("2024-03-02", "A billion for weapons and for food.", when)) == [2]


def rounds(*told: tuple[str, int]) -> list[int]:
    """How many claims each round of sanctions has, of so many that give each day."""
    return sorted(len(e.claims) for e in entries(*((day, claim("sanction", ("US",), ("RU",), (), article=f"{day} {n}", when_iso=day))
                                                   for day, many in told for n in range(many))))


def test_rounds_of_one_week_are_not_chained() -> None:
    assert rounds(("2022-02-22", 4), ("2022-02-23", 1), ("2022-02-24", 3), ("2022-02-25", 1)) == [4, 5]
    assert rounds(("2022-02-21", 1), ("2022-02-22", 3), ("2022-02-23", 1)) == [5]
    assert rounds(("2022-02-22", 5), ("2022-02-23", 4), ("2022-02-24", 2), ("2022-02-25", 1)) == [3, 9]


def test_three_packages_of_one_sum_are_three() -> None:
    days = ("2022-03-16", "2022-04-13", "2022-04-21")
    found = entries(*((d, package(f"a{d}", d)) for d in days), *((d, package(f"b{d}", d, 7.9e8)) for d in days))
    assert len(found) == 3
    assert sorted(len(e.claims) for e in found) == [2, 2, 2]
    assert sorted(e.when.start for e in found if e.when and e.when.start) == list(days)


def test_later_talk_of_a_package_joins_the_nearest_and_ties_none_together() -> None:
    found = entries(
        ("2022-04-13", package("a", "2022-04-13")), ("2022-04-21", package("b", "2022-04-21")),
        ("2022-04-15", package("c", None)), ("2022-04-25", package("d", None)), ("2022-05-02", package("e", "2022-04")),
    )
    assert sorted(len(e.claims) for e in found) == [2, 3]


def test_a_package_is_of_the_day_of_its_decision() -> None:
    """A vague time that holds the day, and how long the deliveries took, leave it as it is."""
    told = [("2022-04-13", package("a", "2022-04-13")), ("2022-04-20", package("b", "2022-04-11/2022-04-17")),
            ("2022-04-29", package("c", "2022-04-15/2022-04-29", status="done"))]
    found, = entries(*told)
    assert (found.kind, found.status, found.when and found.when.iso) == ("package", "done", "2022-04-13")


def test_two_packages_of_a_day_differ_by_sum_or_mechanism() -> None:
    assert len(entries(("2022-11-04", package("a", "2022-11-04", 4e8)), ("2022-11-04", package("b", "2022-11-04", 7e8)))) == 2
    assert len(entries(("2022-11-04", package("a", "2022-11-04", mechanism="USAI")),
                       ("2022-11-04", package("b", "2022-11-04", mechanism="presidential drawdown authority")))) == 2


def test_a_total_over_a_year_is_no_package() -> None:
    found = entries(("2022-12-10", package("a", "2022-12-09")), ("2022-12-10", package("b", "2022-02-24/2022-12-10", 1.9e10)))
    assert len(found) == 2


def test_an_order_and_its_deliveries_are_one_entry_with_one_id() -> None:
    order = claim(giver=("TR",), receiver=("PL",), article="a", status="agreed", money=(2.7e8, 2.7e8), quantity=(24, 24),
                  when_iso="2021-05-24")
    delivery = claim(giver=("TR",), receiver=("PL",), article="b", quantity=(6, 6), when_iso="2022-10-28")
    before, after = entries(("2021-05-24", order)), entries(("2021-05-24", order), ("2022-10-28", delivery))
    assert len(after) == 1
    assert (after[0].status, after[0].id) == ("done", before[0].id)


def test_what_was_told_as_delivered_before_an_order_was_not_delivered_of_it() -> None:
    order = claim(giver=("TR",), receiver=("PL",), article="a", status="agreed", money=(2.7e8, 2.7e8), when_iso="2021-05-24")
    told = claim(giver=("TR",), receiver=("PL",), article="b")
    assert [e.kind for e in entries(("2021-05-24", order), ("2021-05-30", told))] == ["order"]
    assert sorted(e.kind for e in entries(("2021-05-24", order), ("2021-03-01", told))) == ["package", "running"]


def test_services_to_nobody_named_are_not_those_of_the_only_one_who_gets_some() -> None:
    for items, many in ((("service",), 2), (("radar",), 1)):
        some = [claim("transfer", ("TR",), receiver, items, article=article) for article, receiver in (("a", ("PL",)), ("b", ()))]
        assert len(entries(*(("2021-05-24", c) for c in some))) == many


def test_two_orders_stay_two_and_deliveries_run_beside_them() -> None:
    def order(article: str, day: str, amount: float) -> Claim:
        return claim(giver=("KR",), receiver=("PL",), items=("tank",), article=article, status="agreed", money=(amount, amount),
                     when_iso=day)

    found = entries(("2022-08-26", order("a", "2022-08-26", 3.4e9)), ("2025-08-01", order("b", "2025-08-01", 6.5e9)),
                    ("2022-12-06", claim(giver=("KR",), receiver=("PL",), items=("tank",), article="c")))
    assert sorted(len(e.claims) for e in found) == [1, 1, 1]


def test_details_of_a_package_in_its_own_article_join_it() -> None:
    told = claim(giver=("US",), receiver=("UA",), items=("artillery",), status="agreed", article="a", when_iso="2022-04-13")
    found = entries(("2022-04-13", package("a", "2022-04-13")), ("2022-04-13", told))
    assert [(e.items, len(e.claims)) for e in found] == [(("artillery", "equipment"), 2)]


def test_other_talk_in_that_article_does_not() -> None:
    running = claim(giver=("US",), receiver=("UA",), items=("artillery",), status="done", article="a")
    assert len(entries(("2022-04-13", package("a", "2022-04-13")), ("2022-04-13", running))) == 2


def test_a_package_told_elsewhere_without_its_sum() -> None:
    told = claim(giver=("US",), receiver=("UA",), items=("equipment",), status="agreed", article="b", when_iso="2022-04-13")
    one, other = ("2022-04-13", package("a", "2022-04-13")), ("2022-04-13", package("c", "2022-04-13", 3e8))
    assert len(entries(one, ("2022-04-14", told))) == 1
    assert len(entries(one, other, ("2022-04-14", told))) == 3


def test_sanctions_by_round() -> None:
    def round_of(article: str, day: str | None, **more: object) -> Claim:
        return claim("sanction", ("US",), ("IR",), (), article=article, when_iso=day, **more)  # type: ignore[arg-type]

    found = entries(
        ("2023-05-19", round_of("a", "2023-05-19")), ("2023-05-20", round_of("b", "2023-05-20")),
        ("2023-05-15", round_of("c", "2023-05", status="planned")), ("2023-10-18", round_of("d", "2023-10-18")),
        ("2023-10-18", round_of("e", None, status="possible")), ("2023-10-18", round_of("f", None)),
    )
    assert sorted(len(e.claims) for e in found) == [1, 2, 3]


def test_a_vote_of_money_is_one_matter_from_request_to_law() -> None:
    def vote(article: str, status: str, day: str | None, amount: tuple[float | None, float | None] = (6.1e10, 6.1e10)) -> Claim:
        return claim("funding", ("US",), ("UA",), (), status, article, money=amount, when_iso=day)

    found = entries(("2023-10-20", vote("a", "sought", "2023-10-20", (6e10, None))), ("2024-02-22", vote("b", "halted", None)),
                    ("2024-04-24", vote("c", "agreed", "2024-04-24")))
    assert [(len(e.claims), e.status) for e in found] == [(3, "agreed")]


def test_an_unknown_giver_is_taken_from_its_own_article() -> None:
    named, open_ = claim(article="a"), claim(giver=(), article="a")
    found = entries(("2023-01-01", named), ("2023-01-01", open_), ("2023-01-01", claim(giver=("KP",), article="b")))
    assert sorted((e.giver, len(e.claims)) for e in found) == [(("IR",), 2), (("KP",), 1)]
    reasons = {c: why for e in found for c, why in e.reasons}
    assert reasons[open_.id] == "party as in the rest of its article"


def test_an_unknown_giver_stays_unknown_between_two() -> None:
    found = entries(("2023-01-01", claim(article="a")), ("2023-01-01", claim(giver=("KP",), article="a")),
                    ("2023-01-01", claim(giver=(), article="a")))
    assert sorted(e.giver for e in found) == [(), ("IR",), ("KP",)]


def test_an_unknown_giver_elsewhere_joins_the_only_matter_it_can_be() -> None:
    alone = ("2023-02-01", claim(giver=(), article="b"))
    assert len(entries(("2023-01-01", claim(article="a")), alone)) == 1
    assert len(entries(("2023-01-01", claim(article="a")), alone, ("2023-01-01", claim(giver=("KP",), article="c")))) == 3
    assert len(entries(("2021-01-01", claim(article="a")), alone)) == 2


def test_nothing_is_chained_through_parties_unknown_on_both_sides() -> None:
    nobody = [("2023-01-01", claim(giver=(), receiver=(), article=a)) for a in "ab"]
    assert len(entries(*nobody)) == 2


def test_plain_missiles_are_those_of_their_article() -> None:
    ballistic, plain = claim(items=("missile.ballistic",), article="a"), claim(items=("missile.other",), article="a", quantity=(400, 400))
    assert [e.items for e in entries(("2024-02-22", ballistic), ("2024-02-22", plain))] == [("missile.ballistic",)]
    cruise = claim(items=("missile.cruise",), article="a")
    assert len(entries(("2024-02-22", ballistic), ("2024-02-22", cruise), ("2024-02-22", plain))) == 3
    assert len(entries(("2024-02-22", ballistic), ("2024-02-22", claim(items=("missile.other",), article="b")))) == 2


def test_weapons_in_general_are_not_the_kind_just_promised() -> None:
    promised, general = claim(items=("mine",), status="agreed", article="a"), claim(items=("equipment",), status="done", article="a")
    assert len(entries(("2024-12-03", promised), ("2024-12-03", general))) == 2
    assert len(entries(("2024-12-03", promised), ("2024-12-03", claim(items=("equipment",), status="planned", article="a")))) == 1


def test_a_general_denial_covers_each_kind_its_article_names() -> None:
    kinds = [("2022-10-10", claim(items=(k,), article="a")) for k in ("uav", "missile.ballistic")]
    found = entries(*kinds, ("2022-10-10", claim(items=("equipment",), status="denied", article="a")))
    assert [len(e.claims) for e in found] == [2, 2]


def test_a_named_system_is_never_generic() -> None:
    named = claim(items=(Item("missile.other", "Kh-101", "kh-101"),), article="a")
    assert len(entries(("2024-01-01", named), ("2024-01-01", claim(items=("missile.cruise",), article="a")))) == 2


def test_the_id_of_a_running_matter_outlives_new_pages() -> None:
    first = entries(("2023-01-01", claim(article="b")))[0]
    more = entries(("2023-01-01", claim(article="b")), ("2022-01-01", claim(article="a", status="sought")))[0]
    assert first.id == more.id


def test_last_weeks_package_stays_last_weeks_where_its_text_tells_of_another() -> None:
    first, second = package("a", "2022-04-13"), package("b", "2022-04-21")
    last_week, today = package("c", "2022-04-11/2022-04-17"), package("c", "2022-04-21", amount=8e8, items=("equipment", "uav"))
    found = entries(("2022-04-13", first), ("2022-04-21", second), ("2022-04-21", last_week), ("2022-04-21", today))
    homes = {c: e.when.iso for e in found if e.when is not None for c in e.claims}
    assert homes[last_week.id] == "2022-04-13" and homes[today.id] == "2022-04-21"


def test_what_gives_no_day_joins_the_package_of_its_text() -> None:
    first, second = package("a", "2022-04-13"), package("b", "2022-04-21")
    again = package("a", None)
    found = entries(("2022-04-13", first), ("2022-04-21", second), ("2022-04-13", again))
    assert [e.when.iso for e in found if e.when is not None and again.id in e.claims] == ["2022-04-13"]
