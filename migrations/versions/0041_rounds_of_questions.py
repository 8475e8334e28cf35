"""Rounds of questions: who answers, what was asked, and every answer with its corrections."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
OF_ROUNDS = {
    "state": "state in ('announced','called_off','closed','draft')",
    "closes": "closes_at > opens_at",
    "draft": "state <> 'draft' or announced_at is null",
    "announced": "state not in ('announced','closed') or announced_at is not null",
    "reason": "(state = 'called_off') = (reason is not null)",
    "ended": "(state in ('called_off','closed')) = (ended_at is not null)",
    "by_its_time": "state <> 'closed' or ended_at >= closes_at",
    "published": "published_at is null or state = 'closed'",
    "revision": "revision > 0",
}
OF_QUESTIONS = {
    "place": "place between 1 and 3",
    "body": "length(body) between 1 and 500",
    "taken_away": "(asker_id is null) = (body is null)",
}
OF_ANSWERS = {
    "turn": "turn >= 1",
    "correction": "(turn = 1) = (correction is null)",
    "reason": "reason in ('already','elsewhere','personal','unsaid')",
}


def upgrade() -> None:
    op.create_table(
        "question_round",
        *(_whole(name) for name in ("id", "author_id")),
        *(_text(name) for name in ("title", "body", "html")),
        _whole("renderer"),
        *_moments("opens_at", "closes_at"),
        _text("state"),
        _text("reason", may_miss=True),
        _whole("revision"),
        *_moments("prepared_at"),
        *_moments("announced_at", "ended_at", "published_at", may_miss=True),
        *_checks("question_round", OF_ROUNDS),
        *_keys("question_round", id="subject", author_id="member"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_round")),
    )
    op.create_index("ix_question_round_opens_at", "question_round", ["opens_at", "id"])
    op.create_index("ix_question_round_state_closes_at", "question_round", ["state", "closes_at"])
    op.create_table(
        "round_host",
        *(_whole(name) for name in ("round_id", "member_id")),
        *_keys("round_host", round_id="question_round", member_id="member"),
        sa.PrimaryKeyConstraint("round_id", "member_id", name=op.f("pk_round_host")),
    )
    op.create_index("ix_round_host_member_id", "round_host", ["member_id"])
    _create_questions()
    _create_answers()


def _create_questions() -> None:
    op.create_table(
        "round_question",
        *(_whole(name) for name in ("id", "round_id")),
        _whole("asker_id", may_miss=True),
        _whole("place"),
        _text("body", may_miss=True),
        *_moments("asked_at"),
        *_checks("round_question", OF_QUESTIONS),
        *_keys("round_question", round_id="question_round", asker_id="member"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_question")),
        *(_once("round_question", "round_id", "asker_id", of) for of in ("place", "body")),
    )
    op.create_index("ix_round_question_round_id", "round_question", ["round_id", "asked_at", "id"])
    op.create_index("ix_round_question_asker_id", "round_question", ["asker_id"])


def _create_answers() -> None:
    op.create_table(
        "round_answer",
        *(_whole(name) for name in ("id", "question_id", "turn", "by_id")),
        _text("reason", may_miss=True),
        *(_text(name) for name in ("body", "html")),
        _whole("renderer"),
        _text("correction", may_miss=True),
        *_moments("answered_at"),
        *_checks("round_answer", OF_ANSWERS),
        *_keys("round_answer", question_id="round_question", by_id="member"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_answer")),
        _once("round_answer", "question_id", "turn"),
    )


def _once(table: str, *names: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*names, name=op.f(f"uq_{table}_{'_'.join(names)}"))


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


def _moments(*names: str, may_miss: bool = False) -> list[sa.Column[object]]:
    return [sa.Column(name, MOMENT, nullable=may_miss) for name in names]


def downgrade() -> None:
    for table in ("round_answer", "round_question", "round_host", "question_round"):
        op.drop_table(table)
