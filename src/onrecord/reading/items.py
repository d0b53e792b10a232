"""Text and syntax -> the goods named in it, each with its class.

Neighbouring terms make a *chunk* ("S-300", "air defence", "missile systems"); its last noun is the head, what stands
before tells the kind, and the class comes of both (`Head.whole`). A conjunction of modifiers shares its head: "artillery
and tank rounds" gives two mentions, and "ammunition for HIMARS" is one. Words with an everyday sense count only where
something near can be nothing but arms; a plain noun ("the missiles") takes the class the article has given it before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.knowledge.frames import noun_frames, verb_frames
from onrecord.knowledge.items import Head, systems
from onrecord.knowledge.parties import roles
from onrecord.model.reading import ItemMention, Syntax
from onrecord.model.values import Span
from onrecord.reading.terms import Piece, Words, read_terms

SOFT = frozenset({"electronics", "space", "component", "ship", "submarine", "aircraft.other", "spare", "medical", "winter",
                  "air-launched", "guided"})
"""Kinds whose modifiers are everyday words too ("communications", "sea", "patrol"): they do not make a weak head certain."""

PLAIN = frozenset({"missile.other", "aircraft.other"})
"""Classes of a plain noun ("missile", "aircraft") that an earlier mention in the article makes definite."""

_PART_OF = frozenset({"conj", "nmod", "compound", "flat", "appos", "amod"})
_GIVEN = frozenset({"to", "for"})

_AND = re.compile(r"\s*-?\s*(?:,|/|,?\s*(?:and|or|&|and/or))\s*")
_FOR = re.compile(r"\s+for\s")
_HYPHENED = re.compile(r"[-‑][^\W\d_]")
_BRACKET = re.compile(r"\s*\(\s*")
_BLANK = " \n\t-‑–'\""


@dataclass(frozen=True, slots=True)
class _Found:
    """A mention on trial: ``sure`` where it can be nothing but arms, ``plain`` where nothing told its kind."""

    mention: ItemMention
    sure: bool
    first: int
    last: int
    head: Head | None = None
    plain: bool = False


def read_items(text: str, syntax: Syntax) -> tuple[ItemMention, ...]:
    """The goods named in the article, in order of their places.

    A mention's span is the noun phrase without determiner and quantity. Mentions overlap only where a head is shared.
    """
    if not len(syntax.start):
        return ()
    words = Words(text, syntax)
    found = [one for chunk in _chunks(words, read_terms(words)) for one in _read_chunk(words, chunk)]
    found.sort(key=lambda one: one.mention.span)
    found = _bracketed(text, list(_joined_by_for(words, found)))
    kept = dict.fromkeys(_widened(words, one) for one in _settled(_with_evidence(words, found)))
    return tuple(sorted((m for m in kept if not _figure_goes_on(text, m.span.end)), key=lambda mention: mention.span))


def _figure_goes_on(text: str, end: int) -> bool:
    """Whether a figure goes on where a name would end in one: "P18.9 billion" is no P-18."""
    return text[end - 1].isdigit() and text[end : end + 1] in (".", ",") and text[end + 1 : end + 2].isdigit()


def _widened(words: Words, one: _Found) -> ItemMention:
    span = one.mention.span
    return replace(one.mention, span=Span(words.widened(span.start, one.first, one.last), span.end))


def _chunks(words: Words, pieces: Sequence[Piece]) -> Iterator[list[list[Piece]]]:
    """Chunks as branches: each a run of neighbouring terms; all but the last are modifiers that share the last one's head."""
    runs: list[list[Piece]] = []
    for piece in pieces:
        if runs and _adjoins(words, runs[-1][-1], piece):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    for linked in _linked(words, runs):
        end = len(linked)
        while end:
            begin = end - 1
            while begin and _shares(words, linked[begin - 1], linked[end - 1]):
                begin -= 1
            yield linked[begin:end]
            end = begin


