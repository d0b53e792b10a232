"""Finding words in a page as somebody else copied them: letter by letter, only quotation marks and white space may differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from onrecord.model import Article, Span

_SIGNS = str.maketrans(dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’‚‛`´ʼ", "'"))
_BLANKS = re.compile(r"\s+")


def plain(words: str) -> str:
    """Words as they are compared: straight quotation marks, single blanks."""
    return " ".join(words.translate(_SIGNS).split())


class Finder:
    """One article's text made `plain`, and the way back to its own characters."""

    def __init__(self, article: Article) -> None:
        self._article = article
        straight, pieces, at, last = article.text.translate(_SIGNS), list[str](), list[int](), 0
        for blank in _BLANKS.finditer(straight):
            pieces += [straight[last:blank.start()], " "]
            at += range(last, blank.start() + 1)
            last = blank.end()
        pieces.append(straight[last:])
        at += range(last, len(straight) + 1)
        self._text, self._at = "".join(pieces), at

    @cached_property
    def _folded(self) -> str:
        """The text in small letters, one for one."""
        return "".join(low if len(low := c.lower()) == 1 else c for c in self._text)

    def find(self, words: str, within: Span | None = None, folded: bool = False) -> Iterator[Span]:
        """Every place of the words (whole words, in order, ``within`` a stretch; ``folded``: in any letter case), in the page's own characters."""
        sought = plain(words)
        text, sought = (self._folded, sought.lower()) if folded else (self._text, sought)
        place = text.find(sought) if sought else -1
        while place >= 0:
            span = Span(self._at[place], self._at[place + len(sought) - 1] + 1)
            if self._whole(span) and (within is None or within.holds(span)):
                yield span
            place = text.find(sought, place + 1)

    def _whole(self, span: Span) -> bool:
        """Whether no letter or digit runs on across either end: "delivered" is no quote of "undelivered"."""
        text = self._article.text
        opens = span.start > 0 and text[span.start].isalnum() and text[span.start - 1].isalnum()
        return not opens and not (span.end < len(text) and text[span.end - 1].isalnum() and text[span.end].isalnum())

    def kept(self, span: Span) -> bool:
        """Whether all lines that the span touches are the article's own, none furniture."""
        touched = [block for block in self._article.blocks if block.span.overlaps(span)]
        return bool(touched) and all(block.kept for block in touched)
