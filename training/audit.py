"""What the knowledge files do not know: the words of texts that stand where goods, parties, acts and reports stand, known and unknown.

    python -m training.audit TEXTS.jsonl[.gz] [--sample N] [--top N] [--gold GOLD.jsonl] [--memory FILE]

TEXTS are read with the product's layers: of the texts that pass its gate, N are taken (always the same), cut to their paragraphs with words
of arms; --sample 0 takes all, uncut. Counted are sentences with a word of the gate and a party besides the page's own state. Four figures,
each known tokens of all such tokens:

goods    nouns where goods stand: objects and passive subjects of verbs of giving, making or using goods,
         what nouns of giving hold, members of a list with known goods, counted things; known where an item mention covers them. Left out
         are money, times, measures, people, parties, nouns of acts, and what the knowledge says are no goods (items/blocked.yaml)
parties  names (by the engine: organisation or place; persons are found by reading) as subjects, objects, possessors or under prepositions
         of a party; known where the knowledge names a party there or says that the name is none (a sea, a treaty)
acts     verbs and nouns with goods and a party among their arguments; known where they have a frame or govern the status of one
reports  verbs with a finite clause as complement or words in quotation marks; known where data/reporting.yaml has them, or they govern

Each figure is followed by the unknown words, most frequent first. With --gold the words of gold claims are looked up as well
(training.audit_gold). A word in these lists is not yet a gap: civil goods, places that act for nobody and plain verbs stand there too.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from onrecord.claims.layers import Layers
from onrecord.claims.roles import noun_roles, verb_roles
from onrecord.knowledge.frames import may_tell, noun_frames, operators, verb_frames
from onrecord.knowledge.items import item_gazetteer
from onrecord.knowledge.parties import party_gazetteer, roles
from onrecord.knowledge.reporting import hedges, reporting_nouns, reporting_verbs
from onrecord.knowledge.units import units
from onrecord.model import Span
from onrecord.model.tree import Tree
from onrecord.reading.quotations import read_quotations
from training.audit_gold import report as gold_report
from training.audit_pages import read_rows, rows, sample

GOODS_ACTS = frozenset({"transfer", "production", "use"})
"""Acts whose verbs take goods as their object."""
PARTY_PLACES = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "nmod:poss", "obl:agent"})
"""Relations in which a party stands as giver, receiver or speaker."""
PARTY_PREPOSITIONS = frozenset({"to", "for", "from", "by", "with", "against", "of", "between"})


@dataclass(slots=True)
class Coverage:
    """Tokens of one kind: how many are ``known``, and the ``unknown`` ones by word."""

    known: int = 0
    unknown: Counter[str] = field(default_factory=Counter)

    def add(self, word: str, known: bool) -> None:
        """Counts one token."""
        self.known += known
        if not known:
            self.unknown[word] += 1

    @property
    def all(self) -> int:
        """How many tokens there are."""
        return self.known + self.unknown.total()

    @property
    def share(self) -> float:
        """Known tokens of all tokens; 1 where there is none."""
        return self.known / self.all if self.all else 1.0


KINDS = ("goods", "parties", "acts", "reports")


def verb_lemma(tree: Tree, word: int, known: Iterable[str]) -> str:
    """A verb's lemma with its particle, where the two are one verb; the plain lemma where only that is known."""
    with_particle = [f"{tree.lemma[word]} {tree.form(k)}" for k in tree.kids(word, "compound:prt")]
    return next((v for v in with_particle if v in known or tree.lemma[word] not in known), tree.lemma[word])


def telling_sentences(layers: Layers) -> Iterator[range]:
    """The sentences near a claim: with a word of arms, forces or sanctions and a party other than the page's own state."""
    for number, words in layers.tree.sentences():
        span = layers.tree.sentence_span(number)
        if may_tell(layers.article.text[span.start : span.end], 1) and any(_is_foreign(layers, w) for w in words):
            yield words


def _is_foreign(layers: Layers, word: int) -> bool:
    """Whether a word names a party that is not the publisher's own state."""
    mention = layers.party_at.get(word)
    return mention is not None and bool(set(layers.codes(mention)) - {layers.home})


def takes_goods(tree: Tree, w: int) -> bool:
    """Whether a verb gives, makes or uses what its object names."""
    frames = verb_frames().get(verb_lemma(tree, w, verb_frames()), ())
    return any(f.act in GOODS_ACTS and f.needs != "target" for f in frames)


