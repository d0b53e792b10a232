"""What somebody else proposes, held against the page: suggestions -> proposals of our own kind, and what is refused.

Nothing is believed that the page's words do not bear out. The quote is found letter by letter; parties become codes through the page's own
mentions; goods, amounts and times are those that our layers read in the words pointed at. What remains the proposer's is the judgement
that these words tell this act, at this status, between these parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.claims.clauses import trimmed
from onrecord.claims.decide import NEEDS_ITEMS, WITH_ITEMS
from onrecord.claims.layers import Layers
from onrecord.claims.naming import Names
from onrecord.claims.pages import page_origin
from onrecord.claims.proposal import Proposal
from onrecord.claims.propose import quantity_of
from onrecord.claims.quoting import Finder, plain
from onrecord.claims.status import stance
from onrecord.knowledge.frames import noun_frames, verb_frames
from onrecord.model import ACTS, CERTAINTIES, STATUSES, ItemMention, QuantityMention, Skip, Span, Suggestion, status_group

PRIOR = 0.35
"""Confidence of a claim that nobody but an outside proposer makes. Chosen, not measured: a little under the share of our own reader's claims that
are right in every core field (docs/reference/reading.md)."""
SENTENCES = 3
"""Sentences that a quote may touch: GUIDE's two, and one for an abbreviation taken for an end."""

_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)

REFUSED = {
    "vocabulary": "an act, status or certainty that is none",
    "quote-not-found": "the quote does not stand in the page",
    "quote-not-kept": "the quote stands in furniture, or runs across it",
    "quote-not-parsed": "the quote stands where no word of arms, forces or sanctions is near",
    "quote-too-long": "the quote runs over more than two sentences",
    "no-party": "neither giver nor receiver is named",
    "party-not-borne-out": "the page names no such party (a person without a state is one only where sanctioned)",
    "same-party": "giver and receiver are one",
    "goods-not-said": "goods that are no words of the quote or its sentence",
    "goods-unknown": "the words name no goods that the item layer knows, or none where the act needs some",
    "number-not-said": "a count or sum that the quote's sentence does not tell",
    "time-not-said": "a time that neither the quote's sentence tells nor any date of the page touches",
    "origin-not-said": "a speaker whom the page does not name, and whose page it is not",
    "status-contradicted": "told as happened, where the words, or those around the quote, deny it",
    "said-already": "the same as another suggestion of this proposer",
}
"""Why a suggestion is refused: code -> what it means."""


