"""The view of the trees: children, prepositions, phrases, coordination; lemmas mended where the tagger misspelt them."""

from itertools import pairwise

import pytest
from tests.claims.building import at, heads, tree_by_hand, tree_of

from onrecord.claims.tree import Tree
from onrecord.model import Span

TEXT = "Peru and Chile sold old rifles, mortars and mines to Chad’s army."


@pytest.fixture(scope="module")
def tree() -> Tree:
    """The tree of one sentence."""
    return tree_of(TEXT)


def test_words_point_at_the_text(tree: Tree) -> None:
    sold = at(tree, "sold")
    assert TEXT[slice(*tree.span(sold))] == "sold"
    assert tree.form(sold) == "sold" and tree.lemma[sold] == "sell"
    assert all(a <= b for a, b in pairwise(tree.start))


def test_curly_apostrophes_are_made_straight(tree: Tree) -> None:
    assert "'s" in [tree.form(i) for i in range(len(tree.head))]


def test_children_and_heads_agree(tree: Tree) -> None:
    assert all(tree.head[k] == i for i, kids in enumerate(tree.children) for k in kids)
    assert sum(map(len, tree.children)) == sum(h >= 0 for h in tree.head)


def test_a_plain_relation_takes_its_subtypes(tree: Tree) -> None:
    army = at(tree, "army")
    assert heads(tree, tree.kids(army, "nmod")) == heads(tree, tree.kids(army, "nmod:poss")) == "chad"


def test_coordination_is_undone(tree: Tree) -> None:
    rifles = at(tree, "rifles")
    assert heads(tree, sorted(tree.conjuncts(rifles))) == "rifles mortars mines"
    assert tree.first_conjunct(at(tree, "mines")) == rifles
    assert tree.first_conjunct(rifles) == rifles


def test_a_phrase_stops_at_clauses_and_conjuncts(tree: Tree) -> None:
    assert heads(tree, tree.phrase(at(tree, "rifles"))) == "old rifles"
    assert heads(tree, tree.phrase(at(tree, "army"))) == "chad army"


def test_prepositions(tree: Tree) -> None:
    assert tree.prep(at(tree, "army")) == "to"
    assert tree.prep(at(tree, "rifles")) == ""


def test_up_ends_at_the_root(tree: Tree) -> None:
    assert list(tree.up(at(tree, "army")))[-1] == at(tree, "sold")
    assert list(tree.up(at(tree, "sold"))) == []


def test_a_subtree_holds_all_that_hangs_below(tree: Tree) -> None:
    assert tree.subtree(at(tree, "sold")) == list(tree.sentence_words(0))


def test_sentences_divide_the_words() -> None:
    tree = tree_of("Peru sold rifles. Chile sold mines.")
    assert [list(words) for _, words in tree.sentences()] == [[0, 1, 2, 3], [4, 5, 6, 7]]
    assert tree.sentence_of == [0] * 4 + [1] * 4
    assert tree.sentence_words(5) == range(4, 8)
    assert [tree.text[slice(*tree.sentence_span(s))] for s in (0, 1)] == ["Peru sold rifles.", "Chile sold mines."]


def test_covering_reaches_from_the_first_word_to_the_last() -> None:
    tree = tree_by_hand(("a", "a", "X", 0, "root", "_"), ("bc", "bc", "X", 1, "dep", "_"), ("d", "d", "X", 1, "dep", "_"))
    assert tree.covering([2, 1]) == Span(2, 6)


def test_features_are_whole() -> None:
    tree = tree_by_hand(("sold", "sell", "VERB", 0, "root", "Tense=Past|VerbForm=Fin"))
    assert tree.feat(0, "Tense=Past") and not tree.feat(0, "Tense=Pas")


@pytest.mark.parametrize(("form", "given", "lemma"), [
    ("sanctioned", "sanctione", "sanction"), ("allocated", "allocat", "allocate"), ("notifying", "notifye", "notify"),
    ("withholding", "withholde", "withhold"), ("co-developed", "co-develope", "co-develop"), ("sold", "sell", "sell"),
    ("gardened", "gardene", "gardene"),
])
def test_lemmas_of_act_verbs_are_mended(form: str, given: str, lemma: str) -> None:
    assert tree_by_hand((form, given, "VERB", 0, "root", "_")).lemma == (lemma,)


def test_lemmas_of_nouns_are_left_alone() -> None:
    assert tree_by_hand(("allocat", "Allocat", "NOUN", 0, "root", "_")).lemma == ("allocat",)
