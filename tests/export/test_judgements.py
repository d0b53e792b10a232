"""Judgements as JSON lines, out and in."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.export.judgements import judgement_fields, read_judgements, write_judgements
from onrecord.model import Judgement, Span

ONE = Judgement("j1", "wrong", "c1", "Ann", "2024-03-01T10:00:00+00:00", "misread", "a1", Span(3, 9))
TEXT = st.text(min_size=1).filter(str.strip)
ANY = st.builds(
    Judgement, TEXT, st.sampled_from(["right", "wrong", "value-is", "withdraw"]), TEXT, TEXT, st.just("2024-03-01T10:00:00"), TEXT,
    article=st.none() | TEXT, span=st.none() | st.just(Span(0, 4)), field=st.none() | TEXT, value=st.none() | st.text(), withdrawn=st.booleans(),
)


@given(st.lists(ANY, max_size=4))
def test_what_is_written_is_read_back(made: list[Judgement]) -> None:
    lines = list(write_judgements(made))
    assert read_judgements(lines, "shared.jsonl") == sorted(made, key=lambda j: (j.at, j.id))
    assert all("\n" not in line and line.encode() for line in lines)


def test_blank_lines_are_passed_over_and_optional_fields_may_be_left_out() -> None:
    short = {k: v for k, v in judgement_fields(ONE).items() if v is not None and k not in ("article", "span", "withdrawn")}
    read, = read_judgements(["", json.dumps(short), "  "], "x")
    assert (read.id, read.article, read.span, read.withdrawn) == ("j1", None, None, False)


@pytest.mark.parametrize(("change", "message"), [
    ({"kind": "maybe"}, "no kind of judgement"), ({"by": ""}, '"by" is missing or no text'), ({"why": None}, '"why" is missing'),
    ({"at": "yesterday"}, "isoformat"), ({"span": [1]}, '"span" is no pair'), ({"span": [9, 3]}, '"span" is no pair'),
    ({"span": [True, 3]}, '"span"'), ({"withdrawn": "no"}, '"withdrawn"'), ({"article": 3}, '"article" is neither'),
    ({"kind": "date-is", "value": "2024-02-30"}, "date-is is of one article"),
])
def test_a_line_that_is_none_is_told_by_its_number(change: dict[str, object], message: str) -> None:
    lines = [*write_judgements([ONE]), json.dumps({**judgement_fields(ONE), **change})]
    with pytest.raises(InputError) as refused:
        read_judgements(lines, "shared.jsonl")
    assert str(refused.value).startswith("shared.jsonl, record 2: not a judgement: ") and message in str(refused.value)


@pytest.mark.parametrize("line", ["{", "[]", "3", '"x"', "[" * 100_000])
def test_what_is_no_object_is_refused(line: str) -> None:
    with pytest.raises(InputError, match="record 1: not a judgement"):
        read_judgements([line], "shared.jsonl")
