"""Deciding: what a person may say about claims, matters, texts and days, read from words and kept in a record."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from onrecord.errors import NotFoundError, QueryError
from onrecord.telling.parties import party_code
from onrecord.telling.words import SHORT_ID, quoted

if TYPE_CHECKING:
    from onrecord.model import Claim, Judgement, Span
    from onrecord.store import StoreView


class Kind(StrEnum):
    """What a person may say (`model.judgement.KINDS`)."""

    right = "right"
    wrong = "wrong"
    value_is = "value-is"
    same = "same"
    different = "different"
    both_stand = "both-stand"
    credibility_is = "credibility-is"
    same_origin = "same-origin"
    different_origin = "different-origin"
    date_is = "date-is"
    note = "note"
    withdraw = "withdraw"


class About(NamedTuple):
    """What a judgement says besides its kind: the fields of `model.Judgement`."""

    subject: str
    article: str | None = None
    span: Span | None = None
    field: str | None = None
    value: str | None = None


class Given(NamedTuple):
    """How a kind is given: what follows it on the command line, and how that is read."""

    words: str
    read: Callable[[StoreView, Sequence[str]], About]


def keep(store: StoreView, judgements: Sequence[Judgement], settle: bool = True) -> None:
    """Keeps the judgements in a record opened for writing, takes back what they withdraw, and derives its entries again (``settle``: now, else
    whenever they are settled next)."""
    from onrecord.ledger.signed import taken_back
    from onrecord.store import Store

    assert isinstance(store, Store)
    for judgement in judgements:
        store.judge(judgement)
    every = store.judgements()
    back = taken_back(every)
    for judgement in every:
        if judgement.id in back and not judgement.withdrawn:
            store.withdraw(judgement.id)
    if settle:
        store.settle()


def about(view: StoreView, judgement: Judgement) -> str:
    """What a judgement is about, in words: the quote that it is anchored to, else its subject."""
    subject = " and ".join(part[:SHORT_ID] + part[part.find("#"):] * ("#" in part) for part in judgement.subject.split())
    value = f" {judgement.field or ''} {judgement.value!r}".replace("  ", " ") if judgement.value is not None else ""
    try:
        page = view.article(judgement.article) if judgement.article else None
    except NotFoundError:
        return f"{judgement.kind} {subject}{value} (a page that this record does not hold)"
    words = f" {quoted(page.text[judgement.span.start:judgement.span.end])}" if page and judgement.span else ""
    return f"{judgement.kind} {subject}{value}{words}" + (f" ({page.name})" if page else "")


def given_words(option: str, text: str) -> str:
    """A name or a reason on one line. Raises `QueryError` for an empty one."""
    if not text.strip():
        raise QueryError(option, text, "may not be empty: a judgement has a name and a reason")
    return " ".join(text.split())


# -- what each kind is given


def read_subject(view: StoreView, kind: Kind, subject: Sequence[str]) -> About:
    """What a judgement of this kind says, from the words that follow it on a command line. Raises `QueryError` or `NotFoundError`."""
    given = _GIVEN[kind]
    if len(subject) != len(given.words.split()):
        raise QueryError(f"judge {kind}", " ".join(subject), f"takes: onrecord judge {kind} {given.words}")
    return given.read(view, subject)


def _claim(view: StoreView, key: str) -> Claim:
    try:
        return view.claim(key.strip().casefold())
    except NotFoundError:
        raise NotFoundError("claim", key, "claims are listed by onrecord article NAME and onrecord entry ID") from None


def _of_claim(view: StoreView, subject: Sequence[str]) -> About:
    claim = _claim(view, subject[0])
    return About(claim.id, claim.article, claim.span)


def _value_is(view: StoreView, subject: Sequence[str]) -> About:
    from onrecord.ledger.corrections import FORMS, corrected

    key, field, value = subject
    claim, field, value = _claim(view, key), field.strip().casefold(), value.strip()
    field = {"from": "giver", "to": "receiver"}.get(field, field)
    if field not in FORMS:
        raise QueryError("field", field, f"one of {', '.join(FORMS)}")
    if field in {"giver", "receiver"}:
        value = ", ".join(party_code(p) for p in value.split(",") if p.strip())
    try:
        corrected(claim, field, value)
    except ValueError as fault:
        raise QueryError(f"value of {field}", value, str(fault)) from fault
    return About(claim.id, claim.article, claim.span, field, value)


def _matters(view: StoreView, subject: Sequence[str]) -> About:
    """Two entries or claims; the anchor is that of the second, where it is a claim."""
    (first, _), (second, claim) = (_matter(view, key) for key in subject)
    if first == second:
        raise QueryError("subject", subject[1], "the same one twice")
    return About(f"{first} {second}") if claim is None else About(f"{first} {second}", claim.article, claim.span)


def _both(view: StoreView, subject: Sequence[str]) -> About:
    """Two claims; the anchor is that of the first."""
    first, second = (_claim(view, key) for key in subject)
    if first.id == second.id:
        raise QueryError("subject", subject[1], "the same one twice")
    return About(f"{first.id} {second.id}", first.article, first.span)


def _noted(view: StoreView, subject: Sequence[str]) -> About:
    key, claim = _matter(view, subject[0])
    return About(key) if claim is None else About(key, claim.article, claim.span)


def _credibility_is(view: StoreView, subject: Sequence[str]) -> About:
    """An entry, or a claim that stands for its entry; the anchor is that claim, or the entry's first, so that the grade outlives its id."""
    from onrecord.model.credibility import grade_of

    grade = grade_of(subject[1])
    if grade is None:
        raise QueryError("grade", subject[1], "a letter A to F and a figure 1 to 6, such as B2")
    key, claim = _matter(view, subject[0])
    anchor = claim or view.claims_of(view.entry(key))[0]
    return About(key, anchor.article, anchor.span, value=f"{grade[0]}{grade[1]}")


