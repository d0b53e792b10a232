"""The learned reader between its graphs and its answers: hand-made logits, what is read at all, and weights that are no weights."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import pytest
from tests.claims.answers import Graph, detector, judge, model, reader
from tests.claims.pages import cutter

from onrecord.claims.answer import NOBODY, OTHER, Answer
from onrecord.claims.clues import ITEM_CLUES, ROLE_CLUES, TIME_CLUES, UNIT_CLUES
from onrecord.claims.learned import (
    JUDGE,
    LABELS,
    LARGE_JUDGE,
    LARGE_READER,
    LARGE_WORDS,
    READER,
    SHARES,
    WEIGHTS,
    Detector,
    WordTable,
    weights_digest,
)
from onrecord.claims.units import Question
from onrecord.claims.windows import ITEM, PARTY, SENTENCE_PIECES, Hint, Mark, MarkedSentence, Page, windows_of
from onrecord.errors import EngineError
from onrecord.model import ACTS, STATUSES, Span

TRANSFER = ACTS.index("transfer")
SENT = MarkedSentence("Peru sent Chad tanks in May", 20, (Mark(0, 4, PARTY, ("PE",)), Mark(10, 14, PARTY, ("TD",)), Mark(15, 20, ITEM)))
SMALL_TALK = MarkedSentence("It rained", 0)
PAGE = Page(MarkedSentence("", -1), None, (SMALL_TALK, SENT), {"PE": "Peru", "TD": "Chad"})


@pytest.fixture(scope="module")
def tokenizer() -> Path:
    with as_file(files("onrecord.reading") / "weights" / "tokenizer.json") as path:
        return path


def question(start: int = 5, items: Sequence[tuple[int, int]] = ((15, 20),), times: Sequence[tuple[int, int]] = ((24, 27),)) -> Question:
    """What is asked about a word of `SENT`."""
    return Question(start, TRANSFER, (0.0,) * len(UNIT_CLUES), {"PE": (0.0,) * len(ROLE_CLUES)},
                    tuple((a, b, (0.0,) * len(ITEM_CLUES)) for a, b in items), tuple((a, b, (0.0,) * len(TIME_CLUES)) for a, b in times))


def answers(judging: Graph, *questions: Question) -> list[Answer | None]:
    """Answers about `SENT`."""
    made = detector(judging=judging)
    seen, = made.look(PAGE)
    return made.answers(seen, PAGE, [(1, q) for q in questions or (question(),)])


def one(judging: Graph, put: Question | None = None) -> Answer:
    """The answer to one question about `SENT`."""
    found, = answers(judging, put or question())
    assert found is not None
    return found


def piece_of(page: Page, number: int, start: int) -> int:
    """The piece of a word in the only window of a page."""
    window, = windows_of(page, cutter())
    piece = window.piece_at(window.sentences.index(number), start)
    assert piece is not None
    return piece


def test_zero_logits_are_even_chances() -> None:
    found = one(judge())
    assert found.claim == 0.5 and found.sentence == 0.5
    assert dict(found.status) == pytest.approx(dict.fromkeys(STATUSES, 1 / 9))
    assert sum(found.certainty.values()) == pytest.approx(1) and len(found.certainty) == 3
    assert dict(found.giver) == pytest.approx({"PE": 1 / 4, "TD": 1 / 4, NOBODY: 1 / 4, OTHER: 1 / 4})


def test_roles_come_likeliest_first_and_by_name_where_they_are_level() -> None:
    found = one(judge(giver=[0, 2, 1, 3], receiver=[1, 1, 0, 0]))
    assert [party for party, _ in found.giver] == [OTHER, "TD", NOBODY, "PE"]
    assert [party for party, _ in found.receiver] == ["PE", "TD", NOBODY, OTHER]
    assert all(sum(p for _, p in role) == pytest.approx(1, abs=1e-6) for role in (found.giver, found.receiver))


def test_goods_and_times_lie_in_the_article() -> None:
    found = one(judge(item=[3], time=[5]))
    (span, likely), = found.items
    assert span == Span(35, 40) and likely == pytest.approx(1 / (1 + np.exp(-3)))
    assert found.time[0] == Span(44, 47) and found.time[1] > 0.9


def test_padded_goods_are_not_told() -> None:
    some, none = answers(judge(item=[9, 9]), question(items=((15, 20), (0, 4))), question(items=()))
    assert some is not None and none is not None
    assert [s for s, _ in some.items] == [Span(35, 40), Span(20, 24)] and none.items == ()


def test_no_time_is_an_answer_and_a_padded_time_is_none() -> None:
    none, likely = one(judge(time=[0, 9])).time
    assert none is None and likely > 0.99
    two, padded = answers(judge(time=[0, 9, 1]), question(times=((24, 27), (0, 4))), question(times=((24, 27),)))
    assert two is not None and padded is not None
    assert two.time[0] == Span(20, 24) and padded.time[0] is None


def test_what_the_reader_said_of_word_and_sentence_is_in_the_answer() -> None:
    made = detector(reader({piece_of(PAGE, 1, 5): "transfer"}), judge())
    seen, = made.look(PAGE)
    said, other = made.answers(seen, PAGE, [(1, question(5)), (1, question(10))])
    assert said is not None and other is not None
    assert said.word > 0.99 and other.word < 0.01 and said.sentence == other.sentence == 0.5


def test_a_word_that_was_cut_off_has_no_answer_and_moves_no_other() -> None:
    long = MarkedSentence("tanks " * (SENTENCE_PIECES + 9) + "sent", 0)
    page = Page(MarkedSentence("", -1), None, (long,), {})
    made = detector(judging=judge())
    seen, = made.look(page)
    cut = question(len(long.text) - 4, (), ())
    first, second = made.answers(seen, page, [(0, cut), (0, question(0, (), ()))])
    assert first is None and second is not None
    assert made.answers(seen, page, [(0, cut)]) == [None] and made.answers(seen, page, []) == []


def test_likely_words_are_candidates_wherever_no_frame_points() -> None:
    made = detector(reader({0: "use", piece_of(PAGE, 1, 5): "transfer", piece_of(PAGE, 1, 15): "training"}))
    seen, = made.look(PAGE)
    found = list(seen.candidates(PAGE, 0.5))
    assert found == [(1, 5, "transfer"), (1, 15, "training")], "[CLS] is no word of a sentence"
    assert list(seen.candidates(PAGE, 1.1)) == []


@pytest.mark.parametrize(("sentence", "read"), [
    (SMALL_TALK, False), (SENT, True), (MarkedSentence("The army rested", 0), True), (MarkedSentence("Peru helps", 0, (), (Hint(5, 10, 0),)), True),
], ids=["small talk", "goods", "a word of arms", "where a frame points"])
def test_only_windows_that_may_claim_are_read(sentence: MarkedSentence, read: bool) -> None:
    reading = reader()
    page = Page(MarkedSentence("", -1), None, (sentence,), {})
    assert bool(detector(reading).look(page)) is read and bool(reading.fed) is read


def test_an_empty_page_is_not_read() -> None:
    assert detector().look(Page(MarkedSentence("", -1), None, (), {})) == []


def test_windows_are_read_one_at_a_time_and_all_their_columns_go_in() -> None:
    reading, long = reader(), MarkedSentence("tanks " * 120, 0)
    seen = detector(reading).look(Page(MarkedSentence("", -1), None, (long, long, long), {}))
    assert len(seen) == len(reading.fed) > 1
    assert all(fed["ids"].shape == fed["mask"].shape == (1, len(s.window.ids)) for fed, s in zip(reading.fed, seen, strict=True))
    assert all(fed["hints"].shape == (1, len(s.window.ids), len(ACTS)) for fed, s in zip(reading.fed, seen, strict=True))


# The larger model


def test_only_windows_in_which_something_may_be_told_are_read_by_the_larger_model() -> None:
    for words, closer in (({}, False), ({piece_of(PAGE, 1, 5): "transfer"}, True)):
        large = reader()
        seen, = detector(reader(words), None, model(large)).look(PAGE)
        assert bool(large.fed) is closer and len(seen.reads) == 1 + closer


def test_the_answers_of_both_are_averaged() -> None:
    told = {piece_of(PAGE, 1, 5): "transfer"}
    small, large = judge(claim=[9], giver=[9], item=[-9]), judge(claim=[-9], giver=[0, 9], item=[9], time=[9])
    made = detector(reader(told), small, model(reader({}), large))
    seen, = made.look(PAGE)
    found, = made.answers(seen, PAGE, [(1, question())])
    assert found is not None
    assert found.claim == pytest.approx(SHARES[0], abs=.01) and found.word == pytest.approx(SHARES[0], abs=.01)
    assert dict(found.giver)["PE"] == pytest.approx(SHARES[0], abs=.01) and found.giver[0][0] == "TD"
    assert found.items[0][1] == pytest.approx(SHARES[1], abs=.01) and found.time[0] == Span(44, 47)
    assert all(sum(p for _, p in role) == pytest.approx(1) for role in (found.giver, found.receiver))


def test_words_that_either_finds_are_candidates() -> None:
    first, second = piece_of(PAGE, 1, 5), piece_of(PAGE, 1, 15)
    seen, = detector(reader({first: "transfer"}), None, model(reader({second: "training"}))).look(PAGE)
    assert list(seen.candidates(PAGE, 0.5)) == [(1, 5, "transfer"), (1, 15, "training")]


def test_a_table_of_words_gives_vectors() -> None:
    table = WordTable(np.array([[1, -2], [3, 4]], np.int8), np.array([0.5, 2], np.float32))
    assert table.of(np.array([[1, 0, 1]])).tolist() == [[[6, 8], [0.5, -1], [6, 8]]]


# Weights


EVERY = (READER, JUDGE, LARGE_READER, LARGE_JUDGE, LARGE_WORDS, LABELS)


def copied(to: Path, *names: str) -> Path:
    """The package's weights of these names in a folder."""
    for name in names:
        shutil.copy(WEIGHTS / name, to)
    return to


