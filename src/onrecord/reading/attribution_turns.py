"""TEXT -> TURNS: transcripts, in which a label at the start of a line says who speaks until the next label.

"MR. KIRBY:", "SECRETARY DOE:", "THE PRESIDENT:", "Q", "SENIOR ADMINISTRATION OFFICIAL:". Labels in capitals make a transcript by
themselves; labels in small letters ("Doe:", "Question:") only when at least `_ENOUGH` lines of the page have one of them. In the report of a
parliament the label is a line of its own, some with a seat or an office: "Rosa Klebb (Zenda East) (Lib)", "The Minister for Trade (Rosa Klebb)".
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from onrecord.knowledge.reporting import speakers
from onrecord.model import Span

_ENOUGH = 3
_LABEL = re.compile(
    r"^[ \t\xa0]*(?:\*\*)?(?P<label>[A-Z][\w.,'’ \xa0\-()\[\]\\]{0,70}?)(?P<mark>:\**|(?<=Q)[ \t\xa0]{2,}|(?<=Q)[ \t\xa0](?=[A-Z]))",
    re.MULTILINE)
_BRACKET = re.compile(r"\\?[\[(].*$")
_HONORIFIC = re.compile(r"^(?:MR|MRS|MS|MISS|DR|SIR|GEN|GENERAL|LT|COL|ADM|SEN|REP|AMB)\b\.?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: ``label`` (span), ``scope`` of what is said, ``name`` and ``role`` of the speaker as the label gives them.

    ``question``: a reporter asks; ``host``: a moderator speaks; ``house``: who speaks for the broadcaster ("ANA ROE, HOST"). ``anonymous`` for a
    speaker without a name ("OFFICIAL").
    """

    label: Span
    scope: Span
    name: str
    role: str
    anonymous: bool
    question: bool
    host: bool
    house: bool = False


def _shouted(label: str) -> bool:
    plain = _BRACKET.sub("", label)
    return plain == "Q" or (plain.isupper() and len(re.sub(r"\W", "", plain)) > 2)


def _labels(text: str) -> list[re.Match[str]]:
    """Lines that open a turn with a label in capitals."""
    found = _LABEL.finditer(text)
    return [m for m in found if _shouted(m["label"]) and _speaks(m["label"]) and not _headline(text, m.end())]


def _recurring(text: str) -> list[re.Match[str]]:
    """Lines that open a turn with a label in small letters that recurs."""
    found = list(_LABEL.finditer(text))
    counts = Counter(_plain(m["label"]) for m in found)
    again = [m for m in found if counts[_plain(m["label"])] >= _ENOUGH and len(m["label"].split()) <= 5]
    return again if len({_plain(m["label"]) for m in again}) >= 2 else []


def _headline(text: str, start: int) -> bool:
    """Whether the line goes on in capitals: a headline that tells whom it quotes ("GENERAL STAFF: FOE SUPPLIED EVERYTHING")."""
    end = text.find("\n", start)
    rest = text[start:end if end >= 0 else len(text)]
    return rest.isupper() and len(rest.split()) > 2


def _plain(label: str) -> str:
    return " ".join(_BRACKET.sub("", label).replace("\xa0", " ").split())


def _speaks(label: str) -> bool:
    """Whether a label in capitals is that of a speaker and not of a section ("SUBJECT:", "FACT SHEET:")."""
    words = _plain(label).lower().replace(".", "").split()
    know = speakers()
    if not words:
        return False
    if " ".join(words) in know.question | know.host or _HONORIFIC.match(_plain(label)):
        return True
    return any(w in know.titles or w in know.unnamed for w in words) or _plain(label).upper() in know.offices


def _turn(match: re.Match[str], end: int) -> Turn:
    know, label = speakers(), _plain(match["label"])
    low = label.lower().rstrip(".")
    words = [w for w in re.sub(r"[.,]", " ", label).split() if w]
    name, role = label, ""
    if label.upper() in know.offices:
        name, role = know.offices[label.upper()].title(), know.offices[label.upper()]
    elif _HONORIFIC.match(label):
        name = _HONORIFIC.sub("", label).title()
    elif len(words) > 1 and words[0].lower() in know.titles and words[-1].lower() not in know.titles | know.unnamed:
        name, role = " ".join(words[1:]).title(), words[0].lower()
    anonymous = words[-1].lower() in know.unnamed and not role
    if anonymous:
        name = label.lower() if label.isupper() else label
    return Turn(Span(match.start("label"), match.end("label")), Span(match.end(), end), name, role or ("official" if anonymous else ""),
                anonymous, low in know.question, low in know.host, low.rpartition(", ")[2] in know.house and ", " in low)


