"""Blocks of an article -> its sentences.

Lines first, then sentences. A line is a paragraph of its own (headlines, captions, items of lists) unless the page is
hard-wrapped, that is, cut into lines of some 70 characters wherever a line was full; such lines are joined again. Within a
paragraph sentencex finds the ends of sentences; it is shown the paragraph with its quotation marks blanked, so that the
sentences of a long quotation are found as well: `“We do. They do not,” he said.` is two.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sentencex import get_sentence_boundaries

from onrecord.model.values import Span

_WIDEST, _NARROWEST = 100, 50
"""Hard-wrapped pages are set between these widths: mail and wire copy at 65 to 80."""

_NEARLY = 6
"""Characters by which a full line may fall short: marks of emphasis taken out, and lines wrapped by hand."""

_BULLET = re.compile(r"\s*(?:[-–—•·●▪■◦*‣►➢✓]+\s|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]\s)")
_LIST_JOINT = re.compile(r"[;,]\s(?:and|or)$")
_QUOTES = re.compile(r"[“”„‟«»\"‘]|(?<=[.,?!…])['’]|(?<!\S)['’](?=\w)")
_ASIDE = re.compile(r"(?:(?<=[.?!]\s)|^)\((?=[^()]{1,400}[.?!]\))|(?<=[.?!])\)")
_RUN_ON = re.compile(r"(?<=[a-z][a-z0-9])[.?!][”’\")]{0,2}(?=[“‘\"(]?[A-Z][a-z’]|[“‘][A-Z])")
_NO_SPACE_NAMES = re.compile(r"\w+\.(?:Com|Net|Org|Info|Gov)\b")
_PLACE = r"[A-Z][\w.'’-]{0,30}"
_DATELINE = re.compile(
    rf"\s*(?:[A-Z][A-Z.'’-]{{2,30}}(?:[ ,/]{{1,2}}(?:{_PLACE}|\d{{1,4}})){{0,5}},?(?:\ ?\([A-Z][\w /.-]{{1,30}}\))?"
    rf"|{_PLACE}(?:[ ,/]{{1,2}}{_PLACE}){{0,5}},?\ \([A-Z][\w /.-]{{1,30}}\))"
    r"\s*(?:—|–|--| -)\s+(?=[“\"‘A-Z0-9])"
)
"""KYIV, Ukraine (AP) — and the like at the head of a paragraph: a sentence of its own, as the treebanks have it."""

_WORDS = re.compile(r"\w")
_SAYS = re.compile(
    r"(?:[\w.’'-]+ ){0,5}?(?:said|says|asked|asks|added|adds|told|wrote|writes|replied|exclaimed|declared|tweeted|posted|read)\b"
)
_SMALL_NAMES = re.compile(r"(?:al|el|as|ash|bin|ibn|de|van|von|e|i)(?:-|[A-Z]| [A-Z])")
_DOTTED = re.compile(r"(?:^|[^\w.])(?:(?:[A-Za-z]\.){2,4}|[A-Z][a-z]{0,4}\.|(?:etc|approx|vs|no|cf|pp|vol|fig)\.)$")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(“\"‘])(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Prof|MR|MRS|MS|DR|GEN|SEN|REP|GOV|LT|COL|SGT|CAPT|ADM|Adm|Cdr|Cmdr|Maj|Brig|Amb|Supt|Wg|Flt|Sqn)\.$"
)


def split_sentences(text: str, blocks: Sequence[Span]) -> list[Span]:
    """The sentences of the blocks, in order, none empty or blank at an edge, none crossing a block.

    `blocks` are the kept stretches of `text`; together the sentences cover every character of them that is not a space.
    """
    lines = [list(_lines(text, block)) for block in blocks]
    width = _wrap_width(text, lines)
    return [
        sentence
        for block in lines
        for paragraph in _paragraphs(text, block, width)
        for sentence in _sentences(text, paragraph)
    ]


def _lines(text: str, block: Span) -> Iterator[Span]:
    """The lines of a block with their indents and without their line ends; blank lines are empty."""
    start = block.start
    for line in text[block.start : block.end].splitlines(keepends=True):
        yield Span(start, start + len(line.rstrip()))
        start += len(line)


def _wrap_width(text: str, blocks: Sequence[Sequence[Span]]) -> int:
    """The width at which the page's lines were cut, or 0 for a page whose lines are paragraphs.

    The width is the greatest that a twentieth of the lines come within three characters of. The page is wrapped when
    most of its lines that another line of prose follows were full: the next line's first word would not have fitted.
    """
    lengths = sorted(line.end - line.start for block in blocks for line in block if line.end > line.start)
    if len(lengths) < 3 or lengths[len(lengths) * 9 // 10] > _WIDEST:
        return 0
    enough = max(2, len(lengths) // 20)
    width = next((n for n in reversed(lengths) if n <= _WIDEST and sum(n - 3 <= m <= n for m in lengths) >= enough), 0)
    pairs = [pair for block in blocks for pair in pairwise(block) if _is_prose(text, *pair)]
    full = sum(_full(text, line, following, width) for line, following in pairs)
    return width if width >= _NARROWEST and full * 5 >= max(1, len(pairs)) * 3 else 0


def _is_prose(text: str, line: Span, following: Span) -> bool:
    """Whether the following line may go on with the line: neither is blank, and it is no item of a list."""
    return line.start < line.end and following.start < following.end and not _BULLET.match(text, *following)


def _full(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the first word of the following line would not have fitted on the line."""
    word = text[following.start : following.end].lstrip(" \t").split(" ", 1)[0]
    return line.end - line.start + 1 + len(word) > width


