"""HTML pages of our own writing with known days of publication, in the many ways in which sites give and hide them.

Each *way* is a function from a `Facts` to a page's head, the lines around its article and its address; `pages` fills every way with days,
outlets and stories drawn from one seed. Ways of the class "none" give no day: the right answer is none.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FOREIGN: dict[str, tuple[str, str]] = {
    "de": ("{d}. {m} {y}", "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
    "fr": ("Publié le {d} {m} {y}", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    "es": ("{d} de {m} de {y}", "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
    "it": ("{d} {m} {y}", "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
    "pt": ("{d} de {m} de {y}", "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
    "nl": ("{d} {m} {y}", "januari februari maart april mei juni juli augustus september oktober november december"),
    "pl": ("{d} {m} {y}", "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"),
    "ru": ("{d} {m} {y}", "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
    "uk": ("{d} {m} {y}", "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"),
    "tr": ("{d} {m} {y}", "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık"),
    "cs": ("{d}. {m} {y}", "ledna února března dubna května června července srpna září října listopadu prosince"),
    "sv": ("{d} {m} {y}", "januari februari mars april maj juni juli augusti september oktober november december"),
}
"""How a site in another language writes a day under an English article: its form, and the twelve months."""
_TOWNS, _GOODS = ("Strelsau", "Zenda", "Hentzau", "Tarlenheim"), ("guns", "patrol boats", "radar sets", "spare engines", "gliders")
_TELLERS = ("the harbour master", "a deputy of the council", "the ministry", "one of the drivers", "a customs officer")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of a page: its ``day``, a later update, ``today`` (when it was fetched), its story and a random source of its own."""

    day: date
    updated: date
    today: date
    title: str
    story: tuple[str, ...]
    rng: random.Random


@dataclass(frozen=True, slots=True)
class Made:
    """A page: ``day`` is what a reader must say (None: no day can be known); ``hard`` where another day stands more plainly on it."""

    way: str
    html: str
    url: str | None
    day: date | None
    hard: bool


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a page in the order in which they stand; lines of HTML each."""

    head: str = ""
    top: str = ""
    over: str = ""
    under: str = ""
    foot: str = ""
    url: str | None = None


Way = Callable[[Facts], Parts]
WAYS: list[tuple[str, Way, bool, bool]] = []
"""(name, way, hard, dated) of each way."""


def way(name: str, *, hard: bool = False, dated: bool = True) -> Callable[[Way], Way]:
    """Enter a way under its name."""
    def enter(made: Way) -> Way:
        WAYS.append((name, made, hard, dated))
        return made
    return enter


def long(day: date) -> str:
    """March 4, 2021."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def short(day: date) -> str:
    """04 Mar 2021."""
    return f"{day.day:02d} {_MONTHS[day.month - 1][:3]} {day.year}"


def clock(f: Facts) -> str:
    """A time of day."""
    return f"{f.rng.randint(0, 23):02d}:{f.rng.randint(0, 59):02d}"


def linked(kind: str, **said: object) -> str:
    """A JSON-LD block."""
    block = {"@context": "https://schema.org", "@type": kind, **said}
    return f'<script type="application/ld+json">{json.dumps(block)}</script>'


def meta(name: str, value: str, key: str = "property") -> str:
    """A meta element."""
    return f'<meta {key}="{name}" content="{value}">'


def related(days: list[date], f: Facts, tag: str = "time") -> str:
    """A list of other stories with their days."""
    def item(day: date) -> str:
        town, goods = f.rng.choice(_TOWNS), f.rng.choice(_GOODS)
        stamp = f'<time datetime="{day}">{long(day)}</time>' if tag == "time" else f"<span>{short(day)}</span>"
        return f'<li><a href="/n/{f.rng.randint(100, 999)}">More {goods} for {town} as talks go on</a> {stamp}</li>'
    return '<aside class="related"><h3>Related</h3><ul>' + "".join(map(item, days)) + "</ul></aside>"


def later(f: Facts, least: int = 5, most: int = 900) -> date:
    """A day after publication and before the page was fetched."""
    return min(f.day + timedelta(days=f.rng.randint(least, most)), f.today)


def earlier(f: Facts) -> date:
    """A day before publication."""
    return f.day - timedelta(days=f.rng.randint(5, 900))


def story(rng: random.Random) -> tuple[str, ...]:
    """Five paragraphs without a date."""
    def sentence() -> str:
        return (f"In {rng.choice(_TOWNS)}, {rng.choice(_TELLERS)} said that {rng.randint(3, 90)} {rng.choice(_GOODS)} had been sent "
                f"to the other side of the river, and that nobody there had asked for the {rng.choice(_GOODS)} which came with them.")
    return tuple(" ".join(sentence() for _ in range(2)) for _ in range(5))


def facts(rng: random.Random) -> Facts:
    """The facts of one page."""
    day = date(2009, 1, 1) + timedelta(days=rng.randint(0, 5_600))
    updated = day + timedelta(days=rng.randint(1, 60))
    return Facts(day, updated, updated + timedelta(days=rng.randint(30, 500)),
                 f"{rng.choice(_GOODS).capitalize()} for {rng.choice(_TOWNS)} on the move",
                 story(rng), rng)


def filled(f: Facts, parts: Parts) -> str:
    """The page as HTML."""
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in f.story)
    return (f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{f.title} | The Lantern</title>\n{parts.head}</head><body>\n'
            f'<header><a href="/">The Lantern</a> {parts.top}</header><main><article><h1>{f.title}</h1>\n'
            f"{parts.over}\n{body}{parts.under}</article></main>\n"
            f"{parts.foot}</body></html>")


def pages(each: int = 6, seed: int = 4) -> Iterator[Made]:
    """``each`` pages of every way."""
    from bench import dates_ways  # noqa: F401 - the ways enter themselves
    for name, made, hard, dated in WAYS:
        rng = random.Random(f"{seed} {name}")
        for _ in range(each):
            f = facts(rng)
            parts = made(f)
            yield Made(name, filled(f, parts), parts.url, f.day if dated else None, hard)
