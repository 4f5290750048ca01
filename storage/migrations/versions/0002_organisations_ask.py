"""Organisations ask"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NOTHING = sa.text("''")


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "brake",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("pulled", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brake")),
    )
    op.create_table(
        "centres",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source_id", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("website", sa.String(length=500), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("hours", sa.String(length=300), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_centres")),
        sa.UniqueConstraint("source_id", name=op.f("uq_centres_source_id")),
    )
    op.create_table(
        "pace",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("next", sa.Float(), nullable=False),
        sa.Column("until", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pace")),
    )
    op.create_table(
        "admissions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_admissions_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_admissions")),
        sa.UniqueConstraint("digest", name=op.f("uq_admissions_digest")),
    )
    op.create_table(
        "centre_municipalities",
        sa.Column("municipality", sa.String(length=100), nullable=False),
        sa.Column(
            "centre_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centres.id"], name=op.f("fk_centre_municipalities_centre_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("municipality", "centre_id", name=op.f("pk_centre_municipalities")),
    )
    with op.batch_alter_table("centre_municipalities", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_centre_municipalities_centre_id"), ["centre_id"], unique=False)

    op.create_table(
        "members",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("joined", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name=op.f("fk_members_chat_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_members_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sa.UniqueConstraint("chat_id", name=op.f("uq_members_chat_id")),
    )
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_members_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "notices",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("redraw", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name=op.f("fk_notices_chat_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("chat_id", "address", name=op.f("uq_notices_chat_id_address")),
    )
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notices_address"), ["address"], unique=False)
        batch_op.create_index("ix_notices_due", ["state", "due"], unique=False)
        batch_op.create_index(batch_op.f("ix_notices_claimed"), ["claimed"], unique=False)
        batch_op.create_index(
            "ix_notices_redraw",
            ["redraw"],
            unique=False,
            sqlite_where=sa.text("redraw = 1"),
            postgresql_where=sa.text("redraw"),
        )

    op.create_table(
        "team",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("joined", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], name=op.f("fk_team_chat_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_team")),
    )
    op.create_table(
        "asks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("opportunity_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("why", sa.String(length=16), nullable=True),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.Column("only_own_language", sa.Boolean(), nullable=False),
        sa.Column("likes", sa.SmallInteger(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("radius", sa.SmallInteger(), nullable=False),
        sa.Column("languages", sa.String(length=100), nullable=False),
        sa.Column("doors", sa.String(length=32), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gap", sa.Integer(), nullable=False),
        sa.Column("wave", sa.Integer(), nullable=False),
        sa.Column("next_wave", sa.DateTime(timezone=True), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["opportunity_id"], ["opportunities.id"], name=op.f("fk_asks_opportunity_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_asks_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asks")),
    )
    with op.batch_alter_table("asks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_asks_opportunity_id"), ["opportunity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_asks_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_asks_state_next_wave"), ["state", "next_wave"], unique=False)

    op.create_table(
        "drafts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("opportunity_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("quick", sa.Boolean(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("touched", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["opportunity_id"],
            ["opportunities.id"],
            name=op.f("fk_drafts_opportunity_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_drafts_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_drafts_opportunity_id"), ["opportunity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_drafts_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "spent",
        sa.Column(
            "citizen_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["citizen_id"], ["citizens.id"], name=op.f("fk_spent_citizen_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("citizen_id", "day", name=op.f("pk_spent")),
    )
    op.create_table(
        "wordings",
        sa.Column(
            "opportunity_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("bring", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["opportunity_id"],
            ["opportunities.id"],
            name=op.f("fk_wordings_opportunity_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("opportunity_id", "language", name=op.f("pk_wordings")),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("what", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("opportunity_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("ask_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["ask_id"], ["asks.id"], name=op.f("fk_audit_ask_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name=op.f("fk_audit_chat_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["opportunity_id"],
            ["opportunities.id"],
            name=op.f("fk_audit_opportunity_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_audit_organisation_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_ask_id"), ["ask_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_chat_id"), ["chat_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_opportunity_id"), ["opportunity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "deliveries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ask_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("citizen_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=True),
        sa.Column("wave", sa.Integer(), nullable=False),
        sa.Column("fit", sa.Integer(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("touched", sa.DateTime(timezone=True), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=True),
        sa.Column("redraw", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ask_id"], ["asks.id"], name=op.f("fk_deliveries_ask_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["citizen_id"], ["citizens.id"], name=op.f("fk_deliveries_citizen_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("ask_id", "citizen_id", name=op.f("uq_deliveries_ask_id_citizen_id")),
    )
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deliveries_citizen_id"), ["citizen_id"], unique=False)
        batch_op.create_index("ix_deliveries_next", ["state", "fit", "due"], unique=False)
        batch_op.create_index(batch_op.f("ix_deliveries_claimed"), ["claimed"], unique=False)
        batch_op.create_index(
            "ix_deliveries_redraw",
            ["redraw"],
            unique=False,
            sqlite_where=sa.text("redraw = 1"),
            postgresql_where=sa.text("redraw"),
        )

    with op.batch_alter_table("citizens", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_citizens_postcode"), ["postcode"], unique=False)

    with op.batch_alter_table("introductions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("confirmed", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("reminded", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("passed", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("on_date", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("over", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("ending", sa.String(length=16), nullable=True))
        batch_op.alter_column("citizen_id", nullable=True)
        batch_op.drop_constraint(batch_op.f("uq_introductions_reply_id"), type_="unique")
        batch_op.create_index(batch_op.f("ix_introductions_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_introductions_reply_id"), ["reply_id"], unique=False)
        batch_op.create_index(
            "ix_introductions_open",
            ["reply_id"],
            unique=True,
            sqlite_where=sa.text("over IS NULL"),
            postgresql_where=sa.text("over IS NULL"),
        )

    # Added in place: SQLite cannot copy a table with a computed column, and need not.
    for table, column in (
        ("opportunities", sa.Column("languages", sa.String(100), server_default=NOTHING, nullable=False)),
        ("organisations", sa.Column("state", sa.String(16), server_default="approved", nullable=False)),
        ("organisations", sa.Column("registration", sa.String(32), server_default=NOTHING, nullable=False)),
        ("organisations", sa.Column("contact", sa.String(200), server_default=NOTHING, nullable=False)),
        ("organisations", sa.Column("screened", sa.SmallInteger(), server_default="0", nullable=False)),
        ("organisations", sa.Column("made", sa.DateTime(timezone=True), nullable=True)),
    ):
        op.add_column(table, column)
    op.create_index("ix_organisations_state", "organisations", ["state"])

    with op.batch_alter_table("replies", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("ask_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.create_index(batch_op.f("ix_replies_ask_id"), ["ask_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_replies_ask_id"), "asks", ["ask_id"], ["id"], ondelete="SET NULL"
        )

    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("ask_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.add_column(sa.Column("message_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("settled", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_reports_ask_id"), ["ask_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_reports_ask_id"), "asks", ["ask_id"], ["id"], ondelete="SET NULL"
        )


def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_reports_ask_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_reports_ask_id"))
        batch_op.drop_column("settled")
        batch_op.drop_column("message_id")
        batch_op.drop_column("ask_id")

    with op.batch_alter_table("replies", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_replies_ask_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_replies_ask_id"))
        batch_op.drop_column("ask_id")

    op.drop_index("ix_organisations_state", "organisations")
    for column in ("made", "screened", "contact", "registration", "state"):
        op.drop_column("organisations", column)
    op.drop_column("opportunities", "languages")

    op.execute("DELETE FROM introductions WHERE over IS NOT NULL")
    with op.batch_alter_table("introductions", schema=None) as batch_op:
        batch_op.drop_index("ix_introductions_open")
        batch_op.drop_index(batch_op.f("ix_introductions_reply_id"))
        batch_op.drop_index(batch_op.f("ix_introductions_at"))
        batch_op.create_unique_constraint(batch_op.f("uq_introductions_reply_id"), ["reply_id"])
        batch_op.alter_column("citizen_id", nullable=False)
        batch_op.drop_column("ending")
        batch_op.drop_column("over")
        batch_op.drop_column("on_date")
        batch_op.drop_column("passed")
        batch_op.drop_column("reminded")
        batch_op.drop_column("confirmed")

    with op.batch_alter_table("citizens", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_citizens_postcode"))

    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_index("ix_deliveries_redraw")
        batch_op.drop_index(batch_op.f("ix_deliveries_claimed"))
        batch_op.drop_index("ix_deliveries_next")
        batch_op.drop_index(batch_op.f("ix_deliveries_citizen_id"))

    op.drop_table("deliveries")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_audit_opportunity_id"))
        batch_op.drop_index(batch_op.f("ix_audit_chat_id"))
        batch_op.drop_index(batch_op.f("ix_audit_ask_id"))

    op.drop_table("audit")
    op.drop_table("wordings")
    op.drop_table("spent")
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_drafts_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_drafts_opportunity_id"))

    op.drop_table("drafts")
    with op.batch_alter_table("asks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_asks_state_next_wave"))
        batch_op.drop_index(batch_op.f("ix_asks_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_asks_opportunity_id"))

    op.drop_table("asks")
    op.drop_table("team")
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.drop_index("ix_notices_redraw")
        batch_op.drop_index(batch_op.f("ix_notices_claimed"))
        batch_op.drop_index("ix_notices_due")
        batch_op.drop_index(batch_op.f("ix_notices_address"))

    op.drop_table("notices")
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_members_organisation_id"))

    op.drop_table("members")
    with op.batch_alter_table("centre_municipalities", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_centre_municipalities_centre_id"))

    op.drop_table("centre_municipalities")
    op.drop_table("admissions")
    op.drop_table("pace")
    op.drop_table("centres")
    op.drop_table("brake")
