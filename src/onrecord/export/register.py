"""A register read back: rows of a table in the shape of `sipri` or `kiel`, ours or others', with the heads that registers.yaml lists.

The table is CSV (commas, semicolons or tabs) in UTF-8. Lines before the head are passed over, as registers put their terms there; empty lines too.
What a row says and cannot be understood is an error that names file, row and column: a register is never compared in part.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from onrecord.errors import RegisterError
from onrecord.export.cells import unguarded
from onrecord.export.figures import Ends, read_figure, read_years, unbracketed
from onrecord.knowledge.registers import MEASURES, SHAPES, registers, system_of

T = TypeVar("T")
MOST_BYTES = 256 * 2**20
"""Bytes of a register that is read; the trade register from 1950 on is some 10 MB."""
_HEAD_WITHIN = 40
"""Lines in which the head must stand."""
_MOST_COLUMNS = 200
_LONGEST_CELL = 100_000
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T.*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
Parties = frozenset[str]


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A row as it is compared. ``row`` is the line of the file it begins on; parties are codes, empty where the register does not know; ``key``
    the catalogue's system; ``ordered``, ``delivered``, ``value`` figures as told; ``years`` of order, ``delivery_years``; ``cells`` by field."""

    row: int
    giver: Parties
    receiver: Parties
    designation: str
    key: str | None
    description: str = ""
    ordered: Ends | None = None
    delivered: Ends | None = None
    order_years: frozenset[int] = frozenset()
    delivery_years: frozenset[int] = frozenset()
    date: str | None = None
    measure: str | None = None
    currency: str | None = None
    value: Ends | None = None
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Register:
    """A register's ``shape`` (sipri or kiel) and rows."""

    path: str
    shape: str
    rows: tuple[RegisterRow, ...]


PartyOf = Callable[[str], str]
"""A party's code by its name; another name as it stands."""


def read_register(path: str, party_of: PartyOf, shape: str | None = None) -> Register:
    """The register at ``path``, of the ``shape`` named or the one that its head fits. Raises `RegisterError`."""
    lines = _lines(path)
    number, head = _head(path, lines, (shape,) if shape else SHAPES)
    found = _shape(head, (shape,) if shape else SHAPES)
    assert found is not None
    places = _places(path, found, head, number)
    reader = _Reader(path, found, places, head, party_of)
    return Register(path, found, tuple(reader.row(n, cells) for n, cells in lines[_after(lines, number):] if any(c.strip() for c in cells)))


