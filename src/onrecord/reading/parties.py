"""Text, syntax -> the mentions of parties: names, demonyms, seats, leaders, ministries, forces, firms, groups.

A name of the gazetteer is read together with the noun it belongs to ("Iran's foreign ministry", "South Korean arms makers"), so
that the whole phrase stands for the party; persons and firms that the gazetteer does not know are taken from the engine's
names. A party's name inside a longer name that is none ("Indian Ocean", "The Washington Post") is not read.

`PartyMention.how` is ``gazetteer``, ``place`` (a name under "in", "near"; a town under fire), ``maker`` ("Iranian-made"), ``epithet``
("Iran-backed"), ``role-noun``, ``named-elsewhere`` (an ambiguous name settled by the article), ``default`` (one it does not
settle), ``phrase`` (states or allies in general), ``apposition`` (a person or firm whose state the words beside it tell) or
``own-name`` (one whose state is not told).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from onrecord.knowledge.dissolved import as_of
from onrecord.knowledge.gazetteer import Match
from onrecord.knowledge.parties import PartyForm, is_state, party_gazetteer, roles
from onrecord.knowledge.rebels import rebels
from onrecord.model import PartyMention, Span, Syntax
from onrecord.model.tree import Tree
from onrecord.reading.attribution_names import Name, linked, names_of, wording
from onrecord.reading.insurgents import called, in_front, right_before
from onrecord.reading.sites import is_site
from onrecord.reading.targets import target_names, untitled
from onrecord.reading.under_fire import towns_under_fire

_ATTRIBUTE = frozenset({"amod", "compound", "nmod:poss", "nmod:desc", "nmod:unmarked", "flat", "det", "nmod"})
_BESIDE = frozenset({"appos", "flat", "nmod:desc", "compound", "nmod:unmarked", "amod", "nmod:poss"})
_PLACE = frozenset({"in", "into", "at", "near", "inside", "outside", "across", "around", "throughout", "within", "over"})
_HYPHENED = re.compile(r"[-‐‑–]([A-Za-z]+)")
_BONDS = {"in": ("ministry", "insurgent"), "from": ("office", "force", "insurgent")}
_ARTICLES = frozenset({"the", "a", "an", "this", "these", "those", "all", "and"})
_FRIENDS = frozenset({"ally", "partner"})
_BOTH = frozenset({"two", "three", "both"})
_LONGEST = 5
"""Words that a firm's name or a phrase such as "more than 30 countries" may have before its noun; longer ones are lists."""

_CLEARLY = 2
"""So many times as often as any other must one of the parties of an ambiguous name be named elsewhere to be meant. Chosen."""

