"""Texts that are not right"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "unclear",
        sa.Column("id", KEY, nullable=False),
        sa.Column("mark", sa.String(length=10), nullable=False),
        sa.Column("context", sa.String(length=64), nullable=True),
        sa.Column("english", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("page", sa.String(length=80), nullable=False),
        sa.Column("citizen_id", KEY, nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["citizen_id"], ["citizens.id"], name=op.f("fk_unclear_citizen_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unclear")),
    )
    with op.batch_alter_table("unclear", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unclear_citizen_id"), ["citizen_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unclear_mark_language"), ["mark", "language"], unique=False)


def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table("unclear", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unclear_mark_language"))
        batch_op.drop_index(batch_op.f("ix_unclear_citizen_id"))
    op.drop_table("unclear")
