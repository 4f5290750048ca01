"""The tables, the same on SQLite and PostgreSQL; migrations make them, a test holds the two equal.

Times are UTC. A chat row exists for everybody who speaks to the bot; a citizen row only after consent to
keep. What must not outlive a citizen hangs on them by ON DELETE CASCADE; what is counted without a name by
SET NULL. `opportunities.gone` is when a feed no longer had one, which closed it: it opens again when it comes
back, where one that people closed does not.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Computed,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)
Key = BigInteger().with_variant(Integer, "sqlite")
STRIPS_PER_DEGREE = 40
STRIP = f"CAST(ROUND(latitude * {STRIPS_PER_DEGREE}) AS INTEGER)"
"""Opportunities lie in strips 2.8 km high, so that an index finds a box without reading round the country."""


class Utc(TypeDecorator[datetime]):
    """An aware moment in UTC; SQLite keeps it without its zone, so it is put back here."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """TIMESTAMP WITH TIME ZONE where the database has one."""
        return dialect.type_descriptor(DateTime(timezone=dialect.name != "sqlite"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive moment: ValueError."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def result_processor(self, dialect: Dialect, _coltype: object) -> Callable[[Any], datetime | None] | None:
        """Aware again, in one step: hundreds are read for one page. PostgreSQL hands them over aware."""
        return _aware if dialect.name == "sqlite" else None


def _aware(stored: str | None) -> datetime | None:
    return None if stored is None else datetime.fromisoformat(stored + "+00:00")


chats = Table(
    "chats",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("language", String(16)),
    Column("waiting", String(64)),
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
    Column("joined", Utc, nullable=False),
    Column("touched", Utc, nullable=False),
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

organisations = Table(
    "organisations",
    metadata,
    Column("id", Key, primary_key=True),
    Column("source", String(64), nullable=False),
    Column("source_id", String(200), nullable=False),
    Column("name", String(200), nullable=False),
    Column("description", Text, nullable=False, default=""),
    Column("website", String(500), nullable=False, default=""),
    Column("sample", Boolean, nullable=False, default=False),
    UniqueConstraint("source", "source_id"),
)

opportunities = Table(
    "opportunities",
    metadata,
    Column("id", Key, primary_key=True),
    Column("organisation_id", Key, ForeignKey("organisations.id", ondelete="CASCADE"), nullable=False),
    Column("source", String(64), nullable=False),
    Column("source_id", String(200), nullable=False),
    Column("task", String(16), nullable=False),
    Column("likes", SmallInteger, nullable=False),
    Column("times", Integer, nullable=False),
    Column("often", String(16), nullable=False),
    Column("places", Integer, nullable=False),
    Column("taken", Integer, nullable=False, default=0),
    Column("dutch", String(16), nullable=False),
    Column("beginners", Boolean, nullable=False),
    Column("online", Boolean, nullable=False, default=False),
    Column("latitude", Float),
    Column("longitude", Float),
    Column(
        "strip", Integer, Computed(f"CAST(ROUND(latitude * {STRIPS_PER_DEGREE}) AS INTEGER)", persisted=True)
    ),
    Column("postcode", String(4), nullable=False, default=""),
    Column("place", String(100), nullable=False, default=""),
    Column("municipality", String(100), nullable=False, default=""),
    Column("province", String(32), nullable=False, default=""),
    Column("address", String(200), nullable=False, default=""),
    Column("language", String(16), nullable=False),
    Column("title", String(120), nullable=False),
    Column("description", Text, nullable=False, default=""),
    Column("bring", String(300), nullable=False, default=""),
    Column("contact_name", String(120), nullable=False, default=""),
    Column("contact_phone", String(40), nullable=False, default=""),
    Column("contact_email", String(200), nullable=False, default=""),
    Column("contact_link", String(500), nullable=False, default=""),
    Column("min_age", SmallInteger, nullable=False, default=0),
    Column("starts", Utc),
    Column("ends", Utc),
    Column("sample", Boolean, nullable=False, default=False),
    Column("open", Boolean, nullable=False, default=True),
    Column("gone", Utc),
    Column("updated", Utc, nullable=False),
    UniqueConstraint("source", "source_id"),
    Index(None, "organisation_id"),
)
Index(
    "ix_opportunities_near",
    opportunities.c.open,
    opportunities.c.online,
    opportunities.c.strip,
    opportunities.c.longitude,
    opportunities.c.latitude,
    opportunities.c.likes,
    opportunities.c.times,
    opportunities.c.ends,
    opportunities.c.places,
    opportunities.c.taken,
    postgresql_include=["id"],
)
Index("ix_opportunities_starts", opportunities.c.open, opportunities.c.starts)

dates = Table(
    "dates",
    metadata,
    Column("id", Key, primary_key=True),
    Column("opportunity_id", Key, ForeignKey("opportunities.id", ondelete="CASCADE"), nullable=False),
    Column("starts", Utc, nullable=False),
    Column("ends", Utc, nullable=False),
    UniqueConstraint("opportunity_id", "starts"),
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
    UniqueConstraint("citizen_id", "opportunity_id"),
    Index(None, "opportunity_id"),
)

introductions = Table(
    "introductions",
    metadata,
    Column("id", Key, primary_key=True),
    Column("reply_id", Key, ForeignKey("replies.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("citizen_id", Key, ForeignKey("citizens.id", ondelete="CASCADE"), nullable=False),
    Column("name", String(64), nullable=False),
    Column("reach", String(120), nullable=False, default=""),
    Column("at", Utc),
    Index(None, "citizen_id"),
)

reports = Table(
    "reports",
    metadata,
    Column("id", Key, primary_key=True),
    Column("citizen_id", Key, ForeignKey("citizens.id", ondelete="SET NULL")),
    Column("opportunity_id", Key, ForeignKey("opportunities.id", ondelete="CASCADE"), nullable=False),
    Column("what", String(16), nullable=False),
    Column("at", Utc, nullable=False),
    Index(None, "opportunity_id"),
)
