"""Pages of our own making for copies: stories told from a stock of sentences, and what copiers do to them."""

from __future__ import annotations

import random
import re

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
    """The text with this share of its words changed, scattered; the signs stay."""
    rng = random.Random(seed)
    words = text.split()
    for i in rng.sample(range(len(words)), int(len(words) * share)):
        words[i] = f"w{rng.randint(0, 99999)}" + words[i][len(words[i].rstrip(".,;:!?")):]
    return " ".join(words)


def shuffled(text: str, seed: int = 0) -> str:
    """The sentences in another order."""
    sentences = text.split(". ")
    random.Random(seed).shuffle(sentences)
    return ". ".join(sentences)


NEWS = """Vardania will hand sixty howitzers to the army of Ostrova before the winter, the government in Lenz decided on Thursday.

The guns, of the type Falke 40, come from the stocks of the Third Brigade and are worth $45 million, according to the defence ministry. A first
lot of 24 is to leave the port of Mirow in October; the others follow by rail through Karsk.

Defence Minister Ilse Brandt said the crews had been trained at Hohenfels since March. “Nobody in this house has any doubt that the guns are
needed more over there than they are needed here in our own sheds,” she told reporters after the meeting.

The opposition Farmers' Party voted against the plan. Its chairman, Otto Kern, called it a gift without a receipt and asked who would pay for
the 9,000 shells that go with the guns.

Ostrova has lost about a third of its artillery since the fighting around Belgor began in May, analysts of the Nordhaven Institute estimate."""
"""A report of our own making, with names, figures and a quotation."""

OTHER = """Two patrol boats built at the Sundvik yard were handed over to the coast guard of Marenza on Tuesday, a month later than agreed.

The boats, each 38 metres long, cost 19 million crowns and were paid for out of a fund that the Alvar government set up in 2019. They will be
based at Porto Chiaro and are to watch the strait against smugglers.

Commander Livia Rossetti took the keys from the yard's director, Nils Aaberg. The delay was owed to a strike at the engine works in Tessel, he
said; a third boat is half finished and should follow in April.

Fishermen had protested against the base because it takes 200 metres of the old quay. The mayor, Carlo Denti, promised them another one."""
"""Another report, which has nothing in common with the first."""

FLOOD = """Our readers in Malden, Perth and the Duchy of Orlo know that Dr. Simon Wells never promises what the 40 experts of his house cannot keep.
You may cancel at any time by a letter to our office in Treviso, and no questions will be asked. More than 250,000 members open our letter with
their first cup of coffee. The secret is to do a little every day and to write down why. By reading on you agree to our terms, which were last
changed on 4 March 2022 and fill nineteen pages. Every Thursday Mr. Peter Vance answers the questions of members in a live seminar."""
"""Boilerplate with names and numbers of its own."""

SPINS = {
    "hand": "give", "army": "forces", "winter": "frost", "decided": "resolved", "guns": "cannons", "type": "kind", "stocks": "stores", "worth":
    "valued", "leave": "depart", "follow": "come", "crews": "teams", "trained": "schooled", "doubt": "question", "needed": "wanted", "house":
    "building", "voted": "stood", "plan": "scheme", "called": "named", "gift": "present", "receipt": "bill", "asked": "inquired", "pay": "spend",
    "lost": "forfeited", "third": "portion", "fighting": "battle", "began": "started", "estimate": "reckon", "chairman": "head", "meeting":
    "session", "reporters": "journalists", "sheds": "barns", "rail": "train", "government": "cabinet", "port": "harbour",
}
"""Other words for half of the content words of `NEWS`."""


def spun(text: str, share: float = 1.0) -> str:
    """The text with this share of the words of `SPINS` replaced, as a machine does it."""
    chosen = [w for i, w in enumerate(SPINS) if i < share * len(SPINS)]
    return "".join(SPINS[w] if w in chosen else w for w in re.split(r"\b", text))


def disguised(text: str) -> str:
    """The text with Cyrillic look-alikes, zero-width characters and soft hyphens in it."""
    return text.translate(str.maketrans("aeoc", "аеос")).replace("th", "t\u200bh").replace("ti", "t\u00adi")
