"""How nouns are said in a line: amounts, times, chains of sources, counts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.model import Article, Bond, Claim, Credibility, Disagreement, Entry, Money, Published, Quantity, Source, StatusMove
    from onrecord.model.entry import EntryLine, News

_COMMANDS = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode's general categories of what is no sign to be read."""
SHORT_ID = 8
"""Digits of an id that are shown; commands take any head of an id that fits one thing only."""
_PLAIN_ROLES = frozenset({"outlet", "agency", "institution", "source", "official", "person", "government"})
"""Roles that a name tells already."""
Ends = tuple[float | None, float | None]
"""Low and high end of an interval; None is open."""
_UNITS = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))


def counted(number: int, noun: str, plural: str = "") -> str:
    """ "1 page", "2 pages"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


_KINDS = {
    "same": "the same words as", "syndicated": "another outlet's print of", "republished": "another site's copy of",
    "excerpt": "a part of", "updated": "a later state of", "reworded": "a rewording of",
    "cites": "citing", "same briefing": "from the same briefing as",
}


def kind_words(kind: str) -> str:
    """What one story is to another, of `model.origin.COPYING` and `BESIDE`, so that the other's name may follow."""
    return _KINDS.get(kind, f"{kind} of")


def share_words(share: float) -> str:
    """A measured overlap: "97 %"; never rounded up to all of it."""
    return "100 %" if share >= 1 else f"{min(share, 0.99):.0%}".replace("%", " %")


def rests_on(entry: Entry | EntryLine, independent: str = "") -> list[str]:
    """ "1 origin", "3 voices", "41 pages"."""
    return [counted(entry.origins, f"{independent}origin"), counted(entry.voices, "voice"), counted(entry.pages, "page")]


def number(value: float) -> str:
    """A whole number with commas; from a million on in m, bn or tn where three decimals say it exactly."""
    for size, unit in _UNITS:
        if value >= size and value * 1000 % size == 0:
            return f"{value / size:,.3f}".rstrip("0").rstrip(".") + f" {unit}"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,g}"


_ROUND = 1000
"""Figures above this that end in 001 were told as more than a round one. Chosen."""


def interval(low: float | None, high: float | None) -> str:
    """ "400", "401 or more", "more than 42,000", "up to 50", "200 to 900"; "unknown" where both ends are open."""
    if low is None:
        return "unknown" if high is None else f"up to {number(high)}"
    if high is None:
        over = low > _ROUND and (low - 1) % _ROUND == 0  # "more than 42 billion" is kept as one more than that
        return f"more than {number(low - 1)}" if over else f"{number(low)} or more"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def how_many(quantity: Quantity) -> str:
    """The count, and of what where that is not pieces; a share as one."""
    if quantity.unit == "percent":
        return f"{interval(quantity.low, quantity.high)} percent"
    return f"{interval(quantity.low, quantity.high)}{f' ({quantity.unit})' if quantity.unit else ''}"


def how_much(money: Money) -> str:
    """The sum, its currency first."""
    return f"{money.currency} {interval(money.low, money.high)}"


def amounts(entry: Entry | EntryLine) -> list[str]:
    """For each unit and currency the stretch from the lowest to the highest figure told; an open end stays open."""
    told = [f"{interval(*ends)}{f' ({unit})' if unit else ''}" for unit, ends in counts_told(entry).items()]
    return told + [f"{currency} {interval(*ends)}" for currency, ends in sums_told(entry).items()]


def counts_told(entry: Entry | EntryLine) -> dict[str, Ends]:
    """By unit ("": pieces) the stretch from the lowest to the highest count told."""
    from onrecord.model.values import hull

    counts: dict[str, list[Ends]] = {}
    for q in entry.quantities:
        counts.setdefault(q.unit or "", []).append((q.low, q.high))
    return {unit: hull(ends) for unit, ends in counts.items()}


def sums_told(entry: Entry | EntryLine) -> dict[str, Ends]:
    """By currency the stretch from the lowest to the highest sum told."""
    from onrecord.model.values import hull

    sums: dict[str, list[Ends]] = {}
    for m in entry.moneys:
        sums.setdefault(m.currency, []).append((m.low, m.high))
    return {currency: hull(ends) for currency, ends in sums.items()}


def source_words(source: Source, outlet: str | None) -> str:
    """One link: name, role where it says more, "(unnamed)" for those who are not named."""
    name = source.name or outlet or "the page itself"
    told = not source.role or source.role.casefold() in _PLAIN_ROLES or source.role.casefold() in name.casefold()
    role = "" if told else f", {source.role}"
    unnamed = " (unnamed)" if source.anonymous and "unnamed" not in name.casefold() else ""
    return f"{name}{role}{unnamed}"


def chain(claim: Claim, article: Article | None) -> str:
    """From the origin to the publisher: "Iranian officials (unnamed) ← Reuters ← Washington Examiner"."""
    return " ← ".join(chain_links(claim, article))


def chain_links(claim: Claim, article: Article | None) -> tuple[str, ...]:
    """The links of `chain`, one by one."""
    outlet = article.outlet.value if article and article.outlet else None
    return tuple(source_words(s, outlet) for s in claim.sources.value) or (outlet or "the page itself",)


