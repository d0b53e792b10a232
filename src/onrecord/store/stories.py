"""Stories of articles: put into the record, told again when the page is opened otherwise, and traced anew under other rules."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select, update

from onrecord.model import Article
from onrecord.model.origin import story_id
from onrecord.store import tables as t
from onrecord.store.candidates import join, leave, unsettle
from onrecord.store.families import Traced
from onrecord.store.rows import article_of, origin_row, portions, print_row, sealed, story_row
from onrecord.store.rules import Rules, StoryPrint
from onrecord.store.touched import touch

_AT_ONCE = 100


def tell(connection: Connection, article: Article, rules: Rules, path: str) -> None:
    """Puts the stories of a new article into the record, with their pairs."""
    for story in rules.prints(article):
        _put(connection, article, story, rules, path)


def tell_again(connection: Connection, before: Article, after: Article, rules: Rules, path: str) -> None:
    """Brings the stories of an article up to a new header: dates and outlets, and prints where other stories or words are told now."""
    old, new = ({story_id(a.id, s.part): s for s in rules.prints(a)} for a in (before, after))
    for key, story in old.items():
        if key not in new or not _alike(story, new[key]):
            leave(connection, key, story.bands, rules, path)
            _remove(connection, key)
    for key, story in new.items():
        if key in old and _alike(old[key], story):
            _update(connection, after, story)
        else:
            _put(connection, after, story, rules, path)


def _alike(one: StoryPrint, other: StoryPrint) -> bool:
    return (one.packed, set(one.bands)) == (other.packed, set(other.bands))


def _put(connection: Connection, article: Article, story: StoryPrint, rules: Rules, path: str) -> None:
    key = story_id(article.id, story.part)
    connection.execute(insert(t.stories).values(**story_row(article, story)))
    connection.execute(insert(t.prints).values(**print_row(key, story.packed)))
    unsettle(connection, [key])
    join(connection, key, story.bands, rules, path)


def _update(connection: Connection, article: Article, story: StoryPrint) -> None:
    """Its origin is derived again only where its place, outlet, site or date changed."""
    key = story_id(article.id, story.part)
    old = connection.execute(select(t.stories).where(t.stories.c.id == key)).one()
    row = story_row(article, story, old.origin, old.day)
    connection.execute(update(t.stories).where(t.stories.c.id == key).values(**row))
    unsettle(connection, [key])


def _remove(connection: Connection, key: str) -> None:
    root = connection.execute(select(t.stories.c.origin).where(t.stories.c.id == key)).scalar_one()
    touch(connection, "origin", [root])
    for table, column in ((t.unsettled, t.unsettled.c.story), (t.prints, t.prints.c.story), (t.stories, t.stories.c.id)):
        connection.execute(delete(table).where(column == key))
    _bury(connection, {root})


def keep(connection: Connection, found: Traced) -> None:
    """Keeps origins that were derived, and the days that they give; the stories are settled."""
    roots = set[str | None]()
    for some in portions(sorted(found.roots), _AT_ONCE):
        rows, moved = connection.execute(select(t.stories).where(t.stories.c.id.in_(some))).all(), []
        for row in rows:
            roots.add(row.origin)
            derived = {"origin": found.roots[row.id], "day": found.days.get(row.id)}
            if (row.origin, row.day) != (derived["origin"], derived["day"]):
                moved.append(row)
                values = sealed(t.stories, {**{c.name: row._mapping[c.name] for c in t.stories.c}, **derived})
                connection.execute(update(t.stories).where(t.stories.c.id == row.id).values(**values))
        touch(connection, "article", (row.article for row in moved))
        touch(connection, "origin", (row.origin for row in moved))
        connection.execute(delete(t.unsettled).where(t.unsettled.c.story.in_(some)))
    for origins in portions(found.origins.values(), _AT_ONCE):
        connection.execute(delete(t.origins).where(t.origins.c.id.in_([o.id for o in origins])))
        connection.execute(insert(t.origins), [origin_row(o) for o in origins])
    _bury(connection, roots)


def _bury(connection: Connection, roots: set[str | None]) -> None:
    """Deletes those of the origins that no story has any more."""
    for some in portions(sorted(r for r in roots if r is not None), _AT_ONCE):
        held = select(t.stories.c.origin).where(t.stories.c.origin.in_(some))
        connection.execute(delete(t.origins).where(t.origins.c.id.in_(some), t.origins.c.id.not_in(held)))


def trace_again(connection: Connection, rules: Rules, path: str) -> None:
    """Tells the stories of every article anew, from the kept texts: for a record of an earlier shape, or traced by other rules."""
    for table in (t.unsettled, t.measures, t.bands, t.prints, t.stories, t.origins):
        connection.execute(delete(table))
    after = ""
    query = select(t.articles).order_by(t.articles.c.id).limit(_AT_ONCE)
    while rows := connection.execute(query.where(t.articles.c.id > after)).all():
        after = rows[-1].id
        for row in rows:
            tell(connection, article_of(row, path), rules, path)
    connection.execute(update(t.meta).where(t.meta.c.key == "traced_by").values(value=rules.traced))
    connection.execute(update(t.meta).where(t.meta.c.key == "settled_at").values(value="0"))
