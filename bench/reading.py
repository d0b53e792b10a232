"""What reading costs: articles of about 500 words a second on one core, from bytes to claims and from bytes to a settled record.

    python -m bench.reading [FOLDER] [--pages N]

reads copies of the pages in FOLDER (examples/pages unless given), cut and joined to about 500 words each, with a word of its own in each
so that no two are the same text. "Processor" is this process's own clock on one thread, which other work on the machine disturbs less
than the wall's. Memory is the most that the process held.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path

from onrecord.flow import Page, Reader, read
from onrecord.intake import read_captures
from onrecord.model import Capture, Skip

WORDS = 500
EXAMPLES = Path(__file__).parent.parent / "examples" / "pages"


def paragraphs(folder: Path) -> Iterator[str]:
    """The paragraphs of the folder's plain pages, over and over."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    if not texts:
        raise SystemExit(f"no .txt page in {folder}")
    return cycle([p for text in texts for p in text.split("\n\n") if len(p.split()) > 20])


def pages(folder: Path, number: int) -> Iterator[dict[str, str]]:
    """Pages of about `WORDS` words, each with a line of its own."""
    source = paragraphs(folder)
    for n in range(number):
        lines, words = [f"Report number {n} from the harbour\n"], 0
        while words < WORDS:
            lines.append(next(source))
            words += len(lines[-1].split())
        yield {"id": f"bench-{n}", "text": "\n\n".join(lines)}


def layers(reader: Reader, captures: Iterable[Capture | Skip]) -> dict[str, float]:
    """Processor seconds of each stage over the pages."""
    spent: dict[str, float] = defaultdict(float)
    for capture in captures:
        if isinstance(capture, Skip):
            continue
        began = time.process_time()
        page = reader.page(capture)
        spent["page, bytes to claims"] += time.process_time() - began
        if page.article is None:
            continue
        began = time.process_time()
        reading = reader.layers(page.article)
        spent["  of which the reading"] += time.process_time() - began
        began = time.process_time()
        reader.claims(page.article, reading)
        spent["  of which claims, the learned reader with them"] += time.process_time() - began
    return spent


def main() -> None:
    """Prints the figures."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path, default=EXAMPLES)
    arguments.add_argument("--pages", type=int, default=40)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.jsonl"
        rows = list(pages(given.folder, given.pages))
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        words = sum(len(row["text"].split()) for row in rows)
        print(f"{len(rows)} pages, {words / len(rows):.0f} words each")
        reader = Reader()
        began = time.process_time()
        for capture in islice(read_captures([str(path)]), 1):
            reader.page(capture) if isinstance(capture, Capture) else None
        print(f"first page, with loading: {time.process_time() - began:.1f} s of processor time")
        for name, seconds in layers(reader, read_captures([str(path)])).items():
            print(f"{name}: {len(rows) / seconds:.2f} pages a second a core ({1000 * seconds / len(rows):.0f} ms a page)")
        run(path, Path(folder) / "bench.record", len(rows))
    print(f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def run(path: Path, record: Path, number: int) -> None:
    """The whole of `onrecord read`: a record written and settled."""
    began, claims = time.process_time(), 0

    def seen(page: Page) -> None:
        nonlocal claims
        claims += len(page.claims)

    summary = read([str(path)], str(record), seen=seen)
    spent = time.process_time() - began
    print(f"read into a record and settled: {number / spent:.2f} pages a second a core, {number / summary.seconds:.2f} by the clock "
          f"({claims} claims, {summary.entries} entries, {record.stat().st_size / number / 1024:.0f} KB a page)")


if __name__ == "__main__":
    main()
