"""An answer's words -> suggestions. Every byte is somebody else's: sizes, kinds and values are checked, and what does not fit is refused.

Nothing is looked up in the page here; whether a quote stands in it, and what it bears out, is the claims stage's to say.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NoReturn

from onrecord.model import ACTS, CERTAINTIES, STATUSES, Skip, Suggestion
from onrecord.proposer.reasons import Refused, skip

MOST_BYTES = 2_000_000
"""Bytes of an answer; of a page of 3,000 tokens the longest honest one is some 100,000."""
MOST_CLAIMS = 200
"""Claims of one answer; the fullest page of the gold files has under 60."""
MOST_NAMES = 20
LONGEST_QUOTE, LONGEST_NAME = 2_000, 300
DEEPEST = 8
"""Levels of an answer: object, list, claim, list, name, and room for objects in place of names."""


def suggestions_in(content: str, proposer: str, subject: str) -> tuple[list[Suggestion], list[Skip]]:
    """The suggestions of an answer, and what was refused of it, under the page's name as ``subject``. Raises nothing."""
    try:
        return read_claims(claims_in(content), proposer, subject)
    except Refused as refused:
        return [], [skip(subject, refused)]


def claims_in(content: str) -> list[Any]:
    """The claims of an answer, unread; a code fence or talk around the object is passed over. Raises `Refused`."""
    start, end = content.find("{"), content.rfind("}")
    answer = parsed(content[start:end + 1]) if 0 <= start < end else None
    if not isinstance(answer, dict):
        raise Refused("not-json")
    claims = answer.get("claims")
    if not isinstance(claims, list):
        raise Refused("no-claims")
    return claims


def parsed(text: str) -> Any:
    """JSON of bounded size and depth, without the numbers that JSON does not know. Raises `Refused`."""
    if len(text) > MOST_BYTES:
        raise Refused("answer-too-large")
    try:
        value = json.loads(text, parse_constant=_no_number)
    except RecursionError:
        raise Refused("too-deep") from None
    except ValueError:
        raise Refused("not-json") from None
    if _deeper(value, DEEPEST):
        raise Refused("too-deep")
    return value


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _deeper(value: Any, levels: int) -> bool:
    """Whether the value is nested deeper than so many levels; never looks deeper than that itself."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels < 0 or any(_deeper(v, levels - 1) for v in inner)


def read_claims(claims: Iterable[Any], proposer: str, subject: str) -> tuple[list[Suggestion], list[Skip]]:
    """The suggestions of claims as parsed from JSON, in order; the rest as skips."""
    out: list[Suggestion] = []
    skips: list[Skip] = []
    for number, claim in enumerate(claims):
        if number == MOST_CLAIMS:
            skips.append(skip(subject, Refused("too-many-claims")))
            break
        try:
            out.append(_suggestion(claim, proposer))
        except Refused as refused:
            skips.append(skip(subject, refused))
    return out, skips


def _suggestion(claim: Any, proposer: str) -> Suggestion:
    """One claim, in the answer's schema or in that of a gold file (goods, amounts and sources as objects with their wording)."""
    if not isinstance(claim, dict):
        raise Refused("wrong-type", f"a claim is {type(claim).__name__}")
    quote = _words(claim.get("quote"), LONGEST_QUOTE)
    if not quote:
        raise Refused("no-quote")
    origin = _origin(claim)
    return Suggestion(
        proposer, quote, _value(claim.get("act"), ACTS, "unknown-act"), _value(claim.get("status"), STATUSES, "unknown-status"),
        _names(claim.get("from")), _names(claim.get("to")), _names(claim.get("items")), _wording(claim.get("quantity")),
        _wording(claim.get("money")), _wording(claim.get("when")),
        _value(claim["certainty"], CERTAINTIES, "unknown-certainty") if claim.get("certainty") else "",
        _wording(origin.get("name")), _truth(origin.get("anonymous")),
    )


def _origin(claim: dict[str, Any]) -> dict[str, Any]:
    """Who says it: the first of a gold claim's ``sources`` (none where only the outlet stands there), else the answer's own two fields."""
    sources = claim.get("sources")
    if isinstance(sources, list) and sources and isinstance(sources[0], dict):
        return sources[0] if sources[0].get("role") != "outlet" else {}
    return {"name": claim.get("origin"), "anonymous": claim.get("anonymous")}


def _value(given: Any, known: tuple[str, ...], reason: str) -> str:
    value = _words(given, LONGEST_NAME).lower().replace(" ", "_")
    if value not in known:
        raise Refused(reason, value)
    return value


def _names(given: Any) -> tuple[str, ...]:
    """A list of wordings without the empty and the repeated; one wording may stand for a list of one."""
    every = given if isinstance(given, list) else [given]
    if len(every) > MOST_NAMES:
        raise Refused("too-long", f"a list of {len(every)}")
    return tuple(dict.fromkeys(filter(None, map(_wording, every))))


def _wording(given: Any) -> str:
    """A wording, or that of an object which has one; a plain number is its digits."""
    if isinstance(given, dict):
        given = given.get("text", given.get("name"))
    if isinstance(given, int | float) and not isinstance(given, bool):
        given = f"{given:.15g}"
    return _words(given, LONGEST_NAME)


def _words(given: Any, longest: int) -> str:
    if given is None:
        return ""
    if not isinstance(given, str):
        raise Refused("wrong-type", f"{type(given).__name__} in place of words")
    if len(given) > longest:
        raise Refused("too-long", f"{len(given):,} characters")
    if any(0xD800 <= ord(c) < 0xE000 for c in given):
        raise Refused("wrong-type", "half a character")
    return given.strip()


def _truth(given: Any) -> bool:
    if given is not None and not isinstance(given, bool):
        raise Refused("wrong-type", f"{type(given).__name__} in place of true or false")
    return bool(given)


def content_of(reply: str) -> str:
    """The words in a chat completion: ``choices[0].message.content``. Raises `Refused`."""
    answer = parsed(reply)
    try:
        choice = answer["choices"][0]
        content, ended = choice["message"]["content"], choice.get("finish_reason")
    except (KeyError, IndexError, TypeError, AttributeError):
        raise Refused("no-answer") from None
    if not isinstance(content, str):
        raise Refused("no-answer")
    if ended == "length":
        raise Refused("cut-short")
    return content
