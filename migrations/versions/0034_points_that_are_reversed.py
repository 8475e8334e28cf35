"""Gifts that do not count any more: between whom, why, which, and who gave them back."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
GROUNDS = "ground in ('ring','fans','exchange','burst')"
UNDONE = "(undone_at is null) = (undone_by_id is null) and (undone_at is null) = (reason is null)"


def _keys(table: str, **keys: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], [f"{to}.id"], name=op.f(f"fk_{table}_{name}"))
        for name, to in keys.items()
    ]


def upgrade() -> None:
    op.create_index("ix_award_granted_at", "award", ["granted_at"])
    op.create_table(
        "reversal",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        *(sa.Column(name, WHOLE, nullable=False) for name in ("part", "whole")),
        *(sa.Column(name, MOMENT, nullable=False) for name in ("made_at", "covers_until")),
        sa.Column("undone_at", MOMENT, nullable=True),
        sa.Column("undone_by_id", WHOLE, nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint(GROUNDS, name=op.f("ck_reversal_ground")),
        sa.CheckConstraint("part <= whole", name=op.f("ck_reversal_part")),
        sa.CheckConstraint(UNDONE, name=op.f("ck_reversal_undone")),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_reversal_reason")),
        *_keys("reversal", id="subject", undone_by_id="member"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reversal")),
    )
    _create_members()
    _create_gifts()


def _create_members() -> None:
    op.create_table(
        "reversal_member",
        *(sa.Column(name, WHOLE, nullable=False) for name in ("reversal_id", "member_id")),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("gives", "gets")),
        sa.CheckConstraint("gives or gets", name=op.f("ck_reversal_member_part")),
        *_keys("reversal_member", reversal_id="reversal", member_id="member"),
        sa.PrimaryKeyConstraint("reversal_id", "member_id", name=op.f("pk_reversal_member")),
    )
    op.create_index("ix_reversal_member_member_id", "reversal_member", ["member_id"])


def _create_gifts() -> None:
    whose = {"reversal_id": "reversal", "giver_id": "member", "receiver_id": "member"}
    events = dict.fromkeys(("gift_id", "void_id", "back_id"), "published_event")
    op.create_table(
        "reversed_gift",
        sa.Column("gift_id", WHOLE, nullable=False),
        *(sa.Column(name, WHOLE, nullable=False) for name in (*whose, "post_id")),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("root_id", WHOLE, nullable=False),
        *(sa.Column(name, WHOLE, nullable=True) for name in ("void_id", "back_id")),
        *_keys("reversed_gift", **whose, post_id="subject", **events),
        sa.PrimaryKeyConstraint("gift_id", name=op.f("pk_reversed_gift")),
        *(
            sa.UniqueConstraint(name, name=op.f(f"uq_reversed_gift_{name}"))
            for name in ("void_id", "back_id")
        ),
    )
    op.create_index("ix_reversed_gift_reversal_id", "reversed_gift", ["reversal_id"])


def downgrade() -> None:
    op.drop_index("ix_reversed_gift_reversal_id", "reversed_gift")
    op.drop_table("reversed_gift")
    op.drop_index("ix_reversal_member_member_id", "reversal_member")
    op.drop_table("reversal_member")
    op.drop_table("reversal")
    op.drop_index("ix_award_granted_at", "award")
