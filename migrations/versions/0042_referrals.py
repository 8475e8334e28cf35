"""People invite others: a link of each member, and who came by it and said so."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
CHECKS = {
    "not_oneself": "inviter_id != invited_id",
    "counted": "counted_at is null or accepted_at is not null",
}


def upgrade() -> None:
    op.create_table(
        "join_link",
        sa.Column("member_id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        _key("join_link", "member_id"),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_join_link")),
        sa.UniqueConstraint("code", name=op.f("uq_join_link_code")),
    )
    _create_referrals()


def _create_referrals() -> None:
    op.create_table(
        "member_referral",
        sa.Column("id", WHOLE, nullable=False),
        *(sa.Column(name, WHOLE, nullable=True) for name in ("inviter_id", "invited_id")),
        sa.Column("said_at", MOMENT, nullable=False),
        *(sa.Column(name, MOMENT, nullable=True) for name in ("accepted_at", "counted_at")),
        *(
            sa.CheckConstraint(says, name=op.f(f"ck_member_referral_{name}"))
            for name, says in CHECKS.items()
        ),
        *(_key("member_referral", name) for name in ("inviter_id", "invited_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_referral")),
        sa.UniqueConstraint("invited_id", name=op.f("uq_member_referral_invited_id")),
    )
    accepted = ["inviter_id", "accepted_at", "id"]
    op.create_index("ix_member_referral_inviter_id", "member_referral", accepted)
    op.create_index("ix_member_referral_accepted_at", "member_referral", ["accepted_at", "said_at"])


def _key(table: str, name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], ["member.id"], name=op.f(f"fk_{table}_{name}"))


def downgrade() -> None:
    for table in ("member_referral", "join_link"):
        op.drop_table(table)
