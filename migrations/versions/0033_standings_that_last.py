"""Notices before a step down, a yes before an Advocate, holds, pauses, and every step kept."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
RUNG = "in ('newcomer','regular','follower','advocate','emeritus')"
LIVE = sa.text("ended_at is null")
CHECKS = {
    "advocacy": {
        "not_oneself": "member_id != confirmed_by_id",
        "reason": "length(trim(reason)) > 0",
        "ended": "ended_at is not null or ended_by_id is null",
    },
    "rung_move": {
        "rungs": f"from_rung {RUNG} and to_rung {RUNG}",
        "moves": "from_rung != to_rung",
    },
    "rung_hold": {
        "rung": f"rung {RUNG}",
        "not_oneself": "member_id != held_by_id",
        "reason": "length(trim(reason)) > 0",
        "ended": "(ended_at is null) = (ended_by_id is null)",
        "ends": "ends_at is null or ends_at > held_at",
    },
    "window_pause": {"ends": "ends_at > began_at"},
}
PEOPLE = {
    "advocacy": ("member_id", "confirmed_by_id", "ended_by_id"),
    "rung_move": ("member_id", "by_id"),
    "rung_hold": ("member_id", "held_by_id", "ended_by_id"),
    "window_pause": ("member_id",),
}
OF_STANDING = {
    "agreed": "rung != 'advocate' or advocacy_id is not null",
    "rung": f"rung {RUNG}",
}
FROM_BEFORE = """
    insert into advocacy (member_id, reason, asked_at, agreed_at)
    select member_id, 'Asked before the reason was written down.', since, since
    from standing where rung = 'advocate'
"""
THEIRS = """
    update standing set reviewed_at = since, advocacy_id =
      (select id from advocacy where advocacy.member_id = standing.member_id)
    where rung = 'advocate'
"""


def upgrade() -> None:
    _table(
        "advocacy",
        *_text("reason"),
        *_moments("asked_at"),
        *_moments("agreed_at", "ended_at", may_miss=True),
    )
    _live("advocacy")
    _table(
        "rung_move",
        *_text("from_rung", "to_rung", "why"),
        _number("rules_version"),
        *_moments("moved_at"),
    )
    op.create_index("ix_rung_move_member_id", "rung_move", ["member_id", "id"])
    op.create_index("ix_rung_move_moved_at", "rung_move", ["moved_at"])
    _table(
        "rung_hold",
        *_text("rung", "reason"),
        *_moments("held_at"),
        *_moments("ends_at", "ended_at", may_miss=True),
    )
    _live("rung_hold")
    _table("window_pause", *_moments("began_at", "ends_at"))
    op.create_index("ix_window_pause_member_id", "window_pause", ["member_id", "ends_at"])
    _ask_advocates()
    _tell_about_oneself(may_miss=True)


def _tell_about_oneself(*, may_miss: bool) -> None:
    """A notice about the person themselves is about no post."""
    with op.batch_alter_table("notice") as notice:
        notice.alter_column("subject_id", existing_type=WHOLE, nullable=may_miss)


def _ask_advocates() -> None:
    """Those who are Advocates already said yes to somebody whose name was not kept."""
    for column in (
        *_moments("warned_at", "reviewed_at", may_miss=True),
        _number("advocacy_id", may_miss=True),
    ):
        op.add_column("standing", column)
    op.execute(FROM_BEFORE)
    op.execute(THEIRS)
    with op.batch_alter_table("standing") as standing:
        standing.create_foreign_key(
            op.f("fk_standing_advocacy_id"),
            "advocacy",
            ["advocacy_id", "member_id"],
            ["id", "member_id"],
        )
        for name, told in OF_STANDING.items():
            standing.create_check_constraint(op.f(f"ck_standing_{name}"), told)


def _table(name: str, *columns: sa.Column[object]) -> None:
    people = [
        _number(column, may_miss=column != "member_id" and column != "held_by_id")
        for column in PEOPLE[name]
    ]
    op.create_table(
        name,
        sa.Column("id", WHOLE, nullable=False),
        *people,
        *columns,
        *(
            sa.CheckConstraint(told, name=op.f(f"ck_{name}_{of}"))
            for of, told in CHECKS[name].items()
        ),
        *(
            sa.ForeignKeyConstraint([column], ["member.id"], name=op.f(f"fk_{name}_{column}"))
            for column in PEOPLE[name]
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        *(
            [sa.UniqueConstraint("id", "member_id", name=op.f("uq_advocacy_id_member_id"))]
            if name == "advocacy"
            else []
        ),
    )


def _live(table: str) -> None:
    op.create_index(
        f"uq_{table}_live",
        table,
        ["member_id"],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )


def _number(name: str, *, may_miss: bool = False) -> sa.Column[object]:
    return sa.Column(name, WHOLE, nullable=may_miss)


def _text(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _moments(*names: str, may_miss: bool = False) -> list[sa.Column[object]]:
    return [sa.Column(name, MOMENT, nullable=may_miss) for name in names]


def downgrade() -> None:
    op.execute("delete from notice where subject_id is null")
    _tell_about_oneself(may_miss=False)
    with op.batch_alter_table("standing") as standing:
        for name in OF_STANDING:
            standing.drop_constraint(op.f(f"ck_standing_{name}"), type_="check")
        standing.drop_constraint(op.f("fk_standing_advocacy_id"), type_="foreignkey")
        for name in ("advocacy_id", "reviewed_at", "warned_at"):
            standing.drop_column(name)
    for table in ("window_pause", "rung_hold", "rung_move", "advocacy"):
        op.drop_table(table)
