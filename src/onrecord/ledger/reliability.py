"""Reliability: a letter from A to F for each word, that is for whoever says one thing of a matter in one text.

The letter begins with who speaks (``speakers``, ``outlets`` of `knowledge.credibility`), and each step from there has a name:

    own-act            A  an institution or its officer on its own site, of an act of its own; never for a denial, unless the act is
                          done or refused by saying so (a sanction, a permission, a vote of money)
    institution        B  an institution that is named
    official           B  a named person with an office, or whom the page ties to a state
    person             C  a named person without one; former officials, analysts, witnesses
    unnamed-officials  C  and never better than the outlet that vouches for them
    unnamed-sources    D  likewise
    own-voice             an outlet that names nobody: by its kind (agency, newspaper, broadcaster, magazine C; site, state media D; channel E;
                          an outlet that nobody lists F)
    record                instead of its kind, where people judged at least ``from`` of the claims in its own texts: by the share found right
    unvouched         -1  unnamed people whom an outlet tells of that nobody lists
    carrier           -1  words that only an outlet of letter E carries
    doubtful-page     -1  its page was reworded by a machine, prints a date that cannot be true, or is another site's copy of an outlet that nobody
                          lists (a credited reprint of a known one is its own word)
    added             E  what only copies of a text let somebody say, where the record holds the text itself (an update of the same outlet aside)
    own-denial        -1  a party to the matter that denies it, or has seen no evidence
    boast             -1  the giver that tells of its own supply (training, production, use, cooperation) as of a thing done
    admission         +1  a party that says it happened or is agreed, where its own side denies it: against its interest (no boast then)

Parties that deny what is said of them have one interest, and so are one side ("its parties") where independent words are counted. Unnamed
people of whom no state is told may be on any side ("not known"), and are independent of nobody.
Steps stop at A and E. F is left as it is, but falls to E by any step down. A word is weighed by the text that tells it first; copies add nothing.
A state outlet speaks for its state. All letters and the number of judgements are chosen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.knowledge.credibility import by_record, named_kind, outlet_kind, scales, unnamed_kind
from onrecord.knowledge.outlets import outlet_key
from onrecord.ledger.conflicts import DENIALS, HAPPENED
from onrecord.ledger.facets import Facet
from onrecord.ledger.firsts import updates
from onrecord.ledger.signed import taken_back
from onrecord.ledger.times import LAST, day_of
from onrecord.ledger.words import Word
from onrecord.model import Ground, Judgement
from onrecord.model.credibility import lowered
from onrecord.model.origin import ArticleFacts, article_of_story

ACCUSED = "its parties"
"""The side of parties that deny: they are no independent witnesses of each other."""
UNKNOWN_SIDE = "side not known"
"""The side of unnamed people of whom no state is told: they may be anybody's."""
_DOUBTS = {"republished": "the page is another site's copy of an outlet that is not known", "reworded": "the page was reworded by a machine",
           "refuted date": "the page prints a date that cannot be true"}
_KINDS = {
    "institution": "an institution that is named", "official": "a named official", "person": "a named person who holds no office",
    "unnamed-officials": "officials who are not named", "unnamed-sources": "people who are not named",
    "own-act": "it speaks of its own act on its own site",
}


