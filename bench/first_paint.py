"""How soon somebody sees the ledger: a record served by `onrecord serve`, opened in a real browser that says itself when it painted.

    python -m bench.first_paint RECORD [--rounds 5] [--path /ledger] [--path /network ...]

Needs Debian's `chromium` and Playwright for Python; nothing is downloaded. In each round a server is started anew, and a browser without any store of
its own opens the path (cold: the server has read nothing of the record yet), then the same in a second tab (warm: everything is at hand). What the
machine's memory holds of the file is left as it is. Each line: milliseconds from the navigation to the first byte of the answer, to the first paint,
to the first contents painted and to the page whole, as `performance` tells them, the median of the rounds and the worst; and the seconds of the
processor that the server spent, which a busy machine does not change.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

FLAGS = ["--no-sandbox", "--headless=new", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-dev-shm-usage"]
WAIT = 300_000
"""Milliseconds until a page is given up."""
TIMING = """() => new Promise((done) => {
  const told = () => {
    const paint = Object.fromEntries(performance.getEntriesByType("paint").map((e) => [e.name, e.startTime]));
    const way = performance.getEntriesByType("navigation")[0];
    if (!("first-contentful-paint" in paint) || !way.loadEventEnd) return setTimeout(told, 50);
    done([way.responseStart, paint["first-paint"], paint["first-contentful-paint"], way.loadEventEnd]);
  };
  told();
})"""
SAID = ("first byte", "first paint", "first contents", "whole")


@contextmanager
def served(record: str) -> Iterator[tuple[str, int]]:
    """The address of a server started for a record, and its process id."""
    command = [sys.executable, "-m", "onrecord", "serve", "--record", record, "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        try:
            yield next(word for word in line.split() if word.startswith("http://")).rstrip("/"), server.pid
        finally:
            server.terminate()


def spent(process: int) -> float:
    """Seconds of the processor that a process has spent."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def visit(context: Any, url: str, server: int) -> tuple[float, ...]:
    """Opens a page in a new tab: `SAID` in milliseconds, and the seconds that the server spent on it."""
    before, tab = spent(server), context.new_page()
    tab.goto(url, wait_until="load", timeout=WAIT)
    found = tab.evaluate(TIMING)
    tab.close()
    return (*found, spent(server) - before)


def measured(browser: Browser, record: str, path: str, rounds: int) -> dict[str, list[tuple[float, ...]]]:
    """The visits of all rounds, cold and warm."""
    found: dict[str, list[tuple[float, ...]]] = {"cold": [], "warm": []}
    for _ in range(rounds):
        with served(record) as (address, server):
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            for visits in found.values():
                visits.append(visit(context, f"{address}{path}", server))
            context.close()
    return found


def main(given: Sequence[str] | None = None) -> None:
    """Measures a record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--path", action="append", metavar="PATH", help="/ledger unless given")
    asked = parser.parse_args(given)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for path in asked.path or ["/ledger"]:
            for name, visits in measured(browser, asked.record, path, asked.rounds).items():
                *times, server = zip(*visits, strict=True)
                told = (f"{what} {statistics.median(ms):,.0f} ({max(ms):,.0f})" for what, ms in zip(SAID, times, strict=True))
                print(f"{path} {name}: {', '.join(told)} ms; server {statistics.median(server):.2f} ({max(server):.2f}) s", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
