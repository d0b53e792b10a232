"""From answers to proposals: what is likely enough, said once, who shares a role, which goods and status are taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.claims.answers import Role, answer, goods, weighed, witness_of
from tests.claims.building import layered

from onrecord.claims.answer import NOBODY, OTHER, Answer
from onrecord.claims.confidence import calibrated
from onrecord.claims.decide import NO_GOODS, NO_PARTY, NO_RECEIVER, NOT_THE_ACT, Decided, Weighed, decide, drafted
from onrecord.claims.heeding import best_status, heeding
from onrecord.claims.proposal import Proposal
from onrecord.claims.status import Stance
from onrecord.claims.thresholds import DEFAULT
from onrecord.model import ACTS, STATUSES, status_group

TEXT = "Italy sent howitzers to Kenya. Peru spoke of rifles with Chile and sold radars."
RIFLES, RADARS, HOWITZERS = (goods(layered(TEXT), w) for w in ("rifles", "radars", "howitzers"))
SURE = answer([("IT", 0.99)], [("KE", 0.98)], items=[(HOWITZERS, 0.9)])
SPOKE = answer([("PE", 0.98)], [("CL", 0.97)], "sought", [(RIFLES, 0.9)])
EVERY = replace(DEFAULT, keep=0, found=0, rare_keep=0, rare_found=0, vague_found=0, again=0, one_sided=0)
NONE = replace(DEFAULT, keep=1.1, found=1.1, rare_keep=1.1, rare_found=1.1, vague_found=1.1)

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def sent(given: Answer = SURE) -> Weighed:
    """The frame's unit of the first sentence."""
    return weighed(layered(TEXT), "sent", "transfer", given)


def spoke(given: Answer = SPOKE, act: str = "transfer") -> Weighed:
    """A unit of the second sentence that no frame saw."""
    return weighed(layered(TEXT), "spoke", act, given)


def decided(text: str, *units: Weighed, limits: object = EVERY) -> Decided:
    """What is decided of units of a text."""
    layers = layered(text)
    return decide(layers, witness_of(layers), units, limits)  # type: ignore[arg-type]


def codes(p: Proposal) -> tuple[list[str], list[str]]:
    """Giver and receiver codes in order."""
    return [c for c, _ in p.giver], [c for c, _ in p.receiver]


def roles(
    giver: Role, receiver: Role = (("KE", 0.9),), act: str = "transfer", text: str = TEXT, form: str = "sent",
) -> tuple[list[str], list[str]] | None:
    """The roles that a unit's answer gives; None where it gives no draft."""
    layers = layered(text)
    items = [(i.span, 0.9) for i in layers.reading.items]
    found = drafted(layers, witness_of(layers), weighed(layers, form, act, answer(giver, receiver, items=items)), EVERY)
    return None if found.lacks else ([c for c, _ in found.giver], [c for c, _ in found.receiver])


# What is likely enough


def test_a_frames_word_and_one_that_no_frame_saw_make_proposals_in_text_order() -> None:
    first, second = decided(TEXT, spoke(), sent()).proposals
    assert (first.proposer, first.act, codes(first), first.status) == ("frames", "transfer", (["IT"], ["KE"]), "done")
    assert (second.proposer, second.act, codes(second), second.status) == ("learned", "transfer", (["PE"], ["CL"]), "sought")
    assert [TEXT[slice(*i.span)] for i in second.items] == ["rifles"]
    assert TEXT[slice(*layered(TEXT).tree.span(second.anchor))] == "spoke" and second.answer == SPOKE


def test_a_draft_needs_one_of_two_chances() -> None:
    layers = layered(TEXT)
    draft = drafted(layers, witness_of(layers), sent(), DEFAULT)
    assert 0 < draft.right <= draft.found < 1
    for keep, found, kept in ((draft.right, 1.1, True), (1.1, draft.found, True), (draft.right + 1e-6, draft.found + 1e-6, False)):
        made = decided(TEXT, sent(), limits=replace(DEFAULT, keep=keep, found=found))
        assert bool(made.proposals) is kept and bool(made.refused) is not kept
    assert decided(TEXT, sent()).proposals[0].score == calibrated(draft.right)