def test_each_file_of_the_weights_is_in_the_digest(tmp_path: Path) -> None:
    def digest() -> str:
        weights_digest.cache_clear()
        return weights_digest(tmp_path)

    names = [path.name for path in WEIGHTS.iterdir()]
    assert {*EVERY, "confidence.json"} <= {*names}
    for name in names:
        (tmp_path / name).write_text(name)
    seen = {digest()}
    for name in names:
        (tmp_path / name).write_text("other")
        seen.add(digest())
    assert len(seen) == len(names) + 1
    with pytest.raises(EngineError, match="cannot be read"):
        weights_digest(tmp_path / "nowhere")


@pytest.mark.parametrize("missing", EVERY)
def test_missing_weights_are_named(tmp_path: Path, tokenizer: Path, missing: str) -> None:
    with pytest.raises(EngineError, match=missing.replace(".", r"\.")):
        Detector.load(tokenizer, copied(tmp_path, *set(EVERY) - {missing}))


@pytest.mark.parametrize("broken", EVERY[:-1])
def test_broken_weights_are_refused(tmp_path: Path, tokenizer: Path, broken: str) -> None:
    copied(tmp_path, *EVERY)
    (tmp_path / broken).write_bytes(b"no graph")
    with pytest.raises(EngineError, match="cannot be loaded"):
        Detector.load(tokenizer, tmp_path)


