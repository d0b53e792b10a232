"""Days, months, years, seasons, quarters and weekdays in words -> keys that say what was written, before anything is resolved.

Keys (one grammar, read again by `times_resolve`):
    2022-02-24  --02-24  2022-02  --02  2022  198x          as far as written; "--" for the year left out
    wd1  S3  Q3  H1  F9  L3                                 weekday (0 Monday), season (first month), quarter, half, first or last months
    base:2022  base:Y-1                                     ... of that year, of last year
    base@-1  base@0  base@1                                 last, this, next
    base~late                                               narrowed (early, mid, late, start, end, first, second, sofar, rest)
    base!                                                   a name, not the time of the act ("the 2015 nuclear deal")
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.knowledge.calendar import calendar
from onrecord.knowledge.units import units
from onrecord.reading.counted import is_label
from onrecord.reading.lexemes import Lexeme, is_figure, is_word, joined, low, phrase_at

DASHES = frozenset("-–—‐‑−")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OLD_YEAR = re.compile(r"1[5-8]\d\d")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4, "last": 2, "latter": 2}
_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_LONGEST_MONTH = 31
_FEASTS = frozenset({"good", "black", "bloody", "super", "palm", "ash", "maundy", "cyber"})
_WITHIN = frozenset({"in", "during", "throughout"})
"""Words before two years, one after the other, that together are one time."""
_COUNTING = frozenset({"than", "some", "nearly", "almost", "least"})
_SEASON_LEADS = frozenset({"in", "by", "since", "until", "before", "after", "during", "of", "mid", "early", "late", "through", "over",
                           "from", "this"})


class Base(NamedTuple):
    """Lexemes ``first`` to ``last`` (left out) name a time of ``kind`` (see `TimeMention`) with ``key``."""

    first: int
    last: int
    kind: str
    key: str


def year_at(row: Sequence[Lexeme], i: int) -> int | None:
    """The year 1900 to 2099 that the figure at ``i`` may be, None where it cannot."""
    return int(row[i].raw) if 0 <= i < len(row) and _YEAR.fullmatch(row[i].raw) else None


def _day(row: Sequence[Lexeme], i: int) -> tuple[int, int] | None:
    """A day of the month at ``i`` ("7", "07", "7th"), and the lexeme after it."""
    if not (0 <= i < len(row) and re.fullmatch(r"\d{1,2}", row[i].raw) and 0 < int(row[i].raw) <= _LONGEST_MONTH):
        return None
    if joined(row, i) and low(row, i + 1) in _ENDINGS:
        return int(row[i].raw), i + 2
    return None if joined(row, i) and (is_word(low(row, i + 1)) or low(row, i + 1) in (":", "%")) else (int(row[i].raw), i + 1)


def month_at(row: Sequence[Lexeme], i: int) -> tuple[int, int] | None:
    """The month named at ``i`` and the lexeme after it (after the period of "Feb."); None where no month is meant."""
    if not (0 <= i < len(row)) or not row[i].raw[:1].isupper():
        return None
    table, word = calendar(), row[i].low
    figures = is_figure(row[i - 1]) if i else False
    if word in table.months:
        day = i + 1 + (low(row, i + 1) == "the")
        after = day < len(row) and is_figure(row[day])
        sure = word not in table.shy or figures or after or low(row, i - 1) in table.leads or low(row, i - 1) in ("th", "st", "nd", "rd")
        return (table.months[word], i + 1) if sure else None
    if word not in table.short:
        return None
    last = i + 1 + (low(row, i + 1) == "." and joined(row, i))
    near = (last < len(row) and is_figure(row[last])) or (figures and row[i - 1].end + 2 > row[i].start)
    dashed = low(row, i - 1) == "-" and joined(row, i - 1)
    return (table.short[word], last) if near or dashed or (last > i + 1 and low(row, i - 1) in table.leads) else None


def year_after(row: Sequence[Lexeme], i: int) -> tuple[str, int]:
    """The year after a month or a day ("2022", ", 2022", "of last year", "this year") as a key's end, and where it ends."""
    j = i + (low(row, i) in (",", "of", "in", "-"))
    year = year_at(row, j)
    if j > i and j < len(row) and low(row, i) == "," and _OLD_YEAR.fullmatch(row[j].raw):
        year = int(row[j].raw)
    if year is not None and not (joined(row, j) and is_word(low(row, j + 1))):
        return str(year), j + 1
    j += low(row, j) == "the"
    turn = calendar().turns.get(low(row, j))
    if turn is not None and low(row, j + 1) == "year":
        return f"Y{turn:+d}", j + 2
    return "", i


