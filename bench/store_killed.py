"""Killed a thousand times while pages are written and settled: nothing acknowledged is lost, no batch is torn, and the ledger is that of a quiet run.

    python -m bench.store_killed RECORD [--kills 1000] [--seed 5]

RECORD is a file that is not there, or the URL of an empty database. A child opens the record and goes on where it stands: a batch of three
pages, told of when it is acknowledged, then settling, and so on; it is killed (SIGKILL) at a moment drawn after the first, second or third of
these. After each kill the record is opened and counted, after every fiftieth it is read against its hashes. At the end the same batches are
written to a new record without a disturbance, and what the two answer is compared.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import tempfile
import time
from pathlib import Path
from typing import NoReturn

from tests.store.records import RULES, Page, missiles, page, write
from tests.strategies import claim

from onrecord.errors import StoreError
from onrecord.store import Store

CHECKED = 50


def batch(number: int) -> list[Page]:
    """Three pages of their own for each number: on one of twenty pairs of parties, and on a matter that all tell of."""
    day, giver = f"2024-{number % 12 + 1:02d}-{number % 28 + 1:02d}", f"G{number % 20}"
    return [page(f"b{number}p{i}x", day, missiles("possible"), claim(giver=(giver,), quantity=(number % 90, None))) for i in range(3)]


def writing(record: str, told: int) -> NoReturn:
    """Goes on from where the record stands until killed; tells each number that was acknowledged."""
    with Store.open(record, RULES) as store:
        number = store.counts()["articles"] // 3
        os.write(told, b"ready\n")
        while True:
            write(store, *batch(number))
            os.write(told, f"{number}\n".encode())
            store.settle()
            number += 1


def killed(record: str, after: int, delay: float) -> int:
    """Kills a child so many seconds after a line of what it tells; the last number that it had acknowledged, -1 for none."""
    reading, told = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        writing(record, told)
    os.close(told)
    with os.fdopen(reading) as lines:
        told_of = [lines.readline() for _ in range(after + 1)]
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        told_of += lines.readlines()
    numbers = [int(line) for line in told_of if line.strip().isdecimal()]
    if told_of[0] != "ready\n":
        raise StoreError(record, "the writer ended by itself")
    return max(numbers, default=-1)


def answers(store: Store) -> tuple[object, ...]:
    """What is compared."""
    return store.entries(), store.claims(), list(store.articles()), store.counts(), store.facets(), store.totals()


def play(record: str, kills: int, seed: int) -> tuple[int, int, int]:
    """Kills so often; how many batches there are, how many acknowledged ones were lost, and how many were torn."""
    rng, last, lost, torn = random.Random(seed), -1, 0, 0
    Store.open(record, RULES).close()
    for n in range(1, kills + 1):
        last = max(last, killed(record, rng.randrange(3), rng.random() * rng.choice((0.01, 0.05, 0.2))))
        with Store.open(record, RULES) as store:
            articles = store.counts()["articles"] if n % CHECKED else _counted(store)
        torn += articles % 3 != 0
        lost += articles < 3 * (last + 1)
        if not n % CHECKED:
            print(f"{n} kills, {articles // 3} batches, {lost} lost, {torn} torn", flush=True)
    return articles // 3, lost, torn


def _counted(store: Store) -> int:
    store.check()
    return store.counts()["articles"]


def main() -> None:
    """Plays and compares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=5)
    given = parser.parse_args()
    batches, lost, torn = play(given.record, given.kills, given.seed)
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "quiet.record", RULES) as quiet, Store.open(given.record, RULES) as store:
        for number in range(batches):
            write(quiet, *batch(number))
        quiet.settle()
        store.settle()
        same = answers(store) == answers(quiet)
    print(f"{given.kills} kills, {batches} batches: {lost} lost, {torn} torn, {'the ledger of a quiet run' if same else 'ANOTHER LEDGER'}")
    if lost or torn or not same:
        raise StoreError(given.record, "a kill left its mark")


if __name__ == "__main__":
    main()
