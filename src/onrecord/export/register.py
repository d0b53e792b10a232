"""A register read back: rows of a table in the shape of `sipri` or `kiel`, ours or others', with the heads that registers.yaml lists.

The table is CSV as others write it (`sheet`). Lines before the head are passed over, as registers put their terms there; empty lines and
notes of one cell too. A cell that says in words that nothing is known ("..", "undisclosed") tells nothing. A cell that cannot be
understood tells nothing either and is named with its row and column (`Register.unread`), so that one slip in ten thousand rows
stops nobody and hides nothing.

- "?" in the column without a name after another, and "yes" under "... is estimate", make that one uncertain, as brackets and "12?" do.
- Rows of one deal, one for each year of delivery, are one row (``deal``): its deliveries added up, since they are the register's own parts of it.
- An aid tracker without a column for measures tells commitments, allocations or deliveries alike: such a row may be any of them. One without a column
  for recipients is of aid to `ONLY_RECIPIENT`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeVar

from onrecord.errors import RegisterError
from onrecord.export.figures import Ends, read_figure, read_years, unbracketed
from onrecord.export.sheet import HEAD_WITHIN, read_sheet
from onrecord.knowledge.registers import MEASURES, SHAPES, classes_of, registers, system_of

T = TypeVar("T")
ONLY_RECIPIENT = "UA"
"""Whose aid a tracker without recipients tracks."""
_MOST_COLUMNS = 200
_LONGEST_CELL = 100_000
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?")
_OTHER_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})(?: .*)?")
_SERIAL = re.compile(r"[3-6]\d{4}(?:\.0)?")
_SERIAL_START = date(1899, 12, 30)
"""Day 0 of spreadsheets, which write days as numbers (40,000 is one of 2009)."""
Parties = frozenset[str]


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A row as it is compared. ``row`` is the line of the file it begins on; parties are codes, empty where the register does not know; ``key``
    the catalogue's system and ``classes`` the kinds of goods that it may be; ``ordered``, ``delivered``, ``value`` figures as told; ``years`` of
    order, ``delivery_years``; ``aid``: of an aid tracker, its ``measure`` None where it does not say; ``value_in`` the field of the value;
    ``cells`` by field."""

    row: int
    giver: Parties
    receiver: Parties
    designation: str
    key: str | None
    description: str = ""
    classes: frozenset[str] = frozenset()
    ordered: Ends | None = None
    delivered: Ends | None = None
    order_years: frozenset[int] = frozenset()
    delivery_years: frozenset[int] = frozenset()
    aid: bool = False
    date: str | None = None
    measure: str | None = None
    currency: str | None = None
    value: Ends | None = None
    value_in: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that could not be understood: its row, its column as the file calls it, and why."""

    row: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Register:
    """A register's ``shape`` (sipri or kiel) and rows, and the cells ``unread`` since they could not be understood."""

    path: str
    shape: str
    rows: tuple[RegisterRow, ...]
    unread: tuple[Unread, ...] = ()


PartyOf = Callable[[str], str]
"""A party's code by its name; another name as it stands."""


def read_register(path: str, party_of: PartyOf, shape: str | None = None) -> Register:
    """The register at ``path``, of the ``shape`` named or the one that its head fits. Raises `RegisterError`."""
    shapes = (shape,) if shape else SHAPES
    sheet = read_sheet(path, lambda cells: _shape(cells[:_MOST_COLUMNS], shapes) is not None)
    if sheet.head is None:
        needed = " or ".join(f"{s}: {', '.join(registers().needed[s])}" for s in shapes)
        raise RegisterError(path, f"has no head in its first {HEAD_WITHIN} rows; needed are columns for {needed}")
    number, head = sheet.rows[sheet.head]
    found = _shape(head[:_MOST_COLUMNS], shapes)
    assert found is not None
    reader = _Reader(path, found, _places(path, found, head, number), _marks(found, head), head, party_of, [])
    rows = [reader.row(n, cells) for n, cells in sheet.rows[sheet.head + 1:] if sum(bool(c.strip()) for c in cells) > 1]
    return Register(path, found, tuple(_deals(rows)), tuple(reader.unread))


