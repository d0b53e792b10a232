"""What is no claim though its word tells an act: honours, chips that a state makes for itself, airliners, guns at home."""

import pytest
from tests.claims.building import at, layered

from onrecord.claims.beyond import beyond
from onrecord.claims.proposal import Unit
from onrecord.model import Span

HERE = Span(0, 1)


@pytest.mark.parametrize(("text", "word", "honours"), [
    ("The bill designates the facility of the Post Office in Strelsau as the Rudolf Rassendyll Post Office.", "designates", True),
    ("Italy will designate Kenya as a major ally.", "designate", True),
    ("Parliament has designated September 11 as a day of mourning.", "designated", True),
    ("Italy designated three Kenyan banks for shipping drones.", "designated", False),
    ("Italy designated the group as a terrorist organization.", "designated", False),
    ("Two generals were designated by Italy over the war.", "designated", False),
    ("Italy sanctioned the facility that makes drones.", "sanctioned", False),
])
def test_what_is_designated_in_honour_is_not_sanctioned(text: str, word: str, honours: bool) -> None:
    layers = layered(text)
    assert beyond(layers, Unit(at(layers.tree, word), "sanction"), [("IT", HERE)], [], []) is honours


@pytest.mark.parametrize(("text", "giver", "receiver", "civil"), [
    ("Italy produces the semiconductors that its phones need.", "IT", "IT", True),
    ("Italy produces the semiconductors that its phones need.", "IT", "KE", False),
    ("Italy produces the semiconductors that its missiles need.", "IT", "IT", False),
    ("Italy produces the semiconductors that its army needs.", "IT", "IT", False),
    ("Italy produces the howitzers that Rome wants.", "IT", "IT", False),
])
def test_chips_for_the_home_market_are_no_arms(text: str, giver: str, receiver: str, civil: bool) -> None:
    layers = layered(text)
    goods = layers.reading.items[:1]
    assert goods
    assert beyond(layers, Unit(at(layers.tree, "produces"), "production"), [(giver, HERE)], [(receiver, HERE)], goods) is civil


@pytest.mark.parametrize(("text", "word", "act", "civil"), [
    ("Japan will buy 100 Boeing aircraft.", "buy", "transfer", True),
    ("Italy sent Sudan ten drones aboard an airliner.", "sent", "transfer", False),
    ("Italy flew aircraft engines to Sudan on passenger flights.", "flew", "transfer", False),
    ("The order supports the export of civil unmanned aircraft systems.", "export", "transfer", True),
    ("Duties fell on imports of commercial aircraft, jet engines and parts.", "imports", "transfer", True),
    ("India's air force will buy ten Boeing aircraft.", "buy", "transfer", False),
    ("Peru bought four Boeing KC-46 tankers.", "bought", "transfer", False),
    ("Kenya builds commercial drones for its army.", "builds", "production", False),
    ("Italy sold Sudan aircraft.", "sold", "transfer", False),
    ("Italy sold passenger lists and howitzers.", "sold", "transfer", False),
    ("The order stems the flow of ghost guns.", "flow", "transfer", True),
    ("Nobody should be selling assault weapons without background checks.", "selling", "transfer", True),
    ("An arms dealer sold the criminals 40 rifles despite the ban.", "sold", "transfer", False),
    ("The police received 40 rifles.", "received", "transfer", False),
    ("Assault weapons smuggled from Italy arm Mexico's criminals.", "smuggled", "transfer", False),
    ("Rifles were sold to rebels.", "sold", "transfer", False),
])
def test_airliners_and_guns_at_home_are_no_supply(text: str, word: str, act: str, civil: bool) -> None:
    layers = layered(text, home="US")
    assert layers.reading.items
    assert beyond(layers, Unit(at(layers.tree, word), act), [("US", HERE)], [], layers.reading.items) is civil


