"""A record with each payload in every field that a page, a file or a person can fill, and one of the same build in which nothing is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.hostile.payloads import TOLD, every, harmless
from tests.strategies import article, claim, filled, source
from tests.web.records import keep

from onrecord.ledger.signed import signed
from onrecord.model import (
    ACTS,
    Article,
    Block,
    Claim,
    Item,
    Judgement,
    Known,
    Money,
    PrintedDate,
    Published,
    Quantity,
    Reason,
    Skip,
    Span,
    When,
)

PAYLOADS = every(TOLD)
HARMLESS = harmless(PAYLOADS)
AT = 30
"""Payloads that one matter is told with."""
COPIES = 3
"""Pages of one text."""
GOODS = ("uav", "missile.ballistic", "ammunition.artillery", "tank", "radar", "ship", "submarine", "helicopter", "artillery", "small-arms")
WORDS = ("It sent drones {} to them.", "It never sent drones {} to anyone.", "It may send drones {} some day.")


def utf8(text: str) -> str:
    """The text without lone surrogates, of which no id can be made."""
    return text.encode("utf-8", "ignore").decode() or "none"


def pages(payloads: Sequence[str]) -> list[tuple[Article, list[Claim]]]:
    """A page for each payload, with its claims."""
    return [_page(n, payload, payloads[n // AT * AT:n // AT * AT + AT]) for n, payload in enumerate(payloads)]


def made(path: Path, payloads: Sequence[str]) -> Path:
    """The record: a page for each payload, with a claim of a matter that `AT` payloads are told with, and one of a matter of its own. The first of
    `AT` pages also tells of a matter whose givers are called as all of them."""
    told = pages(payloads)
    skips = [Skip("text", f"subject {p}", "empty", f"detail {p}") for p in payloads]
    return keep(path, told, skips, [_judged(n, p, *told[n]) for n, p in enumerate(payloads)])


def _page(number: int, payload: str, around: Sequence[str]) -> tuple[Article, list[Claim]]:
    group, name = number // AT, utf8(payload)
    common = " ".join(f"v{number // COPIES}x{n}" for n in range(140))
    lines = [f"Headline {payload}", f"Furniture {payload}", *(words.format(payload) for words in WORDS), payload, common]
    text, blocks = "", []
    for n, line in enumerate(lines):
        kind = payload if n == 2 else "furniture" if n == 1 else "paragraph"
        blocks.append(Block(Span(len(text), len(text) + len(line)), n != 1, kind, payload if n == 1 else ""))
        text += line + "\n"
    page = article(text, f"name {payload}", outlet=f"Outlet {payload}", path=f"file {payload}", copied=payload)
    stamps = (PrintedDate("2026-01-05", payload, Span(0, 8)),)
    reasons = (Reason(payload, payload, 0.9), Reason(payload, payload, -0.8))
    page = replace(
        page, blocks=tuple(blocks), title=Known(f"Headline {payload}", payload), byline=Known(payload, payload), agency=Known(payload, payload),
        url=payload, printed=stamps, published=Published("2024-02-22", "2024-02-22", "2024-02-22", "certain", reasons, stamps), language=payload,
    )
    shared = _claim(page, 0, payload, ("IR",), ("RU",), act=ACTS[group % len(ACTS)], items=(Item(GOODS[group % len(GOODS)], name, name),))
    own = _claim(page, 1, payload, (f"Giver {name}",), (f"Taker {name}",), status="denied", items=(Item("uav", name, name),))
    own = replace(own, mechanism=filled(payload, own.giver.evidence, payload), money=filled(Money(1, None, payload, payload)),
                  quantity=filled(Quantity(1, 2, payload, payload)))
    every = _claim(page, 2, payload, tuple(map(utf8, around)), (f"To {name}",), status="possible")
    return page, [shared, own, *([every] if number % AT == 0 else [])]


def _claim(page: Article, words: int, payload: str, giver: tuple[str, ...], receiver: tuple[str, ...], **more: Any) -> Claim:
    """A claim by a speaker, a paper and somebody unnamed who are called as the payload, with words for all that may have words."""
    quote, name = WORDS[words].format(payload), utf8(payload)
    made = claim(article=page.id, at=page.text.index(quote), quote=quote, giver=giver, receiver=receiver, source=source(name), proposer=payload,
                 confidence=0.7, **more)
    here = [made.span]
    who = (replace(source(name, "IR"), role=payload), source(f"Paper {payload}"), source(payload, anonymous=True))
    return replace(
        made, sources=filled(who, here, payload), quantity=filled(Quantity(1, 2, payload), here, payload),
        money=filled(Money(1, None, "USD", payload), here, payload), status=replace(made.status, rule=payload),
        when=filled(When("2024-02", "2024-02-01", "2024-02-29", payload), here, payload),
    )


def _judged(number: int, payload: str, page: Article, claims: Sequence[Claim]) -> Judgement:
    """What a person said of a claim, or of its goods."""
    kept, at = utf8(payload), f"2026-01-01T00:00:{number % 60:02}+00:00"
    said = ("value-is", "mechanism", kept) if number % 2 else ("right", None, None)
    about = claims[number % 2]
    return signed(said[0], about.id, f"Ann {kept}", at, f"because {kept}", page.id, about.span, *said[1:])
