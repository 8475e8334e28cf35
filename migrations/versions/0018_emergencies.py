"""A ticket about danger to life or limb stands above all others at the desk."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

HERE = sa.text("is_emergency and is_live")


def upgrade() -> None:
    flag: sa.Column[bool] = sa.Column(
        "is_emergency", sa.Boolean(), nullable=False, server_default=sa.text("false")
    )
    op.add_column("ticket", flag)
    with op.batch_alter_table("ticket") as table:
        table.alter_column("is_emergency", server_default=None)
    op.create_index(
        "ix_ticket_emergency", "ticket", ["id"], sqlite_where=HERE, postgresql_where=HERE
    )


def downgrade() -> None:
    op.drop_index("ix_ticket_emergency", "ticket")
    with op.batch_alter_table("ticket") as table:
        table.drop_column("is_emergency")
