"""Who imposes a sanction and whom it strikes by name: firms and persons that are sanctioned themselves stand for themselves, not for their states
(GUIDE section 3), and a sanction of the United Nations that is only sought is its seeker's (section 5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.claims.answer import Answer
from onrecord.claims.layers import Layers
from onrecord.claims.makers import Party
from onrecord.claims.propose import Framed
from onrecord.knowledge.frames import wordlist
from onrecord.knowledge.listings import listed, tells_listing
from onrecord.knowledge.parties import is_state
from onrecord.model import PartyMention, Span

_UN_EMBARGO = re.compile(r"\b(?:UN|U\.N\.|United Nations|Security Council|international)(?:[’']s)?(?: [\w-]{1,20}){0,3} "
                         r"(?:embargo|ban|prohibition|restrictions)\b")
"""How a page tells of an embargo of the United Nations."""
_SEEKS = 0.03
"""Least probability that a state gives, from which it may be who seeks what the United Nations would impose. Chosen."""
_DEEPEST = 5
"""Steps up from the words of a description to the name that it describes. Chosen; it bounds the work."""
_BESIDE = ("appos", "flat", "nmod:desc")


def imposers(framed: Framed | None, givers: Sequence[str]) -> list[str]:
    """Who imposes a sanction: where the United Nations would and the grammar reads who seeks it ("urged the UN to extend"), the seeker."""
    sought = framed is not None and framed.roles.giver_rule == "seeker" and list(givers) == ["UN"]
    return [code for code, _ in framed.roles.giver] if framed is not None and sought else list(givers)


def seekers(answer: Answer, givers: Sequence[str], receivers: Sequence[str], status: str) -> list[str]:
    """Who imposes a sanction, a state in place of the United Nations where these are only asked to: the likeliest."""
    if "UN" not in givers or status not in ("sought", "possible"):
        return list(givers)
    states = [code for code, p in sorted(answer.giver, key=lambda x: -x[1]) if is_state(code) and code not in receivers and p >= _SEEKS]
    return states[:1] or list(givers)


def run_out(layers: Layers, word: int, givers: Sequence[str], receivers: Sequence[str]) -> list[str]:
    """Who imposes a sanction: the United Nations where an embargo runs out, nobody is said to end it, and the page tells of one of theirs."""
    return ["UN"] if _runs_out(layers, word, receivers) and _UN_EMBARGO.search(layers.article.kept()) else list(givers)


def _runs_out(layers: Layers, word: int, receivers: Sequence[str]) -> bool:
    """Whether the word tells of an embargo that ends, and its own words name neither whose it is nor who ends it."""
    tree = layers.tree
    beside = [word, *tree.kids(word, "nsubj", "nsubj:pass")]
    noun = next((k for k in beside if tree.lemma[k] in wordlist("embargoes") and tree.rel[k] in ("nsubj", "nsubj:pass") and tree.head[k] >= 0), None)
    if noun is None:
        return False
    verb, passive = tree.head[noun], tree.rel[noun] == "nsubj:pass"
    to_an_end = tree.lemma[verb] == "come" and any(tree.lemma[k] == "end" for k in tree.kids(verb, "obl"))
    ends = tree.lemma[verb] in wordlist("lifts" if passive else "runs_out") or to_an_end
    named = {code for k in (*tree.subtree(noun), *(a for a in tree.kids(verb, "obl:agent", "obl") if tree.prep(a) == "by"))
             if (m := layers.party_at.get(k)) is not None for code in layers.codes(m)}
    return ends and named <= {*receivers, "UN"}


def by_name(layers: Layers, told: Sequence[Party], receivers: Sequence[str]) -> list[str]:
    """The receivers of a sanction by name: a state gives way to its firms and persons where the words of the act name it as a target only through
    them; ``told``: the targets by those words. Of firms and persons told together all are receivers where one is, or where nobody is."""
    named: dict[str, list[str]] = {}
    for code, span in told:
        named.setdefault(code, []).extend(_own(layers, span) or [code])
    if not receivers:
        return list(dict.fromkeys(name for code, span in told for name in _own(layers, span) or _itself(layers, code)))
    hit = [name for code in receivers for name in named.get(code, [code])]
    together = [name for code, span in told for name in _own(layers, span)]
    return list(dict.fromkeys([*hit, *(together if not set(together).isdisjoint(hit) else ())]))


def struck(layers: Layers, word: int, told: Sequence[Party], receivers: Sequence[str]) -> list[str]:
    """The receivers of the sanction told at a word, by name (`by_name`); where no words of the act name a target, those on a list (`on_lists`)."""
    told = [(code, _described(layers, span) or span) for code, span in told]
    told = told or [(code, span) for code in receivers if not is_state(code) and (span := _only_through(layers, word, code)) is not None]
    return by_name(layers, told, receivers) if told else on_lists(layers, word) or by_name(layers, told, receivers)


def _only_through(layers: Layers, word: int, code: str) -> Span | None:
    """The person or firm by name through whom alone the word's sentence names a party; None where it names it otherwise, or not at all."""
    sentence = layers.tree.sentence_span(layers.tree.sentence(word))
    here = [m for m in layers.reading.parties if code in m.codes and sentence.holds(m.span)]
    named = [m.span if _names(layers, (m,)) else _described(layers, m.span) for m in here]
    return named[0] if named and None not in named else None


