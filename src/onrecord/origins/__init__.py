"""ARTICLES -> ORIGINS: fingerprints, and which pages go back to one text. Ten copies are one source."""

from onrecord.origins.copies import COPY, INSIDE, PART, Print, Relation, group, group_packed, relate
from onrecord.origins.fingerprints import Fingerprint, Overlap, fingerprint, overlap, pack, unpack

__all__ = [
    "COPY", "INSIDE", "PART", "Fingerprint", "Overlap", "Print", "Relation", "fingerprint", "group", "group_packed", "overlap", "pack",
    "relate", "unpack",
]
