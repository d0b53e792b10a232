"""What one page or matter is shown with is what looking through all of the record would find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update
from tests.cli.runs import make_record
from tests.strategies import article, capture_of, claim
from tests.web.records import many

from onrecord.flow import RULES, open_record
from onrecord.model import OriginEdge
from onrecord.model.origin import article_of_story
from onrecord.store import Store, StoreView
from onrecord.store import tables as t
from onrecord.store.rows import origin_row
from onrecord.telling.family import families, families_and_parts, pages_of_origins
from onrecord.telling.story import story_of

WORDS = " ".join(f"word{n} of the report on howitzers" for n in range(40))


@pytest.fixture(scope="module", params=["settled", "stale"])
def view(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoreView]:
    """A record with copies, matters and texts beside each other; stale: more was written since."""
    path = make_record(tmp_path_factory.mktemp("one") / "story.record")
    many(path, 20)
    if request.param == "stale":
        with Store.open(path, RULES) as store:
            late = [article(f"Late {n}\n{WORDS}\n" + "Another line.\n" * n, f"late {n}", f"2023-05-0{n + 1}", f"Paper {n}") for n in range(3)]
            store.write_batch([capture_of(a) for a in late], late, {}, (), "test")
    with open_record(str(path)) as opened:
        yield opened


def links_by_hand(view: StoreView, stories: tuple[str, ...], own: str) -> list[OriginEdge]:
    return [e for o in view.origins() if o.id != own for e in o.beside if e.of in stories]


def test_the_families_of_a_page_are_those_of_all_origins(view: StoreView) -> None:
    every, facts = view.origins(), view.facts()
    for page in view.articles():
        found, parts = families_and_parts(view, page.id)
        by_hand = [o for o in every if any(article_of_story(s) == page.id for s in o.articles)]
        assert sorted(f.origin.id for f in found) == [o.id for o in by_hand] and parts == facts[page.id].parts
        for family in found:
            assert list(family.into) == links_by_hand(view, family.origin.articles, family.origin.id)
            assert [family.copies(s) for s in family.origin.articles] == [facts[article_of_story(s)].pages for s in family.origin.articles]
            assert [*family.walk()] == [*type(family)(view, facts, family.origin).walk()]


def test_links_between_texts_are_found_from_either_side(view: StoreView) -> None:
    linked = [(o, e) for o in view.origins() for e in o.beside]
    for origin, edge in linked:
        other = next(o for o in view.origins() if edge.of in o.articles)
        assert other.id == origin.id or edge in view.links_into(other)
        assert not other.articles or edge in [e for f in families(view, article_of_story(edge.of)) for e in f.beside]


def test_the_story_of_a_matter_has_its_copies(view: StoreView) -> None:
    copies = pages_of_origins(view.facts().values())
    for entry in view.entries()[:8]:
        story = story_of(view, entry)
        assert {m.origin: story.copies.get(m.origin, 1) for m in entry.history} == {m.origin: copies.get(m.origin, 1) for m in entry.history}


def test_the_matters_of_each_claim_are_known(view: StoreView) -> None:
    by_hand: dict[str, list[str]] = {}
    for entry in view.entries():
        for claim_id in entry.claims:
            by_hand.setdefault(claim_id, []).append(entry.id)
    claims = [c.id for c in view.claims()]
    assert view.entries_of(claims) == by_hand and view.entries_of(["none"]) == {} == view.entries_of([])
    assert view.entries_of(claims[:1]) == {claims[0]: by_hand[claims[0]]}


def test_origins_are_found_by_the_head_of_a_story(view: StoreView) -> None:
    every = view.origins()
    for origin in every:
        for story in origin.articles:
            assert [o.id for o in view.origins_at(story)] == [origin.id]
            heads = {o.id for o in every if any(s.startswith(story[:3]) for s in o.articles)}
            assert {o.id for o in view.origins_at(story[:3])} == heads
    assert view.origins_at("") == view.origins_at("zz") == []


def test_several_are_read_at_once_as_one_by_one(view: StoreView) -> None:
    pages = [*view.articles()]
    assert view.articles_of([a.id for a in pages] + ["none"]) == {a.id: view.article(a.id) for a in pages}
    stories = [s for a in pages for s in view.stories_of(a.id)]
    assert view.origins_with([*stories, "none", "cited:paper:2023"]) == {s: view.origin_of(s) for s in stories}


def test_links_that_another_origin_keeps_are_found(tmp_path: Path) -> None:
    path = many(tmp_path / "linked.record", 6)
    with Store.open(path, RULES) as store:
        first, second, third = store.origins()[:3]
        edges = [OriginEdge(o.id, first.id, "cites", 0.1, "names it") for o in (second, third)]
        with store._writing() as connection:
            for origin, edge in zip((second, third), edges, strict=True):
                row = origin_row(replace(origin, beside=(edge, OriginEdge(origin.id, "other", "cites", 0.1, "names another"))))
                connection.execute(update(t.origins).where(t.origins.c.id == origin.id).values(**row))
        assert store.links_into(first) == edges and store.links_into(second) == []


def test_nothing_else_is_loaded(view: StoreView, monkeypatch: pytest.MonkeyPatch) -> None:
    entry, page = view.entries()[0], next(iter(view.articles()))

    def loaded(*given: object) -> None:
        raise AssertionError("all of the record was loaded")

    monkeypatch.setattr(StoreView, "origins", loaded)
    whole = StoreView.facts
    monkeypatch.setattr(StoreView, "facts", lambda self, articles=None: whole(self, articles) if articles is not None else loaded())
    assert story_of(view, entry).articles and families(view, page.id)


@pytest.mark.parametrize("settled", [True, False])
def test_a_claim_of_two_kinds_of_goods_leads_to_both_its_matters(tmp_path: Path, settled: bool) -> None:
    page = article("Iran sent drones and missiles to Russia.", "both", "2024-03-01")
    made = claim(items=("uav", "missile"), article=page.id)
    with Store.open(tmp_path / "both.record", RULES) as store:
        store.write_batch([capture_of(page)], [page], {page.id: [made]}, (), "test")
        if settled:
            store.settle()
    with open_record(str(tmp_path / "both.record")) as view:
        found = view.entries_of({made.id, "none"})
        assert list(found) == [made.id] and sorted(found[made.id]) == sorted(e.id for e in view.entries()) and len(found[made.id]) == 2
