"""Writing and asking: the same pages again change nothing, a better reader replaces, order and batches do not matter."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest
from tests.store.conftest import Place
from tests.store.records import LEAKERS, RULES, filled_record, missiles, page, story, text_of, write
from tests.strategies import capture_of, claim

from onrecord.errors import NotFoundError, QueryError
from onrecord.model import Item, Judgement, PrintedDate, Published, Skip
from onrecord.model.entry import LedgerQuery
from onrecord.store import Store, StoreView, published_day

BALLISTIC = LedgerQuery(giver="IR", receiver="RU", item="missile")


@pytest.fixture
def path(place: Place) -> str:
    return filled_record(place("record"))


def test_what_is_written_comes_back(shared: str) -> None:
    with StoreView.open(shared, RULES) as view:
        for article, claims in story():
            assert view.article(article.id) == article
            assert view.claims(article.id) == sorted(claims, key=lambda c: (c.span, c.id))
        assert [a.name for a in view.articles()] == ["autumn", "report", "spring", "winter"]
        assert sorted(c.name for c in view.captures()) == ["autumn", "report", "spring", "winter"]
        assert view.skips() == [Skip("text", "empty.html", "empty", "no words")]
        assert view.counts() == {"pages": 4, "articles": 4, "judgements": 0, "skips": 1, "claims": 7, "withdrawn": 0, "entries": 2,
                                 "origins": 4}
        view.check()


@pytest.mark.parametrize(("day", "stands"), [
    ("2022-12-31", ["possible"]), ("2023-06-01", ["no_evidence"]), ("2023-12-01", ["possible"]), ("2024-03-01", ["contested"]),
    ("2022-01-01", []), ("2024-03", ["contested"]), (None, ["contested"]),
])
def test_as_of(shared: str, day: str | None, stands: list[str]) -> None:
    with StoreView.open(shared, RULES) as view:
        assert [e.standing for e in view.entries(replace(BALLISTIC, as_of=day))] == stands


def test_the_same_pages_again_change_nothing(path: str) -> None:
    with Store.open(path, RULES) as store:
        before = store.entries()
        assert not write(store, *story(), skips=store.skips()).anything
        assert store.entries() == before


def test_batches_and_order_change_nothing(path: str, place: Place) -> None:
    with StoreView.open(path, RULES) as view:
        expected = view.entries()
    for number, order in enumerate(itertools.islice(itertools.permutations(story()), 0, 24, 7)):
        with Store.open(place(f"{number}"), RULES) as store:
            for one in order:
                write(store, one)
            store.settle()
            assert store.entries() == expected


def test_entries_are_never_stale(path: str) -> None:
    with Store.open(path, RULES) as store:
        write(store, page("new", "2024-05-01", missiles("halted")))
        unsettled = store.entries()
        assert len(unsettled[0].claims) == 6
        store.settle()
        assert store.entries() == unsettled


def test_other_rules_derive_again(shared: str) -> None:
    with StoreView.open(shared, replace(RULES, version="next", settle=lambda *_: [])) as view:
        assert view.entries() == []


def test_a_better_reader_replaces_the_claims_of_its_article(path: str) -> None:
    article, claims = story()[3]
    better = [claims[0], replace(claims[1], id="f" * 16)]
    with Store.open(path, RULES) as store:
        written = write(store, (article, better), reader="reader 2")
        assert (written.claims, written.withdrawn) == (1, 1)
        assert {c.id for c in store.claims(article.id)} == {c.id for c in better}
        assert store.claims(article.id, withdrawn=True) == [claims[1]]
        assert store.claim(claims[1].id) == claims[1]
        assert not write(store, (article, better), reader="reader 2").anything
        back = write(store, (article, claims), reader="reader 1")
        assert (back.claims, back.withdrawn) == (1, 1)


def test_another_reader_with_the_same_claims(path: str) -> None:
    with Store.open(path, RULES) as store:
        assert not write(store, *story(), reader="reader 2").anything


def test_a_claim_read_otherwise_under_the_same_id(path: str) -> None:
    article, claims = story()[0]
    other = [replace(c, sources=replace(c.sources, value=(LEAKERS,))) for c in claims]
    with Store.open(path, RULES) as store:
        assert write(store, (article, other), reader="reader 2").changed == 2
        assert "unnamed IR local officials" in {m.voice for e in store.entries() for m in e.history if m.published == "2022-12-09"}


def test_a_corrected_date_moves_the_history(path: str) -> None:
    article, claims = story()[1]
    redated = replace(article, published=Published("2024-06-01", "2024-06-01", "2024-06-01", "certain"))
    with Store.open(path, RULES) as store:
        assert write(store, (redated, claims)).changed == 2
        store.settle()
        assert [e.standing for e in store.entries(replace(BALLISTIC, as_of="2023-06-01"))] == ["possible"]
        assert [m.published for m in store.entries(BALLISTIC)[0].history][-1] == "2024-06-01"
        assert store.article(article.id).published.date == "2024-06-01"


def test_one_text_under_two_names_is_one_article_known_by_the_first_published(place: Place) -> None:
    first = page("original", "2024-01-01", missiles("possible"), text=text_of("shared"), outlet="The Lantern")
    copy = page("copy", "2024-03-01", missiles("possible"), text=text_of("shared"), outlet="The Echo")
    records = []
    for number, order in enumerate([(first, copy), (copy, first)]):
        with Store.open(place(f"{number}"), RULES) as store:
            for one in order:
                write(store, one)
            store.settle()
            records.append((store.entries(), list(store.articles()), sorted((p.name, p.outlet) for p in store.pages())))
            assert store.article("copy").name == "original"
            assert store.counts()["pages"] == 2
    assert records[0] == records[1]
    assert records[0][0][0].first == "2024-01-01"


def test_copies_are_one_origin(place: Place) -> None:
    text = text_of("wire")
    with Store.open(place("r"), RULES) as store:
        write(store, page("wire", "2024-01-01", missiles("possible"), text=text),
              page("reprint", "2024-02-01", missiles("possible"), text=text + "Read more on our site.\n"))
        store.settle()
        assert [o.articles for o in store.origins()] == [tuple(sorted(a.id for a in store.articles()))]
        entry = store.entries()[0]
        assert (entry.origins, len(entry.claims)) == (1, 2)
        assert store.entries(LedgerQuery(origin=store.article("reprint").id[:12])) == [entry]


@pytest.mark.parametrize(("query", "found"), [
    (LedgerQuery(), 2), (LedgerQuery(giver="ir"), 2), (LedgerQuery(giver="RU"), 0), (LedgerQuery(receiver="RU", giver="IR"), 2),
    (LedgerQuery(item="missile"), 1), (LedgerQuery(item="missile.ballistic"), 1), (LedgerQuery(item="missile.cruise"), 0),
    (LedgerQuery(item="UAV"), 1), (LedgerQuery(item="%"), 0), (LedgerQuery(act="transfer"), 2), (LedgerQuery(act="use"), 0),
    (LedgerQuery(status="contested"), 1), (LedgerQuery(status="done"), 2),
    (LedgerQuery(since="2025"), 0),
    (LedgerQuery(until="2022-11"), 0), (LedgerQuery(since="2023-01-01", until="2023"), 2), (LedgerQuery(origin="ffffffffffff"), 0),
    (LedgerQuery(giver="IR' OR 1=1 --"), 0),
])
def test_filters(shared: str, query: LedgerQuery, found: int) -> None:
    with StoreView.open(shared, RULES) as view:
        assert len(view.entries(query)) == found
        with_day = view.entries(replace(query, as_of="2024-12-31"))
        assert with_day == view.entries(query)


@pytest.mark.parametrize("query", [
    LedgerQuery(act="gift"), LedgerQuery(status="sent"), LedgerQuery(since="May"), LedgerQuery(as_of="2024-3-1"),
    LedgerQuery(until="2024-13"), LedgerQuery(min_confidence=1.5), LedgerQuery(min_confidence=-0.1),
])
def test_filters_that_mean_nothing_are_refused(shared: str, query: LedgerQuery) -> None:
    with StoreView.open(shared, RULES) as view, pytest.raises(QueryError):
        view.entries(query)


def unsure_story(path: str) -> None:
    """A report that the reader is .4 sure of, and a denial that it is .9 sure of."""
    report, denial = page("report", "2024-02-22", missiles("done", LEAKERS)), page("denial", "2024-02-23", missiles("denied"))
    pages = [(made, [replace(c, confidence=sure) for c in claims]) for (made, claims), sure in ((report, 0.4), (denial, 0.9))]
    with Store.open(path, RULES) as store:
        write(store, *pages)
        store.settle()


@pytest.mark.parametrize(("least", "standing"), [(0.0, "contested"), (0.4, "contested"), (0.41, "denied"), (0.95, None)])
def test_entries_from_claims_that_are_sure_enough(place: Place, least: float, standing: str | None) -> None:
    unsure_story(place("r"))
    with StoreView.open(place("r"), RULES) as view:
        found = view.entries(LedgerQuery(giver="IR", receiver="RU", min_confidence=least))
        assert [e.standing for e in found] == ([standing] if standing else [])
        assert {e.id for e in view.entries(LedgerQuery(min_confidence=least))} == {e.id for e in found}
        if found:
            assert view.entry(found[0].id, min_confidence=least) == found[0]


@pytest.mark.parametrize(("kind", "standing"), [("right", "done"), ("value-is", "contested"), ("wrong", "denied")])
def test_what_a_person_upheld_counts_however_unsure_the_reader_was(place: Place, kind: str, standing: str) -> None:
    unsure_story(place("r"))
    with Store.open(place("r"), RULES) as store:
        report = next(c for c in store.claims() if c.confidence < 0.5)
        value: dict[str, Any] = {"field": "certainty", "value": "probable"} if kind == "value-is" else {}
        store.judge(Judgement("j", kind, report.id, "Ann", "2024-03-01T10:00:00", "seen", report.article, report.span, **value))
        entry, = store.entries(LedgerQuery(min_confidence=0.5))
        assert entry.standing == standing
        store.judge(Judgement("k", kind, "read otherwise", "Ann", "2024-03-01T10:00:00", "seen", report.article, report.span, **value))
        store.withdraw("j")
        assert [e.standing for e in store.entries(LedgerQuery(min_confidence=0.5))] == [standing]
        store.withdraw("k")
        assert [e.standing for e in store.entries(LedgerQuery(min_confidence=0.5))] == ["denied"]


def test_items_by_class_key_and_wording(place: Place) -> None:
    boats = claim(items=(Item("ship", "missile boats"),), giver=("CN",))
    drones = claim(items=(Item("uav", "Shahed drones", "shahed-136"),))
    with Store.open(place("r"), RULES) as store:
        write(store, page("mixed", "2024-01-01", boats, drones, missiles("done")))

        def found(item: str) -> set[str]:
            return {i for e in store.entries(LedgerQuery(item=item)) for i in e.items}

        assert (found("missile"), found("ship"), found("missile boat")) == ({"missile.ballistic"}, {"ship"}, {"ship"})
        assert found("shahed-136") == found("Shahed") == found("drones") == {"uav"}
        assert found("hed") == found("(") == set()


def test_cooperation_is_found_from_either_side(place: Place) -> None:
    with Store.open(place("r"), RULES) as store:
        write(store, page("pact", "2024-01-01", claim("cooperation", ("RU",), ("IR",), ())))
        assert len(store.entries(LedgerQuery(giver="RU"))) == len(store.entries(LedgerQuery(giver="IR", receiver="RU"))) == 1
        store.settle()
        assert len(store.entries(LedgerQuery(giver="RU"))) == len(store.entries(LedgerQuery(giver="IR", receiver="RU"))) == 1


def test_look_ups_by_id_head_and_name(shared: str) -> None:
    with StoreView.open(shared, RULES) as view:
        entry = view.entries(BALLISTIC)[0]
        assert view.entry(entry.id) == view.entry(entry.id[:6]) == entry
        assert view.entry(entry.id[:6], as_of="2023-06-01").standing == "no_evidence"
        assert [c.status.value for c in view.claims_of(entry)][:3] == ["possible", "no_evidence", "possible"]
        assert view.article("winter").id == view.article(view.article("winter").id[:10]).id
        for look in (view.entry, view.article, view.claim):
            with pytest.raises(NotFoundError):
                look("nothing of the kind")
            with pytest.raises((NotFoundError, QueryError)):
                look("")


def test_an_id_that_went_into_another_entry_still_leads_there(path: str) -> None:
    with Store.open(path, RULES) as store:
        drones, rockets = (store.entries(LedgerQuery(item=i))[0] for i in ("uav", "missile"))
        store.judge(Judgement("j1", "same", f"{drones.id} {rockets.id}", "Ann", "2024-03-01T10:00:00", "one shipment"))
        store.settle()
        joined = store.entries()
        assert len(joined) == 1
        assert store.entry(drones.id) == store.entry(rockets.id) == joined[0]
        store.withdraw("j1")
        store.settle()
        assert {e.id for e in store.entries()} == {drones.id, rockets.id}
        assert [j.withdrawn for j in store.judgements()] == [True]
        with pytest.raises(NotFoundError):
            store.withdraw("j2")


def test_a_judgement_counts_at_once_and_is_kept_once(path: str) -> None:
    with Store.open(path, RULES) as store:
        report = next(c for c in store.claims() if c.sources.value[0] == LEAKERS)
        right = Judgement("j", "right", report.id, "Ann", "2024-03-01T10:00:00", "seen")
        store.judge(right)
        store.judge(right)
        assert store.judgements() == [right]
        assert store.entries(BALLISTIC)[0].standing == "done"


def test_asking_while_asking_and_while_another_writes(path: str) -> None:
    with Store.open(path, RULES) as store, StoreView.open(path, RULES) as view:
        told = [(a.name, len(store.claims(a.id)), len(view.claims(a.id))) for a in store.pages()]
        assert told == [("autumn", 1, 1), ("report", 2, 2), ("spring", 2, 2), ("winter", 2, 2)]
        with store._writing() as connection:
            connection.exec_driver_sql("DELETE FROM skips")
            assert len(view.skips()) == 1
        assert view.skips() == []


def test_search_takes_every_word_literally(shared: str) -> None:
    with StoreView.open(shared, RULES) as view:
        assert view.search("winter3") == [view.article("winter").id]
        assert view.search("winter3 spring3") == []
        hostile = ('"', "'", "'; --", "winter3 OR spring3", "NEAR(", "winter*", "title:x", "-winter", "(", "^a", "a\0b", "", "AND", '""""')
        assert [view.search(words) for words in hostile] == [[] for _ in hostile]


