"""Who does not arm whom: foes, and the foes of whom a party arms in an article."""

from tests.claims.answers import answer

from onrecord.claims.sides import foes, friends, sides

DAY = "2024-05-01"
KYIV, MOSCOW = answer([("IT", 0.9)], [("UA", 0.9)]), answer([("IT", 0.9)], [("RU", 0.3)])


def test_foes_do_not_arm_each_other_while_they_fight() -> None:
    assert foes(DAY)("RU", "UA") and not foes("2010-05-01")("RU", "UA") and not foes(DAY)("IT", "UA")


def test_who_arms_one_side_does_not_arm_the_other() -> None:
    apart = sides([("transfer", KYIV), ("transfer", MOSCOW)], DAY)
    assert apart("IT", "RU") and not apart("IT", "UA") and not apart("DE", "RU")


def test_two_sides_that_are_told_alike_stay() -> None:
    apart = sides([("transfer", KYIV), ("transfer", answer([("IT", 0.9)], [("RU", 0.6)]))], DAY)
    assert not apart("IT", "RU") and not apart("IT", "UA")


def test_talks_and_sanctions_take_no_side() -> None:
    apart = sides([("cooperation", KYIV), ("sanction", KYIV), ("transfer", MOSCOW)], DAY)
    assert not apart("IT", "RU")


def test_of_receivers_that_fight_the_likelier_stays() -> None:
    assert friends(["UA", "IT", "RU"], DAY) == ["UA", "IT"] and friends(["RU", "UA"], "2010") == ["RU", "UA"]


def test_what_is_told_once_and_plainly_stands_beside_what_is_told_often() -> None:
    apart = sides([*[("transfer", KYIV)] * 9, ("transfer", answer([("IT", 0.9)], [("RU", 0.6)]))], DAY)
    assert not apart("IT", "RU")
