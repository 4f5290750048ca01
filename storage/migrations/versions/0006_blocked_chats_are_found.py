"""Blocked chats are found"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BLOCKED = sa.text("blocked IS NOT NULL")


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_index(
        "ix_chats_blocked",
        "chats",
        ["blocked"],
        unique=False,
        sqlite_where=BLOCKED,
        postgresql_where=BLOCKED,
    )


def downgrade() -> None:
    """Take the schema back."""
    op.drop_index("ix_chats_blocked", "chats", sqlite_where=BLOCKED, postgresql_where=BLOCKED)
