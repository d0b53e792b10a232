"""Open roles: clues in their order, nobody unless somebody scores, the same answer each time."""

import pytest
from tests.claims.building import found_in, layered

from onrecord.claims.match import Candidate
from onrecord.claims.ranker import CLUES, Ranker
from onrecord.knowledge.loader import load

TEXT = "Italy sold rifles to Kenya. Somalia protested. Howitzers were sent by Italy too."


def ranker(text: str = TEXT, home: str | None = None, title: str | None = None) -> tuple[Ranker, list[Candidate]]:
    """A ranker of a text, with its transfers."""
    found = found_in(text, "transfer") if title is None and home is None else []
    return Ranker(layered(text, home, title), [c for c in found if c.giver and c.receiver], {}), found


def clue(name: str, code: str, side: str = "receiver") -> float:
    """One clue of one party for the last transfer of `TEXT`."""
    r, found = ranker()
    return r.clues(found[-1], side, [])[code][CLUES.index(name)]


def test_weights_fit_the_clues() -> None:
    weights = load("roles_weights")
    assert set(weights) == {"transfer", "sanction", "other"}
    assert all(len(weights[act][side]) == len(CLUES) for act in weights for side in ("giver", "receiver"))


def test_every_party_has_all_clues_in_order() -> None:
    r, found = ranker()
    clues = r.clues(found[-1], "receiver", [])
    assert set(clues) == {"IT", "KE", "SO"}
    assert all(len(row) == len(CLUES) and row[0] == 1.0 for row in clues.values())


@pytest.mark.parametrize(("name", "code", "value"), [
    ("inside", "IT", 1.0), ("inside", "KE", 0.0), ("after", "IT", 1.0), ("before", "IT", 0.0), ("previous", "SO", 1.0), ("previous", "KE", 0.0),
    ("top", "IT", 1.0), ("top", "SO", 0.0), ("same_role", "KE", 1.0), ("other_role", "IT", 1.0), ("share", "IT", 0.5), ("state", "IT", 1.0),
    ("collective", "IT", 0.0), ("un", "IT", 0.0), ("learned", "IT", 0.0), ("home", "IT", 0.0), ("title", "IT", 0.0),
])
def test_clues(name: str, code: str, value: float) -> None:
    assert clue(name, code) == value


def test_known_parties_are_no_choice() -> None:
    r, found = ranker()
    known = found[-1].giver
    assert [code for code, _ in known] == ["IT"]
    assert "IT" not in r.clues(found[-1], "receiver", known)


def test_what_the_detector_says_is_a_clue() -> None:
    layers, found = layered(TEXT), found_in(TEXT, "transfer")
    learned = {layers.tree.sentence_of[found[-1].word]: {"transfer": {"receiver": {"SO": 0.75}, "giver": {}}}}
    r = Ranker(layers, [], learned)
    assert r.clues(found[-1], "receiver", [])["SO"][-1] == 0.75
    assert r.clues(found[-1], "giver", [])["SO"][-1] == 0.0


def test_a_role_stays_open_where_no_party_is_likely() -> None:
    r, found = ranker()
    r.weights = {act: {side: [-1.0, *[0.0] * (len(CLUES) - 1)] for side in ("giver", "receiver")} for act in r.weights}
    assert r.best(found[-1], "receiver", []) is None


def test_a_role_stays_open_where_there_is_nobody() -> None:
    text = "Howitzers were sent."
    c, = found_in(text, "transfer")
    assert Ranker(layered(text), [], {}).best(c, "giver", []) is None


def test_the_best_party_is_found_with_words_and_ties_go_one_way() -> None:
    r, found = ranker()
    r.weights = {act: {side: [1.0, *[0.0] * (len(CLUES) - 1)] for side in ("giver", "receiver")} for act in r.weights}
    best = [r.best(found[-1], "receiver", found[-1].giver) for _ in range(3)]
    assert best[0] is not None and best[0].party[0] == "SO" and best[0] == best[1] == best[2]
    assert TEXT[slice(*best[0].party[1])] == "Somalia"
