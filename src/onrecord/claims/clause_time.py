"""The time of an act by its own words: what hangs on its predicate or on a verb above it, and the only time in its quote."""

from __future__ import annotations

from collections.abc import Sequence, Set

from onrecord.claims.clauses import clause_head
from onrecord.claims.layers import Layers
from onrecord.claims.proposal import Proposal
from onrecord.knowledge.calendar import calendar
from onrecord.knowledge.frames import operators, wordlist
from onrecord.model import Filled, TimeMention, When

NEVER = Filled[When | None](None, (), "not said")

ABOVE = frozenset({"xcomp", "ccomp", "conj", "acl", "advcl", "parataxis"})
"""Relations over which a predicate shares the time of the verb above it."""

TOGETHER = frozenset({"as", "while", "when"})
"""Conjunctions of a clause that happens at the time of the one it hangs on."""

MEANS = frozenset({"by", "in", "through"})
"""Words before a clause that tells by what the verb above it was done ("took a step by signing")."""

OPENINGS = ("since:", "after:", "until:")
"""How the key of a time begins that opens or closes with an event ("since the war began")."""


def deciding_words(layers: Layers, p: Proposal) -> Sequence[int]:
    """The words whose own time is the act's where they tell of it: any that ask for what is sought, none that tell of what goes on."""
    if p.status == "sought":
        return range(len(layers.tree.head))
    return () if p.status in ("done", "underway") else p.status_words


def own_time(layers: Layers, anchor: int, deciding: Sequence[int] = (), decided: bool = False) -> Filled[When | None]:
    """The time that hangs on the predicate, else on the nearest verb above that shares its time; of several the nearest one. What is ``decided``
    is of a moment: "since the war began in May" tells of what it adds to."""
    chain = governors(layers, anchor, deciding)
    told = (m for m in times_beside(layers, anchor) if not (decided and m.kind == "bound"))
    telling = (anchor, *(deciding if len(deciding) < len(layers.tree.head) else ()))
    nouns = {w for w in telling if layers.tree.upos[w] == "NOUN"}
    near = [(rank, m) for m in told if (rank := _distance(layers, m, chain, nouns)) is not None]
    if not near:
        return NEVER
    rank, best = min(near, key=lambda x: (x[1].kind == "vague", x[0], x[1].span.start))
    return Filled(best.when, (best.span,), "own time" if rank <= 0 else "governor's time")


def times_beside(layers: Layers, anchor: int) -> list[TimeMention]:
    """The resolved times of the word's sentence, but for those that belong to a name ("the 2015 deal")."""
    words = layers.tree.sentence_words(anchor)
    a, b = layers.tree.start[words[0]], layers.tree.end[words[-1]]
    return [m for m in layers.reading.times if a <= m.span.start < b and m.when is not None and not m.key.endswith("!")]


def _distance(layers: Layers, mention: TimeMention, chain: Sequence[int], nouns: Set[int]) -> int | None:
    """-1 where the time stands with one of the ``nouns`` that tell the act or its status ("the expiry on May 3 of the ban"), 0 where it hangs on the
    first predicate of the chain, more for each governor in between; None where another clause holds it."""
    words = layers.words_in(mention.span)
    if not words:
        return None
    top = next((w for w in words if layers.tree.head[w] not in words), words[0])
    if layers.tree.head[top] in nouns:
        return -1
    holder = _holder(layers, mention)
    return chain.index(holder) if holder in chain else None


def _holder(layers: Layers, mention: TimeMention) -> int:
    """The predicate whose time a mention tells; of "since the war began" and "before it began in May" the one above."""
    tree, words = layers.tree, layers.words_in(mention.span)
    top = next((w for w in words if tree.head[w] not in words), words[0])
    holder = clause_head(layers.tree, top)
    opens = mention.key.startswith(OPENINGS) and any(w in words or calendar().opening(tree.form(w)) for w in tree.kids(holder, "mark"))
    return clause_head(layers.tree, tree.head[holder]) if opens and tree.head[holder] >= 0 else holder


