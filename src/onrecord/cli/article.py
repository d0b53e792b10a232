"""onrecord article: a page as it was read, evidence marked, furniture greyed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from onrecord.cli.options import DEFAULT_RECORD, AsOf, ClaimOrder, ClaimSort, Json, MinConfidence, Record
from onrecord.cli.output import coloured, columns, console, give_json, styled
from onrecord.telling.family import Family, edge_fields, edge_words, families_and_parts
from onrecord.telling.parties import party_names
from onrecord.telling.words import SHORT_ID, chain, counted, joined, published_words, status_words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from onrecord.model import Article, Block, Claim, Span

Why = Annotated[str | None, typer.Option("--why", metavar="CLAIM", help="Explain one claim, by its number on the page or its id: "
                                         "each field's words, rule and the alternatives refused.")]
Key = Annotated[str, typer.Argument(metavar="NAME|ID", help="The page's name, or its article's id or the head of it.")]
MOST_EDGES = 8
"""Copies that are told with a page; the rest is the whole family's."""
_MARK, _GREY = "bold underline", "bright_black"


def command(
    key: Key, record: Record = DEFAULT_RECORD, as_of: AsOf = None, why: Why = None, min_confidence: MinConfidence = 0.0,
    sort: ClaimSort = ClaimOrder.told, json: Json = False,
) -> None:
    """Show a page as it was read.

    Its text with the words of each claim marked, what was left out and why, what its date rests on, and its copies.

    As of a day before it was published it says so and has no claims; of its copies it tells those that were there.

    Without colours the words of a claim stand in brackets with the claim's number, and what was left out is marked with "~".
    """
    from onrecord.flow import open_record
    from onrecord.telling.known import was_there

    with open_record(record) as view:
        page = view.article(key)
        there = was_there(view, page.id, as_of)
        claims = [c for c in view.claims(page.id) if c.confidence >= min_confidence] if there else []
        found = Told(claims, *families_and_parts(view, page.id, as_of))
        if why is not None:
            _explain(page, claims, why, json)
        elif json:
            give_json(_fields(page, found) | ({"as_of": as_of, "was_published": there} if as_of else {}))
        else:
            _tell(page, found, sort, None if there else as_of)


class Told(NamedTuple):
    """What was found on a page: its claims, the families of its stories, and the stretch and origin of each story of a digest."""

    claims: Sequence[Claim]
    families: Sequence[Family]
    parts: tuple[tuple[Span, str], ...]

    def story(self, claim: Claim) -> int | None:
        """The number of the story that the claim stands in; None on a page that is one story, and between the stories."""
        return next((n for n, (span, _) in enumerate(self.parts, 1) if span.overlaps(claim.span)), None)


def _explain(page: Article, claims: Sequence[Claim], key: str, json: bool) -> None:
    """The page is read again: the record keeps what was decided, not what was weighed."""
    from onrecord.cli.why import tell
    from onrecord.flow import Reader
    from onrecord.telling.why import as_fields, explained

    one = explained(Reader().explanations(page), claims, key)
    if json:
        give_json(as_fields(one))
    else:
        tell(one)


def _fields(page: Article, found: Told) -> dict[str, Any]:
    from onrecord.export.claims import page_fields

    published, fields = page.published, page_fields(page, found.claims)
    stories = {c.id: found.story(c) for c in found.claims}
    return {
        **fields, "claims": [{**c, "story": stories[c["id"]]} for c in fields["claims"]],
        "article": page.id, "title": page.title.value if page.title else None, "url": page.url, "path": page.path, "text": page.text,
        "blocks": [{"start": b.span.start, "end": b.span.end, "kept": b.kept, "kind": b.kind, "reason": b.reason} for b in page.blocks],
        "reasons": [{"rule": r.rule, "says": r.says, "weight": r.weight} for r in published.reasons],
        "refuted": [{"date": d.date, "role": d.role} for d in published.refuted],
        "grade": published.grade, "low": published.low, "high": published.high,
        "stories": [{"story": n, "start": s.start, "end": s.end, "origin": origin} for n, (s, origin) in enumerate(found.parts, 1)],
        "origin": _origin_fields(found.families[0]) if found.families else None,
    }


def _origin_fields(family: Family) -> dict[str, Any]:
    return {"id": family.origin.id, "articles": list(family.origin.articles), "edges": [edge_fields(e) for e in family.origin.edges],
            "beside": [edge_fields(e) for e in family.beside]}


def _tell(page: Article, found: Told, sort: ClaimOrder, not_by: str | None) -> None:
    """``not_by``: the day by whose end it had not been published."""
    out = console()
    _head(out, page)
    if not_by is not None:
        out.print(styled(f"It had not been published by the end of {not_by}: nothing that it tells was known of it then.", "bold"))
    _dates(out, page)
    for family in found.families:
        _copies(out, page, family)
    out.print()
    for line in body(page, found.claims, marks=not coloured(out)):
        out.print(line)
    _list(out, page, found, sort)


def _head(out: Console, page: Article) -> None:
    out.print(styled(page.title.value if page.title else page.name, "bold"))
    table = columns("", "")
    table.show_header = False
    table.columns[0].no_wrap = True
    rows = (
        ("page", page.name), ("article", page.id), ("outlet", f"{page.outlet.value} ({page.outlet.how})" if page.outlet else "not known"),
        ("byline", page.byline.value if page.byline else ""), ("agency", page.agency.value if page.agency else ""),
        ("address", page.url or ""), ("from", page.path), ("copied", page.copied), ("published", published_words(page.published)),
    )
    for name, value in rows:
        if value:
            table.add_row(styled(name, "dim"), styled(value))
    out.print(table)


