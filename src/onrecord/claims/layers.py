"""The layers of a reading by word, so that a role's word gives the parties and goods it names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Protocol

from onrecord.claims.joint import spoken_together
from onrecord.claims.own_names import own_names
from onrecord.claims.pages import agreed_by
from onrecord.claims.roles import ALONGSIDE
from onrecord.knowledge.dissolved import as_of
from onrecord.knowledge.frames import Frame, operators, wordlist
from onrecord.knowledge.outlets import outlet
from onrecord.knowledge.parties import adjective, is_state, members, party_gazetteer
from onrecord.model import Article, ItemMention, PartyMention, QuantityMention, Reading, Span
from onrecord.model.tree import Tree

AWAY = frozenset({"to", "for", "from", "against", "by", "into", "between", "at", "under", "since", "after", "before", "during", "over", "amid",
                  "despite", "because"})
"""Prepositions whose phrase under a noun names something else than what the noun counts or holds."""
OWN_WORDS = frozenset({"quoted", "carried", "transcript", "question"})
"""Manners of a voice whose scope is in the speaker's own words."""
OUTER = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl", "parataxis", "ccomp", "obl", "nsubj", "cop", "nsubj:pass"})


class Told(Protocol):
    """What a candidate found so far tells; claims.match writes it for the frames that lean on others."""

    frame: Frame
    items: list[ItemMention]
    giver: list[tuple[str, Span]]
    receiver: list[tuple[str, Span]]


_PRESIDENT = re.compile(r"[Tt]he President")


def _own_president(article: Article, reading: Reading, home: str | None) -> Reading:
    """The reading in which "the President", in capitals on a government's own page, is that government's, whatever president was named before."""
    known = outlet(article.outlet.value) if article.outlet is not None else None
    if home is None or (known is not None and known.kind != "government"):
        return reading

    def own(m: PartyMention) -> PartyMention:
        here = m.form == "description" and m.how == "same-noun" and _PRESIDENT.fullmatch(article.text, m.span.start, m.span.end)
        return replace(m, codes=(home,)) if here else m

    return replace(reading, parties=tuple(map(own, reading.parties)))


def _follows(mention: PartyMention) -> bool:
    """Whether a mention is of those who are somebody's, by a noun alone ("allies", "proxies")."""
    return mention.form == "collective" and mention.codes[0].lower() in wordlist("followers")


