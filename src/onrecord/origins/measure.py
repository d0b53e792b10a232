"""Two prints -> what they have in common: `measure`, which knows no dates, outlets or sites and treats both texts alike.

What is read, all of it outside quotations, so that two texts that quote one speech share nothing by that:

- *cover*: the share of one text's content words in sentences that the other answers (`passages`); containment, not resemblance, so that cuts
  and banners do not matter;
- *literal*: the share of its runs of five words that are in the other;
- *frame*: of answered sentences, the share of all words in the same order (`align.skeleton`); *order*: of the sentences themselves;
- *keys*: the share of its names and numbers that are in the other;
- *parted*: places where the same words lead to another number or name in each.

The text that is covered more is the *smaller*. It may be a copy of the other, or the other of it, where it is covered far enough, its names
and numbers are in the other, and nothing parts: see the bounds below, set on the fit half of bench/origins_made.py.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from onrecord.origins.align import best_pairs, in_order, named, other_subject, parted, rivals, skeleton, spare
from onrecord.origins.passages import Ints, Marks, Shared, View, held, shared, view

FEW = 15
"""Content words (about 30 words) outside quotations under which containment says nothing: only nearly equal texts tie."""
LEAST = 8
"""Content words of a page under which even equal words tell nothing: "Enable scripts to go on." Chosen."""
NEAR = 0.6
"""Share of runs of five words, both ways, from which two such short texts are nearly equal. Chosen."""
LITERAL, COVER, KEYS = 0.45, 0.4, 0.75
"""Least share of the smaller text's runs of five words for a copy in the same words, of its content words for one in other words, and of the
names and numbers of its answered sentences for either (less by half of what the frame lacks: edits take
names too). Of 528 copies of the fit half none is under .87 by that count; of 196 pairs of forms none is over .74."""
FRAME, ORDER = 0.6, 0.7
"""Least frame and order of a rewording: of the fit half's none is under .74 and .88. Two honest write-ups of one release are kept apart by
`COVER`: they reach .35."""
FORM = 0.2
"""Answered sentences, as a share and less what the frame lacks, over which names or numbers stand against each other in a form: of the fit
half's copies none is over .19, of its forms none under .37."""
WHOLE = 0.95
"""Frame from which a text that names another subject at its head is a form filled in anew and no edit. Chosen: edits that change names there
change words elsewhere."""
SPARE, LEAST_SPARE, MOST_SPARE = 0.25, 4, 5
"""A template: on both sides more names and numbers are left over than this share of those in common, bounded by these. Of 528 copies of the
fit half 6 have more; two stories in one template have 15 and more. The upper bound
is lower than they need: with 8, pages in one flood of boilerplate were tied."""
FEW_KEYS, MOSTLY = 4, 0.7
"""With fewer names and numbers in common than this, a copy must be covered so far. Chosen."""
SPEECH = 8
"""Shared runs of five quoted words (twelve words) from which two texts quote one speech."""

@dataclass(frozen=True, slots=True)
class Measure:
    """What two stories, ``first`` and ``second`` by id, have in common.

    ``kind``: same, copy (in the same words), reworded; apart (alike, and yet two stories); or beside. ``first`` and ``second``: the cover of
    each; ``literal``, ``frame`` and ``order`` are of the smaller; ``named``: the different names and numbers of one text's answered
    sentences, and ``keys`` the share of them that the other has, of the text where it is larger; ``shorter``: words of the smaller over words
    of the other. ``answered``: its sentences that the other answers; in ``rivals`` of them names or numbers stand against each other,
    ``parted``: places where they do in the same words; ``spare``: the fewer of the keys that either text has left over; ``common``: keys that
    both have. ``quoted``: shared runs of five quoted words; ``lead``: the opening sentences answer each other. ``first_cites``,
    ``second_cites``: names of those cited whose report the other may be, a line each.
    """

    kind: str
    first: float = 1.0
    second: float = 1.0
    literal: float = 1.0
    frame: float = 1.0
    order: float = 1.0
    keys: float = 1.0
    named: int = 0
    shorter: float = 1.0
    answered: int = 0
    rivals: int = 0
    parted: int = 0
    spare: int = 0
    common: int = 0
    quoted: int = 0
    lead: bool = True
    first_cites: str = ""
    second_cites: str = ""

    @property
    def ties(self) -> bool:
        """Whether it may tie the two into one origin; else it can only set them beside each other."""
        return self.kind not in ("beside", "apart")

    @property
    def share(self) -> float:
        """The cover of the smaller."""
        return max(self.first, self.second)

    @property
    def against(self) -> float:
        """In how many of the answered sentences names or numbers stand against each other, as a share: 0 for copies."""
        return max(self.rivals, self.parted) / max(1, self.answered)

    def over(self, bound: float) -> bool:
        """Whether more stand against each other than ``bound`` and what looser frames bring about: an edit that breaks a sentence makes rivals
        of what stood in two, and a form's frames are whole."""
        return self.against > bound + (1 - self.frame)


