"""A plain reader on the claims model alone: its answers become claims without any other layer, to know what it is worth by itself.

    python -m training.claims_decode PAGES OUT.jsonl ANSWERS.jsonl... [--threshold .35]

Each (sentence, act) at or above the threshold is one claim of the whole sentence: likeliest parties, likeliest status, the goods
it names. Money, times, sources and further claims of a sentence are left to the product.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.claims.learned import NOBODY, OTHER
from onrecord.model import ACTS, status_group
from training.claims_answers import rows_of
from training.claims_gold import read_lines

WITH_ITEMS = ("transfer", "production", "use", "training", "permission")
SHARE = 0.5
"""A party belongs to a role when it has at least this part of the likeliest one's probability (gold parties of a role share it)."""


def best_status(status: Mapping[str, float]) -> str:
    """The likeliest status of the likeliest group."""
    groups: dict[str, float] = {}
    for name, p in status.items():
        groups[status_group(name)] = groups.get(status_group(name), 0) + p
    best = max(groups, key=lambda group: groups[group])
    return max((name for name in status if status_group(name) == best), key=lambda name: status[name])


def best_parties(giver: Sequence[Sequence[Any]], receiver: Sequence[Sequence[Any]], act: str) -> tuple[list[str], list[str]]:
    """The likeliest parties of both roles; the same party in both only for production."""
    pairs = [(p * q, a, b) for a, p in giver for b, q in receiver if a != b or act == "production" or a in (NOBODY, OTHER)]
    _, one, other = max(pairs, key=lambda pair: pair[0])
    return _sharing(one, giver, {other}), _sharing(other, receiver, {one})


def _sharing(best: str, role: Sequence[Sequence[Any]], taken: set[str]) -> list[str]:
    if best in (NOBODY, OTHER):
        return []
    top = dict(map(tuple, role))[best]
    return [best, *(a for a, p in role if a not in (best, NOBODY, OTHER) and a not in taken and p >= SHARE * top)]


def claims_of(row: Mapping[str, Any], items: Mapping[tuple[int, int], str], threshold: float) -> list[dict[str, Any]]:
    """The claims of one sentence; `items` maps the characters of an item mention to its class."""
    out = []
    for act in ACTS:
        if row["acts"][act] >= threshold:
            giver, receiver = best_parties(row["giver"][act], row["receiver"][act], act)
            classes = _classes(row["items"][act], items) if act in WITH_ITEMS else []
            out.append({"act": act, "from": giver, "to": receiver, "status": best_status(row["status"][act]),
                        "items": [{"class": cls, "name": ""} for cls in classes], "start": row["sentence"][0], "end": row["sentence"][1]})
    return out


def _classes(scored: Sequence[Sequence[Any]], items: Mapping[tuple[int, int], str]) -> list[str]:
    known = [(p, items[start, end]) for start, end, p in scored if items.get((start, end))]
    chosen = [cls for p, cls in known if p >= 0.5] or [cls for _, cls in sorted(known, reverse=True)[:1]]
    specific = [cls for cls in chosen if cls != "equipment"]
    return sorted(set(specific or chosen))


def main() -> None:
    """Reads answers, writes claims."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("answers", type=Path, nargs="+")
    parser.add_argument("--threshold", type=float, default=0.35)
    options = parser.parse_args()
    classes = {row["id"]: {tuple(span): cls for *span, cls in row.get("classes", ())} for row in read_lines(options.pages)}
    claims: dict[str, list[dict[str, Any]]] = {article: [] for article in classes}
    for (article, _), row in rows_of(options.answers).items():
        claims[article] += claims_of(row, classes[article], options.threshold)
    with options.out.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"id": article, "claims": found}) + "\n" for article, found in claims.items())


if __name__ == "__main__":
    main()
