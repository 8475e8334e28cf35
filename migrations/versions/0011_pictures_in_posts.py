"""Pictures in what people write."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("owner_id", WHOLE, nullable=False),
        sa.Column("media", sa.Text(), nullable=False),
        sa.Column("width", WHOLE, nullable=False),
        sa.Column("height", WHOLE, nullable=False),
        sa.Column("size", WHOLE, nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name=op.f("fk_attachment_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("key", name=op.f("uq_attachment_key")),
    )
    op.create_index("ix_attachment_owner_id", "attachment", ["owner_id"])
    op.create_index("ix_attachment_added_at", "attachment", ["added_at"])
    op.create_table(
        "attachment_use",
        sa.Column("attachment_id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("subject_id", WHOLE, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"],
            ["attachment.id"],
            name=op.f("fk_attachment_use_attachment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_attachment_use_subject_id")
        ),
        sa.PrimaryKeyConstraint("attachment_id", "subject_id", name=op.f("pk_attachment_use")),
    )
    op.create_index("ix_attachment_use_subject_id", "attachment_use", ["subject_id"])
