"""CLAIMS -> ENTRIES: which claims speak of one matter, how the matter stands, where they disagree, and what was known when.

An entry is derived from claims and standing judgements alone: the order in which they came, how they were batched, and repeats change
nothing. Nothing is overruled by being older.
"""

from onrecord.ledger.between import settle_between
from onrecord.ledger.changes import changes
from onrecord.ledger.partly import settle_part, settle_whole
from onrecord.ledger.settling import as_of, settle
from onrecord.ledger.standing import CONTESTED
from onrecord.ledger.then import settle_then

__all__ = ["CONTESTED", "as_of", "changes", "settle", "settle_between", "settle_part", "settle_then", "settle_whole"]
