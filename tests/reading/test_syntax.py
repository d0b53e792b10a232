"""Syntax of an article: columns that agree with each other and with the text."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model.reading import Syntax
from onrecord.model.values import Span
from onrecord.reading.engine import Engine
from onrecord.reading.syntax import read_syntax

TEXT = "NORWAY SENDS BOATS\nBy A. Roe\n“We have supplied forty lorries. They were shipped on Monday,” Gen. Doe said.\nShare this page"


@pytest.fixture(scope="module")
def engine() -> Engine:
    """One engine for all tests here."""
    return Engine()


def read(text: str, engine: Engine) -> Syntax:
    """The syntax of a text that is one block."""
    return read_syntax(text, [Span(0, len(text))], engine)


def words(text: str, syntax: Syntax) -> list[str]:
    """The words the columns point at."""
    return [text[start:end] for start, end in zip(syntax.start.tolist(), syntax.end.tolist(), strict=True)]


def test_columns_point_at_the_words_of_the_kept_blocks_only(engine: Engine) -> None:
    blocks = [Span(0, 18), Span(29, 111)]
    found = words(TEXT, read_syntax(TEXT, blocks, engine))
    assert found[:3] == ["NORWAY", "SENDS", "BOATS"]
    assert found[3:10] == ["“", "We", "have", "supplied", "forty", "lorries", "."]
    assert "Share" not in found and "Roe" not in found


def test_heads_are_words_of_the_article_and_roots_are_marked(engine: Engine) -> None:
    syntax = read(TEXT, engine)
    found = words(TEXT, syntax)
    said, shipped = found.index("said"), found.index("shipped")
    assert (syntax.head[said], syntax.rel[said]) == (-1, "root")
    assert syntax.head[shipped] == said
    assert syntax.rel[found.index("lorries")] == "obj"


def test_lemmas_are_checked_and_names_in_capitals_become_names(engine: Engine) -> None:
    syntax = read(TEXT, engine)
    found = words(TEXT, syntax)
    assert [syntax.lemma[found.index(word)] for word in ("NORWAY", "SENDS", "BOATS")] == ["Norway", "send", "boat"]
    assert [syntax.lemma[found.index(word)] for word in ("supplied", "lorries", "were", "shipped")] == ["supply", "lorry", "be", "ship"]


@pytest.mark.parametrize("mark", ["-", "•", "–"])
def test_a_bullet_hangs_on_the_root_and_does_not_mislead(engine: Engine, mark: str) -> None:
    text = f"{mark} 800 anti-tank missiles"
    plain, syntax = read("800 anti-tank missiles", engine), read(text, engine)
    assert words(text, syntax) == [mark, "800", "anti-tank", "missiles"]
    assert (syntax.upos[0], syntax.rel[0], syntax.head[0]) == ("PUNCT", "punct", 3)
    assert syntax.rel[1:] == plain.rel == ("nummod", "amod", "root")
    assert syntax.head[1:].tolist() == [3, 3, -1]
    assert read(mark, engine).head.tolist() == [-1]


@pytest.mark.parametrize("text", ["", " \n\n \t", "\u3000"])
def test_a_text_without_words_gives_empty_columns(engine: Engine, text: str) -> None:
    syntax = read(text, engine)
    assert (len(syntax.start), len(syntax.end), len(syntax.head), syntax.upos) == (0, 0, 0, ())
    assert syntax.sentence.tolist() == [0]
    assert read_syntax("Some words.", [], engine).upos == ()


def test_reading_twice_changes_nothing(engine: Engine) -> None:
    one, two = read(TEXT, engine), read(TEXT, engine)
    assert (one.head == two.head).all() and (one.start == two.start).all()
    assert (one.upos, one.lemma, one.rel, one.feats, one.ner) == (two.upos, two.lemma, two.rel, two.feats, two.ner)


PARTS = ["The", "army", "U.S.", ".", "“", "”", "can't", "12,000", "\n", "sold", "Doe", "é", "\u200b", "?!", "…"]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=30)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS.map(" ".join) | st.text(max_size=60))
def test_columns_agree_for_any_text(engine: Engine, text: str) -> None:
    syntax = read(text, engine)
    count = len(syntax.start)
    columns = (syntax.end, syntax.head, syntax.upos, syntax.lemma, syntax.rel, syntax.feats, syntax.ner)
    assert {len(column) for column in columns} == {count}
    assert {column.dtype for column in (syntax.start, syntax.end, syntax.head, syntax.sentence)} == {np.dtype(np.int32)}
    assert (np.diff(syntax.sentence) > 0).all() and syntax.sentence[-1] == count
    assert (syntax.start < syntax.end).all() and (syntax.end[:-1] <= syntax.start[1:]).all()
    for first, after in zip(syntax.sentence[:-1].tolist(), syntax.sentence[1:].tolist(), strict=True):
        heads = syntax.head[first:after]
        assert (heads == -1).sum() == 1
        assert all(head == -1 or first <= head < after for head in heads.tolist())
    assert all(lemma and not lemma.isspace() for lemma in syntax.lemma)