def test_acts_with_few_examples_are_believed_sooner() -> None:
    layers = layered(TEXT)
    for act, kept in (("permission", False), ("funding", True)):
        unit = weighed(layers, "spoke", act, SPOKE)
        draft = drafted(layers, witness_of(layers), unit, DEFAULT)
        limits = replace(NONE, rare_keep=draft.right)
        assert bool(decided(TEXT, unit, limits=limits).proposals) is kept


@pytest.mark.parametrize(("act", "kept"), [("permission", False), ("funding", False), ("cooperation", True)])
def test_cooperation_is_believed_soonest(act: str, kept: bool) -> None:
    layers = layered(TEXT)
    unit = weighed(layers, "spoke", act, SPOKE)
    limits = replace(NONE, vague_found=drafted(layers, witness_of(layers), unit, DEFAULT).found)
    assert bool(decided(TEXT, unit, limits=limits).proposals) is kept


def test_a_likely_claim_of_nobody_or_of_nothing_is_told_and_not_dropped() -> None:
    layers = layered(TEXT)
    nobody, nothing = answer(items=[(HOWITZERS, 0.9)]), answer([("PE", 0.98)], [("CL", 0.97)])
    found = decided(TEXT, sent(nobody), spoke(nothing))
    assert not found.proposals
    told = [(TEXT[slice(*layers.tree.span(d.weighed.unit.word))], d.lacks) for d in found.lacking]
    assert told == [("sent", NO_PARTY), ("spoke", NO_GOODS)]
    assert not decided(TEXT, sent(nobody), limits=NONE).lacking
    assert not decided(TEXT, spoke(SPOKE), spoke(nothing, "use")).lacking  # its word tells a claim already


def test_a_claim_without_a_receiver_must_be_surer_and_one_without_a_giver_need_not() -> None:
    layers = layered(TEXT)
    roles: tuple[tuple[Role, Role], ...] = (([("PE", 0.98)], ()), ((), [("CL", 0.97)]))
    gives, gets = (weighed(layers, "sent", "transfer", answer(one, other, items=[(HOWITZERS, 0.9)])) for one, other in roles)
    right = drafted(layers, witness_of(layers), gives, EVERY).right
    for bound, lacking in ((right, []), (right + 0.01, [NO_RECEIVER])):
        found = decided(TEXT, gives, limits=replace(EVERY, one_sided=bound))
        assert [d.lacks for d in found.lacking] == lacking and len(found.proposals) == 1 - len(lacking)
    assert len(decided(TEXT, gets, limits=replace(EVERY, one_sided=1)).proposals) == 1


def test_what_is_unlikely_is_refused_with_its_reason() -> None:
    (draft, reason), = decided(TEXT, sent(), limits=NONE).refused
    assert reason == "unlikely" and draft.weighed == sent()


TWICE = "Italy sent howitzers to Kenya and shipped rifles to Peru."


def twice(second: Answer) -> tuple[Weighed, Weighed]:
    """Two units of one act in one sentence, the first surer."""
    layers = layered(TWICE)
    items = [(goods(layers, "howitzers"), 0.9)]
    first = answer([("IT", 0.99)], [("KE", 0.99)], items=items, sure=0.999)
    return weighed(layers, "sent", "transfer", first), weighed(layers, "shipped", "transfer", second)


def test_what_repeats_another_is_said_already() -> None:
    again = answer([("IT", 0.9)], [("KE", 0.9)], "underway", [(goods(layered(TWICE), "howitzers"), 0.9)])
    found = decided(TWICE, *twice(again))
    assert len(found.proposals) == 1 and [reason for _, reason in found.refused] == ["said already"]


def test_what_names_more_goods_beside_the_same_is_said_already() -> None:
    text = "Italy sent howitzers and rifles to Kenya in a second delivery."
    layers = layered(text)
    one = answer([("IT", 0.99)], [("KE", 0.99)], items=[(goods(layers, "howitzers"), 0.9)], sure=0.999)
    more = answer([("IT", 0.9)], [("KE", 0.9)], items=[(goods(layers, "howitzers"), 0.9), (goods(layers, "rifles"), 0.9)])
    two = weighed(layers, "sent", "transfer", one), weighed(layers, "delivery", "transfer", more)
    for again, named in ((0, ["howitzers", "rifles"]), (1.1, ["howitzers"])):
        found = decided(text, *two, limits=replace(EVERY, again=again))
        assert [reason for _, reason in found.refused] == ["said already"]
        assert [[text[slice(*item.span)] for item in p.items] for p in found.proposals] == [named], "none that is likely is lost"