@dataclass(frozen=True, slots=True)
class Rated:
    """The ``letter`` of a word, the ``side`` its speaker is on (a party's code where one is known), the ``claims`` of the text that tells it
    first, and why."""

    letter: str
    side: str
    claims: tuple[str, ...]
    why: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What weighing takes besides a matter: what is known of articles, and outlet key -> its claims found right and found wrong."""

    articles: Mapping[str, ArticleFacts] = field(default_factory=dict)
    records: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def outlet_records(judgements: Iterable[Judgement], articles: Mapping[str, ArticleFacts]) -> dict[str, tuple[int, int]]:
    """Outlet key -> how many claims in its own texts people found right and wrong. Of two judgements on a claim the later counts; claims in
    copies, and judgements that name no article, count for nobody."""
    every = list(judgements)
    back = taken_back(every)
    standing = sorted((j for j in every if not j.withdrawn and j.id not in back and j.kind in ("right", "wrong")), key=lambda j: (j.at, j.id))
    found: dict[str, list[int]] = {}
    for j in {j.subject: j for j in standing}.values():
        facts = articles.get(j.article or "")
        if facts is not None and facts.outlet and _original(facts):
            found.setdefault(outlet_key(facts.outlet), [0, 0])[j.kind == "wrong"] += 1
    return {outlet: (right, wrong) for outlet, (right, wrong) in sorted(found.items())}


def _original(facts: ArticleFacts) -> bool:
    return any(article_of_story(o) == facts.id for o in {facts.origin, *(o for _, o in facts.parts)})


def rated(words: Sequence[Word], members: Iterable[Facet], evidence: Evidence) -> list[Rated]:
    """The letter of each of a matter's words, in their order."""
    by_claim: dict[str, list[Facet]] = {}
    for f in members:
        by_claim.setdefault(f.claim.id, []).append(f)
    first = [_first_told(f for c in w.claims for f in by_claim[c]) for w in words]
    sides = _sides(words, first)
    deny = {side for w, side in zip(words, sides, strict=True) if w.counts and w.status in DENIALS}
    return [_best(told, side, deny, evidence) for told, side in zip(first, sides, strict=True)]


def _best(told: list[Facet], side: str, deny: Collection[str], evidence: Evidence) -> Rated:
    """What the best claim of the text that tells it first makes of a word."""
    best = min((_rated(f, side, deny, evidence) for f in told), key=_order)
    return replace(best, claims=tuple(sorted({f.claim.id for f in told})))


def _order(r: Rated) -> tuple[str, list[tuple[str, tuple[str, ...]]]]:
    return r.letter, [(g.rule, g.claims) for g in r.why]


def _first_told(facets: Iterable[Facet]) -> list[Facet]:
    """The facets of the text that tells a word first; copies only where there is nothing else."""
    every = list(facets)
    told = [f for f in every if not f.echo] or every
    first = min(((f.day or LAST, f.claim.article) for f in told), default=None)
    return [f for f in told if (f.day or LAST, f.claim.article) == first]


def _sides(words: Sequence[Word], first: Sequence[list[Facet]]) -> list[str]:
    """Whose side each word's speaker is on: a party or state where any word of this speaker tells one, else the speaker's own key."""
    sides = [min(map(_side, told)) for told in first]
    known: dict[str, str] = {}
    for w, side in zip(words, sides, strict=True):
        if w.speaker.named and side != w.speaker.key:
            known[w.speaker.key] = min(side, known.get(w.speaker.key, side))
    return [known.get(w.speaker.key, side) for w, side in zip(words, sides, strict=True)]


def _side(f: Facet) -> str:
    state = outlet_kind(_teller(f))[1] if f.teller != "person" else None
    if state:
        return state
    return f.speaker.side if f.speaker.named or _state(f) else UNKNOWN_SIDE


def _state(f: Facet) -> str | None:
    """The state of an unnamed speaker, where the page tells one; an outlet's own unnamed voice is the outlet's."""
    first = f.claim.sources.value[0] if f.claim.sources.value else None
    return (first.country or (None if first.name else "outlet")) if first is not None else None


def _teller(f: Facet) -> str:
    """The outlet that tells it or vouches for who does; "" where it is not known."""
    return f.cited or f.outlet


# -- one facet


def _rated(f: Facet, side: str, deny: Collection[str], evidence: Evidence) -> Rated:
    letter, grounds = _speaker(f, side, evidence)
    if _added(f, evidence):
        letter = "E"
        grounds.append(Ground("added", "only a copy lets somebody say so, not the text it copies: E", (f.claim.id,)))
    for rule, step, says in (*_page(f, evidence), *_interest(f, side, deny)):
        letter = lowered(letter, step)
        grounds.append(Ground(rule, f"{says}: {'raised' if step < 0 else 'lowered'} to {letter}", (f.claim.id,)))
    accused = any(g.rule == "own-denial" for g in grounds)
    return Rated(letter, ACCUSED if accused else side, (f.claim.id,), tuple(grounds))


def _added(f: Facet, evidence: Evidence) -> bool:
    original = evidence.articles.get(article_of_story(f.origin))
    day = day_of(original.published) if original is not None else None
    if f.echo or original is None or original.id == f.claim.article or day is None or f.day is None or f.day < day:
        return False
    return not updates(f, outlet_key(original.outlet), day)


