"""What the language engine costs: words a second from raw text on one core, start-up time and memory.

    python bench/engine.py [FOLDER]

reads the `.txt` files of a folder, or pages of its own making; prints one line a stage. The clock is the process's own, so
that other work on the machine disturbs the figures less; wall-clock time is given beside it.
"""

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from onrecord.model.values import Span
from onrecord.reading import engine as engines
from onrecord.reading.sentences import split_sentences
from onrecord.reading.syntax import read_syntax
from onrecord.reading.tokens import tokenize

PAGE = (
    "Harbour town receives forty lorries\n"
    "The northern republic has delivered forty repaired lorries to its neighbour, the defence minister said on Monday.\n"
    "“We promised them in March. They were shipped by rail,” Jane Roe told reporters in the capital, adding that a second "
    "package of spare parts worth $3.5 million would follow before the end of the year.\n"
    "The ministry of the neighbouring country, which asked for the vehicles after the floods, did not confirm how many had "
    "arrived; a spokesman, Gen. John Doe, said only that “some of them” were in use.\n"
    "Earlier reports had put the number between 20 and 25.\n"
)
"""A page of about 110 words, repeated five times to make one of the usual length."""

LIMITS = (60, 100, 200, 300, 500, 800)


def timed(work: Callable[[], int]) -> str:
    """Words a second by the process's clock and by the wall's, the better of two rounds."""
    best = [0.0, 0.0]
    for _ in range(2):
        began = time.process_time(), time.perf_counter()
        words = work()
        ended = time.process_time(), time.perf_counter()
        best = [max(old, words / (end - start)) for old, start, end in zip(best, began, ended, strict=True)]
    return f"{best[0]:,.0f} words/s of processor time, {best[1]:,.0f} by the clock"


def main() -> None:
    """Prints the figures."""
    paths = sorted(Path(sys.argv[1]).glob("*.txt")) if len(sys.argv) > 1 else []
    pages = [path.read_text(encoding="utf-8", errors="replace") for path in paths] or [PAGE * 5] * 20
    began = time.perf_counter()
    engine = engines.Engine()
    print(f"start: {time.perf_counter() - began:.2f} s")
    cut = [[[p[a:b] for a, b in tokenize(p, *s)] for s in split_sentences(p, [Span(0, len(p))])] for p in pages]
    words = sum(len(sentence) for page in cut for sentence in page)
    print(f"{len(pages)} pages, {words} words")

    def sentences_and_words() -> int:
        return sum(len(tokenize(p, *s)) for p in pages for s in split_sentences(p, [Span(0, len(p))]))

    def parses() -> int:
        return sum(len(parse.head) for page in cut for parse in engine.parse(page))

    def everything() -> int:
        return sum(len(read_syntax(p, [Span(0, len(p))], engine).upos) for p in pages)

    print("sentences and words:", timed(sentences_and_words))
    shipped = engines.BATCH_PIECES
    for limit in LIMITS:
        engines.BATCH_PIECES = limit
        print(f"parses, batches of {limit} pieces:", timed(parses))
    engines.BATCH_PIECES = shipped
    print(f"from raw text, batches of {shipped} pieces:", timed(everything))
    print(f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