def test_goods_of_another_clause_are_not_named_beside() -> None:
    layers = layered(TWICE)
    more = answer([("IT", 0.9)], [("KE", 0.9)], items=[(goods(layers, "howitzers"), 0.9), (goods(layers, "rifles"), 0.9)])
    found = decided(TWICE, *twice(more), limits=replace(EVERY, again=0))
    assert [[TWICE[slice(*item.span)] for item in p.items] for p in found.proposals] == [["howitzers"]]


def test_one_clause_tells_one_status_of_the_same_goods() -> None:
    text = "Italy sent howitzers to Kenya in a second delivery."
    layers = layered(text)
    one, other = (answer([("IT", p)], [("KE", p)], status, [(goods(layers, "howitzers"), p)], sure=s)
                  for status, p, s in (("underway", 0.99, 0.999), ("denied", 0.95, 0.99)))
    found = decided(text, weighed(layers, "sent", "transfer", one), weighed(layers, "delivery", "transfer", other))
    assert [p.status for p in found.proposals] == ["underway"] and [reason for _, reason in found.refused] == ["said already"]


@pytest.mark.parametrize("change", [
    {"receiver": [("PE", 0.9)]}, {"giver": [("PE", 0.9)]}, {"status": "planned"}, {"items": [(goods(layered(TWICE), "rifles"), 0.9)]},
], ids=["another receiver", "another giver", "another status", "other goods"])
def test_what_says_something_else_is_a_further_claim_if_it_is_surer(change: dict[str, object]) -> None:
    fields: dict[str, object] = {"giver": [("IT", 0.9)], "receiver": [("KE", 0.9)], "items": [(goods(layered(TWICE), "howitzers"), 0.9)]}
    second = answer(**(fields | change))  # type: ignore[arg-type]
    assert len(decided(TWICE, *twice(second)).proposals) == 2
    found = decided(TWICE, *twice(second), limits=replace(EVERY, again=1.1))
    assert len(found.proposals) == 1 and [reason for _, reason in found.refused] == ["unlikely beside another"]


def test_other_acts_and_other_sentences_are_no_repetition() -> None:
    same = answer([("IT", 0.9)], [("KE", 0.9)])
    limits = replace(EVERY, again=1.1)
    two_acts = decided(TEXT, weighed(layered(TEXT), "sent", "funding", same), weighed(layered(TEXT), "howitzers", "sanction", same), limits=limits)
    assert [p.act for p in two_acts.proposals] == ["funding", "sanction"]
    two_sentences = decided(TEXT, weighed(layered(TEXT), "sent", "funding", same), spoke(same, "funding"), limits=limits)
    assert len(two_sentences.proposals) == 2


def test_a_word_tells_its_likeliest_act_alone() -> None:
    same = answer([("IT", 0.9)], [("KE", 0.9)])
    found = decided(TEXT, weighed(layered(TEXT), "sent", "funding", same), weighed(layered(TEXT), "sent", "sanction", same), limits=EVERY)
    assert len(found.proposals) == 1 and [reason for _, reason in found.refused] == ["the word tells another act"]


# Roles


def test_a_party_is_not_put_on_both_sides_but_for_production() -> None:
    both = [("IT", 0.9)]
    assert roles(both, [("IT", 0.6), ("KE", 0.35)]) == (["IT"], ["KE"])
    assert roles(both, both, "production") == (["IT"], ["IT"])
    assert roles([("IT", 0.9)], [("IT", 0.5), (OTHER, 0.4)]) == (["IT"], [])


@pytest.mark.parametrize(("get", "expected"), [(0.3, (["IT", "PE"], ["KE"])), (0.42, (["IT"], ["KE", "PE"]))])
def test_a_further_party_of_both_roles_stands_in_the_likelier(get: float, expected: tuple[list[str], list[str]]) -> None:
    assert roles([("IT", 0.5), ("PE", 0.41)], [("KE", get + 0.06), ("PE", get)]) == expected


