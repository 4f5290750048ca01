"""Tables of people: citizens and their consents, members of organisations, the campaign team.

A citizen row exists only after consent to keep. `agreed` is when they last agreed to be asked again, `asked`
when somebody first asked them for something concrete; with `reminders` a stop leaves the reminders of what
they said yes to. `mutes` are the organisations that a citizen hears no more of. What must not outlive a
citizen hangs on them by ON DELETE CASCADE; what is counted without a name by SET NULL. Members and team need
not be citizens: they hang on their chat. An admission is a one-time link by which somebody becomes one; only
the digest of its token is kept. Who did what stands in `audit`; where that person is forgotten, their role
stays. `leavings` counts why people stop or cancel, and holds nothing of who they are: `stamp` is a number
drawn for one telling, so that told twice it is one.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    false,
)

from storage.schema.types import Key, Utc, metadata

citizens = Table(
    "citizens",
    metadata,
    Column("id", Key, primary_key=True),
    Column("chat_id", BigInteger, ForeignKey("chats.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("postcode", String(4)),
    Column("likes", SmallInteger, nullable=False, default=0),
    Column("times", Integer, nullable=False, default=0),
    Column("often", String(16)),
    Column("door", String(16)),
    Column("fit", String(16)),
    Column("radius", SmallInteger, nullable=False),
    Column("online", Boolean, nullable=False, default=False),
    Column("may_ask", Boolean),
    Column("paused_until", Utc),
    Column("stopped", Boolean, nullable=False, default=False),
    Column("reminders", Boolean, nullable=False, default=False, server_default=false()),
    Column("joined", Utc, nullable=False),
    Column("touched", Utc, nullable=False),
    Column("agreed", Utc),
    Column("asked", Utc),
    Index(None, "postcode"),
    Index(None, "agreed"),
)

Index(
    "ix_citizens_unasked",
    citizens.c.agreed,
    sqlite_where=citizens.c.asked.is_(None),
    postgresql_where=citizens.c.asked.is_(None),
)

mutes = Table(
    "mutes",
    metadata,
    Column(
        "citizen_id",
        Key,
        ForeignKey("citizens.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column(
        "organisation_id",
        Key,
        ForeignKey("organisations.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("at", Utc, nullable=False),
    Index(None, "organisation_id"),
)

consents = Table(
    "consents",
    metadata,
    Column("id", Key, primary_key=True),
    Column("citizen_id", Key, ForeignKey("citizens.id", ondelete="SET NULL")),
    Column("kind", String(16), nullable=False),
    Column("version", String(32), nullable=False),
    Column("language", String(16), nullable=False),
    Column("given", Utc, nullable=False),
    Column("withdrawn", Utc),
    Index(None, "citizen_id"),
)

team = Table(
    "team",
    metadata,
    Column(
        "chat_id",
        BigInteger,
        ForeignKey("chats.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("name", String(64), nullable=False),
    Column("joined", Utc, nullable=False),
)

members = Table(
    "members",
    metadata,
    Column("id", Key, primary_key=True),
    Column("chat_id", BigInteger, ForeignKey("chats.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("organisation_id", Key, ForeignKey("organisations.id", ondelete="CASCADE"), nullable=False),
    Column("name", String(64), nullable=False),
    Column("joined", Utc, nullable=False),
    Column("agreed", Utc),
    Index(None, "organisation_id"),
)

admissions = Table(
    "admissions",
    metadata,
    Column("id", Key, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("organisation_id", Key, ForeignKey("organisations.id", ondelete="CASCADE")),
    Column("made", Utc, nullable=False),
    Column("expires", Utc, nullable=False),
    Column("used", Utc),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Key, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("chat_id", BigInteger, ForeignKey("chats.id", ondelete="SET NULL")),
    Column("role", String(16), nullable=False),
    Column("what", String(32), nullable=False),
    Column("organisation_id", Key, ForeignKey("organisations.id", ondelete="SET NULL")),
    Column("opportunity_id", Key, ForeignKey("opportunities.id", ondelete="SET NULL")),
    Column("ask_id", Key, ForeignKey("asks.id", ondelete="SET NULL")),
    Column("count", Integer),
    Index(None, "chat_id"),
    Index(None, "organisation_id"),
    Index(None, "opportunity_id"),
    Index(None, "ask_id"),
)

leavings = Table(
    "leavings",
    metadata,
    Column("stamp", BigInteger, primary_key=True, autoincrement=False),
    Column("what", String(16), nullable=False),
    Column("reason", String(16), nullable=False),
    Column("day", Date, nullable=False),
    Index(None, "day"),
)
