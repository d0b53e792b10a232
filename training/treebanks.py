"""Treebanks and name annotations read from disk into `Sentence`s.

CoNLL-U (https://universaldependencies.org/format.html) gives words, tags, lemmas and heads; the IOB2 files of
Universal NER give names for the same sentences, joined by sentence id or, failing that, by the words themselves.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from training import gum_names

NAME_TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
"""The tags of names; anything else in a file (`OTH`, the stray `B-O`) is read as O."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of gold annotation; every list has one place a word. Heads count from 1, 0 is the root.

    `text` is the raw sentence. `names` is None where nobody annotated names; a tag that is none of `NAME_TAGS` is not
    known. `opens` is "document" or "paragraph" where the sentence is the first of one.
    """

    id: str
    text: str
    words: list[str]
    lemma: list[str]
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    head: list[int]
    rel: list[str]
    names: list[str] | None = None
    opens: str = ""


@dataclass(frozen=True)
class Sources:
    """Where the files are below the data folder."""

    data: Path

    def train(self) -> list[Sentence]:
        """UD English EWT with its names, and the open part of GUM with names made from its entities."""
        return self.ewt("train") + read_conllu(self.data / "ud-gum-open/en_gum-ud-train.conllu", gum=True)

    def ewt(self, part: str) -> list[Sentence]:
        """The `train`, `dev` or `test` part of EWT with its names."""
        sentences = read_conllu(self.data / f"ud-ewt/en_ewt-ud-{part}.conllu")
        return with_names(sentences, self.data / f"ner-ewt/en_ewt-ud-{part}.iob2")

    def gum_dev(self) -> list[Sentence]:
        """The open documents of GUM's dev part: held out, news among them."""
        return read_conllu(self.data / "ud-gum-open/en_gum-ud-dev.conllu", gum=True)


def _blocks(path: Path) -> Iterator[list[str]]:
    """The lines of each sentence of a file in which blank lines part sentences."""
    block: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                block.append(line.rstrip("\n"))
            elif block:
                yield block
                block = []
    if block:
        yield block


def _comment(block: Sequence[str], key: str) -> str:
    """The value of `# key = value`, or an empty string."""
    opening = f"# {key} = "
    return next((line[len(opening) :].strip() for line in block if line.startswith(opening)), "")


def _opens(block: Sequence[str]) -> str:
    """What begins with a sentence: a document, a paragraph or nothing."""
    if any(line.startswith("# newdoc") for line in block):
        return "document"
    return "paragraph" if any(line.startswith("# newpar") for line in block) else ""


def _rows(block: Sequence[str]) -> list[list[str]]:
    """The columns of the words; ranges (4-5) and empty nodes (4.1) are left out."""
    rows = (line.split("\t") for line in block if not line.startswith("#"))
    return [row for row in rows if row[0].isdigit()]


def read_conllu(path: Path, gum: bool = False) -> list[Sentence]:
    """The sentences of a CoNLL-U file; those of GUM with the names that its entities tell of."""
    sentences = []
    for block in _blocks(path):
        columns = list(zip(*_rows(block), strict=True))
        words, lemma, upos, xpos, feats = (list(column) for column in columns[1:6])
        heads = [int(head) for head in columns[6]]
        ident, text = _comment(block, "sent_id"), _comment(block, "text")
        names = gum_names.names(words, xpos, heads, columns[7], columns[9]) if gum else None
        rel, opens = list(columns[7]), _opens(block)
        sentences.append(Sentence(ident, text, words, lemma, upos, xpos, feats, heads, rel, names, opens))
    return sentences


def with_names(sentences: Sequence[Sentence], path: Path) -> list[Sentence]:
    """The sentences with the names of an IOB2 file, where one with the same id or the same words is found."""
    by_id: dict[str, tuple[list[str], list[str]]] = {}
    by_words: dict[tuple[str, ...], list[str]] = {}
    for block in _blocks(path):
        rows = _rows(block)
        words, tags = [row[1] for row in rows], [row[2] if row[2] in NAME_TAGS else "O" for row in rows]
        by_id[_comment(block, "sent_id")] = words, tags
        by_words[tuple(words)] = tags
    joined = []
    for sentence in sentences:
        words, tags = by_id.get(sentence.id, ([], []))
        if len(words) != len(sentence.words):
            tags = by_words.get(tuple(sentence.words), [])
        joined.append(replace(sentence, names=tags or None))
    return joined
