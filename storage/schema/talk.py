"""Tables of the talk: chats, and the updates received in them."""

from sqlalchemy import BigInteger, Boolean, Column, Index, String, Table

from storage.schema.types import Utc, metadata

chats = Table(
    "chats",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("language", String(16)),
    Column("waiting", String(64)),
    Column("answers", String(210)),
    Column("turn", BigInteger, nullable=False),
    Column("keyboard", Boolean, nullable=False, default=False),
    Column("seen", Utc, nullable=False),
    Column("blocked", Utc),
    Index(None, "seen"),
)

received = Table(
    "received",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("waiting", String(64)),
    Column("seen", Utc, nullable=False),
    Index(None, "seen"),
)

Index(
    "ix_chats_blocked",
    chats.c.blocked,
    sqlite_where=chats.c.blocked.is_not(None),
    postgresql_where=chats.c.blocked.is_not(None),
)
