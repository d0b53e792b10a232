"""Frames -> proposals: open roles filled from the article, status read, counted goods told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.claims.amounts import quantity_of
from onrecord.claims.inherit import inherited
from onrecord.claims.layers import Layers
from onrecord.claims.makers import Party
from onrecord.claims.match import Candidate, candidates
from onrecord.claims.roles import governing_verb, verb_subject
from onrecord.claims.status import Stance, operator_lemma, stance
from onrecord.claims.sums import money_near
from onrecord.knowledge.frames import wordlist
from onrecord.model import ItemMention, QuantityMention


@dataclass(frozen=True, slots=True)
class Roles:
    """Giver and receiver of a candidate with the rule that gave each."""

    giver: tuple[Party, ...]
    giver_rule: str
    receiver: tuple[Party, ...]
    receiver_rule: str


@dataclass(frozen=True, slots=True)
class Framed:
    """A frame's reading of one word: its candidate, the ``word`` that stands for it, roles, counted goods, the sum, and whether its parties are
    ``enough`` for its act."""

    candidate: Candidate
    word: int
    roles: Roles
    counted: dict[ItemMention, QuantityMention]
    money: QuantityMention | None
    enough: bool


def framed(layers: Layers) -> list[Framed]:
    """What the frames make of one article, in text order; one reading a word and act."""
    found = inherited(layers, without_nested(layers, candidates(layers)))
    whole = [c for c in found if c.giver and c.receiver]
    out: dict[tuple[int, str], Framed] = {}
    for c in found:
        roles = roles_of(layers, c, whole)
        roles = _pursuer(layers, c, roles, candidate_stance(layers, c))
        counted = {i: q for i in c.items if (q := quantity_of(layers, i)) is not None}
        word = head_word(layers, c)
        out.setdefault((word, c.frame.act), Framed(c, word, roles, counted, money_near(layers, c.word, c.items), _enough(c, roles)))
    return [out[key] for key in sorted(out)]


def head_word(layers: Layers, c: Candidate) -> int:
    """The word that stands for a candidate: its predicate; in a list line without one, the head of the goods it names."""
    if c.frame.lemma != "list" or not c.items:
        return c.word
    words = layers.words_in(c.items[0].span)
    return next((w for w in words if layers.tree.head[w] not in words), c.word)


def without_nested(layers: Layers, found: list[Candidate]) -> list[Candidate]:
    """A noun that is itself an argument of a verb of the same act says nothing more ("deliver supplies of shells").

    What a permission sets or lifts ("restrictions on the use of") is neither a sanction nor a use of its own.
    """
    tree = layers.tree
    verbs = {(c.word, c.frame.act) for c in found if c.verbal}
    verbs |= {(c.word, act) for c in found if c.verbal and c.frame.act == "permission" for act in ("sanction", "use")}
    kept = []
    for c in found:
        v = None if c.verbal else governing_verb(tree, c.word)
        if v is not None and (v, c.frame.act) in verbs:
            continue
        above = next((h for h in tree.up(c.word)), None)
        if not c.verbal and above is not None and any(o.word == above and o.frame.act == c.frame.act and not o.verbal for o in found):
            continue
        kept.append(c)
    return kept


def roles_of(layers: Layers, c: Candidate, whole: Sequence[Candidate]) -> Roles:
    """The candidate's parties by its words, or from the sentence it leans on; the rest stays open. ``whole``: candidates with both roles."""
    if c.lead is not None:
        lead = roles_of(layers, c.lead, whole)
        return Roles(lead.giver, "lead-in", lead.receiver, "lead-in")
    giver, receiver = tuple(c.giver), tuple(c.receiver)
    if not receiver and c.frame.act == "production" and giver:
        return Roles(giver, "role", giver, "made at home")
    if not receiver and c.frame.act == "permission":
        supplied = _supplied(whole, c)
        return Roles(giver, _said(giver), supplied, "whom the goods were given" if supplied else "open")
    foe = c.shown.foe if c.shown is not None else ()
    return Roles(giver, _said(giver, foe), receiver, _said(receiver, foe))


def _said(parties: tuple[Party, ...], foe: tuple[Party, ...] = ()) -> str:
    """The rule of parties that words tell, or that are the one foe of the other side (claims.traced)."""
    return "open" if not parties else "the one foe" if parties == foe else "role"


