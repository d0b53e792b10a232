"""Numbers that stand for goods named elsewhere: "it has lost six of them", "forty more will come", "the L-15, 12 of which were bought"."""

from __future__ import annotations

from collections.abc import Set

from onrecord.claims.layers import Layers
from onrecord.knowledge.frames import wordlist
from onrecord.knowledge.units import units
from onrecord.model import ItemMention, QuantityMention

ARGUMENTS = frozenset({"nsubj", "obj", "iobj"})
"""Relations of what a verb is told of."""


def stands_for_goods(layers: Layers, verb: int, items: tuple[ItemMention, ...]) -> QuantityMention | None:
    """The count that stands in place of the goods as an argument of the verb, though not as its doer ("the two have agreed to sell tanks"), or that
    the verb describes ("the 72 handed over"), where none of the ``items`` stands in its own words ("six more will come with 20 missiles"); None where
    there is none."""
    tree = layers.tree
    if tree.upos[verb] != "VERB" or not set(tree.subtree(verb)).isdisjoint(w for i in items for w in layers.words_in(i.span)):
        return None
    own = [k for k in tree.kids(verb, *ARGUMENTS) if _is_number(layers, k) and not is_doer(layers, k)]
    described = [tree.head[verb]] if tree.rel[verb].split(":")[0] == "acl" and tree.upos[tree.head[verb]] == "NUM" else []
    return next((q for k in [*own, *described, *_of_which(layers, verb)] if (q := _count_at(layers, k)) is not None), None)


def trained(layers: Layers, verb: int) -> QuantityMention | None:
    """The count of those who are taught by the sentence of a verb or noun ("forty pilots have returned from training"), where it counts such people
    once; None where it does not."""
    tree = layers.tree
    here = dict.fromkeys(q for w in tree.sentence_words(verb) if (q := layers.quantity_at.get(w)) is not None and q.counted is not None)
    found = [q for q in here if any(tree.lemma[w] in wordlist("trainees") for w in layers.words_in(q.counted or q.span))]
    return found[0] if len(found) == 1 else None


def is_doer(layers: Layers, word: int) -> bool:
    """Whether a word is the subject of a verb that does something to something else, or says or begins it."""
    tree = layers.tree
    return tree.rel[word] == "nsubj" and bool(tree.kids(tree.head[word], "obj", "iobj", "xcomp", "ccomp"))


def of_which(layers: Layers, item: ItemMention) -> QuantityMention | None:
    """The count told of which the goods are ("the L-15, 12 of which were bought"); None where none is."""
    words = layers.words_in(item.span)
    numbers = [k for w in words for k in _numbers_beside(layers, w) if k not in words] or _past_parties(layers, item)
    return next((q for k in numbers if (q := _count_at(layers, k)) is not None), None)


def _past_parties(layers: Layers, item: ItemMention) -> list[int]:
    """The numbers beside a party after the item, of which there are not so many: they are of the last goods before it."""
    tree, words = layers.tree, layers.words_in(item.span)
    hosts = [w for w in tree.sentence_words(words[0]) if w > words[-1] and w in layers.party_at] if words else []
    found = [k for host in hosts for k in _numbers_beside(layers, host)]
    return found if found and not any(item.span.end <= i.span.start < tree.start[found[0]] for i in layers.reading.items) else []


def share_of(layers: Layers, item: ItemMention) -> QuantityMention | None:
    """The share told of the goods ("99% of the major arms that it imported"); None where none is."""
    words = set(layers.words_in(item.span))
    beside = layers.tree.sentence_words(min(words)) if words else ()
    told = dict.fromkeys(q for w in beside if (q := layers.quantity_at.get(w)) is not None and q.quantity is not None)
    return next((q for q in told if q.quantity is not None and q.quantity.unit == "percent" and _is_of(layers, q, words)), None)


def _is_of(layers: Layers, share: QuantityMention, words: Set[int]) -> bool:
    """Whether any of the words stands under "of" beside a share."""
    tree, own = layers.tree, layers.words_in(share.span)
    return any(tree.prep(k) == "of" and words & set(tree.subtree(k)) for w in own for k in tree.kids(w, "nmod") if k not in own)


def _of_which(layers: Layers, verb: int) -> list[int]:
    """The numbers before "of which" that stand beside the noun whose relative clause the verb is of."""
    tree = layers.tree
    return [k for k in _numbers_beside(layers, tree.head[verb]) if k < verb] if tree.rel[verb] == "acl:relcl" else []


def _numbers_beside(layers: Layers, noun: int) -> list[int]:
    """The numbers before "of which" beside a noun, or that its relative clauses are told of."""
    tree = layers.tree
    clauses = [s for k in tree.kids(noun, "acl") for s in tree.kids(k, *ARGUMENTS)]
    return [k for k in [*tree.kids(noun, "appos", "nmod"), *clauses] if _of_them(layers, k)]


def _is_number(layers: Layers, word: int) -> bool:
    """Whether an argument is a number by itself, or one before "more" or "others"."""
    tree = layers.tree
    return tree.upos[word] == "NUM" or (tree.form(word) in units().rest and bool(tree.kids(word, "nummod")))


def _of_them(layers: Layers, word: int) -> bool:
    tree = layers.tree
    return tree.upos[word] == "NUM" and any(tree.form(k) in units().them and tree.prep(k) == "of" for k in tree.kids(word, "nmod"))


def _count_at(layers: Layers, word: int) -> QuantityMention | None:
    """The count that a number tells; no share, sum or measure."""
    found = (layers.quantity_at.get(w) for w in (word, *layers.tree.kids(word, "nummod")))
    return next((q for q in found if q is not None and q.quantity is not None and q.quantity.unit is None), None)
