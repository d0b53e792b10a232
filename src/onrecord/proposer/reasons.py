"""Why an answer, or a part of one, is left out: codes and their meaning."""

from __future__ import annotations

from onrecord.model import Skip

REASONS = {
    "timeout": "no whole answer in time",
    "unreachable": "no connection, or one that broke",
    "redirect": "the endpoint points elsewhere; it is not followed",
    "http-error": "a status other than 200, after retries where they can help",
    "given-up": "not asked: the endpoint failed several times in a row",
    "answer-too-large": "more bytes than an answer can need",
    "not-json": "no JSON object in it",
    "no-answer": "JSON, but not that of a chat completion with words in it",
    "cut-short": "the model stopped before its end",
    "too-deep": "nested deeper than an answer can need",
    "no-claims": "no list of claims",
    "too-many-claims": "claims past the most that an answer may hold",
    "wrong-type": "a field, or a claim, of the wrong kind",
    "too-long": "a field longer than any honest one",
    "no-quote": "a claim without words",
    "unknown-act": "not one of the eight acts",
    "unknown-status": "not one of the nine statuses",
    "unknown-certainty": "not one of the three certainties",
    "bad-line": "a line of answers that cannot be read",
    "batch-error": "the provider answered a line with an error",
    "unanswered": "the file has no answer for the page, or for a part of it",
}


class Refused(Exception):
    """An answer or a claim in one that is left out; ``reason`` is a code of `REASONS`. Never leaves the stage: it becomes a Skip."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason, self.detail = reason, detail
        super().__init__(reason)


def skip(subject: str, refused: Refused) -> Skip:
    """What was left out, as a skip. The detail is cut to 200 characters; the code must be one of `REASONS`."""
    return Skip("proposer", subject, refused.reason, (refused.detail or REASONS[refused.reason])[:200])
