"""Two proposers, one decision: frames say who did what on which word, the learned detector says how likely the sentence makes that claim.

A frame's proposal is kept where the detector gives its act at least `KEEP`; where its party or status came from a weak rule (filled from elsewhere, a
bare form) and the detector is sure of another, the detector's is taken. A sentence whose act the detector gives at least `ADD` and that no frame
proposed becomes a proposal of its own. All thresholds were set on out-of-fold answers over the training articles (docs/reference/reading.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.claims.layers import Layers
from onrecord.claims.learned import NOBODY, OTHER, Detection
from onrecord.claims.match import Party
from onrecord.claims.proposal import Proposal
from onrecord.claims.propose import quantity_of
from onrecord.claims.ranker import Learned
from onrecord.model import ItemMention, Span, status_group


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities of the detector at which it overrules or adds.

    ``keep``: a frame's proposal stands. ``add``: a claim of the detector's own. ``party``, ``weak_party``: an open, or a weakly
    filled role is taken from it. ``open``: a proposal that lacked a party and got it from the detector; ``alone``: one that still
    lacks it. ``weak_status``: a status group is taken from it over a weakly founded one. Values: the best of
    a grid on out-of-fold answers over 120 training articles (core F1 .31 for frames alone, .35 with these).
    """

    keep: float = 0.12
    add: float = 0.7
    party: float = 0.4
    weak_party: float = 0.8
    weak_status: float = 0.95
    open: float = 0.2
    alone: float = 0.8


DEFAULT = Thresholds()

WEAK_PARTY = frozenset({"open", "ranked", "made at home", "lead-in"})
WEAK_STATUS = frozenset({"plain noun", "bare form", "lead-in", "tense", "participle"})
WITH_ITEMS = frozenset({"transfer", "production", "use", "training", "permission"})
SHARE = 0.5
"""A further party belongs to a role when it has at least this part of the likeliest one's probability."""


def decide(layers: Layers, proposals: Sequence[Proposal], detections: Sequence[Detection], limits: Thresholds = DEFAULT) -> list[Proposal]:
    """The proposals that become claims, in text order."""
    seen = _by_sentence(layers, detections)
    sentence = layers.tree.sentence_of
    kept = [m for p in proposals if _stands(m := mended(layers, p, d := seen.get(sentence[p.anchor]), limits), d, limits)]
    told = {(sentence[p.anchor], p.act) for p in kept}
    added = [
        made
        for s, d in seen.items()
        for act, p in d.acts.items()
        if p >= limits.add and (s, act) not in told and (made := _learned(layers, s, d, act)) is not None
    ]
    return sorted([*kept, *added], key=lambda p: (p.span, p.anchor, p.act))


def _stands(p: Proposal, d: Detection | None, limits: Thresholds) -> bool:
    """Whether a frame's proposal is kept: enough parties, and an act that the detector finds likely enough; surer where a party stays open."""
    whole = bool(p.giver and p.receiver)
    if d is None:
        return p.enough
    if p.enough or whole:
        sure = p.enough and not {p.giver_rule, p.receiver_rule} <= WEAK_PARTY
        return d.acts[p.act] >= (limits.keep if sure else limits.open)
    return bool(p.giver or p.receiver) and d.acts[p.act] >= limits.alone


def _by_sentence(layers: Layers, detections: Sequence[Detection]) -> dict[int, Detection]:
    """Each detection by the index of its sentence."""
    out: dict[int, Detection] = {}
    for d in detections:
        words = layers.words_in(d.sentence)
        if words:
            out.setdefault(layers.tree.sentence_of[words[0]], d)
    return out


def roles_said(layers: Layers, detections: Sequence[Detection]) -> Learned:
    """The detector's roles by sentence, as a clue for the ranker."""
    return {
        s: {act: {"giver": dict(d.giver[act]), "receiver": dict(d.receiver[act])} for act in d.acts}
        for s, d in _by_sentence(layers, detections).items()
    }


def mended(layers: Layers, p: Proposal, d: Detection | None, limits: Thresholds) -> Proposal:
    """The proposal with its score, and with weakly founded roles and status taken from a detector that is sure of others."""
    if d is None:
        return p
    p = replace(p, score=d.acts[p.act])
    p = _mend_role(layers, p, d, "giver", limits)
    p = _mend_role(layers, p, d, "receiver", limits)
    return _mend_status(p, d, limits)


def _mend_role(layers: Layers, p: Proposal, d: Detection, side: str, limits: Thresholds) -> Proposal:
    rule: str = getattr(p, f"{side}_rule")
    present: tuple[Party, ...] = getattr(p, side)
    if rule not in WEAK_PARTY and present:
        return p
    role = (d.giver if side == "giver" else d.receiver)[p.act]
    other = {code for code, _ in (p.receiver if side == "giver" else p.giver)}
    best, probability = role[0]
    if best in (NOBODY, OTHER) or (best in other and p.act != "production") or best in {code for code, _ in present}:
        return p
    if probability < (limits.weak_party if present else limits.party):
        return p
    parties = _located(layers, d.sentence, _sharing(role, other if p.act != "production" else set()))
    if not parties:
        return p
    return replace(p, giver=parties, giver_rule="learned") if side == "giver" else replace(p, receiver=parties, receiver_rule="learned")


