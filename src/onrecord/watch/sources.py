"""The file of sources: what is read again and again. TOML or YAML, by its ending.

    contact = "desk@example.org"      # told to every server; needed where anything is fetched
    delay = 2                         # seconds between two requests to one site

    [[folder]]
    path = "pages"                    # from the file's own folder

    [[feed]]
    url = "https://news.example/feed.xml"
    outlet = "Harbour Post"           # whose pages these are, where they do not say it
    take = "page"                     # "page": the page that an entry leads to; "entry": what stands in the feed itself
    near = false                      # true: its site is on your own network, and may be asked there

    [[page]]
    url = "https://ministry.example/statement"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from onrecord.errors import InputError
from onrecord.intake.addresses import Forbidden, target_of
from onrecord.intake.fetch import DELAY

MOST_BYTES = 1_000_000
MOST_DELAY = 3600.0
TAKES = ("page", "entry")
ENDINGS = (".toml", ".yaml", ".yml")
_TABLE = re.compile(r"\s*\[\[\s*([A-Za-z]+)\s*\]\]", re.ASCII)
_KEY = re.compile(r"\s*([A-Za-z_]+)\s*=", re.ASCII)
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder (or one file) whose pages are read as `onrecord read` reads them."""

    path: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed. ``take`` is one of `TAKES`; ``near``: its site may be on the person's own network. ``sniffed``: it may also be a page, as it turns
    out."""

    url: str
    outlet: str | None = None
    take: str = "page"
    near: bool = False
    sniffed: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is read again whenever it changes."""

    url: str
    outlet: str | None = None
    near: bool = False


Source = Folder | Feed | Page
_KINDS: Mapping[str, type[Any]] = {"folder": Folder, "feed": Feed, "page": Page}
_HIDDEN = "sniffed"


@dataclass(frozen=True, slots=True)
class Sources:
    """All that is read, in order; whom servers are told to write to ("": nobody is named), and the seconds between two requests to one site."""

    every: tuple[Source, ...] = ()
    contact: str = ""
    delay: float = DELAY

    @property
    def fetched(self) -> tuple[Feed | Page, ...]:
        """Those that are asked over the network."""
        return tuple(s for s in self.every if not isinstance(s, Folder))

    @property
    def near(self) -> frozenset[str]:
        """The sites that were said to be on the person's own network."""
        return frozenset(target_of(s.url).site for s in self.fetched if s.near)


def source_of(argument: str) -> Source:
    """A path, or the address of a feed or page. Raises `InputError` for an address that cannot be fetched."""
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", argument):
        return Folder(argument)
    fault = _fault(argument)
    if fault:
        raise InputError(argument, fault)
    return Feed(argument, sniffed=True)


def read_sources(path: str) -> Sources:
    """The sources that a file names. Raises `InputError` with line and byte for what is wrong in it."""
    if not path.lower().endswith(ENDINGS):
        raise InputError(path, f"a file of sources is named {', '.join(ENDINGS)}")
    try:
        body = Path(path).read_bytes()[: MOST_BYTES + 1]
        text = body.decode("utf-8-sig")
    except OSError as fault:
        raise InputError(path, f"cannot be read: {fault.strerror}") from fault
    except UnicodeDecodeError as fault:
        raise InputError(path, "is not UTF-8", body.count(b"\n", 0, fault.start) + 1, fault.start) from fault
    if len(body) > MOST_BYTES:
        raise InputError(path, f"more than {MOST_BYTES:,} bytes")
    toml = path.lower().endswith(".toml")
    file = _File(path, text, _from_toml(path, text) if toml else _from_yaml(path, text), dict(_toml_places(text) if toml else _yaml_places(text)))
    return file.sources()