def _dates(out: Console, page: Article) -> None:
    """What the date rests on, weightiest first, for and against; printed dates that cannot be true."""
    table = columns("", "", "")
    table.show_header = False
    for column in (0, 1):
        table.columns[column].no_wrap = True
    for reason in sorted(page.published.reasons, key=lambda r: (-abs(r.weight), r.rule)):
        table.add_row("  for" if reason.weight >= 0 else "  against", f"{abs(reason.weight):.2f}", styled(f"{reason.says} [{reason.rule}]"))
    out.print(table)
    for printed in page.published.refuted:
        out.print(styled(f"  refuted: the page says {printed.date} ({printed.role}), which cannot be its date of publication", "red"))


def _copies(out: Console, page: Article, family: Family) -> None:
    """What the page's story is to others, and others to it; the whole tree is `onrecord origins`."""
    from onrecord.model.origin import article_of_story

    mine = [s for s in family.origin.articles if article_of_story(s) == page.id]
    sign = joined((family.name(s) for s in mine), "") if any("#" in s for s in mine) else ""
    if len(family.origin.articles) > 1:
        of = f"one of {counted(family.pages, 'page')} that go back to one text; first: {family.name(family.origin.id)}"
        out.print(styled(f"{sign}: {of}" if sign else of))
    edges = [e for e in family.origin.edges if e.article in mine or e.of in mine]
    for edge in sorted(edges, key=lambda e: e.article not in mine)[:MOST_EDGES]:
        words = f"  {family.name(edge.article)} is {edge_words(edge, family.name(edge.of))}"
        out.print(styled(words, "" if edge.article in mine else "dim"))
    if len(family.origin.edges) > min(len(edges), MOST_EDGES):
        out.print(styled(f"  the whole family: onrecord origins {page.id[:SHORT_ID]}", "dim"))
    for edge in [e for e in family.beside if e.article in mine or e.of in mine][:MOST_EDGES]:
        out.print(styled(f"  beside it: {family.name(edge.article)}, {edge_words(edge, family.name(edge.of))}", "dim"))


def body(page: Article, claims: Sequence[Claim], marks: bool) -> Iterator[Text]:
    """The page's blocks as lines to print. ``marks``: with brackets and "~" where no colour can be seen."""
    for block in page.blocks:
        if not block.kept:
            yield _furniture(page, block, marks)
            continue
        inside = [(claim.span, number) for number, claim in enumerate(claims, 1) if claim.span.overlaps(block.span)]
        yield _bracketed(page, block.span, inside) if marks else _lit(page, block.span, inside)
        if block.kind in {"paragraph", "title"}:
            yield styled("")


def _furniture(page: Article, block: Block, marks: bool) -> Text:
    words = " ".join(page.text[block.span.start:block.span.end].split())
    return styled(f"{'~ ' if marks else ''}{words}  ({block.reason or 'left out'})", _GREY)


def _lit(page: Article, span: Span, claims: Sequence[tuple[Span, int]]) -> Text:
    text = styled(page.text[span.start:span.end])
    for found, _ in claims:
        text.stylize(_MARK, max(found.start - span.start, 0), found.end - span.start)
    return text


def _bracketed(page: Article, span: Span, claims: Sequence[tuple[Span, int]]) -> Text:
    """The words of each claim in brackets, its number after them; claims on the same words share their brackets."""
    shared: dict[tuple[int, int], list[int]] = {}
    for found, number in claims:
        shared.setdefault((max(found.start, span.start), min(found.end, span.end)), []).append(number)
    signs = [(start, 1, -end, "[") for start, end in shared] + [(end, 0, -start, f"]({_listed(n)})") for (start, end), n in shared.items()]
    pieces, last = [], span.start
    for place, _, _, sign in sorted(signs):
        pieces += [page.text[last:place], sign]
        last = place
    return styled("".join([*pieces, page.text[last:span.end]]))


def _listed(numbers: Sequence[int]) -> str:
    return ",".join(map(str, numbers))


def _list(out: Console, page: Article, found: Told, sort: ClaimOrder) -> None:
    """The claims with the numbers they have in the text, in either order; of a digest with the story that each stands in."""
    claims = found.claims
    out.print(styled(counted(len(claims), "claim"), "bold"))
    if not claims:
        return
    table = columns("", "claim", *(["story"] if found.parts else []), "act", "from → to", "goods", "status", "sure", "on whose word")
    for column in (0, 1, 2):
        table.columns[column].no_wrap = True
    numbered = list(enumerate(claims, 1))
    if sort is ClaimOrder.confidence:
        numbered.sort(key=lambda pair: pair[1].confidence)
    for number, claim in numbered:
        parties = f"{party_names(claim.giver.value)} → {party_names(claim.receiver.value)}"
        story = [str(found.story(claim) or "-")] if found.parts else []
        table.add_row(str(number), claim.id[:SHORT_ID], *story, claim.act, styled(parties), styled(joined(i.name for i in claim.items.value)),
                      status_words(claim.status.value), f"{claim.confidence:.2f}", styled(chain(claim, page)))
    out.print(table)
