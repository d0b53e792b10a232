"""An article as it is asked about: the text that is read, in parts where it is long."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.knowledge.frames import may_tell
from onrecord.model import Article

LONGEST = 12_000
"""Characters of one part (about 3,000 tokens: with the prompt it fits the smallest contexts in use). Chosen, not measured."""
OVERLAP = 1_000
"""Characters, at most, of whole paragraphs that a part repeats of the one before, so that "it" keeps its name. Chosen, not measured."""


def parts_of(article: Article) -> tuple[str, ...]:
    """The kept text cut between paragraphs, parts without a word of arms, forces or sanctions left out. Furniture is never in them."""
    lines = [piece for block in article.blocks if block.kept for piece in _pieces(article.text[block.span.start:block.span.end])]
    return tuple(part for part in _joined(lines) if may_tell(part, 1))


def _pieces(paragraph: str) -> Iterator[str]:
    """A paragraph, in stretches cut at blanks where it is longer than a part may be."""
    while len(paragraph) > LONGEST:
        cut = paragraph.rfind(" ", LONGEST // 2, LONGEST) + 1 or LONGEST
        yield paragraph[:cut]
        paragraph = paragraph[cut:]
    yield paragraph


def _joined(lines: list[str]) -> Iterator[str]:
    part: list[str] = []
    for line in lines:
        if part and _size(part) + len(line) > LONGEST:
            yield "\n".join(part)
            part = _tail(part, LONGEST - len(line))
        part.append(line)
    if part:
        yield "\n".join(part)


def _tail(part: list[str], room: int) -> list[str]:
    """The last paragraphs that a next part repeats."""
    kept: list[str] = []
    for line in reversed(part):
        if _size(kept) + len(line) > min(OVERLAP, room):
            break
        kept.insert(0, line)
    return kept


def _size(part: list[str]) -> int:
    return sum(len(line) + 1 for line in part)
