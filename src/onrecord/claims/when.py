"""Which of the article's times is the time of the act.

The rules, first to last: the time of the predicate's own clause or of a verb above it, the only time in the claim's words (`claims.clause_time`); the
time of the sentence that it leans on or of the line that opens its list; on an institution's own page the time since its state's head took office,
where it counts from there; the time at which the package or the measures it speaks of were announced; on an institution's own page the day of the
page, where the page itself does the act; the time of the sentence that the learned reader ties to the act.
`claims.elsewhere` then gives a decision without a time the day that the article tells of it elsewhere.

Beside the time goes how it was read (`read_as`), so that it can be resolved against another day of publication without reading again; on a page
of unknown day also where it cannot be resolved yet.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from functools import cache

from onrecord.claims.clause_time import NEVER, deciding_words, governors, only_time, own_time, times_beside, told_of
from onrecord.claims.clauses import clause_head
from onrecord.claims.in_office import IN_OFFICE, in_office, term_read
from onrecord.claims.layers import Layers
from onrecord.claims.pages import page_origin
from onrecord.claims.proposal import Proposal
from onrecord.knowledge.frames import operators, wordlist
from onrecord.model import Article, Filled, Span, TimeMention, When

LIKELY = 0.4
"""Chance from which a time that only the learned reader ties to the act is taken. Of 13 such on our pages that no model learned from, where a time is
told, five were right and four stood on pages of wrongly guessed years; one more stood where none is told."""

BACK = 3
"""Sentences that a package may have been announced before it is spoken of again ("This package includes"): chosen, a short paragraph."""

DOING = frozenset({"agreed", "done", "underway", "sought", "halted"})
"""Statuses that saying so can bring about."""

DONE = "done by saying it"
"""The rule that gives an act the day of an institution's own page."""

DAY = 10
"""Characters of an ISO day."""

TODAY = ("relative", "D+0", "")
"""How the day of an institution's own page is read."""

_LATER = When("", None, None)
"""Stands for a time that a day of publication would give."""

Read = tuple[str, str, str]


def time_of(layers: Layers, p: Proposal) -> Filled[When | None]:
    """The time of a proposal's act by the rules of this module, or `NEVER`."""
    decided = p.status == "agreed"
    found = own_time(layers, p.anchor, deciding_words(layers, p), decided)
    if found.value is None:
        found = only_time(layers, p)
    if found.value is None and p.lead is not None and not _harks_back(layers, p.anchor):
        found = own_time(layers, p.lead, (), decided)
    if found.value is None:
        found = _listed(layers, p)
    if found.value is None:
        found = in_office(layers, p) or NEVER
    if found.value is None:
        found = _done_here(layers, p)
    if found.value is None and p.lead is None and (opener := _opener(layers, p.anchor)) is not None:
        found = _done_here(layers, replace(p, lead=opener))
    return found if found.value is not None else _learned(layers, p)


def _learned(layers: Layers, p: Proposal) -> Filled[When | None]:
    """The time of the sentence that the learned reader takes for the act's, where no rule finds one."""
    at, chance = p.answer.time if p.answer is not None else (None, 0.0)
    told = next((m for m in times_beside(layers, p.anchor) if m.span == at), None) if chance >= LIKELY else None
    return Filled(told.when, (told.span,), "learned") if told is not None else NEVER


def _done_here(layers: Layers, p: Proposal) -> Filled[When | None]:
    """When the page announced what it tells of, or the day of the page where it does the act itself."""
    found = _announced(layers, p)
    return found if found.value is not None else _performed(layers, p)


def read_as(layers: Layers, p: Proposal, found: Filled[When | None]) -> tuple[Filled[When | None], Read | None]:
    """What `time_of` found, and how it was read: kind and key of its mention, and the wording. Where the page's day is not known, the words
    that would give a time if it were, without a value."""
    if found.value is None and layers.article.published.date is None:
        found = _once_dated(layers, p)
    if found.rule == DONE:
        return found, TODAY
    if found.rule == IN_OFFICE and found.value is not None:
        return found, term_read(found.value)
    return found, next((_read(layers, m) for m in layers.reading.times if m.span in found.evidence), None)


def _read(layers: Layers, m: TimeMention) -> Read:
    return m.kind, m.key, " ".join(layers.article.text[m.span.start : m.span.end].split())


