"""Tables of what there is to do: organisations, opportunities and their dates, drafts, local centres.

`opportunities.gone` is when a feed no longer had one, which closed it: it opens again when it comes back,
where one that people closed does not. `held` is when it was closed for reports or by the team, who alone
open it again. A draft is an opportunity that is still being written, its `fields` as
JSON; with `opportunity_id`, the changes to one that stands. `wordings` are an opportunity's texts in a
further language.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Computed,
    Float,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.schema.types import Key, Utc, metadata

STRIPS_PER_DEGREE = 40
STRIP = f"CAST(ROUND(latitude * {STRIPS_PER_DEGREE}) AS INTEGER)"
"""Opportunities lie in strips 2.8 km high, so that an index finds a box without reading round the country."""

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
    Column("state", String(16), nullable=False, default="approved", server_default="approved"),
    Column("registration", String(32), nullable=False, default="", server_default=text("''")),
    Column("contact", String(200), nullable=False, default="", server_default=text("''")),
    Column("screened", SmallInteger, nullable=False, default=0, server_default="0"),
    Column("made", Utc),
    UniqueConstraint("source", "source_id"),
    Index(None, "state"),
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
    Column("strip", Integer, Computed(STRIP, persisted=True)),
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
    Column("languages", String(100), nullable=False, default="", server_default=text("''")),
    Column("starts", Utc),
    Column("ends", Utc),
    Column("sample", Boolean, nullable=False, default=False),
    Column("open", Boolean, nullable=False, default=True),
    Column("gone", Utc),
    Column("held", Utc),
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

wordings = Table(
    "wordings",
    metadata,
    Column(
        "opportunity_id",
        Key,
        ForeignKey("opportunities.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("language", String(16), primary_key=True),
    Column("title", String(120), nullable=False),
    Column("description", Text, nullable=False, default=""),
    Column("bring", String(300), nullable=False, default=""),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", Key, primary_key=True),
    Column("organisation_id", Key, ForeignKey("organisations.id", ondelete="CASCADE"), nullable=False),
    Column("opportunity_id", Key, ForeignKey("opportunities.id", ondelete="CASCADE")),
    Column("quick", Boolean, nullable=False, default=False),
    Column("fields", Text, nullable=False, default="{}"),
    Column("touched", Utc, nullable=False),
    Index(None, "organisation_id"),
    Index(None, "opportunity_id"),
)

centres = Table(
    "centres",
    metadata,
    Column("id", Key, primary_key=True),
    Column("source_id", String(200), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("phone", String(40), nullable=False, default=""),
    Column("email", String(200), nullable=False, default=""),
    Column("website", String(500), nullable=False, default=""),
    Column("address", String(200), nullable=False, default=""),
    Column("hours", String(300), nullable=False, default=""),
    Column("sample", Boolean, nullable=False, default=False),
)

centre_municipalities = Table(
    "centre_municipalities",
    metadata,
    Column("municipality", String(100), primary_key=True),
    Column(
        "centre_id",
        Key,
        ForeignKey("centres.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Index(None, "centre_id"),
)
