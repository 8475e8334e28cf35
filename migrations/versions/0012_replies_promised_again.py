"""Whoever writes again is promised a reply, and the desk is warned before a promise is broken."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
CLOCKS = "clock in ('first_response','next_response','resolution')"
FIRST_CLOCKS = "clock in ('first_response','resolution')"
TURNS = "turn >= 0 and (clock = 'next_response') = (turn > 0)"
OF_CHOICES = "kind in ('board','idea_reason','report_reason','ticket_kind')"
OF_CHOICES_BEFORE = "kind in ('board','idea_reason','report_reason')"
TABLE, KEY, CLOCK, TURN = (
    *("ticket_promise", "pk_ticket_promise", "ck_ticket_promise_clock"),
    "ck_ticket_promise_turn",
)


def upgrade() -> None:
    _promise_later_replies()
    op.add_column(TABLE, sa.Column("turn", WHOLE, nullable=False, server_default="0"))
    for name in ("warn_at", "warned_at"):
        op.add_column(TABLE, sa.Column(name, MOMENT, nullable=True))
    _make_key(["ticket_id", "clock", "turn"], {CLOCK: CLOCKS, TURN: TURNS}, gone=(CLOCK,))
    op.create_index("ix_ticket_promise_open_warn_at", TABLE, ["met_at", "warned_at", "warn_at"])
    _give_kinds_their_rules()
    _keep_what_was_given_anew()


def _give_kinds_their_rules() -> None:
    op.add_column(TABLE, _rule("may_pause", sa.Boolean(), "true"))
    op.add_column("ticket", _rule("is_for_managers", sa.Boolean(), "false"))
    op.add_column("ticket", _rule("promised_for", WHOLE, "0"))
    op.execute(
        "update ticket set promised_for = "
        "(select version from service where service.id = ticket.service_id)"
    )
    with op.batch_alter_table(TABLE) as table:
        table.alter_column("may_pause", server_default=None)
    with op.batch_alter_table("ticket") as table:
        table.alter_column("is_for_managers", server_default=None)
        table.alter_column("promised_for", server_default=None)
    with op.batch_alter_table("choice_change") as table:
        table.drop_constraint(op.f("ck_choice_change_kind"), type_="check")
        table.create_check_constraint(op.f("ck_choice_change_kind"), OF_CHOICES)


def _rule(name: str, kind: Any, usual: str) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, server_default=sa.text(usual))


def _keep_what_was_given_anew() -> None:
    op.create_table(
        "promise_change",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("ticket_id", WHOLE, nullable=False),
        sa.Column("clock", sa.Text(), nullable=False),
        sa.Column("turn", WHOLE, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("due_before", MOMENT, nullable=True),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.CheckConstraint("why in ('kind','service')", name=op.f("ck_promise_change_why")),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["ticket.id"], name=op.f("fk_promise_change_ticket_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise_change")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_promise_change_ticket_id", "promise_change", ["ticket_id", "id"])


def _promise_later_replies() -> None:
    """The services that are there promise them within the time of the first."""
    op.add_column("service", sa.Column("next_response_minutes", WHOLE, nullable=True))
    op.execute("update service set next_response_minutes = first_response_minutes")
    with op.batch_alter_table("service") as service:
        service.alter_column("next_response_minutes", nullable=False)
        service.create_check_constraint(
            op.f("ck_service_next_response"), "next_response_minutes > 0"
        )


def _make_key(columns: list[str], checks: dict[str, str], *, gone: tuple[str, ...]) -> None:
    with op.batch_alter_table(TABLE) as table:
        table.alter_column("turn", server_default=None)
        table.drop_constraint(op.f(KEY), type_="primary")
        table.create_primary_key(op.f(KEY), columns)
        for name in gone:
            table.drop_constraint(op.f(name), type_="check")
        for name, told in checks.items():
            table.create_check_constraint(op.f(name), told)


def downgrade() -> None:
    op.drop_table("promise_change")
    op.execute("delete from choice_change where kind = 'ticket_kind'")
    with op.batch_alter_table("choice_change") as table:
        table.drop_constraint(op.f("ck_choice_change_kind"), type_="check")
        table.create_check_constraint(op.f("ck_choice_change_kind"), OF_CHOICES_BEFORE)
    with op.batch_alter_table("ticket") as table:
        table.drop_column("is_for_managers")
        table.drop_column("promised_for")
    op.execute("delete from ticket_promise where turn > 0")
    op.drop_index("ix_ticket_promise_open_warn_at", TABLE)
    _make_key(["ticket_id", "clock"], {CLOCK: FIRST_CLOCKS}, gone=(CLOCK, TURN))
    with op.batch_alter_table(TABLE) as table:
        for name in ("turn", "warn_at", "warned_at", "may_pause"):
            table.drop_column(name)
    with op.batch_alter_table("service") as service:
        service.drop_column("next_response_minutes")
