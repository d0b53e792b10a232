"""A corpus of your own: draw pages at random, annotate them by the reading guide, and score the reader on them.

    python tools/sample_corpus.py draw PATH... -n 50 --seed 1 --out sample.jsonl [--prefill]
    (fill in the claims of sample.jsonl, or correct those that --prefill put there)
    python tools/sample_corpus.py place sample.jsonl --out gold.jsonl
    onrecord evaluate gold.jsonl --show 20

`draw` reads folders, files and JSON lines as `onrecord read` does, and draws among the pages that name arms or equipment and a party.
Which are drawn depends on the seed and the pages alone, not on their order; texts that are the same count once. Each line has the
page's text, the fields of a page in the guide's form and `claims` (none, or the reader's with --prefill). `place` finds each claim's
quote in the text, writes its characters into `start` and `end`, and tells what is wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import heapq
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.errors import GoldError, InputError
from onrecord.evaluate import read_gold
from onrecord.export.claims import page_fields
from onrecord.intake import read_captures
from onrecord.knowledge.items import item_gazetteer
from onrecord.knowledge.parties import party_gazetteer
from onrecord.model import Article, Capture
from onrecord.text import make_article

Row = dict[str, Any]
Drawn = tuple[Capture, Article]


def fits(text: str) -> bool:
    """Whether a text may hold a claim: it names goods and a party. The reader's own, stricter gate is left out, so that what
    it wrongly passes over can be drawn and shows in the scores."""
    return _names_goods(text) and any(m.payload.codes for m in party_gazetteer().find(text))


def _names_goods(text: str) -> bool:
    terms = (m.payload for m in item_gazetteer().find(text))
    return any((t.system and not t.shaky) or (t.head and not t.head.weak) for t in terms if not t.blocked)


def draw(paths: Sequence[str], count: int, seed: int) -> list[Drawn]:
    """At most ``count`` of the pages under ``paths`` that `fits` finds, by page name. Raises `InputError` for a path that is not there.

    Every page has a rank, the sha256 of seed and text, and the lowest are drawn: a page added to a folder of thousands changes at most
    one page of the sample.
    """
    drawn = heapq.nsmallest(count, _distinct(_readable(paths)), key=lambda pair: rank(seed, pair[1].text))
    return sorted(drawn, key=lambda pair: (pair[1].name, pair[1].id))


def rank(seed: int, text: str) -> str:
    """A page's place in the order in which a seed draws."""
    return hashlib.sha256(f"{seed}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()


def _readable(paths: Sequence[str]) -> Iterator[Drawn]:
    for capture in read_captures(paths):
        made = make_article(capture) if isinstance(capture, Capture) else None
        if isinstance(made, Article) and isinstance(capture, Capture) and fits(made.kept()):
            yield capture, made


def _distinct(pages: Iterable[Drawn]) -> Iterator[Drawn]:
    seen: set[str] = set()
    for capture, article in pages:
        if article.id not in seen:
            seen.add(article.id)
            yield capture, article


def empty_row(article: Article) -> Row:
    """A page to annotate: nothing filled in but its text and what the page prints of itself."""
    stamps = [p.date for p in article.printed if p.role in {"stamp", "markup"}]
    return {"published": {"date": None, "basis": ""}, "page_date": stamps[0] if stamps else None, "copied": "unknown", "noise": [],
            "claims": [], "text": article.text}


def prefilled_rows(drawn: Sequence[Drawn]) -> Iterator[Row]:
    """Pages with what the reader says of them, to correct; the claims' ids, which are the reader's, are left out."""
    from onrecord.flow import Reader  # the engine is loaded only where it is asked for

    reader = Reader()
    for capture, article in drawn:
        page = reader.page(capture)
        told = page_fields(page.article or article, page.claims)
        claims = [{name: value for name, value in claim.items() if name != "id"} for claim in told["claims"]]
        row = {name: told[name] for name in ("published", "page_date", "copied", "noise")}
        yield {**row, "claims": claims, "text": article.text}


def named(drawn: Sequence[Drawn], rows: Iterable[Row]) -> Iterator[Row]:
    """The rows under their pages' names; a name that several pages have gets the head of the text's hash."""
    names = [article.name for _, article in drawn]
    for (_, article), row in zip(drawn, rows, strict=True):
        yield {"id": article.name if names.count(article.name) == 1 else f"{article.name}-{article.id[:8]}", **row}


def place(rows: Iterable[Row], fault: Callable[[str], None]) -> Iterator[Row]:
    """The rows with `start` and `end` of every quote; ``fault`` is told of each quote that is not in its page's text."""
    for row in rows:
        claims = [_placed(row, number, claim, fault) for number, claim in enumerate(row.get("claims") or [], 1)]
        for line in row.get("noise") or []:
            if line not in row["text"]:
                fault(f"{row['id']}: noise not in the text: {line[:60]!r}")
        yield {**row, "claims": claims}


def _placed(row: Row, number: int, claim: Row, fault: Callable[[str], None]) -> Row:
    """The claim with its place; where the quote stands several times, the given `start` tells which, else it is the first."""
    quote, text = claim.get("quote") or "", row["text"]
    start = claim.get("start")
    if not quote or not isinstance(start, int) or text[start:start + len(quote)] != quote:
        start = text.find(quote) if quote else -1
    if start < 0:
        fault(f"{row['id']}, claim {number}: the quote is not in the text: {quote[:60]!r}")
    return {**claim, "start": start, "end": start + len(quote)}


def _rows(path: str) -> Iterator[Row]:
    with Path(path).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise GoldError(path, number, f"not JSON: {error.msg}") from error
            if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not row.get("id"):
                raise GoldError(path, number, "a page needs an id and its text")
            yield row


def _write(rows: Iterable[Row], out: str) -> int:
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    Path(out).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", errors="backslashreplace")
    return len(lines)


def _draw(args: argparse.Namespace) -> int:
    drawn = draw(args.paths, args.count, args.seed)
    rows = prefilled_rows(drawn) if args.prefill else (empty_row(article) for _, article in drawn)
    count = _write(named(drawn, rows), args.out)
    print(f"{count} pages in {args.out}", file=sys.stderr)
    if count < args.count:
        print(f"fewer than the {args.count} asked for: no more pages name arms and a party", file=sys.stderr)
    return 0 if count else 1


def _place(args: argparse.Namespace) -> int:
    faults: list[str] = []
    count = _write(place(_rows(args.sample), faults.append), args.out)
    for fault in faults:
        print(fault, file=sys.stderr)
    claims = sum(len(page.claims) for page in read_gold(Path(args.out)))
    print(f"{count} pages, {claims} claims, {len(faults)} faults", file=sys.stderr)
    return 1 if faults else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    drawing = commands.add_parser("draw", help="draw pages at random from your own")
    drawing.add_argument("paths", nargs="+", metavar="PATH")
    drawing.add_argument("-n", dest="count", type=int, default=50, help="how many pages (50)")
    drawing.add_argument("--seed", type=int, default=1, help="another seed draws other pages (1)")
    drawing.add_argument("--prefill", action="store_true", help="put the reader's claims in, to correct")
    drawing.add_argument("--out", required=True, metavar="FILE")
    drawing.set_defaults(run=_draw)
    placing = commands.add_parser("place", help="find the quotes of an annotated sample in its texts")
    placing.add_argument("sample", metavar="SAMPLE")
    placing.add_argument("--out", required=True, metavar="FILE")
    placing.set_defaults(run=_place)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; the exit status is 1 where pages or quotes are not found or a file is at fault."""
    args = _parser().parse_args(arguments)
    try:
        return int(args.run(args))
    except (InputError, GoldError, OSError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
