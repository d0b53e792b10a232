"""Boxes set into a page: linked headlines under a label, bylines and notes on authors, captions that kept only their credit.

Passes as those of `text.context`: each takes the lines in order and leaves some out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.knowledge.furniture import furniture_rules
from onrecord.knowledge.letterheads import institution
from onrecord.text.lines import Line, is_headline, is_item, is_prose
from onrecord.text.stamps import dated_names

_STOPPED = re.compile(r"[.;:,][\"”’'»)\]*_ ]{0,4}\Z")
_POINTED = re.compile(r"(?:>>|[»→➡▶►👉🔗⏩])|.{2,200}(?:[→»›➡]|>>)\Z")
_BARRED = re.compile(r"[^|]{2,100} [|•] [^|]{2,100}(?: [|•] [^|]{2,100}){0,3}\Z")
_NAME = r"[A-Z][a-z'’]{1,15}(?: (?:[A-Z]\.|[a-z]{2,3}|[A-Z][A-Za-z'’-]{1,20})){0,2} [A-Z][A-Za-z'’-]{1,20}"
_PEOPLE = re.compile(rf"{_NAME}(?:(?:, ?| and | & ){_NAME}){{0,4}}(?:,? in [A-Z][\w’'-]{{1,20}}(?: and [A-Z][\w’'-]{{1,20}})?)?\Z")
_TEASER = re.compile(rf".{{20,300}}, ?(?:says|asks|writes|reports|explains|argues|examines|looks at) (?:the )?"
                     rf"(?:[A-Z]{{2,5}} ?[’']s )?({_NAME}) ?\.\Z")
_ABOVE_WORDS, _BARRED_WORDS, _NOTE_WORDS, _NOTES = 3, 25, 90, 5
"""Most words of a label above the title, of a line parted by bars and of a note on an author, and most such notes."""


def _open(lines: list[Line]) -> Iterator[Line]:
    """The kept lines that are neither the title nor end like a sentence."""
    return (line for line in lines if line.kept and line.kind != "title" and not _STOPPED.search(line.text))


def linked_headlines(lines: list[Line]) -> None:
    """A headline behind a label ("EXPLAINED | ..."), behind or before a mark that points at it, or parted by bars."""
    rules = furniture_rules()["kicker"]
    for line in _open(lines):
        rule = next((r for r in rules if line.words <= r.words and any(r.pattern.match(shape) for shape in line.shapes)), None)
        if rule:
            line.drop(rule.name)
        elif is_headline(line) and _POINTED.match(line.text):
            line.drop("pointed-link")
        elif line.words <= _BARRED_WORDS and line.text[0].isupper() and _BARRED.match(line.text) and dated_names(line.text) is None:
            line.drop("barred-line")


def above_the_title(lines: list[Line]) -> None:
    """Labels of a few words over the title (a section, an edition); a letterhead stays."""
    at = next((i for i, line in enumerate(lines) if line.kind == "title"), 0)
    for line in lines[:at]:
        label = line.kept and line.words <= _ABOVE_WORDS and line.text[-1].isalnum() and not is_item(line)
        if label and ":" not in line.text and line.text[0] != "#" and institution(line.text) is None:
            line.drop("above-title")


def bylines(lines: list[Line]) -> None:
    """Names of people, and nothing else, between the title and the first prose."""
    at = next((i for i, line in enumerate(lines) if line.kind == "title"), len(lines))
    for line in lines[at + 1:]:
        if line.kept and is_prose(line):
            return
        if line.kept and _PEOPLE.match(line.text) and (" and " in line.text or " in " in line.text):
            line.drop("byline-name", "byline")


def author_notes(lines: list[Line]) -> None:
    """Who wrote the article, after its last prose: "Rosa Klebb is our correspondent in Strelsau." """
    rule = furniture_rules()["note"][0]
    for line in [line for line in lines if line.kept][:-_NOTES - 1:-1]:
        noted = line.kind != "title" and line.words <= _NOTE_WORDS and any(rule.pattern.match(shape) for shape in line.shapes)
        if not noted or not _is_newcomer(lines, line):
            return
        line.drop(rule.name, rule.kind, closes=True)


def _is_newcomer(lines: list[Line], line: Line) -> bool:
    """Whether prose goes before the line, and none of it names whom the line opens with."""
    surname = " ".join(line.bare.split()[:2])
    before = [other for other in lines if other.start < line.start and other.kept and is_prose(other)]
    return bool(before) and (surname.startswith("The ") or not any(surname in other.text for other in before))


def teasers(lines: list[Line]) -> None:
    """The last line where it ends in a name that the article has nowhere else: a link to another's article ("..., asks Rosa Klebb.")."""
    last = next((line for line in reversed(lines) if line.kept), None)
    found = _TEASER.match(last.text) if last else None
    if last is None or found is None:
        return
    surname = found[1].split()[-1]
    if not any(surname in line.text for line in lines if line is not last):
        last.drop("teaser")
