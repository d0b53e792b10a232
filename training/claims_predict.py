"""What a trained claims model says of an article, before export: the same `Detection`s as at run time, as rows for a file."""

from collections.abc import Iterator
from typing import Any

import torch
from tokenizers import Tokenizer

from onrecord.claims.learned import Detection, Scores, detections
from onrecord.claims.windows import collate, windows_of
from training.claims_gold import Example
from training.claims_model import ClaimsModel

ROWS = 8


def predict(model: ClaimsModel, article: Example, tokenizer: Tokenizer) -> Iterator[dict[str, Any]]:
    """A row for each sentence of the article; see `row_of`."""
    model.eval()
    windows = windows_of(article.page, tokenizer)
    for first in range(0, len(windows), ROWS):
        group = windows[first:first + ROWS]
        batch = collate(group)
        columns = (batch.ids, batch.mask, batch.marks, batch.part, batch.mention, batch.listed, batch.features)
        with torch.no_grad():
            scores = model(*map(torch.from_numpy, columns))
        for found in detections(article.page, group, Scores(*(score.numpy() for score in scores))):
            yield row_of(article.id, found)


def row_of(article: str, found: Detection) -> dict[str, Any]:
    """A detection as JSON: probabilities to four places, roles the six likeliest, words those with a share of .05 or more."""
    def pairs(role: Any, count: int) -> dict[str, list[Any]]:
        return {act: [[party, round(p, 4)] for party, p in listed[:count]] for act, listed in role.items()}

    def spans(column: Any, least: float) -> dict[str, list[Any]]:
        return {act: [[*span, round(p, 4)] for span, p in listed if p >= least] for act, listed in column.items()}

    return {
        "id": article, "sentence": list(found.sentence), "acts": {act: round(p, 4) for act, p in found.acts.items()},
        "status": {act: {s: round(p, 4) for s, p in listed.items()} for act, listed in found.status.items()},
        "giver": pairs(found.giver, 6), "receiver": pairs(found.receiver, 6),
        "items": spans(found.items, 0.0), "words": spans(found.words, 0.05),
    }
