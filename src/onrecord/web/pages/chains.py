"""Chains of sources as a picture: who spoke, through which media the word came, and the page that it was read on; chains that end alike are drawn as
one tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.knowledge.outlets import outlet
from onrecord.ledger.voices import MEDIA
from onrecord.model import STATUSES, Article, Claim, Source
from onrecord.telling.words import source_words
from onrecord.web.marks import Mark, mark

KINDS = {"named": "named speaker", "unnamed": "speaker who is not named", "medium": "medium", "page": "the page that it was read on"}
"""What a link of a chain may be."""


@dataclass(frozen=True, slots=True)
class Teller:
    """A link: its name, which of `KINDS` it is, its URL where it is a page of the record; of one who is told from nobody else also what they said and
    the ``letters`` of the Admiralty code for them there; and the ``tellers`` it was told by."""

    name: str
    kind: str
    url: str
    said: tuple[Mark, ...]
    letters: str
    tellers: tuple[Teller, ...]


@dataclass(slots=True)
class _Growing:
    kind: str
    url: str = ""
    said: dict[str, None] = field(default_factory=dict)
    letters: dict[str, None] = field(default_factory=dict)
    under: dict[str, _Growing] = field(default_factory=dict)


def chains(claims: Iterable[Claim], pages: Mapping[str, Article], letters: Mapping[str, str]) -> tuple[Teller, ...]:
    """The tree of each page that carries these claims, in the order of the claims. ``letters`` are those of the sources, by claim id."""
    forest: dict[str, _Growing] = {}
    for claim in claims:
        page = pages[claim.article]
        here = forest
        for name, kind in reversed(links(claim, page)):
            at = here.setdefault(name, _Growing(kind, f"/article/{page.id}#claim-{claim.id}" if kind == "page" else ""))
            here = at.under
        at.said[claim.status.value] = None
        if claim.id in letters:
            at.letters[letters[claim.id]] = None
    return tuple(_grown(name, at) for name, at in forest.items())


def _grown(name: str, at: _Growing) -> Teller:
    said = tuple(mark(s) for s in sorted(at.said, key=STATUSES.index))
    return Teller(name, at.kind, at.url, said, "".join(sorted(at.letters)), tuple(_grown(n, t) for n, t in at.under.items()))


def links(claim: Claim, page: Article) -> Sequence[tuple[str, str]]:
    """The links of a claim's chain as (name, kind), from the first speaker to the page, which is told by its outlet's name where that is known."""
    own = page.outlet.value if page.outlet else None
    told = [(source_words(s, own), _kind(s)) for s in claim.sources.value]
    last = own or (told[-1][0] if told and told[-1][1] == "medium" else "the page itself")
    if told and (told[-1][0] == last or (not claim.sources.value[-1].name and not claim.sources.value[-1].anonymous)):
        told.pop()
    return [*told, (last, "page")]


def _kind(source: Source) -> str:
    if source.anonymous:
        return "unnamed"
    known = outlet(source.name or "")
    medium = (known is not None and known.kind != "government") or (source.role or "").casefold() in MEDIA
    return "medium" if medium else "named"
