"""Tables of what is given out in files: the replies of closed weeks, for good, and files that are being made.

A week that is counted (`countings`) has a closing, under whose `token` a process writes its replies down,
since `claimed`; they are given out once it is `done`. A reply that is given out hangs on nobody: `person` is
a number drawn for a person in that week alone, and what draws it is thrown away. It says no more than is
given out, so that nothing that is erased or agreed to later changes it: `hour` is not told of whom the moment
was forgotten, `language`, `province` and `door` where too few share them, `matched` and the lots of trials
(`wording`, `opening`, `held`) where that would tell of too few.
An export is a file that somebody of the campaign team asked for in the chat. `claimed` tells when the process
of this `token` was last at work on it; `rows` are those written of `total`.
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
)

from storage.schema.types import Key, Utc, metadata

closings = Table(
    "closings",
    metadata,
    Column("first", Date, ForeignKey("countings.first", ondelete="CASCADE"), primary_key=True),
    Column("token", BigInteger),
    Column("claimed", Utc),
    Column("done", Utc),
    Column("replies", Integer, nullable=False, default=0),
)

closed_replies = Table(
    "closed_replies",
    metadata,
    Column("id", Key, primary_key=True),
    Column("week", Date, ForeignKey("closings.first", ondelete="CASCADE"), nullable=False),
    Column("person", BigInteger, nullable=False),
    Column("day", Date, nullable=False),
    Column("hour", SmallInteger),
    Column("origin", String(16), nullable=False),
    Column("answer", String(8), nullable=False),
    Column("reason", String(16)),
    Column("task", String(16), nullable=False),
    Column("often", String(16), nullable=False),
    Column("introduced", Boolean, nullable=False),
    Column("matched", Boolean),
    Column("wording", SmallInteger),
    Column("opening", SmallInteger),
    Column("held", Boolean),
    Column("language", String(16)),
    Column("province", String(32)),
    Column("door", String(16)),
    Index(None, "week", "day"),
)

exports = Table(
    "exports",
    metadata,
    Column("id", Key, primary_key=True),
    Column("chat_id", BigInteger, ForeignKey("chats.id", ondelete="CASCADE"), nullable=False),
    Column("what", String(16), nullable=False),
    Column("format", String(8), nullable=False),
    Column("since", Date),
    Column("until", Date),
    Column("state", String(16), nullable=False),
    Column("why", String(16)),
    Column("made", Utc, nullable=False),
    Column("token", BigInteger),
    Column("claimed", Utc),
    Column("settled", Utc),
    Column("rows", Integer, nullable=False, default=0),
    Column("total", Integer, nullable=False, default=0),
    Index(None, "chat_id"),
    Index(None, "state"),
)
