"""Credibility: for each status that is told of a matter, a letter for who says so and a figure for whether it is so, and why.

*Support* of a status are the live words (`standing.live_words`) that say it or more: "done" supports "agreed"; a denial supports "no evidence".
*Against* it are the live words that cannot hold beside one of these (`standing.conflict`). Two words are *independent* where they count for two
reports, by two speakers, of two sides (`independence`, `reliability`): so copies, citing papers and a briefing told twice are one word.

**Letter**: the best letter among the support.

**Figure**, the first rule that holds; certainty is the speaker's ("certain", "probable", "possible"):

    confirmed      1  two independent words, one of C or better and the other of D or better, both certain
    corroborated   2  the same, both certain or probable
    alone             the best that one word is worth by its source and certainty (``alone`` in the data): A, B certain 2; A, B hedged, and
                      C, D certain or probable 3; C, D possible, and E 4; F 6
    agreeing       3  two independent words of any letter but E, where alone they would be worth less

and where something stands against it, or the matter is contested through another of its statuses:

    denied         5  two independent certain words against it, each of C or better, and none for it better than both; "no evidence" is no such word
    outweighed     4  a certain word of C or better against it, better than any for it
    contested         else, and wherever it is confirmed by itself: 3 at best

What the parties themselves say against it counts for the last rule alone: that they deny it was to be expected.

A person's ``credibility-is`` goes before all of these, and what the rules give stays among the reasons. One more independent word for a status
never makes its figure worse, as long as it brings no new contradiction (`tests/ledger/test_credibility.py`); F and 6 are "cannot be judged",
so whatever tells something makes them better. As of a day everything is weighed from what was published by then; judgements count whenever signed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.knowledge.credibility import scales
from onrecord.ledger.conflicts import DENIALS, conflict, strongest
from onrecord.ledger.facets import Facet
from onrecord.ledger.judged import Judged
from onrecord.ledger.reliability import ACCUSED, UNKNOWN_SIDE, Evidence, Rated, outlet_records, rated
from onrecord.ledger.standing import CONTESTED, FURTHEST, NEGATIVE
from onrecord.ledger.words import Word
from onrecord.model import Entry, Ground, Judgement
from onrecord.model.credibility import INFORMATION, SOURCES, UNGRADED, Credibility, grade_of
from onrecord.model.origin import ArticleFacts

BEST_CONTESTED = 3
"""The best figure of what is contested."""
NAMED = 3
"""Claims that a ground names of each side."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A word with what `reliability` makes of it."""

    word: Word
    rated: Rated

    @property
    def letter(self) -> str:
        """The source's letter."""
        return self.rated.letter

    def at_least(self, letter: str, *certainties: str) -> bool:
        """Whether the source is of this letter or better, and as certain as one of these."""
        return self.letter <= letter and self.word.certainty in certainties


@dataclass(frozen=True, slots=True)
class Weighing:
    """What weighs the matters of one settling: the `Evidence`, and by the id of an entry or claim what people decided of its credibility."""

    evidence: Evidence = field(default_factory=Evidence)
    decided: Mapping[str, Judgement] = field(default_factory=dict)

    @classmethod
    def of(cls, decided: Judged, entries: Collection[str], articles: Mapping[str, ArticleFacts], judgements: Iterable[Judgement]) -> Weighing:
        """The weighing by these judgements; of two on one thing the later counts. One whose entry is not among ``entries``, the ids there
        are now, is of the entry that holds the claim it is anchored to."""
        grades = {judged.subject if judged.subject in entries else claim: judged for claim, judged in decided.grades}
        return cls(Evidence(articles, outlet_records(judgements, articles)), grades)

    def weighed(self, entry: Entry, words: Sequence[Word], live: Collection[Word], members: Iterable[Facet]) -> Entry:
        """The entry with its credibility, from its words (those of its history, in their order), the ``live`` ones among them and its facets."""
        letters = rated(words, members, self.evidence)
        moves = tuple(replace(m, source=r.letter, rated=r.why) for m, r in zip(entry.history, letters, strict=True))
        counted = set(live)
        every = [Weighed(w, r) for w, r in zip(words, letters, strict=True) if w in counted]
        parties = {*entry.giver, *entry.receiver}
        statuses = sorted({w.word.status for w in every}, key=FURTHEST.index)
        graded = tuple(_graded(status, every, parties) for status in statuses)
        return replace(entry, history=moves, graded=graded, credibility=self._of_entry(entry, graded))

    def _of_entry(self, entry: Entry, graded: Sequence[Credibility]) -> Credibility:
        contested = entry.standing == CONTESTED
        status = entry.status if contested else entry.standing
        found = next((g for g in graded if g.status == status), UNGRADED)
        found = _capped(found) if contested else found
        judged = [self.decided[i] for i in (entry.id, *entry.claims) if i in self.decided]
        return _as_judged(found, max(judged, key=lambda j: (j.at, j.id))) if judged else found