def _speaker(f: Facet, side: str, evidence: Evidence) -> tuple[str, list[Ground]]:
    link = f.claim.sources.value[0] if f.claim.sources.value else None
    if f.teller == "page" and outlet_kind(f.outlet)[0] == "government":
        return _named("institution", f, side)
    if link is not None and link.anonymous:
        return _unnamed(unnamed_kind(link.name, link.role), f, evidence)
    if link is None or f.teller != "person":
        letter, ground = _outlet(_teller(f), f, evidence)
        return letter, [ground]
    return _named(named_kind(link.role, link.country), f, side)


def _named(kind: str, f: Facet, side: str) -> tuple[str, list[Ground]]:
    performed = f.act in scales().performed
    acting = side in _givers(f) and _own_site(f, side) and (performed or f.status not in DENIALS)
    kind = "own-act" if acting and kind != "person" else kind
    letter = scales().speakers[kind]
    return letter, [Ground(kind, f"{_KINDS[kind]}: {letter}", (f.claim.id,))]


def _givers(f: Facet) -> tuple[str, ...]:
    """Whose act it is: the giver's; both sides' where they act together."""
    return (*f.giver, *f.receiver) if f.act == "cooperation" else f.giver


def _own_site(f: Facet, side: str) -> bool:
    kind, state = outlet_kind(f.outlet)
    return kind == "government" and state == side


def _unnamed(kind: str, f: Facet, evidence: Evidence) -> tuple[str, list[Ground]]:
    letter, told = scales().speakers[kind], _teller(f)
    grounds = [Ground(kind, f"{_KINDS[kind]}: {letter}", (f.claim.id,))]
    vouches, ground = _outlet(told, f, evidence)
    if vouches == "F":
        letter = lowered(letter)
        grounds.append(Ground("unvouched", f"no outlet that is known vouches for them: lowered to {letter}", (f.claim.id,)))
    elif vouches > letter:
        letter = vouches
        grounds.append(Ground("vouched", f"no better than the outlet that vouches for them ({ground.says})", (f.claim.id,)))
    return letter, grounds


def _outlet(name: str, f: Facet, evidence: Evidence) -> tuple[str, Ground]:
    right, wrong = evidence.records.get(name, (0, 0)) if name else (0, 0)
    letter = by_record(right, wrong)
    if letter is not None:
        return letter, Ground("record", f"{right} of {right + wrong} judged claims of this outlet were right: {letter}", (f.claim.id,))
    kind, _ = outlet_kind(name)
    letter = scales().outlets[kind]
    what = "an outlet of no known kind" if kind == "unknown" else f"an outlet ({kind})"
    return letter, Ground("own-voice", f"{what} that names no source: {letter}", (f.claim.id,))


def _page(f: Facet, evidence: Evidence) -> Iterable[tuple[str, int, str]]:
    """What the page takes from the words it carries."""
    facts = evidence.articles.get(f.claim.article)
    known = outlet_kind(_teller(f))[0] != "unknown"
    found = [d for d in _DOUBTS if facts is not None and d in facts.doubts and not (known and d == "republished")]
    if found:
        yield "doubtful-page", 1, _DOUBTS[found[0]]
    elif f.teller == "person" and _outlet(_teller(f), f, evidence)[0] == "E" and not _anonymous(f):
        yield "carrier", 1, "only an outlet that is not relied on carries it"


def _anonymous(f: Facet) -> bool:
    return bool(f.claim.sources.value) and f.claim.sources.value[0].anonymous


def _interest(f: Facet, side: str, deny: Collection[str]) -> Iterable[tuple[str, int, str]]:
    """What the speaker gains by saying so."""
    performed = f.act in scales().performed and side in _givers(f)
    if side not in {*f.giver, *f.receiver} or performed:
        return
    if f.status in DENIALS:
        yield "own-denial", 1, "a party speaks for itself"
    elif side in deny and f.status in {*HAPPENED, "agreed"}:
        yield "admission", -1, "a party says what its own side denies"
    elif side in _givers(f) and f.status in HAPPENED and f.act in scales().boasted:
        yield "boast", 1, "the giver speaks of its own supply"
