"""robots.txt (RFC 9309): which paths of a site a reader of our name may ask for, and how long it waits between requests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

MOST_BYTES = 512_000
"""Bytes of a robots.txt that are read; RFC 9309 wants at least 500 kibibytes."""
NAME = "onrecord"
"""The name that groups of rules are looked up by."""
LONGEST_DELAY = 60.0
"""Seconds of a Crawl-delay that are kept to at most."""
_MOST_RULES = 10_000


@dataclass(frozen=True, slots=True)
class Rule:
    """Paths that match ``pattern`` (with * and a closing $) are allowed or not."""

    allowed: bool
    pattern: str

    def matches(self, path: str) -> bool:
        """Whether the path opens as the pattern says. Linear in both: each piece is found at its first place."""
        closed = self.pattern.endswith("$")
        first, *rest = self.pattern.removesuffix("$").split("*")
        if not path.startswith(first):
            return False
        at = len(first)
        for n, piece in enumerate(rest, 1):
            last = closed and n == len(rest)
            place = len(path) - len(piece) if last and path.endswith(piece) and len(path) - len(piece) >= at else path.find(piece, at)
            if place < 0:
                return False
            at = place + len(piece)
        return not closed or at == len(path) or (bool(rest) and not rest[-1])


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of a site for us; ``delay`` in seconds between two requests, 0 where none is asked for."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0

    def allow(self, path: str) -> bool:
        """Whether a path (with its query) may be asked for: the longest pattern that matches decides, and allows where two are as long."""
        found = [r for r in self.rules if r.matches(_same(path))]
        return max(((len(r.pattern), r.allowed) for r in found), default=(0, True))[1]


NOTHING_ASKED = Robots()
EVERYTHING_CLOSED = Robots((Rule(False, "/"),))


def robots_of(text: str) -> Robots:
    """The rules of a robots.txt for `NAME`, else those for everybody."""
    own: list[tuple[str, str]] | None = None
    every: list[tuple[str, str]] = []
    for names, lines in _groups(text):
        if NAME in names:
            own = [*(own or []), *lines]
        elif "*" in names:
            every += lines
    return _rules(every if own is None else own)


def _groups(text: str) -> Iterator[tuple[set[str], list[tuple[str, str]]]]:
    names, lines = set[str](), list[tuple[str, str]]()
    for line in text.splitlines():
        key, found, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not found or key not in ("user-agent", "allow", "disallow", "crawl-delay"):
            continue
        if key == "user-agent":
            if lines:
                yield names, lines
                names, lines = set(), []
            names.add(value.split("/")[0].strip().lower())
        elif names:
            lines.append((key, value))
    yield names, lines


def _rules(lines: list[tuple[str, str]]) -> Robots:
    rules = [Rule(key == "allow", _same(value)) for key, value in lines if key != "crawl-delay" and value]
    delays = [float(value) for key, value in lines if key == "crawl-delay" and value.replace(".", "", 1).isdigit() and value.isascii()]
    return Robots(tuple(rules[:_MOST_RULES]), min(max(delays, default=0.0), LONGEST_DELAY))


def _same(path: str) -> str:
    """A path or pattern in one spelling of its percent signs."""
    return quote(unquote(path, errors="surrogateescape"), safe="/*$?&=;:@!+,()'~-._%", errors="surrogateescape")
