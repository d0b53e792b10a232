"""A report as Markdown, for editors and version control: the same words and numbers as the HTML, drawings left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.telling.words import counted, joined, plain
from onrecord.web.marks import Mark, Party
from onrecord.web.pages.crossed import Cell
from onrecord.web.pages.dossier import Matter
from onrecord.web.pages.entry import Contrast, Move, Root, Told
from onrecord.web.pages.report import ReportPage

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~&!$])")
_CODED = re.compile(r"[<>\\`]")
"""Signs that would end a link in angle brackets."""
_HEADS = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)")


def text(words: str) -> str:
    """Words on one line that Markdown takes for nothing but words."""
    line = _SIGNS.sub(r"\\\1", plain(" ".join(words.split())).replace("\ufffd", "�"))
    return _HEADS.sub(lambda m: f"{m[1]}\\{m[2]}" if len(m[2]) == 1 else f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", line)


def markdown(page: ReportPage) -> str:
    """The report. The same report gives the same text."""
    parts = [*_front(page), *_figures(page), *_matrix(page), f"## {counted(page.summary.matters, 'matter')}", ""]
    for m in page.matters:
        parts += _matter(page, m)
    parts += [f"- {text(r.name)}: {r.standing.sign} {text(r.words)}" for r in page.rest]
    return "\n".join([*parts, *_back(page)]).rstrip() + "\n"


def _front(page: ReportPage) -> Iterable[str]:
    yield from (f"# {text(page.title)}", "", text(page.question), "")
    if page.by or page.day:
        yield from (text(joined(filter(None, (page.by, page.day)))), "")
    yield from ("## The record", "")
    yield from (f"- {name}: {text(value)}" for name, value in page.record)
    yield ""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterable[str]:
    """A table; cells are Markdown already."""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _tallies(counts: Iterable[tuple[Mark, int]]) -> str:
    return joined(f"{n:,} {m.sign} {m.word}" for m, n in counts)


def _figures(page: ReportPage) -> Iterable[str]:
    s = page.summary
    yield from ("## In figures", "", f"{counted(s.matters, 'matter')}, {s.contested:,} contested, resting on "
                f"{counted(s.origins, 'independent origin')}: {_tallies(s.standings)}.", "")
    yield from table(("from", "to", "standing", "goods"),
                     ((text(t.giver.name), text(t.receiver.name), _tallies(t.standings), text(joined(t.goods, ""))) for t in s.pairs))
    if s.more_pairs:
        yield from (f"{counted(s.more_pairs, 'more pair')} with fewer matters.", "")
    if s.sums:
        yield from table(("act", "standing", "of what", "from to", "matters", "left out"), (
            (x.act, f"{x.mark.sign} {x.words}", text(x.what), text(x.says), f"{x.matters:,}", text(x.omitted or "nothing")) for x in s.sums))


def _matrix(page: ReportPage) -> Iterable[str]:
    m = page.matrix
    yield from ("## Suppliers against recipients", "")
    yield from table(("from \\ to", *(text(c.head) for c in m.columns), "all recipients"), [
        *((text(side.name), *map(_cell, cells), _cell(whole)) for side, cells, whole in m.rows),
        ("all suppliers", *map(_cell, m.totals), _cell(m.whole))])
    yield from (text(m.rule), "")


def _cell(cell: Cell) -> str:
    return " ".join(f"{line.mark.sign}{line.says}" for line in cell.lines)


def _names(side: Sequence[Party]) -> str:
    return joined(p.name for p in side)


def _cite(page: ReportPage, article: str) -> str:
    return f"\\[{page.numbers[article]}\\]" if article in page.numbers else ""


def _matter(page: ReportPage, m: Matter) -> Iterable[str]:
    yield from (f"### {m.number}. {text(m.name)}", "", f"{m.standing.sign} {text(m.words)} (matter {m.id})", "")
    yield from (f"- {name}: {text(value)}" for name, value in m.facts)
    yield from ("", "#### How the story went", "")
    yield from table(("published", "status", "certainty", "source", "on whose word", "origin"), map(_move, m.moves))
    for c in m.contrasts:
        yield from _contrast(page, c)
    yield from ("#### What it rests on", "", *map(_root, m.roots), "", "#### How credible", "")
    yield from (f"- {g.grade} {text(g.words)}" + "".join(f"; {text(says)}" for says, _ in g.reasons) for g in m.grades)
    yield from ("", f"#### {counted(len(m.evidence), 'claim')}, word for word", "")
    for n, e in enumerate(m.evidence, 1):
        yield from (f"{n}. “{text(e.told.quote)}” {_cite(page, e.told.article)}  ", f"   {_said(e.told)}; {_page(page, e.told)}; "
                    f"characters {e.start} to {e.end}; confidence {e.told.confidence:.2f}; claim {e.told.id}")
    yield ""


def _page(page: ReportPage, t: Told) -> str:
    """Where it stands: outlet, day with its grade, and what speaks against a date that the page prints."""
    source = page.source(t.article)
    return text("; ".join((f"{source.outlet or source.name}, published {t.published}", *source.refuted)))


def _move(v: Move) -> tuple[str, ...]:
    origin = v.source + (f" ({counted(v.pages, 'page')})" if v.pages > 1 else "")
    who = " ← ".join(v.chain) + (f" ({v.note})" if v.note else "")
    return v.published or "not known", f"{v.status.sign} {v.status.word}", v.certainty, v.letter, text(who), text(origin)


def _said(t: Told) -> str:
    sound = "" if t.sound else "**the page does not hold these words at their place**; "
    more = "".join(f"; {text(part)}" for part in (t.goods, t.amount, t.when) if part)
    claimed = f"{t.act} {text(_names(t.giver))} → {text(_names(t.receiver))}, {t.status.sign} {t.status.word} ({t.certainty})"
    return f"{sound}{text(' ← '.join(t.chain))}: {claimed}{more}"


def _contrast(page: ReportPage, c: Contrast) -> Iterable[str]:
    yield from (f"#### Sources disagree: {text(c.kind)}", "")
    sides = [f"{t.status.sign} {t.status.word}, {text(t.published)}: “{text(t.quote)}” {text(' ← '.join(t.chain))} {_cite(page, t.article)}" if t
             else "the record no longer holds this claim" for t in c.sides]
    yield from table(("one", "against"), [sides])


def _root(r: Root) -> str:
    copies = joined((f"{c.name}, {c.how} ({c.dates})" for c in r.copies[1:12]), "")
    more = len(r.copies) - 12 + r.more
    folded = f"; 1 origin, {counted(r.pages, 'page')}: {copies}" + (f" and {more:,} more" if more > 0 else "") if r.pages > 1 else ""
    return f"- {text(r.name)}: {joined(f'{k.sign} {k.word}' for k in r.statuses)}{text(folded)}"


def _back(page: ReportPage) -> Iterable[str]:
    yield from ("", "## What people decided", "")
    decided = [f"- {text(d.words)}{' (taken back)' if d.withdrawn else ''}: {text(d.by)}, {d.day}: {text(d.why)}" for d in page.decisions]
    yield from decided or ["Nobody has judged any of this."]
    yield from ("", "## What is left out", "", *(f"- {text(line)}" for line in page.left_out), "", "## How this came about", "")
    yield from (f"- {text(line)}" for line in page.method)
    yield from ("", "## Sources", "")
    for s in page.sources:
        head = joined(filter(None, (s.byline, f"“{s.title}”", s.outlet, s.day)))
        refuted = "".join(f"; {text(line)}" for line in (f"dated by: {s.basis}", *s.refuted))
        url = f" <{_CODED.sub(lambda m: f'%{ord(m[0]):02X}', s.url)}>" if s.url else ""
        yield f"{s.number}. {text(head)}{url}{refuted}; {text(s.name)}; text sha256 {s.id}; {s.key}"
