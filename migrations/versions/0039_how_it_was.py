"""How it was: questions at the end of tickets, their answers and reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
OF_SURVEYS = {
    "way": "way in ('mail','page','none')",
    "unsent": "unsent in ('no_address','undeliverable')",
    "sent": "(way = 'none') = (unsent is not null)",
    "closes": "closes_at >= asked_at",
    "comment": "length(comment) <= 500",
}
OF_ANSWERS = {
    "level": "level between 1 and 5",
    "got": "got in ('yes','partly','no')",
    "turn": "turn >= 1",
}


def upgrade() -> None:
    op.create_table(
        "survey",
        *(_whole(name) for name in ("id", "about_id")),
        _whole("member_id", may_miss=True),
        _text("mark", may_miss=True),
        _text("way"),
        *(_text(name, may_miss=True) for name in ("unsent", "comment")),
        *_moments("asked_at", "closes_at"),
        *_checks("survey", OF_SURVEYS),
        *_keys("survey", about_id="subject", member_id="member"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
        sa.UniqueConstraint("about_id", name=op.f("uq_survey_about_id")),
    )
    op.create_index("ix_survey_asked_at", "survey", ["asked_at"])
    op.create_index("ix_survey_member_id", "survey", ["member_id", "id"])
    op.create_index("ix_survey_mark", "survey", ["mark"])
    _create_answers()
    op.create_table(
        "survey_reminder",
        sa.Column("survey_id", WHOLE, autoincrement=False, nullable=False),
        *_moments("sent_at"),
        *_keys("survey_reminder", survey_id="survey"),
        sa.PrimaryKeyConstraint("survey_id", name=op.f("pk_survey_reminder")),
    )


def _create_answers() -> None:
    op.create_table(
        "survey_answer",
        *(_whole(name) for name in ("id", "survey_id", "turn", "level")),
        _text("got"),
        *_moments("said_at", "stands_from"),
        *_checks("survey_answer", OF_ANSWERS),
        *_keys("survey_answer", survey_id="survey"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_answer")),
        sa.UniqueConstraint("survey_id", "turn", name=op.f("uq_survey_answer_survey_id_turn")),
    )


def _checks(table: str, told: dict[str, str]) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(says, name=op.f(f"ck_{table}_{of}")) for of, says in told.items()]


def _keys(table: str, **keys: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], [f"{to}.id"], name=op.f(f"fk_{table}_{name}"))
        for name, to in keys.items()
    ]


def _whole(name: str, *, may_miss: bool = False) -> sa.Column[object]:
    return sa.Column(name, WHOLE, nullable=may_miss)


def _text(name: str, *, may_miss: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=may_miss)


def _moments(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, MOMENT, nullable=False) for name in names]


def downgrade() -> None:
    for table in ("survey_reminder", "survey_answer", "survey"):
        op.drop_table(table)
