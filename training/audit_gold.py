"""Gold claims against the knowledge files: which goods, parties and words of acts of theirs the reading cannot find.

Part of training.audit. A miss says nothing of how well claims are read, only that a word is unknown (or read as something else).
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.claims.layers import Layers
from onrecord.knowledge.frames import Frame, noun_frames, verb_frames
from onrecord.model import Span

Missed = dict[str, Counter[str]]


@dataclass(slots=True)
class Found:
    """Gold values of one kind: how many are found of ``all``, and the ``missed`` ones under a heading each (a class, an act)."""

    all: int = 0
    right: int = 0
    missed: Missed = field(default_factory=lambda: defaultdict(Counter))

    def add(self, heading: str, word: str, right: bool) -> None:
        """Counts one value."""
        self.all, self.right = self.all + 1, self.right + right
        if not right:
            self.missed[heading][" ".join(word.split())] += 1


def places(text: str, name: str, quote: Span) -> list[Span]:
    """Where a name stands in the quote, or anywhere in the text where it does not; blanks and capitals are not told apart."""
    pattern = re.compile(r"\s+".join(map(re.escape, name.split())), re.IGNORECASE)
    spans = [Span(m.start(), m.end()) for m in pattern.finditer(text)]
    return [s for s in spans if quote.holds(s)] or spans


def item_found(layers: Layers, item: Mapping[str, str], quote: Span) -> tuple[bool, str]:
    """Whether a mention of the item's family (first word of its class) overlaps its name, and what was found instead."""
    spans = places(layers.article.text, item["name"], quote)
    classes = [m.cls for m in layers.reading.items if any(m.span.overlaps(s) for s in spans)]
    family = item["class"].split(".")[0]
    instead = "not in the text" if not spans else "nothing" if not classes else f"read as {classes[0]}"
    return any(c.split(".")[0] == family for c in classes), instead


def party_found(layers: Layers, code: str) -> bool:
    """Whether any mention of the article names the party."""
    return any(code in layers.codes(m) for m in layers.reading.parties)


def frames_in(layers: Layers, quote: Span) -> list[Frame]:
    """The frames of all words of a quote."""
    tree, found = layers.tree, list[Frame]()
    for w in layers.words_in(quote):
        particles = [f"{tree.lemma[w]} {tree.form(k)}" for k in tree.kids(w, "compound:prt")]
        table = verb_frames() if tree.upos[w] == "VERB" else noun_frames()
        found += [f for lemma in (*particles, tree.lemma[w]) for f in table.get(lemma, ())]
    return found


def words_of(layers: Layers, quote: Span) -> list[str]:
    """The verbs and plain nouns of a quote that name neither goods nor a party."""
    tree = layers.tree
    inside = [w for w in layers.words_in(quote) if w not in layers.item_at and w not in layers.party_at]
    return [f"{tree.lemma[w]} ({tree.upos[w].lower()})" for w in inside if tree.upos[w] in ("VERB", "NOUN")]


@dataclass(slots=True)
class Lookup:
    """What was looked up of all gold claims."""

    items: Found = field(default_factory=Found)
    parties: Found = field(default_factory=Found)
    acts: Found = field(default_factory=Found)
    told: Missed = field(default_factory=lambda: defaultdict(Counter))

    def claim(self, layers: Layers, claim: Mapping[str, Any]) -> None:
        """Looks up one claim's goods, parties and act."""
        quote = Span(claim["start"], claim["end"])
        for item in claim["items"]:
            right, instead = item_found(layers, item, quote)
            self.items.add(item["class"], f"{item['name']} [{instead}]", right)
        for code in {*claim["from"], *claim["to"]}:
            self.parties.add("state" if len(code) == 2 else "other", code, party_found(layers, code))
        right = any(f.act == claim["act"] for f in frames_in(layers, quote))
        self.acts.add(claim["act"], claim["status"], right)
        if not right:
            self.told[claim["act"]].update(set(words_of(layers, quote)))


def report(pages: Mapping[str, Layers], gold: Path, top: int) -> Iterator[str]:
    """The lines of the report, for the gold claims of these pages."""
    found = Lookup()
    for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
        for claim in row["claims"] if row["id"] in pages else ():
            found.claim(pages[row["id"]], claim)
    for name, kind in (("items", found.items), ("parties", found.parties), ("acts with a frame of theirs", found.acts)):
        yield f"\ngold {name}: {kind.right} of {kind.all}  {kind.right / max(kind.all, 1):.3f}"
        for heading, missed in sorted(kind.missed.items()):
            yield f"  {heading}: " + ", ".join(f"{word} {n}" for word, n in missed.most_common(top))
    for act, words in sorted(found.told.items()):
        yield f"  words of {act} told without a frame: " + ", ".join(f"{word} {n}" for word, n in words.most_common(top))
