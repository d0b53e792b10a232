"""Pages that hold the texts of several stories: digests that were not cut, and pages under a flood of boilerplate.

A tie by which one story holds another as a part says nothing where the holder holds a stranger to that part as well: the two were put together
there, and do not go back to one text. Two things are told apart:

- a *template* is held beside ever other strangers: it ties nothing, and what its holders hold besides is their own story;
- a *digest* holds strangers none of which is a template: it is tied to none of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from onrecord.origins.forest import Forest

Pair = tuple[str, str]
Kin = Callable[[str, str], bool]
"""Whether two stories that no measure ties may yet be of one text."""
MOST = 50
"""Parts of a holder, by id, that are compared with each other. Chosen; it bounds the work."""
STRANGERS = 3
"""Holders, each with strangers that the others do not have, from which a part is a template. Chosen: two digests may carry one story."""


def telling(parts: Sequence[Pair], sets: Forest, kin: Kin) -> list[Pair]:
    """Of the ``parts``, (large, small), between stories that are in two of the ``sets``, those that tell of one text, in their order."""
    held: dict[str, dict[str, str]] = defaultdict(dict)
    between = set[frozenset[str]]()
    for large, small in parts:
        one, other = sets.root(large), sets.root(small)
        if one != other:
            held[one][other] = min(small, held[one].get(other, small))
            between.add(frozenset((one, other)))
    groups = {large: _kins(smalls, between, kin) for large, smalls in sorted(held.items())}
    templates = _templates({large: kins for large, kins in groups.items() if len(kins) > 1})
    kept = set[Pair]()
    for large, kins in groups.items():
        left = [own for kind in kins if (own := kind - templates)]
        if len(left) == 1:
            kept.update((large, small) for small in left[0])
    return [(a, b) for a, b in parts if (sets.root(a), sets.root(b)) in kept]


def _kins(smalls: Mapping[str, str], between: set[frozenset[str]], kin: Kin) -> list[set[str]]:
    """The sets held, those of one kin together."""
    chosen = sorted(smalls)[:MOST]
    found = Forest(chosen)
    for a, b in combinations(chosen, 2):
        if found.root(a) != found.root(b) and (frozenset((a, b)) in between or kin(smalls[a], smalls[b])):
            found.join(a, b)
    return [set(kind) for kind in found.sets()]


def _templates(groups: Mapping[str, Sequence[set[str]]]) -> set[str]:
    """The parts held beside ever other strangers, those that are in most holders first: beside a template everything is a stranger."""
    found = set[str]()
    while True:
        counts = _counts(groups, found)
        most = max(counts.values(), default=0)
        if most < STRANGERS:
            return found
        found |= {small for small, n in counts.items() if n >= max(STRANGERS, most / 2)}


def _counts(groups: Mapping[str, Sequence[set[str]]], known: set[str]) -> dict[str, int]:
    """Of each part: in how many holders it is beside strangers that it was not beside before, templates that are known left out."""
    beside: dict[str, set[str]] = defaultdict(set)
    counts: dict[str, int] = defaultdict(int)
    for kins in groups.values():
        left = [own for kind in kins if (own := kind - known)]
        every = set[str]().union(*left)
        for kind in left if len(left) > 1 else ():
            others = every - kind
            for small in kind:
                counts[small] += bool(others - beside[small])
                beside[small] |= others
    return counts
