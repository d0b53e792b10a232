"""Gold files: pages with the claims that people found in them, one JSON line a page, in the form of the reading guide."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import GoldError
from onrecord.evaluate.told import Told, told_in


@dataclass(frozen=True, slots=True)
class Gold:
    """What people found in one page. ``text`` is "" where the file leaves it out; ``published`` the true day, ``noise`` the lines that
    are not part of the article (None where nobody looked)."""

    id: str
    claims: tuple[Told, ...]
    text: str = ""
    genre: str = ""
    published: str | None = None
    noise: tuple[str, ...] | None = None


def read_gold(path: Path) -> list[Gold]:
    """The pages of a gold file, in order. Raises `GoldError` with the line at fault."""
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise GoldError(str(path), 1, f"cannot be read: {fault}") from fault
    pages = [_page(str(path), number, line) for number, line in enumerate(content.split("\n"), 1) if line.strip()]
    if not pages:
        raise GoldError(str(path), 1, "the file holds no page")
    return pages


def _page(path: str, number: int, line: str) -> Gold:
    try:
        row = json.loads(line)
        return _gold(row)
    except json.JSONDecodeError as fault:
        raise GoldError(path, number, f"not JSON: {fault.msg}") from fault
    except KeyError as fault:
        raise GoldError(path, number, f"a page or claim without {fault}") from fault
    except (TypeError, ValueError, AttributeError) as fault:
        raise GoldError(path, number, f"not in the guide's form: {fault}") from fault


def _gold(row: dict[str, Any]) -> Gold:
    noise = row.get("noise")
    return Gold(
        str(row["id"]), tuple(told_in(c) for c in row["claims"]), row.get("text") or "", row.get("genre") or "",
        (row.get("published") or {}).get("date"), None if noise is None else tuple(noise),
    )
