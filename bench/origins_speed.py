"""What tracing costs: pages a second and the most memory held, beside datasketch and rensa on the same pages.

    python -m bench.origins_speed [--pages N] [--python OTHER] [--only ours|datasketch|rensa]

N pages (100,000 unless given) of about 250 words are made: seven in ten a text of their own, three a copy of an earlier page (the same under
another header, cut to half, or 5 % of its words changed). Each contender reads them in a process of its own, finds which go together, and says how
many of the copies it put with their text. datasketch and rensa run with 128 permutations and a threshold of .5 over runs of five words, one
page after the other (query, then insert), as their documents show it; OTHER is a Python that has them (`pip install datasketch rensa`; they are
no part of OnRecord). Ours is prints, bands, pairs, measure and gather; prints and bands lie in a SQLite file on the way, as in the record, so that
memory does not hold all prints. What reading a page costs besides (text, claims) is `bench.reading`'s matter.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

PERMUTATIONS, THRESHOLD = 128, .5
CONTENDERS = ("ours", "datasketch", "rensa")


def lines(path: Path) -> Iterator[dict[str, str]]:
    """The pages of a file: {"id", "text", "of"}, where ``of`` names the page that it was copied from ("": none)."""
    with path.open(encoding="utf-8") as opened:
        yield from map(json.loads, opened)


def make(number: int, path: Path, seed: int = 3) -> None:
    """Writes the pages: our own practice pages with content words, names and numbers drawn anew, and copies of them."""
    from bench.origins_bases import bases
    from bench.origins_words import content, tokens

    rng = random.Random(f"speed {seed}")
    patterns = [(words, content(words)) for words in (tokens(base.text) for base in bases(300))]
    stock = [words[at] for words, places in patterns for at in places]
    names = sorted({word for words, _ in patterns for word in words if word[0].isupper() and len(word) > 3})
    kept: list[tuple[str, str]] = []
    with path.open("w", encoding="utf-8") as out:
        for n in range(number):
            if len(kept) > 20 and rng.random() < .3:
                of, text = rng.choice(kept)
                text = copied(text, rng, stock)
            else:
                of, text = "", _fresh(*rng.choice(patterns), rng, stock, names)
                kept.append((str(n), text))
                del kept[:-2000]
            out.write(json.dumps({"id": str(n), "text": text, "of": of}) + "\n")


def _fresh(words: list[str], places: list[int], rng: random.Random, stock: list[str], names: list[str]) -> str:
    """A text of its own in the build of another: other content words, names and numbers."""
    put = dict(zip(places, rng.choices(stock, k=len(places)), strict=True))
    other = {word: rng.choice(names) for word in set(words) if word[0].isupper() and len(word) > 3}
    return "".join(put.get(at) or other.get(word) or (str(rng.randint(2, 999)) if word.isdigit() else word) for at, word in enumerate(words))


def copied(text: str, rng: random.Random, stock: list[str]) -> str:
    """A copy: under another header, cut to half, or with 5 % of its words changed."""
    words, way = text.split(" "), rng.randrange(3)
    if way == 0:
        return "Home World Business Sport Weather\n\n" + text + "\n\nMore from this page\n\n" + " ".join(rng.choices(stock, k=20))
    if way == 1:
        return " ".join(words[:len(words) // 2])
    for at in rng.sample(range(len(words)), len(words) // 20):
        words[at] = rng.choice(stock)
    return " ".join(words)


def shingles(text: str) -> set[str]:
    """Runs of five words, as the documents of both libraries make them."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[n:n + 5]) for n in range(max(len(words) - 4, 1))}


def datasketch(pages: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Each page's group by datasketch: that of the first page that its index answers with, or its own."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    group: dict[str, str] = {}
    for page in pages:
        signature = MinHash(num_perm=PERMUTATIONS)
        signature.update_batch([shingle.encode() for shingle in shingles(page["text"])])
        found = index.query(signature)
        group[page["id"]] = group[min(found, key=int)] if found else page["id"]
        index.insert(page["id"], signature)
    return group


def rensa(pages: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Each page's group by rensa, in the same way."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=32)
    group: dict[str, str] = {}
    for page in pages:
        signature, key = RMinHash(num_perm=PERMUTATIONS, seed=42), int(page["id"])
        signature.update(sorted(shingles(page["text"])))
        found = index.query(signature)
        group[page["id"]] = group[str(min(found))] if found else page["id"]
        index.insert(key, signature)
    return group


def ours(pages: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Each page's origin by OnRecord, with prints and bands in a file."""
    from bench.origins_shelf import Shelf

    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf(sqlite3.connect(Path(folder) / "prints.sqlite"))
        for page in pages:
            shelf.put(page["id"], page["text"])
        shelf.measure()
        return shelf.groups()


def copies_found(pages: Iterable[Mapping[str, str]], group: Mapping[str, str]) -> tuple[int, int, int]:
    """(copies, those in one group with their text, texts that share a group with another text)."""
    copies = found = 0
    texts: Counter[str] = Counter()
    for page in pages:
        if page["of"]:
            copies += 1
            found += group[page["id"]] == group[page["of"]]
        else:
            texts[group[page["id"]]] += 1
    return copies, found, sum(n for n in texts.values() if n > 1)


def contend(name: str, path: Path) -> dict[str, Any]:
    """One contender's figures, in this process."""
    began, clock = time.process_time(), time.perf_counter()
    group = {"ours": ours, "datasketch": datasketch, "rensa": rensa}[name](lines(path))
    spent, passed = time.process_time() - began, time.perf_counter() - clock
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    copies, found, strangers = copies_found(lines(path), group)
    return {"pages": len(group), "processor": spent, "clock": passed, "memory": memory, "copies": copies, "found": found, "strangers": strangers}


def main() -> None:
    """Prints the figures."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pages", type=int, default=100_000)
    arguments.add_argument("--python", default=sys.executable)
    arguments.add_argument("--only", choices=CONTENDERS)
    arguments.add_argument("--run", choices=CONTENDERS, help=argparse.SUPPRESS)
    arguments.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.run:
        print(json.dumps(contend(given.run, given.file)))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.jsonl"
        make(given.pages, path)
        print("| | pages a second of processor time | by the clock | memory at most | copies found | texts wrongly joined |")
        print("|---|---:|---:|---:|---:|---:|")
        for name in [given.only] if given.only else CONTENDERS:
            print(_row(name, path, sys.executable if name == "ours" else given.python), flush=True)


def _row(name: str, path: Path, python: str) -> str:
    """A contender's line of the table, run in its own process."""
    ended = subprocess.run([python, "-m", "bench.origins_speed", "--run", name, "--file", str(path)], capture_output=True, text=True)
    if ended.returncode:
        return f"| {name} | not run: {ended.stderr.strip().splitlines()[-1]} |"
    told = json.loads(ended.stdout)
    return (f"| {name} | {told['pages'] / told['processor']:.0f} | {told['pages'] / told['clock']:.0f} | {told['memory']:.0f} MB "
            f"| {told['found'] / max(told['copies'], 1):.3f} of {told['copies']} | {told['strangers']} |")


if __name__ == "__main__":
    main()
