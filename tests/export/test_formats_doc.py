"""docs/reference/formats.md: every format is there, every column, and each example is what the code writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.export.telling import cited
from tests.strategies import claim, facts, known, source

from onrecord.export.cells import csv_lines
from onrecord.export.cite import write_bibtex, write_csl
from onrecord.export.ftm import write_ftm
from onrecord.export.kiel import KIEL_COLUMNS, kiel_table
from onrecord.export.network import write_gexf, write_graphml
from onrecord.export.parquet import CLAIM_TYPES
from onrecord.export.sipri import SIPRI_COLUMNS, sipri_table
from onrecord.export.stix import write_stix
from onrecord.export.tables import CLAIM_COLUMNS, claim_table
from onrecord.export.told import Told
from onrecord.knowledge.registers import registers
from onrecord.ledger import settle
from onrecord.model import Claim, Item
from onrecord.telling.exported import Format

DOC = (Path(__file__).parents[2] / "docs" / "reference" / "formats.md").read_text(encoding="utf-8")


def section(head: str) -> str:
    return next(part for part in DOC.split("\n## ") if part.startswith(head))


def codes(text: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", text))


def example_claim() -> Claim:
    drones, speaker = (Item("uav", "surveillance drones"),), source("Ana Reis", "PT", role="defence minister")
    return claim(giver=("PT",), receiver=("CL",), items=drones, status="agreed", quantity=(3, 3), money=(9e6, 9e6), currency="EUR", source=speaker,
                 when_iso="2019-03", at=120, quote="We have sold Chile three surveillance drones,", article="c1f2" * 16)


def example() -> Told:
    made = example_claim()
    page = cited(made.article, "2019-03-05", url="https://harbour-post.example/drones", title="Portugal sells drones to Chile", outlet="Harbour Post")
    entry, = settle([made], known(facts(made.article, "2019-03-05", "Harbour Post")))
    # ids of their own, so that examples stand whatever ids are made of
    told = replace(made, id="3fafa29ad633fe32")
    return Told(replace(entry, id="633441fffd48eca6", claims=(told.id,)), (told,), {page.id: page})


def written() -> Iterator[tuple[str, str]]:
    """(heading, what the code writes of the example)."""
    told = example()
    page, = told.pages.values()
    yield "Claims, CSV", "".join(csv_lines(claim_table([(told.claims[0], page, [told.entry.id])])))
    yield "Transfers (SIPRI)", "".join(csv_lines(sipri_table([told])))
    yield "Aid (Kiel)", "".join(csv_lines(kiel_table([told])))
    yield "FollowTheMoney", "\n".join(write_ftm([told]))
    yield "STIX 2.1", "".join(write_stix([told]))
    yield "GraphML", "".join(write_graphml([told.entry]))
    yield "GEXF", "".join(write_gexf([told.entry]))
    yield "BibTeX", "".join(write_bibtex([page], "2024-03-01"))
    yield "CSL-JSON", "".join(write_csl([page], "2024-03-01"))


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.replace("\r\n", "\n").splitlines() if line.strip()]


@pytest.mark.parametrize(("head", "text"), list(written()))
def test_each_example_is_what_is_written(head: str, text: str) -> None:
    shown = lines(re.findall(r"```\w*\n(.*?)```", section(head), re.S)[0])
    real = iter(lines(text))
    assert shown and all(line == "..." or line in real for line in shown), f"{head}:\n{text}"


def test_every_format_is_told_of() -> None:
    told = {code.replace("--format ", "") for code in codes(DOC)}
    assert {f"onrecord export {f.value}" for f in Format} - told == set()


def test_every_column_is_told_of() -> None:
    assert set(CLAIM_COLUMNS) - codes(section("Claims, CSV")) == set() and set(CLAIM_TYPES) - codes(DOC) == set()
    assert set(SIPRI_COLUMNS) - codes(section("Transfers (SIPRI)")) == set()
    assert set(KIEL_COLUMNS) - codes(section("Aid (Kiel)")) == set()


@pytest.mark.parametrize("shape", ["sipri", "kiel"])
def test_what_a_register_needs_is_told_of(shape: str) -> None:
    assert set(registers().needed[shape]) <= codes(section("Registers that are compared"))
