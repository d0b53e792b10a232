"""Text -> the same text, as long, with the inline marks of Markdown, and the tags that stand in it, as blanks.

Pages come as Markdown from many extractors: `**Ana Roe**, head of [the firm](https://...)`. Emphasis, the brackets and address of a link and the
backslash before an escaped mark are not words; left in, they part a quotation from its speaker and a verb from its object. Marks that open a
line (bullets, headings, quoted lines) stay: they tell lists. Every other character keeps its place, so that all spans are those of the text.
"""

from __future__ import annotations

import re

_LABEL = r"[^\[\]\n]{1,300}(?:\n[^\[\]\n]{1,300})?"
_WHERE = r"(?:https?:|mailto:|www\.|[/#])[^()\s]{0,800}(?:\([^()\s]{0,200}\)[^()\s]{0,400})?"
_LINK = re.compile(rf"(?<!!)\[(?P<label>{_LABEL})\](?P<address>\({_WHERE}(?:\s\"[^\"\n]{{0,200}}\")?\))")
_STARS = re.compile(r"(?<![*\w])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![*\w])")
_UNDERLINES = re.compile(r"(?<![_\w/])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![_\w/])")
_TAGS = re.compile(r"</?(?:a|b|br|em|font|i|mark|small|span|strong|sub|sup|u)(?:\s[^<>\n]{0,300})?/?>|<!-- -->", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(?=[-*_\[\]()#+.!$~`>|{}\\])")


def unmarked(text: str) -> str:
    """The text without inline Markdown, character for character as long; a text without any as it is."""
    if not any(mark in text for mark in ("*", "_", "](", "\\", "<")):
        return text
    text = _LINK.sub(lambda found: f" {found['label']} {' ' * len(found['address'])}", text)
    for marks in (_TAGS, _STARS, _UNDERLINES, _ESCAPED):
        text = marks.sub(lambda found: " " * len(found[0]), text)
    return text
