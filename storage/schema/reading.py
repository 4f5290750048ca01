"""The table of the languages that the team switched on or off from the chat."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, String, Table

from storage.schema.types import Utc, metadata

languages = Table(
    "languages",
    metadata,
    Column("code", String(16), primary_key=True),
    Column("offered", Boolean, nullable=False),
    Column("changed", Utc, nullable=False),
    Column("changed_by", BigInteger, ForeignKey("chats.id", ondelete="SET NULL")),
    Index(None, "changed_by"),
)
