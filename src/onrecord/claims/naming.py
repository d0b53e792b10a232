"""Names of parties as somebody else wrote them -> codes, through what the page itself names; a name that it does not bear out is none."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.claims.layers import Layers
from onrecord.claims.makers import Party
from onrecord.claims.quoting import plain
from onrecord.knowledge.parties import party_gazetteer, roles
from onrecord.model import PartyMention, Span

_REFERRING = frozenset({"pronoun", "description"})
"""Forms that mean another party in every sentence, so that only those in the claim's own words say whom."""
_ACTING = frozenset({"ministry", "office", "force"})
_JOINING = frozenset({"the", "of", "'s", "s"})


class Names:
    """The parties that one article names, by wording."""

    def __init__(self, layers: Layers) -> None:
        self._layers = layers
        self._mentions: dict[str, list[PartyMention]] = {}
        for mention in layers.reading.parties:
            self._mentions.setdefault(_folded(layers.article.text[slice(*mention.span)]), []).append(mention)
        named = {code for mention in layers.reading.parties for code in layers.codes(mention)}
        self._known = named | ({layers.home} if layers.home else set())

    def parties(self, names: Sequence[str], around: Span, anchor: int, persons: bool) -> tuple[Party, ...] | None:
        """The parties of a role, each with words of the page that name it: in the claim's sentences ``around``, else the nearest before the
        ``anchor``, else the first. None where any of the names is not borne out by the page; ``persons`` may be parties where they are sanctioned."""
        codes: list[str] = []
        for name in names:
            found = self.codes(name, around)
            if not found or (not persons and self._layers.persons & set(found)):
                return None
            codes += found
        return tuple((code, self._layers.naming(code, anchor)) for code in dict.fromkeys(codes))

    def codes(self, name: str, around: Span) -> tuple[str, ...]:
        """What a name stands for: a wording of the page, a code, or another usual name of a party that the page names; () for nothing."""
        worded = self._worded(name, around)
        if worded:
            return worded
        if name in self._known:
            return (name,)
        usual = _usual(name)
        return usual if usual and set(usual) <= self._known else ()

    def _worded(self, name: str, around: Span) -> tuple[str, ...]:
        """The parties of the mentions so worded: of those in the claim's sentences, else of all where they agree."""
        every = self._mentions.get(_folded(name), [])
        here = [m for m in every if around.overlaps(m.span)]
        meant = here or [m for m in every if m.form not in _REFERRING]
        found = {self._layers.codes(m) for m in meant}
        return found.pop() if len(found) == 1 else ()


def _folded(name: str) -> str:
    return plain(name).casefold().removeprefix("the ").removesuffix("'s")


def _usual(name: str) -> tuple[str, ...]:
    """The party of the gazetteer that a name as a whole stands for, with a ministry, office or force of its ("the army of Peru")."""
    wording = plain(name)
    matches = party_gazetteer().find(wording)
    codes = {code for m in matches for code in m.payload.codes}
    rest = wording
    for m in reversed(matches):
        rest = rest[:m.start] + " " + rest[m.end:]
    form_of = roles().form_of
    acts = all(word in _JOINING or form_of.get(word) in _ACTING for word in rest.casefold().replace("'s", " ").split())
    return tuple(codes) if len(codes) == 1 and acts else ()
