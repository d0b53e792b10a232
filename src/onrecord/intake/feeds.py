"""Feeds: RSS (0.9 to 2.0), Atom and JSON Feed -> their entries. Bytes of anybody's, so nothing in them is expanded, fetched or believed.

A document type, and with it every entity bomb and every outside file, is refused before the parser sees a byte: it can stand only before the
first element, and what stands there is looked through here. The parser is told to resolve nothing and load nothing besides.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from html.entities import html5
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

MOST_ENTRIES = 1_000
"""Entries of a feed that are looked at, the first ones; feeds have 10 to 100."""
LONGEST = 2_000
"""Characters of an id, address or title that are kept."""
_ENTITY = re.compile(r"&(?:#\d{1,7};|#x[0-9A-Fa-f]{1,6};|([A-Za-z][A-Za-z0-9]{0,31});)?", re.ASCII)
_OF_XML = frozenset({"lt", "gt", "amp", "quot", "apos"})
_DECLARED = re.compile(r"""\A\s*<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9._-]{1,40})["']""", re.ASCII)
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9._-]{1,40})", re.ASCII | re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))


class NoFeed(Exception):
    """Bytes that are no feed, or one that is refused; ``reason`` as of a Skip (not-feed, refused), ``detail`` says more, with the ``byte`` where
    that is known. Never leaves the intake."""

    def __init__(self, reason: str, detail: str, byte: int | None = None) -> None:
        self.reason, self.detail, self.byte = reason, detail, byte
        super().__init__(detail)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry: ``id`` (its own, else its address), ``url`` of its page (None: none), ``title``, ``published`` as it stands there, ``content`` of
    its own as HTML ("": none). ``mark`` differs where the feed says that the entry was changed."""

    id: str
    url: str | None
    title: str | None
    published: str | None
    updated: str | None
    content: str

    @property
    def mark(self) -> str:
        """What of it says that it is another state of the entry."""
        return self.updated or self.published or ""


def entries_of(body: bytes, media_type: str, url: str) -> list[FeedEntry]:
    """The entries of a feed that was found at ``url``, as they stand in it, one of each id. Raises `NoFeed`."""
    start = body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    found = _from_json(body, url) if start.startswith(b"{") else _from_xml(_text(body, media_type), url)
    kept: dict[str, FeedEntry] = {}
    for entry in found:
        kept.setdefault(entry.id, entry)
        if len(kept) >= MOST_ENTRIES:
            break
    return list(kept.values())


# -- JSON Feed


def _from_json(body: bytes, url: str) -> Iterator[FeedEntry]:
    try:
        feed = json.loads(body.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise NoFeed("not-feed", "not UTF-8", fault.start) from None
    except json.JSONDecodeError as fault:
        raise NoFeed("not-feed", f"not JSON: {fault.msg}", len(fault.doc[:fault.pos].encode("utf-8", "replace"))) from None
    except (RecursionError, ValueError) as fault:
        raise NoFeed("not-feed", f"not JSON that can be read: {fault}") from None
    if not isinstance(feed, dict) or "jsonfeed.org/version" not in str(feed.get("version")) or not isinstance(feed.get("items"), list):
        raise NoFeed("not-feed", "JSON, and no JSON Feed")
    return (made for item in feed["items"] if isinstance(item, dict) and (made := _json_entry(item, url)) is not None)


def _json_entry(item: Mapping[str, Any], url: str) -> FeedEntry | None:
    def told(name: str) -> str | None:
        value = item.get(name)
        return str(value).strip() or None if isinstance(value, str | int | float) and not isinstance(value, bool) else None

    content = told("content_html") or ""
    if not content and told("content_text"):
        content = "".join(f"<p>{_escaped(part)}</p>" for part in re.split(r"\n\s*\n", told("content_text") or ""))
    return _made(told("id"), told("url"), url, told("title"), told("date_published"), told("date_modified"), content)


# -- XML


def _text(body: bytes, media_type: str) -> str:
    """The text of an XML feed: by its byte order mark, else what the server or the document says, else UTF-8. A name of a coding that is none of text
    means nothing."""
    coding = next((name for mark, name in _BOMS if body.startswith(mark)), None)
    told = _CHARSET.search(media_type) or _DECLARED.search(body[:400].decode("latin-1"))
    for name in filter(None, (coding, told[1] if told and coding is None else None, "utf-8")):
        try:
            return body.decode(name).removeprefix("\ufeff") if _of_text(name) else body.decode("utf-8", "replace")
        except (LookupError, UnicodeError):
            continue
    return body.decode("utf-8", "replace")


def _of_text(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False


def _from_xml(text: str, url: str) -> Iterator[FeedEntry]:
    root = _root(text)
    kind = etree.QName(root).localname.lower()
    if kind == "feed":
        return _each(_children(root, "entry"), _atom_entry, url)
    if kind in ("rss", "rdf"):
        items = [*_children(root, "item"), *(item for channel in _children(root, "channel") for item in _children(channel, "item"))]
        return _each(items, _rss_entry, url)
    raise NoFeed("not-feed", f"a document of <{kind[:40]}>, neither RSS nor Atom")


def _root(text: str) -> Any:
    """The first element. Raises `NoFeed` for a document type and for what is no XML at all; small faults are mended."""
    at = _first(text)
    if text.startswith("<!", at):
        raise NoFeed("refused", "it opens with a document type: feeds need none, and entities are declared there", _bytes(text[:at]))
    if not text.startswith("<", at):
        raise NoFeed("not-feed", "neither XML nor JSON", _bytes(text[:at]))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=True,
                             remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = etree.fromstring(_mended(text[at:]).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as fault:
        raise NoFeed("not-feed", f"no XML: {fault.msg}") from None
    if root is None:
        raise NoFeed("not-feed", "no XML: no element in it")
    if root.getroottree().docinfo.internalDTD is not None:
        raise NoFeed("refused", "it holds a document type")
    return root


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def _first(text: str) -> int:
    """Where what is no white space, instruction or comment begins."""
    at = 0
    while True:
        while at < len(text) and text[at].isspace():
            at += 1
        end = next((close for opening, close in (("<?", "?>"), ("<!--", "-->")) if text.startswith(opening, at)), None)
        after = text.find(end, at + 2) if end else -1
        if end is None or after < 0:
            return at
        at = after + len(end)


def _mended(text: str) -> str:
    """The document with HTML's names of characters, and ampersands that stand for themselves, written as XML has them; what is in CDATA stays.
    Nothing else can be named, since there is no document type."""
    parts = []
    for n, part in enumerate(text.split("<![CDATA[")):
        inside, found, outside = part.partition("]]>") if n else ("", "", part)
        parts.append((f"<![CDATA[{inside}{found}" if n else "") + _ENTITY.sub(_reference, outside))
    return "".join(parts)


def _reference(found: re.Match[str]) -> str:
    if found[0] == "&":
        return "&amp;"
    if found[1] is None or found[1] in _OF_XML:
        return found[0]
    named = html5.get(f"{found[1]};")
    return _escaped(named) if named else f"&amp;{found[1]};"


def _each(items: Iterable[Any], read: Any, url: str) -> Iterator[FeedEntry]:
    return (made for item in items if (made := read(item, url)) is not None)


def _children(parent: Any, name: str) -> list[Any]:
    """The elements of this local name right under another, whatever their namespace: old feeds have none or the wrong one."""
    return [c for c in parent if isinstance(c.tag, str) and etree.QName(c).localname.lower() == name]


def _word(parent: Any, *names: str) -> str | None:
    """The text of the first of these elements that says anything."""
    for name in names:
        for child in _children(parent, name):
            words = "".join(child.itertext()).strip()
            if words:
                return words
    return None


def _rss_entry(item: Any, url: str) -> FeedEntry | None:
    guid = next(iter(_children(item, "guid")), None)
    own = (guid.text or "").strip() if guid is not None and guid.get("isPermaLink", "true") != "false" else ""
    link = _word(item, "origlink") or _word(item, "link") or (own if own.startswith(("http://", "https://")) else None)
    link = link or item.get(f"{{{_RDF}}}about")
    return _made(_word(item, "guid") or item.get(f"{{{_RDF}}}about"), link, url, _word(item, "title"), _word(item, "pubdate", "date"),
                 _word(item, "updated", "modified"), _word(item, "encoded", "description") or "")


_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def _atom_entry(item: Any, url: str) -> FeedEntry | None:
    links = [c for c in _children(item, "link") if c.get("href")]
    pages = [c for c in links if c.get("rel", "alternate") == "alternate" and "html" in c.get("type", "html")]
    link = pages[0].get("href") if pages else None
    return _made(_word(item, "id"), link, url, _word(item, "title"), _word(item, "published", "issued", "created"),
                 _word(item, "updated", "modified"), _atom_content(item))


def _atom_content(item: Any) -> str:
    for name in ("content", "summary"):
        for child in _children(item, name):
            if child.get("type") == "xhtml":
                return "".join(etree.tostring(c, encoding="unicode", with_tail=False) for c in child)
            words = "".join(child.itertext()).strip()
            if words:
                return words if child.get("type") in ("html", "text/html") else f"<p>{_escaped(words)}</p>"
    return ""


def _made(key: str | None, link: str | None, base: str, title: str | None, published: str | None, updated: str | None,
          content: str) -> FeedEntry | None:
    """The entry; None where it has neither id nor address, so that nothing tells it from another."""
    there = _address(link, base)
    name = (key or there or "")[:LONGEST]
    short = [None if value is None else " ".join(unescape(value).split())[:LONGEST] for value in (title, published, updated)]
    return FeedEntry(name, there, short[0], short[1], short[2], content) if name else None


def _address(link: str | None, base: str) -> str | None:
    if not link or len(link) > LONGEST:
        return None
    try:
        whole = urljoin(base, link.strip())
        return whole if urlsplit(whole).scheme in ("http", "https") else None
    except ValueError:
        return None


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
