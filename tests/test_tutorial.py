"""The tutorial runs from top to bottom, as a newcomer runs it; it is kept without outputs, which are made where it is run."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
TUTORIAL = ROOT / "docs" / "tutorial.ipynb"
SECONDS = 300
"""Given up after so long: a minute on a quiet machine is what it is made to take, and tests run on busy ones."""


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(TUTORIAL.read_text(encoding="utf-8"))
    return found


def test_it_is_kept_without_outputs(kept: dict[str, Any]) -> None:
    cells = [cell for cell in kept["cells"] if cell["cell_type"] == "code"]
    assert len(cells) > 15 and all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells)


def test_it_shows_what_there_is(kept: dict[str, Any]) -> None:
    source = "".join("".join(cell["source"]) for cell in kept["cells"] if cell["cell_type"] == "code")
    assert [word for word in ("record.read", ".ledger(", ".story(", ".disagreements", "as_of=", ".changes(", ".origins(", ".frame(", ".plot(",
                              ".judge(", ".undo(", ".export(", ".search(", ".why(") if word not in source] == []


def test_its_links_lead_somewhere(kept: dict[str, Any]) -> None:
    links = re.findall(r"\]\(([^)]+)\)", "".join("".join(cell["source"]) for cell in kept["cells"] if cell["cell_type"] == "markdown"))
    assert links and all((TUTORIAL.parent / link).exists() for link in links)


def test_it_runs_from_top_to_bottom(tmp_path: Path) -> None:
    pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    out = tmp_path / "ran.ipynb"
    code = (f"import nbformat, nbclient\nnotebook = nbformat.read({str(TUTORIAL)!r}, as_version=4)\n"
            f"where = {{'metadata': {{'path': {str(TUTORIAL.parent)!r}}}}}\n"
            f"nbclient.NotebookClient(notebook, timeout={SECONDS}, kernel_name='python3', resources=where).execute()\n"
            f"nbformat.write(notebook, {str(out)!r})\n")
    start = time.monotonic()
    own = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}  # the notebook shows its plots whatever other tests plot on
    ended = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=SECONDS + 60, env=own)
    assert ended.returncode == 0, ended.stderr[-4000:]
    print(f"{time.monotonic() - start:.0f} seconds")
    ran = json.loads(out.read_text(encoding="utf-8"))
    outputs = [output for cell in ran["cells"] if cell["cell_type"] == "code" for output in cell["outputs"]]
    kinds = {kind for output in outputs for kind in output.get("data", {})}
    assert {"text/html", "text/plain", "image/png"} <= kinds and not [o for o in outputs if o["output_type"] == "error"]
    assert sum("<table>" in "".join(o.get("data", {}).get("text/html", "")) for o in outputs) > 6
