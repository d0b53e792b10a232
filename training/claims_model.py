"""The claims model: an encoder over a window; heads that say of each word which act it tells, and of a word and an act what is claimed there.

Tensors, with B windows, S pieces, K sentences, A acts, U units asked about, C candidate parties, I goods and T times: see `read` and
`judge`. Kinds of mark and the frames' hints are the encoder's further inputs.
"""

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.claims.clues import ITEM_CLUES, TIME_CLUES, UNIT_CLUES
from onrecord.claims.units import ROLE_FEATURES
from onrecord.model import ACTS, CERTAINTIES, STATUSES
from training import encoder as minilm
from training import mpnet

INNER = 128
"""Width of the role, item and time scores' inner products."""

CLUED = 64
"""Width of the layer over a party's clues."""

LOW = -1e4

KINDS = 8
"""Kinds of mark."""

FROZEN = {"minilm": 2, "mpnet": 6}
"""Of each encoder the lowest layers, which are kept as they come: of MiniLM's that saves a fifth of the time, of MPNet's a third."""


class Read(NamedTuple):
    """`pieces` [B, S, W] a vector each; logits: `word` [B, S, A] the word tells the act; `sentence` [B, K, A] the sentence does."""

    pieces: Tensor
    word: Tensor
    sentence: Tensor


class Judged(NamedTuple):
    """Logits: `claim` [U]; `status` [U, 9]; `certainty` [U, 3]; `giver`, `receiver` [U, C + 2], the last two for nobody and for somebody who is no
    candidate; `item` [U, I]; `time` [U, T + 1], the last for none."""

    claim: Tensor
    status: Tensor
    certainty: Tensor
    giver: Tensor
    receiver: Tensor
    item: Tensor
    time: Tensor


class Role(nn.Module):
    """Scores every candidate for one role of a unit: its mentions in the sentence, those elsewhere, and its clues.

    A candidate's score is the log of the mean power over the pieces of its mentions: any one good mention is enough.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.query_in, self.query_out = nn.Linear(width, INNER), nn.Linear(width, INNER)
        self.key_in, self.key_out = nn.Linear(width, INNER), nn.Linear(width, INNER)
        self.clues, self.act, self.weigh = nn.Linear(ROLE_FEATURES, CLUED), nn.Embedding(len(ACTS), CLUED), nn.Linear(CLUED, 1)
        self.told = nn.Linear(width, CLUED)
        self.plain = nn.Linear(ROLE_FEATURES, 1)
        self.rest = nn.Linear(width, 2)
        nn.init.zeros_(self.act.weight)

    def forward(self, unit: Tensor, pieces: Tensor, row: Tensor, act: Tensor, inside: Tensor, mention: Tensor, roles: Tensor) -> Tensor:
        """`unit` [U, W]; `pieces` [B, S, W]; `inside` [U, S]; `mention` [U, C, S]; `roles` [U, C, ROLE_FEATURES]; -> [U, C + 2]."""
        here = _product(self.query_in(unit), self.key_in(pieces)[row])
        there = _product(self.query_out(unit), self.key_out(pieces)[row])
        score = here * inside + there * (1 - inside)
        named = mention.sum(1) > 0
        top = score.masked_fill(~named, LOW).amax(-1, keepdim=True).detach()
        powers = torch.exp((score - top).clamp(-30, 0)) * named
        party = torch.log((mention @ powers[:, :, None]).squeeze(-1) + 1e-13) + top
        hidden = F.gelu(self.clues(roles) + (self.act(act) + self.told(unit))[:, None])
        party = party + self.weigh(hidden).squeeze(-1) + self.plain(roles).squeeze(-1)
        return torch.cat([party, self.rest(unit)], -1)


def _product(query: Tensor, key: Tensor) -> Tensor:
    """[U, I] with [U, S, I] -> [U, S]."""
    out: Tensor = (key @ query[:, :, None]).squeeze(-1) / INNER**0.5
    return out


class Pointer(nn.Module):
    """Scores mentions (goods or times) for a unit: the vector of the mention and its clues."""

    def __init__(self, width: int, clues: int) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(width, INNER), nn.Linear(width, INNER)
        self.clues, self.act, self.weigh = nn.Linear(clues, 32), nn.Embedding(len(ACTS), 32), nn.Linear(32, 1)
        nn.init.zeros_(self.act.weight)

    def forward(self, unit: Tensor, pieces: Tensor, row: Tensor, act: Tensor, at: Tensor, clues: Tensor) -> Tensor:
        """`at` [U, N, S] the mentions' pieces; `clues` [U, N, n]; -> [U, N]."""
        keys = at @ self.key(pieces)[row]
        score = _product(self.query(unit), keys)
        return score + self.weigh(F.gelu(self.clues(clues) + self.act(act)[:, None])).squeeze(-1)


