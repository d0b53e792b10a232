"""The media, agencies and official sites of the world: how they are named, where they sit, which state they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from onrecord.errors import KnowledgeError
from onrecord.knowledge.gazetteer import CaseRule, Gazetteer, Match, folded
from onrecord.knowledge.loader import load

_ACRONYM = 4
"""Names of up to this many capitals (MAP, AA) are words too in a line of capitals, so they are bound by their case."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher. ``country`` is a state's code, EU, NATO or UN, or None for none.

    ``kind`` is agency, newspaper, broadcaster, magazine, site, state-media, government or channel; ``domains`` without www.
    ``credits_itself``: its own reports say "it reports" of it.
    """

    name: str
    country: str | None
    kind: str
    domains: tuple[str, ...]
    credits_itself: bool = False


_KINDS = {"agency", "newspaper", "broadcaster", "magazine", "site", "state-media", "government", "channel"}


@cache
def _outlets() -> list[tuple[Outlet, list[str], list[str], bool]]:
    """(outlet, its names, names bound by their letters, whether its names are left alone in text) for each."""
    found = []
    for country, entries in load("outlets").items():
        for entry in entries:
            if entry["kind"] not in _KINDS:
                raise KnowledgeError("outlets.yaml", entry["name"], f"{entry['kind']!r} is no kind of outlet")
            outlet = Outlet(entry["name"], country or None, entry["kind"], tuple(entry["domain"]), entry.get("self", False))
            names = [entry["name"], *entry.get("also", ())]
            found.append((outlet, names, entry.get("exact", []), entry.get("quiet", False)))
    return found


def outlet_forms() -> Iterator[tuple[str, Outlet, CaseRule]]:
    """Every name by which an outlet is found in text, as the gazetteer takes them."""
    for outlet, names, exact, quiet in _outlets():
        for name in [] if quiet else names:
            yield name, outlet, "exact" if name.isupper() and len(name) <= _ACRONYM else "name"
        yield from ((name, outlet, "exact") for name in exact)


@cache
def _gazetteer() -> Gazetteer[Outlet]:
    return Gazetteer(outlet_forms(), "outlets.yaml")


def find_outlets(text: str) -> list[Match[Outlet]]:
    """The outlets named in ``text`` (running prose: names that are more often something else are passed over)."""
    return _gazetteer().find(text)


@cache
def _by_name() -> dict[str, Outlet]:
    return {folded(name): outlet for outlet, names, exact, _ in reversed(_outlets()) for name in names + exact}


@cache
def _by_domain() -> dict[str, Outlet]:
    return {domain: outlet for outlet, *_ in _outlets() for domain in outlet.domains}


@cache
def _tenants() -> dict[str, str]:
    return {entry["licence"]: entry["name"] for entries in load("outlets").values() for entry in entries if "licence" in entry}


def tenant(name: str) -> str | None:
    """The paper whose pages carry the licence line of the outlet ``name``, which marks its own pages otherwise; None for most outlets."""
    return _tenants().get(name)


def _host(address: str) -> str:
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:  # an address that is none, such as an unclosed bracket
        host = None
    return host or ""


def _at(address: str) -> Outlet | None:
    labels = _host(address.strip()).split(".")
    endings = (".".join(labels[start:]) for start in range(max(0, len(labels) - 1)))
    return next((_by_domain()[ending] for ending in endings if ending in _by_domain()), None)


def outlet(name_or_address: str) -> Outlet | None:
    """The outlet with this name (any spelling, with or without "The") or at this address or domain, or None."""
    key = folded(name_or_address)
    return _by_name().get(key) or _by_name().get(key.removeprefix("the ")) or _by_name().get(f"the {key}") or _at(name_or_address)


_STATE_SUFFIXES = {"gov": "US", "mil": "US", "uk": "GB", "eu": "EU"}


def _official(address: str) -> str | None:
    """The state whose government runs the site, from its name alone (mod.gov.xx, gouv.fr), or None."""
    labels = _host(address).split(".")
    if labels[-1] in ("gov", "mil") and len(labels) > 1:
        return "US"
    if len(labels) > 2 and labels[-2] in ("gov", "govt", "gouv", "gob", "gub", "mil", "go", "government"):
        return _STATE_SUFFIXES.get(labels[-1], labels[-1].upper())
    return None


def publisher_state(name_or_address: str) -> str | None:
    """The state (or EU, NATO, UN) that the outlet with this name, address or domain belongs to, or None where unknown."""
    known = outlet(name_or_address)
    return known.country if known else _official(name_or_address.strip())


def is_authority(name_or_address: str) -> bool:
    """Whether pages of this name, address or domain are a government's own: what it issues again in the same words is another act."""
    known = outlet(name_or_address)
    return known.kind == "government" if known else _official(name_or_address.strip()) is not None


@cache
def outlet_key(name: str | None) -> str:
    """An outlet under one name, whatever spelling or address it is given by; "" for none."""
    known = outlet(name) if name else None
    return folded(known.name if known else name or "").removeprefix("the ")
