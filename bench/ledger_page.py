"""What a page of the window costs on a record, beside opening every entry and counting it there, as a page could do without the record's arrays.

    python -m bench.ledger_page RECORD [--only WORD ...] [--entries]

RECORD as `bench.store_made` makes it. Each line: seconds of the processor (and of the clock) for a page as a browser gets it, in the order asked: the
first after a start, then pages turned, sorted and narrowed, and the other views; ``{entry}`` is a matter in the middle of the ledger, ``{large}`` the
one with the most origins, ``{article}`` a page of the first. Then the two commands that show one thing, in this process. ``--only`` keeps the lines
with one of the words. ``--entries`` adds what it takes to open all entries and count them by ten facets, and how many times as much that is.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from starlette.testclient import TestClient

from onrecord.cli import article, entry
from onrecord.flow import RULES
from onrecord.model import Entry
from onrecord.model.entry import LedgerQuery
from onrecord.store import StoreView
from onrecord.web import make_app

PORT = 8765
URLS = ("/", "/?page=2", "/?page=900", "/?sort=standing", "/?sort=-origins&page=3", "/?act=transfer&status=contested",
        "/?credibility=B3&min-origins=2", "/?changed-since=2024-01", "/?q=official 7", "/?q=official 7&page=2", "/network", "/network?act=transfer",
        "/matrix", "/matrix?act=funding", "/entry/{entry}", "/entry/{large}", "/article/{article}", "/review", "/review.json",
        "/review.json?page=900", "/timeline", "/timeline?rows=goods", "/matrix?show=origins")


def spent(ask: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the processor and of the clock."""
    worked, begun = time.process_time(), time.monotonic()
    ask()
    return time.process_time() - worked, time.monotonic() - begun


def named(path: str) -> dict[str, str]:
    """What the names in a URL stand for in a record."""
    with StoreView.open(path, RULES) as view:
        middle = view.facets().entries // 2
        one, large = (view.lines(LedgerQuery(order=order, limit=1, offset=at))[0] for order, at in (("parties", middle), ("origins", 0)))
        return {"entry": one.id, "large": large.id, "article": view.claims_of(view.entry(one.id))[0].article}


def counted_here(entries: list[Entry]) -> list[Counter[object]]:
    """Ten facets, each counted entry by entry, and the rows in order."""
    sorted(entries, key=lambda e: (e.giver, e.receiver, e.act, e.items, e.id))
    return [Counter(v for e in entries for v in of(e)) for of in (
        lambda e: e.giver, lambda e: e.receiver, lambda e: {c.partition(".")[0] for c in e.items}, lambda e: (e.act,),
        lambda e: {e.status, e.standing}, lambda e: (e.first,), lambda e: (e.credibility.source,), lambda e: (e.credibility.information,),
        lambda e: (e.origins,),
        lambda e: {d.kind for d in e.disagreements})]


def pages(path: str, names: Mapping[str, str], wanted: Callable[[str], bool]) -> None:
    """What each page costs."""
    with TestClient(make_app(path, PORT), base_url=f"http://127.0.0.1:{PORT}") as client:
        for url in filter(wanted, URLS):
            size = 0

            def ask(url: str = url.format(**names)) -> None:
                nonlocal size
                answer = client.get(url)
                while answer.status_code == 202:
                    time.sleep(0.5)
                    answer = client.get(url)
                answer.raise_for_status()
                size = len(answer.content)

            told(url, spent(ask), f"{size / 1000:,.0f} kB")


def commands(path: str, names: Mapping[str, str], wanted: Callable[[str], bool]) -> None:
    """What the commands that show one thing cost."""
    asked: dict[str, Callable[[], object]] = {
        "onrecord entry {entry}": lambda: entry.command(names["entry"], record=path),
        "onrecord article {article}": lambda: article.command(names["article"], record=path),
    }
    for words in filter(wanted, asked):
        with contextlib.redirect_stdout(io.StringIO()):
            cost = spent(asked[words])
        told(words, cost, "")


def told(what: str, cost: tuple[float, float], more: str) -> None:
    """Prints a line."""
    print(f"{what:40} {cost[0]:6.2f} s ({cost[1]:.2f} s) {more}".rstrip(), flush=True)


def main(given: Sequence[str] | None = None) -> None:
    """Measures a record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record")
    parser.add_argument("--only", nargs="*", default=[], metavar="WORD")
    parser.add_argument("--entries", action="store_true")
    asked = parser.parse_args(given)

    def wanted(line: str) -> bool:
        return not asked.only or any(word in line for word in asked.only)

    names = named(asked.record)
    pages(asked.record, names, wanted)
    commands(asked.record, names, wanted)
    if asked.entries:
        with StoreView.open(asked.record, RULES) as view:
            told("all entries opened and counted", spent(lambda: counted_here(view.entries())), "")


if __name__ == "__main__":
    main()
