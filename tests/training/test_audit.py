"""The audit counts what stands where goods, parties, acts and reports stand, and tells known words from unknown ones."""

import gzip
import json
from pathlib import Path

import pytest
from tests.claims.building import layered
from training.audit import KINDS, Coverage, count, lines
from training.audit_gold import Lookup, item_found, party_found, places, report
from training.audit_pages import RememberingEngine, Row, read_rows, rows, sample, telling

from onrecord.model import Span


def test_the_share_is_of_known_tokens() -> None:
    coverage = Coverage()
    for word, known in (("drone", True), ("drone", True), ("gadget", False), ("gadget", False)):
        coverage.add(word, known)
    assert (coverage.known, coverage.all, coverage.share) == (2, 4, 0.5)
    assert coverage.unknown == {"gadget": 2}
    assert Coverage().share == 1.0


@pytest.mark.parametrize(
    ("text", "kind", "unknown"),
    [
        ("Ruritania supplied forty frobnicators and twelve missiles to Chad.", "goods", "frobnicator"),
        ("Norway supplied missiles to the Zorblat Directorate of Chad.", "parties", ""),
        ("Norway besprinkled the army of Chad with missiles.", "acts", "besprinkle (verb)"),
        ("Norway jabbered that Chad had received missiles.", "reports", "jabber"),
    ],
)
def test_what_no_file_knows_is_listed(text: str, kind: str, unknown: str) -> None:
    found = count([layered(text)])
    assert set(found) == set(KINDS)
    assert not unknown or unknown in found[kind].unknown


def test_what_is_known_is_not_listed() -> None:
    found = count([layered("Norway said that it had supplied missiles and howitzers to Chad.")])
    assert found["goods"].known == 2 and found["acts"].known >= 1 and found["reports"].known == 1
    assert not any(coverage.unknown for coverage in found.values())


def test_sentences_without_arms_or_without_a_party_are_not_counted() -> None:
    found = count([layered("Norway supplied frobnicators to Chad. Someone supplied frobnicators and missiles.")])
    assert not found["goods"].all


def test_the_report_has_a_line_for_each_kind() -> None:
    out = list(lines(count([layered("Norway jabbered that Chad had received missiles.")]), 5))
    assert [line.split()[0] for line in out[: len(KINDS)]] == list(KINDS)
    assert out[-1] == "\nunknown reports: jabber 1"


def test_a_name_is_looked_for_in_the_quote_first() -> None:
    text = "Guns came.\nThen the  guns went."
    assert places(text, "the guns", Span(11, 31)) == [Span(16, 25)]
    assert places(text, "Guns", Span(11, 31)) == [Span(21, 25)]
    assert len(places(text, "guns", Span(28, 31))) == 2


def test_gold_goods_and_parties_are_looked_up() -> None:
    layers = layered("Norway supplied missiles and frobnicators to Chad.")
    whole = Span(0, len(layers.article.text))
    assert item_found(layers, {"name": "missiles", "class": "missile.ballistic"}, whole) == (True, "read as missile.other")
    assert item_found(layers, {"name": "frobnicators", "class": "equipment"}, whole) == (False, "nothing")
    assert item_found(layers, {"name": "tanks", "class": "tank"}, whole) == (False, "not in the text")
    assert party_found(layers, "TD") and not party_found(layers, "FR")


def test_an_act_told_without_a_frame_shows_its_words(tmp_path: Path) -> None:
    layers = layered("Norway besprinkled the army of Chad with missiles.")
    claim = {"start": 0, "end": 50, "act": "transfer", "status": "done", "from": ["NO"], "to": ["TD"],
             "items": [{"name": "missiles", "class": "missile.other"}]}
    found = Lookup()
    found.claim(layers, claim)
    assert (found.items.right, found.parties.right, found.acts.right) == (1, 2, 0)
    assert found.told["transfer"]["besprinkle (verb)"] == 1
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "a", "claims": [claim]}) + "\n", encoding="utf-8")
    assert any("gold items: 1 of 1" in line for line in report({"a": layers}, gold, 5))


def test_the_sample_is_always_the_same_and_only_of_what_tells_of_arms() -> None:
    texts = [Row(str(n), f"Tanks {n} and missiles.\n\nWeather.") for n in range(9)] + [Row("civil", "Weather only.")]
    first, again = sample(iter(texts), 4), sample(iter(reversed(texts)), 4)
    assert first == again and len(first) == 4
    assert all("Weather" not in row.text for row in first)
    assert telling("Weather.\n\nA missile.") == "A missile."


def test_texts_are_read_from_files_gzipped_or_not(tmp_path: Path) -> None:
    line = json.dumps({"id": "a", "text": "Missiles.", "title": "T", "published": None}) + "\n"
    plain, packed = tmp_path / "a.jsonl", tmp_path / "a.jsonl.gz"
    plain.write_text(line, encoding="utf-8")
    packed.write_bytes(gzip.compress(line.encode()))
    assert list(rows(plain)) == list(rows(packed)) == [Row("a", "Missiles.", {"title": "T"})]


def test_a_remembered_sentence_is_not_parsed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = tmp_path / "kept" / "memory"
    text = "Norway supplied missiles to Chad. It had promised Chad forty of the missiles in the spring."
    first = [layers.reading.syntax.lemma for _, layers in read_rows([Row("a", text)], memory)]
    monkeypatch.setattr(RememberingEngine.__mro__[1], "_parse_parts", lambda self, parts: [] if not parts else pytest.fail("parsed again"))
    assert [layers.reading.syntax.lemma for _, layers in read_rows([Row("a", text)], memory)] == first
