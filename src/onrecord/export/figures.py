"""Figures as registers write them, and back: "40", "360-440", "401+", "up to 50", in round brackets where they are uncertain."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = r"\d[\d,  ' ]*(?:\.\d+)?(?:[eE]\d+)?"
_RANGE = re.compile(rf"({_NUMBER}) ?(?:-|–|to) ?({_NUMBER})")
_MORE = re.compile(rf"({_NUMBER}) ?(?:\+|or more)")
_LESS = re.compile(rf"(?:up to|-|–|<=?|≤) ?({_NUMBER})", re.IGNORECASE)
_PLAIN = re.compile(_NUMBER)
_YEARS = re.compile(r"(\d{4}) ?(?:[-–] ?(\d{4}))?")
_DATED = re.compile(r"(\d{4})-\d{2}(?:-\d{2})?|\d{1,2}[./]\d{1,2}[./](\d{4})")
_LONGEST = 80
"""Characters of a cell that is taken for a figure."""


@dataclass(frozen=True, slots=True)
class Ends:
    """A figure of a register: [``low``, ``high``] (None: open), and whether it is in brackets."""

    low: float | None
    high: float | None
    uncertain: bool = False

    def meets(self, low: float | None, high: float | None) -> bool:
        """Whether both intervals can hold."""
        return (self.low is None or high is None or self.low <= high) and (low is None or self.high is None or low <= self.high)


def number_words(value: float) -> str:
    """Digits alone, no exponent: "40", "2.5"."""
    return str(int(value)) if float(value).is_integer() else f"{value:f}".rstrip("0")


def interval_words(low: float | None, high: float | None) -> str:
    """The interval in a cell; "" where both ends are open."""
    if low is None:
        return "" if high is None else f"up to {number_words(high)}"
    if high is None:
        return f"{number_words(low)}+"
    return number_words(low) if low == high else f"{number_words(low)}-{number_words(high)}"


def bracketed(words: str, uncertain: bool) -> str:
    """The cell in round brackets where it is uncertain; an empty cell stays empty."""
    return f"({words})" if uncertain and words else words


def unbracketed(cell: str) -> tuple[str, bool]:
    """The cell without its brackets, and whether it had them."""
    inner = cell.strip()
    held = inner.startswith("(") and inner.endswith(")")
    return (inner[1:-1].strip(), True) if held else (inner, False)


def read_figure(cell: str) -> Ends | None:
    """A figure as a register writes it; None for an empty cell. Raises ValueError for what is none."""
    inner, uncertain = unbracketed(cell)
    if not inner or inner in {"..", "-", "–"}:
        return None
    if len(inner) <= _LONGEST:
        for form, ends in ((_RANGE, (1, 2)), (_MORE, (1, 0)), (_LESS, (0, 1)), (_PLAIN, (0, 0))):
            found = form.fullmatch(inner)
            if found:
                return _ends(form, found, ends, uncertain)
    raise ValueError("no number; such as 40, (40), 360-440, 401+ or up to 50")


def _ends(form: re.Pattern[str], found: re.Match[str], ends: tuple[int, int], uncertain: bool) -> Ends:
    if form is _PLAIN:
        return Ends(_value(found[0]), _value(found[0]), uncertain)
    low, high = (_value(found[group]) if group else None for group in ends)
    if low is not None and high is not None and low > high:
        raise ValueError(f"no interval: it runs from {number_words(low)} down to {number_words(high)}")
    return Ends(low, high, uncertain)


def _value(digits: str) -> float:
    return float(re.sub(r"[,  ' ]", "", digits))


def year_words(years: set[int]) -> str:
    """Years in a cell: "2022-2024", "2020; 2022-2023"."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return "; ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def read_years(cell: str) -> tuple[frozenset[int], bool]:
    """The years of a cell, and whether any is in brackets. Raises ValueError for what is no year."""
    years: set[int] = set()
    inner = re.sub(r"[()]", "", cell).strip()
    for part in filter(None, (p.strip() for p in re.split(r"[;,]", inner))):
        found, dated = _YEARS.fullmatch(part), _DATED.fullmatch(part)
        if dated:
            years.add(int(dated[1] or dated[2]))
        elif found and int(found[1]) <= int(found[2] or found[1]) <= int(found[1]) + _SPAN:
            years.update(range(int(found[1]), int(found[2] or found[1]) + 1))
        else:
            raise ValueError("no year; such as 2023, (2023), 2022-2024 or 2020; 2022")
    return frozenset(years), "(" in cell


_SPAN = 200
"""Years that one delivery may last; more is a slip of the pen."""
