"""What copiers do is seen through, and what looks alike and is another story is told apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.origins.pages import BANNER, FLOOD, NEWS, OTHER, cut, disguised, edited, framed, shuffled, spun, story
from tests.origins.tracing import between, printed, tied

from onrecord.origins import measure
from onrecord.origins.align import common_length

LONG_FLOOD = " ".join(f"{s} and so on, number {i}." for i in range(300) for s in FLOOD.split(".")[:6] if s.strip())
SPEECH = ("“We have come here to say that no crate will leave this harbour while the strike goes on, whoever asks for it and whatever is paid,” "
          "she said.")
FORM = ("By the power given to me I direct the drawdown of up to ${sum} million in articles and services of the Department of Stores, and of "
        "training, to give help to {state}, under section 506 of the Foreign Help Act of 1961, as told to the House on {day}. You are to print "
        "this determination in the Gazette of Lenz.")


@pytest.mark.parametrize("copy", [
    NEWS.upper(), framed(NEWS), framed(NEWS, 3), cut(NEWS, 0.7), cut(NEWS, 0.5), cut(NEWS, 0.33), framed(cut(NEWS, 0.5)), edited(NEWS, 0.1),
    edited(NEWS, 0.2, 1), spun(NEWS, 0.3), spun(NEWS, 0.6), spun(NEWS), disguised(NEWS), "\n\n".join(reversed(NEWS.split("\n\n"))),
    NEWS.replace("\n\n", " cheap loans casino \n\n"), f"{FLOOD} {NEWS} {FLOOD}", f"{LONG_FLOOD} {NEWS} {LONG_FLOOD}",
    NEWS.replace("$45 million", "45m dollars").replace("sixty", "60"), NEWS.replace("Defence Minister", "the minister"),
])
def test_what_copiers_do(copy: str) -> None:
    assert tied(NEWS, copy)


@pytest.mark.parametrize(("one", "other"), [
    (NEWS, OTHER), (framed(NEWS, 6), framed(OTHER, 6)), (f"{FLOOD} {NEWS}", f"{FLOOD} {OTHER}"),
    (f"{LONG_FLOOD} {NEWS}", f"{LONG_FLOOD} {OTHER}"), (story(1), story(2)),
    (f"{NEWS.split('.')[0]}. {SPEECH * 3}", f"{OTHER.split('.')[0]}. {SPEECH * 3}"),
    (FORM.format(sum=800, state="Ostrova", day="April 13"), FORM.format(sum=350, state="Ostrova", day="June 4")),
    (FORM.format(sum=800, state="Ostrova", day="April 13"), FORM.format(sum=800, state="Marenza", day="April 13")),
])
def test_two_stories_are_not_tied(one: str, other: str) -> None:
    assert not tied(one, other)


PERMIT = ("The Licence Office has today let {firm} take goods of class nine out of the country, for use by the guard of {state} alone. The holder "
          "keeps the papers for ten years and shows them to any officer who asks. Goods may leave by the northern gate on weekdays, in closed "
          "waggons, and a list of what each holds goes to the Office the evening before. Whoever breaks a seal answers for it. The Office may "
          "withdraw this permit without a reason, and does so where the goods are found elsewhere than at the place named by the holder. "
          "Nothing in it frees the holder from the laws of the sea, the mails or the rails.")


def test_permits_for_two_firms_in_one_form_are_two() -> None:
    one, other = (PERMIT.format(firm=firm, state="Ostrova") for firm in ("Falkhammer Nordverk", "Vesta Marine Arms"))
    found = between(one, other)
    assert found is not None and found.kind == "apart"
    assert tied(one, one.replace("Falkhammer Nordverk", "Falkhamer Nordverk")) and tied(one, one.replace("10", "ten"))


def test_ten_stories_of_one_beat_are_ten() -> None:
    assert [(a, b) for a in range(10) for b in range(a) if tied(story(a), story(b))] == []


@pytest.mark.parametrize(("share", "least"), [(0.1, 1.0), (0.2, 1.0), (0.3, 0.95)])
def test_the_share_of_edited_copies_that_is_found(share: float, least: float) -> None:
    found = [tied(story(s), edited(story(s), share, s)) for s in range(20)]
    assert sum(found) >= least * len(found)


def test_the_same_words_are_the_same_unless_there_are_hardly_any() -> None:
    found = between(NEWS, NEWS.upper().replace(",", " ,"))
    assert found is not None and found.kind in ("same", "copy") and found.share > 0.9
    assert between("Enable scripts to go on.", "Enable scripts, to go on!") is None
    assert between("", "") is None and between("", NEWS) is None


def test_one_speech_in_two_texts_sets_them_beside_each_other() -> None:
    found = between(f"{NEWS} {SPEECH}", f"{OTHER} {SPEECH}")
    assert found is not None and not found.ties and found.quoted > 8


def test_what_is_told_of_a_copy() -> None:
    found = between(NEWS, cut(NEWS, 0.5))
    assert found is not None
    assert (found.kind, found.lead, found.rivals, found.spare) == ("copy", True, 0, 0)
    assert found.second > 0.9 > found.first > 0.3
    assert found.keys > 0.9 and found.order == 1.0 and 0.4 < 1 / found.shorter < 2.6


PAGES = [NEWS, OTHER, framed(NEWS), cut(NEWS, 0.5), spun(NEWS), edited(NEWS, 0.2), shuffled(NEWS), "", "Guns.", story(1, 8), BANNER, FLOOD,
         f"{NEWS} {SPEECH}", f"{OTHER} {SPEECH}", "word " * 3000, FORM.format(sum=800, state="Ostrova", day="April 13")]
PACKED = [printed(t).packed for t in PAGES]


@given(st.sampled_from(PACKED), st.sampled_from(PACKED))
@settings(max_examples=120)
def test_a_measure_is_the_same_from_both_sides(a: bytes, b: bytes) -> None:
    one, other = measure(a, b), measure(b, a)
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert (one.first, one.second, one.first_cites) == (other.second, other.first, other.second_cites)
        assert all(getattr(one, name) == getattr(other, name) for name in one.__slots__ if not name.startswith(("first", "second")))
        assert 0 <= one.first <= 1 and 0 <= one.keys <= 1


@given(st.lists(st.integers(0, 5), max_size=30), st.lists(st.integers(0, 5), max_size=30))
def test_common_length_is_what_the_table_gives(a: list[int], b: list[int]) -> None:
    row = [0] * (len(b) + 1)
    for x in a:
        new = [0]
        for j, y in enumerate(b):
            new.append(row[j] + 1 if x == y else max(row[j + 1], new[j]))
        row = new
    assert common_length(a, b) == row[-1]
