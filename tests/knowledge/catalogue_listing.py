"""docs/reference/catalogue.md as the catalogue's files make it: run this module to write the page anew."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from onrecord.knowledge.items import CLASSES, systems

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "catalogue.md"

_HEAD = """# The catalogue of arms and equipment

Systems known by name, by item class, with the countries whose makers have most of them. Made from
`src/onrecord/knowledge/data/items/`; a test keeps this page true to it. Plain nouns ("drones", "artillery shells") need no
entry here: `nouns-*.yaml` and `modifiers.yaml` tell their class.

| class | systems | makers |
|---|---:|---|
"""


def listing() -> str:
    """The page's text."""
    counts = Counter(info.cls for info in systems().values())
    rows = (f"| `{cls}` | {counts[cls]} | {_makers(cls)} |" for cls in CLASSES if counts[cls])
    unnamed = ", ".join(f"`{cls}`" for cls in CLASSES if not counts[cls])
    return f"{_HEAD}{chr(10).join(rows)}\n| all | {sum(counts.values())} | |\n\nKnown by nouns alone: {unnamed}.\n"


def _makers(cls: str) -> str:
    makers = Counter(maker for info in systems().values() if info.cls == cls for maker in info.makers)
    ranked = sorted(makers.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{maker} {count}" for maker, count in ranked[:8])


if __name__ == "__main__":
    PAGE.write_text(listing(), encoding="utf-8")
