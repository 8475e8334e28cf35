"""Marks of the networks people come from, their key, and points that come from a shared address."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
GROUND = "ck_reversal_ground"
GROUNDS = "ground in ('ring','fans','exchange','shared_address','burst')"
GROUNDS_BEFORE = "ground in ('ring','fans','exchange','burst')"


def upgrade() -> None:
    _allow(GROUNDS)
    op.create_table(
        "network_key",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_network_key_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_key")),
    )
    op.create_table(
        "network_seen",
        sa.Column("member_id", WHOLE, nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("first_day", "last_day")),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_network_seen_days")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_network_seen_member_id")
        ),
        sa.PrimaryKeyConstraint("member_id", "mark", name=op.f("pk_network_seen")),
    )
    op.create_index("ix_network_seen_mark", "network_seen", ["mark", "member_id"])


def _allow(grounds: str) -> None:
    """The code of before knows fewer grounds and writes only those: it may go on meanwhile."""
    with op.batch_alter_table("reversal") as table:
        table.drop_constraint(op.f(GROUND), type_="check")
        table.create_check_constraint(op.f(GROUND), grounds)


def downgrade() -> None:
    op.drop_table("network_seen")
    op.drop_table("network_key")
    op.execute("update reversal set ground = 'fans' where ground = 'shared_address'")
    _allow(GROUNDS_BEFORE)
