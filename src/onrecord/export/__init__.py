"""ENTRIES -> OTHERS' FORMATS, one a file: claims in the guide's form, entries as JSON and CSV, and people's judgements out and in."""

from onrecord.export.claims import write_claims
from onrecord.export.entries import write_csv, write_json

__all__ = ["write_claims", "write_csv", "write_json"]
