"""Practice pages for the claims model, put together from `claims_templates.yaml`: every way to tell a transfer, between any parties."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from onrecord.claims.windows import GENERIC, ITEM, PARTY, QUANTITY, TIME, Mark, MarkedSentence, Page
from training.claims_gold import Example, GoldClaim
from training.claims_swap import State

TEMPLATES = Path(__file__).with_name("claims_templates.yaml")

WRAPPED, PLAIN = 0.4, 0.8
"""A sentence is a wrapped transfer below the first share, a plain claim below the second, else none."""

JOINED = 0.35
"""Share of sentences that are two made one."""

_SLOT = re.compile(r"\{([A-Z]+)('s|a|c)?\}")
_FORMS = ("B", "P", "PP", "ING", "S")
_GENERIC = frozenset({"weapons", "arms", "military equipment", "ammunition"})
_ITEM_ACTS = frozenset({"transfer", "production", "use", "training", "permission"})


@dataclass(frozen=True, slots=True)
class _Party:
    """A party as a page names it."""

    code: str
    name: str
    adjective: str
    capital: str


@dataclass(frozen=True, slots=True)
class _Clause:
    """A sentence in the making, its first letter as the template has it."""

    text: str
    marks: list[Mark]
    claims: list[GoldClaim]

    def moved(self, by: int) -> _Clause:
        """The same further along."""
        marks = [replace(m, start=m.start + by, end=m.end + by) for m in self.marks]
        return _Clause(self.text, marks, [replace(c, start=c.start + by, end=c.end + by) for c in self.claims])


class Practice:
    """Makes practice pages."""

    def __init__(self, states: Mapping[str, State], goods: Sequence[str]) -> None:
        self._words = yaml.safe_load(TEMPLATES.read_text(encoding="utf-8"))
        self._states = [_Party(code, s.name, s.adjective, s.capital) for code, s in sorted(states.items())]
        self._goods = [*self._words["goods"], *goods]

    def page(self, rng: random.Random, number: int) -> Example:
        """A page of four to seven sentences about three to five parties."""
        cast = self._cast(rng)
        made = [self._sentence(rng, cast) for _ in range(rng.randint(4, 7))]
        sentences = tuple(sentence for sentence, _ in made)
        claims = tuple(replace(claim, sentence=place) for place, (_, found) in enumerate(made) for claim in found)
        page = Page(MarkedSentence("", -1), None, sentences, {party.code: party.name for party in cast})
        return Example(f"practice-{number}", "practice", page, claims, frozenset())

    def _cast(self, rng: random.Random) -> list[_Party]:
        cast = rng.sample(self._states, rng.randint(4, 5))
        if rng.random() < 0.3:
            name = rng.choice(self._words["groups"])
            cast.append(_Party(name, name, name.removeprefix("the "), name))
        return cast

    def _sentence(self, rng: random.Random, cast: Sequence[_Party]) -> tuple[MarkedSentence, list[GoldClaim]]:
        """One sentence, or two made one, with the claims made in it."""
        first = self._clause(rng, cast)
        if rng.random() >= JOINED:
            return MarkedSentence(_capital(first.text), 0, tuple(first.marks)), first.claims
        return _joined(rng.choice(self._words["joined"]), first, self._clause(rng, cast))

    def _clause(self, rng: random.Random, cast: Sequence[_Party]) -> _Clause:
        act, status, template = self._template(rng)
        giver, receiver, other, speaker = rng.sample(list(cast), 4)
        roles = {"G": giver, "R": receiver, "X": other, "Z": speaker}
        text, marks = self._filled(rng, _framed(rng.choice(self._words["frames"]), template), roles)
        items = tuple(("", text[m.start:m.end]) for m in marks if m.kind in (ITEM, GENERIC)) if act in _ITEM_ACTS else ()
        claim = GoldClaim(0, 0, len(text), act or "", status, (giver.code,), (receiver.code,), items)
        return _Clause(text, marks, [claim] if act else [])

    def _template(self, rng: random.Random) -> tuple[str | None, str, str]:
        """An act (None: no claim), its status, and a template with the verb's forms filled in."""
        draw = rng.random()
        if draw >= PLAIN:
            return None, "", rng.choice(self._words["none"])
        if draw >= WRAPPED:
            head, template = rng.choice(self._words["plain"]).split(" | ", 1)
            act, status = head.split()
            return act, status, template
        status, template = rng.choice(self._words["wrapped"]).split(" | ", 1)
        give, take = (rng.choice(self._words[kind]).split() for kind in ("give", "take"))
        forms = dict(zip(_FORMS, give, strict=True)) | dict(zip((f"R{form}" for form in _FORMS), take, strict=True))
        for form, word in forms.items():
            template = template.replace(f"{{{form}}}", word.replace("_", " "))
        return "transfer", status, template

    def _filled(self, rng: random.Random, template: str, roles: Mapping[str, _Party]) -> tuple[str, list[Mark]]:
        text, marks, last = "", list[Mark](), 0
        item = rng.choice(self._goods)
        for slot in _SLOT.finditer(template):
            text += template[last:slot.start()]
            last = slot.end()
            words, kind, codes, form = self._slot(rng, slot[1], slot[2], roles, item)
            marks.append(Mark(len(text), len(text) + len(words.removesuffix("'s")), kind, codes, form))
            text += words
        return text + template[last:], marks

    def _slot(self, rng: random.Random, name: str, way: str | None, roles: Mapping[str, _Party], item: str) -> tuple[
            str, int, tuple[str, ...], str]:
        """The words of a slot, and the kind, parties and form of their mark."""
        if name == "I":
            return item, GENERIC if item in _GENERIC else ITEM, (), ""
        if name in ("N", "M", "T"):
            kind = {"N": "numbers", "M": "money", "T": "times"}[name]
            return str(rng.choice(self._words[kind])), TIME if name == "T" else QUANTITY, (), ""
        party = roles[name]
        words, form = _party_words(rng, party, way)
        return words, PARTY, (party.code,), form


