"""An article as the claims model reads it: windows of sentences behind a prefix, mentions marked, candidate parties listed.

A window is `[CLS] title [SEP] main parties [SEP] end of the sentence before [SEP] sentence [SEP] sentence [SEP] ...`. The title and the
parties most often named let the model fill a role from outside the sentence. Training and running share this file, so that
both read an article the same way. Offsets in a `MarkedSentence` are characters within that sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.claims.own_names import own_names
from onrecord.model import ACTS, ItemMention, PartyMention, Reading, Span, Voice

CLS, SEP = 101, 102
"""Ids of [CLS] and [SEP] in the vocabulary of BERT uncased."""

NONE, PARTY, PUBLISHER, ITEM, GENERIC, QUANTITY, TIME, REFERRING = range(8)
"""Kinds of mark, the encoder's second input: a party, the publisher's own state, goods, goods unspecified ("aid"), a count or sum,
a time, words that refer to a party without naming it ("the two countries", "we")."""

TITLE_PIECES, MAIN_PARTIES, BEFORE_PIECES, SENTENCE_PIECES, WINDOW_PIECES = 20, 6, 24, 128, 256
"""Bounds of a window in word pieces. Of 2,919 sentences of annotated articles 99 % have at most 86 pieces, 0.1 % more than 128."""

FEATURES = 10
"""Numbers told of a candidate for a sentence; see `_features`."""

PUBLISHERS_OWN = "publisher"
"""Form of the mark on a "we" that is the publisher's state."""

_REFERRING_FORMS = frozenset({"pronoun", "description", "collective"})

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention in a sentence: characters `start` to `end` of it, its `kind`, the parties meant, and the mention's form."""

    start: int
    end: int
    kind: int
    codes: tuple[str, ...] = ()
    form: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """A word of a sentence that a frame takes for the word of an act (its place in `ACTS`)."""

    start: int
    end: int
    act: int


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence's words, the character of the article it starts at (-1: not in the text), its mentions, and what frames point at."""

    text: str
    start: int
    marks: tuple[Mark, ...] = ()
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What the model is told of an article: its title, the publisher's state (or None), its sentences, a name for each party."""

    title: MarkedSentence
    publisher: str | None
    sentences: tuple[MarkedSentence, ...]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Window:
    """One input row. Columns over pieces: `ids`, `marks`, `part` (0 outside, n the n-th sentence predicted), `offsets` (characters
    within the sentence). `sentences` are the places in the page of those predicted; `mention` [candidates, pieces] says where
    each candidate is mentioned (a piece's share of the mention, so that long names weigh no more than short); `hints`: bit n is set
    where a frame takes the piece's word for one of the n-th act; `features` [sentences, candidates, FEATURES].
    """

    ids: list[int]
    marks: list[int]
    part: list[int]
    offsets: list[tuple[int, int]]
    hints: list[int]
    sentences: tuple[int, ...]
    candidates: tuple[str, ...]
    mention: Floats
    features: Floats

    def piece_at(self, place: int, start: int) -> int | None:
        """The piece that holds character ``start`` of the ``place``-th sentence predicted (from 0); None past the cut."""
        for piece, (part, (a, b)) in enumerate(zip(self.part, self.offsets, strict=True)):
            if part == place + 1 and a <= start < b:
                return piece
        return None

    def pieces_of(self, place: int, start: int, end: int) -> list[int]:
        """The pieces that share a character with ``start`` to ``end`` of the ``place``-th sentence predicted."""
        columns = enumerate(zip(self.part, self.offsets, strict=True))
        return [piece for piece, (part, (a, b)) in columns if part == place + 1 and a < end and start < b]


@dataclass(frozen=True, slots=True)
class _Pieces:
    """A sentence cut into pieces, with the mark and the parties of each."""

    ids: list[int]
    marks: list[int]
    codes: list[tuple[str, ...]]
    shares: list[float]  # of the mention that the piece is one of; its pieces sum to 1
    offsets: list[tuple[int, int]]
    hints: list[int]  # a bit for each act

    def last(self, count: int) -> _Pieces:
        return _Pieces(*(column[-count:] for column in self.columns()))

    def columns(self) -> tuple[list[Any], ...]:
        return self.ids, self.marks, self.codes, self.shares, self.offsets, self.hints


