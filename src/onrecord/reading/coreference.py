"""Text, syntax, mentions of parties -> the same with pronouns and plain nouns that stand for them.

Precision before reach: a pronoun is read only where what surrounds it asks for a party ("it supplies", "its army"), and only when
one antecedent stands out; otherwise there is no mention. "We" is the speaker's side, which the stage that knows the speaker fills.

`PartyMention.how` of what is added: ``relative`` (which, who), ``subject`` (the subject of the clause above or of the sentence
before), ``only`` (the only party in reach), ``person`` (he, she), ``same-noun`` ("the ministry" for the last one named),
``kind`` ("the militia", "the kingdom"), ``pair`` ("the two countries"), ``order`` ("the latter"), ``speaker`` (we, I) and
``publisher`` ("the President", "the Department" on a page that has named none: the publisher's own).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from onrecord.knowledge.parties import LeadsBack, anaphora, roles
from onrecord.model import PartyMention, Span, Syntax
from onrecord.model.tree import Tree
from onrecord.reading.coreference_seen import PERSONS, Seen, Sought, a_body, a_person, a_state, is_dateline, kind_of, paragraphs, plural, singular
from onrecord.reading.insurgents import by_whom_they_fight
from onrecord.reading.parties import apart
from onrecord.reading.quotations import read_quotations

_SINGULAR = frozenset({"it", "its"})
_PLURAL = frozenset({"they", "them", "their", "theirs"})
_REFLEXIVE = frozenset({"itself", "themselves"})
_PERSONAL = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
_SPEAKER = frozenset({"we", "us", "our", "ours", "ourselves", "i", "me", "my", "mine", "myself"})
_RELATIVE = frozenset({"which", "who", "whom", "that", "whose"})
_DETERMINERS = frozenset({"the", "this"})
_AFTER = frozenset({"nmod", "acl:relcl", "acl", "nummod", "appos", "nmod:poss", "cop"})
_NUMBERS = {"two": 2, "three": 3, "both": 2, "either": 2, "neither": 2}

_OF_OBJECT = frozenset({"for", "over", "in", "including", "because of", "due to"})
"""Prepositions after which "its" is the party acted on: sanctioned for its drones, sanctions on it including its banks."""

_WITHIN = frozenset({"in", "across", "within", "throughout", "inside", "around"})
_CLOSE = 3
"""Words between a party and a clause's "it" within which the party is as likely meant as the subject."""

NEAR, FAR = 2, 15
"""Sentences looked back: for a pronoun or "the country", and for a noun that repeats one ("the ministry") or names a kind."""

