"""Text -> folded words: what a copier's tricks leave of a text. Frozen: kept prints rest on it, so nothing here reads a file that may change.

Folding undoes what makes equal words look different to a machine and not to a reader: compatibility forms and accents (NFKD without marks),
Cyrillic and Greek look-alikes, zero-width, control and soft-hyphen characters. A word is then known by a stem: case, plural, tense and the
difference between British and American spelling go, so that house edits and clumsy rewording leave it what it was. Numbers are known by
their value: "60 million", "$60m", "60,000,000" and "sixty million" are one word.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

_ALIKE = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕԁһԛԝգոցսΑΒΕΖΗΙΚΜΝΟΡΤΥΧαορνιυκ’‘ʼ＇“”„«»‐‑‒–—−⁃",
    "ABEKMHOPCTYXIJSaeopcyxijsdhqwgngsABEZHIKMNOPTYXaopviuk''''\"\"\"\"\"-------")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u0300-\u036f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
                     "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffd\ud800-\udfff\U000e0000-\U000e0fff]")
_LINK = re.compile(r"\]\([^)\s]{0,2000}\)|\bhttps?:\s?//\S{0,2000}")
_PIECE = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*)(?P<scale>k|m|bn|b|mn|tn)?(?:st|nd|rd|th)?(?![^\W_])|(?P<dotted>(?:[A-Za-z]\.){2,})"
    r"|(?P<word>[^\W_]+(?:'[^\W_]+)*)|(?P<end>[.!?…]+)(?=[\"')\]*_]*(?:\s|\Z))|(?P<open>(?<![^\s(\[*_—-])\"(?=[^\s]))|(?P<close>\")")
_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9, "tn": 1e12, "trillion": 1e12,
           "thousand": 1e3, "hundred": 1e2, "dozen": 12.0}
_FROM_TWO = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_FROM_TWENTY = "twenty thirty forty fifty sixty seventy eighty ninety"
_SPELT = {w: float(n) for n, w in enumerate(_FROM_TWO.split(), 2)}
_TENS = {w: 10.0 * n for n, w in enumerate(_FROM_TWENTY.split(), 2)}
_UNITS = {"one": 1.0, **{w: n for w, n in _SPELT.items() if n < 10}}
_TWELVE = "january february march april may june july august september october november december"
MONTHS = frozenset(_TWELVE.split())
"""In small letters; a month is a number where forms are told from copies."""
WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_SMALL_WORDS = (
    "a about above across after again against ago all almost along already also although am among an and another any are around as at "
    "away back be became because become been before behind being below between both but by came can cannot could did do does doing done "
    "down during each either else even ever every few first for from further get give given go got had has have having he her here hers "
    "herself him himself his how however i if in into is it its itself just last later least less let like made make many may me might "
    "more most much must my near neither never new next no nor not now of off often on once one only onto or other others our out over "
    "own per put rather re s same say said saying says see seen set several shall she should since so some still such t take taken tell "
    "than that the their them themselves then there therefore these they this those though through thus to today told too toward towards "
    "two under until up upon us used very via was way we well went were what when where whether which while who whom whose why will with "
    "within without would yes yet you your added according")
_PLAIN = frozenset(_SMALL_WORDS.split())
_SHORTENED = "mr mrs ms dr gen col lt maj capt sgt sen rep gov st jr sr prof rev hon adm no vs inc ltd co corp dept"
_ABBREVIATED = frozenset(_SHORTENED.split())
_ENDINGS = (("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ises", "izes"), ("ise", "ize"), ("yse", "yze"), ("ence", "ense"),
            ("our", "or"), ("ours", "ors"), ("oured", "ored"), ("tre", "ter"), ("tres", "ters"), ("ogue", "og"), ("amme", "am"), ("ammes", "ams"))
QUOTED, CONTENT, KEY, FIGURE = 1, 2, 4, 8
"""Flags of a word, in the low bits of its hash: inside a quotation of `QUOTE` words or more; not a plain word; a name or a number; a number."""
QUOTE = 6
"""Words from which a quotation is someone's speech; shorter ones are titles and scare quotes, which belong to the writer's own text."""
_TITLE_CASE = 0.6
"""Share of capitals from which a line is in title case, so that a capital names nothing. Chosen."""


class Word(NamedTuple):
    """``stem`` as compared, ``raw`` as folded, whether it is ``quoted``, and whether it is a ``figure``."""

    stem: str
    raw: str
    quoted: bool
    figure: bool


Sentence = list[Word]


def fold(text: str) -> str:
    """The text with look-alikes made alike and unseen characters gone; case and line ends stay."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_ALIKE)).translate(_ALIKE)
    return _LINK.sub(" ", _UNSEEN.sub("", text))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word without case, possessive, plural, tense and national spelling."""
    word = word.casefold().removesuffix("'s").replace("'", "")
    if len(word) <= 3 or not word.isalpha():
        return word
    for british, american in _ENDINGS:
        if word.endswith(british) and len(word) > len(british) + 1:
            word = word[:-len(british)] + american
            break
    for ending, least, instead in (("ies", 5, "y"), ("ing", 6, ""), ("ed", 5, ""), ("es", 5, ""), ("s", 4, ""), ("ly", 6, "")):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            word = word[:-len(ending)] + instead
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


@lru_cache(maxsize=65536)
def word_hash(word: str) -> int:
    """28 bits of blake2b, above four bits for flags."""
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big") & 0xFFFFFFF0


@lru_cache(maxsize=65536)
def is_content(word: str) -> bool:
    """Whether the word (a stem's raw form) says what a text is about."""
    return word == "May" or (len(word) > 1 and word.casefold().removesuffix("'s") not in _PLAIN)


def sentences(paragraph: str) -> Iterator[Sentence]:
    """The sentences of a folded paragraph, as words. A quotation still open at the end of the paragraph ends there."""
    words: Sentence = []
    opened: int | None = None
    made: list[Sentence] = []
    marks: list[tuple[int, int]] = []
    count = 0
    for piece in _PIECE.finditer(paragraph):
        kind = piece.lastgroup
        if kind == "end":
            if words and not _runs_on(paragraph, piece.end(), words[-1]):
                made.append(words)
                words = []
        elif kind == "open":
            opened = count if opened is None else opened
        elif kind == "close":
            if opened is not None:
                marks.append((opened, count))
            opened = None
        else:
            words.append(_word(piece, words))
            count += 1
    if words:
        made.append(words)
    if opened is not None:
        marks.append((opened, count))
    yield from _with_quotations(made, [m for m in marks if m[1] - m[0] >= QUOTE])


def _runs_on(paragraph: str, end: int, last: Word) -> bool:
    """Whether the sentence goes on after a full stop: an abbreviation, or a small letter after it."""
    after = paragraph[end:end + 4].lstrip(" \t\n\r\"')]*_")
    return last.stem in _ABBREVIATED or len(last.raw) == 1 or after[:1].islower()


def _word(piece: re.Match[str], before: Sentence) -> Word:
    if piece["number"] is not None:
        return Word(piece["number"] + (piece["scale"] or ""), piece[0], False, True)
    if piece["dotted"] is not None:
        return Word(piece["dotted"].lower(), piece["dotted"], False, False)
    raw = piece["word"]
    return Word("u.s." if raw == "US" else "u.k." if raw == "UK" else stem(raw), raw, False, False)


def _with_quotations(made: Sequence[Sentence], marks: Sequence[tuple[int, int]]) -> Iterator[Sentence]:
    at, left = 0, list(marks)
    for sentence in made:
        end = at + len(sentence)
        inside = [(max(a, at) - at, min(b, end) - at) for a, b in left if a < end and b > at]
        for a, b in inside:
            sentence[a:b] = [w._replace(quoted=True) for w in sentence[a:b]]
        left = [m for m in left if m[1] > end] if inside else left
        at = end
        yield valued(sentence)


def valued(sentence: Sentence) -> Sentence:
    """The sentence with every number one word, its value."""
    if not any(w.figure or w.stem in _SPELT or w.stem in _TENS or w.stem == "dozen" for w in sentence):
        return sentence
    made: Sentence = []
    i = 0
    while i < len(sentence):
        value, after = _number(sentence, i)
        if value is None:
            made.append(sentence[i])
        else:
            made.append(Word(f"#{value:.6g}", sentence[i].raw, sentence[i].quoted, True))
        i = after
    return made


def _number(row: Sentence, i: int) -> tuple[float | None, int]:
    """The value of the number at ``i`` with its scale words, and where it ends; None and the next word where there is none."""
    word, after = row[i], i + 1
    value = _figure(word.stem) if word.figure else _SPELT.get(word.raw.lower(), _TENS.get(word.raw.lower()))
    if value is None:
        return None, after
    if word.raw.lower() in _TENS and after < len(row) and row[after].raw.lower() in _UNITS:
        value, after = value + _UNITS[row[after].raw.lower()], after + 1
    while after < len(row) and after - i < 4 and len(row[after].raw) > 2 and row[after].raw.lower() in _SCALES:
        value, after = value * _SCALES[row[after].raw.lower()], after + 1
    return value, after


def _figure(text: str) -> float | None:
    digits = text.rstrip("kmbnt")
    scale = _SCALES.get(text[len(digits):], 1.0)
    plain = digits.replace(",", "")
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    return float(plain[:40]) * scale


def title_case(sentence: Sentence) -> bool:
    """Whether the sentence is a headline in title case or capitals."""
    lettered = [w for w in sentence if not w.figure]
    return len(lettered) >= 3 and sum(w.raw[:1].isupper() for w in lettered) >= _TITLE_CASE * len(lettered)