def _as_judged(found: Credibility, judged: Judgement) -> Credibility:
    grade = grade_of(judged.value or "")
    if grade is None:
        return found
    by_rules = Ground("by the rules", f"without that judgement it would be {found.grade}")
    return Credibility(found.status, *grade, (Ground("judgement", f"{judged.by}: {judged.why}"), by_rules, *found.reasons), judged=True)


def _capped(found: Credibility) -> Credibility:
    if found.information >= BEST_CONTESTED:
        return found
    ground = Ground("contested", f"the matter is contested: {BEST_CONTESTED} at best")
    return replace(found, information=BEST_CONTESTED, reasons=(*found.reasons, ground))


# -- one status


def _graded(status: str, every: Sequence[Weighed], parties: Collection[str]) -> Credibility:
    told = [w for w in every if _supports(w.word.status, status)]
    support, against = _thinned(told), _thinned(_against(status, told, every, parties))
    best = min(support, key=lambda w: (w.letter, w.word.order))
    letter = Ground("source", f"the best source that says so: {best.letter}, {SOURCES[best.letter]}", best.rated.claims[:NAMED])
    information, grounds = _contradicted(support, against, *_told(support))
    return Credibility(status, best.letter, information, (letter, *best.rated.why, *grounds))


def _supports(said: str, status: str) -> bool:
    if status in NEGATIVE:
        return said == status or (status, said) == ("no_evidence", "denied")
    return said not in NEGATIVE and FURTHEST.index(said) <= FURTHEST.index(status)


def _against(status: str, support: Sequence[Weighed], every: Sequence[Weighed], parties: Collection[str]) -> list[Weighed]:
    """The words that cannot hold beside one of the support; against a halt stands nothing."""
    if status == "halted":
        return []
    said = strongest(w.word for w in support)
    if status in DENIALS:
        return [w for w in every if w.word.status not in NEGATIVE and any(conflict(w.word, s, parties) for s in said)]
    return [w for w in every if w.word.status in DENIALS and any(conflict(s, w.word, parties) for s in said)]


def _thinned(words: Iterable[Weighed]) -> list[Weighed]:
    """The first words of each side, letter and certainty in two reports: where two words are independent, two of these are as well."""
    seen: dict[tuple[str, str, str, str], set[str]] = {}
    kept = []
    for w in words:
        reports = seen.setdefault((w.rated.side, w.letter, w.word.certainty, w.word.status), set())
        if len(reports) < 2 and _report(w) not in reports:
            reports.add(_report(w))
            kept.append(w)
    return kept


def _told(support: Sequence[Weighed]) -> tuple[int, list[Ground]]:
    """The figure from what is said for it alone."""
    confirmed, corroborated, agreeing = _solid(support, "certain"), _solid(support, "certain", "probable"), _agreeing(support)
    if confirmed:
        return 1, [_pair("confirmed", 1, confirmed)]
    if corroborated:
        return 2, [_pair("corroborated", 2, corroborated)]
    worth = scales().alone
    one = min(support, key=lambda w: (worth[w.letter][w.word.certainty], w.letter, w.word.order))
    alone = worth[one.letter][one.word.certainty]
    if agreeing and alone > BEST_CONTESTED:
        return BEST_CONTESTED, [_pair("agreeing", BEST_CONTESTED, agreeing)]
    says = f"no two independent sources; one of {one.letter} says so as {one.word.certainty}"
    return alone, [Ground("alone", _told_as(says, alone), one.rated.claims[:NAMED])]


