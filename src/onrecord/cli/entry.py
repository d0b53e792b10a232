"""onrecord entry: the whole story of one matter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.options import DEFAULT_RECORD, AsOf, ClaimOrder, ClaimSort, Json, MinConfidence, Record
from onrecord.cli.output import STANDING_STYLES, columns, console, give_json, styled
from onrecord.telling.led import Lead, leads
from onrecord.telling.parties import party_names
from onrecord.telling.story import Story, story_fields, story_of
from onrecord.telling.words import (
    SHORT_ID,
    bond_words,
    chain,
    counted,
    credibility_words,
    disagreement_words,
    entry_kind_words,
    how_many,
    how_much,
    joined,
    note_words,
    plain,
    published_words,
    quoted,
    rests_on,
    standing_words,
    status_words,
    stretch,
    sure_words,
)

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from onrecord.model import Article, Bond, Claim, Disagreement, Entry

Key = Annotated[str, typer.Argument(metavar="ID", help="The entry's id or the head of it, as the ledger shows it.")]


def command(
    key: Key, record: Record = DEFAULT_RECORD, as_of: AsOf = None, min_confidence: MinConfidence = 0.0, sort: ClaimSort = ClaimOrder.told,
    json: Json = False,
) -> None:
    """Show one entry: the whole story of one matter.

    How it went day by day, where sources disagree, and every claim with its words and its chain of sources.

    An id that was merged into another entry leads to that one, and it is told when and why it came to.
    """
    from onrecord.flow import open_record

    with open_record(record) as view:
        story = story_of(view, view.entry(key.strip().casefold(), as_of, min_confidence), as_of)
        led = leads(view, key, story.entry.id)
    if sort is ClaimOrder.confidence:
        story = story._replace(claims=dict(sorted(story.claims.items(), key=lambda pair: pair[1].confidence)))
    if json:
        give_json({**story_fields(story), "asked": key, "led": [one.fields() for one in led]})
    else:
        _tell(story, led, as_of, min_confidence)


def _tell(story: Story, led: Iterable[Lead], as_of: str | None, least: float) -> None:
    out, entry = console(), story.entry
    for says in (says for one in led for says in one.says):
        out.print(styled(says, "italic"))
    if as_of:
        out.print(f"As of {plain(as_of)}: only what had been published by then, whenever it was read.", style="italic")
    if least:
        out.print(sure_words(least), style="italic")
    _head(out, entry)
    _history(out, story)
    _disagreements(out, story)
    _claims(out, story)


def _head(out: Console, entry: Entry) -> None:
    out.print(styled(f"{entry.act}: {party_names(entry.giver)} → {party_names(entry.receiver)}", "bold"))
    table = columns("", "")
    table.show_header = False
    table.columns[0].no_wrap = True
    rows = (
        ("entry", entry.id),
        ("kind", entry_kind_words(entry)),
        ("goods", joined(entry.items, "") + (f" ({joined(entry.names)})" if entry.names else "")),
        ("amount", "\n".join(_amounts(entry))),
        ("when", entry.when.iso if entry.when else ""),
        ("mechanism", entry.mechanism or ""),
        ("rests on", joined([*rests_on(entry, "independent "), counted(len(entry.claims), "claim")])),
        ("published", stretch(entry.first, entry.last)),
    )
    table.add_row("standing", styled(standing_words(entry), STANDING_STYLES[entry.standing]))
    table.add_row("credibility", styled(credibility_words(entry.credibility)))
    for name, value in rows:
        if value:
            table.add_row(name, styled(value))
    out.print(table)
    _grades(out, entry)


def _grades(out: Console, entry: Entry) -> None:
    """Why the grade is what it is, and the grades of the other statuses told."""
    out.print("\nHow credible", style="bold")
    for ground in entry.credibility.reasons:
        told = f" ({', '.join(c[:SHORT_ID] for c in ground.claims)})" if ground.claims else ""
        out.print(styled(f"- {ground.says}{told}"))
    for other in entry.graded:
        if other.status != entry.credibility.status:
            last = other.reasons[-1].says if other.reasons else ""
            out.print(styled(f"{status_words(other.status)}: {other.grade} ({last})", "dim"))


def _amounts(entry: Entry) -> list[str]:
    """Every figure told, with its wording."""
    return [f"{how_many(q)}: “{q.text}”" for q in entry.quantities] + [f"{how_much(m)}: “{m.text}”" for m in entry.moneys]


def _history(out: Console, story: Story) -> None:
    out.print("\nHow the story went", style="bold")
    table = columns("published", "status", "certainty", "source", "on whose word", "origin")
    for column in (0, 1, 3, 5):
        table.columns[column].no_wrap = True
    for move in story.entry.history:
        first = story.first(move)
        who = chain(first, story.articles.get(first.article)) if first else move.voice
        pages = story.copies.get(move.origin, 1)
        words = styled(who)
        if note := note_words(move):
            words.append_text(styled(f"\n{note}", "dim"))
        table.add_row(
            move.published or "not known", styled(status_words(move.status), STANDING_STYLES[move.status]), move.certainty, move.source, words,
            move.origin[:SHORT_ID] + (f" ({counted(pages, 'page')})" if pages > 1 else ""),
        )
    out.print(table)


def _disagreements(out: Console, story: Story) -> None:
    if not story.entry.disagreements:
        return
    out.print("\nWhere sources disagree", style="bold")
    for number, found in enumerate(story.entry.disagreements, 1):
        table = columns(f"{number}. {disagreement_words(found)}", "against")
        for column in table.columns:
            column.ratio = 1
        table.expand = True
        table.add_row(*(_side(story, claim) for claim in _sides(found)))
        out.print(table)


def _sides(found: Disagreement) -> tuple[str, str]:
    return found.claim, found.against


def _side(story: Story, key: str) -> Text:
    claim = story.claim(key)
    if claim is None:
        return styled(f"claim {key}")
    page = story.articles[claim.article]
    text = styled(f"{status_words(claim.status.value)}, {page.published.date or 'day not known'}\n", STANDING_STYLES[claim.status.value])
    text.append_text(styled(f"{quoted(claim.quote)}\n"))
    other = "" if key in story.claims else f"\n{party_names(claim.giver.value)} → {party_names(claim.receiver.value)}, of another entry"
    return text.append_text(styled(f"{chain(claim, page)}{other}", "dim"))


def _claims(out: Console, story: Story) -> None:
    out.print(f"\n{counted(len(story.claims), 'claim')}", style="bold")
    reasons, bonds = dict(story.entry.reasons), dict(story.entry.bonds)
    for claim in story.claims.values():
        out.print(styled(quoted(claim.quote)))
        out.print(_padded(_details(claim, story.articles[claim.article], reasons.get(claim.id, ""), bonds.get(claim.id, ()))))


def _details(claim: Claim, page: Article, reason: str, bonds: tuple[Bond, ...]) -> Iterable[tuple[str, str]]:
    from onrecord.export.claims import basis

    quantity, money = claim.quantity.value, claim.money.value
    told = [*([how_many(quantity)] if quantity else []), *([how_much(money)] if money else [])]
    said = claim.said_when.value.iso if claim.said_when.value else ""
    yield "said by", chain(claim, page) + (f" (on {said})" if said else "")
    parties = f"{party_names(claim.giver.value)} → {party_names(claim.receiver.value)}"
    yield "claims", f"{claim.act} {parties}: {status_words(claim.status.value)} ({claim.certainty.value})"
    yield "confidence", f"{claim.confidence:.2f}"
    yield "goods", joined((f"{i.name} [{i.cls}]" for i in claim.items.value), "")
    yield "amount", joined(told, "")
    yield "when", claim.when.value.iso if claim.when.value else ""
    yield "page", f"{page.name}, characters {claim.span.start} to {claim.span.end}"
    yield "published", f"{published_words(page.published)}: {basis(page.published)}"
    yield "here because", reason
    yield "held by", bond_words(bonds)
    yield "claim", claim.id


def _padded(rows: Iterable[tuple[str, str]]) -> Any:
    from rich.padding import Padding

    table = columns("", "")
    table.show_header = False
    table.columns[0].no_wrap = True
    for name, value in rows:
        if value:
            table.add_row(styled(name, "dim"), styled(value))
    return Padding(table, (0, 0, 1, 2))
