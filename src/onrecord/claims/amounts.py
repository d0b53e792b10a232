"""Which count belongs to a claim: that of its own goods.

    quantity_of(layers, item)           the count of one mention of goods
    group_quantity(layers, items)       the count of several, where the others are named as parts of the first
    piece_of(layers, item)              "a" or "an" before one piece
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.claims.layers import Layers
from onrecord.claims.standing_counts import of_which, share_of
from onrecord.knowledge.frames import wordlist
from onrecord.knowledge.series import ORDINALS
from onrecord.knowledge.units import units
from onrecord.model import ItemMention, Quantity, QuantityMention, Span

_THOSE = r"(?:the|its|their|those|these)"
PARTITIVE = re.compile(rf"\s+(?:out\s+)?of\s+(?:{_THOSE}\s+)?(?:(?:a total of|planned|promised|pledged|ordered)\s+)?", re.IGNORECASE)
"""What stands between a part and the number of the whole ("three of the five")."""

SHARE = re.compile(rf"\b(?:half|thirds?|quarters?|most|majority|part|some|rest|few|many|first|percent)\s+of\s+(?:{_THOSE}\s+)?$", re.IGNORECASE)
"""What before the number of a whole says that only a share of it is told, no number of its own ("half of the 60")."""

ONE_OF = re.compile(rf"\b({'|'.join(ORDINALS)})\s+of\s+(?:{_THOSE}\s+)?$", re.IGNORECASE)
"""What before the number of a whole says that one of it is told."""

REACH = 30
"""Characters between a count and its goods; longer than any wording of `between` that was seen."""

PARTS = frozenset({"including", "like", "such"})
"""Words that open the parts of what stands before them ("including", "such as")."""

WITHOUT_PIECES = frozenset({"equipment", "intelligence", "service", "personnel", "spare-parts", "component", "nuclear", "chemical"})
"""Classes of goods whose singular names a kind or a mass, no piece."""


@cache
def between() -> re.Pattern[str]:
    """What may stand between a count and the goods it counts ("400 of the", "rounds of", "40 155-mm")."""
    sizes = "|".join(sorted(map(re.escape, units().calibres | units().mass.keys())))
    size = rf"\(?\d[\d.,]{{0,5}}[\s‑-]?(?:{sizes})\b\)?\s+"
    other = r"(?:the|its|their|new|more|additional|other|further|used|modern|advanced|such)\s+"
    return re.compile(rf"\s*(?:of\s+)?(?:{other}){{0,2}}(?:{size}){{0,2}}", re.IGNORECASE)


def quantity_of(layers: Layers, item: ItemMention, told_by: int | None = None) -> QuantityMention | None:
    """The count of this item: one whose counted noun is in its phrase or named by it, that stands right before it, a measure word between
    ("rounds of"), or of which it is told ("the L-15, 12 of which"); of a part and its whole the part's ("three of the five"), but the whole's
    where the verb ``told_by`` is a relative clause of the whole ("three of the five that were ordered")."""
    counts = layers.reading.quantities
    found = next((q for q in counts if _counts(layers, q, item)), None) or next((q for q in counts if _counts_units_for(layers, q, item)), None)
    if found is None:
        return of_which(layers, item) or share_of(layers, item)
    return found if told_by is not None and _beside(layers, told_by, item) else _part_of_count(layers, found)


def _beside(layers: Layers, verb: int, item: ItemMention) -> bool:
    """Whether a verb is a relative clause or participle of the item's noun."""
    return layers.tree.rel[verb].split(":")[0] == "acl" and layers.tree.head[verb] in layers.words_in(item.span)


def _counts(layers: Layers, q: QuantityMention, item: ItemMention) -> bool:
    """Whether the count is of this item, by the noun it counts or by its place; strikes with it are counted for themselves."""
    if q.quantity is None or q.quantity.unit == "percent":
        return False
    if item.span.holds(q.span) and q.span.start > item.span.start and any(c.isdigit() for c in q.quantity.text):
        return False
    if q.counted is not None and q.counted.overlaps(item.span):
        return True
    if q.counted is not None and q.counted.start >= item.span.end and layers.tree.lemma[layers.tree.first_at(q.counted.start)] in wordlist("harm"):
        return False
    ends = {q.span.end, q.counted.end if q.counted else q.span.end}
    return any(_stands_before(layers, end, item) for end in ends) or _names_counted(layers, q, item) or _says_which(layers, q, item)


def _stands_before(layers: Layers, end: int, item: ItemMention) -> bool:
    """Whether what ends at ``end`` stands right before the item."""
    start = item.span.start
    return end <= start < end + REACH and between().fullmatch(layers.article.text, end, start) is not None


def _names_counted(layers: Layers, q: QuantityMention, item: ItemMention) -> bool:
    """Whether the item only says what the noun that is counted is made for or of ("twelve laser transmitter assemblies")."""
    if q.counted is None or not q.span.end <= item.span.start < q.counted.start:
        return False
    tree, counted = layers.tree, set(layers.words_in(q.counted))
    word = next((w for w in layers.words_in(item.span) if tree.head[w] not in layers.words_in(item.span)), None)
    while word is not None and word not in counted:
        word = tree.head[word] if tree.rel[word].split(":")[0] in ("compound", "amod", "flat") else None
    return word is not None


