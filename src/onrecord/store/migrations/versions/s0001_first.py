"""Shape 1: the tables as first shipped, and the word index on SQLite."""

from alembic import op

from onrecord.store.tables import metadata

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    connection = op.get_bind()
    metadata.create_all(connection)
    if connection.dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE article_words USING fts5(article UNINDEXED, title, text, tokenize='unicode61')")
    op.execute("INSERT INTO meta (key, value) VALUES ('shape', '1'), ('claims_at', '0'), ('settled_at', '0')")