def _supplied(whole: Sequence[Candidate], c: Candidate) -> tuple[Party, ...]:
    """Who got the very goods that a permission speaks of ("the range limit on the missiles it gave X"); not who permits."""
    told = (o for o in whole if o.frame.act == "transfer" and set(o.items) & set(c.items))
    giver = {code for code, _ in c.giver}
    return next((tuple(p for p in o.receiver if p[0] not in giver) for o in told), ())


def _pursuer(layers: Layers, c: Candidate, roles: Roles, found: Stance) -> Roles:
    """A UN sanction that is only sought is its seeker's act (GUIDE section 5, snapback): the subject of the word that seeks it."""
    if c.frame.act != "sanction" or found.status != "sought" or {code for code, _ in roles.giver} != {"UN"}:
        return roles
    for w in [*found.words, *_above(layers, c.word)]:
        owners = layers.tree.kids(w, "nmod:poss", "compound", "amod") if layers.tree.upos[w] == "NOUN" else verb_subject(layers.tree, w)
        seekers = [p for k in owners for p in layers.parties_of(k) if p[0] != "UN" and p not in roles.receiver]
        if seekers:
            return replace(roles, giver=tuple(seekers), giver_rule="seeker")
    return roles


def _above(layers: Layers, word: int) -> list[int]:
    """Verbs above a word, nearest first."""
    return [h for h in layers.tree.up(word) if layers.tree.upos[h] == "VERB"]


def _enough(c: Candidate, roles: Roles) -> bool:
    """Whether enough parties are known: both for most acts; a transfer or production may lack one (GUIDE: unstated and not clear)."""
    if c.shown is not None or (roles.giver and roles.receiver):
        return True
    if c.frame.act in ("production", "use"):
        return bool(roles.giver)
    return c.frame.act == "transfer" and bool(roles.receiver) and any(not i.generic for i in c.items)


def candidate_stance(layers: Layers, c: Candidate) -> Stance:
    """Status of a candidate: its frame, form and governors; for a noun that nothing governs the frame's plain status."""
    if c.denies:
        return Stance("denied", (c.word,), "denial")
    if c.lead is not None:
        lead = candidate_stance(layers, c.lead)
        kept = lead.status in ("done", "planned", "halted", "denied") and lead.rule != "plain noun"
        settled = lead.status if kept else "agreed"
        return Stance(settled, (c.word,), "lead-in")
    if c.verbal:
        found = stance(layers.tree, c.word, c.frame.status, c.frame.past)
        return found if found.status else Stance(c.frame.status or _bare(layers, c), (c.word,), "bare form")
    found = stance(layers.tree, c.word)
    ends = found.rule == "in force" or any(operator_lemma(layers.tree, w) in wordlist("lifts") for w in found.words)
    if c.frame.act == "sanction" and found.status == "halted" and not ends:
        found = Stance(None)
    if c.frame.act == "sanction" and found.rule in ("governor announce", "governor unveil"):
        return Stance("done", found.words, "sanction announced")
    return found if found.status else _of_event_noun(layers, c)


def _bare(layers: Layers, c: Candidate) -> str:
    """What a form without tense or governor tells: a gerund that it goes on, an infinitive that it is to come."""
    if layers.tree.feat(c.word, "VerbForm=Ger") or layers.tree.form(c.word).endswith("ing"):
        return "underway"
    return "sought" if c.frame.act == "sanction" else "planned"


def _of_event_noun(layers: Layers, c: Candidate) -> Stance:
    """ "the shipment arrived", "has made deliveries": the tense of a verb that only says that it happens; else the plain status."""
    tree = layers.tree
    v = governing_verb(tree, c.word)
    if v is not None and tree.rel[tree.first_conjunct(c.word)].split(":")[0] in ("obj", "nsubj"):
        verb = stance(tree, v)
        if verb.status and (tree.lemma[v] in wordlist("happens") or verb.rule in ("modal", "negated", "condition", "under condition")):
            return verb
    priced = c.frame.lemma == "goods" and any(w in layers.quantity_at and layers.quantity_at[w].money for w in tree.subtree(c.word))
    return Stance("agreed" if priced else c.frame.plain or "underway", (c.word,), "plain noun")


__all__ = ["Framed", "Roles", "candidate_stance", "framed", "quantity_of", "roles_of"]
