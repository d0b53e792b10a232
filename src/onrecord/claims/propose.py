"""Frames -> proposals: open roles filled from the article, status read, counted goods told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.claims.amounts import money_near, quantity_of
from onrecord.claims.clauses import quote_span, trimmed
from onrecord.claims.inherit import inherited
from onrecord.claims.layers import Layers
from onrecord.claims.match import Candidate, Party, candidates
from onrecord.claims.proposal import Proposal
from onrecord.claims.ranker import Learned, Ranker
from onrecord.claims.roles import governing_verb, verb_subject
from onrecord.claims.status import Stance, operator_lemma, stance
from onrecord.knowledge.frames import wordlist
from onrecord.model import ItemMention, QuantityMention, Span


@dataclass(frozen=True, slots=True)
class Roles:
    """Giver and receiver of a candidate with the rule that gave each."""

    giver: tuple[Party, ...]
    giver_rule: str
    receiver: tuple[Party, ...]
    receiver_rule: str


def frame_proposals(layers: Layers, learned: Learned | None = None) -> list[Proposal]:
    """All proposals that the frames make of one article, in text order. ``learned``: the detector's roles, as a clue for open ones."""
    found = inherited(layers, without_nested(layers, candidates(layers)))
    ranker = Ranker(layers, [c for c in found if c.giver and c.receiver], learned or {})
    per_sentence = Counter(layers.tree.sentence_of[c.word] for c in found)
    out: list[Proposal] = []
    for c in found:
        out.extend(_proposals(layers, c, ranker, per_sentence[layers.tree.sentence_of[c.word]] == 1))
    return out


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


def roles_of(layers: Layers, c: Candidate, ranker: Ranker) -> Roles:
    """The candidate's parties; open ones filled by the ranker, or from the sentence it leans on."""
    if c.lead is not None:
        lead = roles_of(layers, c.lead, ranker)
        return Roles(lead.giver, "lead-in", lead.receiver, "lead-in")
    giver, giver_rule = tuple(c.giver), "role"
    if c.frame.act == "sanction":
        giver = _of_europe(giver)
    receiver, receiver_rule = tuple(c.receiver), "role"
    if c.frame.act == "cooperation":
        return Roles(giver, giver_rule, receiver, receiver_rule)
    if not giver:
        giver, giver_rule = _filled(ranker, c, "giver", receiver)
    if not receiver and c.frame.act == "production" and giver:
        receiver, receiver_rule = giver, "made at home"
    if not receiver and c.frame.act == "permission":
        receiver, receiver_rule = _supplied(ranker, c), "whom the goods were given"
    if not receiver:
        receiver, receiver_rule = _filled(ranker, c, "receiver", giver)
    return Roles(giver, giver_rule, receiver, receiver_rule)


def _supplied(ranker: Ranker, c: Candidate) -> tuple[Party, ...]:
    """Who got the very goods that a permission speaks of ("the range limit on the missiles it gave X")."""
    told = (o for o in ranker.whole if o.frame.act == "transfer" and set(o.items) & set(c.items))
    return next((tuple(o.receiver) for o in told), ())


def _filled(ranker: Ranker, c: Candidate, side: str, known: tuple[Party, ...]) -> tuple[tuple[Party, ...], str]:
    found = ranker.best(c, side, list(known))
    return ((found.party,), "ranked") if found else ((), "open")


