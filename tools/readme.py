"""Runs the commands in README.md's console blocks and puts their output under them.

    python tools/readme.py            rewrites README.md
    python tools/readme.py --check    exits with 1 where what stands there is not what the commands say now

Commands run one after another in one empty folder that holds `examples/`, 100 columns wide. `onrecord` is this environment's; `| head -N`
cuts the output and leaves "..." in its place. Seconds differ from run to run and are not compared.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_HEAD = re.compile(r" \| head -(\d+)$")
_SECONDS = re.compile(r"in [\d.]+ seconds(?:, [\d.]+ a second)?")


def output_of(command: str, folder: Path) -> str:
    """What one `onrecord` command prints, as README shows it."""
    head = _HEAD.search(command)
    words = shlex.split(_HEAD.sub("", command))
    if words[0] != "onrecord":
        raise SystemExit(f"README.md: only onrecord runs in a console block, not {words[0]!r}")
    environment = {**os.environ, "COLUMNS": "100", "PYTHONPATH": str(ROOT / "src")}
    ended = subprocess.run([sys.executable, "-m", "onrecord", *words[1:]], cwd=folder, env=environment, capture_output=True, text=True)
    if ended.returncode:
        raise SystemExit(f"README.md: {command}\n{ended.stderr}")
    lines = [line.rstrip() for line in ended.stdout.rstrip("\n").split("\n")]
    if head and len(lines) > int(head[1]):
        lines = [*lines[:int(head[1])], "..."]
    return "\n".join(lines)


def refreshed(text: str) -> str:
    """The README with the output of every command as it is now."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "examples", folder / "examples")

        def block(found: re.Match[str]) -> str:
            commands = [line for line in found[1].split("\n") if line.startswith("$ ")]
            parts = [f"{command}\n{output_of(command[2:], folder)}\n" for command in commands]
            return "```console\n" + "\n".join(parts) + "```"

        return _BLOCK.sub(block, text)


def differences(text: str) -> list[str]:
    """Lines of the README that its commands no longer say, and those they say now."""
    then, now = (_SECONDS.sub("in N seconds", version).split("\n") for version in (text, refreshed(text)))
    return [f"- {line}" for line in then if line not in now] + [f"+ {line}" for line in now if line not in then]


def main() -> None:
    """Rewrites or checks README.md."""
    text = README.read_text(encoding="utf-8")
    if "--check" not in sys.argv[1:]:
        README.write_text(refreshed(text), encoding="utf-8")
    elif found := differences(text):
        raise SystemExit("\n".join(["README.md is not what its commands print; run: make docs", *found]))


if __name__ == "__main__":
    main()
