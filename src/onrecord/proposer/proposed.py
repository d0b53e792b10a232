"""What a proposer is to the rest: asked about an article, it gives suggestions and says what it left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from onrecord.model import Article, Skip, Suggestion


@dataclass(frozen=True, slots=True)
class Proposed:
    """Suggestions for one article, and what was left out of the answers. ``version`` names who answered and to which prompt, so that a record
    knows by whom its claims were read; "" where nobody answered."""

    suggestions: tuple[Suggestion, ...] = ()
    skips: tuple[Skip, ...] = ()
    version: str = ""


class Proposer(Protocol):
    """Whoever can be asked about an article. Asking never raises for what is answered."""

    def suggest(self, article: Article) -> Proposed:
        """Suggestions for an article that passed the gate."""
