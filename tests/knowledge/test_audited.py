"""The classes that the audit found thin: one test a class, on words of each, and on words that must stay out of it."""

import pytest

from onrecord.knowledge.frames import Frame, noun_frames, operators, verb_frames
from onrecord.knowledge.items import designations, item_gazetteer, joined, systems
from onrecord.knowledge.parties import party_gazetteer
from onrecord.knowledge.reporting import phrases, reporting_nouns, reporting_verbs


def system_class(name: str) -> str | None:
    if any(map(str.isdigit, name)):
        found = designations().get(joined(name))
        return systems()[found[0]].cls if found else None
    term = item_gazetteer().get(name)
    return systems()[term.system].cls if term is not None and term.system else None


@pytest.mark.parametrize(
    ("cls", "names"),
    [
        ("aircraft.fighter", ["F-104 Starfighter", "Hawker Hunter", "Il-28", "J-22 Orao", "F-100"]),
        ("aircraft.trainer", ["L-59", "MB-326", "CJ-6", "HJT-16", "Utva Lasta"]),
        ("aircraft.other", ["An-225", "VC10", "DHC-5", "BN-2", "L-410", "KQ-200"]),
        ("helicopter", ["Mi-6", "AW189", "Bell 505", "SA 315", "Super Frelon"]),
        ("uav", ["CH-901", "Hero-90", "V-BAT", "Parodiya", "Camcopter S-100", "FH-97"]),
        ("missile.ballistic", ["SS-20", "Hatf-9", "Al-Samoud", "M51", "SY-400", "Borkan-3"]),
        ("missile.cruise", ["P-700", "YJ-62", "Sea Eagle", "Hatf-7", "Padasuri"]),
        ("missile.other", ["AA-11", "Skyflash", "PL-11", "VA-111 Shkval", "AGM-45"]),
        ("air-defence", ["Antey-2500", "LD-2000", "AK-630", "Millennium gun", "PGZ-09"]),
        ("missile.anti-tank", ["AT-7", "Mapats", "SS.11", "RGW 60"]),
        ("artillery", ["M115", "BS-3", "FH-88", "CITER 155mm"]),
        ("rocket-artillery", ["WM-80", "Fajr-4", "RT-2000", "M-87 Orkan"]),
        ("bomb", ["BLU-109", "GBU-15", "ZAB-500"]),
        ("mine", ["PMD-6", "TMA-3", "PTKM-1R", "VS-1.6"]),
        ("small-arms", ["SG 550", "IMBEL IA2", "PPS-43", "FX-05"]),
        ("tank", ["M47 Patton", "AMX-32", "T-44", "M-91 Vihor", "CM-11"]),
    ],
)
def test_systems_of_every_class(cls: str, names: list[str]) -> None:
    wrong = {name: system_class(name) for name in names if system_class(name) != cls}
    assert wrong == {}


@pytest.mark.parametrize("name", ["C-123", "P-500", "R-40", "AIM-4", "IS-3"])
def test_a_designation_that_texts_use_for_other_things_is_shaky(name: str) -> None:
    assert designations()[joined(name)][1]


@pytest.mark.parametrize(
    ("cls", "words"),
    [
        ("component", ["CNC lathe", "FPGA", "microcontroller", "turbojet", "avionics", "maraging steel", "ejection seat"]),
        ("electronics", ["sighting system", "gunsight", "countermeasures dispensing system", "SATCOM", "encrypted radio", "NVG"]),
        ("personal-equipment", ["plate carrier", "riot shield", "IFAK", "camouflage net"]),
        ("chemical", ["sarin gas", "blister agent", "thiodiglycol", "ricin"]),
        ("nuclear", ["HEU", "dirty bomb", "plutonium pit", "research reactor"]),
        ("ship", ["minelayer", "OPV", "LCS", "RHIB", "battleship"]),
        ("submarine", ["SSK", "U-boat", "swimmer delivery vehicle"]),
        ("vehicle", ["pontoon bridge", "quad bike", "field kitchen", "ground robot"]),
        ("missile.ballistic", ["reentry vehicle", "MIRV"]),
        ("ammunition.other", ["IED", "shaped charge", "bomblet", "RDX"]),
        ("bomb", ["fuel-air explosive", "bunker-buster"]),
        ("mine", ["limpet mine"]),
        ("small-arms", ["sidearm", "electroshock weapon"]),
        ("service", ["demining", "technical documentation"]),
        ("equipment", ["means of defense", "end item", "materiel support"]),
    ],
)
def test_nouns_of_every_class(cls: str, words: list[str]) -> None:
    known = {word: item_gazetteer().get(word) for word in words}
    wrong = {word: term for word, term in known.items() if term is None or term.head is None or not (term.head.cls == cls or cls in term.kinds)}
    assert wrong == {}


