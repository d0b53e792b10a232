"""A record as commands see it, with origins of every kind, held in memory: how pages are traced is not what is tested here."""

from __future__ import annotations

from dataclasses import replace

from tests.strategies import article, facts

from onrecord.errors import NotFoundError
from onrecord.model import Article, Claim, Known, Origin, OriginEdge, PrintedDate, Published, Reason, Span
from onrecord.model.origin import COPYING, ArticleFacts, article_of_story, story_id

FIRST_DAY = "2019-03-12"
AGAINST = Reason("office", "against 2023-04-08: names a minister who left in 2021", -0.8)


def page(name: str, day: str | None, outlet: str | None, printed: str | None = None, refuted: bool = False) -> Article:
    """A page that prints a date, true or not."""
    made = article(f"{name}\nFirst story of {name}.\nSecond story of {name}.\n", name, day, outlet)
    stamp = (PrintedDate(printed, "stamp", None),) if printed else ()
    published = Published(day, day, day, "likely" if day else "unknown", (AGAINST,) if refuted else (), stamp if refuted else ())
    return replace(made, title=Known(f"Headline of {name}", "test"), printed=stamp, published=published, url=f"https://{name}.example/1")


class Traced:
    """What `onrecord origins` and `article` ask of a record."""

    def __init__(self) -> None:
        self.made: dict[str, list[Claim]] = {}
        self.first = page("first", FIRST_DAY, "Harbour Post", FIRST_DAY)
        self.copies = [page(f"copy-{kind}", f"2019-03-{13 + i}", "Site", "2023-04-08", refuted=i % 2 == 0) for i, kind in enumerate(COPYING)]
        self.digest = page("digest", "2019-03-20", "Lantern Daily")
        self.other, self.citing = page("other", None, None), page("citing", "2019-03-14", "Gazette", "2019-03-14")
        self.every = [self.first, *self.copies, self.digest, self.other, self.citing]

    def __enter__(self) -> Traced:
        return self

    def __exit__(self, *raised: object) -> None:
        pass

    def article(self, key: str) -> Article:
        found = [a for a in self.every if key in (a.id, a.name) or a.id.startswith(key)]
        if not found:
            raise NotFoundError("article", key)
        return found[0]

    def origins(self) -> list[Origin]:
        chain = [self.first, *self.copies]
        edges = [OriginEdge(a.id, chain[i].id, kind, 0.996 - i / 10, f"reason {kind}")
                 for i, (a, kind) in enumerate(zip(self.copies, COPYING, strict=True))]
        second = story_id(self.digest.id, 2)
        edges.append(OriginEdge(second, self.first.id, "excerpt", 1.0, "all of its words"))
        held = tuple(sorted([*(a.id for a in chain), second]))
        beside = (OriginEdge(self.citing.id, self.first.id, "cites", 0.1, "names Harbour Post"),
                  OriginEdge(self.citing.id, self.other.id, "same briefing", 0.2, "90 words of one speaker"))
        one = story_id(self.digest.id, 1)
        return [Origin(self.first.id, held, tuple(edges), (), FIRST_DAY), Origin(one, (one,), (), (), "2019-03-20"),
                Origin(self.other.id, (self.other.id,)), Origin(self.citing.id, (self.citing.id,), (), beside, "2019-03-14")]

    def links_into(self, origin: Origin) -> list[OriginEdge]:
        return [e for o in self.origins() if o.id != origin.id for e in o.beside if e.of in origin.articles]

    def origin_of(self, key: str) -> Origin:
        return next(o for o in self.origins() if key in o.articles)

    def origins_at(self, head: str) -> list[Origin]:
        exact = [o for o in self.origins() if head in o.articles]
        return exact or [o for o in self.origins() if any(s.startswith(head) for s in o.articles)]

    def stories_of(self, article: str) -> list[str]:
        return sorted(s for o in self.origins() for s in o.articles if article_of_story(s) == article)

    def facts(self, articles: object = None) -> dict[str, ArticleFacts]:
        middle = self.digest.text.index("Second")
        parts = ((Span(0, middle), story_id(self.digest.id, 1)), (Span(middle, len(self.digest.text)), self.first.id))
        known = {a.id: facts(a.id, a.published.date, pages=2 if a is self.first else 1) for a in self.every}
        return known | {self.digest.id: facts(self.digest.id, "2019-03-20", origin=parts[0][1], parts=parts)}

    def claims(self, article: str) -> list[Claim]:
        return self.made.get(article, [])
