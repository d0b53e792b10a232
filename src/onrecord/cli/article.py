"""onrecord article: a page as it was read, evidence marked, furniture greyed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.options import DEFAULT_RECORD, ClaimOrder, ClaimSort, Json, MinConfidence, Record
from onrecord.cli.output import coloured, columns, console, give_json, styled
from onrecord.cli.parties import party_names
from onrecord.cli.words import SHORT_ID, chain, counted, joined, published_words, status_words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from onrecord.model import Article, Block, Claim, Origin, Span

Why = Annotated[str | None, typer.Option("--why", metavar="CLAIM", help="Explain one claim, by its number on the page or its id: "
                                         "each field's words, rule and the alternatives refused.")]
Key = Annotated[str, typer.Argument(metavar="NAME|ID", help="The page's name, or its article's id or the head of it.")]
_MARK, _GREY = "bold underline", "bright_black"


def command(
    key: Key, record: Record = DEFAULT_RECORD, why: Why = None, min_confidence: MinConfidence = 0.0, sort: ClaimSort = ClaimOrder.told,
    json: Json = False,
) -> None:
    """Show a page as it was read.

    Its text with the words of each claim marked, what was left out and why, what its date rests on, and its copies.

    Without colours the words of a claim stand in brackets with the claim's number, and what was left out is marked with "~".
    """
    from onrecord.flow import open_record

    with open_record(record) as view:
        page = view.article(key)
        claims = [c for c in view.claims(page.id) if c.confidence >= min_confidence]
        origin = next((o for o in view.origins() if page.id in o.articles), None)
        names = {i: view.article(i).name for i in (origin.articles if origin else ())}
    if why is not None:
        _explain(page, claims, why, json)
    elif json:
        give_json(_fields(page, claims, origin))
    else:
        _tell(page, claims, origin, names, sort)


def _explain(page: Article, claims: Sequence[Claim], key: str, json: bool) -> None:
    """The page is read again: the record keeps what was decided, not what was weighed."""
    from onrecord.cli.why import as_fields, explained, tell
    from onrecord.flow import Reader

    one = explained(Reader().explanations(page), claims, key)
    if json:
        give_json(as_fields(one))
    else:
        tell(one)


def _fields(page: Article, claims: Sequence[Claim], origin: Origin | None) -> dict[str, Any]:
    from onrecord.export.claims import page_fields

    published = page.published
    return {
        **page_fields(page, claims), "article": page.id, "title": page.title.value if page.title else None, "url": page.url,
        "path": page.path, "text": page.text,
        "blocks": [{"start": b.span.start, "end": b.span.end, "kept": b.kept, "kind": b.kind, "reason": b.reason} for b in page.blocks],
        "reasons": [{"rule": r.rule, "says": r.says, "weight": r.weight} for r in published.reasons],
        "refuted": [{"date": d.date, "role": d.role} for d in published.refuted],
        "grade": published.grade, "low": published.low, "high": published.high,
        "origin": None if origin is None else {"id": origin.id, "articles": list(origin.articles), "edges": [
            {"article": e.article, "of": e.of, "kind": e.kind, "share": e.share, "why": e.why} for e in origin.edges]},
    }


def _tell(page: Article, claims: Sequence[Claim], origin: Origin | None, names: Mapping[str, str], sort: ClaimOrder) -> None:
    out = console()
    _head(out, page)
    _dates(out, page)
    _copies(out, page, origin, names)
    out.print()
    for line in body(page, claims, marks=not coloured(out)):
        out.print(line)
    _list(out, page, claims, sort)


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


def _copies(out: Console, page: Article, origin: Origin | None, names: Mapping[str, str]) -> None:
    if origin is None or len(origin.articles) < 2:
        return
    out.print(styled(f"one of {counted(len(origin.articles), 'page')} that go back to one text; first: {names[origin.id]}"))
    for edge in origin.edges:
        words = f"  {names[edge.article]} is {_kind(edge.kind)} {names[edge.of]}: {edge.why}"
        out.print(styled(words, "" if page.id == edge.article else "dim"))


def _kind(kind: str) -> str:
    return {"same": "the same text as", "copy": "a copy of", "excerpt": "in part the text of"}.get(kind, kind)


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


def _list(out: Console, page: Article, claims: Sequence[Claim], sort: ClaimOrder) -> None:
    """The claims with the numbers they have in the text, in either order."""
    out.print(styled(counted(len(claims), "claim"), "bold"))
    if not claims:
        return
    table = columns("", "claim", "act", "from → to", "goods", "status", "sure", "on whose word")
    for column in (0, 1, 2):
        table.columns[column].no_wrap = True
    numbered = list(enumerate(claims, 1))
    if sort is ClaimOrder.confidence:
        numbered.sort(key=lambda pair: pair[1].confidence)
    for number, claim in numbered:
        parties = f"{party_names(claim.giver.value)} → {party_names(claim.receiver.value)}"
        table.add_row(str(number), claim.id[:SHORT_ID], claim.act, styled(parties), styled(joined(i.name for i in claim.items.value)),
                      status_words(claim.status.value), f"{claim.confidence:.2f}", styled(chain(claim, page)))
    out.print(table)
