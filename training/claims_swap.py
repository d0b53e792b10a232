"""Exchanging the parties and goods of an article for others, so that the model learns how a transfer is told and not who gives to whom.

Within one article a state becomes one other state throughout: names, adjectives, peoples, capitals; the labels follow. Words that
stand for a state without naming it (a leader, "the Kremlin") become "the X government". Goods become other goods of the articles.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from typing import Any

import yaml

from onrecord.claims.units import Mention, Question
from onrecord.claims.windows import ITEM, PARTY, PUBLISHER, PUBLISHERS_OWN, Hint, Mark, MarkedSentence, Page
from onrecord.knowledge.dissolved import dissolved
from training.claims_gold import Example, GoldClaim

ITEM_SHARE = 0.3
"""Share of item mentions exchanged in an article that is swapped."""


@dataclass(frozen=True, slots=True)
class State:
    """How a state is named."""

    name: str
    adjective: str
    people: str
    capital: str
    known: tuple[tuple[str, str], ...]  # (its wording, what kind of wording it is), longest first


class Swapper:
    """Exchanges parties and goods; `goods` are wordings to draw from."""

    def __init__(self, states: Mapping[str, State], goods: Sequence[str]) -> None:
        self.states, self.goods = states, goods

    @classmethod
    def load(cls, articles: Sequence[Example] = ()) -> "Swapper":
        """The states of the package's knowledge that have an adjective and a capital and are still there, and the goods that the articles name."""
        text = resources.files("onrecord.knowledge").joinpath("data", "states.yaml").read_text(encoding="utf-8")
        rows = [row for row in yaml.safe_load(text) if row.get("adjective") and row.get("capital") and row["code"] not in dissolved()]
        goods = {s.text[m.start:m.end] for a in articles for s in a.page.sentences for m in s.marks if m.kind == ITEM}
        return cls({row["code"]: _state(row) for row in rows}, sorted(goods))

    def swap(self, example: Example, rng: random.Random) -> Example:
        """The article with all its states exchanged and some of its goods."""
        present = [code for code in example.page.names if code in self.states]
        others = rng.sample(sorted(self.states), len(present))
        mapping = dict(zip(present, others, strict=True))
        changed = [self._sentence(sentence, mapping, rng) for sentence in example.page.sentences]
        title, _, _ = self._sentence(example.page.title, mapping, rng)
        names = {mapping.get(code, code): self.states[mapping[code]].name if code in mapping else name
                 for code, name in example.page.names.items()}
        publisher = mapping.get(example.page.publisher or "", example.page.publisher)
        page = Page(title, publisher, tuple(sentence for sentence, _, _ in changed), names)
        claims = tuple(_claim(claim, mapping, *changed[claim.sentence][1:]) for claim in example.claims)
        framed = tuple((number, _question(question, mapping, changed[number][1])) for number, question in example.framed)
        return replace(example, page=page, claims=claims, framed=framed)

    def _sentence(self, sentence: MarkedSentence, mapping: Mapping[str, str], rng: random.Random) -> tuple[
            MarkedSentence, list[tuple[int, int, int]], dict[str, str]]:
        """The sentence rewritten; its cuts (old start, old end, new length); which goods became which."""
        cuts, words, goods = [], [], {}
        last = 0
        for mark in sorted(sentence.marks, key=lambda m: (m.start, -m.end)):
            new = self._wording(sentence.text[mark.start:mark.end], mark, mapping, rng)
            if new is not None and mark.start >= last:
                words += [sentence.text[last:mark.start], new]
                cuts.append((mark.start, mark.end, len(new)))
                last = mark.end
                if mark.kind == ITEM:
                    goods[sentence.text[mark.start:mark.end]] = new
        text = "".join(words) + sentence.text[last:]
        marks = tuple(_mark(mark, cuts, mapping) for mark in sentence.marks)
        hints = tuple(Hint(moved(h.start, cuts, False), moved(h.end, cuts, True), h.act) for h in sentence.hints)
        return MarkedSentence(text, sentence.start, marks, hints), cuts, goods

    def _wording(self, old: str, mark: Mark, mapping: Mapping[str, str], rng: random.Random) -> str | None:
        """What a mention is exchanged for; None to leave it."""
        if mark.kind == ITEM and self.goods and rng.random() < ITEM_SHARE:
            return rng.choice(self.goods)
        if mark.kind not in (PARTY, PUBLISHER) or len(mark.codes) != 1 or mark.codes[0] not in mapping:
            return None
        new = self.states[mapping[mark.codes[0]]]
        for wording, kind in self.states[mark.codes[0]].known:
            if wording in old:
                return old.replace(wording, getattr(new, kind))
        return new.name if mark.form == "name" else f"the {new.adjective} government"


