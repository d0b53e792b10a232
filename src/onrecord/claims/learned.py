"""The learned reader of claims: of each word how likely it tells which act, and of a word and an act who, to whom, how far, what and when.

Two models read: a small one every window, a larger one those in which the small one finds that something may be told. Their answers are
averaged. They give probabilities, not claims; what to admit is decided elsewhere (claims.decide). Weights were learned from annotated articles
(see the detector card in the docs); the same article, title, publisher and reading always give the same numbers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidArgument, InvalidGraph, InvalidProtobuf, NoModel, NoSuchFile
from tokenizers import Tokenizer

from onrecord.claims.answer import NOBODY, OTHER, Answer, mean
from onrecord.claims.clues import ITEM_CLUES, ROLE_CLUES, TIME_CLUES, UNIT_CLUES
from onrecord.claims.units import Asked, Columns, Question, asked, columns
from onrecord.claims.windows import GENERIC, ITEM, Batch, MarkedSentence, Page, Window, collate, windows_of
from onrecord.errors import EngineError
from onrecord.knowledge.frames import may_tell
from onrecord.model import ACTS, CERTAINTIES, STATUSES, Span

WEIGHTS = Path(__file__).parent / "weights"
READER, JUDGE, LABELS = "reader.int8.onnx", "judge.onnx", "claims.labels.json"
LARGE_READER, LARGE_JUDGE, LARGE_WORDS = "large-reader.int8.onnx", "large-judge.onnx", "large-words.npz"

CLOSER = 0.1
"""Chance that some word of a window tells an act, by the small model, from which the large one reads the window too. On 90 held-out articles
nothing is lost by it (from .2 on loose F1 falls by .004); of the windows of White House texts it leaves two in five."""
SHARES = (0.4, 0.6)
"""Weight of the small and of the large model's answer where both were asked: of .2, .3, .4, .5 and .6 for the small one, loose F1 is best here on
held-out articles (.736) and core F1 within .004 of the best."""

READ_INPUTS = ("ids", "mask", "marks", "part", "hints")

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@cache
def weights_digest(folder: Path = WEIGHTS) -> str:
    """Twelve hexadecimal digits of the SHA-256 of all that the detector reads by, confidence with it: what two with one digest find in a reading
    agrees. Raises EngineError where a file cannot be read."""
    body = sha256()
    try:
        for path in sorted(folder.iterdir()):
            with path.open("rb") as held:
                body.update(file_digest(held, "sha256").digest())
    except OSError as error:
        raise EngineError(str(folder), f"the claims model cannot be read: {error}") from error
    return body.hexdigest()[:12]


class Read(NamedTuple):
    """Of one window: `pieces` [S, W] vectors; probabilities: `word` [S, 8] that the piece's word tells the act, `sentence` [K, 8] that the
    sentence does."""

    pieces: Floats
    word: Floats
    sentence: Floats


class Judged(NamedTuple):
    """Logits for units: `claim` [U]; `status` [U, 9]; `certainty` [U, 3]; `giver`, `receiver` [U, C + 2], the last two for `NOBODY` and `OTHER`;
    `item` [U, I]; `time` [U, T + 1], the last for none."""

    claim: Floats
    status: Floats
    certainty: Floats
    giver: Floats
    receiver: Floats
    item: Floats
    time: Floats


@dataclass(frozen=True, slots=True)
class Seen:
    """One window as the models read it: the small one, and the large one where it did."""

    window: Window
    reads: tuple[Read, ...]

    def candidates(self, page: Page, least: float) -> Iterator[tuple[int, int, str]]:
        """(number of the sentence, first character in it, act) of every word that tells an act with probability ``least`` or more by some model."""
        for piece, act in np.argwhere(np.max([read.word for read in self.reads], 0) >= least).tolist():
            part = self.window.part[piece]
            if part:
                yield self.window.sentences[part - 1], self.window.offsets[piece][0], ACTS[act]


class WordTable:
    """Vectors of word pieces in 8 bits with a scale for each, kept outside the large reader's graph; pieces by BERT's numbers."""

    def __init__(self, weights: NDArray[np.int8], scale: Floats) -> None:
        self._weights, self._scale = weights, scale

    @classmethod
    def load(cls, path: Path) -> WordTable:
        """The table of a file. Raises EngineError where it is missing or broken."""
        try:
            with np.load(path, allow_pickle=False) as held:
                return cls(held["weights"], held["scale"])
        except (OSError, ValueError, KeyError, BadZipFile) as error:
            raise EngineError(str(path), f"the claims model's words cannot be loaded: {error}") from error

    def of(self, ids: Ints) -> Floats:
        """[..., W] of [...]."""
        out: Floats = self._weights[ids].astype(np.float32) * self._scale[ids][..., None]
        return out


class Model:
    """A reader and its judge in memory; ``words`` where the reader's vectors of word pieces are a table of their own."""

    def __init__(self, reader: onnxruntime.InferenceSession, judge: onnxruntime.InferenceSession, words: WordTable | None = None) -> None:
        self._reader, self._judge, self._words = reader, judge, words

    def read(self, batch: Batch) -> Read:
        """One window as the model reads it."""
        inputs = {name: getattr(batch, name) for name in READ_INPUTS}
        if self._words is not None:
            inputs["ids"] = self._words.of(batch.ids)
        inputs["sentences"] = np.arange(1, batch.features.shape[1] + 1)
        pieces, word, sentence = self._reader.run(None, inputs)
        return Read(pieces[0], _sigmoid(word[0]), _sigmoid(sentence[0]))

    def judged(self, pieces: Floats, asked: Columns) -> Judged:
        """The answers to questions about a window's pieces."""
        inputs = {f.name: getattr(asked, f.name) for f in fields(asked)}
        return Judged(*self._judge.run(None, {"pieces": pieces[None], **inputs}))