def _short_year(row: Sequence[Lexeme], i: int) -> tuple[str, int]:
    """A year of two digits after an abbreviated month ("15 Oct 16", "Feb '22")."""
    j = i + (low(row, i) in ("'", "’", "-"))
    if j < len(row) and re.fullmatch(r"\d\d", row[j].raw) and not (joined(row, j) and low(row, j + 1).isalnum()) and (
            j > i or low(row, j + 1) in ("", ".", ",", ";", ")")):
        return f"20{row[j].raw}", j + 1
    return "", i


def _dated(first: int, last: int, month: int, day: int, year: str) -> Base:
    if year.startswith("Y"):
        return Base(first, last, "date", f"--{month:02d}-{day:02d}:{year}")
    return Base(first, last, "date", f"{year or '-'}-{month:02d}-{day:02d}")


def _monthly(first: int, last: int, month: int, year: str, turn: int | None = None) -> Base:
    if year.startswith("Y"):
        return Base(first, last, "month", f"--{month:02d}:{year}")
    return Base(first, last, "month", f"{year or '-'}-{month:02d}" + ("" if turn is None or year else f"@{turn}"))


def _iso(row: Sequence[Lexeme], i: int) -> Base | None:
    """"2024-01-05", "2024/01/05", "05.12.2023"."""
    dotted = _DOTTED.fullmatch(row[i].raw)
    if dotted and int(dotted[2]) <= 12 and 0 < int(dotted[1]) <= _LONGEST_MONTH:
        return _dated(i, i + 1, int(dotted[2]), int(dotted[1]), dotted[3])
    year, sign = year_at(row, i), low(row, i + 1)
    if joined(row, i - 1) and low(row, i - 1) in ("/", "-", "_", "="):
        return None
    if year is None or sign not in ("-", "/") or low(row, i + 3) != sign or not all(joined(row, i + k) for k in range(4)):
        return None
    month, day = row[i + 2].raw, row[i + 4].raw if i + 4 < len(row) else ""
    if re.fullmatch(r"\d\d?", month) and re.fullmatch(r"\d\d?", day) and 0 < int(month) <= 12 and 0 < int(day) <= _LONGEST_MONTH:
        return _dated(i, i + 5, int(month), int(day), str(year))
    return None


def _slashed(row: Sequence[Lexeme], i: int) -> Base | None:
    """"25/08/2018" and "08/25/2018"; "05/06/2018" could be either and is left out rather than guessed."""
    if not all(joined(row, i + k) for k in range(4)) or low(row, i + 1) != "/" or low(row, i + 3) != "/":
        return None
    one, two, year = row[i].raw, row[i + 2].raw, year_at(row, i + 4)
    if year is None or not re.fullmatch(r"\d\d?", one) or not re.fullmatch(r"\d\d?", two):
        return None
    day, month = max(int(one), int(two)), min(int(one), int(two))
    return _dated(i, i + 5, month, day, str(year)) if day > 12 >= month > 0 and day <= _LONGEST_MONTH else None


