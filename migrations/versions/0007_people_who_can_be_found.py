"""People who want to be found by the search."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "findable_person",
        sa.Column("member_id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_findable_person_member_id")
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_findable_person")),
    )