def _says_which(layers: Layers, q: QuantityMention, item: ItemMention) -> bool:
    """Whether the item stands beside what is counted and says which it is ("a dozen helicopters, MD-530s", "250 of the newest model, the M1A2"); a
    count of its own ("12 aircraft, four of them Mirages") counts it for itself."""
    tree, held = layers.tree, layers.words_in(item.span)
    top = next((w for w in held if tree.head[w] not in held), None)
    if top is None or tree.rel[top] != "appos" or any(tree.upos[k] == "NUM" and k < top for k in tree.children[top]) or tree.start[top] < q.span.end:
        return False
    counted = layers.words_in(q.counted or q.span)
    noun = tree.head[top]
    goods = noun in layers.item_at or tree.lemma[noun] in wordlist("kinds")
    return goods and (noun in counted or (tree.prep(noun) == "of" and tree.head[noun] in counted))


def _counts_units_for(layers: Layers, q: QuantityMention, item: ItemMention) -> bool:
    """Whether units are counted that the item is in or that are given for it, other words between ("108 licences for arms exports")."""
    if q.counted is None or q.quantity is None or q.quantity.unit not in units().whole or q.counted.end > item.span.start:
        return False
    tree, counted = layers.tree, set(layers.words_in(q.counted))
    word = next(iter(layers.words_in(item.span)), None)
    while word is not None and word not in counted:
        joined = tree.rel[word] == "conj" and tree.head[word] not in counted
        word = tree.head[word] if joined or tree.rel[word].split(":")[0] in ("compound", "amod", "flat", "nmod") else None
    return word is not None


def _part_of_count(layers: Layers, whole: QuantityMention) -> QuantityMention | None:
    """The number of the part where one is told of this number ("three of the five"); None for a share without one ("half of the 60")."""
    text = layers.article.text
    part = next((q for q in layers.reading.quantities if q.quantity is not None and q.span.end < whole.span.start
                 and whole.span.start - q.span.end < REACH and PARTITIVE.fullmatch(text, q.span.end, whole.span.start)), None)
    if part is not None:
        return part if part.quantity is not None and part.quantity.unit != "percent" else None
    return None if SHARE.search(text, max(0, whole.span.start - REACH), whole.span.start) else whole


def group_quantity(layers: Layers, items: Sequence[ItemMention]) -> QuantityMention | None:
    """The count of the first of several items where the others are its parts ("400 vehicles, including tanks"); None where it has none."""
    first, *others = sorted(items, key=lambda item: item.span)
    found = quantity_of(layers, first)
    return found if found is not None and all(_part_of(layers, other, first) for other in others) else None


def _part_of(layers: Layers, item: ItemMention, whole: ItemMention) -> bool:
    """Whether the text names ``item`` as a part of ``whole``, or inside its words."""
    words = layers.article.text[whole.span.end : item.span.start].lower().split()
    return whole.span.holds(item.span) or any(word.strip(",") in PARTS for word in words)


def piece_of(layers: Layers, item: ItemMention, real: bool = True) -> QuantityMention | None:
    """One piece, where "a" or "an" stands before a singular noun that the item's words end with ("a frigate"), or one unit of them ("a battery of
    howitzers": one, unit battery), if the pieces are ``real``, no mere plans; and one of a number told in order ("the first of five frigates")."""
    words = layers.words_in(item.span)
    if not words or item.generic:
        return None
    if (ordered := _one_of(layers, item)) is not None:
        return _one(layers, ordered, None, item)
    tree, head = layers.tree, words[-1]
    inside = tree.rel[head].split(":")[0] in ("compound", "amod", "nmod") and tree.head[head] > head and not tree.kids(head, "case")
    if inside or (tree.upos[head] not in ("NOUN", "PROPN") and _article(layers, head) is None):
        return None
    top = next((w for w in words if tree.head[w] not in words), head)
    above = tree.head[top]
    if tree.prep(top) == "of" and above >= 0 and units().units.get(tree.lemma[above]) in units().whole:
        head = above
    elif tree.feat(head, "Number=Plur") or item.cls in WITHOUT_PIECES:
        return None
    article = _article(layers, head)
    return None if article is None or not real else _one(layers, tree.span(article), units().units.get(tree.lemma[head]), item)


def _one_of(layers: Layers, item: ItemMention) -> Span | None:
    """The number of order that tells of one of a number of the goods ("the first of five frigates")."""
    counts = (q for q in layers.reading.quantities if q.quantity is not None and q.span.end <= item.span.start < q.span.end + REACH)
    found = (ONE_OF.search(layers.article.text, max(0, q.span.start - REACH), q.span.start) for q in counts)
    return next((Span(*one.span(1)) for one in found if one is not None), None)


def _one(layers: Layers, span: Span, unit: str | None, item: ItemMention) -> QuantityMention:
    """One piece of the goods, or one unit of them, as the words at ``span`` tell."""
    return QuantityMention(span, quantity=Quantity(1, 1, layers.article.text[span.start:span.end], unit), counted=item.span)


def _article(layers: Layers, head: int) -> int | None:
    return next((k for k in layers.tree.kids(head, "det") if layers.tree.form(k) in ("a", "an", "another")), None)
