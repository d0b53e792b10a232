"""Which visible line of an HTML page says when its article was published: by where it stands and what stands before its date.

A page shows many days: today's in its masthead, those of other stories, of comments, of its own last update. Its own stands between
its heading and its first prose, else just above the heading, else right below its last line; anywhere else only a line that says so counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.knowledge.foreign_dates import find_line_dates
from onrecord.knowledge.printed_dates import FoundDate
from onrecord.text.lines import same
from onrecord.text.stamps import is_stamp

_PUBLISHED = re.compile(r"\b(?:first published|published|posted|publication date|publish date|release date|released|immediate release|submitted|date|"
                        r"created|issued|"
                        r"publié|veröffentlicht|publicado|pubblicato|opublikowano|yayınlanma|опубликовано|опубліковано)\b", re.IGNORECASE)
_CHANGED = re.compile(r"\b(?:updated?|modified|edited|changed|revised|reviewed|accessed|retrieved|"
                      r"aktualisiert|actualizado|mis à jour|güncelleme|обновлено|оновлено)\b",
                      re.IGNORECASE)
_TODAY = re.compile(r"\b(?:today|now|current time|heute|aujourd['’]hui|hoy|сегодня|сьогодні)\b", re.IGNORECASE)
_BY = re.compile(r"\s*(?:by|from|von|par|por)\b[: ]", re.IGNORECASE)
_ABOVE, _BELOW, _LONGEST, _PROSE, _SHARE = 2, 3, 160, 90, 0.3
"""Lines above the heading, and below the text's last line, that may hold its day; characters of such a line; of a line of prose; share of a line
that its dates must fill where nothing else marks it as one of dates. Chosen."""


def changed(line: str, at: int) -> bool:
    """Whether the date at ``at`` is that of a change or of today: the last word before it that says what it is says so."""
    before = line[max(0, at - 60):at]
    said = [(m.start(), kind) for kind, form in ((False, _PUBLISHED), (True, _CHANGED), (True, _TODAY)) for m in form.finditer(before)]
    return max(said)[1] if said else False


def own_dates(line: str) -> list[FoundDate]:
    """The dates of a line that can be its page's day of publication: those said to be of a change only where it has no other."""
    found = [one for one in find_line_dates(line[:_LONGEST]) if len(one.iso) == len("2021-03-04")]
    return [one for one in found if not changed(line, one.start)] or found


def _is_line(line: str) -> bool:
    """Whether a line says a day rather than tells of one."""
    found = find_line_dates(line) if len(line) <= _LONGEST else []
    if not found:
        return False
    filled = sum(one.end - one.start for one in found)
    return is_stamp(line) or filled >= _SHARE * len(line) or _BY.match(line) is not None or _PUBLISHED.search(line[:found[0].start]) is not None


def _places(lines: list[str], title: str | None, main: frozenset[str]) -> tuple[int, int, int]:
    """Line of the heading (-1: none), of the first prose of the main text after it, and of its last."""
    prose = [n for n, line in enumerate(lines) if len(line) >= _PROSE and same(line) in main]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), len(lines))
    heading = max((n for n, line in enumerate(lines[:first]) if title and same(line) == same(title)), default=-1)
    return heading, first, last


def _regions(lines: list[str], title: str | None, main: frozenset[str]) -> Iterator[list[str]]:
    """Where a page's own day is looked for, likeliest first."""
    heading, first, last = _places(lines, title, main)
    yield lines[heading + 1:first] if heading >= 0 else lines[max(0, first - _BELOW):first]
    if heading >= 0:
        yield [line for line in lines[max(0, heading - _ABOVE):heading] if not _TODAY.search(line)]
    yield [line for line in lines[last + 1:last + 1 + _BELOW] if is_stamp(line)]
    labelled = (line for line in lines if (found := find_line_dates(line[:_LONGEST])) and _PUBLISHED.search(line[:found[0].start]))
    yield [line for line in labelled if len(line) <= _LONGEST]


def own_lines(everything: str, title: str | None, main: str) -> tuple[str, ...]:
    """The lines among ``everything`` (the visible text in order) that say the day of the page's article; () where none does.

    ``main`` is the main text as extracted, ``title`` the page's heading.
    """
    lines = [line.strip("•-* \t") for line in everything.splitlines() if line.strip("•-* \t")]
    known = frozenset(same(line) for line in main.splitlines() if line.strip())
    for region in _regions(lines, title, known):
        if found := tuple(line for line in region if _is_line(line) and own_dates(line)):
            return found
    return ()