def page_of(text: str, title: str | None, publisher: str | None, reading: Reading, pointed: Iterable[tuple[Span, str]] = ()) -> Page:
    """The page of an article as read; sentences are the syntax layer's, mentions those that lie wholly in one sentence.

    ``pointed``: the words that frames take for words of an act, with the act.
    """
    marks = sorted(_marks(text, reading, publisher), key=lambda pair: pair[0].start)
    hints = sorted((span, ACTS.index(act)) for span, act in pointed)
    sentences = tuple(_marked(text, span, marks, hints) for span in _sentence_spans(reading))
    names = _names(text, reading.parties)
    return Page(_title(title or "", names, publisher), publisher, sentences, names)


def _sentence_spans(reading: Reading) -> list[Span]:
    syntax, bounds = reading.syntax, reading.syntax.sentence
    return [Span(int(syntax.start[a]), int(syntax.end[b - 1])) for a, b in pairwise(bounds.tolist()) if b > a]


def _marks(text: str, reading: Reading, publisher: str | None) -> Iterable[tuple[Span, Mark]]:
    """Mentions with their article spans; of two that overlap the later in this order is seen by the model."""
    named = own_names(text, reading.parties)
    for time in reading.times:
        yield time.span, Mark(0, 0, TIME)
    for quantity in reading.quantities:
        yield quantity.span, Mark(0, 0, QUANTITY)
    for item in reading.items:
        yield item.span, Mark(0, 0, _item_kind(item))
    for party in reading.parties:
        codes, form = (party.codes, party.form) if party.codes else _speaker(party, reading.voices, publisher)
        own = named.get(party.span)
        yield party.span, Mark(0, 0, _party_kind(party, publisher), (*codes, own) if own else codes, form)


def _speaker(party: PartyMention, voices: Sequence[Voice], publisher: str | None) -> tuple[tuple[str, ...], str]:
    """Who "we" is where the reading leaves it to the speaker, and the mark's form: the state of whoever is quoted there (pronoun), else
    that for which the page speaks (publisher)."""
    if party.form != "pronoun" or not party.how.startswith("speaker"):
        return (), party.form
    scopes = [voice for voice in voices if voice.scope.holds(party.span) and voice.links]
    inner = min(scopes, key=lambda voice: voice.scope.end - voice.scope.start, default=None)
    quoted = inner.links[0][3] if inner else None
    if quoted:
        return (quoted,), party.form
    return ((publisher,), PUBLISHERS_OWN) if publisher else ((), party.form)


def _item_kind(item: ItemMention) -> int:
    return GENERIC if item.generic else ITEM


def _party_kind(party: PartyMention, publisher: str | None) -> int:
    if publisher is not None and party.codes == (publisher,):
        return PUBLISHER
    return REFERRING if party.form in _REFERRING_FORMS else PARTY


def _marked(text: str, span: Span, marks: Sequence[tuple[Span, Mark]], hints: Sequence[tuple[Span, int]]) -> MarkedSentence:
    inside = [
        Mark(place.start - span.start, place.end - span.start, mark.kind, mark.codes, mark.form)
        for place, mark in marks if span.holds(place)
    ]
    pointed = tuple(Hint(place.start - span.start, place.end - span.start, act) for place, act in hints if span.holds(place))
    return MarkedSentence(text[span.start:span.end], span.start, tuple(inside), pointed)


def _names(text: str, parties: Sequence[PartyMention]) -> dict[str, str]:
    """The commonest proper name of each party in the article, else its commonest wording, parties in order of frequency."""
    counts = Counter(code for party in parties for code in party.codes)
    wordings: dict[str, Counter[tuple[bool, str]]] = {code: Counter() for code in counts}
    for party in parties:
        if len(party.codes) == 1:
            wordings[party.codes[0]][party.form == "name", text[party.span.start:party.span.end]] += 1
    ordered = sorted(counts, key=lambda code: (-counts[code], code))
    return {code: max(wordings[code], key=lambda w: (w[0], wordings[code][w]), default=(False, code))[1] for code in ordered}


