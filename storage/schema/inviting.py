"""Tables of people asking people: invitations, the codes on posters, who opened them, and places held.

An invitation is one ask that a citizen makes: its link works for whoever opens it. `generation` is that of
the people it asks: 1 where the asker came by no invitation, one more than the asker's own otherwise;
`parent_id` is the invitation that brought the asker, the branch it grows from. `nudged` is when the asker was
reminded of it. An opening is one person who opened a link, of an invitation or of a code; `first` where it
brought them: a person has one of these at most, and it never changes. `heard` is when a friend agreed that
the asker hears of their yes, with their name where it is `named`; `quiet` is when they would rather not. How
far somebody came whom a code brought is kept in `became` when they are forgotten, and is looked up before. A
hold keeps a place for somebody who has not finished their yes, until it expires; a person has one at most of
one opportunity. One that is `together` keeps one of two places of an invitation, for people who come only if
the other comes; without a chat it is for whoever answers.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
    false,
    literal,
    or_,
)

from storage.schema.types import Key, Utc, metadata

codes = Table(
    "codes",
    metadata,
    Column("id", Key, primary_key=True),
    Column("code", String(16), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("name", String(120), nullable=False),
    Column("language", String(16), nullable=False),
    Column("municipality", String(100), nullable=False, default=""),
    Column("organisation_id", Key, ForeignKey("organisations.id", ondelete="CASCADE")),
    Column("opportunity_id", Key, ForeignKey("opportunities.id", ondelete="SET NULL")),
    Column("made", Utc, nullable=False),
    Column("closed", Utc),
    Index(None, "organisation_id"),
    Index(None, "opportunity_id"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", Key, primary_key=True),
    Column("code", String(16), nullable=False, unique=True),
    Column("citizen_id", Key, ForeignKey("citizens.id", ondelete="SET NULL")),
    Column("parent_id", Key, ForeignKey("invitations.id", ondelete="SET NULL")),
    Column("generation", SmallInteger, nullable=False),
    Column("opportunity_id", Key, ForeignKey("opportunities.id", ondelete="SET NULL")),
    Column("postcode", String(4)),
    Column("language", String(16), nullable=False),
    Column("name", String(64), nullable=False, default=""),
    Column("words", String(600), nullable=False, default=""),
    Column("words_language", String(16), nullable=False, default=""),
    Column("together", Boolean, nullable=False, default=False),
    Column("made", Utc, nullable=False),
    Column("nudged", Utc),
    Index(None, "citizen_id"),
    Index(None, "parent_id"),
    Index(None, "opportunity_id"),
    Index(None, "made"),
)

_NOTHING = literal("", literal_execute=True)
WORDED = or_(invitations.c.name != _NOTHING, invitations.c.words != _NOTHING)
"""Of those whose words are not erased; written out like `SAID_YES`."""

Index("ix_invitations_worded", invitations.c.made, sqlite_where=WORDED, postgresql_where=WORDED)

openings = Table(
    "openings",
    metadata,
    Column("id", Key, primary_key=True),
    Column("invitation_id", Key, ForeignKey("invitations.id", ondelete="CASCADE")),
    Column("code_id", Key, ForeignKey("codes.id", ondelete="CASCADE")),
    Column("chat_id", BigInteger, ForeignKey("chats.id", ondelete="SET NULL")),
    Column("first", Boolean, nullable=False),
    Column("at", Utc, nullable=False),
    Column("heard", Utc),
    Column("named", Boolean, nullable=False, default=False, server_default=false()),
    Column("quiet", Utc),
    Column("became", String(16)),
    UniqueConstraint("invitation_id", "chat_id"),
    UniqueConstraint("code_id", "chat_id"),
    Index(None, "chat_id"),
)

Index(
    "ix_openings_first",
    openings.c.chat_id,
    unique=True,
    sqlite_where=openings.c.first,
    postgresql_where=openings.c.first,
)

holds = Table(
    "holds",
    metadata,
    Column("id", Key, primary_key=True),
    Column("opportunity_id", Key, ForeignKey("opportunities.id", ondelete="CASCADE"), nullable=False),
    Column("chat_id", BigInteger, ForeignKey("chats.id", ondelete="SET NULL")),
    Column("invitation_id", Key, ForeignKey("invitations.id", ondelete="SET NULL")),
    Column("together", Boolean, nullable=False, default=False),
    Column("until", Utc, nullable=False),
    Index(None, "opportunity_id", "chat_id", unique=True),
    Index(None, "chat_id"),
    Index(None, "invitation_id"),
    Index(None, "until"),
)
