"""What the grammar and the page say of a word that may carry a claim: the clues that the learned reader weighs.

A *unit* is a word and an act: "this word may tell this act". The frames' own reading of the word, the status its form and governors
give, where each party stands from it in the tree, what the rest of the article says of the party: each becomes a number, and the
network decides what it is worth (claims.learned). Training and running share this file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.claims.clause_time import own_time
from onrecord.claims.clauses import quote_span
from onrecord.claims.layers import Layers
from onrecord.claims.makers import makers
from onrecord.claims.proposal import Unit
from onrecord.claims.propose import Framed, candidate_stance
from onrecord.claims.roles import ALONGSIDE, Roles, governing_verb, noun_roles, verb_roles
from onrecord.claims.status import Stance, stance
from onrecord.knowledge.items import systems
from onrecord.model import ACTS, STATUSES, ItemMention, Span, TimeMention

SLOTS = (
    "subj", "obj", "iobj", "to", "for", "from", "by", "with", "on", "of", "in", "poss", "mod",
    "verb:subj", "verb:obj", "verb:iobj", "verb:to", "verb:for", "verb:from", "verb:with", "verb:on", "verb:by", "verb:poss", "within",
)
"""Where a party can stand from a unit's word: its own roles; those of the verb that governs a noun ("verb:"); anywhere below it."""

SAME = {"against": "on", "upon": "on", "over": "on", "into": "to", "toward": "to", "towards": "to", "between": "of", "among": "of", "at": "in"}
"""Prepositions read as another."""

PAGE_CLUES = (
    "share", "top", "second", "gives", "gets", "home", "title", "speaker", "maker", "place", "state", "collective", "before", "after", "near",
)
"""What the rest of the page says of a party; gives, gets: its share of that role in whole claims of the same act that frames found."""

ROLE_CLUES = (*SLOTS, "frame giver", "frame receiver", "filled giver", "filled receiver", *PAGE_CLUES)

RULES = ("tense", "modal", "negated", "condition", "governor", "not", "participle", "frame", "plain noun", "bare form", "lead-in", "evidence", "none")
"""Kinds of rule by which a status was read; a rule's kind is the first of these that its name holds."""

MANNERS = ("quoted", "reported", "according", "document", "carried", "held", "transcript", "question", "hedged")

UNIT_CLUES = (
    *STATUSES, *(f"by {rule}" for rule in RULES), "verb", "noun", "frame", "enough", "other act", "verbal", "leans", "goods", "counted", "sum",
    *MANNERS, "probable", "possible",
)

ITEM_CLUES = ("frame", "phrase", "clause", "before", "after", "near", "generic", "counted")
TIME_CLUES = ("rule", "clause", "before", "after", "near", "known")


Clue = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Clues:
    """The clues of one unit: `unit` as `UNIT_CLUES`; `roles`: party -> `ROLE_CLUES`; `items`, `times`: mention -> `ITEM_CLUES`, `TIME_CLUES`."""

    unit: Clue
    roles: Mapping[str, Clue]
    items: Mapping[Span, Clue]
    times: Mapping[Span, Clue]


