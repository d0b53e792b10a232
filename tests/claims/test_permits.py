"""Leave to use or pass on another's arms: the grammar shows who gives or withholds it, to whom, and what tells of no leave."""

import pytest
from tests.claims.answers import answer, weighed, witness_of
from tests.claims.building import at, layered

from onrecord.claims.decide import decide
from onrecord.claims.permits import permitted_at
from onrecord.claims.shown import SHOWN, Shown


def shown(text: str, word: str) -> Shown | None:
    layers = layered(text)
    return permitted_at(layers, at(layers.tree, word))


@pytest.mark.parametrize(("text", "word", "giver", "receiver", "status"), [
    ("London allowed Kyiv to use the missiles against targets in Russia.", "allowed", ["GB"], ["UA"], "done"),
    ("Israel has refused to permit Estonia to transfer Spike missiles to Ukraine.", "permit", ["IL"], ["EE"], "denied"),
    ("France barred Libya from reselling the Milan missiles it had bought.", "barred", ["FR"], ["LY"], "denied"),
    ("Berlin has lifted its ban on Ukraine firing German-supplied missiles at Russia.", "lifted", ["DE"], ["UA"], "done"),
    ("Chile lifted restrictions on Peru's use of the aircraft outside its borders.", "lifted", ["CL"], ["PE"], "done"),
    ("Washington rescinded a restriction that had kept Ukrainian crews from using American rockets.", "rescinded", ["US"], ["UA"], "done"),
    ("London gave Kyiv permission to use Storm Shadow missiles against Russia.", "gave", ["GB"], ["UA"], "done"),
    ("Brazil vetoed Germany's plan to hand ammunition to Ukraine.", "vetoed", ["BR"], ["DE"], "denied"),
    ("Estonia got a green light from Finland to hand over old howitzers to Ukraine.", "got", ["FI"], ["EE"], "done"),
    ("Poland applied to Berlin for leave to send Leopard 2 tanks to Ukraine.", "applied", ["DE"], ["PL"], "sought"),
    ("The Pentagon has for months been blocking Ukraine's use of ATACMS to hit targets in Russia.", "blocking", ["US"], ["UA"], "denied"),
    ("Ukraine is not permitted to use Taurus missiles against the bridge.", "permitted", [], ["UA"], "denied"),
    ("Moscow consented to Indonesia's sale of its Su-30 jets to a third party.", "consented", ["RU"], ["ID"], "done"),
    ("Chile does not permit the re-export of military goods.", "permit", ["CL"], [], "denied"),
    ("Canada may let Kenya send the rifles to Somalia.", "let", ["CA"], ["KE"], "possible"),
])
def test_the_grammar_shows_leave(text: str, word: str, giver: list[str], receiver: list[str], status: str) -> None:
    found = shown(text, word)
    assert found is not None
    assert ([c for c, _ in found.giver], [c for c, _ in found.receiver], found.status) == (giver, receiver, status)


@pytest.mark.parametrize(("text", "word"), [
    ("China has stopped selling drones to Ukraine.", "stopped"),
    ("The money will allow Kyiv to send even more weapons to the front.", "allow"),
    ("The commission let Ankara buy spare parts for its jets.", "let"),
    ("Norway allowed its arms makers to sell missiles to Ukraine.", "allowed"),
    ("Peru lifted the ban on flights over Chile.", "lifted"),
    ("Parliament rejected the minister's plan to hold talks.", "rejected"),
])
def test_what_is_no_leave(text: str, word: str) -> None:
    assert shown(text, word) is None


def test_it_is_told_though_the_reader_doubts_it_and_no_sanction_beside_it() -> None:
    layers = layered("Berlin has lifted its ban on Ukraine firing German-supplied missiles at Russia.")
    leave = weighed(layers, "lifted", "permission", answer(sure=0.05))
    ban = weighed(layers, "ban", "sanction", answer([("DE", 0.9)], [("UA", 0.9)]))
    told = decide(layers, witness_of(layers), [leave, ban]).proposals
    assert [p.act for p in told] == ["permission"] and told[0].score >= SHOWN