@pytest.mark.parametrize("word", ["commando", "conscript", "bus", "flotilla", "arms shipment", "weapons supplies"])
def test_words_that_would_cost_more_than_they_bring_stay_out(word: str) -> None:
    assert item_gazetteer().get(word) is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Republic of Niger", "NE"), ("The Gambia", "GM"), ("Hashemite Kingdom of Jordan", "JO"), ("Plurinational State of Bolivia", "BO"),
        ("Cyber Command", "US"), ("Defense Logistics Agency", "US"), ("Federal Security Service", "RU"), ("Hellenic Navy", "GR"),
        ("Royal Thai Navy", "TH"), ("METI", "JP"), ("National Crime Agency", "GB"), ("Somali National Army", "SO"),
        ("KFOR", "NATO"), ("EUFOR", "EU"), ("MINUSCA", "UN"), ("Visegrad Group", "Visegrad Group"),
        ("Abkhazia", "Abkhazia"), ("Harakat al-Nujaba", "Harakat al-Nujaba"), ("EPLF", "Eritrean People's Liberation Front"),
        ("FMLN", "FMLN"), ("Kurganmashzavod", "RU"), ("Bank Melli", "IR"), ("SK Hynix", "KR"), ("Dunarit", "BG"),
    ],
)
def test_parties_of_every_class(name: str, code: str) -> None:
    found = party_gazetteer().get(name)
    assert (found.codes if found else ()) == ((code,) if code else ())


@pytest.mark.parametrize("name", ["Black Sea", "North Africa", "JCPOA", "Naval War College", "Bab al-Mandab"])
def test_names_that_act_for_nobody(name: str) -> None:
    found = party_gazetteer().get(name)
    assert found is not None and not found.form


def frame(lemma: str, act: str, nouns: bool = False) -> Frame:
    """The last frame of a lemma for this act."""
    return [f for f in (noun_frames() if nouns else verb_frames())[lemma] if f.act == act][-1]


@pytest.mark.parametrize(
    ("lemma", "act", "giver", "receiver"),
    [
        ("pour", "transfer", "subj", "to"), ("offload", "transfer", "subj", "to"), ("dole out", "transfer", "subj", "to"),
        ("peddle", "transfer", "subj", "to"), ("kit out", "transfer", "subj", "obj"), ("snap up", "transfer", "from", "subj"),
        ("take receipt", "transfer", "from", "subj"), ("commission", "transfer", "from", "subj"), ("haggle", "transfer", "with", "subj"),
        ("greenlight", "transfer", "subj", "for"), ("rubber-stamp", "transfer", "subj", "for"),
        ("pony up", "funding", "subj", "to"), ("shell out", "funding", "subj", "to"), ("sponsor", "funding", "subj", "obj"),
        ("crank out", "production", "subj", "in"), ("mentor", "training", "subj", "obj"),
        ("slap", "sanction", "subj", "obj"), ("crack down", "sanction", "subj", "on"), ("proscribe", "sanction", "subj", "obj"),
        ("lob", "use", "subj", "against"), ("okay", "permission", "subj", "obj"), ("share", "cooperation", "subj", "with"),
    ],
)
def test_verbs_of_every_act_say_who_gives_and_who_gets(lemma: str, act: str, giver: str, receiver: str) -> None:
    found = frame(lemma, act)
    assert giver in found.giver and receiver in found.receiver


@pytest.mark.parametrize(
    ("lemma", "act", "plain"),
    [
        ("influx", "transfer", "underway"), ("arming", "transfer", "underway"), ("resale", "transfer", "agreed"), ("offer", "transfer", "sought"),
        ("disbursement", "funding", "underway"), ("crackdown", "sanction", "done"), ("seizure", "sanction", "done"),
        ("go-ahead", "permission", "done"), ("mentoring", "training", "underway"), ("entente", "cooperation", "underway"),
    ],
)
def test_nouns_of_every_act_have_a_status(lemma: str, act: str, plain: str) -> None:
    assert frame(lemma, act, nouns=True).plain == plain


@pytest.mark.parametrize(
    ("word", "status"),
    [("haggle", "sought"), ("earmark", "planned"), ("hammer out", "agreed"), ("fast-track", "underway"), ("moot", "possible"),
     ("mothball", "halted"), ("call off", "halted"), ("spurn", "denied")],
)
def test_words_of_the_press_that_govern(word: str, status: str) -> None:
    assert operators().status[word] == status


@pytest.mark.parametrize("verb", ["double down", "hit back", "grumble", "recognise", "chronicle", "weigh in"])
def test_reporting_verbs_of_the_press(verb: str) -> None:
    assert {"clause", "quote"} <= reporting_verbs()[verb].frames


def test_guesses_are_no_more_than_probable() -> None:
    assert {reporting_nouns()[noun].certainty for noun in ("hunch", "conjecture", "theory")} == {"probable"}
    assert reporting_nouns()["disavowal"].denies
    assert {"in the eyes of", "as quoted by"} <= {phrase.form for phrase in phrases()}