def _day_first(row: Sequence[Lexeme], i: int) -> Base | None:
    """"24 February 2022", "the 24th of February", "7-9 March 2024"."""
    day = _day(row, i)
    if day is None or (joined(row, i - 1) and low(row, i - 1) not in (*DASHES, "(", "[", '"', "“")):
        return None
    j = day[1]
    second = _day(row, j + 1) if low(row, j) in (*DASHES, "and", "to", "or") else None
    j = second[1] if second and month_at(row, second[1] + (low(row, second[1]) == "of")) else j
    month = month_at(row, j + (low(row, j) == "of" or (low(row, j) == "-" and joined(row, j))))
    if month is None:
        return None
    year, last = year_after(row, month[1])
    if not year and row[j].low in calendar().short:
        year, last = _short_year(row, month[1])
    found = _dated(i, last, month[0], day[0], year)
    return found if j == day[1] or second is None else _days(found, second[0])


def _days(first: Base, last_day: int) -> Base:
    """The interval from the day of ``first`` to ``last_day`` of the same month."""
    head, mark, year = first.key.partition(":")
    return first._replace(kind="interval", key=f"{first.key}/{head[:-2]}{last_day:02d}{mark}{year}")


def _month_first(row: Sequence[Lexeme], i: int) -> Base | None:
    """"February 24, 2022", "Feb. 24", "March the 7th", "March 7-9, 2024", "July 2016", "July of last year", "October"."""
    month = month_at(row, i)
    if month is None:
        return None
    day = _day(row, month[1] + (low(row, month[1]) == "the"))
    if day is None or (low(row, day[1]) in units().scales and day[1] < len(row)):
        year, last = year_after(row, month[1])
        if not year and row[i].low in calendar().short:
            year, last = _short_year(row, month[1])
        return _monthly(i, last, month[0], year)
    second = _day(row, day[1] + 1) if low(row, day[1]) in DASHES or _next_day(row, day) else None
    year, last = year_after(row, second[1] if second else day[1])
    found = _dated(i, last, month[0], day[0], year)
    return _days(found, second[0]) if second and second[0] > day[0] else found


def _next_day(row: Sequence[Lexeme], day: tuple[int, int]) -> bool:
    """Whether the day is told together with the next ("August 10 and 11"), no count of what follows ("August 10 and 11 aircraft")."""
    second = _day(row, day[1] + 1) if low(row, day[1]) in ("and", "or") else None
    if second is None or second[0] != day[0] + 1:
        return False
    return second[1] >= len(row) or not (is_word(low(row, second[1])) and row[second[1]].raw.islower() and low(row, second[1]) not in units().stops)


def _is_year(row: Sequence[Lexeme], i: int) -> bool:
    """Whether the figure at ``i`` is a year and no count, measure, sum, name or part of a longer figure."""
    if year_at(row, i) is None or is_label(row, i):
        return False
    before, after = low(row, i - 1), low(row, i + 1)
    if joined(row, i - 1) and (is_word(before) or before in (".", "/", ":", "$", "€", "£", "#", "_")):
        return False
    if joined(row, i - 1) and before in DASHES and low(row, i - 2) not in (*calendar().parts, "") and not is_figure(row[i - 2]):
        return False
    if joined(row, i) and ((is_word(after) and after != "s") or after in (":", "/", "_", "%")):
        return False
    if after in units().measures or after in units().scales or after in units().mass or before in _COUNTING:
        return False
    return not (row[i].raw == "2000" and is_word(after) and after not in units().stops)


