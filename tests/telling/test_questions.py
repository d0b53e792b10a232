"""Questions in plain words."""

from __future__ import annotations

import pytest

from onrecord.telling.asked import Asked
from onrecord.telling.questions import question, short_title


@pytest.mark.parametrize(("pairs", "sentence"), [
    ([], "What is told of supplies, aid, sanctions and other acts?"),
    ([("act", "transfer"), ("item", "artillery"), ("from", "South Africa"), ("to", "peru")],
     "What is told of transfers of artillery from South Africa to Peru?"),
    ([("from", "unknown"), ("since", "2023"), ("until", "2023")],
     "What is told of supplies, aid, sanctions and other acts from a party that is not known in 2023?"),
    ([("act", "sanction"), ("since", "2023-01"), ("until", "2024")], "What is told of sanctions from 2023-01 to 2024?"),
    ([("until", "2024-03-01"), ("status", "no evidence"), ("sure", ".5"), ("q", "port workers")],
     "What is told of supplies, aid, sanctions and other acts until 2024-03-01, standing as no evidence, by claims that the reader is sure of to .5 "
     "or more, with the words “port workers”?"),
])
def test_a_question_is_a_sentence(pairs: list[tuple[str, str]], sentence: str) -> None:
    assert question(Asked.of(pairs)) == sentence


@pytest.mark.parametrize(("pairs", "title"), [
    ([], "What is told"), ([("act", "transfer"), ("item", "uav"), ("from", "IR")], "Transfers, uav: Iran → anyone"),
    ([("to", "unknown")], "What is told: anyone → unknown"),
])
def test_a_title_is_short(pairs: list[tuple[str, str]], title: str) -> None:
    assert short_title(Asked.of(pairs)) == title
