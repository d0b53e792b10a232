"""An article as the claims model reads it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.claims.pages import cutter, reading_of, text_of
from tokenizers import Tokenizer

from onrecord.claims.windows import (
    CLS,
    GENERIC,
    ITEM,
    MAIN_PARTIES,
    NONE,
    PARTY,
    PUBLISHER,
    PUBLISHERS_OWN,
    QUANTITY,
    REFERRING,
    SENTENCE_PIECES,
    SEP,
    WINDOW_PIECES,
    Hint,
    Mark,
    MarkedSentence,
    Page,
    Window,
    collate,
    page_of,
    windows_of,
)
from onrecord.model import ACTS, Span, Voice

NORWAY = ["Norway sent ten tanks to Ukraine .", "Kyiv asked for more aid .", "The delivery is over ."]
PARTIES = {"Norway": "NO", "Ukraine": "UA", "Kyiv": "UA"}


@pytest.fixture
def tokenizer() -> Tokenizer:
    return cutter()


def page(publisher: str | None = None, title: str = "Tanks for Ukraine") -> Page:
    reading = reading_of(NORWAY, PARTIES, {"tanks": "tank", "aid": ""}, {"Kyiv": "capital"}, ["ten"])
    return page_of(text_of(NORWAY), title, publisher, reading)


def words(window: Window, tokenizer: Tokenizer, part: int) -> str:
    return tokenizer.decode([i for i, p in zip(window.ids, window.part, strict=True) if p == part])


def test_a_page_has_the_sentences_with_their_places_in_the_article() -> None:
    found = page()
    assert [s.text for s in found.sentences] == NORWAY
    assert [text_of(NORWAY)[s.start:s.start + len(s.text)] for s in found.sentences] == NORWAY


def test_marks_lie_on_the_words_they_mark() -> None:
    found = page("NO")
    marked = {(s.text[m.start:m.end], m.kind, m.codes) for s in found.sentences for m in s.marks}
    assert marked == {
        ("Norway", PUBLISHER, ("NO",)), ("Ukraine", PARTY, ("UA",)), ("Kyiv", PARTY, ("UA",)), ("tanks", ITEM, ()), ("aid", GENERIC, ()),
        ("ten", QUANTITY, ()),
    }


def test_we_is_the_publishers_state_and_nobody_where_it_is_unknown() -> None:
    sentences = ["We sent tanks to Ukraine ."]
    reading = reading_of(sentences, {"We": (), "Ukraine": "UA"}, forms={"We": "pronoun"})
    def speakers(publisher: str | None) -> list[tuple[str, ...]]:
        marks = page_of(text_of(sentences), None, publisher, reading).sentences[0].marks
        return [m.codes for m in marks if m.kind == REFERRING]
    assert speakers("NO") == [("NO",)]
    assert speakers(None) == [()]


def test_we_inside_a_quotation_is_the_speakers_state() -> None:
    sentences = ["We sent tanks to Ukraine ."]
    reading = reading_of(sentences, {"We": (), "Ukraine": "UA"}, forms={"We": "pronoun"})
    def speakers(country: str | None) -> list[tuple[tuple[str, ...], str]]:
        voice = Voice(Span(0, 26), ((None, "Jane Roe", "minister", country, False),), "quoted", None)
        marks = page_of(text_of(sentences), None, "NO", replace(reading, voices=(voice,))).sentences[0].marks
        return [(m.codes, m.form) for m in marks if m.kind == REFERRING]
    assert speakers("SE") == [(("SE",), "pronoun")]
    assert speakers(None) == [(("NO",), PUBLISHERS_OWN)]


def test_parties_are_named_by_their_name_and_ordered_by_frequency() -> None:
    assert list(page().names.items()) == [("UA", "Ukraine"), ("NO", "Norway")]


def test_the_title_marks_the_articles_parties() -> None:
    title = page(title="Ukraine gets tanks, Ukrainegate does not").title
    assert [(title.text[m.start:m.end], m.codes) for m in title.marks] == [("Ukraine", ("UA",))]


def test_a_window_opens_with_title_and_main_parties(tokenizer: Tokenizer) -> None:
    window, = windows_of(page("NO"), tokenizer)
    prefix = window.ids[:window.part.index(1)]
    assert tokenizer.decode(prefix, skip_special_tokens=False) == "[CLS] tanks for ukraine [SEP] norway ; ukraine ; [SEP] [SEP]"
    assert prefix[0] == CLS and prefix.count(SEP) == 3


def test_every_piece_of_a_sentence_bears_its_number_and_place(tokenizer: Tokenizer) -> None:
    window, = windows_of(page(), tokenizer)
    assert window.sentences == (0, 1, 2)
    for part, sentence in enumerate(NORWAY, 1):
        assert words(window, tokenizer, part).replace(" ", "") == sentence.lower().replace(" ", "")
        spans = [o for o, p in zip(window.offsets, window.part, strict=True) if p == part]
        assert "".join(sentence[a:b] for a, b in spans) == sentence.replace(" ", "")


def test_candidates_are_mentioned_where_they_are_named(tokenizer: Tokenizer) -> None:
    window, = windows_of(page(), tokenizer)
    place = window.candidates.index("UA")
    for part, named in ((1, 1.0), (2, 1.0), (3, 0.0)):
        inside = np.array(window.part) == part
        assert window.mention[place, inside].sum() == pytest.approx(named)


def test_features_tell_where_a_candidate_stands(tokenizer: Tokenizer) -> None:
    window, = windows_of(page("NO"), tokenizer)
    norway, ukraine = (window.candidates.index(code) for code in ("NO", "UA"))
    #                                            in  before earlier title publisher 1st 2nd 3rd state first
    assert window.features[0, norway].tolist() == [1, 0, 0, 0, 1, 0, 1, 0, 1, 1]
    assert window.features[1, ukraine].tolist() == [1, 1, 1, 1, 0, 1, 0, 0, 1, 1]
    assert window.features[2, norway].tolist() == [0, 0, 1, 0, 1, 0, 1, 0, 1, 0]


def test_only_so_many_main_parties_lead(tokenizer: Tokenizer) -> None:
    codes = [f"P{n}" for n in range(MAIN_PARTIES + 3)]
    sentence = MarkedSentence("Talks go on .", 0)
    window, = windows_of(Page(MarkedSentence("", -1), None, (sentence,), {code: code for code in codes}), tokenizer)
    assert list(window.candidates) == codes[:MAIN_PARTIES]


def test_a_page_without_parties_has_room_for_one(tokenizer: Tokenizer) -> None:
    lone = Page(MarkedSentence("", -1), None, (MarkedSentence("Talks go on .", 0),), {})
    batch = collate(windows_of(lone, tokenizer))
    assert batch.listed.shape == (1, 1) and not batch.listed.any()


def test_the_end_of_the_sentence_before_is_carried_over(tokenizer: Tokenizer) -> None:
    long = MarkedSentence("word " * 110 + "Norway", 0, (Mark(550, 556, PARTY, ("NO",)),))
    first, second = windows_of(Page(MarkedSentence("", -1), None, (long, long, long), {"NO": "Norway"}), tokenizer)[:2]
    assert first.sentences and second.sentences == (2,)
    carried = [i for i, p in zip(second.ids, second.part, strict=True) if p == 0]
    assert tokenizer.decode(carried).endswith("word norway")
    assert second.features[0, 0, 1] == 1


@settings(deadline=None)  # a long page on a busy machine
@given(st.lists(st.integers(0, 200), max_size=20), st.data())
def test_every_sentence_with_words_is_predicted_once_and_windows_keep_their_size(lengths: list[int], data: st.DataObject) -> None:
    sentences = tuple(MarkedSentence("tank " * size, 0) for size in lengths)
    windows = windows_of(Page(MarkedSentence("t " * data.draw(st.integers(0, 60)), -1), None, sentences, {}), cutter())
    assert [s for w in windows for s in w.sentences] == [n for n, size in enumerate(lengths) if size]
    assert all(len(w.ids) <= max(WINDOW_PIECES, SENTENCE_PIECES + 80) for w in windows)
    assert all(w.part.count(n + 1) == min(lengths[s], SENTENCE_PIECES) for w in windows for n, s in enumerate(w.sentences))


def test_a_batch_is_padded_with_nothing(tokenizer: Tokenizer) -> None:
    short = Page(MarkedSentence("", -1), None, (MarkedSentence("Talks go on .", 0),), {})
    windows = [*windows_of(page(), tokenizer), *windows_of(short, tokenizer)]
    batch = collate(windows)
    size = len(windows[1].ids)
    assert batch.mask[1].sum() == size and not batch.ids[1, size:].any() and not batch.part[1, size:].any()
    assert batch.listed[0].all() and not batch.mention[1].any()
    assert batch.features.shape[1] == 3 and NONE == 0


def test_hints_are_bits_on_the_pieces_of_their_words(tokenizer: Tokenizer) -> None:
    reading = reading_of(NORWAY, PARTIES)
    text = text_of(NORWAY)
    sent, delivery = (Span(text.index(w), text.index(w) + len(w)) for w in ("sent", "delivery"))
    pointed = [(delivery, "transfer"), (sent, "training"), (sent, "transfer"), (Span(sent.start, delivery.end), "use")]
    hinted = page_of(text, None, None, reading, pointed)
    assert [[s.text[h.start:h.end] for h in s.hints] for s in hinted.sentences] == [["sent", "sent"], [], ["delivery"]]
    window, = windows_of(hinted, tokenizer)
    bits = {ACTS.index("transfer"), ACTS.index("training")}
    on = {text[s.start + a:s.start + b]: bit for (a, b), bit, part in zip(window.offsets, window.hints, window.part, strict=True)
          if bit for s in [hinted.sentences[window.sentences[part - 1]]]}
    assert on == {"sent": sum(1 << bit for bit in bits), "delivery": 1 << ACTS.index("transfer")}
    batch = collate([window])
    assert batch.hints.shape == (1, len(window.ids), len(ACTS)) and batch.hints.sum() == 3
    assert batch.hints[0, window.hints.index(on["delivery"])].nonzero()[0].tolist() == [ACTS.index("transfer")]


def test_a_hint_covers_all_pieces_of_a_long_word_and_no_more(tokenizer: Tokenizer) -> None:
    sentence = MarkedSentence("They re-exported tanks", 0, (), (Hint(5, 16, 0),))
    window, = windows_of(Page(MarkedSentence("", -1), None, (sentence,), {}), tokenizer)
    pieces = window.pieces_of(0, 5, 16)
    assert len(pieces) > 1 and [n for n, bit in enumerate(window.hints) if bit] == pieces
    assert window.piece_at(0, 5) == pieces[0] and window.piece_at(0, 999) is None and window.pieces_of(1, 0, 5) == []
