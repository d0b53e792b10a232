"""What copiers do to a text: house edits, cuts, updates, paraphrase, round-trip translation, noise. Seeded; strengths are shares from 0 to 1.

Each function takes paragraphs and gives paragraphs. Rules are of our own making and as blunt as the tools that they stand for.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from bench.origins_words import spin, thesaurus

Paragraphs = tuple[str, ...]
Rule = tuple[str, str]

_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
         "sixteen", "seventeen", "eighteen", "nineteen")
_INSERTS = (
    "The report could not be checked independently.", "This is a developing story.", "Neither side gave further details.", "Analysts were cautious.",
    "More details were expected later in the day.", "Calls to the embassy went unanswered.", "The story was first carried by an agency.")
_HOUSE: tuple[Rule, ...] = (
    (r"\bsaid on (\w+day)\b", r"told reporters on \1"), (r"\bsaid (\w+day)\b", r"said on \1"), (r"\btold reporters\b", "said"),
    (r", (he|she|they) said\b", r", \1 added"), (r"\baccording to\b", "as stated by"), (r"\bon (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", r"\1day"),
    (r"\bthe United States\b", "the US"), (r"\bthe US\b", "the United States"), (r"\bU\.S\.", "US"), (r"\bPresident ([A-Z]\w+ [A-Z]\w+)", r"\1"),
    (r"\bMr\.? ", ""), (r"\bsays\b", "said"), (r"\b(\d+(?:\.\d+)?) million dollars", r"$\1 million"), (r"\bcan't\b", "cannot"), (r"n't\b", " not"),
    (r"\bit's\b", "it is"), (r" - ", " — "), (r"\bnearly\b", "almost"), (r"\bsaid that\b", "said"))
_NUMBERS: tuple[Rule, ...] = (
    (r"\$(\d[\d.,]*) million", r"$\1m"), (r"\$(\d[\d.,]*) billion", r"$\1bn"), (r"\b(\d{1,3}),(\d{3})\b", r"\1\2"),
    (r"(\d) ?(?:percent|per cent|%)", r"\1 pct"), (r"€(\d[\d.,]*) (million|billion)", r"\1 \2 euros"), (r"\$(\d[\d.,]*)(m|bn)\b", r"USD \1 \2"))


def worded(number: int) -> str:
    """A number below a hundred in words."""
    if number < 20:
        return (["zero", *_ONES])[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_ONES[ones - 1]}" if ones else "")


def each(rules: Sequence[Rule], chance: float) -> Callable[[str, random.Random], str]:
    """A rewriting of a paragraph: every place that a rule fits is rewritten with this chance."""
    compiled = [(re.compile(pattern), put) for pattern, put in rules]

    def rewrite(text: str, rng: random.Random) -> str:
        for pattern, put in compiled:
            text = pattern.sub(lambda m, put=put: m.expand(put) if rng.random() < chance else m[0], text)  # type: ignore[misc]
        return text

    return rewrite


def sentences(paragraph: str) -> list[str]:
    """Roughly its sentences."""
    return re.sub(r"(?<=[.!?])(?<!Mr\.)(?<!Dr\.)(?<!U\.S\.)([\"”]?) (?=[\"“]?[A-Z0-9])", "\\1\n", paragraph).split("\n")


def respelled(text: str, american: bool) -> str:
    """British spellings made American, or back."""
    for british, us in thesaurus().spellings:
        left, right = (british, us) if american else (us, british)
        text = re.sub(rf"\b{left}\b", right, text)
    return text


def renumbered(text: str, rng: random.Random) -> str:
    """The same numbers in another house's style: $60m for $60 million, 38 for thirty-eight, six for 6."""
    text = each(_NUMBERS[:5], .8)(text, rng)
    if rng.random() < .5:
        return re.sub(r"(?<![\d$€£.,-])\b([2-9]|1\d)\b(?![\d.,%-]|\w)", lambda m: worded(int(m[1])), text)
    spelt = {worded(n): str(n) for n in range(11, 100)}
    return re.sub(r"\b(" + "|".join(sorted(spelt, key=len, reverse=True)) + r")\b(?!-)", lambda m: spelt[m[1]], text)


def headline(title: str, body: Paragraphs, seed: int) -> str:
    """Another headline: from the lead, spun, or shortened."""
    rng = random.Random(f"headline {seed}")
    way = rng.randrange(3)
    if way == 0:
        lead = re.sub(r"^[A-Z ,]+(\([^)]*\))? ?[-—–] ", "", body[0])
        return " ".join(lead.split()[:rng.randint(8, 11)]).rstrip(",.;")
    return spin(title, .6, seed) if way == 1 else " ".join(title.split()[:6]) + ", report says"


