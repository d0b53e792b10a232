"""Records to look at: one of many matters, and one whose every text is an attack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.cli.runs import placed
from tests.strategies import article, capture_of, source

from onrecord.flow import RULES
from onrecord.model import Article, Claim, Item, Known, Money, PrintedDate, Published, Quantity, Reason, Skip, Span, When
from onrecord.model.judgement import Judgement
from onrecord.store import Store

GIVERS = ("IR", "KP", "US", "CN")
RECEIVERS = ("RU", "UA", "YE")
GOODS = ("uav", "missile.ballistic", "ammunition.artillery", "tank")


def keep(path: Path, every: Sequence[tuple[Article, list[Claim]]], skips: Sequence[Skip] = (), judgements: Sequence[Judgement] = ()) -> Path:
    """A settled record of these pages."""
    with Store.open(path, RULES) as store:
        store.write_batch([capture_of(a) for a, _ in every], [a for a, _ in every], {a.id: c for a, c in every}, skips, "test")
        for judgement in judgements:
            store.judge(judgement)
        store.settle()
    return path


def many(path: Path, count: int = 120) -> Path:
    """A record of some ``count`` matters: parties, goods, days and figures of all sorts, unknown ones too."""
    pages = []
    for n in range(count):
        giver, receiver = GIVERS[n % 5 - 1:][:1] if n % 5 else (), RECEIVERS[n % 4 - 1:][:1] if n % 4 else ()
        quote = f"Delivery {n} of goods was told by speaker {n}."
        text = f"Morning {n}\n{quote}\n" + " ".join(f"w{n}x{i}" for i in range(30)) + "\n"
        page = article(text, f"page {n}", f"{2020 + n % 5}-0{1 + n % 9}-11", f"Paper {n % 7}")
        pages.append((page, [placed(page, quote, (source(f"Speaker {n}", "US"),), giver=giver, receiver=receiver, items=(GOODS[n % 4],),
                                    act=("transfer", "training", "funding")[n % 3], status=("done", "planned", "denied", "possible")[n % 4],
                                    quantity=(n, n + 5) if n % 2 else None, money=(n * 1e6, None) if n % 3 == 2 else None,
                                    when_iso=f"{2019 + n % 6}-0{1 + n % 9}")]))
    return keep(path, pages, [Skip("text", f"file {n}", ("empty", "language")[n % 2], f"detail {n}") for n in range(150)])


def hostile(path: Path, payload: str) -> Path:
    """A record with the payload in every field that a page, a file or a person can fill. It must stand alone on a line."""
    name = payload.replace("\ud800", "")  # ids are hashes of UTF-8, which has no form for it
    goods = Item("uav", name, "shahed-136")
    text = f"Headline {payload}\nFurniture {payload}\nIt sent drones {payload} to them.\nIt never sent drones {payload} to anyone.\n"
    page = article(text, f"name {payload}", "2024-02-22", f"Outlet {payload}", path=f"file {payload}", copied=payload)
    blocks = tuple(replace(b, kept=False, kind="furniture", reason=payload) if n == 1 else replace(b, kind=payload if n > 2 else b.kind)
                   for n, b in enumerate(page.blocks))
    stamp = PrintedDate("2026-01-05", payload, Span(0, 8))
    reasons = (Reason(payload, payload, 0.9), Reason(payload, payload, -0.8))
    published = Published("2024-02-22", "2024-02-22", "2024-02-22", "certain", reasons, (stamp,))
    page = replace(page, blocks=blocks, published=published, title=Known(f"Headline {payload}", payload), byline=Known(payload, payload),
                   agency=Known(payload, payload), url=f"https://x.example/{payload}", printed=(stamp,))
    who = (replace(source(name, "IR"), role=payload), source(f"Paper {payload}"))
    told = []
    for quote, status in ((f"It sent drones {payload} to them.", "done"), (f"It never sent drones {payload} to anyone.", "denied")):
        made = placed(page, quote, who, giver=(f"Giver {name}",), receiver=(f"Taker {name}",), items=(goods,), status=status, proposer=payload)
        told.append(replace(
            made, quantity=replace(made.quantity, value=Quantity(1, 2, payload, payload), rule=payload),
            mechanism=replace(made.mechanism, value=payload),
            money=replace(made.money, value=Money(1, None, payload, payload)), status=replace(made.status, rule=payload),
            when=replace(made.when, value=When("2024-02", "2024-02-01", "2024-02-29", payload)),
        ))
    copy = replace(article(text + "More.\n", f"copy {payload}", "2024-03-01", f"Site {payload}"), title=Known(payload, payload))
    judged = Judgement("ab" * 8, "right", told[0].id, f"Ann {payload}", "2026-01-01T00:00:00+00:00", f"because {payload}", page.id, told[0].span)
    return keep(path, [(page, told), (copy, [])], [Skip("text", f"subject {payload}", "empty", f"detail {payload}")], [judged])


SENDERS = ("US", "GB", "FR", "DE", "CN", "IN", "BR", "TR", "IL", "ZA", "SE", "NO", "IT", "ES", "PL", "CZ", "KR", "JP", "CA", "AU")
TAKERS = ("EG", "PE", "CL", "KE", "VN", "TH", "MX", "CO", "NG", "GH", "MA", "JO", "OM", "QA", "KW", "PH", "ID", "MY", "LK", "UY")


def spread(path: Path, count: int = 600) -> Path:
    """A record of ``count`` matters, each between other parties or of other goods and acts: none can be held with another."""
    pages = []
    acts, goods = ("transfer", "training", "production", "cooperation", "permission"), ("uav", "tank", "ship", "radar", "submarine", "helicopter")
    for n in range(count):
        giver, receiver = SENDERS[n % 20], TAKERS[n // 20 % 20]
        quote = f"Matter {n} was told by speaker {n % 9}."
        text = f"Day {n}\n{quote}\n" + " ".join(f"v{n}x{i}" for i in range(30)) + "\n"
        page = article(text, f"page {n}", f"{2004 + n % 20}-{1 + n % 12:02}-1{n % 9}")
        pages.append((page, [placed(page, quote, (source(f"Speaker {n % 9}"),), giver=(giver,), receiver=(receiver,), items=(goods[n // 400 % 6],),
                                    act=acts[n // 2400 % 5], status=("done", "planned", "denied", "possible")[n % 4],
                                    quantity=(n + 1, n + 5), when_iso=f"{2004 + n % 20}-{1 + n % 12:02}")]))
    return keep(path, pages)
