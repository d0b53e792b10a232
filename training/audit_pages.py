"""Pages for the audit of the knowledge files: a sample that is the same every time, read with the product's layers.

What the engine parses is remembered in a file, sentence by sentence, so that a second audit after a change to the knowledge files costs seconds.
"""

import gzip
import hashlib
import json
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.claims.layers import Layers
from onrecord.flow import Reader, home_of
from onrecord.knowledge.frames import may_tell
from onrecord.model import Capture, Skip
from onrecord.reading.engine import Engine, Parsed
from onrecord.text import make_article

LONGEST = 6_000
"""Characters of a text that are read: its first paragraphs with words of arms. Chosen so that a long briefing counts as a few articles."""


class RememberingEngine(Engine):
    """The engine with a memory of sentences kept in a file; a memory of other weights is not used.

    The file is a pickle: load only one that an audit of your own wrote.
    """

    def __init__(self, memory: Path | None) -> None:
        super().__init__()
        self._file, self._new = memory, 0
        self._known: dict[tuple[str, ...], Parsed] = {}
        if memory is not None and memory.exists():
            digest, known = pickle.loads(memory.read_bytes())
            self._known = known if digest == self.digest else {}

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Parsed]:
        """As `Engine.parse`; only sentences that were never seen are parsed."""
        wanted = list(dict.fromkeys(key for s in sentences if (key := tuple(s)) not in self._known))
        for key, parsed in zip(wanted, super().parse(wanted), strict=True):
            self._known[key] = parsed
        self._new += len(wanted)
        return [self._known[tuple(s)] for s in sentences]

    def save(self) -> None:
        """Writes the memory, where there is a file for it and something new."""
        if self._file is not None and self._new:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_bytes(pickle.dumps((self.digest, self._known)))


@dataclass(frozen=True, slots=True)
class Row:
    """One text of a file of JSON lines: its ``id``, ``text`` and what else the line declares (``title``, ``published``, ``url``)."""

    id: str
    text: str
    declared: dict[str, str] = field(default_factory=dict)


def rows(path: Path) -> Iterator[Row]:
    """The texts of a file of JSON lines, gzipped or not."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for line in raw.decode("utf-8").splitlines():
        found = json.loads(line)
        declared = {key: found[key] for key in ("title", "published", "url") if isinstance(found.get(key), str)}
        yield Row(found["id"], found["text"], declared)


def telling(text: str) -> str:
    """The paragraphs of a text that have a word of arms, forces or sanctions, up to `LONGEST` characters."""
    out, size = [], 0
    for paragraph in text.split("\n\n"):
        if may_tell(paragraph, 1) and size < LONGEST:
            out.append(paragraph[:LONGEST])
            size += len(paragraph)
    return "\n\n".join(out)


def sample(texts: Iterator[Row], size: int) -> list[Row]:
    """``size`` texts that pass the gate, cut to what tells of arms: those whose ids have the lowest hashes, so always the same."""
    ordered = sorted(texts, key=lambda row: hashlib.sha256(row.id.encode()).hexdigest())
    passing = (row for row in ordered if may_tell(row.text, 2))
    return [Row(row.id, telling(row.text), row.declared) for row, _ in zip(passing, range(size), strict=False)]


def read_rows(found: Sequence[Row], memory: Path | None = None) -> Iterator[tuple[Row, Layers]]:
    """Each text with its layers; those that make no article (another language, nothing to read) are left out."""
    reader = Reader()
    engine = RememberingEngine(memory)
    reader.__dict__["engine"] = engine
    for row in found:
        made = make_article(_capture(row))
        if not isinstance(made, Skip):
            reading = reader.layers(made)
            yield row, Layers(made, reading, home_of(made, reading))
    engine.save()


def _capture(row: Row) -> Capture:
    body = row.text.encode("utf-8")
    return Capture(hashlib.sha256(body).hexdigest(), row.id, body, "text/plain", row.id, 1, row.declared)
