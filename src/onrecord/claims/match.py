"""Frames matched on the tree: each predicate of an act with the words of its roles."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from onrecord.claims.layers import Layers
from onrecord.claims.makers import Party, makers
from onrecord.claims.permits import permitted_at
from onrecord.claims.roles import Roles, governing_verb, is_passive, noun_roles, verb_roles, verb_subject
from onrecord.claims.shown import Shown
from onrecord.claims.traced import used_at
from onrecord.knowledge.frames import Frame, noun_frames, operators, verb_frames, wordlist
from onrecord.model import ItemMention, Span


@dataclass(slots=True)
class Candidate:
    """A predicate that may carry a claim: its word, frame, and the parties and goods that stand in its roles.

    ``lead`` is the candidate it leans on (claims.inherit); ``denies``: it says that what the lead told is not so; ``shown``: what the
    grammar alone shows (claims.shown).
    """

    word: int
    frame: Frame
    verbal: bool
    giver: list[Party] = field(default_factory=list)
    receiver: list[Party] = field(default_factory=list)
    items: list[ItemMention] = field(default_factory=list)
    roles: Roles = field(default_factory=dict)
    lead: Candidate | None = None
    denies: bool = False
    shown: Shown | None = None


def candidates(layers: Layers) -> list[Candidate]:
    """Every predicate of the article whose frame's needs are met, in text order."""
    found: list[Candidate] = []
    for use in (False, True):
        for _, words in layers.tree.sentences():
            for w in words:
                found.extend(_at(layers, w, use))
        layers.told = tuple(found)
    found = [voted(layers, c) for c in found]
    return sorted(found, key=lambda c: c.word)


def _at(layers: Layers, w: int, use: bool) -> list[Candidate]:
    """Candidates at word ``w``; those of use in a second pass, since they lean on what was supplied."""
    tree = layers.tree
    lemma = tree.lemma[w]
    used = used_at(layers, w) if use else None
    if used is not None:
        frame = Frame(lemma, "use", "maker", (), (), (), plain="done")
        return [Candidate(w, frame, tree.upos[w] == "VERB", [*used.giver], [*used.receiver], [*used.items], shown=used)]
    leave = permitted_at(layers, w) if not use else None
    if leave is not None:
        frame = Frame(lemma, "permission", "deed", (), (), (), plain="done")
        return [Candidate(w, frame, True, [*leave.giver], [*leave.receiver], [*leave.items], shown=leave)]
    particles = [f"{lemma} {tree.form(k)}" for k in tree.kids(w, "compound:prt")]
    if tree.upos[w] == "VERB":
        frames = next((verb_frames()[x] for x in [*particles, lemma] if x in verb_frames()), ())
        frames = tuple(f for f in frames if (f.act == "use") is use)
        roles = verb_roles(tree, w) if frames else {}
        return _best(layers, [c for f in frames if (c := _verb(layers, w, f, roles))])
    if tree.upos[w] in ("NOUN", "PROPN") and (
        tree.rel[w] not in ("compound", "nmod:desc") or (lemma in wordlist("events") and tree.upos[tree.head[w]] == "VERB")
    ):
        frames = tuple(f for f in noun_frames().get(lemma, ()) if (f.act == "use") is use)
        roles = noun_roles(tree, w) if frames else {}
        return _best(layers, [c for f in frames if (c := _noun(layers, w, f, roles))])
    return []


def voted(layers: Layers, c: Candidate) -> Candidate:
    """Aid that a legislature votes or is asked for is money, not goods (GUIDE: funding): "urged Congress to pass aid"."""
    tree = layers.tree
    if c.frame.act != "transfer" or not c.items or not all(i.generic for i in c.items):
        return c
    v = c.word if c.verbal else governing_verb(tree, c.word)
    words = tree.sentence_words(c.word)
    if v is None or tree.lemma[v] not in wordlist("legislate") or not any(tree.lemma[w] in wordlist("legislature") for w in words):
        return c
    return replace(c, frame=replace(c.frame, act="funding", plain="sought"), items=[])


def _best(layers: Layers, found: list[Candidate]) -> list[Candidate]:
    """Of several frames of one word, one of each act at most; money for goods is a transfer, money that is voted or lent is funding."""
    acts = {c.frame.act for c in found}
    if "transfer" in acts and "funding" in acts:
        goods = any(not i.generic for c in found for i in c.items)
        money = not goods and any(layers.tree.lemma[w] in wordlist("legislature") for w in layers.tree.sentence_words(found[0].word))
        found = [c for c in found if c.frame.act != ("transfer" if money else "funding")]
    if "permission" in acts:
        found = [c for c in found if c.frame.act != "sanction"]
    kept: dict[str, Candidate] = {}
    for c in found:
        old = kept.get(c.frame.act)
        if old is None or _filled(c) > _filled(old):
            kept[c.frame.act] = c
    return list(kept.values())


