"""Names that are of a force's place and of nobody who acts ("Anniston Army Depot", "Tinker Air Force Base")."""

from __future__ import annotations

from onrecord.knowledge.parties import roles
from onrecord.model.tree import Tree

_OF_FORCE = frozenset({"naval", "air"})


def is_site(tree: Tree, words: range) -> bool:
    """Whether a name is such a place's, with the capitals after it where the engine broke it off ("Scranton Army" Ammunition Plant)."""
    bounds, last = tree.sentence_words(words[0]), words[-1]
    while last + 1 in bounds and tree.forms[last + 1][0].isupper() and tree.upos[last + 1] in ("PROPN", "NOUN", "ADJ"):
        last += 1
    of_force = roles().armed | roles().forces | _OF_FORCE
    return tree.form(last) in roles().sites and any(tree.form(word) in of_force for word in range(words[0], last))
