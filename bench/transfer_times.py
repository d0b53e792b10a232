"""How well times are found and resolved, against other people's annotations.

    python -m bench.transfer_times [--data FOLDER] [--show]

MEANTIME (Wikinews, TIMEX3): the product's times layer reads the articles' texts, each with its day of publication given. Counted as in TempEval-3:
a time annotated and a time found are paired, one to one, where they share a character (detection, "relaxed"); of the pairs those are right
whose TIMEX3 values are the same string (value). Value F1 is the F1 of the right pairs. The time that dates the document is left out on
both sides, as it is given, and so are annotated times that no words stand for. The layer knows no times of day, no sets ("daily") and few
vague words ("now"): they count as missed or wrong all the same.

Below it what a claim needs of a time, for the values that name a stretch of days alone, in MEANTIME and in timenorm's expressions (each read
alone, so that tense is not known). Right means the same days, or, of an interval, one end the same ("since 2019" is written as 2019
in TIMEX3). Inside means a part of them ("late 2006", which TIMEX3 writes as 2006 with a modifier). Near means both ends within a month, as the claim
scorer counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from bench.transfer import Wikinews, arguments, harmonic, meantime

from onrecord.model import Span, TimeMention, When
from onrecord.reading.sentences import split_sentences
from onrecord.reading.times import read_times, resolve, resolve_times

_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_NEAR = timedelta(days=31)


class Days(NamedTuple):
    """First and last day."""

    start: date
    end: date


def _months(year: int, first: int, count: int) -> Days:
    start = date(year + (first - 1) // 12, (first - 1) % 12 + 1, 1)
    after = first + count
    return Days(start, date(year + (after - 1) // 12, (after - 1) % 12 + 1, 1) - timedelta(days=1))


def days_of(value: str) -> Days | None:
    """The days that a TIMEX3 value names, None for the kinds that name none."""
    value = value.strip().split("T")[0]
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return Days(day, day)
    if found := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return _months(int(found[1]), int(found[2]), 1)
    if re.fullmatch(r"\d{4}", value):
        return _months(int(value), 1, 12)
    if found := re.fullmatch(r"(\d{3})X?", value):
        return Days(date(int(found[1]) * 10, 1, 1), date(int(found[1]) * 10 + 9, 12, 31))
    if found := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return Days(monday + timedelta(days=5 if found[3] else 0), monday + timedelta(days=6))
    if found := re.fullmatch(r"(\d{4})-([QH])(\d)", value):
        size = 3 if found[2] == "Q" else 6
        return _months(int(found[1]), size * (int(found[3]) - 1) + 1, size)
    if found := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return _months(int(found[1]), _SEASONS[found[2]], 3)
    return None


def _edges(when: When) -> Days | None:
    ends = [edge for edge in (when.start, when.end) if edge]
    return Days(date.fromisoformat(ends[0]), date.fromisoformat(ends[-1])) if ends else None


def _judge(whens: list[When], gold: Days) -> str:
    """right, inside, near or wrong, by the best of the times found; of an open interval the end that is told counts."""
    found = [edges for when in whens if (edges := _edges(when))]
    if not found:
        return "none"
    if gold in found or any(when.start is None and when.end == gold.end.isoformat() for when in whens) or any(
            when.start == gold.start.isoformat() and (when.end is None or when.iso.count("/")) for when in whens):
        return "right"
    if any(edges.start >= gold.start and edges.end <= gold.end for edges in found):
        return "inside"
    near = any(abs(edges.start - gold.start) <= _NEAR and abs(edges.end - gold.end) <= _NEAR for edges in found)
    return "near" if near or any(edges.end == gold.end for edges in found) else "wrong"


def _timenorm(path: Path) -> Iterator[tuple[str, Days, date]]:
    """(words, days, day of the page) of each expression; an unreadable page date passes the page over."""
    published, fresh = None, True
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            fresh = True
            continue
        words, _, value = line.split("\t")
        gold = days_of(value)
        if fresh:
            published, fresh = (gold.start if gold else None), False
        elif published and gold:
            yield words, gold, published


class Annotated(NamedTuple):
    """A time as annotated: its place and its TIMEX3 value."""

    span: Span
    value: str


def annotated(page: Wikinews) -> tuple[list[Annotated], list[Span]]:
    """The times annotated in an article's words, and the places of those that date the document."""
    spans = [(timex, page.span(timex)) for timex in page.root.iter("TIMEX3")]
    created = [span for timex, span in spans if span and timex.get("functionInDocument") == "CREATION_TIME"]
    told = [Annotated(span, timex.get("value", "")) for timex, span in spans if span and span not in created]
    return told, created


def read(page: Wikinews, created: Sequence[Span]) -> list[TimeMention]:
    """The times that the product reads in an article, without those that date the document."""
    sentences = [Span(*s) for s in split_sentences(page.text, page.blocks)]
    found = resolve_times(read_times(page.text, sentences), page.published, page.text)
    return [time for time in found if not any(time.span.overlaps(span) for span in created)]


def paired(gold: Sequence[Annotated], found: Sequence[TimeMention]) -> list[tuple[Annotated, TimeMention]]:
    """Times that share characters, one to one, those that share most first."""
    shared = sorted((-min(g.span.end, f.span.end) + max(g.span.start, f.span.start), i, j)
                    for i, g in enumerate(gold) for j, f in enumerate(found) if g.span.overlaps(f.span))
    left, right, pairs = set[int](), set[int](), list[tuple[Annotated, TimeMention]]()
    for _, i, j in shared:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((gold[i], found[j]))
    return pairs


