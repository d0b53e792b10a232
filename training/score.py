"""How well the shipped engine reads: the figures of docs/reference/engine-card.md.

    python -m training.score --data ../shared/data

First on the treebanks' own words, as they stand, in capitals and in Title Case; then from raw text, where sentences and
words are ours as well and a score is the F1 of words that are found and read right (CoNLL 2018 shared task).
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from onrecord.model.values import Span
from onrecord.reading.engine import Engine, Parsed
from onrecord.reading.syntax import read_syntax, sentence_lemmas
from training.augment import capitals, title
from training.measure import Parse, by_relation, evaluate
from training.treebanks import Sentence, Sources


def main() -> None:
    """Prints every figure, a line a set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--weights", type=Path, default=None, help="folder of other weights than those shipped")
    plan = parser.parse_args()
    engine, sources = Engine(folder=plan.weights), Sources(plan.data)
    sets = {"EWT dev": sources.ewt("dev"), "EWT test": sources.ewt("test"), "GUM dev (open part)": sources.gum_dev()}
    for name, gold in sets.items():
        for style, recast in (("", list), (", ALL CAPS", capitals), (", Title Case", title)):
            print(f"{name}{style}:", with_gold_words(engine, gold, recast), flush=True)
        print(f"{name}, raw text:", from_raw_text(engine, gold), flush=True)
    print("EWT test by relation:", by_relation(sets["EWT test"], parsed(engine, sets["EWT test"], list)))


def with_gold_words(engine: Engine, gold: Sequence[Sentence], recast: Callable[[list[str]], list[str]]) -> dict[str, float]:
    """Accuracies on the treebank's words, each sentence recast."""
    scores = evaluate(gold, parsed(engine, gold, recast))
    return {name: value for name, value in scores.items() if name != "xpos"}


def parsed(engine: Engine, gold: Sequence[Sentence], recast: Callable[[list[str]], list[str]]) -> list[Parse]:
    """The parses of the treebank's words, each sentence recast."""
    words = [recast(sentence.words) for sentence in gold]
    return [_parse(w, p, engine) for w, p in zip(words, engine.parse(words), strict=True)]


def _parse(words: Sequence[str], found: Parsed, engine: Engine) -> Parse:
    heads = [head + 1 for head in found.head]
    lemma = sentence_lemmas(words, found, engine)
    return Parse(found.upos, found.upos, found.feats, lemma, found.names, heads, found.rel)


Word = tuple[int, int]
"""A word by the characters it takes."""


def documents(gold: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """The sentences by document."""
    document: list[Sentence] = []
    for sentence in gold:
        if sentence.opens == "document" and document:
            yield document
            document = []
        document.append(sentence)
    yield document


def laid_out(document: Sequence[Sentence]) -> tuple[str, list[list[Word]]]:
    """A document as a page would hold it, paragraphs a line each, and the places of the gold words in it."""
    text, places = "", []
    for sentence in document:
        text += ("\n" if sentence.opens else " ") if text else ""
        row, at = [], len(text)
        text += sentence.text
        for word in sentence.words:
            start = text.index(word, at)
            at = start + len(word)
            row.append((start, at))
        places.append(row)
    return text, places


def from_raw_text(engine: Engine, gold: Sequence[Sentence]) -> dict[str, float]:
    """F1 of sentences and words, and of words with right tag, head (UAS), and head and universal relation (LAS)."""
    counts: Counter[str] = Counter()
    for document in documents(gold):
        text, places = laid_out(document)
        ours, wanted = _read(text, engine), _wanted(document, places)
        for name in ours:
            counts[f"{name} right"] += len(ours[name] & wanted[name])
            counts[f"{name} both"] += len(ours[name]) + len(wanted[name])
    return {name: round(200 * counts[f"{name} right"] / counts[f"{name} both"], 2) for name in ours}


Facts = dict[str, set[tuple[object, ...]]]


def _facts(sentences: Sequence[Word], rows: Sequence[tuple[Word, Word | None, str, str]]) -> Facts:
    """What can be right or wrong: rows are (word, its head or None, tag, relation)."""
    return {
        "sentences": set(sentences),
        "words": {(word,) for word, _, _, _ in rows},
        "upos": {(word, tag) for word, _, tag, _ in rows},
        "uas": {(word, head) for word, head, _, _ in rows},
        "las": {(word, head, rel.split(":")[0]) for word, head, _, rel in rows},
    }


def _read(text: str, engine: Engine) -> Facts:
    syntax = read_syntax(text, [Span(0, len(text))], engine)
    words = list(zip(syntax.start.tolist(), syntax.end.tolist(), strict=True))
    heads = [words[head] if head >= 0 else None for head in syntax.head.tolist()]
    bounds = syntax.sentence.tolist()
    sentences = [(words[a][0], words[b - 1][1]) for a, b in pairwise(bounds)]
    return _facts(sentences, list(zip(words, heads, syntax.upos, syntax.rel, strict=True)))


def _wanted(document: Sequence[Sentence], places: Sequence[Sequence[Word]]) -> Facts:
    rows = [
        (word, row[head - 1] if head else None, tag, rel)
        for sentence, row in zip(document, places, strict=True)
        for word, head, tag, rel in zip(row, sentence.head, sentence.upos, sentence.rel, strict=True)
    ]
    return _facts([(row[0][0], row[-1][1]) for row in places], rows)


if __name__ == "__main__":
    main()
