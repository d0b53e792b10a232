"""The files of offices and events keep their own rules."""

from datetime import date
from itertools import pairwise

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load, load_folder
from onrecord.knowledge.tenures import bearers, dated_events, holder, make_event, make_tenure, office_titles, tenures, titles_of


def test_every_tenure_is_in_order_and_has_a_title() -> None:
    for tenure in tenures():
        assert tenure.office in office_titles()
        for (_, end), (start, _) in pairwise(tenure.during):
            assert end is not None and end <= start, tenure.names


@pytest.mark.parametrize(
    ("state", "office"), [("US", "president"), ("RU", "president"), ("UA", "president"), ("FR", "president"), ("GB", "pm"), ("DE", "pm")]
)
def test_one_at_a_time_holds_the_highest_office(state: str, office: str) -> None:
    spans = sorted(span for t in tenures() if (t.state, t.office) == (state, office) for span in t.during)
    assert all(end is not None and end <= start for (_, end), (start, _) in pairwise(spans))


def test_the_holder_of_an_office_on_a_day() -> None:
    assert holder("US", "president", date(2022, 4, 8)) == "Joe Biden"
    assert [holder("US", "president", day) for day in (date(2025, 1, 19), date(2025, 1, 20))] == ["Joe Biden", "Donald Trump"]
    assert holder("US", "president", date(1950, 1, 1)) is None and holder("XX", "president", date(2022, 4, 8)) is None


def test_a_family_name_may_be_anyones_who_bore_it() -> None:
    assert len(bearers("bush", "president")) == 2


def test_a_day_unsure_by_months_widens_the_time_in_office_and_the_time_after_it() -> None:
    tenure = make_tenure("XX", "dm", "Rosa Klebb|Roza Klebb", "~2001-06-01/2003-01-01, 2005-01-01/~2006-01-01")
    assert tenure.during == ((date(2001, 6, 1), date(2003, 1, 1)), (date(2005, 1, 1), date(2006, 1, 1)))
    assert tenure.held == ((date(2001, 3, 2), date(2003, 1, 1)), (date(2005, 1, 1), date(2006, 4, 2)))
    assert tenure.left == ((date(2003, 1, 1), date(2005, 1, 1)), (date(2005, 10, 2), None))


def test_who_held_an_office_on_a_day_unsure_by_months_is_not_known() -> None:
    assert holder("LT", "dm", date(1991, 9, 1)) is None and holder("LT", "dm", date(1992, 6, 1)) == "Audrius Butkevicius"


@pytest.mark.parametrize("during", ["2001-06-01", "2003-01-01/2001-01-01", "~soon/2003-01-01", "2001-13-01/"])
def test_a_broken_tenure_is_an_error_that_names_its_holder(during: str) -> None:
    with pytest.raises(KnowledgeError, match="Rosa Klebb"):
        make_tenure("XX", "dm", "Rosa Klebb", during)


@pytest.mark.parametrize(
    ("office", "names", "alone"),
    [("pm", "Rosa Miller", {"Miller"}), ("dm", "Rosa Miller", set()), ("dm", "Rosa Klebb", {"Klebb"}), ("spokesman", "Rosa Klebb", set()),
     ("spokesman", "Rosa Klebb|Klebb", {"Klebb"})],
)
def test_a_family_name_alone_tells_whom_few_bear(office: str, names: str, alone: set[str]) -> None:
    assert make_tenure("XX", office, names, "2001-01-01/").family == alone


def test_no_event_is_written_twice() -> None:
    names = [e.name for e in dated_events()]
    assert len(names) == len(set(names)) > 100
    assert all(e.until is None or e.until > e.first for e in dated_events())


def test_the_events_of_the_folder_are_known_beside_those_of_the_files() -> None:
    parts = load_folder("dated-events")
    names = {e.name for e in dated_events()}
    assert parts and all(entry["name"] in names for entries in parts.values() for entry in entries)
    assert len(names) == sum(len(part) for part in (load("dated-events"), load("dated-steps"), *parts.values()))


def test_no_number_of_an_event_is_cut_at_its_comma() -> None:
    entries = [*load("dated-events"), *load("dated-steps"), *(entry for part in load_folder("dated-events").values() for entry in part)]
    words = [str(word) for entry in entries for group in (*entry["words"], *entry.get("context", ())) for word in group]
    assert not [word for word in words if word.startswith(("00", "0 "))]


def test_a_month_lasts_to_its_last_day() -> None:
    event = make_event({"day": "2012-02", "name": "n", "words": [["siege"]]})
    assert (event.first, event.last) == (date(2012, 2, 1), date(2012, 2, 29))
    with pytest.raises(KnowledgeError, match="n: "):
        make_event({"day": "2012-13", "name": "n", "words": [["siege"]]})


def test_words_bind_whole_words_and_endings_only_where_asked() -> None:
    event = make_event({"day": "2020-01-02", "name": "n", "words": [["harbour"], ["sank*", "1.5 million"]]})
    first, second = event.words
    assert (
        first.search("the harbour.")
        and not first.search("harbours")
        and second.search("$1.5 million")
        and not second.search("11.5 million")
    )


def test_an_event_that_came_more_than_once_has_its_times() -> None:
    event = make_event({"name": "n", "times": "2001-02-03/2001-04-05, 2010-01-01/2010-02-02", "words": [["siege"]], "context": [["strelsau*"]]})
    assert [low.isoformat() for low, _ in event.times] == ["2001-02-03", "2010-01-01"] and event.first.isoformat() == "2001-02-03"
    assert event.context[0].search("the strelsauer") and event.stems == (("siege",), ("strelsau",))


@pytest.mark.parametrize(
    "entry",
    [{"name": "n", "day": "2001-02-03", "times": "2001-02-03/2001-04-05", "words": [["a"]]}, {"name": "n", "times": "2001-02-03", "words": [["a"]]}],
)
def test_day_and_times_exclude_each_other_and_times_are_pairs(entry: dict[str, object]) -> None:
    with pytest.raises(KnowledgeError, match="n: "):
        make_event(entry)


@pytest.mark.parametrize(
    "entry",
    [
        {"name": "n", "words": [["a"]]},
        {"day": "2020-01-02", "name": "n"},
        {"day": "soon", "name": "n", "words": [["a"]]},
        {"day": "2020-01-02", "name": "n", "words": [["a"], []]},
        {"day": "2020-01-02", "name": "n", "words": [["a"]], "and siege": None},
    ],
)
def test_a_broken_event_is_an_error_that_names_it(entry: dict[str, object]) -> None:
    with pytest.raises(KnowledgeError, match="n: "):
        make_event(entry)


def test_a_wording_of_some_states_tells_no_holder_of_another() -> None:
    there, elsewhere = (make_tenure(state, "fm", "Ada Vale", "2001-02-03/2004-05-06") for state in ("US", "JP"))
    assert "secretary" in titles_of(there) and "foreign minister" in titles_of(there)
    assert not any("secretary" in title for title in titles_of(elsewhere)) and "foreign minister" in titles_of(elsewhere)


def test_a_chief_cabinet_secretary_is_not_the_minister_of_another_year() -> None:
    assert not bearers("hayashi", "secretary") and bearers("hayashi", "chief cabinet secretary")


def test_a_sheikh_is_no_leader_of_a_state_that_has_none() -> None:
    assert not bearers("mansour", "sheikh") and bearers("mansour", "leader") and bearers("qassem", "sheikh")