class _Refused(Exception):
    """A suggestion that is not admitted; ``reason`` is a code of `REFUSED`."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def admit(layers: Layers, suggestions: Iterable[Suggestion]) -> tuple[list[Proposal], list[Skip]]:
    """The suggestions that the page bears out, as proposals in the order given, and the others as skips with a code of `REFUSED`."""
    judge, admitted, skips = _Judge(layers), dict[tuple[object, ...], Proposal](), list[Skip]()
    for suggestion in suggestions:
        try:
            proposal = judge.admitted(suggestion)
            if admitted.setdefault(_mark(layers, proposal), proposal) is not proposal:
                raise _Refused("said-already")
        except _Refused as refused:
            detail = f"{suggestion.proposer}: {suggestion.quote}"[:200]
            skips.append(Skip("proposer", layers.article.name, refused.reason, detail))
    return list(admitted.values()), skips


def _mark(layers: Layers, p: Proposal) -> tuple[object, ...]:
    """What two suggestions of one proposer that say the same have in common."""
    goods, count = tuple(sorted(i.span for i in p.items)), p.quantity and p.quantity.span
    return p.proposer, layers.tree.sentence(p.anchor), p.act, *p.codes(), goods, count, status_group(p.status)


class _Judge:
    """Holds suggestions against one article."""

    def __init__(self, layers: Layers) -> None:
        self.layers, self.finder, self.names = layers, Finder(layers.article), Names(layers)

    def admitted(self, s: Suggestion) -> Proposal:
        """The suggestion as a proposal. Raises `_Refused`."""
        if s.act not in ACTS or s.status not in STATUSES or s.certainty not in ("", *CERTAINTIES):
            raise _Refused("vocabulary")
        span = self._quote(s.quote)
        words = self.layers.words_in(span)
        around = self._sentences(words)
        anchor = anchor_of(self.layers, words, s.act)
        giver, receiver = (self.names.parties(names, around, anchor, s.act == "sanction") for names in (s.giver, s.receiver))
        if giver is None or receiver is None:
            raise _Refused("party-not-borne-out")
        if not giver and not receiver:
            raise _Refused("no-party")
        if s.act != "production" and {code for code, _ in giver} & {code for code, _ in receiver}:
            raise _Refused("same-party")
        items = self._items(s, span, around)
        self._check_time(s.when, around)
        self._check_origin(s.origin)
        status_words, status_rule = self._status(s.status, anchor, words)
        return Proposal(
            anchor, span, s.act, giver, "suggested" if giver else "open", receiver, "suggested" if receiver else "open", items,
            self._count(s.quantity, items, span, around), self._sum(s.money, span, around), s.status, status_words, status_rule,
            s.proposer, PRIOR)

    def _quote(self, quote: str) -> Span:
        """The first place of the quote in text that was read, in the page's own letters."""
        found = list(self.finder.find(quote))
        kept = [span for span in found if self.finder.kept(span)]
        parsed = [span for span in kept if self.layers.words_in(span)]
        if not parsed:
            raise _Refused("quote-not-parsed" if kept else "quote-not-kept" if found else "quote-not-found")
        return trimmed(self.layers.article.text, parsed[0])

    def _sentences(self, words: range) -> Span:
        """From the start of the first to the end of the last sentence that the quote touches."""
        tree = self.layers.tree
        first, last = tree.sentence(words[0]), tree.sentence(words[-1])
        if last - first >= SENTENCES:
            raise _Refused("quote-too-long")
        return Span(tree.sentence_span(first).start, tree.sentence_span(last).end)

    def _items(self, s: Suggestion, span: Span, around: Span) -> tuple[ItemMention, ...]:
        """The goods that our item layer reads at the words pointed at, for acts that have goods; words that it does not know tell nothing."""
        found: dict[Span, ItemMention] = {}
        for wording in s.items:
            place = self._near(wording, span, around, folded=True)
            if place is None:
                raise _Refused("goods-not-said")
            found |= {m.span: m for m in self._goods(place)}
        if s.act not in WITH_ITEMS:
            return ()
        if not found and (s.items or s.act in NEEDS_ITEMS):
            raise _Refused("goods-unknown")
        return tuple(found[at] for at in sorted(found))

    def _goods(self, place: Span) -> list[ItemMention]:
        layers = self.layers
        named = [m for m in layers.reading.items if m.span.overlaps(place)]
        return named or [m for w in layers.words_in(place) for m in layers.unspecified(w)]

    def _near(self, wording: str, span: Span, around: Span, folded: bool = False) -> Span | None:
        """The place of a wording in the quote, else in its sentences."""
        for within in (span, around):
            found = next(self.finder.find(wording, within, folded), None)
            if found is not None:
                return found
        return None

    def _count(self, wording: str, items: tuple[ItemMention, ...], span: Span, around: Span) -> QuantityMention | None:
        """The count as our layer reads it: what it counts these goods at; else what stands at the words pointed at."""
        pointed = self._amount(wording, False, span, around)
        own = quantity_of(self.layers, items[0]) if len(items) == 1 else None
        return own if own is not None and around.overlaps(own.span) else pointed

    def _sum(self, wording: str, span: Span, around: Span) -> QuantityMention | None:
        """The sum at the words pointed at; where none is, the only one of the quote."""
        inside = [m for m in self.layers.reading.quantities if m.money and span.holds(m.span)]
        return self._amount(wording, True, span, around) or (inside[0] if len(inside) == 1 else None)

    def _amount(self, wording: str, money: bool, span: Span, around: Span) -> QuantityMention | None:
        """The mention that the wording points at, by its words or, for a bare figure, by its value; None for no wording, or for words without
        a figure of their own ("a battery"), which are never believed to be a number."""
        if not wording:
            return None
        mentions = [m for m in self.layers.reading.quantities if around.overlaps(m.span) and (m.money is not None) == money]
        place = self._near(wording, span, around, folded=True)
        if place is not None:
            return next((m for m in mentions if m.span.overlaps(place)), None)
        figure = _figure(wording)
        same = [m for m in mentions if (amount := m.money or m.quantity) and figure is not None and figure in (amount.low, amount.high)]
        if not same:
            raise _Refused("number-not-said")
        return same[0]

    def _check_time(self, wording: str, around: Span) -> None:
        """A time must be words of the quote's sentence, or a date that touches one read in the page or the day of publication; which time is the
        act's own is found again by rule (claims.when)."""
        if not wording or next(self.finder.find(wording, around, folded=True), None) is not None:
            return
        published = self.layers.article.published.date
        told = [(m.when.start, m.when.end) for m in self.layers.reading.times if m.when is not None] + [(published, published)] * bool(published)
        if not _touches(wording, told):
            raise _Refused("time-not-said")

    def _check_origin(self, name: str) -> None:
        """A speaker must be named in the page, be its outlet or the body whose page it is; who speaks in the claim is found again by rule
        (claims.sources)."""
        article = self.layers.article
        page = page_origin(article, self.layers.reading)
        own = {plain(n).casefold() for n in (article.outlet and article.outlet.value, page and page.name) if n}
        if name and plain(name).casefold() not in own and next(self.finder.find(name, folded=True), None) is None:
            raise _Refused("origin-not-said")

    def _status(self, status: str, anchor: int, words: range) -> tuple[tuple[int, ...], str]:
        """Words and rule of a status: the grammar's where it reads the same, else the predicate. What is negated, or denied by words that the
        quote leaves out, is not told as happened: no denial is cut away by quoting short."""
        found = stance(self.layers.tree, anchor)
        denied = found.status in ("denied", "no_evidence") and (found.rule in ("negated", "no") or any(w not in words for w in found.words))
        if denied and status_group(status) == "happened":
            raise _Refused("status-contradicted")
        agrees = found.status == status and bool(found.words)
        return (found.words, found.rule) if agrees else ((anchor,), "suggested")


