"""Pages with their claims, as the claims model learns them. A pages file holds one article a line, as `claims_pages.py` writes it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.claims.clues import ITEM_CLUES, ROLE_CLUES, TIME_CLUES, UNIT_CLUES
from onrecord.claims.units import Question
from onrecord.claims.windows import Hint, Mark, MarkedSentence, Page


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim at home in sentence number `sentence`: characters `start` to `end` of it are quoted; the rest as in GUIDE.

    `items` are (class, wording). `question` is the one that it answers, None where its word is not known; `times` says which of the question's
    times are the claim's.
    """

    sentence: int
    start: int
    end: int
    act: str
    status: str
    certainty: str
    giver: tuple[str, ...]
    receiver: tuple[str, ...]
    items: tuple[tuple[str, str], ...]
    question: Question | None
    times: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A page, its claims, the (sentence, act) pairs that count neither as claim nor as none (a quote's lesser half), and the questions that
    frames raise, each with its sentence. `kind` names the set it came from."""

    id: str
    genre: str
    kind: str
    page: Page
    claims: tuple[GoldClaim, ...]
    unsure: frozenset[tuple[int, str]]
    framed: tuple[tuple[int, Question], ...] = ()


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The JSON objects of a file, one a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def examples(*paths: Path) -> list[Example]:
    """The articles of pages files."""
    return [example_of(row) for path in paths for row in read_lines(path)]


def example_of(row: Mapping[str, Any]) -> Example:
    """One line of a pages file."""
    page = Page(_sentence(row["title"]), row["publisher"], tuple(map(_sentence, row["sentences"])), row["names"])
    claims = tuple(_claim(page.sentences[c["sentence"]], c) for c in row["claims"])
    at_home = {(c.sentence, c.act) for c in claims}
    unsure = frozenset((n, c["act"]) for c in row["claims"] for n in c["unsure"]) - at_home
    framed = tuple((number, _question(question)) for number, question in row["framed"])
    return Example(row["id"], row["genre"], row["set"], page, claims, unsure, framed)


def homes(sentences: Iterable[MarkedSentence], claim: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """(characters shared, number) of each sentence that shares at least ten characters, or all of the quote, with it."""
    for number, sentence in enumerate(sentences):
        shared = min(claim["end"], sentence.start + len(sentence.text)) - max(claim["start"], sentence.start)
        if shared >= min(10, claim["end"] - claim["start"]):
            yield shared, number


def _sentence(row: Mapping[str, Any]) -> MarkedSentence:
    marks = tuple(Mark(start, end, kind, tuple(codes), form) for start, end, kind, codes, form in row["marks"])
    return MarkedSentence(row["text"], row["start"], marks, tuple(Hint(*hint) for hint in row["hints"]))


def _claim(sentence: MarkedSentence, row: Mapping[str, Any]) -> GoldClaim:
    start, end = max(0, row["start"] - sentence.start), min(len(sentence.text), row["end"] - sentence.start)
    items = tuple((item["class"], item["name"]) for item in row["items"])
    question = _question(row["question"]) if row["question"] else None
    return GoldClaim(row["sentence"], start, end, row["act"], row["status"], row["certainty"], tuple(row["from"]), tuple(row["to"]), items, question,
                     tuple(row["times"]))


def _question(row: Any) -> Question:
    start, act, unit, roles, items, times = row
    return Question(start, act, _clues(unit, len(UNIT_CLUES)), {code: _clues(told, len(ROLE_CLUES)) for code, told in roles.items()},
                    tuple((a, b, _clues(told, len(ITEM_CLUES))) for a, b, told in items),
                    tuple((a, b, _clues(told, len(TIME_CLUES))) for a, b, told in times))


def _clues(told: Mapping[str, float], size: int) -> tuple[float, ...]:
    out = [0.0] * size
    for place, value in told.items():
        out[int(place)] = value
    return tuple(out)
