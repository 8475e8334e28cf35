"""Whoever was promised something that we broke can complain, and somebody else looks at it."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
CHECKS = {
    "about": "(clock is null) = (turn is null)",
    "body": "length(trim(body)) > 0",
    "outcome": "outcome in ('upheld','partly_upheld','not_upheld')",
    "remedy": "remedy in ('apology','put_right','way_changed','none')",
    "put_right": "(outcome = 'not_upheld') = (remedy = 'none')",
    "whole": (
        "(outcome is null) = (remedy is null) and (outcome is null) = (answer is null) "
        "and (outcome is null) = (decided_at is null)"
    ),
    "reviewed": "outcome is null or reviewer_id is not null",
    "independent": "reviewer_id != holder_id",
}


def upgrade() -> None:
    op.add_column("catalogue_change", sa.Column("reason", sa.Text(), nullable=True))
    op.create_table(
        "grievance",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("ticket_id", WHOLE, nullable=False),
        sa.Column("clock", sa.Text(), nullable=True),
        sa.Column("turn", WHOLE, nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("holder_id", WHOLE, nullable=True),
        sa.Column("reviewer_id", WHOLE, nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("remedy", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        *(_check(name, told) for name, told in CHECKS.items()),
        *(_key(name, target) for name, target in _TARGETS.items()),
        sa.ForeignKeyConstraint(
            ["ticket_id", "clock", "turn"],
            ["ticket_promise.ticket_id", "ticket_promise.clock", "ticket_promise.turn"],
            name=op.f("fk_grievance_promise"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grievance")),
        sa.UniqueConstraint("reference", name=op.f("uq_grievance_reference")),
        sa.UniqueConstraint(
            "ticket_id", "clock", "turn", name=op.f("uq_grievance_ticket_id_clock_turn")
        ),
    )
    op.create_index("ix_grievance_decided_at_due_at", "grievance", ["decided_at", "due_at", "id"])
    op.create_index(
        "uq_grievance_second_look",
        "grievance",
        ["ticket_id"],
        unique=True,
        sqlite_where=sa.text("clock is null"),
        postgresql_where=sa.text("clock is null"),
    )


_TARGETS = {"ticket_id": "ticket.id", "holder_id": "member.id", "reviewer_id": "member.id"}


def _check(name: str, told: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(told, name=op.f(f"ck_grievance_{name}"))


def _key(column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_grievance_{column}"))


def downgrade() -> None:
    op.drop_column("catalogue_change", "reason")
    op.drop_table("grievance")
