"""The catalogue is sound, wide, and says of each phrase what class it is."""

import pytest
from tests.knowledge.catalogue_listing import PAGE, listing

from onrecord.errors import KnowledgeError
from onrecord.knowledge import items
from onrecord.knowledge.items import CLASSES, NOUN_FILES, PLAIN_KINDS, Head, Term, designations, item_gazetteer, joined, systems, titles
from onrecord.knowledge.loader import load
from onrecord.knowledge.parties import is_state


def term(form: str) -> Term:
    found = item_gazetteer().get(form)
    assert found is not None, form
    return found


def head(word: str) -> Head:
    found = term(word).head
    assert found is not None, word
    return found


def system_of(name: str) -> str | None:
    if any(map(str.isdigit, name)):
        return designations().get(joined(name), (None, False))[0]
    found = item_gazetteer().get(name)
    return None if found is None else found.system


def test_the_page_of_counts_is_true() -> None:
    assert PAGE.read_text(encoding="utf-8") == listing()


def test_classes_are_those_of_the_guide_and_each_can_be_reached() -> None:
    assert len(CLASSES) == len(set(CLASSES)) == 39
    nouns = [row for file in NOUN_FILES for row in load(f"items/{file}").values()]
    reached = {info.cls for info in systems().values()} | {row["is"] for row in nouns if "is" in row}
    assert reached == set(CLASSES)


def test_every_name_leads_to_its_own_system() -> None:
    lost = [(info.key, name) for info in systems().values() for name in info.names if system_of(name) != info.key]
    assert lost == []


def test_every_system_has_a_maker_written_as_a_state_is() -> None:
    odd = [info.key for info in systems().values() if not all(is_state(maker) for maker in info.makers)]
    assert odd == []


def test_a_family_is_of_the_same_class() -> None:
    known = systems()
    crossed = [info.key for info in known.values() if info.family and known[info.family].cls != info.cls]
    assert crossed == []


@pytest.mark.parametrize(
    ("name", "cls", "maker"),
    [
        ("Su-35", "aircraft.fighter", "RU"),
        ("Yak-130", "aircraft.trainer", "RU"),
        ("Il-76", "aircraft.other", "RU"),
        ("Apache", "helicopter", "US"),
        ("Mohajer-6", "uav", "IR"),
        ("Bayraktar TB2", "uav", "TR"),
        ("Iskander", "missile.ballistic", "RU"),
        ("KN-23", "missile.ballistic", "KP"),
        ("ATACMS", "missile.ballistic", "US"),
        ("Storm Shadow", "missile.cruise", "GB"),
        ("BrahMos", "missile.cruise", "IN"),
        ("Igla", "missile.air-defence", "RU"),
        ("NLAW", "missile.anti-tank", "GB"),
        ("AIM-120", "missile.other", "US"),
        ("S-400", "air-defence", "RU"),
        ("Iron Dome", "air-defence", "IL"),
        ("HQ-9", "air-defence", "CN"),
        ("M777", "artillery", "US"),
        ("HIMARS", "rocket-artillery", "US"),
        ("GMLRS", "ammunition.rocket", "US"),
        ("JDAM", "bomb", "US"),
        ("FAB-500", "bomb", "RU"),
        ("TM-62", "mine", "RU"),
        ("AK-47", "small-arms", "RU"),
        ("T-72", "tank", "RU"),
        ("Leopard 2", "tank", "DE"),
        ("BMP-2", "armoured-vehicle", "RU"),
        ("Humvee", "vehicle", "US"),
        ("Mogami", "ship", "JP"),
        ("Scorpène", "submarine", "FR"),
        ("AN/TPQ-36", "radar", "US"),
        ("Krasukha-4", "electronics", "RU"),
        ("Novichok", "chemical", "RU"),
    ],
)
def test_well_known_systems(name: str, cls: str, maker: str) -> None:
    key = system_of(name)
    assert key is not None
    assert systems()[key].cls == cls and maker in systems()[key].makers


@pytest.mark.parametrize("name", ["Javelin", "Patriot", "Hawk", "Abrams", "Caesar", "Barrett", "Hammer", "Stinger", "Bradley", "Chinook"])
def test_a_name_that_is_an_everyday_word_is_marked_shaky(name: str) -> None:
    assert term(name).system is not None and term(name).shaky


