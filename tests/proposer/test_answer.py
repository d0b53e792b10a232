"""An answer is somebody else's bytes: whatever they are, they become suggestions within bounds, or skips with a known reason."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.proposer.server import CLAIM

from onrecord.model import ACTS, CERTAINTIES, STATUSES, Skip, Suggestion
from onrecord.proposer.answer import LONGEST_NAME, LONGEST_QUOTE, MOST_CLAIMS, MOST_NAMES, suggestions_in
from onrecord.proposer.reasons import REASONS

JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*CLAIM, "claims", "x"]), inner, max_size=6))


def read(content: Any) -> tuple[list[Suggestion], list[Skip]]:
    return suggestions_in(content if isinstance(content, str) else json.dumps(content), "endpoint:m", "page")


def one(**change: Any) -> Suggestion:
    (found,), skips = read({"claims": [CLAIM | change]})
    assert skips == []
    return found


def refused(claim: Any) -> list[str]:
    found, skips = read({"claims": [claim]})
    assert found == []
    return [s.reason for s in skips]


def sound(found: list[Suggestion], skips: list[Skip]) -> bool:
    """What holds of any answer."""
    return (len(found) <= MOST_CLAIMS and all(s.reason in REASONS and len(s.detail) <= 200 for s in skips)
            and all(s.act in ACTS and s.status in STATUSES and s.certainty in ("", *CERTAINTIES) and 0 < len(s.quote) <= LONGEST_QUOTE
                    and len(s.giver) <= MOST_NAMES and all(0 < len(n) <= LONGEST_NAME for n in (*s.giver, *s.receiver, *s.items)) for s in found))


@given(st.text())
def test_any_text_is_read_or_refused(content: str) -> None:
    assert sound(*read(content))


@given(JSON)
def test_any_json_is_read_or_refused(value: Any) -> None:
    assert sound(*read({"claims": [value, CLAIM | {"from": value}, CLAIM | {"quantity": value}, value]}))
    assert sound(*read({"claims": value})) and sound(*read(value))


@pytest.mark.parametrize("around", ["{}", "```json\n{}\n```", "Here you are:\n{}\nAnything else?"])
def test_a_fence_or_talk_around_an_answer_does_no_harm(around: str) -> None:
    found, skips = read(around.replace("{}", json.dumps({"claims": [CLAIM]})))
    assert len(found) == 1 and skips == []


@pytest.mark.parametrize(("change", "reason"), [
    ({"act": "gossip"}, "unknown-act"), ({"act": None}, "unknown-act"), ({"act": ["transfer"]}, "wrong-type"),
    ({"status": "finished"}, "unknown-status"), ({"status": 1}, "wrong-type"), ({"certainty": "sure"}, "unknown-certainty"),
    ({"quote": ""}, "no-quote"), ({"quote": None}, "no-quote"), ({"quote": "  \n"}, "no-quote"), ({"quote": 3}, "wrong-type"),
    ({"quote": "x" * (LONGEST_QUOTE + 1)}, "too-long"), ({"from": ["x" * (LONGEST_NAME + 1)]}, "too-long"),
    ({"from": [f"party {n}" for n in range(MOST_NAMES + 1)]}, "too-long"), ({"from": [["Italy"]]}, "wrong-type"),
    ({"to": True}, "wrong-type"), ({"anonymous": "yes"}, "wrong-type"), ({"quantity": [40]}, "wrong-type"), ({"origin": "\ud800"}, "wrong-type"),
])
def test_what_is_refused(change: dict[str, Any], reason: str) -> None:
    assert refused(CLAIM | change) == [reason]


@pytest.mark.parametrize("claim", [None, 3, "claim", [CLAIM]])
def test_a_claim_is_an_object(claim: Any) -> None:
    assert refused(claim) == ["wrong-type"]


@pytest.mark.parametrize("field", ["act", "status", "quote"])
def test_a_claim_lacks_nothing_that_it_needs(field: str) -> None:
    assert len(refused({k: v for k, v in CLAIM.items() if k != field})) == 1


def test_one_bad_claim_does_not_take_the_others_along() -> None:
    found, skips = read({"claims": [CLAIM, 7, CLAIM | {"act": "x"}, CLAIM]})
    assert len(found) == 2 and [s.reason for s in skips] == ["wrong-type", "unknown-act"]


def test_claims_past_the_most_are_counted_as_one() -> None:
    found, skips = read({"claims": [CLAIM] * (MOST_CLAIMS + 50)})
    assert len(found) == MOST_CLAIMS and [s.reason for s in skips] == ["too-many-claims"]


def test_a_gold_claim_is_an_answer() -> None:
    found = one(items=[{"class": "artillery", "name": "howitzers"}], quantity={"low": 40, "high": 40, "text": "forty"}, money=None, when="2030-03",
                sources=[{"name": "port workers", "role": "source", "country": None, "anonymous": True}, {"name": "Harbour Wire", "role": "outlet"}])
    assert (found.items, found.quantity, found.money, found.when) == (("howitzers",), "forty", "", "2030-03")
    assert (found.origin, found.anonymous) == ("port workers", True)
    assert one(sources=[{"name": "Harbour Wire", "role": "outlet", "anonymous": False}]).origin == ""


def test_a_bare_figure_and_a_single_name_are_read_as_meant() -> None:
    found = one(quantity=40, items="howitzers", act="Transfer", status="no evidence", **{"from": ["Italy", "", "Italy"]})
    assert (found.quantity, found.items, found.giver, found.act, found.status) == ("40", ("howitzers",), ("Italy",), "transfer", "no_evidence")