def _filled(c: Candidate) -> int:
    return bool(c.giver) + bool(c.receiver) + bool(c.items)


def _parties(layers: Layers, roles: Roles, places: tuple[str, ...], taken: list[Party]) -> list[Party]:
    """Parties at the first of these places that names any which are not taken."""
    used = {code for code, _ in taken}
    for place in places:
        found = [p for w in roles.get(place, []) for p in layers.parties_of(w) if p[0] not in used]
        if found:
            return list(dict(found).items())
    return []


def _items(layers: Layers, roles: Roles, places: tuple[str, ...]) -> list[ItemMention]:
    """Goods at the first of these places that names any; then unspecified ones ("the equipment", "them"), in a military context."""
    for find in (layers.items_of, layers.unspecified):
        for place in places:
            key = "subj" if place == "subj_item" else place
            found = [i for w in roles.get(key, []) for i in find(w)]
            if found:
                return sorted(dict.fromkeys(found), key=lambda i: i.span)
    return []


def _verb(layers: Layers, w: int, frame: Frame, roles: Roles) -> Candidate | None:
    if frame.status == "sought" and layers.tree.rel[w] == "acl:relcl":
        return None
    c = Candidate(w, frame, True, roles=roles)
    c.items = _items(layers, roles, frame.item) or _just_before(layers, w)
    receiver_first = frame.receiver and frame.receiver[0] == "subj"
    if receiver_first:
        c.receiver = _parties(layers, roles, frame.receiver, [])
        c.giver = _parties(layers, roles, frame.giver, c.receiver)
    else:
        c.giver = _parties(layers, roles, frame.giver, [])
        c.receiver = _parties(layers, roles, frame.receiver, c.giver)
        if not c.giver and c.items:
            c.giver = _supplier(layers, w, c)
    if frame.act == "sanction" and not c.receiver:
        c.receiver = _target(layers, roles, frame.receiver, c.giver)
    if frame.act == "production":
        _helped(layers, w, c)
    if frame.two_way:
        _split(c)
    if frame.act == "transfer" and not c.giver:
        c.giver = makers(layers, c.items, {code for code, _ in c.receiver})
    return c if _met(layers, c) else None


def _helped(layers: Layers, v: int, c: Candidate) -> None:
    """ "X is helping Y build a plant": the helper gives the know-how, the helped is where it is made."""
    tree, h = layers.tree, layers.tree.head[v]
    if h < 0 or tree.rel[v] not in ("xcomp", "ccomp") or tree.lemma[h] not in ("help", "assist", "enable"):
        return
    helped = {code for code, _ in c.giver}
    helper = [p for k in verb_subject(tree, h) for p in layers.parties_of(k) if p[0] not in helped]
    if helper and c.giver:
        c.giver, c.receiver = helper, c.giver


def _target(layers: Layers, roles: Roles, places: tuple[str, ...], taken: list[Party]) -> list[Party]:
    """The sanctioned party where the target is firms, persons or assets: any party in its whole phrase ("entities that support X's war")."""
    used = {code for code, _ in taken}
    for place in places:
        for w in roles.get(place, []):
            found = [(code, m.span) for k in layers.tree.subtree(w) if (m := layers.party_at.get(k)) for code in layers.codes(m) if code not in used]
            if found:
                return list(dict(found).items())
    return []


def _just_before(layers: Layers, v: int) -> list[ItemMention]:
    """Goods right before a passive verb that the parser left without a subject ("evidence of the missiles being transferred")."""
    if not is_passive(layers.tree, v) or layers.tree.rel[v] == "acl":
        return []
    first = min([v, *layers.tree.kids(v, "aux", "advmod")])
    return [layers.item_at[first - 1]] if first - 1 in layers.item_at else []


def _supplier(layers: Layers, w: int, c: Candidate) -> list[Party]:
    """Who supplies what is bought or received, told outside the verb: "turned to X to buy", "bought Russian jets"."""
    tree, have = layers.tree, {code for code, _ in c.receiver}
    h = tree.head[w]
    if h >= 0 and tree.rel[w] in ("xcomp", "advcl") and tree.lemma[h] in ("turn", "look", "negotiate", "talk", "agree", "ask", "approach"):
        asked = [p for p in _parties(layers, verb_roles(tree, h), ("to", "with", "obj"), c.receiver) if p[0] not in have]
        if asked:
            return asked
    if h >= 0 and tree.lemma[h] in ("help", "assist", "enable", "allow"):
        helper = [p for k in verb_subject(tree, h) for p in layers.parties_of(k) if p[0] not in have]
        if helper:
            return helper
    return makers(layers, c.items, have)