@pytest.mark.parametrize(("name", "shaky"), [("HIMARS", False), ("Kinzhal", False), ("Iron Dome", False), ("NLAW", False)])
def test_a_name_that_is_nothing_else_is_not(name: str, shaky: bool) -> None:
    assert term(name).system is not None and term(name).shaky is shaky


@pytest.mark.parametrize(("name", "shaky"), [("B-1", True), ("U-2", True), ("F-16", False), ("T-72", False)])
def test_short_designations_are_marked_shaky(name: str, shaky: bool) -> None:
    assert designations()[joined(name)][1] is shaky


@pytest.mark.parametrize("spelling", ["Su-35", "Su 35", "SU35", "su-35"])
def test_spellings_of_a_designation_agree(spelling: str) -> None:
    assert joined(spelling) == "SU35"


@pytest.mark.parametrize(
    ("kind", "word", "whole"),
    [
        ("missile.ballistic", "missile", "missile.ballistic"),
        ("air-defence", "missile", "missile.air-defence"),
        ("anti-ship", "missile", "missile.cruise"),
        ("tank", "ammunition", "ammunition.tank"),
        ("rocket-artillery", "ammunition", "ammunition.rocket"),
        ("small-arms", "ammunition", "ammunition.small-arms"),
        ("uav", "component", "component"),
        ("aircraft.fighter", "part", "component"),
        ("spare", "part", "spare-parts"),
        ("air-defence", "system", "air-defence"),
        ("electronics", "system", "electronics"),
        ("military", "system", "equipment"),
        ("nuclear", "technology", "nuclear"),
        ("uav", "technology", "component"),
        ("air-defence", "gun", "air-defence"),
        ("winter", "gear", "personal-equipment"),
        ("medical", "tank", None),
        ("ship", "interceptor", None),
    ],
)
def test_modifier_and_head_make_a_class(kind: str, word: str, whole: str | None) -> None:
    assert head(word).whole(kind) == whole


@pytest.mark.parametrize("form", ["drones", "Drones", "UAVs", "missiles", "batteries", "torpedoes", "servicemen", "MANPADS"])
def test_plurals_are_marked(form: str) -> None:
    assert term(form).many


@pytest.mark.parametrize("form", ["drone", "frigate", "artillery", "UAV"])
def test_singulars_are_not_plurals(form: str) -> None:
    assert not term(form).many


def test_an_acronym_wants_its_capitals() -> None:
    assert item_gazetteer().get("sam") is None
    assert item_gazetteer().get("SAM") is not None


@pytest.mark.parametrize("phrase", ["think tank", "arms control", "shell company", "humanitarian aid", "fuel tanks", "under the radar"])
def test_phrases_that_only_look_like_items_are_blocked(phrase: str) -> None:
    assert term(phrase).blocked


def test_titles_are_small_letters() -> None:
    assert {"operation", "general"} <= titles() and all(title == title.lower() for title in titles())


def test_the_kinds_of_modifiers_are_classes_or_plain() -> None:
    assert set(load("items/modifiers")) <= {*CLASSES, *PLAIN_KINDS}


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"uav": {"IR": {"x-1": "X-1"}}, "tank": {"IR": {"x-1": "X-2"}}}, "given twice"),
        ({"uav": {"IR": {"x-1": "X-1 < y-1"}}}, "not in the catalogue"),
        ({"kite": {"IR": {"x-1": "X-1"}}}, "not a class"),
        ({"uav": {False: {"x-1": "X-1"}}}, "not a class, a maker"),
    ],
)
def test_a_broken_catalogue_is_refused(files: dict[str, object], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(items, "SYSTEM_FILES", ("uav",))
    monkeypatch.setattr(items, "load", lambda name: files)
    with pytest.raises(KnowledgeError, match=said):
        items.systems.__wrapped__()


def test_one_designation_for_two_systems_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(items, "SYSTEM_FILES", ("uav",))
    monkeypatch.setattr(items, "load", lambda name: {"uav": {"IR": {"x-1": "X-1", "x-one": "X 1"}}})
    with pytest.raises(KnowledgeError, match="also names x-1"):
        items.designations.__wrapped__()


def test_a_noun_with_an_unknown_class_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(items, "NOUN_FILES", ("nouns",))
    monkeypatch.setattr(items, "load", lambda name: {"kite": {"is": "toy"}})
    with pytest.raises(KnowledgeError, match="not one"):
        items._add_heads(items._Forms())