class Witness:
    """Gives the clues of any unit of one article."""

    def __init__(self, layers: Layers, framed: Sequence[Framed]) -> None:
        self.layers = layers
        self.framed = {(f.word, f.candidate.frame.act): f for f in framed}
        self.acts_at: dict[int, set[str]] = {}
        for word, act in self.framed:
            self.acts_at.setdefault(word, set()).add(act)
        self.used = [f.candidate.shown for f in framed if f.candidate.shown is not None]
        self.whole = [f.candidate for f in framed if f.candidate.giver and f.candidate.receiver and f.candidate.lead is None]
        self.order = [code for code, _ in layers.ranking.most_common(2)]
        self.total = max(sum(layers.ranking.values()), 1)
        self.titled = layers.titled

    def units(self) -> tuple[Unit, ...]:
        """The units that frames propose, in text order."""
        return tuple(Unit(word, act) for word, act in sorted(self.framed))

    def clues(self, unit: Unit) -> Clues:
        """Everything said of a unit; parties, goods and times are those of its sentence and the ones before (see `REACH`)."""
        framed = self.framed.get((unit.word, unit.act))
        roles = self._slots(unit.word)
        items = self._item_clues(unit, framed)
        return Clues(self._unit_clues(unit, framed), self._role_clues(unit, framed, roles), items, self._time_clues(unit))

    def _unit_clues(self, unit: Unit, framed: Framed | None) -> Clue:
        tree = self.layers.tree
        found = self.stance(unit)
        told = {name: 1.0 for name in (found.status, f"by {_rule(found.rule)}") if name}
        told["verb"], told["noun"] = float(tree.upos[unit.word] == "VERB"), float(tree.upos[unit.word] in ("NOUN", "PROPN"))
        told["other act"] = float(bool(self.acts_at.get(unit.word, set()) - {unit.act}))
        if framed is not None:
            c = framed.candidate
            told |= {"frame": 1.0, "enough": float(framed.enough), "verbal": float(c.verbal), "leans": float(c.lead is not None),
                     "goods": float(bool(c.items)), "counted": float(bool(framed.counted)), "sum": float(framed.money is not None)}
        over = [v for v in self.layers.reading.voices if v.scope.holds(tree.span(unit.word))]
        inner = min(over, key=lambda v: v.scope.end - v.scope.start, default=None)
        if inner is not None:
            told |= {inner.manner: 1.0, inner.hedge: 1.0} if inner.hedge != "possible" else {inner.manner: 1.0}
            told["possible"] = max(told.get("possible", 0.0), float(inner.hedge == "possible"))
        return tuple(told.get(name, 0.0) for name in UNIT_CLUES)

    def stance(self, unit: Unit) -> Stance:
        """The status by rule: the frame's where one stands there, else that of the word's form and governors."""
        framed = self.framed.get((unit.word, unit.act))
        return candidate_stance(self.layers, framed.candidate) if framed is not None else stance(self.layers.tree, unit.word)

    def places(self, word: int) -> list[frozenset[str]]:
        """The parties that stand together in one place of the word's grammar."""
        return [frozenset(codes) for slot, codes in self._slots(word).items() if slot != "within" and len(codes) > 1]

    def agreed(self, word: int) -> list[str]:
        """The parties of a joint text where "we" or "our" of it is the word's subject or owner."""
        agreed, slots = set(self.layers.agreed), self._slots(word) if self.layers.agreed else {}
        ours = any(agreed == slots.get(slot) for slot in ("subj", "poss", "verb:subj", "verb:poss"))
        return list(self.layers.agreed) if ours else []

    def targets(self, word: int) -> list[tuple[str, Span]]:
        """The targets of sanctions that frames read from the words of this word's sentence, each with the words that name it."""
        there = (self.framed.get((k, "sanction")) for k in self.layers.tree.sentence_words(word))
        return [party for f in there if f is not None and f.roles.receiver_rule == "role" for party in f.roles.receiver]

    def joined(self, word: int) -> list[frozenset[str]]:
        """The parties of each coordination of the word's sentence, all of whose members are parties ("the U.S. and the UK"), and those that act
        together ("Chile, together with Colombia,")."""
        layers, tree, found = self.layers, self.layers.tree, list[frozenset[str]]()
        for head in tree.sentence_words(word):
            members = tree.conjuncts(head) if tree.first_conjunct(head) == head else []
            mentions = [layers.party_at.get(k) for k in (members if len(members) > 1 else self._together(head))]
            if len(mentions) > 1 and None not in mentions:
                found.append(frozenset(layers.called((code, m.span) for m in mentions if m is not None for code in layers.codes(m))))
        return found

    def _together(self, word: int) -> list[int]:
        """The words joined by "together with" or "along with" at ``word``: what it stands beside (a verb's subject) and what follows "with"."""
        tree, host = self.layers.tree, self.layers.tree.head[word]
        if tree.form(word) not in ALONGSIDE or host < 0:
            host, beside = word, [k for k in tree.kids(word, "nmod", "obl") if tree.prep(k) in ALONGSIDE]
        else:
            beside = [k for k in tree.kids(word, "obl", "nmod", "fixed") if tree.prep(k) in ("with", "")]
            beside += [k for k in tree.kids(host, "obl") if any(c == word + 1 for c in tree.kids(k, "case"))]
        others = [c for k in beside for c in tree.conjuncts(k)]
        return [*(tree.kids(host, "nsubj") if tree.upos[host] == "VERB" else [host]), *others] if others else []

    def _slots(self, word: int) -> dict[str, set[str]]:
        """Slot -> the parties that stand in it."""
        layers, tree = self.layers, self.layers.tree
        verb = tree.upos[word] in ("VERB", "AUX")
        out: dict[str, set[str]] = {}
        self._add(out, verb_roles(tree, word) if verb else noun_roles(tree, word), "")
        above = (tree.head[word] if tree.head[word] >= 0 and tree.upos[tree.head[word]] == "VERB" else None) if verb else governing_verb(tree, word)
        if above is not None and above != word:
            self._add(out, verb_roles(tree, above), "verb:")
        below = [layers.party_at[w] for w in tree.subtree(word) if w in layers.party_at]
        out["within"] = layers.called((code, m.span) for m in below for code in layers.codes(m))
        return out

    def _add(self, out: dict[str, set[str]], roles: Roles, prefix: str) -> None:
        for key, words in roles.items():
            slot = prefix + SAME.get(key, key)
            if slot in SLOTS:
                out.setdefault(slot, set()).update(self.layers.called(p for w in words for p in self.layers.parties_of(w)))

    def _role_clues(self, unit: Unit, framed: Framed | None, slots: Mapping[str, set[str]]) -> dict[str, Clue]:
        layers = self.layers
        places = self._places(unit.word)
        page = _Page(self, unit, framed)
        named = self._framed_roles(framed)
        out = {}
        for code in dict.fromkeys([*places, *layers.ranking]):
            told = {slot: 1.0 for slot, codes in slots.items() if code in codes}
            told |= {name: 1.0 for name, codes in named.items() if code in codes}
            told |= page.clues(code, places.get(code, ()))
            out[code] = tuple(told.get(name, 0.0) for name in ROLE_CLUES)
        return out

    def _framed_roles(self, framed: Framed | None) -> dict[str, set[str]]:
        """The frame's own reading of the roles: told by its words, or filled in from elsewhere."""
        if framed is None:
            return {}
        roles = framed.roles
        named = (("giver", roles.giver, roles.giver_rule), ("receiver", roles.receiver, roles.receiver_rule))
        return {f"{'frame' if rule in ('role', 'seeker') else 'filled'} {side}": self.layers.called(parties) for side, parties, rule in named}

    def _places(self, word: int) -> dict[str, list[int]]:
        """The parties of the word's sentence, with where each mention starts, in characters from the word."""
        layers, tree = self.layers, self.layers.tree
        span, out = tree.sentence_span(tree.sentence(word)), dict[str, list[int]]()
        for m in layers.reading.parties:
            if span.overlaps(m.span):
                for code in layers.called((code, m.span) for code in layers.codes(m)):
                    out.setdefault(code, []).append(m.span.start - tree.start[word])
        return out

    def _item_clues(self, unit: Unit, framed: Framed | None) -> dict[Span, Clue]:
        layers, tree = self.layers, self.layers.tree
        span = tree.sentence_span(tree.sentence(unit.word))
        here = [m for m in layers.reading.items if span.overlaps(m.span)]
        own = {m.span for m in layers.items_of(unit.word)}
        of_frame = {m.span for m in framed.candidate.items} if framed else set()
        clause = quote_span(tree, unit.word, False) if here else span
        counted = {m.span for m in framed.counted} if framed else set()
        return {m.span: self._item(unit, m, (m.span in of_frame, m.span in own, clause.holds(m.span)), m.span in counted) for m in here}

    def _item(self, unit: Unit, m: ItemMention, places: Iterable[bool], counted: bool) -> Clue:
        return (*map(float, places), *_distance(m.span.start - self.layers.tree.start[unit.word]), float(m.generic), float(counted))

    def _time_clues(self, unit: Unit) -> dict[Span, Clue]:
        layers, tree = self.layers, self.layers.tree
        span = tree.sentence_span(tree.sentence(unit.word))
        here = [m for m in layers.reading.times if span.overlaps(m.span)]
        clause = quote_span(tree, unit.word, False) if here else span
        by_rule = own_time(layers, unit.word).evidence if here else ()
        return {m.span: self._time(unit, m, m.span in by_rule, clause.holds(m.span)) for m in here}

    def _time(self, unit: Unit, m: TimeMention, by_rule: bool, inside: bool) -> Clue:
        return (float(by_rule), float(inside), *_distance(m.span.start - self.layers.tree.start[unit.word]), float(m.when is not None))