def _once_dated(layers: Layers, p: Proposal) -> Filled[When | None]:
    """The words of the time that counts from the day of an undated page; `NEVER` where there are none."""
    times = tuple(replace(m, when=m.when or _LATER) if m.kind not in ("duration", "vague") else m for m in layers.reading.times)
    later = copy.copy(layers)
    later.reading = replace(layers.reading, times=times)
    found = time_of(later, p)
    return replace(found, value=None) if found.value is _LATER else NEVER


# The time of a list or a package


def _listed(layers: Layers, p: Proposal) -> Filled[When | None]:
    """The only time in the line that opens the list in which the claim stands ("Today's actions include:")."""
    opening = _list_opening(layers.article, layers.tree.start[p.anchor])
    if opening is None:
        return NEVER
    told = [m for m in layers.reading.times if opening.holds(m.span) and m.when is not None and not m.key.endswith("!")]
    return Filled(told[0].when, (told[0].span,), "when listed") if len(told) == 1 else NEVER


def _opener(layers: Layers, anchor: int) -> int | None:
    """The verb of the line that opens the list in which a word stands; None outside lists and where no verb opens it."""
    opening = _list_opening(layers.article, layers.tree.start[anchor])
    words = layers.words_in(opening) if opening is not None else ()
    return next((w for w in words if layers.tree.head[w] < 0 and layers.tree.upos[w] == "VERB"), None)


def _list_opening(article: Article, at: int) -> Span | None:
    """The last line before the list that character ``at`` stands in, where it ends in a colon; None outside lists."""
    kept = [b for b in article.blocks if b.kept]
    place = next((k for k, b in enumerate(kept) if b.span.start <= at < b.span.end), None)
    if place is None or kept[place].kind != "list":
        return None
    before = next((b for b in reversed(kept[:place]) if b.kind != "list"), None)
    if before is None or not article.text[before.span.start : before.span.end].rstrip(" *_").endswith(":"):
        return None
    stop = max(article.text.rfind(mark, before.span.start, before.span.end) for mark in (". ", ".\n", "! ", "? "))
    return Span(max(stop + 1, before.span.start), before.span.end)



def _announced(layers: Layers, p: Proposal) -> Filled[When | None]:
    """ "This package includes": the time at which a package was announced in one of the sentences before, the nearest that announces one."""
    head = next((w for w in (p.anchor, p.lead) if w is not None and _points_back(layers, w)), None)
    if head is None:
        return _included(layers, p.anchor)
    s = layers.tree.sentence(head)
    for before in range(s - 1, max(s - 1 - BACK, -1), -1):
        bundles = (w for w in _words(layers, before) if layers.tree.lemma[w] in _bundles())
        teller = next((v for w in bundles if (v := _teller(layers, w)) is not None), None)
        if teller is not None:
            return _told_at(layers, teller)
    return NEVER


def _included(layers: Layers, anchor: int) -> Filled[When | None]:
    """ "This includes", "Highlights included": the time of the main verb of the sentence before."""
    tree, s = layers.tree, layers.tree.sentence(anchor)
    words = _words(layers, s)
    root = next((w for w in words if tree.head[w] < 0), None)
    if not s or root is None or tree.lemma[root] not in wordlist("includes"):
        return NEVER
    subjects = {tree.form(k) for k in tree.kids(root, "nsubj")}
    before = next((w for w in _words(layers, s - 1) if tree.head[w] < 0 and tree.upos[w] == "VERB"), None)
    return _told_at(layers, before) if before is not None and subjects & wordlist("included") else NEVER


def _told_at(layers: Layers, teller: int) -> Filled[When | None]:
    """The time of the verb that announces a package; the day of the page where it announces it itself."""
    found = own_time(layers, teller, (), decided=True)
    if found.value is not None:
        return replace(found, rule="when announced")
    return _page_day(layers, teller) if _present(layers, teller) else NEVER


def _words(layers: Layers, s: int) -> range:
    bounds = layers.tree.syntax.sentence
    return range(int(bounds[s]), int(bounds[s + 1]))


@cache
def _bundles() -> frozenset[str]:
    """Nouns of what is announced at once: goods, measures."""
    return wordlist("bundle") | wordlist("measures")


def _teller(layers: Layers, bundle: int) -> int | None:
    """The verb that announces a bundle, above it or in its own clause ("the package announced last week"); None where none does."""
    own = clause_head(layers.tree, bundle)
    return next((v for v in [*told_of(layers, bundle), own] if layers.tree.upos[v] == "VERB" and layers.tree.lemma[v] in wordlist("performs")), None)


