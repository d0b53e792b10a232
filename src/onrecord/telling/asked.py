"""Asked: what a URL asks of the ledger, read from its query string and written back into one. Nothing else remembers it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote, urlencode

from onrecord.errors import QueryError
from onrecord.model import ACTS, STATUSES
from onrecord.model.credibility import least_of
from onrecord.model.entry import DISAGREEMENTS, LedgerQuery
from onrecord.telling.parties import UNKNOWN, party_code

FILTERS = ("from", "to", "item", "act", "status", "since", "until", "as-of", "origin", "sure", "q", "credibility", "min-origins", "disagreement",
           "changed-since", "changed-until")
"""Parameters that narrow what is shown, in the order in which a URL has them."""
SORTS = ("from", "to", "what", "standing", "when", "origins", "voices", "pages", "published", "credibility")
"""Columns that the ledger sorts by; with "-" before it from the last to the first."""
_TURNED = ("origins", "voices", "pages")
"""Columns that a `LedgerQuery` orders the most first, where an ascending column has the least first."""
PER, MOST_PER = 100, 500
"""Rows a page shows unless asked for others, and the most it shows: a table of 500 entries is some 600 kB of HTML. Chosen."""
LONGEST = 200
"""Characters that a value may have: longer than any party, wording or id."""
MOST_PAGES = 1_000_000
_DATE = re.compile(r"(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_NUMBER = re.compile(r"\d{1,7}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Asked:
    """``given`` holds the filters of `FILTERS` as they were typed; ``sort`` a column of `SORTS`, with "-" before it for the last first;
    ``page`` from 1; ``per`` rows a page."""

    given: tuple[tuple[str, str], ...] = ()
    sort: str = "from"
    page: int = 1
    per: int = PER

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]], sorts: tuple[str, ...] = SORTS, filters: tuple[str, ...] = FILTERS) -> Asked:
        """What the parameters ask. Empty ones ask nothing. Raises `QueryError` for one that is unknown, given twice, or means nothing."""
        given = _once(pairs, (*filters, "sort", "page", "per"))
        sort = given.pop("sort", sorts[0])
        if sort.removeprefix("-") not in sorts:
            raise QueryError("sort", sort, f"one of {', '.join(sorts)}, or one of them after -")
        page, per = _whole("page", given.pop("page", "1"), MOST_PAGES), _whole("per", given.pop("per", str(PER)), MOST_PER)
        asked = cls(tuple((name, given[name]) for name in filters if name in given), sort, page, per)
        _meant(asked)
        return asked

    def get(self, name: str) -> str:
        """The value of a filter; "" where it is not given."""
        return dict(self.given).get(name, "")

    @property
    def query(self) -> LedgerQuery:
        """The filters and the order as the record takes them, whatever page it is."""
        sure, name = self.get("sure"), self.sort.removeprefix("-")
        order = (name if self.sort.startswith("-") else f"-{name}") if name in _TURNED else self.sort
        return LedgerQuery(
            _party(self.get("from")), _party(self.get("to")), self.get("item") or None, self.get("act") or None,
            self.get("status").replace(" ", "_") or None, self.get("since") or None, self.get("until") or None, self.get("as-of") or None,
            self.get("origin") or None, float(sure) if sure else 0.0, self.get("credibility") or None, order if name in SORTS else "from",
            min_origins=int(self.get("min-origins") or 0), disagreement=self.get("disagreement").replace(" ", "_") or None,
            changed_since=self.get("changed-since") or None, changed_until=self.get("changed-until") or None, words=self.get("q") or None,
        )

    @property
    def on_page(self) -> LedgerQuery:
        """The same for the rows of its page alone."""
        return replace(self.query, limit=self.per, offset=(self.page - 1) * self.per)

    @property
    def base(self) -> LedgerQuery:
        """What of it decides which entries there are at all: the day, and how sure the reader has to be."""
        return LedgerQuery(as_of=self.query.as_of, min_confidence=self.query.min_confidence)

    @property
    def year(self) -> str:
        """The year of the act where exactly one is asked for, else ""."""
        since = self.get("since")
        return since if len(since) == 4 and since == self.get("until") else ""

    def but(self, **changes: str | None) -> Asked:
        """The same with other filters ("as_of" for "as-of"); None or "" takes one away. It starts at its first page."""
        new = dict(self.given) | {name.rstrip("_").replace("_", "-"): value or "" for name, value in changes.items()}
        return replace(self, given=tuple((name, new[name]) for name in dict.fromkeys((*FILTERS, *new)) if new.get(name)), page=1)

    def parameters(self) -> dict[str, str]:
        """What a URL has to say for these filters and this order; what goes without saying is left out."""
        more = {"sort": self.sort if self.sort != SORTS[0] else "", "page": str(self.page) if self.page > 1 else "",
                "per": str(self.per) if self.per != PER else ""}
        return dict(self.given) | {name: value for name, value in more.items() if value}

    def at(self, path: str) -> str:
        """The URL of a list at ``path`` that asks the same."""
        return url(path, self.parameters())

    def seen_from(self, path: str) -> str:
        """The URL of a single thing at ``path``, on the same day and as sure."""
        return url(path, {name: value for name, value in self.given if name in {"as-of", "sure"}})


def asked_of(text: str) -> Asked:
    """What the text of a URL's parameters asks ("from=IR&to=RU", with or without the "?"). Raises `QueryError` where it means nothing."""
    return Asked.of(parse_qsl(text.strip().removeprefix("?"), keep_blank_values=True))


