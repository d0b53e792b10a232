"""A trained claims model in the product's place, before export: the same answers, from torch."""

from pathlib import Path

import numpy as np
import torch

from onrecord.claims.learned import Detector, Floats, Judged, Read
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


class TorchDetector(Detector):
    """`Detector` on a model in training's form."""

    def __init__(self, model: ClaimsModel) -> None:
        self._model, self._tokenizer = model.eval(), tokenizer()

    @classmethod
    def of_file(cls, path: Path) -> "TorchDetector":
        """The detector of a file that `claims_train` wrote."""
        return cls(kept(path))

    def _read(self, batch: Batch) -> Read:
        with torch.no_grad():
            read = self._model.read(*window_tensors(batch))
        return Read(read.pieces[0].numpy(), torch.sigmoid(read.word[0]).numpy(), torch.sigmoid(read.sentence[0]).numpy())

    def _judged(self, pieces: Floats, asked: Columns) -> Judged:
        with torch.no_grad():
            found = self._model.judge(torch.from_numpy(np.ascontiguousarray(pieces))[None], *unit_tensors(asked))
        return Judged(*(x.numpy() for x in found))
