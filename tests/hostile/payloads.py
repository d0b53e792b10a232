"""Payloads of our own, made of the classes in the files beside: the same each time, in the same order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Any

import yaml

_PART = re.compile(r"«(\w+)»")
_SURROGATE = re.compile(r"&surrogate-([0-9a-f]{4});")
_HERE = Path(__file__).parent


@cache
def classes(*files: str) -> Mapping[str, tuple[str, ...]]:
    """The payloads of these files by class; each stands once in all."""
    seen, found = set[str](), dict[str, tuple[str, ...]]()
    for file in files:
        for name, made in yaml.safe_load((_HERE / file).read_text("utf-8")).items():
            assert name not in found and set(made) <= {"shapes", "parts", "most"}, name
            new = [p for p in dict.fromkeys(_all(made["shapes"], made.get("parts", {}))) if p not in seen]
            found[name] = tuple(_spread(new, made.get("most", len(new))))
            seen.update(found[name])
    return found


def _all(shapes: Sequence[str], parts: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for shape in shapes:
        names = list(dict.fromkeys(_PART.findall(shape)))
        for chosen in product(*(parts[name] for name in names)):
            values = dict(zip(names, chosen, strict=True))
            text = _PART.sub(lambda found, values=values: values[found[1]], shape)  # type: ignore[misc]
            yield _SURROGATE.sub(lambda found: chr(int(found[1], 16)), text)


def _spread(every: Sequence[str], most: int) -> Sequence[str]:
    """At most so many of them, as if drawn by lot: an even step would meet the same parts each time."""
    lots = sorted(every, key=lambda text: sha256(text.encode("utf-8", "surrogatepass")).digest())
    taken = set(lots[:most])
    return [text for text in every if text in taken]


def every(given: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """All payloads of some classes."""
    return tuple(p for some in given.values() for p in some)


def harmless(payloads: Sequence[str]) -> tuple[str, ...]:
    """Words as long as the payloads, no two alike, that mean nothing to anyone."""
    def word(number: int, length: int) -> str:
        letters = ""
        while number or not letters:
            number, rest = divmod(number, 26)
            letters += chr(97 + rest)
        return (letters + "q").ljust(length, "z")

    return tuple(word(n, len(p)) for n, p in enumerate(payloads))


TOLD: Any = classes("told.yaml", "told_more.yaml")
ASKED: Any = classes("asked.yaml")