def _described(layers: Layers, span: Span) -> Span | None:
    """The person or firm by name that words only describe, naming whose it is ("Ana Roe, an official of the Free Army"); None where they do not."""
    tree, words = layers.tree, layers.words_in(span)
    at, beside = (words[0] if words else -1), False
    for _ in range(_DEEPEST):
        if at < 0 or tree.rel[at].split(":")[0] not in ("nmod", "appos", "flat", "compound", "amod"):
            return None
        beside, at = beside or (tree.rel[at] == "appos" and tree.head[at] not in words), tree.head[at]
        over = layers.party_at.get(at)
        if beside and over is not None and at not in words and _names(layers, (over,)):
            return over.span
    return None


def on_lists(layers: Layers, word: int) -> list[str]:
    """The firms and persons of a word's sentence, by name, that are said to be under sanctions or on a list of them (`knowledge.listings`)."""
    tree = layers.tree
    found = [k for w in tree.sentence_words(word) if tells_listing(tree, w) for head in listed(tree, w) for k in tree.conjuncts(head)]
    return _names(layers, (layers.party_at[k] for k in found if k in layers.party_at))


def _itself(layers: Layers, code: str) -> list[str]:
    """A party that is called by its own name somewhere in the article, where a pronoun stands for it."""
    return [code] if any(m.how == "own-name" and m.codes == (code,) for m in layers.reading.parties) else []


def _own(layers: Layers, span: Span) -> list[str]:
    """The own names of the firms and persons that a mention names, or that stand beside it ("two Turkish firms, Azmet and Kar Makina")."""
    words = layers.words_in(span)
    if name := _names(layers, (layers.party_at[w] for w in words if w in layers.party_at)):
        return name
    return _names(layers, (layers.party_at[k] for w in words for k in _beside(layers, w, words) if k in layers.party_at))


def _beside(layers: Layers, word: int, words: range) -> list[int]:
    tree = layers.tree
    return [k for first in tree.kids(word, *_BESIDE) if first not in words for k in tree.conjuncts(first)]


def _names(layers: Layers, mentions: Iterable[PartyMention]) -> list[str]:
    """The own names of those mentions that are firms' or persons', each once."""
    firms = (m for m in mentions if m.form in ("company", "person"))
    return list(dict.fromkeys(name for m in firms if (name := layers.own_names.get(m.span) or (m.codes[0] if m.how == "own-name" else ""))))
