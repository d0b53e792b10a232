"""Lines judged by their neighbours: title, header and footer zones, lists of links, cross-links, captions without a mark.

Each pass takes the lines in order and leaves some out, with its reason. Precision first: a line that may be the article's is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from onrecord.knowledge.furniture import furniture_rules
from onrecord.knowledge.letterheads import institution
from onrecord.knowledge.parties import party_gazetteer
from onrecord.knowledge.printed_dates import MONTH, WEEKDAY
from onrecord.knowledge.reporting import speakers
from onrecord.text.boxes import above_the_title, author_notes, bylines, linked_headlines, teasers
from onrecord.text.lines import PERSON, Line, is_headline, is_item, is_prose, same
from onrecord.text.stamps import dated_names, is_stamp

_HEADING = re.compile(r"(?:section|sec|article|part|chapter|annex|title|subject|memorandum|appendix|whereas|step|figure|table|"
                      r"[ivxlc]{1,5}|\d{1,3})\b",
                      re.IGNORECASE)
_LINK = re.compile(r"(?:[-*•][ \t]+)?!?\[[^\]]{1,300}\]\([^)\s]{1,800}\)\.?\Z")
_CAPTION_CUE = re.compile(r"\b(?:left|right|center|centre|foreground|background|seen|pictured|attends?|speaks?|looks? on|"
                          r"looks? at|poses?|shakes? hands|"
                          r"walks?|stands?|listens?|gestures?|waves?|delivers?|arrives?|takes? part|sits|inspects?)\b")
_HOLDS = re.compile(r"\b(?:holds?|carry|carries|wears?|waits?|rides?|drives?|fires? (?:a|an|the|at|from|rockets?|shells?|guns?)|watches|"
                    r"inspects?|gathers?|pass|passes|chants?|prays?|mourns?|marches|unloads?|"
                    r"rises? (?:over|from)|billows?|burns?|prepares? to)\b")
_DURING = re.compile(r"[A-Z][^.!?]{2,60} (?:during|ahead of) ")
_SHOWN = re.compile(rf"\b(?:in|at|near|outside|on|of|from|over)\b[^.!?]{{2,120}}?[ ,](?:{WEEKDAY},? ?)?(?:on )?(?:{WEEKDAY},? ?)?"
                    rf"(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:,? (?:19|20)\d\d)? ?\.?\Z")
_TOLD = re.compile(r"\b(?:said|says|told|was|were|had|has|have|will|would|shall|held|took|made|went|came|sent|gave|met|began|left|fell|"
                   r"shot|hit|according|reported|announced|\w{4,}ed (?:on|that|to|a|the))\b")
_SIDES = re.compile(r"(?<=[a-z] )\((?:from )?(?:left|right|center|centre|L|2nd[ -][LR]|pictured)\)|"
                    r"(?<=[a-z] )\((?:R|C)\) (?:meets|shakes|speaks|talks|greets|poses)\b|"
                    r"[A-Z][\w’'-]{1,20} ?, (?:(?:second|third|fourth|far) from )?(?:far )?(?:left|right|center|centre|foreground|background) ?,|"
                    r"\A\(?(?:from left|left to right|(?:counter)?clockwise from|from (?:left|right) to|L-R|L to R)\b")
_NAMES = re.compile(r"(?:[A-Z][\w.’'-]*|of|the|and|de|al)(?: (?:[A-Z][\w.’'-]*|of|the|and|de|al)){0,6}\Z")
_PERSON_IN_CAPITALS = re.compile(r"[A-Z][A-Z'’-]{2,15}(?: (?:[A-Z]\.|[A-Z][A-Z'’-]{1,20})){1,2}\Z")
_PERSON_AT = re.compile(r"[A-Z][a-z'’]{1,15}(?: (?:[A-Z]\.|[A-Z][A-Za-z'’-]{1,20})){1,2}, [A-Z][a-z]{2,15}(?: [A-Z][a-z]{2,15})?\Z")
_BYLINE_BESIDE = {"date-stamp", "byline", "byline-role"}
_PLACE_LINE = re.compile(r"[^\W\d_][^\d,|]{1,40}, [^|:]{6,40}\Z")
_PLACED = re.compile(rf"[A-Z][A-Z.’' -]{{2,30}}, (?:{MONTH}\.? \d{{1,2}}|\d{{1,2}} {MONTH})\b[^!?]{{0,60}}\Z")
"""A line that is nothing but a dateline, an agency behind it."""
_WITHIN = re.compile(r"[.!?;] \W*[A-Z]|,\Z|\]\(")
_SITE = re.compile(r" ?[|·•-] ?[^|.!?]{2,40}\Z")
_TITLE_WORDS = 4
"""Fewest words of a title that is known by its opening."""
_FRONT = re.compile(r"[\w -]{1,40}:")
_HEADER_REASONS = {"date-stamp", "nameplate", "wire-stamp", "byline", "byline-role", "breadcrumb", "follow-call", "comments", "tags",
                   "media-embed", "source-line", "screen-label", "screen-command"}
_DATED = {"date-stamp", "time-line", "comments", "screen-label"}
_LONG_WORD = re.compile(r"(?<![\w’'-])\w{4,}")
_CROSS_LINK_WORDS, _TITLED_WORDS = 6, 9
"""Fewest words of a cross-link in capitals, and of one with a capital to each word (a document's headings are shorter)."""
_MOST = 0.6
"""Share of a page's prose that goes before anything may count as its end."""
_ZONE_WORDS = 10
_CAPTION_WORDS, _LABEL_WORDS = 40, 3
"""Most words of a caption that lost its picture, and of a label under one."""
_DATED_WITHIN = 15
"""Lines from the top among which a place and a day are the page's own."""
_FIGURES, _LINK_WORDS = 2, 4
"""Most figures of a lone number, and fewest words of a headline beside a day."""
_FOOTER_WORDS = 8
"""Most words of a label after the end."""
_ENOUGH_PROSE, _ALONE = 4, 2
"""Fewest prose lines of a page whose end is told without a mark, and most labels that stand there."""
_CLOSING_MARKS = {"end-mark", "date-stamp"}
"""What documents end in too."""
_SIGNED = re.compile(r"\W{0,3}(?:[A-Z][A-Z.,’' -]{3,60}|THE WHITE HOUSE.{0,40}|[A-Z][\w.’'-]{1,20}(?: (?:[A-Z]\.|[A-Z][\w’'-]{1,20})){1,3})\W{0,3}\Z|"
                     r"[\[(]|Billing|BILLING|END\b|Q\b|Thank|President\b|.*[.!?]\s+\S")
"""Who signed a document, or its number, which are the document's."""


def front_matter(lines: list[Line]) -> None:
    """A page that opens with ``---`` and "key: value" rows up to the next ``---``: the rows go, the title's stays."""
    if not lines or lines[0].text != "---":
        return
    for end, line in enumerate(lines[1:40], start=1):
        if line.text == "---":
            for row in lines[:end + 1]:
                if not row.text.startswith("title:"):
                    row.drop("front-matter")
            return
        if not _FRONT.match(line.text):
            return


def declared_title(lines: list[Line], declared: str | None) -> None:
    """Mark the first line that says the declared title, so that no rule takes it for furniture."""
    wanted = same(declared) if declared else ""
    first = next((line for line in lines[:30] if wanted and line.kept and same(line.text) == wanted), None)
    if first:
        first.kind = "title"


def title(lines: list[Line], declared: str | None) -> None:
    """Mark the title among the first lines: the declared one, else the first headline before any prose. Its repeats go."""
    wanted = same(declared) if declared else ""
    zone = _opening(lines)
    named = [line for line in lines[:30] if line.kept and wanted and same(line.text) == wanted]
    found = named or [line for line in zone if _is_title(line)]
    if not found:
        return
    found[0].kind = "title"
    for line in lines:
        if line is not found[0] and line.kept and _repeats_title(line, same(found[0].text)):
            line.drop("title-again")


def _repeats_title(line: Line, titled: str) -> bool:
    """Whether a line is the title again: whole, with the site's name behind a bar or a dash, or cut short with dots."""
    text = same(line.text)
    rest = text[len(titled):] if text.startswith(titled) else None
    cut_short = line.text.endswith(("...", "…")) and line.words >= _TITLE_WORDS and titled.startswith(text.rstrip("… "))
    return rest == "" or cut_short or (rest is not None and len(titled.split()) >= _TITLE_WORDS and _SITE.match(rest) is not None)


def _opening(lines: list[Line]) -> list[Line]:
    """The lines before the first prose, and none where the whole text is short lines."""
    first = next((i for i, line in enumerate(lines) if line.kept and is_prose(line)), 0)
    return lines[:first]


def _is_title(line: Line) -> bool:
    hashed = line.text.startswith("# ")
    if dated_names(line.text) is not None or institution(line.text) is not None or _PLACED.match(line.text):
        return False
    return line.kept and (hashed or (line.words >= 4 and is_headline(line) and not is_item(line) and line.text[0] not in "*_(["))


def link_lists(lines: list[Line]) -> None:
    """Under the heading of a list of links, the headline-like lines go; a prose line ends the list."""
    for at, line in enumerate(lines):
        if line.reason == "section-heading":
            for item in _listed(lines, at + 1):
                item.drop("link-list", closes=True)


def _listed(lines: list[Line], start: int) -> list[Line]:
    """Kept lines from ``start`` that look like links, up to the first that reads like the article."""
    found: list[Line] = []
    for line in lines[start:]:
        bullet = is_item(line)
        if line.reason == "section-heading":
            break
        if line.kept and not (_LINK.match(line.text) or is_headline(line) or (bullet and found and line.words <= 40)):
            break
        if line.kept:
            found.append(line)
    return found


def bare_links(lines: list[Line]) -> None:
    """Two or more lines in a row that are nothing but a link."""
    run: list[Line] = []
    for line in [*lines, Line(0, 0, "")]:
        if line.kept and line.text and _LINK.match(line.text):
            run.append(line)
            continue
        for link in run if len(run) > 1 else []:
            link.drop("link-list")
        run = run if not line.kept and line.text else []


def after_the_end(lines: list[Line]) -> None:
    """Headline-like lines after a mark of the article's end, as long as no prose follows."""
    prose, ended = 0, False
    enough = max(2, _MOST * sum(line.kept and is_prose(line) for line in lines))
    for line in lines:
        if not line.kept:
            ended = ended or (line.closes and prose >= enough)
        elif is_prose(line):
            prose, ended = prose + 1, False
        elif ended and is_headline(line) and not is_item(line):
            line.drop("after-the-end")


def cross_links(lines: list[Line]) -> None:
    """A headline in capitals, or with a capital to each word, between two prose lines; headings of documents (short, numbered, with a colon) stay."""
    for at, line in enumerate(lines[1:-1], start=1):
        least = _CROSS_LINK_WORDS if line.text.isupper() else _TITLED_WORDS if _is_titled(line.text) else 31
        if not line.kept or not least <= line.words <= 30:
            continue
        before, after = _near(lines, at, -1), _near(lines, at, 1)
        if before and after and is_prose(before) and is_prose(after) and _reads_like_link(line.text):
            line.drop("cross-link")


def _is_titled(text: str) -> bool:
    """Whether every word of four letters or more opens with a capital or a figure: how sites write headlines, and no sentence is written."""
    return all(word[0].isupper() or word[0].isdigit() for word in _LONG_WORD.findall(text)) and text[-1].isalnum()


def _reads_like_link(text: str) -> bool:
    """A headline in capitals: plain text, no colon or stop, no heading's number or word, and a word that headings do not have."""
    plain = (text[0].isalnum() or text[0] in "'\"‘“") and text[-1] not in ":;.,*_"
    return plain and not _HEADING.match(text) and furniture_rules()["words"][0].pattern.search(text) is not None


def _near(lines: list[Line], at: int, step: int) -> Line | None:
    """The nearest kept line before or after."""
    place = at + step
    while 0 <= place < len(lines):
        if lines[place].kept:
            return lines[place]
        place += step
    return None


def captions(lines: list[Line]) -> None:
    """A one-sentence line right before a credit line, and the slug of names right before a caption."""
    for before, line in pairwise(lines):
        if line.reason == "credit-line" and before.kept and before.kind != "title" and before.words <= 60 and _shows(before.text):
            before.drop("caption-before-credit", "caption")
    for before, line in pairwise(lines):
        slug = before.kept and before.kind != "title" and before.words <= 7 and _NAMES.match(before.text)
        if line.kind == "caption" and slug and institution(before.text) is None:
            before.drop("photo-slug", "caption")


def _shows(text: str) -> bool:
    """Whether a line says what is seen in a picture: by a verb of captions, or by where and on which day, and nothing as told."""
    if _CAPTION_CUE.search(text):
        return True
    return not _TOLD.search(text) and (_HOLDS.search(text) or _SHOWN.search(text)) is not None


def sided_captions(lines: list[Line]) -> None:
    """One sentence that tells nothing as past and says who stands on which side."""
    for line in lines:
        short = line.kept and line.kind != "title" and line.words <= _CAPTION_WORDS
        if short and _SIDES.search(line.text) and not _TOLD.search(_SIDES.sub("", line.text)):
            line.drop("caption-sides", "caption")


def credited_captions(lines: list[Line]) -> None:
    """A line that tells nothing as past and ends in an agency or in who took the picture; the article's last line may be signed so."""
    rule, last = furniture_rules()["credit"][0], max((line.start for line in lines if line.kept), default=0)
    for line in lines:
        short = line.kept and line.kind != "title" and line.words <= rule.words and not is_item(line) and line.start != last
        found = rule.pattern.search(line.text) if short else None
        if found and found.start() and not _TOLD.search(line.text, 0, found.start()):
            line.drop(rule.name, rule.kind)


def dated_captions(lines: list[Line]) -> None:
    """One sentence in the present tense that says what is seen, where and on which day: a caption that lost its picture."""
    for line in lines:
        short = line.kept and line.kind != "title" and not is_item(line) and line.words <= _CAPTION_WORDS
        placed = short and _SHOWN.search(line.text) and not _TOLD.search(line.text)
        if placed and (_HOLDS.search(line.text) or _CAPTION_CUE.search(line.text) or _DURING.match(line.text)):
            line.drop("caption-dated", "caption")


def media_labels(lines: list[Line]) -> None:
    """A word or a few right under a picture, a chart or a player: its label."""
    for before, line in pairwise(lines):
        if before.reason == "media-embed" and line.kept and line.kind != "title" and line.words <= _LABEL_WORDS and line.text[0] not in "#*":
            line.drop("media-label", "caption")


def lone_numbers(lines: list[Line]) -> None:
    """A number of one or two figures next to a line that was left out: a count, or that of a picture."""
    for near, line in _beside(lines):
        if line.kept and line.text.isdecimal() and len(line.text) <= _FIGURES and any(near):
            line.drop("lone-number")


def dated_lines(lines: list[Line]) -> None:
    """Among the first lines, a place and the day ("Oslo, 3 May 2021": a dateline, kept) and a medium or more and the day (a stamp)."""
    for line in _opening(lines)[:_DATED_WITHIN]:
        names = dated_names(line.text) if line.kept and line.kind != "title" else None
        placed = names and len(names) == 1 and _PLACE_LINE.match(line.text) and names[0].split()[-1].lower() not in speakers().media
        if placed or (line.kept and not line.kind and _PLACED.match(line.text)):
            line.kind = "dateline"
        elif names:
            line.drop("date-stamp")


def header(lines: list[Line]) -> None:
    """Short lines between the title and the first prose that touch a date stamp, a byline or a site's bar."""
    zone = _opening(lines)
    seen_title = False
    for near, line in _beside(zone):
        if line.kind == "title":
            seen_title = True
        if seen_title and line.kept and line.kind != "title" and near & _HEADER_REASONS and line.text[0] != "#" and _is_label(line, _ZONE_WORDS):
            line.drop("header-line")


def byline_name(lines: list[Line]) -> None:
    """A bare name of two to four words right under the title, with the place or without it, or beside the day at the head of the page."""
    for before, line in pairwise(lines):
        if line.kept and (before.kind == "title" or before.reason == "title-again") and (PERSON.fullmatch(line.text) or _named(line.text)):
            line.drop("byline-name", "byline")
    for near, line in _beside(lines[:_DATED_WITHIN]):
        if line.kept and line.kind != "title" and near & _BYLINE_BESIDE and (PERSON.fullmatch(line.text) or _named(line.text)):
            line.drop("byline-name", "byline")


def _named(text: str) -> bool:
    """Whether a line is a name in capitals, or a name and a place, and no party's."""
    return (_PERSON_IN_CAPITALS.match(text) or _PERSON_AT.match(text)) is not None and not party_gazetteer().find(text.split(",")[0].title())


def dated_links(lines: list[Line]) -> None:
    """After the last prose, the headlines next to a day, an hour or a count of comments, where two or more stand so."""
    zone = _closing(lines)
    found = [line for near, line in _beside(zone) if near & _DATED and line.kept and line.kind != "title" and _is_linked(line)]
    for line in found if len(found) > 1 else []:
        line.drop("dated-link")


def _is_linked(line: Line) -> bool:
    plain = line.text[-1].isalnum() or line.text[-1] in "?!’”\"'"
    return plain and is_headline(line) and line.words >= _LINK_WORDS and not is_item(line) and not _WITHIN.search(line.text)


def _closing(lines: list[Line]) -> list[Line]:
    """The lines after the last prose or list of the article."""
    last = max((i for i, line in enumerate(lines) if line.kept and (is_prose(line) or is_item(line))), default=len(lines))
    return lines[last + 1:]


def _beside(lines: list[Line]) -> Iterator[tuple[set[str], Line]]:
    """Each line with the reasons of those before and after it."""
    return (({near.reason for near in lines[max(0, at - 1):at + 2]}, line) for at, line in enumerate(lines))


def trailing_headlines(lines: list[Line]) -> None:
    """Two headlines or more with nothing after the last prose but them and labels: links to other articles."""
    zone = [line for line in _closing(lines) if line.kept and line.kind != "title"]
    found = [line for line in zone if _is_linked(line) and _reads_like_link(line.text)]
    if len(found) > 1 and all(line in found or _is_label(line, _FOOTER_WORDS) for line in zone):
        for line in found:
            line.drop("trailing-headline")


def footer(lines: list[Line]) -> None:
    """Short labels after the last prose: where two lines there are left out, or one that documents do not end in, or one or two stand alone.

    What a document ends in (a signature, a list that a colon opens) stays.
    """
    zone, prose = _closing(lines), [line for line in lines if line.kept and is_prose(line)]
    labels = [line for line in zone if line.kept and line.kind != "title" and _is_label(line, _FOOTER_WORDS) and not _SIGNED.match(line.text)]
    listing = not prose or prose[-1].text.endswith(":")
    ended = any(not line.kept and line.reason not in _CLOSING_MARKS for line in zone)
    alone = len(prose) >= _ENOUGH_PROSE and len(labels) <= _ALONE and all(line.text[0].isupper() and "," not in line.text for line in labels)
    if sum(not line.kept for line in zone) >= 2 or (not listing and (ended or alone)):
        for line in labels:
            line.drop("footer-line")


def _is_label(line: Line, words: int) -> bool:
    ends = line.text[-1]
    if is_item(line) or is_stamp(line.text) or ":" in line.text:
        return False
    return line.words <= words and (ends.isalnum() or ends in ")|")


def comment_section(lines: list[Line]) -> None:
    """From the notice over readers' comments to the notice that they are closed, or to the end."""
    opened = False
    for line in lines:
        if line.reason in ("comment-policy", "comments"):
            opened = line.reason == "comment-policy" and "comments" in line.text.lower()
        elif opened and line.kept:
            line.drop("readers-comment")


PASSES = (comment_section, linked_headlines, link_lists, bare_links, captions, credited_captions, sided_captions, dated_captions,
          media_labels, lone_numbers, cross_links, author_notes, after_the_end, dated_lines, header, byline_name, bylines, dated_links,
          trailing_headlines, footer, teasers)
"""In this order: what one leaves out, the next may lean on. `front_matter` goes before the rules and `title` before these."""


def judge_in_context(lines: list[Line], declared: str | None) -> None:
    """Run every pass over lines that have their own verdicts."""
    title(lines, declared)
    if declared and any(line.kind == "title" and same(line.text) == same(declared) for line in lines):
        above_the_title(lines)
    for each in PASSES:
        each(lines)
