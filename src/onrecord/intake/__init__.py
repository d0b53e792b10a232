"""Bytes -> captures: files and folders, JSON lines, gzip members of those, standard input; and, where somebody names them, feeds and pages."""

from onrecord.intake.fields import FieldNames, make_capture
from onrecord.intake.files import read_captures

__all__ = ["FieldNames", "make_capture", "read_captures"]
