"""What the transfer checks share: other people's annotations read, texts put together from tokens, the product's layers, scores.

The data are not part of the repository (docs/reference/transfer.md says what they are and under which terms); `--data` names the folder that
holds them, a folder a collection.
"""

from __future__ import annotations

import argparse
import re
import xml.etree.ElementTree as Tree
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np

from onrecord.claims.sources import voices_over
from onrecord.claims.status import stance
from onrecord.knowledge.reporting import less_sure
from onrecord.model import Reading, Span
from onrecord.model.tree import Tree as Dependencies
from onrecord.reading.coreference import resolve
from onrecord.reading.engine import Engine
from onrecord.reading.parties import read_parties
from onrecord.reading.people import read_people
from onrecord.reading.quotations import read_quotations
from onrecord.reading.syntax import read_syntax
from onrecord.reading.voices import read_voices

DATA = Path(__file__).parent.parent.parent / "shared" / "data"
"""Where the data lie beside a checkout."""

SENTENCES = 6
"""So many sentences of an article of MEANTIME were annotated, the title and the date line among them; the rest stands there without annotation."""

_DAY = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)|(?P<day>\d\d)-(?P<month>\d\d)-(?P<year>\d{4})")
_OPENING, _CLOSING = frozenset("([{$£€“‘#"), frozenset(".,;:!?)]}%”’")
_CLITICS = frozenset({"n't", "n’t", "'s", "’s", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m", "'"})
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"'}


def arguments(doc: str | None) -> argparse.ArgumentParser:
    """A parser with ``--data`` and ``--show``."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder that holds the collections (default: ../shared/data)")
    parser.add_argument("--show", action="store_true", help="print what differs")
    return parser


def joined(words: Sequence[str]) -> tuple[str, list[Span]]:
    """Tokens written as a text is, and each token's place in it: no space before a comma or "n't", none inside quotation marks."""
    text, places, glued, open_quote = "", list[Span](), True, False
    for raw in words:
        word = _BRACKETS.get(raw, raw)
        quote = word == '"'
        closes = word in _CLITICS or word in _CLOSING or (quote and open_quote)
        text += "" if glued or closes else " "
        places.append(Span(len(text), len(text) + len(word)))
        text += word
        open_quote ^= quote
        glued = word in _OPENING or (quote and open_quote)
    return text, places


def layers_of(text: str, blocks: Sequence[Span], engine: Engine) -> Reading:
    """The layers that say how sure a text is, from syntax to voices. Every block is parsed, whatever it speaks of."""
    syntax = read_syntax(text, blocks, engine)
    quotations = read_quotations(text, blocks)
    parties = resolve(text, syntax, read_parties(text, syntax), quotations)
    people = read_people(text, syntax, parties, quotations)
    voices = read_voices(text, syntax, parties, people, quotations)
    return Reading("", "", syntax, parties, people, voices=voices)


class Told(NamedTuple):
    """What the product makes of an event's word: the ``status`` that `claims.status.stance` gives it without any frame ("" where nothing tells), the
    ``rule`` behind it, the ``hedge`` of the least sure voice over it (certain, probable, possible)."""

    status: str
    rule: str
    hedge: str


def told_of(tree: Dependencies, reading: Reading, place: Span) -> Told | None:
    """The answer for the first word in ``place``; None where no word was read there."""
    word = bisect_right(tree.end, place.start)
    if word >= len(tree.start) or tree.start[word] >= place.end:
        return None
    span = tree.span(word)
    found = stance(tree, word)
    hedge = less_sure(*(voice.hedge for voice in voices_over(span, span.start, reading.voices)))
    return Told(found.status or "", found.rule, hedge)


@dataclass(frozen=True, slots=True)
class Wikinews:
    """One article of MEANTIME: its ``text`` put together from tokens, the blocks of it (title, date line, body), the place of each token by its
    id, the day it was ``published``, and the annotation's ``root``."""

    name: str
    text: str
    blocks: tuple[Span, ...]
    places: dict[str, Span]
    published: date | None
    root: Tree.Element

    def span(self, element: Tree.Element) -> Span | None:
        """From the first to the last token that an annotation is anchored at; None for one that no words stand for."""
        at = [self.places[anchor.get("t_id", "")] for anchor in element.findall("token_anchor")]
        return Span(min(s.start for s in at), max(s.end for s in at)) if at else None

    def first(self, element: Tree.Element) -> Span | None:
        """The first token that an annotation is anchored at."""
        at = [self.places[anchor.get("t_id", "")] for anchor in element.findall("token_anchor")]
        return min(at, default=None)


def meantime(data: Path) -> Iterator[Wikinews]:
    """MEANTIME's 120 English articles with the annotation within documents. (The folder beside it holds the same ones again, with what was
    added across documents, which has neither values nor certainty.)"""
    paths = sorted((data / "meantime" / "intra-doc_annotation").rglob("*.xml"))
    if not paths:
        raise SystemExit(f"no MEANTIME in {data}")
    return map(_wikinews, paths)


def _wikinews(path: Path) -> Wikinews:
    root = Tree.parse(path).getroot()
    text, blocks, places = "", list[Span](), dict[str, Span]()
    for line in _lines(root):
        written, within = joined([token.text or "" for token in line])
        blocks.append(Span(len(text), len(text) + len(written)))
        places |= {t.get("t_id", ""): Span(len(text) + s.start, len(text) + s.end) for t, s in zip(line, within, strict=True)}
        text += written + "\n\n"
    return Wikinews(path.stem, text, tuple(blocks), places, _published(root), root)


def _lines(root: Tree.Element) -> list[list[Tree.Element]]:
    """The tokens of the title (sentence 0), of the date line (1) and of the text as far as it was annotated."""
    lines: list[list[Tree.Element]] = [[], [], []]
    for token in root.iter("token"):
        sentence = int(token.get("sentence", "0"))
        if sentence < SENTENCES:
            lines[min(sentence, 2)].append(token)
    return [line for line in lines if line]


def _published(root: Tree.Element) -> date | None:
    """The day marked as the document's creation time (written 03-02-2009 in one article); where none is marked, in two articles, the first day
    annotated, which is the date line's."""
    marked = sorted(root.iter("TIMEX3"), key=lambda timex: timex.get("functionInDocument") != "CREATION_TIME")
    found = (_DAY.match(timex.get("value", "")) for timex in marked)
    return next((date(int(m["y"] or m["year"]), int(m["m"] or m["month"]), int(m["d"] or m["day"])) for m in found if m), None)


def harmonic(right: int, found: int, gold: int) -> tuple[float, float, float]:
    """Precision, recall and F1 of ``right`` among ``found`` and ``gold`` (0 where nothing is)."""
    return right / max(found, 1), right / max(gold, 1), 2 * right / max(found + gold, 1)


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Mean F1 over the labels that occur in gold, of (gold, found) pairs."""
    labels = sorted({gold for gold, _ in pairs})
    right = {label: sum(gold == found == label for gold, found in pairs) for label in labels}
    sizes = {label: sum(gold == label for gold, _ in pairs) + sum(found == label for _, found in pairs) for label in labels}
    return sum(2 * right[label] / sizes[label] for label in labels) / len(labels)


def accuracy(pairs: Sequence[tuple[str, str]]) -> float:
    """The share of (gold, found) pairs whose two sides are one."""
    return sum(gold == found for gold, found in pairs) / len(pairs)


def pearson(gold: Sequence[float], found: Sequence[float]) -> float:
    """Pearson's r."""
    return float(np.corrcoef(gold, found)[0, 1])


def mean_error(gold: Sequence[float], found: Sequence[float]) -> float:
    """Mean absolute difference."""
    return float(np.abs(np.subtract(gold, found)).mean())