_NAMING = frozenset({"name", "demonym", "capital", "territory", "metonym", "ministry", "force", "office", "leader", "company"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A mention in the making: the words ``first`` to ``last`` (included), of which ``at`` is the head."""

    first: int
    last: int
    at: int
    codes: tuple[str, ...]
    form: str
    how: str


def _grown(found: _Found, host: int, codes: tuple[str, ...], form: str) -> _Found:
    """A mention that reaches to the noun ``host``, on which it hangs."""
    return replace(found, first=min(found.first, host), last=max(found.last, host), at=host, codes=codes, form=form, how="role-noun")


def _head_of(tree: Tree, words: range) -> int:
    """The word of a stretch that hangs on a word outside it; the last where several do."""
    heads = [word for word in words if tree.head[word] not in words]
    return heads[-1]


class _Parties:
    """One pass over an article."""

    def __init__(self, text: str, syntax: Syntax, day: str | None) -> None:
        self.text, self.tree, self.day = text, Tree(syntax, text), day
        self.roles = roles()
        self.names = _name_spans(syntax)
        self.name_at = {word: span for span in self.names for word in span[1]}
        self.others: set[int] = set()
        self.sure: Counter[str] = Counter()

    def hits(self) -> list[tuple[range, Match[PartyForm]]]:
        """The gazetteer's matches that stand inside sentences and name parties, with their words."""
        matches = (m._replace(payload=as_of(m.payload, self.day)) for m in party_gazetteer().find(self.text))
        every = [(self.tree.words_in(Span(m.start, m.end)), m) for m in matches]
        self.others = {word for words, m in every if not m.payload.form for word in words}
        named = [(words, m) for words, m in every if m.payload.form and words]
        return [(words, m) for words, m in named if self.whole(words, m) and self.is_party(words, m)]

    def whole(self, words: range, match: Match[PartyForm]) -> bool:
        """Whether the match lies in one sentence, with nothing of it outside the words."""
        tree, first, last = self.tree, words[0], words[-1]
        inside = tree.start[first] <= match.start and match.end <= tree.end[last]
        return bool(inside and tree.sentence(first) == tree.sentence(last))

    def is_party(self, words: range, match: Match[PartyForm]) -> bool:
        """Whether the name means the party where it stands: not inside a person's or institute's name, not ruled out nearby."""
        kind, around = self.name_at.get(words[0], ("", words))
        longer = len(around) > len(words) and around[0] <= words[0] and words[-1] <= around[-1]
        if longer and kind in ("PER", "LOC") and not self.names_leader(words, around, match.payload, kind):
            return False
        if longer and kind == "ORG" and {self.tree.form(around[0]), self.tree.form(around[-1])} & self.roles.elsewhere:
            return False
        return not (match.payload.unless and self.ruled_out(words[0], match.payload.unless)) and not self.is_direction(words)

    def names_leader(self, words: range, around: range, payload: PartyForm, kind: str) -> bool:
        """Whether a name inside a longer one still names its party: in a person's, a leader's full name or one after a title."""
        if (payload.form == "leader") != (kind == "PER"):
            return kind == "LOC" and payload.form != "leader"
        before = [self.tree.lemma[word] for word in range(around[0], words[0])]
        return len(words) > 1 or all(lemma.strip(".") in self.roles.form_of for lemma in before)

    def ruled_out(self, word: int, unless: tuple[str, ...]) -> bool:
        """Whether one of the words that speak against stands in the same sentence."""
        span = self.tree.sentence_span(self.tree.sentence(word))
        return any(other in self.text[span.start:span.end] for other in unless)

    def is_direction(self, words: range) -> bool:
        """Whether "Western" or "the West" only says which part of a place is meant ("Western Libya", "the West Coast")."""
        last = words[-1]
        beside = self.tree.head[last] == last + 1 and self.tree.upos[last + 1] == "PROPN"
        return self.tree.form(last) in ("west", "western") and beside and self.tree.forms[last + 1][0].isupper()

    def read(self) -> list[_Found]:
        """All mentions of the gazetteer's parties, with the nouns they belong to."""
        hits = self.hits()
        self.sure = Counter(code for _, m in hits if not m.payload.among for code in m.payload.codes)
        plain = [found for words, m in hits if (found := self.named(words, m)) is not None]
        taken = {word: found for found in plain for word in range(found.first, found.last + 1)}
        return _joined([self.extended(found, taken) for found in plain])

    def named(self, words: range, match: Match[PartyForm]) -> _Found | None:
        """The mention that a match makes, or None where an ambiguous name is settled by nothing."""
        codes, how, form = match.payload.codes, "gazetteer", match.payload.form
        if match.payload.among:
            named = sorted((code for code in match.payload.among if self.sure[code]), key=lambda code: -self.sure[code])
            clear = len(named) == 1 or (len(named) > 1 and self.sure[named[0]] >= _CLEARLY * self.sure[named[1]])
            codes, how = ((named[0],), "named-elsewhere") if clear else (codes, "default")
        if not codes or self.hyphened(match.end) == "class":
            return None
        at = _head_of(self.tree, words)
        hyphened = self.hyphened(match.end)
        if hyphened or ((how == "gazetteer" or form == "capital") and self.is_place(at, form)):
            how = hyphened or "place"
        return _Found(words[0], words[-1], at, codes, "name" if form == "territory" else form, how)

    def hyphened(self, end: int) -> str:
        """What the word after a hyphen makes of a name: epithet, maker, a ship's class ("Dakar-class"), or "" for none of these."""
        found = _HYPHENED.match(self.text, end)
        word = found[1].lower() if found else ""
        kinds = (("epithet", self.roles.epithets), ("maker", self.roles.makers), ("class", self.roles.classes))
        return next((kind for kind, words in kinds if word in words), "")

    def is_place(self, at: int, form: str) -> bool:
        return form in ("name", "capital", "territory") and self.tree.preposition(at) in _PLACE

    def host(self, at: int) -> tuple[int, str]:
        """The noun that a name is an attribute of, and how (through the name it is coordinated with, too); -1 for none."""
        tree = self.tree
        if tree.rel[at] == "conj" and tree.rel[tree.head[at]] in _ATTRIBUTE:
            at = tree.head[at]
        if (armed := right_before(tree, at)) is not None:
            return armed, "in"
        rel, host = tree.rel[at], tree.head[at]
        if host < 0 or rel not in _ATTRIBUTE or tree.upos[host] not in ("NOUN", "PROPN", "ADJ"):
            return -1, ""
        if host < at:
            bond = tree.preposition(at) if rel == "nmod" else ""
            return (host, bond) if bond in ("of", "in", "from") else (-1, "")
        return host, "of" if rel in ("nmod:poss", "nmod") else "of its own"

    def extended(self, found: _Found, taken: dict[int, _Found]) -> _Found:
        """A mention grown to the noun it belongs to, where that noun acts for the party ("the US State Department" is one)."""
        host, bond = self.host(found.at)
        own = taken.get(host)
        if own is not None and found.how not in ("epithet", "maker") and host > found.at and self.is_owner(found, own):
            return replace(own, first=found.first, codes=found.codes, how="role-noun")
        if host < 0 or host in taken or found.how in ("epithet", "maker") or not self.one_stretch(found, host):
            return found
        role = self.roles.form_of.get(self.tree.lemma[host])
        armed = host if role == "insurgent" else in_front(self.tree, host)
        if armed is not None:
            return self.of_rebels(found, host, armed, bond)
        if role is None or (role == "company" and self.owns_named(found, host)):
            return found
        if (bond in _BONDS and role not in _BONDS[bond]) or (bond == "in" and role == "ministry" and found.form != "capital"):
            return found
        codes, form = found.codes, role if role != "collective" else "people"
        if role == "collective" and self.tree.plural(host) and found.form != "demonym":
            codes, form = (self.phrase(range(min(found.first, host), max(found.last, host) + 1)),), "collective"
        return _grown(found, host, codes, form)

    def of_rebels(self, found: _Found, host: int, armed: int, bond: str) -> _Found:
        """A state's name grown to its insurgents, told by the word ``armed``, or to what is theirs ("the Angolan rebel leader")."""
        right_after = found.form == "name" and self.tree.lemma[armed] in self.roles.rebels and armed <= found.last + 2
        if not is_state(found.codes[0]) or (bond == "of" and host > found.at and not right_after):
            return found
        office = self.roles.form_of.get(self.tree.lemma[host]) == "office"
        made = _grown(found, host, (self.rebels(found, armed),), "office" if office else "group")
        return replace(made, first=min(made.first, armed))

    def owns_named(self, found: _Found, host: int) -> bool:
        """Whether what a possessive owns is a firm by its own name, which `strangers` reads ("Iran's Kian Aerospace Industries")."""
        between = range(found.last + 2, host + 1)
        return len(between) > 1 and self.tree.form(found.last + 1) in ("'s", "’s", "'", "’") and all(map(self.names_on, between))

    def is_owner(self, found: _Found, own: _Found) -> bool:
        """Whether a name before a ministry's or force's says whose it is ("US State Department", "Ukraine's Security Council")."""
        named = own.form in ("ministry", "force") and found.form in ("name", "demonym", "capital")
        return named and is_state(found.codes[0]) and own.last - found.first < 8

    def one_stretch(self, found: _Found, host: int) -> bool:
        """Whether name and noun stand close enough to be one phrase (at most eight words)."""
        return max(found.last, host) - min(found.first, host) < 8

    def rebels(self, found: _Found, armed: int) -> str:
        """The party that a state's insurgents are: the one group that the page names, or by their usual name ("Chadian rebels")."""
        told = self.phrase(range(found.first, found.last + 1)) if found.form == "demonym" else ""
        name = called(self.tree, armed, found.codes[0], told)
        return rebels(found.codes[0], name, self.sure, self.day) if self.tree.lemma[armed] in self.roles.rebels else name

    def phrase(self, words: range) -> str:
        """A stretch of words as written, on one line."""
        return " ".join(self.text[self.tree.start[words[0]] : self.tree.end[words[-1]]].split())

    def collectives(self, by_word: dict[int, _Found]) -> Iterator[_Found]:
        """States and allies in general ("some other countries", "partners"): the phrase is the party."""
        tree = self.tree
        for word in range(len(tree)):
            if self.roles.form_of.get(tree.lemma[word]) == "collective" and tree.upos[word] == "NOUN" and tree.plural(word):
                words = self.modified(word)
                if words and not any(w in by_word for w in words):
                    yield _Found(words[0], word, word, (self.general(words),), "collective", "phrase")

    def general(self, words: range) -> str:
        """A phrase as the name of a party: without the capital of a sentence's first word."""
        phrase = self.phrase(words)
        opens = words[0] == self.tree.bounds[self.tree.sentence(words[0])]
        return phrase[0].lower() + phrase[1:] if opens else phrase

    def modified(self, word: int) -> range:
        """A noun with the modifiers before it that say which are meant, "other" allies being allies; nothing for "the two countries" or bare
        "countries"."""
        tree = self.tree
        first = min(w for w in tree.wording(word) if w <= word)
        while first < word and (tree.upos[first] in ("PRON", "PUNCT", "ADP") or tree.form(first) in _ARTICLES):
            first += 1
        if first < word and tree.form(first) == "other" and tree.lemma[word] in _FRIENDS:
            first += 1
        told = {tree.form(w) for w in range(first, word)}
        if told & _BOTH or word - first > _LONGEST or (first == word and tree.lemma[word] in ("country", "nation")):
            return range(0)
        return range(first, word + 1)

    def strangers(self, known: list[_Found]) -> Iterator[_Found]:
        """Persons, firms and armed groups that the engine names and the gazetteer does not know."""
        by_word = {word: found for found in known for word in range(found.first, found.last + 1)}
        yield from self.collectives(by_word)
        leaders = frozenset(word for word, found in by_word.items() if found.form == "leader")
        tree, names = self.tree, names_of(self.tree, leaders)
        persons = list(_persons(tree, [name for name in names if self.others.isdisjoint(name.words)], by_word))
        yield from persons
        for words in [*(words for kind, words in self.names if kind == "ORG"), *self.firm_runs()]:
            if not any(word in by_word or word in self.others for word in words) and not is_site(tree, words):
                firm = self.organisation(words, by_word)
                if firm is not None:
                    yield firm
        yield from self.targets(by_word, {word for found in persons for word in range(found.first, found.last + 1)})
        for words, code in towns_under_fire(self.text, self.tree):
            if not any(word in by_word or word in self.others for word in words):
                yield _Found(words[0], words[-1], _head_of(self.tree, words), (code,), "name", "place")

    def targets(self, by_word: dict[int, _Found], persons: set[int]) -> Iterator[_Found]:
        """Names that nothing else tells of, by their place as whom sanctions strike."""
        for words in target_names(self.tree):
            if not any(word in by_word or word in self.others or word in persons for word in words):
                words, at = untitled(self.tree, words), _head_of(self.tree, words)
                state = _state_beside(self.tree, at, by_word)
                yield _Found(words[0], words[-1], at, (state or self.phrase(words),), "company", "apposition" if state else "own-name")

    def firm_runs(self) -> Iterator[range]:
        """Runs of capitalised words that open or end like a firm's name ("Falkenberg Waffen GmbH", "JSC Kupol")."""
        tree = self.tree
        for word in range(len(tree)):
            if tree.form(word) in self.roles.endings and tree.forms[word][0].isupper():
                first, last, bounds = word, word, tree.words_of(tree.sentence(word))
                while first - 1 in bounds and word - first < _LONGEST and self.names_on(first - 1):
                    first -= 1
                if first == word - 1 and tree.forms[first] == ",":
                    first = word
                while first == word and last + 1 in bounds and last - word < _LONGEST and self.names_on(last + 1):
                    last += 1
                if last > first:
                    yield range(first, last + 1)

    def names_on(self, word: int) -> bool:
        """Whether a word can be part of a firm's name."""
        form = self.tree.forms[word]
        if form == ",":
            return word + 1 < len(self.tree) and self.tree.form(word + 1) in self.roles.endings
        return form == "&" or (form[0].isupper() and self.tree.upos[word] in ("PROPN", "NOUN", "ADJ"))

    def organisation(self, words: range, by_word: dict[int, _Found]) -> _Found | None:
        """A firm or armed group told by the words of its name; None for any other organisation."""
        parts = [self.tree.form(word) for word in words]
        at = _head_of(self.tree, words)
        name = " ".join(self.text[self.tree.start[words[0]]:self.tree.end[words[-1]]].split())
        if not self.roles.firm.isdisjoint(parts[1:]) or parts[0] in self.roles.endings:
            told = [self.roles.legal[part] for part in parts if part in self.roles.legal]
            state = told[0] if told else _state_beside(self.tree, at, by_word)
            return _Found(words[0], words[-1], at, (state or name,), "company", "apposition" if state else "own-name")
        if not self.roles.armed.isdisjoint(parts[1:]) and len(words) > 1:
            return _Found(words[0], words[-1], at, (name,), "group", "own-name")
        return None


def _name_spans(syntax: Syntax) -> list[tuple[str, range]]:
    """The engine's names: (PER, LOC or ORG; words)."""
    spans: list[tuple[str, range]] = []
    for word, tag in enumerate(syntax.ner):
        if tag[0] == "B":
            spans.append((tag[2:], range(word, word + 1)))
        elif tag[0] == "I" and spans:
            spans[-1] = (spans[-1][0], range(spans[-1][1][0], word + 1))
    return spans


def _joined(found: Iterable[_Found]) -> list[_Found]:
    """Mentions in text order; those that grew to the same noun become one with the parties of both."""
    by_head: dict[int, _Found] = {}
    for one in found:
        other = by_head.setdefault(one.at, one)
        if other is not one:
            codes = _joint(one, other)
            by_head[one.at] = replace(other, first=min(one.first, other.first), last=max(one.last, other.last), codes=codes)
    return sorted(by_head.values(), key=lambda f: (f.first, -f.last))


def _joint(one: _Found, other: _Found) -> tuple[str, ...]:
    """The parties of two mentions of one noun: the owner's where only one of them grew to it ("India's Security Council"), else both."""
    grown = [found for found in (other, one) if found.how == "role-noun"]
    return tuple(dict.fromkeys(code for found in grown or (other, one) for code in found.codes))


def _state_beside(tree: Tree, at: int, by_word: dict[int, _Found]) -> str | None:
    """The one state that the words beside a name tell: an attribute, an apposition, or what the name is itself beside."""
    beside = [kid for kid in tree.children[at] if tree.rel[kid] in _BESIDE]
    if tree.rel[at] in ("appos", "flat", "nmod:desc", "compound", "nmod:unmarked") and tree.head[at] >= 0:
        beside.append(tree.head[at])
    named = [by_word[word] for word in beside if word in by_word]
    states = {found.codes[0] for found in named if found.form in _NAMING and len(found.codes) == 1}
    return states.pop() if len(states) == 1 else None


def _persons(tree: Tree, names: list[Name], by_word: dict[int, _Found]) -> Iterator[_Found]:
    """Persons by name, each with the state that the article gives anywhere to the fullest form of the name."""
    full = linked(names)
    state: dict[tuple[str, ...], str] = {}
    for name in names:
        known = by_word.get(name.words[-1])
        leader = known is not None and known.form == "leader"
        told = known.codes[0] if known and leader else _state_beside(tree, _head_of(tree, _words(name)), by_word)
        if told is not None:
            state.setdefault(full[name.words[0]].parts, told)
    for name in names:
        if not any(word in by_word for word in name.words):
            fullest = full[name.words[0]]
            code = state.get(fullest.parts)
            if code is None and len(fullest.parts) == 1:
                continue
            yield _Found(name.words[0], name.words[-1], _head_of(tree, _words(name)), (code or wording(tree, fullest),), "person",
                         "apposition" if code else "own-name")


def _words(name: Name) -> range:
    return range(name.words[0], name.words[-1] + 1)


def apart(mentions: Iterable[PartyMention]) -> list[PartyMention]:
    """Mentions in text order, none overlapping another: the longer one is kept."""
    kept: list[PartyMention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept


def read_parties(text: str, syntax: Syntax, day: str | None = None) -> tuple[PartyMention, ...]:
    """The mentions of parties in the sentences of ``syntax``, in text order, none overlapping another.

    ``day`` is that of publication (ISO, or a month or year), by which "Moscow" stands for the Soviet Union in 1985; None where it is not known.
    ``codes`` are as the guide writes parties; firms and persons that act for a state have its code (their own name is the
    mention's wording), those whose state is not told have their name. Linear in the text.
    """
    parties = _Parties(text, syntax, day)
    known = parties.read()
    tree = parties.tree
    every = [*known, *parties.strangers(known)]
    return tuple(apart([PartyMention(Span(tree.start[f.first], tree.end[f.last]), f.codes, f.form, f.how) for f in every]))
