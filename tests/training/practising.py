"""An annotated example by hand: what the claims model is taught with."""

from __future__ import annotations

from training.claims_gold import Example, GoldClaim

from onrecord.claims.clues import ITEM_CLUES, ROLE_CLUES, TIME_CLUES, UNIT_CLUES
from onrecord.claims.units import Question
from onrecord.claims.windows import ITEM, PARTY, PUBLISHER, REFERRING, TIME, Hint, Mark, MarkedSentence, Page
from onrecord.model import ACTS

TEXT = "Norway sent tanks to Kyiv in May; it will send Norwegian shells."
TRANSFER = ACTS.index("transfer")


def question(word: str, act: str = "transfer") -> Question:
    """What is asked about a word of `TEXT`, with its goods, its time and clues for its parties."""
    goods = tuple((TEXT.index(w), TEXT.index(w) + len(w), (0.25,) * len(ITEM_CLUES)) for w in ("tanks", "shells"))
    may = TEXT.index("May")
    return Question(TEXT.index(word), ACTS.index(act), (1.0,) * len(UNIT_CLUES), {"NO": (0.5,) * len(ROLE_CLUES), "UA": (0.75,) * len(ROLE_CLUES)},
                    goods, ((may, may + 3, (0.125,) * len(TIME_CLUES)),))


def claim(word: str | None = "sent", **change: object) -> GoldClaim:
    """The claim of the first half of `TEXT`."""
    fields: dict[str, object] = {
        "sentence": 0, "start": 0, "end": TEXT.index(" in May"), "act": "transfer", "status": "done", "certainty": "certain", "giver": ("NO",),
        "receiver": ("UA",), "items": (("tank", "tanks"),), "question": None if word is None else question(word), "times": (0,)}
    return GoldClaim(**(fields | change))  # type: ignore[arg-type]


def norway(
    *claims: GoldClaim, kind: str = "gold", framed: tuple[tuple[int, Question], ...] | None = None, unsure: frozenset[tuple[int, str]] = frozenset(),
) -> Example:
    """A page of `TEXT` alone, published by Norway; frames point at "sent" and "send"."""
    places = [("Norway", PUBLISHER, ("NO",), "name"), ("tanks", ITEM, (), ""), ("Kyiv", PARTY, ("UA",), "capital"), ("May", TIME, (), ""),
              ("it", REFERRING, ("NO",), "pronoun"), ("Norwegian", PUBLISHER, ("NO",), "demonym")]
    marks = tuple(Mark(TEXT.index(w), TEXT.index(w) + len(w), kind_, codes, form) for w, kind_, codes, form in places)
    hints = tuple(Hint(TEXT.index(w), TEXT.index(w) + 4, TRANSFER) for w in ("sent", "send"))
    title = MarkedSentence("Norway gives", -1, (Mark(0, 6, PUBLISHER, ("NO",), "name"),))
    page = Page(title, "NO", (MarkedSentence(TEXT, 0, marks, hints),), {"NO": "Norway", "UA": "Kyiv"})
    asked = ((0, question("sent")), (0, question("send"))) if framed is None else framed
    return Example("a", "news", kind, page, claims or (claim(),), unsure, asked)
