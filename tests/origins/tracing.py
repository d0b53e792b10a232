"""Texts through tracing, for tests: prints, bands, measures of every pair that shares a band, origins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from tests.strategies import article

from onrecord.model import Origin
from onrecord.model.origin import story_id
from onrecord.origins import Measure, Measured, StoryPrint, Told, gather, measure, prints

DAY = "2024-01-01"


def printed(text: str) -> StoryPrint:
    """The print of a text that tells one story."""
    found, = prints(article(text))
    return found


def between(a: str, b: str) -> Measure | None:
    """What two texts have in common."""
    return measure(printed(a).packed, printed(b).packed)


def tied(a: str, b: str) -> bool:
    """Whether the two are tied, and would be found: they share a band."""
    found = between(a, b)
    return found is not None and found.ties and bool(set(printed(a).bands) & set(printed(b).bands))


def stories(texts: Sequence[str], days: Sequence[str | None] = (), outlets: Sequence[str | None] = (), sites: Sequence[str | None] = (),
            ) -> tuple[list[Told], list[Measured]]:
    """The stories of these texts, articles a, b, c..., and their measures; all of one day, of outlets and sites of their own unless told."""
    told, bands = [], {}
    for i, text in enumerate(texts):
        for found in prints(article(text)):
            name = story_id(f"{chr(97 + i // 26)}{chr(97 + i % 26)}" if len(texts) > 26 else chr(97 + i), found.part)
            told.append(Told(name, days[i] if days else DAY, outlets[i] if outlets else f"Paper {i}", sites[i] if sites else f"p{i}.example",
                             found.packed))
            bands[name] = set(found.bands)
    measures = [Measured(a.id, b.id, m) for a, b in combinations(sorted(told, key=lambda s: s.id), 2)
                if bands[a.id] & bands[b.id] and (m := measure(a.packed, b.packed)) is not None]
    return told, measures


def origins(texts: Sequence[str], days: Sequence[str | None] = (), outlets: Sequence[str | None] = (), sites: Sequence[str | None] = (),
            ) -> list[Origin]:
    """The origins of these texts."""
    return gather(*stories(texts, days, outlets, sites))


def members(found: Sequence[Origin]) -> list[str]:
    """The stories of each origin, a word each."""
    return [" ".join(o.articles) for o in found]
