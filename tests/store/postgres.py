"""A PostgreSQL server of the tests' own: on a socket in a temporary folder, run by a user without rights, gone when the tests end.

Where the programs are not installed: run by root this is a fault (`make test` installs Debian's package), run by anybody else a reason to skip.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

USERS = ("postgres", "nobody")
STARTS_WITHIN = 60


def programs() -> Path | None:
    """The folder of initdb and postgres: of the path, or of Debian's newest version."""
    found = shutil.which("initdb")
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4].split(".")[0]))
    return Path(found).parent if found else versions[-1].parent if versions else None


def unprivileged() -> str | None:
    """Whom to run the server as: nobody else where we are not root."""
    if os.geteuid() != 0:
        return None
    import pwd

    return next(name for name in USERS if name in {entry.pw_name for entry in pwd.getpwall()})


@contextmanager
def server() -> Iterator[str]:
    """A running server: the folder of its socket. Skips or fails where there can be none."""
    where, user = programs(), unprivileged()
    if where is None and user is not None:
        pytest.fail("PostgreSQL is not installed; `make test` installs it (apt-get install postgresql)")
    if where is None:
        pytest.skip("PostgreSQL is not installed, and only root can install it: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-"))
    if user is not None:
        shutil.chown(folder, user)
    process: subprocess.Popen[bytes] | None = None
    try:
        data, log = folder / "data", (folder / "log").open("wb")
        command = [str(where / "initdb"), "-D", str(data), "-A", "trust", "-U", "onrecord", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run(command, check=True, user=user, stdout=log, stderr=log, cwd=folder)
        options = ["-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=60"]
        serving = [str(where / "postgres"), "-D", str(data), "-k", str(folder), *options]
        process = subprocess.Popen(serving, user=user, stdout=log, stderr=log, cwd=folder)
        _await(folder, process)
        yield str(folder)
    finally:
        if process is not None:
            process.send_signal(signal.SIGINT)
            process.wait(30)
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


def _await(folder: Path, process: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            psycopg.connect(base(str(folder))).close()
            return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > limit:
                pytest.fail(f"PostgreSQL did not start: {(folder / 'log').read_text(errors='replace')[-2000:]}")
            time.sleep(0.1)


def base(folder: str, name: str = "postgres") -> str:
    """The URL of a database of the server."""
    return f"postgresql://onrecord@/{quote(name)}?host={quote(folder, safe='')}"


def make(folder: str, name: str, like: str | None = None) -> str:
    """The URL of a new database: an empty one, or a copy of another."""
    with psycopg.connect(base(folder), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like or "template0"}"')
    return base(folder, name)


def drop(folder: str, name: str) -> None:
    """Takes a database away."""
    with psycopg.connect(base(folder), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
