"""A trained claims model in the product's place, before export: the same answers, from torch."""

from pathlib import Path

import numpy as np
import torch

from onrecord.claims.learned import Detector, Floats, Judged, Model, Read
from onrecord.claims.units import Columns
from onrecord.claims.windows import Batch
from training.claims_model import ClaimsModel
from training.claims_train import tokenizer, unit_tensors, window_tensors


def kept(path: Path) -> ClaimsModel:
    """The model of a file that `claims_train` wrote, with the encoder it was trained with."""
    held = torch.load(path)
    model = ClaimsModel("mpnet" if "encoder.relative.weight" in held else "minilm")
    model.load_state_dict(held)
    return model


class TorchModel(Model):
    """`Model` in training's form."""

    def __init__(self, model: ClaimsModel) -> None:
        self._model = model.eval()

    def read(self, batch: Batch) -> Read:
        """One window as the model reads it."""
        with torch.no_grad():
            read = self._model.read(*window_tensors(batch))
        return Read(read.pieces[0].numpy(), torch.sigmoid(read.word[0]).numpy(), torch.sigmoid(read.sentence[0]).numpy())

    def judged(self, pieces: Floats, asked: Columns) -> Judged:
        """The answers to questions about a window's pieces."""
        with torch.no_grad():
            found = self._model.judge(torch.from_numpy(np.ascontiguousarray(pieces))[None], *unit_tensors(asked))
        return Judged(*(x.numpy() for x in found))


def detector_of(*paths: Path) -> Detector:
    """The detector of files that `claims_train` wrote: the small model's and, where there is one, the large one's."""
    return Detector(tokenizer(), *(TorchModel(kept(path)) for path in paths))
