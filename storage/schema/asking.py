"""Tables of asking and answering: asks, their deliveries, replies, introductions, and what sends them.

An ask's delivery to a citizen is one row from planned to sent; `spent` holds a row for each local day on
which a citizen was asked unsolicited, over all senders together. A notice is a message to somebody that
follows from what another did: the page at `address`, shown in their chat. `redraw` has a message that was
sent drawn anew. `pace` is the one limiter of all processes, in seconds of the database's clock: when the next
message may go, and until when all wait because Telegram asked for it. `brake.pulled` stops all sending.
A reply has one introduction that is not over; one that went and is over stays, so that its number is never
another's, and without a citizen once they are forgotten.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
)

from storage.schema.types import Key, Utc, metadata

asks = Table(
    "asks",
    metadata,
    Column("id", Key, primary_key=True),
    Column("organisation_id", Key, ForeignKey("organisations.id", ondelete="CASCADE"), nullable=False),
    Column("opportunity_id", Key, ForeignKey("opportunities.id", ondelete="CASCADE"), nullable=False),
    Column("state", String(16), nullable=False),
    Column("why", String(16)),
    Column("words", String(600), nullable=False, default=""),
    Column("only_own_language", Boolean, nullable=False, default=False),
    Column("likes", SmallInteger, nullable=False, default=0),
    Column("times", Integer, nullable=False, default=0),
    Column("radius", SmallInteger, nullable=False),
    Column("languages", String(100), nullable=False, default=""),
    Column("doors", String(32), nullable=False, default=""),
    Column("starts", Utc),
    Column("deadline", Utc),
    Column("gap", Integer, nullable=False),
    Column("wave", Integer, nullable=False, default=0),
    Column("next_wave", Utc),
    Column("digest", String(64), nullable=False, default=""),
    Column("made", Utc, nullable=False),
    Column("sent", Utc),
    Column("ended", Utc),
    Index(None, "organisation_id"),
    Index(None, "opportunity_id"),
    Index(None, "state", "next_wave"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Key, primary_key=True),
    Column("ask_id", Key, ForeignKey("asks.id", ondelete="CASCADE"), nullable=False),
    Column("citizen_id", Key, ForeignKey("citizens.id", ondelete="SET NULL")),
    Column("state", String(16), nullable=False),
    Column("reason", String(16)),
    Column("wave", Integer, nullable=False),
    Column("fit", Integer, nullable=False),
    Column("due", Utc, nullable=False),
    Column("claimed", Utc),
    Column("settled", Utc),
    Column("message_id", BigInteger),
    Column("touched", Utc),
    Column("language", String(16)),
    Column("redraw", Boolean, nullable=False, default=False),
    UniqueConstraint("ask_id", "citizen_id"),
    Index(None, "citizen_id"),
    Index("ix_deliveries_next", "state", "fit", "due"),
    Index("ix_deliveries_claimed", "claimed"),
)

Index(
    "ix_deliveries_redraw",
    deliveries.c.redraw,
    sqlite_where=deliveries.c.redraw,
    postgresql_where=deliveries.c.redraw,
)

spent = Table(
    "spent",
    metadata,
    Column(
        "citizen_id",
        Key,
        ForeignKey("citizens.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("day", Date, primary_key=True),
)

notices = Table(
    "notices",
    metadata,
    Column("id", Key, primary_key=True),
    Column("chat_id", BigInteger, ForeignKey("chats.id", ondelete="CASCADE"), nullable=False),
    Column("address", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("due", Utc, nullable=False),
    Column("claimed", Utc),
    Column("settled", Utc),
    Column("message_id", BigInteger),
    Column("redraw", Boolean, nullable=False, default=False),
    UniqueConstraint("chat_id", "address"),
    Index(None, "address"),
    Index("ix_notices_due", "state", "due"),
    Index("ix_notices_claimed", "claimed"),
)

Index("ix_notices_redraw", notices.c.redraw, sqlite_where=notices.c.redraw, postgresql_where=notices.c.redraw)

pace = Table(
    "pace",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("next", Float, nullable=False),
    Column("until", Float, nullable=False),
)

brake = Table(
    "brake",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("pulled", Utc),
)

replies = Table(
    "replies",
    metadata,
    Column("id", Key, primary_key=True),
    Column("citizen_id", Key, ForeignKey("citizens.id", ondelete="SET NULL")),
    Column("opportunity_id", Key, ForeignKey("opportunities.id", ondelete="CASCADE"), nullable=False),
    Column("origin", String(16), nullable=False),
    Column("answer", String(8), nullable=False),
    Column("reason", String(16)),
    Column("on_date", Utc),
    Column("language", String(16), nullable=False),
    Column("at", Utc, nullable=False),
    Column("ask_id", Key, ForeignKey("asks.id", ondelete="SET NULL")),
    UniqueConstraint("citizen_id", "opportunity_id"),
    Index(None, "opportunity_id"),
    Index(None, "ask_id"),
)

introductions = Table(
    "introductions",
    metadata,
    Column("id", Key, primary_key=True),
    Column("reply_id", Key, ForeignKey("replies.id", ondelete="CASCADE"), nullable=False),
    Column("citizen_id", Key, ForeignKey("citizens.id", ondelete="CASCADE")),
    Column("name", String(64), nullable=False),
    Column("reach", String(120), nullable=False, default=""),
    Column("on_date", Utc),
    Column("at", Utc),
    Column("confirmed", Utc),
    Column("reminded", Utc),
    Column("passed", Utc),
    Column("over", Utc),
    Column("ending", String(16)),
    Index(None, "reply_id"),
    Index(None, "citizen_id"),
    Index(None, "at"),
)

Index(
    "ix_introductions_open",
    introductions.c.reply_id,
    unique=True,
    sqlite_where=introductions.c.over.is_(None),
    postgresql_where=introductions.c.over.is_(None),
)

reports = Table(
    "reports",
    metadata,
    Column("id", Key, primary_key=True),
    Column("citizen_id", Key, ForeignKey("citizens.id", ondelete="SET NULL")),
    Column("opportunity_id", Key, ForeignKey("opportunities.id", ondelete="CASCADE"), nullable=False),
    Column("what", String(16), nullable=False),
    Column("at", Utc, nullable=False),
    Column("ask_id", Key, ForeignKey("asks.id", ondelete="SET NULL")),
    Column("message_id", BigInteger),
    Column("settled", Utc),
    Index(None, "opportunity_id"),
    Index(None, "ask_id"),
)
