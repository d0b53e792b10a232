"""Chains of sources as a picture, and why a matter is as credible as it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from starlette.testclient import TestClient
from tests.cli.runs import PORTERS, TAMAR, WIRE, make_cited_record, placed
from tests.strategies import article, source
from tests.web.windows import shown, window

from onrecord.model import Source
from onrecord.web.pages.chains import Teller, chains, links

PAGE = article("It went.\nIt did not go.\n", "page", outlet="The Courier")
HERE = source("The Courier", role="outlet")


def drawn(*told: tuple[str, tuple[Source, ...], str], letters: str = "") -> tuple[Teller, ...]:
    claims = [placed(PAGE, quote, who, status=status) for quote, who, status in told]
    return chains(claims, {PAGE.id: PAGE}, dict(zip((c.id for c in claims), letters, strict=False)))


def test_chains_that_end_alike_are_one_tree() -> None:
    tree, = drawn(("It went.", (PORTERS, WIRE, HERE), "done"), ("It did not go.", (TAMAR, HERE), "denied"), letters="CB")
    assert (tree.name, tree.kind, tree.said) == ("The Courier", "page", ()) and tree.url.startswith(f"/article/{PAGE.id}#claim-")
    wire, tamar = tree.tellers
    assert (wire.name, [t.name for t in wire.tellers]) == ("Harbour Wire", ["port workers (unnamed)"])
    assert (tamar.kind, [m.status for m in tamar.said], tamar.letters) == ("named", ["denied"], "B")
    assert (wire.tellers[0].kind, [m.status for m in wire.tellers[0].said], wire.tellers[0].letters) == ("unnamed", ["done"], "C")


def test_what_a_page_says_in_its_own_voice_is_the_page_alone() -> None:
    for who in ((HERE,), (source(None),)):
        tree, = drawn(("It went.", who, "done"))
        assert (tree.name, tree.kind, tree.tellers, [m.status for m in tree.said]) == ("The Courier", "page", (), ["done"])


def test_one_speaker_who_says_two_things_is_one_box() -> None:
    tree, = drawn(("It went.", (TAMAR, HERE), "planned"), ("It did not go.", (TAMAR, HERE), "denied"), letters="BC")
    speaker, = tree.tellers
    assert [m.status for m in speaker.said] == ["planned", "denied"] and speaker.letters == "BC"


def test_a_page_without_an_outlet_is_told_by_its_medium_or_itself() -> None:
    bare = replace(PAGE, outlet=None)
    agency = source("Reuters", role="agency")
    for who, last in (((TAMAR, agency), "Reuters"), ((TAMAR,), "the page itself"), ((source("officials", anonymous=True),), "the page itself")):
        claim = placed(bare, "It went.", who)
        assert links(claim, bare)[-1] == (last, "page") and len(links(claim, bare)) == 2


def test_the_entry_draws_each_chain_to_the_page(tmp_path: Path) -> None:
    with window(make_cited_record(tmp_path / "cited.record")) as client:
        entry = client.get("/ledger.json").json()[0]["id"]
        page = shown(client, f"/entry/{entry}")
        kinds = {a["class"] for a in page.having("span") if a.get("class", "").startswith("node")}
        assert kinds == {"node by-unnamed", "node by-medium", "node by-page"}
        assert page.words.count("officials (unnamed)") >= 2


def test_the_entry_says_why_it_is_as_credible_as_it_is(client: TestClient) -> None:
    entry = next(e for e in client.get("/ledger.json").json() if e["standing"] == "contested")
    page = shown(client, f"/entry/{entry['id']}")
    assert {g["grade"] for g in entry["graded"]} <= set(page.words.split())
    for reason in entry["credibility"]["reasons"]:
        assert reason["says"] in page.words
        assert all(f"#claim-{c}" in page.links and f"claim-{c}" in page.ids for c in reason["claims"])
    letters = {m["source"] for m in entry["history"]}
    assert letters <= {r[3] for r in page.rows if len(r) == 6}
