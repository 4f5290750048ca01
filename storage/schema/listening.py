"""Tables of listening: what people of the team read aloud, and how each bot knows the files at Telegram.

A recording speaks the words of one screen, `page`, in one language. Of those of the same screen and language
the one with the greatest `turn` plays, the one before it is kept. `fingerprint` is that of the words it was
read from. `content` is the recording itself; until it is fetched from Telegram, `due` is when that is tried
next. A file id works for one bot alone and may stop working at any time: `recording_files` is a cache.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
)

from storage.schema.types import Key, Utc, metadata

recordings = Table(
    "recordings",
    metadata,
    Column("id", Key, primary_key=True),
    Column("page", String(32), nullable=False),
    Column("language", String(16), nullable=False),
    Column("turn", Integer, nullable=False),
    Column("seconds", SmallInteger, nullable=False),
    Column("size", Integer, nullable=False),
    Column("fingerprint", String(16), nullable=False),
    Column("chat_id", BigInteger, ForeignKey("chats.id", ondelete="SET NULL")),
    Column("recorded", Utc, nullable=False),
    Column("due", Utc),
    Column("tries", SmallInteger, nullable=False),
    Column("content", LargeBinary),
    Index(None, "page", "language"),
    Index(None, "chat_id"),
)

Index(
    "ix_recordings_due",
    recordings.c.due,
    sqlite_where=recordings.c.due.is_not(None),
    postgresql_where=recordings.c.due.is_not(None),
)

recording_files = Table(
    "recording_files",
    metadata,
    Column("recording_id", Key, ForeignKey("recordings.id", ondelete="CASCADE"), primary_key=True),
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("file_id", String(512), nullable=False),
)
