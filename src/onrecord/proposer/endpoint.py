"""Asks an OpenAI-compatible endpoint about articles, one part after another, and never fails for what it answers."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

from onrecord.errors import QueryError
from onrecord.model import Article, Skip, Suggestion
from onrecord.proposer.answer import claims_in, content_of, suggestions_in
from onrecord.proposer.cache import Cache
from onrecord.proposer.parts import parts_of
from onrecord.proposer.prompt import body_of, key_of, version
from onrecord.proposer.proposed import Proposed
from onrecord.proposer.reasons import Refused, skip
from onrecord.proposer.wire import OPTION, Limits, Reply, post, target_of

KEY = "ONRECORD_PROPOSER_KEY"
"""The environment variable that holds the key, the only place it is taken from."""
FORMS = ("schema", "object", "plain")
UNKNOWN_FORM = frozenset({400, 422})
"""Statuses of a server that does not know the form of answer asked for: the next form is tried."""
TRIES = 3
PASSING = frozenset({408, 429, 500, 502, 503, 504})
"""Statuses that may pass: asked again, after a wait."""
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0
"""Seconds before the second try, four times as many before the next; a server's own word is kept up to the longest."""
GIVE_UP = 3
"""Parts in a row without an answer after which nothing more is asked: a server that is down costs minutes, not a night."""
LONGEST_MODEL = 200


class Endpoint:
    """A model behind an address. Keeps what it learns of the server (the form it knows, that it is down) for as long as it lives."""

    def __init__(self, url: str, model: str, cache: Path | None = None, limits: Limits | None = None,
                 sleep: Callable[[float], None] = time.sleep) -> None:
        """``cache``: a folder for answers. Opens no connection. Raises `QueryError` for an address, model or key that cannot be used,
        `InputError` for a folder that cannot."""
        self.target, self.model = target_of(url), checked_model(model)
        self.limits, self._sleep = limits or Limits(), sleep
        self._headers = _authorised(os.environ.get(KEY, "").strip(), self.target.secure or self.target.near)
        self._cache = Cache(cache) if cache is not None else None
        self._form = 0
        self._failed = 0

    @property
    def name(self) -> str:
        """What its suggestions are signed with."""
        return f"endpoint:{self.model}"

    def suggest(self, article: Article) -> Proposed:
        """Suggestions for all parts of an article; a part without an answer is a skip and the others stand.

        Raises `InputError` where the folder of answers cannot be written.
        """
        suggestions: list[Suggestion] = []
        skips: list[Skip] = []
        parts, answered = parts_of(article), 0
        for part in parts:
            try:
                content = self._answer(part)
            except Refused as refused:
                skips.append(skip(article.name, refused))
                continue
            found, left_out = suggestions_in(content, self.name, article.name)
            suggestions += found
            skips += left_out
            answered += 1
        whole = "" if answered == len(parts) else " in part"
        return Proposed(tuple(suggestions), tuple(skips), f"{self.name} {version()}{whole}" if answered else "")

    def _answer(self, part: str) -> str:
        """The answer about one part, kept or fresh. Only what can be read is kept. Raises `Refused`."""
        key = key_of(part, self.model)
        kept = self._cache.get(key) if self._cache else None
        if kept is not None:
            return kept
        content = self._asked(part)
        claims_in(content)
        if self._cache:
            self._cache.put(key, self.model, content)
        return content

    def _asked(self, part: str) -> str:
        if self._failed >= GIVE_UP:
            raise Refused("given-up")
        try:
            reply = self._in_some_form(part)
            if reply.status != 200:
                raise Refused("http-error", f"status {reply.status}")
        except Refused:
            self._failed += 1
            raise
        self._failed = 0
        return content_of(reply.text)

    def _in_some_form(self, part: str) -> Reply:
        """The reply to the first form of answer that the server knows, which is asked for first from then on."""
        for number in range(self._form, len(FORMS)):
            reply = self._tried(json.dumps(body_of(self.model, part, FORMS[number])).encode())
            if reply.status == 200:
                self._form = number
            if reply.status not in UNKNOWN_FORM:
                break
        return reply

    def _tried(self, body: bytes) -> Reply:
        """The reply, asked for again while the fault may pass; the last try's fault is raised, its status given back."""
        wait = FIRST_WAIT
        for _ in range(TRIES - 1):
            try:
                reply = post(self.target, body, self._headers, self.limits)
                if reply.status not in PASSING:
                    return reply
                told = reply.wait
            except Refused as refused:
                if refused.reason not in ("timeout", "unreachable"):
                    raise
                told = None
            self._sleep(min(wait if told is None else told, LONGEST_WAIT))
            wait *= 4
        return post(self.target, body, self._headers, self.limits)


def checked_model(model: str) -> str:
    """A model's name that can be signed with. Raises `QueryError`."""
    if not model.strip() or not model.isprintable() or len(model) > LONGEST_MODEL:
        raise QueryError("--model", model[:LONGEST_MODEL], f"a name of at most {LONGEST_MODEL} letters on one line")
    return model.strip()


def _authorised(key: str, private: bool) -> dict[str, str]:
    """The header that carries the key, if there is one; never over a wire that anyone can read."""
    if not key:
        return {}
    if not key.isascii() or not key.isprintable():
        raise QueryError(KEY, "(hidden)", "a key of plain letters on one line")
    if not private:
        raise QueryError(OPTION, "http://...", f"{KEY} is set, and a key goes over https alone (or to this machine)")
    return {"Authorization": f"Bearer {key}"}
