"""How far an act has got: tense, modals, negation, and the words that govern it. The expectations are GUIDE's section 3 and 5."""

import pytest
from tests.claims.building import at, status_at, tree_by_hand, tree_of

from onrecord.claims.status import Stance, conditional, is_finite, modal, negated, operator_lemma, own_status, stance

VERBS = [
    # done: delivered, imposed, happened
    ("Brazil delivered twelve howitzers to Chad.", "delivered", "done"),
    ("Brazil has delivered twelve howitzers to Chad.", "delivered", "done"),
    ("Twelve howitzers were delivered to Chad by Brazil.", "delivered", "done"),
    ("Chad received machine guns from Serbia.", "received", "done"),
    ("Chad had bought the rifles from Serbia by then.", "bought", "done"),
    ("Rifles supplied by Serbia were found in Chad.", "supplied", "done"),
    ("Canada sanctioned three Belarusian firms.", "sanctioned", "done"),
    ("Oslo said it had shipped missiles to Morocco.", "shipped", "done"),
    ("Officials confirmed that Norway sold missiles to Morocco.", "sold", "done"),
    ("Norway did sell missiles to Morocco.", "sell", "done"),
    ("The minister was accused of having sold rifles to Mali.", "sold", "done"),
    # underway: going on now
    ("Serbia has been sending rifles to Chad.", "sending", "underway"),
    ("Serbia is sending rifles to Chad.", "sending", "underway"),
    ("Rifles are being sent to Chad by Serbia.", "sent", "underway"),
    ("Serbia supplies rifles to Chad.", "supplies", "underway"),
    ("Serbia continues to supply rifles to Chad.", "supply", "underway"),
    ("Serbia keeps sending rifles to Chad.", "sending", "underway"),
    ("Serbia began delivering rocket launchers to Chad.", "delivering", "underway"),
    ("Serbia resumed delivering howitzers to Chad.", "delivering", "underway"),
    # agreed: signed, ordered, approved, announced, authorised, not yet carried out
    ("Kenya signed a deal to buy helicopters from Italy.", "buy", "agreed"),
    ("Italy agreed to sell helicopters to Kenya.", "sell", "agreed"),
    ("Kenya ordered ten helicopters from Italy.", "ordered", "agreed"),
    ("Italy has approved ten helicopters for Kenya.", "approved", "agreed"),
    ("The cabinet authorised Italy to sell torpedoes to Kenya.", "sell", "agreed"),
    # planned: will, intends, is preparing, expects, pledged
    ("Chile will send patrol boats to Ecuador.", "send", "planned"),
    ("Chile plans to send patrol boats to Ecuador.", "send", "planned"),
    ("Chile intends to send patrol boats to Ecuador.", "send", "planned"),
    # not decided: possible (GUIDE section 5)
    ("Chile has not decided whether to send patrol boats to Ecuador.", "send", "possible"),
    ("No decision has been taken to send patrol boats to Ecuador.", "send", "possible"),
    ("Chile decided not to send patrol boats to Ecuador.", "send", "denied"),
    ("Chile is preparing to send patrol boats to Ecuador.", "send", "planned"),
    ("Chile is going to send patrol boats to Ecuador.", "send", "planned"),
    ("Chile is expected to send patrol boats to Ecuador.", "send", "planned"),
    ("Ecuador expects to receive patrol boats from Chile.", "receive", "planned"),
    ("Chile pledged patrol boats to Ecuador.", "pledged", "planned"),
    ("Chile promised to send patrol boats to Ecuador.", "send", "planned"),
    ("Chile said that it would send patrol boats to Ecuador.", "send", "planned"),
    ("Chile is set to send patrol boats to Ecuador.", "send", "planned"),
    ("The patrol boats will be delivered to Ecuador by Chile.", "delivered", "planned"),
    # sought: asks for, wants, negotiates, discusses, offers
    ("Nepal asked India for radars.", "asked", "sought"),
    ("Nepal asked India to send radars.", "send", "sought"),
    ("Nepal wants to buy radars from India.", "buy", "sought"),
    ("Nepal is interested in buying radars from India.", "buying", "sought"),
    ("India offered radars to Nepal.", "offered", "sought"),
    ("India offered to sell radars to Nepal.", "sell", "sought"),
    ("Nepal is negotiating to buy radars from India.", "buy", "sought"),
    ("Nepal urged India to send radars.", "send", "sought"),
    ("Nepal hopes to acquire radars from India.", "acquire", "sought"),
    ("India should send radars to Nepal.", "send", "sought"),
    ("Nepal is seeking radars from India.", "seeking", "sought"),
    # possible: may, could, considers, is feared, threatens, depends on an if
    ("Sweden may send howitzers to Moldova.", "send", "possible"),
    ("Sweden could send howitzers to Moldova.", "send", "possible"),
    ("Sweden might not send howitzers to Moldova.", "send", "possible"),
    ("Sweden is considering sending howitzers to Moldova.", "sending", "possible"),
    ("Sweden is considering whether to send howitzers to Moldova.", "send", "possible"),
    ("Sweden threatened to send howitzers to Moldova.", "send", "possible"),
    ("If Sweden sends howitzers to Moldova, talks will fail.", "sends", "possible"),
    ("Sweden would send howitzers to Moldova if parliament agreed.", "send", "possible"),
    ("Sweden will send howitzers to Moldova if parliament agrees.", "send", "possible"),
    ("Officials fear that Sweden will send howitzers to Moldova.", "send", "possible"),
    ("Diplomats warned that Sweden might be sending howitzers to Moldova.", "sending", "possible"),
    ("Sweden may have sent howitzers to Moldova.", "sent", "possible"),
    ("Sweden is open to sending howitzers to Moldova.", "sending", "possible"),
    # halted: stopped, suspended, blocked, delayed
    ("Spain stopped selling frigates to Gabon.", "selling", "halted"),
    ("Spain agreed to stop selling frigates to Gabon.", "selling", "halted"),
    ("Spain will stop selling frigates to Gabon.", "selling", "halted"),
    ("Spain has pledged to stop selling frigates to Gabon.", "selling", "halted"),
    ("Spain no longer sells frigates to Gabon.", "sells", "halted"),
    ("The court blocked Spain from selling frigates to Gabon.", "selling", "halted"),
    ("Spain delayed delivering the frigates to Gabon.", "delivering", "halted"),
    ("Spain is withholding missiles from Gabon.", "withholding", "halted"),
    # appeals to stop presuppose that it goes on
    ("The envoy urged Spain to stop selling frigates to Gabon.", "selling", "underway"),
    ("Spain must stop selling frigates to Gabon.", "selling", "underway"),
    ("Spain refused to stop selling frigates to Gabon.", "selling", "underway"),
    ("Spain has not stopped selling frigates to Gabon.", "selling", "underway"),
    # no_evidence: has not seen, cannot confirm
    ("Oslo has not seen Serbia send rifles to Chad.", "send", "no_evidence"),
    ("There is no evidence that Serbia sent rifles to Chad.", "sent", "no_evidence"),
    ("The panel found no evidence of Serbia supplying rifles to Chad.", "supplying", "no_evidence"),
    ("Officials cannot confirm that Serbia sent rifles to Chad.", "sent", "no_evidence"),
    ("The ministry could not confirm that Serbia had sent rifles to Chad.", "sent", "no_evidence"),
    ("We have seen no indication that Serbia has sent rifles to Chad.", "sent", "no_evidence"),
    # denied: did not, will not, refuses, calls it false
    ("Serbia did not send rifles to Chad.", "send", "denied"),
    ("Serbia has never sent rifles to Chad.", "sent", "denied"),
    ("Serbia will not send rifles to Chad.", "send", "denied"),
    ("Serbia would never sell rifles to Chad.", "sell", "denied"),
    ("Serbia has not supplied any rifles to Chad.", "supplied", "denied"),
    ("Serbia denied that it had sent rifles to Chad.", "sent", "denied"),
    ("Serbia denied sending rifles to Chad.", "sending", "denied"),
    ("Serbia refused to sell rifles to Chad.", "sell", "denied"),
    ("Serbia ruled out sending rifles to Chad.", "sending", "denied"),
    ("Serbia does not plan to send rifles to Chad.", "send", "denied"),
    ("Serbia rejected unfounded claims that it sent rifles to Chad.", "sent", "denied"),
    ("The spokesman spoke of unfounded claims that Serbia sends rifles to Chad.", "sends", "denied"),
    ("No rifles were sent to Chad by Serbia.", "sent", "denied"),
    ("Serbia neither sold nor gave rifles to Chad.", "gave", "denied"),
]

