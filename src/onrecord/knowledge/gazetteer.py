"""Surface forms -> the places in a text where they stand, in one pass however many forms there are.

Text is folded before it is searched, so that one form finds every spelling of it: letters lose case and accents, curly
apostrophes become straight, hyphens and white space (a line end inside a hard-wrapped paragraph too) become one space.
A blank line is never bridged, nor anything found inside a web address or the target of a link. Offsets always count in the text as given.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Generic, Literal, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from onrecord.errors import KnowledgeError

T = TypeVar("T")

CaseRule = Literal["folded", "name", "exact"]
"""How the case of a form binds the text.

``folded``: not at all (generic nouns). ``name``: a word with a capital in the form needs one in the text, and one with more
capitals ("NATO", "MoD") is written so in the text; text all in capitals passes. ``exact``: the same letters, and
in a line without small letters, where capitals prove nothing, not after a word that a pronoun follows ("GIVE US TANKS").
"""

_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(r"\s{2,}")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"\])]+|(?<=\]\()[^\s()]+")
_MASK = "\0"


def _plain(char: str) -> str:
    """One letter without case and accent; a letter that has no such single form stays itself."""
    base = unicodedata.normalize("NFKD", char)[0].lower()
    return base if len(base) == 1 and base.isalpha() and base.isascii() else char.lower() if len(char.lower()) == 1 else char


_LETTERS = {code: _plain(chr(code)) for code in chain(range(0x41, 0x5B), range(0xC0, 0x250), range(0x1E00, 0x1F00))
            if chr(code).isalpha()}
_STROKED = {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "ə": "a", "Ə": "a"}
_SIGNS = dict.fromkeys("’‘ʼʻ`´′", "'") | dict.fromkeys("-\u2010\u2011\u2012\u2013\t\n\r\v\f\u00a0\u202f\u2009\u2007\u2002\u2003", " ")
_TABLE = str.maketrans({chr(code): letter for code, letter in _LETTERS.items()} | _STROKED | _SIGNS)


class Folded(NamedTuple):
    """Folded text and where it came from: from folded offset ``at[i]`` on, text offset is folded offset + ``shift[i]``."""

    text: str
    at: list[int]
    shift: list[int]

    def offset(self, place: int) -> int:
        """The offset in the text as given of the folded offset ``place``."""
        return place + self.shift[bisect_right(self.at, place) - 1]


def _masked(found: re.Match[str]) -> str:
    return _MASK * len(found[0])


def _may_hold_address(text: str) -> bool:
    return "www." in text or "://" in text or "](" in text


def fold(text: str) -> Folded:
    """``text`` as the gazetteer searches it, with its map back to offsets in ``text``."""
    same_length = _ADDRESS.sub(_masked, text).translate(_TABLE) if _may_hold_address(text) else text.translate(_TABLE)
    pieces, at, shift, last = [], [0], [0], 0
    for run in _RUN.finditer(text):
        pieces += [same_length[last:run.start()], _MASK if run[0].count("\n") > 1 else " "]
        last = run.end()
        at.append(run.start() - shift[-1] + 1)
        shift.append(last - at[-1])
    pieces.append(same_length[last:])
    return Folded("".join(pieces), at, shift)


def folded(form: str) -> str:
    """A form as the gazetteer compares it; two spellings with the same fold are one form to it."""
    return fold(form.strip()).text


class Match(NamedTuple, Generic[T]):
    """Characters ``start`` to ``end`` (left out) of the text and what the form there stands for."""

    start: int
    end: int
    payload: T


@dataclass(frozen=True, slots=True)
class _Form(Generic[T]):
    written: str
    case: CaseRule
    payload: T
    words: tuple[str, ...]


def _meets(needed: str, word: str) -> bool:
    """Whether a word of the text has the capitals that the form's word has; one all in capitals has them anyway."""
    if not needed[0].isupper() or word.isupper():
        return not needed[0].isupper() or len(needed) == 1 or len(word) > 1
    return word[0].isupper() if needed[1:].islower() or len(needed) == 1 else word == needed


_TAKE_US = frozenset((
    "GIVE", "GIVES", "GAVE", "LET", "LETS", "TELL", "TELLS", "TOLD", "SHOW", "SHOWS", "HELP", "HELPS", "JOIN", "MAKE", "MAKES", "SEND",
    "ASK", "OF", "FOR", "WITH", "TO", "ALL", "ABOUT", "LIKE",
))
"""Words of headlines in capitals after which US is the pronoun as often as the country."""


