"""Days of publication of HTML pages: ours beside htmldate's on the same pages of our own writing.

    python -m bench.dates_html [--each N] [--wrong]

prints, for every way in which the pages give their day, how many days each reader had right, and how many wrong (a day said that is not the
page's; none said is neither). "hard" are pages on which another day stands more plainly. Pages that give no day are right where none
is said.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date

from bench.dates_pages import Made, pages
from htmldate import find_date

from onrecord.model import Article, Capture
from onrecord.origins.dating import date_article
from onrecord.text.article import make_article


def ours(page: Made) -> str | None:
    """The day that the product says, or None."""
    body = page.html.encode()
    declared = {"url": page.url} if page.url else {}
    article = make_article(Capture(hashlib.sha256(body).hexdigest(), "page", body, "text/html", "page.html", declared=declared))
    return date_article(article).date if isinstance(article, Article) else None


def theirs(page: Made) -> str | None:
    """The day that htmldate says at its most thorough, its own default."""
    found = find_date(page.html, original_date=True, url=page.url, max_date="2029-12-31")
    return str(found) if found else None


def verdict(said: str | None, day: date | None) -> str:
    """right, wrong or none; a month or year is no day."""
    exact = said if said and len(said) == len("2021-03-04") else None
    if day is None:
        return "wrong" if exact else "right"
    return "right" if exact == str(day) else "wrong" if exact else "none"


def compare(made: list[Made], readers: dict[str, Callable[[Made], str | None]]) -> dict[str, dict[str, Counter[str]]]:
    """Reader -> way (and "all", "hard") -> how often right, wrong, none."""
    found: dict[str, dict[str, Counter[str]]] = {name: defaultdict(Counter) for name in readers}
    for name, reader in readers.items():
        for page in made:
            judged = verdict(reader(page), page.day)
            for row in (page.way, "all", *(["hard"] if page.hard else [])):
                found[name][row][judged] += 1
    return found


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=6, help="pages of every way")
    parser.add_argument("--wrong", action="store_true", help="only ways that we have not wholly right")
    args = parser.parse_args()
    made = list(pages(args.each))
    found = compare(made, {"ours": ours, "htmldate": theirs})
    print(f"{len(made)} pages{'':40}right/wrong ours   htmldate")
    for row in sorted(found["ours"], key=lambda r: (r in ("all", "hard"), r)):
        mine, other = found["ours"][row], found["htmldate"][row]
        if not args.wrong or mine["right"] < mine.total():
            print(f"{row:52} {mine['right']:4}/{mine['wrong']:<4}        {other['right']:4}/{other['wrong']}")


if __name__ == "__main__":
    main()