def anchor_of(layers: Layers, words: range, act: str) -> int:
    """The word of a quote that tells the act: the highest in the tree that a frame of the act knows, else the quote's own head."""
    tree = layers.tree
    telling = [w for w in words if _tells(tree.lemma[w], tree.upos[w], act)]
    outer = [w for w in words if tree.head[w] not in words]
    verbs = [w for w in outer if tree.upos[w] in ("VERB", "AUX")]
    return min(telling or verbs or outer, key=lambda w: (sum(1 for _ in tree.up(w)), w))


def _tells(lemma: str, upos: str, act: str) -> bool:
    frames = verb_frames() if upos == "VERB" else noun_frames() if upos in ("NOUN", "PROPN") else {}
    return any(frame.act == act for frame in frames.get(lemma, ()))


def _touches(iso: str, stretches: Iterable[tuple[str | None, str | None]]) -> bool:
    """Whether a date, month, year or interval as GUIDE writes it shares a day with one of the stretches of days (None: open)."""
    first, slash, last = iso.partition("/")
    if not (first or last) or not all(_DAY.fullmatch(end) for end in (first, last) if end):
        return False
    # "~" stands after every digit and hyphen, so that a month or year reaches to its last day, and an open end for ever
    high = f"{last if slash else first}~"
    return any((start or "") <= high and first <= f"{end or ''}~" for start, end in stretches)


def _figure(wording: str) -> float | None:
    """The number that a wording of digits alone writes ("1,200", "40.5"); None for anything else."""
    digits = wording.replace(",", "").replace(" ", "")
    return float(digits) if digits.isascii() and digits.replace(".", "", 1).isdigit() else None


__all__ = ["PRIOR", "REFUSED", "admit", "anchor_of"]