def _points_back(layers: Layers, head: int) -> bool:
    """Whether the clause speaks of a package just told: "this package", "the new $800 million package"."""
    return bool(_beside_bundle(layers, head) & wordlist("pointing"))


def _harks_back(layers: Layers, head: int) -> bool:
    """Whether the clause speaks of what was before the package just told: "previous assistance includes"."""
    return bool(_beside_bundle(layers, head) & wordlist("earlier"))


def _beside_bundle(layers: Layers, head: int) -> set[str]:
    """The determiners and adjectives of the package that a clause speaks of, as its predicate or subject."""
    tree = layers.tree
    bundles = [w for w in {head, *tree.kids(clause_head(tree, head), "nsubj")} if tree.lemma[w] in _bundles()]
    return {tree.form(k) for w in bundles for k in tree.kids(w, "det", "amod")}


# The day of an institution's own page


def _performed(layers: Layers, p: Proposal) -> Filled[When | None]:
    """An institution's own page that says it is announcing, imposing or approving does so on the day it is published."""
    if p.status not in DOING and (p.act, p.status) != ("permission", "denied"):
        return NEVER
    told = _doing(layers, p)
    return _page_day(layers, told) if told is not None else NEVER


def _page_day(layers: Layers, told: int) -> Filled[When | None]:
    """The day of an institution's own page, shown by the word ``told``; `NEVER` on other pages and where the day is not known."""
    day = layers.article.published.date
    if day is None or len(day) < DAY or page_origin(layers.article, layers.reading) is None:
        return NEVER
    return Filled(When(day, day, day), (layers.tree.span(told),), DONE)


def _doing(layers: Layers, p: Proposal) -> int | None:
    """The word by which the page does the act: a performing verb in the present; in the past only where the page tells of its own day; the
    present of an order's own words ("the Order limits"); a package that is new on the page."""
    head = p.anchor if p.lead is None else p.lead
    above = [*p.status_words, *governors(layers, p.anchor, deciding_words(layers, p))] if p.lead is None else [clause_head(layers.tree, head)]
    found = next((w for w in dict.fromkeys([head, *above]) if _does(layers, w, p.status)), None)
    if found is None and (_in_an_order(layers, p.anchor) or (p.status == "agreed" and _points_back(layers, head))):
        return head
    return found


def _does(layers: Layers, w: int, status: str) -> bool:
    """Whether saying the verb is doing it, on an official page, where what is done has this status (sought: asking for it)."""
    tree = layers.tree
    if tree.upos[w] != "VERB":
        return False
    if status == "sought":
        return tree.lemma[w] in wordlist("requests") and _present(layers, w)
    if tree.lemma[w] in (wordlist("performs") - wordlist("running") if status == "underway" else wordlist("performs")):
        return _present(layers, w) or _of_the_day(layers, w)
    return _present(layers, w) and any(tree.lemma[k] in wordlist("orders") for k in tree.kids(w, "nsubj"))


def _in_an_order(layers: Layers, anchor: int) -> bool:
    """Whether the word stands in a list of what an order does ("This Order:")."""
    opening = _list_opening(layers.article, layers.tree.start[anchor])
    return opening is not None and any(layers.tree.lemma[w] in wordlist("orders") for w in list(layers.words_in(opening))[-2:])


def _present(layers: Layers, w: int) -> bool:
    """Whether the verb tells neither of the past nor of what is only to come or possible."""
    tree = layers.tree
    past = tree.feat(w, "Tense=Past") or any(tree.form(k) in ("has", "have", "had", "was", "were") for k in tree.kids(w, "aux"))
    return not past and not any(tree.form(k) in operators().modals for k in tree.kids(w, "aux"))


def _of_the_day(layers: Layers, w: int) -> bool:
    """Whether a past verb tells of the day of the page: the page's first two sentences tell of "today", and no other time stands by the verb."""
    bounds = layers.tree.syntax.sentence
    end = layers.tree.end[int(bounds[min(2, len(bounds) - 1)]) - 1]
    told = any(m.key == "D+0" and m.span.start < end for m in layers.reading.times)
    return told and not layers.tree.kids(w, "aux") and layers.tree.rel[w] == "root" and not times_beside(layers, w)