def _yearly(row: Sequence[Lexeme], i: int) -> Base | None:
    """"2023", "the 1980s", "2019-2022", "2021-22", "in 2026 and 2027"."""
    if not _is_year(row, i):
        return None
    year = row[i].raw
    if _tens(row, i):
        second = i + 3 if low(row, i + 2) in ("and", "or") else i
        if second > i and second < len(row) and _tens(row, second) and int(row[second].raw) == int(year) + 10:
            return Base(i, second + 2, "interval", f"{year[:3]}x/{row[second].raw[:3]}x")
        return Base(i, i + 2, "year", f"{year[:3]}x")
    if low(row, i + 1) in DASHES and i + 2 < len(row) and row[i + 2].start - row[i].end <= 3:
        end = row[i + 2].raw
        if re.fullmatch(r"\d\d", end) and joined(row, i) and int(end) > int(year[2:]) and low(row, i + 3) != "-":
            return Base(i, i + 3, "interval", f"{year}/{year[:2]}{end}")
        if _YEAR.fullmatch(end) and end > year:
            return Base(i, i + 3, "interval", f"{year}/{end}")
    if low(row, i - 1) in _WITHIN and (last := _years_on(row, i)) > i + 1:
        return Base(i, last, "interval", f"{year}/{row[last - 1].raw}")
    inner = _part_of_year(row, i + 1)
    if inner is not None:
        return Base(i, inner[1], "season", f"{inner[0]}:{year}")
    return Base(i, i + 1, "year", f"{year}!" if _names(row, i) else year)


def _tens(row: Sequence[Lexeme], i: int) -> bool:
    """Whether a decade stands at ``i`` ("1990s")."""
    return year_at(row, i) is not None and row[i].raw.endswith("0") and joined(row, i) and low(row, i + 1) in ("s", "'s")


def _years_on(row: Sequence[Lexeme], i: int) -> int:
    """Where the row of years, each the next of the one before, ends that begins at ``i`` ("2015, 2016 and 2017"); with no "and", at the first."""
    last, joined_by_and = i + 1, False
    while low(row, last) in (",", "and", "or") and not joined_by_and:
        following = last + 1 + (low(row, last) == "," and low(row, last + 1) in ("and", "or"))
        if year_at(row, following) is None or int(row[following].raw) != int(row[last - 1].raw) + 1 or not _is_year(row, following):
            break
        joined_by_and = low(row, following - 1) in ("and", "or")
        last = following + 1
    return last if joined_by_and else i + 1


def _decade(row: Sequence[Lexeme], i: int) -> Base | None:
    """"the 80s", "the mid-'90s": decades of the last century, as news means them."""
    led = low(row, i - 1) in ("the", "'", "’", "‘", "early", "late") or low(row, i - 2) == "mid"
    if not led or not re.fullmatch(r"[2-9]0", row[i].raw) or low(row, i + 1) not in ("s", "'s") or not joined(row, i):
        return None
    return Base(i, i + 2, "year", f"19{row[i].raw[0]}x")


def _part_of_year(row: Sequence[Lexeme], i: int) -> tuple[str, int] | None:
    """The quarter, half or season right after a year ("2023 third quarter", "last year's spring"): its key, and where it ends."""
    if low(row, i) in calendar().seasons and low(row, i) != "fall":
        return f"S{calendar().seasons[low(row, i)]}", i + 1
    number, noun = ORDINALS.get(low(row, i)), low(row, i + 1)
    if number is None or noun not in ("quarter", "half") or (noun == "half" and number > 2):
        return None
    return f"{'Q' if noun == 'quarter' else 'H'}{number}", i + 2


def possessive_year(row: Sequence[Lexeme], i: int) -> Base | None:
    """"last year's third quarter", "next year's spring"."""
    turn = calendar().turns.get(low(row, i))
    inner = _part_of_year(row, i + 3) if turn is not None and phrase_at(row, i + 1, ("year", "'s")) else None
    return Base(i, inner[1], "season", f"{inner[0]}:Y{turn:+d}") if inner else None


def _names(row: Sequence[Lexeme], i: int) -> bool:
    """Whether a year stands before a noun as part of its name ("the 2015 nuclear deal")."""
    after = low(row, i + 1)
    before = low(row, i - 1)
    if before == "of" and row[i - 2].raw[:1].isupper() and row[i - 2].low not in (*calendar().seasons, *calendar().parts):
        return True
    if _described(row, i):
        return True
    return ((before in ("the", "a", "its", "their", "his", "this", "under", "that") or before == "'s") and is_word(after)
            and after not in units().stops and not joined(row, i))


