"""How sure a text is of an event, and whether it says that it is not so: the product's answer against MEANTIME's annotation.

    python -m bench.transfer_certainty [--data FOLDER] [--show]

For each event that MEANTIME marks in its 120 articles, asked of the event's word (the first of several) with the rules that fill a claim's
`status` and `certainty`:

- the status is that of `claims.status.stance` on the word, without any frame;
- **certainty**: POSSIBLE where the status is possible; else the least sure of the voices and hedges over the word (certain, probable, possible), as
  in GUIDE section 3;
- **polarity**: NEG where the status is denied or no_evidence, else POS. MEANTIME also marks as NEG what was stopped or put off, which GUIDE keeps
  apart as halted; the last table counts halted as NEG.

Events whose certainty is not CERTAIN, PROBABLE or POSSIBLE (UNDERSPECIFIED or left empty), or whose polarity is not POS or NEG, are left out of
that table. The baseline answers what is most frequent. Macro-F1 is the mean of the labels' F1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bench.transfer import Told, Wikinews, accuracy, arguments, layers_of, macro_f1, meantime, told_of

from onrecord.model import Span
from onrecord.model.tree import Tree
from onrecord.reading import Engine

CERTAINTIES = ("CERTAIN", "PROBABLE", "POSSIBLE")
POLARITIES = ("POS", "NEG")


class Event(NamedTuple):
    """An event as annotated, its word, and what the product makes of it (None: no word was read there)."""

    certainty: str
    polarity: str
    span: Span
    told: Told | None


def certainty_of(told: Told) -> str:
    """CERTAIN, PROBABLE or POSSIBLE, by GUIDE's rule."""
    return "POSSIBLE" if told.status == "possible" else told.hedge.upper()


DENYING, STOPPING = frozenset({"denied", "no_evidence"}), frozenset({"denied", "no_evidence", "halted"})


def polarity_of(told: Told, negative: frozenset[str] = DENYING) -> str:
    """POS or NEG; ``negative`` are the statuses that stand for NEG."""
    return "NEG" if told.status in negative else "POS"


def events(page: Wikinews, engine: Engine) -> Iterator[Event]:
    """The events annotated in an article's words."""
    reading = layers_of(page.text, page.blocks, engine)
    tree = Tree(reading.syntax, page.text)
    for mention in page.root.iter("EVENT_MENTION"):
        span = page.first(mention)
        if span is not None:
            yield Event(mention.get("certainty", ""), mention.get("polarity", ""), span, told_of(tree, reading, span))


def table(name: str, labels: Sequence[str], pairs: Sequence[tuple[str, str]]) -> None:
    """Prints accuracy and macro-F1 of (gold, found) pairs beside the baseline's, and the counts of each gold label's answers."""
    commonest = Counter(gold for gold, _ in pairs).most_common(1)[0][0]
    always = [(gold, commonest) for gold, _ in pairs]
    print(f"{name}, {len(pairs)} events: accuracy {accuracy(pairs):.3f}, macro-F1 {macro_f1(pairs):.3f}"
          f"   (always {commonest}: {accuracy(always):.3f}, {macro_f1(always):.3f})")
    for gold in labels:
        answers = Counter(found for label, found in pairs if label == gold)
        print(f"  annotated {gold:9} {sum(answers.values()):5}   read as", ", ".join(f"{label} {answers[label]}" for label in labels))


def main() -> None:
    """Prints the figures."""
    given = arguments(__doc__).parse_args()
    engine = Engine()
    read = [(page, event) for page in meantime(given.data) for event in events(page, engine)]
    told = [(event, event.told) for _, event in read if event.told is not None]
    print(f"MEANTIME: {len(read)} events, {len(read) - len(told)} of them without a word that was read")
    table("certainty", CERTAINTIES, [(e.certainty, certainty_of(t)) for e, t in told if e.certainty in CERTAINTIES])
    table("polarity", POLARITIES, [(e.polarity, polarity_of(t)) for e, t in told if e.polarity in POLARITIES])
    table("polarity, halted as NEG", POLARITIES, [(e.polarity, polarity_of(t, STOPPING)) for e, t in told if e.polarity in POLARITIES])
    if given.show:
        show(read)


def show(read: Sequence[tuple[Wikinews, Event]]) -> None:
    """Prints what differs."""
    for page, event in read:
        if event.told is None:
            continue
        answer = certainty_of(event.told), polarity_of(event.told)
        unsure = event.certainty in CERTAINTIES and event.certainty != answer[0]
        if unsure or (event.polarity in POLARITIES and event.polarity != answer[1]):
            start, end = event.span
            words = f"{page.text[max(start - 60, 0):start]}[{page.text[start:end]}]{page.text[end:end + 40]}".replace("\n", " ")
            print(event.certainty, event.polarity, *answer, event.told, words, sep=" | ")


if __name__ == "__main__":
    main()