@pytest.mark.parametrize("change", [{"acts": ["gift"]}, {"statuses": ["given"]}, {"acts": list(reversed(ACTS))}, {"clues": [43, 42, 8, 6]}])
def test_weights_for_other_acts_statuses_or_clues_are_refused(tmp_path: Path, tokenizer: Path, change: dict[str, list[object]]) -> None:
    labels = json.loads((WEIGHTS / LABELS).read_text(encoding="utf-8"))
    (copied(tmp_path, READER, JUDGE) / LABELS).write_text(json.dumps(labels | change))
    with pytest.raises(EngineError, match="other acts, statuses or clues"):
        Detector.load(tokenizer, tmp_path)


@pytest.mark.parametrize("told", ["", "{", "\x00"])
def test_labels_that_are_none_are_refused(tmp_path: Path, tokenizer: Path, told: str) -> None:
    (copied(tmp_path, READER, JUDGE) / LABELS).write_text(told)
    with pytest.raises(EngineError, match="no labels"):
        Detector.load(tokenizer, tmp_path)


def test_labels_of_another_form_are_refused(tmp_path: Path, tokenizer: Path) -> None:
    (copied(tmp_path, READER, JUDGE) / LABELS).write_text("[]")
    with pytest.raises(EngineError, match="other acts"):
        Detector.load(tokenizer, tmp_path)


def test_the_weights_were_made_for_the_clues_that_are_told() -> None:
    labels = json.loads((WEIGHTS / LABELS).read_text(encoding="utf-8"))
    assert labels["clues"] == [len(UNIT_CLUES), len(ROLE_CLUES), len(ITEM_CLUES), len(TIME_CLUES)]


def test_a_missing_tokenizer_is_named(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="tokenizer"):
        Detector.load(tmp_path / "none.json")
