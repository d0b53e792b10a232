"""Bytes -> captures: files and folders, JSON lines, gzip members of those, standard input."""

from onrecord.intake.fields import FieldNames
from onrecord.intake.files import read_captures

__all__ = ["FieldNames", "read_captures"]