def _described(row: Sequence[Lexeme], i: int) -> bool:
    """Whether the year stands between "the" with an adjective and a noun ("the historic 2015 nuclear deal", "the original 2019 contract")."""
    before, after = low(row, i - 1), low(row, i + 1)
    plain = is_word(before) and before not in units().stops and before not in calendar().parts and row[i - 1].raw.islower()
    return plain and low(row, i - 2) in ("the", "a", "its", "their") and is_word(after) and after not in units().stops and not joined(row, i)


def _season(row: Sequence[Lexeme], i: int) -> Base | None:
    """"spring 2023", "autumn of last year", "in the summer", "last winter", "this fall", "mid-summer"."""
    table, word = calendar(), low(row, i)
    if word not in table.seasons:
        return None
    year, last = year_after(row, i + 1)
    key = f"S{table.seasons[word]}"
    if year:
        return Base(i, last, "season", f"{key}:{year}")
    return Base(i, i + 1, "season", key) if _sure_season(row, i) else None


def _sure_season(row: Sequence[Lexeme], i: int) -> bool:
    """Whether a season without a year is a time ("in the spring", "by summer", "mid-winter"), not a verb or a name ("the Arab Spring")."""
    word, back = row[i].low, i - 1 - (low(row, i - 1) in DASHES)
    back -= low(row, back) == "the"
    after = low(row, i + 1)
    led = low(row, back) in _SEASON_LEADS
    free = not is_word(after) or (after in units().stops and after != "of")
    return free and (led or word.startswith("mid"))


def _share(row: Sequence[Lexeme], i: int) -> Base | None:
    """"third quarter of 2023", "Q3 2023", "the first half of the year", "fourth-quarter"."""
    if low(row, i) == "q" and joined(row, i) and low(row, i + 1) in ("1", "2", "3", "4"):
        year, last = year_after(row, i + 2)
        return Base(i, last, "season", f"Q{row[i + 1].raw}:{year}" if year else f"Q{row[i + 1].raw}")
    number = ORDINALS.get(low(row, i))
    j = i + 1 + (low(row, i + 1) == "-")
    if number is None or low(row, j) not in ("quarter", "half"):
        return None
    letter = "Q" if row[j].low == "quarter" else "H"
    if (number > 2 if letter == "H" else row[i].low in ("last", "latter")):
        return None
    year, last = year_after(row, j + 1)
    if not year and low(row, j + 1) == "of" and low(row, j + 2) in ("the", "this") and low(row, j + 3) == "year":
        year, last = "Y+0", j + 4
    if not year and letter == "H":
        return None
    return Base(i, last, "season", f"{letter}{number}:{year}" if year else f"{letter}{number}")


def _weekday(row: Sequence[Lexeme], i: int) -> Base | None:
    """"Tuesday", and "Tuesday, Feb. 24, 2022", which is the date."""
    day = calendar().weekdays.get(low(row, i))
    if day is None or not row[i].raw[:1].isupper() or low(row, i - 1) in _FEASTS:
        return None
    j = i + 1 + (low(row, i + 1) in (",", "(", ".", "the"))
    dated = (_month_first(row, j) or _day_first(row, j)) if j < len(row) else None
    if dated is not None and dated.kind == "date":
        return dated._replace(first=i)
    return Base(i, i + 1, "weekday", f"wd{day}")


def date_at(row: Sequence[Lexeme], i: int) -> Base | None:
    """The day, month, year, season, quarter or weekday written from lexeme ``i`` on; None where there is none."""
    if i >= len(row):
        return None
    if is_figure(row[i]):
        return _iso(row, i) or _slashed(row, i) or _day_first(row, i) or _yearly(row, i) or _decade(row, i)
    return _weekday(row, i) or _month_first(row, i) or _season(row, i) or _share(row, i)
