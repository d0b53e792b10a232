"""Noun phrases as descriptions of who speaks: their extent, their wording, the state they name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model import PartyMention
from onrecord.model.tree import Tree

KINDS = ("institution", "outlet", "document", "group")
"""Roles of mentions that are not persons."""

_LONGEST = 14
"""Words of a description kept as the name of an unnamed speaker."""

_KEPT = frozenset({
    "nmod", "nmod:poss", "nmod:desc", "nmod:unmarked", "compound", "amod", "det", "det:predet", "nummod", "flat", "case", "fixed", "advmod",
    "obl", "goeswith",
})
"""Relations that keep a word in a description."""

_LINKING = frozenset({"of", "for", "in", "to", "at", "with", "from", "'s", "’s", "inside", "within"})
"""Prepositions of phrases that say who somebody is."""

_STOPS = frozenset(",;:()[]“”\"«»")
_ARTICLES = frozenset({
    "the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your", "both", "all",
})
_NAMING = frozenset({"name", "demonym", "capital", "metonym", "office", "ministry", "force", "leader"})
_EXPLAINED = re.compile(r"((?:[\w’'-]+ ){2,9})\(([A-Z]{2,8})\)")


def around(tree: Tree, word: int) -> list[int]:
    """The subjects of the clause into which a pronoun's saying is put ("Chile, it says, has sent"): whoever says so speaks of them."""
    verb = tree.head[word]
    put = verb >= 0 and tree.rel[verb] == "parataxis" and tree.is_subject(word)
    return tree.kids(tree.head[verb], "nsubj", "nsubj:pass") if put else []


class Phrases:
    """Reads the noun phrases of one article as descriptions."""

    def __init__(self, tree: Tree, party: dict[int, PartyMention]) -> None:
        self.tree, self.party = tree, party

    def described(self, word: int) -> list[int]:
        """A noun phrase with its prepositional phrases, without clauses, at most `_LONGEST` words, in one piece."""
        tree = self.tree
        leaving = frozenset(k for w in tree.subtree(word) for k in tree.children[w] if not self.describes(k, w))
        own = frozenset(k for k in tree.kids(word, "case") if k < word)
        words = [w for w in tree.subtree(word, leaving | own) if tree.upos[w] != "PUNCT"]
        kept: list[int] = []
        for w in words:
            if not kept or not _STOPS.intersection(tree.text[tree.end[kept[-1]]:tree.start[w]]):
                kept.append(w)
            elif w > word:
                break
            else:
                kept = [w]
        return kept[-_LONGEST:] if kept[-1] == word else kept[:_LONGEST]

    def describes(self, kid: int, host: int) -> bool:
        """Whether a branch of a noun phrase belongs to the description of who it is."""
        rel = self.tree.rel[kid]
        if rel == "obl" and self.tree.upos[host] != "ADJ":
            return False
        return rel in _KEPT and (rel not in ("nmod", "obl") or self.tree.preposition(kid) in _LINKING)

    def cut_article(self, words: list[int]) -> str:
        """The wording of a phrase without a leading article or possessive pronoun."""
        tree = self.tree
        while len(words) > 1 and (tree.form(words[0]) in _ARTICLES or tree.upos[words[0]] in ("ADP", "ADV", "CCONJ")):
            words = words[1:]
        while len(words) > 1 and tree.forms[words[-1]] in ("'s", "’s", "'", "’"):
            words = words[:-1]
        return " ".join(tree.text[tree.start[words[0]]:tree.end[words[-1]]].split()) if words else ""

    def country(self, words: Sequence[int]) -> str | None:
        """The state that a phrase names, if it names just one."""
        codes = {c for w in words if w in self.party and self.party[w].form in _NAMING for c in self.party[w].codes}
        return codes.pop() if len(codes) == 1 and len(min(codes)) == 2 else None

    def definite(self, word: int) -> bool:
        """Whether a phrase points back: it has "the" or a demonstrative."""
        return any(self.tree.form(k) in ("the", "this", "that", "these", "those") for k in self.tree.kids(word, "det"))


def acronyms(text: str) -> dict[str, str]:
    """Short names that the article itself explains: "Institute for the Study of War (ISW)"."""
    found: dict[str, str] = {}
    for match in _EXPLAINED.finditer(text):
        words, short = match[1].split(), match[2]
        for start in range(len(words)):
            initials = "".join(w[0] for w in words[start:] if w[0].isupper())
            if initials == short and words[start][0].isupper():
                found.setdefault(short, " ".join(words[start:]))
    return found
