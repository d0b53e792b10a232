"""Why a claim is read as it is, as a person looks at it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.claims.explain import Explanation, FieldReason
from onrecord.record.tables import Rows, as_html
from onrecord.telling.why import as_fields
from onrecord.telling.words import SHORT_ID, joined


class Why(Rows[FieldReason]):
    """An explanation: a row a field with its value, the words it points at, its rule and the alternatives that were refused."""

    called = ("field", "fields")
    columns = ("field", "value", "words", "rule", "refused")

    def __init__(self, noun: Explanation) -> None:
        claim = noun.claim
        note = f"Claim {claim.id[:SHORT_ID]}, read from the word “{noun.word}”; confidence {claim.confidence:.2f}."
        super().__init__(noun.fields, note)
        self.noun = noun

    @property
    def signs(self) -> tuple[tuple[str, float], ...]:
        """What spoke for (above 0) and against it, with the log odds that each adds, weightiest first."""
        return self.noun.signs

    @property
    def beside(self) -> tuple[tuple[str, str, float, str], ...]:
        """What else the sentence might have told: act, word, chance that it is a claim, why it was left out."""
        return self.noun.beside

    def cells(self, row: FieldReason) -> Sequence[str]:
        """What is shown of a field."""
        refused = joined((f"{name} {chance:.2f}" for name, chance in row.refused[:5]), "")
        return row.field, row.value or "-", "; ".join(f"“{words}”" for words in row.words[:3]), row.rule, refused

    def fields(self) -> dict[str, Any]:
        """All of it as JSON fields."""
        return as_fields(self.noun)

    def _repr_html_(self) -> str:
        signs = as_html(("for or against", "log odds"), [(name, f"{push:+.2f}") for name, push in self.signs[:8]])
        return super()._repr_html_() + signs
