"""Why a claim is read as it is: each field with its words, its rule and what else was weighed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.claims.explain import Explanation
from onrecord.model import Article, Claim
from onrecord.telling.asked import url
from onrecord.telling.why import WhyTold, told


@dataclass(frozen=True, slots=True)
class WhyPage:
    """The page of an explanation. ``back`` leads to the claim's words, ``about`` to what the page says of it, ``number`` is the one it has there."""

    title: str
    name: str
    number: int
    why: WhyTold
    back: str
    about: str
    json: str

    @classmethod
    def of(cls, page: Article, claims: Sequence[Claim], one: Explanation) -> WhyPage:
        """The explanation of one of the claims of a page."""
        key, here = one.claim.id, f"/article/{page.id}"
        number = next(n for n, c in enumerate(claims, 1) if c.id == key)
        name = page.title.value if page.title else page.name
        back, about = f"{here}#claim-{key}", f"{here}#about-{key}"
        return cls(f"Why claim {number} of {name}", name, number, told(one), back, about, why_url(page.id, key, "json"))


def why_url(article: str, claim: str, form: str = "") -> str:
    """Where it is told why a claim of an article is read as it is."""
    return url(f"/article/{article}/why{form and '.' + form}", {"claim": claim})
