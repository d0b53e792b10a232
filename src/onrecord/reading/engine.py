"""The language engine: words of sentences -> tags, lemmas, names and one dependency tree each.

A six-layer encoder fine-tuned on treebanks (docs/reference/engine-card.md), run by onnxruntime on the processor in
8-bit arithmetic. Nothing is downloaded: the weights lie in `weights/` of this package.

The scale of 8-bit arithmetic is set by each batch, so a label on the edge can turn with the sentences read beside it.
The same list of sentences always gives the same parses; an article is therefore read as one list.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidArgument, InvalidGraph, InvalidProtobuf, NoModel
from tokenizers import Tokenizer

from onrecord.errors import EngineError
from onrecord.reading.lemmas import apply_rule
from onrecord.reading.pieces import Encoded, Pieces, batches, collate
from onrecord.reading.trees import best_tree

BATCH_PIECES = 200
"""Pieces a batch may hold, padding counted. Larger batches of one article are mostly padding: 6.7 thousand words a
second at 200, 6.3 at 300, 5.0 at 800, 6.4 at 60 (one shared core, bench/engine.py)."""

LONGEST_WORDS, LONGEST_PIECES = 200, 500
"""What one pass reads at most; the encoder has 512 places and long sentences cost the square of their length."""

_CUT_AFTER = frozenset((".", ";", ":", ",", "—", "–", "-", "!", "?", "”", '"', "…", "/", "|"))
_GRAPHS = ("syntax.int8.onnx", "relations.int8.onnx")
_TAGS = ("upos", "feats", "lemma", "names")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was read of one sentence, a place a word.

    `head` is the index of the head word in the sentence, -1 for the root. `rel` are Universal Dependencies relations with
    subtype, `feats` UD strings ("_" if none), `names` IOB2 tags of PER, LOC, ORG. `lemma` is what the learned rule makes of
    the word; `syntax` checks it.
    """

    upos: list[str]
    lemma: list[str]
    feats: list[str]
    names: list[str]
    head: list[int]
    rel: list[str]


class _Read(NamedTuple):
    """One batch as the graph gives it: arrays over [sentences, words + 1]."""

    arcs: NDArray[np.float32]
    dependent: NDArray[np.float32]
    head: NDArray[np.float32]
    tags: dict[str, NDArray[np.int32]]


def _bytes(folder: Traversable, name: str) -> bytes:
    """A file of the weights. Raises EngineError when it is absent."""
    try:
        return folder.joinpath(name).read_bytes()
    except OSError as error:
        raise EngineError(name, str(error)) from error


def _session(name: str, graph: bytes, threads: int) -> Any:
    """An onnxruntime session on the processor. Raises EngineError when the graph is not sound."""
    options = ort.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.log_severity_level = 3
    try:
        return ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except (Fail, InvalidArgument, InvalidGraph, InvalidProtobuf, NoModel) as error:
        raise EngineError(name, str(error)) from error


