"""Stories that look alike and are not one text, for `bench.origins_made`: templates, releases, briefings, citations, beats, forms."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from bench.origins_bases import Base
from bench.origins_pages import MIRROR, Apart, Page, Told, host_of, page_of, shared, templated

from bench import origins_forms as forms
from bench import origins_frames as frames
from bench import origins_sites as sites

TEMPLATE = .30, .56
"""Two stories in one template share this much of the smaller page's runs of five words, as found on real pages."""


def templates(given: Sequence[Base], networks: Sequence[sites.Network], seed: int) -> tuple[list[Page], list[Apart]]:
    """Pairs of different stories in one template that share what `TEMPLATE` says of their text."""
    rng = random.Random(f"templates {seed}")
    pages, apart = [], []
    pool = list(given)
    rng.shuffle(pool)
    for number, (one, two) in enumerate(zip(pool[::2], pool[1::2], strict=False)):
        network, wanted = rng.choice(networks), rng.uniform(*TEMPLATE)
        for share in (.25, .3, .35, .4, .45, .5, .55):
            dressed = [templated(base, network, share, seed + number) for base in (one, two)]
            pair = [page_of(f"template {number} {base.id}", base.id, told, "republished in prose", "pair", MIRROR)
                    for base, told in zip((one, two), dressed, strict=True)]
            if shared(pair[0].text, pair[1].text) >= wanted:
                break
        if TEMPLATE[0] <= shared(pair[0].text, pair[1].text) <= TEMPLATE[1]:
            pages += pair
            apart.append(Apart("one template", pair[0].name, pair[1].name))
    return pages, apart


def alone(name: str, title: str, body: tuple[str, ...], paper: str, day: date, change: str) -> Page:
    """A page with a story that no other page has."""
    return page_of(name, name, Told([title], body, [], host_of(paper), paper, day), change, root=True)


def releases(which: str, number: int = 60) -> tuple[list[Page], list[Apart]]:
    """A release and two write-ups that share a quotation of 90 words and all figures, by three hands."""
    pages: list[Page] = []
    apart = []
    for n in range(number):
        what, key, day = frames.event(f"release {which} {n}"), f"release {n}", date(2023, 1, 9) + timedelta(days=5 * n)
        hands = ("R", *random.Random(f"hands {which} {n}").sample("ABC", 2))
        papers = ("Ministry of Defence", *random.Random(f"papers {which} {n}").sample(sites.PAPERS, 2))
        quotes = (0, 1, 2, 3) if n % 3 else (0, 1, 2, 3, 4)
        made = [alone(f"{key} {hand}", *frames.told(what, hand, f"{which} {n}", None, quotes), paper, day, "release")
                for hand, paper in zip(hands, papers, strict=True)]
        pages += made
        apart += [Apart("write-up of a release", made[0].name, page.name, "same briefing") for page in made[1:]]
        apart.append(Apart("two write-ups of one release", made[1].name, made[2].name, "same briefing"))
    return pages, apart


def briefings(which: str, number: int = 60) -> tuple[list[Page], list[Apart]]:
    """Two papers at one briefing: sentences of one speaker, some of them the same, in two texts."""
    pages: list[Page] = []
    apart = []
    for n in range(number):
        rng = random.Random(f"briefing {which} {n}")
        what, day = frames.event(f"briefing {which} {n}"), date(2022, 3, 1) + timedelta(days=6 * n)
        both = sorted(rng.sample(range(9), 3))
        rest = [q for q in range(9) if q not in both]
        rng.shuffle(rest)
        hands, papers = rng.sample("ABC", 2), rng.sample(sites.PAPERS, 2)
        made = []
        for place, (hand, paper) in enumerate(zip(hands, papers, strict=True)):
            quotes = [*both, rest[place]]
            rng.shuffle(quotes)
            made.append(alone(f"briefing {n} {hand}", *frames.briefing(what, hand, tuple(quotes), f"{which} {n}"), paper, day, "briefing"))
        pages += made
        apart.append(Apart("same briefing", made[0].name, made[1].name, "same briefing"))
    return pages, apart


def citations(which: str, number: int = 60) -> tuple[list[Page], list[Apart]]:
    """A paper's report, and another paper that tells what the first reported."""
    pages: list[Page] = []
    apart = []
    for n in range(number):
        rng = random.Random(f"cites {which} {n}")
        what, day = frames.event(f"cites {which} {n}"), date(2021, 2, 1) + timedelta(days=7 * n)
        first, second = rng.sample(sites.PAPERS, 2)
        made = [alone(f"cited {n}", *frames.told(what, "A", f"{which} {n}"), first, day, "cites"),
                alone(f"citing {n}", *frames.citing(what, first, f"{which} {n}"), second, day + timedelta(days=rng.randint(0, 2)), "cites")]
        pages += made
        apart.append(Apart("cites", made[1].name, made[0].name, "cites"))
    return pages, apart


def other_events(which: str, number: int = 40) -> tuple[list[Page], list[Apart]]:
    """Two events of one giver and one amount in one hand; and two stories of one beat that share two paragraphs of background."""
    pages: list[Page] = []
    apart = []
    for n in range(number):
        rng = random.Random(f"other {which} {n}")
        hand, paper, day = rng.choice("ABC"), rng.choice(sites.PAPERS), date(2020, 5, 4) + timedelta(days=8 * n)
        one = frames.event(f"other {which} {n}")
        two = frames.event(f"other {which} {n} again", giver=one.slots["giver"], money=one.slots["money"], total=one.slots["total"])
        told = [frames.told(what, hand, f"{which} {n} {place}", quotes=(0, 1 + place)) for place, what in enumerate((one, two))]
        made = [alone(f"amount {n} {place}", title, body, paper, day + timedelta(days=9 * place), "same amount")
                for place, (title, body) in enumerate(told)]
        pages += made
        apart.append(Apart("same amount, other event", made[0].name, made[1].name))
        first = frames.event(f"beat {which} {n} first")
        kept = {key: first.slots[key] for key in ("giver", "receiver", "speaker", "firm", "site", "port")}
        beat = [first, frames.event(f"beat {which} {n}", **kept)]
        facts = ("lead", "items", "port", "training", "QUOTE", "vote")
        shared_body = frames.told(first, hand, f"beat {which} {n}", ("total", "background", "reaction"))[1]
        told = [frames.told(what, hand, f"beat {which} {n} {place}", facts, (place, place + 2)) for place, what in enumerate(beat)]
        made = [alone(f"beat {n} {place}", title, (*body, *shared_body), paper, day + timedelta(days=3 * place), "one beat")
                for place, (title, body) in enumerate(told)]
        pages += made
        apart.append(Apart("one beat", made[0].name, made[1].name))
    return pages, apart


def fillings(which: str, number: int = 8) -> tuple[list[Page], list[Apart]]:
    """Forms filled in anew, every two fillings of a form to be kept apart."""
    pages: list[Page] = []
    apart = []
    for form in forms.names():
        made = []
        for n in range(number):
            title, body, day = forms.filled(form, which, n)
            made.append(alone(f"form {form} {n}", title, body, "Official Journal", day, f"form: {form}"))
        pages += made
        apart += [Apart(f"form: {form}", one.name, two.name) for at, one in enumerate(made) for two in made[at + 1:]]
    return pages, apart
