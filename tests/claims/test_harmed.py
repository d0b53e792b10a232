"""Whom arms are used against is no party to their supply."""

import pytest
from tests.claims.building import at, layered

from onrecord.claims.harmed import harmed


@pytest.mark.parametrize(("text", "word", "struck"), [
    ("Sudan gave Chad drones, which have been used to attack Niger's ports and kill Nigerien civilians.", "gave", {"NE"}),
    ("Sudan supplies lethal weapons that are killing innocent citizens in Niger.", "supplies", {"NE"}),
    ("Sudan's delivery of drones to kill Nigerien civilians must end.", "delivery", {"NE"}),
    ("Peru spoke of Sudan's provision of these munitions against the people of Niger.", "provision", {"NE"}),
    ("Iran sent Russia drones that were used in strikes on Niger.", "sent", {"NE"}),
    ("China supplied rockets to Chad for use against Sudan.", "supplied", {"SD"}),
    ("Norway sent air defences after the attacks on Niger.", "sent", set()),
    ("Norway sent Niger missiles to defend against attacks on Niger.", "sent", set()),
    ("After Sudan's attack on Niger, Peru sent tanks.", "sent", set()),
    ("Amid the war in Niger Peru sent tanks.", "sent", set()),
    ("Germany will send arms to Niger because Sudan attacks Niger's cities.", "send", set()),
])
def test_who_is_struck(text: str, word: str, struck: set[str]) -> None:
    layers = layered(text)
    assert harmed(layers, at(layers.tree, word)) == struck
