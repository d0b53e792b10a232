"""Lists of names: a CSV of a person's own, and how a name of the record is held against it.

Columns, in any order, with a head: ``name`` (needed), ``aliases`` (apart by ; or |), ``code`` (a party code, such as IR), ``note``. What a name of
the record is to a name of the list, the surest way first:

- exact: the same but for letter case and spaces (score 1);
- alias: the same as one of its aliases (1);
- code: both are names of one party that OnRecord knows (1);
- spelling: the same once other scripts are in Latin letters, and marks, signs and forms of firms (Ltd, OOO) are left out (.95);
- part: the list's name stands whole inside it: two words or more, or one of `LEAST_PART` letters (.9);
- fuzzy: nearly the same: 1 - edits / length is `THRESHOLD` or more, with words in either order. Only for names of `LEAST_FUZZY` letters or more whose
  digits are the same: Su-30 is not Su-35. The score is the likeness, .95 at most.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from onrecord.errors import InputError
from onrecord.knowledge.loader import load
from onrecord.telling.parties import party_code

MOST_BYTES, MOST_NAMES, LONGEST = 5_000_000, 20_000, 200
COLUMNS = ("name", "aliases", "code", "note")
WAYS = ("exact", "alias", "code", "spelling", "part", "fuzzy")
SCORES = {"exact": 1.0, "alias": 1.0, "code": 1.0, "spelling": 0.95, "part": 0.9}
THRESHOLD = 0.85
"""Likeness from which two names are nearly the same. Measured on the 11,421 spellings of 5,719 states, groups, firms and office-holders that
OnRecord knows: of 4,104 pairs of one bearer's spellings with as many words it finds 63 %, and of some 65 million pairs of two bearers it takes 124
for one, mostly relatives and namesakes. At .80 that is 80 % and 539, at .90 45 % and 36."""
LEAST_FUZZY, LEAST_PART = 7, 5
_SIGNS = re.compile(r"[^\w]+|_+")
_APART = re.compile(r"[;|]")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a list: ``line`` of the file it begins on."""

    name: str
    aliases: tuple[str, ...]
    code: str
    note: str
    line: int


@dataclass(frozen=True, slots=True)
class Match:
    """``form``, of the list's ``name`` (itself or an alias), is like the record's name in this ``way``, of `WAYS`, with a score from 0 to 1."""

    listed: Listed
    form: str
    way: str
    score: float


def names_in(text: str, path: str) -> list[Listed]:
    """The names of a list; ``path`` is how errors call it. Raises `InputError` with line and byte."""
    rows = _rows(text, path)
    head = next(rows, None)
    if head is None:
        raise InputError(path, f"is empty; its first line names columns: {', '.join(COLUMNS)}")
    columns = [cell.strip().casefold().lstrip("\ufeff") for cell in head[2]]
    if "name" not in columns or len(set(columns)) != len(columns) or not set(columns) <= set(COLUMNS):
        raise InputError(path, f"the first line names columns: name is needed, {', '.join(COLUMNS[1:])} may be there, each once", 1, 0)
    found = []
    for line, byte, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(columns):
            raise InputError(path, f"{len(cells)} cells where the first line names {len(columns)}", line, byte)
        found.append(_listed(dict(zip(columns, map(_neat, cells), strict=True)), line, byte, path))
        if len(found) > MOST_NAMES:
            raise InputError(path, f"more than {MOST_NAMES:,} names", line, byte)
    return found


def read_names(path: str) -> str:
    """The text of a file that holds a list, once it is known to be one. Raises `InputError`."""
    try:
        body = Path(path).read_bytes()[: MOST_BYTES + 1]
    except OSError as fault:
        raise InputError(path, f"cannot be read: {fault.strerror}") from fault
    return text_in(body, path)


