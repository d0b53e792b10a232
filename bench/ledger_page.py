"""What a page of the ledger costs beside opening every entry and counting it there, as a page could do without the record's arrays.

    python -m bench.ledger_page RECORD

RECORD as `bench.store_made` makes it. Each line: seconds of the processor (and of the clock) for the first page after a start, for a page turned,
sorted and narrowed, in HTML as a browser gets it; then for opening all entries and counting them by ten facets; and how many times as much that is.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable

from starlette.testclient import TestClient

from onrecord.flow import RULES
from onrecord.model import Entry
from onrecord.store import StoreView
from onrecord.web import make_app

PORT = 8765
URLS = ("/", "/?page=2", "/?page=900", "/?sort=standing", "/?sort=-origins&page=3", "/?act=transfer&status=contested",
        "/?credibility=B3&min-origins=2", "/?changed-since=2024-01", "/?q=official 7", "/?q=official 7&page=2")


def spent(ask: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the processor and of the clock."""
    worked, begun = time.process_time(), time.monotonic()
    ask()
    return time.process_time() - worked, time.monotonic() - begun


def counted_here(entries: list[Entry]) -> list[Counter[object]]:
    """Ten facets, each counted entry by entry, and the rows in order."""
    sorted(entries, key=lambda e: (e.giver, e.receiver, e.act, e.items, e.id))
    return [Counter(v for e in entries for v in of(e)) for of in (
        lambda e: e.giver, lambda e: e.receiver, lambda e: {c.partition(".")[0] for c in e.items}, lambda e: (e.act,),
        lambda e: {e.status, e.standing}, lambda e: (e.first,), lambda e: (e.credibility.source,), lambda e: (e.credibility.information,),
        lambda e: (e.origins,),
        lambda e: {d.kind for d in e.disagreements})]


def main() -> None:
    """Measures a record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record")
    given = parser.parse_args()
    with TestClient(make_app(given.record, PORT), base_url=f"http://127.0.0.1:{PORT}") as client:
        costs = [spent(lambda url=url: client.get(url).raise_for_status()) for url in URLS]  # type: ignore[misc]
    for url, (worked, clock) in zip(URLS, costs, strict=True):
        print(f"{url:40} {worked:6.2f} s ({clock:.2f} s)", flush=True)
    with StoreView.open(given.record, RULES) as view:
        worked, clock = spent(lambda: counted_here(view.entries()))
    print(f"{'all entries opened and counted':40} {worked:6.2f} s ({clock:.2f} s): {worked / costs[0][0]:.0f} times the first page, "
          f"{worked / max(costs[1][0], 0.01):.0f} times a page turned")


if __name__ == "__main__":
    main()