class Detector:
    """The models in memory; safe to keep and to use for any number of articles."""

    def __init__(self, tokenizer: Tokenizer, *models: Model) -> None:
        self._tokenizer, self._models = tokenizer, models

    @classmethod
    def load(cls, tokenizer: Path, weights: Path | None = None) -> Detector:
        """The detector from the package's weights (or a folder of them). `tokenizer` is the language engine's, which it shares.

        Raises EngineError when a file is missing, broken, or made for other acts, statuses or clues.
        """
        folder = weights or WEIGHTS
        _check_labels(folder / LABELS)
        small = Model(_session(folder / READER), _session(folder / JUDGE))
        large = Model(_session(folder / LARGE_READER), _session(folder / LARGE_JUDGE), WordTable.load(folder / LARGE_WORDS))
        return cls(_tokenizer(tokenizer), small, large)

    def look(self, page: Page) -> list[Seen]:
        """The page's windows as read, those alone in which a sentence may claim something.

        Windows are read one at a time: on one core that is fastest (113 ms an article, 134 by eights), and the scale of 8-bit
        arithmetic then never depends on another window.
        """
        windows = [w for w in windows_of(page, self._tokenizer) if any(_may_claim(page.sentences[n]) for n in w.sentences)]
        return [Seen(window, tuple(self._reads(collate([window])))) for window in windows]

    def _reads(self, batch: Batch) -> Iterator[Read]:
        """The window by each model, until one finds that nothing is told in it."""
        for model in self._models:
            read = model.read(batch)
            yield read
            if read.word.max(initial=0) < CLOSER:
                return

    def answers(self, seen: Seen, page: Page, questions: Sequence[tuple[int, Question]]) -> list[Answer | None]:
        """Answers to questions about a window, each with the number of its sentence, in order; None where the word was cut off."""
        put = [asked(seen.window, seen.window.sentences.index(number), question) for number, question in questions]
        kept = [a for a in put if a is not None]
        if not kept:
            return [None] * len(put)
        width, parties = len(seen.window.ids), max(1, len(seen.window.candidates))
        table = columns([seen.window], [(0, a) for a in kept], width, parties)
        told = [self._told(model, read, seen.window, page, kept, table) for model, read in zip(self._models, seen.reads, strict=False)]
        answers = iter([mean(row, SHARES) for row in zip(*told, strict=True)])
        return [None if a is None else next(answers) for a in put]

    @staticmethod
    def _told(model: Model, read: Read, window: Window, page: Page, kept: Sequence[Asked], table: Columns) -> list[Answer]:
        judged = model.judged(read.pieces, table)
        return [_answer(window, read, page, a, Judged(*(column[n] for column in judged))) for n, a in enumerate(kept)]


def _may_claim(sentence: MarkedSentence) -> bool:
    """Whether a sentence names goods, has a word of arms, forces or sanctions, or one that a frame points at; a window without is not read.

    Nothing was lost by it on dev (docs/reference/reading.md).
    """
    return bool(sentence.hints) or any(mark.kind in (ITEM, GENERIC) for mark in sentence.marks) or may_tell(sentence.text, 1)


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except (NoSuchFile, Fail, InvalidArgument, InvalidGraph, InvalidProtobuf, NoModel) as error:
        raise EngineError(str(path), f"the claims model cannot be loaded: {error}") from error


def _tokenizer(path: Path) -> Tokenizer:
    if not path.is_file():
        raise EngineError(str(path), "no tokenizer")
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _check_labels(path: Path) -> None:
    try:
        labels = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise EngineError(str(path), "no labels of the claims model") from error
    made_for = {"acts": list(ACTS), "statuses": list(STATUSES), "clues": [len(names) for names in (UNIT_CLUES, ROLE_CLUES, ITEM_CLUES, TIME_CLUES)]}
    if not isinstance(labels, dict) or any(labels.get(name) != told for name, told in made_for.items()):
        raise EngineError(str(path), "the claims model was made for other acts, statuses or clues")


def _answer(window: Window, read: Read, page: Page, a: Asked, judged: Judged) -> Answer:
    start, act = page.sentences[window.sentences[a.place]].start, a.question.act
    items = tuple((Span(start + b, start + e), float(p)) for (b, e, _), p in zip(a.question.items, _sigmoid(judged.item), strict=False))
    return Answer(
        float(read.word[a.piece, act]), float(read.sentence[a.place, act]), float(_sigmoid(judged.claim)),
        dict(zip(STATUSES, _softmax(judged.status).tolist(), strict=True)),
        dict(zip(CERTAINTIES, _softmax(judged.certainty).tolist(), strict=True)),
        _role(judged.giver, window.candidates), _role(judged.receiver, window.candidates), items, _time(judged.time, a, start),
    )


def _role(logits: Floats, candidates: Sequence[str]) -> tuple[tuple[str, float], ...]:
    kept = _softmax(np.concatenate([logits[: len(candidates)], logits[-2:]])).tolist()
    return tuple(sorted(zip([*candidates, NOBODY, OTHER], kept, strict=True), key=lambda pair: (-pair[1], pair[0])))


def _time(logits: Floats, a: Asked, start: int) -> tuple[Span | None, float]:
    shares = _softmax(logits)
    best = int(shares.argmax())
    if best >= len(a.question.times):
        return None, float(shares[-1])
    first, end, _ = a.question.times[best]
    return Span(start + first, start + end), float(shares[best])


def _sigmoid(logits: Floats) -> Floats:
    out: Floats = (1 / (1 + np.exp(-logits))).astype(np.float32)
    return out


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    out: Floats = powers / powers.sum(-1, keepdims=True)
    return out
