"""What an alert or a known problem said before its words were changed, so that it can go back."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FACTS = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
KEYS = {"subject_id": "subject", "actor_id": "member", "undoes_id": "words_change"}


def upgrade() -> None:
    op.create_table(
        "words_change",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("subject_id", WHOLE, nullable=False),
        sa.Column("actor_id", WHOLE, nullable=False),
        sa.Column("before", FACTS, nullable=False),
        sa.Column("after", FACTS, nullable=False),
        sa.Column("was_public", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undoes_id", WHOLE, nullable=True),
        *(
            sa.ForeignKeyConstraint([name], [f"{to}.id"], name=op.f(f"fk_words_change_{name}"))
            for name, to in KEYS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_words_change")),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_words_change_undoes_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_words_change_subject_id", "words_change", ["subject_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_words_change_subject_id", "words_change")
    op.drop_table("words_change")
