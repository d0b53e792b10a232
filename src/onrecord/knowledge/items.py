"""The catalogue of arms and equipment: named systems, the nouns for their classes, and what makes a class out of a phrase.

A *term* is what a stretch of text may be to the reader of items: a noun that can end an item's name (`Head`), a word
before it that tells its kind, the name of a catalogued system, or a blocked phrase that only looks like an item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.gazetteer import CaseRule, Gazetteer, folded
from onrecord.knowledge.loader import load

CLASSES = (
    "uav", "missile.ballistic", "missile.cruise", "missile.air-defence", "missile.anti-tank", "missile.other", "air-defence",
    "counter-uav", "artillery", "rocket-artillery", "ammunition.artillery", "ammunition.tank", "ammunition.rocket",
    "ammunition.small-arms", "ammunition.other", "bomb", "mine", "small-arms", "tank", "armoured-vehicle", "vehicle",
    "aircraft.fighter", "aircraft.trainer", "aircraft.other", "helicopter", "ship", "submarine", "radar", "electronics", "space",
    "component", "spare-parts", "personal-equipment", "nuclear", "chemical", "personnel", "intelligence", "service", "equipment",
)
"""The item classes of GUIDE section 4, in its order."""

ANY_GOODS = frozenset({"equipment", ""})
"""Goods of any class, and none in question."""

PLAIN_KINDS = ("anti-ship", "coastal", "air-launched", "ground-launched", "cluster", "guided", "calibre", "military", "medical",
               "winter", "spare")
"""Kinds of a modifier that are no class: only a head's `becomes` uses them."""

SYSTEM_FILES = ("aircraft", "helicopters", "uav", "missiles", "air-defence", "anti-tank", "artillery", "small-arms", "ammunition",
                "tanks", "armour", "vehicles", "naval", "sensors", "space", "parts", "nuclear-chemical")
NOUN_FILES = ("nouns-arms", "nouns-vehicles", "nouns-support", "nouns-other")

_RUNS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class ItemInfo:
    """One catalogued system: ``key``, item class, ``names`` (usual one first), ``makers`` (ISO 3166-1 alpha-2 codes) and
    ``family``: the key of the entry it is a variant, forerunner or sister of, or None."""

    key: str
    cls: str
    names: tuple[str, ...]
    makers: tuple[str, ...]
    family: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that can end an item's name; the fields are defined at the head of data/items/nouns-arms.yaml."""

    word: str
    cls: str | None
    takes: frozenset[str]
    becomes: dict[str, str]
    joins: bool
    generic: bool
    weak: bool
    verb: bool

    def whole(self, kind: str) -> str | None:
        """The class of "<modifier of this kind> <head>", or None where the modifier says nothing about it."""
        family = kind.split(".")[0]
        if kind in self.becomes or family in self.becomes:
            return self.becomes.get(kind) or self.becomes[family]
        if kind not in CLASSES:
            return None
        if not self.takes.isdisjoint((kind, family, "all")):
            return kind
        return self.becomes.get("all")


@dataclass(frozen=True, slots=True)
class Term:
    """What a form stands for, all at once: a head, kinds of modifier, a system's name, or blocked.

    ``shaky`` marks a system's name that is also an ordinary word; ``many`` a head in the plural.
    """

    head: Head | None = None
    kinds: tuple[str, ...] = ()
    system: str | None = None
    shaky: bool = False
    many: bool = False
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    written: str
    key: str
    shaky: bool


@dataclass(slots=True)
class _Forms:
    """Forms gathered before they become terms: the gazetteer wants each form once."""

    terms: dict[tuple[str, CaseRule], Term] = field(default_factory=dict)

    def add(self, form: str, case: CaseRule, **parts: Any) -> None:
        key = (folded(form) if case == "folded" else form, case)
        old = self.terms.get(key, Term())
        if "kinds" in parts:
            parts["kinds"] = tuple(dict.fromkeys((*old.kinds, *parts["kinds"])))
        self.terms[key] = replace(old, **parts)


def _row(file: str, cls: str, maker: str, key: Any, row: Any) -> tuple[ItemInfo, list[_Name]]:
    if cls not in CLASSES or not (isinstance(maker, str) and isinstance(key, str) and isinstance(row, str)):
        raise KnowledgeError(f"items/{file}.yaml", f"{cls} {maker} {key}", "not a class, a maker (NO in quotes), a key and names")
    names, _, family = row.partition(" < ")
    written = [name.strip() for name in names.split(";")]
    found = [_Name(name.removesuffix("?"), key, name.endswith("?")) for name in written if name]
    info = ItemInfo(key, cls, tuple(name.written for name in found), tuple(maker.split("/")), family.strip() or None)
    return info, found


def _rows() -> Iterator[tuple[str, ItemInfo, list[_Name]]]:
    for file in SYSTEM_FILES:
        for cls, makers in load(f"items/{file}").items():
            for maker, rows in makers.items():
                for key, row in rows.items():
                    yield (file, *_row(file, cls, maker, key, row))


