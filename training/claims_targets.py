"""What the claims model should have answered: target tensors for a batch of windows and questions, and the losses against them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from onrecord.claims.units import Asked, Question, asked
from onrecord.claims.windows import Window
from onrecord.model import ACTS, CERTAINTIES, STATUSES
from training.claims_gold import Example, GoldClaim
from training.claims_model import Judged, Read

WEIGHTS = {"word": 1.0, "sentence": 0.7, "claim": 0.3, "status": 0.7, "certainty": 0.15, "giver": 0.6, "receiver": 0.6, "item": 0.3, "time": 0.15}
"""How much each head counts in the loss."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Targets:
    """`word`, `counted` [B, S, A] (counted 0: not scored); `sentence`, `sure` [B, K, A]. For the questions: `claim`, `judged` [U] (judged 0: not
    scored); distributions, all 0 where there is nothing to learn: `status` [U, 9], `certainty` [U, 3], `giver`, `receiver` [U, C + 2], `time`
    [U, T + 1]; `item`, `named` [U, I] (named 0: not scored)."""

    word: Tensor
    counted: Tensor
    sentence: Tensor
    sure: Tensor
    claim: Tensor
    judged: Tensor
    status: Tensor
    certainty: Tensor
    giver: Tensor
    receiver: Tensor
    time: Tensor
    item: Tensor
    named: Tensor


@dataclass(frozen=True, slots=True)
class Practised:
    """A question put in training, and the claims that answer it (none: it is no claim; `sure` False: that is not certain)."""

    row: int
    asked: Asked
    claims: tuple[GoldClaim, ...]
    sure: bool


def questions(windows: Sequence[Window], examples: Sequence[Example]) -> list[Practised]:
    """The questions of a batch: those that claims answer, and those that frames raise for nothing. `examples[i]` is the article of `windows[i]`."""
    return [found for row, (window, example) in enumerate(zip(windows, examples, strict=True)) for place in range(len(window.sentences))
            for found in _questions(row, window, place, example)]


def _questions(row: int, window: Window, place: int, example: Example) -> Iterator[Practised]:
    number = window.sentences[place]
    here = [claim for claim in example.claims if claim.sentence == number]
    answering: dict[tuple[int, int], list[GoldClaim]] = {}
    put: dict[tuple[int, int], Question] = {}
    for claim in here:
        if claim.question is not None:
            key = claim.question.start, claim.question.act
            answering.setdefault(key, []).append(claim)
            put.setdefault(key, claim.question)
    for home, question in example.framed:
        if home == number:
            put.setdefault((question.start, question.act), question)
    unsure = {claim.act for claim in here} | {act for home, act in example.unsure if home == number}
    for key, question in put.items():
        found = asked(window, place, question)
        if found is not None:
            yield Practised(row, found, tuple(answering.get(key, ())), key in answering or ACTS[question.act] not in unsure)


def targets(windows: Sequence[Window], examples: Sequence[Example], put: Sequence[Practised], sizes: tuple[int, int, int, int, int]) -> Targets:
    """Targets for a batch padded to so many sentences, candidates, pieces, goods and times."""
    sentences, parties, width, goods, times = sizes
    rows, acts, count = len(windows), len(ACTS), len(put)
    word, counted = np.zeros((2, rows, width, acts), np.float32)
    sentence, sure = np.zeros((2, rows, sentences, acts), np.float32)
    for row, (window, example) in enumerate(zip(windows, examples, strict=True)):
        _words(window, example, word[row], counted[row], sentence[row], sure[row])
    claim, judged = np.zeros((2, count), np.float32)
    status, certainty = np.zeros((count, len(STATUSES)), np.float32), np.zeros((count, len(CERTAINTIES)), np.float32)
    giver, receiver = np.zeros((2, count, parties + 2), np.float32)
    time, (item, named) = np.zeros((count, times + 1), np.float32), np.zeros((2, count, goods), np.float32)
    for n, p in enumerate(put):
        claim[n], judged[n] = bool(p.claims), p.sure
        window, example = windows[p.row], examples[p.row]
        for c in p.claims:
            status[n, STATUSES.index(c.status)] += 1 / len(p.claims)
            certainty[n, CERTAINTIES.index(c.certainty)] += 1 / len(p.claims)
            giver[n] += _parties(c.giver, window, parties) / len(p.claims)
            receiver[n] += _parties(c.receiver, window, parties) / len(p.claims)
            for at in c.times or (times,):
                time[n, at] += 1 / len(c.times or (0,)) / len(p.claims)
        if any(c.items for c in p.claims):
            text = example.page.sentences[window.sentences[p.asked.place]].text
            for k, (start, end, _) in enumerate(p.asked.question.items):
                named[n, k], item[n, k] = 1, any(_names(c, text[start:end]) for c in p.claims)
    return Targets(*map(torch.from_numpy, (word, counted, sentence, sure, claim, judged, status, certainty, giver, receiver, time, item, named)))


def _words(window: Window, example: Example, word: Floats, counted: Floats, sentence: Floats, sure: Floats) -> None:
    for place, number in enumerate(window.sentences):
        mine = np.array(window.part) == place + 1
        for n, act in enumerate(ACTS):
            if (number, act) not in example.unsure:
                sure[place, n] = 1
                counted[: len(mine), n][mine] = 1
    for claim in example.claims:
        if claim.sentence not in window.sentences:
            continue
        place, act = window.sentences.index(claim.sentence), ACTS.index(claim.act)
        sentence[place, act] = 1
        quoted = window.pieces_of(place, claim.start, claim.end)
        head = window.piece_at(place, claim.question.start) if claim.question is not None else None
        for piece in quoted:  # another word of the quote that a frame points at may as well be the claim's
            if (head is None or window.hints[piece] >> act & 1) and not word[piece, act]:
                counted[piece, act] = 0
        if head is not None:
            word[head, act], counted[head, act] = 1, 1


def _parties(codes: Sequence[str], window: Window, parties: int) -> Floats:
    """Each party named counts equally; one that is no candidate counts for `other`; none at all for `nobody`."""
    out = np.zeros(parties + 2, np.float32)
    for code in codes:
        out[window.candidates.index(code) if code in window.candidates else parties + 1] += 1 / len(codes)
    if not codes:
        out[parties] = 1
    return out


def _names(claim: GoldClaim, text: str) -> bool:
    """Whether the claim names the item: either wording holds the other."""
    text = " ".join(text.lower().split())
    return any(text in name or name in text for name in (" ".join(name.lower().split()) for _, name in claim.items))


def losses(read: Read, judged: Judged, target: Targets) -> dict[str, Tensor]:
    """The loss of each head, unweighted; `word` and `sentence` are per sentence, the others per question."""
    sentences = target.sure.amax(-1).sum().clamp_min(1)
    asked, told = target.judged.sum().clamp_min(1), target.claim.sum().clamp_min(1)
    out = {
        "word": F.binary_cross_entropy_with_logits(read.word, target.word, target.counted, reduction="sum") / sentences,
        "sentence": F.binary_cross_entropy_with_logits(read.sentence, target.sentence, target.sure, reduction="sum") / sentences,
        "claim": F.binary_cross_entropy_with_logits(judged.claim, target.claim, target.judged, reduction="sum") / asked,
    }
    for name in ("status", "certainty", "giver", "receiver", "time"):
        out[name] = -(getattr(target, name) * F.log_softmax(getattr(judged, name), -1)).sum() / told
    out["item"] = F.binary_cross_entropy_with_logits(judged.item, target.item, target.named, reduction="sum") / target.named.sum().clamp_min(1)
    return out
