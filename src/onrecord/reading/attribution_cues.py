"""TREES -> who is said to say what: reporting verbs, nouns, adjectives and phrases with their speaker and what is said.

What is said is given as words (of the tree), so that a clause broken by the reporting words stays one thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.knowledge.frames import operators
from onrecord.knowledge.reporting import (
    Phrase,
    ReportingVerb,
    backward_nouns,
    backward_objects,
    hedges,
    less_sure,
    mental_adjectives,
    opinions,
    phrases,
    reporting_nouns,
    speakers,
)
from onrecord.model.tree import Tree
from onrecord.reading.attribution_phrases import KINDS
from onrecord.reading.attribution_speakers import SpeakerFinder

_OBLIQUE = ("obl", "advcl", "nmod", "acl")
_CLAUSES = frozenset({"root", "ccomp", "conj", "parataxis", "acl:relcl", "csubj", "advcl:relcl"})
_CONTENT = ("ccomp", "ccomp:pass")
_AHEAD = frozenset({"will", "’ll", "'ll", "must", "should"})


@dataclass(frozen=True, slots=True)
class Said:
    """One act of saying. ``speakers`` are heads of noun phrases (empty: nobody named), ``media`` those it came through, ``cue`` a word.

    ``content`` are the words of what is said (may be empty when it can only stand in a quotation beside the cue); ``own`` the words
    of the reporting clause itself. ``frame`` is clause, quote, infinitive, object, phrase, according or backward. ``speech``: the speaker
    may go on in further quotations. ``weak``: a state of mind or a promise, which yields to whoever reports it.
    """

    cue: int
    speakers: tuple[int, ...]
    media: tuple[int, ...]
    content: tuple[int, ...]
    own: tuple[int, ...]
    frame: str
    certainty: str
    speech: bool
    weak: bool


class Cues:
    """Reads the sayings of one article's trees. ``role_of`` gives the role of the mention at a noun phrase's head, None for none."""

    def __init__(self, tree: Tree, role_of: Callable[[int], str | None]) -> None:
        self.tree, self.role_of, self.who = tree, role_of, SpeakerFinder(tree, role_of)
        self.nouns, self.minds = reporting_nouns(), mental_adjectives()
        self.sources = speakers().documents | speakers().issued | speakers().unnamed
        self.forms = {p.form: p for p in phrases() if not p.medium}

    def run(self) -> Iterator[Said]:
        """All sayings in text order of their cue."""
        for word, upos in enumerate(self.tree.upos):
            if upos in ("VERB", "AUX"):
                yield from self.verb(word)
            elif upos in ("NOUN", "PROPN"):
                yield from self.noun(word)
            elif upos == "ADJ":
                yield from self.mind(word)
            if self.tree.children[word]:
                yield from self.phrase(word)
            if upos in ("VERB", "NOUN"):
                yield from self.backward(word)

    def verb(self, word: int) -> Iterator[Said]:
        """What a reporting verb reports."""
        known = self.who.known(word)
        if known is None or self.tree.rel[word] in ("amod", "compound", "case") or self.yet_to_say(word):
            return
        if self.who.cites(word):
            yield from self.brought_up(word)
            return
        speakers, media = self.who.voices(word, known)
        frames = self.frames(known, speakers)
        if not speakers and not self.nameless(word):
            return
        certainty = known.certainty if speakers else less_sure(known.passive, hedges().passives.get(known.lemma, "certain"))
        for frame, content in self.contents(word, frames, bool(speakers)):
            own = self.own(word, content)
            yield Said(word, speakers, media, tuple(content), own, frame, certainty, known.speech and bool(speakers), not known.speech)

    def brought_up(self, word: int) -> Iterator[Said]:
        """What a speaker brings up with what is said: "citing X's decision to S, the president said"; not whom a medium relied on."""
        tree = self.tree
        named = [k for k in tree.kids(word, "obj") if self.role_of(k) is None and tree.upos[k] == "NOUN" and tree.lemma[k] not in self.sources]
        speakers = self.who.main_speaker(word) if named else ()
        if speakers and not self.who.is_outlet(speakers[0]):
            content = tree.subtree(named[0])
            yield Said(word, speakers, (), tuple(content), self.own(word, content), "object", "certain", False, False)

    def yet_to_say(self, word: int) -> bool:
        """Whether a verb tells of no saying that there was: "will announce", "timid about announcing"."""
        tree = self.tree
        ahead = any(tree.form(k) in _AHEAD for k in tree.kids(word, "aux")) and not any(tree.form(k) == "have" for k in tree.kids(word, "aux"))
        gerund = tree.form(word).endswith("ing") and tree.mark(word) in ("about", "of", "without", "before", "from", "against")
        return gerund or (ahead and tree.rel[word] != "parataxis")

    def frames(self, known: ReportingVerb, speakers: tuple[int, ...]) -> frozenset[str]:
        """The frames of a verb for its speaker: a thing shows and reveals, and a document says but does not call for anything."""
        role = self.role_of(speakers[0]) if speakers else ""
        if role == "document":
            return (known.frames & {"clause", "quote"}) | known.thing_frames
        return known.frames | (known.thing_frames if role is None or role in KINDS else frozenset())

    def nameless(self, word: int) -> bool:
        """Whether a verb reports with nobody named and so lowers certainty ("is believed to")."""
        return self.tree.lemma[word] in hedges().passives and bool(self.tree.kids(word, "nsubj:pass", "aux:pass"))

    def contents(self, word: int, frames: frozenset[str], named: bool) -> Iterator[tuple[str, list[int]]]:
        """What stands as said beside a verb, by frame; a verb with speech but no content yields an empty quote frame."""
        found = [("clause", c) for c in self.clauses(word, "clause" in frames)] if frames & {"clause", "quote"} else []
        if "infinitive" in frames or not named:
            found += [("infinitive", self.tree.subtree(k)) for k in self.infinitives(word)]
        if not found and "object" in frames and named:
            below = [k for k in self.tree.kids(word, "xcomp") if self.tree.form(k).endswith("ing")]
            found += [("object", self.tree.subtree(k)) for k in below or self.tree.kids(word, "obj", "nsubj:pass")]
        found += [("phrase", self.tree.subtree(k)) for k in self.phrases_under(word, frames)] if named else []
        if not found and "quote" in frames and named and not ("clause" not in frames and self.tree.kids(word, "xcomp")):
            found = [("quote", [])]
        yield from found

    def clauses(self, word: int, inserts: bool) -> Iterator[list[int]]:
        """The clauses a verb reports: its complement, or the clause it is inserted in (with "as" only where ``inserts``)."""
        tree, head, rel = self.tree, self.tree.head[word], self.tree.rel[word]
        complements = tree.kids(word, *_CONTENT)
        if not complements and head >= 0 and self.who.base(head) in ("quote", "cite"):
            complements = tree.kids(head, *_CONTENT)
        complements = complements or [c for k in tree.kids(word, "xcomp") if self.who.known_with(word, k) for c in tree.kids(k, *_CONTENT)]
        for kid in complements:
            yield tree.subtree(kid)
        yield from (tree.subtree(k) for k in self.goes_on(word, complements))
        if not complements:
            beside = [*self.who.agent(word), *self.who.places(word)]
            complements = [k for a in beside for k in tree.kids(a, "acl", "ccomp") if tree.marked(k, "that")]
            yield from (tree.subtree(k) for k in complements)
        if not complements and (told := self.who.told_before(word)) is not None:
            yield tree.subtree(told, frozenset({head}))
        if not complements:
            for kid in tree.kids(word, "parataxis", "xcomp"):
                if tree.rel[kid] == "parataxis" and tree.start[kid] > tree.start[word] and self.after_colon(word, kid):
                    yield tree.subtree(kid)
        marks = {tree.form(k) for k in tree.kids(word, "mark", "advmod")}
        apart = rel == "advcl" and bool(self.who.set_apart(word))
        inserted = rel == "parataxis" or apart or (inserts and rel == "advcl" and "as" in marks)
        points_back = any(tree.form(k) in backward_objects() for k in tree.kids(word, "obj"))
        if not complements and inserted and not points_back and head >= 0 and (apart or tree.kids(word, "nsubj")):
            after = [k for k in tree.kids(head, "parataxis", "conj") if k > word and ";" in tree.text[tree.end[word]:tree.start[k]]]
            yield tree.subtree(head, frozenset({word, *after}))

    def goes_on(self, word: int, complements: list[int]) -> list[int]:
        """Coordinate clauses that still tell what was said: "said it had sent some, but any talk of more was false".

        The tree hangs them on the reporting verb, but their subject is nobody who could act or speak beside its own.
        """
        tree = self.tree
        if not any(k > word for k in complements) or tree.head[word] >= 0:
            return []
        clauses = [k for k in tree.kids(word, "conj") if tree.kids(k, "nsubj") and self.who.base(k) not in self.who.verbs]
        return [k for k in clauses if self.role_of(tree.kids(k, "nsubj")[0]) is None and tree.upos[tree.kids(k, "nsubj")[0]] == "NOUN"]

    def infinitives(self, word: int) -> list[int]:
        """Infinitives under a verb, or under the phrase of those it calls on ("called on allies to S")."""
        tree = self.tree
        below = [word, *tree.kids(word, "obl", "obj")]
        found = [k for at in below for k in tree.kids(at, "xcomp", "advcl", "acl") if tree.marked(k, "to")]
        return found or (tree.kids(word, "xcomp") if self.nameless(word) else [])

    def after_colon(self, word: int, kid: int) -> bool:
        """Whether a colon or an opening quotation mark leads from a verb to a clause after it."""
        tree = self.tree
        between = tree.text[tree.end[word]:tree.start[min(tree.subtree(kid))] + 1]
        return any(mark in between for mark in ":“\"«`")

    def phrases_under(self, word: int, frames: frozenset[str]) -> list[int]:
        """Phrases and -ing clauses under a preposition that the verb takes ("accused X of S-ing")."""
        tree = self.tree
        kids = [*tree.kids(word, *_OBLIQUE), *(g for k in tree.kids(word, "obj") for g in tree.kids(k, "nmod", "acl", "advcl"))]
        return [kid for kid in kids if tree.mark(kid) in frames]

    def own(self, word: int, content: list[int]) -> tuple[int, ...]:
        """The words of the reporting clause: the verb, its subject and what else hangs on it outside what is said."""
        inside = frozenset(content)
        return tuple(w for w in self.tree.subtree(word) if w not in inside)

    def noun(self, word: int) -> Iterator[Said]:
        """What stands under a reporting noun: "X's claim that S", "allegations by X of S"."""
        tree, known = self.tree, self.nouns.get(self.tree.lemma[word])
        if known is None or self.is_called_false(word):
            return
        speakers, head = self.who.holder(word), tree.head[word]
        if not speakers and head >= 0 and word in self.who.places(head) and self.who.known(head) is not None:
            return
        for kid in tree.kids(word, "acl", "ccomp", "nmod"):
            mark = tree.mark(kid) or ("that" if self.told_by_that(kid) else "")
            if mark in ("that", "of", "about", "over", "on") and kid not in speakers and not (mark == "of" and tree.upos[kid] == "PROPN"):
                content = tree.subtree(kid)
                own, weak = self.own(word, content), known.certainty == "possible"
                certainty = known.certainty if speakers else known.nameless
                yield Said(word, speakers, (), tuple(content), own, "clause", certainty, False, weak)

    def is_called_false(self, word: int) -> bool:
        """Whether somebody says that what a noun tells is false ("rejected American claims that S", "called their reports baseless"): that one is
        the source then, not whose claim it is."""
        tree, verb = self.tree, self.tree.head[word]
        if verb < 0 or tree.rel[word] not in ("obj", "nsubj:pass") or not (self.who.agent if self.who.passive(verb) else self.who.subject)(verb):
            return False
        known = self.who.known(verb)
        named = [k for k in tree.kids(verb, "xcomp", "obl", "advcl") if tree.mark(k) in ("", "as")]
        named += tree.kids(word, "amod") if tree.lemma[verb] == "call" else []
        return (known is not None and known.denies) or any(operators().status.get(tree.lemma[k]) == "denied" for k in named)

    def told_by_that(self, kid: int) -> bool:
        """Whether a clause under a noun, read as a relative one, is a that-clause after all: it has an object besides "that"."""
        tree = self.tree
        objects = tree.kids(kid, "obj")
        return tree.rel[kid] == "acl:relcl" and len(objects) > 1 and tree.form(objects[0]) == "that"

    def mind(self, word: int) -> Iterator[Said]:
        """What a state of mind is about: "X is concerned that S"."""
        certainty = self.minds.get(self.tree.lemma[word])
        if certainty is None:
            return
        speakers = tuple(self.tree.kids(word, "nsubj")[:1])
        for kid in self.tree.kids(word, "ccomp", "advcl"):
            if speakers and (self.tree.rel[kid] == "ccomp" or self.tree.marked(kid, "that", "about")):
                content = self.tree.subtree(kid)
                yield Said(word, speakers, (), tuple(content), self.own(word, content), "clause", certainty, False, True)

    def phrase(self, word: int) -> Iterator[Said]:
        """What "according to X" covers: the clause it stands in; the whole sentence when it opens it."""
        tree = self.tree
        known = self.forms.get(tree.preposition(word)) or self.opinion(word)
        if known is None or tree.upos[word] == "PUNCT":
            return
        speaker = self.named_by(word, known)
        words = tree.subtree(word)
        top = self.clause_of(word, self.at_edge(words))
        content = tree.subtree(top, frozenset({word}))
        cue = tree.kids(word, "case")[0]
        speakers, media = self.who.with_conjuncts(speaker), tuple(self.who.through(speaker)[:1])
        cited = self.who.cited(speaker) if self.role_of(speaker) in ("outlet", "document") else ()
        if cited:
            speakers, media = cited, (speaker,)
        yield Said(cue, speakers, media, tuple(content), tuple(words), "according", known.certainty, False, False)

    def named_by(self, word: int, known: Phrase) -> int:
        """The head of who a phrase names: its object, "X" of "more from X", the possessor of an opinion."""
        tree = self.tree
        if known.form not in self.forms:
            return (tree.kids(word, "nmod:poss") or self.of_whom(word))[0]
        owner = next((k for k in tree.kids(word, "nmod:poss") if tree.upos[k] in ("PRON", "DET") and self.role_of(k) is not None), None)
        if owner is not None:  # "according to its reply"
            return owner
        if tree.lemma[word] in ("more", "part", "excerpt"):
            return next((k for k in tree.kids(word, "nmod", "obl") if tree.preposition(k) in ("from", "of")), word)
        return word

    def opinion(self, word: int) -> Phrase | None:
        """ "in X's opinion" or "by the count of X" as a phrase that names a source; nothing is sure by estimate."""
        tree = self.tree
        under = tree.preposition(word) in ("in", "by", "on", "based on") and tree.lemma[word] in opinions()
        if not under or not (tree.kids(word, "nmod:poss") or self.of_whom(word)):
            return None
        return Phrase(f"in {tree.lemma[word]}", self.verb_certainty(tree.lemma[word]), False)

    def verb_certainty(self, lemma: str) -> str:
        """How sure what is told by a noun is: as by the verb of the same form ("estimate")."""
        known = self.who.verbs.get(lemma)
        return known.certainty if known is not None else "certain"

    def of_whom(self, word: int) -> list[int]:
        """Who stands under "of" beside a noun, where it is somebody who can speak."""
        return [k for k in self.tree.kids(word, "nmod") if self.tree.preposition(k) == "of" and self.role_of(k) is not None]

    def backward(self, word: int) -> Iterator[Said]:
        """A sentence that gives the one before to a speaker: "X said this", "This is the opinion of X"; what "X denies this" says is all X says."""
        tree = self.tree
        speakers, known = tuple[int, ...](), self.who.known(word)
        if tree.upos[word] == "VERB" and known is not None:
            if any(tree.form(k) in backward_objects() for k in tree.kids(word, "obj", "nsubj:pass")):
                speakers = self.who.agent(word) if self.who.passive(word) else self.who.subject(word)
        elif tree.lemma[word] in backward_nouns() and any(tree.form(k) in ("this", "such", "that") for k in tree.kids(word, "nsubj")):
            speakers = self.who.holder(word) or tuple(k for k in tree.kids(word, "nmod") if tree.preposition(k) == "of")[:1]
            speakers = speakers or tuple(a for k in tree.subtree(word) if tree.rel[k] == "acl" for a in self.who.agent(k))[:1]
        denied = known is not None and known.denies
        before = tree.subtree(word) if speakers and denied else self.sentence_before(word) if speakers else []
        if before:
            own, media = tuple(tree.words_of(tree.sentence(word))), self.who.relied_on(word, speakers)[1]
            yield Said(word, speakers, media, tuple(before), own, "backward", "certain", True, False)

    def sentence_before(self, word: int) -> list[int]:
        """The words of the two sentences before a word's, the second only if it is on the same line as the first."""
        tree, here = self.tree, self.tree.sentence(word)
        found: list[int] = []
        for sentence in range(here - 1, max(-1, here - 3), -1):
            words, after = tree.words_of(sentence), tree.start[tree.words_of(sentence + 1)[0]]
            if not words or (found and "\n" in tree.text[tree.end[words[-1]]:after]):
                break
            found = [*words, *found]
        return found

    def at_edge(self, words: list[int]) -> bool:
        """Whether a phrase opens its sentence, or closes it after a comma, so that it speaks of all of it."""
        tree = self.tree
        sentence = tree.words_of(tree.sentence(words[0]))
        last = next((w for w in reversed(sentence) if tree.upos[w] != "PUNCT"), words[-1])
        parted = tree.forms[words[0]] == "," or (words[0] > 0 and tree.forms[words[0] - 1] == ",")
        return words[0] - sentence[0] <= 1 or (parted and words[-1] >= last)

    def clause_of(self, word: int, opens: bool) -> int:
        """The head of the clause that a phrase belongs to; of the whole sentence where the phrase stands at its edge."""
        tree = self.tree
        for at in tree.up(word):
            if tree.head[at] < 0 or (not opens and tree.rel[at] in _CLAUSES):
                return at
        return word
