"""Which count and which sum of money belong to a claim: counts of its own goods, sums that pay for them.

    quantity_of(layers, item)           the count of one mention of goods
    group_quantity(layers, items)       the count of several, where the others are named as parts of the first
    piece_of(layers, item)              "a" or "an" before one piece
    money_near(layers, word, items)     the sum that a predicate moves or pays
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.claims.clauses import clause_head
from onrecord.claims.layers import Layers
from onrecord.knowledge.frames import wordlist
from onrecord.knowledge.units import units
from onrecord.model import ItemMention, Quantity, QuantityMention

_SIZE = r"\(?\d[\d.,]{0,5}[\s‑-]?(?:mm|cm|inch(?:es)?|calib(?:er|re)|millimet(?:er|re)|kg|kilogram|pound|lb|ton|tonne)\b\)?\s+"
_OTHER = r"(?:the|its|their|new|more|additional|other|further|used|modern|advanced|such)\s+"
BETWEEN = re.compile(rf"\s*(?:of\s+)?(?:{_OTHER}){{0,2}}(?:{_SIZE}){{0,2}}", re.IGNORECASE)
"""What may stand between a count and the goods it counts ("400 of the", "rounds of", "40 155-mm")."""

REACH = 30
"""Characters between a count and its goods; longer than any wording of `BETWEEN` that was seen."""

PARTS = frozenset({"including", "like", "such"})
"""Words that open the parts of what stands before them ("including", "such as")."""

WITHOUT_PIECES = frozenset({"equipment", "intelligence", "service", "personnel", "spare-parts", "component", "nuclear", "chemical"})
"""Classes of goods whose singular names a kind or a mass, no piece."""


# Counts


def quantity_of(layers: Layers, item: ItemMention) -> QuantityMention | None:
    """The count of this item: one whose counted noun is in its phrase, or that stands right before it, a measure word between ("rounds of")."""
    text = layers.article.text
    for q in layers.reading.quantities:
        if q.quantity is None or q.quantity.unit == "percent" or (item.span.holds(q.span) and q.span.start > item.span.start):
            continue
        if q.counted is not None and q.counted.overlaps(item.span):
            return q
        for end in (q.span.end, q.counted.end if q.counted else q.span.end):
            if end <= item.span.start and item.span.start - end < REACH and BETWEEN.fullmatch(text, end, item.span.start):
                return q
    return None


def group_quantity(layers: Layers, items: Sequence[ItemMention]) -> QuantityMention | None:
    """The count of the first of several items where the others are its parts ("400 vehicles, including tanks"); None where it has none."""
    first, *others = sorted(items, key=lambda item: item.span)
    found = quantity_of(layers, first)
    return found if found is not None and all(_part_of(layers, other, first) for other in others) else None


def _part_of(layers: Layers, item: ItemMention, whole: ItemMention) -> bool:
    """Whether the text names ``item`` as a part of ``whole``, or inside its words."""
    between = layers.article.text[whole.span.end : item.span.start].lower().split()
    return whole.span.holds(item.span) or any(word.strip(",") in PARTS for word in between)


def piece_of(layers: Layers, item: ItemMention) -> QuantityMention | None:
    """One piece, where "a" or "an" stands before a singular noun that the item's words end with ("a Patriot battery": one, unit battery)."""
    words = layers.words_in(item.span)
    if not words or item.generic or item.cls in WITHOUT_PIECES:
        return None
    tree, head = layers.tree, words[-1]
    inside = tree.rel[head].split(":")[0] in ("compound", "amod", "nmod") and tree.head[head] > head and not tree.kids(head, "case")
    if inside or tree.upos[head] not in ("NOUN", "PROPN") or tree.feat(head, "Number=Plur"):
        return None
    article = _article(layers, head)
    if article is None and tree.prep(head) == "of" and tree.lemma[tree.head[head]] in units().units:
        head = tree.head[head]
        article = _article(layers, head)
    if article is None:
        return None
    wording = layers.article.text[tree.start[article] : tree.end[article]]
    return QuantityMention(tree.span(article), quantity=Quantity(1, 1, wording, units().units.get(tree.lemma[head])), counted=item.span)


