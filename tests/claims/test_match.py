"""Frames on the tree: who gives, who gets, what, for the verbs and nouns of every act."""

import pytest
from tests.claims.building import Match, found_in, layered, roles_told

TRANSFERS = [
    # verbs of giving
    ("Italy delivered torpedoes to Kenya.", ("IT", "KE", "torpedoes")),
    ("Italy gave Kenya forty howitzers.", ("IT", "KE", "howitzers")),
    ("Kenya was given forty howitzers by Italy.", ("IT", "KE", "howitzers")),
    ("Forty howitzers were handed over to Kenya by Italy.", ("IT", "KE", "howitzers")),
    ("Italy provided Kenya with night-vision goggles.", ("IT", "KE", "night-vision goggles")),
    ("Rome has shipped rifles, radars and helicopters to Kenya.", ("IT", "KE", "rifles+radars+helicopters")),
    ("Italy and Spain donated armoured vehicles to Kenya and Uganda.", ("IT+ES", "KE+UG", "armoured vehicles")),
    ("Smugglers moved rifles from Libya to Niger.", ("LY", "NE", "rifles")),
    ("Italy sold Kenya two frigates.", ("IT", "KE", "frigates")),
    ("Rifles exported by Finland reached Jordan.", ("FI", "", "Rifles")),
    # verbs of getting swap the sides
    ("Kenya received helicopters from Italy.", ("IT", "KE", "helicopters")),
    ("Kenya bought helicopters from Italy.", ("IT", "KE", "helicopters")),
    ("Helicopters were bought from Italy by Kenya.", ("IT", "KE", "Helicopters")),
    ("Kenya has ordered six corvettes from Spain.", ("ES", "KE", "corvettes")),
    ("Kenya asked Spain for patrol boats.", ("ES", "KE", "patrol boats")),
    ("Kenya acquired Spanish-made radars.", ("ES", "KE", "Spanish-made radars")),
    # verbs of arming
    ("Italy has armed Kenya with rifles.", ("IT", "KE", "rifles")),
    ("Italy equipped the Kenyan army with radars.", ("IT", "KE", "radars")),
    # nouns
    ("Italy's sale of torpedoes to Kenya angered Somalia.", ("IT", "KE", "torpedoes")),
    ("Deliveries of torpedoes from Italy to Kenya went on.", ("IT", "KE", "torpedoes")),
    ("Kenya's purchase of torpedoes from Italy went through.", ("IT", "KE", "torpedoes")),
    ("The transfer of rifles by Finland to Jordan was legal.", ("FI", "JO", "rifles")),
    ("Italian arms sales to Kenya have doubled.", ("IT", "KE", "arms")),
    ("Kenya's request for torpedoes from Italy was read.", ("IT", "KE", "torpedoes")),
]


@pytest.mark.parametrize(("text", "expected"), TRANSFERS)
def test_transfers(text: str, expected: Match) -> None:
    assert roles_told(text, "transfer")[0] == expected


OTHERS = [
    ("sanction", "Canada imposed an arms embargo on Belarus.", ("CA", "BY")),
    ("sanction", "Canada sanctioned Belarus over its missile sales.", ("CA", "BY")),
    ("sanction", "The Canadian embargo on Belarus stands.", ("CA", "BY")),
    ("sanction", "An embargo against Belarus by Canada stands.", ("CA", "BY")),
    ("sanction", "Sanctions on Belarus by Canada stand.", ("CA", "BY")),
    ("sanction", "Canada, the EU and Japan imposed sanctions on Belarus over missile exports.", ("CA+EU+JP", "BY")),
    ("sanction", "The Canadian navy seized rifles from Yemen.", ("CA", "YE")),
    ("training", "Portugal is training Angolan pilots on trainer jets.", ("PT", "AO")),
    ("training", "Angolan pilots are trained by Portugal.", ("PT", "AO")),
    ("production", "Vietnam and India co-produce patrol boats.", ("VN+IN", "")),
    ("production", "Vietnam builds corvettes in Russia.", ("VN", "RU")),
    ("permission", "Germany allowed Estonia to re-export howitzers.", ("DE", "EE")),
    ("permission", "Germany barred Estonia from using the missiles abroad.", ("DE", "EE")),
    ("cooperation", "Peru and Chile signed a defence pact.", ("PE", "CL")),
    ("cooperation", "Military cooperation between Peru and Chile has grown.", ("PE", "CL")),
    ("cooperation", "Peru's defence cooperation with Chile has grown.", ("PE", "CL")),
    ("funding", "Denmark gave Moldova $40 million for its army.", ("DK", "MD")),
    ("funding", "Denmark financed the Moldovan army.", ("DK", "MD")),
    ("use", "Ethiopia struck the town with Turkish-made drones.", ("ET", "")),
]


