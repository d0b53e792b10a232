"""The view of the trees: children, prepositions, phrases, coordination."""

from itertools import pairwise

import pytest
from tests.claims.building import at, heads, tree_by_hand, tree_of

from onrecord.model import Span
from onrecord.model.tree import Tree

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


def test_the_wording_of_a_noun_takes_its_marks_and_leaves_what_explains_it() -> None:
    tree = tree_of("Peru’s army, a buyer of tanks, sold old rifles.")
    assert "buyer" in heads(tree, tree.phrase(at(tree, "army")))
    assert heads(tree, tree.wording(at(tree, "army"))) == "peru 's army"


def test_prepositions(tree: Tree) -> None:
    assert tree.prep(at(tree, "army")) == tree.preposition(at(tree, "army")) == "to"
    assert tree.prep(at(tree, "rifles")) == ""


def test_a_preposition_of_several_words_is_whole() -> None:
    tree = tree_by_hand(("according", "accord", "VERB", 3, "case", "_"), ("to", "to", "ADP", 1, "fixed", "_"),
                        ("Peru", "Peru", "PROPN", 0, "root", "_"))
    assert (tree.prep(2), tree.preposition(2), tree.mark(2)) == ("according", "according to", "according")
    assert tree.marked(2, "according") and not tree.marked(2, "to")


def test_up_ends_at_the_root(tree: Tree) -> None:
    assert list(tree.up(at(tree, "army")))[-1] == at(tree, "sold")
    assert list(tree.up(at(tree, "sold"))) == []


def test_a_subtree_holds_all_that_hangs_below(tree: Tree) -> None:
    assert tree.subtree(at(tree, "sold")) == list(tree.sentence_words(0))


def test_sentences_divide_the_words() -> None:
    tree = tree_of("Peru sold rifles. Chile sold mines.")
    assert [list(words) for _, words in tree.sentences()] == [[0, 1, 2, 3], [4, 5, 6, 7]]
    assert [tree.sentence(i) for i in range(9)] == [0] * 4 + [1] * 4 + [2]
    assert tree.sentence_words(5) == range(4, 8)
    assert [tree.text[slice(*tree.sentence_span(s))] for s in (0, 1)] == ["Peru sold rifles.", "Chile sold mines."]


def test_covering_reaches_from_the_first_word_to_the_last() -> None:
    tree = tree_by_hand(("a", "a", "X", 0, "root", "_"), ("bc", "bc", "X", 1, "dep", "_"), ("d", "d", "X", 1, "dep", "_"))
    assert tree.covering([2, 1]) == Span(2, 6)


def test_words_are_found_by_their_place(tree: Tree) -> None:
    assert list(tree.words_in(Span(0, 14))) == [0, 1, 2] and tree.first_at(TEXT.index("sold")) == at(tree, "sold")
    assert list(tree.words_of(0)) == list(range(len(tree)))


def test_branches_may_be_left_out_of_a_subtree(tree: Tree) -> None:
    sold, rifles = at(tree, "sold"), at(tree, "rifles")
    assert not {rifles, at(tree, "mortars")} & set(tree.subtree(sold, frozenset({rifles})))


def test_features_are_whole() -> None:
    tree = tree_by_hand(("sold", "sell", "VERB", 0, "root", "Tense=Past|VerbForm=Fin"))
    assert tree.feat(0, "Tense=Past") and not tree.feat(0, "Tense=Pas")
