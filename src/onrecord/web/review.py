"""The queue in the window: what is asked of it, and what a person decides in it, a step at a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from secrets import compare_digest
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from onrecord.errors import NotFoundError, QueryError
from onrecord.ledger.signed import signed
from onrecord.model import Judgement, Span
from onrecord.telling.deciding import Kind, given_words, read_subject
from onrecord.telling.lineup import APART, waiting_columns, waiting_fields, waiting_rows
from onrecord.telling.steps import Step
from onrecord.telling.words import quoted
from onrecord.web import judging
from onrecord.web.frame import Frame
from onrecord.web.pages.place import PATH, Place
from onrecord.web.pen import Pen
from onrecord.web.reviewing import Review, page_of
from onrecord.web.routing import routed
from onrecord.web.shown import as_csv, as_json, table
from onrecord.web.tally import on_page

FIELDS = frozenset({"token", "place", "do", "item", "subject", "other", "field", "value", "words", "by", "why", "note", "go"})
"""What a form of the queue may send; ``go`` any number of times."""
ACCEPTED = "the words say so"
MOST_PARAMETERS = 60


class Handlers:
    """What the queue answers in a window. ``pen`` writes."""

    def __init__(self, window: Frame) -> None:
        self.window, self.review = window, Review(window.shelf, window.name)
        self.pen = Pen(window.shelf.path, lambda: len(self.review.desk.queue().claims))

    def show(self, request: Request, form: str) -> Response:
        """The thing that a URL names, the first that waits, or a page of what waits as JSON or CSV."""
        place = Place.of(request.query_params.multi_items())
        if form:
            found = self._waiting(place)
            return as_json(found) if form == "json" else as_csv(table(waiting_rows(found["things"]), waiting_columns(place.kind)), "review")
        if not place.at:
            first = self.review.lineup(place).first(self.review.done(place, self.review.who(place), self.review.shelf.view.judgements()))
            if first:
                return RedirectResponse(place.url(at=first), 302)
        page = page_of(self.review, place)
        if not self.review.desk.settled():
            self.pen.soon(put_off=not page.settling)
        return self.window.page("review", page, path="/review")

    def _waiting(self, place: Place) -> dict[str, Any]:
        """A page of what waits, told with how much waits in all and where it goes on, so that nobody takes it for all."""
        done, asked = self.review.done(place, self.review.who(place), self.review.shelf.view.judgements()), place.asked
        waiting = [i for i in self.review.lineup(place).ids if i not in done]
        after = place.turned(asked.page + 1, f"{PATH}.json") if asked.page * asked.per < len(waiting) else None
        return {"waiting": len(waiting), "page": asked.page, "per": asked.per, "next": after,
                "things": waiting_fields(self.review.desk, place.kind, on_page(waiting, asked))}

    # -- decided

    def decide(self, body: bytes, media_type: str) -> Response:
        """Does what a form of the queue says; where that leads."""
        form = judging.form_of(body, media_type, FIELDS, ("go",))
        if not compare_digest(form.get("token", "").encode(), self.window.token.encode()):
            raise HTTPException(403, judging.STALE)
        place = _place(form.get("place", ""))
        by = given_words("name", form.get("by") or self.review.who(place))
        if form.get("do") == "undo":
            return RedirectResponse(self._undone(place, by), 303)
        if form.get("do") not in _DONE:
            raise QueryError("do", form.get("do", "")[:80], f"one of {', '.join((*_DONE, 'undo'))}")
        item = form.setdefault("item", "")
        made = [self._signed(by, said) for said in _DONE[form["do"]](self.review, form)]
        if made:
            self.pen.keep(made)
        self.review.steps.add(Step(by, time.time(), form["do"], place.kind, item, tuple(j.id for j in made)))
        return RedirectResponse(self._next(place, by, item, form["do"]), 303)

    def _next(self, place: Place, by: str, item: str, do: str) -> str:
        if do in ("value", "note"):
            return place.url(at=item)
        done = self.review.done(place, by, self.review.shelf.view.judgements()) | {item}
        return place.url(at=self.review.lineup(place).after(item, done))

    def _undone(self, place: Place, by: str) -> str:
        """Takes the last step back."""
        steps = self.review.steps.standing(by)
        if not steps:
            raise QueryError("undo", by, "has taken no step that could be undone")
        last = steps[-1]
        standing = {j.id for j in self.review.shelf.view.judgements() if not j.withdrawn}
        self.pen.keep([self._signed(by, Said(Kind.withdraw, (j,), "undone")) for j in reversed(last.judgements) if j in standing])
        self.review.steps.add(Step(by, time.time(), "undo", last.kind, last.item))
        return place.url(what=last.kind if last.kind != "claims" else "", at=last.item)

    def _signed(self, by: str, said: Said) -> Judgement:
        about = read_subject(self.review.shelf.view, said.kind, said.subject)
        at = datetime.now(UTC).isoformat(timespec="microseconds")
        return signed(said.kind.value, about.subject, by, at, given_words("reason", said.why), about.article, said.span or about.span, *about[3:])


def _place(query: str) -> Place:
    try:
        return Place.of(parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS))
    except ValueError as fault:
        raise QueryError("place", query[:80], "is no address of the queue") from fault


class Said(NamedTuple):
    """A judgement to be signed: its kind, what follows it, why, and the words that it is anchored to (None: as its kind is)."""

    kind: Kind
    subject: tuple[str, ...]
    why: str
    span: Span | None = None


Form = dict[str, str]


def _why(form: Form, otherwise: str) -> str:
    return form.get("why", "").strip() or form.get("note", "").strip() or otherwise


def _one(kind: Kind, reason: str) -> Callable[[Review, Form], list[Said]]:
    """A judgement of a claim: of the thing itself, or of the side that is named."""
    return lambda review, form: [Said(kind, (form.get("subject") or form["item"],), _why(form, reason))]


def _value(review: Review, form: Form) -> list[Said]:
    """A field of a claim has this value; where words were chosen for it, by these words."""
    claim = review.desk.claims([form["item"]]).get(form["item"])
    said = (form["item"], form.get("field", ""), form.get("value", ""))
    words = Place.of([("words", form.get("words", ""))]).words
    if claim is None or words is None:
        return [Said(Kind.value_is, said, _why(form, "as the page tells it"))]
    text = quoted(review.shelf.article(claim.article).text[words.start:words.end][:200])
    return [Said(Kind.value_is, said, _why(form, f"the words {text}"), words if claim.span.holds(words) else None)]


def _matters(review: Review, form: Form) -> list[Said]:
    """Two matters are one, or two. Claims stand for them, since claims outlive the ids of entries."""
    sides = (form.get("other", ""), form.get("subject") or form["item"])
    found = {e.id: e.claims[0] for e in review.desk.entries(sides)}
    if not sides[0]:
        raise QueryError("other", "", "say which other matter")
    kind = Kind(form["do"])
    return [Said(kind, tuple(found.get(side, side) for side in sides), _why(form, "one matter" if kind == Kind.same else "two matters"))]


def _split(review: Review, form: Form) -> list[Said]:
    """Claims leave the matter, and stay together where several go."""
    going = form.get("go", "").split()
    entry = next(iter(review.desk.entries([form.get("other", "")])), None)
    if entry is None:
        raise NotFoundError("entry", form.get("other", ""))
    staying = [c for c in entry.claims if c not in going]
    if not going or not staying or not set(going) <= set(entry.claims):
        raise QueryError("go", " ".join(going)[:80], "some claims of the matter go, and some stay")
    why, stays = _why(form, "another matter"), form["item"] if form["item"] in staying else staying[0]
    return [*(Said(Kind.different, (stays, c), why) for c in going), *(Said(Kind.same, (going[0], c), why) for c in going[1:])]


def _both(review: Review, form: Form) -> list[Said]:
    return [Said(Kind.both_stand, tuple(form["item"].split(APART)), _why(form, "each is read rightly; they disagree"))]


def _note(review: Review, form: Form) -> list[Said]:
    return [Said(Kind.note, (form.get("subject") or form["item"],), form.get("note", ""))]


_DONE: dict[str, Callable[[Review, Form], list[Said]]] = {
    "right": _one(Kind.right, ACCEPTED), "wrong": _one(Kind.wrong, ""), "value": _value, "same": _matters, "different": _matters, "split": _split,
    "both": _both, "note": _note, "skip": lambda review, form: [],
}
"""What a form may do, and the judgements that it makes."""


def routes(window: Frame) -> list[Route]:
    """The queue's addresses."""
    handlers = Handlers(window)
    window.closing.append(handlers.pen.close)

    async def decide(request: Request) -> Response:
        return await run_in_threadpool(handlers.decide, await judging.body_of(request), request.headers.get("content-type", ""))

    return [Route("/review", decide, methods=["POST"]), *routed("/review", handlers.show, "csv", "json")]

