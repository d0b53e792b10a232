"""Memoranda of one wording, some with one sum, and the announcements that tell of each in other words: one entry each, from bytes to ledger."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.claims.learned import READER, WEIGHTS
from onrecord.flow import open_record, read
from onrecord.model import Entry, LedgerQuery

pytestmark = pytest.mark.skipif(not (WEIGHTS / READER).exists(), reason="the learned detector's weights are not in this checkout")

MEMORANDUM = (
    "MEMORANDUM FOR THE SECRETARY OF STATE\n\n"
    "SUBJECT: Delegation of Authority to Draw Down Stocks\n\n"
    "Under the powers that the laws of the United States give me as President, I hereby delegate to the Secretary of State the authority to direct "
    "the drawdown of up to ${sum} million in defense articles and services of the Department of Defense, and military training, to "
    "provide assistance to {to} and to make the findings that such a drawdown requires.\n\n"
    "You are directed to publish this memorandum.\n"
)
PACKAGES = (("2019-03-05", "140", "Paraguay"), ("2019-03-19", "140", "Paraguay"), ("2019-04-03", "85", "Paraguay"), ("2019-04-03", "85", "Botswana"),
            ("2019-05-21", "140", "Paraguay"))
TOLD = (
    ("2019-03-05", "The Pentagon announced a new $140 million package of military aid for Paraguay on Tuesday. The package includes howitzers and "
                   "radios, spokeswoman Ida Moller told reporters."),
    ("2019-03-20", "The United States will send Paraguay another $140 million worth of weapons and equipment, the State Department "
                   "said on Wednesday."),
    ("2019-04-05", "The Pentagon announced an $85 million package of weapons for Paraguay on Wednesday, spokeswoman Ida Moller said."),
    ("2019-05-22", "The United States on Tuesday approved a new package of weapons for Paraguay worth $140 million, officials said."),
)


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> list[Entry]:
    """What the ledger makes of these pages."""
    folder = tmp_path_factory.mktemp("drawdowns")
    memoranda = [{"id": f"memorandum {n}", "published": day, "outlet": "The White House", "url": f"https://www.whitehouse.gov/memoranda/{n}",
                  "text": MEMORANDUM.replace("{sum}", amount).replace("{to}", to)} for n, (day, amount, to) in enumerate(PACKAGES)]
    told = [{"id": f"told {n}", "published": day, "outlet": "Harbour Wire", "text": text} for n, (day, text) in enumerate(TOLD)]
    pages = Path(folder / "pages.jsonl")
    pages.write_text("\n".join(map(json.dumps, (*memoranda, *told))), encoding="utf-8")
    read([str(pages)], str(folder / "drawdowns.record"))
    with open_record(str(folder / "drawdowns.record")) as record:
        return record.entries(LedgerQuery(giver="US", act="transfer"))


def test_each_memorandum_is_one_entry_with_its_day_sum_and_recipient(entries: list[Entry]) -> None:
    found = sorted((e.when.start if e.when else None, e.moneys[0].high, e.receiver) for e in entries if e.moneys)
    codes = {"Paraguay": ("PY",), "Botswana": ("BW",)}
    assert found == sorted((day, float(amount) * 1e6, codes[to]) for day, amount, to in PACKAGES)
    assert {e.kind for e in entries if e.moneys} == {"package"}


def test_each_announcement_joined_its_package(entries: list[Entry]) -> None:
    assert sorted(e.origins for e in entries if e.moneys) == [1, 2, 2, 2, 2]


def test_no_other_sum_was_told(entries: list[Entry]) -> None:
    assert all(m.currency == "USD" for e in entries for m in e.moneys)
    assert len([e for e in entries if e.moneys]) == len(PACKAGES)
