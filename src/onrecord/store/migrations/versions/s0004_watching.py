"""Shape 4: saved queries, what watches saw and found new, what of it waits to be delivered, what was fetched, and lists of names. Tables that
are new; nothing that was there is touched."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

metadata = MetaData()
made = (
    Table(
        "saved", metadata, Column("id", String(16), primary_key=True), Column("name", Text, nullable=False, index=True),
        Column("asked", Text, nullable=False), Column("at", Text, nullable=False), Column("removed", Text),
        Column("digest", BigInteger, nullable=False),
    ),
    Table(
        "seen_entries", metadata, Column("mark", String(32), primary_key=True), Column("body", Text, nullable=False),
        Column("digest", BigInteger, nullable=False),
    ),
    Table(
        "looks", metadata, Column("watch", Text, primary_key=True), Column("asked", Text, nullable=False), Column("at", Text, nullable=False),
        Column("number", Integer, nullable=False), Column("state", Text, nullable=False), Column("count", Integer, nullable=False),
        Column("digest", BigInteger, nullable=False),
    ),
    Table(
        "looked", metadata, Column("watch", ForeignKey("looks.watch"), primary_key=True), Column("entry", String(16), primary_key=True),
        Column("mark", ForeignKey("seen_entries.mark"), nullable=False, index=True),
    ),
    Table(
        "notices", metadata, Column("id", String(32), primary_key=True), Column("watch", Text, nullable=False),
        Column("number", Integer, nullable=False), Column("at", Text, nullable=False), Column("body", Text, nullable=False),
        Column("digest", BigInteger, nullable=False), Index("notices_by_number", "watch", "number", unique=True),
    ),
    Table(
        "sinks", metadata, Column("sink", Text, primary_key=True), Column("watch", Text, primary_key=True), Column("upto", Integer, nullable=False),
    ),
    Table(
        "outbox", metadata, Column("sink", Text, primary_key=True), Column("notice", ForeignKey("notices.id"), primary_key=True),
        Column("tries", Integer, nullable=False), Column("due", Text, nullable=False), Column("fault", Text),
    ),
    Table(
        "fetched", metadata, Column("url", Text, primary_key=True), Column("etag", Text), Column("modified", Text),
        Column("at", Text, nullable=False),
    ),
    Table(
        "taken", metadata, Column("feed", Text, primary_key=True), Column("item", Text, primary_key=True), Column("mark", Text, nullable=False),
    ),
    Table(
        "watch_lists", metadata, Column("name", Text, primary_key=True), Column("at", Text, nullable=False), Column("text", Text, nullable=False),
        Column("digest", BigInteger, nullable=False),
    ),
)


def upgrade() -> None:
    """Make the tables; on PostgreSQL their text is compared by its bytes, as everywhere."""
    connection = op.get_bind()
    metadata.create_all(connection, tables=made)
    if connection.dialect.name == "postgresql":
        _by_bytes()
    op.execute("UPDATE meta SET value = '4' WHERE key = 'shape'")


def _by_bytes() -> None:
    # those that others refer to last: a key and what refers to it may differ in collation for a moment, both being deterministic
    for table in made:
        texts = [column.name for column in table.columns if isinstance(column.type, String)]
        changes = ", ".join(f'ALTER COLUMN "{name}" TYPE text COLLATE "C"' for name in texts)
        op.execute(f'ALTER TABLE "{table.name}" {changes}')
