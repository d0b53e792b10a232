"""Turns a trained model into the files OnRecord ships.

    python -m training.export --model build/syntax --out src/onrecord/reading/weights

writes `syntax.int8.onnx` (encoder, tags, arcs), `relations.int8.onnx` (the relation of chosen pairs), `labels.json` and
`tokenizer.json`. Weights are 8-bit, one scale a channel (one scale a matrix costs half a point of LAS), of which 7 bits are
used: so processors without VNNI, whose 16-bit sums would overflow, read the same. The embeddings of words are 8-bit too, one
scale a word, else they alone are 47 MB.
"""

import argparse
import logging
import shutil
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import nn

from onrecord.reading.pieces import Encoded, collate
from training.encoder import minilm_folder
from training.labels import Labels
from training.parser import REL_WIDTH, TAGGED, Parser

INPUTS = ("ids", "mask", "shapes", "first")
OPSET = 17
SAMPLE = (Encoded([101, 7592, 2088, 102], [0, 2, 1, 0], [0, 1, 2]), Encoded([101, 1037, 102], [0, 1, 0], [0, 1]))


@dataclass(frozen=True)
class Graph:
    """A graph to export: its module, sample inputs and the names and free dimensions of what goes in and out."""

    module: nn.Module
    sample: tuple[torch.Tensor, ...]
    inputs: dict[str, dict[int, str]]
    outputs: dict[str, dict[int, str]]


class _SmallEmbedding(nn.Module):
    """An embedding in 8 bits with a scale for each word."""

    def __init__(self, full: nn.Embedding) -> None:
        super().__init__()
        scale = full.weight.data.abs().amax(1, keepdim=True) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("weight", torch.round(full.weight.data / scale.clamp(min=1e-9)).to(torch.int8))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        found: torch.Tensor = self.weight[ids].to(torch.float32) * self.scale[ids]
        return found


def syntax_graph(model: Parser) -> Graph:
    """The large graph, run once a batch; the model's own embeddings are replaced."""
    model.encoder.words = _SmallEmbedding(model.encoder.words)
    pieces, words = {0: "sentences", 1: "pieces"}, {0: "sentences", 1: "words"}
    inputs = dict.fromkeys(INPUTS[:3], pieces) | {"first": words}
    outputs = {"arcs": words | {2: "words"}, "dependent": words, "head": words} | dict.fromkeys(TAGGED, words)
    return Graph(model, tuple(map(torch.from_numpy, collate(SAMPLE))), inputs, outputs)


class _BestRelation(nn.Module):
    def __init__(self, model: Parser) -> None:
        super().__init__()
        self.relations = model.relations

    def forward(self, dependent: torch.Tensor, head: torch.Tensor) -> torch.Tensor:
        best: torch.Tensor = self.relations(dependent, head).argmax(-1).to(torch.int32)
        return best


def relation_graph(model: Parser) -> Graph:
    """The small graph, run on the pairs that the tree has chosen."""
    sample = (torch.zeros(3, REL_WIDTH), torch.zeros(3, REL_WIDTH))
    inputs = {"dependent": {0: "words"}, "head": {0: "words"}}
    return Graph(_BestRelation(model), sample, inputs, {"rel": {0: "words"}})


def write(graph: Graph, path: Path) -> None:
    """Exports the graph in 8 bits."""
    with tempfile.TemporaryDirectory() as folder:
        plain, prepared = Path(folder, "plain.onnx"), Path(folder, "prepared.onnx")
        names = {"input_names": list(graph.inputs), "output_names": list(graph.outputs)}
        torch.onnx.export(
            graph.module.eval(), graph.sample, str(plain), dynamo=False, opset_version=OPSET,
            dynamic_axes=graph.inputs | graph.outputs, **names,
        )  # fmt: skip
        quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(
            prepared, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul", "Gemm"],
        )  # fmt: skip


def main() -> None:
    """Exports the model the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="path of the trained model without ending")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    plan = parser.parse_args()
    warnings.filterwarnings("ignore", category=DeprecationWarning)  # the older exporter; the newer needs onnxscript
    logging.getLogger().setLevel(logging.ERROR)
    labels = Labels.read(plan.model.with_suffix(".labels.json"))
    model = Parser(labels.sizes)
    model.load_state_dict(torch.load(plan.model.with_suffix(".pt")))
    plan.out.mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        write(syntax_graph(model), plan.out / "syntax.int8.onnx")
        write(relation_graph(model), plan.out / "relations.int8.onnx")
    labels.write(plan.out / "labels.json")
    shutil.copyfile(minilm_folder() / "tokenizer.json", plan.out / "tokenizer.json")


if __name__ == "__main__":
    main()
