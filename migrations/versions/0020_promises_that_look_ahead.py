"""Known problems may stop a clock, waiting times are known from experience, history comes along."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

WHY = "why in ('kind','service','incident','priority')"
WHY_BEFORE = "why in ('kind','service')"
WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FACTS = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)
LIMITS = ("half_minutes", "nine_minutes")
VERDICTS = ("within_half", "within_nine")
ORDER = "half_minutes > 0 and nine_minutes >= half_minutes"
JUDGED = "(within_half is null) = (within_nine is null)"
UNJUDGED = sa.text("judged_at is null")
STOPPED = sa.text("not counts_incidents and met_at is null and broken_at is null")


def upgrade() -> None:
    for name in ("service", "ticket_promise"):
        op.add_column(name, _counts())
        with op.batch_alter_table(name) as table:
            table.alter_column("counts_incidents", server_default=None)
    op.add_column("service", sa.Column("by_priority", FACTS, nullable=False, server_default="{}"))
    with op.batch_alter_table("service") as table:
        table.alter_column("by_priority", server_default=None)
    _index("ix_ticket_promise_stopped", "ticket_promise", ["ticket_id"], STOPPED)
    _say_why(WHY)
    _bring_history_along()
    _keep_waits()


def _bring_history_along() -> None:
    op.create_table(
        "past_request",
        sa.Column("ticket_id", WHOLE, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["ticket.id"], name=op.f("fk_past_request_ticket_id")
        ),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_past_request")),
    )
    op.create_index("ix_past_request_what", "past_request", ["what"])


def _keep_waits() -> None:
    op.create_table(
        "usual_wait",
        sa.Column("service_id", WHOLE, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("cases", WHOLE, nullable=False),
        *(sa.Column(name, WHOLE, nullable=False) for name in LIMITS),
        sa.Column("reckoned_at", MOMENT, nullable=False),
        sa.CheckConstraint("cases >= 10", name=op.f("ck_usual_wait_cases")),
        sa.CheckConstraint(ORDER, name=op.f("ck_usual_wait_order")),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_usual_wait_service_id")
        ),
        sa.PrimaryKeyConstraint("service_id", "kind", name=op.f("pk_usual_wait")),
    )
    op.create_table(
        "said_wait",
        sa.Column("ticket_id", WHOLE, nullable=False),
        *(sa.Column(name, WHOLE, nullable=False) for name in LIMITS),
        sa.Column("said_at", MOMENT, nullable=False),
        *(sa.Column(name, sa.Boolean(), nullable=True) for name in VERDICTS),
        sa.Column("judged_at", MOMENT, nullable=True),
        sa.CheckConstraint(ORDER, name=op.f("ck_said_wait_order")),
        sa.CheckConstraint(JUDGED, name=op.f("ck_said_wait_judged")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_said_wait_ticket_id")),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_said_wait")),
    )
    _index("ix_said_wait_unjudged", "said_wait", ["ticket_id"], UNJUDGED)
    op.create_index("ix_said_wait_judged_at", "said_wait", ["judged_at"])


def _counts() -> sa.Column[bool]:
    return sa.Column(
        "counts_incidents", sa.Boolean(), nullable=False, server_default=sa.text("true")
    )


def _index(name: str, table: str, columns: list[str], where: Any) -> None:
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def _say_why(rule: str) -> None:
    with op.batch_alter_table("promise_change") as table:
        table.drop_constraint(op.f("ck_promise_change_why"), type_="check")
        table.create_check_constraint(op.f("ck_promise_change_why"), rule)


def downgrade() -> None:
    for name in ("said_wait", "usual_wait", "past_request"):
        op.drop_table(name)
    op.execute("delete from promise_change where why in ('incident','priority')")
    _say_why(WHY_BEFORE)
    op.drop_index("ix_ticket_promise_stopped", "ticket_promise")
    op.drop_column("service", "by_priority")
    for name in ("ticket_promise", "service"):
        with op.batch_alter_table(name) as table:
            table.drop_column("counts_incidents")
