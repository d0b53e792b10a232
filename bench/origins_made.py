"""A world of pages with known origins: bases, what copiers made of them, and stories that look alike and are not one text.

    python -m bench.origins_made [--half fit|test] [--bases N] [--texts FILE] [--show KIND] [--number N]

prints how many pages of each kind there are and how much of their text they share, or shows pages of a kind (a transformation's or a negative's
name). Everything is seeded: the same call makes the same pages. A base and all made of it are in one half, by hash.
"""

from __future__ import annotations

import argparse
import random
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bench.origins_apart import alone, briefings, citations, fillings, other_events, releases, templates
from bench.origins_bases import Base, bases, half
from bench.origins_pages import EDITED, MIRROR, Page, Story, Told, World, first_print, host_of, in_paper, in_spam, page_of, shared, templated
from bench.origins_words import spin

from bench import origins_edits as edits
from bench import origins_sites as sites

PER_BASE = 9
"""Transformations drawn for each base."""
ORPHANS = .15
"""Share of bases whose first print is not among the pages: only spam copies are."""


Make = Callable[[Base, int, Sequence[sites.Network]], Told]
"""Makes a page's parts of a base, with a seed, on one of the networks where it is spam."""


class Change(NamedTuple):
    """A transformation: name, strength, kinds, how it is made."""

    name: str
    strength: str
    kinds: tuple[str, ...]
    make: Make


def _house(strength: float) -> Make:
    def make(base: Base, seed: int, networks: Sequence[sites.Network]) -> Told:
        title = edits.headline(base.title, base.paragraphs, seed) if strength > .3 else base.title
        return in_paper(base, edits.house(base.paragraphs, strength, seed), seed, title)
    return make


def _in_template(share: float) -> Make:
    def make(base: Base, seed: int, networks: Sequence[sites.Network]) -> Told:
        return templated(base, random.Random(f"network {seed}").choice(networks), share, seed)
    return make


def _body(way: Callable[[tuple[str, ...], int], tuple[str, ...]], spam: float = 0, injected: int = 0) -> Make:
    """A transformation of the paragraphs, put on a spam site with the chance ``spam``, else in a paper."""
    def make(base: Base, seed: int, networks: Sequence[sites.Network]) -> Told:
        body = way(base.paragraphs, seed)
        if injected:
            body = sites.injected(body, injected, seed)
        return in_spam(base, body, seed, networks) if random.Random(f"where {seed}").random() < spam else in_paper(base, body, seed, later=2)
    return make


def _spun(share: float) -> Callable[[tuple[str, ...], int], tuple[str, ...]]:
    return lambda body, seed: tuple(spin("\n\n".join(body), share, seed).split("\n\n"))


def _updated(paragraphs: int) -> Make:
    def make(base: Base, seed: int, networks: Sequence[sites.Network]) -> Told:
        return in_paper(base, edits.updated(base.paragraphs, seed, paragraphs), seed, edits.headline(base.title, base.paragraphs, seed), 2, same=True)
    return make


def _reset(base: Base, seed: int, networks: Sequence[sites.Network]) -> Told:
    told = in_paper(base, base.paragraphs, seed)
    return told._replace(head=[base.title], body=(edits.reset(base.paragraphs, seed),), foot=[])