_INLINE = re.compile(r"(?:(?<=[.?!”\"]\s)|^)(?P<label>Q|A)(?P<mark>:)(?=\s)", re.MULTILINE)


def _interview(text: str) -> list[re.Match[str]]:
    """Questions and answers marked Q: and A:, wherever on the line they stand; at least two of each."""
    found = list(_INLINE.finditer(text))
    return found if min(sum(m["label"] == label for m in found) for label in "QA") >= 2 else []


_ADDRESS = r"(?:Sir|Dame|Dr\.?|Lord|Lady|Baroness|Mr\.?|Mrs\.?|Ms\.?|Miss|Hon\.?|Shri|Smt\.?)"
_PERSON = rf"(?:{_ADDRESS} [A-Z][\w’'-]{{1,20}}|[A-Z][\w’'-]{{1,20}}(?= [A-Z]))(?: (?:[A-Z]\.|[A-Z][\w’'-]{{1,20}}|de|of|van|von)){{0,4}}"
_SPEAKER_LINE = re.compile(
    rf"^[ \t]*(?:\*\*)?(?:\d{{1,3}}\. )?(?P<label>(?P<chair>(?:Mr|Madam|The) (?:Deputy )?(?:Speaker|President|Chairman|Chair))|"
    rf"(?P<name>{_PERSON})(?P<seat>(?: \([^()\n]{{2,50}}\)){{1,2}})?|"
    rf"(?P<role>The [A-Z][^()\n]{{3,100}}) \((?P<holder>{_PERSON})\))(?:\*\*)?[ \t]*(?:\n(?=\s*\S)|:[ \t]+(?=\S))", re.MULTILINE)
_ADDRESSED = 4
"""Such lines of a page from which it is a parliament's report, if one of them tells a seat or an office and one speaker speaks twice. Chosen."""


def _reported(text: str) -> list[Turn]:
    """The turns of a parliament's report."""
    found = list(_SPEAKER_LINE.finditer(text))
    names = [m["holder"] or m["name"] or m["chair"] for m in found]
    marked = any(m["role"] or m["seat"] for m in found)
    if len(found) < _ADDRESSED or not marked or len(set(names)) == len(names) or len(set(names)) < 2:
        return []
    offices = {m["holder"]: m["role"].removeprefix("The ") for m in found if m["role"]}
    ends = [*(m.start() for m in found[1:]), len(text)]
    return [Turn(Span(m.start("label"), m.end("label")), Span(m.end(), end), name, offices.get(name, ""), False, False, bool(m["chair"]))
            for m, name, end in zip(found, names, ends, strict=True)]


_ANSWER = re.compile(r"^ANSWER[ \t]*\n\s*(?P<label>(?P<role>[^\n(]{0,120}MINISTER\b[^\n(]{0,120})"
                     r"\s{1,8}\((?P<name>[A-Z][A-Z.’' -]{3,60})\))[ \t]*\n", re.MULTILINE)
_STYLE = re.compile(r"(?:SHRI|SMT|SHRIMATI|DR|MR|MRS|MS|PROF|GEN|ADV)\b\.? *")


def _answered(text: str) -> list[Turn]:
    """The one turn of a written answer to a parliament's question: what follows the minister's name under ANSWER is the minister's."""
    found = _ANSWER.search(text)
    if found is None:
        return []
    name, office = _STYLE.sub("", found["name"]).title(), " ".join(found["role"].lower().split())
    return [Turn(Span(found.start("label"), found.end("label")), Span(found.end(), len(text)), name, office, False, False, False)]


def find_turns(text: str) -> list[Turn]:
    """The turns of a transcript or interview in text order; none when the text is neither. An answer's name is "A"."""
    labels = _interview(text) or _labels(text)
    if not labels and (reported := _reported(text) or _answered(text)):
        return reported
    labels = labels or _recurring(text)
    ends = [*(m.start() for m in labels[1:]), len(text)][:len(labels)]
    return [_turn(m, end) for m, end in zip(labels, ends, strict=True)]
