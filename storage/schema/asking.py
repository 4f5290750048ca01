"""Tables of asking and answering: asks, moments, deliveries, replies, introductions, and what sends them.

A delivery to a citizen is one row from planned to sent: of an ask, of a moment of an asking week, or of both
where the moment carries an ask. `step` is what a moment says to this citizen, `first_id` the delivery that it
follows up; `opportunity_id` is what is asked, chosen shortly before it goes. `spent` holds a row for each
local day on which a citizen was asked unsolicited, over all senders together. A moment has a row once it
began, or the team moved or cancelled it; the rest stands in the campaign's file. `cursor` is the citizen up
to whom it is planned. A notice is a message to somebody that
follows from what another did: the page at `address`, shown in their chat. `redraw` has a message that was
sent drawn anew. `pace` is the one limiter of all processes, in seconds of the database's clock: when the next
message may go, and until when all wait because Telegram asked for it. `brake.pulled` stops all sending.
A rest is a time in which nothing of an ask, or of a moment, goes out, because so many people wanted no more
messages after it: `messages`, `stopped` and `blocked` are the counts that had it begin. It `ended` when the
team let it go on, or called it off. From then on messages count anew that go from the hour `since` on, but
for those of that hour that had gone `before`.
`replies.nudged` is when somebody was reminded of a yes that they did not finish, `invitation_id` the friend's
invitation that it answers.
A reply keeps how its citizen goes (`travel`), with whom (`company`) and, where there is no date, at which
time of the week (`slot`, a mask of one cell; 0: they agree on it together). `reminded` is when they were
last reminded of its date or chose it, `matched` whether they did it and `matched_at` when they said so; the
organisation's own word stands with the introduction.
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
    literal,
    text,
    true,
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
    Column("words_language", String(16), nullable=False, default="", server_default=text("''")),
    Column("second_words", String(600), nullable=False, default="", server_default=text("''")),
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

moments = Table(
    "moments",
    metadata,
    Column("id", Key, primary_key=True),
    Column("week", String(32), nullable=False),
    Column("name", String(32), nullable=False),
    Column("at", Utc),
    Column("deadline", Utc),
    Column("begun", Utc),
    Column("cursor", Key, nullable=False, default=0),
    Column("done", Utc),
    Column("missed", Boolean, nullable=False, default=False),
    Column("tries", String(16)),
    Column("cancelled", Utc),
    Column("changed", Utc),
    Column("changed_by", BigInteger, ForeignKey("chats.id", ondelete="SET NULL")),
    UniqueConstraint("week", "name"),
    Index(None, "changed_by"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Key, primary_key=True),
    Column("ask_id", Key, ForeignKey("asks.id", ondelete="CASCADE")),
    Column("moment_id", Key, ForeignKey("moments.id", ondelete="CASCADE")),
    Column("opportunity_id", Key, ForeignKey("opportunities.id", ondelete="SET NULL")),
    Column("citizen_id", Key, ForeignKey("citizens.id", ondelete="SET NULL")),
    Column("step", String(16)),
    Column("first_id", Key, ForeignKey("deliveries.id", ondelete="SET NULL")),
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
    Column("opening", SmallInteger),
    Column("wording", SmallInteger),
    Column("held", Boolean),
    UniqueConstraint("ask_id", "citizen_id"),
    UniqueConstraint("moment_id", "citizen_id"),
    Index(None, "citizen_id"),
    Index(None, "first_id"),
    Index(None, "opportunity_id", "settled"),
    Index("ix_deliveries_claimed", "claimed"),
    Index("ix_deliveries_went", "settled", "state", "ask_id"),
)

Index(
    "ix_deliveries_redraw",
    deliveries.c.redraw,
    sqlite_where=deliveries.c.redraw == true(),
    postgresql_where=deliveries.c.redraw,
)

Index("ix_deliveries_next", deliveries.c.state, deliveries.c.fit.desc(), deliveries.c.due)

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

Index(
    "ix_notices_redraw",
    notices.c.redraw,
    sqlite_where=notices.c.redraw == true(),
    postgresql_where=notices.c.redraw,
)

pace = Table(
    "pace",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("next", Float, nullable=False),
    Column("until", Float, nullable=False),
)

rests = Table(
    "rests",
    metadata,
    Column("id", Key, primary_key=True),
    Column("ask_id", Key, ForeignKey("asks.id", ondelete="CASCADE")),
    Column("moment_id", Key, ForeignKey("moments.id", ondelete="CASCADE")),
    Column("began", Utc, nullable=False),
    Column("messages", Integer, nullable=False),
    Column("stopped", Integer, nullable=False),
    Column("blocked", Integer, nullable=False),
    Column("per_thousand", Float, nullable=False),
    Column("ended", Utc),
    Column("ending", String(16)),
    Column("since", Utc),
    Column("messages_before", Integer, nullable=False, default=0),
    Column("stopped_before", Integer, nullable=False, default=0),
    Column("blocked_before", Integer, nullable=False, default=0),
)

for _what in (rests.c.ask_id, rests.c.moment_id):
    Index(None, _what)
    Index(
        f"ix_rests_open_{_what.name}",
        _what,
        unique=True,
        sqlite_where=rests.c.ended.is_(None),
        postgresql_where=rests.c.ended.is_(None),
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
    Column("nudged", Utc),
    Column("travel", String(16)),
    Column("company", String(16)),
    Column("slot", Integer),
    Column("reminded", Utc),
    Column("matched", Boolean),
    Column("matched_at", Utc),
    Column("invitation_id", Key, ForeignKey("invitations.id", ondelete="SET NULL")),
    UniqueConstraint("citizen_id", "opportunity_id"),
    Index(None, "opportunity_id"),
    Index("ix_replies_ask_at", "ask_id", "at"),
    Index(None, "invitation_id"),
)

SAID_YES = replies.c.answer == literal("yes", literal_execute=True)
"""Written out where it stands: of a parameter SQLite does not know that an index of the yeses will do."""

Index(
    "ix_replies_yes",
    replies.c.at,
    sqlite_where=replies.c.answer == "yes",
    postgresql_where=replies.c.answer == "yes",
)

Index(
    "ix_replies_date",
    replies.c.on_date,
    sqlite_where=replies.c.answer == "yes",
    postgresql_where=replies.c.answer == "yes",
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
    Column("matched", Boolean),
    Column("matched_at", Utc),
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

SAYS_WHO = introductions.c.name != literal("", literal_execute=True)
"""Of those not erased; written out like `SAID_YES`."""

for _name, _columns in (
    ("ix_introductions_named", ("at",)),
    ("ix_introductions_unanswered", ("over", "confirmed", "passed", "at")),
):
    Index(
        _name,
        *(introductions.c[_column] for _column in _columns),
        sqlite_where=SAYS_WHO,
        postgresql_where=SAYS_WHO,
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