def _sharing(role: Sequence[tuple[str, float]], taken: Iterable[str]) -> list[str]:
    """The likeliest party and those that share the role with it."""
    best, top = role[0]
    return [best, *(code for code, p in role[1:] if code not in (NOBODY, OTHER, *taken) and p >= SHARE * top)]


def _located(layers: Layers, sentence: Span, codes: Iterable[str]) -> tuple[Party, ...]:
    """Parties with words that name them: in the sentence, else the nearest before it, else the first in the article."""
    word = layers.words_in(sentence)[0]
    known = {code for m in layers.reading.parties for code in layers.codes(m)}
    return tuple((code, layers.naming(code, word)) for code in codes if code in known)


def _mend_status(p: Proposal, d: Detection, limits: Thresholds) -> Proposal:
    """The detector's status group in place of a weakly founded one; what negation, modals or governors say stands."""
    groups = _groups(d.status[p.act])
    best = max(groups, key=lambda g: groups[g])
    if p.status_rule not in WEAK_STATUS or best == status_group(p.status) or groups[best] < limits.weak_status:
        return p
    return replace(p, status=_best_status(d.status[p.act]), status_rule="learned")


def _groups(status: Mapping[str, float]) -> dict[str, float]:
    out: dict[str, float] = {}
    for name, p in status.items():
        out[status_group(name)] = out.get(status_group(name), 0.0) + p
    return out


def _best_status(status: Mapping[str, float]) -> str:
    """The likeliest status of the likeliest group."""
    groups = _groups(status)
    best = max(groups, key=lambda g: groups[g])
    return max((name for name in status if status_group(name) == best), key=lambda name: status[name])


def _learned(layers: Layers, s: int, d: Detection, act: str) -> Proposal | None:
    """A claim of the detector's own: likeliest parties that words name, likeliest status, the goods it points at."""
    giver, receiver = _pair(d, act)
    span = layers.tree.sentence_span(s)
    givers, receivers = _located(layers, span, giver), _located(layers, span, receiver)
    if not givers and not receivers:
        return None
    items = tuple(_items(layers, d, act)) if act in WITH_ITEMS else ()
    if act in ("transfer", "use", "production") and not items:
        return None
    anchor = _anchor(layers, s, d, act)
    quantity = next((q for i in items if (q := quantity_of(layers, i)) is not None), None) if len(items) == 1 else None
    sums = {layers.quantity_at[w] for w in layers.tree.sentence_words(anchor) if w in layers.quantity_at and layers.quantity_at[w].money}
    money = next(iter(sums)) if len(sums) == 1 else None
    return Proposal(
        anchor,
        span,
        act,
        givers,
        "learned",
        receivers,
        "learned",
        items,
        quantity,
        money,
        _best_status(d.status[act]),
        (anchor,),
        "learned",
        "learned",
        d.acts[act],
    )


def _pair(d: Detection, act: str) -> tuple[list[str], list[str]]:
    """The likeliest pair of roles; the same party in both only for production."""
    pairs = [(p * q, a, b) for a, p in d.giver[act] for b, q in d.receiver[act] if a != b or act == "production" or a in (NOBODY, OTHER)]
    _, one, other = max(pairs)
    return _role(d.giver[act], one, other), _role(d.receiver[act], other, one)


def _role(role: Sequence[tuple[str, float]], best: str, other: str) -> list[str]:
    if best in (NOBODY, OTHER):
        return []
    top = dict(role)[best]
    return [best, *(code for code, p in role if code not in (best, other, NOBODY, OTHER) and p >= SHARE * top)]


def _items(layers: Layers, d: Detection, act: str) -> list[ItemMention]:
    """The goods the detector gives the claim with probability over one half, else the likeliest."""
    scored = sorted(d.items[act], key=lambda x: -x[1])
    chosen = {span for span, p in scored if p >= 0.5} or {span for span, p in scored[:1] if p >= 0.25}
    return [i for i in layers.reading.items if i.span in chosen]


def _anchor(layers: Layers, s: int, d: Detection, act: str) -> int:
    """The word the detector read the act from most, else the sentence's first."""
    words = layers.tree.syntax.sentence
    first, last = int(words[s]), int(words[s + 1])
    share = [0.0] * (last - first)
    for span, p in d.words[act]:
        for w in layers.words_in(span):
            if first <= w < last:
                share[w - first] += p
    return first + max(range(last - first), key=lambda k: share[k]) if share else first