def _told_as(says: str, figure: int) -> str:
    return f"{says}: {figure}, {INFORMATION[figure]}"


def _pair(rule: str, figure: int, pair: tuple[Weighed, Weighed]) -> Ground:
    first, second = pair
    says = f"two independent sources say so, {first.letter} ({first.rated.side}) and {second.letter} ({second.rated.side})"
    return Ground(rule, _told_as(says, figure), (*first.rated.claims[:NAMED], *second.rated.claims[:NAMED]))


def _solid(words: Iterable[Weighed], *certainties: str) -> tuple[Weighed, Weighed] | None:
    """Two independent words, one of C or better and one of D or better, that are as certain as asked for."""
    fair = [w for w in words if w.at_least("D", *certainties)]
    return _independent([w for w in fair if w.letter <= "C"], fair)


def _agreeing(words: Iterable[Weighed]) -> tuple[Weighed, Weighed] | None:
    usable = [w for w in words if w.letter != "E"]
    return _independent(usable, usable)


def _independent(first: Iterable[Weighed], second: Iterable[Weighed]) -> tuple[Weighed, Weighed] | None:
    """The best two words, one of each kind, of two reports, speakers and sides; None where there are none.

    Of the words of one report and side only the best is looked at, and of those the search ends at the first that fits.
    """
    ones, others = _best_of_each(first), _best_of_each(second)
    if len({_report(w) for w in others}) < 2 or len({w.rated.side for w in others}) < 2:
        return None
    pairs = ((a, b) for a in ones for b in others if _report(a) != _report(b) and a.rated.side != b.rated.side)
    return next(pairs, None)


def _best_of_each(words: Iterable[Weighed]) -> list[Weighed]:
    found: dict[tuple[str, str], Weighed] = {}
    sided = (w for w in words if w.rated.side != UNKNOWN_SIDE)
    for w in sorted(sided, key=lambda w: (w.letter, w.word.order)):
        found.setdefault((_report(w), w.rated.side), w)
    return list(found.values())


def _report(w: Weighed) -> str:
    return w.word.report or w.word.origin


def _contradicted(support: Sequence[Weighed], against: Sequence[Weighed], figure: int, grounds: list[Ground]) -> tuple[int, list[Ground]]:
    """The figure with what stands against it."""
    if not against:
        return figure, grounds
    others = [w for w in against if w.rated.side != ACCUSED and w.at_least("C", "certain")]
    worse = None if _solid(support, "certain") else _denied(support, others) or _outweighed(support, others)
    if worse is not None:
        return worse[0], [*grounds, worse[1]]
    best = min(against, key=lambda w: (w.letter, w.word.order))
    figure = max(figure, BEST_CONTESTED)
    says = f"contradicted by a source of {best.letter} ({best.rated.side}): {figure}, {BEST_CONTESTED} at best"
    return figure, [*grounds, Ground("contested", says, best.rated.claims[:NAMED])]


def _denied(support: Sequence[Weighed], others: Sequence[Weighed]) -> tuple[int, Ground] | None:
    firm = [w for w in others if w.word.status != "no_evidence"]
    pair = _independent(firm, firm)
    if pair is None or min(w.letter for w in support) < min(w.letter for w in firm):
        return None
    first, second = pair
    says = f"two independent sources contradict it, {first.letter} ({first.rated.side}) and {second.letter} ({second.rated.side})"
    return 5, Ground("denied", _told_as(says, 5), (*first.rated.claims[:NAMED], *second.rated.claims[:NAMED]))


def _outweighed(support: Sequence[Weighed], others: Sequence[Weighed]) -> tuple[int, Ground] | None:
    best = min(w.letter for w in support)
    one = min(others, key=lambda w: (w.letter, w.word.order), default=None)
    if one is None or one.letter >= best:
        return None
    says = f"a source of {one.letter} ({one.rated.side}) contradicts it, better than any that says so ({best})"
    return 4, Ground("outweighed", _told_as(says, 4), one.rated.claims[:NAMED])