@cache
def systems() -> dict[str, ItemInfo]:
    """Every catalogued system by key. Raises `KnowledgeError` for a key given twice or a family that is not there."""
    found: dict[str, ItemInfo] = {}
    for file, info, _ in _rows():
        if info.key in found:
            raise KnowledgeError(f"items/{file}.yaml", info.key, "the key is given twice")
        found[info.key] = info
    for info in found.values():
        if info.family is not None and info.family not in found:
            raise KnowledgeError("items", info.key, f"its family {info.family} is not in the catalogue")
    return found


_DESIGNATION = re.compile(r"\b[A-Z][A-Za-z]{0,5}-?\d{1,4}(?:[A-Z]{0,3}\b|s\b)")
"""A designation with a hyphen or nothing between letters and number, by which a text is worth reading."""


def joined(written: str) -> str:
    """A designation as its spellings agree on it: letters and digits in capitals, nothing between ("Su-35", "Su 35": SU35)."""
    return "".join(_RUNS.findall(written)).upper()


@cache
def designations() -> dict[str, tuple[str, bool]]:
    """Names with a digit, `joined`, to the system's key and whether the name is shaky (or has one letter and one digit)."""
    found: dict[str, tuple[str, bool]] = {}
    for file, info, names in _rows():
        for name in names:
            if any(map(str.isdigit, name.written)):
                form = joined(name.written)
                if found.setdefault(form, (info.key, name.shaky or len(form) < 3))[0] != info.key:
                    raise KnowledgeError(f"items/{file}.yaml", info.key, f"{name.written} also names {found[form][0]}")
    return found


def _plurals(word: str, plural: str | None) -> tuple[str, ...]:
    """The plural forms of a noun by the rules that data/items/nouns-arms.yaml states under `plural`."""
    if plural is not None:
        return () if plural in ("=", "-") else (plural,)
    if word.isupper():
        return (f"{word}s", f"{word}S", f"{word}'s")
    if word.endswith("y") and word[-2] not in "aeiou":
        return (f"{word[:-1]}ies",)
    return (f"{word}es" if word.endswith(("s", "x", "sh", "ch")) else f"{word}s",)


def _head(file: str, word: str, row: dict[str, Any]) -> Head:
    joins, generic, weak, verb = (bool(row.get(flag)) for flag in ("for", "generic", "weak", "verb"))
    head = Head(word, row.get("is"), frozenset(row.get("takes", ())), row.get("becomes", {}), joins, generic, weak, verb)
    named = {c for c in (head.cls, *head.becomes.values()) if c is not None}
    families = {c.split(".")[0] for c in CLASSES} | {"all"}
    kinds = families | {*CLASSES, *PLAIN_KINDS}
    if not (named <= set(CLASSES) and head.takes <= kinds and set(head.becomes) <= kinds):
        raise KnowledgeError(f"items/{file}.yaml", word, "names a class or kind that is not one")
    return head


def _case(word: str) -> CaseRule:
    """A word with a capital in it is a name or an acronym and must have it in the text too."""
    return "name" if word != word.lower() else "folded"


def _add_heads(forms: _Forms) -> None:
    for file in NOUN_FILES:
        for word, row in load(f"items/{file}").items():
            head = _head(file, word, row)
            forms.add(word, _case(word), head=head, many=row.get("plural") == "=")
            for plural in _plurals(word, row.get("plural")):
                forms.add(plural, _case(word), head=head, many=True)


def _add_modifiers(forms: _Forms) -> None:
    for kind, words in load("items/modifiers").items():
        if kind not in CLASSES and kind not in PLAIN_KINDS:
            raise KnowledgeError("items/modifiers.yaml", kind, "no class and no plain kind")
        for word in words:
            forms.add(word, _case(word), kinds=(kind,))


def _add_names(forms: _Forms) -> None:
    for _, info, names in _rows():
        for name in names:
            if any(map(str.isdigit, name.written)):
                continue
            for form in (name.written, name.written + "s" * (not name.written.endswith("s"))):
                forms.add(form, "name", system=info.key, shaky=name.shaky)


@cache
def item_gazetteer() -> Gazetteer[Term]:
    """Finds heads, modifiers, names without a digit and blocked phrases; names with one are in `designations`."""
    forms = _Forms()
    _add_heads(forms)
    _add_modifiers(forms)
    _add_names(forms)
    for phrase in load("items/blocked")["blocked"]:
        forms.terms[phrase, "folded"] = Term(blocked=True)
    return Gazetteer(((form, term, case) for (form, case), term in forms.terms.items()), "items")


def named_arms(text: str) -> Iterator[str]:
    """The keys of the systems that a text names in words that are no ordinary ones too ("S-400", "Rafales")."""
    for named in _DESIGNATION.finditer(text):
        key, shaky = designations().get(joined(named[0]), ("", True))
        if not shaky:
            yield key
    yield from (m.payload.system for m in item_gazetteer().find(text) if m.payload.system is not None and not m.payload.shaky)


@cache
def titles() -> frozenset[str]:
    """Words (small letters) before a capitalised name that make it another thing's or a person's: see data/items/blocked.yaml."""
    return frozenset(load("items/blocked")["titles"])


def covers(generic: str, cls: str) -> bool:
    """Whether goods called ``generic`` may be of a class: "equipment" covers all, "missile.other" every missile."""
    if generic in ANY_GOODS:
        return True
    return generic.endswith(".other") and cls.split(".")[0] == generic.removesuffix(".other")
