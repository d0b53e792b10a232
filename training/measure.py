"""Scores of a parse against gold with the same words, and parses of a torch model while it trains."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch

from onrecord.reading.lemmas import apply_rule
from onrecord.reading.pieces import Pieces, batches, collate
from onrecord.reading.trees import best_tree
from training.labels import Labels
from training.parser import TAGGED, Parser
from training.treebanks import Sentence

FUNCTION_RELATIONS = frozenset(["aux", "case", "cc", "clf", "cop", "det", "mark", "punct"])
"""Relations left out of CLAS, the score of content words (CoNLL 2018 shared task)."""


@dataclass(frozen=True)
class Parse:
    """What was read of one sentence; the lists as in `Sentence`."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemma: list[str]
    names: list[str]
    head: list[int]
    rel: list[str]


def names_of(tags: Iterable[str]) -> set[tuple[int, int, str]]:
    """The names in a list of IOB2 tags as (first word, word after the last, kind)."""
    found, start, kind = set(), 0, ""
    for place, tag in enumerate([*tags, "O"]):
        if tag == "O" or tag[0] == "B" or tag[2:] != kind:
            if kind:
                found.add((start, place, kind))
            start, kind = place, tag[2:]
    return found


def _count(gold: Sentence, parse: Parse, counts: Counter[str]) -> None:
    for place in range(len(gold.words)):
        for layer in ("upos", "xpos", "feats", "lemma"):
            counts[layer] += getattr(gold, layer)[place] == getattr(parse, layer)[place]
        relation = gold.rel[place].split(":")[0]
        attached = gold.head[place] == parse.head[place]
        right = attached and relation == parse.rel[place].split(":")[0]
        counts["uas"] += attached
        counts["las"] += right
        counts["clas"] += right and relation not in FUNCTION_RELATIONS
        counts["content"] += relation not in FUNCTION_RELATIONS
    counts["words"] += len(gold.words)


def _f1(counts: Counter[str], right: str, found: str, wanted: str) -> float:
    return 200 * counts[right] / max(1, counts[found] + counts[wanted])


def evaluate(gold: Sequence[Sentence], parses: Sequence[Parse]) -> dict[str, float]:
    """Percentages: accuracy of tags, UAS, LAS and CLAS (universal relations, punctuation counted), name F1 by kind."""
    counts: Counter[str] = Counter()
    for sentence, parse in zip(gold, parses, strict=True):
        _count(sentence, parse, counts)
        if sentence.names is not None:
            wanted, found = names_of(sentence.names), names_of(parse.names)
            for kind in ("names", "PER", "LOC", "ORG"):
                some = [{n for n in s if kind in ("names", n[2])} for s in (wanted, found)]
                counts.update({f"{kind} wanted": len(some[0]), f"{kind} found": len(some[1])})
                counts[f"{kind} right"] += len(some[0] & some[1])
    out = {layer: 100 * counts[layer] / counts["words"] for layer in ("upos", "xpos", "feats", "lemma", "uas", "las")}
    out["clas"] = 100 * counts["clas"] / max(1, counts["content"])
    if counts["names wanted"]:
        for kind in ("names", "PER", "LOC", "ORG"):
            out[kind] = _f1(counts, f"{kind} right", f"{kind} found", f"{kind} wanted")
    return {name: round(value, 2) for name, value in out.items()}


def by_relation(gold: Sequence[Sentence], parses: Sequence[Parse]) -> dict[str, float]:
    """For each universal relation seen 100 times in gold, the percentage of its words with right head and relation."""
    seen, right = Counter[str](), Counter[str]()
    for sentence, parse in zip(gold, parses, strict=True):
        rows = zip(sentence.rel, sentence.head, parse.rel, parse.head, strict=True)
        for wanted, head, found, attached in rows:
            relation = wanted.split(":")[0]
            seen[relation] += 1
            right[relation] += head == attached and relation == found.split(":")[0]
    return {name: round(100 * right[name] / count, 1) for name, count in seen.most_common() if count >= 100}


def predict(model: Parser, labels: Labels, pieces: Pieces, sentences: Sequence[Sentence]) -> list[Parse]:
    """The parses of a model that is being trained; slower than the engine, with the same decoding."""
    encoded = [pieces.encode(s.words) for s in sentences]
    parses: dict[int, Parse] = {}
    model.eval()
    with torch.no_grad():
        for group in batches([len(e.ids) for e in encoded], 2000):
            arcs, dependent, head, *tags = model(*map(torch.from_numpy, collate([encoded[i] for i in group])))
            for row, index in enumerate(group):
                size = len(sentences[index].words) + 1
                heads = best_tree(arcs[row, :size, :size].numpy())
                scores = model.relations(dependent[row, 1:size], head[row, torch.from_numpy(heads)])
                chosen = {layer: tag[row, 1:size].tolist() for layer, tag in zip(TAGGED, tags, strict=True)}
                chosen |= {"rel": scores.argmax(-1).tolist()}
                parses[index] = _named(sentences[index].words, heads.tolist(), chosen, labels)
    model.train()
    return [parses[i] for i in range(len(sentences))]


def _named(words: list[str], heads: list[int], chosen: dict[str, list[int]], labels: Labels) -> Parse:
    named = {layer: [labels.lists[layer][i] for i in chosen[layer]] for layer in chosen}
    named["lemma"] = [apply_rule(word, rule) for word, rule in zip(words, named["lemma"], strict=True)]
    return Parse(head=heads, **named)
