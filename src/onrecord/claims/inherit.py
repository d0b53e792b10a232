"""Candidates that lean on what was told before: list members, parts of a package, goods with their recipient, denials of "this"."""

from __future__ import annotations

from onrecord.claims.layers import Layers
from onrecord.claims.makers import Party
from onrecord.claims.match import Candidate
from onrecord.claims.roles import governing_verb, noun_roles, verb_roles
from onrecord.knowledge.frames import Frame, wordlist
from onrecord.model import ItemMention

GOODS = Frame("goods", "transfer", "item", ("from", "by", "poss", "mod"), ("to", "for", "into"), (), plain="underway")
INCLUDED = Frame("include", "transfer", "item", (), (), ("obj",), plain="agreed")
LISTED = Frame("list", "transfer", "item", (), (), (), plain="agreed")


def inherited(layers: Layers, found: list[Candidate]) -> list[Candidate]:
    """The candidates of `found` with those that lean on them added, in text order."""
    used = {i.span for c in found for i in c.items}
    out = list(found)
    for s, words in layers.tree.sentences():
        own = [c for c in out if c.word in words]
        lead = _lead(layers, out, words.start)
        for item in (m for m in layers.reading.items if m.span not in used and layers.tree.sentence_span(s).holds(m.span)):
            made = _included(layers, item, lead) or _goods(layers, item) or (None if own else _listed(layers, item, lead, words))
            if made is not None:
                out.append(made)
        out.extend(d for w in words if (d := _denial(layers, w, out)) is not None)
    return sorted(_merged(out), key=lambda c: c.word)


def _lead(layers: Layers, found: list[Candidate], before: int) -> Candidate | None:
    """The last transfer told before this word, if it is near (a list's lead-in is not pages away)."""
    told = [c for c in found if c.word < before and c.frame.act == "transfer" and c.lead is None]
    return max(told, key=lambda c: c.word) if told else None


def _head(layers: Layers, item: ItemMention) -> int | None:
    words = layers.words_in(item.span)
    return next((w for w in words if layers.tree.head[w] not in words), None)


def _goods(layers: Layers, item: ItemMention) -> Candidate | None:
    """Goods with their recipient or giver in the same phrase ("weapons for X", "military aid to X", "missiles from Y")."""
    head = _head(layers, item)
    if head is None or layers.tree.upos[head] not in ("NOUN", "PROPN"):
        return None
    roles = noun_roles(layers.tree, head)
    receiver = [p for place in GOODS.receiver for w in roles.get(place, []) for p in layers.parties_of(w)]
    giver = [p for place in ("from", "by") for w in roles.get(place, []) for p in layers.parties_of(w)]
    if item.generic and receiver:
        giver = giver or [p for place in ("poss", "mod") for w in roles.get(place, []) for p in layers.parties_of(w)]
    if not receiver and not giver:
        return None
    return Candidate(head, GOODS, False, giver, receiver, layers.items_of(head) or [item], roles)


def _included(layers: Layers, item: ItemMention, lead: Candidate | None) -> Candidate | None:
    """ "The package includes X": goods under a verb of including whose subject is a bundle."""
    head = _head(layers, item)
    v = governing_verb(layers.tree, head) if head is not None else None
    if v is None or lead is None or layers.tree.lemma[v] not in wordlist("include"):
        return None
    subject = verb_roles(layers.tree, v).get("subj", [])
    if not any(layers.tree.lemma[w] in wordlist("bundle") or w in layers.item_at for x in subject for w in layers.tree.subtree(x)):
        return None
    return Candidate(v, INCLUDED, False, [], [], [item], {}, lead)


def _listed(layers: Layers, item: ItemMention, lead: Candidate | None, words: range) -> Candidate | None:
    """A member of a list under a lead-in: a fragment without a finite verb that names goods."""
    if lead is None or any(layers.tree.feat(w, "VerbForm=Fin") for w in words):
        return None
    if not _is_list_line(layers, words.start):
        return None
    return Candidate(words.start, LISTED, False, [], [], [item], {}, lead)


def _is_list_line(layers: Layers, first: int) -> bool:
    """Whether a bullet, dash or number opens the line of this word, or its block is a list."""
    start = layers.tree.start[first]
    line = layers.article.text[layers.article.text.rfind("\n", 0, start) + 1 : start + 1].strip()
    block = next((b for b in layers.article.blocks if b.span.start <= start < b.span.end), None)
    return (bool(line) and line[0] in "•*-–—·▪◦●") or (block is not None and block.kind == "list")


def _denial(layers: Layers, w: int, found: list[Candidate]) -> Candidate | None:
    """ "Tehran denies this", "rejected the allegations": what was told last with the denier in it, now denied."""
    tree = layers.tree
    if tree.lemma[w] not in wordlist("deny") or tree.upos[w] != "VERB" or any(c.word in tree.subtree(w) for c in found):
        return None
    roles = verb_roles(tree, w)
    if not any(tree.lemma[k] in wordlist("charge") or tree.form(k) in wordlist("charge") for k in roles.get("obj", [])):
        return None
    denier = {code for k in roles.get("subj", []) for code, _ in layers.parties_of(k)}
    told = [c for c in found if c.word < w and c.lead is None and denier & {p for p, _ in [*c.giver, *c.receiver]}]
    if not denier or not told:
        return None
    last = max(told, key=lambda c: c.word)
    return Candidate(w, last.frame, True, list(last.giver), list(last.receiver), list(last.items), {}, last, denies=True)


def _merged(found: list[Candidate]) -> list[Candidate]:
    """Goods of one phrase or one list line as one candidate."""
    out: dict[tuple[int, str], Candidate] = {}
    for c in found:
        key = (c.word, c.frame.act)
        if key in out and c.frame is out[key].frame:
            out[key].items = sorted(dict.fromkeys([*out[key].items, *c.items]), key=lambda i: i.span)
        else:
            out.setdefault(key, c)
    return list(out.values())


__all__ = ["Party", "inherited"]
