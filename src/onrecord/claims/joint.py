"""Texts that several parties agreed to say: who they are, and "we", "both sides" and "our countries" in them.

"Joint Statement from the Leaders of Norway and Chile", "G7 Leaders' Communiqué": the title names them, after "by" or "from" where it has such a
word. A pact of named members stands for these ("AUKUS"): that is who speaks, gives and gets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.knowledge.parties import anaphora, members, party_gazetteer, party_kind
from onrecord.knowledge.party_names import party_names
from onrecord.knowledge.reporting import speakers
from onrecord.model import Article, PartyMention, Reading, Span
from onrecord.model.tree import Tree

SEVERAL = 2
"""Parties that a joint text's title names, and words like "we" in it, at least. Chosen."""
BOTH = 4
"""Times that an agreement's text speaks of "both sides" or "the Parties", at least, where it does not say "we". Chosen: reports do once or twice."""

QUOTED = re.compile(r"“[^”]{0,2000}”|\"[^\"]{0,2000}\"")
WE = re.compile(r"\b(?:our|we)\b", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:(?:[Bb]oth|[Tt]he two) (?:[Ss]ides|[Pp]arties|[Cc]ountries|[Nn]ations|[Ss]tates)|[Tt]he (?:Parties|Participants|Sides)"
                   r"|[Ee]ither Party|each Party)\b")
_WORD = re.compile(r"[^\W\d_]+")
_FIRST = re.compile(r"[\s’']")
_BY = re.compile(r"\b(?:by|from|between|of)\s", re.IGNORECASE)
_SUBJECT = re.compile(r"\s(?:on|regarding|concerning|about|following|marking|to|for|against|in|at)\s", re.IGNORECASE)
_ALL_OF_US = frozenset({"we", "us", "our", "ours", "ourselves"})
_TOGETHER = frozenset({"both", "our", "the"})
_NOT_BARE = ("nmod", "acl", "acl:relcl", "amod", "compound", "appos")


def agreed_text(title: str, article: Article) -> bool:
    """Whether a page is what several states agreed to say ("U.S.-Mexico Joint Declaration"): its title names them and such a text, and it says "we"
    or "both sides" of them."""
    if len(named_in(title)) < SEVERAL or not speakers().joint_texts & set(_WORD.findall(title.casefold())):
        return False
    text = QUOTED.sub(" ", article.kept())
    return len(WE.findall(text)) >= SEVERAL or len(_BOTH.findall(text)) >= BOTH


def of_a_group(title: str) -> bool:
    """Whether a title is that of a group's own text ("G7 Leaders' Communiqué"); "G7 agrees on loan" is not."""
    low, know = title.casefold().removeprefix("the "), speakers()
    return _FIRST.split(low)[0] in know.groups and not know.group_texts.isdisjoint(_WORD.findall(low))


def named_in(title: str) -> tuple[str, ...]:
    """The parties that a title names, in its order."""
    return tuple(dict.fromkeys(code for match in party_gazetteer().find(title) for code in match.payload.codes))


def joint_name(title: str) -> str:
    """Who issues a joint statement: the parties the title names after "of" or "by", else the first two that it names, else the title's own words."""
    found, both = _BY.search(title), named_in(title)[:SEVERAL]
    if found is not None:
        return _SUBJECT.split(title[found.end():])[0].removeprefix("the ")
    return " and ".join(party_names((code,)) for code in both) if len(both) == SEVERAL else title


def issuers(title: str, reading: Reading) -> tuple[str, ...]:
    """The parties that a joint text is of, a pact's members for the pact; none where its title names but one state (whom it is about)."""
    named = sorted(_placed(title, reading))
    told = [(found.end(), _SUBJECT.search(title, found.end())) for found in _BY.finditer(title)]
    lists = [[code for at, code in named if start <= at < (end.start() if end else len(title))] for start, end in told]
    codes = dict.fromkeys(member for code in next(filter(None, lists), [code for _, code in named]) for member in members(code) or (code,))
    return tuple(codes) if len(codes) >= SEVERAL or any(party_kind(code) != "state" for code in codes) else ()


def _placed(title: str, reading: Reading) -> Iterator[tuple[int, str]]:
    """Where a title names parties, itself or by persons of whom the page tells for whom they act."""
    for match in party_gazetteer().find(title):
        yield from ((match.start, code) for code in match.payload.codes)
    for person in reading.people:
        place = re.search(rf"\b{re.escape(person.name.split()[-1])}\b", title) if person.country and not person.anonymous and person.name else None
        if place is not None and person.role != "institution":
            yield place.start(), person.country or ""


def spoken_together(text: str, reading: Reading, codes: Sequence[str], own_words: frozenset[str]) -> Reading:
    """The reading of a joint text in which "we", "both sides" and "our countries" are its parties ``codes``, but for what is quoted from one of them
    (voices of the manners ``own_words``)."""
    quoted = [voice.scope for voice in reading.voices if voice.manner in own_words and voice.links]

    def said_by_all(m: PartyMention) -> bool:
        we = m.form == "pronoun" and m.how == "speaker" and not m.codes and text[m.span.start:m.span.end].lower() in _ALL_OF_US
        return we and not any(scope.holds(m.span) for scope in quoted)

    known = tuple(replace(m, codes=tuple(codes)) if said_by_all(m) else m for m in reading.parties)
    added = [PartyMention(span, tuple(codes), "description", "joint") for span in _sides(Tree(reading.syntax, text), len(codes))
             if not any(m.span.overlaps(span) for m in known) and not any(scope.holds(span) for scope in quoted)]
    return replace(reading, parties=tuple(sorted((*known, *added), key=lambda m: m.span)))


def by_members(codes: Sequence[str], others: Sequence[str]) -> list[str]:
    """The parties, a pact as its other members where it deals with one of them ("AUKUS will provide Australia with submarines")."""
    apart = ([m for m in members(code) if m not in others] if set(members(code)) & set(others) else [code] for code in codes)
    return list(dict.fromkeys(party for parties in apart for party in parties))


def _sides(tree: Tree, count: int) -> Iterator[Span]:
    """The words "both sides", "the leaders", "our two countries" and the like."""
    for word in range(len(tree)):
        if tree.lemma[word].lower() not in anaphora().pairs | {"participant"} or not tree.plural(word) or tree.kids(word, *_NOT_BARE):
            continue
        beside = {tree.form(k): k for k in tree.kids(word, "det", "det:predet", "nmod:poss", "nummod")}
        number = {"two": SEVERAL, "both": SEVERAL, "three": SEVERAL + 1}
        if _TOGETHER & beside.keys() and all(number.get(form, count if form in _TOGETHER else 0) == count for form in beside):
            yield Span(tree.start[min(beside.values())], tree.end[word])
