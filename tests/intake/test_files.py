"""Bytes come in as captures, one page a file or a line; what cannot be read is said and the rest goes on."""

import gzip
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.intake import FieldNames, read_captures
from onrecord.intake import limits as intake_limits
from onrecord.model import Capture, Skip


def read(*paths: object, fields: FieldNames = FieldNames()) -> list[Capture | Skip]:  # noqa: B008
    return list(read_captures([str(p) for p in paths], fields))


def captures(*paths: object) -> list[Capture]:
    return [c for c in read(*paths) if isinstance(c, Capture)]


def rows(path: Path, *lines: Any) -> Path:
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines), encoding="utf-8")
    return path


class TestFiles:
    def test_a_text_file_is_one_capture_named_by_its_stem(self, tmp_path: Path) -> None:
        page = tmp_path / "harbour.txt"
        page.write_bytes(b"Twelve crates came ashore.")
        (found,) = captures(page)
        assert (found.name, found.body, found.media_type, found.record) == ("harbour", b"Twelve crates came ashore.", "text/plain", None)

    @pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.xhtml"])
    def test_html_is_told_by_its_ending_in_any_case(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_bytes(b"<p>x</p>")
        assert captures(tmp_path / name)[0].media_type == "text/html"

    def test_the_id_depends_on_the_bytes_alone(self, tmp_path: Path) -> None:
        for name in ("a.txt", "b.txt"):
            (tmp_path / name).write_bytes(b"same")
        first, second = captures(tmp_path)
        assert first.id == second.id and first.name != second.name

    def test_a_folder_is_walked_in_sorted_order(self, tmp_path: Path) -> None:
        for name in ("z.txt", "m/b.txt", "m/a.txt", "a.txt"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text("x")
        assert [c.name for c in captures(tmp_path)] == ["a", "z", "a", "b"]

    def test_other_files_are_skips_with_a_reason(self, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").write_bytes(b"%PDF")
        (found,) = read(tmp_path)
        assert isinstance(found, Skip) and found.reason == "not-text" and "'.pdf'" in found.detail

    def test_a_missing_path_is_an_error_before_anything_is_read(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("x")
        with pytest.raises(InputError) as caught:
            next(iter(read_captures([str(tmp_path / "a.txt"), str(tmp_path / "gone.txt")], FieldNames())))
        assert caught.value.path.endswith("gone.txt")

    def test_a_pipe_is_left_alone(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "p.txt")
        (found,) = read(tmp_path / "p.txt")
        assert isinstance(found, Skip) and found.detail == "not a plain file"

    def test_a_dangling_link_is_a_skip(self, tmp_path: Path) -> None:
        (tmp_path / "l.txt").symlink_to(tmp_path / "nowhere")
        (found,) = read(tmp_path)
        assert isinstance(found, Skip) and found.reason == "unreadable"


class TestLines:
    def test_each_line_is_a_page_with_its_declared_facts(self, tmp_path: Path) -> None:
        path = rows(
            tmp_path / "in.jsonl",
            {"id": "n1", "text": "A", "title": "T", "published": "2021-03-04", "url": "http://x", "outlet": "Gazette"},
        )
        (found,) = captures(path)
        assert (found.name, found.body, found.record) == ("n1", b"A", 1)
        assert found.declared == {"title": "T", "published": "2021-03-04", "url": "http://x", "outlet": "Gazette"}

    def test_a_line_without_id_is_named_by_file_and_number(self, tmp_path: Path) -> None:
        assert [c.name for c in captures(rows(tmp_path / "in.ndjson", {"text": "A"}, {"text": "B"}))] == ["in:1", "in:2"]

    def test_field_names_can_be_told(self, tmp_path: Path) -> None:
        path = rows(tmp_path / "in.jsonl", {"key": 7, "body": "A"})
        (found,) = read(path, fields=FieldNames(id="key", text="body"))
        assert isinstance(found, Capture) and found.name == "7"

    def test_html_stands_in_where_there_is_no_text(self, tmp_path: Path) -> None:
        (found,) = captures(rows(tmp_path / "in.jsonl", {"html": "<p>A</p>", "text": " "}))
        assert found.media_type.startswith("text/html") and found.body == b"<p>A</p>"

    @pytest.mark.parametrize(
        ("bad", "reason"),
        [("{no", "bad-line"), ("[1]", "bad-line"), ('{"title": "x"}', "no-field"), ('{"text": 5}', "no-field"), ("[" * 5_000, "bad-line")],
    )
    def test_a_bad_line_is_a_skip_and_the_rest_goes_on(self, tmp_path: Path, bad: str, reason: str) -> None:
        first, skip, last = read(rows(tmp_path / "in.jsonl", {"text": "A"}, bad, {"text": "B"}))
        assert isinstance(first, Capture) and isinstance(last, Capture) and last.record == 3
        assert isinstance(skip, Skip) and skip.reason == reason and "record 2, byte 14" in skip.detail

    def test_a_line_in_another_encoding_is_a_skip(self, tmp_path: Path) -> None:
        (tmp_path / "in.jsonl").write_bytes(b'{"text": "caf\xe9"}\n')
        (found,) = read(tmp_path / "in.jsonl")
        assert isinstance(found, Skip) and "not UTF-8 at byte 13" in found.detail

    def test_half_a_surrogate_pair_does_no_harm(self, tmp_path: Path) -> None:
        (found,) = captures(rows(tmp_path / "in.jsonl", '{"text": "a \\ud83d b"}'))
        assert found.body.decode("utf-8", "surrogatepass") == "a \ud83d b"

    @pytest.mark.parametrize(
        ("said", "day"),
        [(1614816000, "2021-03-04"), (1614816000000, "2021-03-04"), (True, None), (-5, None), ("4 March 2021", "4 March 2021")],
    )
    def test_a_declared_date_may_be_a_number(self, tmp_path: Path, said: object, day: str | None) -> None:
        (found,) = captures(rows(tmp_path / "in.jsonl", {"text": "A", "published": said}))
        assert found.declared.get("published") == day

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    @given(body=st.binary(max_size=300))
    def test_any_bytes_give_captures_or_skips(self, tmp_path: Path, body: bytes) -> None:
        (tmp_path / "in.jsonl").write_bytes(body)
        found = read(tmp_path / "in.jsonl")
        assert len(found) == sum(bool(line.strip()) for line in body.split(b"\n"))


class TestGzip:
    def test_packed_pages_and_lines_are_read(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"page"))
        (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "A"}\n{"text": "B"}\n'))
        assert [(c.name, c.body) for c in captures(tmp_path)] == [("a", b"page"), ("b:1", b"A"), ("b:2", b"B")]

    def test_a_bomb_is_a_skip_and_the_next_file_is_read(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(intake_limits, "MAX_PAGE", 100_000)
        (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"0" * 5_000_000))
        (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b"\n" * 5_000_000))
        (tmp_path / "c.txt").write_text("page")
        bomb, lines, page = read(tmp_path)
        assert isinstance(bomb, Skip) and bomb.reason == "too-large"
        assert isinstance(lines, Skip) and "to 1)" in lines.detail
        assert isinstance(page, Capture)

    def test_a_damaged_member_keeps_what_came_before(self, tmp_path: Path) -> None:
        packed = gzip.compress(b'{"text": "A"}\n' + os.urandom(4_000).hex().encode() + b"\n")
        (tmp_path / "b.jsonl.gz").write_bytes(packed[:-900])
        first, *_, last = read(tmp_path / "b.jsonl.gz")
        assert isinstance(first, Capture) and isinstance(last, Skip) and last.reason == "undecodable"

    def test_packed_twice_is_not_unpacked_twice(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt.gz.gz").write_bytes(gzip.compress(gzip.compress(b"x")))
        (found,) = read(tmp_path)
        assert isinstance(found, Skip) and found.reason == "not-text"

    def test_a_line_too_long_is_passed_over(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(intake_limits, "MAX_PAGE", 50)
        first, second = read(rows(tmp_path / "in.jsonl", {"text": "x" * 200}, {"text": "B"}))
        assert isinstance(first, Skip) and first.reason == "too-large"
        assert isinstance(second, Capture) and second.record == 2


class TestStandardInput:
    @staticmethod
    def given(monkeypatch: pytest.MonkeyPatch, body: bytes) -> list[Capture | Skip]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(body)))
        return read("-")

    def test_json_lines_are_told_by_the_first_line(self, monkeypatch: pytest.MonkeyPatch) -> None:
        found = self.given(monkeypatch, b'\n{"id": "a", "text": "A"}\n{"text": "B"}')
        assert [c.name for c in found if isinstance(c, Capture)] == ["a", "stdin:3"]

    def test_html_and_text_are_one_page(self, monkeypatch: pytest.MonkeyPatch) -> None:
        (page,) = self.given(monkeypatch, b"<!DOCTYPE html><p>x")
        (text,) = self.given(monkeypatch, b"{curly} is a word\nand so on\n")
        assert isinstance(page, Capture) and page.media_type == "text/html"
        assert isinstance(text, Capture) and (text.media_type, text.body) == ("text/plain", b"{curly} is a word\nand so on\n")
