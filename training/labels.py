"""The labels a model knows, and sentences turned into targets for it."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import torch
from torch import Tensor

from onrecord.reading.lemmas import lemma_rule
from onrecord.reading.pieces import Encoded
from training.treebanks import NAME_TAGS, Sentence

IGNORED = -100
"""The target of a place that teaches nothing: the root, padding, labels the model does not know."""

RARE_LEMMA_RULE = 3
"""A lemma rule is a label when it is seen this often; rarer ones are mostly misspellings."""


@dataclass(frozen=True)
class Labels:
    """The label lists by layer: `upos`, `xpos`, `feats`, `lemma` (rules), `names`, `rel`."""

    lists: dict[str, list[str]]

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> "Labels":
        """Every label of the sentences, in alphabetical order, lemma rules by frequency."""
        lists = {
            layer: sorted({label for s in sentences for label in getattr(s, layer)})
            for layer in ("upos", "xpos", "feats", "rel")
        }
        counts = Counter(rule for s in sentences for rule in map(lemma_rule, s.words, s.lemma))
        lists["lemma"] = [rule for rule, count in counts.most_common() if count >= RARE_LEMMA_RULE]
        lists["names"] = list(NAME_TAGS)
        return cls(lists)

    @classmethod
    def read(cls, path: Path) -> "Labels":
        """The labels kept in a JSON file."""
        return cls(json.loads(path.read_text(encoding="utf-8")))

    def write(self, path: Path) -> None:
        """Keeps the labels as JSON, one layer a line."""
        lines = (f"{json.dumps(layer)}: {json.dumps(labels)}" for layer, labels in self.lists.items())
        path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")

    @cached_property
    def _index(self) -> dict[str, dict[str, int]]:
        return {layer: {label: i for i, label in enumerate(labels)} for layer, labels in self.lists.items()}

    @property
    def sizes(self) -> dict[str, int]:
        """The number of labels of each layer."""
        return {layer: len(labels) for layer, labels in self.lists.items()}

    def targets(self, sentence: Sentence) -> dict[str, list[int]]:
        """Indices of the gold labels, the root's place leading; `head` is the place of the head itself."""
        rules = list(map(lemma_rule, sentence.words, sentence.lemma))
        gold = {layer: getattr(sentence, layer) for layer in ("upos", "xpos", "feats", "rel")} | {"lemma": rules}
        gold["names"] = sentence.names or [""] * len(sentence.words)
        index = self._index
        out = {layer: [IGNORED, *(index[layer].get(label, IGNORED) for label in gold[layer])] for layer in gold}
        return out | {"head": [IGNORED, *sentence.head]}


def pad(rows: Sequence[Sequence[int]], width: int) -> Tensor:
    """Rows of targets as one tensor [rows, width], padded with `IGNORED`."""
    return torch.tensor([[*row, *[IGNORED] * (width - len(row))] for row in rows])


@dataclass(frozen=True)
class Example:
    """A sentence ready to learn from: its gold, its targets, and how it reads as it stands."""

    sentence: Sentence
    targets: dict[str, list[int]]
    encoded: Encoded
