"""The command line run in this process, and a record of our own making to run it on."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.strategies import article, capture_of, claim, source

from onrecord.cli import main
from onrecord.flow import RULES
from onrecord.model import Article, Claim, PrintedDate, Published, Reason, Source, Span
from onrecord.store import Store

TAMAR = source("Tamar Ost", "US", role="envoy")
PORTERS = source("port workers", "IR", anonymous=True)
WIRE = source("Harbour Wire")

REPORT = (
    "Missiles reach the north\n"
    "Share this page\n"
    "Iran has handed Russia some 400 missiles, port workers told Harbour Wire.\n"
    "Tamar Ost said that no such handover had been seen.\n"
)
DENIAL = "Envoy speaks\nIran sent Russia no missiles at all, Tamar Ost said in the spring.\n"
PACKAGE = "Aid\nThe United States will give Ukraine shells worth $1.25 billion.\n"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


def run(*arguments: str | Path, width: int = 0) -> Outcome:
    """`onrecord` with these arguments, its output piped; ``width`` columns if given. What the terminal of the tests is does not matter."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    named = ["onrecord", *map(str, arguments)]
    kept = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "FORCE_COLOR", "TTY_COMPATIBLE"}}
    environment = {**kept, **({"COLUMNS": str(width)} if width else {})}
    with redirect_stdout(out), redirect_stderr(err), patch.object(sys, "argv", named), patch.dict("os.environ", environment, clear=True):
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
    return Outcome(code, out.getvalue(), err.getvalue())


def placed(page: Article, quote: str, who: Sequence[Source], **more: Any) -> Claim:
    """A claim whose quote stands in the page, with its chain of sources."""
    goods = more.pop("items", ("missile.ballistic",))
    made = claim(article=page.id, at=page.text.index(quote), quote=quote, source=who[0], items=goods, **more)
    return replace(made, sources=replace(made.sources, value=tuple(who)))


def report() -> Article:
    """A page with furniture, whose printed date is refuted."""
    page = article(REPORT, "report", "2024-02-22", "The Courier")
    blocks = tuple(replace(b, kept=False, kind="furniture", reason="share-line") if "Share" in REPORT[b.span.start:b.span.end] else b
                   for b in page.blocks)
    against = Reason("office", "against 2026-01-05: names an office held until 2025", -0.8)
    reasons = (Reason("dateline", "2024-02-22 in its dateline", 0.9), against)
    stamp = PrintedDate("2026-01-05", "stamp", Span(0, 8))
    return replace(page, blocks=blocks, published=Published("2024-02-22", "2024-02-21", "2024-02-23", "certain", reasons, (stamp,)))


def pages() -> list[tuple[Article, list[Claim]]]:
    """A matter that is contested, and a package of aid."""
    first, second, third = report(), article(DENIAL, "denial", "2023-05-15", "Evening Post"), article(PACKAGE, "aid", None, "Evening Post")
    return [
        (first, [
            placed(first, "Iran has handed Russia some 400 missiles", (PORTERS, WIRE, source("The Courier")), quantity=(360, 440)),
            placed(first, "Tamar Ost said that no such handover had been seen.", (TAMAR,), status="no_evidence"),
        ]),
        (second, [placed(second, "Iran sent Russia no missiles at all", (TAMAR,), status="denied")]),
        (third, [placed(third, "The United States will give Ukraine shells worth $1.25 billion.", (source(None),), giver=("US",),
                        receiver=("UA",), items=("ammunition.artillery",), status="planned", money=(1.25e9, 1.25e9))]),
    ]


def make_record(path: Path) -> Path:
    """A settled record of `pages`."""
    return _kept(path, pages())


def make_sure_record(path: Path) -> Path:
    """The same, with claims that the reader is .9, .3, .6 and 1 sure of, in the order of `pages`."""
    sure = iter((0.9, 0.3, 0.6, 1.0))
    return _kept(path, [(page, [replace(c, confidence=next(sure)) for c in claims]) for page, claims in pages()])


def make_cited_record(path: Path) -> Path:
    """Two papers, each with what unnamed officials told Reuters."""
    chain = (source("officials", "US", anonymous=True), source("Reuters", role="outlet"))
    words = "Iran has sent Russia missiles, officials told Reuters.\n"
    lines = {"Post": "Nobody in the port of Anzali had seen the ship leave, and its harbour master was away.\n",
             "Star": "In Moscow the ministry kept silent on Thursday while deputies asked what had been paid for it.\n"}
    told = [article(f"{name} morning\n{words}{line}", name, "2024-02-22", name) for name, line in lines.items()]
    return _kept(path, [(page, [placed(page, "Iran has sent Russia missiles", (*chain, source(page.name, role="outlet")))]) for page in told])


def _kept(path: Path, every: Sequence[tuple[Article, list[Claim]]]) -> Path:
    with Store.open(path, RULES) as store:
        store.write_batch([capture_of(a) for a, _ in every], [a for a, _ in every], {a.id: c for a, c in every}, (), "test")
        store.settle()
    return path
