"""``currencies.yaml``: currencies as news writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load

_START = re.compile(r"[^\W\d_]+|.")
_CODE = re.compile(r"[A-Z]{3}")

PLAIN = "$"
"""Stands for "the page's own dollar" in place of an ISO code until the caller says which (see `Currencies`)."""


@dataclass(frozen=True, slots=True)
class Currencies:
    """``signs`` (letters as written), ``names`` (lower case) and ``adjectives`` ((adjective, name)) -> ISO 4217 code or `PLAIN`.

    ``qualifiers`` are the adjectives alone, ``codes`` all ISO codes, ``longest`` the most characters a sign has, ``starts`` the letters
    or the sign that signs begin with; ``timid``, ``weighty`` and ``aid`` are as in the file.
    """

    signs: Mapping[str, str]
    names: Mapping[str, str]
    adjectives: Mapping[tuple[str, str], str]
    qualifiers: frozenset[str]
    codes: frozenset[str]
    longest: int
    starts: frozenset[str]
    timid: frozenset[str]
    weighty: frozenset[str]
    aid: frozenset[str]


def _check(entries: list[dict[str, Any]]) -> None:
    for entry in entries:
        if not _CODE.fullmatch(str(entry.get("code"))):
            raise KnowledgeError("currencies.yaml", str(entry.get("code")), "is no ISO 4217 code")
        if ("shared" in entry) != ("adjectives" in entry):
            raise KnowledgeError("currencies.yaml", entry["code"], "`shared` and `adjectives` go together")


def _column(entries: list[dict[str, Any]], field: str) -> dict[str, str]:
    """Form -> code over one field; a form may stand for one currency only."""
    found: dict[str, str] = {}
    for entry in entries:
        for form in entry.get(field, ()):
            if found.setdefault(form, entry["code"]) != entry["code"]:
                raise KnowledgeError("currencies.yaml", entry["code"], f"{form!r} already means {found[form]}")
    return found


def build(raw: Mapping[str, Any]) -> Currencies:
    """`Currencies` from the parsed file. Raises `KnowledgeError` where an entry breaks the file's own definitions."""
    entries: list[dict[str, Any]] = raw["currencies"]
    _check(entries)
    plain = raw["plain_dollar"]
    codes = frozenset(entry["code"] for entry in entries)
    signs = _column(entries, "signs") | dict.fromkeys(plain["signs"], PLAIN)
    names = _column(entries, "names") | dict.fromkeys(plain["names"], PLAIN)
    adjectives = {(adjective, name): entry["code"] for entry in entries for adjective in entry.get("adjectives", ())
                  for name in entry["shared"]}
    qualifiers = frozenset(adjective for adjective, _ in adjectives)
    return Currencies(
        signs, names, adjectives, qualifiers, codes, max(map(len, signs)), frozenset(_START.findall(sign)[0] for sign in signs),
        timid=frozenset(raw["timid"]), weighty=frozenset(raw["weighty"]), aid=frozenset(raw["aid"]),
    )


@cache
def currencies() -> Currencies:
    """The shipped ``currencies.yaml``, read once."""
    return build(load("currencies"))
