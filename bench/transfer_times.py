"""How well times are found and resolved, against other people's annotations.

    python bench/times.py --meantime FOLDER     the folder of MEANTIME's XML files (Wikinews, TIMEX3 values)
    python bench/times.py --timenorm FILE.tsv   one expression a line: words, type, value; a blank line before each page's own date

Right means the same days, or, of an interval, one end the same ("since 2019" is written as 2019 in TIMEX3). Inside means a part of
them ("late 2006", which TIMEX3 writes as 2006 with a modifier). Near means both ends within a month, as the claim scorer counts. Only
values that name a stretch of days are compared: no PAST_REF, no bare durations, no sets.
"""

from __future__ import annotations

import argparse
import re
import xml.etree.ElementTree as Tree
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from onrecord.model import Span, When
from onrecord.reading.times import read_times, resolve_times

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


def _timexes(root: Tree.Element) -> Iterator[tuple[list[str], str, bool]]:
    for timex in root.iter("TIMEX3"):
        tokens = [anchor.get("t_id", "") for anchor in timex.iter("token_anchor")]
        yield tokens, timex.get("value", ""), timex.get("functionInDocument") == "CREATION_TIME"


def _page(root: Tree.Element) -> tuple[str, dict[str, Span], list[Span]]:
    """The page's words joined by spaces, each token's place, each sentence's place."""
    text, places = "", dict[str, Span]()
    sentences: dict[str, Span] = {}
    for token in root.iter("token"):
        start, text = len(text), text + (token.text or "") + " "
        places[token.get("t_id", "")] = Span(start, len(text) - 1)
        number = token.get("sentence", "")
        sentences[number] = Span(sentences[number].start if number in sentences else start, len(text) - 1)
    return text, places, list(sentences.values())


def meantime(folder: Path, show: bool) -> Counter[str]:
    """Tally over the pages of ``folder``."""
    tally: Counter[str] = Counter()
    for path in sorted(folder.rglob("*.xml")):
        root = Tree.parse(path).getroot()
        text, places, sentences = _page(root)
        timexes = list(_timexes(root))
        published = next((gold.start for _, value, created in timexes if created and (gold := days_of(value))), None)
        found = resolve_times(read_times(text, sentences), published, text)
        for tokens, value, created in timexes:
            gold = days_of(value)
            if created or gold is None or not tokens or published is None:
                continue
            span = Span(min(places[t].start for t in tokens), max(places[t].end for t in tokens))
            near = [time for time in found if time.span.overlaps(span)]
            verdict = _judge([time.when for time in near if time.when], gold) if near else "not found"
            tally[verdict] += 1
            if show and verdict not in ("right", "inside"):
                print(verdict, published, value, repr(text[span.start:span.end]), [(t.key, t.when and t.when.iso) for t in near])
    return tally


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


def _report(name: str, tally: Counter[str]) -> None:
    total = sum(tally.values())
    print(name, f"n {total}", *(f"{verdict} {count} ({count / total:.3f})" for verdict, count in tally.most_common()), sep="  ")


def main() -> None:
    """Read the arguments, print one line a collection."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--meantime", type=Path)
    parser.add_argument("--timenorm", type=Path)
    parser.add_argument("--show", action="store_true", help="print what differs")
    given = parser.parse_args()
    if given.meantime:
        _report("MEANTIME", meantime(given.meantime, given.show))
    if given.timenorm:
        _report("timenorm", timenorm(given.timenorm, given.show))


if __name__ == "__main__":
    main()
