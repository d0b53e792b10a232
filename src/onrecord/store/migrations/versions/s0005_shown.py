"""Shape 5: what lists show of an entry beside its line, and the text in which words are looked for, in a table of their own. Nothing is read again:
entries are derived anew from what is kept when the record is next settled."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, MetaData, String, Table, Text

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

metadata = MetaData()
entries = Table("entries", metadata, Column("id", String(16), primary_key=True))
shown = Table(
    "entry_shown", metadata, Column("entry", ForeignKey("entries.id"), primary_key=True), Column("told", Text, nullable=False),
    Column("words", Text, nullable=False), Column("digest", BigInteger, nullable=False),
)


def upgrade() -> None:
    """Make the table; the entries kept are stale until they are derived with it."""
    connection = op.get_bind()
    metadata.create_all(connection, tables=[shown])
    if connection.dialect.name != "sqlite":
        op.execute('ALTER TABLE entry_shown ' + ", ".join(f'ALTER COLUMN "{name}" TYPE text COLLATE "C"' for name in ("entry", "told", "words")))
    op.execute("UPDATE meta SET value = '5' WHERE key = 'shape'")
    op.execute("UPDATE meta SET value = '0' WHERE key = 'settled_at'")
