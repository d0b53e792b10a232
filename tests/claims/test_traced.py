"""Arms of another's make or supply that are used: the grammar shows who uses them against whom, and what tells of no use."""

import pytest
from tests.claims.answers import answer, weighed, witness_of
from tests.claims.building import at, layered

from onrecord.claims.decide import NOT_THE_ACT, decide, drafted
from onrecord.claims.match import candidates
from onrecord.claims.propose import framed
from onrecord.claims.shown import SHOWN, SURE, Shown
from onrecord.claims.thresholds import DEFAULT
from onrecord.claims.traced import used_at


def shown(text: str, word: str) -> Shown | None:
    layers = layered(text)
    candidates(layers)
    return used_at(layers, at(layers.tree, word))


def sides(use: Shown | None) -> tuple[list[str], list[str]]:
    assert use is not None
    return [code for code, _ in use.giver], [code for code, _ in use.receiver]


@pytest.mark.parametrize(("text", "word", "user", "target"), [
    ("Armenia fired Indian-made rockets at Turkish positions.", "fired", ["AM"], ["TR"]),
    ("Armenia struck Baku with rockets that India had supplied.", "struck", ["AM"], ["AZ"]),
    ("Armenia used rockets bought from India to hit an airfield in Turkey.", "used", ["AM"], ["TR"]),
    ("Armenian soldiers shot down a Turkish plane with a missile donated by India.", "shot", ["AM"], ["TR"]),
    ("Chad used Indian drones in its war against Libya.", "used", ["TD"], ["LY"]),
    ("Chad has used the drones supplied by India to great effect.", "used", ["TD"], []),
    ("India sold drones to Chad. Chad used the drones against Libya.", "used", ["TD"], ["LY"]),
    ("Chad's use of Indian drones against Libya goes on.", "use", ["TD"], ["LY"]),
    ("Indian-made drones hit an airfield in Libya.", "hit", [], ["LY"]),
    ("Indian-made drones were fired at Libya.", "fired", [], ["LY"]),
    ("The brigade fired Indian rockets at a base in Libya.", "fired", [], ["LY"]),
    ("Sudan spoke. Indian-made drones hit fighters of the Rapid Support Forces.", "hit", ["SD"], ["Rapid Support Forces"]),
    ("Sudan spoke of the Rapid Support Forces. Sudan has used drones made in India to great effect.", "used", ["SD"], ["Rapid Support Forces"]),
])
def test_who_uses_the_arms_of_others_against_whom(text: str, word: str, user: list[str], target: list[str]) -> None:
    assert sides(shown(text, word)) == (user, target)


@pytest.mark.parametrize(("text", "word", "rules"), [
    ("Sudan spoke. Indian-made drones hit fighters of the Rapid Support Forces.", "hit", ("the one foe", "role")),
    ("Sudan spoke of the Rapid Support Forces. Sudan has used drones made in India to great effect.", "used", ("role", "the one foe")),
    ("Chad fired Indian-made rockets at Libya.", "fired", ("role", "role")),
    ("Indian-made drones hit an airfield in Libya.", "hit", ("open", "role")),
])
def test_a_side_that_is_filled_by_the_one_foe_says_so(text: str, word: str, rules: tuple[str, str]) -> None:
    layers = layered(text)
    roles = next(f.roles for f in framed(layers) if f.candidate.shown and f.word == at(layers.tree, word))
    assert (roles.giver_rule, roles.receiver_rule) == rules


@pytest.mark.parametrize(("text", "word"), [
    ("Indian missiles hit Libya.", "hit"),
    ("Chad fired rockets at Libya.", "fired"),
    ("Chad fired Chadian rockets at Libya.", "fired"),
    ("Chad operates Indian drones.", "operates"),
    ("Chad uses Indian drones.", "uses"),
    ("Chad used Indian drones against targets in an exercise.", "used"),
    ("India allowed Chad to use Indian drones against Libya.", "use"),
    ("It is legitimate for Chad to use Indian drones against Libya.", "use"),
    ("Libya was threatened with Indian drones.", "threatened"),
    ("Sudan fired rockets made by the Rapid Support Forces at Chad.", "fired"),
    ("Sudan hit Chad with a bill for Indian drones.", "hit"),
])
def test_what_tells_of_no_use_of_the_arms_of_others(text: str, word: str) -> None:
    assert shown(text, word) is None


def test_a_use_that_happened_needs_no_learned_reader_to_find_it() -> None:
    layers = layered("Chad fired Indian-made rockets at Libya.")
    doubtful = answer([("IN", 0.4), ("LY", 0.3)], [("TD", 0.4)], sure=0.01)
    draft = drafted(layers, witness_of(layers), weighed(layers, "fired", "use", doubtful), DEFAULT)
    assert ([c for c, _ in draft.giver], [c for c, _ in draft.receiver]) == (["TD"], ["LY"])
    assert (draft.found, draft.right) == (SHOWN, SHOWN)
    unlikely = drafted(layers, witness_of(layers), weighed(layers, "fired", "use", answer(status="possible", sure=0.01)), DEFAULT)
    assert SHOWN not in (unlikely.found, unlikely.right)


def test_an_open_side_is_filled_only_where_the_learned_reader_is_sure_and_never_by_the_maker() -> None:
    layers = layered("Peru and Chile spoke. Indian-made drones hit an airfield in Libya.")

    def user(code: str, p: float) -> list[str]:
        asked = weighed(layers, "hit", "use", answer([(code, p)], sure=0.01))
        return [c for c, _ in drafted(layers, witness_of(layers), asked, DEFAULT).giver]

    assert user("PE", SURE) == ["PE"]
    assert user("PE", SURE - 0.1) == []
    assert user("IN", 0.9) == []
    assert user("LY", 0.9) == []


def test_whose_make_the_arms_are_is_no_production_beside_their_use() -> None:
    layers = layered("Chad fired Indian-made rockets at Libya.")
    made = weighed(layers, "made", "production", answer([("IN", 0.95)], [("IN", 0.95)]))
    assert drafted(layers, witness_of(layers), made, DEFAULT).lacks == NOT_THE_ACT


def test_of_a_word_the_use_that_the_grammar_shows_comes_first() -> None:
    layers = layered("Chad fired Indian-made rockets at Libya.")
    items = [(i.span, 0.9) for i in layers.reading.items]
    other = weighed(layers, "fired", "transfer", answer([("IN", 0.95)], [("TD", 0.95)], items=items, sure=0.99))
    use = weighed(layers, "fired", "use", answer(sure=0.01))
    assert [p.act for p in decide(layers, witness_of(layers), [other, use]).proposals] == ["use"]
