"""Records in which something waits."""

from __future__ import annotations

from pathlib import Path

from tests.cli.runs import placed
from tests.strategies import article, source
from tests.web.records import keep

VOTES = ("The United States voted Ukraine $300 million for its army.", "The United States voted Ukraine $900 million for its army.")


def two_votes(path: Path) -> Path:
    """Two votes of money ten days apart: two matters that may be one."""
    told = []
    for n, words in enumerate(VOTES):
        page = article(f"Vote {n}\n{words}\n", f"vote {n}", f"2024-02-{11 + 10 * n}", f"Paper {n}")
        told.append((page, [placed(page, words, (source(f"Speaker {n}", "US"),), act="funding", giver=("US",), receiver=("UA",), items=(),
                                   status="agreed", money=(3e8 + 6e8 * n, 3e8 + 6e8 * n), when_iso=f"2024-02-{10 + 10 * n}")]))
    return keep(path, told)
