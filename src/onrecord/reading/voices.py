"""SYNTAX, PEOPLE, QUOTATIONS -> VOICES: who says what, chain by chain.

A voice is a stretch of text and the chain of those whose word it is, the origin first; the outlet itself is left out. Voices
nest ("A reported that B had said that C denied S"): each is written down with its own chain, and the claims stage joins those that
lie in each other. Where nothing is attributed there is no voice: the article speaks itself. A voice with no links is a hedge: nobody
is named, and `hedge` says how sure.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.knowledge.reporting import speakers
from onrecord.model import PartyMention, PersonMention, Span, Syntax, Voice
from onrecord.model.tree import Tree
from onrecord.reading.attribution_cues import Cues, Said
from onrecord.reading.attribution_hedges import HedgeReader
from onrecord.reading.attribution_names import fold_name
from onrecord.reading.attribution_phrases import KINDS
from onrecord.reading.attribution_turns import Turn, find_turns
from onrecord.reading.interviewees import read_talk
from onrecord.reading.interviews import Exchange

Link = tuple[Span | None, str, str, str | None, bool]

_FAR = 160
"""Characters between a quotation and its reporting verb beyond which the verb belongs to something else."""

_CARRY = 700
"""Characters between two quotations beyond which a speaker is not carried over."""

_SOME = frozenset({"one", "two", "three", "four", "some", "several", "many", "most", "both", "another", "others", "few"})
"""Words before "of" for some of those who are named after it."""

_SPOKEN = 4
"""Words from which what stands in quotation marks is somebody's speech, not a term ("special military operation"). Chosen."""


@dataclass(frozen=True, slots=True)
class _Cue:
    """A reporting verb outside quotations that a quotation beside it can belong to."""

    place: int
    sentence: int
    links: tuple[Link, ...]
    said: Said


def _place(cue: _Cue) -> int:
    return cue.place


