"""Reporting words, hedges and speakers: `data/reporting.yaml`, `data/hedges.yaml` and `data/speakers.yaml`, checked and frozen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load

FRAMES = frozenset({"clause", "quote", "infinitive", "object", "of", "for", "about", "against", "over", "on", "with", "as", "among", "to", "thing"})
"""Where what is said can stand beside a reporting verb (defined at the head of reporting.yaml)."""

SURENESS = ("certain", "probable", "possible")
"""The certainties, surest first."""


def less_sure(*certainties: str) -> str:
    """The least sure of these certainties; certain when there is none."""
    return max(certainties, key=SURENESS.index, default="certain")


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A verb that reports. ``frames`` for any subject, ``thing_frames`` for a document or collection of facts as the subject.

    ``certainty`` is the source's by this word, ``passive`` where no speaker is named. ``denies``: what is said is called
    false. ``hearer``: its object is who was told. ``speech``: after it the speaker may go on in further quotations.
    """

    lemma: str
    certainty: str
    passive: str
    frames: frozenset[str]
    thing_frames: frozenset[str]
    denies: bool
    hearer: bool
    speech: bool


@dataclass(frozen=True, slots=True)
class ReportingNoun:
    """A noun with what is said under it ("his claim that S"); fields as for `ReportingVerb`, ``nameless`` for nobody named."""

    lemma: str
    certainty: str
    nameless: str
    denies: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that names a source ("according to"), lower case. ``medium``: what it names is whom the speaker before it relied on."""

    form: str
    certainty: str
    medium: bool


@dataclass(frozen=True, slots=True)
class Hedges:
    """Certainty by lemma or form, for each place a hedge can stand (defined at the head of hedges.yaml)."""

    adverbs: Mapping[str, str]
    adjectives: Mapping[str, str]
    verbs: Mapping[str, str]
    passives: Mapping[str, str]
    predicates: Mapping[str, str]
    modals: Mapping[str, str]
    conditions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Body:
    """An institution that speaks: ``name`` as a record writes it, ``country`` its ISO code or None.

    ``gazette``: it prints the notices of others, who speak in them.
    """

    name: str
    country: str | None
    gazette: bool = False


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who can speak (defined at the head of speakers.yaml). Nouns are lemmas; ``bodies`` and ``full_names`` go by form."""

    unnamed: frozenset[str]
    crowds: frozenset[str]
    titles: frozenset[str]
    kin: Mapping[str, frozenset[str]]
    honorifics: frozenset[str]
    institutions: frozenset[str]
    bodies: Mapping[str, Body]
    documents: frozenset[str]
    issued: frozenset[str]
    media: frozenset[str]
    media_crowds: frozenset[str]
    full_names: Mapping[str, str]
    sites: Mapping[str, Body]
    issuers: frozenset[str]
    background: str
    residences: Mapping[str, str]
    idioms: Mapping[str, str]
    pages: Mapping[str, tuple[str, ...]]
    question: frozenset[str]
    host: frozenset[str]
    house: frozenset[str]
    offices: Mapping[str, str]
    presidents: frozenset[str]
    openings: tuple[str, ...]
    notices: tuple[tuple[Body, tuple[str, ...]], ...]
    joint_texts: frozenset[str]
    groups: frozenset[str]
    group_texts: frozenset[str]
    mute: frozenset[str]


def _certainty(file: str, entry: str, value: Any) -> str:
    if value not in SURENESS:
        raise KnowledgeError(file, entry, f"{value!r} is not a certainty")
    return str(value)


def _words(file: str, entry: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(w, str) and w for w in value):
        raise KnowledgeError(file, entry, "not a list of words (a bare on, off, yes or no needs quotes)")
    return tuple(value)


def verbs_from(groups: list[dict[str, Any]]) -> Mapping[str, ReportingVerb]:
    """The verbs of ``groups``; one that stands in several has all their frames and their least certainty."""
    found: dict[str, ReportingVerb] = {}
    for group in groups:
        entry = f"verbs, {group.get('lemmas', ['?'])[0]}"
        frames = frozenset(_words("reporting.yaml", entry, group.get("frames")))
        if frames - FRAMES:
            raise KnowledgeError("reporting.yaml", entry, f"unknown frames {sorted(frames - FRAMES)}")
        for lemma in _words("reporting.yaml", entry, group.get("lemmas")):
            found[lemma] = _merged(found.get(lemma), _verb(lemma, frames, group, entry))
    return MappingProxyType(found)


def _verb(lemma: str, frames: frozenset[str], group: dict[str, Any], entry: str) -> ReportingVerb:
    thing = "thing" in frames
    return ReportingVerb(
        lemma, _certainty("reporting.yaml", entry, group.get("certainty", "certain")),
        _certainty("reporting.yaml", entry, group.get("passive", "probable")),
        frozenset() if thing else frames, frames - {"thing"} if thing else frozenset(),
        bool(group.get("denies")), bool(group.get("hearer")), bool(group.get("speech", not thing)))


def _merged(old: ReportingVerb | None, new: ReportingVerb) -> ReportingVerb:
    if old is None:
        return new
    return ReportingVerb(
        new.lemma, less_sure(old.certainty, new.certainty), less_sure(old.passive, new.passive), old.frames | new.frames,
        old.thing_frames | new.thing_frames, old.denies or new.denies, old.hearer or new.hearer, old.speech or new.speech)


