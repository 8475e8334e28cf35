"""Whoever writes again is promised a reply, and the desk is warned before a promise is broken."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
CLOCKS = "clock in ('first_response','next_response','resolution')"
FIRST_CLOCKS = "clock in ('first_response','resolution')"
TURNS = "turn >= 0 and (clock = 'next_response') = (turn > 0)"
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
    op.execute("delete from ticket_promise where turn > 0")
    op.drop_index("ix_ticket_promise_open_warn_at", TABLE)
    _make_key(["ticket_id", "clock"], {CLOCK: FIRST_CLOCKS}, gone=(CLOCK, TURN))
    with op.batch_alter_table(TABLE) as table:
        for name in ("turn", "warn_at", "warned_at"):
            table.drop_column(name)
    with op.batch_alter_table("service") as service:
        service.drop_column("next_response_minutes")
