"""How well origins are found, on pages with known origins (`bench.origins_made`).

    python -m bench.origins_score [--half fit|test] [--bases N] [--texts FILE] [--seed N] [--leaders N] [--show KIND]
    python -m bench.origins_score --flood [COPIES]

Pages go the product's way: text, prints, bands, pairs (in each band the first `LEADERS` stories by id with all of it), measure, gather. Dates
and outlets are the printed ones, false on spam. Measured over stories of pages (byte-equal pages are counted as pages):

- **B-cubed**: for each story the share of its predicted origin that is of its true one (precision) and the reverse (recall), averaged;
- by transformation: **found** (in one origin with the first print), **alone** (the two would be tied if no other page were there: a band in
  common and a measure that ties), **clean** (of the stories that share the predicted origin, the share that are of the true one);
- **false merges**: pairs of different texts in one origin, by what makes them look alike; and how often what holds between them is told;
- **kinds**: of edges from a story to the first print of its text, what they are called.

`--flood`: copies of one rumour with 0 to 30 % of the words changed, among 200 other texts.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from bench.origins_bases import bases
from bench.origins_made import world
from bench.origins_pages import Page, Story, World, first_print, host_of, page_of
from bench.origins_pages import Told as Made
from bench.origins_words import spin, tokens

from onrecord.intake.fields import make_capture
from onrecord.model import Article, Origin, Skip
from onrecord.model.origin import story_id
from onrecord.origins import Measured, StoryPrint, Told, gather, measure, prints
from onrecord.store.candidates import LEADERS
from onrecord.text import make_article


class Item(NamedTuple):
    """A true story on a page: which page, which of its stories, and the id of the product's story that covers it ("" if the page was refused)."""

    page: Page
    story: Story
    id: str


class Spent(NamedTuple):
    """Seconds of processor time, and how many pages, stories and pairs there were."""

    text: float
    prints: float
    measure: float
    gather: float
    pages: int
    stories: int
    pairs: int


class Found(NamedTuple):
    """What the product found: the items, the origins, each story's origin, its bands and packed print."""

    items: list[Item]
    origins: list[Origin]
    origin_of: dict[str, str]
    bands: dict[str, tuple[int, ...]]
    packed: dict[str, bytes]
    refused: list[Page]
    spent: Spent


def article_of(page: Page) -> Article | Skip:
    """The page as an article, its facts declared as in a user's line."""
    facts = {"url": page.url, "outlet": page.outlet or "", "published": page.published or ""}
    declared = {key: value for key, value in facts.items() if value}
    return make_article(make_capture(page.text.encode(), "text/plain; charset=utf-8", page.name, "made", declared=declared))


def covering(found: Sequence[StoryPrint], story: Story) -> int:
    """The part of the page that shares most characters with the true story; the first where none does."""
    return max(found, key=lambda p: (max(min(p.span.end, story.end) - max(p.span.start, story.start), 0), -p.part)).part


def pairs(bands: Mapping[str, Sequence[int]], leaders: int) -> Iterator[tuple[str, str]]:
    """The pairs to compare, as the store has them: in each band its first ``leaders`` ids with every other, each pair once."""
    held: dict[int, list[str]] = defaultdict(list)
    for story, keys in bands.items():
        for band in set(keys):
            held[band].append(story)
    for story in sorted(bands):
        others: set[str] = set()
        for band in set(bands[story]):
            first = sorted(held[band])[:leaders] if len(held[band]) > leaders else held[band]
            held[band] = sorted(held[band]) if len(held[band]) > leaders else held[band]
            others.update(held[band] if story in first else first)
        for other in sorted(others):
            if story < other:
                yield story, other


def find(pages: Sequence[Page], leaders: int = LEADERS) -> Found:
    """The pages through the product."""
    texts = printed = 0.
    items: list[Item] = []
    refused: list[Page] = []
    told: dict[str, Told] = {}
    bands: dict[str, tuple[int, ...]] = {}
    parts_of: dict[str, tuple[StoryPrint, ...]] = {}
    for page in sorted(pages, key=lambda p: (p.published or "9999", p.name)):
        began = time.process_time()
        article = article_of(page)
        texts += time.process_time() - began
        if isinstance(article, Skip):
            refused.append(page)
            items += [Item(page, story, f"refused {page.name} {n}") for n, story in enumerate(page.stories)]
            continue
        if article.id not in parts_of:
            began = time.process_time()
            parts_of[article.id] = prints(article)
            printed += time.process_time() - began
            for part in parts_of[article.id]:
                name = story_id(article.id, part.part)
                site = page.url.split("/")[2]
                told[name] = Told(name, page.published, article.outlet.value if article.outlet else None, site, part.packed)
                bands[name] = part.bands
        items += [Item(page, story, story_id(article.id, covering(parts_of[article.id], story))) for story in page.stories]
    began = time.process_time()
    measured, compared = [], 0
    for first, second in pairs(bands, leaders):
        compared += 1
        found = measure(told[first].packed, told[second].packed)
        if found is not None:
            measured.append(Measured(first, second, found))
    ended = time.process_time()
    origins = gather(told.values(), measured)
    spent = Spent(texts, printed, ended - began, time.process_time() - ended, len(pages), len(told), compared)
    origin_of = {story: origin.id for origin in origins for story in origin.articles}
    return Found(items, origins, origin_of, bands, {k: t.packed for k, t in told.items()}, refused, spent)


