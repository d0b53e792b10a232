"""Shape 7: with an id that leads to another entry is kept when and why it came to, and which claims it held, by which it is led on. Nothing is
derived anew. What led elsewhere before has no steps and no claims: it goes where that goes which it leads to."""

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Table, Text

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

metadata = MetaData()
made = (
    Table(
        "alias_steps", metadata, Column("old", String(16), primary_key=True), Column("number", Integer, primary_key=True, autoincrement=False),
        Column("body", Text, nullable=False), Column("digest", BigInteger, nullable=False),
    ),
    Table(
        "alias_claims", metadata, Column("old", String(16), primary_key=True), Column("claim", String(16), primary_key=True, index=True),
        sqlite_with_rowid=False,
    ),
)


def upgrade() -> None:
    """Make the tables; on PostgreSQL their text is compared by its bytes, as everywhere."""
    connection = op.get_bind()
    metadata.create_all(connection, tables=made)
    op.execute("UPDATE meta SET value = '7' WHERE key = 'shape'")
    if connection.dialect.name == "postgresql":
        for table in made:
            texts = [c.name for c in table.columns if isinstance(c.type, String)]
            op.execute(f'ALTER TABLE "{table.name}" ' + ", ".join(f'ALTER COLUMN "{name}" TYPE text COLLATE "C"' for name in texts))