class _Voices:
    """One pass over an article: sayings, then quotations, then turns and hedges."""

    def __init__(self, text: str, syntax: Syntax, people: Sequence[PersonMention], quotations: Sequence[Span],
                 exchanges: Sequence[Exchange]) -> None:
        self.text, self.tree = text, Tree(syntax, text)
        self.people = _Index(people)
        self.quotations = list(quotations)
        self.voices: list[Voice] = []
        self.cues: list[_Cue] = []
        self.turns = find_turns(text)
        self.talk = read_talk(self.tree, people, exchanges) if exchanges and not self.turns else None
        self.offices = frozenset(speakers().offices.values())

    def run(self) -> tuple[Voice, ...]:
        """All voices, by start of scope, widest first."""
        for said in Cues(self.tree, self.role_of).run():
            self.take(said)
        self.cues.sort(key=_place)
        self.quote()
        self.voices += [self.turn_voice(t) for t in self.turns if not t.house]
        if self.talk is not None:
            self.voices += self.talk.voices() + self.talk.titles(self.text, self.quotations, self.voices)
        self.voices += [Voice(span, (), "hedged", self.tree.covering([h.cue]), h.certainty)
                        for h in HedgeReader(self.tree).run() for span in self.runs(h.words, (h.cue,))]
        return tuple(sorted(self.voices, key=lambda v: (v.scope.start, -v.scope.end)))

    def mention(self, word: int) -> PersonMention | None:
        """The mention of a speaker at a word."""
        return self.people.at(self.tree.start[word])

    def role_of(self, word: int) -> str | None:
        """The role of the mention at a word, None where nobody is mentioned."""
        found = self.mention(word)
        return None if found is None else found.role

    def take(self, said: Said) -> None:
        """Write down one saying."""
        links = self.links(said)
        if links is None:
            return
        cue = self.tree.covering([said.cue])
        if (said.speech or said.frame == "according") and links and self.quotation_at(cue.start) is None:
            self.cues.append(_Cue(cue.start, self.tree.sentence(said.cue), links, said))
        manner = self.manner(said, links)
        quoted = self.quotation_at(cue.start) if said.frame == "according" else None
        for span in self.runs(said.content, said.own):
            inside = span if quoted is None else Span(max(span.start, quoted.start), max(quoted.start, min(span.end, quoted.end)))
            if inside.end > inside.start:
                self.voices.append(Voice(inside, links, manner, cue, said.certainty))

    def manner(self, said: Said, links: tuple[Link, ...]) -> str:
        """The manner of a voice; "held" for a state of mind, a promise or a demand, which yields to whoever reports it."""
        if not links:
            return "hedged"
        if said.frame == "according":
            return "according"
        if said.weak or (said.frame == "infinitive" and links[0][2] == "institution"):
            return "held"
        return "document" if links[0][2] == "document" else "reported"

    def links(self, said: Said) -> tuple[Link, ...] | None:
        """The chain of a saying; empty for nobody named, None when the speaker is nobody who can speak."""
        if not said.speakers:
            return ()
        origin = self.joint([link for w in said.speakers if (link := self.link(w, said)) is not None])
        if origin is None:
            return None
        media = [link for w in said.media if (link := self.link(w, said)) is not None and link[1] != origin[1]]
        return (origin, *media)

    def joint(self, links: list[Link]) -> Link | None:
        """One link for speakers who speak together."""
        if len(links) < 2:
            return links[0] if links else None
        names = [link[1] for link in links]
        name = f"{', '.join(names[:-1])} and {names[-1]}"
        return (links[0][0], name, links[0][2], links[0][3] if len({k[3] for k in links}) == 1 else None, any(k[4] for k in links))

    def link(self, word: int, said: Said) -> Link | None:
        """The link for one speaker; a plain noun that is no known speaker counts only with a verb of speech."""
        if self.talk is not None and self.talk.meant == self.tree.start[word]:
            return self.talk.person
        found = self.mention(word)
        if found is None and (member := self.one_of(word)) is not None:
            return (member.span, member.name, member.role, member.country, True)
        if found is not None:
            return (found.span, found.name, found.role, found.country, found.anonymous)
        strong = said.frame == "according" or (said.frame == "clause" and said.speech)
        if self.tree.upos[word] not in ("NOUN", "PROPN") or not strong or self.tree.lemma[word].lower() in speakers().mute:
            return None
        words = [w for w in self.tree.wording(word) if self.tree.upos[w] not in ("DET", "PUNCT")]
        span = self.tree.covering(words)
        name = " ".join(self.text[span.start:span.end].split())
        site = speakers().sites.get(name.lower().removeprefix("www."))
        return (span, name, "group", None, self.tree.plural(word)) if site is None else (span, site.name, "institution", site.country, False)

    def one_of(self, word: int) -> PersonMention | None:
        """Those of whom a speaker is one or some ("one of the diplomats said")."""
        if self.tree.upos[word] not in ("NUM", "DET", "PRON", "ADJ") or self.tree.form(word) not in _SOME:
            return None
        return next((m for k in self.tree.kids(word, "nmod") if self.tree.preposition(k) == "of" and (m := self.mention(k)) is not None), None)

    def runs(self, content: Iterable[int], own: Iterable[int]) -> list[Span]:
        """Content words as unbroken stretches: broken only where words of the reporting clause stand between."""
        apart, runs = frozenset(own), list[list[int]]()
        for word in sorted(content):
            if runs and not any(w in apart for w in range(runs[-1][-1] + 1, word)):
                runs[-1].append(word)
            else:
                runs.append([word])
        return [self.tree.covering(run) for run in runs if any(self.tree.upos[w] != "PUNCT" for w in run)]

    def quotation_at(self, place: int) -> Span | None:
        """The quotation that a character stands in."""
        at = bisect_right(self.quotations, place, key=lambda q: q.start) - 1
        return self.quotations[at] if at >= 0 and place < self.quotations[at].end else None

    def quote(self) -> None:
        """Give every quotation its speaker: by a reporting verb beside it, else carried over from the one before or after."""
        owners: list[_Cue | None] = [self.beside(i) for i in range(len(self.quotations))]
        carried = list(owners)
        for at in range(len(owners)):
            if carried[at] is None and at and carried[at - 1] is not None and self.goes_on(at):
                carried[at] = carried[at - 1]
            elif carried[at] is None:
                carried[at] = self.just_before(at)
        for at in range(len(owners) - 2, -1, -1):
            if carried[at] is None and self.adjoins(at):
                carried[at] = carried[at + 1]
        for at in range(len(owners)):
            if carried[at] is None and (last := self.said_last(at) or self.quoted_last(at, carried)) is not None:
                carried[at] = last
                self.voices.append(Voice(self.tree.covering(list(self.here(at))), last.links, "carried", self.tree.covering([last.said.cue])))
        for quotation, cue, own in zip(self.quotations, carried, owners, strict=True):
            if cue is not None:
                manner = "quoted" if own is not None else "carried"
                self.voices.append(Voice(quotation, cue.links, manner, self.tree.covering([cue.said.cue])))

    def beside(self, at: int) -> _Cue | None:
        """The reporting verb of a quotation: in its sentence after it or before it, nothing quoted between."""
        span = self.quotations[at]
        left = self.quotations[at - 1].end if at else 0
        right = self.quotations[at + 1].start if at + 1 < len(self.quotations) else len(self.text)
        last, first = self.tree.sentence(self.word_before(span.end)), self.tree.sentence(self.tree.first_at(span.start))
        after = [c for c in self.between(span.end, min(right, span.end + _FAR)) if self.follows(span, c, last)]
        before = [c for c in self.between(max(left, span.start - _FAR), span.start) if c.sentence == first]
        if not before and self.text[max(left, span.start - 20):span.start].rstrip().endswith(":"):
            before = [c for c in self.between(left, span.start) if c.sentence == first - 1]
        inner = self.text[span.start:span.end].rstrip("”\"'’»` ")
        ends_open = inner.endswith((",", "?", "!", "…", "-", "—")) or self.text[span.end:span.end + 2].strip().startswith(",")
        if after and (ends_open or not before):
            return after[0]
        return before[-1] if before else None

    def between(self, start: int, end: int) -> list[_Cue]:
        """The reporting verbs from one character up to another."""
        return self.cues[bisect_left(self.cues, start, key=_place):bisect_left(self.cues, end, key=_place)]

    def follows(self, span: Span, cue: _Cue, last: int) -> bool:
        """Whether a reporting verb after a quotation is in its sentence, or in the next with no stop between."""
        if cue.sentence == last:
            return True
        between = self.text[span.end:cue.place]
        stopped = self.text[span.start:span.end].rstrip("”\"'’»` ").endswith(".") and between.lstrip()[:1].isupper()
        return cue.sentence == last + 1 and "." not in between and not stopped

    def just_before(self, at: int) -> _Cue | None:
        """The speaker of the sentence before a quotation that opens a sentence of its own."""
        start = self.quotations[at].start
        left = self.quotations[at - 1].end if at else 0
        if not self.opens_sentence(at):
            return None
        sentence = self.tree.sentence(self.tree.first_at(start))
        near = [c for c in self.between(left, start) if c.sentence >= sentence - 1]
        return next((c for c in near if c.sentence == near[-1].sentence), None)

    def here(self, at: int) -> range:
        """The words of the sentence that a quotation begins in; none where it was not parsed."""
        first = self.tree.first_at(self.quotations[at].start)
        parsed = first < len(self.tree) and self.tree.start[first] < self.quotations[at].end
        return self.tree.words_of(self.tree.sentence(first)) if parsed else range(0)

    def said_last(self, at: int) -> _Cue | None:
        """The speaker of the sentence before, on the same line, where a sentence with no reporting verb holds words in quotation marks."""
        words = self.here(at)
        before = self.tree.words_of(self.tree.sentence(words[0]) - 1) if words and words[0] else range(0)
        if not before or "\n" in self.text[self.tree.end[before[-1]]:self.tree.start[words[0]]] or self.turns or self.talk:
            return None
        if self.between(self.tree.start[words[0]], self.tree.end[words[-1]]):
            return None
        near = self.between(self.tree.start[before[0]], self.tree.end[before[-1]])
        return near[0] if len({cue.links[0][1] for cue in near}) == 1 else None

    def quoted_last(self, at: int, carried: Sequence[_Cue | None]) -> _Cue | None:
        """The speaker of the quotation before, where a sentence with no reporting verb holds words in quotation marks and nobody else spoke since."""
        words, last = self.here(at), carried[at - 1] if at else None
        start = self.quotations[at].start
        few = len(self.tree.words_in(self.quotations[at])) < _SPOKEN
        if last is None or few or not words or self.turns or self.talk or start - self.quotations[at - 1].end > _CARRY:
            return None
        since = [*self.between(self.quotations[at - 1].end, start), *self.between(self.tree.start[words[0]], self.tree.end[words[-1]])]
        return last if all(cue.links[0][1] == last.links[0][1] for cue in since) else None

    def opens_sentence(self, at: int) -> bool:
        """Whether a quotation begins a sentence: a capital letter in it, and a stop, colon or nothing before it."""
        here = self.quotations[at]
        before = self.text[max(0, here.start - 20):here.start].rstrip()
        return self.text[here.start:here.end].lstrip("“\"'‘«`[ ")[:1].isupper() and (not before or before[-1] in ".!?:”\"'’")

    def word_before(self, place: int) -> int:
        """The last word that begins before a character."""
        return max(self.tree.first_at(place) - 1, 0)

    def goes_on(self, at: int) -> bool:
        """Whether a quotation with no reporting verb continues the one before: it opens a sentence, and not too far on."""
        here, before = self.quotations[at], self.quotations[at - 1]
        between = self.text[before.end:here.start]
        near = here.start - before.end < _CARRY and not self.other_speaker(before.end, here.start)
        return near and (self.opens_sentence(at) or not between.strip())

    def other_speaker(self, start: int, end: int) -> bool:
        """Whether somebody else is said to speak between two quotations, or takes the turn in an interview."""
        return len(self.between(start, end)) > 1 or (self.talk is not None and self.talk.parted(start, end))

    def adjoins(self, at: int) -> bool:
        """Whether nothing stands between a quotation and the next."""
        return not self.text[self.quotations[at].end:self.quotations[at + 1].start].strip()

    def turn_voice(self, turn: Turn) -> Voice:
        """The voice of a turn of a transcript; questions are marked as such."""
        name, country = turn.name, None
        known = None
        if name == "A":
            known = self.people.introduced
        elif not turn.anonymous and turn.role not in self.offices:
            known = self.people.by_surname.get(fold_name(name.split()[-1]))
        if known is not None:
            name, country = known.name, known.country
        manner = "question" if turn.question or turn.host else "transcript"
        return Voice(turn.scope, ((turn.label, name, turn.role, country, turn.anonymous),), manner, turn.label)


