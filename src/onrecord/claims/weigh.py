"""Asks the learned reader about every word of an article that may tell a claim."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.claims.answer import NOBODY, Answer
from onrecord.claims.clues import Witness
from onrecord.claims.decide import Weighed
from onrecord.claims.layers import Layers
from onrecord.claims.learned import Detector, Seen
from onrecord.claims.makers import Party
from onrecord.claims.proposal import Unit
from onrecord.claims.propose import Framed, framed
from onrecord.claims.questions import page_for, question_of
from onrecord.claims.thresholds import DEFAULT, Thresholds
from onrecord.claims.windows import Page
from onrecord.model import STATUSES, Span


def weigh(layers: Layers, detector: Detector | None, limits: Thresholds = DEFAULT) -> tuple[Witness, list[Weighed]]:
    """Every unit that a frame points at or the model finds likely, with its answer.

    Without a detector the frames' own readings are taken for true where they have parties enough.
    """
    witness = Witness(layers, framed(layers))
    if detector is None:
        return witness, [Weighed(unit, _own(witness, unit, f), f) for unit in witness.units() if (f := witness.framed[unit.word, unit.act]).enough]
    page = page_for(layers, witness)
    out: list[Weighed] = []
    for seen in detector.look(page):
        asked = [(unit, question_of(layers, witness, page, unit)) for unit in _units(layers, witness, page, seen, limits)]
        put = [(unit, found) for unit, found in asked if found is not None and found[0] in seen.window.sentences]
        answers = detector.answers(seen, page, [found for _, found in put])
        out += [Weighed(unit, answer, witness.framed.get((unit.word, unit.act)))
                for (unit, _), answer in zip(put, answers, strict=True) if answer is not None]
    return witness, out


def _units(layers: Layers, witness: Witness, page: Page, seen: Seen, limits: Thresholds) -> list[Unit]:
    """The frames' units in the window's sentences, and the words that the model finds likely."""
    inside = [Span(s.start, s.start + len(s.text)) for s in (page.sentences[n] for n in seen.window.sentences)]
    found = {u for u in witness.units() if any(span.start <= layers.tree.start[u.word] < span.end for span in inside)}
    for number, start, act in seen.candidates(page, limits.look):
        at = page.sentences[number].start + start
        words = layers.words_in(Span(at, at + 1))
        if words:
            found.add(Unit(words[0], act))
    return sorted(found)


def _own(witness: Witness, unit: Unit, found: Framed) -> Answer:
    """A frame's own reading as an answer. What it takes for both giver and receiver is the giver; only production has one party twice."""
    told = witness.stance(unit).status or "underway"
    giver, receiver = _sure(found.roles.giver), _sure(found.roles.receiver)
    if giver == receiver and unit.act != "production":
        receiver = _sure(())
    return Answer(1.0, 1.0, 1.0, {name: float(name == told) for name in STATUSES}, {}, giver, receiver,
                  tuple((i.span, 1.0) for i in found.candidate.items), (None, 1.0))


def _sure(parties: Sequence[Party]) -> tuple[tuple[str, float], ...]:
    codes = tuple(dict.fromkeys(code for code, _ in parties)) or (NOBODY,)
    return tuple((code, 1 / len(codes)) for code in codes)