@dataclass(frozen=True, slots=True)
class _File:
    """A file that was parsed. ``places``: the line of each ("feed", 0) and ("feed", 0, "url")."""

    path: str
    text: str
    told: Any
    places: Mapping[tuple[Any, ...], int]

    def sources(self) -> Sources:
        if not isinstance(self.told, dict):
            raise self.fault((), "holds no sources: see its form in the documentation")
        for key in self.told:
            if key not in (*_KINDS, "contact", "delay"):
                raise self.fault((key,), f"{str(key)[:80]!r}: there is none of this name; there are contact, delay, {', '.join(_KINDS)}")
        contact, delay = self.told.get("contact", ""), self.told.get("delay", DELAY)
        if not isinstance(contact, str):
            raise self.fault(("contact",), "contact: an address to write to, in quotation marks")
        if isinstance(delay, bool) or not isinstance(delay, int | float) or not 0 <= delay <= MOST_DELAY:
            raise self.fault(("delay",), f"delay: seconds, from 0 to {MOST_DELAY:,.0f}")
        return Sources(tuple(self._each()), contact, float(delay))

    def _each(self) -> Iterator[Source]:
        for name, kind in _KINDS.items():
            rows = self.told.get(name, [])
            if not isinstance(rows, list):
                raise self.fault((name,), f"{name}: a list; each is written as [[{name}]] (TOML) or after a dash (YAML)")
            for n, row in enumerate(rows):
                yield self._source(name, kind, n, row)

    def _source(self, name: str, kind: type[Any], n: int, row: Any) -> Source:
        known = {f.name: f for f in fields(kind) if f.name != _HIDDEN}
        if not isinstance(row, dict):
            raise self.fault((name, n), f"a {name} has {', '.join(known)}")
        for key, value in row.items():
            if key not in known:
                raise self.fault((name, n, key), f"{name}: {str(key)[:80]!r}: there is none of this name; there are {', '.join(known)}")
            if not isinstance(value, bool if key == "near" else str) or value == "":
                raise self.fault((name, n, key), f"{name}: {key}: {'true or false' if key == 'near' else 'a text in quotation marks'}")
        first = "path" if kind is Folder else "url"
        if first not in row:
            raise self.fault((name, n), f"a {name} without {first}")
        if row.get("take", "page") not in TAKES:
            raise self.fault((name, n, "take"), f"take: {' or '.join(TAKES)}")
        if fault := _fault(row["url"]) if first == "url" else None:
            raise self.fault((name, n, "url"), f"url: {fault}")
        made: Source = kind(**({"path": str(Path(self.path).parent / row["path"])} if kind is Folder else row))
        return made

    def fault(self, place: tuple[Any, ...], reason: str) -> InputError:
        line = next((self.places[place[:n]] for n in range(len(place), 0, -1) if place[:n] in self.places), None)
        if line is None:
            return InputError(self.path, reason)
        return InputError(self.path, reason, line, _byte(self.text, line))


def _fault(url: str) -> str | None:
    try:
        target_of(url)
    except Forbidden as fault:
        return fault.detail
    return None


def _byte(text: str, line: int) -> int:
    return len("".join(text.splitlines(keepends=True)[: line - 1]).encode("utf-8"))


def _from_toml(path: str, text: str) -> Any:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        place = _PLACE.search(str(fault))
        line = int(place[1]) if place else text.count("\n") + 1
        column = int(place[2]) if place else 1
        reason = f"not TOML: {_PLACE.sub('', str(fault)).strip()}"
        raise InputError(path, reason, line, _byte(text, line) + len(text.split("\n")[line - 1][: column - 1].encode("utf-8"))) from None


def _from_yaml(path: str, text: str) -> Any:
    try:
        return yaml.safe_load(text) or {}
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark
        at = (mark.line + 1, len(text[: mark.index].encode("utf-8"))) if mark else (None, None)
        raise InputError(path, f"not YAML: {fault.problem or fault.context}", *at) from None
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        raise InputError(path, f"not YAML: {' '.join(str(fault).split())}") from None


def _toml_places(text: str) -> Iterator[tuple[tuple[Any, ...], int]]:
    counts: dict[str, int] = {}
    here: tuple[Any, ...] = ()
    for n, line in enumerate(text.splitlines(), 1):
        if table := _TABLE.match(line):
            here = (table[1], counts.get(table[1], 0))
            counts[table[1]] = here[1] + 1
            yield here, n
            yield here[:1], n
        elif key := _KEY.match(line):
            yield (*here, key[1]), n


def _yaml_places(text: str) -> Iterator[tuple[tuple[Any, ...], int]]:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return
    for key, value in root.value:
        yield (key.value,), key.start_mark.line + 1
        for n, row in enumerate(value.value if isinstance(value, yaml.SequenceNode) else ()):
            yield (key.value, n), row.start_mark.line + 1
            for name, _ in row.value if isinstance(row, yaml.MappingNode) else ():
                yield (key.value, n, name.value), name.start_mark.line + 1
