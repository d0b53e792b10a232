"""Shape 3: entries carry the line that lists show, with tables and arrays to look them up by; words of articles and claims are indexed anew, on
PostgreSQL as well, where all text is compared by its bytes from here on. Nothing is read again: entries are derived, and words split, from what is
kept, when the record is next opened for writing (`Store.open`) and settled."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text, inspect

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

metadata = MetaData()
claims = Table("claims", metadata, Column("id", String(16), primary_key=True))
made = (
    Table(
        "entries", metadata, Column("id", String(16), primary_key=True), Column("act", Text, nullable=False),
        Column("giver", Text, nullable=False), Column("receiver", Text, nullable=False), Column("families", Text, nullable=False),
        Column("status", Text, nullable=False, index=True), Column("standing", Text, nullable=False, index=True),
        Column("start", String(10)), Column("end", String(10)), Column("first", String(10), nullable=False, index=True),
        Column("last", String(10), nullable=False), Column("origins", Integer, nullable=False), Column("voices", Integer, nullable=False),
        Column("pages", Integer, nullable=False), Column("credibility", Text), Column("place", Integer, nullable=False),
        Column("body", Text, nullable=False), Column("digest", BigInteger, nullable=False), Column("mark", BigInteger, nullable=False),
        Index("entries_by_last", "last", "id"),
        Index("entries_by_parties", "act", "giver", "receiver", "families", "id"),
        Index("entries_by_origins", "origins", "voices", "id"),
    ),
    Table(
        "entry_pairs", metadata, Column("giver", Text, primary_key=True), Column("receiver", Text, primary_key=True),
        Column("last", String(10), primary_key=True), Column("entry", ForeignKey("entries.id"), primary_key=True, index=True),
        sqlite_with_rowid=False,
    ),
    Table(
        "entry_items", metadata, Column("kind", String(8), primary_key=True), Column("value", Text, primary_key=True),
        Column("entry", ForeignKey("entries.id"), primary_key=True, index=True), sqlite_with_rowid=False,
    ),
    Table(
        "entry_origins", metadata, Column("origin", Text, primary_key=True),
        Column("entry", ForeignKey("entries.id"), primary_key=True, index=True), sqlite_with_rowid=False,
    ),
    Table(
        "entry_claims", metadata, Column("entry", ForeignKey("entries.id"), primary_key=True),
        Column("claim", ForeignKey("claims.id"), primary_key=True, index=True),
    ),
    Table(
        "columns", metadata, Column("name", String(32), primary_key=True), Column("body", LargeBinary, nullable=False),
        Column("digest", BigInteger, nullable=False),
    ),
)


def upgrade() -> None:
    """Make the tables of lines, keep which claims each entry held (permalinks lead on by them), make the word indices."""
    connection = op.get_bind()
    op.execute("ALTER TABLE entry_claims RENAME TO held")
    op.execute("DROP INDEX ix_entry_claims_claim")
    op.execute("DROP TABLE entry_parties")
    sqlite = connection.dialect.name == "sqlite"
    if not sqlite:
        op.execute("ALTER TABLE held " + ", ".join(f"DROP CONSTRAINT entry_claims_{name}" for name in ("entry_fkey", "claim_fkey", "pkey")))
    op.execute("ALTER TABLE entries RENAME TO old_entries")
    op.execute("DROP INDEX ix_entries_act")
    if not sqlite:
        op.execute("ALTER TABLE old_entries DROP CONSTRAINT entries_pkey")
    metadata.create_all(connection, tables=made)
    op.execute("""INSERT INTO entries SELECT id, act, '', '', '', '', '', NULL, NULL, '9999', '', 0, 0, 0, NULL, 0, '', 0, 0 FROM old_entries""")
    op.execute("INSERT INTO entry_claims SELECT entry, claim FROM held")
    op.execute("DROP TABLE held")
    op.execute("DROP TABLE old_entries")
    _sqlite_words() if sqlite else _postgresql_words()
    op.execute("INSERT INTO meta (key, value) VALUES ('words_by', '')")
    op.execute("UPDATE meta SET value = '3' WHERE key = 'shape'")
    op.execute("UPDATE meta SET value = '0' WHERE key = 'settled_at'")


def _sqlite_words() -> None:
    op.execute("DROP TABLE article_words")
    op.execute("CREATE VIRTUAL TABLE article_words USING fts5(article UNINDEXED, words, tokenize='unicode61')")
    op.execute("CREATE VIRTUAL TABLE claim_words USING fts5(claim UNINDEXED, words, tokenize='unicode61')")


def _postgresql_words() -> None:
    connection = op.get_bind()
    for name, of in (("article_words", "article"), ("claim_words", "claim")):
        op.execute(f"CREATE TABLE {name} (place bigint PRIMARY KEY, {of} text NOT NULL, words tsvector NOT NULL)")
        op.execute(f"CREATE INDEX {name}_by_word ON {name} USING gin (words)")
    found = inspect(connection)
    for table in found.get_table_names():
        texts = [c["name"] for c in found.get_columns(table) if isinstance(c["type"], String)]
        changes = ", ".join(f'ALTER COLUMN "{name}" TYPE text COLLATE "C"' for name in texts)
        if changes:
            op.execute(f'ALTER TABLE "{table}" {changes}')
