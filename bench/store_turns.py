"""Two writers and some readers on one record at once: nothing acknowledged is lost, nothing kept twice, and how long readers waited.

    python -m bench.store_turns RECORD [--seconds 600] [--writers 2] [--readers 6]

Each is a process of its own. RECORD is a file that is not there, or the URL of an empty database.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.store.records import RULES, missiles, page, write

from onrecord.errors import StoreError
from onrecord.model.entry import LedgerQuery
from onrecord.store import Store, StoreView

LONGEST_READ = 0.1
"""Seconds that a reader may be kept waiting."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was seen: articles acknowledged to each writer, the seconds of each read, and faults."""

    by_writer: list[int]
    reads: list[float]
    faults: list[str]

    @property
    def written(self) -> int:
        """Articles that were acknowledged."""
        return sum(self.by_writer)


def writing(record: str, seconds: float, name: str) -> dict[str, object]:
    """Writes pages of its own until the time is over, and settles now and then."""
    end, number = time.monotonic() + seconds, 0
    with Store.open(record, RULES) as store:
        while time.monotonic() < end:
            write(store, page(f"{name}n{number}", f"2024-01-{number % 28 + 1:02d}", missiles("possible")))
            number += 1
            if number % 10 == 0:
                store.settle()
    return {"written": number}


def reading(record: str, seconds: float) -> dict[str, object]:
    """Asks for lines and words until the time is over; the seconds that each answer took."""
    end, spent = time.monotonic() + seconds, []
    with StoreView.open(record, RULES) as view:
        while time.monotonic() < end:
            begun = time.monotonic()
            with view._reading() as connection:
                connection.exec_driver_sql("SELECT count(*) FROM readings").scalar_one()
            view.search("sent")
            spent.append(time.monotonic() - begun)
            view.lines(LedgerQuery(giver="IR", limit=5))
            time.sleep(0.01)
    return {"reads": spent}


def play(record: str, seconds: float, writers: int, readers: int) -> Told:
    """Runs the processes and gathers what they tell."""
    Store.open(record, RULES).close()
    root = Path(__file__).parent.parent
    command = [sys.executable, "-m", "bench.store_turns", record, "--seconds", str(seconds), "--as"]
    roles = [f"w{n}" for n in range(writers)] + ["reader"] * readers
    running = [subprocess.Popen([*command, role], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=root) for role in roles]
    ended = [(process, *process.communicate(timeout=seconds + 120)) for process in running]
    faults = [err.strip()[-500:] for process, _, err in ended if process.returncode]
    told = [json.loads(out) for process, out, _ in ended if not process.returncode]
    return Told([t["written"] for t in told if "written" in t], [s for t in told for s in t.get("reads", ())], faults)


def main() -> None:
    """Plays, or is one of the players."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--writers", type=int, default=2)
    parser.add_argument("--readers", type=int, default=6)
    parser.add_argument("--as", dest="role", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.role:
        print(json.dumps(reading(given.record, given.seconds) if given.role == "reader" else writing(given.record, given.seconds, given.role)))
        return
    told = play(given.record, given.seconds, given.writers, given.readers)
    with StoreView.open(given.record, RULES) as view:
        lost = told.written - view.counts()["articles"]
        view.check()
    median, worst, slow = statistics.median(told.reads) * 1000, max(told.reads) * 1000, sum(r > LONGEST_READ for r in told.reads)
    print(f"{told.written:,} pages written by {given.writers}, {lost} lost, {len(told.reads):,} reads: median {median:.1f} ms, "
          f"worst {worst:.0f} ms, {slow} over {LONGEST_READ * 1000:.0f} ms; faults: {told.faults}")
    if lost or told.faults:
        raise StoreError(given.record, "writers and readers got into each other's way")


if __name__ == "__main__":
    main()
