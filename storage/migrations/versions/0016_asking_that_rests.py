"""Asking that rests"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "rests",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ask_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("moment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("began", sa.DateTime(timezone=True), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("stopped", sa.Integer(), nullable=False),
        sa.Column("blocked", sa.Integer(), nullable=False),
        sa.Column("per_thousand", sa.Float(), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ending", sa.String(length=16), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("messages_before", sa.Integer(), nullable=False),
        sa.Column("stopped_before", sa.Integer(), nullable=False),
        sa.Column("blocked_before", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["ask_id"], ["asks.id"], name=op.f("fk_rests_ask_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["moment_id"], ["moments.id"], name=op.f("fk_rests_moment_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rests")),
    )
    with op.batch_alter_table("rests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rests_ask_id"), ["ask_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rests_moment_id"), ["moment_id"], unique=False)
        batch_op.create_index(
            "ix_rests_open_ask_id",
            ["ask_id"],
            unique=True,
            sqlite_where=sa.text("ended IS NULL"),
            postgresql_where=sa.text("ended IS NULL"),
        )
        batch_op.create_index(
            "ix_rests_open_moment_id",
            ["moment_id"],
            unique=True,
            sqlite_where=sa.text("ended IS NULL"),
            postgresql_where=sa.text("ended IS NULL"),
        )

    with op.batch_alter_table("tallies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tallies_moment_id"), ["moment_id"], unique=False)


def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table("tallies", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tallies_moment_id"))

    with op.batch_alter_table("rests", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_rests_open_moment_id",
            sqlite_where=sa.text("ended IS NULL"),
            postgresql_where=sa.text("ended IS NULL"),
        )
        batch_op.drop_index(
            "ix_rests_open_ask_id",
            sqlite_where=sa.text("ended IS NULL"),
            postgresql_where=sa.text("ended IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_rests_moment_id"))
        batch_op.drop_index(batch_op.f("ix_rests_ask_id"))

    op.drop_table("rests")
