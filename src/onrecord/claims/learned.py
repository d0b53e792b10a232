"""The learned detector: of each sentence, which acts it claims, at what status, from whom, to whom, with which goods, on which words.

It gives probabilities, not claims; what to admit is decided elsewhere. Weights were learned from annotated articles (see the
detector card in the docs); the same article, title, publisher and reading always give the same numbers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidArgument, InvalidGraph, InvalidProtobuf, NoModel
from tokenizers import Tokenizer

from onrecord.claims.windows import GENERIC, ITEM, Batch, MarkedSentence, Page, Window, collate, page_of, windows_of
from onrecord.errors import EngineError
from onrecord.knowledge.frames import may_tell
from onrecord.model import ACTS, STATUSES, Reading, Span

NOBODY, OTHER = "", "?"
"""In a role's list: no party at all, and a party that is no candidate."""

WEIGHTS = Path(__file__).parent / "weights"
MODEL, LABELS = "detector.int8.onnx", "detector.labels.json"

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Detection:
    """What the model says of one sentence; every mapping has all eight acts.

    `acts`: the probability that the sentence makes a claim of the act. The rest is given that it does. `status`: act -> status ->
    probability (sums to 1). `giver`, `receiver`: act -> ((party, probability), ...), likeliest first, `NOBODY` and `OTHER` among them
    (sums to 1; where several parties share a role each has its part). `items`: act -> ((mention, probability that the claim names
    it), ...). `words`: act -> ((characters, share), ...): the pieces of words the act was read from, shares sum to 1.
    """

    sentence: Span
    acts: Mapping[str, float]
    status: Mapping[str, Mapping[str, float]]
    giver: Mapping[str, tuple[tuple[str, float], ...]]
    receiver: Mapping[str, tuple[tuple[str, float], ...]]
    items: Mapping[str, tuple[tuple[Span, float], ...]]
    words: Mapping[str, tuple[tuple[Span, float], ...]]


class Scores(NamedTuple):
    """The model's answers for a batch, logits: `act` [B, K, 8]; `status` [B, K, 8, 9]; `giver`, `receiver` [B, K, 8, C + 2], the last two
    for `NOBODY` and `OTHER`; `item`, `word` [B, 8, S], each piece for its own sentence."""

    act: Floats
    status: Floats
    giver: Floats
    receiver: Floats
    item: Floats
    word: Floats


class Detector:
    """The model in memory; safe to keep and to use for any number of articles."""

    def __init__(self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer) -> None:
        self._session, self._tokenizer = session, tokenizer

    @classmethod
    def load(cls, tokenizer: Path, weights: Path | None = None) -> Detector:
        """The detector from the package's weights (or a folder of them). `tokenizer` is the language engine's, which it shares.

        Raises EngineError when a file is missing, broken, or made for other acts or statuses.
        """
        folder = weights or WEIGHTS
        _check_labels(folder / LABELS)
        return cls(_session(folder / MODEL), _tokenizer(tokenizer))

    def detect(self, text: str, title: str | None, publisher: str | None, reading: Reading) -> tuple[Detection, ...]:
        """Detections for the sentences of an article, in order. `publisher` is the state for which the page speaks ("we"), or None."""
        return self.detect_page(page_of(text, title, publisher, reading))

    def detect_page(self, page: Page) -> tuple[Detection, ...]:
        """Detections for a page that is already marked.

        Windows are read one at a time: on one core that is fastest (113 ms an article, 134 by eights), and the scale of 8-bit
        arithmetic then never depends on another window.
        """
        windows = [w for w in windows_of(page, self._tokenizer) if any(_may_claim(page.sentences[n]) for n in w.sentences)]
        return tuple(found for window in windows for found in detections(page, [window], self._scores(collate([window]))))

    def _scores(self, batch: Batch) -> Scores:
        names = ("ids", "mask", "marks", "part", "mention", "listed", "features")
        return Scores(*self._session.run(None, {name: getattr(batch, name) for name in names}))


def _may_claim(sentence: MarkedSentence) -> bool:
    """Whether a sentence names goods or has a word of arms, forces or sanctions; a window without one is not read by the model.

    Nothing was lost by it on dev (docs/reference/reading.md).
    """
    return any(mark.kind in (ITEM, GENERIC) for mark in sentence.marks) or may_tell(sentence.text, 1)


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
    except (OSError, Fail, InvalidArgument, InvalidGraph, InvalidProtobuf, NoModel) as error:
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
    if labels.get("acts") != list(ACTS) or labels.get("statuses") != list(STATUSES):
        raise EngineError(str(path), "the claims model was made for other acts or statuses")


def detections(page: Page, windows: Sequence[Window], scores: Scores) -> Iterator[Detection]:
    """What the scores of a batch of the page's windows say, sentence by sentence."""
    for row, window in enumerate(windows):
        mine = Scores(*(column[row] for column in scores))
        for place, number in enumerate(window.sentences):
            yield _detection(page.sentences[number], window, place, mine)


def _detection(sentence: MarkedSentence, window: Window, place: int, scores: Scores) -> Detection:
    pieces = [n for n, part in enumerate(window.part) if part == place + 1]
    acts, status = _sigmoid(scores.act[place]), _softmax(scores.status[place])
    return Detection(
        Span(sentence.start, sentence.start + len(sentence.text)),
        dict(zip(ACTS, acts.tolist(), strict=True)),
        {act: dict(zip(STATUSES, row, strict=True)) for act, row in zip(ACTS, status.tolist(), strict=True)},
        _role(scores.giver[place], window.candidates),
        _role(scores.receiver[place], window.candidates),
        _items(sentence, window, pieces, scores.item),
        _words(sentence, window, pieces, scores.word),
    )


def _role(logits: Floats, candidates: Sequence[str]) -> dict[str, tuple[tuple[str, float], ...]]:
    kept = np.concatenate([logits[:, : len(candidates)], logits[:, -2:]], 1)
    names = [*candidates, NOBODY, OTHER]
    return {act: tuple(sorted(zip(names, row, strict=True), key=lambda pair: (-pair[1], pair[0])))
            for act, row in zip(ACTS, _softmax(kept).tolist(), strict=True)}


def _items(sentence: MarkedSentence, window: Window, pieces: Sequence[int], logits: Floats) -> dict[str, tuple[tuple[Span, float], ...]]:
    found: list[tuple[Span, Floats]] = []
    for mark in sentence.marks:
        places = [p for p in pieces if window.offsets[p][0] < mark.end and mark.start < window.offsets[p][1]]
        if mark.kind in (ITEM, GENERIC) and places:
            span = Span(sentence.start + mark.start, sentence.start + mark.end)
            found.append((span, _sigmoid(logits[:, places].mean(1))))
    return {act: tuple((span, float(row[n])) for span, row in found) for n, act in enumerate(ACTS)}


def _words(sentence: MarkedSentence, window: Window, pieces: Sequence[int], logits: Floats) -> dict[str, tuple[tuple[Span, float], ...]]:
    share = _softmax(logits[:, pieces])
    spans = [Span(sentence.start + window.offsets[p][0], sentence.start + window.offsets[p][1]) for p in pieces]
    return {act: tuple(zip(spans, row, strict=True)) for act, row in zip(ACTS, share.tolist(), strict=True)}


def _sigmoid(logits: Floats) -> Floats:
    out: Floats = (1 / (1 + np.exp(-logits))).astype(np.float32)
    return out


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    out: Floats = powers / powers.sum(-1, keepdims=True)
    return out
