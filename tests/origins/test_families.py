"""Origins: who was first, what each later page is of it, and what ties nothing."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.origins.pages import BANNER, FLOOD, NEWS, OTHER, cut, edited, framed, spun, story
from tests.origins.test_measure import FORM, SPEECH
from tests.origins.tracing import DAY, members, origins, printed, stories

from onrecord.model.origin import BESIDE, COPYING
from onrecord.origins import Measured, Told, gather, measure
from onrecord.origins.forest import Forest, grown
from onrecord.origins.holders import telling

DAYS = [None, "2024-01-01", "2024-01-02", "2024-02-01", "2024-02"]


def test_all_copies_of_a_text_are_one_origin_named_after_the_first() -> None:
    texts = [framed(NEWS), cut(NEWS, 0.5), spun(NEWS), NEWS, OTHER, edited(NEWS, 0.2)]
    found = origins(texts, days=["2024-01-03", None, "2024-01-05", "2024-01-01", "2024-01-01", "2024-01-04"])
    assert members(found) == ["a b c d f", "e"]
    assert (found[0].id, found[0].published) == ("d", "2024-01-01")
    assert {(e.article, e.of) for e in found[0].edges} == {("a", "d"), ("b", "d"), ("c", "d"), ("f", "d")}
    assert all(e.kind in COPYING and 0 < e.share <= 1 and e.why for e in found[0].edges)


@pytest.mark.parametrize(("text", "outlet", "site", "day", "kind"), [
    (NEWS, "The Tribune", "tribune.example", "2024-01-02", "same"),
    (cut(NEWS, 0.4), "The Tribune", "tribune.example", "2024-01-02", "excerpt"),
    (spun(NEWS), None, "spam.example", "2025-04-08", "reworded"),
    (framed(NEWS, 6) + " " + BANNER * 2 + FLOOD, None, "spam.example", "2025-04-08", "republished"),
    (NEWS.replace("9,000", "12,000") + " Karsk confirmed it.", "The Courier", "courier.example", "2024-01-02", "updated"),
])
def test_kinds(text: str, outlet: str | None, site: str, day: str, kind: str) -> None:
    found = origins([NEWS, text], days=[DAY, day], outlets=["The Courier", outlet], sites=["courier.example", site])
    assert [(e.article, e.of, e.kind) for e in found[0].edges] == [("b", "a", kind)]


def test_reasons_are_in_words_with_figures() -> None:
    edge, = origins([NEWS, cut(NEWS, 0.5)])[0].edges
    assert "% of its words stand in sentences of the earlier page" in edge.why
    assert "names and numbers" in edge.why and "same lead" in edge.why


def test_other_figures_are_an_update_of_the_same_house_within_days_only() -> None:
    later = NEWS.replace("$45 million", "$61 million").replace("9,000", "12,000")
    sites = ["courier.example", "courier.example"]
    assert len(origins([NEWS, later], ["2024-01-01", "2024-01-02"], ["The Courier"] * 2, sites)) == 1
    assert len(origins([NEWS, later], ["2024-01-01", "2024-03-02"], ["The Courier"] * 2, sites)) == 2


def test_forms_filled_in_anew_are_not_tied_even_on_one_day() -> None:
    filled = [FORM.format(sum=s, state=t, day=d) for s, t, d in ((800, "Ostrova", "April 13"), (350, "Ostrova", "June 4"), (800, "Marenza", "May 2"))]
    assert len(origins(filled, outlets=["Gazette"] * 3, sites=["gazette.example"] * 3)) == 3


def test_an_authority_that_prints_the_same_words_on_two_days_acts_twice_and_a_paper_does_not() -> None:
    text, again = FORM.format(sum=800, state="Ostrova", day="April 13") * 2, FORM.format(sum=800, state="Ostrova", day="April 13").upper()
    days: list[str | None] = ["2024-01-01", "2024-03-02"]
    assert len(origins([text, again], days, sites=["www.defense.gov", "www.defense.gov"])) == 2
    assert len(origins([text, again], days, sites=["courier.example", "courier.example"])) == 1


def test_a_notice_with_one_other_sum_is_another_notice_long_after_and_from_whatever_site() -> None:
    first = f"{NEWS} It is done under section 506."
    later = first.replace("$45 million", "$61 million")
    days, archives = ["2022-08-01", "2023-06-27"], ["www.whitehouse.gov", "bidenwhitehouse.archives.gov"]
    assert len(origins([first, later], days, ["", "Post"], ["www.defense.gov", "post.example"])) == 2
    assert len(origins([first, f"{first} So it says."], days, ["The White House"] * 2, archives)) == 2
    assert len(origins([first, f"{first} So it says."], days, ["", "Post"], ["www.defense.gov", "post.example"])) == 1


def test_a_page_of_boilerplate_ties_none_of_those_that_hold_it() -> None:
    told = [NEWS, OTHER, *(story(n) for n in (41, 42))]
    found = origins([*told, FLOOD, *(f"{FLOOD} {text}" for text in told)])
    assert members(found) == ["a f", "b g", "c h", "d i", "e"]


def test_what_is_held_beside_ever_other_strangers_is_a_template() -> None:
    sets = Forest("abcdft")
    held = [("p", "t"), ("p", "a"), ("q", "t"), ("q", "b"), ("r", "t"), ("r", "c")]
    assert telling(held, sets, lambda a, b: False) == [("p", "a"), ("q", "b"), ("r", "c")]
    assert telling(held[:4], sets, lambda a, b: False) == []
    assert telling(held, sets, lambda a, b: True) == held
    assert telling([*held[:2], ("a", "t")], sets, lambda a, b: False) == [*held[:2], ("a", "t")]


def test_a_digest_does_not_tie_its_stories() -> None:
    found = origins([NEWS, OTHER, f"{NEWS} {OTHER}"], days=[DAY, DAY, "2024-01-03"])
    assert members(found) == ["a", "b", "c"]
    cut_up = origins([NEWS, OTHER, f"{NEWS}\n\n* * *\n\n{OTHER}"], days=[DAY, DAY, "2024-01-03"])
    assert members(cut_up) == ["a c#1", "b c#2"]


def test_what_one_cites_of_the_other_is_beside_it() -> None:
    citing = ("Boats will follow the guns to Ostrova, officials here believe. The Courier reported on Friday that the guns of the type "
              "Falke 40 come from the Third Brigade and are worth $45 million. In Porto Chiaro nobody wanted to speak of it openly.")
    found = origins([NEWS, citing], days=[DAY, "2024-01-02"], outlets=["The Courier", "Harbour Post"])
    assert members(found) == ["a", "b"]
    assert [(e.article, e.of, e.kind) for o in found for e in o.beside] == [("b", "a", "cites")]


def test_two_papers_at_one_briefing_are_two_texts() -> None:
    found = origins([f"{NEWS} {SPEECH}", f"{OTHER} {SPEECH}"])
    assert [(e.article, e.of, e.kind) for o in found for e in o.beside] == [("b", "a", "same briefing")]
    assert {e.kind for o in found for e in o.beside} <= set(BESIDE)


PAGES = [NEWS, framed(NEWS), cut(NEWS, 0.5), edited(NEWS, 0.1), OTHER, framed(OTHER, 2), f"{NEWS} {OTHER}", "", story(3, 6), FLOOD, f"{FLOOD} {NEWS}"]


@given(st.lists(st.tuples(st.integers(0, len(PAGES) - 1), st.sampled_from(DAYS)), max_size=9), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_and_repeats_change_nothing(chosen: list[tuple[int, str | None]], rng: random.Random) -> None:
    told, measures = stories([PAGES[p] for p, _ in chosen], days=[day for _, day in chosen] if chosen else ())
    expected = gather(told, measures)
    mixed, again = told + told[:2], measures + measures[:2]
    rng.shuffle(mixed)
    rng.shuffle(again)
    assert gather(mixed, again) == expected
    assert sorted(i for o in expected for i in o.articles) == sorted(s.id for s in told)
    assert all(o.id in o.articles for o in expected)
    assert all(e.article in o.articles and e.of in o.articles and e.of != e.article for o in expected for e in o.edges)


def test_hundreds_of_edited_copies_of_one_rumour_are_one_origin_among_others() -> None:
    rng = random.Random(9)
    rumour = printed(NEWS)
    copies = [printed(edited(framed(NEWS), rng.random() * 0.3, i)) for i in range(200)]
    others = [printed(story(100 + i)) for i in range(20)]
    told = [Told(f"{i:03d}", DAY, None, f"s{i}.example", p.packed) for i, p in enumerate([rumour, *copies, *others])]
    first = told[0]
    measures = [Measured(first.id, t.id, m) for t in told[1:] if (m := measure(first.packed, t.packed)) is not None]
    found = gather(told, measures)
    rumours = max(found, key=lambda o: len(o.articles))
    assert len(rumours.articles) >= 198 and not any(int(i) > 200 for i in rumours.articles)
    assert sum(bool(set(c.bands) & set(rumour.bands)) for c in copies) >= 198


def test_ties_join_only_what_more_ties_than_keeps_apart() -> None:
    def sets(ties: list[tuple[str, str]], apart: list[tuple[str, str]]) -> list[str]:
        return ["".join(s) for s in grown("abcde", ties, apart).sets()]

    assert sets([("a", "b"), ("b", "c")], []) == ["abc", "d", "e"]
    assert sets([("a", "b"), ("b", "c")], [("a", "c")]) == ["ab", "c", "d", "e"]
    assert sets([("a", "b"), ("b", "c"), ("b", "d"), ("c", "d"), ("a", "d")], [("a", "c")]) == ["abcd", "e"]
    assert sets([("a", "b"), ("c", "d"), ("b", "c")], [("a", "d"), ("a", "c")]) == ["ab", "cd", "e"]