_LENGTH = re.compile(r"(?:past|next|span):([\d.]*)([DWMYQXCHE])")
_LENGTHS = {"X": "DE", "C": "CE"}


def value_of(time: TimeMention, published: date | None) -> str:
    """The TIMEX3 value of a time that was read, "" where it has none.

    Lengths are lengths ("the past three years": P3Y), narrowed times the whole of which they are a part ("early 2008": 2008, as TIMEX3 keeps
    the part in `mod`), open intervals the end that is told. What is merely recent or soon is PAST_REF or FUTURE_REF, "so far" PRESENT_REF.
    """
    key = time.key.rstrip("<>!")
    if length := _LENGTH.fullmatch(key):
        unit = _LENGTHS.get(length[2], length[2])
        return f"P{'T' if unit == 'H' else ''}{length[1] or 'X'}{unit}"
    if key.startswith(("recent:", "coming:")):
        return "PAST_REF" if key.startswith("recent:") else "FUTURE_REF"
    if time.kind == "vague":
        return "PRESENT_REF"
    when = resolve(time.kind, re.sub(r"~[a-z]+", "", time.key), "", published)
    return _value(when) if when else ""


def _value(when: When) -> str:
    if "/" not in when.iso or when.start is None or when.end is None:
        return when.iso.strip("/")
    days = Days(date.fromisoformat(when.start), date.fromisoformat(when.end))
    year, week, _ = days.start.isocalendar()
    named = [f"{year}-W{week:02d}", f"{year}-W{week:02d}-WE", str(days.start.year)[:3]]
    named += [f"{days.start.year}-{part}" for part in ("Q1", "Q2", "Q3", "Q4", "H1", "H2", *_SEASONS)]
    return next((value for value in named if days_of(value) == days), when.iso)


class Score(NamedTuple):
    """Counts over a collection: times annotated, found, paired, of the pairs those with the same value; verdicts on the days."""

    gold: int
    found: int
    pairs: int
    right: int
    days: Counter[str]


def score(pages: Iterator[Wikinews], show: bool) -> Score:
    """The counts over ``pages``."""
    counts, days = Counter[str](), Counter[str]()
    for page in pages:
        gold, created = annotated(page)
        found = read(page, created)
        pairs = paired(gold, found)
        right = [(g, f) for g, f in pairs if value_of(f, page.published) == g.value]
        counts.update(gold=len(gold), found=len(found), pairs=len(pairs), right=len(right))
        days.update(_days_told(gold, found))
        if show:
            _print(page, gold, found, pairs, right)
    return Score(counts["gold"], counts["found"], counts["pairs"], counts["right"], days)


def _days_told(gold: Sequence[Annotated], found: Sequence[TimeMention]) -> Iterator[str]:
    for told in gold:
        days = days_of(told.value)
        if days is not None:
            near = [time for time in found if time.span.overlaps(told.span)]
            yield _judge([time.when for time in near if time.when], days) if near else "not found"


def _print(page: Wikinews, gold: Sequence[Annotated], found: Sequence[TimeMention], pairs: Sequence[tuple[Annotated, TimeMention]],
           right: Sequence[tuple[Annotated, TimeMention]]) -> None:
    taken = {g.span for g, _ in pairs}, {f.span for _, f in pairs}
    for g, f in pairs:
        if (g, f) not in right:
            print("wrong", page.published, g.value, repr(page.text[g.span.start:g.span.end]), f.key, value_of(f, page.published))
    for g in gold:
        if g.span not in taken[0]:
            print("missed", g.value, repr(page.text[g.span.start:g.span.end]))
    for f in found:
        if f.span not in taken[1]:
            print("beyond", f.key, repr(page.text[f.span.start - 20:f.span.end + 10]))


def timenorm(path: Path, show: bool) -> Counter[str]:
    """Tally over the expressions of ``path``, each read alone (so tense is not known)."""
    tally: Counter[str] = Counter()
    for words, gold, published in _timenorm(path):
        found = resolve_times(read_times(words, [Span(0, len(words))]), published, words)
        verdict = _judge([time.when for time in found if time.when], gold) if found else "not found"
        tally[verdict] += 1
        if show and verdict not in ("right", "inside"):
            print(verdict, published, gold.start, gold.end, repr(words), [(t.key, t.when and t.when.iso) for t in found])
    return tally


def _verdicts(name: str, tally: Counter[str]) -> None:
    total = sum(tally.values())
    print(f"{name}, {total} times that name days:", ", ".join(f"{verdict} {n} ({n / total:.2f})" for verdict, n in tally.most_common()))


def main() -> None:
    """Prints the figures."""
    given = arguments(__doc__).parse_args()
    told = score(meantime(given.data), given.show)
    print(f"MEANTIME: {told.gold} times annotated, {told.found} found, {told.pairs} paired, {told.right} of them with the same value "
          f"({told.right / told.pairs:.2f})")
    for name, right in (("detection", told.pairs), ("value", told.right)):
        print(f"{name:10} P {{:.3f}}  R {{:.3f}}  F1 {{:.3f}}".format(*harmonic(right, told.found, told.gold)))
    _verdicts("MEANTIME", told.days)
    _verdicts("timenorm", timenorm(given.data / "timex" / "timenorm-train.tsv", given.show))


if __name__ == "__main__":
    main()
