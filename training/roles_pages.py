"""Gold pages as the product reads them, for fitting what stands on its layers (training.roles_fit)."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.claims.decide import roles_said
from onrecord.claims.layers import Layers
from onrecord.claims.learned import Detection
from onrecord.claims.ranker import Learned
from onrecord.flow import Reader, home_of
from onrecord.intake import read_captures
from onrecord.model import Article, Reading, Skip, Span
from onrecord.origins.dating import date_article
from onrecord.text import make_article

Row = tuple[Article, Reading, str | None, list[dict[str, Any]], Learned]


def pages(gold: Path, detections: Path | None) -> Iterator[Row]:
    """Each gold article: article, reading, the publisher's state, its gold claims, and the detector's out-of-fold roles.

    ``gold`` is a file like train.jsonl with train.texts.jsonl beside it. ``detections`` is a file of out-of-fold answers
    (training.claims_train writes it); articles without a row there are left out, so that weights see what a new page gives.
    """
    claims = {row["id"]: row["claims"] for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines())}
    answers = answers_of(detections) if detections else {}
    reader = Reader()
    for capture in read_captures([str(gold.with_suffix(".texts.jsonl"))]):
        made = None if isinstance(capture, Skip) else make_article(capture)
        if isinstance(capture, Skip) or not isinstance(made, Article) or (detections and capture.name not in answers):
            continue
        article = replace(made, published=date_article(made, capture.declared.get("published")))
        reading, home = reader.layers(article), home_of(article)
        yield article, reading, home, claims[capture.name], roles_said(Layers(article, reading, home), answers.get(capture.name, []))


def answers_of(path: Path) -> dict[str, list[Detection]]:
    """The detections of a file of answers, by article."""
    out: dict[str, list[Detection]] = {}
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        roles = [{act: tuple((party, p) for party, p in listed) for act, listed in row[side].items()} for side in ("giver", "receiver")]
        spans = [{act: tuple((Span(a, b), p) for a, b, p in listed) for act, listed in row[side].items()} for side in ("items", "words")]
        out.setdefault(row["id"], []).append(Detection(Span(*row["sentence"]), row["acts"], row["status"], *roles, *spans))
    return out
