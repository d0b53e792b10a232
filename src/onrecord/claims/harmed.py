"""Whom arms are used against: named beside a supply, and no party to it ("drones that have been used to attack Ukraine's ports")."""

from __future__ import annotations

from itertools import pairwise

from onrecord.claims.layers import Layers
from onrecord.knowledge.frames import wordlist

_DOWN = frozenset({"nmod", "amod", "compound", "appos", "conj", "flat"})
"""Relations by which a party's name belongs to what is harmed ("citizens in Ukraine", "Ukraine's cities")."""
_MEANS = frozenset({"acl", "nmod", "advcl", "xcomp", "obl", "dep", "conj", "ccomp"})
"""Relations by which the harm hangs on the goods or on the word of the act ("drones to kill", "sent them to attack")."""
_FOR = frozenset({"", "against", "at", "for", "in", "on", "that", "to", "which"})
"""What may open it: anything else tells of a time or an occasion ("sent after the attacks on", "amid strikes")."""


def harmed(layers: Layers, word: int) -> frozenset[str]:
    """Parties that the sentence of ``word`` names only as those whom the goods, or what the word tells, harms."""
    there: dict[str, bool] = {}
    for w in layers.tree.sentence_words(word):
        mention = layers.party_at.get(w)
        if mention is not None and w == layers.words_in(mention.span)[0]:
            hit = any(_is_harmed(layers, part, word) for part in layers.words_in(mention.span))
            for code in layers.codes(mention):
                there[code] = there.get(code, True) and hit
    return frozenset(code for code, hit in there.items() if hit)


def _is_harmed(layers: Layers, named: int, word: int) -> bool:
    """Whether a name stands as what is harmed by something that hangs on goods or on the act's word, and nothing between protects it."""
    tree, at = layers.tree, named
    by = _harm_over(layers, at)
    while by is None and tree.rel[at].split(":")[0] in _DOWN and tree.head[at] >= 0:
        at = tree.head[at]
        by = _harm_over(layers, at)
    if by is None or _guarded(layers, by):
        return False
    above = [by, *tree.up(by)]
    for below, over in pairwise(above):
        if tree.rel[below].split(":")[0] not in _MEANS or tree.mark(below) not in _FOR or _guarded(layers, over):
            return False
        if over == word or over in layers.item_at:
            return True
    return False


def _harm_over(layers: Layers, at: int) -> int | None:
    """The word from which harm comes to ``at``: the verb or noun that harms it, or ``at`` itself where it stands after "against"."""
    tree, over = layers.tree, layers.tree.head[at]
    if over < 0:
        return None
    prep, rel = tree.prep(at), tree.rel[at]
    if prep == "against":
        return at
    harm = tree.lemma[over] in wordlist("harm")
    if tree.upos[over] == "VERB":
        return over if harm and (rel in ("obj", "nsubj:pass") or (rel.startswith("obl") and prep in ("at", "on", "in"))) else None
    return over if harm and rel == "nmod" and prep in ("on", "of", "in", "at") else None


def _guarded(layers: Layers, at: int) -> bool:
    """Whether a word protects from harm ("defend against attacks on", "to counter strikes at")."""
    return layers.tree.lemma[at] in wordlist("guard")
