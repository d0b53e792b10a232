"""The engine with its shipped weights: sound trees for any words, plain sentences read right, long ones cut."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import EngineError
from onrecord.reading.engine import LONGEST_PIECES, LONGEST_WORDS, Engine, Parsed, cut


@pytest.fixture(scope="module")
def engine() -> Engine:
    """One engine for all tests here."""
    return Engine()


def is_sound(parse: Parsed, words: int) -> bool:
    """One place a word in every layer, one root, every word led to it."""
    layers = (parse.upos, parse.lemma, parse.feats, parse.names, parse.head, parse.rel)
    if any(len(layer) != words for layer in layers) or parse.head.count(-1) != 1:
        return False
    reached = {parse.head.index(-1)}
    for _ in range(words):
        reached |= {word for word, head in enumerate(parse.head) if head in reached}
    return len(reached) == words and (parse.rel.count("root"), parse.rel[parse.head.index(-1)]) == (1, "root")


def test_a_plain_sentence_is_read_right(engine: Engine) -> None:
    words = ["Norway", "has", "delivered", "forty", "lorries", "to", "Estonia", "."]
    parse = engine.parse([words])[0]
    assert parse.upos == ["PROPN", "AUX", "VERB", "NUM", "NOUN", "ADP", "PROPN", "PUNCT"]
    assert parse.head == [2, 2, -1, 4, 2, 6, 2, 2]
    assert parse.rel[:5] == ["nsubj", "aux", "root", "nummod", "obj"]
    assert (parse.lemma[1], parse.lemma[2], parse.names[0], parse.names[6]) == ("have", "deliver", "B-LOC", "B-LOC")


def test_a_passive_and_its_features_are_seen(engine: Engine) -> None:
    parse = engine.parse([["The", "ships", "were", "sold", "by", "Mary", "Roe", "in", "2020", "."]])[0]
    assert parse.rel[1:4] == ["nsubj:pass", "aux:pass", "root"]
    assert parse.rel[6] in ("obl:agent", "flat", "obl")
    assert "Voice=Pass" in parse.feats[3]
    assert parse.names[5:7] == ["B-PER", "I-PER"]


@pytest.mark.parametrize("recast", [str.upper, str.title])
def test_capitals_and_headlines_do_not_mislead(engine: Engine, recast: object) -> None:
    words = ["Norway", "sends", "tanks", "to", "Poland", "after", "talks"]
    assert callable(recast)
    parse = engine.parse([[recast(word) for word in words]])[0]
    assert parse.rel[:5] == ["nsubj", "root", "obj", "case", "obl"]
    assert parse.head[:3] == [1, -1, 1]


def test_the_same_sentences_give_the_same_parses_in_the_order_given(engine: Engine) -> None:
    sentences = [["They", "left", "."], ["A", "much", "longer", "one", "came", "later", "."], ["No", "."]]
    first = engine.parse(sentences)
    assert first == engine.parse(sentences)
    assert [len(parse.head) for parse in first] == [3, 7, 2]


def test_nothing_to_read_gives_nothing(engine: Engine) -> None:
    assert engine.parse([]) == []
    assert engine.parse([[], ["Yes"]])[0].head == []


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=12), min_size=1, max_size=4))
def test_any_words_at_all_give_sound_trees(engine: Engine, sentences: list[list[str]]) -> None:
    assert all(is_sound(parse, len(words)) for parse, words in zip(engine.parse(sentences), sentences, strict=True))


@pytest.mark.parametrize("word", ["shell", "\u200b", "🛰"])
def test_a_sentence_of_a_thousand_words_is_one_tree(engine: Engine, word: str) -> None:
    parse = engine.parse([[word, ","] * 500])[0]
    assert is_sound(parse, 1000)


def test_words_of_many_pieces_fit_as_well(engine: Engine) -> None:
    parse = engine.parse([["x" * 90, ","] * 100])[0]
    assert is_sound(parse, 200)


@given(st.lists(st.integers(1, 8), min_size=1, max_size=900), st.sampled_from([",", "w"]))
def test_parts_of_a_long_sentence_fit_one_pass_and_lose_nothing(pieces: list[int], word: str) -> None:
    words = [word] * len(pieces)
    parts = cut(pieces, words)
    assert [w for part in parts for w in part] == words
    start = 0
    for part in parts:
        assert 0 < len(part) <= LONGEST_WORDS
        assert sum(pieces[start : start + len(part)]) <= LONGEST_PIECES
        start += len(part)


def test_a_long_sentence_is_cut_after_punctuation() -> None:
    words = ["w"] * 300
    words[150] = ";"
    assert [len(part) for part in cut([1] * 300, words)] == [151, 149]


def test_the_digest_names_the_weights(engine: Engine) -> None:
    assert engine.digest == Engine(threads=2).digest
    assert len(engine.digest) == 12 and int(engine.digest, 16) >= 0


def test_missing_and_damaged_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(EngineError):
        Engine(folder=tmp_path)
    for name in ("syntax.int8.onnx", "relations.int8.onnx"):
        (tmp_path / name).write_bytes(b"no graph")
    with pytest.raises(EngineError, match="syntax"):
        Engine(folder=tmp_path)