def hide_publisher(example: Example) -> Example:
    """The article as if its publisher were unknown; "we" outside quotations then refers to nobody in particular."""
    page = example.page
    title, *sentences = map(_plain, (page.title, *page.sentences))
    return replace(example, page=Page(title, None, tuple(sentences), page.names))


def _state(row: Mapping[str, Any]) -> State:
    people = (row.get("people") or [row["adjective"][0] + " people"])
    known = [(w, "name") for w in (row["name"], *row.get("also", ()), *row.get("exact", ()))]
    known += [(w, "people") for w in row.get("people", ())] + [(w, "adjective") for w in row["adjective"]]
    known += [(w, "capital") for w in (*row["capital"], *row.get("cities", ()))]
    ordered = sorted(known, key=lambda pair: -len(pair[0]))
    return State(row["name"], row["adjective"][0], people[0], row["capital"][0], tuple(ordered))


def _mark(mark: Mark, cuts: Sequence[tuple[int, int, int]], mapping: Mapping[str, str]) -> Mark:
    start, end = moved(mark.start, cuts, False), moved(mark.end, cuts, True)
    return Mark(start, end, mark.kind, tuple(mapping.get(code, code) for code in mark.codes), mark.form)


def moved(offset: int, cuts: Sequence[tuple[int, int, int]], end: bool) -> int:
    """Where an offset lies after the cuts; one inside an exchanged stretch goes to that stretch's start (or end)."""
    shift = 0
    for start, stop, length in cuts:
        if offset >= stop:
            shift += length - (stop - start)
        elif offset > start:
            return start + shift + (length if end else 0)
    return offset + shift


def _claim(claim: GoldClaim, mapping: Mapping[str, str], cuts: Sequence[tuple[int, int, int]], goods: Mapping[str, str]) -> GoldClaim:
    names = [name.lower() for _, name in claim.items]
    new = [("", new) for old, new in goods.items() if any(old.lower() in name or name in old.lower() for name in names)]
    return replace(
        claim, start=moved(claim.start, cuts, False), end=moved(claim.end, cuts, True), items=(*claim.items, *new),
        giver=tuple(mapping.get(code, code) for code in claim.giver), receiver=tuple(mapping.get(code, code) for code in claim.receiver),
        question=claim.question and _question(claim.question, mapping, cuts))


def _question(question: Question, mapping: Mapping[str, str], cuts: Sequence[tuple[int, int, int]]) -> Question:
    def mentions(listed: Sequence[Mention]) -> tuple[Mention, ...]:
        return tuple((moved(start, cuts, False), moved(end, cuts, True), clues) for start, end, clues in listed)

    roles = {mapping.get(code, code): clues for code, clues in question.roles.items()}
    return replace(question, start=moved(question.start, cuts, False), roles=roles, items=mentions(question.items), times=mentions(question.times))


def _plain(sentence: MarkedSentence) -> MarkedSentence:
    """Without the publisher's own marks."""
    return replace(sentence, marks=tuple(map(_plain_mark, sentence.marks)))


def _plain_mark(mark: Mark) -> Mark:
    if mark.kind == PUBLISHER:
        return replace(mark, kind=PARTY)
    return replace(mark, codes=()) if mark.form == PUBLISHERS_OWN else mark
