"""The named persons of an article: one record for each, gathered over all places that name or describe the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from onrecord.knowledge.reporting import speakers
from onrecord.knowledge.tenures import titles_on
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

    def __init__(self, phrases: Phrases, others: frozenset[int], day: date | None = None) -> None:
        """``others`` are words known to name something else (media, firms); ``day`` that of the article, on which offices are held."""
        self.phrases, self.tree, self.party, self.titles = phrases, phrases.tree, phrases.party, speakers().titles
        leaders = frozenset(w for w, p in self.party.items() if p.form in ("leader", "person"))
        surely = frozenset(w for w, p in self.party.items() if p.form == "leader")
        names = names_of(self.tree, leaders, others - surely)
        self.full = linked(names)
        self.name_at = {w: n for n in names for w in n.words}
        self.known: dict[tuple[str, ...], Person] = {}
        self.title_of = {name.words[0]: title for name in names if (title := self.title_before(name)) is not None}
        self.titled = {title: word for word, title in self.title_of.items()}
        for name in names:
            self.gather(name)
        for person in self.known.values():
            if day is not None and not person.words:
                person.words = frozenset(word for title in titles_on(person.name, day) for word in title.split())

    def mention(self, word: int, head: int) -> PersonMention:
        """The mention of the person whose name ``word`` is in, over the phrase headed by ``head``."""
        name = self.name_at[word]
        person = self.known[self.full[name.words[0]].parts]
        words = [w for w in self.tree.wording(head) if self.tree.upos[w] != "DET"] + list(name.words)
        return PersonMention(self.tree.covering(words), person.name, person.role, person.country, False)

    def title_before(self, name: Name) -> int | None:
        """The head of a title that ends right before a name, or before a comma where one follows the name, though the tree ties it to nothing of the
        name's: the outermost of several ("Chief of the Naval Staff Admiral Ana Roe said", "the Minister of War, General Ana Roe, said")."""
        tree, first, own = self.tree, name.words[0], frozenset(self.tree.subtree(name.words[0]))
        while first - 1 in own and tree.forms[first - 1] != ",":
            first -= 1
        after = name.words[-1] + 1
        between = first > 1 and tree.forms[first - 1] == ","
        last = first - 1 - between
        if last < 0 or tree.sentence(last) != tree.sentence(first) or (between and not (after < len(tree) and tree.forms[after] == ",")):
            return None
        found = None
        for word in [last, *tree.up(last)]:
            if word in self.name_at or max(tree.subtree(word)) != last:
                break
            if tree.lemma[word] in self.titles and tree.upos[word] in ("NOUN", "PROPN"):
                found = word
        if found is None or tree.plural(found):
            return None
        return found if not between or self.phrases.definite(found) or tree.upos[found] == "PROPN" else None

    def knows(self, mention: PersonMention) -> bool:
        """Whether a mention is of somebody who is named, not of an office ("President of the Security Council")."""
        return mention.name in self.told

    def words_of(self, name: str) -> frozenset[str]:
        """The words of all descriptions of whom the article calls ``name``, hyphens parted."""
        return self.told.get(name, frozenset())

    @cached_property
    def told(self) -> dict[str, frozenset[str]]:
        """Name -> the words of its bearers' descriptions, hyphens parted."""
        found: dict[str, frozenset[str]] = {}
        for person in self.known.values():
            parts = frozenset(part for word in person.words for part in role_words(word))
            found[person.name] = found.get(person.name, frozenset()) | parts
        return found

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
        title = self.title_of.get(first)
        if title is not None:
            beside.append(self.phrases.described(title))
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
