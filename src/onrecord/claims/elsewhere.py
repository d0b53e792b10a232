"""The same act told elsewhere in the article: a decision without a time takes the one day on which the article tells it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.model import Claim


def settled(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, a decision or measure without a time given the day on which the article tells it elsewhere, where it gives only one."""
    told: dict[object, list[Claim]] = defaultdict(list)
    for claim in claims:
        if _timed_by_words(claim):
            told[_same(claim)].append(claim)
    return [_timed(claim, told[_same(claim)]) if (claim.act, claim.status.value) in decided() else claim for claim in claims]


@cache
def decided() -> frozenset[tuple[str, str]]:
    """Acts and statuses that happen on one day: what is agreed, and a sanction imposed or ended. A supply is not done in a day."""
    return frozenset({("transfer", "agreed"), ("funding", "agreed"), *(("sanction", status) for status in ("agreed", "done", "halted"))})


def _same(claim: Claim) -> object:
    return claim.act, frozenset(claim.giver.value), frozenset(claim.receiver.value), claim.status.value


def _timed_by_words(claim: Claim) -> bool:
    """Whether the article gives the claim a time, be it one that only the day of the page would tell."""
    return claim.when.value is not None or claim.when_read is not None


def _timed(claim: Claim, told: Sequence[Claim]) -> Claim:
    """The claim with the one day that is told of its act; unchanged where none, several or no day is, and where a count tells it apart."""
    whens = {other.when.value.iso if other.when.value else other.when_read for other in told}
    if _timed_by_words(claim) or len(whens) != 1 or claim.quantity.value or not (claim.giver.value and claim.receiver.value):
        return claim
    first = min(told, key=lambda other: other.when.evidence)
    return replace(claim, when=replace(first.when, rule="told elsewhere"), when_read=first.when_read) if _of_a_day(first) else claim


def _of_a_day(claim: Claim) -> bool:
    """Whether the claim's time is one day, or would be one on a page of known day."""
    value, read = claim.when.value, claim.when_read
    if value is not None:
        return value.start == value.end is not None
    return read is not None and (read[0] in ("date", "weekday") or read[1].startswith("D"))
