"""Led: where the id of an entry that is no more leads, and when and why it came to lead there."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.entry import Bond

HOW = ("merged", "renamed", "split", "parted")
"""How an id came to lead elsewhere: its claims went into a matter that there was already, or that others went into too (merged); the same matter
has another id (renamed); its claims went into several (split); they left the matter that it had led to, which still is (parted)."""


@dataclass(frozen=True, slots=True)
class LedStep:
    """At ``at`` (ISO time, UTC, of the settling) what had been told at ``was`` came to be told at ``into``; ``how`` is of `HOW`.

    ``moved`` of the ``claims`` that the id held last are in ``into``, the rest in ``elsewhere`` (ids of entries) or withdrawn. Why: ``because`` are
    the ledger's rules by which they are there, the one for most of them first, ``bonds`` the weighed reasons that hold them; ``judgements`` are the
    ids of those that said so, ``withdrawn`` of those whose being taken back did; ``rules`` is the version of the rules that settled before, where it
    was another.
    """

    was: str
    into: str
    at: str
    how: str
    claims: int
    moved: int
    because: tuple[str, ...] = ()
    bonds: tuple[Bond, ...] = ()
    judgements: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    rules: str = ""


@dataclass(frozen=True, slots=True)
class Led:
    """The id ``old`` leads to the entry ``new`` by these ``steps``, in order. None are known of what was merged before records kept them."""

    old: str
    new: str
    steps: tuple[LedStep, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the steps tell all of the way."""
        return bool(self.steps) and self.steps[0].was == self.old