def _flooded(words: int) -> Make:
    def make(base: Base, seed: int, networks: Sequence[sites.Network]) -> Told:
        told = in_spam(base, base.paragraphs, seed, networks)
        above, below = sites.flood(words // 2, seed), sites.flood(words // 2, seed + 1)
        return told._replace(head=[told.head[0], above, *told.head[1:]], foot=[below])
    return make


SAME = ("same", "republished", "syndicated")
PART, NEWER, WORDED = ("excerpt", "syndicated", "republished"), ("updated",), ("reworded",)


def changes() -> list[Change]:
    """All transformations of one story."""
    made = [Change("same words, set otherwise", "", SAME, _reset),
            Change("house edits", "light", EDITED, _house(.3)), Change("house edits", "middle", EDITED, _house(.6)),
            Change("house edits", "heavy", EDITED, _house(1)),
            Change("republished", "header, 3 keywords", MIRROR, _body(lambda b, s: b, 1, 3)),
            Change("republished", "header, 10 keywords", MIRROR, _body(lambda b, s: b, 1, 10)),
            Change("republished in prose", ".35 template", MIRROR, _in_template(.35)),
            Change("republished in prose", ".5 template", MIRROR, _in_template(.5)),
            Change("paragraphs swapped", "", MIRROR, _body(edits.swapped, .5)),
            Change("homoglyphs, zero width", ".03", MIRROR, _body(lambda b, s: edits.disguised(b, .03, s), .7)),
            Change("homoglyphs, zero width", ".2", MIRROR, _body(lambda b, s: edits.disguised(b, .2, s), .7)),
            Change("flood around", "2,000 words", MIRROR, _flooded(2000)),
            Change("spun and cut", ".2, .5", ("reworded", "excerpt"), _body(lambda b, s: edits.cut(_spun(.2)(b, s), .5, s), .7)),
            Change("house edits and cut", ".5, .5", PART, _body(lambda b, s: edits.cut(edits.house(b, .5, s), .5, s))),
            Change("house edits and spun", ".5, .2", ("reworded",), _body(lambda b, s: _spun(.2)(edits.house(b, .5, s), s), .5)),
            Change("spun, keywords", ".3, 6", ("reworded",), _body(_spun(.3), 1, 6))]
    made += [Change("cut", f"{share}", PART if share < .85 else EDITED[:2] + PART, _body(lambda b, s, share=share: edits.cut(b, share, s)))  # type: ignore[misc]
             for share in (.9, .7, .5, .4, .33, .25)]
    made += [Change("cut, banners", f"{share}, 3", PART, _body(lambda b, s, share=share: sites.banners(edits.cut(b, share, s), 3, s)))  # type: ignore[misc]
             for share in (.7, .5, .33)]
    made += [Change("banners", f"{n}", EDITED, _body(lambda b, s, n=n: sites.banners(b, n, s))) for n in (1, 3, 6)]  # type: ignore[misc]
    made += [Change("updated", f"{n} paragraph{'s' * (n > 1)}", NEWER, _updated(n)) for n in (1, 2, 3)]
    made += [Change("spun", f"{share}", WORDED if share > .15 else WORDED + MIRROR, _body(_spun(share), .7)) for share in (.1, .2, .3, .4, .5)]
    made += [Change("paraphrase", name, WORDED, _body(lambda b, s, n=n: edits.paraphrase(b, n, s), .5))  # type: ignore[misc]
             for name, n in (("light", .5), ("strong", 1.))]
    made += [Change("round trip", name, WORDED, _body(lambda b, s, n=n: edits.round_trip(b, n, s), .5))  # type: ignore[misc]
             for name, n in (("light", .5), ("strong", 1.))]
    return made


def family(base: Base, every: Sequence[Change], networks: Sequence[sites.Network], number: int = PER_BASE) -> Iterator[Page]:
    """The base and ``number`` pages made of it; now and then the same bytes on further hosts."""
    rng = random.Random(f"family {base.id}")
    yield first_print(base)
    for change in rng.sample(every, min(number, len(every))):
        seed = rng.randrange(10**9)
        name = f"{base.id}#{change.name} {change.strength}"
        yield page_of(name, base.id, change.make(base, seed, networks), change.name, change.strength, change.kinds)
    if rng.random() < .2:
        for n in range(rng.randint(2, 5)):
            page = first_print(base)
            yield page._replace(name=f"{base.id}#equal {n}", url=f"https://mirror{n}.example/{base.id}", outlet=None,
                                stories=(page.stories[0]._replace(change="byte-equal", root=False),))


def digests(given: Sequence[Base], seed: int) -> Iterator[Page]:
    """Digests and live blogs of two to five of the bases, each cut to 60-170 words (bullets: 45-80)."""
    rng = random.Random(f"digests {seed}")
    for number in range(len(given) // 6):
        way = ("headings", "live", "lines", "bullets")[number % 4]
        chosen = rng.sample(list(given), rng.randint(2, 5))
        items = []
        for base in chosen:
            words = sum(len(p.split()) for p in base.paragraphs)
            aim = rng.randint(45, 80) if way == "bullets" else rng.randint(60, 170)
            items.append(sites.Item(base.id, base.title, edits.cut(base.paragraphs, min(aim / words, 1), rng.randrange(10**9))))
        text, places = sites.digest(items, way, rng.randrange(10**9))
        day = max(base.published for base in chosen)
        kinds = ("excerpt", "syndicated", "same")
        stories = tuple(Story(item.label, *place, "digest", way, kinds) for item, place in zip(items, places, strict=True))
        paper = rng.choice(sites.PAPERS)
        yield Page(f"digest {number}", text, f"https://{host_of(paper)}/digest-{number}", paper, day.isoformat(), stories)


def floods(given: Sequence[Base], networks: Sequence[sites.Network], seed: int) -> Iterator[Page]:
    """One base in sixty copied into 20,000 words of boilerplate, and the boilerplate of two sites alone."""
    for number, base in enumerate(given[:len(given) // 60]):
        yield page_of(f"{base.id}#flood", base.id, _flooded(20_000)(base, seed + number, networks), "flood around", "20,000 words", MIRROR)
    for number in range(2):
        body = tuple(sites.flood(3000, seed + 77 + number).split("\n\n"))
        page = alone(f"boilerplate {number}", "Welcome", body, "Mirror", date(2025, 1, 1), "flood alone")
        yield page._replace(stories=(page.stories[0]._replace(label="boilerplate", root=not number),))


def world(which: str, number: int = 900, path: Path | None = None, negatives: bool = True, seed: int = 1) -> World:
    """The pages of a half (fit or test) of ``number`` bases."""
    given = [base for base in bases(number, path, seed) if half(base.group) == which]
    networks, every = sites.networks(seed), changes()
    orphans = given[:int(len(given) * ORPHANS)]
    pages = [page for base in given[len(orphans):] for page in family(base, every, networks)]
    pages += digests(given[len(orphans):], seed)
    pages += floods(given[len(orphans):], networks, seed)
    in_templates, apart = templates([*orphans, *given[-len(orphans):]], networks, seed)
    pages += in_templates
    if negatives:
        for made, kept in (releases(which), briefings(which), citations(which), other_events(which), fillings(which)):
            pages += made
            apart += kept
    return World(_once(pages), apart, len(given))


def _once(pages: Sequence[Page]) -> list[Page]:
    """In an order of no meaning; no two pages have one name."""
    twice = [name for name, n in Counter(page.name for page in pages).items() if n > 1]
    if twice:
        raise ValueError(f"two pages are called {twice[0]}")
    shuffled = list(pages)
    random.Random("order").shuffle(shuffled)
    return shuffled


def main() -> None:
    """Prints what there is."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--half", choices=("fit", "test"), default="fit")
    arguments.add_argument("--bases", type=int, default=900)
    arguments.add_argument("--texts", type=Path)
    arguments.add_argument("--show")
    arguments.add_argument("--number", type=int, default=3)
    given = arguments.parse_args()
    made = world(given.half, given.bases, given.texts)
    by_name = {page.name: page for page in made.pages}
    if given.show:
        show(made, by_name, given.show, given.number)
        return
    stories = sum(len(page.stories) for page in made.pages)
    print(f"{given.half} half: {made.bases} bases, {len(made.pages)} pages, {stories} stories, {len(made.apart)} pairs to keep apart")
    roots = {story.label: page for page in made.pages for story in page.stories if story.root}
    measured: dict[str, list[float]] = defaultdict(list)
    for page in made.pages:
        for story in page.stories:
            if not story.root and story.label in roots:
                measured[f"{story.change}, {story.strength}"].append(shared(page.text[story.start:story.end], roots[story.label].text))
    for pair in made.apart:
        measured[f"NOT: {pair.why}"].append(shared(by_name[pair.first].text, by_name[pair.second].text))
    print("shared runs of five words, of the smaller text: number, least, median, most")
    for name, values in sorted(measured.items()):
        print(f"{name:44} {len(values):5} {min(values):6.2f} {statistics.median(values):6.2f} {max(values):6.2f}")


def show(made: World, by_name: dict[str, Page], kind: str, number: int) -> None:
    """Prints pages of a kind."""
    pairs = [pair for pair in made.apart if kind in pair.why][:number]
    for pair in pairs:
        print(f"######## {pair.why}\n{by_name[pair.first].text}\n\n---- and\n\n{by_name[pair.second].text}\n")
    for page in [page for page in made.pages if any(kind in f"{s.change}, {s.strength}" for s in page.stories)][:0 if pairs else number]:
        print(f"######## {page.name} {page.url} {page.outlet} {page.published}\n{page.text}\n")


if __name__ == "__main__":
    main()
