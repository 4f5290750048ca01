"""The table of calling: who would like their local centre to call them, until somebody did.

Before `agreed` it is what the citizen is still writing, which nobody else reads. A row is gone once they are
called, take it back, are erased, or after the days that `bot.forgetting` keeps to.
"""

from sqlalchemy import Column, ForeignKey, Index, String, Table

from storage.schema.types import Key, Utc, metadata

calls = Table(
    "calls",
    metadata,
    Column("id", Key, primary_key=True),
    Column("citizen_id", Key, ForeignKey("citizens.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("centre", String(200), nullable=False),
    Column("name", String(40), nullable=False, default=""),
    Column("phone", String(20), nullable=False, default=""),
    Column("part", String(16), nullable=False, default=""),
    Column("begun", Utc, nullable=False),
    Column("agreed", Utc),
    Index(None, "begun"),
)
