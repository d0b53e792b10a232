"""The nouns. Frozen, knowing nothing but each other; every stage takes one and gives one.

A `Capture` (bytes) becomes an `Article` (text), is given a `Reading` (layers), yields `Claim`s, is traced to its
`Origin`, and is settled in `Entry`s; people's `Judgement`s stand beside the claims, and what was left out is a `Skip`. A `Suggestion` is what
somebody outside proposes of a claim.
"""

from onrecord.model.article import Article, Block, PrintedDate, Published, Reason
from onrecord.model.capture import Capture
from onrecord.model.change import CHANGES, Change, Changes
from onrecord.model.claim import ACTS, CERTAINTIES, STATUSES, TOLD_AS_MONEY, Claim, Source, claim_id, status_group
from onrecord.model.credibility import Credibility, Ground
from onrecord.model.entry import DISAGREEMENTS, ENTRY_KINDS, Bond, Disagreement, Entry, LedgerQuery, StatusMove
from onrecord.model.judgement import Judgement
from onrecord.model.origin import ArticleFacts, Origin, OriginEdge
from onrecord.model.reading import (
    ItemMention,
    PartyMention,
    PersonMention,
    QuantityMention,
    Reading,
    Syntax,
    TimeMention,
    Voice,
)
from onrecord.model.skip import Skip
from onrecord.model.suggestion import Suggestion
from onrecord.model.values import Filled, Item, Known, Money, Quantity, Span, When

__all__ = [
    "ACTS",
    "Article",
    "ArticleFacts",
    "Block",
    "Bond",
    "CERTAINTIES",
    "CHANGES",
    "Capture",
    "Change",
    "Changes",
    "Claim",
    "Credibility",
    "DISAGREEMENTS",
    "Disagreement",
    "ENTRY_KINDS",
    "Entry",
    "Filled",
    "Ground",
    "Item",
    "ItemMention",
    "Judgement",
    "Known",
    "LedgerQuery",
    "Money",
    "Origin",
    "OriginEdge",
    "PartyMention",
    "PersonMention",
    "PrintedDate",
    "Published",
    "Quantity",
    "QuantityMention",
    "Reading",
    "Reason",
    "STATUSES",
    "TOLD_AS_MONEY",
    "Skip",
    "Source",
    "Span",
    "StatusMove",
    "Suggestion",
    "Syntax",
    "TimeMention",
    "Voice",
    "When",
    "claim_id",
    "status_group",
]