def _noun(layers: Layers, n: int, frame: Frame, roles: Roles) -> Candidate | None:
    if frame.act == "cooperation" and n in layers.item_at:
        return None
    c = Candidate(n, frame, False, roles=roles)
    if frame.two_way and frame.act == "transfer" and not _items(layers, roles, frame.item):
        _of_signing(layers, n, roles)
    c.items = _items(layers, roles, frame.item)
    own = layers.item_at.get(n)
    if own and own not in c.items and frame.act == "transfer" and not c.items:
        c.items = [own]
    c.receiver = _parties(layers, roles, tuple(p for p in frame.receiver if p not in ("poss", "mod")), [])
    c.giver = _parties(layers, roles, frame.giver, c.receiver)
    if not c.receiver:
        c.receiver = _parties(layers, roles, tuple(p for p in frame.receiver if p in ("poss", "mod")), c.giver)
    if frame.act == "sanction":
        _imposer_or_target(layers, c)
        c.receiver = c.receiver or _target(layers, roles, ("on", "against", "to", "upon"), c.giver)
    if frame.two_way:
        _split(c)
    _from_governor(layers, c)
    v = governing_verb(layers.tree, n) if frame.act == "production" else None
    if v is not None:
        _helped(layers, v, c)
    if not c.giver and frame.act == "transfer":
        c.giver = makers(layers, c.items, {code for code, _ in c.receiver})
    return c if _met(layers, c) else None


def _of_signing(layers: Layers, n: int, roles: Roles) -> None:
    """ "signed a contract on Thursday for two vessels from X": what the parser hung on the verb belongs to the deal too."""
    v = governing_verb(layers.tree, n)
    if v is None or layers.tree.rel[n].split(":")[0] != "obj":
        return
    signed = verb_roles(layers.tree, v)
    for key in ("for", "with", "from"):
        roles.setdefault(key, []).extend(w for w in signed.get(key, []) if w not in roles.get(key, []))
    for w in signed.get("for", []):
        roles["from"].extend(k for k in layers.tree.kids(w, "nmod") if layers.tree.prep(k) == "from" and k not in roles["from"])


def _split(c: Candidate) -> None:
    """Both parties from one list ("between A and B", "A and B agreed")."""
    if c.roles.get("from") or (c.roles.get("by") and not c.verbal):
        return
    if c.giver and not c.receiver and len(c.giver) >= 2:
        c.giver, c.receiver = c.giver[:1], c.giver[1:]
    elif c.receiver and not c.giver and len(c.receiver) >= 2:
        c.giver, c.receiver = c.receiver[:1], c.receiver[1:]


def _imposer_or_target(layers: Layers, c: Candidate) -> None:
    named = [(code, span) for code, span in c.giver if any(m.form != "demonym" and m.span == span for m in layers.reading.parties)]
    poss = {code for w in c.roles.get("poss", []) for code, _ in layers.parties_of(w)}
    for party in named:
        if (
            party[0] not in wordlist("imposers")
            and party[0] not in poss
            and party[0] not in {p for w in c.roles.get("by", []) for p, _ in layers.parties_of(w)}
        ):
            c.giver.remove(party)
            if not c.receiver:
                c.receiver = [party]


def _from_governor(layers: Layers, c: Candidate) -> None:
    """Open roles of a noun from the verb that it is an argument of ("Washington announced a new package for Kyiv")."""
    tree = layers.tree
    v = governing_verb(tree, c.word)
    if v is None or tree.upos[v] != "VERB":
        return
    roles, lemma = verb_roles(tree, v), tree.lemma[v]
    subject = [p for w in roles.get("subj", []) if w != c.word for p in layers.parties_of(w)]
    have = {code for code, _ in [*c.giver, *c.receiver]}
    subject = [p for p in subject if p[0] not in have and not (p[0] == "UN" and c.frame.act == "transfer")]
    if c.frame.act == "sanction" and lemma in wordlist("pursues") and subject and {code for code, _ in c.giver} <= {"UN"}:
        c.giver = subject
    if subject and c.frame.two_way and c.frame.act == "transfer" and c.giver and not c.receiver:
        c.receiver = subject
        return
    if subject and lemma in wordlist("gets") and not c.receiver:
        c.receiver = subject
    elif (
        subject
        and not c.giver
        and c.frame.receiver[:1] != ("poss",)
        and (lemma in wordlist("gives") or c.frame.act in ("sanction", "funding"))
        and lemma not in wordlist("gets")
    ):
        c.giver = subject
    if subject and not c.giver and c.frame.act == "cooperation" and tree.rel[tree.first_conjunct(c.word)] == "obj":
        c.giver = subject
        _split(c)
    have = {code for code, _ in [*c.giver, *c.receiver]}
    preps = ("on", "against", "to", "upon") if c.frame.act == "sanction" else ("to", "for", "iobj")
    if not c.receiver:
        c.receiver = [p for p in _parties(layers, roles, preps, c.giver) if p[0] not in have]
    if not c.giver and lemma in wordlist("gets"):
        c.giver = _parties(layers, roles, ("from", "obj", "with"), c.receiver)