def measure(a: bytes, b: bytes) -> Measure | None:
    """What the stories of two packed prints have in common; None where there can be no relation whatever their dates and outlets.

    ``a`` is of the story with the smaller id. Swapping them swaps ``first`` and ``second`` and changes nothing else.
    """
    one, two = view(a), view(b)
    if not len(one.kept.words) or not len(two.kept.words):
        return None
    if one.kept.digest == two.kept.digest:
        return Measure("same") if one.content >= LEAST else None
    cites = _cites(one, two), _cites(two, one)
    beside, short = held(one.quoted_runs, two.quoted_runs) >= SPEECH or any(cites), min(one.own_content, two.own_content) < FEW
    if not beside and not short and not _bounded(one, two):
        return None
    found = shared(one, two)
    seen, swapped = _seen(one, two, found)
    seen = replace(seen, first_cites=cites[0], second_cites=cites[1])
    kind = ""
    if _nearly_equal(one, two) if short else max(seen.literal / LITERAL, seen.share / COVER) >= 1:
        pairs = best_pairs(found.turned() if swapped else found)
        small, large = (two, one) if swapped else (one, two)
        seen = _weighed(seen, found.turned() if swapped else found, pairs, small, large)
        kind = "copy" if short else _alike(seen)
        if kind and (not _one_story(seen, short) or (seen.frame >= WHOLE and other_subject(small, large, pairs))):
            kind = "apart"
    kind = kind or ("beside" if beside else "")
    return replace(seen, kind=kind) if kind else None


def _cites(a: View, b: View) -> str:
    """Those whom a cites and whose report b may be, a line each: what a tells of them stands in b."""
    return "\n".join(a.passages.standing_in(b.keys))


def _bounded(a: View, b: View) -> bool:
    """Whether the two may be alike: literal shares, and bounds on cover, which counts words that are in the other. Cheaper than both."""
    if any(np.count_nonzero(y.has(x.own_hashes)) >= COVER * x.own_content for x, y in ((a, b), (b, a))):
        return True
    return max(held(a.own_runs, b.runs) - LITERAL * len(a.own_runs), held(b.own_runs, a.runs) - LITERAL * len(b.own_runs)) >= 0


def _seen(a: View, b: View, found: Shared) -> tuple[Measure, bool]:
    """What is common, as far as it is told of texts that are not alike; and whether b is the smaller one."""
    first, second = _cover(a, found.first), _cover(b, found.second)
    swapped = (second, -len(b.kept.words), b.kept.digest) > (first, -len(a.kept.words), a.kept.digest)
    small, large = (b, a) if swapped else (a, b)
    return Measure(
        "", round(first, 4), round(second, 4), _share(held(small.own_runs, large.runs), len(small.own_runs)), 0.0, 0.0, 0.0,
        shorter=_share(len(small.kept.words), len(large.kept.words)), common=held(a.keys, b.keys), quoted=held(a.quoted_runs, b.quoted_runs),
        lead=False,
    ), swapped


def _weighed(seen: Measure, found: Shared, pairs: Ints, small: View, large: View) -> Measure:
    """The same with what tells a copy from a form and from two stories in one template; ``pairs`` are of sentences of the small and the large."""
    keys, there = max(named(small, large, found.pairs[:, 0]), named(large, small, found.pairs[:, 1]), key=lambda n: (_share(n[1], n[0]), n))
    return replace(
        seen, frame=round(skeleton(small, large, pairs), 4), order=round(in_order(pairs), 4), keys=_share(there, keys), named=keys,
        answered=len(pairs), rivals=rivals(small, large, pairs), parted=parted(small, large), lead=_lead(pairs),
        spare=min(spare(small, large, found.pairs[:, 0]), spare(large, small, found.pairs[:, 1])),
    )


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _cover(text: View, answered: Marks) -> float:
    return float(np.count_nonzero(answered[text.places] & text.own[text.places])) / max(1, text.own_content)


def _lead(pairs: Ints) -> bool:
    return bool(len(pairs)) and int(pairs[0, 0]) <= 1 and int(pairs[0, 1]) <= 2


def _nearly_equal(a: View, b: View) -> bool:
    common = held(a.runs, b.runs)
    return min(a.content, b.content) >= LEAST and common >= NEAR * max(len(a.runs), len(b.runs))


def _alike(m: Measure) -> str:
    """copy, reworded, or "" where the words differ too much for either."""
    if m.literal >= LITERAL:
        return "copy"
    return "reworded" if m.share >= COVER and m.frame >= FRAME and m.order >= ORDER else ""


def _one_story(m: Measure, short: bool) -> bool:
    """Whether what is alike is the story itself, and not a template, a form or a background that two stories share."""
    if short:
        return m.against == 0
    common = m.keys * m.named
    if m.keys < KEYS - (1 - m.frame) / 2 or m.over(FORM) or (common < FEW_KEYS and m.share < MOSTLY):
        return False
    return m.spare <= min(MOST_SPARE, max(LEAST_SPARE, SPARE * common))
