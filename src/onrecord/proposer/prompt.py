"""What is asked: the instruction, examples from realms that never were, and the page as data between marks that it cannot forge."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any

from onrecord.knowledge.loader import load
from onrecord.model import ACTS, CERTAINTIES, STATUSES

LISTS, WORDS = ("from", "to", "items"), ("quantity", "money", "when", "origin")

Message = dict[str, str]


def schema() -> dict[str, Any]:
    """The JSON schema of an answer: GUIDE's fields as wordings, all of them required and no other, as strict endpoints want it."""
    text: dict[str, Any] = {"type": "string"}
    fields = {
        "quote": text, "act": _one_of(ACTS), **{name: {"type": "array", "items": text} for name in LISTS},
        "status": _one_of(STATUSES), "certainty": _one_of(CERTAINTIES), **dict.fromkeys(WORDS, text), "anonymous": {"type": "boolean"},
    }
    return _object({"claims": {"type": "array", "items": _object(fields)}})


def _one_of(values: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "string", "enum": list(values)}


def _object(fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


@cache
def version() -> str:
    """12 hex digits of all that is asked but the page; whatever changes there makes another version."""
    return _digest(json.dumps([_opening(), schema()], ensure_ascii=False))[:12]


def messages(text: str) -> list[Message]:
    """The conversation for one part of a page."""
    return [*_opening(), {"role": "user", "content": _framed(text)}]


def _opening() -> list[Message]:
    told = load("prompt")
    shown = [message for example in told["examples"] for message in (
        {"role": "user", "content": _framed(example["page"].strip())},
        {"role": "assistant", "content": json.dumps({"claims": [_filled(claim) for claim in example["claims"]]}, ensure_ascii=False)})]
    return [{"role": "system", "content": told["instructions"].strip()}, *shown]


def _filled(claim: dict[str, Any]) -> dict[str, Any]:
    """An example's claim with every field of the schema."""
    return {"quote": "", "act": "", **{name: [] for name in LISTS}, "status": "", "certainty": "", **dict.fromkeys(WORDS, ""),
            "anonymous": False} | claim


def _framed(text: str) -> str:
    """The page between marks numbered by its own hash: no page can hold the mark that closes it."""
    number = _digest(text)[:16]
    return f"<page {number}>\n{text}\n</page {number}>"


def body_of(model: str, text: str, form: str = "schema") -> dict[str, Any]:
    """The body of a request. ``form``: how the answer's shape is asked for: schema, object, or plain (by the prompt alone)."""
    formats: dict[str, dict[str, Any]] = {
        "schema": {"response_format": {"type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": schema()}}},
        "object": {"response_format": {"type": "json_object"}}, "plain": {},
    }
    return {"model": model, "temperature": 0, "messages": messages(text), **formats[form]}


def key_of(text: str, model: str = "") -> str:
    """The sha256, in hex, of what is asked about a text: of whom (where ``model`` is given), with which prompt, about which words."""
    return _digest(json.dumps([model, version(), text], ensure_ascii=False))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