def _met(layers: Layers, c: Candidate) -> bool:
    """Whether what the frame needs was found (see `needs` in data/frames.yaml)."""
    needs = c.frame.needs
    if needs == "item":
        return bool(c.items) or _told_before(layers, c)
    if needs == "money":
        return bool(_money(layers, c)) and layers.military(layers.tree.sentence_words(c.word))
    if needs == "target" and not c.verbal and layers.tree.lemma[c.word] in wordlist("sanctions"):
        return True
    if needs == "target":
        return bool(c.receiver) or (not c.verbal and bool(c.giver))
    if needs == "sanction":
        return any(_is_sanction(layers, w) for place in ("obj", "with") for w in c.roles.get(place, []))
    if needs == "deed":
        return _deed(layers, c)
    if needs == "military":
        words = layers.tree.sentence_words(c.word) if c.giver and c.receiver else _near(layers, c)
        return bool(c.giver or c.receiver) and (bool(c.items) or layers.military(words))
    if needs == "maker":
        return _foreign(layers, c)
    return True


def _told_before(layers: Layers, c: Candidate) -> bool:
    """Takes the goods that were named last, if a transfer word stands alone within a sentence or so after them."""
    if layers.tree.lemma[c.word] not in wordlist("events") or c.verbal or c.roles.get("of") or c.roles.get("mod"):
        return False
    start = layers.tree.start[c.word]
    before = [i for i in layers.reading.items if i.span.end <= start and start - i.span.end < 220 and not i.generic]
    c.items = before[-1:]
    return bool(c.items)


def _is_sanction(layers: Layers, w: int) -> bool:
    frames = noun_frames().get(layers.tree.lemma[w], ())
    return any(f.act == "sanction" for f in frames)


def _near(layers: Layers, c: Candidate) -> list[int]:
    """Words of the predicate's own phrase and of its objects' phrases."""
    words = layers.tree.phrase(c.word)
    for key in ("obj", "of", "in", "on", "with", "for", "between"):
        for w in c.roles.get(key, []):
            words = [*words, *layers.tree.phrase(w)]
    return words


def _deed(layers: Layers, c: Candidate) -> bool:
    """Whether what is allowed or forbidden is using or passing on goods; the goods named there become the items."""
    tree = layers.tree
    below = [k for k in tree.subtree(c.word) if k != c.word]
    deeds = {tree.lemma[k] for k in below if tree.lemma[k] in operators().deeds and tree.upos[k] in ("VERB", "NOUN")}
    if not deeds:
        return False
    if deeds <= wordlist("trade") and "denied" in (c.frame.status, c.frame.plain):
        c.frame = replace(c.frame, act="sanction", status=None, plain="done")
        c.receiver = _target(layers, {"all": [c.word]}, ("all",), c.giver)
        return bool(c.receiver) and any(k in layers.item_at for k in below)
    c.items = sorted(dict.fromkeys(layers.item_at[k] for k in below if k in layers.item_at), key=lambda i: i.span)
    return bool(c.items)


def _money(layers: Layers, c: Candidate) -> list[int]:
    words = [w for key in ("obj", "subj", "of", "in", "for", "bare") for w in c.roles.get(key, [])]
    return [w for x in words for w in layers.tree.subtree(x) if w in layers.quantity_at and layers.quantity_at[w].money]


def _foreign(layers: Layers, c: Candidate) -> bool:
    """Goods told as another party's make or supply ("Iranian-made drones", "Western tanks") than the user's."""
    users = {code for code, _ in c.giver}
    for item in [i for i in c.items if i.cls.split(".")[0] in wordlist("arms")]:
        for o in layers.told:
            if o.frame.act == "transfer" and item in o.items and o.receiver and (not users or users & {p for p, _ in o.receiver}):
                c.giver = c.giver or list(o.receiver)
                return True
        before = layers.words_in(Span(item.span.start - 25 if item.span.start > 25 else 0, item.span.end))
        makers = {code for w in before if w in layers.party_at for code in layers.party_at[w].codes}
        if makers - users and users:
            return True
    return False
