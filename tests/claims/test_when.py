"""Which time is the time of the act: its own, not the time of speaking. Pages of 14 May 2031."""

import pytest
from tests.claims.building import claims_of

TIMES = [
    ("Italy sent Kenya forty howitzers in March 2031.", "2031-03"),
    ("Italy sent Kenya forty howitzers on 2 April 2031.", "2031-04-02"),
    ("Italy sent Kenya forty howitzers last month.", "2031-04"),
    ("Italy sent Kenya forty howitzers in 2029.", "2029"),
    ("Italy sent Kenya forty howitzers.", None),
    ("Italy will send Kenya forty howitzers next year.", "2032"),
    ("The minister said on Tuesday that Italy had sent Kenya forty howitzers.", None),
    ("The minister said on Tuesday that Italy had sent Kenya forty howitzers in March.", "2031-03"),
    ("In March 2031, Italy sent forty howitzers to Kenya, officials said on 2 May 2031.", "2031-03"),
    ("Italy agreed in March 2031 to sell Kenya forty howitzers.", "2031-03"),
]


@pytest.mark.parametrize(("text", "expected"), TIMES)
def test_the_time_of_the_act(text: str, expected: str | None) -> None:
    claim, = claims_of(text, "transfer")
    assert (claim.when.value.iso if claim.when.value else None) == expected
    assert bool(claim.when.evidence) is (expected is not None)


def test_an_institutions_own_announcement_is_of_its_day() -> None:
    claim, = claims_of("The Ministry of Defence is today announcing forty howitzers for Kenya.", "transfer", home="IT")
    assert claim.when.value is not None and claim.when.value.iso == "2031-05-14"