class _Index:
    """Mentions by place."""

    def __init__(self, mentions: Sequence[PersonMention]) -> None:
        persons = (m for m in mentions if m.role not in KINDS and not m.anonymous)
        named = [m for m in persons if not m.role or m.role.lower() not in m.name.lower()]
        self.introduced = next((m for m in named if " " in m.name), None)
        self.by_surname = {fold_name(m.name.split()[-1]): m for m in reversed(named)}
        self.by_place: dict[int, PersonMention] = {}
        for mention in sorted(mentions, key=lambda m: m.span.start - m.span.end):
            for place in range(mention.span.start, mention.span.end):
                self.by_place[place] = mention

    def at(self, place: int) -> PersonMention | None:
        """The shortest mention over a character."""
        return self.by_place.get(place)


def read_voices(text: str, syntax: Syntax, parties: Sequence[PartyMention], people: Sequence[PersonMention],
                quotations: Sequence[Span], exchanges: Sequence[Exchange] = ()) -> tuple[Voice, ...]:
    """Every attributed or hedged stretch of an article, by start of scope, widest first.

    ``quotations`` are spans of quoted speech in text order (`read_quotations`); ``exchanges`` the ways in which the page can be an interview
    without labels (`find_exchanges`).
    """
    return _Voices(text, syntax, people, quotations, exchanges).run()