def _matter(view: StoreView, key: str) -> tuple[str, Claim | None]:
    wanted = key.strip().casefold()
    try:
        return view.entry(wanted).id, None
    except NotFoundError:
        pass
    try:
        claim = view.claim(wanted)
    except NotFoundError:
        raise NotFoundError("entry or claim", key, "the ledger lists entries, onrecord entry ID their claims") from None
    return claim.id, claim


def _stories(view: StoreView, subject: Sequence[str]) -> About:
    from onrecord.model.origin import article_of_story

    first, second = (_story(view, key) for key in subject)
    if first == second:
        raise QueryError("subject", subject[1], "the same story twice")
    return About(f"{first} {second}", article_of_story(first))


def _story(view: StoreView, key: str) -> str:
    """The id of the one story that a page's name or an id stands for."""
    from onrecord.telling.family import stories

    found = stories(view, key)
    if len(found) > 1:
        raise QueryError("page", key, f"holds {len(found)} stories; say which: {key}#1 to {key}#{len(found)}")
    return found[0]


def _date_is(view: StoreView, subject: Sequence[str]) -> About:
    page, day = view.article(subject[0]), subject[1].strip()
    try:
        real = re.fullmatch(r"\d{4}-\d\d-\d\d", day) and date.fromisoformat(day)
    except ValueError:
        real = None
    if not real:
        raise QueryError("day", day, "a day of the calendar as YYYY-MM-DD, such as 2024-02-22")
    return About(page.id, page.id, value=day)


def _withdraw(view: StoreView, subject: Sequence[str]) -> About:
    every = view.judgements()
    found = [j for j in every if j.id == subject[0]] or [j for j in every if j.id.startswith(subject[0].strip()) and subject[0].strip()]
    if not found:
        raise NotFoundError("judgement", subject[0], "onrecord judgements lists them")
    if len(found) > 1:
        raise QueryError("judgement", subject[0], f"fits several: {', '.join(sorted(j.id for j in found)[:5])}; give more of it")
    if found[0].kind == Kind.withdraw:
        raise QueryError("judgement", found[0].id, "is itself a withdrawal; judge anew instead")
    if found[0].withdrawn:
        raise QueryError("judgement", found[0].id, "is withdrawn already")
    return About(found[0].id, found[0].article, found[0].span)


_GIVEN: Mapping[Kind, Given] = {
    Kind.right: Given("CLAIM", _of_claim), Kind.wrong: Given("CLAIM", _of_claim), Kind.value_is: Given("CLAIM FIELD VALUE", _value_is),
    Kind.same: Given("ENTRY|CLAIM ENTRY|CLAIM", _matters), Kind.different: Given("ENTRY|CLAIM ENTRY|CLAIM", _matters),
    Kind.both_stand: Given("CLAIM CLAIM", _both), Kind.note: Given("ENTRY|CLAIM", _noted),
    Kind.credibility_is: Given("ENTRY|CLAIM GRADE", _credibility_is),
    Kind.same_origin: Given("PAGE PAGE", _stories), Kind.different_origin: Given("PAGE PAGE", _stories),
    Kind.date_is: Given("PAGE DAY", _date_is), Kind.withdraw: Given("JUDGEMENT", _withdraw),
}