@pytest.mark.parametrize("party", [OTHER, NOBODY, "Atlantis"])
def test_a_role_that_nobody_on_the_page_fills_stays_open(party: str) -> None:
    assert roles([(party, 0.8), ("IT", 0.1)] if party else [("IT", 0.1)]) == ([], ["KE"])


def test_a_unit_without_parties_is_no_draft() -> None:
    assert roles([], []) is None and roles([(OTHER, 1.0)], [("Atlantis", 1.0)]) is None


@pytest.mark.parametrize(("share", "expected"), [(DEFAULT.share + 0.01, ["IT", "PE"]), (DEFAULT.share - 0.01, ["IT"])])
def test_a_further_party_needs_a_like_share(share: float, expected: list[str]) -> None:
    assert roles([("IT", 0.5), ("PE", 0.5 * share)]) == (expected, ["KE"])


TOGETHER = "Britain and France sent rifles to Kenya, and Peru cheered."


@pytest.mark.parametrize(("second", "share", "expected"), [
    ("FR", DEFAULT.joined + 0.01, ["GB", "FR"]), ("FR", DEFAULT.joined - 0.01, ["GB"]), ("PE", DEFAULT.beside + 0.01, ["GB"]),
])
def test_parties_that_are_joined_share_a_role(second: str, share: float, expected: list[str]) -> None:
    assert roles([("GB", 0.7), (second, 0.7 * share)], text=TOGETHER) == (expected, ["KE"])


def test_parties_are_joined_outside_the_acts_own_grammar_too() -> None:
    text = "Peru lashed out at Britain and France over a decision to send rifles to Kenya."
    assert roles([("GB", 0.7), ("FR", 0.1)], text=text, form="send") == (["GB", "FR"], ["KE"])


@pytest.mark.parametrize("text", [
    "Britain, together with France, today sent rifles to Kenya.", "The Government of Britain along with France sent rifles to Kenya.",
])
def test_parties_that_act_together_share_a_role(text: str) -> None:
    assert roles([("GB", 0.7), ("FR", 0.1)], text=text) == (["GB", "FR"], ["KE"])


def test_all_that_are_named_after_along_with_share_it() -> None:
    text = "Britain, along with France and Norway, sent rifles to Kenya."
    assert roles([("GB", 0.6), ("FR", 0.1), ("NO", 0.1)], text=text) == (["GB", "FR", "NO"], ["KE"])


@pytest.mark.parametrize(("share", "expected"), [(DEFAULT.beside + 0.01, ["GB", "FR"]), (DEFAULT.beside - 0.01, ["GB"])])
def test_parties_in_one_place_share_a_role(share: float, expected: list[str]) -> None:
    text = "Rifles were sent to Kenya by Britain alongside France."
    assert roles([("GB", 0.7), ("FR", 0.7 * share)], text=text) == (expected, ["KE"])


def test_the_publishers_state_may_fill_a_role_without_being_named() -> None:
    text = "We sent howitzers to Kenya."
    given = answer([("IT", 0.9)], [("KE", 0.9)], items=[(goods(layered(text), "howitzers"), 0.9)])
    for home, expected in (("IT", ["IT"]), (None, [])):
        layers = layered(text, home)
        draft = drafted(layers, witness_of(layers), weighed(layers, "sent", "transfer", given), DEFAULT)
        assert [c for c, _ in draft.giver] == expected


def test_europe_imposes_sanctions_as_the_union_and_sends_as_itself() -> None:
    text = "European states punished Belarus with rifles."
    europe = [("European states", 0.9)]
    assert roles(europe, [("BY", 0.9)], "sanction", text, "punished") == (["EU"], ["BY"])
    assert roles(europe, [("BY", 0.9)], "transfer", text, "punished") == (["European states"], ["BY"])


def test_parties_have_words_that_name_them_nearest_the_act() -> None:
    found, = decided(TEXT, spoke()).proposals
    assert [TEXT[slice(*span)] for _, span in (*found.giver, *found.receiver)] == ["Peru", "Chile"]


# Goods


def wordings(text: str, *units: Weighed) -> list[list[str]]:
    """The goods of each proposal."""
    return [[text[slice(*i.span)] for i in p.items] for p in decided(text, *units).proposals]


