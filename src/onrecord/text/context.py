"""Lines judged by their neighbours: title, header and footer zones, lists of links, cross-links, captions without a mark.

Each pass takes the lines in order and leaves some out, with its reason. Precision first: a line that may be the article's is kept.
"""

from __future__ import annotations

import re
from itertools import pairwise

from onrecord.knowledge.furniture import furniture_rules
from onrecord.knowledge.letterheads import institution
from onrecord.knowledge.printed_dates import MONTH, WEEKDAY
from onrecord.knowledge.reporting import speakers
from onrecord.text.lines import Line, is_headline, is_item, is_prose, same
from onrecord.text.stamps import dated_names, is_stamp

_HEADING = re.compile(r"(?:section|sec|article|part|chapter|annex|title|subject|memorandum|appendix|whereas|step|figure|table|"
                      r"[ivxlc]{1,5}|\d{1,3})\b",
                      re.IGNORECASE)
_LINK = re.compile(r"(?:[-*•][ \t]+)?!?\[[^\]]{1,300}\]\([^)\s]{1,800}\)\.?\Z")
_CAPTION_CUE = re.compile(r"\b(?:left|right|center|centre|foreground|background|seen|pictured|attends?|speaks?|looks? on|"
                          r"looks? at|poses?|shakes? hands|"
                          r"walks?|stands?|listens?|gestures?|waves?|delivers?|arrives?|takes? part|sits|inspects?)\b")
_HOLDS = re.compile(r"\b(?:holds?|carry|carries|wears?|waits?|rides?|drives?|fires? (?:a|an|the|at|from|rockets?|shells?|guns?)|watches|"
                    r"inspects?|gathers?|pass|passes|chants?|prays?|mourns?|marches|unloads?)\b")
_SHOWN = re.compile(rf"\b(?:in|at|near|outside|on|of|from|over)\b[^.!?]{{2,120}}?[ ,](?:{WEEKDAY},? ?)?(?:on )?(?:{WEEKDAY},? ?)?"
                    rf"(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:,? (?:19|20)\d\d)? ?\.?\Z")
_TOLD = re.compile(r"\b(?:said|says|told|was|were|had|has|have|will|would|shall|held|took|made|went|came|sent|gave|met|began|left|fell|"
                   r"shot|hit|according|reported|announced|\w{4,}ed (?:on|that|to|a|the))\b")
_NAMES = re.compile(r"(?:[A-Z][\w.’'-]*|of|the|and|de|al)(?: (?:[A-Z][\w.’'-]*|of|the|and|de|al)){0,6}\Z")
_PERSON = re.compile(r"[A-Z][a-z'’]{1,15}(?: (?:[A-Z]\.|[A-Z][A-Za-z'’-]{1,20})){1,3}\Z")
_PLACE_LINE = re.compile(r"[^\W\d_][^\d,|]{1,40}, [^|:]{6,40}\Z")
_FRONT = re.compile(r"[\w -]{1,40}:")
_HEADER_REASONS = {"date-stamp", "wire-stamp", "byline", "byline-role", "breadcrumb", "follow-call", "comments", "tags",
                   "media-embed", "source-line"}
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
_FOOTER_WORDS = 8


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
        if line is not found[0] and line.kept and same(line.text) == same(found[0].text):
            line.drop("title-again")


def _opening(lines: list[Line]) -> list[Line]:
    """The lines before the first prose, and none where the whole text is short lines."""
    first = next((i for i, line in enumerate(lines) if line.kept and is_prose(line)), 0)
    return lines[:first]


def _is_title(line: Line) -> bool:
    hashed = line.text.startswith("# ")
    if dated_names(line.text) is not None or institution(line.text) is not None:
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


def dated_captions(lines: list[Line]) -> None:
    """One sentence in the present tense that says what is seen, where and on which day: a caption that lost its picture."""
    for line in lines:
        short = line.kept and line.kind != "title" and not is_item(line) and line.words <= _CAPTION_WORDS
        if short and _SHOWN.search(line.text) and not _TOLD.search(line.text) and (_HOLDS.search(line.text) or _CAPTION_CUE.search(line.text)):
            line.drop("caption-dated", "caption")


def media_labels(lines: list[Line]) -> None:
    """A word or a few right under a picture, a chart or a player: its label."""
    for before, line in pairwise(lines):
        if before.reason == "media-embed" and line.kept and line.kind != "title" and line.words <= _LABEL_WORDS and line.text[0] not in "#*":
            line.drop("media-label", "caption")


def dated_lines(lines: list[Line]) -> None:
    """Among the first lines, a place and the day ("Oslo, 3 May 2021": a dateline, kept) and a medium or more and the day (a stamp)."""
    for line in _opening(lines)[:_DATED_WITHIN]:
        names = dated_names(line.text) if line.kept and line.kind != "title" else None
        if names and len(names) == 1 and _PLACE_LINE.match(line.text) and names[0].split()[-1].lower() not in speakers().media:
            line.kind = "dateline"
        elif names:
            line.drop("date-stamp")


def header(lines: list[Line]) -> None:
    """Short lines between the title and the first prose that touch a date stamp, a byline or a site's bar."""
    zone = _opening(lines)
    seen_title = False
    for at, line in enumerate(zone):
        if line.kind == "title":
            seen_title = True
        touching = {near.reason for near in zone[max(0, at - 1):at + 2]} & _HEADER_REASONS
        if seen_title and line.kept and line.kind != "title" and touching and line.text[0] != "#" and _is_label(line, _ZONE_WORDS):
            line.drop("header-line")


def byline_name(lines: list[Line]) -> None:
    """A bare name of two to four words right under the title."""
    for before, line in pairwise(lines):
        if line.kept and (before.kind == "title" or before.reason == "title-again") and _PERSON.match(line.text):
            line.drop("byline-name", "byline")


def footer(lines: list[Line]) -> None:
    """Short labels after the last prose, where rules have already left out two lines or more there."""
    last = max((i for i, line in enumerate(lines) if line.kept and (is_prose(line) or is_item(line))), default=len(lines))
    zone = lines[last + 1:]
    if sum(not line.kept for line in zone) >= 2:
        for line in zone:
            if line.kept and line.kind != "title" and _is_label(line, _FOOTER_WORDS):
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


PASSES = (comment_section, link_lists, bare_links, captions, dated_captions, media_labels, cross_links, after_the_end, dated_lines, header,
          byline_name, footer)
"""In this order: what one leaves out, the next may lean on. `front_matter` goes before the rules and `title` before these."""


def judge_in_context(lines: list[Line], declared_title: str | None) -> None:
    """Run every pass over lines that have their own verdicts."""
    title(lines, declared_title)
    for each in PASSES:
        each(lines)
