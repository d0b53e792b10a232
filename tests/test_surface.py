"""The public surface: exactly these names, each loading, each documented."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import onrecord

SURFACE = ["Article", "Capture", "Claim", "Entry", "Judgement", "LedgerQuery", "Reader", "Reading", "Record", "Skip", "Summary",
           "open_record", "read"]


def test_the_public_names_are_these() -> None:
    assert onrecord.__all__ == SURFACE


@pytest.mark.parametrize("name", SURFACE)
def test_each_loads_and_is_documented(name: str) -> None:
    found = getattr(onrecord, name)
    assert inspect.getdoc(found) and found.__name__ == name and found.__module__.startswith("onrecord.")


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'utils'"):
        _ = onrecord.utils


def test_importing_the_package_loads_nothing_else() -> None:
    code = "import sys, onrecord; print([m for m in sys.modules if m.startswith('onrecord.')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_every_error_is_in_the_tree_that_the_docstring_draws() -> None:
    from onrecord import errors

    kinds = [c for c in vars(errors).values() if inspect.isclass(c) and issubclass(c, errors.OnRecordError)]
    assert errors.__doc__ and all(kind.__name__ in errors.__doc__ for kind in kinds)