def credibility_words(found: Credibility) -> str:
    """ "B2 of underway: usually reliable; probably true", and whether a person gave the marks."""
    from onrecord.model.credibility import INFORMATION, SOURCES

    judged = " (judged)" if found.judged else ""
    told = f" of {_spaced(found.status)}" if found.status else ""
    return f"{found.grade}{told}: {SOURCES[found.source]}; {INFORMATION[found.information]}{judged}"


def sure_words(least: float) -> str:
    """What a least confidence lets through, as a line above what is shown."""
    return f"Only claims with a confidence of {least:g} or more, and those that a person called right or corrected."


def published_words(published: Published) -> str:
    """The day and how sure it is: "2024-02-22 (certain)", "2024-02 (weak)", "not known"."""
    return f"{published.date} ({published.grade})" if published.date else "not known"


def stretch(first: str | None, last: str | None) -> str:
    """ "2024-02-21", "2024-02-21 to 2024-09-10", "not known"."""
    ends = list(dict.fromkeys(day for day in (first, last) if day))
    return " to ".join(ends) or "not known"


def standing_words(entry: Entry | EntryLine) -> str:
    """How it stands, and the furthest status told where that is another: "contested (done)"."""
    return _spaced(entry.standing) + (f" ({_spaced(entry.status)})" if entry.status != entry.standing else "")


def status_words(status: str) -> str:
    """A status as people write it: "no evidence"."""
    return _spaced(status)


def _spaced(status: str) -> str:
    return status.replace("_", " ")


def quoted(words: str) -> str:
    """The words on one line in quotation marks, unless they open with one of their own."""
    line = " ".join(words.split())
    return line if line.startswith(("“", '"', "‘")) else f"“{line}”"


def joined(parts: Iterable[str], otherwise: str = "-") -> str:
    """The parts with commas between, or ``otherwise`` where there is none."""
    return ", ".join(parts) or otherwise


def note_words(move: StatusMove) -> str:
    """What the word counts for, where that is not the text it stands in."""
    from onrecord.model.entry import cited_report

    cited = cited_report(move.report)
    if cited is not None:
        return f"counts for a report of {cited[0].title()} that the record does not hold"
    if move.report:
        return f"counts for {move.report[:SHORT_ID]}, which it cites"
    return "" if move.counts else "not counted: a copy that differs from its original"


def plain(text: str) -> str:
    """The text with each character that could command a terminal, end a line or turn it round (controls, separators of lines and paragraphs, bidi
    marks) as U+FFFD, one for one."""
    return "".join(c if c in "\n\t" or unicodedata.category(c) not in _COMMANDS or c == "\u00ad" else "\ufffd" for c in text)


def news_words(news: News) -> str:
    """What was published of an entry in the time asked for: "new: 2 done", "first told: denied; again: 3 done"."""
    said = ", ".join(f"{n} {_spaced(status)}" for status, n in news.statuses.items() if news.new or status not in news.first)
    if news.new:
        return f"new: {said}"
    first = ", ".join(f"{news.statuses[status]} {_spaced(status)}" for status in news.first)
    return "; ".join(part for part in (f"first told: {first}" if first else "", f"again: {said}" if said else "") if part)


def grade_words(marks: str) -> str:
    """Least marks in words: "B: usually reliable", "3: possibly true", "B3: usually reliable; possibly true"."""
    from onrecord.model.credibility import INFORMATION, SOURCES

    return f"{marks}: {'; '.join(INFORMATION[int(mark)] if mark.isdecimal() else SOURCES[mark] for mark in marks)}"


_DISAGREEMENTS = {
    "denial": "denied", "no_evidence": "no evidence of it", "status": "going on or halted", "quantity": "how many", "money": "how much",
    "time": "when", "item": "what", "party": "who",
}


def disagreement_kind(kind: str) -> str:
    """A kind of disagreement in words."""
    return _DISAGREEMENTS.get(kind, _spaced(kind))


def disagreement_words(found: Disagreement) -> str:
    """What two claims disagree on."""
    return disagreement_kind(found.kind) + (" (settled by a person)" if found.settled else "")


_CHANGES = {
    "new": "new", "parted": "told apart from another", "moved": "moved", "contested": "now contested", "uncontested": "contested no longer",
    "amounts": "other amounts", "disagreements": "disagreements", "joined": "joined by another", "grown": "told again",
}


def change_words(kinds: Iterable[str]) -> str:
    """What became of an entry, of `model.change.CHANGES`: "moved, now contested"."""
    return joined(_CHANGES.get(kind, kind) for kind in kinds)


_BONDS = {
    "parties": "act and parties", "serial": "serial", "sum": "sum within 3 %", "day": "day within 3", "reach": "told within its time",
    "mechanism": "mechanism", "designation": "system named", "goods": "kind of goods", "text": "one text", "only": "the only one it can be",
    "party": "act and one party", "judged": "a person's word",
}


def bond_words(bonds: Iterable[Bond]) -> str:
    """The weighed reasons that hold a claim in its entry: "act and parties 2, sum within 3 % 2"."""
    return ", ".join(f"{_BONDS.get(b.name, b.name)} {b.weight}" for b in bonds)


_ENTRY_KINDS = {"running": "", "order": "order and deliveries", "package": "package", "vote": "vote of money", "round": "round of sanctions"}


def entry_kind_words(entry: Entry) -> str:
    """What sort of matter it is, with its number in its row; nothing for a running one."""
    return " ".join(part for part in (_ENTRY_KINDS.get(entry.kind, entry.kind), f"({entry.serial})" if entry.serial else "") if part)
