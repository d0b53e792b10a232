"""Forms filled in anew, by grammar: one wording, other names, sums and days. Each filling is a text of its own, not a copy of another."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml
from bench.origins_frames import STOCK


@cache
def forms() -> dict[str, str]:
    """The wording of each form; its file's head says how it is written."""
    told: dict[str, str] = yaml.safe_load((Path(__file__).parent / "origins_data" / "forms.yaml").read_text(encoding="utf-8"))
    return told


def filled(form: str, seed: str, number: int) -> tuple[str, tuple[str, ...], date]:
    """(title, paragraphs, day) of filling ``number`` of a form; fillings are at least four weeks apart, receivers may recur."""
    rng = random.Random(f"form {form} {seed} {number}")
    day = date(2014, 1, 15) + timedelta(days=61 * number + rng.randrange(30))
    old = day - timedelta(days=365 * rng.randint(1, 9) + rng.randrange(300))
    drawn = {name: rng.choice(STOCK[name]) for name in ("firms", "ports", "sites", "first", "last")}
    receiver = random.Random(f"form {form} {seed} {number // 2}").choice(STOCK["nations"])[0]
    items = rng.sample(STOCK["items"], 2)
    text = forms()[form].format(
        receiver=receiver, money=rng.randint(20, 990), section=rng.randint(101, 899), days=rng.randint(5, 60), day=_day(day), old_day=_day(old),
        order=rng.randint(10100, 14900), order2=rng.randint(10100, 14900), speaker=f"{drawn['first']} {drawn['last']}",
        item1=items[0], item2=items[1],
        n1=rng.randint(4, 60), n2=rng.randint(61, 400), n3=rng.randint(401, 3900), firm=drawn["firms"], years=rng.randint(2, 12),
        hour=rng.randint(5, 11),
        port=drawn["ports"], site=drawn["sites"], total=rng.randint(1000, 4000))
    title, *body = (" ".join(part.split()) for part in text.split("\n\n"))
    return title, tuple(body), day


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def names() -> Sequence[str]:
    """The forms there are."""
    return tuple(forms())