def _party_words(rng: random.Random, party: _Party, way: str | None) -> tuple[str, str]:
    """How a party is named: by name mostly, now and then by capital or government."""
    if way == "a":
        return party.adjective, "demonym"
    if way == "c":
        return party.capital, "capital"
    draw = rng.random() if party.code != party.name else 1.0
    name, form = (party.capital, "capital") if draw < 0.1 else (f"the {party.adjective} government", "demonym") if draw < 0.17 else (
        party.name, "name")
    return (f"{name}'s" if way else name), form


def _framed(frame: str, template: str) -> str:
    """The template inside a frame of reporting."""
    bare = template.rstrip(".")
    lower = bare if bare[0] in "{\"" else bare[0].lower() + bare[1:]
    opens = frame.startswith("{")
    return str(frame.replace("{.,}", bare).replace("{.}", template).replace("{,}", bare if opens else lower))


def _joined(pattern: str, first: _Clause, second: _Clause) -> tuple[MarkedSentence, list[GoldClaim]]:
    """Two clauses in one sentence; each claim is quoted by its own clause."""
    before, between, after = re.split(r"\{[12]\}", pattern)
    one, other = (replace(c, text=c.text.rstrip(".")) for c in (first, second))
    if other.text[0].isalpha() and not any(m.start == 0 for m in other.marks):
        other = replace(other, text=other.text[0].lower() + other.text[1:])
    one, other = one.moved(len(before)), other.moved(len(before) + len(one.text) + len(between))
    text = before + one.text + between + other.text + after
    quoted = [replace(c, end=min(c.end, len(text))) for c in (*one.claims, *other.claims)]
    return MarkedSentence(_capital(text), 0, (*one.marks, *other.marks)), quoted


def _capital(text: str) -> str:
    """With a capital first letter."""
    place = next((n for n, letter in enumerate(text) if letter.isalpha()), 0)
    return text[:place] + text[place:place + 1].upper() + text[place + 1:]


def pages(practice: Practice, rng: random.Random, count: int) -> Iterator[Example]:
    """So many practice pages, new with every call."""
    for number in range(count):
        yield practice.page(rng, number)

