"""Which language a page is in, from its first 1,000 characters of prose."""

from __future__ import annotations

from functools import cache
from typing import Any

LOOK = 1_000
CANDIDATES = ("en", "ru", "uk", "de", "fr", "es", "it", "pt", "pl", "cs", "nl", "sv", "tr", "ar", "fa", "he", "zh", "ja", "ko", "ro", "hu",
              "el", "bg", "sr", "hr", "id", "vi", "hi", "ur", "no", "da", "fi")
SHORT = 60
"""Letters below which the guess is no better than chance on our own short notices; such a page is English if in Latin script."""


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # loads 4 MB, so only where a page is read

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(CANDIDATES))
    return identifier


def _latin(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(c < "\u0250" for c in letters) >= 0.7 * len(letters)


def language(text: str) -> str:
    """The ISO 639-1 code; English where there is too little Latin text to tell, or another language is less than 90 % sure."""
    look = text[:LOOK]
    if sum(c.isalpha() for c in look) < SHORT and _latin(look):
        return "en"
    code, probability = _identifier().classify(look)
    return "en" if code != "en" and probability < 0.9 and _latin(look) else str(code)
