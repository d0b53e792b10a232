"""Review: one thing of the queue after another, with all that is needed to decide it from the keyboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.ledger.corrections import FORMS
from onrecord.model import ACTS, CERTAINTIES, STATUSES
from onrecord.telling.lineup import KINDS, ORDERS
from onrecord.telling.pointed import FIELDS as POINTED
from onrecord.telling.pointed import Pointed
from onrecord.telling.words import status_words
from onrecord.web.judging import Decision
from onrecord.web.pages.ledger import in_force
from onrecord.web.pages.place import Place
from onrecord.web.pages.waiting import EDITED, Matter, Thing

REASONS = (
    "the words tell no act of this kind", "the supplier or the receiver is another", "the goods or the amount are others",
    "it is told otherwise: planned, denied, asked or supposed, not done", "somebody else says so, or nobody does",
    "the same claim is here already", "the words are not part of the article",
)
"""Why claims are wrong most often; each with a digit for its key."""
KEYS = "123456789bdgijklqvwyz"
"""Keys of the things of a list, in order; letters that do something else on the page are left out."""
CHOICES: Mapping[str, tuple[str, ...]] = {"act": ACTS, "status": STATUSES, "certainty": CERTAINTIES}
"""The fields whose value is one of a list."""
LABELS = {"claims": "Claims", "disagreements": "Disagreements", "same": "Same matter?", "confidence": "the least sure first",
          "disagreement": "the most disputed first", "told": "as published"}


@dataclass(frozen=True, slots=True)
class Way:
    """A link to another queue or order; ``chosen`` is the one shown."""

    label: str
    url: str
    chosen: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a list with its key."""

    key: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Edit:
    """The open panel of a field: what it may hold (``form``), its list if it has one, whether it is read from words, where words lead that are chosen
    ("": to be followed by START-END), and what those that were chosen came to."""

    field: str
    label: str
    form: str
    value: str
    choices: tuple[Choice, ...]
    from_words: bool
    url: str
    chosen: str
    pointed: Pointed | None
    words: str


@dataclass(frozen=True, slots=True)
class Panel:
    """What is open: "edit" with its field (None: to be chosen), "merge" with the matters found, "split" with the claims of the matter (id, words)."""

    name: str
    edit: Edit | None = None
    found: tuple[tuple[str, Matter], ...] = ()
    claims: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """``number`` of ``total`` things is the one shown; ``done`` of them are decided or skipped, ``skipped`` by this person. ``pace``: seconds an item
    takes. ``steps`` can be undone. ``fault`` says why the thing named is not shown. ``settling``: nothing waits
    since what was read is not settled."""

    title: str
    place: Place
    who: str
    thing: Thing | None
    number: int
    total: int
    done: int
    skipped: int
    pace: float | None
    steps: int
    kinds: tuple[Way, ...]
    orders: tuple[Way, ...]
    filters: tuple[tuple[str, str], ...]
    before: str
    after: str
    decided: bool
    decisions: tuple[Decision, ...]
    panel: Panel | None
    fault: str
    settling: bool
    reasons: tuple[Choice, ...] = tuple(Choice(KEYS[n], reason, reason) for n, reason in enumerate(REASONS))
    edited: tuple[tuple[str, str], ...] = EDITED

    @property
    def left(self) -> int:
        """How many things wait."""
        return self.total - self.done

    @property
    def query(self) -> str:
        """The place as a form sends it back."""
        return self.place.but().url().partition("?")[2]

    @property
    def clear(self) -> str:
        """Where no filter is in force."""
        return self.place.but(**{f"{name}_": "" for name, _ in self.place.filters.given}, at="").url()


def kinds_of(place: Place, counts: Mapping[str, int]) -> tuple[Way, ...]:
    """The queues, each with how many things wait in it where that is known."""
    return tuple(Way(LABELS[k], place.url(what=k if k != KINDS[0] else "", at=""), k == place.kind, counts.get(k, 0)) for k in KINDS)


def orders_of(place: Place) -> tuple[Way, ...]:
    """The orders of claims; the other queues have one of their own."""
    if place.kind != KINDS[0]:
        return ()
    return tuple(Way(LABELS[o], place.url(sort=o, at=""), o == place.sort) for o in ORDERS)


def filters_of(place: Place) -> tuple[tuple[str, str], ...]:
    """The filters in force in words, each with the URL without it."""
    words, names = (words for words, _ in in_force(place.filters)), (name for name, _ in place.filters.given if name != "as-of")
    return tuple((said, place.url(**{f"{name}_": "", "at": ""})) for said, name in zip(words, names, strict=True))


def edit_of(place: Place, label: str, value: str, found: Pointed | None, words: str) -> Edit:
    """The panel of the field that is edited."""
    field = place.get("field")
    choices = tuple(Choice(KEYS[n], v, status_words(v)) for n, v in enumerate(CHOICES.get(field, ())))
    to = f"{place.url(panel='edit', field=field)}&words=" if field in POINTED else ""
    return Edit(field, label, FORMS[field], value, choices, field in POINTED, to, place.get("words"), found, words)


def split_of(claims: Sequence[tuple[str, str]]) -> tuple[tuple[str, str, str], ...]:
    """The claims of a matter as (key, id, words)."""
    return tuple((KEYS[n] if n < len(KEYS) else "", key, words) for n, (key, words) in enumerate(claims))


