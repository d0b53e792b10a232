"""Texts from which `bench.origins_made` makes its pages: our own practice pages, or any file of texts."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

OWN = Path(__file__).parent.parent / "training" / "annotated" / "own.txt.gz"
WORDS = 180, 1200
"""A base has this many words: shorter ones leave nothing to cut, longer ones only cost time."""
ALIKE = .05
"""Two bases share no more than this of the smaller one's runs of five words: else they may be two states of one text already."""


class Base(NamedTuple):
    """A story as first published. ``group`` keeps bases of one source page together in the halves; ``paragraphs`` are without headline."""

    id: str
    group: str
    title: str
    outlet: str
    published: date
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The story without its headline."""
        return "\n\n".join(self.paragraphs)


def half(group: str) -> str:
    """fit or test, by hash: thresholds are set on the one and held against the other."""
    return "fit" if hashlib.sha256(f"half {group}".encode()).digest()[0] % 2 else "test"


def shingles(text: str, run: int = 5) -> set[tuple[str, ...]]:
    """Runs of five words, without case and punctuation."""
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[n:] for n in range(run)), strict=False))


def own() -> Iterator[Base]:
    """The practice pages of our own writing; training/annotated/README.md has their form."""
    for part in re.split(r"(?m)^##### ", gzip.decompress(OWN.read_bytes()).decode("utf-8"))[1:]:
        head, _, rest = part.partition("\n\n")
        name, *lines = head.split("\n")
        told = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in lines)}
        body = rest.partition("\n=== claims")[0]
        outlet = told["outlet"] if told.get("outlet", "-") != "-" else "Harbour Gazette"
        yield Base(name.strip(), name.strip().rpartition("-")[0], told.get("title") or "Untitled", outlet,
                   date.fromisoformat(told["published"][:10]), paragraphs(body))


def of_file(path: Path) -> Iterator[Base]:
    """Texts of a JSON-lines file (gzip or plain) with id, text and, where known, title, published and outlet."""
    with (gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")) as lines:
        for row in map(json.loads, lines):
            day = re.match(r"\d{4}-\d\d-\d\d", str(row.get("published")))
            outlet, title = str(row.get("outlet") or row.get("source") or "The Gazette"), _plain(str(row.get("title") or "Untitled"))
            yield Base(str(row["id"]), str(row["id"]), title, outlet, date.fromisoformat(day[0] if day else "2020-01-01"), paragraphs(row["text"]))


def _plain(title: str) -> str:
    """A title on one line, with the characters that some files escape."""
    title = re.sub(r"\\u([0-9A-Fa-f]{4})|\\x([0-9A-Fa-f]{2})", lambda m: chr(int(m[1] or m[2], 16)), title)
    return " ".join(title.replace("\\", " ").split())


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, each on one line."""
    parts = re.split(r"\n\s*\n", text)
    if len(parts) < 3:
        parts = text.split("\n")
    return tuple(" ".join(part.split()) for part in parts if part.strip())


_OPENS = re.compile(r"\*\*[^*]+\*\*|[A-Z][A-Z ,.'-]{3,}(?:\([^)]*\) ?)?[-—–:] |#+ |\d+\. ")
"""How an item of a round-up opens: set in bold, with a dateline, a heading or a number."""


def _fits(base: Base) -> bool:
    """Whether the page is of a size to work with and tells one story: a round-up is many texts already."""
    one_story = sum(bool(_OPENS.match(p)) for p in base.paragraphs[1:]) < 2 and "round-up" not in base.title.lower()
    return one_story and WORDS[0] <= len(base.text.split()) <= WORDS[1] and len(base.paragraphs) >= 3


def apart(bases: Iterable[Base]) -> list[Base]:
    """The bases without those that share words with an earlier one (forms, two states of one page)."""
    held: dict[tuple[str, ...], list[int]] = defaultdict(list)
    kept: list[tuple[Base, int]] = []
    for base in bases:
        runs, shared = shingles(base.text), defaultdict[int, int](int)
        for run in runs:
            for other in held.get(run, ()):
                shared[other] += 1
        if all(n <= ALIKE * min(len(runs), kept[other][1]) for other, n in shared.items()):
            for run in runs:
                held[run].append(len(kept))
            kept.append((base, len(runs)))
    return [base for base, _ in kept]


def bases(number: int, path: Path | None = None, seed: int = 1) -> list[Base]:
    """``number`` bases that share nothing, in an order of the seed's; of our own pages unless a file is given."""
    found = [base for base in (of_file(path) if path else own()) if _fits(base)]
    random.Random(f"bases {seed}").shuffle(found)
    return apart(found[:number * 3])[:number]