class Engine:
    """The engine with its weights loaded (about 0.2 s); one can serve many articles, one after the other."""

    def __init__(self, threads: int = 1, folder: Traversable | None = None) -> None:
        """`threads` of one pass; `folder` holds the weights, by default those shipped. Raises EngineError without them."""
        where = folder or files("onrecord.reading") / "weights"
        graphs = [_bytes(where, name) for name in _GRAPHS]
        self._syntax, self._relations = (_session(name, graph, threads) for name, graph in zip(_GRAPHS, graphs, strict=True))
        labels = _bytes(where, "labels.json")
        self._labels: dict[str, list[str]] = json.loads(labels)
        self._digest = sha256(b"".join([*graphs, labels])).hexdigest()[:12]
        self._pieces = Pieces(Tokenizer.from_buffer(_bytes(where, "tokenizer.json")))

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits of the SHA-256 of the weights: readings of two engines with one digest agree."""
        return self._digest

    def rank(self, word: str) -> int | None:
        """How common a lower-case word is, as its place in the encoder's vocabulary; None for words that are not in it."""
        return self._pieces.rank(word)

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Parsed]:
        """The parse of each sentence (a list of words, none empty) in the order given.

        A sentence longer than one pass reads is parsed in parts, each later root hanging on the first as `parataxis`.
        """
        parts = [(place, list(part)) for place, words in enumerate(sentences) for part in self._parts(words)]
        parses = self._parse_parts([part for _, part in parts])
        gathered: list[list[Parsed]] = [[] for _ in sentences]
        for (place, _), parse in zip(parts, parses, strict=True):
            gathered[place].append(parse)
        return [_joined(found) for found in gathered]

    def _parts(self, words: Sequence[str]) -> list[Sequence[str]]:
        """The words in parts that one pass can read."""
        if len(words) <= LONGEST_PIECES // 8:
            return [words] if words else []
        return cut([len(self._pieces.word(word)[0]) for word in words], words)

    def _parse_parts(self, parts: list[list[str]]) -> list[Parsed]:
        encoded = [self._pieces.encode(part) for part in parts]
        parses: dict[int, Parsed] = {}
        for group in batches([len(e.ids) for e in encoded], BATCH_PIECES):
            found = self._parse_batch([parts[i] for i in group], [encoded[i] for i in group])
            parses |= zip(group, found, strict=True)
        return [parses[i] for i in range(len(parts))]

    def _read(self, encoded: list[Encoded]) -> _Read:
        outputs = ["arcs", "dependent", "head", *_TAGS]
        arcs, dependent, head, *tags = self._syntax.run(outputs, collate(encoded)._asdict())
        return _Read(arcs, dependent, head, dict(zip(_TAGS, tags, strict=True)))

    def _parse_batch(self, parts: list[list[str]], encoded: list[Encoded]) -> list[Parsed]:
        read = self._read(encoded)
        sizes = [len(part) + 1 for part in parts]
        trees = [best_tree(read.arcs[row, :size, :size]) for row, size in enumerate(sizes)]
        rels = self._relate(read, trees)
        return [self._named(part, row, read, trees[row], rels[row]) for row, part in enumerate(parts)]

    def _relate(self, read: _Read, trees: list[NDArray[np.int64]]) -> list[list[int]]:
        """The relation of each word to its head in the tree, all sentences of the batch at once."""
        dependent = np.concatenate([read.dependent[row, 1 : len(tree) + 1] for row, tree in enumerate(trees)])
        head = np.concatenate([read.head[row, tree] for row, tree in enumerate(trees)])
        best = self._relations.run(["rel"], {"dependent": dependent, "head": head})[0].tolist()
        ends = np.cumsum([len(tree) for tree in trees]).tolist()
        return [best[end - len(tree) : end] for tree, end in zip(trees, ends, strict=True)]

    def _named(self, words: list[str], row: int, read: _Read, tree: NDArray[np.int64], rels: list[int]) -> Parsed:
        """Numbers of labels to labels."""
        tags = {
            layer: [self._labels[layer][i] for i in read.tags[layer][row, 1 : len(words) + 1].tolist()] for layer in _TAGS
        }
        rel = [self._labels["rel"][i] for i in rels]
        heads = (tree - 1).tolist()
        return Parsed(
            upos=tags["upos"],
            lemma=list(map(apply_rule, words, tags["lemma"])),
            feats=tags["feats"],
            names=_iob2(tags["names"]),
            head=heads,
            rel=["root" if head < 0 else "dep" if label == "root" else label for head, label in zip(heads, rel, strict=True)],
        )


def _iob2(tags: list[str]) -> list[str]:
    """Tags in which every name opens with B: an I that continues nothing of its kind becomes one."""
    before = ["O", *tags]
    return [
        f"B{tag[1:]}" if tag[0] == "I" and last[1:] != tag[1:] else tag for last, tag in zip(before, tags, strict=False)
    ]


def cut(pieces: Sequence[int], words: Sequence[str]) -> list[Sequence[str]]:
    """A long sentence in parts of at most 200 words and 500 pieces, cut after punctuation where the last half has any.

    `pieces` is the number of pieces of each word, at most 8.
    """
    parts, start, held = [], 0, 0
    for place, count in enumerate(pieces):
        held += count
        if held > LONGEST_PIECES or place - start == LONGEST_WORDS:
            middle = (start + place) // 2
            end = next((p + 1 for p in range(place - 1, middle, -1) if words[p] in _CUT_AFTER), place)
            parts.append(words[start:end])
            start, held = end, sum(pieces[end : place + 1])
    return [*parts, words[start:]]


def _joined(parts: list[Parsed]) -> Parsed:
    """The parts of one sentence as one tree."""
    if len(parts) == 1:
        return parts[0]
    whole = Parsed([], [], [], [], [], [])
    root = parts[0].head.index(-1) if parts else 0
    for part in parts:
        shift = len(whole.head)
        whole.head.extend(head + shift if head >= 0 else (root if shift else -1) for head in part.head)
        whole.rel.extend("parataxis" if shift and head < 0 else rel for head, rel in zip(part.head, part.rel, strict=True))
        for name in ("upos", "lemma", "feats", "names"):
            getattr(whole, name).extend(getattr(part, name))
    return whole
