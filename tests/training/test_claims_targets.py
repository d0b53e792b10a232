"""What the claims model should have answered: which words and sentences count, which questions are put, and what each should be told. Needs torch."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.claims.pages import cutter
from tests.training.practising import TEXT, claim, norway, question
from training.claims_gold import Example

from onrecord.claims.units import columns
from onrecord.claims.windows import Window, windows_of
from onrecord.model import ACTS, CERTAINTIES, STATUSES

torch = pytest.importorskip("torch")
claims_targets = pytest.importorskip("training.claims_targets")

TRANSFER, USE = ACTS.index("transfer"), ACTS.index("use")


def window(example: Example | None = None) -> Window:
    """The only window of the example's page."""
    found, = windows_of((example or norway()).page, cutter())
    return found


def asked(example: Example) -> list[tuple[str, str, int, bool]]:
    """Word, act, how many claims answer it, and whether it is certain, of every question put."""
    found = claims_targets.questions([window(example)], [example])
    return [(TEXT[p.asked.question.start:].split()[0], ACTS[p.asked.question.act], len(p.claims), p.sure) for p in found]


def wanted(example: Example) -> Any:
    """The targets of one example alone."""
    here = window(example)
    put = claims_targets.questions([here], [example])
    made = columns([here], [(p.row, p.asked) for p in put], len(here.ids), len(here.candidates))
    return claims_targets.targets([here], [example], put, (1, len(here.candidates), len(here.ids), made.item.shape[1], made.time.shape[1]))


def row(found: Any, name: str, n: int = 0) -> list[float]:
    """A target's n-th row."""
    return [round(float(x), 4) for x in getattr(found, name)[n]]


def test_the_questions_are_those_of_claims_and_those_of_frames() -> None:
    assert asked(norway()) == [("sent", "transfer", 1, True), ("send", "transfer", 0, False)]


def test_a_frames_question_is_no_claim_for_certain_where_its_act_is_not_told() -> None:
    framed = ((0, question("sent")), (0, question("send", "use")))
    assert asked(norway(framed=framed))[1] == ("send", "use", 0, True)
    assert asked(norway(framed=framed, unsure=frozenset({(0, "use")})))[1] == ("send", "use", 0, False)


def test_a_claim_whose_word_is_not_known_asks_nothing() -> None:
    assert asked(norway(claim(None), framed=())) == []


def test_claims_of_one_word_answer_one_question() -> None:
    both = norway(claim(), claim(status="halted", receiver=("PL",)), framed=())
    assert asked(both) == [("sent", "transfer", 2, True)]
    found = wanted(both)
    told = dict(zip(STATUSES, row(found, "status"), strict=True))
    assert (told["done"], told["halted"]) == (0.5, 0.5) and sum(told.values()) == 1


def test_what_a_claim_says_is_what_should_be_told() -> None:
    found, here = wanted(norway(framed=())), window()
    assert row(found, "status")[STATUSES.index("done")] == 1 and row(found, "certainty")[CERTAINTIES.index("certain")] == 1
    assert row(found, "giver") == [float(code == "NO") for code in here.candidates] + [0, 0]
    assert row(found, "receiver") == [float(code == "UA") for code in here.candidates] + [0, 0]
    assert row(found, "item") == [1, 0] and row(found, "named") == [1, 1] and row(found, "time") == [1, 0]


@pytest.mark.parametrize(("giver", "nobody", "other", "norway_"), [((), 1, 0, 0), (("PL",), 0, 1, 0), (("NO", "PL"), 0, 0.5, 0.5)])
def test_roles_nobody_fills_or_somebody_who_is_no_candidate(giver: tuple[str, ...], nobody: float, other: float, norway_: float) -> None:
    found, here = row(wanted(norway(claim(giver=giver), framed=())), "giver"), window()
    assert (found[-2], found[-1], found[here.candidates.index("NO")]) == (nobody, other, norway_) and sum(found) == 1


def test_no_time_and_no_goods_are_told_too() -> None:
    found = wanted(norway(claim(times=(), items=()), framed=()))
    assert row(found, "time") == [0, 1] and row(found, "named") == [0, 0]


def test_a_question_that_no_claim_answers_teaches_only_that() -> None:
    found = wanted(norway(framed=((0, question("send", "use")), (0, question("sent")))))
    assert [float(x) for x in found.claim] == [1, 0] and [float(x) for x in found.judged] == [1, 1]
    for name in ("status", "certainty", "giver", "receiver", "time", "item", "named"):
        assert not any(row(found, name, 1)), name


def test_the_claims_word_tells_its_act_and_other_hinted_words_of_the_quote_do_not_count() -> None:
    wide = norway(claim(end=TEXT.index(" Norwegian")))
    here, found = window(wide), wanted(wide)
    sent, send = (here.piece_at(0, TEXT.index(w)) for w in ("sent", "send"))
    word, counted = found.word[0], found.counted[0]
    assert np.flatnonzero(word.sum(1).numpy()).tolist() == [sent] and word[sent, TRANSFER] == 1
    assert counted[sent, TRANSFER] == 1 and counted[send, TRANSFER] == 0 and counted[send, USE] == 1
    assert float(counted[:, TRANSFER].sum()) == here.part.count(1) - 1
    assert found.sentence[0, 0, TRANSFER] == 1 and float(found.sentence.sum()) == 1


def test_a_claim_without_a_word_leaves_its_whole_quote_uncounted() -> None:
    here, found = window(), wanted(norway(claim(None)))
    quoted = here.pieces_of(0, 0, TEXT.index(" in May"))
    counted = found.counted[0, :, TRANSFER]
    assert not counted[quoted].any() and not found.word.any() and found.sentence[0, 0, TRANSFER] == 1


def test_what_is_not_sure_of_a_sentence_is_not_scored() -> None:
    example = norway(framed=(), unsure=frozenset({(0, "use")}))
    found = wanted(example)
    assert found.sure[0, 0, USE] == 0 and float(found.sure.sum()) == len(ACTS) - 1
    assert not found.counted[0, :, USE].any()


def test_right_answers_cost_nothing_and_wrong_ones_something() -> None:
    example = norway(framed=())
    target, low = wanted(example), 30.0
    read = claims_targets.Read(torch.zeros(1), (target.word * 2 - 1) * low, (target.sentence * 2 - 1) * low)
    names = ("status", "certainty", "giver", "receiver", "item", "time")
    right = claims_targets.Judged((target.claim * 2 - 1) * low, *((getattr(target, n) * 2 - 1) * low for n in names))
    good = claims_targets.losses(read, right, target)
    assert set(good) == set(claims_targets.WEIGHTS) and all(float(x) < 1e-3 for x in good.values())
    wrong = claims_targets.losses(claims_targets.Read(read.pieces, -read.word, -read.sentence), claims_targets.Judged(*(-x for x in right)), target)
    assert all(float(wrong[name]) > 1 for name in wrong)
