"""Every error OnRecord raises on purpose.

    OnRecordError
    ├── InputError            a page or file that cannot be read (path, record, byte)
    ├── KnowledgeError        a knowledge file that breaks its own field definitions (file, entry)
    ├── EngineError           the language engine's weights are absent or not what the code expects (path)
    ├── StoreError            a record that cannot be opened or written (path)
    │   ├── NewerStoreError   written by a later OnRecord: read-only advice, never touched
    │   └── DamagedStoreError the file is there but is not a sound record
    ├── QueryError            a filter, date or party that cannot be understood (option, value)
    ├── NotFoundError         an entry, claim or article that the record does not hold (kind, key)
    ├── GoldError             a gold file that does not follow the guide (path, line)
    ├── ExtraError            a format that needs a package which is not installed (what, package, extra)
    ├── OutputError           a file that cannot be written to (path)
    └── RegisterError         a register to compare with that cannot be understood (path, row, column)

Each carries its subject as fields; the message says what to do next.
"""

from __future__ import annotations

from pathlib import Path


class OnRecordError(Exception):
    """Base of every error raised on purpose; catching it never hides a bug."""


class InputError(OnRecordError):
    """A page or file that cannot be read.

    ``path`` is the file as the user named it, ``record`` the 1-based record or line in it (None for a whole
    file), ``byte`` the offset in bytes where the trouble starts (None where it has no place).
    """

    def __init__(self, path: str, reason: str, record: int | None = None, byte: int | None = None) -> None:
        self.path, self.reason, self.record, self.byte = path, reason, record, byte
        place = path if record is None else f"{path}, record {record}"
        super().__init__(f"{place if byte is None else f'{place}, byte {byte}'}: {reason}")


class KnowledgeError(OnRecordError):
    """A knowledge file that breaks its own field definitions. ``file`` is its name, ``entry`` the key at fault."""

    def __init__(self, file: str, entry: str, reason: str) -> None:
        self.file, self.entry, self.reason = file, entry, reason
        super().__init__(f"knowledge/data/{file}, {entry}: {reason}")


class EngineError(OnRecordError):
    """The language engine cannot start. ``path`` is the weights file."""

    def __init__(self, path: str, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"language engine: {path}: {reason} (reinstall onrecord to get its weights again)")


class StoreError(OnRecordError):
    """A record that cannot be opened or written. ``path`` is the file or URL."""

    def __init__(self, path: Path | str, reason: str) -> None:
        self.path, self.reason = str(path), reason
        super().__init__(f"record {path}: {reason}")


class NewerStoreError(StoreError):
    """A record written by a later OnRecord; it is left as it is."""


class DamagedStoreError(StoreError):
    """A file that is not a sound record."""


class QueryError(OnRecordError):
    """A filter that cannot be understood. ``option`` is its name, ``value`` what was given."""

    def __init__(self, option: str, value: str, reason: str) -> None:
        self.option, self.value, self.reason = option, value, reason
        super().__init__(f"{option} {value!r}: {reason}")


class NotFoundError(OnRecordError):
    """The record holds no such thing. ``kind`` is entry, claim or article; ``key`` what was asked for."""

    def __init__(self, kind: str, key: str, advice: str = "") -> None:
        self.kind, self.key = kind, key
        super().__init__(f"no {kind} {key!r} in this record{f': {advice}' if advice else ''}")


class GoldError(OnRecordError):
    """A gold file that does not follow the guide. ``line`` is 1-based."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        self.path, self.line, self.reason = path, line, reason
        super().__init__(f"{path}, line {line}: {reason}")


class ExtraError(OnRecordError):
    """``what`` was asked for needs ``package``, which comes with the optional ``extra``."""

    def __init__(self, what: str, package: str, extra: str) -> None:
        self.what, self.package, self.extra = what, package, extra
        super().__init__(f"{what} needs the package {package}: pip install 'onrecord[{extra}]'")


class OutputError(OnRecordError):
    """A file that cannot be written to. ``path`` is as the user named it."""

    def __init__(self, path: str, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}")


class RegisterError(OnRecordError):
    """A register that cannot be understood. ``row`` is the 1-based line of the file on which the row begins, ``column`` the head of the column
    (None where the trouble is in no one row or column)."""

    def __init__(self, path: str, reason: str, row: int | None = None, column: str | None = None) -> None:
        self.path, self.reason, self.row, self.column = path, reason, row, column
        place = f"{path}{'' if row is None else f', row {row}'}{'' if column is None else f', column {column}'}"
        super().__init__(f"{place}: {reason}")
