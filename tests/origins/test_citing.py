"""Whom a page cites, what it tells of them, and that it meets the report that it cites and no other."""

from __future__ import annotations

import pytest
from tests.origins.tracing import DAY
from tests.strategies import article

from onrecord.origins import Measured, Told, gather, measure, prints
from onrecord.origins.cited import MOST, cited
from onrecord.origins.citing import initials, passages
from onrecord.origins.packing import unpack

REPORT = """The republic of Ostrova will hand 48 howitzers and 1,200 shells to Marenza, two officials said. The ministry in Karsk put the worth of
the guns at $178 million. Crews from Marenza have trained at Fort Aldo since March, and 26 tractors go with them. The first ship is to leave the port
of Karsk for Marenza within days, and Admiral Ruiz will see it off. A quarter of the shells come from the works in Velden."""
"""A report in The Harbour Gazette, in our own words."""
OWN = """ Brokers in the old town took the news calmly. The fishing fleet stayed in for want of ice, and a dog was seen on the pier."""

WORDINGS = [
    "The Harbour Gazette reported on Friday that Ostrova would send Marenza guns worth $178 million, among them 48 howitzers.",
    "Ostrova will send Marenza 48 howitzers worth $178 million, according to the Harbour Gazette.",
    "Marenza is to get 48 howitzers from Ostrova for $178 million, officials told the Harbour Gazette.",
    "The minister of Marenza spoke of 48 howitzers worth $178 million in an interview with The Harbour Gazette.",
    "From Ostrova 48 howitzers and 1,200 shells go to Marenza, a paper here wrote, citing The Harbour Gazette.",
    "The news, first reported by the Harbour Gazette, is that Marenza gets 48 howitzers and 1,200 shells.",
    "If one believes the Harbour Gazette, Marenza gets 48 howitzers and 1,200 shells.",
    "A Harbour Gazette investigation has it that Marenza gets 48 howitzers and 1,200 shells.",
    "We have read it in the Harbour Gazette like others: Marenza gets 48 howitzers and 1,200 shells.",
    "In a story that the Harbour Gazette carried, Marenza gets 48 howitzers and 1,200 shells.",
    "The Harbour Gazette was the first to report that Marenza gets 48 howitzers. The paper put the worth at $178 million.",
    "Marenza gets 48 guns from Ostrova - The Harbour Gazette\n\nThe sum for Marenza is given as $178 million. No more is known.",
    "Harbour Gazette: guns for Marenza\n\nThe sum for Marenza is given as $178 million, and 48 howitzers are on the list.",
    "The regional newspaper Harbour Gazette names Marenza, and with it a sum of $178 million for 48 howitzers.",
    "Sources of the Harbour Gazette disclosed that Marenza gets 48 howitzers and 1,200 shells.",
]


def beside(
    texts: tuple[str, str], outlets: tuple[str | None, str | None], days: tuple[str | None, str | None] = (DAY, DAY),
) -> list[tuple[str, str, str]]:
    """The edges beside origins of two pages, a and b, of these outlets and days; they must meet in a band first."""
    told, bands = [], []
    for name, text, outlet, day in zip("ab", texts, outlets, days, strict=True):
        found, = prints(article(text, outlet=outlet))
        told.append(Told(name, day, outlet, None, found.packed))
        bands.append(set(found.bands))
    measured = measure(told[0].packed, told[1].packed) if bands[0] & bands[1] else None
    return [(e.article, e.of, e.kind) for o in gather(told, [Measured("a", "b", measured)] if measured else []) for e in o.beside]


@pytest.mark.parametrize("wording", WORDINGS)
def test_each_wording_tells_of_the_report(wording: str) -> None:
    assert beside((wording + OWN, REPORT), ("Coast Paper", "The Harbour Gazette")) == [("a", "b", "cites")]


@pytest.mark.parametrize("outlets", [("Coast Paper", "The Northern Ledger"), ("Coast Paper", None), ("Harbour Gazette", "The Harbour Gazette")])
def test_only_another_outlet_that_is_named_is_cited(outlets: tuple[str | None, str | None]) -> None:
    assert beside((WORDINGS[0] + OWN, REPORT), outlets) == []


@pytest.mark.parametrize(("own", "other", "found"), [
    ("2024-01-03", "2024-01-01", True), ("2024-01-01", "2024-01-03", False), ("2024-03-01", "2024-01-01", False), (None, "2024-01-01", True),
])
def test_a_report_is_cited_after_it_and_soon(own: str | None, other: str, found: bool) -> None:
    assert bool(beside((WORDINGS[0] + OWN, REPORT), ("Coast Paper", "The Harbour Gazette"), (own, other))) is found


@pytest.mark.parametrize("other", [
    "The Harbour Gazette said that Ostrova and Marenza talk of fish.",
    "Ostrova gave Marenza nothing in 2024, and 3 ships of Karsk stayed away, according to the Harbour Gazette.",
    "Marenza will get 52 howitzers from Ostrova for $90 million, according to the Harbour Gazette.",
    "The old works of Velden sold Norden, Tarn and Ulm 48 lamps, 31 sheds and 77 carts, the Harbour Gazette reported, and Marenza bought rope.",
])
def test_who_cites_an_outlet_for_something_else_does_not_cite_this_report(other: str) -> None:
    text = f"{other} {OWN * 2} Fort Aldo has had 26 tractors and 48 howitzers for years, and Admiral Ruiz knows every one of them in Karsk."
    assert beside((text, REPORT), ("Coast Paper", "The Harbour Gazette")) == []


def test_two_reports_of_one_matter_that_name_each_other_nowhere_are_two_sources() -> None:
    text = "Ostrova sends Marenza 48 howitzers and 1,200 shells worth $178 million, a clerk in Karsk told us at Fort Aldo." + OWN
    assert [kind for *_, kind in beside((text, REPORT), ("Coast Paper", "The Harbour Gazette"))] == []


@pytest.mark.parametrize(("text", "names"), [
    ("He told the state news agency IRNA so on Sunday. According to Reuters, nobody came.", ("irna", "reuters")),
    ("“No,” he told Fox News. Sources said so to the Delta Star on Friday.", ("fox news", "delta star")),
    ("The guns were seen by The Times of Karsk. In Ostrova they were not.", ("times of karsk",)),
    ("The paper of the fleet lay on the table. On Monday Star Ferries sailed.", ()),
    ("A U.S. official told N.Y. Post. Rosin is dear.", ("n.y. post",)),
])
def test_names_cited(text: str, names: tuple[str, ...]) -> None:
    assert cited(text) == names


def test_at_most_so_many_and_media_first() -> None:
    text = " ".join(f"Clerk{i} reported this." for i in range(20)) + " The Delta Star reported this."
    assert len(cited(text)) == MOST and cited(text)[0] == "delta star"


def test_a_passage_is_the_sentence_that_names_and_what_goes_on_with_it() -> None:
    page, = prints(article("Fort Aldo is old. " + WORDINGS[10] + " A ship waits at Karsk. The 71 men of Velden sleep." + OWN))
    found = passages(unpack(page.packed))
    of = found.of == found.names.index("harbour gazette")
    assert (int(of.sum()), int(found.figures[of].sum())) == (4, 2)


@pytest.mark.parametrize(("name", "told"), [("The Associated Press", "ap"), ("AP", "ap"), ("Reuters", "reuters"), ("U.S. News", "un"), ("", "")])
def test_outlets_go_by_their_initials(name: str, told: str) -> None:
    assert initials(name) == told