def goods_places(layers: Layers, words: range) -> set[int]:
    """Nouns where goods stand in a sentence."""
    tree, found = layers.tree, set[int]()
    for w in words:
        if tree.upos[w] == "VERB" and takes_goods(tree, w):
            found.update(k for o in tree.kids(w, "obj", "nsubj:pass") for k in tree.conjuncts(o))
        elif tree.upos[w] == "NOUN" and any(f.act == "transfer" for f in noun_frames().get(tree.lemma[w], ())):
            found.update(k for o in tree.kids(w, "nmod") if tree.prep(o) == "of" for k in tree.conjuncts(o))
        if w in layers.item_at:
            found.update(tree.conjuncts(tree.first_conjunct(w)))
        if tree.kids(w, "nummod"):
            found.add(w)
    return {w for w in found if w in words and _may_be_goods(layers, w)}


def _may_be_goods(layers: Layers, w: int) -> bool:
    """Whether a word is a noun and not money, a time, a party or a person."""
    tree, span = layers.tree, layers.tree.span(w)
    if tree.upos[w] not in ("NOUN", "PROPN") or w in layers.party_at or tree.syntax.ner[w][2:] in ("PER", "LOC"):
        return False
    if w in layers.item_at:
        return True
    timed = any(t.span.overlaps(span) for t in layers.reading.times)
    money = (q := layers.quantity_at.get(w)) is not None and q.money is not None
    return not (timed or money or tree.lemma[w] in not_goods() or _blocked(layers, w))


@cache
def not_goods() -> frozenset[str]:
    """Nouns of measures, people and acts: never goods themselves."""
    counted = units()
    return frozenset({*counted.measures, *counted.units, *roles().form_of, *noun_frames(), *reporting_nouns()})


def _blocked(layers: Layers, w: int) -> bool:
    """Whether a word stands in a phrase that only looks like goods ("humanitarian aid")."""
    tree, start = layers.tree, max(0, layers.tree.start[w] - 40)
    near = layers.article.text[start : tree.end[w] + 40]
    return any(m.payload.blocked and m.start + start < tree.end[w] and tree.start[w] < m.end + start for m in item_gazetteer().find(near))


def goods_name(tree: Tree, w: int) -> str:
    """A noun with the nouns before it that belong to it, lower case but for names."""
    before = [k for k in tree.kids(w, "compound", "nmod:desc", "amod") if k < w and w - k <= 3]
    return " ".join([*(tree.lemma[k] for k in before[-2:]), tree.lemma[w]])


def name_runs(layers: Layers, words: range) -> Iterator[range]:
    """Names by the engine: runs of words from B- to the last I- of the same kind."""
    ner, first = layers.tree.syntax.ner, None
    for w in [*words, words[-1] + 1 if words else 0]:
        inside = w in words and ner[w].startswith("I-")
        if first is not None and not inside:
            yield range(first, w)
            first = None
        if w in words and ner[w].startswith("B-"):
            first = w


def in_party_place(tree: Tree, run: range) -> bool:
    """Whether a name stands as somebody who acts, is acted on or owns."""
    head = next((w for w in run if tree.head[w] not in run), run[0])
    head = tree.first_conjunct(head)
    return tree.rel[head] in PARTY_PLACES or (tree.rel[head].split(":")[0] in ("obl", "nmod") and tree.prep(head) in PARTY_PREPOSITIONS)


def is_known_name(layers: Layers, run: range) -> bool:
    """Whether the knowledge names a party at a name (one read as "own-name" is unknown to it), or one that is none (a sea, a treaty)."""
    found = {layers.party_at[w].how for w in run if w in layers.party_at}
    return bool(found - {"own-name"}) or _is_no_party(layers, layers.tree.covering(list(run)))


def _is_no_party(layers: Layers, span: Span) -> bool:
    return any(not m.payload.form for m in party_gazetteer().find(layers.article.text[span.start : span.end]))


def acts_with_goods(layers: Layers, words: range) -> Iterator[int]:
    """Verbs and nouns with goods and a party among their arguments."""
    tree = layers.tree
    for w in words:
        if tree.upos[w] == "VERB":
            roles = verb_roles(tree, w)
        elif tree.upos[w] == "NOUN" and w not in layers.item_at:
            roles = noun_roles(tree, w)
        else:
            continue
        places = {k for found in roles.values() for k in found}
        if any(layers.items_of(k) for k in places) and any(layers.parties_of(k) for k in places):
            yield w