class ClaimsModel(nn.Module):
    """The encoder ("minilm" or "mpnet") and its heads."""

    def __init__(self, encoder: str = "minilm", dropout: float = 0.2) -> None:
        super().__init__()
        width = mpnet.WIDTH if encoder == "mpnet" else minilm.WIDTH
        self.encoder: minilm.Encoder | mpnet.Mpnet = mpnet.Mpnet() if encoder == "mpnet" else minilm.Encoder()
        self.frozen = FROZEN[encoder]
        self.marks, self.hints = nn.Embedding(KINDS, width), nn.Linear(len(ACTS), width, bias=False)
        nn.init.zeros_(self.marks.weight)
        nn.init.zeros_(self.hints.weight)
        for layer in self.encoder.layers:
            layer.dropout.p = 0.0  # drawing its masks takes two fifths of the time on a CPU, and exchanging parties and goods guards too
        self.dropout = nn.Dropout(dropout)
        self.word_hidden, self.word = nn.Linear(width, width), nn.Linear(width, len(ACTS))
        self.hinted = nn.Parameter(torch.zeros(len(ACTS)))
        self.look, self.hidden, self.act = nn.Linear(width, len(ACTS)), nn.Linear(width, width), nn.Parameter(torch.zeros(len(ACTS), width))
        self.act_bias = nn.Parameter(torch.full((len(ACTS),), -3.0))
        nn.init.constant_(self.word.bias, -4.5)
        self.unit_act = nn.Embedding(len(ACTS), width)
        self.unit_head, self.unit_seen, self.unit_clues = nn.Linear(width, width), nn.Linear(width, width), nn.Linear(len(UNIT_CLUES), width)
        self.seek, self.seen = nn.Linear(width, INNER), nn.Linear(width, INNER)
        self.status_hidden, self.status = nn.Linear(width, width), nn.Linear(width, len(STATUSES))
        self.status_rule = nn.Linear(len(UNIT_CLUES), len(STATUSES))
        self.certainty, self.claim = nn.Linear(width, len(CERTAINTIES)), nn.Linear(width, 1)
        self.giver, self.receiver = Role(width), Role(width)
        self.item, self.time, self.no_time = Pointer(width, len(ITEM_CLUES)), Pointer(width, len(TIME_CLUES)), nn.Linear(width, 1)

    def encode(self, ids: Tensor, mask: Tensor, marks: Tensor, hints: Tensor) -> Tensor:
        """A vector for each piece [B, S, W]. Marks and hints are added above the lowest layers, which stay as the encoder came."""
        body = self.encoder
        with torch.no_grad():
            bias, x = body.bias(mask), body.start(ids)
            for layer in body.layers[:self.frozen]:
                x = layer(x, bias)
        x = body.dropout(x + self.marks(marks) + self.hints(hints))
        mixed, weights = torch.zeros(()), torch.softmax(body.mix[self.frozen:], 0)
        for number, layer in enumerate(body.layers[self.frozen:]):
            x = layer(x, bias)
            mixed = mixed + weights[number] * x
        return mixed

    def read(self, ids: Tensor, mask: Tensor, marks: Tensor, part: Tensor, hints: Tensor, sentences: Tensor) -> Read:
        """Inputs as `onrecord.claims.windows.Batch` has them; `sentences` [K]: 1, 2, ..., the most that a window predicts."""
        pieces = self.dropout(self.encode(ids, mask, marks, hints).float())
        word = self.word(F.gelu(self.word_hidden(pieces))) + hints * self.hinted
        inside = (part[:, None] == sentences[None, :, None]).float()
        attention = torch.softmax(self.look(pieces).transpose(1, 2)[:, None] + (1 - inside[:, :, None]) * LOW, -1)
        unit = self.dropout((attention.flatten(1, 2) @ pieces).unflatten(1, attention.shape[1:3]))
        sentence = (F.gelu(self.hidden(unit)) * self.act).sum(-1) + self.act_bias
        return Read(pieces, word, sentence)

    def judge(self, pieces: Tensor, row: Tensor, head: Tensor, act: Tensor, inside: Tensor, unit: Tensor, mention: Tensor, listed: Tensor,
              roles: Tensor, item_at: Tensor, item: Tensor, time_at: Tensor, time: Tensor, timed: Tensor) -> Judged:
        """`pieces` as `read` gives them; the rest as `onrecord.claims.units.Columns` has them."""
        own = pieces[row, head]
        look = _product(self.seek(own + self.unit_act(act)), self.seen(pieces)[row]) + (1 - inside) * LOW
        around = (torch.softmax(look, -1)[:, None] @ pieces[row]).squeeze(1)
        told = F.gelu(self.unit_head(own) + self.unit_seen(around) + self.unit_act(act) + self.unit_clues(unit))
        told = self.dropout(told)
        status = self.status(F.gelu(self.status_hidden(told))) + self.status_rule(unit)
        closed = F.pad((1 - listed) * LOW, (0, 2))
        giver, receiver = (role(told, pieces, row, act, inside, mention, roles) + closed for role in (self.giver, self.receiver))
        times = torch.cat([self.time(told, pieces, row, act, time_at, time) + (1 - timed) * LOW, self.no_time(told)], -1)
        return Judged(self.claim(told).squeeze(-1), status, self.certainty(told), giver, receiver,
                      self.item(told, pieces, row, act, item_at, item), times)
