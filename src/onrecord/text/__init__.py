"""Capture -> article: decode, main body, furniture left out (and kept as such), title, byline, printed dates."""

from onrecord.text.article import make_article

__all__ = ["make_article"]