def test_goods_are_those_likely_to_be_named() -> None:
    assert wordings(TEXT, spoke(answer([("PE", 0.9)], [("CL", 0.9)], items=[(RIFLES, 0.6), (RADARS, 0.4)]))) == [["rifles"]]
    assert wordings(TEXT, spoke(answer([("PE", 0.9)], [("CL", 0.9)], items=[(RIFLES, 0.6), (RADARS, 0.5)]))) == [["rifles", "radars"]]


@pytest.mark.parametrize(("likely", "expected"), [(DEFAULT.item / 2, [["radars"]]), (DEFAULT.item / 2 - 0.01, [])])
def test_an_act_that_needs_goods_takes_the_likeliest_or_falls(likely: float, expected: list[list[str]]) -> None:
    unit = spoke(answer([("PE", 0.9)], [("CL", 0.9)], items=[(RIFLES, likely / 2), (RADARS, likely)]))
    assert wordings(TEXT, unit) == expected


def test_where_no_goods_are_likely_the_frames_are_taken() -> None:
    assert wordings(TEXT, sent(answer([("IT", 0.9)], [("KE", 0.9)], items=[(HOWITZERS, 0.01)]))) == [["howitzers"]]


@pytest.mark.parametrize(("act", "expected"), [("training", [["rifles"]]), ("permission", [["rifles"]]), ("funding", [[]]), ("sanction", [[]]),
                                               ("cooperation", [[]])])
def test_only_some_acts_name_goods(act: str, expected: list[list[str]]) -> None:
    assert wordings(TEXT, spoke(SPOKE, act)) == expected


def test_an_act_that_needs_no_goods_stands_without() -> None:
    assert wordings(TEXT, spoke(answer([("PE", 0.9)], [("CL", 0.9)], items=[(RIFLES, 0.1)]), "training")) == [[]]


def counted(text: str) -> list[tuple[str, float | None, str]]:
    """Goods, count and quote of each proposal of "sent", all goods being named."""
    layers = layered(text)
    unit = weighed(layers, "sent", "transfer", answer([("IT", 0.9)], [("KE", 0.9)], items=[(i.span, 0.9) for i in layers.reading.items]))
    return sorted(("+".join(text[slice(*i.span)] for i in p.items), p.quantity.quantity.low if p.quantity and p.quantity.quantity else None,
                   text[slice(*p.span)]) for p in decided(text, unit).proposals)


def test_counted_goods_are_claims_apart() -> None:
    text = "Italy sent Kenya 40 howitzers, 12 radars and two frigates."
    assert counted(text) == [("frigates", 2, "two frigates"), ("howitzers", 40, "40 howitzers"), ("radars", 12, "12 radars")]


def test_goods_without_a_count_stay_together_beside_the_counted() -> None:
    text = "Italy sent 40 howitzers, radars and frigates to Kenya."
    assert [(names, low) for names, low, _ in counted(text)] == [("howitzers", 40), ("radars+frigates", None)]


def test_goods_that_share_a_count_are_one_claim() -> None:
    text = "Italy sent 1,000 grenade, mortar and artillery rounds to Kenya."
    (names, low, quote), = counted(text)
    assert low == 1000 and len(names.split("+")) > 1 and quote == text


def test_one_counted_kind_alone_has_the_whole_sentence() -> None:
    text = "Italy sent 40 howitzers to Kenya."
    assert counted(text) == [("howitzers", 40, text)]


def test_unspecified_goods_are_no_claim_beside_counted_ones() -> None:
    assert [names for names, _, _ in counted("Italy sent weapons and 40 howitzers to Kenya.")] == ["howitzers"]


# Status


@pytest.mark.parametrize(("status", "expected"), [
    ({"done": 0.3, "underway": 0.25, "planned": 0.45}, "done"), ({"done": 0.2, "underway": 0.35, "planned": 0.45}, "underway"),
    ({"halted": 0.4, "denied": 0.2, "done": 0.4}, "halted"), ({"possible": 1.0}, "possible"),
])
def test_the_status_is_the_likeliest_of_the_likeliest_group(status: dict[str, float], expected: str) -> None:
    assert best_status(dict.fromkeys(STATUSES, 0.0) | status) == expected


