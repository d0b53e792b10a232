"""The learned detector: its answers in order, and what it has learned, on sentences of our own."""

import json
import shutil
from collections.abc import Mapping, Sequence
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import pytest
from tests.claims.pages import reading_of, text_of

from onrecord.claims.learned import LABELS, MODEL, NOBODY, OTHER, WEIGHTS, Detection, Detector, Scores, detections
from onrecord.claims.windows import ITEM, PARTY, Mark, MarkedSentence, Page, Window
from onrecord.errors import EngineError
from onrecord.model import ACTS, STATUSES, Reading, Span

TRANSFER = ACTS.index("transfer")
SENT = MarkedSentence("Peru sent tanks", 20, (Mark(0, 4, PARTY, ("PE",)), Mark(10, 15, ITEM)))
PAGE = Page(MarkedSentence("", -1), None, (SENT,), {"PE": "Peru"})


@pytest.fixture(scope="module")
def tokenizer() -> Path:
    with as_file(files("onrecord.reading") / "weights" / "tokenizer.json") as path:
        return path


@pytest.fixture(scope="module")
def detector(tokenizer: Path) -> Detector:
    return Detector.load(tokenizer)


def window() -> Window:
    """One window over `PAGE`: a piece for [CLS], three for the words."""
    offsets = [(0, 0), (0, 4), (5, 9), (10, 15)]
    mention = np.array([[0, 1, 0, 0]], np.float32)
    return Window([101, 1, 2, 3], [0, 1, 0, 3], [0, 1, 1, 1], offsets, (0,), ("PE",), mention, np.zeros((1, 1, 10), np.float32))


def scores() -> Scores:
    """All logits 0 for one window, one sentence, one candidate, four pieces."""
    shapes = ((1, 1, 8), (1, 1, 8, 9), (1, 1, 8, 3), (1, 1, 8, 3), (1, 8, 4), (1, 8, 4))
    return Scores(*(np.zeros(shape, np.float32) for shape in shapes))


def detect(detector: Detector, sentences: Sequence[str], parties: Mapping[str, str], items: Mapping[str, str]) -> list[Detection]:
    reading: Reading = reading_of(sentences, parties, items)
    return list(detector.detect(text_of(sentences), None, None, reading))


def test_zero_logits_are_even_chances() -> None:
    found, = detections(PAGE, [window()], scores())
    assert found.sentence == Span(20, 35)
    assert found.acts == dict.fromkeys(ACTS, 0.5)
    assert found.status["use"] == pytest.approx(dict.fromkeys(STATUSES, 1 / 9))
    assert dict(found.giver["transfer"]) == pytest.approx({"PE": 1 / 3, NOBODY: 1 / 3, OTHER: 1 / 3})


def test_roles_come_likeliest_first() -> None:
    given = scores()
    given.receiver[0, 0, TRANSFER] = (0, 1, 2)
    found, = detections(PAGE, [window()], given)
    assert [party for party, _ in found.receiver["transfer"]] == [OTHER, NOBODY, "PE"]


def test_words_and_items_lie_in_the_article() -> None:
    given = scores()
    given.word[0, TRANSFER] = (50, 0, 9, 0)  # [CLS] is no part of the sentence, whatever its score
    given.item[0, TRANSFER] = (0, 0, 0, 3)
    found, = detections(PAGE, [window()], given)
    assert max(found.words["transfer"], key=lambda pair: pair[1])[0] == Span(25, 29)
    assert sum(p for _, p in found.words["transfer"]) == pytest.approx(1)
    (span, p), = found.items["transfer"]
    assert span == Span(30, 35) and p == pytest.approx(1 / (1 + np.exp(-3)))


def test_a_padded_candidate_is_never_named() -> None:
    given = Scores(*(np.pad(s, [(0, 0)] * 3 + [(1, 0)]) if s.ndim == 4 and s.shape[-1] == 3 else s for s in scores()))
    found, = detections(PAGE, [window()], given)
    assert {party for party, _ in found.giver["use"]} == {"PE", NOBODY, OTHER}


def test_there_is_one_detection_for_each_sentence_in_order(detector: Detector) -> None:
    sentences = ["Talks went on .", "Peru sold rifles to Chad .", "It rained ."]
    found = detect(detector, sentences, {"Peru": "PE", "Chad": "TD"}, {"rifles": "small-arms"})
    text = text_of(sentences)
    assert [text[d.sentence.start:d.sentence.end] for d in found] == sentences
    assert all(sum(d.status[act].values()) == pytest.approx(1, abs=1e-4) for d in found for act in ACTS)


