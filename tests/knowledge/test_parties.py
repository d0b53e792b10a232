"""The names of parties: wide, unambiguous where they must be, and not read inside other names."""

import pytest

from onrecord.knowledge.loader import load
from onrecord.knowledge.parties import ROLE_FORMS, anaphora, is_state, party_gazetteer, party_info, roles, state_name


def codes(text: str) -> list[tuple[str, ...]]:
    return [m.payload.codes for m in party_gazetteer().find(text) if m.payload.form]


def forms(text: str) -> list[str]:
    return [m.payload.form for m in party_gazetteer().find(text)]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("Kyiv", "UA"),
        ("Kiev", "UA"),
        ("Burma", "MM"),
        ("Ivory Coast", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("the Republic of Korea", "KR"),
        ("ROK", "KR"),
        ("DPRK", "KP"),
        ("N. Korea", "KP"),
        ("KSA", "SA"),
        ("U.A.E.", "AE"),
        ("U.S.", "US"),
        ("the United States", "US"),
        ("America", "US"),
        ("Britain", "GB"),
        ("the UK", "GB"),
        ("Zaire", "CD"),
        ("DR Congo", "CD"),
        ("Equatorial Guinea", "GQ"),
        ("Guinea-Bissau", "GW"),
        ("Guinea", "GN"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("Holland", "NL"),
        ("Timor-Leste", "TL"),
        ("USSR", "SU"),
        ("the Soviets", "SU"),
        ("Yugoslavia", "YU"),
        ("Czechoslovakia", "CS"),
        ("East Berlin", "DD"),
        ("East Germans", "DD"),
        ("West Germans", "DE"),
        ("Bonn", "DE"),
        ("Democratic Yemen", "YD"),
        ("North Yemen", "YE"),
        ("the contras", "Contras"),
        ("the Mozambique National Resistance", "RENAMO"),
        ("MNR", "RENAMO"),
        ("mujahedeen", "Mujahideen"),
        ("the R.S.F.", "Rapid Support Forces"),
        ("Swapo", "SWAPO"),
        ("Tamil separatists", "Tamil Tigers"),
        ("Karen guerrillas", "Karen National Union"),
        ("Bosnian Muslims", "BA"),
        ("the Japanese Red Army", "Japanese Red Army"),
        ("Savimbi", "UNITA"),
        ("the Sandinista army", "NI"),
        ("Taiwan", "TW"),
        ("Kosovo", "XK"),
        ("Palestinians", "PS"),
        ("Czechia", "CZ"),
        ("Swaziland", "SZ"),
        ("the Kremlin", "RU"),
        ("Downing Street", "GB"),
        ("the Elysée", "FR"),
        ("Foggy Bottom", "US"),
        ("the Knesset", "IL"),
        ("the Bundestag", "DE"),
        ("OFAC", "US"),
        ("Rosoboronexport", "RU"),
        ("the IRGC", "IR"),
        ("the Quds Force", "IR"),
        ("the PLA", "CN"),
        ("the Bundeswehr", "DE"),
        ("Vladimir Putin", "RU"),
        ("Zelenskyy", "UA"),
        ("Zelensky", "UA"),
        ("Kim Jong-un", "KP"),
        ("Gadhafi", "LY"),
        ("Erdoğan", "TR"),
        ("Narendra Modi", "IN"),
        ("Mohammed bin Salman", "SA"),
        ("Stoltenberg", "NATO"),
        ("Nasrallah", "Hezbollah"),
        ("the European Union", "EU"),
        ("Nato", "NATO"),
        ("the U.N. Security Council", "UN"),
        ("the African Union", "African Union"),
        ("Hizballah", "Hezbollah"),
        ("Ansar Allah", "Houthis"),
        ("Houthi", "Houthis"),
        ("Islamic State", "ISIS"),
        ("Daesh", "ISIS"),
        ("al-Qaida", "Al Qaeda"),
        ("the Rapid Support Forces", "Rapid Support Forces"),
        ("the PKK", "PKK"),
        ("UNITA", "UNITA"),
        ("the Tamil Tigers", "Tamil Tigers"),
        ("Western countries", "the West"),
        ("Gulf states", "Gulf states"),
        ("partners and allies", "allies and partners"),
        ("Hanwha Aerospace", "KR"),
        ("Rheinmetall", "DE"),
        ("Almaz-Antey", "RU"),
        ("Baykar", "TR"),
        ("Embraer", "BR"),
        ("Israel Aerospace Industries", "IL"),
        ("NORINCO", "CN"),
        ("Denel", "ZA"),
    ],
)
def test_a_name_stands_for_its_party(name: str, code: str) -> None:
    assert codes(f"They met {name} there.") == [(code,)]


