"""Annotated articles of every kind in one form, for `claims_pages.py`.

    python -m training.claims_annotations gold OUT.jsonl GOLD.jsonl TEXTS.jsonl HEADS.tsv
    python -m training.claims_annotations own OUT.jsonl PAGES.txt[.gz]...
    python -m training.claims_annotations official OUT.jsonl OFFICIAL.jsonl WHITEHOUSE.jsonl.gz

`gold`: articles annotated by the guide, whose claims' words are named in HEADS (`ID/K`, tab, first character of the word in the article). `own`:
pages of our own writing (training/annotated/README.md has their form). `official`: our annotations of public official texts, by offset. A line
of OUT: {"id", "set", "genre", "speaks_for", "published", "title", "text", "claims": [{"act", "from", "to", "items", "status", "certainty", "when",
"start", "end", "head"}]}.
"""

import argparse
import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

PUBLISHERS = {"White House": "US", "Presidency Project": "US", "Federal Register": "US", "Tehran Times": "IR", "Australian PM": "AU"}
"""Words of a gold line's `source` and the state for which it speaks."""

COLUMNS = ("act", "parties", "status", "certainty", "head", "quote", "items", "amounts", "when", "origin")
"""The columns of a claim in a page of our own, divided by ` | `."""

STRAIGHT = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "\n": " ", "\u00a0": " "})


class AnnotationError(ValueError):
    """An annotation that does not fit its page; the message names the page and the line."""


def of_gold(gold: Path, texts: Path, heads: Path) -> Iterator[dict[str, Any]]:
    """Articles annotated by the guide."""
    given = {row["id"]: row for row in _lines(texts)}
    known = dict(line.split("\t")[:2] for line in heads.read_text(encoding="utf-8").splitlines() if line.strip())
    for row in _lines(gold):
        claims = [{**_kept(claim), "head": _whole(known.get(f"{row['id']}/{n}"))} for n, claim in enumerate(row["claims"])]
        speaks = next((state for words, state in PUBLISHERS.items() if words in row["source"]), None)
        text = given[row["id"]]
        yield _row(row["id"], "gold", row["genre"], speaks, text.get("published"), text.get("title"), text["text"], claims)


def of_own(path: Path) -> Iterator[dict[str, Any]]:
    """The pages of a file of our own writing. Raises AnnotationError for a claim that does not fit its page."""
    packed = path.read_bytes()
    pages = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode("utf-8")
    for part in re.split(r"(?m)^##### ", pages)[1:]:
        head, _, rest = part.partition("\n\n")
        name, *lines = head.split("\n")
        told = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in lines)}
        body, _, listed = rest.partition("\n=== claims")
        title, body = told.get("title") or None, body.strip("\n")
        whole = f"{title}\n\n{body}" if title else body
        claims = [_own_claim(line, whole, f"{path.name} {name}") for line in listed.split("\n") if line.strip() not in ("", "-", "none")]
        shift = len(whole) - len(body)
        if title and all(claim["start"] >= shift for claim in claims):
            whole, claims = body, [{**c, **{key: c[key] - shift for key in ("start", "end", "head")}} for c in claims]
        else:
            title = None
        speaks = told.get("speaks_for", "-")
        yield _row(name.strip(), "own", told["genre"], None if speaks in ("", "-") else speaks, told.get("published") or None, title, whole, claims)


def of_official(annotations: Path, texts: Path) -> Iterator[dict[str, Any]]:
    """Excerpts of public official texts: `annotations` say which stretch of which text, and the claims by offset in it."""
    wanted = _lines(annotations)
    ids = {row["text"] for row in wanted}
    with gzip.open(texts, "rt", encoding="utf-8") as lines:
        given = {row["id"]: row for row in map(json.loads, lines) if row["id"] in ids}
    for row in wanted:
        text = given[row["text"]]
        yield _row(row["id"], "official", "official", "US", text["published"], text["title"], text["text"][row["start"]:row["end"]], row["claims"])


def _row(
    name: str, kind: str, genre: str, speaks: str | None, published: str | None, title: str | None, text: str, claims: Sequence[Any],
) -> dict[str, Any]:
    return {"id": name, "set": kind, "genre": genre, "speaks_for": speaks, "published": published, "title": title, "text": text, "claims": claims}


def _kept(claim: Mapping[str, Any]) -> dict[str, Any]:
    return {name: claim[name] for name in ("act", "from", "to", "items", "status", "certainty", "when", "start", "end")}


def _whole(number: str | None) -> int | None:
    return None if number is None else int(number)


def _own_claim(line: str, text: str, place: str) -> dict[str, Any]:
    told = dict(zip(COLUMNS, (part.strip() for part in line.split(" | ")), strict=True))
    span = located(text, told["quote"])
    if span is None:
        raise AnnotationError(f"{place}: no such words: {told['quote'][:60]!r}")
    giver, _, receiver = told["parties"].partition(">")
    items = [dict(zip(("class", "name"), part.strip().split("=", 1), strict=True)) for part in _listed(told["items"], ";")]
    return {"act": told["act"], "from": _listed(giver, ","), "to": _listed(receiver, ","), "items": items, "status": told["status"],
            "certainty": told["certainty"], "when": None if told["when"] in ("-", "") else told["when"], "start": span[0], "end": span[1],
            "head": head_at(text, span, told["head"])}


def _listed(told: str, mark: str) -> list[str]:
    return [] if told.strip() in ("-", "") else [part.strip() for part in told.split(mark)]


def located(text: str, quote: str) -> tuple[int, int] | None:
    """Where a quote stands whose middle may be left out ("..."); quotation marks and line ends are read alike."""
    flat = text.translate(STRAIGHT)
    first, *last = (part.translate(STRAIGHT) for part in re.split(r"\s*(?:\.\.\.|…)\s*", quote.strip(), maxsplit=1))
    start = flat.find(first)
    end = flat.find(last[0], start + len(first)) if last else start
    if start < 0 or end < 0:
        return None
    return start, end + len(last[0] if last else first)


def head_at(text: str, span: tuple[int, int], head: str) -> int:
    """First character of the claim's word; `word#2` is its second occurrence in the quote."""
    word, _, nth = head.partition("#")
    flat = text[span[0]:span[1]].translate(STRAIGHT)
    places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(word.translate(STRAIGHT))}(?!\w)", flat)]
    if len(places) < int(nth or 1):
        raise AnnotationError(f"no word {head!r} in {flat[:60]!r}")
    return span[0] + places[int(nth or 1) - 1]


def _lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def main() -> None:
    """Reads the command line and writes the annotated articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=("gold", "own", "official"))
    parser.add_argument("out", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    options = parser.parse_args()
    found: Iterable[dict[str, Any]]
    if options.kind == "own":
        found = (row for path in options.files for row in of_own(path))
    else:
        found = of_gold(*options.files) if options.kind == "gold" else of_official(*options.files)
    with options.out.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in found)


if __name__ == "__main__":
    main()
