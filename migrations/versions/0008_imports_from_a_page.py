"""Archives that administrators send from a page."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FACTS = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "import_run",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("size", WHOLE, nullable=False),
        sa.Column("actor_id", WHOLE, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("posts", WHOLE, nullable=False),
        sa.Column("passed", WHOLE, nullable=False),
        sa.Column("tally", FACTS, nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state in ('done','failed','running','waiting')", name=op.f("ck_import_run_state")
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["member.id"], name=op.f("fk_import_run_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
        sa.UniqueConstraint("token", name=op.f("uq_import_run_token")),
    )
