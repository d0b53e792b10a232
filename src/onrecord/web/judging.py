"""Judging: what a person sends from a page, read from a form and kept in the record as a judgement; and those that a page shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from onrecord.errors import QueryError
from onrecord.flow import open_record
from onrecord.ledger.signed import signed
from onrecord.model import Judgement
from onrecord.store import StoreView
from onrecord.store.filters import last_day
from onrecord.telling.deciding import Kind, about, given_words, keep, read_subject
from onrecord.web.shelf import Shelf

MOST_BYTES = 20_000
"""A form that is longer is refused unread: a reason is a few sentences."""
LONGEST_WORDS = 2_000
MOST_CHOSEN = 500
"""Things of a list that one form may choose."""
STALE = "This page is from before the window was opened last. Load it again, then decide."
FIELDS = frozenset({"token", "kind", "subject", "value", "said", "by", "why", "back"})
"""``said`` stands for kind and subject together, for forms whose buttons speak of different things."""
_BACK = re.compile(r"/(?:entry|article)/[0-9a-f]{1,64}(?:\?as-of=\d{4}(?:-\d\d){0,2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement as a page shows it: in words, who, on which day, why, and whether it is taken back."""

    id: str
    words: str
    by: str
    day: str
    why: str
    withdrawn: bool

    def after(self, day: str) -> bool:
        """Whether it was signed after the end of an ISO day, month or year; "": no day is asked for."""
        return bool(day) and self.day > last_day(day)

    @classmethod
    def of(cls, view: StoreView, j: Judgement) -> Decision:
        """A judgement of this record."""
        return cls(j.id, about(view, j), j.by, j.at[:10], j.why, j.withdrawn)


def decisions(shelf: Shelf, subjects: Iterable[str]) -> tuple[Decision, ...]:
    """The judgements about any of these claims, entries or articles, by time; withdrawals of them are told by what they took back."""
    wanted = set(subjects)
    found = [j for j in shelf.view.judgements() if j.kind != "withdraw" and not wanted.isdisjoint([*j.subject.split(), j.article or ""])]
    return tuple(Decision.of(shelf.view, j) for j in found)


async def body_of(request: Request) -> bytes:
    """What was sent, if it is no longer than a form may be."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise HTTPException(413, f"A form has at most {MOST_BYTES:,} bytes.")
    return body


def form_of(body: bytes, media_type: str, known: frozenset[str] = FIELDS, many: tuple[str, ...] = ()) -> dict[str, str]:
    """The fields of a form, each of those ``known`` once at most; of those that may come ``many`` times the values with spaces between. Raises
    `QueryError` for what is no form of ours."""
    if media_type.partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise QueryError("form", media_type[:80], "is not how the window sends a form")
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=len(known) + MOST_CHOSEN * bool(many), errors="replace")
    except ValueError as fault:
        raise QueryError("form", body[:40].decode("ascii", "replace"), "cannot be read") from fault
    form = dict(pairs)
    single = [name for name, _ in pairs if name not in many]
    if len(set(single)) != len(single) or not form.keys() <= known:
        raise QueryError("form", ", ".join(sorted(form))[:80], f"holds each of {', '.join(sorted(known))} once at most")
    form |= {name: " ".join(value for key, value in pairs if key == name) for name in many if name in form}
    if long := next((name for name, value in form.items() if len(value) > LONGEST_WORDS), None):
        raise QueryError(long, form[long][:40] + "…", f"is longer than {LONGEST_WORDS:,} characters")
    return form


def decide(shelf: Shelf, form: Mapping[str, str]) -> str:
    """Signs and keeps what a form says; where to go back to. Raises `QueryError`, `NotFoundError` or `StoreError`."""
    back = form.get("back", "")
    if not _BACK.fullmatch(back):
        raise QueryError("back", back[:80], "leads to no page that judgements are given on")
    if form.get("said"):
        form = {**form, **dict(zip(("kind", "subject"), form["said"].split(" ", 1), strict=False))}
    if form.get("kind", "") not in set(Kind):
        raise QueryError("kind", form.get("kind", "")[:80], f"one of {', '.join(Kind)}")
    kind = Kind(form["kind"])
    by, why = given_words("name", form.get("by", "")), given_words("reason", form.get("why", ""))
    words = [*form.get("subject", "").split(), *([form["value"].strip()] if form.get("value", "").strip() else [])]
    said = read_subject(shelf.view, kind, words)
    made = signed(kind.value, said.subject, by, datetime.now(UTC).isoformat(timespec="microseconds"), why, *said[1:])
    with open_record(shelf.path, write=True) as store:
        keep(store, [made])
    return f"{back}#decisions"