class _Resolver:
    """One pass over an article, in text order, so that what was resolved can be looked back to."""

    def __init__(self, text: str, syntax: Syntax, parties: Sequence[PartyMention], quotations: Sequence[Span], day: str | None) -> None:
        self.tree, self.know = Tree(syntax, text), anaphora()
        self.named, self.day = frozenset(code for mention in parties for code in mention.codes), day
        self.quotes = [q.start for q in quotations], quotations
        self.seen: list[Seen] = []
        self.by_word: dict[int, Seen] = {}
        self.covered: set[int] = set()
        self.anywhere: dict[frozenset[str], tuple[str, ...]] = {}
        for mention in parties:
            self.enter(mention)
        self.known = sorted(self.by_word.values(), key=lambda s: s.word)

    def enter(self, mention: PartyMention) -> None:
        """Make a given mention findable by its head word."""
        words = self.tree.words_in(mention.span)
        self.covered.update(words)
        if words and mention.codes and mention.how not in ("maker", "epithet") and not (mention.form == "capital" and is_dateline(self.tree, words)):
            head = [w for w in words if self.tree.head[w] not in words][-1]
            self.by_word[head] = self.as_seen(head, mention.codes, mention.form)

    def as_seen(self, word: int, codes: tuple[str, ...], form: str) -> Seen:
        tree = self.tree
        plural = len(codes) > 1 or form == "collective" or (tree.plural(word) and form not in ("name", "capital"))
        return Seen(word, tree.sentence(word), codes, form, plural, self.quotation(tree.start[word]) is not None)

    def quotation(self, place: int) -> Span | None:
        """The quotation that a character stands in."""
        starts, spans = self.quotes
        at = bisect_right(starts, place) - 1
        return spans[at] if at >= 0 and place < spans[at].end else None

    def run(self) -> Iterator[PartyMention]:
        """What is added, in text order."""
        for word in range(len(self.tree)):
            if word in self.by_word:
                self.seen.append(self.by_word[word])
            elif word not in self.covered:
                mention = self.resolved(word)
                if mention is not None:
                    yield mention

    def resolved(self, word: int) -> PartyMention | None:
        """The mention that an uncovered word makes, kept to be looked back to itself."""
        tree = self.tree
        pronoun = tree.upos[word] in ("PRON", "DET")
        codes, how = self.pronoun(word) if pronoun else self.noun(word)
        if not codes and how not in ("speaker", "publisher"):
            return None
        form = "pronoun" if pronoun else "description"
        if codes and how != "relative":
            person = how == "person" or (how == "same-noun" and roles().form_of.get(tree.lemma[word]) == "office")
            seen = self.as_seen(word, codes, "office" if person else form)
            self.by_word[word] = seen
            self.seen.append(seen)
        start = min((k for k in tree.wording(word)), default=word) if not pronoun else word
        return PartyMention(Span(tree.start[start], tree.end[word]), codes, form, how)

    # pronouns

    def pronoun(self, word: int) -> tuple[tuple[str, ...], str]:
        """The parties a pronoun stands for and by which rule; nothing where none stands out."""
        low = self.tree.form(word)
        if low in _SPEAKER:
            return (), "speaker"
        if low in _RELATIVE:
            return self.relative(word)
        if low in _PERSONAL:
            codes, how = self.back(word, a_person, 1)
            return codes, how and "person"
        if low in _REFLEXIVE:
            return self.reflexive(word)
        if low not in _SINGULAR | _PLURAL or not self.asks_for_party(word):
            return (), ""
        codes, how = self.back(word, singular, 1) if low in _SINGULAR else self.back(word, plural)
        if not codes and low in _PLURAL:
            codes, how = self.back(word, a_body)
            return (codes, how) if how == "subject" and not self.is_weak(word) else ((), "")
        return (codes, how) if how == "subject" or not self.is_weak(word) else ((), "")

    def is_weak(self, word: int) -> bool:
        """Whether the pronoun is the subject of a verb that things do too, so that an antecedent must be a subject itself."""
        return self.tree.rel[word] == "nsubj" and self.tree.lemma[self.tree.head[word]] in self.know.weak_verbs

    def reflexive(self, word: int) -> tuple[tuple[str, ...], str]:
        """The party that is the subject of the pronoun's own clause."""
        subject = next(iter(self.tree.kids(self.tree.head[word], "nsubj")), -1) if self.tree.head[word] >= 0 else -1
        seen = self.by_word.get(subject)
        return (self.together(seen), "subject") if seen is not None and not seen.person() else ((), "")

    def relative(self, word: int) -> tuple[tuple[str, ...], str]:
        """The party that a relative pronoun stands for: the noun its clause belongs to."""
        tree = self.tree
        clause = next((at for at in [word, *islice(tree.up(word), 4)] if tree.rel[at] == "acl:relcl"), -1)
        host = self.by_word.get(tree.head[clause]) if clause >= 0 else None
        if host is None or (tree.form(word) == "that" and tree.upos[word] != "PRON"):
            return (), ""
        return self.together(host), "relative"

    def asks_for_party(self, word: int) -> bool:
        """Whether only a party can be meant: the verb wants an agent, or the noun owned is one that parties own."""
        tree, rel, head = self.tree, self.tree.rel[word], self.tree.head[word]
        if head < 0:
            return False
        lemma = tree.lemma[head]
        if rel == "nmod:poss":
            return lemma in self.know.owned
        if rel == "nsubj":
            return self.is_agent_verb(head) if tree.upos[head] == "VERB" else lemma in self.know.agent_adjectives
        return (rel in ("nsubj:pass", "obj") and lemma in self.know.patient_verbs) or rel == "iobj"

    def is_agent_verb(self, word: int) -> bool:
        """Whether a verb wants a party as its subject (lemmas of rare verbs may keep an e: sanctione)."""
        lemma = self.tree.lemma[word]
        return lemma in self.know.agent_verbs or lemma.removesuffix("e") in self.know.agent_verbs

    def back(self, word: int, fits: Sought, most: int = 9) -> tuple[tuple[str, ...], str]:
        """The one antecedent that stands out: the subject above, else the only one in the sentence, else the sentence before's.

        One that stands for more than ``most`` parties (itself with those it is coordinated with) is none.
        """
        above = self.subject_above(word)
        seen = self.by_word.get(above) if above is not None else None
        if seen is not None and fits(seen):
            chosen = self.against_nearer(word, seen, fits)
            codes, how = (self.together(chosen), "subject") if chosen else ((), "")
        elif above is not None and seen is None and self.tree.upos[above] in ("NOUN", "PROPN"):
            return (), ""
        else:
            codes, how = self.in_reach(word, fits)
        return (codes, how) if len(codes) <= most else ((), "")

    def against_nearer(self, word: int, subject: Seen, fits: Sought) -> Seen | None:
        """The subject, unless a party between it and the pronoun is meant ("sanctioned Iran for its drones") or may be (None)."""
        tree = self.tree
        between = [s for s in self.recent(subject.sentence, 0) if subject.word < s.word < word and fits(s) and s.codes != subject.codes]
        if not between:
            return subject
        if tree.rel[word] == "nmod:poss":
            return between[-1] if tree.preposition(tree.head[word]) in _OF_OBJECT else subject
        if word - between[-1].word > _CLOSE:
            return subject
        return between[-1] if any(tree.form(k) == "as" for k in tree.kids(tree.head[word], "mark")) else None

    def subject_above(self, word: int) -> int | None:
        """The subject of the nearest clause above that says or does something, other than the word's own place in it."""
        tree, below = self.tree, {word}
        for at in tree.up(word):
            subject = next((k for k in tree.kids(at, "nsubj") if k not in below and self.is_agent_verb(at)), None)
            if subject is not None:
                return self.stood_for(subject)
            below.add(at)
        return None

    def stood_for(self, subject: int) -> int:
        """The noun that a relative pronoun stands for, else the word itself."""
        tree, clause = self.tree, self.tree.head[subject]
        relative = tree.form(subject) in _RELATIVE and clause >= 0 and tree.rel[clause] == "acl:relcl"
        return int(tree.head[clause]) if relative else subject

    def in_reach(self, word: int, fits: Sought, aside: tuple[str, ...] = ()) -> tuple[tuple[str, ...], str]:
        """The only fitting party before the word in its sentence; else the subject of, or the only one in, a sentence before.

        Mentions of the parties ``aside`` do not count.
        """
        here, quote = self.tree.sentence(word), self.quotation(self.tree.start[word])
        near = [s for s in self.recent(here, NEAR) if s.word < word and s.codes != aside and (quote is not None or not s.quoted)]
        for sentence in range(here, here - NEAR - 1, -1):
            fitting = [s for s in near if s.sentence == sentence and fits(s)]
            if sentence < here:
                leading = [s for s in fitting if self.tree.is_subject(s.word) and self.leads(s.word)]
                if len({s.codes for s in leading}) == 1:
                    return self.together(leading[-1]), "subject"
            if len({s.codes for s in fitting}) == 1:
                return self.together(fitting[-1]), "only"
            if any(s.sentence == sentence for s in near):
                break
        return (), ""

    def recent(self, sentence: int, reach: int) -> list[Seen]:
        """What was seen in this sentence and the ``reach`` before it, in text order."""
        back = takewhile(lambda s: s.sentence >= sentence - reach, reversed(self.seen))
        return list(back)[::-1]

    def leads(self, word: int) -> bool:
        """Whether a subject is that of its sentence's main clause or of a clause said in it."""
        above = self.tree.head[word]
        return above >= 0 and self.tree.rel[above].split(":")[0] in ("root", "conj", "ccomp", "parataxis")

    def together(self, seen: Seen) -> tuple[str, ...]:
        """The parties of a mention and of those coordinated with it."""
        others = [self.by_word[k] for k in self.tree.kids(seen.word, "conj") if k in self.by_word]
        return tuple(dict.fromkeys(code for one in [seen, *others] for code in one.codes))

    # plain nouns

    def noun(self, word: int) -> tuple[tuple[str, ...], str]:
        """The parties that a plain noun with "the" stands for and by which rule."""
        tree, lemma = self.tree, self.tree.lemma[word].lower()
        if lemma in ("latter", "former") and self.definite(word) and tree.rel[word] != "amod":
            return self.ordered(word, lemma)
        if tree.upos[word] == "NUM":
            return self.several(word, _NUMBERS.get(tree.form(word), 0)) if self.definite(word) and tree.is_subject(word) else ((), "")
        if tree.upos[word] != "NOUN" and not (tree.upos[word] == "PROPN" and lemma in self.know.home):
            return (), ""
        count, both = self.count(word), self.with_both(word)
        if count and lemma in self.know.pairs and (both or (tree.plural(word) and self.definite(word))):
            tries = [None] * tree.plural(word) + [self.subject_above(word)] * both  # "China armed both sides": others than China
            return max((self.several(word, count, above) for above in tries), key=lambda found: bool(found[0]))
        if lemma in roles().rebels and tree.plural(word) and (codes := by_whom_they_fight(tree, word, self.by_word, self.named, self.day)):
            return codes, "kind"
        bare = lemma in self.know.nouns and self.know.nouns[lemma].plural and all(tree.rel[k] == "case" for k in tree.children[word])
        if count or not (bare or self.definite(word)) or self.told_apart(word):
            return (), ""
        if lemma in ("country", "nation") and not tree.plural(word):
            return self.country(word)
        kind = self.know.nouns.get(lemma)
        if kind is not None and tree.plural(word) == kind.plural and (not kind.plain or self.only_described(word)):
            codes, how = self.of_kind(word, kind)
            if codes:
                return codes, how
        return self.same_noun(word, lemma) if lemma in self.know.offices else ((), "")

    def country(self, word: int) -> tuple[tuple[str, ...], str]:
        """The state that "the country" means: the speaker's in what is said, the subject's as a place, else another than the subject's."""
        above = self.subject_above(word)
        subject = self.by_word.get(above) if above is not None else None
        if subject is None or self.tree.preposition(word) in _WITHIN or self.is_said(word, subject.word):
            return self.back(word, a_state, 1)
        return self.in_reach(word, a_state, subject.codes)

    def is_said(self, word: int, subject: int) -> bool:
        """Whether a word lies in a clause that a subject says or thinks."""
        above = takewhile(lambda at: at != self.tree.head[subject], self.tree.up(word))
        return any(self.tree.rel[at] in ("ccomp", "parataxis") for at in above)

    def definite(self, word: int) -> bool:
        """Whether the noun stands with "the" or "this"."""
        return any(self.tree.form(k) in _DETERMINERS for k in self.tree.kids(word, "det"))

    def count(self, word: int) -> int:
        """The number a noun stands with: two, three or both; 0 for none."""
        return max((_NUMBERS.get(self.tree.form(k), 0) for k in self.tree.kids(word, "nummod", "det", "det:predet", "amod")), default=0)

    def with_both(self, word: int) -> bool:
        """Whether the noun stands with "both", "either" or "neither"."""
        return any(self.tree.form(k) in ("both", "either", "neither") for k in self.tree.children[word])

    def told_apart(self, word: int) -> bool:
        """Whether something beside the noun says itself which one is meant, so that it does not lead back."""
        tree, after = self.tree, "".join(self.tree.forms[word + 1 : word + 2])  # "" where the page ends
        if after == ":":  # who speaks next in a transcript
            return True
        for kid in tree.children[word]:
            if kid in self.covered or (tree.rel[kid] in _AFTER and after != ","):
                return True
            if tree.rel[kid] in ("amod", "compound") and (tree.lemma[kid] in self.know.blocking or "Degree=Sup" in tree.feats[kid]):
                return True
        return False

    def only_described(self, word: int) -> bool:
        """Whether every modifier of the noun merely describes it."""
        beside = [k for k in self.tree.children[word] if self.tree.rel[k] in ("amod", "compound")]
        return all(self.tree.form(k) in self.know.describing for k in beside)

    def of_kind(self, word: int, wanted: LeadsBack) -> tuple[tuple[str, ...], str]:
        """The last party of the kind, looking far back; one limited to a few codes may also be named further on."""
        here = self.tree.sentence(word)
        back = self.recent(here, NEAR if "company" in wanted.kinds else FAR)
        codes = self.first_of(reversed(back), wanted)
        if not codes and wanted.among:
            if wanted.among not in self.anywhere:
                self.anywhere[wanted.among] = self.first_of(self.known, wanted)
            codes = self.anywhere[wanted.among]
        return (codes, "kind") if codes else ((), "")

    def first_of(self, every: Iterable[Seen], wanted: LeadsBack) -> tuple[str, ...]:
        """The parties of the kind in the first mention that has any."""
        fitting = (tuple(c for c in seen.codes if self.is_of(c, seen, wanted)) for seen in every)
        return next(filter(None, fitting), ())

    def is_of(self, code: str, seen: Seen, wanted: LeadsBack) -> bool:
        if wanted.among and code not in wanted.among:
            return False
        if seen.form == "company":
            return "company" in wanted.kinds and not seen.plural
        return (kind_of(code) or seen.form) in wanted.kinds

    def same_noun(self, word: int, lemma: str) -> tuple[tuple[str, ...], str]:
        """The party of the last mention with the same noun or title ("the president" after "President Duda")."""
        here, plural = self.tree.sentence(word), self.tree.plural(word)
        back = [s for s in self.recent(here, FAR) if self.has_noun(s, lemma) and self.tree.plural(s.word) == plural]
        last = [s.codes for s in back if s.sentence == back[-1].sentence]
        if not last:
            return (), "publisher" if lemma in self.know.home and not plural else ""
        return (last[-1], "same-noun") if len(set(last)) == 1 else ((), "")

    def has_noun(self, seen: Seen, lemma: str) -> bool:
        """Whether a mention's head is the noun, or the noun stands before the name as its title."""
        tree = self.tree
        title = [k for k in (*tree.children[seen.word], tree.head[seen.word]) if k >= 0 and abs(k - seen.word) < 4]
        return tree.lemma[seen.word] == lemma or (seen.form in PERSONS and any(tree.lemma[k] == lemma for k in title))

    def several(self, word: int, count: int, above: int | None = None) -> tuple[tuple[str, ...], str]:
        """The last ``count`` parties, not the subject ``above``, that are named together: in one sentence, or in the last few if just so many."""
        but = self.together(self.by_word[above]) if above is not None and above in self.by_word else ()
        here, codes = self.tree.sentence(word), dict[str, None]()
        for sentence in range(here, max(-1, here - NEAR - 2), -1):
            named = [s for s in self.recent(here, NEAR + 1) if s.sentence == sentence and s.word < word]
            new = [code for s in named for code in s.codes if code not in but and self.can_pair(code, s)]
            codes = dict.fromkeys([*new, *codes])
            if len(codes) >= count:
                break
        return (tuple(codes), "pair") if len(codes) == count > 1 else ((), "")

    def can_pair(self, code: str, seen: Seen) -> bool:
        return kind_of(code) in ("state", "organisation", "group") and seen.form not in ("company", "collective")

    def ordered(self, word: int, lemma: str) -> tuple[tuple[str, ...], str]:
        """The first or last of two parties named just before, the subject left out where there are three."""
        here = self.tree.sentence(word)
        back = [s for s in self.recent(here, 1) if s.word < word and self.can_pair(s.codes[0], s)]
        for named in (back, [s for s in back if not self.tree.is_subject(s.word)]):
            codes = tuple(dict.fromkeys(code for s in named for code in s.codes))
            if len(codes) == 2:
                return (codes[0 if lemma == "former" else 1],), "order"
        return (), ""


