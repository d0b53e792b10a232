"""How sure a draft must be to become a claim."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """``keep``: least chance that a claim is right in every core field (or, ``found``: that it is one at all); ``rare_keep`` and ``rare_found``: the
    same of an act in `RARE`; ``vague_found``: of one in `VAGUE`. ``again``: the same of a further claim of an act in one sentence. ``look``: least
    probability of a word to be asked about. ``share``: a further party belongs to a role when it has at least this part of the likeliest one's
    probability, ``beside`` where the two stand in one place of the grammar, ``joined`` where "and" joins them in the sentence ("lashed out at Britain
    and France for sending"). ``item``: goods are named from this probability on. ``one_sided``: least chance that a claim which names no receiver is
    right; chosen (docs/reference/reading.md). ``unsaid``: least chance that there is a claim where no word of its sentence names the goods
    (`told_before`)."""

    keep: float = 0.3
    found: float = 0.5
    rare_keep: float = 0.25
    rare_found: float = 0.4
    vague_found: float = 0.35
    again: float = 0.4
    look: float = 0.05
    share: float = 0.8
    beside: float = 0.25
    joined: float = 0.1
    item: float = 0.5
    one_sided: float = 0.7
    unsaid: float = 0.7


DEFAULT = Thresholds()
RARE = frozenset({"use", "funding", "training"})
"""Acts with few examples to learn from, of which the reader is less sure than it might be: on held-out articles the lower bounds lift core F1 from
.487 to .494 and loose from .700 to .711, precision too; of permission, cooperation and production they do not."""
VAGUE = frozenset({"cooperation"})
"""Acts of whose claims the fitted chance says too little: of drafts with a chance of .35 to .5 four in five are claims (18 of 22 in train and dev),
where of other acts hardly one in five is. From .25 on dev would gain more (loose F1 .717, not .712); in White House pages half of such are none."""
