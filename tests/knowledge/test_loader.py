"""Knowledge files are read once, and a broken one says which and why."""

from importlib.resources import files

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load, load_folder, parse

OURS = ["states", "groups", "institutions", "leaders", "companies", "outlets", "roles", "anaphora", "ambiguous", "not_parties", "slices"]


def test_a_file_is_parsed_once_and_shared() -> None:
    assert load("states") is load("states")
    assert load("states")[0]["code"] == "AF"


def test_the_ending_may_be_left_out() -> None:
    assert load("states.yaml") == load("states")


@pytest.mark.parametrize("name", OURS)
def test_every_file_opens_with_its_field_definitions(name: str) -> None:
    content = files("onrecord.knowledge").joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
    opening = content.split("\n\n")[0]
    assert all(line.startswith("#") for line in opening.splitlines())
    assert len(opening.splitlines()) > 3


def test_a_missing_file_is_named() -> None:
    with pytest.raises(KnowledgeError, match=r"dragons\.yaml.*cannot be read") as caught:
        load("dragons")
    assert caught.value.file == "dragons.yaml"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("a: 1\n", "does not open with a comment"),
        ("# fields\na: [1,\n", "not YAML"),
        ("# fields\n", "holds nothing"),
        ("# fields\n- !!python/object/apply:os.getcwd []\n", "not YAML"),
    ],
)
def test_a_broken_file_is_refused_with_the_reason(content: str, reason: str) -> None:
    with pytest.raises(KnowledgeError, match=reason):
        parse("broken.yaml", content)


def test_codes_that_yaml_takes_for_truth_values_stay_codes() -> None:
    assert "NO" in [state["code"] for state in load("states")]
    assert all(isinstance(state["code"], str) for state in load("states"))
    assert all(isinstance(country, str) for country in load("outlets"))


def test_a_folder_gives_its_files_by_name_and_a_missing_one_is_named() -> None:
    assert load_folder("tenures")["titles"] is load("tenures/titles") and len(load_folder("tenures")) > 5
    with pytest.raises(KnowledgeError, match="dragons"):
        load_folder("dragons")
