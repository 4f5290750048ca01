"""Trials"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COUNTS = [f"{way}_{what}" for way in ("first", "second") for what in ("people", "answered", "yes")]


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "trials",
        sa.Column("id", KEY, nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("ask_id", KEY, nullable=True),
        sa.Column("moment_id", KEY, nullable=True),
        sa.Column("counted", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTS),
        sa.ForeignKeyConstraint(["ask_id"], ["asks.id"], name=op.f("fk_trials_ask_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["moment_id"], ["moments.id"], name=op.f("fk_trials_moment_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trials")),
        sa.UniqueConstraint("ask_id", "what", name=op.f("uq_trials_ask_id_what")),
        sa.UniqueConstraint("moment_id", "what", name=op.f("uq_trials_moment_id_what")),
    )
    second = sa.Column("second_words", sa.String(length=600), server_default=sa.text("''"), nullable=False)
    op.add_column("asks", second)
    op.add_column("moments", sa.Column("tries", sa.String(length=16), nullable=True))
    op.add_column("deliveries", sa.Column("opening", sa.SmallInteger(), nullable=True))
    op.add_column("deliveries", sa.Column("wording", sa.SmallInteger(), nullable=True))
    op.add_column("deliveries", sa.Column("held", sa.Boolean(), nullable=True))


def downgrade() -> None:
    """Take the schema back."""
    for table, name in (
        ("deliveries", "held"),
        ("deliveries", "wording"),
        ("deliveries", "opening"),
        ("moments", "tries"),
        ("asks", "second_words"),
    ):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column(name)
    op.drop_table("trials")
