"""How well the claims model's answers fit the gold claims, head by head.

    python -m training.claims_measure PAGES GOLD OOF.jsonl...

Average precision of each act over sentences; given a gold (sentence, act): is the status right, its group, the set of givers, of
receivers, both, both and the group; of the items named. Several files of answers for the same sentences are averaged.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from onrecord.model import ACTS, status_group
from training.claims_answers import Rows, rows_of
from training.claims_decode import best_parties, best_status
from training.claims_gold import Example, GoldClaim, examples


def average_precision(scored: Sequence[tuple[float, bool]]) -> float:
    """Mean precision at each true one, best score first."""
    right, total = 0, 0.0
    for place, (_, true) in enumerate(sorted(scored, key=lambda pair: -pair[0]), 1):
        right += true
        total += right / place if true else 0
    return total / max(1, right)


def act_precisions(articles: Sequence[Example], rows: Rows) -> dict[str, float]:
    """Average precision of each act, and of all together ("all")."""
    scored: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for article in articles:
        claimed = {(claim.sentence, claim.act) for claim in article.claims}
        for number, sentence in enumerate(article.page.sentences):
            row = rows.get((article.id, sentence.start))
            for act, p in row["acts"].items() if row else ():
                if (number, act) not in article.unsure:
                    scored[act].append((p, (number, act) in claimed))
    return {"all": average_precision(list(chain.from_iterable(scored.values()))), **{act: average_precision(scored[act]) for act in ACTS}}


def field_accuracies(articles: Sequence[Example], rows: Rows) -> dict[str, float]:
    """Shares of gold (sentence, act) pairs whose field fits one of the pair's claims."""
    marks: dict[str, list[bool]] = defaultdict(list)
    for article in articles:
        units: dict[tuple[int, str], list[Any]] = defaultdict(list)
        for claim in article.claims:
            units[claim.sentence, claim.act].append(claim)
        for (number, _), claims in units.items():
            row = rows.get((article.id, article.page.sentences[number].start))
            if row is None:
                continue
            fits = [_fit(row, claim) for claim in claims]
            for place, name in enumerate(("status", "group", "giver", "receiver")):
                marks[name].append(any(fit[place] for fit in fits))
            marks["both"].append(any(fit[2] and fit[3] for fit in fits))
            marks["both+group"].append(any(all(fit[1:]) for fit in fits))
    return {name: sum(values) / len(values) for name, values in marks.items()}


def _fit(row: Mapping[str, Any], claim: GoldClaim) -> tuple[bool, bool, bool, bool]:
    """Whether status, its group, givers and receivers are the claim's."""
    status = best_status(row["status"][claim.act])
    giver, receiver = best_parties(row["giver"][claim.act], row["receiver"][claim.act], claim.act)
    return (status == claim.status, status_group(status) == status_group(claim.status),
            set(giver) == set(claim.giver), set(receiver) == set(claim.receiver))


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("answers", type=Path, nargs="+")
    options = parser.parse_args()
    rows = rows_of(options.answers)
    known = {article for article, _ in rows}
    articles = [a for a in examples(options.pages, options.gold) if a.id in known]
    for title, figures in (("AP", act_precisions(articles, rows)), ("given the act", field_accuracies(articles, rows))):
        sys.stdout.write(f"{title}: " + "  ".join(f"{name} {value:.3f}" for name, value in figures.items()) + "\n")


if __name__ == "__main__":
    main()
