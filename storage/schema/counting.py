"""Tables of counting: what happened by the hour, and how many people of each group did what in a closed week.

A tally is how often something happened in an hour (UTC): of an ask, at a moment; 0 where of none. A delta is
what a change adds to it, written in the same transaction, so that nobody waits for a row that all would
change; a round folds deltas together. Neither points to what it counts: that may go, the counts stay.
`countings` are the campaign's weeks as they are counted, once each: `cursor` is the citizen up to whom,
`sums` the counts so far, as JSON, which are erased when the week is `frozen`. From then on its `cells` never
change: how many people of a group got to a stage, with '' for all groups that are too small to be told.
"""

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, Integer, String, Table, Text

from storage.schema.types import Key, Utc, metadata

tallies = Table(
    "tallies",
    metadata,
    Column("hour", Utc, primary_key=True),
    Column("ask_id", BigInteger, primary_key=True, autoincrement=False),
    Column("moment_id", BigInteger, primary_key=True, autoincrement=False),
    Column("measure", String(16), primary_key=True),
    Column("number", Integer, nullable=False),
    Index(None, "ask_id"),
    Index(None, "moment_id"),
)

deltas = Table(
    "deltas",
    metadata,
    Column("id", Key, primary_key=True),
    Column("hour", Utc, nullable=False),
    Column("ask_id", BigInteger, nullable=False),
    Column("moment_id", BigInteger, nullable=False),
    Column("measure", String(16), nullable=False),
    Column("number", Integer, nullable=False),
)

countings = Table(
    "countings",
    metadata,
    Column("first", Date, primary_key=True),
    Column("last", Date, nullable=False),
    Column("name", String(32), nullable=False),
    Column("cursor", Key, nullable=False, default=0),
    Column("sums", Text),
    Column("frozen", Utc),
)

cells = Table(
    "cells",
    metadata,
    Column("first", Date, ForeignKey("countings.first", ondelete="CASCADE"), primary_key=True),
    Column("dimension", String(16), primary_key=True),
    Column("within", String(32), primary_key=True),
    Column("value", String(100), primary_key=True),
    Column("stage", String(16), primary_key=True),
    Column("people", Integer, nullable=False),
)
