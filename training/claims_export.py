"""Turns a trained claims model into the files OnRecord ships.

    python -m training.claims_export MODEL.pt src/onrecord/claims/weights

writes `detector.int8.onnx` (8-bit weights, one scale a channel, embeddings too) and `detector.labels.json`. The tokenizer is the
language engine's.
"""

import argparse
import json
import logging
import warnings
from pathlib import Path

import torch

from onrecord.claims.learned import LABELS, MODEL
from onrecord.claims.windows import FEATURES, Mark, MarkedSentence, Page, collate, windows_of
from onrecord.model import ACTS, STATUSES
from training.claims_model import ClaimsModel, Scores
from training.claims_train import tensors, tokenizer
from training.export import Graph, _SmallEmbedding, write

COLUMNS = {
    "ids": {0: "windows", 1: "pieces"}, "mask": {0: "windows", 1: "pieces"}, "marks": {0: "windows", 1: "pieces"},
    "part": {0: "windows", 1: "pieces"}, "mention": {0: "windows", 1: "parties", 2: "pieces"}, "listed": {0: "windows", 1: "parties"},
    "features": {0: "windows", 1: "sentences", 2: "parties"},
}
SCORES = {
    "act": {0: "windows", 1: "sentences"}, "status": {0: "windows", 1: "sentences"}, "giver": {0: "windows", 1: "sentences", 3: "roles"},
    "receiver": {0: "windows", 1: "sentences", 3: "roles"}, "item": {0: "windows", 2: "pieces"}, "word": {0: "windows", 2: "pieces"},
}


def sample() -> tuple[torch.Tensor, ...]:
    """Inputs of no special size to trace the model with."""
    words = MarkedSentence("Ruritania sent Grenzland ten drones.", 0, (Mark(0, 9, 1, ("R",), "name"), Mark(15, 24, 1, ("G",), "name")))
    page = Page(MarkedSentence("Drones", -1), None, (words, words, words), {"R": "Ruritania", "G": "Grenzland"})
    return tuple(tensors(collate(windows_of(page, tokenizer()) * 2)))


def main() -> None:
    """Exports the model the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    logging.getLogger().setLevel(logging.ERROR)
    model = ClaimsModel()
    model.load_state_dict(torch.load(options.model))
    options.out.mkdir(parents=True, exist_ok=True)
    assert tuple(SCORES) == Scores._fields
    model.encoder.words = _SmallEmbedding(model.encoder.words)
    with torch.no_grad():
        write(Graph(model, sample(), COLUMNS, SCORES), options.out / MODEL)
    labels = {"acts": list(ACTS), "statuses": list(STATUSES), "features": FEATURES}
    (options.out / LABELS).write_text(json.dumps(labels) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
