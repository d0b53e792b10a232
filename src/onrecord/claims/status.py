"""How far an act has got, as its teller puts it: tense and voice of the predicate, then the words that govern it, read up the tree.

`stance` starts from the predicate's own form (past: done; progressive: underway; will: planned; may: possible; infinitive: open)
and climbs: each governing word of data/operators.yaml that takes the predicate as its complement may set the status, turned round where that word
is itself negated or modal. A finite complement keeps its own tense under reporting and announcing; a relative clause is the teller's
own statement, so the climb ends there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.claims.roles import is_passive
from onrecord.knowledge.frames import operators, wordlist
from onrecord.model.tree import Tree

NEGATIONS = frozenset({"not", "n't", "never", "n’t", "nor", "neither", "hardly", "no longer"})
CONDITION = frozenset({"if", "unless", "whether", "should", "once", "provided"})
FORCE_FINITE = frozenset({"denied", "possible", "no_evidence", "sought"})
"""Governors that also reach into a complement with a tense of its own ("fears that Iran may", "denies that it sold")."""


@dataclass(frozen=True, slots=True)
class Stance:
    """``status`` (None: nothing tells), the ``words`` that gave it (word indices), and the ``rule``'s name."""

    status: str | None
    words: tuple[int, ...] = ()
    rule: str = "none"


def negated(tree: Tree, v: int) -> bool:
    """Whether word ``v`` is negated: not, n't, never, no as its determiner or its object's."""
    if any(tree.form(k) in NEGATIONS for k in tree.kids(v, "advmod", "cc", "advmod:neg")):
        return True
    if any(tree.form(k) in ("no", "neither") for k in tree.kids(v, "det")):
        return True
    return any(tree.form(d) == "no" for k in tree.kids(v, "obj", "nsubj") for d in tree.kids(k, "det")) or any(
        tree.form(k) in ("nothing", "none", "nobody") for k in tree.kids(v, "obj", "nsubj")
    )


def modal(tree: Tree, v: int) -> tuple[str, int] | None:
    """The status its modal verb gives ``v`` and the modal's index; a coordinated bare verb shares the first one's modal.

    "would" under a past verb of saying or promising is a will told later ("said that France would give").
    """
    for k in tree.kids(v, "aux"):
        status = operators().modals.get(tree.form(k))
        if status is not None:
            told_later = tree.form(k) in ("would", "'d") and _told(tree, v)
            return ("planned" if told_later else status), k
    if tree.rel[v] == "conj" and tree.head[v] >= 0 and not is_finite(tree, v) and not tree.kids(v, "aux", "nsubj"):
        return modal(tree, tree.head[v])
    return None


def _told(tree: Tree, v: int) -> bool:
    """Whether ``v`` is what a past verb says or promises."""
    h = tree.head[v]
    return (
        h >= 0
        and tree.rel[v] in ("ccomp", "parataxis")
        and tree.feat(h, "Tense=Past")
        and not any(conditional(tree, k) for k in tree.kids(v, "advcl"))
    )


def conditional(tree: Tree, v: int) -> bool:
    """Whether ``v`` heads an if-clause (or an inverted "should it happen")."""
    if tree.rel[v].split(":")[0] not in ("advcl", "ccomp", "acl", "root", "parataxis"):
        return False
    return any(tree.form(k) in CONDITION for k in tree.kids(v, "mark")) or any(
        tree.form(k) in ("should", "were", "had") and tree.rel[v] == "advcl" and any(k < s for s in tree.kids(v, "nsubj", "expl"))
        for k in tree.kids(v, "aux")
    )


def is_finite(tree: Tree, v: int) -> bool:
    """Whether ``v`` has a tense of its own: finite form, or an auxiliary that is."""
    if any(tree.feat(k, "VerbForm=Fin") for k in tree.kids(v, "aux", "cop")):
        return True
    return tree.feat(v, "VerbForm=Fin")


def _aspect(tree: Tree, v: int) -> str | None:
    """The status of a verb form without modal or negation."""
    aux = {tree.form(k) for k in tree.kids(v, "aux")}
    perfect = aux & {"have", "has", "had", "'ve", "having"}
    ongoing = (tree.feat(v, "VerbForm=Part") and tree.feat(v, "Tense=Pres")) or tree.feat(v, "VerbForm=Ger")
    if ongoing and aux:
        return "underway"
    if is_passive(tree, v):
        if any(tree.form(k) == "to" for k in tree.kids(v, "mark")):
            return None
        if tree.rel[v] in ("acl", "amod", "advcl"):
            return "done"
        if perfect or aux & {"was", "were", "got"}:
            return "underway" if "being" in aux else "done"
        return "underway" if "being" in aux or aux & {"is", "are", "'s", "'re", "am"} else None
    if perfect:
        return "done"
    if tree.feat(v, "Tense=Past") and (tree.feat(v, "VerbForm=Fin") or tree.rel[v] == "acl"):
        return "done"
    if tree.feat(v, "Tense=Pres") and tree.feat(v, "VerbForm=Fin"):
        return "underway"
    if aux & {"did"}:
        return "done"
    if aux & {"do", "does"}:
        return "underway"
    return None


