"""The whole way from bytes to entries: the same pages give the same record, whatever the order, the batches and the repeats."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.strategies import article, claim

import onrecord
from onrecord.claims.learned import READER, WEIGHTS
from onrecord.config import SETTINGS
from onrecord.errors import InputError
from onrecord.flow import Page, Reader, answers, home_of, kept_answers, open_record, preview, read
from onrecord.model import Article, Capture, Known
from onrecord.model.entry import LedgerQuery
from onrecord.store import Store

PAGES = {
    "a-report": "Drones reach the delta\n\nIran delivered 60 drones to Venezuela on 3 March 2024, Ada Brook, a defence ministry official, said.\n",
    "b-denial": "No drones, says minister\n\nVenezuela's defence minister denied on 5 March 2024 that Iran had delivered drones to Venezuela.\n",
    "c-other": "Shells for the coast\n\nNorway will give Moldova 4,000 artillery shells, the government in Oslo announced on 7 March 2024.\n",
    "d-blank": "   \n",
}


@pytest.fixture
def frames_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The learned detector stays out: what it says changes with every training."""
    monkeypatch.setattr(Reader, "detector", None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    held = tmp_path / "pages"
    held.mkdir()
    for name, text in PAGES.items():
        (held / f"{name}.txt").write_text(text)
    return held


def entries(record: Path) -> list[onrecord.Entry]:
    with open_record(str(record)) as view:
        return view.entries()


@pytest.mark.usefixtures("frames_alone")
def test_pages_become_entries_with_their_words(folder: Path, tmp_path: Path) -> None:
    summary = read([str(folder)], str(tmp_path / "a.record"))
    assert (summary.pages, summary.read, summary.new_pages, dict(summary.skips)) == (4, 3, 4, {"empty": 1})
    with open_record(str(tmp_path / "a.record")) as view:
        found, = view.entries(LedgerQuery(giver="IR", receiver="VE", act="transfer"))
        assert found.standing == "contested" and found.items == ("uav",)
        for claim in view.claims_of(found):
            page = view.article(claim.article)
            assert page.text[claim.span.start:claim.span.end] == claim.quote and page.text == PAGES[page.name]
        assert summary.entries == len(view.entries()) and summary.claims == len(view.claims())


@pytest.mark.usefixtures("frames_alone")
def test_order_batches_and_repeats_change_nothing(folder: Path, tmp_path: Path) -> None:
    every = sorted(str(p) for p in folder.iterdir())
    read([str(folder)], str(tmp_path / "a.record"))
    read(list(reversed(every)), str(tmp_path / "b.record"), settings=replace(SETTINGS, batch=1))
    again = read([*every, *every], str(tmp_path / "b.record"), settings=replace(SETTINGS, batch=3))
    assert entries(tmp_path / "a.record") == entries(tmp_path / "b.record") != []
    assert again.new_pages == 0


@pytest.mark.usefixtures("frames_alone")
def test_a_preview_and_a_reading_tell_of_each_page_alike(folder: Path, tmp_path: Path) -> None:
    told: list[Page] = []
    looked = preview([str(folder)], seen=told.append)
    done = read([str(folder)], str(tmp_path / "a.record"), seen=told.append)
    assert (looked.pages, looked.read, looked.claims, looked.skips) == (done.pages, done.read, done.claims, done.skips)
    assert [p.claims for p in told[:4]] == [p.claims for p in told[4:]] and sum(len(p.claims) for p in told) == 2 * done.claims > 0


@pytest.mark.usefixtures("frames_alone")
def test_answers_are_the_same_from_pages_and_from_a_record(folder: Path, tmp_path: Path) -> None:
    read([str(folder)], str(tmp_path / "a.record"))
    with open_record(str(tmp_path / "a.record")) as view:
        assert kept_answers(view) == answers([str(folder)])
    assert {name: len(found.claims) > 0 for name, found in answers([str(folder)]).items()} == {
        "a-report": True, "b-denial": True, "c-other": True}


def test_a_path_that_is_not_there_makes_no_record(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read([str(tmp_path / "nosuch")], str(tmp_path / "a.record"))
    assert list(tmp_path.iterdir()) == []


def test_a_page_too_long_to_read_is_a_skip() -> None:
    page = Reader(replace(SETTINGS, longest=50)).page(Capture("0" * 64, "long", PAGES["a-report"].encode(), "text/plain", "long.txt"))
    assert page.article is None and [s.reason for s in page.skips] == ["too-large"]


def test_claims_that_are_not_sure_enough_are_skips_and_come_with_another_reading(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    def claims(_: Reader, page: Article, layers: object, suggested: object) -> tuple[tuple[onrecord.Claim, ...], tuple[()]]:
        return tuple(claim(article=page.id, at=at, confidence=sure) for at, sure in ((0, 0.3), (9, 0.8))), ()

    monkeypatch.setattr(Reader, "claims", claims)

    def kept(least: float) -> tuple[set[float], set[str]]:
        read([str(folder / "c-other.txt")], str(tmp_path / "a.record"), settings=replace(SETTINGS, min_confidence=least))
        with open_record(str(tmp_path / "a.record")) as view:
            return {c.confidence for c in view.claims()}, {s.detail[:5] for s in view.skips() if s.reason == "confidence"}

    assert [kept(0.5), kept(0.2), kept(0.9)] == [({0.8}, {"0.30:"}), ({0.3, 0.8}, {"0.30:"}), (set(), {"0.30:", "0.80:"})]


def test_claims_that_other_weights_found_come_in_place_of_the_old_ones(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def kept(weights: str, sure: float) -> list[float]:
        monkeypatch.setattr("onrecord.flow.weights_digest", lambda: weights)
        monkeypatch.setattr(Reader, "claims", lambda _, page, layers, suggested: ((claim(article=page.id, confidence=sure),), ()))
        read([str(folder / "c-other.txt")], str(tmp_path / "a.record"))
        with open_record(str(tmp_path / "a.record")) as view:
            return [c.confidence for c in view.claims()]

    assert [kept("first", 0.3), kept("first", 0.5), kept("second", 0.7)] == [[0.3], [0.3], [0.7]]


def test_a_page_whose_claims_are_all_unsure_is_not_called_one_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reader, "claims", lambda _, page, layers, suggested: ((claim(article=page.id, confidence=0.1),), ()))
    page = Reader(replace(SETTINGS, min_confidence=0.5)).page(Capture("0" * 64, "p", PAGES["c-other"].encode(), "text/plain", "p.txt"))
    assert page.claims == () and [s.reason for s in page.skips] == ["confidence"]


def test_a_record_is_opened_to_look_unless_told_otherwise(tmp_path: Path) -> None:
    with open_record(str(tmp_path / "a.record"), write=True) as made:
        assert isinstance(made, Store)
    with open_record(str(tmp_path / "a.record")) as view:
        assert not isinstance(view, Store) and view.entries() == []


@pytest.mark.parametrize(("outlet", "title", "home"), [
    (None, None, None), ("Reuters", None, None), ("White House", None, "US"), ("TASS", None, "RU"),
    (None, "Readout of President Biden's Call with the President of Peru", "US"),
])
def test_we_is_a_state_only_on_an_institutions_own_page_and_in_state_media(outlet: str | None, title: str | None, home: str | None) -> None:
    page = replace(article(), outlet=Known(outlet, "test") if outlet else None, title=Known(title, "test") if title else None)
    assert home_of(page, Reader().layers(page)) == home


@pytest.mark.skipif(not (WEIGHTS / READER).exists(), reason="the learned detector's weights are not in this checkout")
def test_with_the_learned_detector_the_examples_are_read(tmp_path: Path) -> None:
    examples = Path(__file__).parent.parent / "examples" / "pages"
    summary = read([str(examples)], str(tmp_path / "a.record"))
    assert summary.read == summary.pages > 10 and summary.entries > 10
    with open_record(str(tmp_path / "a.record")) as view:
        assert any(e.standing == "contested" for e in view.entries())
        texts = {a.id: a.text for a in view.articles()}
        assert all(texts[c.article][c.span.start:c.span.end] == c.quote for c in view.claims())


def test_workers_make_the_record_that_one_process_makes(folder: Path, tmp_path: Path) -> None:
    told = []
    for count in (0, 1, 2):
        record = tmp_path / f"{count}.record"
        summary = read([str(folder)], str(record), settings=replace(SETTINGS, workers=count, batch=2))
        told.append((entries(record), summary.pages, summary.claims, dict(summary.skips)))
    assert told[0] == told[1] == told[2] and told[0][1] == 4


def test_a_page_that_its_worker_dies_of_is_a_skip_and_the_others_are_read(folder: Path, tmp_path: Path) -> None:
    settings = replace(SETTINGS, workers=1, page_seconds=0.0)
    summary = read([str(folder)], str(tmp_path / "a.record"), settings=settings)
    with open_record(str(tmp_path / "a.record")) as view:
        lost = [s for s in view.skips() if s.reason == "hung"]
    assert summary.skips["hung"] == len(lost) == summary.pages == 4 and {s.stage for s in lost} == {"reading"}