def _may_be_pronoun(text: str, start: int) -> bool:
    before = _WORD.findall(text, max(0, start - 12), start)
    return bool(before) and before[-1] in _TAKE_US


def _shouted(text: str, start: int, end: int) -> bool:
    """Whether the line around the stretch has no small letter (and is more than the stretch itself)."""
    line_end = text.find("\n", end)
    line = text[text.rfind("\n", 0, start) + 1:line_end if line_end >= 0 else len(text)]
    return line.isupper() and len(_WORD.findall(line)) > len(_WORD.findall(text[start:end]))


def _fits(form: _Form[T], text: str, start: int, end: int) -> bool:
    """Whether the case of the text at the stretch is what the form's rule asks for."""
    if form.case == "folded":
        return True
    if form.case == "exact":
        same = _WORD.findall(text[start:end]) == _WORD.findall(form.written)
        return same and (not _shouted(text, start, end) or not _may_be_pronoun(text, start))
    return all(map(_meets, form.words, _WORD.findall(text[start:end])))


class Gazetteer(Generic[T]):
    """Finds forms in text: the longest, whole words only, in time linear in the text."""

    def __init__(self, forms: Iterable[tuple[str, T, CaseRule]], file: str = "forms") -> None:
        """``forms`` are (surface form, payload, case rule); ``file`` is named in the error.

        Raises `KnowledgeError` for an empty form or one written twice with different payloads.
        """
        self._forms: dict[str, list[_Form[T]]] = {}
        for written, payload, case in forms:
            self._add(_Form(written, case, payload, tuple(_WORD.findall(written))), file)
        self._keys = list(self._forms)
        self._automaton = AhoCorasick(self._keys, matchkind=MatchKind.Standard)

    def _add(self, form: _Form[T], file: str) -> None:
        key = folded(form.written)
        if not key:
            raise KnowledgeError(file, repr(form.written), "the form is empty")
        known = self._forms.setdefault(key, [])
        for other in known:
            if (other.written, other.case) == (form.written, form.case) and other.payload != form.payload:
                raise KnowledgeError(file, repr(form.written), f"stands for both {other.payload!r} and {form.payload!r}")
        known.append(form)

    def __len__(self) -> int:
        """How many different forms there are."""
        return len(self._keys)

    def find(self, text: str) -> list[Match[T]]:
        """The forms in ``text``, in order, none overlapping another; of those that overlap the longest, then the leftmost.

        So "Defence Contact Group" wins over "the Defence" before it, as a leftmost rule would not have it.
        """
        found: list[Match[T]] = []
        run: list[Match[T]] = []
        end = 0
        for match in sorted(self.find_all(text), key=lambda m: (m.start, -m.end)):
            if match.start >= end:
                found += _longest(run)
                run = []
            run.append(match)
            end = max(end, match.end)
        return found + _longest(run)

    def find_all(self, text: str) -> Iterator[Match[T]]:
        """Every form in ``text`` as a whole word with fitting case, those inside or across others too; in no order."""
        source = fold(text)
        for index, start, end in self._automaton.find_matches_as_indexes(source.text, overlapping=True):
            if not _whole(source.text, start, end):
                continue
            first, last = source.offset(start), source.offset(end - 1) + 1
            form = next((f for f in self._forms[self._keys[index]] if _fits(f, text, first, last)), None)
            if form is not None:
                yield Match(first, last, form.payload)

    def get(self, form: str) -> T | None:
        """What the whole of ``form`` stands for, case as the rules ask, or None."""
        fitting = (f.payload for f in self._forms.get(folded(form), ()) if _fits(f, form.strip(), 0, len(form.strip())))
        return next(fitting, None)


def _longest(run: list[Match[T]]) -> list[Match[T]]:
    """Of matches that overlap in a chain those kept: the longest, then what still fits beside it."""
    if len(run) < 2:
        return run
    kept: list[Match[T]] = []
    for match in sorted(run, key=lambda m: (m.start - m.end, m.start)):
        if all(match.end <= other.start or other.end <= match.start for other in kept):
            kept.append(match)
    return sorted(kept)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit runs on across either end."""
    runs_in = start > 0 and text[start].isalnum() and text[start - 1].isalnum()
    return not runs_in and not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())
