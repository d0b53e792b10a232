"""From what frames and the learned reader say of words to the claims that are made.

A unit (a word and an act) is asked about where a frame points at the word, or where the learned reader finds it likely. Its answer gives
roles, status, goods and time; the grammar's own reading of each is among the clues that the answer was given on (claims.clues). Here
the answers become proposals: those likely enough, each thing said once, counted goods told apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.claims.amounts import quantity_of
from onrecord.claims.answer import NOBODY, OTHER, Answer
from onrecord.claims.belonging import acting
from onrecord.claims.beyond import beyond
from onrecord.claims.clauses import quote_span, trimmed
from onrecord.claims.clues import Witness
from onrecord.claims.confidence import Signs, calibrated, chances, signs_of
from onrecord.claims.goods_before import count_of, may_stay_open, told_before
from onrecord.claims.harmed import harmed
from onrecord.claims.heeding import best_status, heeding
from onrecord.claims.joint import by_members
from onrecord.claims.layers import Layers
from onrecord.claims.makers import Party
from onrecord.claims.proposal import Proposal, Unit
from onrecord.claims.propose import Framed
from onrecord.claims.shares import divided
from onrecord.claims.shown import SHOWN, Shown, as_shown
from onrecord.claims.sides import ARMS, BETWEEN_FRIENDS, Apart, foes, friends, sides
from onrecord.claims.standing_counts import stands_for_goods, trained
from onrecord.claims.sums import money_near, part_of_sum
from onrecord.claims.targets import by_name, imposers, run_out, seekers, struck
from onrecord.claims.thresholds import DEFAULT, RARE, VAGUE, Thresholds
from onrecord.claims.traced import is_epithet
from onrecord.knowledge.embargoes import embargoed
from onrecord.model import ItemMention, QuantityMention, Span, status_group

Together = tuple[float, Sequence[frozenset[str]]]
"""The share of the likeliest one's probability that a further party needs, and the groups of parties for whom it is enough."""
WITH_ITEMS = frozenset({"transfer", "production", "use", "training", "permission"})
OF_THE_PAGE = "learned+outlet"
"""Rule of a role that is the page's own state where no word of the page names it: derived from the page as a whole, as `claims.verify` asks."""
NEEDS_ITEMS = frozenset({"transfer", "use", "production"})
NO_PARTY, NO_RECEIVER, NO_GOODS, NOT_THE_ACT = "no-party", "no-receiver", "no-goods", "not-the-act"
"""What a draft can lack to become a claim: any party, a receiver (where it is not sure that there is none to name), the goods that the act needs, or
that its word tells the act here at all."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A unit with its answer and the frame's reading of it (or None)."""

    unit: Unit
    answer: Answer
    framed: Framed | None

    @property
    def shown(self) -> Shown | None:
        """What the grammar alone shows here."""
        return self.framed.candidate.shown if self.framed is not None else None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a unit tells: parties, goods and status, before it is cut into claims; ``signs`` as `claims.confidence` weighs them, and the chances
    that there is a claim (``found``) and that it is right in every core field (``right``). ``lacks``: why it can make no claim
    (`NO_PARTY`, `NO_RECEIVER`, `NO_GOODS`, `NOT_THE_ACT`), "" where it can. ``before``: its own words name no goods, those told before are meant."""

    weighed: Weighed
    giver: tuple[Party, ...]
    receiver: tuple[Party, ...]
    items: tuple[ItemMention, ...]
    status: str
    signs: Signs
    found: float
    right: float
    lacks: str = ""
    before: bool = False

    def likely(self, limits: Thresholds) -> bool:
        """Whether it is likely enough where nothing else of its act is told in its sentence."""
        act, rare = self.weighed.unit.act, self.weighed.unit.act in RARE
        found = limits.vague_found if act in VAGUE else limits.rare_found if rare else limits.found
        return self.right >= (limits.rare_keep if rare else limits.keep) or self.found >= found

    def repeats(self, other: Draft, one_clause: bool) -> bool:
        """Whether it tells the other's matter again: the same parties, goods of which some are the same mentions, or none of one's own ("announced a
        package that will provide"), and as far; in ``one_clause`` however far."""
        mine, theirs = ({i.span for i in d.items if not d.before} for d in (self, other))
        as_far = one_clause or status_group(self.status) == status_group(other.status)
        return as_far and _sides(self) == _sides(other) and (not mine or not theirs or bool(mine & theirs))

    def naming(self, items: Iterable[ItemMention]) -> Draft:
        """The same with these goods too, or instead of those that stand before its words."""
        named = {*items} | ({*self.items} if not self.before else set())
        return replace(self, items=tuple(sorted(named, key=lambda item: item.span)), before=False) if named else self


@dataclass(frozen=True, slots=True)
class Decided:
    """The proposals that become claims, in text order; the drafts that do not, each with the reason: unlikely, said already, or the sum told by
    another; and those that would be likely enough but lack something (`Draft.lacks`)."""

    proposals: list[Proposal]
    refused: list[tuple[Draft, str]]
    lacking: list[Draft]


def decide(layers: Layers, witness: Witness, weighed: Iterable[Weighed], limits: Thresholds = DEFAULT) -> Decided:
    """Uses that the grammar shows first, then the likeliest, those that name their goods before others: of a word its likeliest act; of an act in one
    sentence the first draft that is likely enough, then others that are surer and tell something else. One that tells the same matter is no further
    claim; goods that it names beside, in the clause of that claim, are the claim's too, if it is as sure."""
    told: dict[tuple[int, str], list[Draft]] = {}
    refused: list[tuple[Draft, str]] = []
    words: set[int] = set()
    asked = list(weighed)
    armed = sides(((w.unit.act, w.answer) for w in asked), layers.article.published.date)
    drafts = [drafted(layers, witness, w, limits, armed) for w in asked]
    for draft in sorted((d for d in drafts if not d.lacks), key=lambda d: (d.before, d.weighed.shown is None, -d.found, d.weighed.unit)):
        if draft.weighed.unit.word in words:
            refused.append((draft, "the word tells another act"))
            continue
        words.add(draft.weighed.unit.word)
        place = told.setdefault((layers.tree.sentence(draft.weighed.unit.word), draft.weighed.unit.act), [])
        twin = _twin(layers, draft, place)
        reason = "said already" if twin is not None else _against(draft, place, limits) or _told_otherwise(layers, draft, told)
        if reason is None:
            place.append(draft)
        else:
            refused.append((draft, reason))
        if twin is not None and draft.right >= limits.again:
            clause, named = _clause(layers, place[twin]), [i.span for d in place if _sides(d) == _sides(draft) for i in d.items]
            place[twin] = place[twin].naming(i for i in draft.items if clause.holds(i.span) and i.span not in named)
    alone = {s: sum(len(told[key]) for key in told if key[0] == s) == 1 for s, _ in told}
    out = [p for (s, _), kept in told.items() for d in kept for p in _proposals(layers, witness, d, alone[s])]
    lacking = [d for d in drafts if d.lacks and d.weighed.unit.word not in words and d.likely(limits)]
    return Decided(sorted(divided(layers, out), key=lambda p: (p.span, p.anchor, p.act)), refused, sorted(lacking, key=lambda d: d.weighed.unit))


def _as_leave(draft: Draft, other: Draft) -> bool:
    """Whether a draft tells of leave, or of a ban, between the sides of a permission that the grammar shows, or of one by nobody."""
    leave = other.weighed.unit.act == "permission" and other.weighed.shown is not None
    return leave and draft.weighed.shown is None and (_sides(draft) == _sides(other) or not draft.giver)


def _told_otherwise(layers: Layers, draft: Draft, told: Mapping[tuple[int, str], Sequence[Draft]]) -> str | None:
    """Why a draft becomes no claim beside another act of its sentence; None where it does."""
    leave = told.get((layers.tree.sentence(draft.weighed.unit.word), "permission"), ()) if draft.weighed.unit.act == "sanction" else ()
    return "told as a permission" if any(_as_leave(draft, d) for d in leave) else _told_as_arms(layers, draft, told)


def _told_as_arms(layers: Layers, draft: Draft, told: Mapping[tuple[int, str], Sequence[Draft]]) -> str | None:
    """Why a draft of money becomes no claim beside a likelier one of arms (or the other way round) in its sentence: one sum between the same parties
    is told once; None where it does."""
    unit = draft.weighed.unit
    other = {"funding": "transfer", "transfer": "funding"}.get(unit.act)
    beside = told.get((layers.tree.sentence(unit.word), other), ()) if other is not None else ()
    mine = money_near(layers, unit.word, draft.items) if beside else None
    if mine is None:
        return None
    alike = (d for d in beside if _sides(d) == _sides(draft))
    return f"its sum is told as {other}" if any(money_near(layers, d.weighed.unit.word, d.items) == mine for d in alike) else None


def _sides(d: Draft) -> tuple[set[str], set[str]]:
    return {c for c, _ in d.giver}, {c for c, _ in d.receiver}


def _twin(layers: Layers, draft: Draft, told: Sequence[Draft]) -> int | None:
    """The place of the draft that tells the same matter, among those that the sentence tells of the act; None where none does."""
    counts = _counts_of(layers, draft)

    def again(other: Draft) -> bool:
        one_clause = _clause(layers, draft) == _clause(layers, other)
        as_far = one_clause and _sides(draft) == _sides(other) and status_group(draft.status) == status_group(other.status)
        return (as_far and bool(counts) and counts <= _counts_of(layers, other)) or draft.repeats(other, one_clause) or _as_leave(draft, other)

    return next((n for n, other in enumerate(told) if again(other)), None)


def _counts_of(layers: Layers, d: Draft) -> set[QuantityMention]:
    """The counts of its goods; one count is told of goods once, however many names they have."""
    return {q for i in d.items if not d.before and (q := quantity_of(layers, i)) is not None}


def _clause(layers: Layers, d: Draft) -> Span:
    return quote_span(layers.tree, d.weighed.unit.word, alone=False)


def _against(draft: Draft, told: Sequence[Draft], limits: Thresholds) -> str | None:
    """Why a draft becomes no claim beside those of its act that its sentence tells already; None where it does."""
    if not told:
        return None if draft.likely(limits) else "unlikely"
    return None if draft.right >= limits.again else "unlikely beside another"


def drafted(layers: Layers, witness: Witness, w: Weighed, limits: Thresholds, armed: Apart | None = None) -> Draft:
    """The unit's likeliest parties, status and goods; ``armed`` tells who does not arm whom by the article as a whole (None: not asked)."""
    act, word = w.unit.act, w.unit.word
    told = w.shown.status if w.shown is not None else None
    status = told or best_status(heeding(w.answer.status, witness.stance(w.unit), act, w.framed is not None))
    never = _never(layers, w, status, armed)
    one, other = _pair(w.answer, act, never)
    together = [(limits.joined, witness.joined(word)), (limits.beside, witness.places(word))]
    agreed = [code for code in witness.agreed(word) if code != other]
    agreed = agreed if one in (NOBODY, OTHER, *agreed) else []
    givers = agreed or _role(w.answer.giver, one, other, act, together, limits)
    receivers = _role(w.answer.receiver, other, one, act, together, limits)
    if act != "production":
        givers, receivers = _apart(givers, receivers, w.answer)
    givers, receivers = [c for c in givers if not never(c, other)], [c for c in receivers if not never(one, c)]
    givers, receivers = acting(layers, word, givers), acting(layers, word, receivers)
    if act != "sanction":
        givers, receivers = _for_states(layers, givers, receivers, act), _for_states(layers, receivers, givers, act)
    givers, receivers = by_members(givers, receivers), by_members(receivers, givers)
    if act in BETWEEN_FRIENDS and not layers.paired(word, receivers):
        receivers = friends(receivers, layers.article.published.date)
    if w.shown is not None:
        givers, receivers = as_shown(w.shown, w.answer)
    if act == "sanction":
        receivers = struck(layers, word, witness.targets(word), receivers)
        givers = run_out(layers, word, seekers(w.answer, imposers(w.framed, givers), receivers, status), receivers)
        givers = [code for code in givers if code not in receivers]
    giver, receiver = _located(layers, word, givers), _located(layers, word, receivers)
    giver, receiver = _in_yemen(layers, giver, receiver)
    if act == "sanction":
        giver = _of_europe(giver)
    signs = signs_of(w.unit.act, w.answer, w.framed, (one, other), status, witness.stance(w.unit).status)
    found, right = chances(signs)
    if w.shown is not None and w.shown.holds(status):
        found, right = max(found, SHOWN), max(right, SHOWN)
    items = _items(layers, w, limits) if act in WITH_ITEMS else ()
    before = act in NEEDS_ITEMS and not items
    named = told_before(layers, word) if before else items
    sure = found >= limits.found and may_stay_open(layers, word, named) if act == "production" else found >= limits.unsaid and bool(named)
    items = named or ()
    lacks = NO_PARTY if not giver and not receiver else NO_GOODS if before and (named is None or not sure) else ""
    epithet = act == "production" and is_epithet(layers, word, witness.used)
    lacks = lacks or (NOT_THE_ACT if epithet or beyond(layers, w.unit, giver, receiver, items) else "")
    if not lacks and not receiver and right < limits.one_sided and w.shown is None:
        lacks = NO_RECEIVER
    return Draft(w, giver, receiver, items, status, signs, found, right, lacks, before)


def _for_states(layers: Layers, codes: Sequence[str], others: Sequence[str], act: str) -> list[str]:
    """The parties, firms as the states that they act for (GUIDE section 5), but for one that deals with its own."""
    at_home = frozenset() if act == "production" else frozenset(others)
    return list(dict.fromkeys(code if (state := layers.owners.get(code)) is None or state in at_home else state for code in codes))


def _in_yemen(layers: Layers, *roles: tuple[Party, ...]) -> Iterator[tuple[Party, ...]]:
    """"Yemen" beside Iran stands for the Houthis where the article names them (GUIDE section 5)."""
    both = {code for role in roles for code, _ in role}
    meant = bool(layers.ranking["Houthis"]) and {"IR", "YE"} <= both
    return (tuple(("Houthis" if meant and code == "YE" else code, span) for code, span in role) for role in roles)


def _never(layers: Layers, w: Weighed, status: str, armed: Apart | None) -> Apart:
    """Of whom it is never true that one gives to the other: foes, whom the goods strike and, unless it is denied or stopped, the foe of whom the
    giver arms in the article and those from whom it keeps arms by law, if no word of the sentence names it ("we were concerned about the supply")."""
    if w.unit.act not in BETWEEN_FRIENDS:
        return lambda giver, receiver: False
    struck, day = harmed(layers, w.unit.word), layers.article.published.date
    told = w.unit.act in ARMS and status_group(status) not in ("negative", "unseen")
    apart = armed if armed is not None and told else foes(day)
    beside = (layers.party_at.get(k) for k in layers.tree.sentence_words(w.unit.word))
    named = {code for mention in beside if mention is not None and mention.form != "pronoun" for code in layers.codes(mention)}

    def never(giver: str, receiver: str) -> bool:
        kept = told and giver not in named and embargoed(giver, receiver, day)
        return kept or receiver in struck or apart(giver, receiver)

    return never


def _pair(answer: Answer, act: str, never: Apart) -> tuple[str, str]:
    """The likeliest pair of roles; the same party in both only for production, those of whom it is never true in none."""
    alike = {NOBODY, OTHER, *(a for a, _ in answer.giver if act == "production")}
    pairs = [(p * q * (not never(a, b)), a, b) for a, p in answer.giver for b, q in answer.receiver if a != b or a in alike]
    _, one, other = max(pairs)
    return one, other


def _role(role: Sequence[tuple[str, float]], best: str, other: str, act: str, together: Sequence[Together], limits: Thresholds) -> list[str]:
    """The likeliest party and those that share the role with it; ``together``: parties that stand together, and the share that they need."""
    if best in (NOBODY, OTHER):
        return []
    top = dict(role)[best]
    taken = {best, NOBODY, OTHER} | ({other} if act != "production" else set())

    def least(code: str) -> float:
        return next((share for share, places in together if any({best, code} <= place for place in places)), limits.share)

    return [best, *(code for code, p in role if code not in taken and p >= least(code) * top)]


def _apart(givers: Sequence[str], receivers: Sequence[str], answer: Answer) -> tuple[list[str], list[str]]:
    """A further party of both roles stands in the likelier one alone."""
    gives, gets = dict(answer.giver), dict(answer.receiver)
    return [c for c in givers if c not in receivers or gives[c] >= gets[c]], [c for c in receivers if c not in givers or gets[c] > gives[c]]


def _located(layers: Layers, word: int, codes: Iterable[str]) -> tuple[Party, ...]:
    """Parties with words that name them: in the sentence, else the nearest before it, else the first in the article."""
    return tuple((code, layers.naming(code, word)) for code in codes if code in layers.ranking or code in layers.in_pacts or code == layers.home)


def _of_europe(giver: tuple[Party, ...]) -> tuple[Party, ...]:
    """Europe imposes sanctions as the Union."""
    return tuple(("EU" if code in ("European states", "Europe") else code, span) for code, span in giver)


def _items(layers: Layers, w: Weighed, limits: Thresholds) -> tuple[ItemMention, ...]:
    """The goods likely to be named; where none is and the act needs some, the likeliest, or what the frame finds. Forces are trained on what is
    specific: articles and services "and training" are other goods beside it."""
    if w.shown is not None:
        return w.shown.items
    scored = sorted(w.answer.items, key=lambda x: (-x[1], x[0]))
    chosen = {span for span, p in scored if p >= limits.item}
    if not chosen and w.unit.act in NEEDS_ITEMS:
        if w.framed is not None and w.framed.candidate.items:
            return tuple(w.framed.candidate.items)
        chosen = {span for span, p in scored[:1] if p >= limits.item / 2}
    found = [i for i in layers.reading.items if i.span in chosen]
    if w.framed is not None:
        found += [i for i in w.framed.candidate.items if i.span in chosen and i not in found]
        found += [i for i in w.framed.candidate.items if not any(i.span.overlaps(o.span) for o in layers.reading.items)]
    trained_on = (i for i in found if not (i.generic or i.cls == "service"))
    return tuple(sorted(trained_on if w.unit.act == "training" else found, key=lambda i: i.span))


def _proposals(layers: Layers, witness: Witness, d: Draft, alone: bool) -> list[Proposal]:
    """One claim for what has no count of its own, one for what is only a part of its sum, one for each counted item."""
    w, unit = d.weighed, d.weighed.unit
    span = quote_span(layers.tree, unit.word, alone)
    named = () if d.before else d.items
    counted = {i: q for i in named if (q := quantity_of(layers, i, unit.word)) is not None and not _of_what_was_had(layers, unit, i)}
    plain = tuple(i for i in d.items if i not in counted)
    found = witness.stance(unit)
    agreed = found.status == d.status

    def make(items: tuple[ItemMention, ...], quantity: QuantityMention | None, where: Span) -> Proposal:
        return Proposal(
            unit.word, where, unit.act, d.giver, _rule(layers, w, d.giver, "giver"), d.receiver,
            _rule(layers, w, d.receiver, "receiver"), items, quantity,
            money_near(layers, unit.word, items if named else ()), d.status,
            found.words if agreed and found.words else (unit.word,), found.rule if agreed else "learned",
            "frames" if w.framed is not None else "learned", calibrated(d.right),
            w.framed.candidate.lead.word if w.framed is not None and w.framed.candidate.lead else None, True, w.answer, d.signs, d.before)

    standing = stands_for_goods(layers, unit.word, named)
    if standing is not None:
        return [make(d.items, standing, span)]
    if not counted:
        people = trained(layers, unit.word) if unit.act == "training" else None
        return [make(plain, count_of(layers, _clause(layers, d)) if d.before else people, span)]
    part = {i for i in named if part_of_sum(layers, unit.word, i)}
    wholes = (tuple(i for i in plain if i not in part), tuple(i for i in plain if i in part))
    groups = [make(items, None, span) for items in wholes if not all(i.generic for i in items) or (items and part and not part & set(items))]
    sharing = {q: tuple(i for i in counted if counted[i] == q) for q in counted.values()}
    single = len(sharing) == 1 and not groups and not _other_counts(layers, d, span)
    return groups + [make(items, q, span if single else _piece(layers, items, q)) for q, items in sharing.items()]


def _of_what_was_had(layers: Layers, unit: Unit, item: ItemMention) -> bool:
    """Whether goods were counted as what another verb had done to them, of which the use tells no number ("sent hundreds of drones that were used
    against ..."); "the 400 drones that were used against ... came" counts those used."""
    tree = layers.tree
    if unit.act != "use" or tree.rel[unit.word] != "acl:relcl" or item.span.start >= tree.start[min(tree.subtree(unit.word))]:
        return False
    phrase = next((w for w in [tree.head[unit.word], *tree.up(tree.head[unit.word])] if tree.rel[w] not in ("nmod", "conj", "appos", "flat")), None)
    return phrase is not None and tree.rel[phrase].split(":")[0] in ("obj", "iobj", "obl")


def _other_counts(layers: Layers, d: Draft, span: Span) -> bool:
    """Whether other goods are counted too in these words ("100 launchers, 5,000 rifles")."""
    others = (i for i in layers.reading.items if span.holds(i.span) and not any(i.span.overlaps(o.span) for o in d.items))
    return bool({q for i in others if (q := quantity_of(layers, i)) is not None} - _counts_of(layers, d))


def _rule(layers: Layers, w: Weighed, parties: Sequence[Party], side: str) -> str:
    """The frame's rule where it reads the role as the answer does; else that the answer was learned, or taken from whose page it is."""
    roles = w.framed.roles if w.framed is not None else None
    told: Sequence[Party] = getattr(roles, side) if roles is not None else ()
    codes = [code for code, _ in told]
    if w.unit.act == "sanction" and side == "receiver":
        codes = by_name(layers, told, codes)
    agrees = bool(told) and set(codes) == {code for code, _ in parties}
    if any(not layers.named(code) for code, _ in parties):
        return OF_THE_PAGE
    return str(getattr(roles, f"{side}_rule")) if agrees else "learned"


def _piece(layers: Layers, items: Sequence[ItemMention], quantity: QuantityMention) -> Span:
    """The words of the items of one count in a list."""
    spans = [quantity.span, *(item.span for item in items)]
    return trimmed(layers.article.text, Span(min(s.start for s in spans), max(s.end for s in spans)))
