"""Which words are asked about, and what is believed where nobody can be asked."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from tests.claims.answers import LOW, Graph, detector, goods, judge, reader, witness_of
from tests.claims.building import at, layered
from tests.claims.pages import cutter
from tests.claims.test_claims import TEXTS

from onrecord.claims.answer import NOBODY
from onrecord.claims.decide import Weighed
from onrecord.claims.layers import Layers
from onrecord.claims.questions import page_for
from onrecord.claims.thresholds import DEFAULT
from onrecord.claims.weigh import weigh
from onrecord.claims.windows import windows_of
from onrecord.model import ACTS, STATUSES

TEXT = "It rained. Italy sent howitzers to Kenya. Peru spoke of rifles with Chile."


def short(layers: Layers, found: list[Weighed]) -> list[tuple[str, str, bool]]:
    """Word, act and whether a frame points there."""
    return [(layers.tree.form(w.unit.word), w.unit.act, w.framed is not None) for w in found]


def piece(layers: Layers, form: str) -> int:
    """The piece of a word in the only window of an article."""
    window, = windows_of(page_for(layers, witness_of(layers)), cutter())
    start, sentence = layers.tree.start[at(layers.tree, form)], layers.tree.sentence(at(layers.tree, form))
    found = window.piece_at(sentence, start - layers.tree.sentence_span(sentence).start)
    assert found is not None
    return found


def test_frames_alone_are_sure_of_what_has_parties_enough() -> None:
    layers = layered("Italy sent howitzers to Kenya. Weapons were sent to Peru. Peru halted its delivery of rifles to Chile.")
    _, found = weigh(layers, None)
    assert short(layers, found) == [("sent", "transfer", True), ("delivery", "transfer", True)]
    sent, delivery = (w.answer for w in found)
    assert (sent.word, sent.sentence, sent.claim) == (1, 1, 1) and sent.giver == (("IT", 1.0),) and sent.receiver == (("KE", 1.0),)
    assert sent.items == ((goods(layers, "howitzers"), 1.0),) and sent.time == (None, 1.0)
    assert [name for name, p in delivery.status.items() if p] == ["halted"] and set(delivery.status) == set(STATUSES)


def test_frames_alone_share_a_role_and_leave_one_open() -> None:
    layers = layered("Britain and France sent howitzers to Kenya.")
    (unit,), (open_one,) = (weigh(x, None)[1] for x in (layers, layered("Howitzers were sent to Kenya.")))
    assert dict(unit.answer.giver) == {"GB": 0.5, "FR": 0.5}
    assert open_one.answer.giver == ((NOBODY, 1.0),)


def test_a_party_that_frames_take_for_both_is_the_giver_but_for_production() -> None:
    layers = layered("Vietnam builds corvettes at home.")
    (made,) = weigh(layers, None)[1]
    assert made.answer.giver == made.answer.receiver == (("VN", 1.0),)
    assert all(w.answer.giver != w.answer.receiver for text in ("European states imposed sanctions on the EU.", TEXT)
               for w in weigh(layered(text), None)[1])


def test_with_a_detector_frames_and_likely_words_are_asked_about() -> None:
    layers = layered(TEXT)
    judging = judge()
    _, found = weigh(layers, detector(reader({piece(layers, "spoke"): "cooperation", piece(layers, "sent"): "training"}), judging))
    assert short(layers, found) == [("sent", "training", False), ("sent", "transfer", True), ("spoke", "cooperation", False)]
    fed, = judging.fed
    assert sorted(ACTS[n] for n in fed["act"].tolist()) == ["cooperation", "training", "transfer"]
    assert all(w.answer.word > DEFAULT.look for w in found)


def test_a_frames_word_is_asked_about_however_unlikely() -> None:
    layers = layered(TEXT)
    silent = Graph(lambda fed: [np.zeros((1, fed["ids"].shape[1], 4)), np.full((1, fed["ids"].shape[1], len(ACTS)), LOW),
                                np.zeros((1, len(fed["sentences"]), len(ACTS)))])
    _, found = weigh(layers, detector(silent))
    assert short(layers, found) == [("sent", "transfer", True)] and found[0].answer.word < DEFAULT.look


def test_a_frame_that_lacks_parties_is_asked_about_all_the_same() -> None:
    layers = layered("Weapons were sent to Kenya.")
    assert weigh(layers, None)[1] == []
    assert short(layers, weigh(layers, detector())[1]) == [("sent", "transfer", True)]


def test_every_window_is_asked_about_its_own_words() -> None:
    text = " ".join(["Italy sent howitzers to Kenya."] * 60)
    layers = layered(text)
    judging = judge()
    _, found = weigh(layers, detector(judging=judging))
    assert len(judging.fed) > 1 and [w.unit.word for w in found] == [u.word for u in witness_of(layers).units()]


@pytest.mark.parametrize("text", ["", "It rained in Kenya.", "The ministry of Peru painted a door."])
def test_nothing_is_asked_of_small_talk(text: str) -> None:
    judging = judge()
    assert weigh(layered(text), detector(judging=judging))[1] == [] and judging.fed == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(TEXTS)
def test_no_unit_is_weighed_twice_and_frames_are_never_lost(text: str) -> None:
    layers = layered(text)
    witness, found = weigh(layers, detector())
    assert len({w.unit for w in found}) == len(found)
    assert {w.unit for w in found} == set(witness.units())
    alone = weigh(layers, None)[1]
    assert {w.unit for w in alone} <= {w.unit for w in found}
