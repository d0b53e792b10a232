"""TREES -> who speaks: the subject, agent or possessor of a reporting word, and the media that the words came through."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.knowledge.reporting import ReportingVerb, reporting_verbs
from onrecord.model.tree import Tree

_CONTENT = ("ccomp", "ccomp:pass")
_QUOTERS = frozenset({"quote", "cite"})
_TALKS = frozenset({
    "interview", "remark", "comment", "statement", "conversation", "broadcast", "appearance", "column", "article", "op-ed", "speech",
    "talk", "briefing", "report",
})
_IN_NAME = frozenset({"nmod:desc", "compound", "flat"})
"""Relations in which an office hangs on the name behind it."""
_WHERE = frozenset({"in", "at", "during", "via", "through", "on"})
"""Prepositions of the occasion on which, or the text in which, something is said."""
_ISSUES = frozenset({
    "make", "issue", "give", "release", "level", "repeat", "express", "voice", "publish", "reiterate", "offer", "send",
})

Words = tuple[int, ...]
"""Heads of noun phrases, by index."""


class SpeakerFinder:
    """Finds speakers in one article's trees. ``role_of`` gives the role of the mention at a noun phrase's head, None for none."""

    def __init__(self, tree: Tree, role_of: Callable[[int], str | None]) -> None:
        self.tree, self.role_of, self.verbs = tree, role_of, reporting_verbs()

    def is_outlet(self, word: int) -> bool:
        """Whether a phrase is a news medium."""
        return self.role_of(word) == "outlet"

    def known(self, word: int) -> ReportingVerb | None:
        """The reporting verb at a word, with its particle if it has one."""
        lemma = self.base(word)
        particles = [self.tree.form(k) for k in self.tree.kids(word, "compound:prt", "xcomp")]
        if lemma == "call":
            particles += [p for k in self.tree.kids(word, "obl") if (p := self.tree.preposition(k)) in ("on", "upon")]
        for particle in particles:
            found = self.verbs.get(f"{lemma} {particle}")
            if found is not None:
                return found
        return self.verbs.get(lemma)

    def known_with(self, word: int, kid: int) -> bool:
        """Whether a verb reports by the word that completes it ("made clear", "let it be known")."""
        return f"{self.base(word)} {self.tree.form(kid)}" in self.verbs

    def base(self, word: int) -> str:
        """The lemma of a reporting verb; a lemma that lost its ending ("denounc", "denie") is mended by the list of verbs."""
        lemma = self.tree.lemma[word]
        if lemma in self.verbs:
            return lemma
        return next((m for m in (f"{lemma}e", f"{lemma[:-2]}y", lemma[:-1]) if len(lemma) > 3 and m in self.verbs), lemma)

    def passive(self, word: int) -> bool:
        """Whether a verb is passive: it has a passive subject or auxiliary, or is a bare participle after a noun."""
        tree = self.tree
        if tree.kids(word, "nsubj:pass", "aux:pass"):
            return True
        return tree.rel[word] == "acl" and "VerbForm=Part" in tree.feats[word] and "Tense=Past" in tree.feats[word]

    def agent(self, word: int) -> Words:
        """Who does what a passive verb says ("by X")."""
        return tuple(k for k in self.tree.kids(word, "obl") if self.tree.preposition(k) == "by")[:1]

    def with_conjuncts(self, word: int) -> Words:
        """A speaker with those coordinated with it that can speak too ("Iran and Russia", not "a general and tanks")."""
        able = self.role_of(word) is not None
        beside = (k for k in self.tree.kids(word, "conj") if self.tree.upos[k] in ("NOUN", "PROPN", "PRON"))
        return (word, *(k for k in beside if not able or self.role_of(k) is not None))

    def subject(self, word: int, depth: int = 0) -> Words:
        """The subject of a verb: its own, its coordinate's, its governor's, or the noun a participle or relative clause stands at."""
        tree = self.tree
        if set_apart := self.set_apart(word):
            return set_apart
        own = self.who_tells(word, [k for k in tree.kids(word, "nsubj") if tree.rel[k] != "nsubj:pass"])
        head, rel = tree.head[word], tree.rel[word]
        if own:
            relative = tree.form(own[0]) in ("who", "which", "that") and rel.endswith("relcl")
            return (self.who_speaks(head, own[0]),) if relative and head >= 0 else self.with_conjuncts(min(own, key=lambda k: abs(k - word)))
        after = [k for k in tree.kids(word, "obj") if tree.start[k] > tree.start[word]]
        if not own and after and any(k < word for k in tree.kids(word, *_CONTENT)):
            return self.with_conjuncts(after[0])
        if not depth and (near := self.right_before(word)):
            return near
        if head < 0 or depth > 4:
            return ()
        if rel == "acl:relcl" or (rel == "acl" and not self.passive(word)):
            return self.doers(head)
        if rel == "advcl" and self.adds(word):
            return self.main_speaker(word)
        if rel == "advcl" and tree.upos[head] == "ADV" and tree.head[head] >= 0:  # "went so far as to say that"
            return self.subject(tree.head[head], depth + 1)
        if rel in ("conj", "xcomp", "advcl", "parataxis", "ccomp") and tree.upos[head] in ("VERB", "AUX", "ADJ", "NOUN"):
            return self.governing(word, head, depth)
        return ()

    def who_tells(self, word: int, subjects: list[int]) -> list[int]:
        """The subjects of a verb; of one of telling only those before it: after it stands who is told ("sources told The Post")."""
        known = self.known(word) if any(k > word for k in subjects) else None
        before = [k for k in subjects if k < word] if known is not None and known.hearer else []
        return before or (list(self.right_before(word)) if known is not None and known.hearer else []) or subjects

    def set_apart(self, word: int) -> Words:
        """Who is named right after a finite verb between commas ("which, says an official there, were sent"; "Why, asked one member, was it"). Not by
        verbs that take an object or a hearer, whose object may stand there ("blamed Peru")."""
        tree, known = self.tree, self.known(word)
        if known is None or known.hearer or "object" in known.frames or word == 0 or tree.forms[word - 1] != "," or tree.rel[word] == "conj":
            return ()
        if "VerbForm=Fin" not in tree.feats[word] or any(k < word and tree.upos[k] != "PRON" for k in tree.kids(word, "nsubj")):
            return ()
        end = next((k for k in tree.sentence_words(word) if k > word and tree.forms[k] == ","), word + 1)
        heads = [k for k in range(word + 1, end) if not word < tree.head[k] < end]
        return tuple(heads) if len(heads) == 1 and self.role_of(heads[0]) is not None else ()

    def right_before(self, word: int) -> Words:
        """Who is named right before a finite verb that the tree left without a subject ("Speaking in Lima, the envoy, Ana Roe, said that")."""
        tree = self.tree
        at = word - 1
        while at >= 0 and (tree.forms[at] == "," or tree.upos[at] in ("ADV", "AUX")):
            at -= 1
        if (after := self.right_after(word)) is not None:
            return (after,)
        finite = "VerbForm=Fin" in tree.feats[word] and tree.rel[word] in ("root", "ccomp", "conj", "parataxis")
        here = at >= 0 and tree.sentence(at) == tree.sentence(word) and tree.upos[at] in ("NOUN", "PROPN")
        if not (finite and here and tree.kids(word, *_CONTENT) and self.role_of(at) is not None):
            return ()
        while tree.rel[at] == "nmod" and self.role_of(tree.head[at]) is not None:
            at = tree.head[at]
        return (at,)

    def right_after(self, word: int) -> int | None:
        """Who is named right after a verb that what is said stands before ("S, said one Western diplomat")."""
        tree, known = self.tree, self.known(word)
        if known is None or known.hearer or not any(k < word for k in tree.kids(word, *_CONTENT)):
            return None
        for k in tree.sentence_words(word):
            under = tree.form(k) == "under" and k + 1 < len(tree) and tree.lemma[k + 1] == "secretary"
            if k > word and tree.upos[k] not in ("DET", "ADJ", "NUM") and not under:
                named = tree.upos[k] in ("NOUN", "PROPN")
                while named and tree.rel[k] in _IN_NAME and tree.head[k] > k:  # "said Under Secretary of the Treasury Ana Roe"
                    k = tree.head[k]
                return k if named and self.role_of(k) is not None else None
        return None

    def places(self, word: int) -> Words:
        """Where a verb says something, or whom it tells ("said in a statement that S", "told a hearing that S")."""
        known = self.known(word)
        told = self.tree.kids(word, "obj", "iobj") if known is not None and known.hearer else []
        return tuple(k for k in self.tree.kids(word, "obl") if self.tree.preposition(k) in _WHERE) + tuple(told)

    def told_before(self, word: int) -> int | None:
        """The head of the clause before a comma that a verb after it reports, where the tree took its speaker for a second subject of that clause
        ("S, a person briefed on the plans said")."""
        tree, speaker = self.tree, self.tree.head[word]
        if speaker < 1 or tree.rel[word] not in ("acl", "acl:relcl") or self.role_of(speaker) is None or not self.passive(word):
            return None
        verb, first = tree.head[speaker], next(k for k in tree.subtree(speaker) if tree.upos[k] != "PUNCT")
        second = verb >= 0 and verb < first and tree.is_subject(speaker) and any(k < verb for k in tree.kids(verb, "nsubj"))
        return verb if second and first > 0 and tree.forms[first - 1] == "," else None

    def who_speaks(self, host: int, pronoun: int) -> int:
        """The noun that a relative pronoun stands for, where that can speak; else the nearest before the pronoun that can ("tanks from Peru, which
        said")."""
        if self.role_of(host) is not None:
            return host
        return next((w for w in range(pronoun - 1, host, -1) if self.role_of(w) is not None), host)

    def doers(self, word: int) -> Words:
        """A noun that a participle stands at; where it is nobody who speaks, whoever does it ("moves by officials claiming that S")."""
        by = [k for k in self.tree.kids(word, "nmod") if self.tree.preposition(k) == "by" and self.role_of(k) is not None]
        return tuple(by[:1]) if self.role_of(word) is None and by else (word,)

    def adds(self, word: int) -> bool:
        """Whether a reporting participle after a comma goes on with what the sentence reports (", arguing that")."""
        tree = self.tree
        if not tree.form(word).endswith("ing") or self.base(word) not in self.verbs:
            return False
        first = min(tree.subtree(word))
        before = tree.forms[first - 1] if first else ""
        return bool({tree.forms[first], before} & {",", "”", '"', "''"})

    def main_speaker(self, word: int) -> Words:
        """The subject of the outermost reporting verb over a participle, else of the verb it hangs on."""
        above = [w for w in self.tree.up(word) if self.tree.upos[w] in ("VERB", "AUX")]
        reporting = [w for w in above if self.base(w) in self.verbs and self.tree.kids(w, "nsubj")]
        for verb in [*reversed(reporting), *above]:
            found = self.subject(verb, 1)
            if found:
                return found
        return ()

    def governing(self, word: int, head: int, depth: int) -> Words:
        """The subject a verb without one takes from the verb it hangs on."""
        tree = self.tree
        if tree.rel[word] == "ccomp" and "VerbForm=Fin" in tree.feats[word]:
            return ()
        passive = tree.kids(head, "nsubj:pass")
        if passive and tree.rel[word] in ("xcomp", "advcl", "conj"):
            return self.with_conjuncts(passive[0])
        return self.subject(head, depth + 1)

    def voices(self, word: int, known: ReportingVerb) -> tuple[Words, Words]:
        """Speakers and media of a reporting verb."""
        tree, head = self.tree, self.tree.head[word]
        if head >= 0 and tree.lemma[head] in _QUOTERS and tree.rel[word] in ("advcl", "xcomp", "obl"):
            return self.quoted_by(head)
        if self.passive(word) and known.lemma in _QUOTERS:
            return self.quoted_by(word)
        if self.told_before(word) is not None:
            return (tree.head[word],), ()
        if self.passive(word):
            told = known.hearer and tree.kids(word, "nsubj:pass")
            return self.agent(word), tuple(k for k in tree.kids(word, "nsubj:pass") if told and self.is_outlet(k))
        speakers = self.subject(word)
        if known.lemma in _QUOTERS and any(tree.lemma[k] in self.verbs for k in tree.kids(word, "advcl", "xcomp")):
            return (), ()
        quoted = tree.kids(word, "obj") if known.lemma in _QUOTERS else []
        if quoted and self.role_of(quoted[0]) not in (None, "document"):
            return self.with_conjuncts(quoted[0]), speakers
        return self.relied_on(word, speakers)

    def quoted_by(self, head: int) -> tuple[Words, Words]:
        """"M quoted X as saying" and "X was quoted by M as saying": X through M."""
        tree = self.tree
        if self.passive(head):
            return tuple(tree.kids(head, "nsubj:pass")[:1]), self.agent(head)
        return tuple(tree.kids(head, "obj")[:1]), self.subject(head)

    def relied_on(self, word: int, speakers: Words) -> tuple[Words, Words]:
        """Speakers and media of an active verb: whom it told, where it was said, whom a medium relied on."""
        tree = self.tree
        told = (k for k in tree.kids(word, "obj", "iobj", "obl") if tree.preposition(k) in ("", "to", "with", "on", "in"))
        media = [k for k in told if self.is_outlet(k)]
        for kid in tree.kids(word, "obl", "advcl", "nmod"):
            if tree.lemma[kid] in _TALKS or tree.lemma[kid] in ("speak", "talk"):
                media += [k for k in tree.kids(kid, "nmod", "obl", "compound") if self.is_outlet(k)]
        for speaker in speakers[:1]:
            media += self.through(speaker)
        cited = self.cited(word) or self.cited(speakers[0]) if speakers and self.is_outlet(speakers[0]) else ()
        return (cited, speakers) if cited else (speakers, tuple(media[:1]))

    def through(self, speaker: int) -> list[int]:
        """The medium of a speaker "cited by", "interviewed by" or "who spoke to" one."""
        tree = self.tree
        found: list[int] = []
        for kid in tree.kids(speaker, "acl"):
            if tree.lemma[kid] in ("cite", "quote", "interview", "speak", "talk", "tell"):
                found += [k for k in tree.kids(kid, "obl", "obj") if self.is_outlet(k)]
        return found

    def cites(self, word: int) -> bool:
        """Whether a verb only says whom a medium relied on (", citing X")."""
        tree = self.tree
        return self.base(word) in _QUOTERS and tree.rel[word] == "advcl" and tree.form(word).endswith("ing")

    def cited(self, word: int) -> Words:
        """Whom a medium relied on: "citing X", "quoting X"."""
        tree = self.tree
        for kid in tree.kids(word, "advcl", "obl", "case", "acl"):
            if tree.lemma[kid] in ("cite", "quote", "attribute") and not self.passive(kid):
                objects = tree.kids(kid, "obj") or [k for k in tree.kids(kid, "obl") if not tree.preposition(k)]
                if objects:
                    return self.with_conjuncts(objects[0])
            if tree.preposition(kid) in ("citing", "quoting"):
                return self.with_conjuncts(kid)
        return self.cited_last(word)

    def cited_last(self, word: int) -> Words:
        """The first who is named after ", citing" in the verb's sentence, wherever the tree hung it."""
        tree = self.tree
        sentence = tree.sentence_words(word)
        cue = next((k for k in sentence if k > word and tree.form(k) in ("citing", "quoting") and tree.forms[k - 1] == ","), None)
        found = next((k for k in sentence if cue is not None and k > cue and self.role_of(k) is not None and tree.heads_phrase(k)), None)
        return () if found is None else self.with_conjuncts(found)

    def holder(self, word: int) -> Words:
        """Whose claim it is: the possessor, "by X" or "from X", the subject of "made a claim", or the state in "a U.S. claim"."""
        tree = self.tree
        for kid in tree.kids(word, "nmod:poss"):
            return self.with_conjuncts(kid)
        for kid in (*tree.kids(word, "nmod"), *self.just_after(word)):
            if tree.preposition(kid) in ("by", "from") and self.role_of(kid) is not None:
                return self.with_conjuncts(kid)
        head = tree.head[word]
        if head >= 0 and tree.rel[word] == "obj" and tree.lemma[head] in _ISSUES:
            return self.subject(head)
        states = tree.kids(word, "amod", "compound") if self.role_of(word) is None else []
        return tuple(k for k in states if self.role_of(k) == "institution")[:1]

    def just_after(self, word: int) -> list[int]:
        """Phrases that open right after a noun and hang on what it hangs on ("in response to claims by X that S")."""
        tree, head = self.tree, self.tree.head[word]
        return [k for k in tree.kids(head, "nmod", "obl") if min(tree.subtree(k)) == word + 1] if head >= 0 else []
