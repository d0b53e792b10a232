"""Which sum of money belongs to a claim: one that pays for its goods or that its predicate moves, never another verb's.

    sums_at(layers, word)               the sums of a sentence, in text order
    money_near(layers, word, items)     the sum that a predicate moves or pays
    sum_of(layers, act, word, found)     that sum where the act has one; else what the next sentence prices the deal at
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from onrecord.claims.amounts import PARTS, quantity_of
from onrecord.claims.clauses import clause_head
from onrecord.claims.layers import Layers
from onrecord.knowledge.frames import wordlist
from onrecord.model import ItemMention, QuantityMention, Span

EACH = re.compile(r"\s*(?:each\b|apiece\b|for each\b|a piece\b|per (?!year|annum|month|week|day)\w)", re.IGNORECASE)
"""What after a sum says that it is the price of one piece."""

OF_WHOLE = re.compile(r"\s+(?:out\s+)?of\s+(?:the|its|their|that|this|those|a|an)\s+(?:[\w-]+\s+){0,3}", re.IGNORECASE)
"""What stands between a part and the whole sum ("$6 billion of the original $48 billion")."""

OF_THE = re.compile(r"\bof\s+(?:the|that|this)\s+$", re.IGNORECASE)
"""What before a sum says that a part of it follows ("of the $61 billion, $14 billion will ...")."""

PAYS = re.compile(r"\b(?:for|worth|at|of|costing|valued at)\s+$", re.IGNORECASE)
"""What before a sum says that it is the price of what stands before it."""

HEADS = re.compile(r"\s*(?:worth\s+)?(?:of|in)\s+(?:[\w’'-]+\s+){0,3}", re.IGNORECASE)
"""What stands between a sum and the goods it is a sum of ("$40 million in new weapons")."""

BESIDE = re.compile(r"\s*,?\s*(?:and|plus|as well as|along with)\s+(?:[\w’'-]+\s+){0,4}", re.IGNORECASE)
"""What stands between a sum and further goods that it does not pay for ("for $8 billion and two submarines")."""


def money_near(layers: Layers, word: int, items: Sequence[ItemMention] = ()) -> QuantityMention | None:
    """The sum that the predicate at ``word`` moves or pays: one in its own phrases or those of its ``items``, else the only one of its clause.

    A sum that another verb moves, and that of a whole of which the items are only parts, is not theirs.
    """
    sums = [m for m in sums_at(layers, word) if not _goes_before(layers, m, items)]
    own = _own(layers, sums, items) if len(sums) > 1 else None
    ranked = [(rank, m) for m in sums if (rank := _nearness(layers, m, word, items)) is not None]
    if own is not None or not ranked:
        return own
    best = min(rank for rank, _ in ranked)
    nearest = [m for rank, m in ranked if rank == best]
    return nearest[0] if best == 0 or len(_leading(layers, nearest)) == 1 else None


def sums_at(layers: Layers, word: int) -> list[QuantityMention]:
    """The sums of money in the word's sentence, in text order, without prices of one piece and without wholes of which a part is told."""
    text = layers.article.text
    inside = (layers.quantity_at[w] for w in layers.tree.sentence_words(word) if w in layers.quantity_at)
    found = [m for m in dict.fromkeys(inside) if m.money and not EACH.match(text, m.span.end)]
    wholes = {whole for pair in itertools.pairwise(found) if (whole := _whole(text, *pair)) is not None}
    return [m for m in found if m not in wholes]


def _whole(text: str, first: QuantityMention, second: QuantityMention) -> QuantityMention | None:
    """Which of two sums the other is told as a part of; None where neither is."""
    if OF_WHOLE.fullmatch(text, first.span.end, second.span.start):
        return second
    opened = OF_THE.search(text, max(0, first.span.start - len("of that ")), first.span.start)
    return first if opened and "," in text[first.span.end : second.span.start] else None


def _own(layers: Layers, sums: Sequence[QuantityMention], items: Sequence[ItemMention]) -> QuantityMention | None:
    """The sum that the goods alone have among several: the one they are a sum of ("$40 million in weapons"), else the price that follows them
    before any other goods ("80 jets for $16 billion and 12 helicopters for $1 billion")."""
    if not items:
        return None
    text, start, end = layers.article.text, min(i.span.start for i in items), max(i.span.end for i in items)
    heads = next((m for m in sums if HEADS.fullmatch(text, m.span.end, start)), None)
    after = next((m for m in sums if m.span.start >= end), None)
    if heads is not None or after is None or not PAYS.search(text, end, after.span.start):
        return heads
    between = Span(end, after.span.start)
    other = any(between.holds(i.span) for i in layers.reading.items) or any(layers.tree.upos[w] == "VERB" for w in layers.words_in(between))
    return None if other else after


