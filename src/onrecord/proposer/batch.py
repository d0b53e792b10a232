"""The same without a connection: questions as the providers' batch lines, and answers from such lines or written by hand."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from onrecord.errors import InputError
from onrecord.model import Article, Skip, Suggestion
from onrecord.proposer.answer import MOST_BYTES, content_of, parsed, read_claims, suggestions_in
from onrecord.proposer.endpoint import LONGEST_MODEL
from onrecord.proposer.parts import parts_of
from onrecord.proposer.prompt import body_of, key_of, version
from onrecord.proposer.proposed import Proposed
from onrecord.proposer.reasons import Refused, skip

URL = "/v1/chat/completions"

_Read = tuple[list[Suggestion], list[Skip]]


def request_lines(articles: Iterable[Article], model: str) -> Iterator[str]:
    """A line of the providers' batch form for each part of each article, every text once; ``custom_id`` is the `key_of` the text."""
    seen = set[str]()
    for part in (part for article in articles for part in parts_of(article)):
        key = key_of(part)
        if key not in seen:
            seen.add(key)
            yield json.dumps({"custom_id": key, "method": "POST", "url": URL, "body": body_of(model, part)})


def write_requests(path: Path, lines: Iterable[str]) -> int:
    """Writes lines to a file, whole or not at all; how many. Raises `InputError`."""
    count, unfinished = 0, path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("w", encoding="utf-8") as file:
            for line in lines:
                file.write(line + "\n")
                count += 1
        unfinished.replace(path)
    except OSError as error:
        raise InputError(str(path), f"cannot be written: {error.strerror}") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def look_before(path: Path) -> None:
    """Raises the `InputError` that writing there would, as far as can be seen without."""
    fault = errno.EISDIR if path.is_dir() else 0 if path.parent.is_dir() else errno.ENOENT
    if fault:
        raise InputError(str(path), f"cannot be written: {os.strerror(fault)}")


class Answers:
    """A file of answers as a proposer.

    A line is a provider's (``custom_id``, ``response``) or one written by hand: ``id`` (the page's name or its article's id), ``claims`` in the
    schema of answers or that of a gold file, and ``by``. ``faults``: the lines that could not be read.
    """

    def __init__(self, path: Path) -> None:
        """Reads the whole file. Raises `InputError` where it cannot be opened."""
        self.path, self.faults = str(path), list[Skip]()
        self._batch: dict[str, dict[str, str | Refused]] = {}
        self._hand: dict[str, list[tuple[str, list[Any]]]] = {}
        self._used, mark = set[str](), hashlib.sha256()
        try:
            with path.open("rb") as file:
                for number, line in enumerate(_lines(file), 1):
                    mark.update(line or b"?")
                    self._take(number, line)
        except OSError as error:
            raise InputError(str(path), error.strerror or "cannot be read") from error
        self._mark = mark.hexdigest()[:12]

    def suggest(self, article: Article) -> Proposed:
        """What the file answers about an article; parts of it without an answer are a skip, unless a hand has answered for the whole."""
        keys = [key_of(part) for part in parts_of(article)]
        found = self._by_hand(article)
        lacking = 0 if found else sum(key not in self._batch for key in keys)
        found += [self._read(key, model, told, article.name) for key in keys for model, told in self._batch.get(key, {}).items()]
        skips = [s for _, left_out in found for s in left_out]
        if lacking:
            skips.append(skip(article.name, Refused("unanswered", f"{lacking} of {len(keys)} parts")))
        return Proposed(tuple(s for suggested, _ in found for s in suggested), tuple(skips), f"answers {self._mark} {version()}" if found else "")

    @property
    def unused(self) -> int:
        """How many of the pages and parts that the file answers were not asked about so far."""
        return len((self._batch.keys() | self._hand.keys()) - self._used)

    def _by_hand(self, article: Article) -> list[_Read]:
        keys = [key for key in dict.fromkeys((article.name, article.id)) if key in self._hand]
        self._used.update(keys)
        return [read_claims(claims, by, article.name) for key in keys for by, claims in self._hand[key]]

    def _read(self, key: str, model: str, told: str | Refused, subject: str) -> _Read:
        self._used.add(key)
        if isinstance(told, Refused):
            return [], [skip(subject, told)]
        return suggestions_in(told, f"batch:{model}", subject)

    def _take(self, number: int, line: bytes | None) -> None:
        if line is not None and not line.strip():
            return
        try:
            if line is None:
                raise Refused("bad-line", "longer than an answer can be")
            row = parsed(line.decode("utf-8-sig", "replace"))
            if not isinstance(row, dict):
                raise Refused("bad-line", "not a JSON object")
            self._take_row(row)
        except Refused as refused:
            self.faults.append(skip(f"{self.path}:{number}", refused))

    def _take_row(self, row: dict[str, Any]) -> None:
        key, by, claims = row.get("custom_id"), row.get("by"), row.get("claims")
        if isinstance(key, str):
            response = row.get("response")
            body = response.get("body") if isinstance(response, dict) else None
            model = body.get("model") if isinstance(body, dict) else None
            self._batch.setdefault(key, {})[_name(model)] = _told(response, body)
        elif isinstance(row.get("id"), str) and isinstance(claims, list):
            self._hand.setdefault(row["id"], []).append((f"hand:{_name(by)}" if by else "hand", claims))
        else:
            raise Refused("bad-line", "neither custom_id nor id and claims")


def _told(response: Any, body: Any) -> str | Refused:
    """The words of a provider's answer line, or why there are none."""
    if not isinstance(response, dict) or response.get("status_code", 200) != 200 or body is None:
        return Refused("batch-error")
    try:
        return content_of(json.dumps(body))
    except Refused as refused:
        return refused


def _name(given: Any) -> str:
    """A name that can be signed with; "unknown" for anything else."""
    fit = isinstance(given, str) and given.strip() and given.isprintable() and len(given) <= LONGEST_MODEL
    return given.strip() if fit else "unknown"


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """The lines; None for one past the limit, the rest of which is passed over."""
    most = 8 * MOST_BYTES
    while line := file.readline(most + 1):
        if len(line) <= most:
            yield line
            continue
        while not line.endswith(b"\n") and (line := file.readline(most)):
            pass
        yield None
