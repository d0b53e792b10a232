"""The sampler: what it draws, that the seed alone decides, and that annotated quotes find their place."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.sample_corpus import draw, empty_row, fits, main, named, place, rank

from onrecord.errors import InputError
from onrecord.evaluate import read_gold

PAGES = Path(__file__).parents[2] / "examples" / "pages"
ARMS = "The Danish ministry said on Monday that it had sent {n} radars to Iceland, where the coast guard will put them on the cliffs."
BREAD = "The mayor of Lyon opened a bakery on Monday, and people from all over the town came to taste the bread and the cakes."


def _write(folder: Path, count: int) -> str:
    for n in range(count):
        (folder / f"page-{n}.txt").write_text(ARMS.format(n=n + 2), encoding="utf-8")
    (folder / "bakery.txt").write_text(BREAD, encoding="utf-8")
    return str(folder)


def _names(paths: list[str], count: int, seed: int) -> list[str]:
    return [article.name for _, article in draw(paths, count, seed)]


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("text", "told"), [
    (ARMS.format(n=6), True), (BREAD, False), ("France has many bakers.", False), ("Six howitzers stood in the rain.", False),
    ("Kenya made 12 drones.", True), ("Ghana bought new motors and cameras.", False),
])
def test_only_pages_that_name_goods_and_a_party_are_drawn(text: str, told: bool) -> None:
    assert fits(text) is told


def test_the_seed_decides_not_the_order_of_pages(tmp_path: Path) -> None:
    folder = _write(tmp_path, 12)
    files = sorted(str(p) for p in tmp_path.iterdir())
    assert _names([folder], 5, 1) == _names(files[::-1], 5, 1)
    assert len(_names([folder], 5, 1)) == 5
    assert len({tuple(_names([folder], 5, seed)) for seed in range(8)}) > 1


def test_a_new_page_changes_at_most_one_of_the_sample(tmp_path: Path) -> None:
    folder = _write(tmp_path, 12)
    before = set(_names([folder], 5, 3))
    (tmp_path / "late.txt").write_text(ARMS.format(n=99), encoding="utf-8")
    assert len(before - set(_names([folder], 5, 3))) <= 1


def test_all_pages_that_fit_are_drawn_where_more_are_asked_for(tmp_path: Path) -> None:
    assert _names([_write(tmp_path, 3)], 50, 1) == ["page-0", "page-1", "page-2"]


def test_the_same_text_counts_once_and_equal_names_are_told_apart(tmp_path: Path) -> None:
    for folder, n in (("a", 2), ("b", 2), ("c", 3)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.txt").write_text(ARMS.format(n=n), encoding="utf-8")
    drawn = draw([str(tmp_path)], 10, 1)
    ids = [row["id"] for row in named(drawn, (empty_row(article) for _, article in drawn))]
    assert len(ids) == len(set(ids)) == 2
    assert all(i.startswith("page-") for i in ids)


@given(st.integers(), st.text(max_size=40))
def test_a_rank_is_a_hash_of_seed_and_text(seed: int, text: str) -> None:
    assert rank(seed, text) == rank(seed, text) != rank(seed + 1, text)


def test_a_path_that_is_not_there_is_told() -> None:
    with pytest.raises(InputError, match="nowhere"):
        draw(["nowhere"], 1, 1)
    assert main(["draw", "nowhere", "--out", "unused.jsonl"]) == 1


def test_a_drawn_page_awaits_its_claims(tmp_path: Path) -> None:
    out = tmp_path / "sample.jsonl"
    assert main(["draw", _write(tmp_path, 2), "-n", "1", "--out", str(out)]) == 0
    [row] = _lines(out)
    assert row["claims"] == [] and row["text"].startswith("The Danish ministry")
    assert set(row) == {"id", "published", "page_date", "copied", "noise", "claims", "text"}


def test_nothing_to_draw_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bakery.txt").write_text(BREAD, encoding="utf-8")
    assert main(["draw", str(tmp_path), "-n", "3", "--out", str(tmp_path / "none.jsonl")]) == 1
    assert "fewer than the 3" in capsys.readouterr().err


def test_prefilled_claims_can_be_placed_and_read_as_gold(tmp_path: Path) -> None:
    sample, gold = tmp_path / "sample.jsonl", tmp_path / "gold.jsonl"
    assert main(["draw", str(PAGES / "12-drones-february.txt"), "--prefill", "--out", str(sample)]) == 0
    assert main(["place", str(sample), "--out", str(gold)]) == 0
    [page] = read_gold(gold)
    assert any((c.giver, c.receiver) == (frozenset({"cz"}), frozenset({"ke"})) for c in page.claims)
    assert all(page.text[c.start:c.end] == c.quote for c in page.claims)


def _page(text: str, **claim: Any) -> dict[str, Any]:
    full = {"act": "transfer", "from": ["DK"], "to": ["IS"], "items": [], "status": "done", **claim}
    return {"id": "p", "text": text, "noise": [], "claims": [full]}


@settings(max_examples=60)
@given(st.text(max_size=30), st.text(min_size=1, max_size=20), st.text(max_size=30))
def test_a_quote_of_the_text_is_always_found(before: str, quote: str, after: str) -> None:
    [row] = place([_page(before + quote + after, quote=quote)], pytest.fail)
    [claim] = row["claims"]
    assert row["text"][claim["start"]:claim["end"]] == quote


@pytest.mark.parametrize(("start", "placed"), [(None, 0), (9, 9), (4, 0), (700, 0)])
def test_the_given_start_tells_which_of_two_equal_quotes_is_meant(start: int | None, placed: int) -> None:
    [row] = place([_page("It went. It went.", quote="It went.", start=start)], pytest.fail)
    assert row["claims"][0]["start"] == placed


@pytest.mark.parametrize(("spoil", "told"), [
    (lambda row: row["claims"][0].update(quote="It never stood there."), "claim 1: the quote is not in the text"),
    (lambda row: row["claims"][0].pop("quote"), "claim 1: the quote is not in the text"),
    (lambda row: row["noise"].append("Subscribe!"), "noise not in the text: 'Subscribe!'"),
    (lambda row: row["claims"][0].update(act="gift"), "no such act"),
    (lambda row: row.pop("text"), "needs an id and its text"),
])
def test_what_is_wrong_with_an_annotation_is_told(
    spoil: Callable[[dict[str, Any]], Any], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
) -> None:
    row = _page("Denmark sent radars.", quote="Denmark sent radars.")
    spoil(row)
    sample = tmp_path / "sample.jsonl"
    sample.write_text(json.dumps(row) + "\n\n", encoding="utf-8")
    assert main(["place", str(sample), "--out", str(tmp_path / "gold.jsonl")]) == 1
    assert told in capsys.readouterr().err


def test_a_line_that_is_no_json_is_told_with_its_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sample = tmp_path / "sample.jsonl"
    sample.write_text("\n{oops\n", encoding="utf-8")
    assert main(["place", str(sample), "--out", str(tmp_path / "gold.jsonl")]) == 1
    assert "line 2" in capsys.readouterr().err