@pytest.mark.parametrize(("rule", "act", "answered", "expected"), [
    (Stance("done", (), "tense"), "transfer", {"agreed": 0.7, "done": 0.3}, "done"),
    (Stance("done", (), "tense"), "transfer", {"agreed": 0.9, "done": 0.1}, "agreed"),
    (Stance("done", (), "plain noun"), "transfer", {"agreed": 0.7, "done": 0.3}, "agreed"),
    (Stance("underway", (), "tense"), "transfer", {"done": 0.6, "underway": 0.4}, "underway"),
    (Stance("halted", (), "governor ease"), "sanction", {"done": 0.9, "halted": 0.1}, "halted"),
    (Stance("halted", (), "modifier"), "sanction", {"done": 0.9, "halted": 0.1}, "done"),
    (Stance("agreed", (), "governor announce"), "sanction", {"done": 0.6, "agreed": 0.4}, "done"),
    (Stance("agreed", (), "governor approve"), "sanction", {"done": 0.6, "agreed": 0.4}, "agreed"),
    (Stance(None), "transfer", {"done": 0.6, "agreed": 0.4}, "done"),
])
def test_what_the_grammar_says_counts_more_than_what_it_only_supposes(
    rule: Stance, act: str, answered: dict[str, float], expected: str,
) -> None:
    assert best_status(heeding(dict.fromkeys(STATUSES, 0.0) | answered, rule, act, framed=True)) == expected


def test_at_a_word_that_tells_the_act_by_no_frame_only_a_denial_is_heard() -> None:
    def best(rule: Stance, answered: dict[str, float]) -> str:
        return best_status(heeding(dict.fromkeys(STATUSES, 0.0) | answered, rule, "transfer", framed=False))

    assert best(Stance("done", (), "tense"), {"sought": 0.6, "done": 0.4}) == "sought"
    assert best(Stance("denied", (), "negated"), {"sought": 0.8, "denied": 0.2}) == "denied"


@given(st.lists(st.floats(0, 1), min_size=len(STATUSES), max_size=len(STATUSES)))
def test_no_group_is_likelier_than_the_statuss_own(likely: list[float]) -> None:
    told = dict(zip(STATUSES, likely, strict=True))
    best = best_status(told)
    group = {s: sum(told[o] for o in STATUSES if status_group(o) == status_group(s)) for s in STATUSES}
    assert group[best] == max(group.values())
    assert told[best] == max(p for s, p in told.items() if status_group(s) == status_group(best))


def test_the_rule_of_a_status_is_told_where_grammar_and_reader_agree() -> None:
    same, = decided(TEXT, sent()).proposals
    assert same.status_rule == "tense"
    other, = decided(TEXT, sent(answer([("IT", 0.9)], [("KE", 0.9)], "denied", [(HOWITZERS, 0.9)]))).proposals
    assert (other.status, other.status_rule, other.status_words) == ("denied", "learned", (other.anchor,))


# Whatever is answered

CODES = ["IT", "KE", "PE", "CL", "Atlantis", NOBODY, OTHER]
SHARES = st.lists(st.floats(0.001, 1), min_size=len(CODES), max_size=len(CODES)).map(
    lambda row: tuple(sorted(((c, p / sum(row)) for c, p in zip(CODES, row, strict=True)), key=lambda pair: -pair[1])))
LIKELY = st.floats(0, 1)
STATUS = st.lists(st.floats(0.001, 1), min_size=len(STATUSES), max_size=len(STATUSES)).map(
    lambda row: {s: p / sum(row) for s, p in zip(STATUSES, row, strict=True)})
ANSWERS = st.builds(Answer, LIKELY, LIKELY, LIKELY, STATUS, st.just({}), SHARES, SHARES,
                    st.tuples(LIKELY, LIKELY, LIKELY).map(lambda ps: tuple(zip((HOWITZERS, RIFLES, RADARS), ps, strict=True))), st.just((None, 1.0)))
UNITS = st.tuples(st.sampled_from(["sent", "spoke", "sold"]), st.sampled_from(ACTS), ANSWERS)


