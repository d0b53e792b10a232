"""Turns a trained claims model into the files OnRecord ships.

    python -m training.claims_export MODEL.pt src/onrecord/claims/weights

writes `reader.int8.onnx` (the encoder, 8-bit weights, one scale a channel, embeddings too), `judge.onnx` (the heads that are asked about units; in
32 bits, so that no question's answer depends on the questions beside it) and `claims.labels.json`. The tokenizer is the language engine's.
Of a model with the larger encoder it writes `large-reader.int8.onnx`, `large-judge.onnx` and `large-words.npz`, the table of its word pieces, by
BERT's numbers.
"""

import argparse
import json
import logging
import warnings
from dataclasses import fields
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.claims.clues import ITEM_CLUES, ROLE_CLUES, TIME_CLUES, UNIT_CLUES
from onrecord.claims.learned import JUDGE, LABELS, LARGE_JUDGE, LARGE_READER, LARGE_WORDS, READ_INPUTS, READER
from onrecord.claims.units import Asked, Columns, Question, columns
from onrecord.claims.windows import Mark, MarkedSentence, Page, collate, windows_of
from onrecord.model import ACTS, STATUSES
from training.claims_model import ClaimsModel, Judged, Read
from training.claims_predict import kept
from training.claims_train import tokenizer, unit_tensors, window_tensors
from training.encoder import VOCABULARY, Encoder
from training.export import OPSET, Graph, _SmallEmbedding, write
from training.mpnet import Mpnet

READ_AXES = {name: {0: "windows", 1: "pieces"} for name in READ_INPUTS} | {"sentences": {0: "sentences"}}
READ_OUT = {"pieces": {0: "windows", 1: "pieces"}, "word": {0: "windows", 1: "pieces"}, "sentence": {0: "windows", 1: "sentences"}}
UNIT_AXES = {
    "row": {0: "units"}, "head": {0: "units"}, "act": {0: "units"}, "inside": {0: "units", 1: "pieces"}, "unit": {0: "units"},
    "mention": {0: "units", 1: "parties", 2: "pieces"}, "listed": {0: "units", 1: "parties"}, "roles": {0: "units", 1: "parties"},
    "item_at": {0: "units", 1: "goods", 2: "pieces"}, "item": {0: "units", 1: "goods"},
    "time_at": {0: "units", 1: "times", 2: "pieces"}, "time": {0: "units", 1: "times"}, "timed": {0: "units", 1: "times"},
}
UNIT_OUT = {
    "claim": {0: "units"}, "status": {0: "units"}, "certainty": {0: "units"}, "giver": {0: "units", 1: "roles"}, "receiver": {0: "units", 1: "roles"},
    "item_": {0: "units", 1: "goods"}, "time_": {0: "units", 1: "pointed"},
}


class _PieceByPiece(nn.Module):
    """A linear layer that scales each piece's vector to its largest number before it multiplies, and back after.

    In 8 bits a matrix has one scale, and in some of MPNet's layers a single piece has numbers twenty times those of all others, which then lose
    nearly all their bits (what the pieces are read as correlates .91 with the 32-bit reading, .996 scaled so).
    """

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = linear

    def forward(self, x: Tensor) -> Tensor:
        most = x.abs().amax(-1, keepdim=True).clamp(min=1e-6)
        out: Tensor = F.linear(x * (1 / most), self.linear.weight) * most + self.linear.bias
        return out


class _Reading(nn.Module):
    def __init__(self, model: ClaimsModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, mask: Tensor, marks: Tensor, part: Tensor, hints: Tensor, sentences: Tensor) -> Read:
        """``ids`` are vectors of pieces where the encoder's table of words is kept outside."""
        return self.model.read(ids, mask, marks, part, hints, sentences)


class _Judging(nn.Module):
    def __init__(self, model: ClaimsModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces: Tensor, *units: Tensor) -> Judged:
        return self.model.judge(pieces, *units)


def samples() -> tuple[tuple[Tensor, ...], tuple[Tensor, ...]]:
    """Inputs of no special size to trace the two graphs with; the second's are all but the pieces."""
    words = MarkedSentence("Ruritania sent Grenzland ten drones.", 0, (Mark(0, 9, 1, ("R",), "name"), Mark(15, 24, 1, ("G",), "name")))
    page = Page(MarkedSentence("Drones", -1), None, (words, words, words), {"R": "Ruritania", "G": "Grenzland"})
    windows = windows_of(page, tokenizer())
    roles = {code: (0.5,) * len(ROLE_CLUES) for code in ("R", "G")}
    mentions = tuple((29, 35, (0.5,) * len(ITEM_CLUES)) for _ in range(3)), tuple((25, 28, (0.5,) * len(TIME_CLUES)) for _ in range(2))
    question = Question(10, 0, (0.5,) * len(UNIT_CLUES), roles, *mentions)
    asked = [(0, Asked(place, piece, question)) for place in range(3) if (piece := windows[0].piece_at(place, 10)) is not None]
    return tuple(window_tensors(collate(windows * 2))), tuple(unit_tensors(columns(windows, asked, len(windows[0].ids), 2)))


def export(model: ClaimsModel, out: Path) -> None:
    """Writes both graphs, and the larger encoder's table of words."""
    assert tuple(UNIT_AXES) == tuple(f.name for f in fields(Columns)) and tuple(n.rstrip("_") for n in UNIT_OUT) == Judged._fields
    read, judge = samples()
    names = (READER, JUDGE) if isinstance(model.encoder, Encoder) else (LARGE_READER, LARGE_JUDGE)
    small, given = _SmallEmbedding(model.encoder.words), read
    model.encoder.words = small
    if isinstance(model.encoder, Mpnet):
        own = model.encoder.numbers(torch.arange(VOCABULARY))
        weights, scale = small.get_buffer("weight")[own], small.get_buffer("scale")[own]
        np.savez(out / LARGE_WORDS, weights=weights.numpy(), scale=scale[:, 0].numpy().astype(np.float32))
        given = (weights[read[0]] * scale[read[0]], *read[1:])
        for layer in model.encoder.layers:
            layer.inner, layer.outer = _PieceByPiece(layer.inner), _PieceByPiece(layer.outer)
    with torch.no_grad():
        write(Graph(_Reading(model), given, READ_AXES, READ_OUT), out / names[0])
        pieces = model.eval().read(*(x[:1] if x.ndim > 1 else x for x in read)).pieces
        axes = {"pieces": {0: "windows", 1: "pieces"}} | UNIT_AXES | UNIT_OUT
        torch.onnx.export(_Judging(model).eval(), (pieces, *judge), str(out / names[1]), dynamo=False, opset_version=OPSET,
                          input_names=["pieces", *UNIT_AXES], output_names=list(UNIT_OUT), dynamic_axes=axes)
    labels = {"acts": list(ACTS), "statuses": list(STATUSES), "clues": [len(UNIT_CLUES), len(ROLE_CLUES), len(ITEM_CLUES), len(TIME_CLUES)]}
    (out / LABELS).write_text(json.dumps(labels) + "\n", encoding="utf-8")


def main() -> None:
    """Exports the model the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    logging.getLogger().setLevel(logging.ERROR)
    model = kept(options.model)
    options.out.mkdir(parents=True, exist_ok=True)
    export(model, options.out)


if __name__ == "__main__":
    main()
