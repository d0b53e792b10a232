"""Judgement: what a person decided, beside the claims.

- right, wrong, value-is: of a claim;
- same, different: of two entries or claims, whether they speak of one matter;
- both-stand: of two claims that disagree, that each is read rightly and the disagreement is real;
- credibility-is: of an entry, its marks in the Admiralty code;
- same-origin, different-origin: of two stories, whether they go back to one text;
- date-is: of an article, the day on which it was first published;
- note: of a claim or an entry, something to remember; nothing is decided by it;
- withdraw: of a judgement, that it is taken back, so that this too is signed. The judgement itself is then `withdrawn`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.model.credibility import grade_of
from onrecord.model.values import Span

ON_CLAIMS = ("right", "wrong", "value-is")
ON_MATTERS = ("same", "different")
ON_PAIRS = ("both-stand",)
ON_GRADES = ("credibility-is",)
ON_ORIGINS = ("same-origin", "different-origin")
ON_DATES = ("date-is",)
ON_ANYTHING = ("note",)
ON_JUDGEMENTS = ("withdraw",)
MOVE_NO_CLAIM = frozenset({*ON_ORIGINS, *ON_DATES, *ON_ANYTHING})
"""Kinds that tell of no claim: of pages, which tracing heeds before anything is settled, or nothing at all."""
KINDS = (*ON_CLAIMS, *ON_MATTERS, *ON_PAIRS, *ON_GRADES, *ON_ORIGINS, *ON_DATES, *ON_ANYTHING, *ON_JUDGEMENTS)
_DAY = 10


@dataclass(frozen=True, slots=True)
class Judgement:
    """``kind`` is one of `KINDS`; withdrawn, never deleted.

    ``subject`` is a claim id; two entry or claim ids joined by a space for same and different, two claim ids for both-stand; an entry or claim id
    for credibility-is; two ids of articles or stories joined by a space for same-origin and different-origin (an article's id stands for its
    first story); an article id for date-is; a claim or entry id for note; a judgement's id for withdraw. ``article`` and ``span`` anchor it to
    words so that it survives a new reading. ``field`` and ``value`` for value-is; ``value`` alone for date-is (an ISO day) and credibility-is (a
    grade like "B2"). ``by``, ``at`` (ISO time) and ``why`` sign it. Raises ValueError where `fault` finds one.
    """

    id: str
    kind: str
    subject: str
    by: str
    at: str
    why: str
    article: str | None = None
    span: Span | None = None
    field: str | None = None
    value: str | None = None
    withdrawn: bool = False

    def __post_init__(self) -> None:
        found = fault(self.kind, self.subject, self.value)
        if found is not None:
            raise ValueError(found)


def fault(kind: str, subject: str, value: str | None = None) -> str | None:
    """What is wrong with a judgement of this kind, subject and value, in words; None where nothing is."""
    if kind not in KINDS:
        return f"no kind of judgement: {kind!r}; the kinds are {', '.join(KINDS)}"
    if kind in ON_ORIGINS and len(set(subject.split())) != 2:
        return f"{kind} is of two different stories: their ids, joined by a space; not {subject!r}"
    if kind in ON_PAIRS and len(set(subject.split())) != 2:
        return f"{kind} is of two different claims: their ids, joined by a space; not {subject!r}"
    if kind in ON_DATES and (len(subject.split()) != 1 or not _is_day(value)):
        return f"{kind} is of one article, with an ISO day like 2024-03-01 as its value; not {subject!r}, {value!r}"
    if kind in ON_GRADES and (len(subject.split()) != 1 or grade_of(value or "") is None):
        return f"{kind} is of one entry, with a letter A to F and a figure 1 to 6 as its value, like B2; not {subject!r}, {value!r}"
    return None


def _is_day(value: str | None) -> bool:
    try:
        return value is not None and len(value) == _DAY and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
