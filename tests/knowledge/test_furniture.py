"""The furniture rules load, are bounded, and say what is wrong with a broken one."""

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge.furniture import KINDS, WHERES, furniture_rules, make_rule


def test_every_where_has_rules_with_names_of_their_own() -> None:
    rules = furniture_rules()
    names = [rule.name for where in WHERES for rule in rules[where]]
    assert set(rules) == set(WHERES) and all(rules.values()) and len(names) == len(set(names))
    assert {rule.kind for where in WHERES for rule in rules[where]} <= set(KINDS)


def test_case_binds_only_where_asked() -> None:
    entry = {"name": "n", "where": "whole", "patterns": ["Ad"]}
    assert make_rule(entry).pattern.match("AD") and not make_rule({**entry, "case": True}).pattern.match("AD")


@pytest.mark.parametrize(
    "entry",
    [
        {"name": "n", "where": "nowhere", "patterns": ["a"]},
        {"name": "n", "where": "whole"},
        {"name": "n", "where": "whole", "patterns": ["("]},
        {"name": "n", "where": "whole", "kind": "odd", "patterns": ["a"]},
    ],
)
def test_a_broken_rule_is_an_error_that_names_it(entry: dict[str, object]) -> None:
    with pytest.raises(KnowledgeError, match=r"furniture\.yaml, n"):
        make_rule(entry)
