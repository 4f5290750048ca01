"""What is over costs nothing"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

NAMED, WORDED = sa.text("name != ''"), sa.text("name != '' OR words != ''")
INDEXES = (
    ("ix_invitations_worded", "invitations", ["made"], WORDED),
    ("ix_introductions_named", "introductions", ["at"], NAMED),
    ("ix_introductions_unanswered", "introductions", ["over", "confirmed", "passed", "at"], NAMED),
)
"""Of the rows that are not erased."""


def upgrade() -> None:
    """Bring the schema forward; replies, which everybody writes who answers, come last."""
    for name, table, columns, where in INDEXES:
        op.create_index(name, table, columns, unique=False, sqlite_where=where, postgresql_where=where)
    op.create_index("ix_replies_ask_at", "replies", ["ask_id", "at"], unique=False)
    op.drop_index("ix_replies_ask_id", "replies")


def downgrade() -> None:
    """Take the schema back."""
    for name, table, _columns, where in INDEXES:
        op.drop_index(name, table, sqlite_where=where, postgresql_where=where)
    op.create_index("ix_replies_ask_id", "replies", ["ask_id"], unique=False)
    op.drop_index("ix_replies_ask_at", "replies")
