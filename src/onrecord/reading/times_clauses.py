"""TIMES, TREES -> times that only bound what is told: "before the war began in May 2019", "since the vote in March".

A time in a clause or phrase that opens with such a word is not when the act above happened, but its first or last moment: its key is opened as
that of "before May 2019" is (`times_dates`), and its kind is "bound".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Syntax, TimeMention
from onrecord.model.tree import Tree

BOUNDS = {"before": "until", "until": "until", "till": "until", "prior to": "until", "ahead of": "until", "since": "since", "ever since": "since"}
"""Words that open a clause or phrase -> how they open a key. "After" is not among them: what happened after talks on Tuesday mostly did that day."""
_WHOLE = frozenset({"duration", "vague", "interval"})


def bounded(times: Sequence[TimeMention], text: str, syntax: Syntax) -> tuple[TimeMention, ...]:
    """The times, those that only bound what is told with their keys opened."""
    tree = Tree(syntax, text)
    return tuple(replace(m, kind="bound", key=f"{opening}:{m.key}") if (opening := _opening(tree, m)) else m for m in times)


def _opening(tree: Tree, mention: TimeMention) -> str | None:
    """How the clause or phrase that a time stands in opens, if with one of `BOUNDS` that is not the time's own."""
    if mention.kind in _WHOLE or mention.key.endswith("!") or "/" in mention.key or ":" in mention.key:
        return None
    words = tree.words_in(mention.span)
    top = next((w for w in words if tree.head[w] not in words), None)
    above = tree.head[top] if top is not None else -1
    if above < 0:
        return None
    if tree.rel[above].split(":")[0] == "advcl":
        return next((BOUNDS[form] for k in tree.kids(above, "mark") if (form := tree.form(k)) in BOUNDS and k not in words), None)
    happening = tree.upos[above] == "NOUN" and tree.rel[above].split(":")[0] in ("obl", "nmod")
    return BOUNDS.get(tree.preposition(above)) if happening else None
