"""Reads articles with the product's own layers and writes them as pages for the claims model.

    python -m training.claims_pages GOLD.jsonl TEXTS.jsonl OUT.jsonl

Run it in the environment that OnRecord is installed in (training itself needs only the pages). GOLD gives each article's source, from
which its publisher's state is told; TEXTS its title and text. A line of OUT is a `Page`, with the classes of its item mentions.
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from onrecord.claims.windows import MarkedSentence, page_of
from onrecord.model import Article
from onrecord.reading import Engine, read_layers
from onrecord.text.blocks import make_blocks
from training.claims_gold import read_lines

PUBLISHERS = {"White House": "US", "Presidency Project": "US", "Federal Register": "US", "Tehran Times": "IR", "Australian PM": "AU"}
"""Words of a gold line's `source` and the state for which it speaks."""


def publisher_of(source: str) -> str | None:
    """The state for which a source speaks, None for the press."""
    return next((state for words, state in PUBLISHERS.items() if words in source), None)


def row_of(gold: Mapping[str, Any], given: Mapping[str, Any], engine: Engine) -> dict[str, Any]:
    """An article as a line of a pages file."""
    text, title = given["text"], given.get("title") or ""
    reading = read_layers(Article(gold["id"], "", gold["id"], text, make_blocks(text, title or None)), engine)
    page = page_of(text, title, publisher_of(gold["source"]), reading)
    return {
        "id": gold["id"], "genre": gold["genre"], "title": _sentence(page.title), "publisher": page.publisher, "names": dict(page.names),
        "sentences": [_sentence(sentence) for sentence in page.sentences],
        "classes": [[*item.span, item.cls] for item in reading.items],
    }


def _sentence(sentence: MarkedSentence) -> dict[str, Any]:
    marks = [list(asdict(mark).values()) for mark in sentence.marks]
    return {"text": sentence.text, "start": sentence.start, "marks": marks}


def rows(gold: Path, texts: Path) -> Iterator[dict[str, Any]]:
    """The lines of a pages file."""
    engine, given = Engine(), {row["id"]: row for row in read_lines(texts)}
    for row in read_lines(gold):
        yield row_of(row, given[row["id"]], engine)


def main() -> None:
    """Reads the command line and writes the pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("gold", "texts", "out"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    with options.out.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows(options.gold, options.texts))


if __name__ == "__main__":
    main()