def dateline(body: Paragraphs, seed: int) -> Paragraphs:
    """Another dateline: put, changed or dropped."""
    rng = random.Random(f"dateline {seed}")
    bare = re.sub(r"^[A-Z][A-Z ,'-]+(\([^)]*\))? ?[-—–] ", "", body[0])
    put = rng.choice(["", "", "LONDON — ", "NEW YORK (Wire) — ", "BRUSSELS, Belgium - ", "GENEVA: "])
    return (put + bare, *body[1:])


def house(body: Paragraphs, strength: float, seed: int) -> Paragraphs:
    """House edits: dateline, paragraphs cut, joined and split, "told reporters" for "said", numbers, spelling, an editor's sentence.

    At strength 1 about half of all places that a rule fits are changed and up to a quarter of the paragraphs are cut.
    """
    rng = random.Random(f"house {seed}")
    rewrite = each(_HOUSE, .5 * strength)
    kept = [rewrite(p, rng) for p in dateline(body, seed)]
    american = rng.random() < .5
    kept = [respelled(p, american) for p in kept]
    if rng.random() < strength:
        kept = [renumbered(p, rng) for p in kept]
    for _ in range(int(len(kept) * .25 * strength + rng.random())):
        if len(kept) > 3:
            kept.pop(rng.randrange(1, len(kept)) if rng.random() < .5 else len(kept) - 1)
    if len(kept) > 4 and rng.random() < strength:
        at = rng.randrange(1, len(kept) - 1)
        kept[at:at + 2] = [f"{kept[at]} {kept[at + 1]}"]
    if rng.random() < .5 * strength:
        kept.insert(rng.randrange(1, len(kept) + 1), rng.choice(_INSERTS))
    if rng.random() < .5:
        kept = [p.translate(str.maketrans("“”’—", "\"\"'-")) for p in kept]
    return tuple(kept)


def cut(body: Paragraphs, share: float, seed: int) -> Paragraphs:
    """About ``share`` of the words: the head, as a rule, with or without dots at the end; sometimes whole paragraphs from anywhere, in order."""
    rng = random.Random(f"cut {seed}")
    total = sum(len(p.split()) for p in body)
    aim = max(round(total * share), 1)
    if rng.random() < .3 and len(body) > 4:
        order = sorted(range(1, len(body)), key=lambda _: rng.random())
        chosen, words = {0}, len(body[0].split())
        for at in order:
            if words + len(body[at].split()) <= aim * 1.1:
                chosen.add(at)
                words += len(body[at].split())
        if words > .75 * aim:
            return tuple(body[at] for at in sorted(chosen))
    kept: list[str] = []
    for paragraph in body:
        words_left = aim - sum(len(p.split()) for p in kept)
        if words_left <= 0:
            break
        kept.append(" ".join(paragraph.split()[:words_left]))
    return (*kept[:-1], kept[-1] + rng.choice(("", "", "...", " [...]", "… Read more")))


_NEWER = (
    "{name} said late on {day} that the position had not changed, after a night of calls between the capitals.",
    "The statement was repeated on {day} by a deputy minister, who took no questions and left by a side door.",
    "On {day} a second official, reached by telephone, gave the same account and put the total slightly higher.",
    "By the evening of {day} crowds had gathered outside the building, and the police had closed two streets around it.",
    "An emergency session was called for {day}; members said that they had been told no more than the newspapers had printed.",
    "Shares of the makers rose on {day} morning, while the currency slipped for the third time within a week.",
    "Three more people with knowledge of the matter confirmed the outline on {day}, though not the date.",
    "{name} was to meet aides again on {day}; a decision was not expected before the end of the week.",
    "Opposition deputies asked on {day} for the papers to be laid before the house, a request that was put off.",
    "Air raid sirens were heard twice during the night of {day}, and flights were diverted until the morning.")