class Layers:
    """One article's mentions by word. ``home`` is the state of the page's publisher or speaker, for "we" (None if unknown); ``agreed``: the parties
    of a joint text, who say it there."""

    def __init__(self, article: Article, reading: Reading, home: str | None) -> None:
        self.article, self.agreed, self.home = article, agreed_by(article, reading), home
        own = _own_president(article, reading, home)
        self.reading = spoken_together(article.text, own, self.agreed, OWN_WORDS) if self.agreed else own
        self.tree = Tree(reading.syntax, article.text)
        self.reading = replace(self.reading, parties=self._with_owners())
        self.told: tuple[Told, ...] = ()

    def words_in(self, span: Span) -> range:
        """Indices of the words that overlap the span."""
        return range(bisect_right(self.tree.end, span.start), bisect_left(self.tree.start, span.end))

    @cached_property
    def party_at(self) -> dict[int, PartyMention]:
        """The party mention that covers each word; the longest where several do."""
        out: dict[int, PartyMention] = {}
        for m in sorted(self.reading.parties, key=lambda m: m.span.start - m.span.end, reverse=True):
            for w in self.words_in(m.span):
                out[w] = m
        return out

    @cached_property
    def item_at(self) -> dict[int, ItemMention]:
        """The item mention that covers each word."""
        return {w: m for m in self.reading.items for w in self.words_in(m.span)}

    @cached_property
    def quantity_at(self) -> dict[int, QuantityMention]:
        """The quantity or money mention that covers each word."""
        return {w: m for m in self.reading.quantities for w in self.words_in(m.span)}

    @cached_property
    def about_arms(self) -> bool:
        """Whether the article names goods of its own accord: three mentions of specific ones or more."""
        return sum(not i.generic for i in self.reading.items) >= 3

    @cached_property
    def persons(self) -> frozenset[str]:
        """Parties that are persons: they act for nobody (GUIDE: people only where they themselves supply, receive or are sanctioned)."""
        acting = {code for m in self.reading.parties if m.form != "person" for code in m.codes}
        return frozenset(code for m in self.reading.parties if m.form == "person" for code in m.codes) - acting

    @cached_property
    def ranking(self) -> Counter[str]:
        """How often the article names each party; firms and persons count for their states, and by their own names."""
        return Counter([code for m in self.reading.parties for code in m.codes] + list(self.own_names.values()))

    @cached_property
    def in_pacts(self) -> frozenset[str]:
        """The members of the pacts that the article names ("AUKUS"): named with them, though not counted."""
        return frozenset(member for code in self.ranking for member in members(code))

    @cached_property
    def titled(self) -> frozenset[str]:
        """Parties that the title names."""
        title, day = self.article.title.value if self.article.title else "", self.article.published.date
        return frozenset(code for m in party_gazetteer().find(title) for code in as_of(m.payload, day).codes)

    @cached_property
    def placed(self) -> frozenset[str]:
        """Parties that are named as a place where something happens."""
        return frozenset(code for m in self.reading.parties if m.how == "place" for code in m.codes)

    @cached_property
    def owners(self) -> dict[str, str]:
        """The state of each firm that the article names beside it, by the firm's own name."""
        return {name: m.codes[0] for m in self.reading.parties if m.form == "company" and len(m.codes) == 1 and is_state(m.codes[0])
                and (name := self.own_names.get(m.span)) is not None}

    @cached_property
    def own_names(self) -> dict[Span, str]:
        """The own names of firms and persons that are read for their states, by the span of the mention."""
        return own_names(self.article.text, self.reading.parties)

    def called(self, parties: Iterable[tuple[str, Span]]) -> set[str]:
        """The parties, and the own names of the firms and persons among the words that name them."""
        listed = list(parties)
        return {code for code, _ in listed} | {self.own_names[span] for _, span in listed if span in self.own_names}

    def codes(self, mention: PartyMention) -> tuple[str, ...]:
        """Parties of a mention; "we" stands for the speaker's state, on an official page without a speaker for the page's own."""
        if mention.codes:
            return mention.codes
        if mention.how == "publisher":
            return (self.home,) if self.home else ()
        if mention.how != "speaker":
            return ()
        speaker = self.speaker_at(mention.span)
        return (speaker,) if speaker else (self.home,) if self.home else ()

    def _with_owners(self) -> tuple[PartyMention, ...]:
        """The parties, "its allies" and "our proxies" by the names of the states whose they are."""
        parties = self.reading.parties
        if not any(_follows(m) for m in parties):
            return parties
        at = {w: m for m in parties for w in self.words_in(m.span)}
        return tuple(self._owned(m, at) if _follows(m) else m for m in parties)

    def _owned(self, mention: PartyMention, at: Mapping[int, PartyMention]) -> PartyMention:
        """ "Our allies": those of the one state that the possessive stands for, or beside which they stand ("Iran and its proxies")."""
        owners = [(w, k) for w in self.words_in(mention.span) for k in self.tree.kids(w, "nmod:poss") if self.tree.upos[k] in ("PRON", "DET")]
        named = [at.get(self.tree.head[w] if self.tree.rel[w] == "conj" else k) for w, k in owners]
        whose = {code for m in named if m is not None for code in self.codes(m)}
        if len(whose) != 1 or not is_state(state := whose.pop()):
            return mention
        name = f"{adjective(state)} {mention.codes[0].lower().split()[-1]}"
        known = next((m.payload.codes for m in party_gazetteer().find(name) if (m.start, m.end) == (0, len(name))), (name,))
        return replace(mention, codes=known)

    def speaker_at(self, span: Span) -> str | None:
        """The state of who speaks at this place: the innermost voice over it, of those in whose own words it stands if there are any ("he told them
        that we" is said by who tells it); None without a voice."""
        over = [v for v in self.reading.voices if v.scope.holds(span) and v.links]
        own = [v for v in over if v.manner in OWN_WORDS] or over
        return min(own, key=lambda v: v.scope.end - v.scope.start).links[0][3] if own else None

    def named(self, code: str) -> bool:
        """Whether any words of the page name the party, or are the page's own "we" for it."""
        return code in self.ranking or code in self.in_pacts or any(code in self.codes(m) for m in self.reading.parties if not m.codes)

    def paired(self, word: int, codes: Sequence[str]) -> bool:
        """Whether the word's sentence speaks of the parties as two sides ("armed both sides", "arms neither side")."""
        beside = (self.party_at.get(w) for w in self.tree.sentence_words(word))
        return any(m is not None and m.how == "pair" and set(codes) <= set(m.codes) for m in beside)

    def naming(self, code: str, word: int) -> Span:
        """Words that name the party: in the word's sentence, else the nearest before it, else the first in the article."""
        sentence = self.tree.sentence_span(self.tree.sentence(word))
        places = [m.span for m in self.reading.parties if code in self.codes(m) or self.own_names.get(m.span) == code]
        places = places or [m.span for m in self.reading.parties if any(code in members(pact) for pact in self.codes(m))]
        inside = [s for s in places if sentence.overlaps(s)]
        before = [s for s in places if s.end <= sentence.start]
        return (inside[:1] or before[-1:] or places[:1] or [self.tree.span(word)])[0]

    def parties_of(self, word: int, conjuncts: bool = True) -> list[tuple[str, Span]]:
        """Parties that the noun phrase at ``word`` names, with the words; coordinated phrases too. Goods name no party."""
        out: list[tuple[str, Span]] = []
        beside = [k for k in self.tree.kids(word, "nmod") if self.tree.prep(k) in ALONGSIDE]
        for w in [*self.tree.conjuncts(word), *beside] if conjuncts else [word]:
            mention = self._mention_of(w)
            if mention is not None and mention.form != "person":
                out.extend((c, mention.span) for c in self.codes(mention) if c not in self.persons)
        return list({code: (code, span) for code, span in reversed(out)}.values())[::-1]

    def _mention_of(self, word: int, depth: int = 0) -> PartyMention | None:
        goods = self.item_at.get(word)
        if goods is not None and goods.cls != "personnel" and not goods.generic:
            return None
        if word in self.party_at:
            return self.party_at[word]
        if self.tree.upos[word] == "PRON":
            return self._teller(word) if depth == 0 else None
        if word in self.item_at or (word in self.quantity_at and self.quantity_at[word].money):
            return None
        for k in reversed(self.tree.phrase(word)):
            if k in self.party_at:
                return self.party_at[k]
        for k in self.tree.kids(word, "nmod"):
            if self.tree.prep(k) in ("of", "in", "from") and depth < 2:
                found = self._mention_of(k, depth + 1)
                if found is not None:
                    return found
        return None

    def _teller(self, word: int) -> PartyMention | None:
        """A pronoun subject that nothing resolved stands for the party that tells the clause ("Iran announced it had finalized")."""
        tree, v = self.tree, self.tree.head[word]
        if tree.form(word) not in ("it", "they", "its", "their") or v < 0:
            return None
        for h in tree.up(v):
            for k in tree.kids(h, "nsubj"):
                found = self._mention_of(k, 1) if k < word else None
                if found is not None:
                    return found
        return None

    def items_of(self, word: int) -> list[ItemMention]:
        """Goods that the phrase at ``word`` names: its own, those after "of" or "including", coordinated and listed ones."""
        found: dict[Span, ItemMention] = {}
        stack, seen = [word], set()
        while stack:
            w = stack.pop()
            if w in seen:
                continue
            seen.add(w)
            if w in self.item_at:
                found[self.item_at[w].span] = self.item_at[w]
            stack.extend(k for k in self.tree.children[w] if not self._leads_away(k))
        return [found[s] for s in sorted(found)]

    def unspecified(self, word: int) -> list[ItemMention]:
        """Goods that only the context tells: a plain noun of goods in a military sentence, or a pronoun for goods named just before."""
        tree = self.tree
        if tree.upos[word] == "PRON" and tree.form(word) in ("them", "it", "they", "these", "those"):
            before = [i for i in self.reading.items if i.span.end <= tree.start[word] and not i.generic]
            near = [i for i in before if tree.start[word] - i.span.end < 200]
            return near[-1:]
        if tree.lemma[word] in operators().goods and (self.military(tree.sentence_words(word)) or self.about_arms):
            return [ItemMention(tree.covering([w for w in tree.phrase(word) if tree.upos[w] != "DET"] or [word]), "equipment", None, True)]
        return []

    def _leads_away(self, k: int) -> bool:
        rel = self.tree.rel[k]
        if rel in OUTER:
            return rel != "obl" or self.tree.prep(k) not in ("including", "with")
        return rel.split(":")[0] == "nmod" and (rel == "nmod:poss" or self.tree.prep(k) in AWAY)

    def military(self, words: list[int] | range) -> bool:
        """Whether any of these words is goods or a military word of data/operators.yaml."""
        known = operators().military
        return any(w in self.item_at or self.tree.lemma[w] in known or self.tree.form(w) in known for w in words)
