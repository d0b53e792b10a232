"""Units as columns and as questions: where a word stands, what is padded, what is left out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from tests.claims.answers import witness_of
from tests.claims.building import at, layered
from tests.claims.pages import cutter
from tests.claims.test_claims import TEXTS

from onrecord.claims.clues import ITEM_CLUES, ROLE_CLUES, TIME_CLUES, UNIT_CLUES
from onrecord.claims.proposal import Unit
from onrecord.claims.questions import page_for, question_of
from onrecord.claims.units import ROLE_FEATURES, Mention, Question, asked, columns
from onrecord.claims.windows import FEATURES, PARTY, SENTENCE_PIECES, Mark, MarkedSentence, Page, Window, windows_of
from onrecord.model import ACTS

SENTENCES = ("Peru sent Chad tanks in May .", "Chad thanked Peru .")
NOTHING = (0.0,) * len(UNIT_CLUES)


def page(*sentences: str) -> Page:
    """Sentences in which Peru and Chad are marked."""
    marked, start = [], 0
    for text in sentences or SENTENCES:
        places = sorted((text.index(name), len(name), code) for name, code in (("Peru", "PE"), ("Chad", "TD")) if name in text)
        marked.append(MarkedSentence(text, start, tuple(Mark(a, a + size, PARTY, (code,), "name") for a, size, code in places)))
        start += len(text) + 1
    return Page(MarkedSentence("", -1), None, tuple(marked), {"PE": "Peru", "TD": "Chad"})


def question(
    word: str, items: tuple[Mention, ...] = (), times: tuple[Mention, ...] = (), sentence: str = SENTENCES[0], act: str = "transfer",
) -> Question:
    """A question about a word of a sentence; of Peru alone something is told."""
    return Question(sentence.index(word), ACTS.index(act), (1.0, *NOTHING[1:]), {"PE": (0.5,) * len(ROLE_CLUES)}, items, times)


def window(*sentences: str) -> Window:
    """The only window of a page."""
    found, = windows_of(page(*sentences), cutter())
    return found


def mention(word: str, size: int, told: float = 0.7) -> Mention:
    """A mention in the first sentence with as many clues."""
    start = SENTENCES[0].index(word)
    return start, start + len(word), (told,) * size


def test_a_question_stands_at_its_word() -> None:
    here, put = window(), asked(window(), 0, question("sent"))
    assert put is not None and put.place == 0
    first, end = here.offsets[put.piece]
    assert SENTENCES[0][first:end] == "sent" and here.part[put.piece] == 1


def test_a_word_that_was_cut_off_is_not_asked_about() -> None:
    long = "tank " * (SENTENCE_PIECES + 5) + "sent"
    assert asked(window(long), 0, question("sent", sentence=long)) is None
    assert asked(window(long), 0, question("tank", sentence=long)) is not None


def test_the_columns_of_two_questions_are_padded_to_one_size() -> None:
    here = window()
    goods, may = mention("tanks", len(ITEM_CLUES)), mention("May", len(TIME_CLUES))
    both = [asked(here, 0, question("sent", (goods,), (may, may))), asked(here, 1, question("thanked", sentence=SENTENCES[1], act="use"))]
    width, parties = len(here.ids) + 3, 4
    found = columns([here], [(0, a) for a in both if a is not None], width, parties)
    assert found.row.tolist() == [0, 0] and found.act.tolist() == [ACTS.index("transfer"), ACTS.index("use")]
    assert (found.unit.shape, found.roles.shape) == ((2, len(UNIT_CLUES)), (2, parties, ROLE_FEATURES))
    assert found.mention.shape == (2, parties, width) and found.item_at.shape == (2, 1, width) and found.time.shape == (2, 2, len(TIME_CLUES))
    assert found.listed.tolist() == [[1, 1, 0, 0]] * 2 and not found.mention[:, 2:].any() and not found.roles[:, 2:].any()
    assert found.timed.tolist() == [[1, 1], [0, 0]] and not found.item[1].any() and not found.item_at[1].any()
    assert [[here.part[n] for n in np.flatnonzero(row)] for row in found.inside] == [[p] * here.part.count(p) for p in (1, 2)]


def test_a_mention_is_shared_out_among_its_pieces() -> None:
    here = window("Peru sent re-exported tanks .")
    text = "Peru sent re-exported tanks ."
    start = text.index("re-exported")
    long: Mention = (start, start + len("re-exported"), (0.5,) * len(ITEM_CLUES))
    put = asked(here, 0, question("sent", (long,), sentence=text))
    assert put is not None
    found = columns([here], [(0, put)], len(here.ids), 2)
    pieces = here.pieces_of(0, *long[:2])
    assert len(pieces) > 1 and np.flatnonzero(found.item_at[0, 0]).tolist() == pieces
    assert found.item_at.sum() == pytest.approx(1) and found.item[0, 0].tolist() == [0.5] * len(ITEM_CLUES)


def test_a_time_that_was_cut_off_is_none_to_choose() -> None:
    long = "Peru sent " + "tank " * (SENTENCE_PIECES + 5) + "May"
    here = window(long)
    start = long.index("May")
    put = asked(here, 0, question("sent", (), ((start, start + 3, (1.0,) * len(TIME_CLUES)), (0, 4, (1.0,) * len(TIME_CLUES))), long))
    assert put is not None
    assert columns([here], [(0, put)], len(here.ids), 2).timed.tolist() == [[0, 1]]


def test_a_party_of_which_nothing_is_told_has_no_clues_but_its_place() -> None:
    here = window()
    put = asked(here, 1, question("thanked", sentence=SENTENCES[1]))
    assert put is not None
    roles = dict(zip(here.candidates, columns([here], [(0, put)], len(here.ids), 2).roles[0], strict=True))
    assert roles["PE"][:len(ROLE_CLUES)].tolist() == [0.5] * len(ROLE_CLUES) and not roles["TD"][:len(ROLE_CLUES)].any()
    for code, row in roles.items():
        assert row[-FEATURES:].tolist() == here.features[1, here.candidates.index(code)].tolist()


def test_no_questions_have_columns_too() -> None:
    found = columns([window()], [], 9, 2)
    assert len(found.row) == 0 and found.item.shape == (0, 1, len(ITEM_CLUES)) and found.inside.shape == (0, 9)


# Questions of an article

TEXT = "It rained. Italy sent forty howitzers to Kenya on Monday. Peru sold rifles on Friday."


def test_a_question_tells_its_sentence_in_that_sentences_characters() -> None:
    layers = layered(TEXT)
    witness = witness_of(layers)
    made = page_for(layers, witness)
    number, found = question_of(layers, witness, made, Unit(at(layers.tree, "sent"), "transfer")) or (-1, None)
    assert number == 1 and found is not None
    text = made.sentences[1].text
    assert text[found.start:].startswith("sent") and found.act == ACTS.index("transfer")
    assert [text[a:b] for a, b, _ in found.items] == ["howitzers"] and [text[a:b] for a, b, _ in found.times] == ["Monday"]
    assert set(found.roles) == {"IT", "KE", "PE"}


def test_the_page_shows_where_frames_point() -> None:
    layers = layered(TEXT)
    made = page_for(layers, witness_of(layers))
    assert [[(s.text[h.start:h.end], ACTS[h.act]) for h in s.hints] for s in made.sentences][:2] == [[], [("sent", "transfer")]]


def test_a_page_without_the_sentence_has_no_question() -> None:
    layers = layered(TEXT)
    witness = witness_of(layers)
    made = page_for(layers, witness)
    unit = Unit(at(layers.tree, "sent"), "transfer")
    without = Page(made.title, None, (made.sentences[0], made.sentences[2]), made.names)
    assert question_of(layers, witness, without, unit) is None
    assert question_of(layers, witness, Page(made.title, None, made.sentences[1:], made.names), Unit(0, "use")) is None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(TEXTS)
def test_every_unit_of_the_frames_is_asked_where_it_stands(text: str) -> None:
    layers = layered(text)
    witness = witness_of(layers)
    made = page_for(layers, witness)
    for unit in witness.units():
        number, found = question_of(layers, witness, made, unit) or (-1, None)
        assert found is not None
        sentence = made.sentences[number]
        assert sentence.start + found.start == layers.tree.start[unit.word]
        assert all(0 <= a < b <= len(sentence.text) for a, b, _ in (*found.items, *found.times))
        assert any(h.start == found.start and h.act == found.act for h in sentence.hints)
