"""The claims model: MiniLM over a window, and heads that say of each sentence which acts it claims, of whom, how far, with what.

Tensors, with B windows, S pieces, K sentences, A acts, C candidates: see `forward`. The eight kinds of mark take the place of the
parser's word shapes as the encoder's second input.
"""

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.claims.windows import FEATURES
from onrecord.model import ACTS, STATUSES
from training.encoder import WIDTH, Encoder

INNER = 192
"""Width of the role and item scores' inner products."""

LOW = -1e4

FROZEN, KINDS = 2, 8
"""Lowest layers kept as MiniLM has them, which saves a fifth of the time; kinds of mark."""


class Scores(NamedTuple):
    """All are logits. `act` [B, K, A]; `status` [B, K, A, 9]; `giver`, `receiver` [B, K, A, C + 2], the last two places for nobody and
    for somebody who is no candidate; `item` and `word` [B, A, S], each piece for its own sentence."""

    act: Tensor
    status: Tensor
    giver: Tensor
    receiver: Tensor
    item: Tensor
    word: Tensor


class Role(nn.Module):
    """Scores every candidate for one role of every act: mentions in the sentence, mentions elsewhere, and features.

    A candidate's score is the log of the mean power over the pieces of its mentions: any one good mention is enough.
    """

    def __init__(self) -> None:
        super().__init__()
        self.query_in, self.query_out = nn.Linear(WIDTH, INNER), nn.Linear(WIDTH, INNER)
        self.key_in, self.key_out = nn.Linear(WIDTH, INNER), nn.Linear(WIDTH, INNER)
        self.act_in, self.act_out = (nn.Parameter(torch.zeros(len(ACTS), INNER)) for _ in range(2))
        self.features = nn.Linear(FEATURES, len(ACTS))
        self.nobody, self.other = nn.Linear(WIDTH, 1), nn.Linear(WIDTH, 1)
        self.bias = nn.Parameter(torch.zeros(len(ACTS), 2))

    def forward(self, unit: Tensor, pieces: Tensor, inside: Tensor, mention: Tensor, features: Tensor) -> Tensor:
        """`unit` [B, K, A, W]; `pieces` [B, S, W]; `inside` [B, K, S] 1 in the sentence; `mention` [B, C, S]; -> [B, K, A, C + 2]."""
        here = _product(self.query_in(unit) + self.act_in, self.key_in(pieces))
        there = _product(self.query_out(unit) + self.act_out, self.key_out(pieces))
        score = here * inside[:, :, None] + there * (1 - inside[:, :, None])
        named = mention.sum(1)[:, None, None] > 0
        top = score.masked_fill(~named, LOW).amax(-1, keepdim=True).detach()
        powers = torch.exp((score - top).clamp(-30, 0)) * named
        party = torch.log(powers.flatten(1, 2) @ mention.transpose(1, 2) + 1e-13).unflatten(1, score.shape[1:3]) + top
        party = party + self.features(features).transpose(2, 3)
        rest = torch.cat([self.nobody(unit), self.other(unit)], -1) + self.bias
        return torch.cat([party, rest], -1)


def _product(query: Tensor, key: Tensor) -> Tensor:
    """[B, K, A, I] with [B, S, I] -> [B, K, A, S]."""
    rows, count, acts, inner = query.shape
    out: Tensor = query.reshape(rows, count * acts, inner) @ key.transpose(1, 2) / inner**0.5
    return out.reshape(rows, count, acts, -1)


class ClaimsModel(nn.Module):
    """The encoder and its heads."""

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.marks = nn.Embedding(KINDS, WIDTH)
        nn.init.zeros_(self.marks.weight)
        for layer in self.encoder.layers:
            layer.dropout.p = 0.0  # drawing its masks takes two fifths of the time on a CPU, and exchanging parties and goods guards too
        self.dropout = nn.Dropout(dropout)
        self.word = nn.Linear(WIDTH, len(ACTS))
        self.hidden, self.act = nn.Linear(WIDTH, WIDTH), nn.Parameter(torch.zeros(len(ACTS), WIDTH))
        self.act_bias = nn.Parameter(torch.full((len(ACTS),), -3.0))
        self.status_hidden, self.status = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, len(STATUSES))
        self.status_word = nn.Linear(WIDTH, len(ACTS))
        nn.init.zeros_(self.status_word.weight)
        self.status_bias = nn.Parameter(torch.zeros(len(ACTS), len(STATUSES)))
        self.giver, self.receiver = Role(), Role()
        self.item_query, self.item_key = nn.Linear(WIDTH, INNER), nn.Linear(WIDTH, INNER)
        self.item_bias = nn.Parameter(torch.zeros(len(ACTS)))

    def encode(self, ids: Tensor, mask: Tensor, marks: Tensor) -> Tensor:
        """A vector for each piece [B, S, W]. Marks are added above the lowest layers, which stay as MiniLM has them."""
        body = self.encoder
        bias = (1.0 - mask[:, None, None, :].to(torch.float32)) * -10000.0
        with torch.no_grad():
            x = body.norm(body.words(ids) + body.places(torch.arange(ids.shape[1], device=ids.device))[None] + body.segment)
            for layer in body.layers[:FROZEN]:
                x = layer(x, bias)
        x = body.dropout(x + self.marks(marks))
        mixed, weights = torch.zeros(()), torch.softmax(body.mix[FROZEN:], 0)
        for number, layer in enumerate(body.layers[FROZEN:]):
            x = layer(x, bias)
            mixed = mixed + weights[number] * x
        return mixed

    def pooled(self, word: Tensor, inside: Tensor, pieces: Tensor) -> Tensor:
        """For each sentence and act the mean of its pieces, weighted by the softmax of `word` [B, A, S]: [B, K, A, W]."""
        attention = torch.softmax(word[:, None] + (1 - inside[:, :, None]) * LOW, -1)
        unit: Tensor = self.dropout(attention.flatten(1, 2) @ pieces)
        return unit.view(*attention.shape[:3], WIDTH)

    def forward(self, ids: Tensor, mask: Tensor, marks: Tensor, part: Tensor, mention: Tensor, listed: Tensor, features: Tensor) -> Scores:
        """Inputs as `onrecord.claims.windows.Batch` has them."""
        pieces = self.dropout(self.encode(ids, mask, marks).float())
        numbers = torch.arange(1, features.shape[1] + 1, device=ids.device)
        inside = (part[:, None] == numbers[None, :, None]).float()
        word = self.word(pieces).transpose(1, 2)
        unit = self.pooled(word, inside, pieces)
        act = (F.gelu(self.hidden(unit)) * self.act).sum(-1) + self.act_bias
        told = self.pooled(word + self.status_word(pieces).transpose(1, 2), inside, pieces)
        status = self.status(F.gelu(self.status_hidden(told))) + self.status_bias
        roles = [role(unit, pieces, inside, mention, features) for role in (self.giver, self.receiver)]
        closed = F.pad((1 - listed) * LOW, (0, 2))[:, None, None]
        item = _product(self.item_query(unit), self.item_key(pieces)) + self.item_bias[:, None]
        return Scores(act, status, roles[0] + closed, roles[1] + closed, (item * inside[:, :, None]).sum(1), word)
