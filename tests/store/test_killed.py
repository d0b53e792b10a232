"""Killed at any moment: what was acknowledged is there, nothing is torn, and going on gives the record of an undisturbed run."""

from __future__ import annotations

import random
import subprocess
import sys

from tests.store.conftest import Place
from tests.store.records import RULES, Page, missiles, page, write
from tests.strategies import claim

from onrecord.store import Store

BATCHES = 12
WRITER = f"""
import sys
from tests.store.records import RULES, write
from tests.store.test_killed import batch
from onrecord.store import Store
with Store.open(sys.argv[1], RULES) as store:
    print("ready", flush=True)
    for number in range({BATCHES}):
        write(store, *batch(number))
        print(number, flush=True)
    store.settle()
    print("settled", flush=True)
"""


def batch(number: int) -> list[Page]:
    """Pages of their own for each batch, about the same two matters."""
    day = f"2024-01-{number + 1:02d}"
    return [page(f"b{number}p{i}x", day, missiles("possible"), claim(quantity=(number, None))) for i in range(3)]


def killed(path: str, after: int, delay: float) -> int:
    """Runs the writer, kills it ``delay`` seconds after line ``after`` of its output; how many batches it had acknowledged."""
    process = subprocess.Popen([sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line.strip())
        if len(lines) > after:
            break
    try:
        process.wait(delay)
    except subprocess.TimeoutExpired:
        process.kill()
    rest = process.stdout.read().split()
    process.stdout.close()
    process.wait()
    return sum(line.isdecimal() for line in [*lines, *rest])


def whole_run(path: str) -> object:
    with Store.open(path, RULES) as store:
        for number in range(BATCHES):
            write(store, *batch(number))
        store.settle()
        return (store.entries(), store.claims(), list(store.articles()), store.counts())


def test_killed_at_any_moment(place: Place) -> None:
    expected = whole_run(place("undisturbed"))
    rng = random.Random(5)
    for name, kills in (("once", 1), ("again and again", 4)):
        for _ in range(kills):
            acknowledged = killed(place(name), rng.randrange(3), rng.random() * 0.06)
            with Store.open(place(name), RULES) as store:
                articles = store.counts()["articles"]
                assert articles % 3 == 0, "a batch was torn"
                assert articles >= acknowledged * 3, "an acknowledged batch was lost"
                store.check()
        assert whole_run(place(name)) == expected


def test_two_writers_take_turns(place: Place) -> None:
    expected = whole_run(place("undisturbed"))
    Store.open(place("shared"), RULES).close()
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, place("shared")], stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [w.wait(60) for w in writers] == [0, 0]
    assert whole_run(place("shared")) == expected
