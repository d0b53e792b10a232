"""What a report says of how it comes about, for somebody who has nothing but the report."""

from __future__ import annotations

STAGES = {
    "intake": "taking pages in",
    "text": "finding the text of a page",
    "reading": "reading a page (no-claim: it was read and tells no act)",
    "proposer": "hearing suggestions",
    "claims": "admitting claims (refused where a field has no words to point at)",
}
"""Each stage that leaves something out, in words."""
METHOD = (
    "A claim is what a source says, not what is true. Each was read by a program from the words quoted, and enters the record only if "
    "they stand in the page at the place given; the number in brackets leads to the page, and the hash there tells whether another "
    "copy of it is the same text.",
    "Claims of one act, parties and goods whose times and sums can be one are held together as one matter. A matter stands as the "
    "furthest status that any speaker told, unless speakers' words cannot both hold: then it is contested, whichever came last.",
    "Copies, reprints and rewordings of one text are one origin and count once; what cites another outlet is no further source for "
    "what it repeats.",
    "A printed date is a claim that is tested against the text. The day of a page is given with its grade (certain, likely, weak, "
    "unknown); dates that cannot be true are named with the reason.",
    "Credibility is by the Admiralty code (a letter A to F for the source, a figure 1 to 6 for what it says), computed by stated "
    "rules from who speaks, in whose interest, how sure, and how many independent sources agree or contradict; a person may have set "
    "another.",
    "Numbers are stretches: from the least to the most that is told. Sums are of matters of one act, standing and furthest status, "
    "each with what is told of it at that status, and never across statuses. A running supply is left out of a sum that has packages "
    "which it may hold. What is left out of each sum stands beside it.",
    "The same record and question give this report letter for letter; no clock and no network is used.",
)
"""How claims, matters, standings, dates, marks and sums come about, in sentences."""
