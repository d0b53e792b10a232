"""Which words a claim quotes."""

from tests.claims.building import at, tree_of

from onrecord.claims.clauses import clause_words, quote_span, trimmed
from onrecord.model import Span

TEXT = "Italy sold torpedoes to Kenya, but Spain has delivered radars, which were old, to Peru."


def quoted(word: str, alone: bool) -> str:
    """The quote of a claim at a word of `TEXT`."""
    tree = tree_of(TEXT)
    return TEXT[slice(*quote_span(tree, at(tree, word), alone))]


def test_a_claim_that_is_alone_quotes_its_sentence() -> None:
    assert quoted("sold", True) == TEXT


def test_a_claim_among_others_quotes_its_clause() -> None:
    assert quoted("delivered", False).removeprefix("but ").startswith("Spain has delivered radars")
    assert "torpedoes" not in quoted("delivered", False)
    assert quoted("sold", False) == "Italy sold torpedoes to Kenya"


def test_the_clause_holds_its_predicate() -> None:
    tree = tree_of(TEXT)
    assert all(p in clause_words(tree, p) for p in range(len(tree.head)) if tree.upos[p] != "PUNCT")


def test_blanks_and_list_marks_are_trimmed() -> None:
    text = "\n- • 40 rifles  \n"
    assert text[slice(*trimmed(text, Span(0, len(text))))] == "40 rifles"
    assert trimmed("abc", Span(0, 3)) == Span(0, 3)
    assert trimmed("   ", Span(0, 3)) == Span(3, 3)