def updated(body: Paragraphs, seed: int, paragraphs: int = 2) -> Paragraphs:
    """A later state: paragraphs added at the head, some figures revised, one paragraph dropped."""
    rng = random.Random(f"update {seed}")
    names = re.findall(r"(?<=[a-z] )[A-Z][a-z]+ [A-Z][a-z]+", " ".join(body)) or ["The minister"]
    day = rng.choice(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
    chosen = [t.format(name=rng.choice(names), day=day) for t in rng.sample(_NEWER, 2 * paragraphs)]
    new = [f"{chosen[n]} {chosen[n + 1]}" for n in range(0, len(chosen), 2)]
    figure = re.compile(r"(?<![\d,.])\b\d{2,3}\b(?![,.]?\d|\w)")
    old = [figure.sub(lambda m: str(int(m[0]) + rng.randint(1, 9)) if rng.random() < .3 else m[0], p) for p in body]
    if len(old) > 4:
        old.pop(rng.randrange(2, len(old)))
    return (new[0], old[0], *new[1:], *old[1:])


_PARAPHRASE: tuple[Rule, ...] = (
    (r"^([A-Z][^,.\"“”;]{3,60}?) (said|declared|insisted|stated) that ([^\"“”;]{15,160})\.$", r"\3, \1 \2."),
    (r"^([A-Z][^.\"“”;]{20,160}), ((?:an?|the|[A-Z])[^,.\"“”;]{3,50}) said( on \w+day)?\.$", r"\2 said\3 that \1."),
    (r"^([A-Z][^\"“”]{20,200}?) on ((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)([^\"“”]*)\.$", r"On \2, \1\3."),
    (r"^(When|After|Since|Because|If|Although|While|As) ([^,.\"“”]{8,90}), ([^\"“”.]{10,160})\.$", r"\3 \1 \2."),
    (r"^([A-Z][^,.\"“”]{15,120}) (when|after|because|although|while) ([^,.\"“”]{10,100})\.$", r"\2 \3, \1."),
    (r"^([A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}) (?:has |have |had )?(bought|sold|sent|delivered|signed|built|approved|rejected|ordered|"
     r"offered|imposed|suspended|cancelled|blocked|seized|banned|lifted|handed over|received|promised|accepted|denied) "
     r"([^,.;\"“”]{6,70})", r"\3 was \2 by \1"),
    (r", (?:which|who) ", r". That "), (r"; ", ". "), (r", but ", ". However, "), (r", and (?=[a-z]+ [a-z]+ )", ". Also, "),
    (r", while ", ". Meanwhile, "),
    (r"^But ", "Even so, "), (r"^And ", "On top of that, "), (r"\bbecause\b", "given that"), (r"\balthough\b", "even if"),
    (r"\balso\b", "in addition"),
    (r"\b([A-Z][a-z]+)(?:'s|’s) ([a-z]+ ?[a-z]*)\b", r"the \2 of \1"), (r"n't\b", " not"), (r"\b(it|he|she|that|there)(?:'s|’s) ", r"\1 is "),
    (r"\baccording to ([^,.]{3,40})\.", r"as \1 tells it."), (r"\bmore than\b", "over"), (r"\bin order to\b", "to"), (r"\bwill\b", "is going to"),
    (r"\bmust\b", "has to"), (r"\bcan\b", "is able to"), (r"\bis to be\b", "will be"), (r"\bthere (?:is|are)\b", "one finds"))


def _sentence_case(text: str) -> str:
    """Sentences begin with a capital; a name inside keeps its own, other words moved inward lose theirs."""
    text = re.sub(r"(?<=[a-z,] )(The|A|An|It|He|She|They|In|On|At|When|After|Since|Because|If|Although|While|As|This|That|Its|His|Her)(?= [a-z])",
                  lambda m: m[1].lower(), text)
    return re.sub(r"(^|[.!?][\"”]? )([a-z])", lambda m: m[1] + m[2].upper(), text)


def _merged(told: list[str], rng: random.Random, chance: float) -> list[str]:
    """Short neighbouring sentences made one."""
    out: list[str] = []
    for sentence in told:
        short = out and len(out[-1].split()) < 16 and len(sentence.split()) < 16 and not re.search("[\"“”?!]", out[-1] + sentence)
        if short and rng.random() < chance:
            out[-1] = f"{out[-1].rstrip('.')}{rng.choice([', and ', ', while ', '; '])}{sentence}"
        else:
            out.append(sentence)
    return out


def paraphrase(body: Paragraphs, strength: float, seed: int) -> Paragraphs:
    """Clauses turned round, active for passive, sentences split and merged, connectors changed; then a spin of .3 of the strength.

    At strength 1 every rule that fits is used, and sentences of a paragraph (not the lead's) change places.
    """
    rng = random.Random(f"paraphrase {seed}")
    rewrite = each(_PARAPHRASE, .9 * strength)
    told = []
    for number, paragraph in enumerate(body):
        parts = _merged([rewrite(s, rng) for s in sentences(paragraph)], rng, .6 * strength)
        if number and len(parts) > 2 and rng.random() < .4 * strength:
            at = rng.randrange(len(parts) - 1)
            parts[at], parts[at + 1] = parts[at + 1], parts[at]
        told.append(_sentence_case(spin(" ".join(parts), .3 * strength, rng.randrange(10**9))))
    return tuple(told)


_ROUND: tuple[Rule, ...] = (
    (r"\bhas been\b", "was"), (r"\bhad been\b", "was"), (r"\b(?:has|have|had) (\w+ed)\b", r"\1"), (r"\bwould\b", "will"), (r"\bsaid\b", "says"),
    (r"\bsays\b", "stated"), (r"\bis being (\w+ed)\b", r"is \1"), (r"\b(?:was|were) (\w+ing)\b", r"\1"),
    (r"\b([A-Z][a-z]+)(?:'s|’s) ([a-z]+)\b", r"\2 of \1"),
    (r"\bof the (\w+) of\b", r"of \1 of"), (r"n't\b", " not"), (r"(\w)(?:'|’)(?:d|ll|ve|re)\b", r"\1"), (r"\bthat\b", "which"), (r"\bwho\b", "which"),
    (r"\b(a|an) (?=[a-z])", ""), (r"\bthe (?=[a-z])", ""), (r"\$(\d[\d.,]*) (million|billion)", r"\1 \2 dollars"), (r"\balready\b", "yet"),
    (r"\balso\b", "as well"), (r"\bonly\b", "just"), (r"\bmuch\b", "a lot"), (r"\bthere (is|are|was|were)\b", r"it \1"))
_PREPOSITIONS = {"in": ("at", "on"), "on": ("in", "at"), "at": ("in", "on"), "for": ("to", "of"), "to": ("for", "towards"), "by": ("from", "with"),
                 "with": ("by", "together with"), "from": ("of", "out of"), "of": ("from", "of"), "over": ("about", "on"), "about": ("on", "over"),
                 "into": ("in", "to"), "during": ("in",), "under": ("according to",), "since": ("from",), "until": ("to",)}


def round_trip(body: Paragraphs, strength: float, seed: int) -> Paragraphs:
    """A translation there and back: articles lost, prepositions swapped, tenses and word order shifted, a spin of .35 of the strength."""
    rng = random.Random(f"round {seed}")
    rewrite = each(_ROUND, .7 * strength)
    told = []
    for paragraph in body:
        parts = []
        for sentence in sentences(spin(paragraph, .35 * strength, rng.randrange(10**9))):
            sentence = re.sub(r"\b(" + "|".join(_PREPOSITIONS) + r")\b",
                              lambda m: rng.choice(_PREPOSITIONS[m[1]]) if rng.random() < .35 * strength else m[1], rewrite(sentence, rng))
            if rng.random() < .5 * strength:
                sentence = re.sub(r"^([^\"“”]{15,160}?),? ((?:in|on|at|after|before|since|during|last|this) [^,.\"“”]{4,25})\.$", r"\2 \1.", sentence)
            parts.append(sentence)
        told.append(_sentence_case(" ".join(parts)))
    return tuple(told)


def swapped(body: Paragraphs, seed: int) -> Paragraphs:
    """The paragraphs in another order, all of them moved where that can be."""
    order = list(body)
    random.Random(f"swap {seed}").shuffle(order)
    return tuple(order[1:] + order[:1] if tuple(order) == body else order)


_ALIKE = str.maketrans("aceopxyiABCEHKMOPTX", "асеорхуіАВСЕНКМОРТХ")
_NOTHING = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad")


def disguised(body: Paragraphs, share: float, seed: int) -> Paragraphs:
    """``share`` of the letters that have a Cyrillic double replaced by it, and as many characters without width put between letters."""
    rng = random.Random(f"disguise {seed}")

    def letter(character: str) -> str:
        put = character.translate(_ALIKE) if rng.random() < share else character
        return put + rng.choice(_NOTHING) if character.isalpha() and rng.random() < share / 2 else put

    return tuple("".join(map(letter, paragraph)) for paragraph in body)


def reset(body: Paragraphs, seed: int) -> str:
    """The same words set otherwise: wrapped lines, double blanks, curly marks."""
    rng = random.Random(f"reset {seed}")
    text = "\n\n".join(body)
    if rng.random() < .5:
        text = text.translate(str.maketrans("'—", "’–"))
        text = re.sub(r'"([^"\n]*)"', r"“\1”", text)
    if rng.random() < .5:
        return "\n\n".join(re.sub(r"(.{60,78}?) ", r"\1\n", p) for p in text.split("\n\n"))
    return text.replace(". ", ".  ") if rng.random() < .5 else text.replace("\n\n", "\n")
