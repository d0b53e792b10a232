"""onrecord doctor: is everything here that reading needs, and is the record sound?"""

from __future__ import annotations

import hashlib
import locale
import platform
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import typer

from onrecord.cli.options import DEFAULT_RECORD, Json, Record
from onrecord.cli.output import columns, console, give_json, styled
from onrecord.errors import OnRecordError
from onrecord.telling.words import counted

PARTS = ("onnxruntime", "tokenizers", "numpy", "trafilatura", "resiliparse", "sqlalchemy", "alembic", "typer", "rich", "starlette",
         "uvicorn", "jinja2")


class Finding(NamedTuple):
    """One thing looked at: what it is, what was found, and whether it is as it should be."""

    what: str
    found: str
    sound: bool = True


def command(record: Record = DEFAULT_RECORD, json: Json = False) -> None:
    """Check the installation and the record.

    Versions, weights, knowledge, and everything in the record against its hashes. Exits with 1 where something is wrong.
    """
    findings = list(_findings(record))
    if json:
        give_json([f._asdict() for f in findings])
    else:
        _tell(findings)
    if not all(f.sound for f in findings):
        raise typer.Exit(1)


def _findings(record: str) -> Iterator[Finding]:
    from onrecord import __version__

    yield Finding("onrecord", __version__)
    yield Finding("python", f"{platform.python_version()} on {platform.platform(terse=True)}", sys.version_info >= (3, 11))
    yield from _parts()
    for folder in ("reading", "claims"):
        yield from _weights(folder)
    yield _works("language engine", _engine)
    yield _works("claims model", _detector)
    yield _works("knowledge", _knowledge)
    yield Finding("languages", "English (en); pages in others are skipped, with the language as the reason")
    yield Finding("locale", f"{locale.setlocale(locale.LC_CTYPE)}, output {sys.stdout.encoding}")
    yield _record(record)


def _parts() -> Iterator[Finding]:
    from importlib.metadata import PackageNotFoundError, version

    for part in PARTS:
        try:
            yield Finding(part, version(part))
        except PackageNotFoundError:
            yield Finding(part, "not installed; reinstall onrecord", False)


def _weights(folder: str) -> Iterator[Finding]:
    from importlib.resources import files

    held = Path(str(files("onrecord"))) / folder / "weights"
    for path in sorted(held.glob("*")):
        body = path.read_bytes()
        yield Finding(f"{folder}/weights/{path.name}", f"{len(body):,} bytes, sha256 {hashlib.sha256(body).hexdigest()[:16]}", bool(body))


def _works(what: str, attempt: Callable[[], str]) -> Finding:
    try:
        return Finding(what, attempt())
    except OnRecordError as error:
        return Finding(what, str(error), False)


def _engine() -> str:
    from onrecord.flow import Reader

    reader = Reader()
    reader.engine  # noqa: B018 - loading is the test
    return f"loads; reader {reader.version}"


def _detector() -> str:
    from onrecord.flow import Reader

    Reader().detector  # noqa: B018 - loading is the test
    return "loads"


def _knowledge() -> str:
    from onrecord.knowledge.items import item_gazetteer
    from onrecord.knowledge.parties import party_gazetteer

    return f"{len(party_gazetteer()):,} names of parties, {len(item_gazetteer()):,} of goods"


def _record(path: str) -> Finding:
    from onrecord.flow import open_record

    if "://" not in path and not Path(path).exists():
        return Finding("record", f"{path}: none there yet; onrecord read PATH... makes one")
    try:
        with open_record(path) as view:
            view.check()
            counts: dict[str, Any] = view.counts()
    except OnRecordError as error:
        return Finding("record", str(error), False)
    held = ", ".join(f"{name} {number:,}" for name, number in counts.items())
    return Finding("record", f"{path}: every hash is right ({held})")


def _tell(findings: list[Finding]) -> None:
    out, table = console(), columns("", "", "")
    table.show_header = False
    table.columns[0].no_wrap = True
    for finding in findings:
        verdict = styled("ok", "green") if finding.sound else styled("WRONG", "bold red")
        table.add_row(verdict, styled(finding.what), styled(finding.found))
    out.print(table)
    wrong = sum(not f.sound for f in findings)
    out.print(f"{counted(wrong, 'thing')} wrong." if wrong else "All is well.", style="bold red" if wrong else "bold green")
