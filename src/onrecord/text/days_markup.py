"""The days that an HTML page's markup gives for its article, from what says most to what says least, each with how it is known.

Markup speaks of many things: the site, other stories, comments, changes. Only what speaks of the page's own article counts, and of that
the strongest kind: weaker kinds are not even looked at where a stronger one gives a day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from resiliparse.parse.html import HTMLTree

from onrecord.knowledge.foreign_dates import find_line_dates
from onrecord.text.days_visible import changed
from onrecord.text.lines import same

Value = tuple[str, str]
"""What the markup says, an ISO day, and how it is known."""

_META = ("article:published_time", "og:published_time", "og:article:published_time", "article:published", "article.published", "datepublished",
         "date", "pubdate", "pub_date", "publishdate", "publish-date", "publish_date", "publication_date", "publication-date", "published",
         "published_time", "published-date", "release_date", "releasedate", "issuedate", "article_date_original", "article.created",
         "originalpublicationdate", "originalpubdate", "displaydate", "article-publish-date", "dc.date.issued", "dc.date.created", "dc.date",
         "dcterms.issued", "dcterms.created", "dcterms.date", "dcterms.available", "sailthru.date", "parsely-pub-date", "citation_publication_date",
         "citation_date", "citation_online_date", "prism.publicationdate", "bt:pubdate", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
         "rnews:datepublished", "shareaholic:article_published_time", "vr:published_time")
"""Names of meta elements that hold the day of publication, in small letters."""
_META_CHANGED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "dc.date.modified", "lastmod")
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|NewsItem|Statement|SpecialAnnouncement)\Z")
_PAGE = frozenset(("WebPage", "ItemPage", "AboutPage", "MediaGallery", "Event", "CreativeWork", "VideoObject", "PodcastEpisode", ""))
_ELSEWHERE = re.compile(r"(?:\A|[\s_-])(?:comments?|related|aside|sidebar|most|popular|trending|recommend\w{0,6}|footer|nav|menu|"
                        r"teasers?|widget|more|latest|ticker|promo|recirc|read-?next|other|also|list)(?:\Z|[\s_-])", re.IGNORECASE)
_APART = frozenset(("aside", "nav", "footer"))
_MARKED = re.compile(r"(?:\A|[\s_-])(?:published?|pubdate|dt-published|datepublished|post-date|entry-date|article-date)(?:\Z|[\s_-])", re.IGNORECASE)
_SAID = re.compile(r'"(?:datePublished|date_published|publishedDate|published_date|publishDate|publish_date|publishedAt|published_at|publishedOn|'
                   r'firstPublished|first_published_at|firstPublishDate|publicationDate|publication_date|pubDate|pub_date|'
                   r'originalPublicationDate|datePosted)\\?"\s{0,3}:\s{0,3}\\?"?'
                   r'(?P<value>[\d][\dT:.Z+/ -]{7,30})')
_STAMPED = re.compile(r"<[a-z]{1,10}\b[^<>]{0,300}?\bdata-(?:timestamp|time|utime|date|datetime|published?(?:-\w{1,8})?|pub-?date)="
                      r"[\"'](?P<value>[\d][\dT:.Z+ -]{7,30})[\"']",
                      re.IGNORECASE)
_LINKED = re.compile(r"<script[^<>]{0,200}ld\+json[^<>]{0,200}>[^<]{0,400000}(?=</script|<)", re.IGNORECASE)
_SECONDS = range(631_152_000, 2_524_608_000)
"""Seconds since 1970 of 1990 to 2049."""
_NO_DAYS = ("1970-01-0", "1969-12-3", "1900-", "1980-01-01", "0001-", "1950-01-01")
_MANY = 60
"""Elements of a kind that are looked at: a page's own stands early, and lists of thousands are the site's."""
_SELECTORS = (('[itemprop~="datePublished"], [property~="datePublished"]', "itemprop datePublished"),
              ('[property="dc:date"], [property="dc:issued"]', "property dc:date"), ("time[pubdate]", "time pubdate"),
              ("abbr[title], time[class]", "class published"))


def iso_start(value: str) -> str | None:
    """The first date in a markup value, a day where it has one; bare figures as 20210304 or seconds since 1970; never the zero of a clock."""
    value = value.strip()[:200]
    if re.fullmatch(r"(?:19[5-9]|20\d)\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:T?\d{0,6})?", value):
        value = f"{value[:4]}-{value[4:6]}-{value[6:8]}"
    elif re.fullmatch(r"\d{10}|\d{13}", value) and int(value[:10]) in _SECONDS:
        value = datetime.fromtimestamp(int(value[:10]), UTC).date().isoformat()
    found = find_line_dates(value)
    return found[0].iso if found and not found[0].iso.startswith(_NO_DAYS) else None


def _day(value: Any, how: str) -> Iterator[Value]:
    if isinstance(value, str | int) and (iso := iso_start(str(value))):
        yield iso, how


def _kinds(thing: dict[str, Any]) -> list[str]:
    kind = thing.get("@type")
    return [str(k) for k in kind] if isinstance(kind, list) else [str(kind or "")]


def _rank(thing: dict[str, Any], title: str | None, url: str | None) -> int:
    """How surely a JSON-LD object is the page's own article: 0 its title or address, 1 an article, 2 a page, 3 something else."""
    headline = str(thing.get("headline") or thing.get("name") or "")
    entity = thing.get("mainEntityOfPage")
    about = {str(v) for v in (thing.get("url"), thing.get("@id"), entity.get("@id") if isinstance(entity, dict) else entity) if v}
    is_article = any(map(_ARTICLE.search, _kinds(thing)))
    if is_article and ((title and headline and (same(headline) in same(title) or same(title) in same(headline))) or (url and url in about)):
        return 0
    return 1 if is_article else 2 if _PAGE.intersection(_kinds(thing)) else 3