def _proposals(layers: Layers, c: Candidate, ranker: Ranker, alone: bool) -> list[Proposal]:
    roles = roles_of(layers, c, ranker)
    if not roles.giver and not roles.receiver and c.frame.act not in ("transfer", "sanction", "funding"):
        return []
    roles = _in_yemen(layers, roles)
    enough = _enough(c, roles)
    found = candidate_stance(layers, c)
    roles = _pursuer(layers, c, roles, found)
    span = quote_span(layers.tree, c.word, alone)
    counted = {i: q for i in c.items if (q := quantity_of(layers, i)) is not None}
    plain = tuple(i for i in c.items if i not in counted)

    def make(items: tuple[ItemMention, ...], quantity: QuantityMention | None, where: Span) -> Proposal:
        shown = items if c.frame.act not in ("funding",) else ()
        return Proposal(
            c.word,
            where,
            c.frame.act,
            roles.giver,
            roles.giver_rule,
            roles.receiver,
            roles.receiver_rule,
            shown,
            quantity,
            money_near(layers, c.word, items),
            found.status or "underway",
            found.words,
            found.rule,
            "frames",
            lead=c.lead.word if c.lead else None,
            enough=enough,
        )

    if not counted:
        return [make(plain, None, span)]
    groups = [make(plain, None, span)] if plain and not all(i.generic for i in plain) else []
    sharing = {q: tuple(i for i in counted if counted[i] is q) for q in counted.values()}
    single = len(sharing) == 1 and not groups
    return groups + [make(items, q, span if single else _piece(layers, items, q)) for q, items in sharing.items()]


def _in_yemen(layers: Layers, roles: Roles) -> Roles:
    """"Yemen" beside Iran stands for the Houthis where the article names them (GUIDE section 5)."""
    codes = {code for code, _ in [*roles.giver, *roles.receiver]}
    if not layers.ranking["Houthis"] or not {"IR", "YE"} <= codes:
        return roles

    def named(parties: tuple[Party, ...]) -> tuple[Party, ...]:
        return tuple(("Houthis" if code == "YE" else code, span) for code, span in parties)

    return replace(roles, giver=named(roles.giver), receiver=named(roles.receiver))


def _of_europe(giver: tuple[Party, ...]) -> tuple[Party, ...]:
    """Europe imposes sanctions as the Union."""
    return tuple(("EU" if code in ("European states", "Europe") else code, span) for code, span in giver)


def _pursuer(layers: Layers, c: Candidate, roles: Roles, found: Stance) -> Roles:
    """A UN sanction that is only sought is its seeker's act (GUIDE section 5, snapback): the subject of the word that seeks it."""
    if c.frame.act != "sanction" or found.status != "sought" or {code for code, _ in roles.giver} != {"UN"}:
        return roles
    for w in [*found.words, *_above(layers, c.word)]:
        owners = layers.tree.kids(w, "nmod:poss", "compound", "amod") if layers.tree.upos[w] == "NOUN" else verb_subject(layers.tree, w)
        seekers = [p for k in owners for p in layers.parties_of(k) if p[0] != "UN" and p not in roles.receiver]
        if seekers:
            return replace(roles, giver=tuple(seekers), giver_rule="seeker")
    named = sorted((code for code in wordlist("imposers") if code != "UN" and layers.ranking[code]), key=lambda code: (-layers.ranking[code], code))
    if roles.giver_rule == "ranked" and named:
        return replace(roles, giver=((named[0], layers.naming(named[0], c.word)),), giver_rule="seeker")
    return roles


def _above(layers: Layers, word: int) -> list[int]:
    """Verbs above a word, nearest first."""
    return [h for h in layers.tree.up(word) if layers.tree.upos[h] == "VERB"]


def _enough(c: Candidate, roles: Roles) -> bool:
    """Whether enough parties are known: both for most acts; a transfer or production may lack one (GUIDE: unstated and not clear)."""
    if roles.giver and roles.receiver:
        return True
    if c.frame.act in ("production", "use"):
        return bool(roles.giver)
    return c.frame.act == "transfer" and bool(roles.receiver) and any(not i.generic for i in c.items)


def _piece(layers: Layers, items: Sequence[ItemMention], quantity: QuantityMention) -> Span:
    """The words of the items of one count in a list."""
    spans = [quantity.span, *(item.span for item in items)]
    return trimmed(layers.article.text, Span(min(s.start for s in spans), max(s.end for s in spans)))


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
    if c.frame.act == "sanction" and found.status == "halted" and not any(operator_lemma(layers.tree, w) in wordlist("lifts") for w in found.words):
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


__all__ = ["Roles", "candidate_stance", "frame_proposals", "quantity_of", "roles_of"]
