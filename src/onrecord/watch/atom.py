"""Notices as an Atom feed (RFC 4287): the newest first, each entry under the notice's id, so that a reader shows none twice."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from xml.etree import ElementTree as xml
from xml.sax.saxutils import escape

from onrecord.model.watching import Notice
from onrecord.watch.notices import summary

MOST = 100
"""Notices of a feed: readers that come once a day or more often miss none of a usual day. Chosen."""
NAMESPACE = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEVER = "1970-01-01T00:00:00+00:00"


def feed(title: str, key: str, notices: Sequence[Notice], home: str = "", updated: str | None = None) -> str:
    """The feed of a watch. ``key`` is the watch's own, of which the feed's id is made; ``home`` the address of the window ("": none is told)."""
    root = xml.Element("feed", {"xmlns": NAMESPACE})
    newest = max((n.at for n in notices), default=updated or _NEVER)
    for name, text in (("title", f"{title} · OnRecord"), ("id", f"urn:onrecord:watch:{_urn(key)}"), ("updated", newest)):
        _put(root, name, text)
    _put(xml.SubElement(root, "author"), "name", "OnRecord")
    _put(root, "subtitle", "What is new in the record, by the time it was read. What pages say, not what is true: read the quote.")
    if home:
        xml.SubElement(root, "link", {"rel": "self", "href": home})
    for notice in notices[:MOST]:
        _entry(root, notice, home)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + xml.tostring(root, encoding="unicode") + "\n"


def _entry(root: xml.Element, notice: Notice, home: str) -> None:
    fields = json.loads(notice.body)
    entry = xml.SubElement(root, "entry")
    for name, text in (("title", fields["title"]), ("id", f"urn:onrecord:notice:{notice.id}"), ("updated", notice.at)):
        _put(entry, name, text)
    if home:
        xml.SubElement(entry, "link", {"href": f"{home.partition('/saved/')[0]}/entry/{fields['entry']}"})
    for kind in fields["kinds"]:
        xml.SubElement(entry, "category", {"term": kind})
    # the content is HTML inside of text: escaped once for HTML here, and once more for XML by the writer
    content = "".join(f"<p>{escape(_clean(line))}</p>" for line in summary(fields))
    xml.SubElement(entry, "content", {"type": "html"}).text = content


def _put(parent: xml.Element, name: str, text: str) -> None:
    xml.SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)


def _urn(key: str) -> str:
    return re.sub(r"[^0-9A-Za-z:._-]", "-", key)