@cache
def reporting_verbs() -> Mapping[str, ReportingVerb]:
    """Reporting verbs by lemma ("say", "point out")."""
    return verbs_from(load("reporting")["verbs"])


@cache
def reporting_nouns() -> Mapping[str, ReportingNoun]:
    """Reporting nouns by lemma; a noun in two groups keeps the first."""
    found: dict[str, ReportingNoun] = {}
    for group in load("reporting")["nouns"]:
        entry = f"nouns, {group['lemmas'][0]}"
        certainty = _certainty("reporting.yaml", entry, group.get("certainty", "certain"))
        nameless = _certainty("reporting.yaml", entry, group.get("nameless", certainty))
        for lemma in _words("reporting.yaml", entry, group["lemmas"]):
            found.setdefault(lemma, ReportingNoun(lemma, certainty, nameless, bool(group.get("denies"))))
    return MappingProxyType(found)


@cache
def mental_adjectives() -> Mapping[str, str]:
    """Adjectives for a subject's state of mind -> the certainty of what follows them ("is concerned that S")."""
    groups = load("reporting")["adjectives"]
    sure = [(_certainty("reporting.yaml", "adjectives", g.get("certainty", "certain")), g["lemmas"]) for g in groups]
    return MappingProxyType({word: certainty for certainty, words in sure for word in _words("reporting.yaml", "adjectives", words)})


@cache
def phrases() -> tuple[Phrase, ...]:
    """Phrases that name a source, longest first."""
    made = (Phrase(p["form"], _certainty("reporting.yaml", p["form"], p.get("certainty", "certain")), bool(p.get("medium")))
            for p in load("reporting")["phrases"])
    return tuple(sorted(made, key=lambda p: (-len(p.form), p.form)))


@cache
def opinions() -> frozenset[str]:
    """Nouns for what somebody thinks, under "in" ("in her opinion")."""
    return frozenset(_words("reporting.yaml", "opinions", load("reporting")["opinions"]))


@cache
def backward_nouns() -> frozenset[str]:
    """Nouns that call the sentence before somebody's ("This is the opinion of X")."""
    return frozenset(_words("reporting.yaml", "backward", load("reporting")["backward"]["nouns"]))


@cache
def backward_objects() -> frozenset[str]:
    """Objects of a reporting verb that stand for the sentence before ("X said this")."""
    return frozenset(_words("reporting.yaml", "backward", load("reporting")["backward"]["objects"]))


def _by_certainty(section: str) -> Mapping[str, str]:
    found = load("hedges")[section]
    checked = [(_certainty("hedges.yaml", section, sure), _words("hedges.yaml", section, words)) for sure, words in found.items()]
    return MappingProxyType({word: sure for sure, words in checked for word in words})


@cache
def hedges() -> Hedges:
    """The hedges, checked."""
    return Hedges(*(_by_certainty(s) for s in ("adverbs", "adjectives", "verbs", "passives", "predicates", "modals", "conditions")))


def _body(form: str, fields: dict[str, Any]) -> Body:
    country = fields.get("country")
    if country is not None and not (isinstance(country, str) and len(country) == 2):
        raise KnowledgeError("speakers.yaml", form, f"{country!r} is not an ISO 3166-1 alpha-2 code (NO needs quotes)")
    return Body(fields.get("name", form), country, bool(fields.get("gazette")))


def _set(words: Iterable[str]) -> frozenset[str]:
    return frozenset(_words("speakers.yaml", "lists", list(words)))


@cache
def speakers() -> Speakers:
    """The speakers, checked."""
    raw = load("speakers")
    return Speakers(
        _set(raw["unnamed"]), _set(raw["crowds"]), _set(raw["titles"]),
        MappingProxyType({noun: _set(words) for noun, words in raw["kin"].items()}), _set(raw["honorifics"]),
        _set(raw["institutions"]), MappingProxyType({form: _body(form, b) for form, b in raw["bodies"].items()}),
        _set(raw["documents"]), _set(raw["issued"]), _set(raw["media"]), _set(raw["media_crowds"]),
        MappingProxyType(dict(raw["full_names"])), MappingProxyType({site: _body(site, b) for site, b in raw["sites"].items()}),
        _set(raw["issuers"]), raw["background_name"], MappingProxyType(dict(raw["residences"])),
        MappingProxyType(dict(raw["idioms"])),
        MappingProxyType({kind: _words("speakers.yaml", kind, w) for kind, w in raw["titles_of_pages"].items()}),
        _set(raw["transcript"]["question"]), _set(raw["transcript"]["host"]), _set(raw["transcript"]["house"]),
        MappingProxyType(dict(raw["offices"])),
        _set(raw["presidents"]), _words("speakers.yaml", "openings_of_pages", raw["openings_of_pages"]),
        tuple((Body(n["name"], n["country"]), _words("speakers.yaml", n["name"], n["says"])) for n in raw["notices"]),
        _set(raw["joint_texts"]), _set(raw["groups"]), _set(raw["group_texts"]), _set(raw["mute"]))
