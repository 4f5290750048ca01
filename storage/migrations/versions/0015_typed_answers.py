"""Typed answers"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.add_column("chats", sa.Column("answers", sa.String(length=210), nullable=True))


def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table("chats", schema=None) as batch_op:
        batch_op.drop_column("answers")
