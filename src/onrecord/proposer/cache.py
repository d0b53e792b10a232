"""Answers kept in a folder, by what was asked: the same model, prompt and words are never asked twice."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from onrecord.errors import InputError
from onrecord.proposer.answer import MOST_BYTES, parsed
from onrecord.proposer.reasons import Refused


class Cache:
    """A folder of files KEY.json, each written whole or not at all. What is read from it is believed no more than the answer was."""

    def __init__(self, folder: Path) -> None:
        """Makes the folder if it is not there. Raises `InputError`."""
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(str(folder), f"no folder for answers: {error.strerror}") from error

    def get(self, key: str) -> str | None:
        """The answer kept under the key; None where there is none, or a damaged one."""
        path = self.folder / f"{key}.json"
        try:
            if path.stat().st_size > 8 * MOST_BYTES:
                return None
            kept = parsed(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, Refused):
            return None
        content = kept.get("content") if isinstance(kept, dict) else None
        return content if isinstance(content, str) else None

    def put(self, key: str, model: str, content: str) -> None:
        """Keeps an answer. Raises `InputError` where the folder takes no more."""
        try:
            with tempfile.NamedTemporaryFile("w", dir=self.folder, suffix=".part", delete=False, encoding="utf-8") as file:
                json.dump({"model": model, "content": content}, file)
            Path(file.name).replace(self.folder / f"{key}.json")
        except OSError as error:
            raise InputError(str(self.folder), f"an answer could not be kept: {error.strerror}") from error
