"""Pages of our own making for copies: stories told from a stock of sentences, and what copiers do to them."""

from __future__ import annotations

import random

_WHO = ("The defence ministry", "A customs officer", "The harbour master", "One of the drivers", "The committee", "Her deputy")
_DID = ("said that", "told the court that", "denied that", "wrote to the council that", "noted in a report that", "could not say whether")
_WHAT = ("forty crates of shells", "the second batch of gliders", "spare engines", "three patrol boats", "the radar trailers", "new rifles")
_MOVED = ("had left the depot", "would be loaded by night", "were paid for in advance", "stood in the rain", "had been counted twice")
_WHERE = ("near the northern pier", "behind the grain silos", "at the old airfield", "across the river", "in two rented halls")
_WHEN = ("before the frost came", "on the eve of the fair", "while the bridge was closed", "after the talks had failed")
BANNER = "Sign in to comment. Read next: ten walks by the sea. Our newsletter comes out on Fridays. Share this page. "
HEADER = "Home World Business Sport Weather Archive Contact The Daily Lantern, since 1911, updated hourly "


def story(seed: int, sentences: int = 30) -> str:
    """A story in sentences of its own order and wording; two seeds share phrases, as two stories of one beat do."""
    rng = random.Random(seed)
    parts = (_WHO, _DID, _WHAT, _MOVED, _WHERE, _WHEN)
    told = []
    for _ in range(sentences):
        number = rng.randint(2, 999)
        told.append(" ".join(rng.choice(p) for p in parts) + f", lot {number} of {rng.randint(1000, 99999)}.")
    return " ".join(told)


def cut(text: str, share: float) -> str:
    """The first ``share`` of the words, as a teaser or a wire story cut to length."""
    words = text.split()
    return " ".join(words[:max(1, int(len(words) * share))])


def framed(text: str, lines: int = 1) -> str:
    """The text under another site's header, with banners below."""
    return HEADER + text + " " + BANNER * lines


def edited(text: str, share: float, seed: int = 0) -> str:
    """The text with this share of its words changed, scattered."""
    rng = random.Random(seed)
    words = text.split()
    for i in rng.sample(range(len(words)), int(len(words) * share)):
        words[i] = f"w{rng.randint(0, 99999)}"
    return " ".join(words)


def shuffled(text: str, seed: int = 0) -> str:
    """The sentences in another order."""
    sentences = text.split(". ")
    random.Random(seed).shuffle(sentences)
    return ". ".join(sentences)
