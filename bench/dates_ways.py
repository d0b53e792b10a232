"""The ways in which sites give the day of a page, and what stands beside it to mislead."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

from bench.dates_pages import _DAYS, _MONTHS, FOREIGN, Facts, Parts, clock, earlier, later, linked, long, meta, related, short, way

HOST = "https://lantern.example"


@way("json-ld")
def _json_ld(f: Facts) -> Parts:
    return Parts(linked("NewsArticle", headline=f.title, datePublished=f"{f.day}T{clock(f)}:00+02:00", dateModified=f"{f.updated}T09:00:00Z"))


@way("json-ld graph", hard=True)
def _graph(f: Facts) -> Parts:
    graph = [{"@type": "Organization", "name": "The Lantern", "foundingDate": "1911-05-02"},
             {"@type": "WebSite", "datePublished": str(earlier(f))},
             {"@type": ["Article", "NewsArticle"], "headline": f.title, "datePublished": str(f.day), "dateModified": str(f.updated)}]
    return Parts(f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@graph": graph})}</script>')


@way("json-ld related first", hard=True)
def _related_first(f: Facts) -> Parts:
    other = [{"@type": "NewsArticle", "headline": "Another story altogether", "datePublished": str(earlier(f))}]
    own = linked("NewsArticle", headline=f.title, datePublished=str(f.day), mainEntityOfPage=f"{HOST}/a/1")
    items = linked("ItemList", itemListElement=other) + linked("NewsArticle", headline="Another story altogether", datePublished=str(earlier(f)))
    return Parts(items + own, url=f"{HOST}/a/1")


@way("json-ld epoch", hard=True)
def _epoch(f: Facts) -> Parts:
    return Parts(linked("NewsArticle", headline=f.title, datePublished="1970-01-01T00:00:00Z"),
                 over=f'<p class="byline">By Rosa Klebb | {long(f.day)}</p>')


@way("json-ld late in the evening")
def _evening(f: Facts) -> Parts:
    return Parts(linked("NewsArticle", headline=f.title, datePublished=f"{f.day}T23:40:00-05:00"))


@way("json-ld broken by a comma")
def _broken(f: Facts) -> Parts:
    block = f'{{"@type": "NewsArticle", "headline": "{f.title}", "datePublished": "{f.day}T08:00:00Z", "dateModified": "{f.updated}",}}'
    return Parts(f'<script type="application/ld+json">{block}</script>')


@way("open graph")
def _open_graph(f: Facts) -> Parts:
    return Parts(meta("article:published_time", f"{f.day}T{clock(f)}:00Z") + meta("article:modified_time", f"{f.updated}T10:00:00Z"))


@way("only modified in the markup", hard=True)
def _only_modified(f: Facts) -> Parts:
    return Parts(meta("article:modified_time", f"{f.updated}T10:00:00Z"), over=f'<div class="meta">Published {short(f.day)}, {clock(f)}</div>')


def _named(name: str, value: str) -> None:
    @way(f"meta {name}")
    def _meta(f: Facts) -> Parts:
        return Parts(meta(name, value.format(day=f.day, compact=f"{f.day:%Y%m%d}", long=long(f.day), slashed=f"{f.day:%Y/%m/%d}"), "name"))


for _name, _value in (("pubdate", "{day}T10:00:00Z"), ("DC.date.issued", "{day}"), ("dcterms.created", "{day}"), ("citation_date", "{slashed}"),
                      ("date", "{long}"),
                      ("sailthru.date", "{day} 09:30:00"), ("parsely-pub-date", "{day}T09:30:00Z"), ("cXenseParse:recs:publishtime",
                                                                                                     "{day}T09:30:00Z"),
                      ("publication_date", "{compact}"), ("article.published", "{day}T05:00:00.000Z"), ("DC.Date", "{day}"), ("bt:pubDate", "{day}"),
                      ("originalpublicationdate", "{slashed} 10:00:00"), ("displaydate", "{long}")):
    _named(_name, _value)


@way("time tag, related newer", hard=True)
def _time_newer(f: Facts) -> Parts:
    over = f'<p class="byline">By Rosa Klebb <time datetime="{f.day}T{clock(f)}:00Z">{long(f.day)}</time></p>'
    return Parts(over=over, foot=related([later(f), later(f)], f))


@way("time tag, related older", hard=True)
def _time_older(f: Facts) -> Parts:
    over = f'<p class="byline"><time datetime="{f.day}">{long(f.day)}</time></p>'
    return Parts(over=over, foot=related([earlier(f), earlier(f), earlier(f)], f))


@way("time tag after older stories in the head", hard=True)
def _time_after(f: Facts) -> Parts:
    return Parts(top=related([earlier(f), later(f)], f), over=f'<p class="dateline"><time datetime="{f.day}T07:00:00Z">{short(f.day)}</time></p>')


@way("time tag marked pubdate", hard=True)
def _pubdate(f: Facts) -> Parts:
    over = f'<time datetime="{f.updated}">Updated {long(f.updated)}</time> <time datetime="{f.day}" pubdate>{long(f.day)}</time>'
    return Parts(over=f"<p>{over}</p>")


@way("time tag of an update first", hard=True)
def _update_first(f: Facts) -> Parts:
    updated, day = (f'<time datetime="{d}T10:00Z">{short(d)}</time>' for d in (f.updated, f.day))
    return Parts(over=f"<p>Last updated: {updated} | Published: {day}</p>")


@way("microdata")
def _microdata(f: Facts) -> Parts:
    return Parts(over=f'<span itemprop="datePublished" content="{f.day}T10:00:00+01:00">some time ago</span>')


@way("microdata in words")
def _microdata_words(f: Facts) -> Parts:
    return Parts(over=f'<div itemprop="datePublished">{long(f.day)}</div><div itemprop="dateModified">{long(f.updated)}</div>')


@way("hentry")
def _hentry(f: Facts) -> Parts:
    published = f'<abbr class="published" title="{f.day}T10:00:00Z">A while back</abbr>'
    return Parts(over=published + f'<abbr class="updated" title="{f.updated}T10:00:00Z">since</abbr>')


@way("data in a script")
def _script(f: Facts) -> Parts:
    data = {"page": {"type": "article", "publishedDate": f"{f.day}T10:00:00Z", "modifiedDate": f"{f.updated}T10:00:00Z"}}
    return Parts(f"<script>window.dataLayer = [{json.dumps(data)}];</script>")


@way("next data in a script", hard=True)
def _next(f: Facts) -> Parts:
    data = {"props": {"now": f"{f.today}T10:00:00Z", "article": {"headline": f.title, "datePublished": f"{f.day}T10:00:00.000Z"}}}
    return Parts(f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>',
                 foot=f"<footer>© {f.today.year} The Lantern</footer>")


@way("seconds since 1970")
def _seconds(f: Facts) -> Parts:
    seconds = int(datetime(f.day.year, f.day.month, f.day.day, 12, tzinfo=UTC).timestamp())
    return Parts(over=f'<span class="published-date" data-timestamp="{seconds}">some time ago</span>')


@way("address with day")
def _address(f: Facts) -> Parts:
    return Parts(url=f"{HOST}/world/{f.day:%Y/%m/%d}/guns-on-the-move", foot=f"<footer>Copyright {f.today.year} The Lantern</footer>")


@way("address, month in letters")
def _address_letters(f: Facts) -> Parts:
    return Parts(url=f"{HOST}/world/{f.day.year}/{_MONTHS[f.day.month - 1][:3].lower()}/{f.day.day:02d}/guns-on-the-move")


@way("address in one figure")
def _address_figure(f: Facts) -> Parts:
    return Parts(url=f"{HOST}/{f.day:%Y%m%d}/guns-on-the-move.html")


@way("canonical address")
def _canonical(f: Facts) -> Parts:
    return Parts(f'<link rel="canonical" href="{HOST}/{f.day:%Y/%m/%d}/guns-on-the-move/">')


@way("address of an archive", hard=True)
def _archive(f: Facts) -> Parts:
    return Parts(url=f"https://archive.example/{f.today:%Y%m%d}/http://lantern.example/{f.day:%Y/%m/%d}/guns",
                 over=f'<p class="byline">{long(f.day)}</p>')


def _visible(name: str, form: str, *, hard: bool = False) -> None:
    @way(f"visible: {name}", hard=hard)
    def _line(f: Facts) -> Parts:
        said = form.format(long=long(f.day), short=short(f.day), d=f.day, weekday=_DAYS[f.day.weekday()], month=_MONTHS[f.day.month - 1],
                           clock=clock(f),
                           th={1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(f.day.day, "th"),
                           updated=long(f.updated), uclock=clock(f))
        return Parts(over=f'<div class="info">{said}</div>', foot=f"<footer>© {f.today.year} The Lantern. All rights reserved.</footer>")


for _name, _form in (("byline with bar", "By Rosa Klebb | {long} {clock} am EST"), ("published label", "Published: {short}"),
                     ("posted on", "Posted on {long} by admin"),
                     ("weekday", "{weekday}, {d.day} {month} {d.year}"), ("weekday, dots in the clock", "{weekday} {short} 10.30 GMT"),
                     ("dotted", "{d.day:02d}.{d.month:02d}.{d.year}, {clock}"),
                     ("iso with clock", "{d} {clock}:10"), ("ordinal", "{month} {d.day}{th}, {d.year}"), ("the ordinal of",
                                                                                                          "{d.day}{th} of {month} {d.year}"),
                     ("capitals", "{long} - {clock}"), ("date label", "Release date: {long}"), ("for release", "FOR IMMEDIATE RELEASE: {long}"),
                     ("year first", "{d.year}/{d.month:02d}/{d.day:02d}"), ("short with comma", "{short}, {clock} IST"),
                     ("dash", "{d.day:02d}-{d.month:02d}-{d.year} {clock}"),
                     ("short year", "{d.day} {month} {d.year} | {clock} Moscow time")):
    _visible(_name, _form)
for _name, _form in (("updated after published", "Published {long} {clock} | Updated {updated} {uclock}"), ("updated first",
                                                                                                            "Updated: {updated} | Published: {long}"),
                     ("updated in brackets", "{long} (updated {updated})"), ("first published, last modified",
                                                                             "First published on {long} / Last modified on {updated}")):
    _visible(_name, _form, hard=True)


@way("month and day in figures, month in the address")
def _figures(f: Facts) -> Parts:
    return Parts(over=f"<div class='date'>Published {f.day.month}/{f.day.day}/{f.day.year}</div>", url=f"{HOST}/{f.day:%Y/%m}/guns-on-the-move")


@way("day and month in figures, month in the address", hard=True)
def _figures_turned(f: Facts) -> Parts:
    return Parts(over=f"<div class='date'>Published {f.day.day}/{f.day.month}/{f.day.year}</div>", url=f"{HOST}/{f.day:%Y/%m}/guns-on-the-move")


@way("masthead with today's day", hard=True)
def _masthead(f: Facts) -> Parts:
    return Parts(top=f'<div class="today">{_DAYS[f.today.weekday()]}, {long(f.today)}</div>',
                 over=f'<p class="byline">By Rosa Klebb, {long(f.day)}</p>')


@way("masthead with today's day, time tag below", hard=True)
def _masthead_time(f: Facts) -> Parts:
    return Parts(top=f'<span>{_DAYS[f.today.weekday()]} {short(f.today)}</span>', over=f'<time datetime="{f.day}T10:00:00Z">{long(f.day)}</time>')


@way("masthead, updated and published", hard=True)
def _masthead_updated(f: Facts) -> Parts:
    return Parts(top=f"<div>Today is {long(f.today)}</div>", over=f"<p>Updated {short(f.updated)} {clock(f)} Published {short(f.day)} {clock(f)}</p>")


@way("most read with newer days", hard=True)
def _most_read(f: Facts) -> Parts:
    return Parts(top=related([later(f), later(f)], f, "span"), over=f'<div class="pub">{long(f.day)}</div>', foot=related([later(f), later(f),
                                                                                                                           later(f)], f, "span"))


@way("most read with older days", hard=True)
def _most_read_older(f: Facts) -> Parts:
    return Parts(over=f'<div class="pub">{short(f.day)} {clock(f)}</div>', foot=related([earlier(f), earlier(f), earlier(f)], f, "span"))


@way("comments below", hard=True)
def _comments(f: Facts) -> Parts:
    def comment(day: date) -> str:
        return f'<li class="comment"><b>reader</b> <time datetime="{day}">{short(day)}</time><p>Who would have thought so?</p></li>'
    comments = "".join(comment(later(f, 1, 9)) for _ in range(3))
    return Parts(over=f'<p class="submitted">Submitted by admin on {long(f.day)}</p>',
                 foot=f'<section id="comments"><h3>Comments</h3><ul>{comments}</ul></section>')


@way("day at the end")
def _end(f: Facts) -> Parts:
    return Parts(under=f'<p class="date">Published on: {long(f.day)}</p>')


@way("dateline with day")
def _dateline(f: Facts) -> Parts:
    lead = "The boats that had been promised in the spring have left the harbour, the council said."
    return Parts(over=f"<p>STRELSAU, {long(f.day)} (Lantern) - {lead}</p>")


def _foreign(language: str) -> None:
    @way(f"visible: months in {language}")
    def _line(f: Facts) -> Parts:
        form, months = FOREIGN[language]
        return Parts(over=f'<div class="date">{form.format(d=f.day.day, m=months.split()[f.day.month - 1], y=f.day.year)}</div>',
                     foot=f"<footer>© {f.today.year} Lantern</footer>")


for _language in FOREIGN:
    _foreign(_language)


@way("nothing", dated=False)
def _nothing(f: Facts) -> Parts:
    return Parts()


@way("nothing but a copyright year", hard=True, dated=False)
def _copyright(f: Facts) -> Parts:
    return Parts(foot=f"<footer>© {f.today.year} The Lantern</footer>")


@way("nothing but other stories' days", hard=True, dated=False)
def _others(f: Facts) -> Parts:
    return Parts(foot=related([later(f), earlier(f), later(f)], f))


@way("nothing but today's day", hard=True, dated=False)
def _today(f: Facts) -> Parts:
    return Parts(top=f'<div class="clock">Today: {_DAYS[f.today.weekday()]}, {long(f.today)}</div>')
