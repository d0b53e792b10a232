"""The pinned floors: what the reader must reach on the examples.

    python -m tests.gate.pinned                  raises the floors to what is measured now, less a margin; none is lowered
    python -m tests.gate.pinned --lower "why"    sets all of them anew; the reason is kept in floors.json beside what they were

floors.json is written by these commands alone: it carries a seal of what it holds, and one that does not fit fails the gate. So no floor
falls by hand, and each that fell says why.

The margin, `MARGIN` or `CASES` of the cases a share is of, leaves room for a few claims to move while the whole gets better; a change that
loses more must say why.
"""

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tests.examples.pages import GOLD, PAGES

from onrecord.evaluate import Scores, Tally, read_gold, score
from onrecord.flow import kept_answers, open_record, read

FLOORS = Path(__file__).with_name("floors.json")
MARGIN, CASES = 0.02, 3
ENOUGH = 15
"""Cases from which a share is worth holding: pairs of a field, gold claims of an act."""


class Share(NamedTuple):
    """A measure, 0 to 1, and how many cases it is of."""

    value: float
    cases: int


Shares = Mapping[str, Share]


def measured(scores: Scores) -> dict[str, Share]:
    """What is held: precision, recall and F1 of both kinds, both F1s of each act that is common enough, and the share of each field that is
    judged often enough."""
    shares = {f"field {name}": Share(right / of, of) for name, (right, of) in scores.fields.items() if of >= ENOUGH}
    acts = {f"act {act} {name}": share for act, tally in sorted(scores.acts.items()) if tally.gold >= ENOUGH
            for name, share in _rates(tally).items() if name.endswith("F1")}
    return {**_rates(scores.overall), **acts, **shares}


def _rates(tally: Tally) -> dict[str, Share]:
    return {f"{kind} {name}": Share(rate, tally.gold) for kind in ("core", "loose")
            for name, rate in zip(("precision", "recall", "F1"), tally.rates(kind), strict=True)}


def sealed(kept: Mapping[str, Any]) -> dict[str, Any]:
    """What floors.json holds, with the seal that fits it."""
    held = {name: kept[name] for name in ("floors", "lowered")}
    return {**held, "seal": hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()[:16]}


def floors() -> dict[str, float]:
    """The floors as they are pinned."""
    pinned: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))["floors"]
    return pinned


def below(shares: Shares, least: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """(value, floor) of each measure under its floor, or no longer measured at all (then the value is 0)."""
    values = {name: shares[name].value if name in shares else 0.0 for name in least}
    return {name: (values[name], floor) for name, floor in least.items() if values[name] < floor}


def raised(shares: Shares, least: Mapping[str, float], lower: bool = False) -> dict[str, float]:
    """New floors: measured less the margin, and never under the old ones unless ``lower``."""
    new = {name: round(max(0.0, share.value - max(MARGIN, CASES / share.cases)), 3) for name, share in shares.items()}
    return new if lower else {name: max(new.get(name, 0.0), least.get(name, 0.0)) for name in {**new, **least}}


def _measure() -> dict[str, Share]:
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "examples.record")
        read([str(PAGES)], path)
        with open_record(path) as view:
            return measured(score(read_gold(GOLD), kept_answers(view)))


def main() -> int:
    """Pins the floors anew; 1 where that would lower one and no reason is given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lower", metavar="WHY", help="lower floors too, for this reason")
    why = parser.parse_args().lower
    values = _measure()
    kept: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {"floors": {}, "lowered": []}
    fallen = below(values, kept["floors"])
    for name, (value, floor) in fallen.items():
        print(f"{name}: {value:.3f} is under its floor {floor:.3f}", file=sys.stderr)
    if fallen and why is None:
        return 1
    if fallen:
        kept["lowered"].append({"why": why, "was": {name: floor for name, (_, floor) in fallen.items()}})
    kept["floors"] = raised(values, kept["floors"], lower=why is not None)
    FLOORS.write_text(json.dumps(sealed(kept), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
