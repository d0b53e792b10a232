"""Shape 2: stories with prints, bands and measures in place of one print an article. Prints are made again when the record is next opened
for writing (`Store.open`), from the kept texts."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, MetaData, String, Table, Text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

metadata = MetaData()
articles = Table("articles", metadata, Column("id", String(64), primary_key=True))
made = (
    Table(
        "stories", metadata, Column("id", String(80), primary_key=True),
        Column("article", ForeignKey("articles.id"), nullable=False, index=True), Column("part", Integer, nullable=False),
        Column("start", Integer, nullable=False), Column("end", Integer, nullable=False), Column("outlet", Text), Column("site", Text),
        Column("dated", String(10)), Column("origin", String(80), index=True), Column("day", String(10), index=True),
        Column("digest", BigInteger, nullable=False),
    ),
    Table(
        "prints", metadata, Column("story", ForeignKey("stories.id"), primary_key=True), Column("body", LargeBinary, nullable=False),
        Column("digest", BigInteger, nullable=False),
    ),
    Table(
        "bands", metadata, Column("band", BigInteger, primary_key=True, autoincrement=False),
        Column("story", String(80), primary_key=True), sqlite_with_rowid=False,
    ),
    Table(
        "measures", metadata, Column("first", String(80), primary_key=True), Column("second", String(80), primary_key=True, index=True),
        Column("support", Integer, nullable=False), Column("ties", Integer, nullable=False), Column("body", Text, nullable=False),
        Column("digest", BigInteger, nullable=False),
    ),
    Table("unsettled", metadata, Column("story", String(80), primary_key=True)),
    Table(
        "origins", metadata, Column("id", String(80), primary_key=True), Column("body", Text, nullable=False),
        Column("digest", BigInteger, nullable=False),
    ),
)


def upgrade() -> None:
    """Drop what was derived by article, make the tables of stories."""
    op.execute("DROP TABLE prints")
    op.execute("DROP TABLE origins")
    op.execute("DROP INDEX ix_articles_origin")
    op.execute("ALTER TABLE articles DROP COLUMN origin")
    metadata.create_all(op.get_bind(), tables=made)
    op.execute("INSERT INTO meta (key, value) VALUES ('traced_by', '')")
    op.execute("UPDATE meta SET value = '2' WHERE key = 'shape'")
    op.execute("UPDATE meta SET value = '0' WHERE key = 'settled_at'")