@pytest.mark.parametrize(
    "name",
    [
        "the Indian Ocean",
        "the South China Sea",
        "the Persian Gulf",
        "Latin America",
        "Native American",
        "The Washington Post",
        "New York Times",
        "Tehran Times",
        "The Moscow Times",
        "China Daily",
        "the Korean War",
        "Washington state",
        "George Washington",
        "Michael Jordan",
        "New Mexico",
        "a Chinese restaurant",
        "the Minsk agreements",
        "Bank of America",
        "Lake Chad",
        "turkey",
        "china",
        "polish",
        "us",
    ],
)
def test_a_name_inside_another_is_no_party(name: str) -> None:
    assert codes(f"They spoke of {name} there.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IRAN SENDS DRONES TO RUSSIA", [("IR",), ("RU",)]),
        ("US SANCTIONS IRAN'S ARMY", [("US",), ("IR",)]),
        ("THEY GIVE US IRAN'S OIL", [("IR",)]),
        ("Polish firms polish it", [("PL",)]),
        ("TURKEY BUYS JETS", [("TR",)]),
    ],
)
def test_headlines_in_capitals_are_read_with_care(text: str, expected: list[tuple[str, ...]]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("name", "among", "default"), [("Korea", {"KR", "KP"}, ()), ("Congo", {"CD", "CG"}, ("CD",)), ("IAF", {"IL", "IN"}, ())]
)
def test_an_ambiguous_name_lists_whom_it_may_mean(name: str, among: set[str], default: tuple[str, ...]) -> None:
    payload = party_gazetteer().get(name)
    assert payload is not None
    assert set(payload.among) == among
    assert payload.codes == default


def test_forms_tell_how_a_party_is_named() -> None:
    assert forms("Iran Iranian Tehran Kremlin Lavrov OFAC IDF Hamas Boeing Western") == [
        "name",
        "demonym",
        "capital",
        "metonym",
        "leader",
        "ministry",
        "force",
        "group",
        "company",
        "collective",
    ]


def test_a_firm_acts_for_its_state_and_keeps_its_name() -> None:
    payload = party_gazetteer().get("Sikorsky")
    assert payload is not None
    assert (payload.codes, payload.firm) == (("US",), "Lockheed Martin")


def test_every_code_is_that_of_a_known_party() -> None:
    for entry in load("ambiguous"):
        assert all(party_info(code) for code in [*entry["among"], *filter(None, [entry.get("default")])])
    assert all(is_state(state) for state in load("companies"))
    assert all(party_info(entry["state"]) for entry in [*load("leaders"), *load("institutions")])
    assert all(is_state(group["country"]) for group in load("groups") if "country" in group)


def test_no_state_has_two_entries_and_codes_are_two_capitals() -> None:
    listed = [state["code"] for state in load("states")]
    assert len(set(listed)) == len(listed) >= 197
    assert [code for code in listed if len(code) != 2 or not code.isupper()] == []


def test_states_and_others_are_told_apart() -> None:
    assert is_state("UA") and not is_state("NATO") and not is_state("XX")
    assert state_name("UA") == "Ukraine"
    assert state_name("Hamas") == "Hamas"
    info = party_info("Hezbollah")
    assert info is not None
    assert (info.kind, info.country) == ("group", "LB")
    assert party_info("nobody") is None


def test_a_noun_of_several_roles_takes_the_first() -> None:
    assert roles().form_of["contractor"] == "force"
    assert roles().form_of["rebel"] == "insurgent"
    assert set(roles().form_of.values()) == set(ROLE_FORMS)


def test_plain_nouns_lead_back_only_to_parties_that_exist() -> None:
    for lemma, noun in anaphora().nouns.items():
        assert noun.kinds, lemma
        assert all(party_info(code) for code in noun.among), lemma


def test_words_of_roles_and_anaphora_are_lower_case() -> None:
    known, back = roles(), anaphora()
    words = [*known.form_of, *known.epithets, *known.makers, *known.firm, *back.agent_verbs, *back.owned, *back.pairs, *back.describing]
    assert [word for word in words if word != word.lower()] == []
