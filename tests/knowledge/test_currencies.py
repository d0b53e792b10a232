"""``currencies.yaml``: what its loader promises and refuses."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge.currencies import PLAIN, build, currencies
from onrecord.knowledge.loader import load


def file_of(*entries: dict[str, Any]) -> dict[str, Any]:
    """The shipped file with these currencies only."""
    return {**load("currencies"), "currencies": list(entries)}


def test_a_plain_dollar_is_no_currency_yet() -> None:
    assert currencies().signs["$"] == currencies().names["dollars"] == PLAIN
    assert currencies().signs["A$"] == "AUD"


def test_an_adjective_picks_among_currencies_of_one_name() -> None:
    picked = {currencies().adjectives[adjective, "dollars"] for adjective in ("us", "canadian", "australian")}
    assert picked == {"USD", "CAD", "AUD"}
    assert currencies().adjectives["swedish", "crowns"] == "SEK"


def test_the_longest_sign_and_the_starts_cover_all_signs() -> None:
    table = currencies()
    assert max(map(len, table.signs)) == table.longest
    assert all(any(sign.startswith(start) for start in table.starts) for sign in table.signs)


def test_codes_are_unique() -> None:
    codes = [entry["code"] for entry in load("currencies")["currencies"]]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("entries", [
    [{"code": "Euro", "names": ["euro"]}],
    [{"names": ["euro"]}],
    [{"code": "CAD", "shared": ["dollars"]}],
    [{"code": "EUR", "names": ["euro"]}, {"code": "USD", "names": ["euro"]}],
])
def test_a_file_that_breaks_its_definitions_is_refused(entries: list[dict[str, Any]]) -> None:
    with pytest.raises(KnowledgeError) as refused:
        build(file_of(*entries))
    assert refused.value.file == "currencies.yaml"
