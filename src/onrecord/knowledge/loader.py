"""Knowledge files -> parsed YAML, read once each."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from onrecord.errors import KnowledgeError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(name: str, content: str) -> Any:
    """The YAML in ``content``, which must open with the comment that defines its fields and must not be empty.

    ``name`` is only said in the error. Raises `KnowledgeError`.
    """
    if not content.startswith("#"):
        raise KnowledgeError(name, "first line", "the file does not open with a comment that defines its fields")
    try:
        found = yaml.load(content, Loader=_Loader)
    except yaml.YAMLError as error:
        raise KnowledgeError(name, "whole file", f"not YAML: {error}") from error
    if not found:
        raise KnowledgeError(name, "whole file", "it holds nothing")
    return found


@cache
def load(name: str) -> Any:
    """The parsed content of ``knowledge/data/<name>`` (``.yaml`` may be left out); shared, so never change it.

    Raises `KnowledgeError` where the file is missing, is not UTF-8 or breaks the rules of `parse`.
    """
    file = name if name.endswith(".yaml") else f"{name}.yaml"
    try:
        content = files("onrecord.knowledge").joinpath("data", file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(file, "whole file", f"cannot be read: {error}") from error
    return parse(file, content)


@cache
def load_folder(name: str) -> dict[str, Any]:
    """File name without ``.yaml`` -> its parsed content, for every YAML file in ``knowledge/data/<name>/``, in the order of their names.

    Raises `KnowledgeError` where the folder is missing, and as `load` does.
    """
    folder = files("onrecord.knowledge").joinpath("data", name)
    if not folder.is_dir():
        raise KnowledgeError(name, "whole folder", "it is missing")
    found = sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return {file: load(f"{name}/{file}") for file in found}
