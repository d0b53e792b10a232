"""Who is subject, object and recipient of a verb or noun, however the sentence is built."""

import pytest
from tests.claims.building import at, heads, tree_by_hand, tree_of

from onrecord.claims.roles import governing_verb, is_passive, noun_roles, verb_roles, verb_subject

# Each: the sentence, the verb, its roles (key: words as written, in text order)
VERBS = [
    ("Brazil sent rifles to Chad.", "sent", {"subj": "brazil", "obj": "rifles", "to": "chad"}),
    ("Brazil gave Chad forty rifles.", "gave", {"subj": "brazil", "iobj": "chad", "obj": "rifles"}),
    # passives
    ("The rifles were sent to Chad by Brazil.", "sent", {"subj": "brazil", "obj": "rifles", "to": "chad"}),
    ("Chad was given rifles by Brazil.", "given", {"subj": "brazil", "iobj": "chad", "obj": "rifles"}),
    ("Chad has been promised torpedoes by Brazil.", "promised", {"subj": "brazil", "iobj": "chad", "obj": "torpedoes"}),
    ("The torpedoes are being made in Chad.", "made", {"obj": "torpedoes", "in": "chad"}),
    # relative clauses
    ("The rifles that Brazil sent to Chad were old.", "sent", {"subj": "brazil", "obj": "rifles", "to": "chad"}),
    ("The rifles Brazil sent to Chad were old.", "sent", {"subj": "brazil", "obj": "rifles", "to": "chad"}),
    ("Brazil, which sent rifles to Chad, said nothing.", "sent", {"subj": "brazil", "obj": "rifles", "to": "chad"}),
    ("The rifles, which were sent to Chad, were old.", "sent", {"obj": "rifles", "to": "chad"}),
    # participles
    ("Drones supplied by Brazil struck the camp.", "supplied", {"subj": "brazil", "obj": "drones"}),
    ("A ship carrying rifles to Chad was stopped.", "carrying", {"subj": "ship", "obj": "rifles"}),
    ("Rifles bought from Brazil were old.", "bought", {"obj": "rifles", "from": "brazil"}),
    # control
    ("Togo urged Brazil to stop selling rifles to Chad.", "selling", {"subj": "brazil", "obj": "rifles", "to": "chad"}),
    ("Togo accused Brazil of selling rifles to Chad.", "selling", {"subj": "brazil", "obj": "rifles", "to": "chad"}),
    ("Brazil promised Togo to sell rifles to Chad.", "sell", {"subj": "brazil", "obj": "rifles", "to": "chad"}),
    ("Brazil wants to buy rifles from Chad.", "buy", {"subj": "brazil", "obj": "rifles", "from": "chad"}),
    ("Togo allowed Brazil to sell rifles.", "sell", {"subj": "brazil", "obj": "rifles"}),
    ("Brazil was accused of selling rifles to Chad.", "selling", {"subj": "brazil", "obj": "rifles", "to": "chad"}),
    ("Brazil is believed to have sold rifles to Chad.", "sold", {"subj": "brazil", "obj": "rifles", "to": "chad"}),
    ("Brazil signed a deal to sell rifles to Chad.", "sell", {"subj": "brazil", "obj": "rifles", "to": "chad"}),
    ("Brazil's plans to sell rifles to Chad failed.", "sell", {"subj": "brazil", "obj": "rifles", "to": "chad"}),
    ("Brazil broke the embargo by selling rifles to Chad.", "selling", {"subj": "brazil", "obj": "rifles", "to": "chad"}),
    # coordination
    ("Brazil trained troops and sent rifles to Chad.", "sent", {"subj": "brazil", "obj": "rifles", "to": "chad"}),
    ("Brazil has sold and will sell rifles to Chad.", "sold", {"subj": "brazil", "obj": "rifles"}),
    ("Brazil built and sold rifles to Chad.", "sold", {"subj": "brazil", "obj": "rifles", "to": "chad"}),
    ("The rifles were bought and shipped to Chad.", "shipped", {"obj": "rifles", "to": "chad"}),
]


@pytest.mark.parametrize(("text", "verb", "expected"), VERBS)
def test_roles_of_verbs(text: str, verb: str, expected: dict[str, str]) -> None:
    tree = tree_of(text)
    roles = verb_roles(tree, at(tree, verb))
    assert {key: heads(tree, roles.get(key, [])) for key in expected} == expected


NOUNS = [
    ("Brazil's sale of rifles to Chad drew protest.", "sale", {"poss": "brazil", "of": "rifles", "to": "chad"}),
    ("Rifle deliveries from Brazil to Chad went on.", "deliveries", {"mod": "rifle", "from": "brazil", "to": "chad"}),
    ("The Brazilian embargo on Chad was lifted.", "embargo", {"mod": "brazilian", "on": "chad"}),
    ("A package of rifles for Chad was announced.", "package", {"of": "rifles", "for": "chad"}),
    ("The first batch of supplies to Chad arrived.", "batch", {"of": "supplies", "to": "chad"}),
    ("Cooperation between Brazil and Chad grew.", "cooperation", {"between": "brazil"}),
    ("Brazil's gift and sale of rifles drew protest.", "sale", {"poss": "brazil"}),
]


@pytest.mark.parametrize(("text", "noun", "expected"), NOUNS)
def test_roles_of_nouns(text: str, noun: str, expected: dict[str, str]) -> None:
    tree = tree_of(text)
    roles = noun_roles(tree, at(tree, noun))
    assert {key: heads(tree, roles.get(key, [])) for key in expected} == expected


@pytest.mark.parametrize(("text", "noun", "verb"), [
    ("Brazil halted the sale of rifles to Chad.", "sale", "halted"),
    ("Brazil halted the sale of rifles to Chad.", "rifles", "halted"),
    ("The sale of rifles to Chad was halted.", "sale", "halted"),
    ("Brazil halted loans and sales to Chad.", "sales", "halted"),
    ("No sale to Chad.", "sale", None),
])
def test_the_verb_that_governs_a_noun(text: str, noun: str, verb: str | None) -> None:
    tree = tree_of(text)
    found = governing_verb(tree, at(tree, noun))
    assert (tree.form(found) if found is not None else None) == verb


@pytest.mark.parametrize(("text", "verb", "expected"), [
    ("The rifles were sold.", "sold", True), ("Rifles sold by Chad rusted.", "sold", True), ("Chad sold rifles.", "sold", False),
    ("The rifles are being sold.", "sold", True), ("Chad has sold rifles.", "sold", False),
])
def test_passives_are_seen(text: str, verb: str, expected: bool) -> None:
    tree = tree_of(text)
    assert is_passive(tree, at(tree, verb)) is expected


def test_a_bare_participle_is_no_subject_of_its_own_noun() -> None:
    tree = tree_by_hand(("rifles", "rifle", "NOUN", 0, "root", "_"), ("sold", "sell", "VERB", 1, "acl", "VerbForm=Part|Tense=Past"))
    assert verb_roles(tree, 1) == {"obj": [0]}
    assert verb_subject(tree, 1) == []


def test_chains_of_control_end() -> None:
    rows = [("w", "want", "VERB", i, "xcomp" if i else "root", "_") for i in range(12)]
    tree = tree_by_hand(*rows)
    assert verb_subject(tree, 11) == []
