"""What ten pages more cost: settling what they touch, and settling all, on made records of several sizes (see `bench.store_made`).

    python -m bench.store_again FOLDER [--claims 1000 10000 100000] [--rounds 5]

Each round writes ten pages of three claims, on parties that the record speaks of (frequent ones often), and settles; then the same record is settled
as a whole and the two are compared. Seconds of the processor, since a machine that does other work makes the clock wait; medians of the rounds, and
the worst. "reached" is how many entries were made anew.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.store_made import _article, _claim, make, some, vocabulary
from sqlalchemy import select, update

from onrecord.flow import RULES
from onrecord.knowledge.items import CLASSES
from onrecord.model import ACTS, Capture, Claim
from onrecord.store import Store
from onrecord.store import tables as t

PAGES = 10


def prepared(path: Path, size: int) -> None:
    """A record of the size, settled as a whole; made where it is not there."""
    if not path.exists():
        make(str(path), size)
        with Store.open(path, RULES) as store:
            with store._writing() as connection:
                connection.execute(update(t.meta).where(t.meta.c.key == "settled_at").values(value="0"))
            begun = time.process_time()
            store.settle()
            print(f"{size:,} claims settled for the first time in {time.process_time() - begun:.1f} s", flush=True)


def more(store: Store, rng: random.Random, words: list[str], number: int) -> None:
    """Writes ten pages."""
    with store._reading() as connection:
        drawn = select(t.entries.c.giver, t.entries.c.receiver).where(t.entries.c.giver != "", t.entries.c.receiver != "").limit(1)
        pairs = [connection.execute(drawn.where(t.entries.c.id >= f"{rng.getrandbits(64):016x}")).first() for _ in range(PAGES)]
    articles, claims, captures = [], dict[str, list[Claim]](), []
    for n, pair in enumerate(p for p in pairs if p is not None):
        text = " ".join(some(rng, words) for _ in range(150)) + f" more {number} {n}.\n"
        article = _article(text, f"more {number} {n}", f"2024-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}", f"outlet {rng.randrange(9)}")
        articles.append(article)
        captures.append(Capture(article.id, article.name, text.encode(), "text/plain", "", None))
        parties = (pair.giver.split("\x1f")[0], pair.receiver.split("\x1f")[0])
        claims[article.id] = [_claim(rng, article, k, parties, rng.choice(ACTS), rng.choice(sorted(CLASSES))) for k in range(3)]
    store.write_batch(captures, articles, claims, reader="made")


def measure(path: Path, rounds: int, wholly_too: int) -> None:
    """Prints what settling costs after each ten pages, in part and, so many times, as a whole."""
    reached, parts, wholes, rng = list[int](), list[float](), list[float](), random.Random(7)

    def part(*asked: Any) -> Any:
        found = RULES.settle_part(*asked)
        reached.append(len(found.entries) if found else -1)
        return found

    with Store.open(path, replace(RULES, settle_part=part)) as partly, Store.open(path, replace(RULES, settle_part=lambda *_: None)) as wholly:
        words = vocabulary(rng)
        for number in range(rounds):
            more(partly, rng, words, number)
            parts.append(_spent(partly))
            kept = partly.entries()
            if number < wholly_too:
                with wholly._writing() as connection:
                    connection.execute(update(t.meta).where(t.meta.c.key == "claims_at").values(value=f"{10**6 + number}"))
                wholes.append(_spent(wholly))
                assert wholly.entries() == kept, "not as settling all would have it"
        claims = partly.counts()["claims"]
    part_s = statistics.median(parts)
    also = f"   all {statistics.median(wholes):7.2f} s, {statistics.median(wholes) / part_s:.0f} times as much" if wholes else ""
    print(f"{claims:9,} claims, {len(kept):8,} entries: ten pages more {part_s:7.3f} s (worst {max(parts):.3f}, "
          f"reached {statistics.median(reached):.0f}){also}", flush=True)


def _spent(store: Store) -> float:
    begun = time.process_time()
    store.settle()
    return time.process_time() - begun


def main() -> None:
    """Measures each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--claims", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--wholly", type=int, default=2, help="how many of the rounds are settled as a whole too, and compared")
    given = parser.parse_args()
    for size in given.claims:
        path = given.folder / f"made{size}.record"
        prepared(path, size)
        measure(path, given.rounds, given.wholly)


if __name__ == "__main__":
    main()
