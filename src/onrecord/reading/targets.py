"""Names that nothing else reads, where the grammar says that they are whom sanctions strike: then they are parties, whatever words they have.

A firm's name is known by its words ("Kupol Aerospace") or not at all ("the mining company Lobaye Gold", "the Centre for Special
Technology"). Under "sanctioned", "sanctions on" or "froze the assets of" a capitalised name can be nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.knowledge.frames import noun_frames, verb_frames, wordlist
from onrecord.knowledge.listings import listed, tells_listing
from onrecord.knowledge.parties import roles
from onrecord.model.tree import Tree

_OF = frozenset({"of", "belonging"})
_INSIDE = frozenset({"of", "for", "the", "&"})
"""Small words that a name may hold between its capitals ("Centre for Special Technology")."""
_BESIDE = ("appos", "flat", "nmod:desc")
_DASHES = frozenset({"-", "–", "—"})
_HEADING = 0.6
"""Share of a sentence's longer words with capitals from which it is a heading in capitals, whose nouns are no names."""


def target_names(tree: Tree) -> Iterator[range]:
    """The words of each capitalised name that stands as the target of a sanction, in text order; known parties among them."""
    heads = sorted({head for word in range(len(tree)) for head in _targets(tree, word)})
    seen = -1
    for head in heads:
        words = _name(tree, head)
        if words and words[0] > seen:
            seen = words[-1]
            yield words


def untitled(tree: Tree, words: range) -> range:
    """A name without the offices and ranks that it opens with ("General Roe": Roe)."""
    first = next((word for word in words[:-1] if tree.lemma[word] not in roles().form_of), words[-1])
    return range(first, words[-1] + 1)


def _targets(tree: Tree, word: int) -> Iterator[int]:
    """The heads of the names that a word of sanctions strikes, those joined to them and those beside them."""
    for head in () if _in_capitals(tree, word) else _told(tree, word):
        for one in tree.conjuncts(head):
            yield one
            yield from (k for beside in tree.kids(one, *_BESIDE) for k in tree.conjuncts(beside))


def _told(tree: Tree, word: int) -> list[int]:
    """The heads in the places where the frame of a word of sanctions has its receiver, and whose assets are frozen."""
    lemma, kids, over = tree.lemma[word], tree.children[word], tree.head[word]
    if any(f.act == "sanction" and f.needs == "target" for f in verb_frames().get(lemma, ())) and tree.upos[word] == "VERB":
        return tree.kids(word, "obj", "nsubj:pass")
    if tells_listing(tree, word):
        return listed(tree, word)
    places = {place for f in noun_frames().get(lemma, ()) if f.act == "sanction" and f.needs == "target" for place in f.receiver}
    if places and tree.upos[word] in ("NOUN", "PROPN"):
        beside = tree.children[over] if over >= 0 and tree.upos[over] == "VERB" else []
        return [k for k in [*kids, *beside] if tree.rel[k].split(":")[0] in ("nmod", "obl") and tree.prep(k) in places]
    if lemma in wordlist("assets") and over >= 0 and tree.lemma[over] in wordlist("freezes"):
        return [k for k in kids if tree.rel[k] == "nmod:poss" or (tree.rel[k] == "nmod" and tree.prep(k) in _OF)]
    return []


def _name(tree: Tree, head: int) -> range:
    """The run of capitalised words around a head, with the small words inside it; empty where there is none, "a" opens it (a kind, not a name), it is
    one plain noun ("the Court", "LTD") or is broken off ("on Ira- on Iran")."""
    bounds = tree.sentence_words(head)
    if not _is_capital(tree, head):
        return range(0)
    first = last = head
    while first - 1 in bounds and _is_capital(tree, first - 1):
        first -= 1
    while last + 1 in bounds:
        step = next((n for n in (1, 2, 3) if last + n in bounds and _is_capital(tree, last + n)), 0)
        if not step or any(tree.form(k) not in _INSIDE for k in range(last + 1, last + step)):
            break
        last += step
    opened = {tree.form(k) for k in tree.kids(head, "det")} & {"a", "an"}
    plain = first == last and (tree.lemma[head] in roles().form_of or tree.form(head) in roles().firm)
    broken = last + 1 in bounds and tree.forms[last + 1] in _DASHES and tree.start[last + 1] == tree.end[last]
    return range(0) if opened or plain or broken or first == last == bounds[0] else range(first, last + 1)


def _is_capital(tree: Tree, word: int) -> bool:
    form = tree.forms[word]
    return form[0].isupper() and tree.upos[word] in ("PROPN", "NOUN", "ADJ", "X")


def _in_capitals(tree: Tree, word: int) -> bool:
    """Whether a word stands in a heading in capitals: it has one inside its sentence, or opens one whose longer words mostly have."""
    sentence = tree.sentence_words(word)
    if tree.forms[word][0].islower() or word != sentence[0]:
        return tree.forms[word][0].isupper()
    long = [tree.forms[w] for w in sentence if len(tree.forms[w]) > 3 and tree.forms[w].isalpha()]
    return sum(form[0].isupper() for form in long) >= _HEADING * len(long)
