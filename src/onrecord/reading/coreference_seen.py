"""What coreference looks back to: mentions seen so far, and what a pronoun or plain noun asks of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.knowledge.parties import is_state, party_info
from onrecord.model import Span
from onrecord.model.tree import Tree

PERSONS = frozenset({"leader", "person"})
"""Forms of mentions that are one person."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention to look back to: its head word and sentence, the parties meant, and what a pronoun must agree with.

    ``quoted``: it stands inside a quotation.
    """

    word: int
    sentence: int
    codes: tuple[str, ...]
    form: str
    plural: bool
    quoted: bool

    def person(self) -> bool:
        """Whether it is one person (he, she) and not a body (it)."""
        return self.form in PERSONS or (self.form == "office" and not self.plural)


Sought = Callable[[Seen], bool]
"""What is asked of an antecedent."""


def kind_of(code: str) -> str:
    """The kind of a party that the knowledge files list, else ""."""
    info = party_info(code)
    return info.kind if info is not None else ""


def singular(seen: Seen) -> bool:
    """Whether "it" can mean the mention: one state or body, not its people."""
    return not seen.plural and not seen.person() and len(seen.codes) == 1 and seen.form not in ("demonym", "people")


def plural(seen: Seen) -> bool:
    """Whether "they" can mean the mention by its number (a group may be it or they)."""
    return (seen.plural or seen.form == "group") and not seen.person()


def a_body(seen: Seen) -> bool:
    """Whether "they" can mean the mention though it is singular: one party that is no person."""
    return not seen.person() and len(seen.codes) == 1


def a_person(seen: Seen) -> bool:
    """Whether "he" or "she" can mean the mention, and its party is a known one."""
    return seen.person() and len(seen.codes) == 1 and party_info(seen.codes[0]) is not None


def a_state(seen: Seen) -> bool:
    """Whether "the country" can mean the mention."""
    return len(seen.codes) == 1 and is_state(seen.codes[0])


def is_dateline(tree: Tree, words: range) -> bool:
    """Whether a capital's name only says where the report was sent from ("TEHRAN — ...")."""
    after = words[-1] + 1
    opens = words[0] == tree.bounds[tree.sentence(words[0])]
    return opens and after < len(tree) and tree.forms[after] in ("—", "–", "-", "--", "(", "|", ":")


def paragraphs(text: str, tree: Tree) -> list[Span]:
    """Stretches of sentences between which no line ends; quotations are sought in each."""
    spans: list[Span] = []
    for sentence in range(len(tree.bounds) - 1):
        span = tree.sentence_span(sentence)
        if spans and "\n" not in text[spans[-1].end:span.start]:
            span = Span(spans.pop().start, span.end)
        spans.append(span)
    return spans
