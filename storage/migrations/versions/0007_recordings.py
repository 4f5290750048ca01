"""Recordings"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DUE = sa.text("due IS NOT NULL")


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "recordings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("page", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.SmallInteger(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=16), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name=op.f("fk_recordings_chat_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recordings")),
    )
    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recordings_chat_id"), ["chat_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recordings_page_language"), ["page", "language"], unique=False)
    op.create_index(
        "ix_recordings_due", "recordings", ["due"], unique=False, sqlite_where=DUE, postgresql_where=DUE
    )

    op.create_table(
        "recording_files",
        sa.Column("recording_id", KEY, nullable=False),
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("file_id", sa.String(length=512), nullable=False),
        sa.ForeignKeyConstraint(
            ["recording_id"],
            ["recordings.id"],
            name=op.f("fk_recording_files_recording_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("recording_id", "bot_id", name=op.f("pk_recording_files")),
    )


def downgrade() -> None:
    """Take the schema back."""
    op.drop_table("recording_files")
    op.drop_index("ix_recordings_due", "recordings", sqlite_where=DUE, postgresql_where=DUE)
    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recordings_page_language"))
        batch_op.drop_index(batch_op.f("ix_recordings_chat_id"))
    op.drop_table("recordings")
