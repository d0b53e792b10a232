"""The scores of three small pages of our own making, every count worked out by hand from the definitions in docs/reference/reading.md.

Each found claim says what is to come of it.
"""

from __future__ import annotations

import pytest
from tests.evaluate.told import names, told

from onrecord.evaluate import Found, Gold, Range, Scores, Tally, score

NONE = names()
MILLIONS = Range(5e8, 5e8, "USD")

GOLD = [
    Gold("harbour", (
        told(start=0, end=40, quantity=Range(400, 400), when="2024-02", origin="port workers", anonymous=True),
        told(start=50, end=90, status="denied", origin="Ada Stone", anonymous=False),
        told(start=100, end=140, classes=names("missile.ballistic"), status="planned"),
        told(act="sanction", start=200, end=240, giver=names("us", "eu"), classes=NONE),
    ), genre="news"),
    Gold("budget", (
        told(act="funding", start=0, end=30, giver=names("us"), receiver=names("ua"), classes=NONE, status="planned", money=MILLIONS),
        told(act="use", start=60, end=90, giver=names("ru"), receiver=names("ua"), classes=names("uav", "artillery")),
    ), genre="official"),
    Gold("silent", (told(act="cooperation", giver=names("ru"), receiver=names("ir"), classes=NONE),)),
]

FOUND = {
    "harbour": Found((
        # core: the status is another of the same group; count, time and origin agree well enough
        told(start=10, end=30, status="underway", quantity=Range(401, 401), when="2024-02-21", origin="workers of the port", anonymous=True),
        # loose: its group is another
        told(start=50, end=60, origin="Stone", anonymous=False),
        # core: half of the class agrees, and agreed and planned are one group
        told(start=100, end=120, classes=names("missile.cruise"), status="agreed"),
        # set aside: the first gold claim said again elsewhere
        told(start=300, end=320),
        # extra: another giver, and its gold claim is taken by a closer one
        told(start=0, end=40, giver=names("kp")),
        # loose: one of two givers
        told(act="sanction", start=200, end=230, giver=names("us"), classes=NONE),
    )),
    "budget": Found((
        # loose: its group is another; the currency is wrong
        told(act="funding", start=5, end=25, giver=names("us"), receiver=names("ua"), classes=NONE, status="possible",
             money=Range(5e8, 5e8, "EUR")),
        # loose: receiver and goods are wrong
        told(act="use", start=60, end=70, giver=names("ru"), receiver=names("ge"), classes=names("tank")),
        # extra: gold has no transfer here
        told(start=0, end=30, giver=names("us"), receiver=names("ua"), classes=names("equipment"), status="agreed"),
    )),
}


@pytest.fixture(scope="module")
def scores() -> Scores:
    return score(GOLD, FOUND)


def test_all_claims(scores: Scores) -> None:
    assert scores.overall == Tally(gold=7, found=8, core=2, loose=6)
    assert (scores.aside, scores.absent) == (1, 1)
    assert scores.overall.rates("core") == pytest.approx((2 / 8, 2 / 7, 4 / 15))
    assert scores.overall.rates("loose") == pytest.approx((6 / 8, 6 / 7, 12 / 15))


def test_by_act_and_genre(scores: Scores) -> None:
    assert scores.acts == {
        "transfer": Tally(3, 5, 2, 3), "sanction": Tally(1, 1, 0, 1), "funding": Tally(1, 1, 0, 1), "use": Tally(1, 1, 0, 1),
        "cooperation": Tally(1, 0, 0, 0),
    }
    assert scores.genres == {"news": Tally(4, 5, 2, 4), "official": Tally(2, 3, 0, 2)}


def test_by_field(scores: Scores) -> None:
    assert scores.fields == {
        "from": (5, 6), "to": (5, 6), "items": (5, 6), "status": (2, 6), "status group": (4, 6), "certainty": (6, 6), "origin": (6, 6),
        "quantity": (1, 1), "when": (1, 1), "anonymity": (2, 2), "money": (0, 1),
    }


def test_what_is_not_right(scores: Scores) -> None:
    told_of = [(d.page, d.kind, d.gold.act if d.gold else None, d.near.act if d.near else None) for d in scores.differences]
    assert sorted(told_of, key=str) == sorted([
        ("harbour", "differs", "transfer", None), ("harbour", "differs", "sanction", None), ("harbour", "extra", None, "transfer"),
        ("budget", "differs", "funding", None), ("budget", "differs", "use", None), ("budget", "extra", None, "funding"),
        ("silent", "missed", "cooperation", None),
    ], key=str)


def test_what_is_believed(scores: Scores) -> None:
    assert sorted(b.right for b in scores.beliefs) == [False] * 6 + [True] * 3