def own_status(tree: Tree, v: int) -> Stance:
    """Status of verb ``v`` from its own form: negation, modal, tense; None for a bare infinitive or gerund."""
    found = modal(tree, v)
    if any(tree.form(k) == "longer" and any(tree.form(d) == "no" for d in tree.children[k]) for k in tree.kids(v, "advmod")):
        return Stance("halted", (v,), "no longer")
    if negated(tree, v):
        status = "possible" if found and found[0] == "possible" and tree.form(found[1]) in ("may", "might") else "denied"
        return Stance(status, (v,), "negated")
    if found and found[0] == "possible" and any(tree.form(k) in ("have", "'ve") for k in tree.kids(v, "aux")):
        return Stance("possible", (found[1], v), "modal perfect")
    if found:
        return Stance(found[0], (found[1], v), "modal")
    told = _aspect(tree, v)
    if told:
        return Stance(told, (v,), "tense")
    return _gerund(tree, v)


def _gerund(tree: Tree, v: int) -> Stance:
    """A participle or gerund without auxiliary: under way beside a noun; beside a verb it happens when that does ("by sending")."""
    if not (tree.feat(v, "VerbForm=Ger") or (tree.feat(v, "VerbForm=Part") and tree.feat(v, "Tense=Pres"))):
        return Stance(None)
    if tree.rel[v] == "acl" and not tree.kids(v, "mark"):
        return Stance("underway", (v,), "participle")
    h = tree.head[v]
    if tree.rel[v] == "advcl" and h >= 0 and not _governs(tree, v, h):
        return own_status(tree, h) if tree.upos[h] == "VERB" else Stance("underway", (v,), "participle")
    return Stance(None)


def operator_lemma(tree: Tree, h: int) -> str:
    """The key of word ``h`` in the operators: its lemma, with a particle where that is listed."""
    for k in tree.kids(h, "compound:prt", "advmod"):
        joined = f"{tree.lemma[h]} {tree.form(k)}"
        if joined in operators().status:
            return joined
    lemma = tree.lemma[h]
    return _verb_of(lemma) if lemma.endswith("ing") and lemma not in operators().status else lemma


def _verb_of(noun: str) -> str:
    """The verb of a noun in -ing where it is a governor ("lifting": lift), else the noun."""
    stem = noun[:-3]
    known = operators().status
    return next((v for v in (stem, stem + "e", stem[:-1]) if v in known), noun)


def _operator(tree: Tree, h: int, finite: bool) -> Stance:
    """What governor ``h`` gives its complement, with its own negation and modality; Stance(None) where it gives nothing."""
    ops = operators()
    lemma = operator_lemma(tree, h)
    if (lemma in ops.unseen or lemma in ops.see) and _unseen(tree, h, lemma):
        return Stance("no_evidence", (h,), "no evidence")
    if any(tree.lemma[k] == "decision" and (negated(tree, k) or negated(tree, h)) for k in tree.kids(h, "obj", "nsubj")):
        return Stance("possible", (h,), "open decision")
    if tree.upos[h] == "NOUN" and any(ops.status.get(tree.lemma[k]) == "denied" for k in tree.kids(h, "amod")):
        return Stance("denied", (h,), f"false {lemma}")
    status = ops.status.get(lemma)
    if status is None or (finite and status not in FORCE_FINITE):
        return Stance(None)
    found = modal(tree, h)
    if negated(tree, h):
        if (found and found[0] == "sought") or lemma in wordlist("afraid"):
            return Stance(None)
        if lemma in ("decide", "decision"):
            return Stance("possible", (h,), f"open {lemma}")
        return Stance(ops.negated.get(status, status), (h,), f"not {lemma}")
    if found and found[0] == "sought" and status == "halted":
        return Stance("appeal", (h,), f"appeal {lemma}")
    if found and status in ("agreed", "underway", "done", "sought", "planned", "halted"):
        kept = found[0] == "planned" and status == "halted"
        return Stance("halted" if kept else found[0], (found[1], h), f"modal {lemma}")
    return Stance(status, (h,), f"governor {lemma}")


