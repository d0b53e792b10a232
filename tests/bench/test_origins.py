"""The pages with known origins, and what is computed on them. Floors of the product on them are held in tests/origins."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from bench.origins_apart import TEMPLATE, briefings, citations, fillings, other_events, releases, templates
from bench.origins_bases import ALIKE, Base, bases, half, shingles
from bench.origins_made import changes, digests, world
from bench.origins_pages import Page, World, shared
from bench.origins_score import b_cubed, by_change, covering, edited, find, keeping, kinds, mixed, pairs, report, rumour
from bench.origins_speed import copies_found, make
from bench.origins_words import content, gerund, past, plural, spin, spun_share, thesaurus, tokens

from bench import origins_edits as edits
from bench import origins_frames as frames
from bench import origins_sites as sites
from onrecord.model import Span
from onrecord.origins import StoryPrint


@pytest.fixture(scope="module")
def given() -> list[Base]:
    return bases(40)


@pytest.fixture(scope="module")
def small() -> World:
    return world("fit", 24)


def test_the_thesaurus_knows_words_enough_and_no_function_words() -> None:
    words = {word for word, senses in thesaurus().senses.items() if any(s.form in {"base", "one", "same"} for s in senses)}
    assert len(words) >= 1200
    assert not {"and", "would", "them"} & {word for (_, _), forms in thesaurus().forms.items() for word in forms}
    assert len(thesaurus().phrases) >= 250


@pytest.mark.parametrize(("made", "right"), [
    (plural("company"), "companies"), (plural("day"), "days"), (plural("box"), "boxes"), (past("carry"), "carried"), (past("seize"), "seized"),
    (gerund("make", None), "making"), (gerund("agree", None), "agreeing"), (gerund("ship", ["shipped"]), "shipping"), (gerund("lie", None), "lying")])
def test_forms_are_made_by_rule(made: str, right: str) -> None:
    assert made == right


def test_a_spin_changes_as_many_words_as_asked_and_no_name_or_number(given: list[Base]) -> None:
    for share in (.1, .3, .5):
        changed = [spun_share(base.text, spin(base.text, share, 1)) for base in given]
        assert sum(changed) / len(changed) == pytest.approx(share, abs=.03)
    text = "The army of Norvenia bought 48 howitzers from Halden Dynamics, according to Anna Lindgren, who asked about the price."
    spun = spin(text, 1, 3)
    assert re.findall(r"[A-Z]\w+|\d+", spun)[1:] == re.findall(r"[A-Z]\w+|\d+", text)[1:]
    assert spun != text
    assert "bought" not in spun


def test_content_words_are_neither_names_nor_function_words() -> None:
    words = tokens("Guns were sold to Tamuria by an old firm.")
    assert [words[at] for at in content(words)] == ["Guns", "sold", "old", "firm"]


def test_the_halves_share_no_base_and_no_group(given: list[Base]) -> None:
    labels = {which: {s.label for page in world(which, 30, negatives=False).pages for s in page.stories} for which in ("fit", "test")}
    assert labels["fit"]
    assert labels["test"]
    assert not (labels["fit"] & labels["test"]) - {"boilerplate"}
    assert {half(base.group) for base in given if base.group == given[0].group} == {half(given[0].group)}


def test_bases_share_no_text(given: list[Base]) -> None:
    assert max(shared(one.text, two.text) for n, one in enumerate(given) for two in given[n + 1:]) <= ALIKE


def test_the_same_call_makes_the_same_pages(small: World) -> None:
    assert world("fit", 24) == small


def test_every_kind_of_change_is_among_the_pages_and_names_its_kinds() -> None:
    made = {page.stories[0].change for page in world("test", 120, negatives=False).pages}
    assert {change.name for change in changes()} <= made
    assert all(change.kinds for change in changes())


def test_stories_of_digests_stand_where_they_are_said_to(given: list[Base]) -> None:
    by_id = {base.id: base for base in given}
    made = list(digests(given, 1))
    assert {page.stories[0].strength for page in made} == {"headings", "live", "lines", "bullets"}
    for page in made:
        assert 2 <= len(page.stories) <= 5
        for story in page.stories:
            held = page.text[story.start:story.end]
            assert shared(held, by_id[story.label].text) > .8
            assert all(shared(held, by_id[other.label].text) < .2 for other in page.stories if other != story)


def test_two_stories_in_one_template_share_what_real_ones_share(given: list[Base]) -> None:
    pages, apart = templates(given, sites.networks(1), 1)
    by_name = {page.name: page for page in pages}
    assert len(apart) > 10
    assert all(TEMPLATE[0] <= shared(by_name[a.first].text, by_name[a.second].text) <= TEMPLATE[1] for a in apart)


def test_write_ups_share_a_long_quotation_and_all_figures_but_no_sentence() -> None:
    pages, apart = releases("fit", 6)
    by_name = {page.name: page for page in pages}
    for pair in apart:
        one, two = by_name[pair.first].text, by_name[pair.second].text
        quotes = [re.findall("“[^”]*”", text)[0] for text in (one, two)]
        assert quotes[0] == quotes[1]
        assert len(quotes[0].split()) >= 70
        assert set(re.findall(r"\$[\d,]*\d", one)) == set(re.findall(r"\$[\d,]*\d", two))
        assert not {s for s in edits.sentences(one.replace(quotes[0], "")) if len(s.split()) > 8} & set(edits.sentences(two.replace(quotes[1], "")))
        assert .2 < shared(one, two) < .5


def test_one_briefing_gives_two_texts_with_common_sentences_of_the_speaker() -> None:
    pages, apart = briefings("fit", 5)
    by_name = {page.name: page for page in pages}
    for pair in apart:
        told = [set(re.findall(r"“([^”]{20,}?)[,.]*”", by_name[name].text)) for name in (pair.first, pair.second)]
        assert len(told[0] & told[1]) == 3
        assert pair.beside == "same briefing"


def test_a_citing_paper_names_the_cited_one_and_copies_nothing() -> None:
    pages, apart = citations("fit", 5)
    by_name = {page.name: page for page in pages}
    for pair in apart:
        citing, cited = by_name[pair.first], by_name[pair.second]
        assert str(cited.outlet) in citing.text
        assert shared(citing.text, cited.text) < .05
        assert str(citing.published) >= str(cited.published)


def test_other_events_of_one_amount_and_beats_share_phrases_yet_differ() -> None:
    pages, apart = other_events("fit", 10)
    by_name = {page.name: page for page in pages}
    for pair in apart:
        one, two = by_name[pair.first].text, by_name[pair.second].text
        assert .05 < shared(one, two) < .65
        assert set(re.findall(r"\d[\d,]*", one)) != set(re.findall(r"\d[\d,]*", two))


def test_forms_are_filled_with_other_sums_and_days() -> None:
    pages, apart = fillings("fit", 3)
    by_name = {page.name: page for page in pages}
    assert len(apart) == 3 * len({page.stories[0].change for page in pages})
    for pair in apart:
        one, two = by_name[pair.first].text, by_name[pair.second].text
        assert "{" not in one
        assert shared(one, two) > .4
        assert one != two


def test_events_are_told_with_all_their_slots_filled() -> None:
    for hand in "RABC":
        title, body = frames.told(frames.event("any"), hand, "any")
        assert "{" not in title + "".join(body)


@pytest.mark.parametrize("share", [.25, .5, .9])
def test_a_cut_keeps_its_share_of_the_words(given: list[Base], share: float) -> None:
    for seed, base in enumerate(given[:10]):
        kept = sum(len(p.split()) for p in edits.cut(base.paragraphs, share, seed)) / len(base.text.split())
        assert share * .7 <= kept <= share * 1.15 + .02


def test_a_disguise_is_only_that(given: list[Base]) -> None:
    body = given[0].paragraphs
    hidden = edits.disguised(body, .2, 1)
    seen = "".join(c for c in "".join(hidden) if unicodedata.category(c) != "Cf")
    seen = seen.translate(str.maketrans("асеорхуіАВСЕНКМОРТХ", "aceopxyiABCEHKMOPTX"))
    assert seen == "".join(body)
    assert len(shingles("".join(hidden)) & shingles("".join(body))) < .1 * len(shingles("".join(body)))


def test_swapped_paragraphs_are_the_same_paragraphs(given: list[Base]) -> None:
    body = given[0].paragraphs
    assert Counter(edits.swapped(body, 1)) == Counter(body)
    assert edits.swapped(body, 1) != body


def test_numbers_change_their_dress_only() -> None:
    rng = random.Random(0)
    made = {edits.renumbered("It paid $60 million for 12 boats and thirty-eight tents, 5,000 in all.", rng) for _ in range(30)}
    assert len(made) > 3
    assert all("60" in text and re.search(r"12|twelve", text) and re.search(r"38|thirty-eight", text) for text in made)


def test_an_update_goes_on_from_the_same_text(given: list[Base]) -> None:
    for seed, base in enumerate(given[:10]):
        later = "\n\n".join(edits.updated(base.paragraphs, seed))
        assert .5 < shared(base.text, later) < 1


def test_a_flood_is_as_long_as_asked() -> None:
    assert 2000 <= len(sites.flood(2000, 1).split()) < 2150


def test_edits_of_a_rumour_keep_to_their_share(given: list[Base]) -> None:
    rng = random.Random(1)
    assert edited(given[0].text, 0, rng, ["word"]) == given[0].text
    assert .15 < spun_share(given[0].text, edited(given[0].text, .3, rng, ["word"])) < .4
    assert len(rumour(5, 3)) == 9


def test_b_cubed_is_the_mean_over_items() -> None:
    assert b_cubed(["a", "a", "b"], ["x", "x", "y"]) == pytest.approx((1, 1, 1))
    precision, recall, _ = b_cubed(["a", "a", "b", "b"], ["x", "x", "x", "x"])
    assert (precision, recall) == (.5, 1)
    precision, recall, _ = b_cubed(["a", "a", "a"], ["x", "x", "y"])
    assert precision == 1
    assert recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)


@pytest.mark.parametrize("leaders", [1, 2, 8])
def test_pairs_are_leaders_of_a_band_with_all_of_it(leaders: int) -> None:
    rng = random.Random(leaders)
    bands = {f"s{n}": [rng.randrange(5) for _ in range(2)] for n in range(12)}
    wanted = set()
    for band in range(5):
        members = sorted(story for story, keys in bands.items() if band in keys)
        wanted |= {tuple(sorted((a, b))) for a in members[:leaders] for b in members if a != b}
    found = list(pairs(bands, leaders))
    assert set(found) == wanted
    assert len(found) == len(set(found))


def test_a_true_story_is_covered_by_the_part_that_shares_most_with_it(small: World) -> None:
    parts = [StoryPrint(n, Span(start, end), b"", ()) for n, start, end in ((1, 0, 50), (2, 50, 200))]
    story = small.pages[0].stories[0]
    assert covering(parts, story._replace(start=0, end=60)) == 1
    assert covering(parts, story._replace(start=40, end=160)) == 2
    assert covering(parts, story._replace(start=500, end=600)) == 1


def test_the_product_finds_most_origins_of_a_small_world() -> None:
    some = world("fit", 24, negatives=False)
    pages, apart = releases("fit", 3)
    made = World([*some.pages, *pages], apart, some.bases)
    found = find(made.pages)
    lines = list(report(made, found))
    f1 = float(next(line for line in lines if line.startswith("B-cubed")).rsplit(" ", 1)[1])
    assert f1 >= .9
    assert all(row.found == 1 for (change, _), row in by_change(found).items() if change == "house edits")
    kept = keeping(made, found)["two write-ups of one release"]
    assert (kept.number, kept.merged) == (3, [])
    assert sum(kinds(found).values()) > 20
    assert all(len(names) > 1 for _, names in mixed(found))


def test_pages_that_cannot_be_read_stand_alone(small: World) -> None:
    page: Page = small.pages[0]._replace(text="1 2 3")
    found = find([page])
    assert found.refused == [page]
    assert found.items[0].id.startswith("refused")


def test_pages_for_the_speed_have_copies_with_known_texts(tmp_path: Path) -> None:
    make(60, tmp_path / "pages.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "pages.jsonl").read_text(encoding="utf-8").splitlines()]
    by_id = {row["id"]: row for row in rows}
    copied = [row for row in rows if row["of"]]
    assert 5 < len(copied) < 30
    assert all(shared(row["text"], by_id[row["of"]]["text"]) > .5 for row in copied)
    alone = {row["id"]: row["id"] for row in rows}
    assert copies_found(rows, alone) == (len(copied), 0, 0)
    assert copies_found(rows, {name: by_id[name]["of"] or name for name in by_id})[1] == sum(not by_id[row["of"]]["of"] for row in copied)
