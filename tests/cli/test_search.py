"""`onrecord search`: by words, with filters, as text and JSON."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.runs import make_record, run


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_record(tmp_path_factory.mktemp("records") / "r.db")


def test_articles_and_claims_with_the_words_around(record: Path) -> None:
    told = run("search", "Missiles", "HANDED", "--record", record).out
    assert "article" in told and "claim" in told and "Iran has handed Russia some 400 missiles" in told
    assert "1 article and 1 claim" in told


@pytest.mark.parametrize(("options", "found"), [
    ((), {("article", "report"), ("article", "denial"), ("claim", "report"), ("claim", "denial")}),
    (("--kind", "claim"), {("claim", "report"), ("claim", "denial")}),
    (("--kind", "article", "--since", "2024"), {("article", "report")}), (("--until", "2023-05-15"), {("article", "denial"), ("claim", "denial")}),
    (("--status", "denied"), {("claim", "denial")}), (("--from", "Iran", "--to", "RU", "--status", "done"), {("claim", "report")}),
    (("--from", "US"), set()), (("--outlet", "Evening Post"), {("article", "denial"), ("claim", "denial")}),
    (("--outlet", "evening' OR 1=1 --"), set()),
    (("--act", "funding"), set()), (("--kind", "claim", "-n", "1", "--status", "done"), {("claim", "report")}),
])
def test_filters(record: Path, options: tuple[str, ...], found: set[tuple[str, str]]) -> None:
    hits = run("search", "missiles", "--record", record, "--json", *options).json
    assert {(h["kind"], h["name"]) for h in hits} == found
    for h in hits:
        assert [h["snippet"][a:b].casefold() for a, b in h["marks"]] == ["missiles"] * len(h["marks"]) and h["marks"]


def test_nothing_found_and_filters_that_mean_nothing(record: Path) -> None:
    assert "Nothing holds all of: zebra" in run("search", "zebra", "--record", record).out
    assert run("search", "(", '"', "--record", record, "--json").json == []
    for options in (("--act", "gift"), ("--since", "May"), ("--status", "contested")):
        assert run("search", "missiles", "--record", record, *options).code == 1