def _goes_before(layers: Layers, mention: QuantityMention, items: Sequence[ItemMention]) -> bool:
    """Whether a sum is the price of other goods before it, the items only named beside them ("42 jets for $8 billion and two submarines")."""
    text, sentence = layers.article.text, layers.tree.sentence_span(layers.tree.sentence(_top(layers, mention)))
    start = min((i.span.start for i in items), default=0)
    if not BESIDE.fullmatch(text, mention.span.end, start) or not PAYS.search(text, sentence.start, mention.span.start):
        return False
    return any(sentence.start <= i.span.start < mention.span.start for i in layers.reading.items)


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
    while tree.rel[clause] in ("xcomp", "acl") and _prices(layers, clause, above):
        clause = clause_head(tree, tree.head[clause])
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
        if tree.upos[w] == "VERB" and not _prices(layers, w, above):
            return False
    return False


def _prices(layers: Layers, verb: int, above: Sequence[int]) -> bool:
    """Whether a verb says what something costs: one of price, or one of putting "at" the sum that the words ``above`` lead up from ("a deal put at
    $2 billion")."""
    tree = layers.tree
    if tree.lemma[verb] in wordlist("priced"):
        return True
    under = next((w for w in above if tree.head[w] == verb), verb)
    return tree.lemma[verb] in wordlist("puts") and tree.prep(under) == "at"


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
    """Whether the item is only a part of what the sum at ``top`` is of: one of those counted after "including" ("$50 million in aid, including 700
    tanks"), or counted in what a package of that sum includes."""
    tree = layers.tree
    if item.span.start < tree.end[top]:
        return False
    between = layers.words_in(Span(tree.end[top], item.span.start))
    if any(tree.form(w) in PARTS for w in between):
        rest = Span(tree.end[between[0]], tree.sentence_span(tree.sentence(top)).end)
        return any(quantity_of(layers, i) is not None for i in layers.reading.items if rest.holds(i.span))
    holder = next((w for w in between if tree.lemma[w] in wordlist("include") and tree.upos[w] == "VERB"), None)
    return holder is not None and quantity_of(layers, item) is not None and not _of_sale(layers, top)


def part_of_sum(layers: Layers, word: int, item: ItemMention) -> bool:
    """Whether the item is only a part of what a sum in the sentence of ``word`` is of."""
    return any(_only_part(layers, item, _top(layers, m)) for m in sums_at(layers, word))


def _of_sale(layers: Layers, top: int) -> bool:
    """Whether the phrase that a sum stands in is of a sale ("the $2 billion deal")."""
    tree = layers.tree
    phrase = list(itertools.takewhile(lambda w: tree.upos[w] != "VERB", tree.up(top)))
    return any(tree.lemma[w] in wordlist("sales") for w in [*phrase, *(k for w in phrase for k in tree.children[w])])


def sum_of(layers: Layers, act: str, word: int, found: QuantityMention | None) -> QuantityMention | None:
    """The sum of a claim whose predicate at ``word`` moves the sum ``found``: none for an act that pays nothing, but for a sanction that of the
    assets in its sentence; for a transfer whose sentence tells no sum the price in the next sentence."""
    if act == "sanction":
        return next((m for m in sums_at(layers, word) if _of_assets(layers, m)), None)
    if act not in wordlist("paid"):
        return None
    return found if found is not None or act != "transfer" or sums_at(layers, word) else _priced_next(layers, word)


def _of_assets(layers: Layers, mention: QuantityMention) -> bool:
    """Whether a sum is the worth of what can be frozen or seized ("billions in assets"), as the verb that it stands under tells."""
    tree, top = layers.tree, _top(layers, mention)
    verb = next((w for w in tree.up(top) if tree.upos[w] == "VERB" and tree.lemma[w] not in wordlist("priced")), top)
    return any(tree.lemma[w] in wordlist("assets") for w in tree.subtree(verb))


def _priced_next(layers: Layers, word: int) -> QuantityMention | None:
    """The only sum of the next sentence where that prices what was just told ("The deal is worth $1.7 billion")."""
    tree, after = layers.tree, layers.tree.sentence(word) + 1
    sums = sums_at(layers, tree.bounds[after]) if after < len(tree.bounds) - 1 else []
    tops = [_top(layers, m) for m in _leading(layers, sums)] if sums else []
    subject = next((k for w in tree.words_of(after) if tree.head[w] < 0 for k in tree.kids(w, "nsubj")), None) if len(tops) == 1 else None
    if subject is None:
        return None
    named = {tree.lemma[w] for w in tree.phrase(subject)}
    priced = bool({*named, *(tree.lemma[w] for w in [*tree.up(tops[0]), *tree.children[tops[0]]])} & set(wordlist("priced")))
    told = tree.form(subject) in ("it", "this") or (bool(named & {"the", "this", "its"}) and bool(named & (wordlist("sales") | wordlist("priced"))))
    return sums[0] if priced and told else None
