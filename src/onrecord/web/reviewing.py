"""Reviewing: the page of a place in the queue, put together from what waits, what is decided and what is open on it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from threading import Lock, Thread
from typing import TypeVar, cast

from onrecord.errors import NotFoundError, QueryError
from onrecord.flow import home_of
from onrecord.ledger.corrections import FORMS
from onrecord.model import Article, Judgement, Reading
from onrecord.model.entry import LedgerQuery
from onrecord.model.search import WordQuery
from onrecord.store.desk import Desk
from onrecord.telling.lineup import APART, KINDS, Lineup, decided, lineup
from onrecord.telling.pointed import FIELDS as POINTED
from onrecord.telling.pointed import Pointed, pointed
from onrecord.telling.steps import Steps, pace
from onrecord.telling.words import status_words
from onrecord.web.judging import Decision
from onrecord.web.pages.around import BESIDE, BESIDE_EDITED
from onrecord.web.pages.place import Place
from onrecord.web.pages.review import KEYS, Panel, ReviewPage, edit_of, filters_of, kinds_of, orders_of, split_of
from onrecord.web.pages.waiting import Matter, OneClaim, Shown, Thing
from onrecord.web.shelf import Shelf

T = TypeVar("T")
KEPT, READ = 12, 4
"""Queues and readings kept: of the few questions and pages that a person goes between. Chosen."""
MOST_FOUND = 9
"""Matters that are listed to merge with: each has a digit for its key."""


class Review:
    """The queue of one record. ``name`` is who decides unless a URL says; ``steps`` remembers the way."""

    def __init__(self, shelf: Shelf, name: str) -> None:
        self.shelf, self.name, self.steps = shelf, name, Steps(shelf.path)
        self._desk: Desk | None = None
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._readings: OrderedDict[str, Reading] = OrderedDict()
        self._lock = Lock()

    @property
    def desk(self) -> Desk:
        """The record as whoever looks it through is shown it."""
        view = self.shelf.view
        if self._desk is None or self._desk.view is not view:
            self._desk = Desk(view)
        return self._desk

    # -- what waits

    def lineup(self, place: Place, kind: str = "") -> Lineup:
        """The queue of a place, or another kind's with the same filters; worked out once for each state of the entries."""
        wanted = kind or place.kind
        key = (self.desk.state(), wanted, place.sort if wanted == "claims" else "", place.filters.given)
        return self._once(key, lambda: lineup(self.desk, place.filters, wanted, place.sort))

    def _once(self, key: Hashable, make: Callable[[], T]) -> T:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast(T, self._kept[key])
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made

    def done(self, place: Place, by: str, judgements: Sequence[Judgement], kind: str = "") -> frozenset[str]:
        """What is decided, and what this person skipped, unless that is asked for again."""
        skipped = frozenset[str]() if place.get("again") else self.steps.skipped(by, kind or place.kind)
        return decided(self.desk, kind or place.kind, judgements) | skipped

    def who(self, place: Place) -> str:
        """Who decides: as the URL says, else as the window was opened."""
        return " ".join((place.get("by") or self.name).split())

    # -- what words come to

    def pointed(self, article: Article, place: Place) -> Pointed | None:
        """What the words that were chosen come to."""
        words, field = place.words, place.get("field")
        if words is None or field not in POINTED or words.end > len(article.text):
            return None
        reading = self.reading(article)
        return pointed(article, reading, field, words, home_of(article, reading))

    def reading(self, article: Article) -> Reading:
        """The layers of an article; those of the last few are kept."""
        with self.shelf.one_reads:
            if article.id not in self._readings:
                self._readings[article.id] = self.shelf.reader.layers(article)
                while len(self._readings) > READ:
                    self._readings.popitem(last=False)
            return self._readings[article.id]

    def foresee(self, article: Article) -> None:
        """Reads an article while the person still chooses words of it."""
        if article.id not in self._readings:
            Thread(target=self.reading, args=(article,), name="foreseeing", daemon=True).start()


