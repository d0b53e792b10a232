"""Goods that a sentence of supply or production leaves unsaid: named before it, or told by a word of arming itself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.claims.layers import Layers
from onrecord.claims.roles import noun_roles, verb_roles
from onrecord.claims.standing_counts import is_doer
from onrecord.knowledge.frames import operators, wordlist
from onrecord.knowledge.units import units
from onrecord.model import ItemMention, QuantityMention, Span

REACH = 3
"""Sentences looked back. On the training pages the last goods named within three were those meant in 36 of 48 such claims."""


def told_before(layers: Layers, word: int) -> tuple[ItemMention, ...] | None:
    """The goods that the word tells without a noun for them: arms at large for a word of arming ("strategy of arming"), else the last goods named
    before it within `REACH` sentences, with those that "and" joins to them; nothing where there are none, None where its object is something
    else, or where all is only spoken of ("more would be said", "called the sale a mistake")."""
    tree = layers.tree
    if tree.lemma[word] in wordlist("arming"):
        return (ItemMention(tree.span(word), "equipment", None, True),)
    dubbed = tree.head[word] >= 0 and tree.lemma[tree.head[word]] in wordlist("dubs")
    if dubbed or tree.lemma[word] in wordlist("only_says") or _names_other(layers, word):
        return None
    last, first = _last_before(layers, tree.start[word]), tree.sentence_span(max(0, tree.sentence(word) - REACH)).start
    return _joined(layers, last) if last is not None and last.span.start >= first else ()


def _last_before(layers: Layers, place: int) -> ItemMention | None:
    """The last goods that end before a character; mentions may lie in each other."""
    items = layers.reading.items
    begun = bisect_left(items, place, key=lambda item: item.span.start)
    return next((item for item in reversed(items[:begun]) if item.span.end <= place), None)


def may_stay_open(layers: Layers, word: int, before: Sequence[ItemMention] | None) -> bool:
    """Whether production that names no goods is told of arms: its sentence has a word of arms or forces, or the sentence before names the goods."""
    sentence = layers.tree.sentence(word)
    near = layers.tree.sentence_span(max(0, sentence - 1)).start
    return layers.military(layers.tree.words_of(sentence)) or any(item.span.start >= near for item in before or ())


def _names_other(layers: Layers, word: int) -> bool:
    """Whether the word's own object says that something else is given or made ("supplied it with petroleum", "build a defence against"), or is a
    pronoun after another object of the sentence, for which it may stand ("bought ships and sent them")."""
    tree = layers.tree
    roles = verb_roles(tree, word) if tree.upos[word] == "VERB" else {"of": noun_roles(tree, word).get("of", [])}
    things = [k for slot in ("obj", "with", "of") for k in roles.get(slot, ())]
    if any(tree.upos[k] == "PRON" for k in things):
        things += [k for k in tree.sentence_words(word) if k < word and tree.rel[k] == "obj"]
    return any(not _stands_for_goods(layers, k) for thing in things for k in tree.conjuncts(thing))


def _stands_for_goods(layers: Layers, word: int) -> bool:
    """Whether an object can be what was told before: a pronoun, a sum, a party ("arm them"), a clause, or a noun of bundles and dealings."""
    tree, lemma = layers.tree, layers.tree.lemma[word].lower()
    if tree.upos[word] not in ("NOUN", "PROPN") or word in layers.quantity_at or word in layers.party_at:
        return True
    return lemma in operators().goods or any(lemma in wordlist(name) for name in ("bundle", "sales", "trade", "unsaid"))


def count_of(layers: Layers, clause: Span) -> QuantityMention | None:
    """The number of the goods told before: the only one of a clause that stands without a noun ("sell 500 of them", "put it at 120") or before one of
    pieces ("257 items"); None where there are none or several."""
    found = [q for q in layers.reading.quantities if q.quantity is not None and clause.holds(q.span) and _is_bare(layers, q)]
    return found[0] if len(found) == 1 else None


def _is_bare(layers: Layers, q: QuantityMention) -> bool:
    tree, words = layers.tree, layers.words_in(q.span)
    head = next((w for w in reversed(words) if tree.head[w] not in words), None)
    if head is None or q.quantity is None or q.quantity.unit in units().measures:
        return False
    if tree.rel[head] == "nummod":
        return q.quantity.unit is not None
    rel = tree.rel[head].split(":")[0]
    if is_doer(layers, head):
        return False
    return rel in ("obj", "nsubj", "root") or (rel == "obl" and tree.prep(head) in ("at", ""))


def _joined(layers: Layers, item: ItemMention) -> tuple[ItemMention, ...]:
    """An item with those coordinated with it."""
    words = layers.words_in(item.span)
    heads = [k for w in words for k in layers.tree.conjuncts(layers.tree.first_conjunct(w)) if layers.tree.head[w] not in words or w == words[-1]]
    found = {layers.item_at[k] for k in heads if k in layers.item_at} | {item}
    return tuple(sorted(found, key=lambda i: i.span))
