"""TIMES, TREES -> times that only bound what is told: "before the war began in May 2019", "since the vote in March".

A time in a clause or phrase that opens with such a word is not when the act above happened, but its first or last moment: its key is opened as
that of "before May 2019" is (`times_dates`), and its kind is "bound".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.knowledge.calendar import calendar
from onrecord.model import Syntax, TimeMention
from onrecord.model.tree import Tree

_WHOLE = frozenset({"duration", "vague", "interval"})


def bounded(times: Sequence[TimeMention], text: str, syntax: Syntax) -> tuple[TimeMention, ...]:
    """The times, those that only bound what is told with their keys opened."""
    tree = Tree(syntax, text)
    return tuple(replace(m, kind="bound", key=f"{opening}:{m.key}") if (opening := _opening(tree, m)) else m for m in times)


def _opening(tree: Tree, mention: TimeMention) -> str | None:
    """How the clause or phrase that a time stands in opens, if with words that are not the time's own; "after" bounds nothing: what happened after
    talks on Tuesday mostly did that day."""
    if mention.kind in _WHOLE or mention.key.endswith("!") or "/" in mention.key or ":" in mention.key:
        return None
    words = tree.words_in(mention.span)
    top = next((w for w in words if tree.head[w] not in words), None)
    above = tree.head[top] if top is not None else -1
    if above < 0 or tree.lemma[above] in calendar().hours:
        return None
    rel = tree.rel[above].split(":")[0]
    if rel == "advcl":
        opens = [tree.form(k) for k in tree.kids(above, "mark") if k not in words]
    else:
        opens = [tree.preposition(above)] if tree.upos[above] == "NOUN" and rel in ("obl", "nmod") else []
    return next((kind for form in opens if (kind := calendar().opening(form)) in ("since", "until")), None)