def text_in(body: bytes, path: str) -> str:
    """The text of bytes that are a list. Raises `InputError`."""
    if len(body) > MOST_BYTES:
        raise InputError(path, f"more than {MOST_BYTES:,} bytes")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise InputError(path, "is not UTF-8", body.count(b"\n", 0, fault.start) + 1, fault.start) from fault
    names_in(text, path)
    return text


def _rows(text: str, path: str) -> Iterator[tuple[int, int, list[str]]]:
    """(line, byte, cells) of each row, where it begins."""
    taken = [0, 0]

    def lines() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            taken[0], taken[1] = taken[0] + 1, taken[1] + len(line.encode("utf-8", "replace"))
            yield line

    reader, start = csv.reader(lines(), strict=True), (1, 0)
    try:
        for cells in reader:
            yield *start, cells
            start = (taken[0] + 1, taken[1])
    except csv.Error as fault:
        raise InputError(path, f"not CSV: {fault}", *start) from None


def _neat(cell: str) -> str:
    return " ".join(cell.split())


def _listed(row: dict[str, str], line: int, byte: int, path: str) -> Listed:
    name, aliases = row["name"], tuple(a.strip() for a in _APART.split(row.get("aliases", "")) if a.strip())
    if not name:
        raise InputError(path, "a row without a name", line, byte)
    if long := next((form for form in (name, *aliases) if len(form) > LONGEST), None):
        raise InputError(path, f"a name of more than {LONGEST} characters: {long[:40]}…", line, byte)
    return Listed(name, aliases, row.get("code", ""), row.get("note", ""), line)


class Names:
    """A list, made ready to hold many names against."""

    def __init__(self, listed: Sequence[Listed]) -> None:
        self.listed = tuple(listed)
        self._forms = [(one, form, form is one.name) for one in self.listed for form in (one.name, *one.aliases)]
        self._exact: dict[str, list[int]] = {}
        self._spelt: dict[str, list[int]] = {}
        self._firsts: dict[str, list[tuple[int, list[str]]]] = {}
        for n, (_, form, _) in enumerate(self._forms):
            self._exact.setdefault(_case(form), []).append(n)
            words = spelt(form)
            self._spelt.setdefault(" ".join(words), []).append(n)
            if words and (len(words) > 1 or len(words[0]) >= LEAST_PART):
                self._firsts.setdefault(words[0], []).append((n, words))
        self._codes: dict[str, list[int]] = {}
        for n, (one, form, own) in enumerate(self._forms):
            for code in {party_code(form), *([one.code] if own and one.code else [])}:
                self._codes.setdefault(code.casefold(), []).append(n)

    def matches(self, value: str, code: str = "") -> list[Match]:
        """What of the list a name of the record is, each name of the list once, in its surest way. ``code``: the party that the value is a name of,
        if it is one of a party."""
        found: dict[int, Match] = {}
        for way, n, score in self._found(value, code):
            listed, form, _ = self._forms[n]
            found.setdefault(listed.line, Match(listed, form, way, score))
        return [found[line] for line in sorted(found)]

    def _found(self, value: str, code: str) -> Iterator[tuple[str, int, float]]:
        for n in self._exact.get(_case(value), ()):
            way = "exact" if self._forms[n][2] else "alias"
            yield way, n, SCORES[way]
        if code:
            yield from (("code", n, SCORES["code"]) for n in self._codes.get(code.casefold(), ()))
        words = spelt(value)
        yield from (("spelling", n, SCORES["spelling"]) for n in self._spelt.get(" ".join(words), ()) if words)
        for at, word in enumerate(words):
            yield from (("part", n, SCORES["part"]) for n, form in self._firsts.get(word, ()) if words[at:at + len(form)] == form)
        if len("".join(words)) >= LEAST_FUZZY:
            near = ((n, likeness(words, form)) for n, form in self._like(words))
            found = (("fuzzy", n, round(min(score, SCORES["spelling"]), 2)) for n, score in near if score >= THRESHOLD)
            yield from sorted(found, key=lambda m: -m[2])

    def _like(self, words: list[str]) -> Iterator[tuple[int, list[str]]]:
        """The forms that may be like these words, by how often each letter stands in them: most names are told apart by that alone."""
        forms, counts = self._counted
        apart = counts - _counts(words)
        most = (np.maximum(counts.sum(1), sum(map(len, words))) + len(words)) * (1 - THRESHOLD) + 1
        few = np.maximum(np.maximum(apart, 0).sum(1), np.maximum(-apart, 0).sum(1)) <= most
        return (forms[n] for n in np.flatnonzero(few))

    @cached_property
    def _counted(self) -> tuple[list[tuple[int, list[str]]], np.ndarray[tuple[int, int], np.dtype[np.int16]]]:
        """The forms that are long enough to be told from others by likeness, and how often each letter stands in them."""
        forms = ((n, spelt(form)) for n, (_, form, _) in enumerate(self._forms))
        kept = [(n, words) for n, words in forms if len("".join(words)) >= LEAST_FUZZY]
        return kept, np.array([_counts(words) for _, words in kept], np.int16).reshape(len(kept), _LETTERS)


