"""Answers by hand, as the learned reader might give them, and a detector whose two graphs answer what a test wants."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession
from tests.claims.building import at
from tests.claims.pages import cutter

from onrecord.claims.answer import NOBODY, Answer
from onrecord.claims.clues import Witness
from onrecord.claims.decide import Weighed
from onrecord.claims.layers import Layers
from onrecord.claims.learned import Detector, Model
from onrecord.claims.proposal import Unit
from onrecord.claims.propose import framed
from onrecord.model import ACTS, STATUSES, Span

Floats = NDArray[np.float32]
Role = Sequence[tuple[str, float]]

LOW = -9.0
"""A logit that says no."""


@cache
def witness_of(layers: Layers) -> Witness:
    """The witness of an article, with its frames."""
    return Witness(layers, framed(layers))


def goods(layers: Layers, wording: str) -> Span:
    """The mention of goods written so."""
    return next(i.span for i in layers.reading.items if layers.article.text[slice(*i.span)] == wording)


def answer(
    giver: Role = (), receiver: Role = (), status: Mapping[str, float] | str = "done", items: Sequence[tuple[Span, float]] = (), sure: float = 0.9,
) -> Answer:
    """An answer; a role's rest of the probability is nobody's; ``sure``: of the word, the sentence and the claim."""
    told = {status: 1.0} if isinstance(status, str) else status
    roles = [tuple(sorted([*role, (NOBODY, 1 - sum(p for _, p in role))], key=lambda pair: -pair[1])) for role in (giver, receiver)]
    return Answer(sure, sure, sure, dict.fromkeys(STATUSES, 0.0) | dict(told), {"certain": 1.0}, roles[0], roles[1], tuple(items), (None, 1.0))


def weighed(layers: Layers, form: str, act: str, given: Answer, nth: int = 0) -> Weighed:
    """The unit at the ``nth`` word written ``form``, with the frame's reading if there is one."""
    unit = Unit(at(layers.tree, form, nth), act)
    return Weighed(unit, given, witness_of(layers).framed.get((unit.word, act)))


class Graph:
    """Stands for one of the model's graphs: keeps what it was fed, and answers with ``outputs`` of it."""

    def __init__(self, outputs: Callable[[Mapping[str, Any]], Sequence[Floats]]) -> None:
        self.fed: list[Mapping[str, Any]] = []
        self.outputs = outputs

    def run(self, _: None, inputs: Mapping[str, Any]) -> list[Floats]:
        """As a session of onnxruntime."""
        self.fed.append(inputs)
        return [np.asarray(out, np.float32) for out in self.outputs(inputs)]


def reader(words: Mapping[int, str] | None = None) -> Graph:
    """Says yes of the words that frames point at and of those in ``words`` (piece -> act), no of every other."""

    def outputs(fed: Mapping[str, Any]) -> list[Floats]:
        rows, width = fed["ids"].shape
        word = np.where(fed["hints"] > 0, -LOW, LOW)
        for piece, act in (words or {}).items():
            word[:, piece, ACTS.index(act)] = -LOW
        return [np.zeros((rows, width, 4), np.float32), word, np.zeros((rows, len(fed["sentences"]), len(ACTS)), np.float32)]

    return Graph(outputs)


def judge(**logits: Sequence[float]) -> Graph:
    """Answers every unit alike with ``logits`` by name, 0 where none are given; what a row lacks is 0."""

    def outputs(fed: Mapping[str, Any]) -> list[Floats]:
        units, parties = fed["listed"].shape
        sizes = {"claim": 1, "status": len(STATUSES), "certainty": 3, "giver": parties + 2, "receiver": parties + 2,
                 "item": fed["item"].shape[1], "time": fed["time"].shape[1] + 1}
        rows = {name: np.tile(_filled(logits.get(name, ()), size), (units, 1)) for name, size in sizes.items()}
        return [rows["claim"][:, 0], *(rows[name] for name in list(sizes)[1:])]

    return Graph(outputs)


def _filled(row: Sequence[float], size: int) -> Floats:
    return np.array([*row, *[0.0] * (size - len(row))], np.float32)


def detector(reading: Graph | None = None, judging: Graph | None = None, *larger: Model) -> Detector:
    """A detector on hand-made graphs, with the product's tokenizer; without a larger model, if none is given."""
    return Detector(cutter(), model(reading, judging), *larger)


def model(reading: Graph | None = None, judging: Graph | None = None) -> Model:
    """A model of hand-made graphs."""
    return Model(cast(InferenceSession, reading or reader()), cast(InferenceSession, judging or judge()))
