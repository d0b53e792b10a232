"""The layout's promises: the one rule, sizes, no broad except, no hidden imports, every public name documented."""

from __future__ import annotations

import ast
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "onrecord"
TREES = {str(path.relative_to(SOURCE)): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py"))}
LONGEST_FILE, LONGEST_FUNCTION, MEDIAN_FUNCTION = 400, 60, 8
LATE_IMPORTS = ("cli/", "telling/")
"""Where our own modules may be imported inside functions: the command line, and the words it tells with, must answer `--help` at once."""
PLACES = ("/" + "home/", "/" + "Users/", "/" + "work/", "/" + "root/", "file:" + "///")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions() -> Iterator[tuple[str, Function, int]]:
    """(file, function, its lines) of all of them, nested ones too."""
    for file, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, Function):
                yield file, node, (node.end_lineno or node.lineno) - node.lineno + 1


def public(tree: ast.Module | ast.ClassDef) -> Iterator[Function | ast.ClassDef]:
    """Public definitions of a module and of its public classes; what is defined inside a function is nobody else's."""
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


def imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return ["onrecord" if node.level else node.module or ""]


def test_the_one_rule_holds() -> None:
    command = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    ended = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "1 kept, 0 broken" in ended.stdout


def test_no_file_is_long() -> None:
    lengths = {file: len((SOURCE / file).read_text(encoding="utf-8").splitlines()) for file in TREES}
    assert {file: n for file, n in lengths.items() if n > LONGEST_FILE} == {}


def test_functions_are_short() -> None:
    assert [(file, f.name, n) for file, f, n in functions() if n > LONGEST_FUNCTION] == []
    assert statistics.median(n for _, _, n in functions()) <= MEDIAN_FUNCTION


def test_every_module_and_public_name_is_documented() -> None:
    assert [file for file, tree in TREES.items() if not ast.get_docstring(tree)] == []
    assert [(file, node.name) for file, tree in TREES.items() for node in public(tree) if not ast.get_docstring(node)] == []


def test_no_except_is_broad() -> None:
    handlers = [(file, h.type) for file, tree in TREES.items() for h in ast.walk(tree) if isinstance(h, ast.ExceptHandler)]
    assert [(file, t) for file, t in handlers if t is None or ast.unparse(t) in {"Exception", "BaseException"}] == []


@pytest.mark.parametrize("file", [f for f in TREES if f != "__init__.py" and not f.startswith(LATE_IMPORTS)])
def test_no_import_is_hidden(file: str) -> None:
    """None of our own inside a function or under TYPE_CHECKING, where a cycle could hide, and none by name at run time."""
    tree = TREES[file]
    late = [n for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom) and n not in tree.body]
    assert [ast.unparse(n) for n in late if any(m.split(".")[0] == "onrecord" for m in imported(n))] == []
    assert "import_module" not in (SOURCE / file).read_text(encoding="utf-8")


def test_no_state_is_global() -> None:
    assert [file for file, tree in TREES.items() if any(isinstance(node, ast.Global) for node in ast.walk(tree))] == []


def test_the_repository_names_no_place_on_a_builders_machine() -> None:
    folders = [ROOT / name for name in ("src", "docs", "tools", "bench", "examples", "training", ".ci")]
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in {".py", ".md", ".sh", ".yaml", ".txt", ""}]
    files = [p for p in [*files, *ROOT.glob("*.md"), *ROOT.glob("*.toml"), *ROOT.glob("*.lock"), ROOT / "Makefile"] if p.is_file()]
    texts = {str(p.relative_to(ROOT)): p.read_text(encoding="utf-8", errors="replace") for p in files}
    assert [(name, place) for name, text in texts.items() for place in PLACES if place in text] == []
