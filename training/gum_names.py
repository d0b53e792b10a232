"""Names in GUM, made from its entity annotation, so that news and biographies teach names as well as EWT's web pages.

GUM marks every mention of an entity with its type (https://wiki.gucorpling.org/gum/entities). A mention of a person, place
or organisation whose head is a proper noun (NNP) holds a name: the proper nouns around that head, and what stands between
them when the whole mention is a name (University of Oslo). Titles alone and peoples (Germans) are no names in Universal NER.
Proper nouns that no mention explains teach nothing.
"""

import re
from collections.abc import Iterator, Sequence

KINDS = {"person": "PER", "place": "LOC", "organization": "ORG"}
UNSURE = "?"
"""The tag of a word that may or may not belong to a name; it is no label and so teaches nothing."""

_BRACKET = re.compile(r"\((\d+)-([a-z]+)[^()]*(\))?|(\d+)\)")
_INSIDE = frozenset(["of", "the", "and", "for", "&", "-", "'s", "’s", ".", "de", "la", "al"])
_OUTSIDE = frozenset(["nmod:desc", "appos", "conj", "parataxis", "det", "punct"])
_TITLES = frozenset([
    "president", "chair", "speaker", "senator", "professor", "mr.", "mrs.", "ms.", "dr.", "king", "queen", "emperor", "shah",
    "pope", "minister", "general", "governor", "secretary", "ambassador", "chancellor", "prince", "god", "madam", "sir", "justice",
])  # fmt: skip


def mentions(misc: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The mentions in the last column of a sentence: (first word, word after the last, GUM's type), shorter ones first."""
    opened: dict[str, list[tuple[int, str]]] = {}
    found = []
    for place, column in enumerate(misc):
        entity = next((part[7:] for part in column.split("|") if part.startswith("Entity=")), "")
        for begins, kind, single, ends in _BRACKET.findall(entity):
            if begins and single:
                found.append((place, place + 1, kind))
            elif begins:
                opened.setdefault(begins, []).append((place, kind))
            elif opened.get(ends):
                start, kind = opened[ends].pop()
                found.append((start, place + 1, kind))
    yield from sorted(found, key=lambda mention: mention[1] - mention[0])


def _head(start: int, end: int, heads: Sequence[int]) -> int:
    """The word of a mention that hangs on a word outside it."""
    return next((w for w in range(start, end) if not start <= heads[w] - 1 < end), start)


def _name(start: int, end: int, words: Sequence[str], xpos: Sequence[str], rel: Sequence[str], head: int) -> tuple[int, int]:
    """The words of a mention that are its name."""
    def part(w: int) -> bool:
        return w == head or (xpos[w].startswith("NNP") and rel[w] not in _OUTSIDE)

    first = start + (xpos[start] == "DT")
    if all(part(w) or words[w].lower() in _INSIDE for w in range(first, end)) and part(first) and part(end - 1):
        return first, end
    left, right = head, head + 1
    while left > start and part(left - 1):
        left -= 1
    while right < end and part(right):
        right += 1
    return left, right


def names(words: Sequence[str], xpos: Sequence[str], heads: Sequence[int], rel: Sequence[str], misc: Sequence[str]) -> list[str]:
    """IOB2 tags of a sentence of GUM, `UNSURE` on proper nouns that no mention explains."""
    tags = [UNSURE if tag.startswith("NNP") else "O" for tag in xpos]
    for start, end, kind in mentions(misc):
        head = _head(start, end, heads)
        if not xpos[head].startswith("NNP"):
            continue
        first, after = _name(start, end, words, xpos, rel, head)
        no_name = (kind == "person" and xpos[head] == "NNPS") or " ".join(words[first:after]).lower() in _TITLES
        label = None if no_name else KINDS.get(kind)
        tags[first:after] = [f"{'I' if w > first else 'B'}-{label}" if label else "O" for w in range(first, after)]
    return _mended(tags)


def _mended(tags: Sequence[str]) -> list[str]:
    """The tags with an I that follows nothing made a B: a longer name may have cut a shorter one."""
    before = ["O", *tags]
    return [f"B{t[1:]}" if t[0] == "I" and b[1:] != t[1:] else t for b, t in zip(before, tags, strict=False)]