def resolve(text: str, syntax: Syntax, parties: Sequence[PartyMention], quotations: Sequence[Span] | None = None,
            speaker_state: Callable[[int], str | None] | None = None, publisher: str | None = None, day: str | None = None
            ) -> tuple[PartyMention, ...]:
    """``parties`` with the pronouns and plain nouns that stand for one of them, in text order, none overlapping another.

    ``quotations`` (in text order) keep what is said outside apart from what is said inside; they are found where not given.
    ``speaker_state`` gives the code of whoever speaks at a character, for "we" and "I"; ``publisher`` is the code of the page's own state, for "the
    President" that no one named. Without them such words have no codes, and ``how`` is "speaker" or "publisher". Others are added if one stands
    out. ``day`` (ISO) is that of publication, on which a group was a state's rebels.
    """
    spans = quotations if quotations is not None else read_quotations(text, paragraphs(text, Tree(syntax, text)))
    own = {"speaker": speaker_state or (lambda _: None), "publisher": lambda _: publisher}
    added = [_filled(mention, own) for mention in _Resolver(text, syntax, parties, spans, day).run()]
    return tuple(apart([*parties, *added]))


def _filled(mention: PartyMention, own: dict[str, Callable[[int], str | None]]) -> PartyMention:
    """A mention of the speaker or publisher with the code, where that is known."""
    code = own[mention.how](mention.span.start) if mention.how in own else None
    return replace(mention, codes=(code,)) if code else mention