def is_known_act(tree: Tree, w: int) -> bool:
    """Whether a verb or noun has a frame or governs the status of one."""
    table = verb_frames() if tree.upos[w] == "VERB" else noun_frames()
    lemma = verb_lemma(tree, w, table) if tree.upos[w] == "VERB" else tree.lemma[w]
    return lemma in table or lemma in operators().status or lemma in operators().keeps


def reporting_places(layers: Layers, words: range, quotations: list[Span]) -> Iterator[int]:
    """Verbs with a finite clause as their complement, and verbs that a quotation depends on or that stand in it as a parenthesis."""
    tree = layers.tree
    for w in words:
        if tree.upos[w] != "VERB" or any(q.holds(tree.span(w)) for q in quotations):
            continue
        finite = [k for k in tree.kids(w, "ccomp") if any(tree.feat(x, "VerbForm=Fin") for x in (k, *tree.kids(k, "aux", "cop")))]
        beside = [k for k in tree.children[w] if tree.rel[k].split(":")[0] in ("ccomp", "obj", "parataxis", "dep")]
        if finite or any(q.holds(tree.span(k)) for q in quotations for k in beside):
            yield w


def is_known_report(tree: Tree, w: int) -> bool:
    """Whether a verb reports, hedges or governs by the knowledge files."""
    lemma = verb_lemma(tree, w, reporting_verbs())
    hedging = lemma in hedges().verbs or lemma in hedges().passives
    return lemma in reporting_verbs() or hedging or tree.lemma[w] in operators().status or tree.lemma[w] in operators().keeps


def count(pages: Iterable[Layers]) -> dict[str, Coverage]:
    """The four coverages over these pages."""
    found = {kind: Coverage() for kind in KINDS}
    for layers in pages:
        spoken = read_quotations(layers.article.text, [b.span for b in layers.article.blocks if b.kept])
        for words in telling_sentences(layers):
            _count_sentence(layers, words, spoken, found)
    return found


def _count_sentence(layers: Layers, words: range, spoken: list[Span], found: dict[str, Coverage]) -> None:
    tree = layers.tree
    for w in goods_places(layers, words):
        found["goods"].add(goods_name(tree, w), w in layers.item_at)
    for run in name_runs(layers, words):
        if tree.syntax.ner[run[0]][2:] != "PER" and in_party_place(tree, run):
            name = " ".join(layers.article.text[tree.start[run[0]] : tree.end[run[-1]]].split())
            found["parties"].add(f"{name} ({tree.syntax.ner[run[0]][2:]})", is_known_name(layers, run))
    for w in acts_with_goods(layers, words):
        found["acts"].add(f"{verb_lemma(tree, w, verb_frames())} ({tree.upos[w].lower()})", is_known_act(tree, w))
    for w in reporting_places(layers, words, spoken):
        found["reports"].add(verb_lemma(tree, w, reporting_verbs()), is_known_report(tree, w))


def lines(found: dict[str, Coverage], top: int) -> Iterator[str]:
    """The report: a line for each coverage, then its most frequent unknown words."""
    for kind, coverage in found.items():
        yield f"{kind:<8} {coverage.known:>6} of {coverage.all:>6}  {coverage.share:.3f}  ({len(coverage.unknown)} unknown words)"
    for kind, coverage in found.items():
        yield f"\nunknown {kind}: " + ", ".join(f"{word} {n}" for word, n in coverage.unknown.most_common(top))


def main() -> None:
    parser = argparse.ArgumentParser(description="What the knowledge files do not know of the words of texts.")
    parser.add_argument("texts", type=Path)
    parser.add_argument("--sample", type=int, default=400, help="texts to read; 0 for all, uncut")
    parser.add_argument("--top", type=int, default=60, help="unknown words to list of each kind")
    parser.add_argument("--gold", type=Path, help="gold claims of these texts, to look up too")
    parser.add_argument("--memory", type=Path, help="a file in which parses are kept for the next audit")
    given = parser.parse_args()
    found = list(rows(given.texts)) if not given.sample else sample(rows(given.texts), given.sample)
    pages = list(read_rows(found, given.memory))
    print(f"{len(pages)} texts")
    print("\n".join(lines(count(layers for _, layers in pages), given.top)))
    if given.gold:
        print("\n".join(gold_report({row.id: layers for row, layers in pages}, given.gold, given.top)))


if __name__ == "__main__":
    main()
