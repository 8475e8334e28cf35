"""Hats of staff and partners, who was given which, and the answers that were said for one."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
LIVE, IN_USE = sa.text("ended_at is null"), sa.text("retired_at is null")
OF_HATS = {
    "kind": "kind in ('partner','staff')",
    "words": "length(trim(name)) > 0 and length(trim(about)) > 0",
    "revision": "revision > 0",
}
OF_GRANTS = {
    "not_oneself": "member_id != given_by_id",
    "reason": "length(trim(reason)) > 0",
    "ends": "ends_at > given_at",
    "ended": "ended_at is not null or (ended_by_id is null and why_ended is null)",
}
OF_WORN = {
    "why_ended": "why_ended in ('changed','not_true','not_for_them','wrong_answer')",
    "ended": "ended_at is not null or why_ended is null",
}


def upgrade() -> None:
    # Only whoever wrote an answer can have worn a hat for it: the key below names both columns.
    op.create_index("uq_answer_id_author_id", "answer", ["id", "author_id"], unique=True)
    op.create_table(
        "hat",
        _whole("id"),
        *_text("kind", "name", "name_key", "about"),
        _whole("revision"),
        *_moments("made_at"),
        *_moments("retired_at", may_miss=True),
        *_checks("hat", OF_HATS),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hat")),
    )
    _one_live("uq_hat_name_key", "hat", ["name_key"], IN_USE)
    _create_grants()
    _create_worn()


def _create_grants() -> None:
    op.create_table(
        "hat_grant",
        *(_whole(name) for name in ("id", "hat_id", "member_id", "given_by_id")),
        *_text("reason"),
        *_moments("given_at", "ends_at"),
        *_moments("ended_at", may_miss=True),
        _whole("ended_by_id", may_miss=True),
        *_text("why_ended", may_miss=True),
        *_checks("hat_grant", OF_GRANTS),
        *_keys("hat_grant", hat_id="hat", **dict.fromkeys(_PEOPLE, "member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hat_grant")),
        sa.UniqueConstraint("id", "member_id", name=op.f("uq_hat_grant_id_member_id")),
    )
    _one_live("uq_hat_grant_live", "hat_grant", ["hat_id", "member_id"], LIVE)
    op.create_index("ix_hat_grant_hat_id", "hat_grant", ["hat_id", "id"])
    op.create_index("ix_hat_grant_member_id", "hat_grant", ["member_id", "id"])


def _create_worn() -> None:
    op.create_table(
        "worn_hat",
        *(_whole(name) for name in ("id", "answer_id", "member_id", "grant_id")),
        *_text("name"),
        *_moments("since"),
        *_moments("ended_at", may_miss=True),
        *_text("why_ended", may_miss=True),
        *_checks("worn_hat", OF_WORN),
        _pair("answer_id", "answer", "author_id"),
        _pair("grant_id", "hat_grant", "member_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worn_hat")),
    )
    _one_live("uq_worn_hat_live", "worn_hat", ["answer_id"], LIVE)
    op.create_index("ix_worn_hat_answer_id", "worn_hat", ["answer_id"])
    op.create_index("ix_worn_hat_grant_id", "worn_hat", ["grant_id"])
    op.create_index("ix_worn_hat_member_id", "worn_hat", ["member_id", "id"])


_PEOPLE = ("member_id", "given_by_id", "ended_by_id")


def _pair(column: str, table: str, owner: str) -> sa.ForeignKeyConstraint:
    """What it is about, and whose that is, in one key."""
    named = op.f(f"fk_worn_hat_{column}")
    there = [f"{table}.id", f"{table}.{owner}"]
    return sa.ForeignKeyConstraint([column, "member_id"], there, name=named)


def _one_live(name: str, table: str, columns: list[str], where: sa.TextClause) -> None:
    op.create_index(name, table, columns, unique=True, sqlite_where=where, postgresql_where=where)


def _checks(table: str, told: dict[str, str]) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(says, name=op.f(f"ck_{table}_{of}")) for of, says in told.items()]


def _keys(table: str, **keys: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], [f"{to}.id"], name=op.f(f"fk_{table}_{name}"))
        for name, to in keys.items()
    ]


def _whole(name: str, *, may_miss: bool = False) -> sa.Column[object]:
    return sa.Column(name, WHOLE, nullable=may_miss)


def _text(*names: str, may_miss: bool = False) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Text(), nullable=may_miss) for name in names]


def _moments(*names: str, may_miss: bool = False) -> list[sa.Column[object]]:
    return [sa.Column(name, MOMENT, nullable=may_miss) for name in names]


def downgrade() -> None:
    op.execute("delete from site_setting where name = 'hats'")
    for table in ("worn_hat", "hat_grant", "hat"):
        op.drop_table(table)
    op.drop_index("uq_answer_id_author_id", "answer")
