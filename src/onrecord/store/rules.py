"""Rules: what the store calls to trace stories, to derive origins and entries, and to date claims anew.

Stages do not import stages, so `flow` hands them over. What is kept of a story, and how two of them measure up, is opaque here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from onrecord.model import Article, Change, Claim, Entry, Judgement, Origin, Published, Span
from onrecord.model.origin import ArticleFacts
from onrecord.model.settled import Kept, KeptThen, Settled


class StoryPrint(Protocol):
    """A story of an article as it is kept for tracing: ``part`` 0 alone or 1 to n, its stretch, what is kept, and the signed 64-bit keys that
    stories like it share."""

    @property
    def part(self) -> int:
        """0 for the only story of an article, else 1 to n."""

    @property
    def span(self) -> Span:
        """Where it stands in the article's text."""

    @property
    def packed(self) -> bytes:
        """What is kept of it."""

    @property
    def bands(self) -> Sequence[int]:
        """The keys under which candidates are found."""


class Measure(Protocol):
    """How two stories measure up: a frozen dataclass that `codec` can keep."""

    @property
    def ties(self) -> bool:
        """Whether it may tie the two into one origin; otherwise it can only set one beside the other."""


class Told(NamedTuple):
    """A story to be gathered: its id, the ISO day on which it is well known to have been published (None: not known), the outlet, the host
    of its address, and its print (b"" where it is only shown because measures that do not tie set it beside others)."""

    id: str
    published: str | None
    outlet: str | None
    site: str | None
    packed: bytes


class Measured(NamedTuple):
    """The measure of two stories, ``first`` < ``second``."""

    first: str
    second: str
    measure: Any


Wanted = Callable[[str, tuple[str, ...], tuple[str, ...]], bool]
"""Whether an entry of this act, giver and receiver is asked for."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How what is derived is derived.

    ``prints``: the stories of an article. ``measure``: two prints, in the order of their stories' ids, to a measure or None where nothing can
    relate them; ``kind`` is the class of measures. ``gather``: stories and measures to origins, independent of their order and such that
    stories no chain of tying measures connects do not touch each other's ties. ``settle``: claims, facts by article id and judgements to
    entries, all or those wanted; ``settle_whole``: the same, with what is kept beside them (`model.settled`); ``settle_part``: of what changed
    alone, from what is kept, the articles that changed, the ids that were judged otherwise, all judgements and the ``records`` of last time (None
    where all has to be settled); ``settle_then``: of a record as of a day the entries wanted (None where all has to be settled);
    ``settle_between``: of two days those that can be others on the other, given what was published between. ``changes``: the entries of two days
    to what is different. ``retime``: a claim with its times as they are where the article was published as given.
    ``version`` names the rules that derive (origins and entries of others are derived again), ``traced`` those that print and measure (records of
    others are traced again).
    """

    prints: Callable[[Article], Sequence[StoryPrint]]
    measure: Callable[[bytes, bytes], Measure | None]
    kind: type[Any]
    gather: Callable[[Iterable[Told], Iterable[Measured]], list[Origin]]
    settle: Callable[[Iterable[Claim], Mapping[str, ArticleFacts], Iterable[Judgement], Wanted | None], list[Entry]]
    retime: Callable[[Claim, Published], Claim]
    settle_whole: Callable[[Iterable[Claim], Mapping[str, ArticleFacts], Iterable[Judgement]], Settled]
    settle_part: Callable[[Kept, Collection[str], Collection[str], Iterable[Judgement], str], Settled | None]
    settle_then: Callable[[KeptThen, Iterable[Judgement], Wanted], list[Entry] | None]
    settle_between: Callable[[Sequence[KeptThen], Iterable[Judgement], Collection[str], int], list[list[Entry]] | None]
    changes: Callable[[Iterable[Entry], Iterable[Entry]], tuple[Change, ...]]
    version: str = ""
    traced: str = ""