def _title(title: str, names: Mapping[str, str], publisher: str | None) -> MarkedSentence:
    """The title with the article's parties marked where it writes them as the article does."""
    marks = []
    for code, name in names.items():
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", title)
        if found:
            marks.append(Mark(*found.span(), PUBLISHER if code == publisher else PARTY, (code,), "name"))
    return MarkedSentence(title, -1, tuple(marks))


def windows_of(page: Page, tokenizer: Tokenizer) -> list[Window]:
    """The windows that together hold every sentence of the page once (as predicted), in order."""
    cut = [_cut(sentence, tokenizer) for sentence in page.sentences]
    prefix = _prefix(page, tokenizer)
    size = len(prefix.ids) + BEFORE_PIECES + 1
    return [_window(page, prefix, cut, group) for group in _groups(cut, WINDOW_PIECES - size)]


def _cut(sentence: MarkedSentence, tokenizer: Tokenizer, limit: int = SENTENCE_PIECES) -> _Pieces:
    encoded = tokenizer.encode(sentence.text, add_special_tokens=False)
    ids, offsets = encoded.ids[:limit], encoded.offsets[:limit]
    pieces = _Pieces(ids, [NONE] * len(ids), [()] * len(ids), [0.0] * len(ids), offsets, [0] * len(ids))
    for mark in sentence.marks:
        _put(pieces, mark)
    for hint in sentence.hints:
        for place, (start, end) in enumerate(pieces.offsets):
            if start < hint.end and hint.start < end:
                pieces.hints[place] |= 1 << hint.act
    return pieces


def _put(pieces: _Pieces, mark: Mark) -> None:
    places = [place for place, (start, end) in enumerate(pieces.offsets) if start < mark.end and mark.start < end]
    for place in places:
        pieces.marks[place] = mark.kind
        if mark.codes:
            pieces.codes[place], pieces.shares[place] = mark.codes, 1 / len(places)


def _prefix(page: Page, tokenizer: Tokenizer) -> _Pieces:
    """`[CLS] title [SEP] party ; party ; ... [SEP]`, the publisher's state first."""
    parts = [_special(CLS), _cut(page.title, tokenizer, TITLE_PIECES), _special(SEP)]
    for code in _main_parties(page):
        name = page.names.get(code, code)
        kind = PUBLISHER if code == page.publisher else PARTY
        parts += [_cut(MarkedSentence(f"{name};", -1, (Mark(0, len(name), kind, (code,)),)), tokenizer)]
    return _join([*parts, _special(SEP)])


def _main_parties(page: Page) -> list[str]:
    first = [page.publisher] if page.publisher else []
    return list(dict.fromkeys([*first, *page.names]))[:MAIN_PARTIES]


def _special(piece: int) -> _Pieces:
    return _Pieces([piece], [NONE], [()], [0.0], [(0, 0)], [0])


def _join(parts: Sequence[_Pieces]) -> _Pieces:
    whole = _Pieces([], [], [], [], [], [])
    for part in parts:
        for column, more in zip(whole.columns(), part.columns(), strict=True):
            column.extend(more)
    return whole


def _groups(cut: Sequence[_Pieces], room: int) -> list[list[int]]:
    """Runs of sentences that fit in `room` pieces together (a longer one stands alone); sentences with no piece are left out."""
    groups: list[list[int]] = []
    used = 0
    for place, pieces in enumerate(cut):
        size = len(pieces.ids) + 1
        if size == 1:
            continue
        if not groups or used + size > room:
            groups.append([])
            used = 0
        groups[-1].append(place)
        used += size
    return groups


