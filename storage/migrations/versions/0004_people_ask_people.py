"""People ask people"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "codes",
        sa.Column("id", KEY, nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("municipality", sa.String(length=100), nullable=False),
        sa.Column("organisation_id", KEY, nullable=True),
        sa.Column("opportunity_id", KEY, nullable=True),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["opportunity_id"],
            ["opportunities.id"],
            name=op.f("fk_codes_opportunity_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_codes_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codes")),
        sa.UniqueConstraint("code", name=op.f("uq_codes_code")),
    )
    with op.batch_alter_table("codes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_codes_opportunity_id"), ["opportunity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_codes_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "invitations",
        sa.Column("id", KEY, nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("citizen_id", KEY, nullable=True),
        sa.Column("parent_id", KEY, nullable=True),
        sa.Column("generation", sa.SmallInteger(), nullable=False),
        sa.Column("opportunity_id", KEY, nullable=True),
        sa.Column("postcode", sa.String(length=4), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.Column("words_language", sa.String(length=16), nullable=False),
        sa.Column("together", sa.Boolean(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("nudged", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["citizen_id"], ["citizens.id"], name=op.f("fk_invitations_citizen_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["opportunity_id"],
            ["opportunities.id"],
            name=op.f("fk_invitations_opportunity_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["invitations.id"], name=op.f("fk_invitations_parent_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("code", name=op.f("uq_invitations_code")),
    )
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitations_citizen_id"), ["citizen_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitations_made"), ["made"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitations_opportunity_id"), ["opportunity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitations_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "holds",
        sa.Column("id", KEY, nullable=False),
        sa.Column("opportunity_id", KEY, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("invitation_id", KEY, nullable=True),
        sa.Column("together", sa.Boolean(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name=op.f("fk_holds_chat_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitations.id"], name=op.f("fk_holds_invitation_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["opportunity_id"], ["opportunities.id"], name=op.f("fk_holds_opportunity_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holds")),
    )
    with op.batch_alter_table("holds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_holds_chat_id"), ["chat_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_holds_invitation_id"), ["invitation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_holds_opportunity_id"), ["opportunity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_holds_until"), ["until"], unique=False)

    op.create_table(
        "openings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("invitation_id", KEY, nullable=True),
        sa.Column("code_id", KEY, nullable=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("first", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heard", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name=op.f("fk_openings_chat_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["code_id"], ["codes.id"], name=op.f("fk_openings_code_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitations.id"], name=op.f("fk_openings_invitation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_openings")),
        sa.UniqueConstraint("code_id", "chat_id", name=op.f("uq_openings_code_id_chat_id")),
        sa.UniqueConstraint("invitation_id", "chat_id", name=op.f("uq_openings_invitation_id_chat_id")),
    )
    with op.batch_alter_table("openings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_openings_chat_id"), ["chat_id"], unique=False)
        batch_op.create_index(
            "ix_openings_first",
            ["chat_id"],
            unique=True,
            sqlite_where=sa.text("first"),
            postgresql_where=sa.text("first"),
        )

    with op.batch_alter_table("replies", schema=None) as batch_op:
        batch_op.add_column(sa.Column("invitation_id", KEY, nullable=True))
        batch_op.create_index(batch_op.f("ix_replies_invitation_id"), ["invitation_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_replies_invitation_id"),
            "invitations",
            ["invitation_id"],
            ["id"],
            ondelete="SET NULL",
        )


def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table("replies", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_replies_invitation_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_replies_invitation_id"))
        batch_op.drop_column("invitation_id")

    with op.batch_alter_table("openings", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_openings_first", sqlite_where=sa.text("first"), postgresql_where=sa.text("first")
        )
        batch_op.drop_index(batch_op.f("ix_openings_chat_id"))

    op.drop_table("openings")
    with op.batch_alter_table("holds", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_holds_until"))
        batch_op.drop_index(batch_op.f("ix_holds_opportunity_id"))
        batch_op.drop_index(batch_op.f("ix_holds_invitation_id"))
        batch_op.drop_index(batch_op.f("ix_holds_chat_id"))

    op.drop_table("holds")
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitations_parent_id"))
        batch_op.drop_index(batch_op.f("ix_invitations_opportunity_id"))
        batch_op.drop_index(batch_op.f("ix_invitations_made"))
        batch_op.drop_index(batch_op.f("ix_invitations_citizen_id"))

    op.drop_table("invitations")
    with op.batch_alter_table("codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_codes_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_codes_opportunity_id"))

    op.drop_table("codes")
