"""Firms and persons that are sanctioned themselves stand for themselves."""

import pytest
from tests.claims.answers import answer, weighed, witness_of
from tests.claims.building import layered

from onrecord.claims.decide import drafted
from onrecord.claims.targets import by_name, on_lists, run_out, seekers, struck
from onrecord.claims.thresholds import DEFAULT


def targets(text: str, word: str, receiver: str | None) -> list[str]:
    """Whom the sanction at ``word`` strikes where the learned reader answers ``receiver`` (None: nobody)."""
    layers = layered(text)
    asked = weighed(layers, word, "sanction", answer([("IT", 0.95)], [(receiver, 0.95)] if receiver else []))
    return [code for code, _ in drafted(layers, witness_of(layers), asked, DEFAULT).receiver]


@pytest.mark.parametrize(("text", "word", "receiver", "expected"), [
    ("Italy sanctioned a Turkish firm, Azmet Elektronik, over drones.", "sanctioned", "TR", ["Azmet Elektronik"]),
    ("Italy sanctioned two Turkish firms, Azmet Elektronik and Kar Makina.", "sanctioned", "TR", ["Azmet Elektronik", "Kar Makina"]),
    ("Italy imposed sanctions on Iran's Kian Aerospace Industries.", "imposed", "IR", ["Kian Aerospace Industries"]),
    ("Italy imposed sanctions on Iran's Kian Aerospace Industries.", "sanctions", "IR", ["Kian Aerospace Industries"]),
    ("Italy designated the mining company Lobaye Gold.", "designated", None, ["Lobaye Gold"]),
    ("Italy sanctioned Ana Roe Holm, a procurement official of the Wagner Group.", "sanctioned", None, ["Ana Roe Holm"]),
    ("Italy sanctioned Ana Roe Holm, a procurement official of the Wagner Group.", "sanctioned", "Wagner Group", ["Ana Roe Holm"]),
    ("Italy froze the assets of Ana Holm, a general of the Arakan Army.", "froze", "Arakan Army", ["Ana Holm"]),
    ("Italy sanctioned six Chinese firms.", "sanctioned", "CN", ["CN"]),
    ("Italy sanctioned Iran and its Kian Aerospace Industries.", "sanctioned", "IR", ["IR"]),
    ("Italy sanctioned Iran over Kian Aerospace Industries.", "sanctioned", "IR", ["IR"]),
])
def test_who_is_struck_by_name(text: str, word: str, receiver: str | None, expected: list[str]) -> None:
    assert targets(text, word, receiver) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("The Lady R, a Russian freighter that has been on the US sanctions list for a year, docked with guns.", ["Lady R"]),
    ("Peru added Holm Trading LLC to its blacklist over guns for Chile.", ["Holm Trading LLC"]),
    ("Peru took Holm Trading LLC off the list of guests and put a ban on Chile.", []),
    ("Holm Trading LLC keeps a list of clients under sanctions.", []),
])
def test_who_is_on_a_list_of_sanctions(text: str, expected: list[str]) -> None:
    layers = layered(text)
    assert on_lists(layers, 0) == expected
    assert struck(layers, 0, [], ["RU"]) == (expected or ["RU"])


def test_receivers_of_whom_nothing_is_told_stay() -> None:
    assert by_name(layered("Italy sanctioned Chad."), [], ["TD", "LY"]) == ["TD", "LY"]
    assert by_name(layered("Italy sanctioned Chad."), [], []) == []


@pytest.mark.parametrize(("text", "word", "giver", "expected"), [
    ("Peru urged the United Nations to extend its arms embargo on Chad.", "extend", "UN", ["PE"]),
    ("Peru has stepped up calls for the extension of the UN arms embargo on Chad.", "embargo", "UN", ["PE"]),
    ("The UN arms embargo on Chad expired in May.", "embargo", "UN", ["UN"]),
])
def test_a_sanction_that_is_only_sought_is_its_seekers(text: str, word: str, giver: str, expected: list[str]) -> None:
    layers = layered(text)
    asked = weighed(layers, word, "sanction", answer([(giver, 0.95)], [("TD", 0.95)], "sought"))
    assert [code for code, _ in drafted(layers, witness_of(layers), asked, DEFAULT).giver] == expected


@pytest.mark.parametrize(("givers", "status", "expected"), [
    (["UN"], "sought", ["IT"]), (["UN"], "done", ["UN"]), (["UN", "IT"], "possible", ["IT"]), (["EU"], "sought", ["EU"]),
])
def test_what_the_united_nations_are_asked_for_is_the_askers(givers: list[str], status: str, expected: list[str]) -> None:
    assert seekers(answer([("UN", 0.8), ("KE", 0.1), ("IT", 0.08)], [("KE", 0.9)]), givers, ["KE"], status) == expected


@pytest.mark.parametrize(("text", "word", "expected"), [
    ("The UN arms embargo on Kenya is old. The embargo expires in May.", "expires", ["UN"]),
    ("The UN arms embargo on Kenya is old. The arms embargo was lifted.", "lifted", ["UN"]),
    ("The UN arms embargo on Kenya is old. The embargo was lifted by Italy.", "lifted", ["IT"]),
    ("The UN arms embargo on Kenya is old. The Italian embargo expires in May.", "expires", ["IT"]),
    ("The UN arms embargo on Kenya is old. The embargo comes to an end in May.", "comes", ["UN"]),
    ("The UN arms embargo on Kenya is old. The embargo comes into force in May.", "comes", ["IT"]),
    ("An arms embargo on Kenya is old. The embargo expires in May.", "expires", ["IT"]),
])
def test_an_embargo_that_runs_out_is_the_united_nations(text: str, word: str, expected: list[str]) -> None:
    layers = layered(text)
    assert run_out(layers, next(w for w in range(len(layers.tree)) if layers.tree.form(w) == word), ["IT"], ["KE"]) == expected


def test_two_sides_may_both_be_armed() -> None:
    layers = layered("Iran and Iraq went to war. China armed both sides.")
    assert layers.paired(layers.tree.first_at(layers.article.text.index("armed")), ["IR", "IQ"])
    assert not layers.paired(0, ["IR", "IQ"])