def _linked(words: Words, runs: Sequence[list[Piece]]) -> Iterator[list[list[Piece]]]:
    """Runs grouped with those that "and", "or" or a comma joins to them in the same sentence."""
    group: list[list[Piece]] = []
    for run in runs:
        if group:
            last = group[-1][-1]
            if words.sentence_of[last.last] != words.sentence_of[run[0].first] or not _AND.fullmatch(words.text, last.end, run[0].start):
                yield group
                group = []
        group.append(run)
    if group:
        yield group


def _adjoins(words: Words, left: Piece, right: Piece) -> bool:
    """Whether two terms stand in one name: next to each other or with adjectives between, and the left one no plural noun."""
    if words.sentence_of[left.last] != words.sentence_of[right.first]:
        return False
    gap = words.text[left.end:right.start]
    if left.term.many and left.term.system is None:
        return right.term.system is not None and gap in (" ", "-")
    return not gap.strip(_BLANK) or (not set(gap) & set(",;:()") and words.tagged(left.last + 1, right.first, frozenset({"ADJ"})))


def _shares(words: Words, left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether ``left`` modifies the noun at the end of ``right``, with which it is linked, too.

    A word that is only a modifier does ("anti-tank and ..."). A noun does where it is a singular that the head needs ("artillery
    and tank rounds"; but a calibre before the head does not reach back over it) or where the parser hangs it on the head.
    """
    last, end = left[-1], right[-1]
    head = end.term.head
    if head is None:
        return _only_modifies(last) and _only_modifies(end)
    if any(piece.term.many for piece in left) or not any(map(head.whole, _kinds(left))):
        return False
    nominal = len(right) > 1 and (words.head[last.last] == end.last or (head.joins and "calibre" not in right[0].term.kinds))
    return _only_modifies(last) or nominal


def _read_chunk(words: Words, branches: list[list[Piece]]) -> list[_Found]:
    """One mention for each branch of a chunk, those without a class left out."""
    final = _standing(words, branches[-1])
    if not final:
        return []
    head = final[-1]
    shared = [[*branch, head] for branch in branches[:-1]] if head.term.head is not None and head == branches[-1][-1] else branches[:-1]
    composed = (_compose(pieces) for pieces in (*shared, final) if not _only_modifies(pieces[-1]))
    return [one for one in composed if one is not None]


def _standing(words: Words, run: list[Piece]) -> list[Piece]:
    """The run up to its last term that can stand alone: no adjective, and not the first half of "space-based"."""
    while run and (_only_modifies(run[-1]) or _HYPHENED.match(words.text, run[-1].end)):
        run = run[:-1]
    return run


def _only_modifies(piece: Piece) -> bool:
    return piece.term.head is None and piece.term.system is None


def _kinds(pieces: Iterable[Piece]) -> list[str]:
    """The kinds that the pieces before a head give, nearest first; a noun among them gives the class it has there."""
    kinds: list[str] = []
    for piece in pieces:
        head = piece.term.head
        if piece.term.system is not None:
            kinds.insert(0, systems()[piece.term.system].cls)
        elif head is not None:
            composed = _class_of(head, kinds)
            kinds[:0] = [k for k in (composed, *piece.term.kinds) if k is not None]
        else:
            kinds[:0] = piece.term.kinds
    return list(dict.fromkeys(kinds))


def _class_of(head: Head, kinds: Sequence[str], named: str | None = None) -> str | None:
    """The class of a head after modifiers of these kinds (nearest first) and perhaps the name of a system of class ``named``."""
    if named is not None and not head.takes.isdisjoint((named, named.split(".")[0], "all")):
        return named
    told = next((whole for kind in kinds if (whole := head.whole(kind)) is not None), head.cls)
    if named is not None and told is not None and told.split(".")[0] == named.split(".")[0]:
        return named
    return told


def _compose(pieces: Sequence[Piece]) -> _Found | None:
    """The mention that a run of terms makes, or None where they name no goods."""
    last = pieces[-1]
    key = next((piece.term.system for piece in reversed(pieces) if piece.term.system is not None), None)
    if last.term.head is None or last.term.system is not None:
        return _named(pieces, key) if key is not None else None
    head, kinds = last.term.head, _kinds(pieces[:-1])
    named = systems()[key].cls if key is not None else None
    cls = _class_of(head, kinds, named)
    if cls is None:
        return None
    fits = named is not None and _same_goods(cls, named)
    sure = not head.weak or any(kind not in SOFT and head.whole(kind) for kind in kinds) or any(map(_certain, pieces[:-1]))
    mention = ItemMention(Span(pieces[0].start, last.end), cls, key if fits else None, head.generic and cls == "equipment")
    return _Found(mention, sure, pieces[0].first, last.last, head, not kinds and cls == head.cls)


def _certain(piece: Piece) -> bool:
    """Whether the term can be nothing but arms by itself."""
    term = piece.term
    return not term.shaky if term.system is not None else term.head is not None and not term.head.weak


def _named(pieces: Sequence[Piece], key: str) -> _Found:
    """The mention that ends with a system's name."""
    first, last = pieces[0], pieces[-1]
    mention = ItemMention(Span(first.start, last.end), systems()[key].cls, key)
    return _Found(mention, any(map(_certain, pieces)), first.first, last.last)


def _same_goods(cls: str, named: str) -> bool:
    """Whether goods of class ``cls`` can be the named system itself, not its rounds or parts."""
    return cls.split(".")[0] == named.split(".")[0] or {cls, named} == {"missile.air-defence", "air-defence"}


def _joined_by_for(words: Words, found: Sequence[_Found]) -> Iterator[_Found]:
    """Mentions with "for <item>" taken in where the head asks for it: "ammunition for HIMARS" is one mention."""
    skipped: set[int] = set()
    for place, one in enumerate(found):
        if place in skipped:
            continue
        targets = list(_targets(words, found, place)) if one.head is not None and one.head.joins else []
        skipped.update(targets)
        yield from (_for(one, found[target]) for target in targets)
        if not targets:
            yield one


def _targets(words: Words, found: Sequence[_Found], place: int) -> Iterator[int]:
    """Places of the mentions after "for": the next one and those joined to it."""
    link, before = _FOR, found[place]
    for target in range(place + 1, len(found)):
        one = found[target]
        lead = link.match(words.text, before.mention.span.end)
        if lead is None or one.mention.generic or one.mention.span.start < lead.end() or not _only_lead(words, lead.end(), one):
            return
        yield target
        link, before = _AND, one


def _only_lead(words: Words, start: int, one: _Found) -> bool:
    """Whether nothing but determiners and adjectives stands between the character and the mention."""
    place = words.covering(start, start + 1)
    return place is not None and words.tagged(place[0], one.first, frozenset({"ADJ", "DET", "PRON"}))


def _for(one: _Found, target: _Found) -> _Found:
    cls = (one.head.whole(target.mention.cls) if one.head is not None else None) or one.mention.cls
    mention = ItemMention(Span(one.mention.span.start, target.mention.span.end), cls, None, False)
    return replace(one, mention=mention, sure=one.sure or target.sure, plain=False)


def _bracketed(text: str, found: Sequence[_Found]) -> list[_Found]:
    """Mentions with a short form in brackets taken in: "unmanned aerial vehicles (UAVs)" is one."""
    out: list[_Found] = []
    for one in sorted(found, key=lambda one: one.mention.span):
        before = out[-1].mention if out else None
        if before is not None and before.cls == one.mention.cls and _BRACKET.fullmatch(text, before.span.end, one.mention.span.start):
            end = one.mention.span.end + text.startswith(")", one.mention.span.end)
            mention = replace(before, span=Span(before.span.start, end), key=before.key or one.mention.key)
            out[-1] = replace(out[-1], mention=mention, sure=out[-1].sure or one.sure)
        else:
            out.append(one)
    return out


def _with_evidence(words: Words, found: Sequence[_Found]) -> list[_Found]:
    """The sure mentions, and the others that something near bears out, or whose system is sure elsewhere.

    A weak noun wants a sure mention in its sentence or a neighbour (recall .81 -> .83 at the same precision on the training
    gold; the whole article adds nothing more worth having); an ordinary word as a name, one in its own sentence. Either may also be what forces are
    given ("sent trucks to the Kenyan army"), the name what a word of supplying is about ("the Bushmasters that it gave").
    """
    sure = {words.sentence_of[one.last] for one in found if one.sure}
    seen = {one.mention.key for one in found if one.sure and one.mention.key}
    return [one for one in found if one.sure or one.mention.key in seen or not (_person(words, one) or sure.isdisjoint(_near(words, one)))
            or _for_forces(words, one) or (not _person(words, one) and _supplied(words, one))]


@cache
def _supplying() -> tuple[frozenset[str], frozenset[str]]:
    """Verbs and nouns of a supply of goods."""
    verbs, nouns = ({w for w, frames in every.items() if any(f.act == "transfer" and f.needs == "item" for f in frames)}
                    for every in (verb_frames(), noun_frames()))
    return frozenset(verbs), frozenset(nouns)


def _supplied(words: Words, one: _Found) -> bool:
    """Whether a catalogued name is what a verb of supply has for its object or goes on about, or what a noun of supply is of or for."""
    if one.head is not None:
        return False
    syntax, top = words.syntax, _top(words, one.last)
    over, rel = words.head[top], syntax.rel[top].split(":")[0]
    verbs, nouns = _supplying()
    here = range(*syntax.sentence[words.sentence_of[top]:words.sentence_of[top] + 2].tolist())
    clauses = [k for k in here if words.head[k] == top and syntax.rel[k].startswith("acl")]
    about = [over] if over >= 0 and (rel == "obj" or syntax.rel[top] == "nsubj:pass") else []
    named = over >= 0 and rel == "nmod" and syntax.lemma[over].lower() in nouns
    of = named and any(words.head[k] == top and words.word(k).lower() in ("of", "for") for k in here)
    return of or any(syntax.lemma[v].lower() in verbs for v in [*about, *clauses])


def _top(words: Words, word: int) -> int:
    """The head of the phrase that a word is a part of."""
    while words.head[word] >= 0 and words.syntax.rel[word].split(":")[0] in _PART_OF and not _prepared(words, word):
        word = words.head[word]
    return word


def _prepared(words: Words, word: int) -> bool:
    """Whether a preposition opens the phrase at a word, so that it is no part of the one above."""
    here = range(*words.syntax.sentence[words.sentence_of[word]:words.sentence_of[word] + 2].tolist())
    return any(words.head[k] == word and words.syntax.rel[k] == "case" for k in here)


def _for_forces(words: Words, one: _Found) -> bool:
    """Whether the goods are the object of a verb, or stand at a noun, with "to" or "for" and a phrase of armed forces."""
    syntax, top = words.syntax, one.last
    while words.head[top] >= 0 and syntax.rel[top].split(":")[0] in _PART_OF:
        top = words.head[top]
    over = [top, words.head[top]] if syntax.rel[top].split(":")[0] in ("obj", "nsubj") and words.head[top] >= 0 else [top]
    here = range(*syntax.sentence[words.sentence_of[top]:words.sentence_of[top] + 2].tolist())
    given = {w for w in here if words.head[w] in over and any(words.head[k] == w and words.word(k).lower() in _GIVEN for k in here)}
    forces, others = roles().forces, roles().workforces
    return any(syntax.lemma[w].lower() in forces and not any(words.head[k] == w and syntax.lemma[k].lower() in others for k in here) for w in given)


def _person(words: Words, one: _Found) -> bool:
    """Whether a doubtful name alone is read as a person's: "Elliott Abrams"."""
    return one.head is None and words.syntax.ner[one.last].endswith("-PER")


def _near(words: Words, one: _Found) -> range:
    """The sentences in which a mention on trial may be borne out."""
    reach, here = int(one.head is not None), words.sentence_of[one.last]
    return range(here - reach, here + reach + 1)


def _settled(found: Iterable[_Found]) -> Iterator[_Found]:
    """Plain nouns ("the missiles") with the class that the nearest mention before gave goods of their family."""
    known: dict[str, ItemMention] = {}
    for one in found:
        family = one.mention.cls.split(".")[0]
        if one.plain and one.mention.cls in PLAIN and family in known:
            yield replace(one, mention=replace(one.mention, cls=known[family].cls))
        else:
            yield one
            if not one.plain and one.mention.cls not in PLAIN:
                known[family] = one.mention