NOUNS = [
    ("Ghana will do away entirely with its embargo on Togo.", "embargo", "halted"),
    ("Norway's sale of missiles to Morocco was suspended.", "sale", "halted"),
    ("Norway suspended deliveries of missiles to Morocco.", "deliveries", "halted"),
    ("Deliveries of missiles to Morocco have resumed.", "deliveries", "underway"),
    ("Norway approved the sale of missiles to Morocco.", "sale", "agreed"),
    ("Norway announced the sale of missiles to Morocco.", "sale", "agreed"),
    ("Norway is considering the sale of missiles to Morocco.", "sale", "possible"),
    ("Norway denied the sale of missiles to Morocco.", "sale", "denied"),
    ("Norway rejected the sale of missiles to Morocco.", "sale", "denied"),
    ("Norway blocked the export of missiles to Morocco.", "export", "halted"),
    ("Norway is planning the delivery of missiles to Morocco.", "delivery", "planned"),
    ("A planned delivery of missiles to Morocco worries Algiers.", "delivery", "planned"),
    ("The proposed sale of missiles to Morocco worries Algiers.", "sale", "sought"),
    ("A possible sale of missiles to Morocco worries Algiers.", "sale", "possible"),
    ("The suspended delivery of missiles to Morocco worries Algiers.", "delivery", "halted"),
    ("Morocco wants the delivery of missiles from Norway.", "delivery", "sought"),
    ("There were no deliveries of missiles from Norway to Morocco.", "deliveries", "denied"),
    ("Officials have seen no evidence of deliveries of missiles from Norway to Morocco.", "deliveries", "no_evidence"),
    ("A shipment of missiles from Norway arrived in Morocco.", "shipment", "done"),
    ("A shipment of missiles from Norway will arrive in Morocco.", "shipment", "planned"),
    ("Officials fear the transfer of missiles from Norway to Morocco.", "transfer", "possible"),
    ("Canada imposed an arms embargo on Belarus.", "embargo", "done"),
    ("Canada lifted its arms embargo on Belarus.", "embargo", "halted"),
    ("No decision has been made on the sale of rifles to Chad.", "sale", "possible"),
    ("The Canadian arms embargo on Belarus will remain in force until 2035.", "embargo", "done"),
    ("The Canadian arms embargo on Belarus is in place.", "embargo", "done"),
    ("The Canadian arms embargo on Belarus is not in force.", "embargo", "denied"),
    ("The Canadian arms embargo on Belarus is no longer in effect.", "embargo", "halted"),
    ("Canada threatened sanctions against Belarus over the missiles.", "sanctions", "possible"),
    ("Canada plans sanctions against Belarus over the missiles.", "sanctions", "planned"),
    ("The Canadian arms embargo on Belarus will expire in October.", "embargo", "halted"),
    ("Canada could impose sanctions on Belarus over the missiles.", "sanctions", "possible"),
    ("Canada called for sanctions against Belarus over the missiles.", "sanctions", "sought"),
    ("Canada is considering lifting the arms embargo on Belarus.", "embargo", "possible"),
    ("Canada refused to impose an arms embargo on Belarus.", "embargo", "denied"),
]


