"""SYNTAX, PARTIES -> PEOPLE: everybody and everything that can be the source of a statement.

Named persons go by the fullest name in the article, with role and country gathered from wherever the article gives them. Who
speaks without a name keeps the wording ("Iranian officials") and is anonymous. Institutions, states, media and documents
are not; their `PersonMention.role` is one of `KINDS`. "he", "the minister", "the officials" lead back to whom they mean.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.knowledge.outlets import find_outlets
from onrecord.knowledge.party_names import party_names
from onrecord.knowledge.reporting import reporting_nouns, reporting_verbs, speakers
from onrecord.model import PartyMention, PersonMention, Span, Syntax
from onrecord.model.tree import Tree
from onrecord.reading.attribution_persons import Persons, role_words
from onrecord.reading.attribution_phrases import KINDS, Phrases, acronyms, around

_BACK = 400
"""Words that a pronoun or a definite noun looks back for whom it means; beyond, papers name people again."""

_SPEAKS = 3
"""Weight of a subject of a reporting verb among those that a later word can mean."""

_OBLIQUE = {"him": "he", "his": "he", "her": "she", "them": "they", "their": "they", "its": "it"}

_OWNS = frozenset({"his", "their", "its"})
"""Possessives: "in his words" is whoever spoke last, not whoever was spoken of last."""

_NEAR = 4
"""Sentences back in which a subject is preferred to what stands nearer."""


@dataclass(frozen=True, slots=True)
class _Seen:
    word: int
    lemma: str
    plural: bool
    weight: int
    mention: PersonMention


class _People:
    """One pass over the words of an article."""

    def __init__(self, tree: Tree, parties: Sequence[PartyMention], quoted: Sequence[Span], day: date | None) -> None:
        self.tree, self.know, self.reports, self.claims = tree, speakers(), reporting_verbs(), frozenset(reporting_nouns())
        self.party = _by_word(tree, parties)
        self.quoted = _inside(tree, quoted)
        outlets = (m for m in find_outlets(tree.text) if m.payload.kind != "government")
        self.outlets = {w: m.payload for m in outlets for w in tree.words_in(Span(m.start, m.end))}
        self.acronyms = acronyms(tree.text)
        self.phrases = Phrases(tree, self.party)
        firms = {w for w, p in self.party.items() if p.form in ("company", "outlet", "group")}
        self.persons = Persons(self.phrases, frozenset(self.outlets) | firms, day)
        self.seen: list[_Seen] = []
        self.places: list[int] = []
        self.found: list[PersonMention] = []

    def run(self) -> tuple[PersonMention, ...]:
        """All mentions in text order."""
        for word in range(len(self.tree)):
            mention = self.resolve(word) if self.tree.heads_phrase(word) else None
            if mention is not None:
                self.keep(word, mention)
            elif (claimant := self.claimant(word)) is not None:
                self.found.append(claimant)
        return tuple(self.found)

    def claimant(self, word: int) -> PersonMention | None:
        """The state whose claim it is by the adjective of a reporting noun ("a U.S. claim that", "Western accusations of")."""
        tree, party = self.tree, self.party.get(word)
        if party is None or len(party.codes) != 1 or tree.rel[word] not in ("amod", "compound"):
            return None
        if tree.lemma[tree.head[word]] not in self.claims - self.know.documents:
            return None
        if tree.upos[word] != "ADJ" and not tree.forms[word].replace(".", "").isupper():  # "the Syria announcement" is about Syria
            return None
        code = party.codes[0]
        return PersonMention(tree.covering([word]), party_names((code,)), "institution", code if len(code) == 2 else None, False)

    def keep(self, word: int, mention: PersonMention) -> None:
        """Take a mention; what stands in a quotation is not looked back to from outside."""
        self.found.append(mention)
        if not self.quoted[word] and self.tree.form(word) != "who":
            tree = self.tree
            self.places.append(word)
            self.seen.append(_Seen(word, tree.lemma[word], tree.plural(word), self.weight(word), mention))

    def weight(self, word: int) -> int:
        """How likely a later "he" or "it" means a phrase: 3 subject of a reporting verb, 2 of a main clause, 1 of another, 0 none."""
        tree = self.tree
        if not tree.is_subject(word):
            return 0
        head = tree.head[word]
        return _SPEAKS if tree.lemma[head] in self.reports else 2 if tree.head[head] < 0 else 1

    def resolve(self, word: int) -> PersonMention | None:
        """Whom or what a phrase means as a speaker, or None."""
        if word in self.persons.name_at:
            return self.persons.mention(word, word)
        if self.tree.upos[word] == "PRON":
            return self.pronoun(word)
        if self.tree.upos[word] not in ("NOUN", "PROPN"):
            return None
        for kid in self.tree.kids(word, "appos", "flat"):
            if kid in self.persons.name_at and self.tree.lemma[word] in self.know.titles:
                return self.persons.mention(kid, word)
        if self.tree.rel[word] == "appos" and self.tree.head[word] in self.persons.name_at and self.tree.lemma[word] in self.know.titles:
            return self.persons.mention(self.tree.head[word], word)
        if word in self.persons.titled:
            return self.persons.mention(self.persons.titled[word], word)
        return self.noun(word)

    def pronoun(self, word: int) -> PersonMention | None:
        """Whom "he", "she", "it" or "they" means: the last fitting subject, else the last fitting mention."""
        form = self.tree.form(word)
        form = _OBLIQUE.get(form, form)
        if form not in ("he", "she", "they", "it", "who"):
            return None
        back = [s for s in self.recent(word) if _agrees(form, s) and s.word not in around(self.tree, word)]
        here = self.tree.sentence(word)
        if (issuer := next((s for s in back if s.word in self.possessors(word)), None)) is not None:
            return replace(issuer.mention, span=self.tree.covering([word]))
        if form == "who":
            host = self.tree.head[self.tree.head[word]] if self.tree.head[word] >= 0 else -1
            back = [s for s in back if s.word == host]
        named = [s for s in back if not s.mention.anonymous or self.has_just_spoken(s, here)] if form in ("he", "she") else back
        near = [s for s in named if s.weight and here - self.tree.sentence(s.word) <= _NEAR]
        owns = self.tree.form(word) in _OWNS
        chosen = min(near, key=lambda s: (owns and s.weight < _SPEAKS, here - self.tree.sentence(s.word), -s.weight),
                     default=next(iter(named or back), None))
        return None if chosen is None else replace(chosen.mention, span=self.tree.covering([word]))

    def has_just_spoken(self, seen: _Seen, here: int) -> bool:
        """Whether somebody without a name is the subject of a report in this sentence or the one before."""
        return seen.weight >= _SPEAKS and not seen.plural and here - self.tree.sentence(seen.word) <= 1

    def possessors(self, word: int) -> list[int]:
        """Whose announcement it is in whose that-clause a subject stands ("Iran's announcement that it had")."""
        tree, verb = self.tree, self.tree.head[word]
        if not tree.is_subject(word) or verb < 0 or tree.rel[verb].split(":")[0] not in ("acl", "ccomp") or tree.head[verb] < 0:
            return []
        return tree.kids(tree.head[verb], "nmod:poss") if tree.lemma[tree.head[verb]] in self.claims else []

    def noun(self, word: int) -> PersonMention | None:
        """Whom or what a common noun or the name of a body means."""
        words = self.phrases.described(word)
        for kind in (self.outlet, self.person_noun, self.document, self.medium, self.body, self.group):
            mention = kind(word, words)
            if mention is not None:
                return mention
        return None

    def made(self, word: int, words: list[int], role: str, anonymous: bool, name: str = "") -> PersonMention:
        """A mention with the wording of its phrase as the name."""
        text = name or self.phrases.cut_article(words)
        text = self.know.full_names.get(text) or " ".join(self.acronyms.get(part, part) for part in text.split(" "))
        return PersonMention(self.tree.covering(words or [word]), text, role, self.phrases.country(words), anonymous)

    def outlet(self, word: int, words: list[int]) -> PersonMention | None:
        """A medium by its name, alone or before "news agency", "newspaper" and the like."""
        head = self.tree.lemma[word]
        phrase = [w for w in self.tree.wording(word) if self.tree.upos[w] != "PUNCT"]
        if word in self.outlets:
            return self.made(word, phrase, "outlet", False, self.outlets[word].name)
        if head not in self.know.media:
            return None
        beside = [*phrase, *self.tree.kids(word, "appos", "flat")]
        named = next((self.outlets[w] for w in beside if w in self.outlets), None)
        return None if named is None else self.made(word, phrase, "outlet", False, named.name)

    def person_noun(self, word: int, words: list[int]) -> PersonMention | None:
        """An office or an unnamed speaker."""
        lemma = self.tree.lemma[word]
        if lemma not in self.know.titles and lemma not in self.know.unnamed:
            return None
        before = self.meant(word, words)
        if before is not None:
            return replace(before, span=self.tree.covering(words))
        if self.tree.plural(word) and lemma not in self.know.unnamed:
            return None
        if lemma in self.know.unnamed:
            return self.made(word, words, lemma, True)
        return self.made(word, words, lemma, False)

    def meant(self, word: int, words: list[int]) -> PersonMention | None:
        """The person whom a noun means by role, or the same unnamed speaker spoken of again.

        A definite noun looks back; one that gives the country may be named only later ("the Ukrainian president said"), and so may one
        in a lead that shares two words with a role ("a British defence minister has said").
        """
        tree, lemma, plural = self.tree, self.tree.lemma[word], self.tree.plural(word)
        wanted, country = self.know.kin.get(lemma, frozenset({lemma})), self.phrases.country(words)
        single = not any(w != word and tree.upos[w] != "DET" for w in words)
        alone = tree.forms[word][:1].isupper() and single
        again = plural and single and len(words) == 1 and self.reported_by(word)
        if self.phrases.definite(word) or alone or again:
            back = self.looking_back(word, alone and not again)
            fitting = (s.mention for s in back if self.persons.knows(s.mention) and self.has_role(s.mention, wanted, country))
            if alone and not plural and (named := next(fitting, None)) is not None:
                return named
            for seen in back:
                if not plural and self.has_role(seen.mention, wanted, country):
                    return seen.mention
                if seen.mention.anonymous and seen.lemma == lemma and seen.plural == plural:
                    return seen.mention
        if plural and self.phrases.definite(word) and any(tree.form(w) in ("two", "both") for w in tree.wording(word)):
            return self.pair(word)
        if plural or country is None:
            return None
        said = frozenset(tree.form(w) for w in words)
        if self.phrases.definite(word) or tree.upos[word] == "PROPN":
            return self.persons.by_office(wanted, country, said, 1, word)
        return self.persons.by_office(frozenset({lemma}), country, said, 2, word)

    def reported_by(self, word: int) -> bool:
        """Whether a noun is the subject of a reporting verb, so that "officials said" speaks of those who spoke before."""
        return self.tree.is_subject(word) and self.tree.lemma[self.tree.head[word]] in self.reports

    def pair(self, word: int) -> PersonMention | None:
        """The two persons that "the two ministers" means: the last two named before."""
        latest: dict[str, PersonMention] = {}
        for seen in self.recent(word):
            if len(latest) == 2:
                break
            if seen.mention.role not in KINDS and not seen.mention.anonymous:
                latest.setdefault(seen.mention.name, seen.mention)
        names = list(reversed(latest))
        return PersonMention(self.tree.covering([word]), " and ".join(names), "group", None, False) if len(names) == 2 else None

    def looking_back(self, word: int, first: bool) -> list[_Seen]:
        """The mentions before a word, latest first, no further than `_BACK` words; or the first of the article."""
        return self.seen[:_BACK] if first else self.recent(word)

    def recent(self, word: int) -> list[_Seen]:
        """The mentions in the `_BACK` words before a word, latest first."""
        return self.seen[bisect_right(self.places, word - _BACK):][::-1]

    def has_role(self, mention: PersonMention, wanted: frozenset[str], country: str | None) -> bool:
        """Whether a named person has one of these words in a role told anywhere, and no other country than this."""
        if mention.anonymous or mention.role in KINDS:
            return False
        told = role_words(mention.role or "") | self.persons.words_of(mention.name)
        return bool(told & wanted) and (country is None or mention.country in (None, country))

    def document(self, word: int, words: list[int]) -> PersonMention | None:
        """A document; one that somebody issues is that speaker's word, and "the statement" the last one's."""
        lemma = self.tree.lemma[word]
        if lemma not in self.know.documents and lemma not in self.know.issued:
            return None
        if lemma in self.know.issued:
            owner = self.owner(word)
            if owner is not None:
                return replace(owner, span=self.tree.covering(words))
        general = any(self.tree.form(w) in ("media", "press", "news") for w in words)
        if lemma == "report" and self.tree.plural(word) and not general and not self.phrases.country(words):
            return None
        return self.made(word, words, "document", general)

    def owner(self, word: int) -> PersonMention | None:
        """Who issued a document: its possessor, a compound medium, or who stands under "by", "from" or "of"."""
        tree = self.tree
        for kid in tree.kids(word, "nmod", "acl", "compound"):
            below = [kid] if tree.rel[kid] != "acl" else tree.kids(kid, "obl")
            for at in below:
                compound = tree.rel[at] == "compound" and (at in self.outlets or self.is_body(at))
                inside = tree.preposition(at) in ("in", "on") and at in self.outlets
                if tree.rel[at].endswith("poss") or compound or inside or tree.preposition(at) in ("by", "from", "of"):
                    mention = self.resolve(at)
                    if mention is not None and mention.role != "document":
                        return mention
        if self.phrases.definite(word):
            return self.issuer(word)
        sender = self.sender(word)
        return None if sender is None else self.resolve(sender)

    def is_body(self, word: int) -> bool:
        """Whether a name is that of an institution that issues documents, not of a state that they may be about."""
        party = self.party.get(word)
        named = self.tree.upos[word] == "PROPN" and self.tree.lemma[word] in self.know.institutions
        return party.form in ("ministry", "force", "office") if party is not None else named or self.tree.forms[word] in self.know.bodies

    def sender(self, word: int) -> int | None:
        """Who is said to send out a document that has no owner in its own phrase: "Iran issued a statement", "made Iran issue one"."""
        tree, head = self.tree, self.tree.head[word]
        if head < 0 or tree.rel[word] != "obj" or tree.lemma[head] not in ("issue", "release", "publish", "make", "give", "send", "write"):
            return None
        own = [k for k in tree.kids(head, "nsubj") if tree.form(k) not in ("which", "that", "who")]
        above = [*tree.kids(tree.head[head], "obj"), *tree.kids(tree.head[head], "nsubj")] if tree.rel[head] == "xcomp" else []
        return next(iter([*own, *above]), None)

    def issuer(self, word: int) -> PersonMention | None:
        """Who "the statement" is by: whoever was last said to issue one, else the last subject."""
        tree = self.tree
        for seen in self.recent(word):
            if seen.lemma == tree.lemma[word] and seen.mention.role != "document":
                return seen.mention
        speaking = (s.mention for s in self.recent(word) if s.weight == _SPEAKS)
        return next((m for m in speaking if m.role not in ("document", "outlet") and not m.anonymous), None)

    def medium(self, word: int, words: list[int]) -> PersonMention | None:
        """A news medium told by its last word, "the newspaper" for one named before, or media in general."""
        tree, lemma = self.tree, self.tree.lemma[word]
        if lemma not in self.know.media and lemma not in self.know.media_crowds:
            return None
        if tree.plural(word) or lemma in ("media", "press"):
            return self.made(word, words, "outlet", True) if lemma in self.know.media_crowds else None
        if self.phrases.definite(word) and tree.upos[word] == "NOUN":
            back = next((s.mention for s in self.recent(word) if s.mention.role == "outlet" and not s.mention.anonymous), None)
            return None if back is None else replace(back, span=tree.covering(words))
        proper = tree.upos[word] == "PROPN" and len(tree.wording(word)) > 1
        named = proper or (lemma not in ("service", "star", "sun") and len(words) > 1)
        return self.made(word, words, "outlet", False) if named else None

    def body(self, word: int, words: list[int]) -> PersonMention | None:
        """A state or institution: by the gazetteer, by name, by its noun, or as an organisation the engine tags."""
        tree, lemma = self.tree, self.tree.lemma[word]
        party = self.party.get(word)
        if party is not None and party.form == "pronoun":
            return None
        if party is not None and party.form not in ("description", "demonym") and not self.is_people(word):
            country = party.codes[0] if len(party.codes) == 1 and len(party.codes[0]) == 2 else None
            return replace(self.made(word, words, "institution", False), country=country)
        text = self.phrases.cut_article(tree.wording(word))
        if text in self.acronyms:
            return self.made(word, words, "institution", False)
        if text in self.know.bodies:
            country = self.know.bodies[text].country or self.phrases.country(words)
            return replace(self.made(word, words, "institution", False), country=country)
        if lemma in self.know.institutions and not tree.plural(word):
            return self.institution(word, words)
        tagged = tree.syntax.ner[word].endswith("ORG") or tree.syntax.ner[word].endswith("LOC")
        return self.made(word, words, "institution", False) if tagged and tree.upos[word] == "PROPN" else None

    def institution(self, word: int, words: list[int]) -> PersonMention | None:
        """An institution by its noun; a bare "the ministry" is the one named before."""
        lemma = self.tree.lemma[word]
        if sum(self.tree.upos[w] != "DET" for w in words) <= 2 and self.phrases.definite(word):
            back = next((s.mention for s in self.recent(word) if s.lemma == lemma and s.mention.role == "institution"), None)
            if back is not None:
                return replace(back, span=self.tree.covering(words))
        return self.made(word, words, "institution", False)

    def is_people(self, word: int) -> bool:
        """Whether a word names people of a country ("Ukrainians", "the Americans") rather than the country."""
        return self.party[word].form == "demonym"

    def group(self, word: int, words: list[int]) -> PersonMention | None:
        """A side that speaks together ("European leaders"), or the people of a country (unnamed)."""
        lemma = self.tree.lemma[word]
        if lemma in self.know.crowds:
            return self.made(word, words, "group", False)
        party = self.party.get(word)
        if party is not None and party.form == "demonym" and self.tree.plural(word):
            return self.made(word, words, "group", True)
        return None


def _agrees(form: str, seen: _Seen) -> bool:
    """Whether a pronoun can mean a mention."""
    person = seen.mention.role not in KINDS
    if form == "who":
        return True
    if form == "they":
        return seen.plural or seen.mention.role == "group"
    if form == "it":
        return not person and not seen.plural and seen.mention.role != "group"
    return person and not seen.plural


def _by_word(tree: Tree, parties: Sequence[PartyMention]) -> dict[int, PartyMention]:
    return {w: p for p in parties for w in tree.words_in(p.span)}


def _inside(tree: Tree, quoted: Sequence[Span]) -> list[bool]:
    """For each word whether it stands in a quotation."""
    starts = [q.start for q in quoted]
    found = []
    for start in tree.start:
        at = bisect_right(starts, start) - 1
        found.append(at >= 0 and start < quoted[at].end)
    return found


def read_people(
    text: str, syntax: Syntax, parties: Sequence[PartyMention], quotations: Sequence[Span] = (), day: date | None = None,
) -> tuple[PersonMention, ...]:
    """Every mention of somebody or something that can speak, in text order.

    ``quotations`` (from `read_quotations`, in text order) keep "he" outside a quotation from meaning somebody spoken of inside one.
    On a known ``day`` of the article "the chancellor" may mean who is named without a title and held that office then.
    A mention's span is its noun phrase without clauses; a pronoun's is the pronoun. Linear in the words for fixed look-back.
    """
    return _People(Tree(syntax, text), parties, quotations, day).run()

