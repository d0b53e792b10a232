"""Pages with their gold claims, as the claims model learns them.

A pages file holds one article a line, as `claims_pages.py` writes it: what `onrecord.claims.windows.Page` holds. A gold file is
GUIDE's. Each claim belongs to the sentence that holds most of its quote.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from onrecord.claims.windows import Mark, MarkedSentence, Page


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim at home in sentence number `sentence`: characters `start` to `end` of it are quoted; the rest as in GUIDE.

    `items` are (class, wording).
    """

    sentence: int
    start: int
    end: int
    act: str
    status: str
    giver: tuple[str, ...]
    receiver: tuple[str, ...]
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A page, its claims, and the (sentence, act) pairs that count neither as claim nor as none (a quote's lesser half)."""

    id: str
    genre: str
    page: Page
    claims: tuple[GoldClaim, ...]
    unsure: frozenset[tuple[int, str]]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def examples(pages: Path, gold: Path) -> list[Example]:
    """The articles of both files, in the order of the pages file."""
    claims = {row["id"]: row for row in read_lines(gold)}
    return [_example(row, claims[row["id"]]) for row in read_lines(pages)]


def page_of_row(row: Mapping[str, Any]) -> Page:
    """A `Page` from its line in a pages file."""
    return Page(_sentence(row["title"]), row["publisher"], tuple(map(_sentence, row["sentences"])), row["names"])


def _sentence(row: Mapping[str, Any]) -> MarkedSentence:
    marks = (Mark(start, end, kind, tuple(codes), form) for start, end, kind, codes, form in row["marks"])
    return MarkedSentence(row["text"], row["start"], tuple(marks))


def _example(row: Mapping[str, Any], gold: Mapping[str, Any]) -> Example:
    page = page_of_row(row)
    claims, unsure = [], set()
    for claim in gold["claims"]:
        homes = sorted(_homes(page.sentences, claim), reverse=True)
        for _, sentence in homes[1:]:
            unsure.add((sentence, claim["act"]))
        if homes:
            claims.append(_claim(page.sentences[homes[0][1]], homes[0][1], claim))
    at_home = {(claim.sentence, claim.act) for claim in claims}
    return Example(row["id"], row["genre"], page, tuple(claims), frozenset(unsure - at_home))


def _homes(sentences: Iterable[MarkedSentence], claim: Mapping[str, Any]) -> Iterable[tuple[int, int]]:
    """(characters shared, number) of each sentence that shares at least ten characters, or all of the quote, with it."""
    for number, sentence in enumerate(sentences):
        shared = min(claim["end"], sentence.start + len(sentence.text)) - max(claim["start"], sentence.start)
        if shared >= min(10, claim["end"] - claim["start"]):
            yield shared, number


def _claim(sentence: MarkedSentence, number: int, claim: Mapping[str, Any]) -> GoldClaim:
    start, end = max(0, claim["start"] - sentence.start), min(len(sentence.text), claim["end"] - sentence.start)
    items = tuple((item["class"], item["name"]) for item in claim["items"])
    return GoldClaim(number, start, end, claim["act"], claim["status"], tuple(claim["from"]), tuple(claim["to"]), items)


def without(example: Example, pairs: Iterable[tuple[int, str]]) -> Example:
    """The example with more (sentence, act) pairs that count neither way."""
    return replace(example, unsure=example.unsure | frozenset(pairs))
