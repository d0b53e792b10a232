"""How far an event happened, -3 (surely not) to 3 (surely), against people's judgements: UDS It Happened v2.

    python -m bench.transfer_factuality [--data FOLDER]          the test split
    python -m bench.transfer_factuality --fit [--data FOLDER]    the table below, from the train split

Each sentence is read as a text of its own. The predicate's word is given the status of `claims.status.stance` (no frame),
and the certainty of the voices and hedges over it; `FACTUALITY` turns the two into a number, the mean of train's labels under them. Nothing else
is learned, and the rules were not made with these texts (web reviews, mail, forums, blogs, news of UD English EWT; its trees are among what the
language engine learned from).

Measured are Pearson's r and the mean absolute error (MAE). The constant 3 ("everything happened") is the baseline usually given for this data.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import mean

from bench.transfer import Told, arguments, joined, layers_of, mean_error, pearson, told_of

from onrecord.model import Span
from onrecord.model.tree import Tree
from onrecord.reading import Engine

FEWEST = 20
"""Labels of train under a status and hedge from which their mean is a row of its own; under fewer the status alone tells."""

FACTUALITY: dict[tuple[str, bool | None], float] = {
    ("", False): -0.3, ("", None): -0.4, ("", True): -1.26, ("agreed", False): -0.82,
    ("agreed", None): -0.92, ("denied", False): -0.15, ("denied", None): -0.25, ("denied", True): -0.89,
    ("done", False): 2.44, ("done", None): 2.41, ("done", True): 1.74, ("halted", False): 0.59,
    ("halted", None): 0.34, ("no_evidence", None): -0.6, ("planned", False): -1.65, ("planned", None): -1.68,
    ("planned", True): -2.13, ("possible", False): -0.76, ("possible", None): -0.89, ("possible", True): -1.14,
    ("sought", False): -0.9, ("sought", None): -0.95, ("sought", True): -1.5, ("underway", False): 1.71,
    ("underway", None): 1.69, ("underway", True): 1.1,
}
"""(status, hedged) -> factuality; hedged None stands for the whole status. Printed by `--fit`, from the train split."""

NO_WORD = Told("", "none", "certain")


def key(told: Told) -> tuple[str, bool]:
    """The row of the table that an answer falls under: its status, and whether a voice or hedge makes it less than certain."""
    return told.status, told.hedge != "certain"


def factuality(told: Told, table: Mapping[tuple[str, bool | None], float] = FACTUALITY) -> float:
    """The number of an answer; a status not in the table is read as one that nothing tells."""
    status, hedged = key(told)
    return table.get((status, hedged), table.get((status, None), table[("", None)]))


def fitted(rows: Sequence[tuple[float, Told]]) -> dict[tuple[str, bool | None], float]:
    """The table: the mean label of each status, and of each status hedged and not hedged where labels are enough."""
    labels: dict[tuple[str, bool | None], list[float]] = defaultdict(list)
    for label, told in rows:
        status, hedged = key(told)
        labels[status, None].append(label)
        labels[status, hedged].append(label)
    return {row: round(mean(found), 2) for row, found in sorted(labels.items(), key=str) if row[1] is None or len(found) >= FEWEST}


def read(path: Path, engine: Engine) -> Iterator[tuple[float, Told]]:
    """The label of each predicate of a split and what the product makes of its word."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, places = joined(row["text"].split(" "))
        reading = layers_of(text, [Span(0, len(text))], engine)
        tree = Tree(reading.syntax, text)
        for target in row["targets"]:
            yield target["label"], told_of(tree, reading, places[target["span1"][0]]) or NO_WORD


def main() -> None:
    """Prints the figures, or the table."""
    parser = arguments(__doc__)
    parser.add_argument("--fit", action="store_true", help="print the table from the train split")
    parser.add_argument("--split", default="test", choices=("dev", "test"))
    given = parser.parse_args()
    split = "train" if given.fit else given.split
    rows = list(read(given.data / "udsih2" / f"{split}.jsonl", Engine()))
    if given.fit:
        print(*(f"    {row}: {value}," for row, value in fitted(rows).items()), sep="\n")
        return
    gold, found = [label for label, _ in rows], [factuality(told) for _, told in rows]
    print(f"UDS It Happened v2, {split}: {len(rows)} predicates")
    print(f"Pearson r {pearson(gold, found):.3f}, MAE {mean_error(gold, found):.3f}")
    for constant in (3.0, mean(gold)):
        print(f"always {constant:.2f}: MAE {mean_error(gold, [constant] * len(gold)):.3f}")
    statuses = sorted({told.status for _, told in rows})
    for status in statuses:
        labels = [label for label, told in rows if told.status == status]
        print(f"  {status or 'nothing tells':14}{len(labels):5}   mean label {mean(labels):5.2f}   by the table {FACTUALITY[status, None]:5.2f}")


if __name__ == "__main__":
    main()
