"""Where a predicate's roles stand: subject, objects and prepositional phrases, with passives, relative clauses, control and coordination undone."""

from __future__ import annotations

from onrecord.knowledge.frames import wordlist
from onrecord.model.tree import Tree

Roles = dict[str, list[int]]

RELATIVE = frozenset({"that", "which", "who", "whom"})
ALONGSIDE = frozenset({"together", "along", "alongside", "jointly"})
"""Words before "with" that join who acts ("Britain, along with France")."""
SIDES = frozenset({"to", "for", "from", "by", "against", "with"})
"""Prepositions of a noun's other party."""


def is_passive(tree: Tree, v: int) -> bool:
    """Whether verb ``v`` is passive: a passive subject or auxiliary, or a bare past participle that modifies a noun or goes on a passive."""
    if any(tree.rel[k] in ("nsubj:pass", "aux:pass", "csubj:pass") for k in tree.children[v]):
        return True
    participle = tree.feat(v, "VerbForm=Part") and tree.feat(v, "Tense=Past") and not tree.kids(v, "aux", "nsubj", "obj")
    if participle and tree.rel[v] == "conj" and tree.head[v] >= 0 and tree.upos[tree.head[v]] == "VERB":
        return is_passive(tree, tree.head[v])
    return participle and tree.rel[v] in ("acl", "amod", "advcl")


def _own(tree: Tree, v: int) -> Roles:
    passive, roles = is_passive(tree, v), Roles()
    for k in tree.children[v]:
        rel = tree.rel[k]
        base = rel.split(":")[0]
        if rel == "nsubj:pass" or rel == "csubj:pass":
            roles.setdefault("obj", []).append(k)
        elif rel == "obl:agent" or base in ("nsubj", "csubj"):
            roles.setdefault("subj", []).append(k)
        elif base == "obj":
            roles.setdefault("iobj2" if passive else "obj", []).append(k)
        elif base == "iobj":
            roles.setdefault("iobj", []).append(k)
        elif base in ("obl", "nmod"):
            prep = tree.prep(k)
            beside = (prep == "by" and passive) or prep in ALONGSIDE
            roles.setdefault("subj" if beside else prep or "bare", []).append(k)
    if len(roles.get("obj", ())) == 2 and "iobj" not in roles and not any(tree.prep(k) for k in roles["obj"]):
        roles["iobj"], roles["obj"] = roles["obj"][:1], roles["obj"][1:]
    return roles


def _passive_of_ditransitive(tree: Tree, roles: Roles) -> None:
    """ "Ukraine was given tanks": the passive subject is the receiver where another object is left."""
    if roles.get("iobj2"):
        roles["iobj"] = roles.pop("obj", []) + roles.get("iobj", [])
        roles["obj"] = roles.pop("iobj2")


def _relative(tree: Tree, v: int, roles: Roles) -> None:
    """A relative pronoun stands for the noun that the clause modifies; a missing object too."""
    if tree.rel[v] not in ("acl:relcl", "acl") or tree.head[v] < 0:
        return
    noun, passive = tree.head[v], is_passive(tree, v)
    for words in roles.values():
        words[:] = [noun if tree.form(w) in RELATIVE else w for w in words]
    if any(noun in words for words in roles.values()):
        return
    gerund = tree.feat(v, "VerbForm=Ger") or (tree.feat(v, "VerbForm=Part") and tree.feat(v, "Tense=Pres"))
    if tree.rel[v] == "acl" and gerund and not roles.get("subj"):
        roles["subj"] = [noun]
    elif (passive or tree.rel[v] == "acl:relcl") and not roles.get("obj"):
        roles["obj"] = [noun]
    elif tree.rel[v] == "acl:relcl" and not roles.get("subj"):
        roles["subj"] = [noun]


def _infinitive_of_noun(tree: Tree, v: int, depth: int) -> list[int]:
    """ "a deal to buy", "plans to send": the noun's possessor, or the subject of the verb that governs the noun."""
    noun = tree.head[v]
    owners = tree.kids(noun, "nmod:poss") or [k for k in tree.kids(noun, "nmod") if tree.prep(k) in ("by", "from", "between", "of")]
    owners = owners or tree.kids(noun, "amod", "compound")
    if owners:
        return owners
    verb = next((u for u in tree.up(noun) if tree.upos[u] == "VERB"), None)
    return verb_subject(tree, verb, depth + 1) if verb is not None else []


def verb_subject(tree: Tree, v: int, depth: int = 0) -> list[int]:
    """The words that are the subject of verb ``v`` in the active voice: its own, or one inherited through control, coordination or adjuncts."""
    roles = _own(tree, v)
    _relative(tree, v, roles)
    if roles.get("subj"):
        return roles["subj"]
    if depth > 4 or tree.head[v] < 0 or is_passive(tree, v):
        return []
    return _inherited(tree, v, depth)


