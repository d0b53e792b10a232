"""The examples as the tests see them: pages as the product reads them, gold as it lies in the file."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.intake import read_captures
from onrecord.model import Article, Capture
from onrecord.text import make_article

EXAMPLES = Path(__file__).parents[2] / "examples"
PAGES, GOLD = EXAMPLES / "pages", EXAMPLES / "gold.jsonl"


@cache
def articles() -> Mapping[str, Article]:
    """Every example page as an article, by name; a page that is not read is an error here."""
    found: dict[str, Article] = {}
    for capture in read_captures([str(PAGES)]):
        assert isinstance(capture, Capture), capture
        article = make_article(capture)
        assert isinstance(article, Article), article
        assert article.name not in found, f"two pages named {article.name}"
        found[article.name] = article
    return found


@cache
def gold_rows() -> tuple[dict[str, Any], ...]:
    """The lines of the gold file."""
    return tuple(json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines())
