"""The reader's model: tags, features, lemma rules, names and dependencies, read off one encoder.

Every head looks at the vector of a word's first piece. Arcs and relations are biaffine (Dozat and Manning 2017).
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.encoder import WIDTH, Encoder

TAGGED = ("upos", "xpos", "feats", "lemma", "names")
"""The layers of one label a word, in the order of the exported graph's outputs."""

ARC_WIDTH, REL_WIDTH = 192, 96


class Parser(nn.Module):
    """The encoder with its heads; `sizes` gives the number of labels of each of `TAGGED` and of `rel`."""

    def __init__(self, sizes: dict[str, int]) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.tags = nn.ModuleDict({layer: nn.Linear(WIDTH, sizes[layer]) for layer in TAGGED})
        self.arc_dependent, self.arc_head = nn.Linear(WIDTH, ARC_WIDTH), nn.Linear(WIDTH, ARC_WIDTH)
        self.rel_dependent, self.rel_head = nn.Linear(WIDTH, REL_WIDTH), nn.Linear(WIDTH, REL_WIDTH)
        self.arc = nn.Linear(ARC_WIDTH, ARC_WIDTH, bias=False)
        self.arc_prior = nn.Linear(ARC_WIDTH, 1, bias=False)
        self.relations = Relations(sizes["rel"])
        self.word_dropout, self.role_dropout = nn.Dropout(0.1), nn.Dropout(0.3)

    def words(self, ids: Tensor, mask: Tensor, shapes: Tensor, first: Tensor) -> Tensor:
        """A vector for each word, the root leading: [sentences, words + 1, 384]."""
        out: Tensor = self.word_dropout(self.encoder.first_pieces(ids, mask, shapes, first))
        return out

    def _role(self, layer: nn.Module, x: Tensor) -> Tensor:
        out: Tensor = self.role_dropout(F.gelu(layer(x)))
        return out

    def arcs(self, x: Tensor) -> Tensor:
        """Scores [sentences, dependent, head]."""
        dependent, head = self._role(self.arc_dependent, x), self._role(self.arc_head, x)
        scores: Tensor = self.arc(dependent) @ head.transpose(1, 2) + self.arc_prior(head).transpose(1, 2)
        return scores

    def roles(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Vectors of each word as a dependent and as a head, for `Relations`."""
        return self._role(self.rel_dependent, x), self._role(self.rel_head, x)

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """The exported graph: arc scores, the two role vectors, and the best label of each of `TAGGED`."""
        x = self.words(ids, mask, shapes, first)
        best = (self.tags[layer](x).argmax(-1).to(torch.int32) for layer in TAGGED)
        return self.arcs(x), *self.roles(x), *best


class Relations(nn.Module):
    """Scores of the relation between a dependent and the head already chosen for it.

    Only chosen pairs are scored, so that memory grows with the words and not with their square.
    """

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.bilinear = nn.Linear(REL_WIDTH, labels * REL_WIDTH, bias=False)
        self.dependent = nn.Linear(REL_WIDTH, labels)
        self.head = nn.Linear(REL_WIDTH, labels, bias=False)
        nn.init.normal_(self.bilinear.weight, std=0.02)

    def forward(self, dependent: Tensor, head: Tensor) -> Tensor:
        """[words, 96] and [words, 96] -> scores [words, labels]."""
        pairs = self.bilinear(dependent).view(dependent.shape[0], -1, REL_WIDTH)
        scores: Tensor = (pairs @ head[:, :, None]).squeeze(-1) + self.dependent(dependent) + self.head(head)
        return scores
