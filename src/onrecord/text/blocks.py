"""Judged lines -> blocks: lines of one hard-wrapped paragraph or list item together, every other line by itself."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.knowledge.printed_dates import MONTH
from onrecord.model import Block, Span
from onrecord.text.context import declared_title as mark_title
from onrecord.text.context import front_matter, judge_in_context
from onrecord.text.furniture import judged
from onrecord.text.lines import Line, is_item, split_lines
from onrecord.text.nameplate import nameplate

_HEADING = re.compile(r"#{1,6} |[*_]{2}[^*]{1,200}[*_]{2}:?\Z")
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.’'-]+(?:[ /][A-Z][A-Z.’'-]+){0,3}|[A-Z][\w.’'-]+(?:[ /][A-Z][\w.’'-]+){0,2})"
    r"(?:, (?:[A-Z][\w.’'-]+ ?){1,3})?(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)?"
    r"[.,]? ?(?:\(|-LRB- |/)(?:AP|Reuters|REUTERS|AFP|dpa|DPA|UPI|Xinhua|TASS|Tass|CNN|Bloomberg|IRNA|KUNA|SANA|Kyodo|Yonhap|ANI|PTI|IANS|"
    r"Ukrinform|Interfax|Sputnik|Anadolu|AA|WAM|Petra|MENA|VOA|RFE/RL|JTA|[A-Z][\w ./-]{1,25})(?:(?:\)| -RRB-)\s?[-–—_:]{1,2}|/\.)\s*")
_DATED = re.compile(
    r"[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3},? "
    rf"(?:{MONTH}\.? \d{{1,2}}|\d{{1,2}} {MONTH}\.?)(?:,? (?:19|20)\d{{2}})?[.,]?(?:\s?[-–—_]{{1,2}}|:)\s+")
"""A dateline without an agency: a place in capitals and a day."""
_UNBRACKETED = re.compile(
    rf"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){{0,2}}, (?:{MONTH}\.? \d{{1,2}}|\d{{1,2}} {MONTH}\.?),? [A-Z]{{2,6}}[.,]?\s?[-–—]{{1,2}}\s+")
"""A dateline whose agency stands without brackets ("Strelsau, 14 Sep. SNA.-")."""
_WRAP_MIN, _WRAP_MAX = 50, 100
"""Columns between which hard-wrapped text is wrapped (72 and 80 are usual)."""
_SLACK = 2


def wrap_width(lines: list[Line]) -> int:
    """The column at which the text is hard-wrapped, or 0: nine lines in ten within it, two in five close to it. Addresses cannot wrap."""
    lengths = sorted(line.indent + len(line.text) for line in lines if "://" not in line.text)
    if len(lengths) < 4:
        return 0
    width = lengths[int(len(lengths) * 0.9)]
    near = sum(0.8 * width <= length <= width + 3 for length in lengths)
    return width if _WRAP_MIN <= width <= _WRAP_MAX and near >= 0.4 * len(lengths) else 0


def _continues(line: Line, before: Line, width: int) -> bool:
    """Whether ``line`` goes on with the paragraph of ``before``: its first word would not have fitted on the line above."""
    if not width or line.blank or before.broken or is_item(line) or _HEADING.match(line.text):
        return False
    first = len(line.text.split(None, 1)[0])
    return before.indent + len(before.text) + 1 + first > width - _SLACK


def unwrapped(lines: list[Line], text: str) -> list[Line]:
    """The lines with those of one hard-wrapped paragraph or list item put together; line ends inside become spaces, so offsets hold."""
    width, joined, last = wrap_width(lines), list[Line](), None
    for line in lines:
        if last is not None and _continues(line, last, width):
            joined[-1].end, joined[-1].broken = line.end, line.broken
        else:
            joined.append(replace(line))
        last = line
    for line in joined:
        line.text = text[line.start:line.end].replace("\n", " ").replace("\r", " ")
    return joined


def _kind(line: Line) -> str:
    if line.kind:
        return line.kind
    if is_item(line):
        return "list"
    return "heading" if _HEADING.match(line.text) or (line.words <= 12 and line.text[-1] not in ".,;!?…”\"’)") else "paragraph"


def _dateline(block: Block, text: str) -> list[Block]:
    """A kept paragraph's dateline as a block of its own, so that its first sentence opens cleanly."""
    if not block.kept or block.kind != "paragraph":
        return [block]
    found = next((m for form in (_DATELINE, _DATED, _UNBRACKETED) if (m := form.match(text, block.span.start, block.span.end)) is not None), None)
    if not found or found.end() >= block.span.end:
        return [block]
    end = found.start() + len(found[0].rstrip())
    return [Block(Span(block.span.start, end), True, "dateline"), Block(Span(found.end(), block.span.end), True, "paragraph")]


def make_blocks(text: str, declared_title: str | None = None) -> tuple[Block, ...]:
    """The blocks of a plain text: every non-blank character is in exactly one."""
    lines = unwrapped(split_lines(text), text)
    front_matter(lines)
    mark_title(lines, declared_title)
    nameplate(lines)
    head = [line for line in lines if not line.kept]
    pieces = head + judged([line for line in lines if line.kept])
    pieces.sort(key=lambda line: line.start)
    judge_in_context(pieces, declared_title)
    blocks = (Block(Span(line.start, line.end), line.kept, _kind(line), line.reason) for line in pieces)
    return tuple(part for block in blocks for part in _dateline(block, text))
