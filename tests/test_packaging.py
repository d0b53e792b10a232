"""What is shipped: a wheel with licence, knowledge, weights and migrations, and the metadata that a user sees."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from email.parser import Parser
from importlib.metadata import version
from pathlib import Path

import pytest

import onrecord

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling")
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)], cwd=ROOT, check=True, capture_output=True)
    made, = out.glob("*.whl")
    return made


def members(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_everything_that_reading_needs_is_in_the_wheel(wheel: Path) -> None:
    source = ROOT / "src"
    needed = {str(p.relative_to(source)) for p in source.rglob("*") if p.is_file() and not {"__pycache__"} & set(p.parts)
              and not any(part.endswith(".egg-info") for part in p.parts)}
    assert needed - members(wheel) == set()
    assert {"onrecord/knowledge/data/states.yaml", "onrecord/reading/weights/syntax.int8.onnx", "onrecord/py.typed"} <= needed


def test_nothing_else_is(wheel: Path) -> None:
    assert {name.split("/")[0] for name in members(wheel)} == {"onrecord", f"onrecord-{onrecord.__version__}.dist-info"}


def test_metadata_and_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        home = f"onrecord-{onrecord.__version__}.dist-info"
        metadata = Parser().parsestr(archive.read(f"{home}/METADATA").decode())
        assert "onrecord = onrecord.cli:main" in archive.read(f"{home}/entry_points.txt").decode()
        assert "Apache License" in archive.read(f"{home}/licenses/LICENSE").decode()
    assert (metadata["Name"], metadata["Version"], metadata["License-Expression"]) == ("onrecord", onrecord.__version__, "Apache-2.0")
    assert metadata["Requires-Python"] == ">=3.11" and str(metadata.get_payload()).startswith("# OnRecord")


def test_the_wheel_runs_from_where_it_lies(wheel: Path, tmp_path: Path) -> None:
    code = f"import sys; sys.path.insert(0, {str(wheel)!r}); import onrecord; print(onrecord.__file__, onrecord.__version__)"
    ended = subprocess.run([sys.executable, "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ended.stdout.split() == [f"{wheel}/onrecord/__init__.py", onrecord.__version__]


def test_one_version_everywhere() -> None:
    assert version("onrecord") == onrecord.__version__
    assert f"## {onrecord.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_dependency_is_pinned_with_its_hash(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pinned = {line.split("==")[0].lower() for line in text.splitlines() if "==" in line and not line.startswith((" ", "#"))}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]["dev"] if "dev" in lock else []
    wanted = {spec.split(">")[0].split("<")[0].split("=")[0].split("[")[0].lower() for spec in [*project["dependencies"], *extras]}
    assert wanted - pinned == set()
    assert text.count("--hash=sha256:") >= len(pinned)


def test_every_optional_dependency_is_bounded_by_the_next_major() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert [spec for specs in extras.values() for spec in specs if ">=" not in spec or ",<" not in spec] == []
    assert {"xlsx", "parquet", "interchange"} <= set(extras)


def test_what_reads_pages_and_what_exports_text_needs_no_extra() -> None:
    optional = ("xlsxwriter", "pyarrow", "networkx", "stix2", "followthemoney", "openpyxl", "bibtexparser")
    code = ("import sys, onrecord.flow, onrecord.telling.exported, onrecord.export.ftm, onrecord.export.stix, onrecord.export.network\n"
            "import onrecord.export.cite, onrecord.export.xlsx, onrecord.export.parquet, onrecord.export.compare\n"
            f"print([m for m in {optional!r} if m in sys.modules])")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