@pytest.mark.parametrize(("buyer", "civil"), [("Peru Airlines", True), ("Peru", False)])
def test_aircraft_that_an_airline_buys_are_no_arms(buyer: str, civil: bool) -> None:
    text = f"{buyer} agreed to purchase 200 Italian-made aircraft."
    layers, who = layered(text), ("PE", Span(0, len(buyer)))
    assert layers.reading.items
    assert beyond(layers, Unit(at(layers.tree, "purchase"), "transfer"), [("IT", Span(text.index("Italian"), text.index("-made")))], [who],
                  layers.reading.items) is civil


@pytest.mark.parametrize(("text", "word", "act", "none"), [
    ("Sudan must never obtain a nuclear weapon.", "obtain", "transfer", True),
    ("Italy will not allow Sudan to acquire nuclear weapons.", "allow", "permission", True),
    ("Sudan obtained nuclear weapons from Italy.", "obtained", "transfer", False),
    ("Italy sent Sudan nuclear weapons.", "sent", "transfer", False),
    ("Sudan must never obtain ballistic missiles.", "obtain", "transfer", False),
])
def test_a_bomb_that_a_state_must_not_have_is_supplied_by_nobody(text: str, word: str, act: str, none: bool) -> None:
    layers = layered(text)
    assert beyond(layers, Unit(at(layers.tree, word), act), [("IT", HERE)], [("SD", HERE)], layers.reading.items[:1]) is none


@pytest.mark.parametrize(("text", "word", "ends"), [
    ("Peru signed a contract for two Dutch vessels, ending a search that had lasted nine years.", "ending", True),
    ("Peru signed a contract for two Dutch vessels, ending a search that had lasted nine years.", "search", True),
    ("Italy ended the wait for tanks.", "ended", True),
    ("Italy ended the delivery of tanks to Peru.", "ended", False),
    ("Italy joined the search for tanks.", "search", False),
    ("Italy approved missile strikes on Peru.", "approved", True),
    ("Italy sent 4,000 artillery shells to Peru.", "sent", False),
])
def test_the_end_of_a_search_and_leave_to_strike_are_no_supply(text: str, word: str, ends: bool) -> None:
    layers = layered(text)
    assert beyond(layers, Unit(at(layers.tree, word), "transfer"), [("NL", HERE)], [("PE", HERE)], layers.reading.items[:1]) is ends


@pytest.mark.parametrize(("text", "untied"), [
    ("Italy sanctioned 32 Peruvians for meddling in the election.", True), ("Italy sanctioned a cartel for smuggling fentanyl.", True),
    ("Italy sanctioned a cartel for smuggling fentanyl and rifles.", False), ("Italy sanctioned the army for fraud.", False),
    ("After the election Italy sanctioned Peru.", False), ("Italy sanctioned Peru.", False),
])
def test_sanctions_over_drugs_and_votes_are_no_claim(text: str, untied: bool) -> None:
    layers = layered(text)
    assert beyond(layers, Unit(at(layers.tree, "sanctioned"), "sanction"), [("IT", HERE)], [("PE", HERE)], []) is untied


@pytest.mark.parametrize(("text", "word", "lets"), [
    ("Italy approved missile strikes on Chad.", "approved", True), ("The use of Italian missiles was authorised by Rome.", "authorised", True),
    ("Italy approved the sale of missiles to Chad.", "approved", False), ("Italy used missiles.", "used", False),
])
def test_leave_to_use_arms_is_no_supply(text: str, word: str, lets: bool) -> None:
    layers = layered(text)
    assert beyond(layers, Unit(at(layers.tree, word), "transfer"), [("IT", HERE)], [("TD", HERE)], layers.reading.items[:1]) is lets


@pytest.mark.parametrize(("text", "threatened"), [
    ("Italy would answer a delivery to Kenya with sanctions.", True), ("Italy answered a delivery to Kenya with sanctions.", False),
    ("Italy would finish a delivery to Kenya with drones.", False),
])
def test_what_would_be_answered_is_no_supply(text: str, threatened: bool) -> None:
    layers = layered(text)
    assert beyond(layers, Unit(at(layers.tree, "delivery"), "transfer"), [("ES", HERE)], [("KE", HERE)], []) is threatened