@pytest.mark.parametrize(("text", "word", "status"), VERBS)
def test_status_of_verbs(text: str, word: str, status: str) -> None:
    assert status_at(text, word) == status


@pytest.mark.parametrize(("text", "word", "status"), NOUNS)
def test_status_of_nouns(text: str, word: str, status: str) -> None:
    assert status_at(text, word) == status


@pytest.mark.parametrize(("text", "form"), [
    ("The president signed an order terminating the Togo sanctions program.", "sanctions"),
    ("Ghana ended its training programme for the army of Togo.", "training"),
])
def test_an_act_shares_the_status_of_its_programme(text: str, form: str) -> None:
    tree = tree_of(text)
    assert stance(tree, at(tree, form)).status == "halted"


def word(form: str, lemma: str, upos: str, head: int, rel: str, feats: str = "_") -> tuple[str, str, str, int, str, str]:
    """A row of `tree_by_hand`."""
    return form, lemma, upos, head, rel, feats


PAST, PLAIN = "Mood=Ind|Tense=Past|VerbForm=Fin", "VerbForm=Inf"


def test_a_bare_infinitive_tells_nothing_by_itself() -> None:
    tree = tree_by_hand(word("to", "to", "PART", 2, "mark"), word("ship", "ship", "VERB", 0, "root", PLAIN))
    assert own_status(tree, 1) == Stance(None)


