"""A small record to test on: pages, their claims, and the rules as the whole program hands them over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from tests.store import tracing
from tests.strategies import article, capture_of, claim, source

from onrecord.ledger import changes, settle, settle_between, settle_part, settle_then, settle_whole
from onrecord.model import Article, Claim, Skip
from onrecord.store import Rules, Store, Written

RULES = Rules(tracing.prints, tracing.measure, tracing.Share, tracing.gather, settle, tracing.retime, settle_whole, settle_part, settle_then,
              settle_between, changes,
              "test", "test prints")
STONE = source("Ada Stone", "US")
LEAKERS = source("local officials", "IR", anonymous=True)
Page = tuple[Article, list[Claim]]


def text_of(name: str) -> str:
    """A text of its own for a page: words that no other page has."""
    return " ".join(f"{name}{i}" for i in range(40)) + "\n"


def page(name: str, day: str | None, *claims: Claim, text: str | None = None, outlet: str = "The Courier") -> Page:
    """An article and its claims, moved into it."""
    made = article(text or text_of(name), name, day, outlet)
    return made, [claim(c.act, c.giver.value, c.receiver.value, c.items.value, c.status.value, made.id, c.sources.value[0], at=i * 100,
                        quantity=(c.quantity.value.low, c.quantity.value.high) if c.quantity.value else None,
                        money=(c.money.value.low, c.money.value.high) if c.money.value else None,
                        when_iso=c.when.value.iso if c.when.value else None) for i, c in enumerate(claims)]


def missiles(status: str, who: object = STONE, **more: object) -> Claim:
    return claim(items=("missile.ballistic",), status=status, source=who, **more)  # type: ignore[arg-type]


def story() -> list[Page]:
    """A matter that moves from possible to contested."""
    return [
        page("winter", "2022-12-09", missiles("possible"), claim(quantity=(200, 900), source=STONE)),
        page("spring", "2023-05-15", missiles("no_evidence"), claim(quantity=(401, None), source=STONE)),
        page("autumn", "2023-11-21", missiles("possible")),
        page("report", "2024-02-22", missiles("done", LEAKERS, quantity=(360, 440)), missiles("no_evidence")),
    ]


def write(store: Store, *pages: Page, reader: str = "reader 1", skips: Sequence[Skip] = ()) -> Written:
    """One batch of these pages."""
    return store.write_batch([capture_of(a) for a, _ in pages], [a for a, _ in pages], {a.id: c for a, c in pages}, skips, reader)


P = TypeVar("P", str, Path)


def filled_record(path: P) -> P:
    """A settled record of `story` with a skip."""
    with Store.open(path, RULES) as store:
        write(store, *story(), skips=[Skip("text", "empty.html", "empty", "no words")])
        store.settle()
    return path
