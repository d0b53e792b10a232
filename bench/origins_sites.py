"""Sites of our own making for `bench.origins_made`: spam networks with their templates, papers, digests, live blogs and floods of boilerplate."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import yaml

STOCK: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "origins_data" / "sites.yaml").read_text(encoding="utf-8"))
"""Names, headlines and sentences; the file's head defines its fields."""
PAPERS, HEADLINES, PROSE = STOCK["papers"], STOCK["headlines"], STOCK["prose"]


class Network(NamedTuple):
    """A spam network: ``hosts`` with one template and one false date. ``head``, ``middle`` and ``foot`` are its prose."""

    name: str
    hosts: tuple[str, ...]
    desk: str
    stamp: str
    false_date: date
    head: tuple[str, ...]
    middle: tuple[str, ...]
    foot: tuple[str, ...]
    links: tuple[str, ...]


def networks(seed: int) -> list[Network]:
    """Ten networks. Stock sentences are shared among them, as templates are; false dates are the network's own."""
    rng = random.Random(f"networks {seed}")
    made = []
    for number, name in enumerate(STOCK["networks"]):
        prose = rng.sample(PROSE, 16)
        day = date(2025, 1, 8) + timedelta(days=rng.randrange(300))
        stamp = f"Date:{day.isoformat()} {rng.randrange(24):02}:{rng.randrange(60):02}:{rng.randrange(60):02}"
        hosts = tuple(f"{w}{number}.{name.lower()}.example" for w in ("www", "m", "go", "top"))
        made.append(Network(name, hosts, rng.choice(STOCK["desks"]), stamp, day,
                            tuple(prose[:5]), tuple(prose[5:8]), tuple(prose[8:]), tuple(rng.sample(HEADLINES, 18))))
    return made


def spam_head(network: Network, title: str, seed: int) -> list[str]:
    """The lines above a story on a spam site."""
    rng = random.Random(f"spam head {seed}")
    return [f"Current:Home > {rng.choice(STOCK['places'])}{title} -{network.name}", title, f"{network.desk} View", network.stamp]


def spam_foot(network: Network, seed: int) -> list[str]:
    """The lines below: lists of headlines, half of them the network's own and half of the day of the scrape."""
    rng = random.Random(f"spam foot {seed}")
    links = rng.sample(network.links, 9) + rng.sample(HEADLINES, 6)
    rng.shuffle(links)
    return [f"veryGood! ({rng.randint(1, 99)})", "Related\n" + "\n".join(f"- {line}" for line in links[:7]),
            "Ranking\n" + "\n".join(f"- {line}" for line in links[7:11]), "Recommendation\n" + "\n\n".join(links[11:])]


def in_prose(network: Network, body: Sequence[str], share: float, seed: int) -> list[str]:
    """A story wrapped in the template's prose, which makes up about ``share`` of the page; the same sentences for every story of the network."""
    words = sum(len(p.split()) for p in body)
    wanted = words * share / (1 - share)
    stock = [*network.head[:2], *network.foot[:2], network.middle[0], *network.head[2:], *network.foot[2:], *network.middle[1:]]
    chosen: list[str] = []
    while stock and sum(len(s.split()) for s in chosen) < wanted:
        chosen.append(stock.pop(0))
    head, middle, foot = ([s for s in part if s in chosen] for part in (network.head, network.middle, network.foot))
    at = len(body) // 2
    return [*_lines(head), *body[:at], *_lines(middle), *body[at:], *_lines(foot)]


def _lines(told: Sequence[str]) -> list[str]:
    return [" ".join(told)] if told else []


def injected(body: Sequence[str], count: int, seed: int) -> tuple[str, ...]:
    """Keywords put into the text, at ends of sentences or in mid-sentence."""
    rng = random.Random(f"keywords {seed}")
    told = [p.split(" ") for p in body]
    for _ in range(count):
        paragraph = rng.choice(told)
        paragraph.insert(rng.randrange(len(paragraph) + 1), rng.choice(STOCK["keywords"]))
    return tuple(" ".join(words) for words in told)


def banners(body: Sequence[str], count: int, seed: int) -> tuple[str, ...]:
    """Banners, cross links and captions between the paragraphs."""
    rng = random.Random(f"banner {seed}")
    told = list(body)
    for _ in range(count):
        link = rng.choice(HEADLINES)
        line = rng.choice((rng.choice(STOCK["todays"]), link.upper(), f"READ MORE: {link}", f"Related: {link}", f"({link} – photo: agency)",
                           "Sign up for our newsletter, which comes out every Friday at noon.", rng.choice(PROSE)))
        told.insert(rng.randrange(1, len(told) + 1), line)
    return tuple(told)


def paper_head(paper: str, title: str, day: date) -> list[str]:
    """The lines above a story in a paper: navigation, masthead with the day, headline."""
    return ["Home | World | Business | Sport | Weather | Archive", paper, f"{day:%A, %B} {day.day}, {day.year}", title]


def paper_foot(paper: str, seed: int) -> list[str]:
    """The lines below a story in a paper."""
    rng = random.Random(f"foot {seed}")
    return ["More from World\n" + "\n".join(f"- {line}" for line in rng.sample(HEADLINES, 4)), f"© {paper}. All rights reserved."]


def flood(words: int, seed: int) -> str:
    """About so many words of boilerplate: prose of templates, links, terms, over and over in another order."""
    rng = random.Random(f"flood {seed}")
    told: list[str] = []
    total = 0
    while total < words:
        line = " ".join(rng.sample(PROSE, 3)) if rng.random() < .7 else rng.choice(HEADLINES)
        told.append(line)
        total += len(line.split())
    return "\n\n".join(told)


class Item(NamedTuple):
    """A story of a digest: its ``label``, headline and paragraphs."""

    label: str
    title: str
    body: tuple[str, ...]


def digest(items: Sequence[Item], way: str, seed: int) -> tuple[str, list[tuple[int, int]]]:
    """A page of several stories, and where each begins and ends. ``way``: headings, live, lines (separators) or bullets."""
    rng = random.Random(f"digest {seed}")
    text = STOCK["openings"][("headings", "live", "lines", "bullets").index(way)] + "\n\n"
    places, hour = [], rng.randint(15, 21)
    for number, item in enumerate(items):
        if way == "live":
            text += f"{hour - number:02}:{rng.randrange(60):02} GMT\n\n"
        start = len(text)
        if way == "bullets":
            text += "- " + " ".join(item.body)
        else:
            text += (f"{item.title}\n\n" if way != "lines" else "") + "\n\n".join(item.body)
        places.append((start, len(text)))
        text += "\n\n" + (rng.choice(["* * *\n\n", "—\n\n", "***\n\n"]) if way == "lines" and number < len(items) - 1 else "")
    return text.rstrip("\n"), places
