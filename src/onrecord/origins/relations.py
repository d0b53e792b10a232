"""What two stories are to each other once days, outlets and sites are known: whether a measure ties them, the kind, and why in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.knowledge.outlets import is_authority, outlet, outlet_key
from onrecord.model.origin import UPDATE_DAYS
from onrecord.origins.measure import SPEECH, Measure

PART = 0.75
"""Size of the smaller against the larger under which it is a part of it."""
SELF = 0.95
"""Literal share and cover, both ways, from which a house's two prints of a text on different days are one text. Chosen."""
SLIP = 0.15
"""Share of answered sentences in which names or numbers may stand against each other in a copy: respelt names, a corrected figure."""
FILLED = 0.2
"""Share of answered sentences in which names or numbers stand against each other from which texts more than `UPDATE_DAYS` days apart are a form
filled in anew, however loose their frames: short notices with one other sum."""
LOOSE = 0.7
"""Literal share of the smaller under which a copy counts as reworded."""
OCCASION = 4
"""Days within which two texts that quote one speech may be of one briefing. Chosen: the weekend after it."""
CITED = 14
"""Days within which a report is told by one that cites it. Chosen: later, the same outlet's further reports repeat its names and sums."""
_NEVER = "9999-99-99"


@dataclass(frozen=True, slots=True)
class Told:
    """A story to be traced: its id, the ISO day it was published (None: unknown), its outlet and the host of its address as far as known, and
    its packed print."""

    id: str
    published: str | None
    outlet: str | None
    site: str | None
    packed: bytes

    @property
    def order(self) -> tuple[str, str]:
        """First published first; unknown days last."""
        return (self.published or _NEVER, self.id)


def ties(m: Measure, a: Told, b: Told) -> bool:
    """Whether the measure ties the two once their days and houses are known.

    A house does not reword its own text; what it prints again on another day is a form filled in anew, unless the two are nearly the same, and
    of an authority even then; and nobody gives an authority's text other names or numbers long after. Names or numbers that stand against
    each other beyond a slip are another filling, unless the two are a few days apart: a later state of one report.
    """
    if not m.ties:
        return False
    days = _apart(a, b)
    near = days is not None and days <= UPDATE_DAYS
    if days is not None and not near and m.against > 0 and (m.against >= FILLED or _authority(a) or _authority(b)):
        return False
    if days is not None and _one_publisher(a, b):
        if not near:
            return _reprint(m) and not _authority(a)
        if m.kind == "reworded":
            return False
    return m.kind == "same" or not m.over(SLIP) or (near and _one_house(a, b))


def _reprint(m: Measure) -> bool:
    return m.kind == "same" or (m.against == 0 and m.literal >= SELF and min(m.first, m.second) >= SELF)


def _one_publisher(a: Told, b: Told) -> bool:
    """Whether both are of one site, or of one authority (an archive of its pages; pages handed over without their address)."""
    return (a.site is not None and a.site == b.site) or (_authority(a) and _authority(b) and _one_house(a, b))


def _authority(story: Told) -> bool:
    return is_authority(story.site or "")


def _update(a: Told, b: Told) -> bool:
    days = _apart(a, b)
    return days is not None and days <= UPDATE_DAYS and _one_house(a, b)


def _one_house(a: Told, b: Told) -> bool:
    if a.outlet and b.outlet:
        return outlet_key(a.outlet) == outlet_key(b.outlet)
    return a.site == b.site and a.site is not None


def _apart(a: Told, b: Told) -> int | None:
    if a.published is None or b.published is None:
        return None
    try:
        return abs((date.fromisoformat(a.published) - date.fromisoformat(b.published)).days)
    except ValueError:  # a month or a year
        return None


def share_of(m: Measure) -> float:
    """The share that an edge states."""
    return 1.0 if m.kind == "same" else m.share


def kind_of(m: Measure, later: Told, earlier: Told, later_first: bool) -> str:
    """Of `COPYING`, what the later story is of the earlier one."""
    if m.kind == "same":
        return "same"
    if m.over(SLIP) or (_update(later, earlier) and later.site == earlier.site):
        return "updated"
    cover, back = (m.first, m.second) if later_first else (m.second, m.first)
    if m.kind == "reworded" or m.literal < LOOSE:
        return "reworded"
    if m.shorter < PART and cover >= back:
        return "excerpt"
    return "republished" if _mirror(later, earlier, cover) else "syndicated"


def _mirror(later: Told, earlier: Told, cover: float) -> bool:
    """Whether the later page is another site's print under the same outlet's name, or holds much that is not the story's."""
    if later.site and later.site != earlier.site:
        at = outlet(later.site)
        if at is None:
            return True
    return cover < PART


def beside_kind(m: Measure, story: Told, other: Told, story_first: bool) -> str | None:
    """Of `BESIDE`, what the story is to one of another origin; None where it is nothing to it."""
    days = _apart(story, other)
    if _cites(m.first_cites if story_first else m.second_cites, story, other) and (days is None or days <= CITED):
        return "cites"
    if m.quoted >= SPEECH and (days is None or days <= OCCASION) and story.order > other.order:
        return "same briefing"
    return None


def _cites(names: str, story: Told, other: Told) -> bool:
    """Whether one of the names is the other's outlet: no house cites itself, and nobody what was published after it."""
    if _one_house(story, other) or (story.published and other.published and other.published > story.published):
        return False
    wanted = {outlet_key(name) for name in (other.outlet, other.site) if name}
    return any(outlet_key(name) in wanted for name in names.split("\n") if name)


def why(m: Measure, kind: str, later_first: bool) -> str:
    """The relation in words, with its figures."""
    if kind == "same":
        return "the same words"
    cover, back = (m.first, m.second) if later_first else (m.second, m.first)
    if kind == "cites":
        return f"it names the other as its source; {m.share:.0%} of its words are shared"
    if kind == "same briefing":
        return f"both quote one speech ({m.quoted + 4} words of it); {m.share:.0%} of their other words are shared"
    said = [f"{cover:.0%} of its words stand in sentences of the earlier page" if cover >= back
            else f"it holds {back:.0%} of the earlier page's words"]
    if m.named:
        said.append(f"{round(m.keys * m.named)} of {m.named} names and numbers")
    if m.order >= 0.9:
        said.append("in the same order")
    if m.lead:
        said.append("same lead")
    if m.rivals or m.parted:
        said.append(f"{max(m.rivals, m.parted)} revised")
    return "; ".join(said)
