"""Answers open with something in short and say how long they hold; what is private stays so."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT, TEXT, YES = sa.DateTime(timezone=True), sa.Text(), sa.Boolean()
ANSWERS = ("answer", "message")
IS_SET = sa.text("true_until is not null")
TAKES = "takes in ('','mail','page','phone')"
ACCEPTED = "accepted in ('refused','taken','unknown')"
SAID = "(said_at is null) = (accepted = 'unknown')"
KINDS = {
    "before": "kind in ('answer','macro')",
    "after": "kind in ('answer','body','macro','word')",
}
KIND = "ck_ready_change_kind"
TABLES = ("lesson", "referral", "confirmed_passage", "plain_word", "outside_body")


def upgrade() -> None:
    _open_with_a_brief()
    _keep_bodies_and_words()
    _keep_why_it_was_published()
    _keep_how_it_ended()


def _open_with_a_brief() -> None:
    for table in ANSWERS:
        op.add_column(table, sa.Column("in_short", TEXT))
        op.add_column(table, sa.Column("checked_on", sa.Date()))
        op.add_column(table, sa.Column("true_until", sa.Date()))
    op.add_column("revision", sa.Column("in_short", TEXT))
    where: Any = {"sqlite_where": IS_SET, "postgresql_where": IS_SET}
    op.create_index("ix_answer_true_until", "answer", ["true_until", "id"], **where)
    usual: sa.Column[str] = sa.Column("in_short", TEXT, nullable=False, server_default="")
    op.add_column("ready_answer", usual)
    with op.batch_alter_table(
        "ready_answer", table_kwargs={"sqlite_autoincrement": True}
    ) as table_:
        table_.alter_column("in_short", server_default=None)


def _keep_bodies_and_words() -> None:
    texts = [(name, TEXT) for name in ("name", "does", "takes", "link", "email", "phone")]
    ends = [("is_retired", YES), ("version", WHOLE)]
    body = [("id", WHOLE), *texts, *ends]
    _table("outside_body", body, checks={"takes": TAKES}, sqlite_autoincrement=True)
    word = [("id", WHOLE), ("word", TEXT), ("plain", TEXT), *ends]
    _table("plain_word", word, sqlite_autoincrement=True)
    _let_kinds("after")


def _let_kinds(when: str) -> None:
    kept = {"sqlite_autoincrement": True}
    with op.batch_alter_table("ready_change", table_kwargs=kept) as table:
        table.drop_constraint(op.f(KIND), type_="check")
        table.create_check_constraint(op.f(KIND), KINDS[when])


def _keep_why_it_was_published() -> None:
    _table(
        "confirmed_passage",
        [
            ("id", WHOLE),
            ("message_id", WHOLE),
            ("actor_id", WHOLE),
            ("kind", TEXT),
            ("reason", TEXT),
            ("confirmed_at", MOMENT),
        ],
        links={"message_id": "message", "actor_id": "member"},
    )
    op.create_index("ix_confirmed_passage_message_id", "confirmed_passage", ["message_id"])


def _keep_how_it_ended() -> None:
    _table(
        "referral",
        [
            *((name, WHOLE) for name in ("ticket_id", "body_id", "actor_id")),
            ("referred_at", MOMENT),
            ("accepted", TEXT),
            ("is_by_staff", YES),
            ("said_at?", MOMENT),
        ],
        key=["ticket_id"],
        links={"ticket_id": "ticket", "body_id": "outside_body", "actor_id": "member"},
        checks={"accepted": ACCEPTED, "said": SAID},
    )
    op.create_index("ix_referral_body_id", "referral", ["body_id"])
    _table(
        "lesson",
        [
            *((name, WHOLE) for name in ("ticket_id", "service_id", "actor_id")),
            ("words", TEXT),
            ("is_correction", YES),
            ("written_at", MOMENT),
        ],
        key=["ticket_id"],
        links={"ticket_id": "ticket", "service_id": "service", "actor_id": "member"},
    )
    op.create_index("ix_lesson_written_at", "lesson", ["written_at", "ticket_id"])


def _table(
    name: str,
    columns: list[tuple[str, Any]],
    *,
    key: list[str] | None = None,
    links: dict[str, str] | None = None,
    checks: dict[str, str] | None = None,
    unique: list[list[str]] | None = None,
    **options: Any,
) -> None:
    """A column whose name ends with a question mark may be empty."""
    parts: list[Any] = [sa.PrimaryKeyConstraint(*(key or ["id"]), name=op.f(f"pk_{name}"))]
    for column, target in (links or {}).items():
        named = op.f(f"fk_{name}_{column}")
        parts.append(sa.ForeignKeyConstraint([column], [f"{target}.id"], name=named))
    for check, told in (checks or {}).items():
        parts.append(sa.CheckConstraint(told, name=op.f(f"ck_{name}_{check}")))
    for group in unique or []:
        parts.append(sa.UniqueConstraint(*group, name=op.f(f"uq_{name}_{'_'.join(group)}")))
    op.create_table(name, *[_column(*one, key or []) for one in columns], *parts, **options)


def _column(name: str, kind: Any, key: list[str]) -> sa.Column[Any]:
    bare = name.removesuffix("?")
    counted: Any = "auto" if key != [bare] else False
    return sa.Column(bare, kind, nullable=name.endswith("?"), autoincrement=counted)


def downgrade() -> None:
    for name in TABLES:
        op.drop_table(name)
    _let_kinds("before")
    with op.batch_alter_table("ready_answer") as ready:
        ready.drop_column("in_short")
    op.drop_column("revision", "in_short")
    op.drop_index("ix_answer_true_until", "answer")
    for table in ANSWERS:
        for name in ("true_until", "checked_on", "in_short"):
            op.drop_column(table, name)
