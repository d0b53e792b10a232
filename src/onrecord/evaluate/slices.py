"""The hard cases apart: which kinds of claim a score hides. Found from gold's fields and the page's text by the rules below.

A pair belongs to the slices of its gold claim, a claim found beyond gold to those of its own fields.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from onrecord.evaluate.context import Context, has_words, words_of
from onrecord.evaluate.told import Told
from onrecord.knowledge.loader import load

Rule = Callable[[Told, Context], bool]

LONG_CHAIN = 3
"""Sources from which a chain is nested: origin, a medium, the publisher."""

LONG_LIST = 10
"""Claims with an amount of their own from which a page's list is long."""

SHARED = 3
"""Claims with an amount in one sentence from which the sentence is a list."""

TITLE_WORDS = 3
"""Words of four letters or more that a line must have, each with a capital, to be read as a headline."""

_SIGNS = ("-", "–", "—", "•", "·", "●", "▪", "■", "◦", "*", "‣", "►")


def slices_of(told: Told, page: Context, listed: bool = False) -> frozenset[str]:
    """The names of the slices that a claim falls into; ``listed`` says whether it stands in a long list (`in_long_list`)."""
    return frozenset(name for name, rule in RULES.items() if rule(told, page)) | ({"list"} if listed else frozenset())


def in_long_list(claims: Sequence[Told], page: Context) -> Callable[[Told], bool]:
    """The rule for lists, which looks at all of a page's gold ``claims``: whether a claim has an amount and stands in a list, on a page
    where `LONG_LIST` of them do.

    In a list is a claim whose line opens with a bullet or ends with a semicolon, and one whose sentence holds `SHARED` claims with an amount.
    """
    told = [c for c in claims if c.quantity or c.money]
    places = [page.sentences(c.start, c.end) for c in told]

    def listed(claim: Told) -> bool:
        if not (claim.quantity or claim.money):
            return False
        line = page.lines(claim.start, claim.end)
        return line.startswith(_SIGNS) or ";" in line[-5:] or places.count(page.sentences(claim.start, claim.end)) >= SHARED

    return listed if sum(map(listed, told)) >= LONG_LIST else lambda claim: False


def _anonymous(told: Told, page: Context) -> bool:
    """The first source is not named."""
    return told.anonymous is True


def _denial(told: Told, page: Context) -> bool:
    """Status denied or no_evidence."""
    return told.status in {"denied", "no_evidence"}


def _condition(told: Told, page: Context) -> bool:
    """Status possible, in a sentence with a word of a condition (if, unless, would, could...)."""
    sentence = _sentence(told, page)
    return told.status == "possible" and any(has_words(sentence, words) for words in load("slices")["conditions"])


def _chain(told: Told, page: Context) -> bool:
    """Three sources or more, from the origin to the publisher."""
    return told.links >= LONG_CHAIN


def _pronoun(told: Told, page: Context) -> bool:
    """A side of the claim has parties, and its sentence names none of them: a pronoun, "the two sides" or a description stands there."""
    place = page.sentences(told.start, told.end)
    return any(side and not any(page.names(party, *place) for party in side) for side in (told.giver, told.receiver))


def _headline(told: Told, page: Context) -> bool:
    """The quote lies in the page's title, or in a line in capitals or in the case of titles."""
    line = page.lines(told.start, told.end)
    if "\n" in line:
        return False
    words = [w for w in line.replace("-", " ").split() if len(w) >= 4 and w[0].isalpha()]
    cased = len(words) >= TITLE_WORDS and all(w[0].isupper() for w in words) and not line.endswith((".", ";", ","))
    return bool(line) and (line == page.title or cased)


def _passive(told: Told, page: Context) -> bool:
    """A passive in the quote, no "by" in the quote, and no giver that the quote names."""
    words = words_of(told.quote)
    agent = "by" in words or any(page.names(party, told.start, told.end) for party in told.giver)
    return not agent and any(_makes_passive(words, i) for i, word in enumerate(words) if word in load("slices")["passive"])


def _transcript(told: Told, page: Context) -> bool:
    """The page has labels of speakers."""
    return page.transcript


RULES: dict[str, Rule] = {
    "anonymous": _anonymous, "denial": _denial, "condition": _condition, "chain": _chain, "pronoun": _pronoun, "headline": _headline,
    "passive": _passive, "transcript": _transcript,
}
SLICES = (*RULES, "list")
"""Names of all slices."""


def _sentence(told: Told, page: Context) -> str:
    start, end = page.sentences(told.start, told.end)
    return page.text[start:end] or told.quote


def _makes_passive(words: Sequence[str], at: int) -> bool:
    """Whether a participle follows, with nothing but `between` words and adverbs before it."""
    between = load("slices")["between"]
    following = next((w for w in words[at + 1:] if w not in between and not w.endswith("ly")), "")
    regular = len(following) > 4 and following.endswith("ed")
    return (regular or following in _participles()) and following not in load("slices")["not_passive"]


@cache
def _participles() -> frozenset[str]:
    """Irregular participles, the past tenses among them, which never follow these forms."""
    return frozenset(form for forms in load("inflections")["verbs"].values() for form in forms)
