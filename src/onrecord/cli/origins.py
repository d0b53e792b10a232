"""onrecord origins: which pages go back to one text, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, AsOf, Json, Record
from onrecord.cli.output import columns, console, give_json, styled
from onrecord.telling.family import Family, date_words, edge_words, families_on, family_fields, known, refuted_words
from onrecord.telling.words import SHORT_ID, counted, joined

if TYPE_CHECKING:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text
    from rich.tree import Tree

    from onrecord.model.origin import OriginEdge

Key = Annotated[str | None, typer.Argument(metavar="[NAME|ID]", help="A page's name, its article's id or the head of it; "
                                           "with #2 after it the second story of a digest.")]
Limit = Annotated[int | None, typer.Option("--limit", "-n", min=1, metavar="N", help="Show only so many; the rest is counted.")]


def command(key: Key = None, record: Record = DEFAULT_RECORD, as_of: AsOf = None, limit: Limit = None, json: Json = False) -> None:
    """Show which pages go back to one text.

    Without a page: the texts with several stories or pages, most pages first. With one: its family tree: who was first, who copied whom,
    how and how much, what each page prints as its date and what is true, and beside it what cites it or tells of the same briefing. With
    --as-of only what had been published by then, whenever it was read.
    """
    from onrecord.flow import open_record

    with open_record(record) as view:
        if key is None:
            facts = view.facts()
            every = known([Family(view, facts, o) for o in view.origins()], facts, as_of)
            shared = sorted((f for f in every if len(f.origin.articles) > 1 or f.pages > 1), key=lambda f: (-f.pages, f.origin.id))
            _list(shared, shared[:limit], len(every), json)
        elif json:
            give_json({"asked": key, "origins": [family_fields(f) for f in families_on(view, key, as_of)]})
        else:
            for family in families_on(view, key, as_of):
                _tell(console(), family, limit)


# -- all of them


def _list(found: Sequence[Family], shown: Sequence[Family], every: int, json: bool) -> None:
    if json:
        give_json([{"id": f.origin.id, "name": f.name(f.first), "published": f.origin.published, "stories": len(f.origin.articles),
                    "pages": f.pages, "kinds": dict(_kinds(f)), "beside": len(f.beside)} for f in shown])
        return
    out = console()
    if shown:
        table = columns("origin", "first", "published", "stories", "pages", "how the later ones copy")
        for column in (0, 2):
            table.columns[column].no_wrap = True
        for f in shown:
            kinds = joined(f"{n:,} {kind}" for kind, n in _kinds(f))
            table.add_row(f.origin.id[:SHORT_ID], styled(f.name(f.first)), f.origin.published or "not known",
                          str(len(f.origin.articles)), str(f.pages), kinds)
        out.print(table)
    more = f"; {len(shown):,} shown" if len(shown) < len(found) else ""
    out.print(f"{counted(every, 'origin')}, {len(found):,} with several stories or pages{more}. One family: onrecord origins ID", style="dim")


def _kinds(family: Family) -> list[tuple[str, int]]:
    """How many of its stories are copies of which kind, most first."""
    return sorted(Counter(e.kind for e in family.origin.edges).items(), key=lambda pair: (-pair[1], pair[0]))


# -- one of them


def _tell(out: Console, family: Family, limit: int | None) -> None:
    first = family.page(family.first)
    out.print(styled(first.title.value if first.title else first.name, "bold"))
    size = f"{counted(len(family.origin.articles), 'story', 'stories')}, {counted(family.pages, 'page')}"
    out.print(styled(f"origin {family.origin.id[:SHORT_ID]}: {size}; first published {family.origin.published or 'on a day not known'}"))
    out.print()
    out.print(_tree(family, limit))
    left = len(family.origin.articles) - (limit or len(family.origin.articles))
    if left > 0:
        out.print(f"{counted(left, 'more story', 'more stories')}; all without --limit", style="dim")
    if family.beside:
        out.print("\nBeside it: other texts, and no further source for what they repeat", style="bold")
        for edge in islice(family.beside, limit):
            out.print(_beside(family, edge))
    out.print()


def _tree(family: Family, limit: int | None) -> Tree:
    from rich.tree import Tree

    walked = list(islice(family.walk(), limit))
    root = Tree(_label(family, walked[0][0]), guide_style="dim")
    path = [root]
    for story, depth in walked[1:]:
        del path[depth:]
        path.append(path[-1].add(_label(family, story)))
    return root


def _label(family: Family, story: str) -> Text:
    page, edge, pages = family.page(story), family.edges.get(story), family.copies(story)
    outlet = f" ({page.outlet.value})" if page.outlet else ""
    label = styled(f"{family.name(story)}{outlet}" + (f", {counted(pages, 'page')}" if pages > 1 else ""), "" if edge else "bold")
    label.append_text(styled(f"\n{date_words(page)}", "dim"))
    if edge is not None:
        label.append_text(styled(f"\n{edge_words(edge, family.name(edge.of))}"))
    for line in refuted_words(page):
        label.append_text(styled(f"\n{line}", "red"))
    label.overflow = "fold"
    return label


def _beside(family: Family, edge: OriginEdge) -> Padding:
    from rich.padding import Padding

    line = styled(f"{family.name(edge.article)}: {edge_words(edge, family.name(edge.of))}")
    line.overflow = "fold"
    return Padding(line, (0, 0, 0, 2))
