"""What codes brought"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.add_column("openings", sa.Column("became", sa.String(length=16), nullable=True))


def downgrade() -> None:
    """Take the schema back."""
    with op.batch_alter_table("openings", schema=None) as batch_op:
        batch_op.drop_column("became")
