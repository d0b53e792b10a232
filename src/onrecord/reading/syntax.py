"""Text and blocks -> the syntax of an article: sentences, words, tags, lemmas, names and dependency trees, as columns."""

from collections.abc import Sequence
from itertools import chain

import numpy as np

from onrecord.model.reading import Syntax
from onrecord.model.values import Span
from onrecord.reading.engine import Engine, Parsed
from onrecord.reading.lemmas import act_verb_lemma, checked_lemma
from onrecord.reading.sentences import split_sentences
from onrecord.reading.tokens import tokenize

_BULLETS = frozenset("-–—•·●▪■◦*‣►➢✓")
"""A sentence that opens with one is read without it: `- 800 boats` would be read as a negative number."""

_ACRONYM = 4
"""In a sentence all in capitals a name of more letters is written as a name (UKRAINE: Ukraine), a shorter one is kept."""


def read_syntax(text: str, blocks: Sequence[Span], engine: Engine) -> Syntax:
    """The syntax of the kept blocks of an article; offsets are characters of `text`.

    The same text and blocks give the same syntax. An article without words gives empty columns.
    """
    places = [tokenize(text, *sentence) for sentence in split_sentences(text, blocks)]
    words = [[text[start:end] for start, end in sentence] for sentence in places]
    parses = _parses(words, engine)
    lemmas = [sentence_lemmas(sentence, parse, engine) for sentence, parse in zip(words, parses, strict=True)]
    bounds = np.cumsum([0, *map(len, words)], dtype=np.int32)
    offsets = np.array(list(chain.from_iterable(places)), np.int32).reshape(-1, 2)
    return Syntax(
        start=np.ascontiguousarray(offsets[:, 0]),
        end=np.ascontiguousarray(offsets[:, 1]),
        sentence=bounds,
        head=_heads(parses, bounds.tolist()),
        upos=tuple(chain.from_iterable(parse.upos for parse in parses)),
        lemma=tuple(chain.from_iterable(lemmas)),
        rel=tuple(chain.from_iterable(parse.rel for parse in parses)),
        feats=tuple(chain.from_iterable(parse.feats for parse in parses)),
        ner=tuple(chain.from_iterable(parse.names for parse in parses)),
    )


def _parses(words: Sequence[Sequence[str]], engine: Engine) -> list[Parsed]:
    """The parse of each sentence, its bullet hung on the root."""
    bulleted = [len(sentence) > 1 and sentence[0] in _BULLETS for sentence in words]
    parses = engine.parse([sentence[bullet:] for sentence, bullet in zip(words, bulleted, strict=True)])
    return [
        _with_bullet(sentence[0], parse) if bullet else parse
        for sentence, bullet, parse in zip(words, bulleted, parses, strict=True)
    ]


def _with_bullet(mark: str, parse: Parsed) -> Parsed:
    return Parsed(
        upos=["PUNCT", *parse.upos],
        lemma=[mark, *parse.lemma],
        feats=["_", *parse.feats],
        names=["O", *parse.names],
        head=[parse.head.index(-1) + 1, *(head + 1 if head >= 0 else -1 for head in parse.head)],
        rel=["punct", *parse.rel],
    )


def _heads(parses: Sequence[Parsed], bounds: Sequence[int]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """Heads as indices into the words of the article, -1 for a root."""
    shifted = (
        head + shift if head >= 0 else -1 for parse, shift in zip(parses, bounds, strict=False) for head in parse.head
    )
    return np.fromiter(shifted, np.int32, bounds[-1])


def sentence_lemmas(words: Sequence[str], parse: Parsed, engine: Engine) -> list[str]:
    """The lemmas of a sentence as the engine gave them, checked; names of a sentence in capitals become names."""
    shouted = _in_capitals(words)
    columns = zip(words, parse.lemma, parse.upos, parse.feats, strict=True)
    return [_as_name(lemma) if shouted and upos == "PROPN" else _lemma(word, lemma, upos, feats, engine) for word, lemma, upos, feats in columns]


def _lemma(word: str, lemma: str, upos: str, feats: str, engine: Engine) -> str:
    checked = checked_lemma(word, lemma, upos, feats, engine.rank)
    return act_verb_lemma(word, checked) if upos == "VERB" else checked


def _in_capitals(words: Sequence[str]) -> bool:
    """Whether a sentence is written all in capitals, so that they tell nothing of names."""
    lettered = [word for word in words if len(word) > 1 and word[0].isalpha()]
    return len(lettered) > 2 and all(word.isupper() for word in lettered)


def _as_name(lemma: str) -> str:
    return lemma.capitalize() if lemma.isalpha() and len(lemma) > _ACRONYM else lemma