class _Page:
    """What one unit's parties are to the rest of the page."""

    def __init__(self, witness: Witness, unit: Unit, framed: Framed | None) -> None:
        self.witness, layers = witness, witness.layers
        self.speaker = layers.speaker_at(layers.tree.span(unit.word))
        items = framed.candidate.items if framed else []
        self.makers = {code for code, _ in makers(layers, items, set())} | _known_makers(items)
        same = [c for c in witness.whole if c.frame.act == unit.act and c.word != unit.word]
        self.gives, self.gets = _shares(c.giver for c in same), _shares(c.receiver for c in same)

    def clues(self, code: str, places: Sequence[int]) -> dict[str, float]:
        """By name, as `PAGE_CLUES`."""
        w = self.witness
        layers = w.layers
        return {
            "share": layers.ranking[code] / w.total, "top": float(w.order[:1] == [code]), "second": float(w.order[1:] == [code]),
            "gives": self.gives.get(code, 0.0), "gets": self.gets.get(code, 0.0), "home": float(code == layers.home),
            "title": float(code in w.titled), "speaker": float(code == self.speaker), "maker": float(code in self.makers),
            "place": float(code in layers.placed), "state": float(len(code) == 2 and code.isupper()), "collective": float(" " in code),
            "before": float(any(p < 0 for p in places)), "after": float(any(p > 0 for p in places)),
            "near": max((1 / (1 + abs(p) / 30) for p in places), default=0.0),
        }


def _known_makers(items: Iterable[ItemMention]) -> set[str]:
    """The states that make the named systems, by the catalogue."""
    return {code for i in items if i.key in systems() for code in systems()[i.key].makers}


def _shares(roles: Iterable[Sequence[tuple[str, Span]]]) -> dict[str, float]:
    counts: dict[str, int] = {}
    for role in roles:
        for code, _ in role:
            counts[code] = counts.get(code, 0) + 1
    total = sum(counts.values())
    return {code: n / total for code, n in counts.items()}


def _distance(step: int) -> tuple[float, float, float]:
    """Before, after, and how near (1 at the word, halved every 30 characters or so)."""
    return float(step < 0), float(step > 0), 1 / (1 + abs(step) / 30)


def _rule(name: str) -> str:
    return next((rule for rule in RULES if name.startswith(rule)), "evidence" if "evidence" in name else "governor" if name != "none" else "none")


__all__ = ["ACTS", "Clues", "ITEM_CLUES", "ROLE_CLUES", "TIME_CLUES", "UNIT_CLUES", "Witness"]