def test_a_capture_that_gave_no_article_is_kept(place: Place) -> None:
    made, _ = page("blank", None)
    with Store.open(place("r"), RULES) as store:
        store.write_batch([capture_of(made)], [], {}, [Skip("text", "blank", "empty")], "reader 1")
        assert [c.name for c in store.captures()] == ["blank"]
        assert list(store.pages()) == []


def test_names_that_are_no_plain_text(place: Place) -> None:
    odd = page("a\0b\ud800", "2024-01-01", missiles("possible"), text="x\ud800\0y\n", outlet="\udfff")
    with Store.open(place("r"), RULES) as store:
        write(store, odd)
        store.settle()
        assert list(store.articles()) == [odd[0]]
        assert store.entries()[0].first == "2024-01-01"
        store.check()


@pytest.mark.parametrize(("published", "day"), [
    (Published(None, None, None, "unknown"), None), (Published("2024-02-22", None, None, "weak"), "2024-02-22"),
    (Published("2024-02", None, None, "weak"), "2024-02-29"), (Published("2023", None, None, "weak"), "2023-12-31"),
    (Published("2024-02", "2024-02-01", "2024-02-20", "likely"), "2024-02-20"), (Published(None, None, "2024-02-20", "weak"), "2024-02-20"),
    (Published("2024-04", None, None, "weak"), "2024-04-30"),
])
def test_the_day_by_which_a_page_was_published(published: Published, day: str | None) -> None:
    assert published_day(published) == day