def test_the_governor_beats_the_own_form_and_is_its_evidence() -> None:
    tree = tree_by_hand(
        word("Ghana", "Ghana", "PROPN", 2, "nsubj"), word("refused", "refuse", "VERB", 0, "root", PAST),
        word("to", "to", "PART", 4, "mark"), word("ship", "ship", "VERB", 2, "xcomp", PLAIN))
    assert stance(tree, 3) == Stance("denied", (1,), "governor refuse")


def test_a_relative_clause_keeps_its_own_status() -> None:
    tree = tree_by_hand(
        word("denied", "deny", "VERB", 0, "root", PAST), word("rifles", "rifle", "NOUN", 1, "obj"),
        word("Ghana", "Ghana", "PROPN", 4, "nsubj"), word("sold", "sell", "VERB", 2, "acl:relcl", PAST))
    assert stance(tree, 3).status == "done"


def test_a_noun_that_nothing_governs_has_no_status() -> None:
    tree = tree_by_hand(word("sale", "sale", "NOUN", 0, "root"))
    assert stance(tree, 0) == Stance(None)


def test_a_finite_complement_keeps_its_tense_under_a_plan() -> None:
    tree = tree_of("Ministers decided that Ghana had sold the rifles to Togo.")
    assert stance(tree, at(tree, "sold")).status == "done"


@pytest.mark.parametrize(("fixed", "past", "status"), [(None, None, "done"), ("sought", None, "sought"), (None, "agreed", "agreed")])
def test_a_frame_may_set_what_its_past_means(fixed: str | None, past: str | None, status: str) -> None:
    tree = tree_of("Ghana ordered rifles.")
    assert stance(tree, at(tree, "ordered"), fixed, past).status == status


def test_a_frame_that_sets_a_status_still_yields_to_a_negation() -> None:
    tree = tree_of("Ghana did not offer rifles to Togo.")
    assert stance(tree, at(tree, "offer"), "sought").status == "denied"


@pytest.mark.parametrize(("text", "form", "expected"), [
    ("Ghana never sold rifles.", "sold", True), ("Ghana sold no rifles.", "sold", True), ("Ghana has sold nothing.", "sold", True),
    ("Ghana sold rifles.", "sold", False), ("Nobody sold rifles.", "sold", True), ("Ghana didn't sell rifles.", "sell", True),
])
def test_negation(text: str, form: str, expected: bool) -> None:
    tree = tree_of(text)
    assert negated(tree, at(tree, form)) is expected


@pytest.mark.parametrize(("text", "form", "expected"), [
    ("Ghana will sell rifles.", "sell", "planned"), ("Ghana may sell rifles.", "sell", "possible"),
    ("Ghana sold rifles.", "sold", None), ("Ghana will buy and sell rifles.", "sell", "planned"),
    ("Togo said Ghana would sell rifles.", "sell", "planned"),
])
def test_modals(text: str, form: str, expected: str | None) -> None:
    tree = tree_of(text)
    found = modal(tree, at(tree, form))
    assert (found[0] if found else None) == expected


@pytest.mark.parametrize(("text", "form", "expected"), [
    ("If Ghana sells rifles, Togo will protest.", "sells", True), ("If Ghana sells rifles, Togo will protest.", "protest", False),
    ("Should Ghana sell rifles, Togo will protest.", "sell", True), ("Unless Ghana sells rifles, Togo will lose.", "sells", True),
    ("When Ghana sells rifles, Togo protests.", "sells", False),
])
def test_conditions(text: str, form: str, expected: bool) -> None:
    tree = tree_of(text)
    assert conditional(tree, at(tree, form)) is expected


def test_a_verb_is_finite_by_its_form_or_its_auxiliary() -> None:
    tree = tree_of("Ghana has sold rifles and wants to sell shells.")
    assert is_finite(tree, at(tree, "sold")) and is_finite(tree, at(tree, "wants")) and not is_finite(tree, at(tree, "sell"))


def test_an_operator_is_known_with_its_particle_and_as_a_noun() -> None:
    tree = tree_of("Ghana ruled out lifting the ban.")
    assert operator_lemma(tree, at(tree, "ruled")) == "rule out"
    nominal = tree_by_hand(word("lifting", "lifting", "NOUN", 0, "root"))
    assert operator_lemma(nominal, 0) == "lift"
