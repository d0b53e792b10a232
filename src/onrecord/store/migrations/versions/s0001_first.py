"""Shape 1: the tables as first shipped, and the word index on SQLite. Frozen: later shapes are made from it."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

captures = Table(
    "captures", metadata, Column("id", String(64), primary_key=True), Column("media_type", Text, nullable=False),
    Column("body", LargeBinary, nullable=False), Column("digest", BigInteger, nullable=False),
)
articles = Table(
    "articles", metadata, Column("id", String(64), primary_key=True), Column("name", Text, nullable=False, index=True),
    Column("published", String(10), index=True), Column("outlet", Text), Column("text", LargeBinary, nullable=False),
    Column("header", Text, nullable=False), Column("digest", BigInteger, nullable=False), Column("origin", String(64), index=True),
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
prints = Table(
    "prints", metadata, Column("article", ForeignKey("articles.id"), primary_key=True), Column("body", LargeBinary, nullable=False),
    Column("digest", BigInteger, nullable=False),
)
origins = Table(
    "origins", metadata, Column("id", String(64), primary_key=True), Column("body", Text, nullable=False),
    Column("digest", BigInteger, nullable=False),
)
entries = Table(
    "entries", metadata, Column("id", String(16), primary_key=True), Column("act", Text, nullable=False, index=True),
    Column("body", Text, nullable=False), Column("digest", BigInteger, nullable=False),
)
entry_parties = Table(
    "entry_parties", metadata, Column("entry", ForeignKey("entries.id"), primary_key=True), Column("side", String(8), primary_key=True),
    Column("party", Text, primary_key=True), Index("entry_parties_by_name", "party", "side", "entry"),
)
entry_claims = Table(
    "entry_claims", metadata, Column("entry", ForeignKey("entries.id"), primary_key=True),
    Column("claim", ForeignKey("claims.id"), primary_key=True, index=True),
)
aliases = Table(
    "aliases", metadata, Column("old", String(16), primary_key=True), Column("new", String(16), nullable=False, index=True),
)
meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

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