def _window(page: Page, prefix: _Pieces, cut: Sequence[_Pieces], group: Sequence[int]) -> Window:
    before = cut[group[0] - 1].last(BEFORE_PIECES) if group[0] else _join([])
    parts = [prefix, before, _special(SEP)]
    part = [0] * (len(prefix.ids) + len(before.ids) + 1)
    for number, place in enumerate(group, 1):
        parts += [cut[place], _special(SEP)]
        part += [number] * len(cut[place].ids) + [0]
    whole = _join(parts)
    candidates = tuple(dict.fromkeys(code for codes in whole.codes for code in codes))
    pairs = list(zip(whole.codes, whole.shares, strict=True))
    mention = np.array([[share * (code in codes) for codes, share in pairs] for code in candidates], np.float32)
    mention = mention.reshape(len(candidates), len(part))
    features = _features(page, candidates, mention > 0, np.array(part), len(group), len(prefix.ids))
    return Window(whole.ids, whole.marks, part, whole.offsets, whole.hints, tuple(group), candidates, mention, features)


def _features(page: Page, candidates: Sequence[str], mention: Bools, part: Ints, count: int, prefix: int) -> Floats:
    """For each sentence and candidate: in it, in the one before, earlier, in the title, the publisher's, commonest, second, third,
    a state, mentioned first in the sentence."""
    out = np.zeros((count, len(candidates), FEATURES), np.float32)
    ranks = {code: rank for rank, code in enumerate(page.names)}
    titled = {code for mark in page.title.marks for code in mark.codes}
    carried = _mentioned(mention[:, prefix:][:, part[prefix:] == 0])
    seen = [_mentioned(mention[:, part == number]) for number in range(1, count + 1)]
    earlier = carried.copy()
    for number in range(count):
        before = seen[number - 1] if number else carried
        earlier |= before
        first = _first(mention[:, part == number + 1])
        for place, code in enumerate(candidates):
            rank = ranks.get(code, 99)
            out[number, place] = (
                seen[number][place], before[place], earlier[place], code in titled, code == page.publisher,
                rank == 0, rank == 1, rank == 2, len(code) == 2 and code.isupper(), place == first,
            )
    return out


def _mentioned(mention: Bools) -> Bools:
    """Which candidates have a piece."""
    out: Bools = np.any(mention, axis=1)
    return out


def _first(mention: Bools) -> int:
    """The candidate mentioned first in a sentence, -1 if none is."""
    if not mention.any():
        return -1
    return int(mention[:, int(mention.any(0).argmax())].argmax())


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows padded to one size. `ids`, `mask`, `marks`, `part` [windows, pieces]; `hints` [windows, pieces, acts]; `mention` [windows,
    candidates, pieces]; `listed` [windows, candidates] is 1 for a real candidate; `features` [windows, sentences, candidates, FEATURES].
    """

    ids: Ints
    mask: Ints
    marks: Ints
    part: Ints
    hints: Floats
    mention: Floats
    listed: Floats
    features: Floats


def collate(windows: Sequence[Window]) -> Batch:
    """One batch of windows, padded with 0; there is always room for one candidate."""
    rows, width = len(windows), max(len(w.ids) for w in windows)
    parties = max(1, *(len(w.candidates) for w in windows))
    count = max(len(w.sentences) for w in windows)
    ids, mask, marks, part = np.zeros((4, rows, width), np.int64)
    hints = np.zeros((rows, width, len(ACTS)), np.float32)
    mention = np.zeros((rows, parties, width), np.float32)
    listed = np.zeros((rows, parties), np.float32)
    features = np.zeros((rows, count, parties, FEATURES), np.float32)
    for row, window in enumerate(windows):
        size, known = len(window.ids), len(window.candidates)
        ids[row, :size], marks[row, :size], part[row, :size], mask[row, :size] = window.ids, window.marks, window.part, 1
        hints[row, :size] = np.array(window.hints)[:, None] >> np.arange(len(ACTS)) & 1
        mention[row, :known, :size], listed[row, :known] = window.mention, 1
        features[row, : len(window.sentences), :known] = window.features
    return Batch(ids, mask, marks, part, hints, mention, listed, features)
