"""Names that only the grammar shows to be parties: whom a sanction strikes, and rebels told by whom they fight."""

import pytest
from tests.claims.building import tree_of
from tests.reading.test_coreference import means
from tests.reading.test_parties import words

from onrecord.reading.targets import target_names


def targets(text: str) -> list[str]:
    tree = tree_of(text)
    return [" ".join(tree.forms[w] for w in name) for name in target_names(tree)]


@pytest.mark.parametrize(("text", "names"), [
    ("Italy sanctioned Orlan Technologies and its director.", ["Orlan Technologies"]),
    ("Sanctions were imposed on the Kamenka Design Bureau and its suppliers.", ["Kamenka Design Bureau"]),
    ("Canada announced sanctions against the Centre for Special Technology.", ["Centre for Special Technology"]),
    ("Italy designated the mining company Lobaye Gold.", ["Lobaye Gold"]),
    ("Japan froze the assets of Promtorg.", ["Promtorg"]),
    ("Italy sanctioned two Turkish firms, Azmet Elektronik and Kar Makina.", ["Azmet Elektronik", "Kar Makina"]),
    ("Italy sanctioned a Turkish firm.", []),
    ("Italy sanctioned the owner of LTD in May.", []),
    ("The restrictions on the Court end in May.", []),
    ("Italy was designated a Foreign Terrorist Organization.", []),
    ("He spoke of Orlan Technologies and its director.", []),
    ("New Sanctions on Orlan Technologies Over Drone Parts For Chad", []),
    ("They spoke of sanctions on Orl- on Chad.", []),
])
def test_capitalised_targets_of_sanctions_are_names(text: str, names: list[str]) -> None:
    assert targets(text) == names


def test_a_targets_name_is_a_party_for_itself_or_its_state_and_a_known_one_stays_what_it_is() -> None:
    assert ("Lobaye Gold", "Lobaye Gold") in words("Italy designated the mining company Lobaye Gold.")
    assert ("Azmet Elektronik", "TR") in words("Italy sanctioned a Turkish firm, Azmet Elektronik.")
    assert words("Italy sanctioned Hezbollah and Iran.") == [("Italy", "IT"), ("Hezbollah", "Hezbollah"), ("Iran", "IR")]
    assert "Kar Makina Co., Ltd" in [code.rstrip(".") for _, code in words("Italy sanctioned Kar Makina Co., Ltd. in May.")]
    assert words("Italy wants a ban on WMD.") == [("Italy", "IT")]


@pytest.mark.parametrize(("text", "expected"), [
    ("Qatar armed the rebels fighting Muammar Gaddafi.", ("the rebels", "Libyan rebels")),
    ("Qatar sent rifles to rebels battling the government of Sudan.", ("rebels", "Sudanese rebels")),
    ("Qatar sent arms to rebels who oppose President Bashar al-Assad.", ("rebels", "Syrian rebels")),
    ("Qatar armed the guerrillas fighting the government of Angola. UNITA wants more.", ("the guerrillas", "UNITA")),
])
def test_rebels_are_named_by_whom_they_fight(text: str, expected: tuple[str, str]) -> None:
    assert expected in means(text)


@pytest.mark.parametrize("text", [
    "Qatar armed the rebels fighting hunger.",
    "Qatar armed the rebels fighting Hezbollah.",
    "Qatar armed the troops fighting Muammar Gaddafi.",
    "Qatar armed the rebels fighting Libya and Chad over Sudan.",
])
def test_others_are_not(text: str) -> None:
    assert not [name for _, name in means(text) if name.endswith(" rebels")]


@pytest.mark.parametrize(("text", "name"), [
    ("The Lady R, a Russian freighter that is on the US sanctions list, carried the shells.", "Lady R"),
    ("Peru sanctioned General Kabarebe last Thursday over arms for the rebels.", "Kabarebe"),
    ("Bright Lantern and Marmara Dawn are being designated for supplying parts.", "Marmara Dawn"),
    ("Kian Wings, which remains under sanctions, flew the drones.", "Kian Wings"),
])
def test_who_is_under_sanctions_is_a_party(text: str, name: str) -> None:
    assert name in {code for _, code in words(text)}


def test_a_class_of_ships_is_no_party() -> None:
    assert words("Two Dakar-class submarines went to Chile.") == [("Chile", "CL")]