def _paragraphs(text: str, lines: Sequence[Span], width: int) -> Iterator[Span]:
    """The lines of a block, those of a hard-wrapped paragraph joined."""
    start: int | None = None
    for place, line in enumerate(lines):
        if line.end == line.start:
            continue
        start = line.start if start is None else start
        following = lines[place + 1] if place + 1 < len(lines) else Span(line.end, line.end)
        if not _goes_on(text, line, following, width):
            yield Span(start, line.end)
            start = None


def _goes_on(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the following line continues the paragraph of this one."""
    if not _is_prose(text, line, following):
        return False
    if width and _full(text, line, following, width):
        return True
    last, first = text[line.end - 1], text[following.start : following.end].lstrip()[0]
    unended = (last.isalnum() or last == ",") and not _LIST_JOINT.search(text, line.start, line.end)
    if width and unended and _full(text, line, following, width - _NEARLY):
        return True
    return unended and first.islower() and line.end - line.start >= _NARROWEST


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    """The sentences of a paragraph."""
    plain = text[paragraph.start : paragraph.end]
    start = len(plain) - len(plain.lstrip())
    for end in _ends(plain):
        if _WORDS.search(plain, start, end) is None and end < len(plain.rstrip()):
            continue
        trimmed = plain[start:end].rstrip()
        if trimmed:
            yield Span(paragraph.start + start, paragraph.start + start + len(trimmed))
        start = end + len(plain[end:]) - len(plain[end:].lstrip())


def _ends(plain: str) -> list[int]:
    """Where the sentences of a paragraph end, the end of the paragraph included."""
    shown = _ASIDE.sub(" ", _QUOTES.sub(" ", re.sub(r"\s", " ", plain)))
    found = {_after_closers(plain, len(shown[: b["end_index"]].rstrip())) for b in get_sentence_boundaries("en", shown)}
    found |= {match.end() for match in _RUN_ON.finditer(plain)}
    dateline = _DATELINE.match(plain)
    first = [len(dateline[0].rstrip())] if dateline else [0]
    return [*first, *sorted(end for end in found if first[0] < end < len(plain) and not _false_end(plain, end)), len(plain)]


def _after_closers(plain: str, end: int) -> int:
    """The end moved over quotation marks and brackets that close right there, and a full stop after them."""
    while end < len(plain) and plain[end] in "”’»\"')].?!*_":
        end += 1
    return end


def _inside_name(plain: str, place: int) -> bool:
    """Whether the full stop is that of a name like `Booking.Com`."""
    return any(match.start() < place < match.end() for match in _NO_SPACE_NAMES.finditer(plain, max(0, place - 40), place + 8))


def _false_end(plain: str, end: int) -> bool:
    """Whether the sentence goes on: after an abbreviation, or a quoted question whose speaker is still to come."""
    before, after = plain[max(0, end - 12) : end], plain[end : end + 80].lstrip()
    if before[-1].isalnum() or before[-1] in ",;" or after[:1] in (",", ";", ":"):
        return True
    if _ABBREVIATED.search(before) or _inside_name(plain, end - 1):
        return True
    if after[:1].islower() and _DOTTED.search(before):
        return _SMALL_NAMES.match(after) is None
    if before.endswith(".)") and after[:1].islower():
        return True
    quoted = before[-1] in "”’»\"'" and before[-2:-1] in ("?", "!", "…", ",")
    return quoted and (after[:1].islower() or _SAYS.match(after) is not None)