def b_cubed(true: Sequence[str], found: Sequence[str]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 of two labellings of the same items."""
    both, of_true, of_found = Counter(zip(true, found, strict=True)), Counter(true), Counter(found)
    precision = sum(n * n / of_found[f] for (_, f), n in both.items()) / max(len(true), 1)
    recall = sum(n * n / of_true[t] for (t, _), n in both.items()) / max(len(true), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def origin(found: Found, item: Item) -> str:
    """The predicted origin of an item; its own where the page was refused."""
    return found.origin_of.get(item.id, item.id)


def alone(found: Found, first: str, second: str) -> bool:
    """Whether the two stories would be tied if there were no others."""
    if first == second:
        return True
    one, two = sorted((first, second))
    if one not in found.packed or two not in found.packed or not set(found.bands[one]) & set(found.bands[two]):
        return False
    measured = measure(found.packed[one], found.packed[two])
    return measured is not None and measured.ties


class Row(NamedTuple):
    """A transformation's figures: how many, found, alone, clean; and the pages missed."""

    number: int
    found: float
    alone: float
    clean: float
    missed: list[str]


def by_change(found: Found) -> dict[tuple[str, str], Row]:
    """The table of transformations."""
    held: dict[str, Counter[str]] = defaultdict(Counter)
    for item in found.items:
        held[origin(found, item)][item.story.label] += 1
    roots = {item.story.label: item for item in found.items if item.story.root}
    groups: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in found.items:
        if not item.story.root and item.story.label in roots:
            groups[item.story.change, item.story.strength].append(item)
    return {key: _row(found, members, roots, held) for key, members in sorted(groups.items())}


def _row(found: Found, members: Sequence[Item], roots: Mapping[str, Item], held: Mapping[str, Counter[str]]) -> Row:
    tied = [origin(found, item) == origin(found, roots[item.story.label]) for item in members]
    direct = [alone(found, item.id, roots[item.story.label].id) for item in members]
    right = sum(held[origin(found, item)][item.story.label] - 1 for item in members)
    every = sum(held[origin(found, item)].total() - 1 for item in members)
    missed = [item.page.name for item, is_tied in zip(members, tied, strict=True) if not is_tied]
    return Row(len(members), sum(tied) / len(members), sum(direct) / len(members), right / every if every else 1., missed)


class Kept(NamedTuple):
    """Of pairs to keep apart, of one reason: how many, how many were merged, how many are told to stand beside each other, and in what kind."""

    number: int
    merged: list[tuple[str, str]]
    measured: int
    told: Counter[str]


def keeping(made: World, found: Found) -> dict[str, Kept]:
    """The table of pairs to be kept apart."""
    ids = {item.page.name: item for item in found.items}
    beside = {frozenset((edge.article, edge.of)): edge.kind for o in found.origins for edge in o.beside}
    table: dict[str, Kept] = {}
    for pair in made.apart:
        row = table.setdefault(pair.why, Kept(0, [], 0, Counter()))
        one, two = ids[pair.first], ids[pair.second]
        merged = [(pair.first, pair.second)] if origin(found, one) == origin(found, two) else []
        kind = beside.get(frozenset((one.id, two.id)), "")
        told = Counter({"right" if kind == pair.beside else kind: 1}) if kind else Counter[str]()
        table[pair.why] = Kept(row.number + 1, row.merged + merged, row.measured + alone(found, one.id, two.id), row.told + told)
    return table


def mixed(found: Found) -> list[tuple[str, list[str]]]:
    """Origins that hold several texts, with a page of each."""
    members: dict[str, dict[str, str]] = defaultdict(dict)
    for item in found.items:
        members[origin(found, item)].setdefault(item.story.label, item.page.name)
    return [(key, sorted(names.values())) for key, names in sorted(members.items()) if len(names) > 1]


def wrong_edges(found: Found) -> tuple[list[str], list[str]]:
    """What chains different texts: (edges between stories of no common text, stories that the product did not split), in words."""
    held: dict[str, dict[str, str]] = defaultdict(dict)
    for item in found.items:
        held[item.id].setdefault(item.story.label, f"{item.page.name} ({item.story.change} {item.story.strength})")
    edges = [f"{'; '.join(held[e.article].values())} | {'; '.join(held[e.of].values())} | {e.kind}: {e.why}" for o in found.origins for e in o.edges
             if e.article in held and e.of in held and not held[e.article].keys() & held[e.of].keys()]
    return edges, ["; ".join(names.values()) for names in held.values() if len(names) > 1]


def kinds(found: Found) -> Counter[tuple[str, str, bool]]:
    """(best kind, kind told, whether it is among the right ones) of edges between a story and the first print of its text."""
    by_id: dict[str, list[Item]] = defaultdict(list)
    for item in found.items:
        by_id[item.id].append(item)
    counted: Counter[tuple[str, str, bool]] = Counter()
    for edge in (edge for o in found.origins for edge in o.edges):
        for first, second in ((edge.article, edge.of), (edge.of, edge.article)):
            root = next((i for i in by_id[second] if i.story.root), None)
            made = next((i for i in by_id[first] if i.story.kinds), None)
            if root and made and root.story.label == made.story.label:
                counted[made.story.kinds[0], edge.kind, edge.kind in made.story.kinds] += 1
    return counted


def firsts(found: Found) -> tuple[int, int, int, int]:
    """Of origins with copies and a dated first print: (how many, named by a page of its day, given its day, with a copy dated earlier)."""
    by_id = {o.id: o for o in found.origins}
    dated = [item for item in found.items if item.story.root and item.page.published and item.id in found.origin_of]
    dated = [item for item in dated if len(by_id[found.origin_of[item.id]].articles) > 1]
    of_day = {(item.id, item.page.published) for item in found.items}
    named = sum((found.origin_of[item.id], item.page.published) in of_day for item in dated)
    right = sum(by_id[found.origin_of[item.id]].published == item.page.published for item in dated)
    days: dict[str, list[str]] = defaultdict(list)
    for item in found.items:
        if item.page.published:
            days[item.story.label].append(item.page.published)
    return len(dated), named, right, sum(min(days[item.story.label]) < str(item.page.published) for item in dated)


def report(made: World, found: Found, out: Iterable[str] = ()) -> Iterator[str]:
    """The tables, line by line."""
    labels, guessed = [i.story.label for i in found.items], [origin(found, i) for i in found.items]
    precision, recall, f1 = b_cubed(labels, guessed)
    spent = found.spent
    yield (f"{made.bases} bases, {spent.pages} pages, {spent.stories} stories of different text, {len(set(labels))} true origins, "
           f"{len(set(guessed))} found; {len(found.refused)} pages refused")
    yield f"B-cubed: precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}"
    yield (f"processor: text {1000 * spent.text / spent.pages:.2f} ms a page, prints {1000 * spent.prints / spent.stories:.2f} ms a story, "
           f"{spent.pairs / spent.stories:.1f} pairs a story, measure {1000 * spent.measure / max(spent.pairs, 1):.2f} ms a pair, "
           f"gather {spent.gather:.1f} s")
    yield ""
    yield "| what was done to the page | strength | number | found | alone | clean |"
    yield "|---|---|---:|---:|---:|---:|"
    for (change, strength), row in by_change(found).items():
        yield f"| {change} | {strength} | {row.number} | {row.found:.3f} | {row.alone:.3f} | {row.clean:.3f} |"
    yield ""
    yield "| different texts | pairs | merged | measure ties | told right | told otherwise |"
    yield "|---|---:|---:|---:|---:|---:|"
    for why, kept in sorted(keeping(made, found).items()):
        yield f"| {why} | {kept.number} | {len(kept.merged)} | {kept.measured} | {kept.told['right']} | {kept.told.total() - kept.told['right']} |"
    yield ""
    strangers = mixed(found)
    edges, whole = wrong_edges(found)
    yield (f"origins that hold several texts: {len(strangers)}, the largest {max((len(n) for _, n in strangers), default=0)}; "
           f"edges between different texts: {len(edges)}; stories that are several: {len(whole)}")
    number, named, right, earlier = firsts(found)
    yield (f"of {number} origins with copies, {named} are named by a page of the first print's day and {right} have its day "
           f"({earlier} have a copy that says, falsely, to be older)")
    yield ""
    yield from _kind_table(kinds(found))


def _kind_table(counted: Counter[tuple[str, str, bool]]) -> Iterator[str]:
    columns = sorted({told for _, told, _ in counted})
    yield "| kind, best name | right | " + " | ".join(columns) + " |"
    yield "|---|---:|" + "---:|" * len(columns)
    for best in sorted({best for best, _, _ in counted}):
        rows = Counter({told: sum(n for (b, t, _), n in counted.items() if (b, t) == (best, told)) for told in columns})
        right = sum(n for (b, _, ok), n in counted.items() if b == best and ok) / rows.total()
        yield f"| {best} | {right:.2f} | " + " | ".join(str(rows[c]) for c in columns) + " |"


def misses(made: World, found: Found, kind: str) -> Iterator[str]:
    """Pages of a transformation that were not found; pairs of a negative that were merged; with kind "mixed" or "edges", what holds several."""
    for (change, strength), row in by_change(found).items():
        if kind in f"{change}, {strength}":
            yield from (f"missed: {name}" for name in row.missed)
    for why, kept in keeping(made, found).items():
        if kind in why:
            yield from (f"merged: {one} | {two}" for one, two in kept.merged)
    if kind == "edges":
        edges, whole = wrong_edges(found)
        yield from (f"edge: {edge}" for edge in edges)
        yield from (f"not split: {names}" for names in whole)
    if kind == "mixed":
        yield from (f"mixed: {' | '.join(names)}" for _, names in mixed(found))


def edited(text: str, share: float, rng: random.Random, words: Sequence[str]) -> str:
    """``share`` of the words changed: half by the thesaurus, half by chance (another word, a word less, a word more)."""
    told = tokens(spin(text, share / 2, rng.randrange(10**9)))
    places = [at for at, word in enumerate(told) if word[0].isalpha()]
    for at in rng.sample(places, int(len(places) * share / 2)):
        told[at] = rng.choice((rng.choice(words), "", f"{told[at]} {rng.choice(words)}"))
    return "".join(told)


def rumour(copies: int, bystanders: int = 200) -> list[Page]:
    """``copies`` of one text with 0 to 30 % of its words changed, among other texts."""
    first, *others = bases(bystanders + 1, seed=5)
    rng, words = random.Random("rumour"), [w for base in others[:50] for w in tokens(base.text) if w.isalpha()]
    pages = [first_print(base) for base in (first, *others)]
    for n in range(copies):
        share = rng.uniform(0, .3)
        body = edited(first.text, share, rng, words)
        told = Made([first.title], tuple(body.split("\n\n")), [], host_of(f"site {n}"), None, None)
        pages.append(page_of(f"copy {n}", first.id, told, "edited", f"{int(share * 20) * 5}-{int(share * 20) * 5 + 5} %"))
    return pages


def flood(copies: int, leaders: int) -> Iterator[str]:
    """The flood's figures."""
    pages = rumour(copies)
    began = time.perf_counter()
    found = find(pages, leaders)
    seconds = time.perf_counter() - began
    label = pages[0].stories[0].label
    counted = Counter(origin(found, item) for item in found.items if item.story.label == label)
    (biggest, size), = counted.most_common(1)
    strangers = sum(origin(found, item) == biggest and item.story.label != label for item in found.items)
    yield f"{copies} copies of one rumour, 0 to 30 % of the words changed, among {len(pages) - copies - 1} other texts"
    yield f"origins of the rumour: {len(counted)}; recall {size / counted.total():.4f}, precision {size / (size + strangers):.4f}"
    yield f"{len(pages) / seconds:.0f} pages a second; {found.spent.pairs / found.spent.stories:.1f} pairs a story"
    yield from (f"  {strength:8} {row.number:6} found {row.found:.4f} alone {row.alone:.4f}" for (_, strength), row in by_change(found).items())


def main() -> None:
    """Prints the figures."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--half", choices=("fit", "test"), default="fit")
    arguments.add_argument("--bases", type=int, default=900)
    arguments.add_argument("--texts", type=Path)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--leaders", type=int, default=LEADERS)
    arguments.add_argument("--show")
    arguments.add_argument("--flood", type=int, nargs="?", const=10_000)
    given = arguments.parse_args()
    if given.flood:
        print("\n".join(flood(given.flood, given.leaders)))
        return
    made = world(given.half, given.bases, given.texts, seed=given.seed)
    found = find(made.pages, given.leaders)
    lines = misses(made, found, given.show) if given.show else report(made, found)
    print("\n".join(islice(lines, 400)))


if __name__ == "__main__":
    main()
