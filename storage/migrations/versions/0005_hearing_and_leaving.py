"""Hearing and leaving"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "leavings",
        sa.Column("stamp", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("stamp", name=op.f("pk_leavings")),
    )
    with op.batch_alter_table("leavings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leavings_day"), ["day"], unique=False)

    with op.batch_alter_table("holds", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_holds_opportunity_id"))
        batch_op.create_index(
            batch_op.f("ix_holds_opportunity_id_chat_id"), ["opportunity_id", "chat_id"], unique=True
        )

    with op.batch_alter_table("openings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("named", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("quiet", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table("openings", schema=None) as batch_op:
        batch_op.drop_column("quiet")
        batch_op.drop_column("named")

    with op.batch_alter_table("holds", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_holds_opportunity_id_chat_id"))
        batch_op.create_index(batch_op.f("ix_holds_opportunity_id"), ["opportunity_id"], unique=False)

    with op.batch_alter_table("leavings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_leavings_day"))

    op.drop_table("leavings")
