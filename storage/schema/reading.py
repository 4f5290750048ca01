"""Tables of reading: which languages the team switched on or off, and which texts people cannot read.

`unclear` has a row for each thing that somebody said: `mark` is the text's, as in the catalogues, empty where
it was told in one's own words; `page` is the pattern of the page it stood on, never an address. `words` is
what the citizen wrote: how they would say it, or what is hard to read.
"""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, String, Table, Text

from storage.schema.types import Key, Utc, metadata

languages = Table(
    "languages",
    metadata,
    Column("code", String(16), primary_key=True),
    Column("offered", Boolean, nullable=False),
    Column("changed", Utc, nullable=False),
    Column("changed_by", BigInteger, ForeignKey("chats.id", ondelete="SET NULL")),
    Index(None, "changed_by"),
)

unclear = Table(
    "unclear",
    metadata,
    Column("id", Key, primary_key=True),
    Column("mark", String(10), nullable=False),
    Column("context", String(64)),
    Column("english", Text, nullable=False),
    Column("language", String(16), nullable=False),
    Column("page", String(80), nullable=False),
    Column("citizen_id", Key, ForeignKey("citizens.id", ondelete="SET NULL")),
    Column("words", Text, nullable=False, default=""),
    Column("at", Utc, nullable=False),
    Column("closed", Utc),
    Index(None, "mark", "language"),
    Index(None, "citizen_id"),
)
