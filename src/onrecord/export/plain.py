"""What several formats need of an entry: a name for each party's id, addresses that are addresses, words in a line, text that XML can hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from onrecord.export.told import Cited, Told, party_words, source_chain
from onrecord.model import Claim, Entry

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ADDRESS = re.compile(r"https?://[!-~]+")
_LONGEST_ADDRESS = 2_000


def xml_text(text: str) -> str:
    """The text with each character that XML 1.0 cannot hold as U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)


def address(url: str | None) -> str | None:
    """The address where it is one of the web, in ASCII without spaces and with a host; else None."""
    if url is None or len(url) > _LONGEST_ADDRESS or not _ADDRESS.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
        return url if parts.hostname and "." in parts.hostname and (parts.port is None or parts.port > 0) else None
    except ValueError:
        return None


def headline(entry: Entry) -> str:
    """An entry in a line: "transfer: Iran → Russia, uav (Shahed-136), contested (furthest told: done)"."""
    goods = ", ".join(entry.items) + (f" ({', '.join(entry.names)})" if entry.names else "")
    stands = entry.standing if entry.standing == entry.status else f"{entry.standing} (furthest told: {entry.status})"
    parts = [f"{entry.act}: {party_words(entry.giver)} → {party_words(entry.receiver)}", goods, stands.replace("_", " ")]
    return ", ".join(filter(None, parts))


def words_of(claim: Claim, page: Cited) -> str:
    """A claim's words with their chain of sources and the day of publication."""
    return f"“{' '.join(claim.quote.split())}” ({source_chain(claim, page)}, {page.published.date or 'day not known'})"


def sides(told: Told) -> list[tuple[str, str]]:
    """Each pair of giver and receiver; a side that is not known is ""."""
    def known(codes: Sequence[str]) -> Sequence[str]:
        return codes or ("",)

    return [(giver, receiver) for giver in known(told.entry.giver) for receiver in known(told.entry.receiver)]
