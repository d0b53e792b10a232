"""Names of persons: which words are one name, which names are one person, and the fullest name of each."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from onrecord.knowledge.reporting import speakers
from onrecord.model.tree import Tree

_ACRONYM = 3
"""A name of at most so many capitals ("MBS") is not a shouted one."""

_POSSESSIVE = ("'s", "’s", "'", "’")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: its words (indices, in order) and its parts folded for comparison."""

    words: tuple[int, ...]
    parts: tuple[str, ...]


def fold_name(part: str) -> str:
    """A part of a name without case, accents, doubled letters and the spellings that differ between papers (y, i, yy, iy)."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", part.lower()) if c.isalnum())
    plain = plain.replace("iy", "i").replace("yi", "i").replace("y", "i").replace("w", "v")
    return "".join(c for at, c in enumerate(plain) if at == 0 or c != plain[at - 1])


def _is_title(form: str) -> bool:
    plain = form.rstrip(".")
    return plain.capitalize() in speakers().honorifics or plain.lower() in speakers().titles


def _name(tree: Tree, words: list[int]) -> Name | None:
    """The name in these words, titles before it and possessive endings cut off; None when nothing is left."""
    kept = [w for w in words if tree.forms[w] not in _POSSESSIVE and tree.forms[w][0].isalnum()]
    while len(kept) > 1 and _is_title(tree.forms[kept[0]]):
        kept = kept[1:]
    parts = tuple(filter(None, (fold_name(tree.forms[w]) for w in kept)))
    return Name(tuple(kept), parts) if parts else None


def names_of(tree: Tree, leaders: frozenset[int], others: frozenset[int] = frozenset()) -> list[Name]:
    """The names of persons in text order: what the engine tags as one and words of ``leaders`` that it missed, less words of ``others``.

    A title alone ("President") is no name, unless somebody of that surname is named in full (Robert Dean).
    """
    found, at, tags = [], 0, tree.syntax.ner
    while at < len(tree):
        end = at + 1
        if at in others:
            at = end
            continue
        if tags[at].endswith("PER"):
            while end < len(tree) and tags[end] == "I-PER":
                end += 1
        elif at in leaders:
            while end < len(tree) and end in leaders:
                end += 1
        else:
            at = end
            continue
        name = _name(tree, list(range(at, end)))
        if name is not None:
            found.append(name)
        at = end
    surnames = {n.parts[-1] for n in found if len(n.parts) > 1}
    return [n for n in found if len(n.parts) > 1 or n.parts[0] in surnames or not _is_title(tree.forms[n.words[0]])]


def _fits(short: Name, full: Name) -> bool:
    """Whether a shorter name can be the fuller one: its last part is the other's last or first, all its parts are in it."""
    if len(short.parts) >= len(full.parts):
        return False
    if not set(short.parts) <= set(full.parts):
        return False
    return short.parts[-1] == full.parts[-1] or (len(short.parts) == 1 and short.parts[0] in (full.parts[0], *full.parts[1:]))


def _closest(name: Name, names: list[Name]) -> Name | None:
    """The fullest name a name can stand for: the latest before it, else the first after it; a match on the last part first."""
    fitting = [n for n in names if _fits(name, n)]
    last = [n for n in fitting if n.parts[-1] == name.parts[-1]] or fitting
    before = [n for n in last if n.words[0] < name.words[0]]
    return before[-1] if before else last[0] if last else None


def linked(names: list[Name]) -> dict[int, Name]:
    """For each name (by its first word) the fullest name of the same person in the article."""
    found: dict[int, Name] = {}
    known: dict[tuple[str, ...], Name] = {}
    full_names: dict[str, list[Name]] = {}
    for name in names:
        for part in set(name.parts) if len(name.parts) > 1 else ():
            full_names.setdefault(part, []).append(name)
    for name in names:
        if name.parts not in known:
            full, seen = name, 0
            while seen < 3 and (longer := _closest(full, full_names.get(full.parts[-1], []))) is not None:
                full, seen = longer, seen + 1
            known[name.parts] = full
        found[name.words[0]] = known[name.parts]
    return found


def wording(tree: Tree, name: Name) -> str:
    """The name as written, line ends made spaces, a name all in capitals written as a name."""
    written = " ".join(tree.text[tree.start[name.words[0]]:tree.end[name.words[-1]]].split())
    return written.title() if written.isupper() and len(written) > _ACRONYM else written