def _folded(head: str) -> str:
    return re.sub(r"[^a-z0-9]", "", head.casefold())


def _fields(shape: str, head: Sequence[str]) -> list[str | None]:
    columns = registers().columns[shape]
    return [columns.get(_folded(h)) for h in head]


def _shape(head: Sequence[str], shapes: Sequence[str]) -> str | None:
    """The shape whose needed columns the head has; of two the one of which it has more."""
    fits = [s for s in shapes if set(registers().needed[s]) <= set(_fields(s, head))]
    return max(fits, key=lambda s: sum(f is not None for f in _fields(s, head)), default=None)


def _places(path: str, shape: str, head: Sequence[str], number: int) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, name in enumerate(_fields(shape, head)):
        if name is not None and name in places:
            raise RegisterError(path, f"stands for the same as {head[places[name]]!r}", number, head[place])
        if name is not None:
            places[name] = place
    return places


def _marks(shape: str, head: Sequence[str]) -> dict[int, str]:
    """Places of columns that say whether another is uncertain: those without a name, and those of "... is estimate"; to the field they are of."""
    fields, found = _fields(shape, head), dict[int, str]()
    for place, name in enumerate(fields):
        if name is None and not head[place].strip() and place and (before := fields[place - 1]) is not None:
            found[place] = before
    estimates = registers().estimates
    return found | {place: estimates[_folded(h)] for place, h in enumerate(head) if shape == "sipri" and _folded(h) in estimates}


def _deals(rows: Iterable[RegisterRow]) -> list[RegisterRow]:
    """The rows with those of one deal made one, in its first one's place."""
    made: dict[object, RegisterRow] = {}
    for row in rows:
        deal = row.cells.get("deal")
        key = ("deal", deal, row.giver, row.receiver, row.designation) if deal else ("row", row.row)
        made[key] = _one_deal(made[key], row) if key in made else row
    return list(made.values())


def _one_deal(one: RegisterRow, more: RegisterRow) -> RegisterRow:
    cells = dict(one.cells)
    for name, between in (("order_year", "; "), ("delivery_years", "; "), ("delivered", " + ")):
        told = [cell for row in (one, more) if (cell := row.cells.get(name))]
        cells[name] = between.join(told if name == "delivered" else dict.fromkeys(told))
    return replace(one, delivered=_sum(one.delivered, more.delivered), order_years=one.order_years | more.order_years,
                   delivery_years=one.delivery_years | more.delivery_years, cells=cells)


def _sum(a: Ends | None, b: Ends | None) -> Ends | None:
    if a is None or b is None:
        return a or b
    high = None if a.high is None or b.high is None else a.high + b.high
    return Ends((a.low or 0) + (b.low or 0), high, a.uncertain or b.uncertain)


