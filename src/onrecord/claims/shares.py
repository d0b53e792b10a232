"""Sums that one sentence divides among several receivers: each receiver has its own.

    shares(layers, word)            who gets which sum in the sentence of ``word``
    divided(layers, proposals)      the proposals, those of such a sentence one for each sum
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.claims.layers import Layers
from onrecord.claims.makers import Party
from onrecord.claims.proposal import Proposal
from onrecord.claims.sums import sums_at
from onrecord.knowledge.frames import wordlist
from onrecord.model import PartyMention, QuantityMention, Span

REACH = 60
"""Characters between a sum and who gets it ("$61 billion in military and economic aid for Ukraine"); past it other words stand between."""
GETTING = frozenset({"for", "to"})
"""Prepositions before who gets a sum."""
AND = frozenset({",", "and", "&"})
"""What joins those who share one sum ("$5 billion for Taiwan and Japan")."""


@dataclass(frozen=True, slots=True)
class Share:
    """A sum and who gets it."""

    money: QuantityMention
    parties: tuple[Party, ...]

    @property
    def codes(self) -> frozenset[str]:
        """Codes of who gets it."""
        return frozenset(code for code, _ in self.parties)


def shares(layers: Layers, word: int) -> list[Share]:
    """Sums of the word's sentence with who gets each, in text order; none unless there are two with nobody in both."""
    sums = sums_at(layers, word)
    end = layers.tree.sentence_span(layers.tree.sentence(word)).end
    until = [*(m.span.start for m in sums), end][1:]
    found = [Share(m, got) for m, stop in zip(sums, until, strict=True) if (got := _after(layers, m, stop))]
    if len(found) < 2:
        found = [Share(m, got) for m in sums if (got := _before(layers, m))]
    apart = sum(len(s.codes) for s in found) == len({code for s in found for code in s.codes})
    return found if len(found) > 1 and apart else []


def _after(layers: Layers, money: QuantityMention, stop: int) -> tuple[Party, ...]:
    """Who stands after a sum, under "for" or "to", over no verb but one of allotting ("$14 billion is set aside for Israel and Jordan")."""
    tree = layers.tree
    text = layers.article.text
    named = [m for m in layers.reading.parties if money.span.end <= m.span.start and m.span.end <= stop and not text[m.span.end : stop].isspace()]
    if not named or named[0].span.start - money.span.end > REACH:
        return ()
    words = list(layers.words_in(Span(money.span.end, named[0].span.start)))
    while words and tree.upos[words[-1]] in ("DET", "ADJ"):
        words.pop()
    if not words or tree.form(words[-1]) not in GETTING:
        return ()
    moved = any(tree.upos[w] in ("VERB", "AUX") and tree.lemma[w] not in wordlist("allotting") for w in words)
    return () if moved or any(tree.form(w) in (",", ";") for w in words) else _together(layers, named)


def _before(layers: Layers, money: QuantityMention) -> tuple[Party, ...]:
    """Who stands right before a sum ("gave Egypt $1.3 billion and Jordan $425 million")."""
    gap = layers.article.text
    return tuple(p for m in layers.reading.parties if m.span.end < money.span.start and gap[m.span.end : money.span.start].isspace()
                 for p in _parties(layers, m))


def _together(layers: Layers, named: Sequence[PartyMention]) -> tuple[Party, ...]:
    """The first of the parties and those joined to it, up to one that itself does something or has a sum ("to Kenya and Norway sent")."""
    out, tree = list(_parties(layers, named[0])), layers.tree
    for one, other in itertools.pairwise(named):
        joined = {tree.form(w) for w in layers.words_in(Span(one.span.end, other.span.start))} <= AND
        if not joined or _does(layers, other) or any(_leads(layers, other, m) for m in layers.reading.quantities if m.money):
            break
        out.extend(_parties(layers, other))
    return tuple(out)


def _does(layers: Layers, mention: PartyMention) -> bool:
    """Whether a party is a subject, or stands right before a verb where the tree misses that."""
    tree, words = layers.tree, layers.words_in(mention.span)
    behind = range(words.stop, min(words.stop + 1, len(tree.upos)))
    return any(tree.rel[w].startswith("nsubj") for w in words) or any(tree.upos[w] == "VERB" for w in behind)


def _parties(layers: Layers, mention: PartyMention) -> tuple[Party, ...]:
    return () if mention.form in ("person", "pronoun") else tuple((code, mention.span) for code in layers.codes(mention))


def divided(layers: Layers, proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals, of which those of money, and of arms without a count, that have only receivers among whom their sentence divides sums are one
    for each share of theirs; a share of the same giver that none tells of has one too."""
    out = list(proposals)
    places = dict.fromkeys((layers.tree.sentence(p.anchor), p.act) for p in proposals if p.act in wordlist("paid"))
    for sentence, act in places:
        here = [p for p in out if p.act == act and layers.tree.sentence(p.anchor) == sentence]
        told = shares(layers, here[0].anchor)
        getting, sums = frozenset(code for s in told for code in s.codes), {s.money.span for s in told}
        mine = [p for p in here if p.receiver and p.codes()[1] <= getting and p.quantity is None and (p.money is None or p.money.span in sums)]
        if mine:
            out = [p for p in out if p not in mine] + _cut(mine, told, getting if _as_one(layers, told) else None)
    return out


def _cut(mine: Sequence[Proposal], told: Sequence[Share], getting: frozenset[str] | None) -> list[Proposal]:
    """The proposals cut by share, what tells a share again left out; ``getting``: who gets any of what is all one giver's (None: it is not)."""
    cut = [_share(p, s, getting) for p in sorted(mine, key=lambda p: -p.score) for s in told if s.codes & p.codes()[1]]
    if getting is not None:
        first = max(mine, key=lambda p: p.score)
        cut += [_share(first, s, getting) for s in told if not any(s.codes & p.codes()[1] for p in mine)]
    return list({(p.codes(), p.status, p.classes()): p for p in reversed(cut)}.values())


def _as_one(layers: Layers, told: Sequence[Share]) -> bool:
    """Whether all the sums are one giver's: no verb but one of allotting and no ";" stands between them, and no other party before one of them
    as its giver ("and Germany another $1 billion to Poland")."""
    tree, text = layers.tree, layers.article.text
    between = Span(told[0].money.span.end, told[-1].money.span.start)
    verbs = (tree.lemma[w] for w in layers.words_in(between) if tree.upos[w] in ("VERB", "AUX"))
    if ";" in text[between.start : between.end] or not wordlist("allotting").issuperset(verbs):
        return False
    names = {span for s in told for _, span in s.parties}
    others = [m for m in layers.reading.parties if between.holds(m.span) and m.span not in names and layers.codes(m)]
    return not any(_leads(layers, m, s.money) for m in others for s in told)


def _leads(layers: Layers, mention: PartyMention, money: QuantityMention) -> bool:
    """Whether only words that go with a sum stand between a party and it."""
    start, end = mention.span.end, money.span.start
    return start < end and {layers.tree.upos[w] for w in layers.words_in(Span(start, end))} <= {"DET", "ADV", "ADJ", "AUX"}


def _share(own: Proposal, share: Share, getting: frozenset[str] | None) -> Proposal:
    """One share's proposal after another; of a sum that is all one giver's, who gets a share gives none."""
    rule = own.receiver_rule if share.codes == own.codes()[1] else "share"
    giver = tuple(p for p in own.giver if p[0] not in (getting or frozenset()) | share.codes)
    return replace(own, receiver=share.parties, receiver_rule=rule, giver=giver, money=share.money)
