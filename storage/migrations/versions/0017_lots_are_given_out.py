"""Lots are given out"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward; of weeks that were closed before nothing is known."""
    op.add_column("closed_replies", sa.Column("matched", sa.Boolean(), nullable=True))
    op.add_column("closed_replies", sa.Column("wording", sa.SmallInteger(), nullable=True))
    op.add_column("closed_replies", sa.Column("opening", sa.SmallInteger(), nullable=True))
    op.add_column("closed_replies", sa.Column("held", sa.Boolean(), nullable=True))


def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table("closed_replies", schema=None) as batch_op:
        for name in ("held", "opening", "wording", "matched"):
            batch_op.drop_column(name)