@quick
@given(st.lists(UNITS, max_size=6, unique_by=lambda u: u[:2]))
def test_every_draft_becomes_claims_or_is_refused_with_a_reason(told: Sequence[tuple[str, str, Answer]]) -> None:
    layers = layered(TEXT)
    units = [weighed(layers, *unit) for unit in told]
    found = decide(layers, witness_of(layers), units)
    drafts = [d for w in units if not (d := drafted(layers, witness_of(layers), w, DEFAULT)).lacks]
    made = {(p.anchor, p.act) for p in found.proposals}
    refused = {(d.weighed.unit.word, d.weighed.unit.act) for d, _ in found.refused}
    assert made | refused == {(d.weighed.unit.word, d.weighed.unit.act) for d in drafts} and not made & refused
    assert {reason for _, reason in found.refused} <= {"unlikely", "said already", "unlikely beside another", "the word tells another act"}
    for p in found.proposals:
        givers, receivers = p.codes()
        assert givers | receivers and (p.act == "production" or not givers & receivers)
        assert "Atlantis" not in givers | receivers and not {NOBODY, OTHER} & (givers | receivers)
        assert 0 <= p.score <= 1 and p.status in STATUSES
    assert found == decide(layers, witness_of(layers), list(reversed(units)))


def test_a_role_that_no_word_names_is_told_to_be_the_pages_own() -> None:
    layers = layered("Howitzers were sent to Kenya.", home="IT")
    found = decide(layers, witness_of(layers), [weighed(layers, "sent", "funding", answer([("IT", 0.9)], [("KE", 0.9)]))], EVERY)
    [told] = found.proposals
    assert (told.giver_rule, told.receiver_rule) == ("learned+outlet", "learned")


# Foes


FRONT = "Ukraine spoke of howitzers with Russia while Italy watched."


@pytest.mark.parametrize(("giver", "receiver", "found"), [
    ([("RU", 0.9), ("IT", 0.3)], [("UA", 0.9)], (["IT"], ["UA"])), ([("RU", 0.9), ("IT", 0.3)], [("UA", 0.1), (NOBODY, 0.9)], (["RU"], [])),
    ([("IT", 0.9), ("RU", 0.85)], [("UA", 0.9)], (["IT"], ["UA"])), ([("IT", 0.9)], [("UA", 0.9), ("RU", 0.89)], (["IT"], ["UA"])),
])
def test_parties_at_war_do_not_supply_each_other(giver: Role, receiver: Role, found: tuple[list[str], list[str]]) -> None:
    assert roles(giver, receiver, "transfer", FRONT, "spoke") == found


def test_parties_at_war_use_arms_against_each_other() -> None:
    assert roles([("RU", 0.9), ("IT", 0.3)], [("UA", 0.9)], "use", FRONT, "spoke") == (["RU"], ["UA"])


def test_who_arms_one_side_in_an_article_does_not_arm_the_other_there() -> None:
    layers = layered("Italy sent howitzers to Ukraine. Italy handed over howitzers near Russia.")
    goods = tuple((i.span, 0.9) for i in layers.reading.items)
    sure = replace(answer([("IT", 0.99)], [("UA", 0.9), ("RU", 0.05)]), items=goods)
    less = replace(sure, receiver=(("RU", 0.35), (NOBODY, 0.3)))
    ended = replace(less, status=answer([], [], "halted").status)

    def told(*units: Answer) -> list[tuple[list[str], list[str]]]:
        asked = [weighed(layers, form, "transfer", unit) for form, unit in zip(("sent", "handed"), units, strict=True)]
        return [codes(p) for p in decide(layers, witness_of(layers), asked, EVERY).proposals]

    assert told(sure, less) == [(["IT"], ["UA"]), (["IT"], [])]
    assert told(sure, ended) == [(["IT"], ["UA"]), (["IT"], ["RU"])]


@pytest.mark.parametrize(("text", "found"), [
    ("Italy was asked. They had spoken of howitzers for Russia and Kenya.", ([], ["RU"])),
    ("Italy had spoken of howitzers for Russia and Kenya.", (["IT"], ["RU"])),
    ("Kenya was asked. They had spoken of howitzers for Italy.", (["KE"], ["IT"])),
])
def test_who_keeps_arms_from_a_party_supplies_it_only_where_the_sentence_names_it(text: str, found: tuple[list[str], list[str]]) -> None:
    [one], [other] = found[0] or ["IT"], found[1]
    assert roles([(one, 0.9), (NOBODY, 0.2)], [(other, 0.9)], "transfer", text, "spoken") == found