@dataclass(frozen=True, slots=True)
class _Reader:
    path: str
    shape: str
    places: Mapping[str, int]
    marks: Mapping[int, str]
    head: Sequence[str]
    party_of: PartyOf
    unread: list[Unread]

    def row(self, number: int, cells: Sequence[str]) -> RegisterRow:
        if len(cells) > len(self.head) and any(c.strip() for c in cells[len(self.head):]):
            raise RegisterError(self.path, f"has {len(cells)} cells under a head of {len(self.head)}", number)
        told = {name: cells[place].strip() if place < len(cells) else "" for name, place in self.places.items()}
        for name, cell in told.items():
            if len(cell) > _LONGEST_CELL:
                raise RegisterError(self.path, f"is longer than {_LONGEST_CELL:,} characters", number, self.head[self.places[name]])
        for place, name in self.marks.items():
            if place < len(cells) and cells[place].strip().casefold() in _UNSURE and told.get(name):
                told[name] += "?"
        return self.sipri(number, told) if self.shape == "sipri" else self.kiel(number, told)

    def sipri(self, number: int, told: Mapping[str, str]) -> RegisterRow:
        designation = unbracketed(told["designation"])[0]
        kind = told.get("description", "")
        return RegisterRow(
            number, self.parties(told["supplier"]), self.parties(told["recipient"]), designation, system_of(designation), kind,
            classes_of(designation, kind), self.read(number, told, "ordered", read_figure), self.read(number, told, "delivered", read_figure),
            self.years(number, told, "order_year"), self.years(number, told, "delivery_years"), cells=told,
        )

    def kiel(self, number: int, told: Mapping[str, str]) -> RegisterRow:
        item, kind = (self.plain(told.get(name, "")) for name in ("item", "item_type"))
        measure = self.read(number, told, "measure", _measure)
        value, currency, value_in = self.value(number, told, "delivered" if measure == "delivery" else "committed")
        count = self.read(number, told, "number", read_figure)
        receiver = self.parties(told["recipient"]) if "recipient" in self.places else frozenset({ONLY_RECIPIENT})
        return RegisterRow(
            number, self.parties(told["donor"]), receiver, item, system_of(item), kind, classes_of(item, kind), aid=True,
            date=self.read(number, told, "date", iso_day), measure=measure, ordered=None if measure == "delivery" else count,
            delivered=count if measure == "delivery" else None, currency=currency, value=value, value_in=value_in,
            cells=told,
        )

    def value(self, number: int, told: Mapping[str, str], name: str) -> tuple[Ends | None, str | None, str]:
        """The value in its currency, that of the item before that of its whole activity; else what it comes to in euros; and its field."""
        names = ("delivered", "delivered_eur") if name == "delivered" else ("committed", "activity", "committed_eur", "activity_eur")
        currency = self.read(number, told, "currency", _currency)
        for column in names:
            euros = column.endswith("_eur")
            found = self.read(number, told, column, read_figure) if euros or currency else None
            if found is not None and found.high != 0:
                return found, "EUR" if euros else currency, column
        return None, currency, ""

    @staticmethod
    def plain(cell: str) -> str:
        """The cell, "" where it says that nothing is known."""
        return "" if cell.casefold() in registers().untold else cell

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
        """What a cell says; None where the register has no such column, the cell tells nothing, or it cannot be understood."""
        cell = told.get(name, "")
        if not cell or unbracketed(cell)[0].casefold() in registers().untold:
            return None
        try:
            return form(cell)
        except ValueError as error:
            self.unread.append(Unread(number, self.head[self.places[name]], f"{cell[:60]!r} is {error}"))
            return None


_UNSURE = frozenset({"?", "yes", "true", "1"})


def _measure(cell: str) -> str:
    found = registers().measures.get(cell.casefold())
    if found is None:
        raise ValueError(f"no measure; such as {', '.join(MEASURES)}")
    return found


def _currency(cell: str) -> str:
    found = registers().currencies.get(cell.casefold(), cell.upper())
    if not re.fullmatch("[A-Z]{3}", found):
        raise ValueError("no currency; give its ISO 4217 code, such as USD")
    return found


def iso_day(cell: str) -> str:
    """An ISO day (with a time or without), month or year, a day as DD.MM.YYYY or DD/MM/YYYY (MM/DD/YYYY where there is no such month), or a
    spreadsheet's number of one. Raises ValueError for what is none."""
    inner = unbracketed(cell)[0]
    iso, other = _DAY.fullmatch(inner), _OTHER_DAY.fullmatch(inner)
    try:
        if _SERIAL.fullmatch(inner):
            return (_SERIAL_START + timedelta(int(inner[:5]))).isoformat()
        if other:
            day, month = sorted((int(other[1]), int(other[2])), reverse=True) if int(other[2]) > 12 else (int(other[1]), int(other[2]))
            return date(int(other[3]), month, day).isoformat()
        if iso:
            return date(int(iso[1]), int(iso[2] or 1), int(iso[3] or 1)).isoformat()[:10 if iso[3] else 7 if iso[2] else 4]
    except ValueError:
        pass
    raise ValueError("no date; such as 2024-02-21, 2024-02 or 21.02.2024")
