"""Names made from entity brackets."""

from training.gum_names import UNSURE, mentions, names

KIND = "new-nnnnn-cf1-1-sgl"


def test_brackets_open_nest_and_close() -> None:
    misc = [f"Entity=(1-person-{KIND}(2-place-{KIND})", "_", f"SpaceAfter=No|Entity=(3-time-{KIND}", "Entity=3)1)"]
    assert list(mentions(misc)) == [(0, 1, "place"), (2, 4, "time"), (0, 4, "person")]


def test_a_title_stays_outside_and_the_article_too() -> None:
    words = ["Gen.", "Jane", "Roe", "of", "the", "United", "States"]
    xpos = ["NNP", "NNP", "NNP", "IN", "DT", "NNP", "NNPS"]
    rel = ["nmod:desc", "root", "flat", "case", "det", "amod", "nmod"]
    misc = [f"Entity=(1-person-{KIND}", "_", "_", "_", f"Entity=(2-place-{KIND}", "_", "Entity=2)1)"]
    assert names(words, xpos, [2, 0, 2, 7, 7, 7, 2], rel, misc) == [UNSURE, "B-PER", "I-PER", "O", "O", "B-LOC", "I-LOC"]


def test_a_mention_that_is_wholly_a_name_keeps_its_small_words() -> None:
    words, misc = ["University", "of", "Oslo"], [f"Entity=(1-organization-{KIND}", "_", f"Entity=(2-place-{KIND})1)"]
    assert names(words, ["NNP", "IN", "NNP"], [0, 3, 1], ["root", "case", "nmod"], misc) == ["B-ORG", "I-ORG", "I-ORG"]


def test_peoples_titles_and_other_things_are_no_names_and_the_unexplained_teach_nothing() -> None:
    misc = [f"Entity=(1-person-{KIND})", f"Entity=(2-person-{KIND})", f"Entity=(3-object-{KIND})", "_", f"Entity=(4-person-{KIND})"]
    found = names(["Danes", "President", "Olympus", "Xyz", "she"], ["NNPS", "NNP", "NNP", "NNP", "PRP"], [0] * 5, ["root"] * 5, misc)
    assert found == ["O", "O", "O", UNSURE, "O"]


def test_a_longer_name_takes_over_and_leaves_no_loose_end() -> None:
    words, xpos = ["New", "York", "Times"], ["NNP", "NNP", "NNPS"]
    misc = [f"Entity=(1-organization-{KIND}(2-place-{KIND}", "Entity=2)", "Entity=1)"]
    assert names(words, xpos, [2, 3, 0], ["amod", "compound", "root"], misc) == ["B-ORG", "I-ORG", "I-ORG"]