def _unseen(tree: Tree, h: int, lemma: str) -> bool:
    """Whether ``h`` (evidence, see, confirm) stands negated: "no evidence", "has not seen", "cannot confirm", "unable to offer proof", asked for."""
    if negated(tree, h):
        return lemma in operators().unseen or lemma in ("see", "find", "detect", "observe")
    if any(tree.form(k) == "without" for k in tree.kids(h, "case", "mark")):
        return lemma in operators().unseen
    for _, above in zip(range(3), tree.up(h), strict=False):
        word = tree.lemma[above]
        if word in ("unable", "fail", "decline", "lack", "absence"):
            return True
        if lemma in operators().unseen and tree.upos[h] == "NOUN" and word in operators().see and (negated(tree, above) or _asked(tree, above)):
            return True
    return False


def _asked(tree: Tree, v: int) -> bool:
    """Whether verb ``v`` is what somebody asks for ("asked Kyiv to provide evidence")."""
    h = tree.head[v]
    return h >= 0 and tree.rel[v] in ("xcomp", "ccomp") and tree.lemma[h] in ("ask", "urge", "demand", "challenge", "call", "request")


COMPLEMENT_MARKS = frozenset({"of", "from", "to", "about", "for", "that", "with", "on", "against", "over"})
"""Words before a gerund or clause that make it a complement ("proceed with selling", "prevent from buying"), not an adjunct ("by selling")."""
NOMINAL_PREPS = frozenset(
    {"", "of", "for", "on", "to", "about", "over", "in", "from", "at", "toward", "towards", "into", "against", "with", "regarding"}
)


def _governs(tree: Tree, p: int, h: int) -> bool:
    """Whether ``p`` is a complement of ``h`` (not an adjunct that tells when, where or why)."""
    rel = tree.rel[p]
    base = rel.split(":")[0]
    if rel in ("acl:relcl", "advcl:relcl", "parataxis", "nmod:poss"):
        return False
    if base in ("xcomp", "ccomp", "csubj", "obj"):
        return True
    if base == "compound":
        return tree.lemma[h] in wordlist("programmes")
    if base == "acl":
        return not is_passive(tree, p) or any(tree.form(k) == "being" for k in tree.kids(p, "aux"))
    if base == "advcl":
        marks = {tree.form(k) for k in tree.kids(p, "mark", "case")}
        return bool(marks & COMPLEMENT_MARKS) or ("in" in marks and operator_lemma(tree, h) in operators().status)
    if base in ("obl", "nmod"):
        return tree.prep(p) in NOMINAL_PREPS
    return base == "nsubj" and _undergoes(tree, p, h)


def _undergoes(tree: Tree, p: int, h: int) -> bool:
    """Whether subject ``p`` undergoes what ``h`` says ("the embargo expires", "the claim is false"), not does it to something."""
    return tree.rel[p] == "nsubj:pass" or tree.upos[h] != "VERB" or not tree.kids(h, "obj", "ccomp")


def _raised(tree: Tree, p: int, h: int, finite: bool) -> Stance:
    """What a subject's own verb gives it, the last in a chain first ("is set to expire": expire)."""
    if tree.lemma[h] == "hold" and tree.lemma[p] in wordlist("held"):
        return Stance(None)
    if tree.rel[p].split(":")[0] == "nsubj" and tree.upos[h] in ("VERB", "ADJ"):
        for x in tree.kids(h, "xcomp"):
            found = _operator(tree, x, finite)
            if found.status:
                return found
    return _operator(tree, h, finite)


def stance(tree: Tree, p: int, fixed: str | None = None, past: str | None = None) -> Stance:
    """Status of predicate ``p``. ``fixed``: status its frame gives whatever its tense; ``past``: what its plain past means.

    Returns Stance(None) for a noun that nothing governs.
    """
    verbal = tree.upos[p] in ("VERB", "AUX") or bool(tree.kids(p, "cop"))
    now = own_status(tree, p) if verbal else _noun_status(tree, p)
    if fixed and now.status in ("done", "underway", None):
        now = Stance(fixed, (p,), "frame")
    elif past and now.status == "done":
        now = Stance(past, (p,), "frame past")
    if not verbal and (lasting := _in_force(tree, p)) is not None:
        return lasting
    found = _climb(tree, p, now, verbal and is_finite(tree, p))
    return found if found.status in ("no_evidence", "denied") else _unseen_before(tree, p) or found


def _in_force(tree: Tree, n: int) -> Stance | None:
    """What a noun's being in force says, or its no longer being so ("the embargo remains in force until May"); None where neither is told."""
    h = tree.head[n]
    if h < 0 or not tree.is_subject(n):
        return None
    for k in (h, *tree.kids(h, "obl", "xcomp", "advmod")):
        if tree.form(k) in ("force", "place", "effect") and tree.prep(k) == "in":
            ended = any(tree.form(x) == "longer" for x in tree.subtree(h))
            return Stance("halted" if ended else "denied" if negated(tree, h) else "done", (k,), "in force")
    return None


