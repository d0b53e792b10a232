"""Shape 6: what is kept beside entries so that only what changed is settled anew. It is made when the record is settled next."""

from alembic import op
from sqlalchemy import Column, Integer, MetaData, String, Table, Text

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

metadata = MetaData()
made = (
    Table(
        "claim_cells", metadata, Column("cell", String(16), primary_key=True), Column("claim", String(16), primary_key=True, index=True),
        Column("day", Integer, nullable=False), Column("told", Integer, nullable=False), sqlite_with_rowid=False,
    ),
    Table(
        "matter_cells", metadata, Column("matter", String(16), primary_key=True), Column("cell", String(16), primary_key=True, index=True),
        sqlite_with_rowid=False,
    ),
    Table(
        "fits", metadata, Column("place", String(16), primary_key=True), Column("cell", String(16), primary_key=True, index=True),
        Column("matter", String(16), primary_key=True), Column("open", String(16), nullable=False), Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False), sqlite_with_rowid=False,
    ),
    Table(
        "compared", metadata, Column("block", String(16), primary_key=True), Column("matter", String(16), primary_key=True, index=True),
        Column("claim", String(16), primary_key=True), Column("mark", String(16), nullable=False), sqlite_with_rowid=False,
    ),
    Table(
        "clashes", metadata, Column("block", String(16), primary_key=True), Column("matter", String(16), primary_key=True, index=True),
        Column("kind", String(8), primary_key=True), Column("claim", String(16), primary_key=True),
        Column("against", String(16), primary_key=True), Column("settled", Integer, nullable=False), sqlite_with_rowid=False,
    ),
    Table("touched", metadata, Column("kind", String(8), primary_key=True), Column("key", Text, primary_key=True), sqlite_with_rowid=False),
)


def upgrade() -> None:
    """Make the tables; entries are derived anew as a whole, which fills them."""
    connection = op.get_bind()
    metadata.create_all(connection, tables=made)
    op.execute("CREATE INDEX ix_entries_place ON entries (place)")
    op.execute("UPDATE meta SET value = '6' WHERE key = 'shape'")
    op.execute("UPDATE meta SET value = '0' WHERE key = 'settled_at'")
    if connection.dialect.name == "postgresql":
        for table in made:
            texts = [c.name for c in table.columns if isinstance(c.type, String)]
            op.execute(f'ALTER TABLE "{table.name}" ' + ", ".join(f'ALTER COLUMN "{name}" TYPE text COLLATE "C"' for name in texts))
