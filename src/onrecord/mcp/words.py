"""Words: what pages hold as an assistant is given it: without what could be read by a machine and not by a person, and never without end."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.telling.words import plain

LONGEST = 240
"""Characters of a name, a title or a wording that are given."""
LONGEST_QUOTE = 1_000
"""Characters of a quote that are given; two long sentences have some 600."""
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0d\uffa0\U000e0100-\U000e01ef]")
"""Characters that are drawn as nothing and are none of `plain`'s: fillers, and variation selectors but those of text and emoji, which can carry a
message of any length unseen."""


def safe_words(text: str, longest: int = LONGEST) -> str:
    """The text, `plain`, each character that nobody sees as U+FFFD one for one, and cut to a length."""
    seen = _UNSEEN.sub("\ufffd", plain(text))
    return seen if len(seen) <= longest else f"{seen[:longest]}…"


def some(texts: Iterable[str], most: int, longest: int = LONGEST) -> list[str]:
    """The first so many texts, each `safe_words`."""
    return [safe_words(text, longest) for _, text in zip(range(most), texts, strict=False)]
