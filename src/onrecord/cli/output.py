"""Where results go: a console that never lets a page's characters command the terminal, and JSON lines."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

from onrecord.telling.words import plain

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

NOTHING_KEPT = "nothing was kept (--dry-run)"
PIPED_WIDTH = 120
"""Columns of what goes to a file or a pipe, where COLUMNS does not say; cells fold there as anywhere, nothing is cut."""
STANDING_STYLES = {
    "contested": "bold black on yellow", "done": "bold green", "underway": "green", "agreed": "cyan", "planned": "cyan", "sought": "blue",
    "possible": "blue", "halted": "magenta", "no_evidence": "red", "denied": "bold red",
}


def console() -> Console:
    """Standard output as people read it."""
    from rich.console import Console

    width = None if sys.stdout.isatty() or os.environ.get("COLUMNS") else PIPED_WIDTH
    return Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)


def messages() -> Console:
    """Standard error."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def coloured(out: Console) -> bool:
    """Whether styles can be seen; where they cannot, brackets and words stand for them."""
    return out.color_system is not None and not out.no_color


def styled(text: str, style: str = "") -> Text:
    """Text to print, made `plain` and never read as markup."""
    from rich.text import Text

    return Text(plain(text), style=style)


def columns(*headers: str, title: str = "") -> Table:
    """A table without a box whose cells fold; nothing is cut off at any width."""
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold", title=title or None, title_justify="left")
    for header in headers:
        table.add_column(header, overflow="fold", vertical="top")
    return table


def give_json(value: Any) -> None:
    """One JSON text on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def give_kept(value: dict[str, Any], dry_run: bool) -> None:
    """JSON of what was written; with ``"dry_run": true`` where nothing was kept."""
    give_json({**value, "dry_run": True} if dry_run else value)


def tell_kept(dry_run: bool) -> None:
    """Says that nothing was kept, where it was not."""
    if dry_run:
        print(NOTHING_KEPT)
