"""The named persons of an article: one record for each, gathered over all places that name or describe the person."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.knowledge.reporting import speakers
from onrecord.model import PersonMention
from onrecord.reading.attribution_names import Name, linked, names_of, wording
from onrecord.reading.attribution_phrases import Phrases

_ABOVE_STATES = frozenset({"mep", "meps"})
"""Offices of a body above states: who holds one does not speak for the state that he comes from."""


@dataclass(slots=True)
class Person:
    """A named person: fullest ``name``, first ``role`` given, all ``words`` of descriptions, ``country``, ``count`` of mentions."""

    name: str
    role: str = ""
    words: frozenset[str] = frozenset()
    country: str | None = None
    count: int = 0


class Persons:
    """All named persons of an article; facts found late serve the early mentions too."""

    def __init__(self, phrases: Phrases, others: frozenset[int]) -> None:
        """``others`` are words known to name something else (media, firms)."""
        self.phrases, self.tree, self.party, self.titles = phrases, phrases.tree, phrases.party, speakers().titles
        leaders = frozenset(w for w, p in self.party.items() if p.form in ("leader", "person"))
        surely = frozenset(w for w, p in self.party.items() if p.form == "leader")
        names = names_of(self.tree, leaders, others - surely)
        self.full = linked(names)
        self.name_at = {w: n for n in names for w in n.words}
        self.known: dict[tuple[str, ...], Person] = {}
        for name in names:
            self.gather(name)

    def mention(self, word: int, head: int) -> PersonMention:
        """The mention of the person whose name ``word`` is in, over the phrase headed by ``head``."""
        name = self.name_at[word]
        person = self.known[self.full[name.words[0]].parts]
        words = [w for w in self.tree.wording(head) if self.tree.upos[w] != "DET"] + list(name.words)
        return PersonMention(self.tree.covering(words), person.name, person.role, person.country, False)

    def gather(self, name: Name) -> None:
        """Add what the words about a name say to what is known of the person."""
        full = self.full[name.words[0]]
        person = self.known.setdefault(full.parts, Person(wording(self.tree, full)))
        person.count += 1
        for words in self.descriptions(name):
            text = self.phrases.cut_article(words)
            person.words |= frozenset(self.tree.form(w) for w in words)
            person.role = person.role or text
            person.country = person.country or (None if person.words & _ABOVE_STATES else self.phrases.country(words))
        leader = self.party.get(name.words[0])
        if leader is not None and person.country is None and len(leader.codes) == 1 and len(leader.codes[0]) == 2:
            person.country = leader.codes[0]

    def descriptions(self, name: Name) -> list[list[int]]:
        """Words that say who a named person is: before the name, beside it, or what it stands beside itself."""
        tree, first = self.tree, name.words[0]
        before = [w for w in tree.wording(first) if w < first and tree.upos[w] not in ("PUNCT", "DET")]
        beside = [self.phrases.described(k) for k in tree.kids(first, "appos") if k not in self.name_at]
        host = tree.head[first]
        if tree.rel[first] in ("appos", "flat") and host >= 0 and tree.lemma[host] in self.titles:
            beside.append([w for w in self.phrases.described(host) if w < first])
        return [words for words in [before, *beside] if any(tree.lemma[w] in self.titles for w in words)]

    def by_office(self, wanted: frozenset[str], country: str, words: frozenset[str], shared: int, word: int) -> PersonMention | None:
        """A person named anywhere in the article by country and role, when just one fits."""
        here = [p for p in self.known.values() if p.country == country]
        fitting = [p for p in here if role_words(p.role) & wanted and len(words & (p.words | role_words(p.role))) >= shared]
        if not fitting and shared == 1:
            fitting = sorted((p for p in here if not p.role), key=lambda p: -p.count)[:1]
        if len(fitting) != 1:
            return None
        return PersonMention(self.tree.covering([word]), fitting[0].name, fitting[0].role, country, False)


def role_words(role: str) -> frozenset[str]:
    """The words of a role, lower case, hyphens parted."""
    return frozenset(role.lower().replace("-", " ").split())