def _lines(path: str) -> list[tuple[int, list[str]]]:
    """Each row with the line it begins on."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise RegisterError(path, f"cannot be read: {error.strerror or error}") from error
    if len(data) > MOST_BYTES:
        raise RegisterError(path, f"is larger than {MOST_BYTES:,} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data[:error.start].count(b"\n") + 1
        raise RegisterError(path, f"is not UTF-8 (byte {error.start}); save it as CSV UTF-8", row) from error
    return list(_rows(path, text))


def _rows(path: str, text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=False)
    start = 1
    try:
        for cells in reader:
            yield start, [unguarded(c) for c in cells]
            start = reader.line_num + 1
    except csv.Error as error:
        raise RegisterError(path, f"is no CSV: {error}", start) from error


def _delimiter(text: str) -> str:
    """What splits most in the first lines."""
    head = text[:20_000]
    return max(",;\t", key=lambda sign: (head.count(f'{sign}"') + head.count(f'"{sign}') + head.count(sign), -",;\t".index(sign)))


def _folded(head: str) -> str:
    return re.sub(r"[^a-z0-9]", "", head.casefold())


def _fields(shape: str, head: Sequence[str]) -> list[str | None]:
    columns = registers().columns[shape]
    return [columns.get(_folded(h)) for h in head]


def _shape(head: Sequence[str], shapes: Sequence[str]) -> str | None:
    """The shape whose needed columns the head has; of two the one of which it has more."""
    fits = [s for s in shapes if set(registers().needed[s]) <= set(_fields(s, head))]
    return max(fits, key=lambda s: sum(f is not None for f in _fields(s, head)), default=None)


def _head(path: str, lines: Sequence[tuple[int, list[str]]], shapes: Sequence[str]) -> tuple[int, list[str]]:
    for number, cells in lines[:_HEAD_WITHIN]:
        if _shape(cells[:_MOST_COLUMNS], shapes):
            return number, cells
    needed = " or ".join(f"{s}: {', '.join(registers().needed[s])}" for s in shapes)
    raise RegisterError(path, f"has no head in its first {_HEAD_WITHIN} rows; needed are columns for {needed}")


def _after(lines: Sequence[tuple[int, list[str]]], number: int) -> int:
    return next(i for i, (n, _) in enumerate(lines, 1) if n == number)


def _places(path: str, shape: str, head: Sequence[str], number: int) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, name in enumerate(_fields(shape, head)):
        if name is not None and name in places:
            raise RegisterError(path, f"stands for the same as {head[places[name]]!r}", number, head[place])
        if name is not None:
            places[name] = place
    return places


@dataclass(frozen=True, slots=True)
class _Reader:
    path: str
    shape: str
    places: Mapping[str, int]
    head: Sequence[str]
    party_of: PartyOf

    def row(self, number: int, cells: Sequence[str]) -> RegisterRow:
        if len(cells) > len(self.head) and any(c.strip() for c in cells[len(self.head):]):
            raise RegisterError(self.path, f"has {len(cells)} cells under a head of {len(self.head)}", number)
        told = {name: cells[place].strip() if place < len(cells) else "" for name, place in self.places.items()}
        for name, cell in told.items():
            if len(cell) > _LONGEST_CELL:
                raise self.error(number, name, f"is longer than {_LONGEST_CELL:,} characters")
        return self.sipri(number, told) if self.shape == "sipri" else self.kiel(number, told)

    def sipri(self, number: int, told: Mapping[str, str]) -> RegisterRow:
        designation = unbracketed(told["designation"])[0]
        return RegisterRow(
            number, self.parties(told["supplier"]), self.parties(told["recipient"]), designation, system_of(designation),
            told.get("description", ""), self.read(number, told, "ordered", read_figure), self.read(number, told, "delivered", read_figure),
            self.years(number, told, "order_year"), self.years(number, told, "delivery_years"), cells=told,
        )

    def kiel(self, number: int, told: Mapping[str, str]) -> RegisterRow:
        item = told.get("item", "")
        measure = self.read(number, told, "measure", _measure)
        value = self.read(number, told, "delivered" if measure == "delivery" else "committed", read_figure)
        day = self.read(number, told, "date", iso_day)
        count = self.read(number, told, "number", read_figure)
        return RegisterRow(
            number, self.parties(told["donor"]), self.parties(told.get("recipient", "")), item, system_of(item), date=day, measure=measure,
            ordered=None if measure == "delivery" else count, delivered=count if measure == "delivery" else None,
            currency=self.read(number, told, "currency", _currency) or None, value=value, cells=told,
        )

    def parties(self, cell: str) -> Parties:
        names = [n.strip().rstrip("* ") for n in unbracketed(cell)[0].split(";")]
        return frozenset(self.party(n) for n in names if n and n.casefold() not in registers().unknown)

    def party(self, name: str) -> str:
        """A party's code by its name, by the name that registers give it, or by what stands before a bracket ("Hezbollah (Lebanon)")."""
        known = registers().parties
        code = known.get(name.casefold()) or self.party_of(name)
        before = name.partition(" (")[0].strip()
        return code if code != name or not before or before == name else known.get(before.casefold()) or self.party_of(before)

    def years(self, number: int, told: Mapping[str, str], name: str) -> frozenset[int]:
        found = self.read(number, told, name, read_years)
        return found[0] if found else frozenset()

    def read(self, number: int, told: Mapping[str, str], name: str, form: Callable[[str], T]) -> T | None:
        """What a cell says; None where the register has no such column or the cell is empty."""
        cell = told.get(name, "")
        if not cell:
            return None
        try:
            return form(cell)
        except ValueError as error:
            raise self.error(number, name, f"{cell[:60]!r} is {error}") from error

    def error(self, number: int, name: str, reason: str) -> RegisterError:
        return RegisterError(self.path, reason, number, self.head[self.places[name]])


def _measure(cell: str) -> str:
    found = registers().measures.get(cell.casefold())
    if found is None:
        raise ValueError(f"no measure; such as {', '.join(MEASURES)}")
    return found


def _currency(cell: str) -> str:
    if not re.fullmatch("[A-Z]{3}", cell):
        raise ValueError("no currency; give its ISO 4217 code, such as USD")
    return cell


def iso_day(cell: str) -> str:
    """An ISO day, month or year, or a day as DD.MM.YYYY or DD/MM/YYYY. Raises ValueError for what is none."""
    inner = unbracketed(cell)[0]
    iso, other = _DAY.fullmatch(inner), _DAY_FIRST.fullmatch(inner)
    try:
        if other:
            return date(int(other[3]), int(other[2]), int(other[1])).isoformat()
        if iso:
            return date(int(iso[1]), int(iso[2] or 1), int(iso[3] or 1)).isoformat()[:10 if iso[3] else 7 if iso[2] else 4]
    except ValueError:
        pass
    raise ValueError("no date; such as 2024-02-21, 2024-02 or 21.02.2024")