def test_the_same_article_gives_the_same_numbers(detector: Detector) -> None:
    sentences = ["Peru sold rifles to Chad ."] * 3
    first, second = (detect(detector, sentences, {"Peru": "PE", "Chad": "TD"}, {}) for _ in range(2))
    assert first == second


def test_an_article_without_words_has_no_detections(detector: Detector) -> None:
    assert detector.detect("", None, None, reading_of([], {})) == ()


@pytest.mark.parametrize(("sentence", "act", "giver", "receiver"), [
    ("Peru delivered twelve howitzers to Chad last month .", "transfer", "PE", "TD"),
    ("Chad received twelve howitzers from Peru last month .", "transfer", "PE", "TD"),
    ("Twelve howitzers were sold to Chad by Peru .", "transfer", "PE", "TD"),
    ("Peru imposed sanctions on Chad over its weapons programme .", "sanction", "PE", "TD"),
    ("Peru and Chad signed a defence pact .", "cooperation", "PE", "TD"),
])
def test_it_knows_acts_and_roles(detector: Detector, sentence: str, act: str, giver: str, receiver: str) -> None:
    found, = detect(detector, [sentence], {"Peru": "PE", "Chad": "TD"}, {"howitzers": "artillery", "weapons": ""})
    assert max(found.acts, key=lambda a: found.acts[a]) == act and found.acts[act] > 0.5
    assert found.giver[act][0][0] == giver
    assert found.receiver[act][0][0] == receiver


@pytest.mark.parametrize(("sentence", "statuses"), [
    ("Peru has delivered rifles to Chad .", {"done"}),
    ("Peru will deliver rifles to Chad .", {"planned", "agreed"}),
    ("Chad asked Peru for rifles .", {"sought"}),
    ("Peru may deliver rifles to Chad .", {"possible"}),
    ("Peru suspended deliveries of rifles to Chad .", {"halted", "denied"}),
    ("Peru denied delivering rifles to Chad .", {"denied", "halted"}),
])
def test_it_knows_how_far_a_transfer_got(detector: Detector, sentence: str, statuses: set[str]) -> None:
    found, = detect(detector, [sentence], {"Peru": "PE", "Chad": "TD"}, {"rifles": "small-arms"})
    assert max(found.status["transfer"], key=lambda s: found.status["transfer"][s]) in statuses


def test_small_talk_is_no_claim(detector: Detector) -> None:
    found = detect(detector, ["The minister opened a school in Chad .", "It rained all day ."], {"Chad": "TD"}, {})
    assert max((p for d in found for p in d.acts.values()), default=0.0) < 0.2


def test_a_window_without_goods_or_a_word_of_arms_is_not_read(detector: Detector) -> None:
    assert detect(detector, ["The minister opened a school in Chad ."], {"Chad": "TD"}, {}) == []
    assert detect(detector, ["The army of Chad opened a school ."], {"Chad": "TD"}, {}) != []


@pytest.mark.parametrize("missing", [MODEL, LABELS])
def test_missing_weights_are_named(tmp_path: Path, tokenizer: Path, missing: str) -> None:
    for name in {MODEL, LABELS} - {missing}:
        shutil.copy(WEIGHTS / name, tmp_path)
    with pytest.raises(EngineError, match=missing.replace(".", r"\.")):
        Detector.load(tokenizer, tmp_path)


def test_weights_for_other_acts_are_refused(tmp_path: Path, tokenizer: Path) -> None:
    (tmp_path / LABELS).write_text(json.dumps({"acts": ["gift"], "statuses": list(STATUSES)}))
    with pytest.raises(EngineError, match="other acts"):
        Detector.load(tokenizer, tmp_path)


def test_broken_weights_are_refused(tmp_path: Path, tokenizer: Path) -> None:
    shutil.copy(WEIGHTS / LABELS, tmp_path)
    (tmp_path / MODEL).write_bytes(b"no graph")
    with pytest.raises(EngineError, match="cannot be loaded"):
        Detector.load(tokenizer, tmp_path)


def test_a_missing_tokenizer_is_named(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="tokenizer"):
        Detector.load(tmp_path / "none.json")