def page_of(review: Review, place: Place) -> ReviewPage:
    """The page of a place."""
    by, judgements = review.who(place), review.shelf.view.judgements()
    held, done = review.lineup(place), review.done(place, by, judgements)
    thing, fault = _thing(review, place)
    ids = {place.at, *place.at.split(APART)} - {""}
    decisions = tuple(Decision.of(review.desk.view, j) for j in judgements if j.kind != "withdraw" and ids & set(j.subject.split()))
    number = held.place.get(place.at, held.done(done) - 1) + 1 if thing else held.done(done)
    steps = review.steps.standing(by) if by else []
    return ReviewPage(
        "Review", place, by, thing, number, len(held.ids), held.done(done), len(review.steps.skipped(by, place.kind)) if by else 0, pace(steps),
        len(steps), kinds_of(place, {place.kind: len(held.ids) - held.done(done)}), orders_of(place), filters_of(place),
        _turned(review, place, done, -1), _turned(review, place, done, 1), place.at in done, decisions,
        _panel(review, place, thing) if isinstance(thing, OneClaim) else None, fault, not held.ids and not review.desk.settled(),
    )


def _thing(review: Review, place: Place) -> tuple[Thing | None, str]:
    """What is looked at; None with the reason where it cannot be shown."""
    if not place.at:
        return None, ""
    beside = BESIDE_EDITED if place.get("panel") == "edit" and place.get("field") in POINTED else BESIDE
    if (APART in place.at) == (place.kind == KINDS[0]):
        raise QueryError("at", place.at, "one id where claims wait, two with - between where others do")
    try:
        return Shown(review.desk).thing(place.kind, place.at, beside), ""
    except NotFoundError as gone:
        return None, str(gone)


def _turned(review: Review, place: Place, done: frozenset[str], step: int) -> str:
    found = review.lineup(place).after(place.at, done, step)
    return place.url(at=found) if found else ""


def _panel(review: Review, place: Place, claim: OneClaim) -> Panel | None:
    """What is open on the page of a claim."""
    name, field = place.get("panel"), place.get("field")
    if name == "edit" and field:
        return _edit(review, place, claim)
    if name == "merge":
        return Panel(name, found=_found(review, place, claim))
    if name == "split" and claim.matters:
        return Panel(name, claims=split_of(_members(review, claim.matters[0].id)))
    return Panel(name) if name == "edit" else None


def _edit(review: Review, place: Place, claim: OneClaim) -> Panel:
    field = place.get("field")
    if field not in FORMS:
        raise QueryError("field", field, f"one of {', '.join(FORMS)}")
    row = next(r for r in claim.rows if r.name == field)
    article = review.shelf.article(claim.told.url.partition("#")[0].rpartition("/")[2])
    words, found = place.words, review.pointed(article, place)
    if field in POINTED and words is None:
        review.foresee(article)
    text = " ".join(article.text[words.start:words.end].split()) if words else ""
    return Panel("edit", edit_of(place, row.label, row.value, found, text))


def _found(review: Review, place: Place, claim: OneClaim) -> tuple[tuple[str, Matter], ...]:
    """The matters that this one may be: those that the words find, else those between the same parties, the last published first."""
    desk, own = review.desk, {m.id for m in claim.matters}
    if words := place.get("find"):
        hits = [hit.id for hit in desk.view.find(WordQuery(words, kind="claim", limit=50))]
        ids = [words.casefold(), *(e for i in hits for e in desk.queue().entries_of(i))]
    else:
        giver, receiver = (side[0].value if side and side[0].value != "unknown" else None for side in (claim.told.giver, claim.told.receiver))
        ids = desk.passing(LedgerQuery(giver, receiver, order="last", limit=MOST_FOUND + len(own)))
    wanted = [i for i in dict.fromkeys(ids) if i not in own][:MOST_FOUND]
    found = {e.id: Matter.of(e) for e in desk.entries(wanted)}
    return tuple((KEYS[n], found[i]) for n, i in enumerate(i for i in wanted if i in found))


def _members(review: Review, entry: str) -> list[tuple[str, str]]:
    """The claims of a matter with their sentences."""
    entries = review.desk.entries([entry])
    claims = review.desk.claims(entries[0].claims) if entries else {}
    return [(c.id, f"{status_words(c.status.value)}: {c.quote}") for c in sorted(claims.values(), key=lambda c: (c.article, c.span.start, c.id))]
