"""A spinner's machine of our own: words put for words, by `origins_data/thesaurus.txt`. Seeded, so that a text is always spun alike."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

THESAURUS = Path(__file__).parent / "origins_data" / "thesaurus.txt"
TOKEN = re.compile(r"[A-Za-z][A-Za-z'’-]*|\d[\d.,]*\d|\d|\s+|.", re.DOTALL)
_HAVING = frozenset(("has", "have", "had", "having", "been", "be", "is", "are", "was", "were", "being", "get", "got"))
"""After these a form that is past and participle is a participle."""
_NOUNS_AFTER = frozenset(("the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "of", "some", "any", "no", "each"))


class Sense(NamedTuple):
    """A surface form's reading: line of the thesaurus, word class and the form it is in."""

    line: int
    kind: str
    form: str


class Thesaurus(NamedTuple):
    """``senses`` of a surface form; ``forms[line, form]``: the surface forms that may stand there; ``phrases``: what may stand for a phrase.

    ``function`` are words that no spinner touches, ``spellings`` are pairs (British, American).
    """

    senses: dict[str, tuple[Sense, ...]]
    forms: dict[tuple[int, str], tuple[str, ...]]
    phrases: dict[str, tuple[str, ...]]
    function: frozenset[str]
    spellings: tuple[tuple[str, str], ...]


def plural(noun: str) -> str:
    """The regular plural."""
    if re.search(r"(s|x|z|ch|sh)$", noun):
        return noun + "es"
    return noun[:-1] + "ies" if re.search(r"[^aeiou]y$", noun) else noun + "s"


def past(verb: str) -> str:
    """The regular past."""
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else verb + "ed"


def gerund(verb: str, irregular: Sequence[str] | None) -> str:
    """The form in -ing; a last consonant that the past doubles is doubled here too."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")):
        return verb[:-1] + "ing"
    doubled = {"get", "run", "win", "begin", "forget", "sit", "hit", "cut", "put", "set", "let", "shut", "quit", "split", "forbid"}
    return verb + (verb[-1] if verb in doubled or (irregular and irregular[0].startswith(verb + verb[-1])) else "") + "ing"


def _verb_forms(verb: str, irregular: dict[str, list[str]]) -> dict[str, str]:
    known = irregular.get(verb)
    return {"base": verb, "s": plural(verb), "past": known[0] if known else past(verb),
            "participle": known[1] if known else past(verb), "ing": gerund(verb, known)}


def _noun_forms(noun: str, plurals: dict[str, str]) -> dict[str, str]:
    return {"one": noun, "many": plurals.get(noun, plural(noun))}


@cache
def thesaurus() -> Thesaurus:
    """The file, read."""
    lines = [line.rstrip("\n") for line in THESAURUS.read_text(encoding="utf-8").splitlines() if line[:1] in "vnaimpfs" and line[1:2] == " "]
    irregular = {words[1]: words[2:] for words in map(str.split, lines) if words[0] == "i"}
    plurals = {words[1]: words[2] for words in map(str.split, lines) if words[0] == "m"}
    senses: dict[str, list[Sense]] = defaultdict(list)
    forms: dict[tuple[int, str], list[str]] = defaultdict(list)
    phrases: dict[str, list[str]] = defaultdict(list)
    for number, line in enumerate(lines):
        kind, _, rest = line.partition(" ")
        if kind == "p":
            equals = [phrase.strip() for phrase in rest.split("=")]
            for phrase in equals:
                phrases[phrase.lower()] += [other for other in equals if other != phrase]
        elif kind in "vna" and len(rest.split()) > 1:
            for word in rest.split():
                told = _verb_forms(word, irregular) if kind == "v" else _noun_forms(word, plurals) if kind == "n" else {"same": word}
                for form, surface in told.items():
                    senses[surface].append(Sense(number, kind, form))
                    forms[number, form].append(surface)
    wordy = {phrase: tuple(others) for phrase, others in phrases.items() if " " in phrase}
    given = {kind: [word.replace("_", " ") for line in lines if line[0] == kind for word in line[2:].split()] for kind in "fs"}
    pairs = [pair.partition("/") for pair in given["s"]]
    return Thesaurus({w: tuple(s) for w, s in senses.items()}, {k: tuple(v) for k, v in forms.items()}, wordy, frozenset(given["f"]),
                     tuple((british, american) for british, _, american in pairs))


def tokens(text: str) -> list[str]:
    """Words, numbers, white space and single marks; joined they are the text."""
    return TOKEN.findall(text)


def content(words: Sequence[str]) -> list[int]:
    """Places of the content words: no function words, no names (capitalised inside a sentence), no numbers."""
    opens, found = True, []
    for at, word in enumerate(words):
        if word[0].isalpha():
            lower = word.lower()
            if lower not in thesaurus().function and len(word) > 2 and (word[0].islower() or (opens and lower in thesaurus().senses)):
                found.append(at)
            opens = False
        elif word in ".!?:\n“\"" or "\n" in word:
            opens = True
    return found


def _before(words: Sequence[str], at: int) -> str:
    return next((words[n].lower() for n in range(at - 1, max(at - 4, -1), -1) if words[n][0].isalpha()), "")


def _fitting(words: Sequence[str], at: int) -> list[str]:
    """What may stand for a word: in its form, of the class that its place suggests."""
    senses = thesaurus().senses.get(words[at].lower(), ())
    before = _before(words, at)
    liked = "n" if before in _NOUNS_AFTER else "v" if before in {"to", *_HAVING} else ""
    kept = [s for s in senses if s.kind == liked] or list(senses)
    tense = "participle" if before in _HAVING else "past"
    kept = [s for s in kept if s.form == tense] or kept
    return sorted({other for s in kept for other in thesaurus().forms[s.line, s.form]} - {words[at].lower()})


def _cased(word: str, like: str) -> str:
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


def _phrased(text: str, rng: random.Random, share: float) -> str:
    """Whole phrases exchanged, each with the given chance."""
    known = thesaurus().phrases
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, sorted(known, key=len, reverse=True))) + r")\b", re.IGNORECASE)

    def put(found: re.Match[str]) -> str:
        return _cased(rng.choice(known[found[0].lower()]), found[0]) if rng.random() < share else found[0]

    return pattern.sub(put, text)


def spin(text: str, share: float, seed: int) -> str:
    """The text with ``share`` of its content words exchanged (or as many as the thesaurus knows): phrases first, then single words."""
    rng = random.Random(f"spin {seed}")
    aim = round(len(content(tokens(text))) * share)
    text = _phrased(text, rng, share)
    words = tokens(text)
    places = [(at, fitting) for at in content(words) if (fitting := _fitting(words, at))]
    rng.shuffle(places)
    for at, fitting in places[:aim]:
        words[at] = _cased(rng.choice(fitting), words[at])
    return re.sub(r"\b([Aa])n? (?=([a-z]))", lambda m: m[1] + ("n " if m[2] in "aeio" else " "), "".join(words))


def spun_share(before: str, after: str) -> float:
    """Share of a text's content words that the other has no more (as a multiset)."""
    left: dict[str, int] = defaultdict(int)
    for word in tokens(after):
        left[word.lower()] += 1
    words, gone = tokens(before), 0
    places = content(words)
    for at in places:
        left[words[at].lower()] -= 1
        gone += left[words[at].lower()] < 0
    return gone / max(len(places), 1)