KILLED = "Italy has howitzers that are killing citizens in Kenya, said Peru."


@pytest.mark.parametrize(("receiver", "found"), [
    ([("KE", 0.9), ("PE", 0.3)], (["IT"], ["PE"])), ([("KE", 0.9), (NOBODY, 0.3)], (["IT"], [])), ([("PE", 0.9), ("KE", 0.89)], (["IT"], ["PE"])),
])
def test_whom_the_goods_strike_receives_nothing(receiver: Role, found: tuple[list[str], list[str]]) -> None:
    assert roles([("IT", 0.9)], receiver, "transfer", KILLED, "has") == found
    assert roles([("IT", 0.9)], [("KE", 0.9)], "use", KILLED, "has") == (["IT"], ["KE"])


def test_what_is_no_act_here_is_kept_as_lacking() -> None:
    text = "The bill designates the facility as the Rassendyll Post Office in Italy."
    layers = layered(text)
    named = weighed(layers, "designates", "sanction", answer([("IT", 0.99)], [(NOBODY, 0.9)]))
    found = decide(layers, witness_of(layers), [named], EVERY)
    assert not found.proposals and [d.lacks for d in found.lacking] == [NOT_THE_ACT]


# Money and arms


def test_one_sum_in_one_sentence_is_told_once() -> None:
    text = "Italy announced its approval of a gift of 200 million dollars of military aid to Kenya from its budget."
    layers = layered(text)
    given, got = [("IT", 0.99)], [("KE", 0.99)]
    items = [(i.span, 0.9) for i in layers.reading.items]
    money, arms = answer(given, got, "agreed", (), 0.6), answer(given, got, "agreed", items, 0.9)
    units = [weighed(layers, "announced", "funding", money), weighed(layers, "gift", "transfer", arms)]
    found = decide(layers, witness_of(layers), units, EVERY)
    assert [p.act for p in found.proposals] == ["transfer"] and [why for _, why in found.refused] == ["its sum is told as transfer"]


@pytest.mark.parametrize(("text", "form", "counts"), [
    ("Italy had sent Kenya forty drones that it has used against Peru.", "used", [None]),
    ("Kenya has used forty drones against Peru.", "used", [40.0]),
    ("The forty drones that Kenya has used against Peru came from Italy.", "used", [40.0]),
])
def test_what_was_had_is_not_what_was_used(text: str, form: str, counts: list[float | None]) -> None:
    layers = layered(text)
    given = answer([("KE", 0.9)], [("PE", 0.9)], items=[(i.span, 0.9) for i in layers.reading.items])
    told = decide(layers, witness_of(layers), [weighed(layers, form, "use", given)], EVERY).proposals
    assert [p.quantity and p.quantity.quantity and p.quantity.quantity.low for p in told] == counts


def test_forces_are_trained_on_specific_goods() -> None:
    text = "Italy gave Kenya weapons and services, and training on howitzers."
    layers = layered(text)
    every = [(i.span, 0.9) for i in layers.reading.items]
    asked = weighed(layers, "training", "training", answer([("IT", 0.9)], [("KE", 0.9)], items=every))
    assert len(every) > 1 and [text[slice(*i.span)] for i in drafted(layers, witness_of(layers), asked, DEFAULT).items] == ["howitzers"]


def test_a_firm_acts_for_its_state_but_not_towards_it() -> None:
    text = "The German arms maker Rheinmetall sent howitzers to Kenya."
    assert layered(text).owners == {"Rheinmetall": "DE"}
    told = decided(text, weighed(layered(text), "sent", "transfer", answer(
        [("Rheinmetall", 0.5), ("DE", 0.45)], [("KE", 0.9)], items=[(goods(layered(text), "howitzers"), 0.9)])))
    assert [code for p in told.proposals for code, _ in p.giver] == ["DE"]
    home = decided(text, weighed(layered(text), "sent", "transfer", answer(
        [("Rheinmetall", 0.9)], [("DE", 0.9)], items=[(goods(layered(text), "howitzers"), 0.9)])))
    assert [code for p in home.proposals for code, _ in p.giver] == ["Rheinmetall"]
