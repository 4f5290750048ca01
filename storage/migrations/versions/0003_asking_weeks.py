"""Asking weeks"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "moments",
        sa.Column("id", KEY, nullable=False),
        sa.Column("week", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=True),
        sa.Column("begun", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cursor", KEY, nullable=False),
        sa.Column("done", sa.DateTime(timezone=True), nullable=True),
        sa.Column("missed", sa.Boolean(), nullable=False),
        sa.Column("cancelled", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["chats.id"], name=op.f("fk_moments_changed_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moments")),
        sa.UniqueConstraint("week", "name", name=op.f("uq_moments_week_name")),
    )
    with op.batch_alter_table("moments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_moments_changed_by"), ["changed_by"], unique=False)

    op.create_table(
        "mutes",
        sa.Column("citizen_id", KEY, autoincrement=False, nullable=False),
        sa.Column("organisation_id", KEY, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["citizen_id"], ["citizens.id"], name=op.f("fk_mutes_citizen_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_mutes_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("citizen_id", "organisation_id", name=op.f("pk_mutes")),
    )
    with op.batch_alter_table("mutes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mutes_organisation_id"), ["organisation_id"], unique=False)

    _deliveries()
    op.add_column("opportunities", sa.Column("held", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("asks", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("words_language", sa.String(length=16), server_default=sa.text("''"), nullable=False)
        )
    with op.batch_alter_table("citizens", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reminders", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("agreed", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("asked", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_citizens_agreed"), ["agreed"], unique=False)
        batch_op.create_index(
            "ix_citizens_unasked",
            ["agreed"],
            unique=False,
            sqlite_where=sa.text("asked IS NULL"),
            postgresql_where=sa.text("asked IS NULL"),
        )
    with op.batch_alter_table("introductions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("matched", sa.Boolean(), nullable=True))
    with op.batch_alter_table("replies", schema=None) as batch_op:
        batch_op.add_column(sa.Column("nudged", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("travel", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("company", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("slot", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("reminded", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("matched", sa.Boolean(), nullable=True))
        for name, column in (("ix_replies_yes", "at"), ("ix_replies_date", "on_date")):
            batch_op.create_index(
                name,
                [column],
                unique=False,
                sqlite_where=sa.text("answer = 'yes'"),
                postgresql_where=sa.text("answer = 'yes'"),
            )
    _what_was_before()


def _deliveries() -> None:
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_index("ix_deliveries_next")
        batch_op.alter_column("ask_id", existing_type=KEY, nullable=True)
        batch_op.add_column(sa.Column("moment_id", KEY, nullable=True))
        batch_op.add_column(sa.Column("opportunity_id", KEY, nullable=True))
        batch_op.add_column(sa.Column("step", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("first_id", KEY, nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_deliveries_moment_id"), "moments", ["moment_id"], ["id"], ondelete="CASCADE"
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_deliveries_opportunity_id"),
            "opportunities",
            ["opportunity_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_deliveries_first_id"), "deliveries", ["first_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_unique_constraint(
            batch_op.f("uq_deliveries_moment_id_citizen_id"), ["moment_id", "citizen_id"]
        )
        batch_op.create_index(batch_op.f("ix_deliveries_first_id"), ["first_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_deliveries_opportunity_id_settled"), ["opportunity_id", "settled"], unique=False
        )
        batch_op.create_index("ix_deliveries_went", ["settled", "state", "ask_id"], unique=False)
    op.create_index("ix_deliveries_next", "deliveries", ["state", sa.text("fit DESC"), "due"])


def _what_was_before() -> None:
    """Fill in what earlier rows know: what was asked, who agreed when, and who was asked for something."""
    op.execute(
        "UPDATE deliveries SET opportunity_id ="
        " (SELECT opportunity_id FROM asks WHERE asks.id = deliveries.ask_id)"
    )
    op.execute(
        "UPDATE asks SET words_language ="
        " (SELECT language FROM opportunities WHERE opportunities.id = asks.opportunity_id)"
        " WHERE words <> ''"
    )
    op.execute(
        "UPDATE citizens SET agreed = (SELECT max(given) FROM consents WHERE citizen_id = citizens.id"
        " AND kind = 'askagain' AND withdrawn IS NULL)"
    )
    op.execute(
        "UPDATE citizens SET asked = (SELECT min(at) FROM ("
        "SELECT settled AS at FROM deliveries WHERE citizen_id = citizens.id AND state = 'sent'"
        " UNION ALL SELECT at FROM replies WHERE citizen_id = citizens.id) AS first)"
    )


def downgrade() -> None:
    """Take the schema back; messages of moments are lost."""
    op.execute("DELETE FROM deliveries WHERE ask_id IS NULL")
    with op.batch_alter_table("replies", schema=None) as batch_op:
        batch_op.drop_index("ix_replies_date")
        batch_op.drop_index("ix_replies_yes")
        for name in ("matched", "reminded", "slot", "company", "travel", "nudged"):
            batch_op.drop_column(name)
    with op.batch_alter_table("introductions", schema=None) as batch_op:
        batch_op.drop_column("matched")
    with op.batch_alter_table("citizens", schema=None) as batch_op:
        batch_op.drop_index("ix_citizens_unasked")
        batch_op.drop_index(batch_op.f("ix_citizens_agreed"))
        for name in ("asked", "agreed", "reminders"):
            batch_op.drop_column(name)
    op.drop_column("opportunities", "held")
    with op.batch_alter_table("asks", schema=None) as batch_op:
        batch_op.drop_column("words_language")
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_index("ix_deliveries_went")
        batch_op.drop_index(batch_op.f("ix_deliveries_opportunity_id_settled"))
        batch_op.drop_index(batch_op.f("ix_deliveries_first_id"))
        batch_op.drop_constraint(batch_op.f("uq_deliveries_moment_id_citizen_id"), type_="unique")
        for name in ("first_id", "opportunity_id", "moment_id"):
            batch_op.drop_constraint(batch_op.f(f"fk_deliveries_{name}"), type_="foreignkey")
        for name in ("first_id", "step", "opportunity_id", "moment_id"):
            batch_op.drop_column(name)
        batch_op.alter_column("ask_id", existing_type=KEY, nullable=False)
    op.drop_table("mutes")
    op.drop_table("moments")
