"""Readings of made-up articles for the claims model's tests: sentences given as a list, mentions found by their wording."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from tokenizers import Tokenizer

from onrecord.model import ItemMention, PartyMention, QuantityMention, Reading, Span, Syntax


@cache
def cutter() -> Tokenizer:
    """The tokenizer that the language engine and the claims model share, neither cutting nor padding."""
    found = Tokenizer.from_file(str(files("onrecord.reading") / "weights" / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def text_of(sentences: Sequence[str]) -> str:
    """The article's text: its sentences divided by spaces."""
    return " ".join(sentences)


def reading_of(
    sentences: Sequence[str], parties: Mapping[str, str | tuple[str, ...]], items: Mapping[str, str] | None = None,
    forms: Mapping[str, str] | None = None, counts: Sequence[str] = (),
) -> Reading:
    """A reading whose words are divided by spaces; `parties`: wording -> code or codes; `items`: wording -> class, "" for generic."""
    text, starts, ends, bounds = text_of(sentences), list[int](), list[int](), [0]
    for sentence in sentences:
        for word in sentence.split(" "):
            starts.append(ends[-1] + 1 if ends else 0)
            ends.append(starts[-1] + len(word))
        bounds.append(len(starts))
    size = len(starts)
    start, end, bound, head = (np.array(column, np.int32) for column in (starts, ends, bounds, [-1] * size))
    blank = ("_",) * size
    syntax = Syntax(start, end, bound, head, blank, blank, blank, blank, blank)
    found = [_party(span, codes, (forms or {}).get(words, "name")) for words, codes in parties.items() for span in _places(text, words)]
    goods = [ItemMention(span, cls or "equipment", None, not cls) for words, cls in (items or {}).items() for span in _places(text, words)]
    numbers = [QuantityMention(span) for words in counts for span in _places(text, words)]
    return Reading("a", "test", syntax, tuple(found), (), tuple(goods), tuple(numbers))


def _party(span: Span, codes: str | tuple[str, ...], form: str) -> PartyMention:
    return PartyMention(span, (codes,) if isinstance(codes, str) else codes, form, "speaker" if form == "pronoun" else "test")


def _places(text: str, words: str) -> list[Span]:
    places, start = [], text.find(words)
    while start >= 0:
        places.append(Span(start, start + len(words)))
        start = text.find(words, start + 1)
    return places
