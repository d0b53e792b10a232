"""The file of sources: what it says, and where it says it wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import InputError, QueryError
from onrecord.watch.schedule import JITTER, rounds, seconds_of
from onrecord.watch.sources import Feed, Folder, Page, Sources, read_sources, source_of

TOML = """contact = "desk@example.org"
delay = 5

[[folder]]
path = "pages"

[[feed]]
url = "https://news.example/feed"
outlet = "Harbour Post"
take = "entry"

[[feed]]
url = "http://10.0.0.5/feed"
near = true

[[page]]
url = "https://ministry.example/a"
"""
YAML = """contact: desk@example.org
delay: 5
folder:
  - path: pages
feed:
  - {url: "https://news.example/feed", outlet: Harbour Post, take: entry}
  - url: http://10.0.0.5/feed
    near: true
page: [{url: "https://ministry.example/a"}]
"""


@pytest.mark.parametrize(("name", "text"), [("s.toml", TOML), ("s.yaml", YAML), ("S.YML", YAML), ("s.toml", "\ufeff" + TOML)])
def test_both_forms_say_the_same(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    found = read_sources(str(path))
    assert found == Sources((
        Folder(str(tmp_path / "pages")), Feed("https://news.example/feed", "Harbour Post", "entry"), Feed("http://10.0.0.5/feed", near=True),
        Page("https://ministry.example/a")), "desk@example.org", 5.0)
    assert found.near == {"http://10.0.0.5"} and len(found.fetched) == 3


@pytest.mark.parametrize(("name", "text", "line", "byte", "words"), [
    ("s.toml", "delay = 1\n[[feed]]\nurl = \n", 3, 25, "not TOML"),
    ("s.toml", "[[feed]]\nurl = 'https://a.example/'\n[[feed]]\nurl = 'file:///etc/passwd'\n", 4, 44, "only http and https"),
    ("s.toml", "[[feed]]\nurl = 'https://a.example/'\ntake = 'all'\n", 3, 36, "page or entry"),
    ("s.toml", "[[feed]]\noutlet = 'ä'\n", 1, 0, "without url"),
    ("s.toml", "delay = -1\n", 1, 0, "seconds"), ("s.toml", "\ncontact = 3\n", 2, 1, "an address"),
    ("s.toml", "[[feeds]]\n", 1, 0, "none of this name"),
    ("s.toml", "[feed]\nurl = 'https://a.example/'\n", None, None, "a list"),
    ("s.toml", "# ä\n[[page]]\nurl = 'https://a.example/'\nnear = 'yes'\n", 4, 40, "true or false"),
    ("s.yaml", "feed:\n  - {url: [}\n", 2, 16, "not YAML"),
    ("s.yaml", "feed:\n  - url: https://a.example/\n    nearly: true\n", 3, 38, "none of this name"),
    ("s.yaml", "- a\n", None, None, "no sources"), ("s.yaml", "folder:\n  - 3\n", 2, 8, "a folder has path"),
    ("s.json", "{}", None, None, "named .toml"), ("s.yaml", "a: !!python/object/apply:os.system [id]\n", 1, 3, "not YAML"),
])
def test_what_is_wrong_is_told_with_line_and_byte(tmp_path: Path, name: str, text: str, line: int | None, byte: int | None, words: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=words) as told:
        read_sources(str(path))
    assert (told.value.path, told.value.record) == (str(path), line), str(told.value)
    assert told.value.byte is None if byte is None else abs((told.value.byte or 0) - byte) <= 8, str(told.value)


def test_bytes_that_are_no_text_and_files_that_are_not_there(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_bytes(b"delay = 1\n# \xff\n")
    with pytest.raises(InputError, match="not UTF-8") as told:
        read_sources(str(path))
    assert (told.value.record, told.value.byte) == (2, 12)
    with pytest.raises(InputError, match="cannot be read"):
        read_sources(str(tmp_path / "none.toml"))


def test_what_is_named_on_the_command_line() -> None:
    assert source_of("pages/") == Folder("pages/") and source_of("https://a.example/f") == Feed("https://a.example/f", sniffed=True)
    for wrong in ("file:///etc/passwd", "http://", "http://a:b@c.example/"):
        with pytest.raises(InputError):
            source_of(wrong)


@pytest.mark.parametrize(("told", "seconds"), [("90s", 90), ("15m", 900), ("6H", 21600), (" 1d ", 86400)])
def test_times(told: str, seconds: float) -> None:
    assert seconds_of(told) == seconds


@pytest.mark.parametrize("told", ["", "15", "m", "-5m", "1.5h", "9s", "31d", "٣m", "1w", "999999d"])
def test_what_is_no_time(told: str) -> None:
    with pytest.raises(QueryError, match="--every"):
        seconds_of(told)


def test_rounds_come_once_or_again_and_again_with_some_play() -> None:
    assert list(rounds(None)) == [1]
    now, slept, spread = [0.0], list[float](), iter((0.0, 1.0, 0.5))

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    for number in rounds(100, sleep, lambda: next(spread), lambda: now[0]):
        now[0] += 30 if number < 3 else 200  # the third takes longer than the time to the next
        if number == 4:
            break
    assert slept == [pytest.approx(100 * (1 - JITTER) - 30), pytest.approx(100 * (1 + JITTER) - 30), 0]
