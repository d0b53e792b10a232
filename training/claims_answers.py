"""Files of answers (rows as `claims_predict.row_of` makes them), read back and averaged."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.model import ACTS
from training.claims_gold import read_lines

Rows = Mapping[tuple[str, int], Mapping[str, Any]]


def rows_of(paths: Iterable[Path]) -> dict[tuple[str, int], dict[str, Any]]:
    """Answers by article and first character of the sentence; those of several files for one sentence are averaged."""
    found: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for path in paths:
        for row in read_lines(path):
            found[row["id"], row["sentence"][0]].append(row)
    return {key: rows[0] if len(rows) == 1 else mean(rows) for key, rows in found.items()}


def mean(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """One answer from several for the same sentence; words are the first's."""
    first, count = rows[0], len(rows)
    out = {**first, "acts": {act: sum(row["acts"][act] for row in rows) / count for act in ACTS}}
    out["status"] = {act: {s: sum(row["status"][act][s] for row in rows) / count for s in first["status"][act]} for act in ACTS}
    for role in ("giver", "receiver"):
        out[role] = {act: _mean_role([row[role][act] for row in rows]) for act in ACTS}
    out["items"] = {act: _mean_items([row["items"][act] for row in rows]) for act in ACTS}
    return out


def _mean_items(lists: Sequence[Sequence[Sequence[Any]]]) -> list[list[Any]]:
    return [[*listed[0][:2], sum(p for _, _, p in listed) / len(listed)] for listed in zip(*lists, strict=True)]


def _mean_role(lists: Sequence[Sequence[Sequence[Any]]]) -> list[list[Any]]:
    total: dict[str, float] = defaultdict(float)
    for listed in lists:
        for party, p in listed:
            total[party] += p / len(lists)
    return sorted(([party, p] for party, p in total.items()), key=lambda pair: (-pair[1], pair[0]))
