"""What asking costs: milliseconds of pair look-ups, words, facets and totals on a record (see `bench.store_made`).

    python -m bench.store_speed RECORD [--rounds 200]

Pairs are drawn by entry, so that frequent ones are asked for often; words as one to three of a text's, common ones often; words of entries as one or
two of an entry's, its parties and speakers too, and wordings of goods as the first letters of a word of one. Each figure is the median, the 95th
percentile and the worst of its rounds, in one process, the record opened once; "cold" is the first answer of a newly opened record. On a machine that
does other work the time of the processor is what the asking itself costs.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from onrecord.flow import RULES
from onrecord.model.entry import LedgerQuery
from onrecord.model.search import WordQuery
from onrecord.store import StoreView
from onrecord.store import tables as t

SHOWN = 50


def drawn(view: StoreView, rng: random.Random, rounds: int) -> tuple[list[tuple[str, str]], list[str]]:
    """Pairs of parties and words to ask for."""
    with view._reading() as connection:
        entries = select(t.entries.c.giver, t.entries.c.receiver).limit(1)
        rows = [connection.execute(entries.where(t.entries.c.id >= f"{rng.getrandbits(64):016x}")).first() for _ in range(rounds)]
        articles = select(t.articles.c.id).limit(1)
        ids = [connection.execute(articles.where(t.articles.c.id >= f"{rng.getrandbits(256):064x}")).scalar() for _ in range(rounds)]
    texts = [view.article(i).text.split() for i in ids if i]
    return [(r.giver, r.receiver) for r in rows if r], [" ".join(rng.sample(words, rng.randint(1, 3))).strip(".\n") for words in texts]


def found_by(view: StoreView, rng: random.Random, rounds: int) -> tuple[list[str], list[str]]:
    """Words and wordings of goods that entries are found by, to ask for."""
    e, i = t.entry_shown.c, t.entry_items.c
    with view._reading() as connection:
        keys = [connection.execute(select(e.entry).where(e.entry >= f"{rng.getrandbits(64):016x}").limit(1)).scalar() for _ in range(rounds)]
        told = [connection.execute(select(e.words).where(e.entry == key)).scalar_one().split() for key in keys if key]
        named = [connection.execute(select(i.value).where(i.entry == key, i.kind == "name")).scalars().all() for key in keys if key]
    starts = [rng.choice(rng.choice(names).split()) for names in named if names]
    return [" ".join(rng.sample(words, rng.randint(1, 2))) for words in told], [word[:rng.randint(2, 9)] for word in starts]


def timed(name: str, ask: Callable[[Any], object], things: list[Any], limit: float) -> None:
    """Prints what asking for each of the things costs."""
    spent, worked = list[float](), list[float]()
    for thing in things:
        begun, working = time.perf_counter(), time.process_time()
        ask(thing)
        spent.append((time.perf_counter() - begun) * 1000)
        worked.append((time.process_time() - working) * 1000)
    high, busy = (sorted(some)[min(len(some) - 1, len(some) * 95 // 100)] for some in (spent, worked))
    print(f"{name:44} median {statistics.median(spent):7.1f}   95 % {high:7.1f} (of the processor {busy:7.1f})   worst {max(spent):7.1f}   "
          f"limit {limit:g} ms", flush=True)


def main() -> None:
    """Measures a record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record")
    parser.add_argument("--rounds", type=int, default=200)
    given = parser.parse_args()
    rng = random.Random(9)
    with StoreView.open(given.record, RULES) as view:
        counts = view.counts()
        print(f"{counts['articles']:,} articles, {counts['claims']:,} claims, {counts['entries']:,} entries")
        pairs, asked = drawn(view, rng, given.rounds)
        words, wordings = found_by(view, random.Random(8), 50)
    days = [f"{rng.randint(2012, 2024)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}" for _ in range(given.rounds)]
    with StoreView.open(given.record, RULES) as view:
        timed("facets of words, cold", lambda w: view.facets(LedgerQuery(words=w)), words[:1], 400)
    with StoreView.open(given.record, RULES) as view:
        timed("facets of all, cold", lambda _: view.facets(), [None], 200)
        timed(f"pair, {SHOWN} lines, last published first", lambda p: view.lines(LedgerQuery(*p, order="last", limit=SHOWN)), pairs, 5)
        timed(f"pair, {SHOWN} lines, by parties", lambda p: view.lines(LedgerQuery(*p, limit=SHOWN)), pairs, 5)
        timed("pair, 10 entries opened", lambda p: view.entries(LedgerQuery(*p, order="last", limit=10)), pairs, 5)
        timed("words: ids of 20 articles", lambda w: view.search(w, 20), asked, 20)
        timed("words: 20 articles and claims with snippets", lambda w: view.find(WordQuery(w)), asked, 20)
        timed("facets of all", lambda _: view.facets(), days[:50], 200)
        timed("facets of a supplier", lambda p: view.facets(LedgerQuery(giver=p[0])), pairs[:50], 200)
        timed("facets of an act since a day", lambda d: view.facets(LedgerQuery(act="transfer", since=d)), days[:50], 200)
        timed("facets of a wording", lambda w: view.facets(LedgerQuery(item=w)), wordings, 200)
        timed("facets of what changed since a day", lambda d: view.facets(LedgerQuery(changed_since=d)), days[:50], 200)
        timed("facets of words", lambda w: view.facets(LedgerQuery(words=w)), words, 200)
        timed(f"words, {SHOWN} lines, last published first", lambda w: view.lines(LedgerQuery(words=w, order="last", limit=SHOWN)), words, 200)
        for order in ("from", "standing", "-published", "credibility"):
            timed(f"all entries, {SHOWN} lines, by {order}, any page", lambda n, o=order: view.lines(LedgerQuery(order=o, limit=SHOWN, offset=n)),
                  [rng.randrange(max(counts["entries"] - SHOWN, 1)) for _ in range(20)], 200)
        timed("totals as of a day", view.totals, days[:50], 200)
        timed(f"all entries, {SHOWN} lines, last first", lambda d: view.lines(LedgerQuery(order="last", limit=SHOWN)), days[:50], 200)
        then = list(zip(pairs, days, strict=True))
        timed("two parties as of a day, first asked", lambda p: view.entries(LedgerQuery(*p[0], as_of=p[1], limit=SHOWN)), then[:1], 1000)
        timed("two parties as of a day, settled", lambda p: view.entries(LedgerQuery(*p[0], as_of=p[1], limit=SHOWN)), then, 200)


if __name__ == "__main__":
    main()