def _linked_days(linked: list[dict[str, Any]], title: str | None, url: str | None) -> list[Value]:
    """The day in the JSON-LD of the page's own article."""
    ranked = sorted((_rank(thing, title, url), n) for n, thing in enumerate(linked) if thing.get("datePublished"))
    for rank, n in ranked:
        if rank < 3 and (found := list(_day(linked[n]["datePublished"], "json-ld datePublished"))):
            return found
    return []


def _meta_days(meta: dict[str, str], names: tuple[str, ...] = _META) -> list[Value]:
    return [day for name in names if name in meta for day in _day(meta[name], f"meta {name}")]


def _is_apart(element: Any) -> bool:
    """Whether an element stands in a part of the page that is about something else: other stories, comments, the site."""
    at, steps = element, 0
    while at is not None and at.tag not in ("body", "html", "#document") and steps < _MANY:
        if at.tag in _APART or (at.tag not in ("main", "article") and _ELSEWHERE.search(f"{at.class_name or ''} {at.id or ''}")):
            return True
        at, steps = at.parent, steps + 1
    return False


def _value(element: Any) -> str:
    return str(element.getattr("datetime") or element.getattr("content") or element.getattr("title") or element.text or "")[:200]


def _marked_days(tree: HTMLTree) -> list[Value]:
    """Elements that are marked as the day of publication: microdata, RDFa, microformats, `pubdate`."""
    if tree.document is None:
        return []
    found = [(e, how) for selector, how in _SELECTORS for e in islice(tree.document.query_selector_all(selector), _MANY)
             if how != "class published" or _MARKED.search(e.class_name or "")]
    return next((days for e, how in found if not _is_apart(e) and (days := list(_day(_value(e), how)))), [])


def _is_changed(element: Any) -> bool:
    """Whether a time tag is that of a change, by its marks or the words in it and before it."""
    marks = f"{element.class_name or ''} {element.getattr('itemprop') or ''}".lower()
    if "modif" in marks or "updat" in marks:
        return True
    before = element.previous_sibling if hasattr(element, "previous_sibling") else None
    said = f"{(before.text or '')[-60:] if before is not None else ''} {(element.text or '')[:40]}"
    return changed(f"{said} ", len(said) + 1)


def _time_days(tree: HTMLTree) -> list[Value]:
    """The first time tag that is neither of a change nor of another part of the page; before the others one beside the heading."""
    tags = list(islice(tree.document.get_elements_by_tag_name("time"), _MANY)) if tree.document else []
    own = [e for e in tags if e.getattr("datetime") and not _is_apart(e)]
    plain = [e for e in own if not _is_changed(e)] or own
    beside = [e for e in plain if e.closest("article") is not None or e.closest("main") is not None]
    return next((days for e in beside or plain if (days := list(_day(e.getattr("datetime"), "time tag")))), [])


def _script_days(html: str, was_read: bool) -> list[Value]:
    """What the page's scripts and data attributes say, where they speak of one day only; JSON-LD only where none could be read."""
    bare = _LINKED.sub(" ", html) if was_read else html
    for form, how in ((_SAID, "script"), (_STAMPED, "data attribute")):
        days = {iso for found in form.finditer(bare) if (iso := iso_start(found["value"]))}
        if len(days) == 1:
            return [(days.pop(), how)]
    return []


def markup_days(html: str, tree: HTMLTree, meta: dict[str, str], linked: list[dict[str, Any]], title: str | None, url: str | None) -> tuple[Value,
                                                                                                                                            ...]:
    """(ISO day or month, how it is known) of the strongest kind that the page has.

    JSON-LD and meta elements together, else marked elements, else time tags, else scripts; () where the markup says nothing of its own day.
    """
    kinds: tuple[Callable[[], list[Value]], ...] = (
        lambda: [*_linked_days(linked, title, url),
                 *_meta_days(meta)], lambda: _marked_days(tree), lambda: _time_days(tree), lambda: _script_days(html, bool(linked)))
    return next((tuple(dict.fromkeys(days)) for kind in kinds if (days := kind())), ())


def changed_days(meta: dict[str, str], linked: list[dict[str, Any]]) -> tuple[Value, ...]:
    """When the markup says that the page was last changed: no earlier day can be newer."""
    said = [day for thing in linked if _rank(thing, None, None) < 3 for day in _day(thing.get("dateModified"), "json-ld dateModified")]
    return (*said, *_meta_days(meta, _META_CHANGED))
