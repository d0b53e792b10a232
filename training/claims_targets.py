"""What the claims model should have answered: target tensors for a batch of windows, and the loss against them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from onrecord.claims.windows import GENERIC, ITEM, Mark, Window
from onrecord.model import ACTS, STATUSES
from training.claims_gold import Example, GoldClaim
from training.claims_model import Scores

WEIGHTS = {"act": 1.0, "status": 0.7, "giver": 0.5, "receiver": 0.5, "item": 0.3, "word": 0.1}
"""How much each head counts in the loss."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Targets:
    """`act`, `sure` [B, K, A] (sure 0: not counted); `status` [B, K, A, 9], `giver`, `receiver` [B, K, A, C + 2]: distributions, all 0
    where there is no claim or none of its parties is known; `quoted` [B, A, S]: 1 in the quotes of act's claims; `items` a row
    for each item mention in a sentence with a claim: window, first and last piece; `wanted`, `asked` [items, A]."""

    act: Tensor
    sure: Tensor
    status: Tensor
    giver: Tensor
    receiver: Tensor
    quoted: Tensor
    items: Tensor
    wanted: Tensor
    asked: Tensor


def targets(windows: Sequence[Window], examples: Sequence[Example], sentences: int, parties: int, width: int) -> Targets:
    """Targets for a batch padded to so many sentences, candidates and pieces; `examples[i]` is the article of `windows[i]`."""
    rows, acts = len(windows), len(ACTS)
    act, sure = np.zeros((2, rows, sentences, acts), np.float32)
    status = np.zeros((rows, sentences, acts, len(STATUSES)), np.float32)
    giver, receiver = np.zeros((2, rows, sentences, acts, parties + 2), np.float32)
    quoted = np.zeros((rows, acts, width), np.float32)
    items: list[tuple[int, int, int]] = []
    wanted, asked = list[Floats](), list[Floats]()
    for row, (window, example) in enumerate(zip(windows, examples, strict=True)):
        sure[row, : len(window.sentences)] = _sure(window, example)
        for claim in example.claims:
            if claim.sentence in window.sentences:
                place, kind = window.sentences.index(claim.sentence), ACTS.index(claim.act)
                act[row, place, kind] = 1
                status[row, place, kind, STATUSES.index(claim.status)] += 1
                giver[row, place, kind] += _parties(claim.giver, window, parties)
                receiver[row, place, kind] += _parties(claim.receiver, window, parties)
                quoted[row, kind, _quoted(window, place + 1, claim)] = 1
        for first, last, want, ask in _items(window, example):
            items.append((row, first, last))
            wanted.append(want)
            asked.append(ask)
    empty = np.zeros((0, acts), np.float32)
    columns = map(torch.from_numpy, (act, sure, _shared(status), _shared(giver), _shared(receiver), quoted,
                                     np.array(items, np.int64).reshape(-1, 3), np.array(wanted or empty), np.array(asked or empty)))
    return Targets(*columns)


def _sure(window: Window, example: Example) -> Floats:
    return np.array([[(number, act) not in example.unsure for act in ACTS] for number in window.sentences], np.float32)


def _parties(codes: Sequence[str], window: Window, parties: int) -> Floats:
    """Each party named counts equally; one that is no candidate counts for `other`; none at all for `nobody`."""
    out = np.zeros(parties + 2, np.float32)
    for code in codes:
        out[window.candidates.index(code) if code in window.candidates else parties + 1] += 1 / len(codes)
    if not codes:
        out[parties] = 1
    return out


def _quoted(window: Window, part: int, claim: GoldClaim) -> list[int]:
    return [place for place, (number, (start, end)) in enumerate(zip(window.part, window.offsets, strict=True))
            if number == part and start < claim.end and claim.start < end]


def _items(window: Window, example: Example) -> list[tuple[int, int, Floats, Floats]]:
    """For each item mention in a sentence with a claim: first piece, last piece + 1, which acts' claims name it, which acts are claimed."""
    out = []
    for part, number in enumerate(window.sentences, 1):
        claims = [claim for claim in example.claims if claim.sentence == number]
        sentence = example.page.sentences[number]
        for mark in sentence.marks if claims else ():
            places = item_pieces(window, part, mark)
            if places:
                text = sentence.text[mark.start:mark.end]
                want = [any(c.act == act and _names(c, text) for c in claims) for act in ACTS]
                ask = [any(c.act == act and c.items for c in claims) for act in ACTS]
                out.append((places[0], places[-1] + 1, np.array(want, np.float32), np.array(ask, np.float32)))
    return out


def item_pieces(window: Window, part: int, mark: Mark) -> list[int]:
    """The pieces of an item mention of the `part`-th sentence predicted; none for another kind of mark or past the cut."""
    if mark.kind not in (ITEM, GENERIC):
        return []
    return [place for place, (number, (start, end)) in enumerate(zip(window.part, window.offsets, strict=True))
            if number == part and start < mark.end and mark.start < end]


def _names(claim: GoldClaim, text: str) -> bool:
    """Whether the claim names the item: either wording holds the other."""
    text = " ".join(text.lower().split())
    return any(text in name or name in text for name in (" ".join(name.lower().split()) for _, name in claim.items))


def _shared(counts: Floats) -> Floats:
    total = counts.sum(-1, keepdims=True)
    out: Floats = counts / np.maximum(total, 1e-6)
    return out


def losses(scores: Scores, target: Targets, part: Tensor) -> dict[str, Tensor]:
    """The loss of each head, unweighted; `act` is per sentence, the others per claim."""
    claims = target.act.sum().clamp_min(1)
    act = F.binary_cross_entropy_with_logits(scores.act, target.act, target.sure, reduction="sum") / target.sure[..., 0].sum().clamp_min(1)
    out = {"act": act}
    for name in ("status", "giver", "receiver"):
        wanted = getattr(target, name)
        out[name] = -(wanted * F.log_softmax(getattr(scores, name), -1)).sum() / claims
    out["word"] = _outside(scores.word, target, part) / claims
    if len(target.items):
        found = torch.stack([scores.item[row, :, first:last].mean(-1) for row, first, last in target.items.tolist()])
        total = F.binary_cross_entropy_with_logits(found, target.wanted, target.asked, reduction="sum")
        out["item"] = total / target.asked.sum().clamp_min(1)
    return out


def _outside(word: Tensor, target: Targets, part: Tensor) -> Tensor:
    """-log of the share of attention that falls inside the quotes, over (sentence, act) pairs that have a claim."""
    rows, places, acts = target.act.nonzero(as_tuple=True)
    here = part[rows] == (places + 1)[:, None]
    logits = word[rows, acts].masked_fill(~here, -1e4)
    quoted = target.quoted[rows, acts].bool() & here
    inside = torch.logsumexp(logits.masked_fill(~quoted, -1e4), -1)
    return (torch.logsumexp(logits, -1) - inside)[quoted.any(-1)].sum()
