"""Dates of articles as the record knows them: their own, what their copies tell, and what a person decided.

An article keeps its own day. It is *well known* where its date is a whole day, the grade certain or likely, and no printed date was refuted
(or the day is certain all the same). An article of no well known day takes the day on which its text was first published, as its copies of
well known day tell, where that is earlier than its own or lies in the interval that its own evidence leaves; a page of several stories takes
none. So the day is a function of the set of pages, and a copy is never known of before the day of the copy that dates it. A judgement
``date-is`` overrules all of this.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from onrecord.model import Published, Reason

_KNOWN = ("certain", "likely")
_WHOLE = 10


def published_day(published: Published) -> str | None:
    """The ISO day by which a page was published: its day, else the last day of its month or year, else the end of its interval."""
    date = published.date
    if date is None or len(date) == 10:
        return date or published.high
    last = f"{date}-31" if len(date) == 7 else f"{date}-12-31"
    return min(_real(last), published.high or last)


def _real(day: str) -> str:
    """The last day of the month for a "31st" that the month may not have."""
    year, month = int(day[:4]), int(day[5:7])
    long = {1: 31, 3: 31, 5: 31, 7: 31, 8: 31, 10: 31, 12: 31, 2: 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28}
    return f"{day[:8]}{long.get(month, 30):02d}"


def well_known_day(published: Published) -> str | None:
    """The ISO day of an article whose own date is well known, else None."""
    whole = published.date is not None and len(published.date) == _WHOLE
    doubtful = published.grade not in _KNOWN or (published.refuted and published.grade != "certain")
    return published.date if whole and not doubtful else None


def day_from_copies(own: Published, first: str | None) -> str | None:
    """The day that an article of no well known day takes from its copies, first published on ``first``; None where its own stands."""
    if first is None or well_known_day(own) is not None:
        return None
    day = published_day(own)
    left = (own.low or "") <= first <= (own.high or "9999") and own.grade != "unknown" and (own.low or own.high) is not None
    return first if day is None or first < day or left else None


def by_copies(published: Published, day: str, origin: str) -> Published:
    """The date of an article that its copies date; its own reasons stay beside."""
    reason = Reason("copies' dates", f"{day}: its text was published so as page {origin[:8]}", 1.0)
    return Published(day, day, day, "likely", (reason, *published.reasons), published.refuted)


def by_judgement(published: Published, day: str, by: str, why: str) -> Published:
    """The date of an article that a person decided; its own reasons stay beside."""
    return Published(day, day, day, "certain", (Reason("judgement", f"{day}: {by}: {why}", 1.0), *published.reasons), published.refuted)


def host_of(url: str | None) -> str | None:
    """The host of an address in lower case without a leading "www."; None where it has none or is no address."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.encode("utf-8", "backslashreplace").decode().replace("\0", "").removeprefix("www.") or None if host else None
