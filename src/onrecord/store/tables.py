"""The tables, written once for SQLite and PostgreSQL, and the number of their shape.

captures      id, media_type, body (zlib)                          one row for each body of bytes, as it came
pages         capture, name, path, record, declared, article,      one row for each page the user named; article is null where the page was
              header                                               left out; header is the page's own article without text (JSON)
articles      id, name, published, outlet, text, header, mark      one row for each text; of its pages the one first published; mark is the
                                                                   digest of id, published and outlet alone
readings      article, reader                                      which reader's claims stand
claims        id, article, act, status, reader, withdrawn, body    body is the claim (JSON); withdrawn names the reader that replaced it
parties       claim, side, party                                   for look-ups by party; party "" where a side is not known
judgements    id, at, withdrawn, body                              never deleted
skips         id, stage, subject, reason, detail                   what was left out, and why
stories       id, article, part, start, end, outlet, site, dated,  what an article tells, mostly one story; dated is the article's own day
              origin, day                                          where that is well known. Derived: the id of its origin, and the day that
                                                                   its copies give an article of no well known day
prints        story, body                                          what the tracing rule keeps of a story; apart from `stories`, so that
                                                                   asking for origins reads no prints
bands         band, story                                          keys that alike stories share
measures      first, second, support, ties, body                   pairs compared (see `candidates`), first < second; support: in how many
                                                                   bands; ties: whether the measure may tie the two (JSON)
unsettled     story                                                stories whose origin has to be derived again
origins       id, body                                             derived, as are
entries       id, body, and its line: act, giver, receiver,        what lists, filters and orders are answered from without opening bodies;
              families, status, standing, start, end, first,       lists of codes are joined by U+001F; start and end are the days of the act
              last, origins, voices, pages, credibility, place,    (else of publication), "" and "9999" where open; place is its row in columns;
              mark                                                 mark is the digest of the line alone, with what `entry_shown` tells
entry_shown   entry, told, words                                   what else its line shows (JSON), and the text that words are found in
entry_pairs   giver, receiver, last, entry                         look-ups by party, "*" for any, "unknown"; the last published comes first
entry_items   kind, value, entry                                   look-ups by class, and its catalogue keys and wordings
entry_origins origin, entry                                        look-ups by origin
entry_claims  entry, claim                                         which claims an entry holds
columns       name, body                                           the same lines and what was told on each day as arrays (see `columns`),
                                                                   what waits to be looked at (see `desk`), each word told (see `said`) and
                                                                   what entries are found by (see `wordings`)
claim_cells   cell, claim, day, told                               each standing claim's cell (`model.settled`), the number of the day of its
                                                                   article, and a number for its act and the status it tells
matter_cells  matter, cell                                         the cells whose claims a matter or entry holds
fits          place, cell, matter, open, start, end                what a matter with one party unknown can be
compared      block, matter, claim, mark                           what is held against each other over goods and parties
clashes       block, matter, kind, claim, against, settled         what that showed
touched       kind, key                                            what changed since entries were last derived: "article", "origin", "judged" or
                                                                   "signed" (a judgement)
aliases       old, new                                             entry ids that are no more, each with the entry that it leads to
alias_steps   old, number, body                                    when and why it came to lead there (`model.led`), step by step (JSON)
alias_claims  old, claim                                           the claims that it held last: it leads to the entry with most of them
meta          key, value                                           shape; claims_at moves with every write; settled_at is claims_at and the
                                                                   version of the rules when entries were last derived; records what judgements
                                                                   made of outlets then; traced_by names the rules that made prints and measures,
                                                                   words_by those that split words

article_words and claim_words (see `words`) are made by the migration: FTS5 on SQLite, tsvector with GIN on PostgreSQL. On PostgreSQL all text
is compared by its bytes (COLLATE "C"), as SQLite and Python do.

Rows have a ``digest`` (crc32 of their columns), checked whenever they are read; texts and bodies are checked against their ids (sha256).
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

SHAPE = 7
metadata = MetaData()

captures = Table(
    "captures", metadata, Column("id", String(64), primary_key=True), Column("media_type", Text, nullable=False),
    Column("body", LargeBinary, nullable=False), Column("digest", BigInteger, nullable=False),
)
articles = Table(
    "articles", metadata, Column("id", String(64), primary_key=True), Column("name", Text, nullable=False, index=True),
    Column("published", String(10), index=True), Column("outlet", Text), Column("text", LargeBinary, nullable=False),
    Column("header", Text, nullable=False), Column("digest", BigInteger, nullable=False),
    Column("mark", BigInteger, nullable=False),
)
pages = Table(
    "pages", metadata, Column("capture", ForeignKey("captures.id"), primary_key=True), Column("name", Text, primary_key=True),
    Column("path", Text, primary_key=True), Column("record", Integer), Column("declared", Text, nullable=False),
    Column("article", ForeignKey("articles.id"), index=True), Column("header", Text), Column("digest", BigInteger, nullable=False),
)
readings = Table(
    "readings", metadata, Column("article", ForeignKey("articles.id"), primary_key=True), Column("reader", Text, nullable=False),
)
claims = Table(
    "claims", metadata, Column("id", String(16), primary_key=True),
    Column("article", ForeignKey("articles.id"), nullable=False, index=True),
    Column("act", Text, nullable=False), Column("status", Text, nullable=False), Column("reader", Text, nullable=False),
    Column("withdrawn", Text), Column("body", Text, nullable=False), Column("digest", BigInteger, nullable=False),
)
parties = Table(
    "parties", metadata, Column("claim", ForeignKey("claims.id"), primary_key=True), Column("side", String(8), primary_key=True),
    Column("party", Text, primary_key=True), Index("parties_by_name", "party", "side", "claim"),
)
judgements = Table(
    "judgements", metadata, Column("id", Text, primary_key=True), Column("at", Text, nullable=False),
    Column("withdrawn", Integer, nullable=False), Column("body", Text, nullable=False), Column("digest", BigInteger, nullable=False),
)
skips = Table(
    "skips", metadata, Column("id", String(16), primary_key=True), Column("stage", Text, nullable=False),
    Column("subject", Text, nullable=False), Column("reason", Text, nullable=False), Column("detail", Text, nullable=False),
    Column("digest", BigInteger, nullable=False),
)
stories = Table(
    "stories", metadata, Column("id", String(80), primary_key=True),
    Column("article", ForeignKey("articles.id"), nullable=False, index=True), Column("part", Integer, nullable=False),
    Column("start", Integer, nullable=False), Column("end", Integer, nullable=False), Column("outlet", Text), Column("site", Text),
    Column("dated", String(10)), Column("origin", String(80), index=True), Column("day", String(10), index=True),
    Column("digest", BigInteger, nullable=False),
)
prints = Table(
    "prints", metadata, Column("story", ForeignKey("stories.id"), primary_key=True), Column("body", LargeBinary, nullable=False),
    Column("digest", BigInteger, nullable=False),
)
bands = Table(
    "bands", metadata, Column("band", BigInteger, primary_key=True, autoincrement=False), Column("story", String(80), primary_key=True),
    sqlite_with_rowid=False,
)
measures = Table(
    "measures", metadata, Column("first", String(80), primary_key=True), Column("second", String(80), primary_key=True, index=True),
    Column("support", Integer, nullable=False), Column("ties", Integer, nullable=False), Column("body", Text, nullable=False),
    Column("digest", BigInteger, nullable=False),
)
unsettled = Table("unsettled", metadata, Column("story", String(80), primary_key=True))
origins = Table(
    "origins", metadata, Column("id", String(80), primary_key=True), Column("body", Text, nullable=False),
    Column("digest", BigInteger, nullable=False),
)
entries = Table(
    "entries", metadata, Column("id", String(16), primary_key=True), Column("act", Text, nullable=False),
    Column("giver", Text, nullable=False), Column("receiver", Text, nullable=False), Column("families", Text, nullable=False),
    Column("status", Text, nullable=False, index=True), Column("standing", Text, nullable=False, index=True),
    Column("start", String(10)), Column("end", String(10)), Column("first", String(10), nullable=False, index=True),
    Column("last", String(10), nullable=False), Column("origins", Integer, nullable=False), Column("voices", Integer, nullable=False),
    Column("pages", Integer, nullable=False), Column("credibility", Text),
    Column("place", Integer, nullable=False, index=True), Column("body", Text, nullable=False),
    Column("digest", BigInteger, nullable=False), Column("mark", BigInteger, nullable=False),
    Index("entries_by_last", "last", "id"),
    Index("entries_by_parties", "act", "giver", "receiver", "families", "id"), Index("entries_by_origins", "origins", "voices", "id"),
)
entry_shown = Table(
    "entry_shown", metadata, Column("entry", ForeignKey("entries.id"), primary_key=True), Column("told", Text, nullable=False),
    Column("words", Text, nullable=False), Column("digest", BigInteger, nullable=False),
)
entry_pairs = Table(
    "entry_pairs", metadata, Column("giver", Text, primary_key=True), Column("receiver", Text, primary_key=True),
    Column("last", String(10), primary_key=True), Column("entry", ForeignKey("entries.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)
entry_items = Table(
    "entry_items", metadata, Column("kind", String(8), primary_key=True), Column("value", Text, primary_key=True),
    Column("entry", ForeignKey("entries.id"), primary_key=True, index=True), sqlite_with_rowid=False,
)
entry_origins = Table(
    "entry_origins", metadata, Column("origin", Text, primary_key=True),
    Column("entry", ForeignKey("entries.id"), primary_key=True, index=True), sqlite_with_rowid=False,
)
entry_claims = Table(
    "entry_claims", metadata, Column("entry", ForeignKey("entries.id"), primary_key=True),
    Column("claim", ForeignKey("claims.id"), primary_key=True, index=True),
)
claim_cells = Table(
    "claim_cells", metadata, Column("cell", String(16), primary_key=True), Column("claim", String(16), primary_key=True, index=True),
    Column("day", Integer, nullable=False), Column("told", Integer, nullable=False), sqlite_with_rowid=False,
)
matter_cells = Table(
    "matter_cells", metadata, Column("matter", String(16), primary_key=True), Column("cell", String(16), primary_key=True, index=True),
    sqlite_with_rowid=False,
)
fits = Table(
    "fits", metadata, Column("place", String(16), primary_key=True), Column("cell", String(16), primary_key=True, index=True),
    Column("matter", String(16), primary_key=True), Column("open", String(16), nullable=False), Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False), sqlite_with_rowid=False,
)
compared = Table(
    "compared", metadata, Column("block", String(16), primary_key=True), Column("matter", String(16), primary_key=True, index=True),
    Column("claim", String(16), primary_key=True), Column("mark", String(16), nullable=False), sqlite_with_rowid=False,
)
clashes = Table(
    "clashes", metadata, Column("block", String(16), primary_key=True), Column("matter", String(16), primary_key=True, index=True),
    Column("kind", String(8), primary_key=True), Column("claim", String(16), primary_key=True), Column("against", String(16), primary_key=True),
    Column("settled", Integer, nullable=False), sqlite_with_rowid=False,
)
touched = Table("touched", metadata, Column("kind", String(8), primary_key=True), Column("key", Text, primary_key=True), sqlite_with_rowid=False)
aliases = Table(
    "aliases", metadata, Column("old", String(16), primary_key=True), Column("new", String(16), nullable=False, index=True),
)
alias_steps = Table(
    "alias_steps", metadata, Column("old", String(16), primary_key=True), Column("number", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False), Column("digest", BigInteger, nullable=False),
)
alias_claims = Table(
    "alias_claims", metadata, Column("old", String(16), primary_key=True), Column("claim", String(16), primary_key=True, index=True),
    sqlite_with_rowid=False,
)
columns = Table(
    "columns", metadata, Column("name", String(32), primary_key=True), Column("body", LargeBinary, nullable=False),
    Column("digest", BigInteger, nullable=False),
)
meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))
WORD_INDICES = ("article_words", "claim_words")