def _inherited(tree: Tree, v: int, depth: int) -> list[int]:
    rel, h = tree.rel[v], tree.head[v]
    base = rel.split(":")[0]
    if rel == "acl":
        return _infinitive_of_noun(tree, v, depth)
    if base in ("xcomp", "ccomp", "advcl", "obl", "csubj"):
        upper = _own(tree, h)
        if tree.lemma[h] in wordlist("object_control") and base in ("xcomp", "advcl", "ccomp", "obl"):
            controlled = upper.get("iobj") or upper.get("obj") or upper.get("on")
            if controlled:
                return controlled
        if is_passive(tree, h) and upper.get("obj"):
            return upper["obj"]
        return verb_subject(tree, h, depth + 1)
    if base in ("conj", "parataxis"):
        return verb_subject(tree, h, depth + 1)
    return []


def verb_roles(tree: Tree, v: int) -> Roles:
    """Roles of verb ``v``: keys subj, obj, iobj and each preposition, values word indices in text order.

    The subject is inherited where the verb has none of its own; coordinated verbs share an object that only the last one has.
    A lone object that the parser took for an indirect one ("asked Spain for boats") is both.
    """
    roles = _own(tree, v)
    _relative(tree, v, roles)
    _passive_of_ditransitive(tree, roles)
    if not roles.get("subj"):
        roles["subj"] = verb_subject(tree, v)
    if not roles.get("obj"):
        roles["obj"] = _shared_object(tree, v)
        _shared_phrases(tree, v, roles)
    if not roles.get("obj"):
        roles["obj"] = list(roles.get("iobj", ()))
    for k in list(roles.get("obj", [])):
        _lift_phrases(tree, k, roles)
    return {key: words for key, words in roles.items() if words}


def _shared_object(tree: Tree, v: int) -> list[int]:
    """ "has supplied and will supply missiles": the object hangs on the last verb, or on the first of coordinated passives."""
    for k in tree.kids(v, "conj"):
        if tree.upos[k] == "VERB" and tree.kids(k, "obj") and not tree.kids(k, "nsubj") and tree.start[k] - tree.end[v] < 25:
            return tree.kids(k, "obj")
    if tree.rel[v] != "conj" or tree.head[v] < 0:
        return []
    first = _own(tree, tree.head[v]).get("obj", [])
    return first if is_passive(tree, v) else [k for k in first if k > v]


def _shared_phrases(tree: Tree, v: int, roles: Roles) -> None:
    """ "sold and shipped rifles to Chad": phrases after both verbs, hung on the first one with the object they share, count for both."""
    h = tree.head[v]
    if tree.rel[v] != "conj" or h < 0 or roles.get("obj") != [k for k in _own(tree, h).get("obj", []) if k > v]:
        return
    for key, words in _own(tree, h).items():
        after = [k for k in words if k > v]
        if after and key not in roles:
            roles[key] = after


def _lift_phrases(tree: Tree, noun: int, roles: Roles) -> None:
    """Phrases with to, for, from, against, on that the parser hung on the object ("sent missiles to Iraq") count for the verb too.

    So do those one phrase lower ("approved $40 million in aid for X").
    """
    for c in tree.conjuncts(noun):
        for k in tree.kids(c, "nmod"):
            prep = tree.prep(k)
            if prep in ("to", "for", "from", "against", "on", "into", "with", "upon") and k not in roles.get(prep, []):
                roles.setdefault(prep, []).append(k)
            elif prep in ("in", "of") and k not in roles.get(prep, []):
                _lift_phrases(tree, k, roles)


def noun_roles(tree: Tree, n: int) -> Roles:
    """Roles of noun ``n``: poss, mod (modifiers inside the phrase) and each preposition; shared ones of a coordination too."""
    roles: Roles = {}
    for k in tree.children[n]:
        rel = tree.rel[k]
        if rel == "nmod:poss":
            roles.setdefault("poss", []).append(k)
        elif rel in ("compound", "amod", "nmod:desc"):
            roles.setdefault("mod", []).append(k)
        elif rel.split(":")[0] in ("nmod", "obl"):
            roles.setdefault(tree.prep(k) or "bare", []).append(k)
    head = tree.first_conjunct(n)
    if head != n:
        for key in ("poss", "mod", "to", "for", "from"):
            shared = noun_roles(tree, head).get(key)
            if shared and key not in roles:
                roles[key] = shared
    _climb_of(tree, head, roles)
    return roles


def _climb_of(tree: Tree, n: int, roles: Roles) -> None:
    """ "the first batch of supplies to X", "sales from X to Y": phrases that the parser hung on the noun of another phrase of ``n``."""
    for key in ("of", "for", "from", "to", "on", "against"):
        for k in list(roles.get(key, [])):
            for c in tree.kids(k, "nmod"):
                prep = tree.prep(c)
                if prep in SIDES and prep != key and c not in roles.get(prep, []) and (key == "of" or prep not in roles):
                    roles.setdefault(prep, []).append(c)


def governing_verb(tree: Tree, n: int) -> int | None:
    """The verb that noun ``n`` is an argument of, through "of" phrases, appositions and coordination; None if there is none."""
    n = tree.first_conjunct(n)
    for _ in range(6):
        h = tree.head[n]
        if h < 0:
            return n if tree.upos[n] == "VERB" else None
        if tree.upos[h] in ("VERB", "AUX"):
            return h
        if tree.rel[n].split(":")[0] not in ("nmod", "compound", "appos", "conj", "obl", "nsubj", "flat"):
            return None
        n = tree.first_conjunct(h)
    return None
