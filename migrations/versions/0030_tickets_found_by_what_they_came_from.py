"""The ticket of a question is found by an index, however many tickets there are."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

INDEX = "ix_ticket_source_id"
HAS_ONE = sa.text("source_id is not null")


def upgrade() -> None:
    columns = ["source_id", "id"]
    op.create_index(INDEX, "ticket", columns, sqlite_where=HAS_ONE, postgresql_where=HAS_ONE)


def downgrade() -> None:
    op.drop_index(INDEX, "ticket")
