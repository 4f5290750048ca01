"""Counting"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
HOURS = {
    "sqlite": "strftime('%Y-%m-%d %H:00:00.000000', at)",
    "postgresql": "date_trunc('hour', at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'",
}
EVENTS = (
    # What became of messages, those that ask and others.
    "SELECT settled AS at, ask_id, moment_id, state AS measure FROM deliveries"
    " WHERE settled IS NOT NULL AND state IN ('sent', 'unknown', 'refused', 'skipped', 'missed', 'failed')"
    " AND (moment_id IS NULL OR step IN ('ask', 'again'))",
    "SELECT settled AS at, ask_id, moment_id, 'other' AS measure FROM deliveries"
    " WHERE settled IS NOT NULL AND state IN ('sent', 'unknown')"
    " AND moment_id IS NOT NULL AND step NOT IN ('ask', 'again')",
    # Answers, and what came of them.
    "SELECT at, ask_id, 0 AS moment_id, answer AS measure FROM replies"
    " WHERE answer IN ('yes', 'maybe', 'no')",
    "SELECT introductions.at AS at, ask_id, 0 AS moment_id, 'introduced' AS measure FROM introductions"
    " JOIN replies ON replies.id = reply_id"
    " WHERE introductions.at IS NOT NULL AND coalesce(ending, '') NOT IN ('cancelled', 'declined')",
    "SELECT min(told.at) AS at, ask_id, 0 AS moment_id, 'matched' AS measure FROM replies JOIN ("
    "SELECT id AS reply_id, at FROM replies WHERE matched"
    " UNION ALL SELECT reply_id, at FROM introductions WHERE matched AND at IS NOT NULL"
    " AND coalesce(ending, '') NOT IN ('cancelled', 'declined')"
    ") AS told ON told.reply_id = replies.id WHERE answer = 'yes' GROUP BY replies.id, ask_id",
    # What was asked by friends, or in a talk by the campaign itself; and reports.
    "SELECT at, 0 AS ask_id, 0 AS moment_id, 'opened' AS measure FROM openings"
    " WHERE invitation_id IS NOT NULL",
    "SELECT asked AS at, 0 AS ask_id, 0 AS moment_id, 'shown' AS measure FROM citizens"
    " WHERE asked IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM deliveries WHERE citizen_id = citizens.id"
    " AND state IN ('sent', 'unknown') AND due <= citizens.asked AND settled >= citizens.asked)"
    " AND NOT EXISTS (SELECT 1 FROM openings WHERE openings.chat_id = citizens.chat_id"
    " AND invitation_id IS NOT NULL AND at <= citizens.asked)",
    "SELECT at, ask_id, 0 AS moment_id, 'reported' AS measure FROM reports",
)
"""When (at), of which ask, at which moment, and what."""


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "tallies",
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ask_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("moment_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("measure", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hour", "ask_id", "moment_id", "measure", name=op.f("pk_tallies")),
    )
    with op.batch_alter_table("tallies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tallies_ask_id"), ["ask_id"], unique=False)

    op.create_table(
        "deltas",
        sa.Column("id", KEY, nullable=False),
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ask_id", sa.BigInteger(), nullable=False),
        sa.Column("moment_id", sa.BigInteger(), nullable=False),
        sa.Column("measure", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deltas")),
    )
    op.create_table(
        "countings",
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("cursor", KEY, nullable=False),
        sa.Column("sums", sa.Text(), nullable=True),
        sa.Column("frozen", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("first", name=op.f("pk_countings")),
    )
    op.create_table(
        "cells",
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("dimension", sa.String(length=16), nullable=False),
        sa.Column("within", sa.String(length=32), nullable=False),
        sa.Column("value", sa.String(length=100), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["first"], ["countings.first"], name=op.f("fk_cells_first"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("first", "dimension", "within", "value", "stage", name=op.f("pk_cells")),
    )
    op.add_column("introductions", sa.Column("matched_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("replies", sa.Column("matched_at", sa.DateTime(timezone=True), nullable=True))
    count(op.get_bind())


def count(connection: sa.Connection) -> None:
    """Count what the rows tell that are there."""
    names = ("hour", "ask_id", "moment_id", "measure")
    tallies = sa.table("tallies", *map(sa.column, (*names, "number")))
    written = (HOURS[connection.dialect.name], "coalesce(ask_id, 0)", "coalesce(moment_id, 0)", "measure")
    key: list[sa.ColumnElement[Any]] = [sa.literal_column(each) for each in written]
    for event in EVENTS:
        events = sa.text(event).columns(*map(sa.column, ("at", *names[1:]))).cte("events")
        counted = sa.select(*key, sa.func.count()).select_from(events).group_by(*key)
        connection.execute(sa.insert(tallies).from_select((*names, "number"), counted))


def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table("replies", schema=None) as batch_op:
        batch_op.drop_column("matched_at")

    with op.batch_alter_table("introductions", schema=None) as batch_op:
        batch_op.drop_column("matched_at")

    op.drop_table("cells")
    op.drop_table("countings")
    op.drop_table("deltas")
    with op.batch_alter_table("tallies", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tallies_ask_id"))

    op.drop_table("tallies")