def test_what_speaks_against_a_page_is_known_and_words_of_a_page_cannot_feign_it(place: Place) -> None:
    stamp = PrintedDate("2026-01-05", "stamp", None)
    pages = [page(name, "2024-02-22", missiles("done")) for name in ("plain", "lying", "mirror", "machine", 'sly "refuted":[{"copied":"reworded"')]
    lying = replace(pages[1][0], published=replace(pages[1][0].published, refuted=(stamp,)))
    copies = [(replace(a, copied=how), c) for (a, c), how in zip(pages[2:4], ("republished", "reworded"), strict=True)]
    every = [pages[0], (lying, pages[1][1]), *copies, pages[4]]
    with Store.open(place("record"), RULES) as store:
        write(store, *every)
        store.settle()
        assert {store.article(i).name: f.doubts for i, f in store.facts().items()} == {
            "plain": (), "lying": ("refuted date",), "mirror": ("republished",), "machine": ("reworded",), pages[4][0].name: ()}


def test_entries_are_found_by_their_credibility_as_of_any_day(shared: str) -> None:
    with StoreView.open(shared, RULES) as view:
        for day in (None, "2023-12-01"):
            every = view.entries(LedgerQuery(as_of=day))
            for least in ("A1", "B3", "C3", "D4", "E", "5", "F6"):
                letter, figure = least[0] if least[0].isalpha() else "F", int(least[-1]) if least[-1].isdigit() else 6
                wanted = [e for e in every if e.credibility.source <= letter and e.credibility.information <= figure]
                assert view.entries(LedgerQuery(as_of=day, credibility=least)) == wanted
        narrow, whole = (view.entries(q) for q in (replace(BALLISTIC, as_of="2023-12-01"), LedgerQuery(as_of="2023-12-01")))
        assert narrow and all(e in whole for e in narrow)
        with pytest.raises(QueryError, match="the least marks"):
            view.entries(LedgerQuery(credibility="good"))


@pytest.mark.parametrize("settled", [True, False])
@pytest.mark.parametrize("day", [None, "2024"])
def test_what_people_joined_to_a_matter_of_another_act_is_told_of_either(place: Place, settled: bool, day: str | None) -> None:
    """Of one act or pair only its claims are read, unless people judged some."""
    path = place("record")
    with Store.open(path, RULES) as store:
        write(store, page("sent", "2024-01-01", claim(act="transfer", giver=("US",), receiver=("UA",))),
              page("trained", "2024-01-02", claim(act="training", giver=("US",), receiver=("PL",), items=())))
        first, second = (e.id for e in store.entries())
        store.judge(Judgement("j1", "same", f"{first} {second}", "Ann", "2024-03-01T10:00:00", "one programme"))
        if settled:
            store.settle()
        one, = store.entries(LedgerQuery(as_of=day))
    assert len(one.claims) == 2
    for asked in (LedgerQuery(act=one.act), LedgerQuery(giver="US"), LedgerQuery(receiver=one.receiver[0])):
        with StoreView.open(path, RULES) as view:  # one that has settled nothing yet
            assert view.entries(replace(asked, as_of=day)) == [one]
