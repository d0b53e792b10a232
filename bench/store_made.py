"""A made record of any size, to measure the store on: articles, claims, origins and entries in plausible proportions, no page read.

    python -m bench.store_made RECORD --claims 1000000

Parties, outlets and days are drawn with a few frequent and many rare ones; three claims an article, one article in five a copy of an earlier one. The
first ``TILE`` claims are settled by the ledger's own rules, one pair of parties at a time; larger records are tiled with these under other
parties, ids and texts (so entries are of true shapes, and every text has its true id; two tiles may share a pair of parties). Prints, bands
and measures are left out: nothing asked here reads them. Entries, columns, words and cells are written by the store's own code. Both parties are
always named, so that no claim may join another pair's matter.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, insert, update

from onrecord.flow import RULES
from onrecord.knowledge.items import CLASSES
from onrecord.ledger.cells import block_of, named
from onrecord.ledger.facets import facets
from onrecord.ledger.firsts import as_first_told
from onrecord.ledger.rivals import blocks_of
from onrecord.model import (
    ACTS,
    STATUSES,
    Article,
    Block,
    Claim,
    Entry,
    Filled,
    Item,
    Known,
    Money,
    Origin,
    Published,
    Quantity,
    Source,
    Span,
    When,
    claim_id,
)
from onrecord.model.article import article_id
from onrecord.model.origin import ArticleFacts
from onrecord.store import Store, lines, wordings, words
from onrecord.store import tables as t
from onrecord.store.codec import decoded, encoded
from onrecord.store.columns import Gathering, number_of, told_as
from onrecord.store.desk import Queue, keep_queue
from onrecord.store.rows import article_row, claim_row, origin_row, party_rows, portions, sealed
from onrecord.store.said import Said, keep_said

TILE = 10_000
PARTIES = [a + b for a in "ABCDEFGHIJ" for b in "KLMNOPQRST"]
FIRST, DAYS = date(2012, 1, 1), 4700
_QUOTE = re.compile(r'"quote":"([^"]*)"')
_FIGURE = re.compile(r'"low":([0-9.]+),"high":([0-9.]+)')
_CODE = re.compile(r'"(?:[A-J][K-T]|[0-9a-f]{16}|[0-9a-f]{64})"')


@dataclass(frozen=True, slots=True)
class Made:
    """Some of a record that stands by itself: what is written of it together. ``rows`` are those of its claims, ``sides`` those of their ``parties``,
    ``cells``, ``parts`` and ``compared`` (in ``blocks``) those that settling a part or as of a day needs."""

    articles: list[Article]
    facts: dict[str, ArticleFacts]
    rows: list[dict[str, Any]]
    sides: list[dict[str, Any]]
    entries: Sequence[Entry]
    claims: dict[str, Claim]
    parties: tuple[str, str]
    cells: list[dict[str, Any]]
    parts: list[dict[str, Any]]
    compared: list[dict[str, Any]]
    blocks: dict[str, Any]


def vocabulary(rng: random.Random) -> list[str]:
    """20,000 made words, the first ones frequent."""
    return ["".join(rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(rng.randint(1, 4))) for _ in range(20_000)]


def some(rng: random.Random, things: Sequence[Any]) -> Any:
    """One of the things: the first often, the last seldom."""
    return things[min(int(len(things) ** rng.random()) - 1, len(things) - 1)]


def pair(rng: random.Random, vocabulary: Sequence[str], parties: tuple[str, str], size: int) -> Made:
    """What is told of one pair of parties in ``size`` claims."""
    start, reach = rng.randrange(DAYS - 400), rng.randint(5, 400)
    acts, kinds = rng.choices(ACTS, weights=(8, 3, 1, 1, 3, 1, 1, 2), k=2), rng.sample(sorted(CLASSES), 5)
    articles, facts, claims = list[Article](), dict[str, ArticleFacts](), list[Claim]()
    while len(claims) < size:
        day = (FIRST + timedelta(start + rng.randrange(reach))).isoformat()
        text = " ".join(some(rng, vocabulary) for _ in range(rng.randint(50, 90))).capitalize() + ".\n"
        article = _article(text, f"page {article_id(text)[:10]}", day, f"outlet {int(200 ** rng.random())}")
        earlier = [a for a in articles if a.published.date and a.published.date <= day]
        origin = facts[rng.choice(earlier).id].origin if earlier and rng.random() < 0.2 else article.id
        articles.append(article)
        facts[article.id] = ArticleFacts(article.id, day, article.outlet and article.outlet.value, origin)
        for n in range(min(rng.choice((1, 2, 3, 6)), size - len(claims))):
            claims.append(_claim(rng, article, n, parties, rng.choice(acts), some(rng, kinds)))
    found = RULES.settle_whole(claims, facts, ())
    every = {block_of(b): b for f in as_first_told(facets(claims, facts), facts) for b in blocks_of(f)}
    cells = [{"cell": p.cell, "claim": p.claim, "day": number_of(p.published), "told": told_as(p.act, p.status)} for p in found.placed]
    return Made(articles, facts, [claim_row(c, "made") for c in claims], [row for c in claims for row in party_rows(c)], found.entries,
                {c.id: c for c in claims}, parties, cells, [p._asdict() for p in found.parts], [c._asdict() for c in found.compared], every)


def cell(act: str, parties: tuple[str, str]) -> str:
    """The cell of what is told of an act between two parties."""
    giver, receiver = sorted(parties) if act == "cooperation" else parties
    return named("cell", act, (giver,), (receiver,))


def _article(text: str, name: str, day: str, outlet: str) -> Article:
    key = article_id(text)
    return Article(key, key, name, text, (Block(Span(0, len(text) - 1), True, "paragraph"),), title=Known(" ".join(text.split()[:6]), "made"),
                   outlet=Known(outlet, "made"), published=Published(day, day, day, "certain"))


def _claim(rng: random.Random, article: Article, n: int, parties: tuple[str, str], act: str, kind: str) -> Claim:
    span = Span(n * 40, n * 40 + 38)
    quote, status = article.text[span.start:span.end], some(rng, STATUSES)
    count = Quantity(float(low := rng.randint(1, 500)), float(low), "some") if rng.random() < 0.4 else None
    money = Money(float(sum_of := 10 ** rng.randint(6, 9) * rng.randint(1, 9)), float(sum_of), "USD", "a sum") if rng.random() < 0.2 else None
    told = article.published.date if rng.random() < 0.5 else None
    when = When(told, told, told, "then") if told else None
    item, who = (Item(kind, kind.replace(".", " ")),), Source(f"official {rng.randrange(30)}", "official", parties[0], False)
    key = claim_id(article.id, span, act, (parties[0],), (parties[1],), item, status, count, f"{who.name}")

    def filled(value: Any) -> Any:
        return Filled(value, (span,), "made")

    return Claim(key, article.id, span, quote, act, filled((parties[0],)), filled((parties[1],)), filled(item), filled(count), filled(money),
                 filled(status), filled("certain"), filled(when), filled(None), filled((who,)), filled(None), "made", 0.9)


def tile(rng: random.Random, vocabulary: Sequence[str], size: int) -> Iterator[Made]:
    """Pairs of very unequal sizes that make ``size`` claims together."""
    left, pairs = size, list(itertools.combinations(PARTIES[:60], 2))
    rng.shuffle(pairs)
    while left:
        most = min(int((1500 if rng.random() < 0.03 else 60) ** rng.random()) + 1, left)
        yield pair(rng, vocabulary, pairs.pop(), most)
        left -= most


def moved(made: Made, number: int, rng: random.Random) -> Made:
    """The same under other parties, texts, ids and figures (so that tiles do not tell of one figure on one day)."""
    shuffled = rng.sample(PARTIES, len(PARTIES))
    codes = {f'"{old}"': f'"{new}"' for old, new in zip(PARTIES, shuffled, strict=True)}
    articles = [_article(f"{a.text[:-2]} nr{number} {a.text.split()[0].lower()}.\n", f"{a.name} {number}", a.published.date or "",
                         a.outlet.value if a.outlet else "") for a in made.articles]
    ids = {f'"{old.id}"': f'"{new.id}"' for old, new in zip(made.articles, articles, strict=True)}

    def other(found: re.Match[str]) -> str:
        word = found[0]
        return codes.get(word) or ids.get(word) or f'"{int(word[1:17], 16) ^ (number * 0x9E3779B97F4A7C15 % 2**64):016x}"'

    def word(plain: str) -> str:
        return _CODE.sub(other, f'"{plain}"').strip('"')

    def body(told: str) -> str:
        return _FIGURE.sub(lambda f: f'"low":{float(f[1]) + number},"high":{float(f[2]) + number}', _CODE.sub(other, told))

    def block(name: str) -> str:
        act, group, (kind, unit, low, high), day = made.blocks[name]
        return block_of((act, group, (kind, unit, low + number, high + number), day))

    facts = {new.id: replace(made.facts[old.id], id=new.id, origin=ids[f'"{made.facts[old.id].origin}"'].strip('"'))
             for old, new in zip(made.articles, articles, strict=True)}
    rows = [sealed(t.claims, {**r, "id": word(r["id"]), "article": word(r["article"]), "body": body(r["body"])}) for r in made.rows]
    sides = [{**r, "claim": word(r["claim"]), "party": word(r["party"].upper()).lower()} for r in made.sides]
    parties = codes[f'"{made.parties[0]}"'].strip('"'), codes[f'"{made.parties[1]}"'].strip('"')
    anew = {cell(act, made.parties): cell(act, parties) for act in ACTS}
    return Made(articles, facts, rows, sides, [decoded(Entry, body(encoded(e))) for e in made.entries], {}, parties,
                [{**r, "cell": anew[r["cell"]], "claim": word(r["claim"])} for r in made.cells],
                [{**r, "cell": anew[r["cell"]], "matter": word(r["matter"])} for r in made.parts],
                [{**r, "block": block(r["block"]), "matter": word(r["matter"]), "claim": word(r["claim"])} for r in made.compared], {})


def write(connection: Connection, made: Sequence[Made], found: Gathering) -> None:
    """Writes parts of a record, and adds them to its columns."""
    articles = [a for m in made for a in m.articles]
    facts = {i: f for m in made for i, f in m.facts.items()}
    _insert(connection, t.captures, ({"id": a.capture, "media_type": "text/plain", "body": b"", "digest": 0} for a in articles))
    _insert(connection, t.articles, map(article_row, articles))
    _insert(connection, t.readings, ({"article": a.id, "reader": "made"} for a in articles))
    _insert(connection, t.stories, (_story(a, facts[a.id]) for a in articles))
    grouped: dict[str, list[str]] = {}
    for f in facts.values():
        grouped.setdefault(f.origin, []).append(f.id)
    _insert(connection, t.origins, (origin_row(Origin(o, tuple(sorted(held)), published=facts[o].published)) for o, held in grouped.items()))
    rows = [row for m in made for row in m.rows]
    _insert(connection, t.claims, rows)
    _insert(connection, t.parties, (row for m in made for row in m.sides))
    quotes = ((facts[row["article"]].published, row["id"], _QUOTE.search(row["body"])) for row in rows)
    words.index(connection, {a.id: (a.published.date, a) for a in articles}, [(day, key, q[1] if q else "") for day, key, q in quotes])
    for m in made:
        lines.put(connection, m.entries, found.count)
        for table, kept in ((t.claim_cells, m.cells), (t.matter_cells, m.parts), (t.compared, m.compared)):
            _insert(connection, table, kept)
        for entry in m.entries:
            found.add(entry)
    found.publish(facts.values())


def queue_of(made: Sequence[Made]) -> Queue:
    """What of parts of a record waits to be looked at."""
    claims = {row["id"]: decoded(Claim, row["body"]) for m in made for row in m.rows}
    return Queue.of((e for m in made for e in m.entries), claims, {f.id: f.published for m in made for f in m.facts.values()})


def _story(article: Article, known: ArticleFacts) -> dict[str, Any]:
    return sealed(t.stories, {"id": article.id, "article": article.id, "part": 0, "start": 0, "end": len(article.text), "outlet": known.outlet,
                              "site": None, "dated": known.published, "origin": known.origin, "day": None})


def _insert(connection: Connection, table: Any, rows: Any) -> None:
    for part in portions(rows, 1000):
        connection.execute(insert(table), part)


def make(path: str, size: int, seed: int = 5) -> None:
    """A record of ``size`` claims (whole tiles beyond the first) in a new file or database."""
    rng, found, waiting, said = random.Random(seed), Gathering(), queue_of([]), Said.of([])
    known = vocabulary(rng)
    first = list(tile(rng, known, min(size, TILE)))
    told = Gathering()
    for m in first:
        told.tell(m.entries, m.facts, m.claims)
    with Store.open(path, RULES) as store:
        for number in range(max(1, size // TILE)):
            begun = time.monotonic()
            some = [moved(m, number, rng) for m in first] if number else first
            waiting, said = waiting.joined(queue_of(some)), said.joined(Said.of(e for m in some for e in m.entries))
            with store._writing() as connection:
                write(connection, some, found)
            found.told.update(told.told)
            print(f"{(number + 1) * min(size, TILE):,} claims, {found.count:,} entries, {time.monotonic() - begun:.0f} s", file=sys.stderr)
        with store._writing() as connection:
            lines.keep_columns(connection, found.columns())
            keep_queue(connection, waiting)
            keep_said(connection, said)
            wordings.keep_wordings(connection, {kind: wordings.made(connection, kind) for kind in wordings.KINDS})
            connection.execute(update(t.meta).where(t.meta.c.key == "claims_at").values(value="1"))
            lines.settled(connection, RULES.version)


def main() -> None:
    """Makes a record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record", help="a file that is not there, or a database URL")
    parser.add_argument("--claims", type=int, default=TILE)
    given = parser.parse_args()
    make(given.record, given.claims)


if __name__ == "__main__":
    main()
