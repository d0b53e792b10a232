"""What the shipped model has learned: plain sentences of our own that any good reader gets right, and that it gets right in every order of words."""

from __future__ import annotations

from importlib.resources import as_file, files

import pytest
from tests.claims.building import layered, read

from onrecord.claims import read_claims
from onrecord.claims.answer import Answer
from onrecord.claims.decide import decide
from onrecord.claims.heeding import best_status
from onrecord.claims.learned import READER, WEIGHTS, Detector
from onrecord.claims.questions import page_for, question_of
from onrecord.claims.weigh import weigh

pytestmark = pytest.mark.skipif(not (WEIGHTS / READER).exists(), reason="the learned reader's weights are not in this checkout")


@pytest.fixture(scope="module")
def detector() -> Detector:
    with as_file(files("onrecord.reading") / "weights" / "tokenizer.json") as path:
        return Detector.load(path)


def made(detector: Detector, text: str) -> list[tuple[str, str, str]]:
    """Act, giver and receiver of every proposal."""
    layers = layered(text)
    found = decide(layers, *weigh(layers, detector)).proposals
    return [(p.act, "+".join(sorted(p.codes()[0])), "+".join(sorted(p.codes()[1]))) for p in found]


def likeliest(detector: Detector, text: str, act: str) -> Answer:
    """The answer to the unit of an act whose word is likeliest to tell it."""
    answers = [w.answer for w in weigh(layered(text), detector)[1] if w.unit.act == act]
    return max(answers, key=lambda a: a.word)


@pytest.mark.parametrize(("text", "act", "giver", "receiver"), [
    ("Italy delivered twelve howitzers to Kenya last month.", "transfer", "IT", "KE"),
    ("Iran supplied Russia with drones.", "transfer", "IR", "RU"),
    ("Italy imposed sanctions on Belarus over its weapons programme.", "sanction", "IT", "BY"),
    ("Vietnam builds corvettes at home.", "production", "VN", "VN"),
    ("Denmark will give Moldova $40 million for its army.", "funding", "DK", "MD"),
    ("Germany allowed Estonia to re-export howitzers.", "permission", "DE", "EE"),
])
def test_it_knows_acts_and_who_does_them(detector: Detector, text: str, act: str, giver: str, receiver: str) -> None:
    assert (act, giver, receiver) in made(detector, text)


@pytest.mark.parametrize("text", [
    "Italy sold twelve howitzers to Kenya last month.", "Twelve howitzers were sold to Kenya by Italy.",
    "Kenya received twelve howitzers from Italy.",
    "Italy's delivery of twelve howitzers to Kenya was completed last month.",
], ids=["active", "passive", "turned round", "noun"])
def test_it_knows_who_gives_in_every_order(detector: Detector, text: str) -> None:
    assert made(detector, text) == [("transfer", "IT", "KE")]


@pytest.mark.parametrize(("text", "statuses"), [
    ("Italy has delivered rifles to Kenya.", {"done"}),
    ("Italy will deliver rifles to Kenya.", {"planned", "agreed"}),
    ("Kenya asked Italy for rifles.", {"sought"}),
    ("Italy may deliver rifles to Kenya.", {"possible"}),
    ("Italy suspended deliveries of rifles to Kenya.", {"halted", "denied"}),
    ("Italy denied delivering rifles to Kenya.", {"denied", "halted"}),
])
def test_it_knows_how_far_a_transfer_got(detector: Detector, text: str, statuses: set[str]) -> None:
    assert best_status(likeliest(detector, text, "transfer").status) in statuses


def test_it_knows_goods_and_times(detector: Detector) -> None:
    text = "Italy delivered twelve howitzers to Kenya last month."
    found = likeliest(detector, text, "transfer")
    assert [(text[slice(*span)], p > 0.5) for span, p in found.items] == [("howitzers", True)]
    assert found.time[0] is not None and text[slice(*found.time[0])] == "last month"
    assert likeliest(detector, "Iran supplied Russia with drones.", "transfer").time[0] is None


@pytest.mark.parametrize("text", [
    "The army of Kenya opened a school.", "It rained all day at the weapons museum in Kenya.", "The tank museum in Kenya opened on Monday.",
    "The minister said soldiers in Kenya were tired.",
])
def test_small_talk_is_no_claim(detector: Detector, text: str) -> None:
    assert made(detector, text) == []


def test_the_same_page_gives_the_same_numbers(detector: Detector) -> None:
    layers = layered("Italy sold rifles to Kenya. " * 3)
    first, second = (weigh(layers, detector)[1] for _ in range(2))
    assert [w.answer for w in first] == [w.answer for w in second] != []
    assert read_claims(layers.article, layers.reading, None, detector) == read_claims(layers.article, layers.reading, None, detector)


def test_an_answer_does_not_depend_on_the_questions_beside_it(detector: Detector) -> None:
    layers = layered("Italy sold rifles to Kenya and gave Peru forty howitzers on Monday, and Chile imposed sanctions on Belarus.")
    witness, weighed = weigh(layers, detector)
    page = page_for(layers, witness)
    seen, = detector.look(page)
    for unit in weighed:
        put = question_of(layers, witness, page, unit.unit)
        assert put is not None
        alone, = detector.answers(seen, page, [put])
        assert alone is not None and alone.claim == pytest.approx(unit.answer.claim, abs=1e-4)
        assert [c for c, _ in alone.giver][:1] == [c for c, _ in unit.answer.giver][:1]


def test_its_claims_stand_in_the_text_as_those_of_frames_do(detector: Detector) -> None:
    text = "Italy delivered twelve howitzers to Kenya last month, the ministry said. Kenya asked Peru for radars."
    layers = layered(text)
    claims, _ = read_claims(layers.article, layers.reading, None, detector)
    assert claims and all(text[slice(*c.span)] == c.quote and 0 < c.confidence < 1 for c in claims)
    assert read(text)[0] != ()
