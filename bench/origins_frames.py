"""Reports by a grammar of our own for `bench.origins_made`: one event told by its release and by papers of different hands.

A fact (the supply, its items, its money ...) has sentences in four hands: R, the ministry's release; A, an agency; B, an essayist; C, a paper of
the receiving side. Hands share no sentence, order facts differently and leave other facts out; what they share are names, figures and quotations.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any, NamedTuple

import yaml

STOCK: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "origins_data" / "frames.yaml").read_text(encoding="utf-8"))
"""Names, sentences and orders; the file's head defines its fields."""

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


class Event(NamedTuple):
    """A supply with all that can be told of it, as the slots of sentences."""

    slots: dict[str, str]
    quotes: tuple[str, ...]


def event(seed: str, **fixed: str) -> Event:
    """An event of the seed's; ``fixed`` slots are taken as given (``giver`` and ``receiver`` by the nation's name)."""
    rng = random.Random(f"event {seed}")
    of_name = {nation[0]: nation for nation in STOCK["nations"]}
    drawn = rng.sample(STOCK["nations"], 2)
    giver, receiver = (of_name.get(fixed.get(side, ""), nation) for side, nation in zip(("giver", "receiver"), drawn, strict=True))
    first, last = rng.choice(STOCK["first"]), rng.choice(STOCK["last"])
    speaker = f"{first} {last}"
    items, total = rng.sample(STOCK["items"], 3), rng.randint(300, 2900)
    drawn_from = {name: rng.choice(STOCK[name + "s"]) for name in ("firm", "site", "port")}
    money = rng.randint(41, 290)
    slots = {**drawn_from, "giver": giver[0], "adjective": giver[1], "capital": giver[2], "receiver": receiver[0], "receiver_adj": receiver[1],
             "speaker": speaker,
             "money": str(money), "part": str(rng.randint(11, money - 9)), "contract": str(rng.randint(5, money - 5)), "total": f"{total:,}",
             "n1": str(rng.randint(4, 48)), "n2": str(rng.randint(49, 240)), "n3": str(rng.randint(300, 4000)), "item1": items[0], "item2": items[1],
             "item3": items[2], "month": rng.choice(MONTHS), "weeks": str(rng.randint(5, 26)), "trained": str(rng.randint(60, 950)),
             "ayes": str(rng.randint(20, 61)), "noes": str(rng.randint(3, 19)), "day": rng.choice(DAYS),
             "date": f"{rng.randint(1, 28)} {rng.choice(MONTHS)}", **fixed}
    slots |= {f"{name}_s": slots[name] + "'s" for name in ("giver", "receiver", "day")}
    slots |= {"capital_up": slots["capital"].upper(), "speaker_last": slots["speaker"].split()[-1]}
    return Event(slots, tuple(q.format(**slots) for q in rng.sample(STOCK["quotes"], 9)))


def quoted(sentences: tuple[str, ...]) -> str:
    """The sentences as one quotation."""
    return "“" + " ".join(sentences) + "”"


def told(
    what: Event, hand: str, seed: str, facts: tuple[str, ...] | None = None, quotes: tuple[int, ...] = (0, 1, 2, 3),
) -> tuple[str, tuple[str, ...]]:
    """(title, paragraphs) of the event in a hand; ``quotes`` are the numbers of the sentences quoted (four are about 90 words)."""
    rng = random.Random(f"told {hand} {seed}")
    body, kept = [], facts or STOCK["orders"][hand]
    for fact in (f for f in STOCK["orders"][hand] if f in kept):
        if fact == "QUOTE":
            body.append(rng.choice(STOCK["said"][hand]).format(q=quoted(tuple(what.quotes[n] for n in quotes)), **what.slots))
        else:
            body.append(rng.choice(STOCK["hands"][fact][hand]).format(**what.slots))
    return rng.choice(STOCK["titles"][hand]).format(**what.slots), _paragraphs(body, rng)


def _paragraphs(body: list[str], rng: random.Random) -> tuple[str, ...]:
    """Sentences of facts joined by ones and twos; a quotation stands alone."""
    out: list[str] = []
    for part in body:
        if out and "“" not in out[-1] + part and len(out[-1].split()) < 40 and rng.random() < .5:
            out[-1] += " " + part
        else:
            out.append(part)
    return tuple(out)


def briefing(what: Event, hand: str, quotes: tuple[int, ...], seed: str) -> tuple[str, tuple[str, ...]]:
    """(title, paragraphs) of a paper's account of a briefing: sentences of the speaker one by one, the paper's own words between them."""
    rng = random.Random(f"briefing {hand} {seed}")
    between = rng.sample(STOCK["briefed"][hand], 4)
    tags = STOCK["tags"][hand]
    body = [rng.choice(STOCK["hands"]["lead"][hand]).format(**what.slots)]
    for place, number in enumerate(quotes):
        tag = rng.choice(tags).format(**what.slots)
        quote = what.quotes[number]
        body.append(f"“{quote[:-1]},” {tag}" if hand != "B" else f"“{quote}” {tag}")
        body.append(between[place % 4].format(**what.slots))
    body.append(rng.choice(STOCK["hands"]["reaction"][hand]).format(**what.slots))
    body.append(rng.choice(STOCK["hands"]["background"][hand]).format(**what.slots))
    return rng.choice(STOCK["titles"][hand]).format(**what.slots), _paragraphs(body, rng)


def citing(what: Event, paper: str, seed: str) -> tuple[str, tuple[str, ...]]:
    """(title, paragraphs) of another paper that tells what ``paper`` reported, with matter of its own."""
    rng = random.Random(f"citing {seed}")
    lead, second = rng.choice(STOCK["cited"])
    return (f"{paper}: {what.slots['receiver']} to be armed",
            (lead.format(paper=paper, **what.slots), second.format(paper=paper, **what.slots), *rng.sample(STOCK["cited_more"], 3)))
