"""Figures as registers write them, and back: "40", "360-440", "401+", "up to 50", in round brackets where they are uncertain. Others
also write "ca 40", "40?", "1.200.000", "12,5", "at least 40", "2022-23"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPACES = r"\u00a0\u202f' "
_NUMBER = (
    r"(?:\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+|\d{1,2}(?:,\d{2})+,\d{3}"
    rf"|\d{{1,3}}(?:[,{_SPACES}]\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+|,\d{{1,2}})?(?:[eE]\d+)?)"
)
"""Digits with or without signs between the thousands; the last sign of "12,5" and "1.250.000,5" is a decimal one, that of "1,200" is not."""
_RANGE = re.compile(rf"({_NUMBER}) ?(?:-|–|—|to) ?({_NUMBER})", re.IGNORECASE)
_MORE = re.compile(rf"(?:at least|min\.?|minimum(?: of)?|>=|≥) ?({_NUMBER})|({_NUMBER}) ?(?:\+|or more)", re.IGNORECASE)
_OVER = re.compile(rf"(?:more than|over|>) ?({_NUMBER})", re.IGNORECASE)
_LESS = re.compile(rf"(?:up to|at most|no more than|max\.?|maximum(?: of)?|-|–|<=?|≤) ?({_NUMBER})", re.IGNORECASE)
_ABOUT = re.compile(rf"(?:circa|ca\.?|c\.|about|around|approximately|approx\.?|roughly|some|estimated|est\.?|~|≈) ?({_NUMBER})", re.IGNORECASE)
_PLAIN = re.compile(f"({_NUMBER})")
_NEAR = 0.1
"""What "about" leaves open to either side, as in a claim (GUIDE section 3)."""
_YEARS = re.compile(r"(?:(?:circa|ca\.?|c\.|about|~) ?)?(\d{4}) ?(?:[-–] ?(\d{4}|\d{2}))?", re.IGNORECASE)
_DATED = re.compile(r"(\d{4})-(?:0[1-9]|1[0-2])(?:-\d{2})?(?:[T ][\d:.]+)?|\d{1,2}[./]\d{1,2}[./](\d{4})")
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
    """The cell without its round brackets or the question mark after it, and whether it had them: both mean uncertain."""
    inner, uncertain = cell.strip(), False
    while inner and ((inner[0] == "(" and inner[-1] == ")") or inner[-1] == "?"):
        inner, uncertain = (inner[:-1] if inner[-1] == "?" else inner[1:-1]).strip(), True
    return inner, uncertain


def read_figure(cell: str) -> Ends | None:
    """A figure as a register writes it; None for an empty cell. Raises ValueError for what is none."""
    inner, uncertain = unbracketed(cell)
    if not inner or inner in {"..", "-", "–"}:
        return None
    found = _ends(inner) if len(inner) <= _LONGEST else None
    if found is None:
        raise ValueError("no number; such as 40, (40), 360-440, 401+ or up to 50")
    low, high = found
    if low is not None and high is not None and low > high:
        raise ValueError(f"no interval: it runs from {number_words(low)} down to {number_words(high)}")
    return Ends(low, high, uncertain)


def _ends(inner: str) -> tuple[float | None, float | None] | None:
    if found := _PLAIN.fullmatch(inner):
        return _value(found[1]), _value(found[1])
    if found := _RANGE.fullmatch(inner):
        return _value(found[1]), _value(found[2])
    if found := _MORE.fullmatch(inner):
        return _value(found[1] or found[2]), None
    if found := _OVER.fullmatch(inner):
        return _value(found[1]) + 1, None
    if found := _LESS.fullmatch(inner):
        return None, _value(found[1])
    if found := _ABOUT.fullmatch(inner):
        return round(_value(found[1]) * (1 - _NEAR), 6), round(_value(found[1]) * (1 + _NEAR), 6)
    return None


def _value(digits: str) -> float:
    bare = re.sub(rf"[{_SPACES}]", "", digits)
    if re.fullmatch(r"\d{1,3}(\.\d{3}){2,}|[\d.]*,\d{1,2}|\d{1,3}(\.\d{3})+,\d+", bare):
        return float(bare.replace(".", "").replace(",", "."))
    return float(bare.replace(",", ""))


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
    inner = re.sub(r"[()?]", "", cell).strip()
    for part in filter(None, (p.strip() for p in re.split(r"[;,]", inner))):
        found, dated = _YEARS.fullmatch(part), _DATED.fullmatch(part)
        if dated:
            years.add(int(dated[1] or dated[2]))
        elif found and int(found[1]) <= (last := _last(found)) <= int(found[1]) + _SPAN:
            years.update(range(int(found[1]), last + 1))
        else:
            raise ValueError("no year; such as 2023, (2023), 2022-2024 or 2020; 2022")
    return frozenset(years), "(" in cell or "?" in cell


def _last(found: re.Match[str]) -> int:
    """The last year: "2022-23" is 2022 to 2023."""
    return int(found[1][:2] + found[2]) if found[2] and len(found[2]) == 2 else int(found[2] or found[1])


_SPAN = 200
"""Years that one delivery may last; more is a slip of the pen."""