def _unseen_before(tree: Tree, p: int) -> Stance | None:
    """"has not seen a transfer", "no evidence of the jets being sent": read off the words right before, whatever the parser made of them."""
    first = tree.sentence_words(p).start
    for i in range(p - 1, max(first, p - REACH) - 1, -1):
        if tree.form(i) in (",", ";", ":", "but", "and", "that"):
            return None
        if tree.lemma[i] in operators().unseen - {"movement", "trace"} or tree.lemma[i] in ("see", "detect", "observe"):
            near = {tree.form(k) for k in range(max(first, i - 4), i)}
            return Stance("no_evidence", (i,), "no evidence") if near & {"not", "n't", "no", "never", "without", "any"} else None
    return None


REACH = 9
"""Words back from a predicate that a word of seeing or evidence may stand and still govern it."""


def _climb(tree: Tree, p: int, now: Stance, finite: bool) -> Stance:
    if conditional(tree, p):
        return Stance("possible", (p,), "condition")
    for _ in range(8):
        h = tree.head[p]
        if h < 0:
            break
        if tree.rel[p] == "conj":
            p, finite, now = h, *_through_conj(tree, p, h, finite, now)
            continue
        if not _governs(tree, p, h):
            break
        now = _combine(now, _raised(tree, p, h, finite), tree, h, finite or tree.upos[p] != "VERB")
        if conditional(tree, h) and now.status not in ("denied", "no_evidence"):
            return replace(now, status="possible", rule="condition")
        finite = finite or (tree.upos[h] in ("VERB", "AUX") and is_finite(tree, h))
        p = h
    if now.status == "presupposed":
        return Stance("underway", now.words, now.rule)
    return _under_condition(tree, p, now)


def _through_conj(tree: Tree, p: int, h: int, finite: bool, now: Stance) -> tuple[bool, Stance]:
    """A coordinated verb without a tense of its own takes that of the first."""
    if now.status is None and tree.upos[h] == "VERB":
        first = own_status(tree, h)
        return is_finite(tree, h), first
    return finite, now


def _combine(inner: Stance, outer: Stance, tree: Tree, h: int, finite: bool) -> Stance:
    """Status of a complement under its governor. The governor wins, but stopping and denying inside it are kept in sense."""
    if outer.status is None:
        if inner.status is None and tree.upos[h] in ("VERB", "AUX") and not finite and tree.lemma[h] in operators().keeps:
            return own_status(tree, h)
        return inner
    if outer.status == "appeal" or (inner.status == "halted" and outer.status == "sought"):
        return Stance("presupposed", outer.words, "appeal to stop")
    if inner.status in ("halted", "presupposed"):
        return {"denied": Stance("underway", outer.words, "not halted"), "possible": outer, "no_evidence": outer}.get(outer.status, inner)
    if inner.status == "denied":
        return inner
    if outer.rule in TALKED_OF and inner.status in ("underway", "planned", "agreed", "done"):
        return inner
    if inner.status in ("possible", "no_evidence") and outer.status in ("planned", "agreed", "underway", "done", "sought"):
        return outer if inner.rule == "modifier" and outer.status != "sought" else inner
    if inner.status == "sought" and outer.status in ("underway", "planned", "done", "sought"):
        return inner
    return outer


TALKED_OF = frozenset({"governor discuss", "governor review", "governor debate", "governor examine"})
"""Talking of what is already under way or planned changes nothing ("discussed ongoing efforts to provide")."""


def _noun_status(tree: Tree, n: int) -> Stance:
    """Status from a noun's own modifiers ("planned sale", "no deliveries") or None."""
    ops = operators()
    if any(tree.form(k) in ("no", "neither") for k in tree.kids(n, "det")):
        return Stance("denied", (n,), "no")
    for k in tree.kids(n, "amod"):
        status = ops.modifiers.get(tree.form(k)) or ops.status.get(tree.lemma[k] if tree.upos[k] == "VERB" else "")
        if status:
            return Stance(status, (k,), "modifier")
    for k in tree.kids(n, "acl"):
        for x in [k, *tree.kids(k, "xcomp")]:
            told = tree.feat(x, "Tense=Past") or tree.lemma[x] in ("expire", "end", "lapse")
            if told and ops.status.get(operator_lemma(tree, x)) == "halted" and not negated(tree, k):
                return Stance("halted", (x,), "modifier clause")
    return Stance(None)


def _under_condition(tree: Tree, p: int, now: Stance) -> Stance:
    """The main clause of an if-clause, told with would or will: possible."""
    if now.status not in ("planned", "possible", "underway") and not (now.status == "halted" and now.rule.startswith("modal")):
        return now
    if any(
        conditional(tree, k) and tree.rel[k] == "advcl" and not any(tree.form(m) == "whether" for m in tree.kids(k, "mark")) for k in tree.children[p]
    ):
        return replace(now, status="possible", rule="under condition")
    return now
