"""Versions of the rules, the nights in which people were looked at, and who looks after them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
FACTS = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
NOT_YET = "announced_at is null"
CHECKS = {
    "rules_version": {
        "version": "version > 1",
        "trial": "trial is null or tried_at is not null",
        "tried": f"{NOT_YET} or tried_at is not null",
        "announced": f"({NOT_YET}) = (announced_by_id is null)"
        f" and ({NOT_YET}) = (effective_at is null) and ({NOT_YET}) = (why is null)",
        "later": "effective_at > announced_at",
        "why": "length(trim(why)) > 0",
        "withdrawn": "(withdrawn_at is null) = (withdrawn_by_id is null)",
        "in_time": "withdrawn_at < effective_at",
    },
    "ladder_night": {"counts": "looked >= moved and moved >= 0"},
    "rung_care": {"not_oneself": "member_id != owner_id", "ended": "ended_at >= began_at"},
}
REPLANNED = "delete from work where name = 'reputation.settle_some_standings' and done_at is null"
"""A chunk planned by the code of before names its night by a day; the next night begins anew."""


def _parts(table: str, **keys: str) -> list[sa.Constraint]:
    return [
        *(sa.CheckConstraint(c, name=op.f(f"ck_{table}_{n}")) for n, c in CHECKS[table].items()),
        *(
            sa.ForeignKeyConstraint([name], [f"{to}.id"], name=op.f(f"fk_{table}_{name}"))
            for name, to in keys.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def upgrade() -> None:
    _create_versions()
    _create_nights()
    _create_care()
    op.execute(REPLANNED)


def _create_versions() -> None:
    op.create_table(
        "rules_version",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("made_by_id", WHOLE, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("trial", FACTS, nullable=True),
        sa.Column("tried_at", MOMENT, nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("announced_at", MOMENT, nullable=True),
        sa.Column("announced_by_id", WHOLE, nullable=True),
        sa.Column("effective_at", MOMENT, nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("withdrawn_by_id", WHOLE, nullable=True),
        sa.UniqueConstraint("version", name=op.f("uq_rules_version_version")),
        *_parts(
            "rules_version", made_by_id="member", announced_by_id="member", withdrawn_by_id="member"
        ),
    )
    _unique("uq_rules_version_effective_at", "rules_version", "effective_at", "withdrawn_at")


def _create_nights() -> None:
    op.create_table(
        "ladder_night",
        *(sa.Column(name, WHOLE, nullable=False) for name in ("id", "rules_version")),
        sa.Column("since", MOMENT, nullable=True),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        *(sa.Column(name, WHOLE, nullable=False) for name in ("looked", "moved")),
        *_parts("ladder_night"),
    )
    op.create_index("ix_ladder_night_ended_at", "ladder_night", ["ended_at"])


def _create_care() -> None:
    op.create_table(
        "rung_care",
        *(sa.Column(name, WHOLE, nullable=False) for name in ("id", "member_id", "owner_id")),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        *_parts("rung_care", member_id="member", owner_id="member"),
    )
    op.create_index("ix_rung_care_owner_id", "rung_care", ["owner_id"])
    _unique("uq_rung_care_live", "rung_care", "member_id", "ended_at")


def _unique(name: str, table: str, column: str, over: str) -> None:
    live = sa.text(f"{over} is null")
    op.create_index(name, table, [column], unique=True, sqlite_where=live, postgresql_where=live)


def downgrade() -> None:
    for table in ("rung_care", "ladder_night", "rules_version"):
        op.drop_table(table)