@pytest.mark.parametrize(("act", "text", "expected"), OTHERS)
def test_other_acts(act: str, text: str, expected: tuple[str, str]) -> None:
    assert [told[:2] for told in roles_told(text, act)][:1] == [expected]


@pytest.mark.parametrize("text", [
    "Italy sent condolences to Kenya.", "Kenya received visitors from Italy.", "Italy gave Kenya a warm welcome.",
    "Peru and Chile signed a fishing treaty.", "Denmark gave Moldova $40 million for its schools.", "The minister allowed Peru to host the games.",
    "Ethiopia used its own drones.",
])
def test_everyday_sentences_match_no_frame(text: str) -> None:
    assert found_in_any(text) == []


def found_in_any(text: str) -> list[str]:
    """Acts of all candidates of a text."""
    acts = ("transfer", "funding", "production", "training", "sanction", "permission", "use", "cooperation")
    return [act for act in acts if found_in(text, act)]


def test_aid_that_a_legislature_votes_is_funding() -> None:
    text = "The Danish parliament passed military aid for Moldova."
    assert [c.frame.act for c in found_in(text, "funding")] == ["funding"]
    assert found_in(text, "transfer") == []


def test_a_ban_on_trade_is_a_sanction_and_one_on_use_a_permission() -> None:
    trade = found_in_any("Germany banned the sale of rifles to Belarus.")
    assert "sanction" in trade and "permission" not in trade
    assert "permission" in found_in_any("Germany restricts the use of its missiles by Estonia.")


def test_goods_named_by_their_make_name_the_giver() -> None:
    assert roles_told("Kenya bought Israeli drones.", "transfer")[0][:2] == ("IL", "KE")


def test_use_of_goods_that_were_supplied_is_found_in_the_same_article() -> None:
    text = "Italy gave Kenya forty howitzers. Kenya fired the howitzers at Somalia."
    assert roles_told(text, "use") == [("KE", "SO", "howitzers")]


def test_candidates_stand_in_text_order() -> None:
    text = "Italy gave Kenya forty howitzers. Spain sold Peru two frigates. Finland exported rifles to Jordan."
    words = [c.word for c in found_in(text, "transfer")]
    assert words == sorted(words) and len(words) == 3


def test_a_frame_gives_one_candidate_of_an_act_at_a_word() -> None:
    for _, text, _ in OTHERS:
        keys = [(c.word, c.frame.act) for act in ("transfer", "sanction", "funding") for c in found_in(text, act)]
        assert len(keys) == len(set(keys))


def test_layers_are_read_once() -> None:
    assert layered(TRANSFERS[0][0]) is layered(TRANSFERS[0][0])


@pytest.mark.parametrize("verb", ["slapped", "hit", "punished"])
def test_who_is_hit_with_sanctions_is_their_target(verb: str) -> None:
    told = roles_told(f"Norway {verb} Eritrea with sanctions over its arms programme.", "sanction")
    assert ("NO", "ER", "") in told


def test_who_is_hit_with_rockets_is_not_sanctioned() -> None:
    assert not roles_told("Norway hit Eritrea with rockets.", "sanction")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway poured howitzers into Kenya.", ("NO", "KE", "howitzers")),
        ("Norway kitted out Kenya with rifles.", ("NO", "KE", "rifles")),
        ("Kenya snapped up howitzers from Norway.", ("NO", "KE", "howitzers")),
        ("Norway offloaded its old howitzers to Kenya.", ("NO", "KE", "old howitzers")),
        ("Kenya is haggling with Norway over howitzers.", ("NO", "KE", "howitzers")),
        ("The influx of howitzers from Norway to Kenya went on.", ("NO", "KE", "howitzers")),
    ],
)
def test_idioms_of_the_press_say_who_gives_and_who_gets(text: str, expected: Match) -> None:
    assert expected in roles_told(text, "transfer")
