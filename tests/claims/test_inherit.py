"""What leans on the sentence before: lists, packages, denials, goods with their recipient."""

import pytest
from tests.claims.building import proposals_of

from onrecord.claims.proposal import Proposal


def short(text: str, p: Proposal) -> tuple[str, str, str, str]:
    """Giver, receiver, item wordings, status."""
    return ("+".join(c for c, _ in p.giver), "+".join(c for c, _ in p.receiver), "+".join(text[slice(*i.span)] for i in p.items), p.status)


def transfers(text: str) -> list[tuple[str, str, str, str]]:
    """All transfers of a text in short."""
    return [short(text, p) for p in proposals_of(text, "transfer")]


def test_what_a_package_includes_goes_where_it_goes() -> None:
    text = "Italy announced a military aid package for Kenya. The package includes 40 howitzers and two radars."
    assert transfers(text)[1:] == [("IT", "KE", "howitzers", "agreed"), ("IT", "KE", "radars", "agreed")]


def test_a_list_under_a_lead_in_is_a_claim_for_each_counted_item() -> None:
    text = "Italy will send the following military equipment to Kenya:\n- 40 howitzers\n- 12 radars\n- two frigates"
    listed = [p for p in proposals_of(text, "transfer") if p.status_rule == "lead-in"]
    assert [short(text, p) for p in listed] == [(("IT", "KE", x, "planned")) for x in ("howitzers", "radars", "frigates")]
    assert [p.quantity.quantity.low for p in listed if p.quantity and p.quantity.quantity] == [40, 12, 2]
    assert all(p.lead is not None for p in listed)


def test_a_list_without_a_lead_in_tells_nothing() -> None:
    assert transfers("The museum shows:\n- 40 howitzers\n- 12 radars") == []


@pytest.mark.parametrize("denial", ["Ghana denies this.", "Ghana rejected the allegations.", "Accra has denied the claims.", "Ghana denied it."])
def test_a_denial_of_what_was_told_is_a_claim_too(denial: str) -> None:
    text = f"Togo said Ghana had sold rifles to Mali. {denial}"
    assert transfers(text) == [("GH", "ML", "rifles", "done"), ("GH", "ML", "rifles", "denied")]


def test_a_denial_by_a_stranger_is_none() -> None:
    text = "Togo said Ghana had sold rifles to Mali. Peru denies this."
    assert [status for *_, status in transfers(text)] == ["done"]


def test_goods_with_their_recipient_in_one_phrase() -> None:
    text = "Finland's rifles for Jordan were blessed."
    assert [t[1:3] for t in transfers(text)] == [("JO", "rifles")]


@pytest.mark.xfail(strict=True, reason="a pronoun for the bundle is not known as one (inherit._included looks for a noun of a bundle)")
def test_what_it_includes_goes_where_it_goes() -> None:
    text = "Italy announced a military aid package for Kenya. It includes 40 howitzers."
    assert ("IT", "KE", "howitzers", "agreed") in transfers(text)