def governors(layers: Layers, anchor: int, deciding: Sequence[int] = ()) -> list[int]:
    """The predicate, the verbs of the relative clauses of a noun ("a pact that they signed"), its clause, and the verbs above that share its time,
    nearest first. A verb of telling does only where it is one of ``deciding``, the words that give the act its status ("asked for")."""
    tree = layers.tree
    own = clause_head(tree, anchor)
    telling = [k for k in told_of(layers, anchor) if tree.lemma[k] in wordlist("performs") and k != own]
    if own != anchor and own not in deciding and (tree.lemma[own] in wordlist("telling") or comes_of(layers, anchor)):
        return [anchor, *telling]
    chain = [anchor] if own == anchor else [anchor, own]
    while tree.head[own] >= 0 and (link := _link(layers, own)):
        own = clause_head(tree, tree.head[own])
        if own in chain or (link == "shared" and own not in deciding and _only_tells(tree.lemma[own])):
            break
        chain.append(own)
    return [chain[0], *(k for k in telling if k not in chain), *chain[1:]]


def comes_of(layers: Layers, word: int) -> bool:
    """Whether a bundle is only where something comes from, whose time is not the bundle's ("arrives today from the package announced before")."""
    return layers.tree.lemma[word] in wordlist("bundle") and layers.tree.prep(word) == "from"


def _only_tells(lemma: str) -> bool:
    return lemma in operators().keeps or lemma in wordlist("telling")


def _link(layers: Layers, w: int) -> str:
    """How clause ``w`` shares the time of the one above: "shared", "together" (as, while), "package" (a bundle's clause); "" where not."""
    tree, rel = layers.tree, layers.tree.rel[w]
    marks = {tree.form(k) for k in tree.kids(w, "mark")}
    if rel == "acl:relcl":
        above = tree.head[w]
        return "package" if tree.lemma[above] in wordlist("bundle") and tree.lemma[clause_head(layers.tree, above)] in wordlist("performs") else ""
    if rel.split(":")[0] == "advcl" and marks:
        means = marks <= MEANS and (tree.feat(w, "VerbForm=Ger") or tree.feat(w, "VerbForm=Part"))
        return "together" if means or marks & TOGETHER else ""
    if rel.split(":")[0] in ("advcl", "parataxis"):
        return "shared" if tree.feat(w, "VerbForm=Ger") or tree.feat(w, "VerbForm=Part") else ""
    if rel == "acl" and "to" not in marks:
        return ""
    return "shared" if rel.split(":")[0] in ABOVE else ""


def only_time(layers: Layers, p: Proposal) -> Filled[When | None]:
    """The one time inside the claim's own words that does not hang on a verb of saying."""
    inside = [m for m in times_beside(layers, p.anchor) if p.span.holds(m.span) and not (_of_saying(layers, m) or comes_of(layers, p.anchor))]
    inside = [m for m in inside if (p.status != "agreed" or m.kind != "bound") and not _in_passing(layers, p.anchor, m)]
    return Filled(inside[0].when, (inside[0].span,), "only time") if len(inside) == 1 else NEVER


def _in_passing(layers: Layers, anchor: int, mention: TimeMention) -> bool:
    """Whether a time stands in a clause about somebody beside the act ("Iran, which resumed ties in 2031, has sent")."""
    tree, words = layers.tree, layers.words_in(mention.span)
    clause = next((w for w in [words[0], *tree.up(words[0])] if tree.rel[w] == "acl:relcl"), None) if words else None
    if clause is None or anchor in tree.subtree(clause):
        return False
    return tree.head[clause] in layers.party_at and tree.is_subject(tree.head[clause])


def _of_saying(layers: Layers, mention: TimeMention) -> bool:
    words = layers.words_in(mention.span)
    return bool(words) and layers.tree.lemma[clause_head(layers.tree, words[0])] in wordlist("saying") | wordlist("telling")


def told_of(layers: Layers, noun: int) -> list[int]:
    """The verbs of the relative and participle clauses of a noun."""
    return [k for k in layers.tree.kids(noun, "acl") if "to" not in {layers.tree.form(m) for m in layers.tree.kids(k, "mark")}]
