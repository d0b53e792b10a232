"""Pages with known stories, for `bench.origins_made`: where a text stands, when, and in what dress."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from bench.origins_bases import Base, shingles

from bench import origins_sites as sites

EDITED, MIRROR = ("syndicated", "same", "republished"), ("republished", "syndicated", "same")
"""Kinds of `COPYING` by which a page may be called, the best first."""


class Story(NamedTuple):
    """A story on a page: ``label`` is the name of its text (its true origin), [start, end) its place.

    ``change`` and ``strength`` say how it was made; ``kinds`` are the kinds of `COPYING` that name this, the best first. ``root``: the first print.
    """

    label: str
    start: int
    end: int
    change: str
    strength: str = ""
    kinds: tuple[str, ...] = ()
    root: bool = False


class Page(NamedTuple):
    """A page as a user would hand it over.

    ``published`` is the day printed on it, false on spam; ``outlet`` as declared, None where the page hides it.
    """

    name: str
    text: str
    url: str
    outlet: str | None
    published: str | None
    stories: tuple[Story, ...]


class Apart(NamedTuple):
    """Two pages (by name) that must not be tied, why not, and the kind of `BESIDE` that holds between them ("": none)."""

    why: str
    first: str
    second: str
    beside: str = ""


class World(NamedTuple):
    """Pages, the pairs to keep apart, and how many bases went in."""

    pages: list[Page]
    apart: list[Apart]
    bases: int


class Told(NamedTuple):
    """What a transformation makes: lines above, paragraphs, lines below; where it stands and when."""

    head: list[str]
    body: tuple[str, ...]
    foot: list[str]
    host: str
    outlet: str | None
    published: date | None


def host_of(paper: str) -> str:
    """A paper's host."""
    return paper.lower().removeprefix("the ").replace(" ", "").replace(".", "") + ".example"


def in_paper(base: Base, body: tuple[str, ...], seed: int, title: str | None = None, later: int = 1, same: bool = False) -> Told:
    """The story in a paper (another one, unless ``same``), with or without its furniture, up to ``later`` days after the first print."""
    rng = random.Random(f"paper {seed}")
    paper = base.outlet if same else rng.choice([p for p in sites.PAPERS if p != base.outlet])
    day = base.published + timedelta(days=rng.randint(1 if same else 0, later))
    title = title or base.title
    dressed = rng.random() < .5
    head = sites.paper_head(paper, title, day) if dressed else [title]
    return Told(head, body, sites.paper_foot(paper, seed) if dressed else [], host_of(paper), paper if rng.random() < .8 else None,
                day if rng.random() < .9 else None)


def in_spam(base: Base, body: tuple[str, ...], seed: int, networks: Sequence[sites.Network], title: str | None = None) -> Told:
    """The story on a site of a spam network, under the network's false date."""
    rng = random.Random(f"spam {seed}")
    network = rng.choice(networks)
    head = sites.spam_head(network, title or base.title, seed)
    return Told(head, body, sites.spam_foot(network, seed), rng.choice(network.hosts), None, network.false_date)


def templated(base: Base, network: sites.Network, share: float, seed: int) -> Told:
    """The story in a network's template of prose, which makes up about ``share`` of the page."""
    rng = random.Random(f"templated {seed}")
    body = sites.in_prose(network, base.paragraphs, share, seed)
    foot = sites.spam_foot(network, seed) if rng.random() < .5 else []
    return Told(sites.spam_head(network, base.title, seed), tuple(body), foot, rng.choice(network.hosts), None, network.false_date)


def page_of(name: str, label: str, told: Told, change: str, strength: str = "", kinds: tuple[str, ...] = (), root: bool = False) -> Page:
    """A page of one story."""
    head, body = "\n\n".join(told.head), "\n\n".join(told.body)
    text = "\n\n".join(part for part in (head, body, *told.foot) if part)
    start = len(head) + 2 if head else 0
    return Page(name, text, f"https://{told.host}/{name.replace('#', '-')}", told.outlet, told.published.isoformat() if told.published else None,
                (Story(label, start, start + len(body), change, strength, kinds, root),))


def first_print(base: Base) -> Page:
    """The base as its own paper printed it."""
    told = Told([base.title], base.paragraphs, [], host_of(base.outlet), base.outlet, base.published)
    return page_of(base.id, base.id, told, "first print", root=True)


def shared(first: str, second: str) -> float:
    """Share of the smaller text's runs of five words that the other has."""
    one, two = shingles(first), shingles(second)
    return len(one & two) / max(min(len(one), len(two)), 1)