def text_of(asked: Asked) -> str:
    """A question as the text of a URL's parameters, without the page that was open."""
    return replace(asked, page=1).at("").removeprefix("?")


def url(path: str, parameters: Mapping[str, str]) -> str:
    """A path with its parameters, each escaped."""
    return quote(path, safe="/", errors="replace") + (f"?{urlencode(parameters, errors='replace')}" if parameters else "")


def _once(pairs: Iterable[tuple[str, str]], known: tuple[str, ...]) -> dict[str, str]:
    given: dict[str, str] = {}
    for name, value in pairs:
        if name not in known:
            raise QueryError("parameter", name[:LONGEST], f"there is none of this name here; there are {', '.join(known)}")
        if name in given:
            raise QueryError(name, value[:LONGEST], "is given twice")
        if len(value) > LONGEST:
            raise QueryError(name, value[:40] + "…", f"is longer than {LONGEST} characters")
        if value.strip():
            given[name] = value.strip()
    return given


def _whole(name: str, value: str, most: int) -> int:
    if not _NUMBER.fullmatch(value) or not 1 <= int(value) <= most:
        raise QueryError(name, value, f"a whole number from 1 to {most:,}")
    return int(value)


def _party(name: str) -> str | None:
    return (UNKNOWN if name.casefold() == UNKNOWN else party_code(name)) if name else None


def _meant(asked: Asked) -> None:
    """Raises `QueryError` for a filter whose value means nothing."""
    for name, words in (("act", ACTS), ("status", (*STATUSES, "contested")), ("disagreement", DISAGREEMENTS)):
        value = asked.get(name).replace(" ", "_")
        if value and value not in words:
            raise QueryError(name, value, f"one of {', '.join(words)}")
    for name in ("since", "until", "as-of", "changed-since", "changed-until"):
        if asked.get(name) and not _DATE.fullmatch(asked.get(name)):
            raise QueryError(name, asked.get(name), "a date like 2024-03-01, 2024-03 or 2024")
    sure(asked.get("sure"))
    if (least := asked.get("credibility")) and least_of(least) is None:
        raise QueryError("credibility", least, "the least marks, like B3, B or 3")
    if asked.get("min-origins"):
        _whole("min-origins", asked.get("min-origins"), MOST_PAGES)


def sure(value: str) -> float:
    """A least confidence as typed; 0 for none. Raises `QueryError`."""
    if not value:
        return 0.0
    if not re.fullmatch(r"(?:0|1|[01]?\.\d{1,6}|[01]\.)", value, re.ASCII) or not 0 <= float(value) <= 1:
        raise QueryError("sure", value, "a number from 0 to 1")
    return float(value)
