"""Who does what to whom: the claims that the whole reader makes of PLOVER's gold sentences, beside the actor and target coded there.

    python -m bench.transfer_plover [--data FOLDER] [--show]

Each sentence coded AID or SANCTION is read as a page of its own, of no known outlet and date. PLOVER's `source` is compared with the givers of
the claims made of it, `target` with their receivers, whatever the act: right where one of the parties coded is among them. A party coded is the
state of its code (ISO 3166-1, three letters to two), and whatever party other than a state `knowledge/data` finds in the words coded (NATO in
"NATO peacekeeping troops", the Taliban coded as Afghanistan's rebels), and those words themselves, as GUIDE calls a party by its usual name
where no code says who it is.

PLOVER's AID is any help and its SANCTION any cut in relations: asylum, doctors, cancelled visits, expelled diplomats. The claims guide counts
few of them (`COUNTED`, judged by hand against GUIDE sections 1 and 5), so those are scored apart, and a claim made of another sentence is one
too many.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.transfer import arguments

from onrecord.flow import Page, Reader
from onrecord.knowledge.parties import is_state, party_gazetteer
from onrecord.model import Capture, Claim

EVENTS = ("AID", "SANCTION")
KINDS = ("all", "coded military", "a claim by GUIDE", "no claim by GUIDE")

COUNTED = frozenset({"AID-0003", "AID-0004", "SANCTION-0004", "SANCTION-0007", "SANCTION-0009", "SANCTION-0015"})
"""Sentences that tell one of GUIDE's acts: arms and military intelligence given; aid to rebels and entry prohibited (one sentence, coded twice),
military aid suspended, sanctions on an armed group. Not: deployment of own forces, peacekeepers' coming and going, economic and humanitarian
help given or stopped, asylum, air links, diplomats, inspectors."""

STATES = {
    "AFG": "AF", "ALB": "AL", "BEN": "BJ", "BIH": "BA", "CHE": "CH", "CIV": "CI", "FRA": "FR", "HTI": "HT", "IDN": "ID", "IRQ": "IQ",
    "ITA": "IT", "ITL": "IT", "JAP": "JP", "JPN": "JP", "KHM": "KH", "LBN": "LB", "MKD": "MK", "NGA": "NG", "PAK": "PK", "PAN": "PA",
    "PER": "PE", "PRK": "KP", "RUS": "RU", "RWA": "RW", "SRB": "RS", "SYR": "SY", "UGA": "UG", "USA": "US",
}
"""The state codes that occur, two of them as PLOVER writes them (ITL, JAP)."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """A coded sentence beside what was made of it: whether it was ``parsed`` at all, the ``claims``, and whether some claim has the ``actor``, the
    ``target`` and ``both``."""

    row: Row
    parsed: bool
    claims: tuple[Claim, ...]
    actor: bool
    target: bool
    both: bool


def coded(parties: object) -> frozenset[str]:
    """The parties that PLOVER's actors may be called by, as claims write them."""
    rows = parties if isinstance(parties, list) else []
    return frozenset(called for row in rows for called in _called(row))


def _called(row: Row) -> Iterator[str]:
    words = row["actorText"]
    yield from (" ".join(words.split()), *(STATES[code] for code in (row.get("code"),) if code in STATES))
    yield from (code for match in party_gazetteer().find(words) for code in match.payload.codes if not is_state(code))


def answer(row: Row, page: Page) -> Answer:
    """A sentence's claims held against its coding."""
    actor, target = coded(row.get("source")), coded(row.get("target"))
    sides = [(bool(actor & set(c.giver.value)), bool(target & set(c.receiver.value))) for c in page.claims]
    parsed = not any(skip.stage in ("reading", "text") and skip.reason != "no-claim" for skip in page.skips)
    return Answer(row, parsed, page.claims, any(a for a, _ in sides), any(t for _, t in sides), (True, True) in sides)


def read(path: Path) -> list[Answer]:
    """The answers of all sentences coded as one of `EVENTS`."""
    rows = [row for row in json.loads(path.read_text(encoding="utf-8")) if row["event"] in EVENTS]
    reader = Reader()
    return [answer(row, reader.page(_page(row))) for row in rows]


def _page(row: Row) -> Capture:
    body = row["text"].strip().encode()
    return Capture(hashlib.sha256(body).hexdigest(), row["id"], body, "text/plain", f"{row['id']}.txt")


def name(row: Row) -> str:
    """The event and number of a row's id."""
    return str(row["id"]).removeprefix("PLOVER-GSR01-")


def groups(answers: Iterable[Answer]) -> dict[str, list[Answer]]:
    """The answers by what they are scored as, each in two or three groups."""
    out: dict[str, list[Answer]] = {f"{event}, {kind}": [] for event in EVENTS for kind in KINDS}
    for told in answers:
        counted = name(told.row) in COUNTED
        fits = (True, "military" in told.row["context"], counted, not counted)
        for kind in (kind for kind, fit in zip(KINDS, fits, strict=True) if fit):
            out[f"{told.row['event']}, {kind}"].append(told)
    return out


def table(answers: Sequence[Answer]) -> None:
    """Prints the counts of each group."""
    print(f"{'':27}sentences  parsed  with a claim  actor  target  both in one claim")
    for title, group in groups(answers).items():
        flags = [(a.parsed, bool(a.claims), a.actor, a.target, a.both) for a in group]
        counts = [sum(flag[i] for flag in flags) for i in range(5)]
        print(f"{title:27}{len(group):9}  {counts[0]:6}  {counts[1]:12}  {counts[2]:5}  {counts[3]:6}  {counts[4]:17}")


def main() -> None:
    """Prints the figures."""
    given = arguments(__doc__).parse_args()
    answers = read(given.data / "plover" / "PLOVER_GSR_CAMEO.txt")
    table(answers)
    for a in answers if given.show else ():
        made = [(c.act, c.status.value, c.giver.value, c.receiver.value) for c in a.claims]
        sides = [sorted(coded(a.row.get(side))) for side in ("source", "target")]
        print(name(a.row), a.row["context"], *sides, "parsed" if a.parsed else "not parsed", made)


if __name__ == "__main__":
    main()
