"""Whom a text cites: the names before "reported" and after "told", "according to" and the like. Outlets are told apart when origins are made."""

from __future__ import annotations

import re

MOST = 12
"""Names kept of a page; the first are the ones its news rests on. Chosen."""
_NAME = r"(?:the |The )?[A-Z][\w.&'-]{1,30}(?: (?:of |and |the )?[A-Z][\w.&'-]{0,30}){0,4}"
_BEFORE = re.compile(rf"({_NAME})(?:,? citing|'s report| (?:has |had |have )?(?:first |earlier |previously |also )?"
                     r"(?:reports|reported|wrote|writes|quoted|cited|learned|revealed|carried)\b|,? which (?:first )?reported\b| said in a report\b"
                     r"| news agency said\b| newspaper said\b)")
_AFTER = re.compile(rf"\b(?:[Aa]ccording to|[Tt]old|[Ii]nterview with|[Cc]iting|[Rr]eported by|[Qq]uoted by|[Ss]een by|[Oo]btained by|"
                    rf"[Rr]eport (?:in|by|from)|[Cc]ited by|[Rr]eports? in) ({_NAME})")


def cited(text: str) -> tuple[str, ...]:
    """The different names cited in a folded text, in small letters and without "the", in the order they are met."""
    flat = " ".join(text.split())
    found = sorted((m.start(), m[1]) for pattern in (_BEFORE, _AFTER) for m in pattern.finditer(flat))
    names = dict.fromkeys(name.lower().removeprefix("the ").removesuffix("'s").strip(". ") for _, name in found)
    return tuple(names)[:MOST]