_LETTERS = 37


def _counts(words: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    """How often each letter a to z and digit stands in the words; other letters together."""
    found = np.zeros(_LETTERS, np.int16)
    for c in "".join(words):
        place = ord(c) - 97 if "a" <= c <= "z" else 26 + ord(c) - 48 if "0" <= c <= "9" else 36
        found[place] += 1
    return found


def spelt(name: str) -> list[str]:
    """The words of a name in small Latin letters and digits, without marks, signs and forms of firms."""
    letters, legal = _letters()
    plain = unicodedata.normalize("NFKC", name).casefold().replace("'", "").replace("’", "").replace(".", "")
    latin = "".join(letters.get(c, c) for c in unicodedata.normalize("NFC", plain))
    bare = "".join(c for c in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(c))
    words = _SIGNS.sub(" ", bare).split()
    while len(words) > 1 and words[-1] in legal:
        words.pop()
    while len(words) > 1 and words[0] in legal:
        words.pop(0)
    return words


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two names are by their words (`spelt`), from 0 to 1: 1 - edits / length of the longer, with words as they stand or sorted, whichever
    is more. 0 for names that are too short, or whose digits differ."""
    first, second = " ".join(one), " ".join(other)
    longer = max(len(first), len(second))
    if min(len("".join(one)), len("".join(other))) < LEAST_FUZZY or _DIGITS.findall(first) != _DIGITS.findall(second):
        return 0.0
    most = int(longer * (1 - THRESHOLD) + 1e-9)
    if abs(len(first) - len(second)) > most or _bags_apart(first, second) > most:
        return 0.0
    fewest = min(edits(first, second, most), edits(" ".join(sorted(one)), " ".join(sorted(other)), most))
    return 1 - fewest / longer if fewest <= most else 0.0


def _bags_apart(first: str, second: str) -> int:
    """Edits that are needed at least: letters that one has and the other has not."""
    left = list(second)
    over = 0
    for c in first:
        if c in left:
            left.remove(c)
        else:
            over += 1
    return max(over, len(left))


def edits(first: str, second: str, most: int) -> int:
    """Letters to put in, take out, change or swap with their neighbour to make one text of another (optimal string alignment); ``most`` + 1 where it
    is more than that."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, c in enumerate(first, 1):
        last, before, row = before, row, [i]
        for j, d in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (c != d))
            if i > 1 and j > 1 and c == second[j - 2] and first[i - 2] == d:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most and min(before) > most:
            return most + 1
    return row[-1]


def _case(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


@cache
def _letters() -> tuple[dict[str, str], frozenset[str]]:
    known = load("transliteration")
    return {str(k): str(v or "") for k, v in known["letters"].items()}, frozenset(known["legal"])
