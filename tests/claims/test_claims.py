"""Reading claims as a whole: examples from every act, and what holds of any text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.claims.building import claims_of, engine, layered, page, read, told

from onrecord.claims import read_claims
from onrecord.claims.verify import fault
from onrecord.reading import read_layers

NAMES = st.sampled_from(["Italy", "Kenya", "Peru", "the EU", "Rome", "Hezbollah", "We", "officials", "the ministry", "Japan’s army"])
VERBS = st.sampled_from(["sold", "will send", "denied sending", "may have bought", "asked for", "imposed an embargo on", "said", "trains",
                         "is building", "refused to deliver", "lifted sanctions against", "was given", "signed"])
GOODS = st.sampled_from(["forty howitzers", "rifles, radars and mines", "$30 million", "an arms deal", "Turkish-made drones", "it", "aid",
                         "peace", "“help”"])
TAILS = st.sampled_from(["", " to Kenya", " from Spain last month", ", officials said", " if asked", " in 2029", " for its army",
                         " –", "?", " by Peru"])
MARKS = st.sampled_from([". ", ".\n", "\n- ", "\n\n", "; ", " "])
SENTENCES = st.tuples(NAMES, st.just(" "), VERBS, st.just(" "), GOODS, TAILS, MARKS).map("".join)
TEXTS = st.lists(SENTENCES, min_size=1, max_size=4).map("".join)

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@quick
@given(TEXTS, st.sampled_from([None, "IT"]))
def test_whatever_is_claimed_stands_in_the_text(text: str, home: str | None) -> None:
    article = page(text)
    claims, skips = read(text, home)
    kept = [b.span for b in article.blocks if b.kept]
    for claim in claims:
        assert claim.quote == text[claim.span.start:claim.span.end] and claim.quote.strip()
        assert any(block.overlaps(claim.span) for block in kept)
        assert fault(claim, article) is None
        assert not set(claim.giver.value) & set(claim.receiver.value) or claim.act in ("production", "cooperation", "use", "sanction")
        assert all(item.name in " ".join(text.split()) for item in claim.items.value)
    assert all(s.stage == "claims" and s.reason for s in skips)
    assert list(claims) == sorted(claims, key=lambda c: (c.span, c.id))
    assert len({c.id for c in claims}) == len(claims)


@quick
@given(TEXTS)
def test_the_same_text_gives_the_same_claims(text: str) -> None:
    article = page(text)
    assert read_claims(article, read_layers(article, engine()), None) == read(text)


@given(st.text(max_size=60))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_characters_can_be_read(text: str) -> None:
    claims, _ = read(text)
    assert all(c.quote in text for c in claims)


@pytest.mark.parametrize(("text", "expected"), [
    ("Italy delivered forty howitzers to Kenya.", ("transfer", "IT", "KE", ("howitzers",), "done")),
    ("Canada imposed an arms embargo on Belarus.", ("sanction", "CA", "BY", (), "done")),
    ("Portugal has been training Angolan pilots.", ("training", "PT", "AO", (), "underway")),
    ("Vietnam builds corvettes at home.", ("production", "VN", "VN", ("corvettes",), "underway")),
    ("Denmark will give Moldova $40 million for its army.", ("funding", "DK", "MD", (), "planned")),
    ("Germany allowed Estonia to re-export howitzers.", ("permission", "DE", "EE", ("howitzers",), "done")),
    ("Peru and Chile have signed a defence pact.", ("cooperation", "PE", "CL", (), "agreed")),
])
def test_every_act_is_read(text: str, expected: tuple[str, str, str, tuple[str, ...], str]) -> None:
    assert [told(c) for c in claims_of(text)] == [expected]


@pytest.mark.parametrize("text", [
    "It rained in Kenya.", "The Italian army marched through Rome.", "Peru and Chile played football.", "The museum shows a howitzer.",
    "Prices rose in Kenya by 40 percent.", "",
])
def test_small_talk_claims_nothing(text: str) -> None:
    assert read(text) == ((), ())


def test_a_repeated_proposal_is_one_claim() -> None:
    ids = [c.id for c in claims_of("Italy sold and sold torpedoes to Kenya.")]
    assert len(ids) == len(set(ids))


def test_a_publishers_state_speaks_as_we() -> None:
    text = "We are delivering forty howitzers to Kenya."
    assert [told(c)[1] for c in claims_of(text, "transfer", home="PE")] == ["PE"]
    assert layered(text, "PE").home == "PE"
