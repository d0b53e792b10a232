"""TIMES, TREES -> what only the tree tells of a time: what it bounds, which way it looks, from when on something has gone on.

A time in a clause or phrase that opens with such a word ("before the war began in May 2019", "since the vote in March") is not when the act above
happened, but its first or last moment: its key is opened as that of "before May 2019" is (`times_dates`), and its kind is "bound". A time without a
year looks back or ahead as the verb that it hangs on does ("bought in August", "will arrive in August"), whatever stands nearer. "For two years"
beside a perfect is the time since then ("has sent arms for two years"). "That December" is of the year told last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.knowledge.calendar import calendar
from onrecord.model import Syntax, TimeMention
from onrecord.model.tree import Tree

_WHOLE = frozenset({"duration", "vague", "interval"})


_LEANING = re.compile(r"(?:(?:since|until|after):)?(?:--\d\d(?:-\d\d)?|wd\d|[SQ]\d+)(?:~[a-z]+)?[<>]?")
"""Keys of times without a year, which are taken from before or after the page's day (`times_dates`)."""
_MONTH = re.compile(r"--\d\d[<>]?")
_YEAR = re.compile(r"(\d{4})(?:-\d\d){0,2}\Z")
_LASTING = re.compile(r"span:(\d+)([XYMW])")
_MOST_MONTHS = 36
"""Months up to which "for two years" is told to the month: longer stretches are rounder. Chosen."""


def placed(times: Sequence[TimeMention], text: str, syntax: Syntax) -> tuple[TimeMention, ...]:
    """The times with what the tree tells of them in their kinds and keys."""
    tree = Tree(syntax, text)
    return tuple(_bounding(tree, _looking(tree, _lasting(tree, _that(tree, m, times[:n])))) for n, m in enumerate(times))


def _that(tree: Tree, m: TimeMention, before: Sequence[TimeMention]) -> TimeMention:
    """ "That December" in the year that was told last, in its sentence or the one before."""
    words = tree.words_in(m.span)
    back = words[0] - 1 if words else -1
    if not _MONTH.fullmatch(m.key) or back < 0 or tree.form(back) != "that" or not before:
        return m
    year, near = _YEAR.match(before[-1].key), tree.words_in(before[-1].span)
    told = year is not None and bool(near) and tree.sentence(words[0]) - tree.sentence(near[-1]) <= 1
    return replace(m, key=f"{year[1]}-{m.key[2:4]}") if told and year is not None else m


def _bounding(tree: Tree, m: TimeMention) -> TimeMention:
    opening = _opening(tree, m)
    return replace(m, kind="bound", key=f"{opening}:{m.key}") if opening else m


def _looking(tree: Tree, m: TimeMention) -> TimeMention:
    if not _LEANING.fullmatch(m.key):
        return m
    verb = _verb(tree, m)
    sign = _tense(tree, verb) if verb is not None else ""
    return replace(m, key=m.key.rstrip("<>") + sign) if sign else m


def _lasting(tree: Tree, m: TimeMention) -> TimeMention:
    found = _LASTING.fullmatch(m.key)
    verb = _verb(tree, m) if found and m.kind == "duration" else None
    if found is None or verb is None or not {tree.form(k) for k in tree.kids(verb, "aux")} & _HAVE or not _lasts(tree, m):
        return m
    months = int(found[1]) * 12 if found[2] == "Y" else 0
    decades = f"{int(found[1]) * 10}Y" if found[2] == "X" else f"{found[1]}{found[2]}"
    length = f"{months}M" if 0 < months <= _MOST_MONTHS else decades
    return replace(m, kind="interval", key=f"since:ago:{length}")


def _lasts(tree: Tree, m: TimeMention) -> bool:
    """Whether a stretch stands under "for"."""
    return any(tree.prep(w) == "for" for w in tree.words_in(m.span))


_HAVE = frozenset({"has", "have", "'s", "'ve", "’s", "’ve"})
_AHEAD = frozenset({"will", "'ll", "’ll", "shall"})
_PAST = frozenset({"was", "were", "had", "did", "has", "have", "'d", "'ve", "’ve"})


def _verb(tree: Tree, m: TimeMention) -> int | None:
    """The verb whose clause a time stands in; None where it hangs on none, or on a noun with a time of its own ("talks in March")."""
    words = tree.words_in(m.span)
    top = next((w for w in words if tree.head[w] not in words), None)
    if top is None or tree.head[top] < 0:
        return None
    above = tree.head[top]
    return above if tree.upos[above] == "VERB" and tree.rel[top].split(":")[0] in ("obl", "advmod", "nmod") else None


def _tense(tree: Tree, verb: int) -> str:
    """">" for what will be, "<" for what was, "" for what the verb leaves open."""
    helpers = {tree.form(k) for k in tree.kids(verb, "aux")}
    if helpers & _AHEAD:
        return ">"
    if helpers:
        return "<" if helpers <= _PAST | {"been", "be"} and helpers & _PAST else ""
    finite = tree.feat(verb, "VerbForm=Fin") and tree.feat(verb, "Tense=Past")
    return "<" if finite or (tree.rel[verb] == "acl" and tree.feat(verb, "Tense=Past") and tree.feat(verb, "VerbForm=Part")) else ""


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
