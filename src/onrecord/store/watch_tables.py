"""The tables of watching, beside those of `tables`, with the same rules (digests, text compared by its bytes).

saved         id, name, asked, at, removed                         queries with names; never deleted; a name stands once
seen_entries  mark, body                                           entries as some watch saw them last, each once (mark: head of its sha256)
looks         watch, asked, at, number, state, count               what each watch saw last: `model.watching.Look`
looked        watch, entry, mark                                   ... and each entry of it
notices       id, watch, number, at, body                          what was found new, never changed
sinks         sink, watch, upto                                    up to which notice of a watch a sink was given
outbox        sink, notice, tries, due, fault                      given and not accepted yet
fetched       url, etag, modified, at                              validators of conditional requests
taken         feed, item, mark                                     entries of feeds that are in the record, with a mark of their state
watch_lists   name, at, text                                       lists of names (CSV)
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text

from onrecord.store.tables import metadata

saved = Table(
    "saved", metadata, Column("id", String(16), primary_key=True), Column("name", Text, nullable=False, index=True),
    Column("asked", Text, nullable=False), Column("at", Text, nullable=False), Column("removed", Text),
    Column("digest", BigInteger, nullable=False),
)
seen_entries = Table(
    "seen_entries", metadata, Column("mark", String(32), primary_key=True), Column("body", Text, nullable=False),
    Column("digest", BigInteger, nullable=False),
)
looks = Table(
    "looks", metadata, Column("watch", Text, primary_key=True), Column("asked", Text, nullable=False), Column("at", Text, nullable=False),
    Column("number", Integer, nullable=False), Column("state", Text, nullable=False), Column("count", Integer, nullable=False),
    Column("digest", BigInteger, nullable=False),
)
looked = Table(
    "looked", metadata, Column("watch", ForeignKey("looks.watch"), primary_key=True), Column("entry", String(16), primary_key=True),
    Column("mark", ForeignKey("seen_entries.mark"), nullable=False, index=True),
)
notices = Table(
    "notices", metadata, Column("id", String(32), primary_key=True), Column("watch", Text, nullable=False),
    Column("number", Integer, nullable=False), Column("at", Text, nullable=False), Column("body", Text, nullable=False),
    Column("digest", BigInteger, nullable=False), Index("notices_by_number", "watch", "number", unique=True),
)
sinks = Table(
    "sinks", metadata, Column("sink", Text, primary_key=True), Column("watch", Text, primary_key=True), Column("upto", Integer, nullable=False),
)
outbox = Table(
    "outbox", metadata, Column("sink", Text, primary_key=True), Column("notice", ForeignKey("notices.id"), primary_key=True),
    Column("tries", Integer, nullable=False), Column("due", Text, nullable=False), Column("fault", Text),
)
fetched = Table(
    "fetched", metadata, Column("url", Text, primary_key=True), Column("etag", Text), Column("modified", Text), Column("at", Text, nullable=False),
)
taken = Table(
    "taken", metadata, Column("feed", Text, primary_key=True), Column("item", Text, primary_key=True), Column("mark", Text, nullable=False),
)
watch_lists = Table(
    "watch_lists", metadata, Column("name", Text, primary_key=True), Column("at", Text, nullable=False), Column("text", Text, nullable=False),
    Column("digest", BigInteger, nullable=False),
)
DIGESTED = (saved, seen_entries, looks, notices, watch_lists)
"""Those whose rows carry a digest."""
