"""Tables of trying: what came of trials, counted once and kept.

A trial has a row only once it was counted: of two wordings of an ask, or at a moment of two openings, or of
follow-ups and none. Before that it is where both ways stand, with the ask or the moment. Nothing of a person
is in it.
"""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, UniqueConstraint

from storage.schema.types import Key, Utc, metadata

trials = Table(
    "trials",
    metadata,
    Column("id", Key, primary_key=True),
    Column("what", String(16), nullable=False),
    Column("ask_id", Key, ForeignKey("asks.id", ondelete="CASCADE")),
    Column("moment_id", Key, ForeignKey("moments.id", ondelete="CASCADE")),
    Column("counted", Utc, nullable=False),
    Column("first_people", Integer, nullable=False),
    Column("first_answered", Integer, nullable=False),
    Column("first_yes", Integer, nullable=False),
    Column("second_people", Integer, nullable=False),
    Column("second_answered", Integer, nullable=False),
    Column("second_yes", Integer, nullable=False),
    UniqueConstraint("ask_id", "what"),
    UniqueConstraint("moment_id", "what"),
)