def _article(layers: Layers, head: int) -> int | None:
    return next((k for k in layers.tree.kids(head, "det") if layers.tree.form(k) in ("a", "an", "another")), None)


# Sums


def money_near(layers: Layers, word: int, items: Sequence[ItemMention] = ()) -> QuantityMention | None:
    """The sum that the predicate at ``word`` moves or pays: one in its own phrases or those of its ``items``, else the only one of its clause.

    A sum that another verb moves, and that of a whole of which the items are only parts, is not theirs.
    """
    ranked = [(rank, m) for m in _sums(layers, word) if (rank := _nearness(layers, m, word, items)) is not None]
    if not ranked:
        return None
    best = min(rank for rank, _ in ranked)
    nearest = [m for rank, m in ranked if rank == best]
    return nearest[0] if best == 0 or len(_leading(layers, nearest)) == 1 else None


def _sums(layers: Layers, word: int) -> list[QuantityMention]:
    """The sums of money in the word's sentence, in text order."""
    found = (layers.quantity_at[w] for w in layers.tree.sentence_words(word) if w in layers.quantity_at)
    return list(dict.fromkeys(m for m in found if m.money))


def _leading(layers: Layers, sums: Sequence[QuantityMention]) -> list[QuantityMention]:
    """The sums without those in brackets after another ("$61bn (£49bn)") and those that hang on another ("$5bn for X and $6bn for Y")."""
    tops = {_top(layers, m): m for m in sums}
    hung = {w for w in tops if any(h in tops for h in layers.tree.up(w))}
    text = layers.article.text
    return [m for w, m in tops.items() if w not in hung and (m is sums[0] or not text[: m.span.start].rstrip().endswith("("))]


def _top(layers: Layers, mention: QuantityMention) -> int:
    """The word of a mention that the others hang on."""
    words = layers.words_in(mention.span)
    return next((w for w in words if layers.tree.head[w] not in words), words[0])


def _nearness(layers: Layers, mention: QuantityMention, word: int, items: Sequence[ItemMention]) -> int | None:
    """0 for a sum in the phrases of the predicate or its goods, 1 in its clause, 2 under a verb above it; None where it is another's."""
    tree, top = layers.tree, _top(layers, mention)
    if items and all(_only_part(layers, item, top) for item in items):
        return None
    above, clause = [top, *tree.up(top)], clause_head(tree, top)
    goods = {w for item in items for w in layers.words_in(item.span)}
    if _plain_path(layers, above, goods | {word}):
        return 0
    own = clause_head(tree, word)
    if clause == own or clause_head(tree, word) in above[: above.index(clause) + 1]:
        return 1
    return 2 if clause in _ruling(layers, own) else None


def _plain_path(layers: Layers, above: Sequence[int], ends: set[int]) -> bool:
    """Whether the way up from a sum comes to one of ``ends`` over no verb but one of price ("valued at")."""
    tree = layers.tree
    for w in above:
        if w in ends:
            return True
        if tree.upos[w] == "VERB" and tree.lemma[w] not in wordlist("priced"):
            return False
    return False


def _ruling(layers: Layers, own: int) -> set[int]:
    """The verbs above a clause whose objects its act may pay: over complements, purposes and relative clauses, not over "and", "as"
    or "after"."""
    tree, out = layers.tree, set()
    while tree.head[own] >= 0:
        rel = tree.rel[own].split(":")[0]
        if rel in ("conj", "parataxis") or (rel == "advcl" and not any(tree.form(k) == "to" for k in tree.kids(own, "mark"))):
            break
        own = clause_head(tree, tree.head[own])
        out.add(own)
    return out


def _only_part(layers: Layers, item: ItemMention, top: int) -> bool:
    """Whether the item is a counted part of what the sum at ``top`` is of: "$50 million in aid, including 700 tanks"."""
    text = layers.article.text
    if item.span.start < layers.tree.end[top] or quantity_of(layers, item) is None:
        return False
    between = text[layers.tree.end[top] : item.span.start].lower().replace(",", " ").split()
    return any(word in PARTS for word in between)
