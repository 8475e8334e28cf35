"""What has to be kept while a request or a legal hold is open, steps of a ticket, disclosures."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
PARTS = ("member", "subject", "topic", "service")
ONE = " + ".join(f"(case when {part}_id is null then 0 else 1 end)" for part in PARTS) + " = 1"
STANDS = sa.text("undone_at is null")
OPEN = sa.text("released_at is null")
BEFORE = "source_kind in ('thread','idea','report','relationship','direct')"
SOURCES = "source_kind in ('answer','comment','direct','idea','relationship','report','thread')"
BEGUN = "('information_request','personal_data_request','legal_notice')"
"""Tickets of these kinds are covered from the first; managers may have said otherwise since."""


def upgrade() -> None:
    _hold()
    _say_why()
    _tick_steps()
    _disclose()
    _sources(SOURCES)
    _cover_what_is_open()


def _hold() -> None:
    op.create_table(
        "held",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        *(sa.Column(f"{part}_id", WHOLE, nullable=True) for part in PARTS),
        sa.CheckConstraint(ONE, name=op.f("ck_held_one")),
        *(
            sa.ForeignKeyConstraint([f"{part}_id"], [f"{part}.id"], name=op.f(f"fk_held_{part}_id"))
            for part in PARTS
        ),
        *(
            sa.UniqueConstraint(f"{part}_id", "cause", name=op.f(f"uq_held_{part}_id_cause"))
            for part in PARTS
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held")),
    )


def _say_why() -> None:
    people = ("opened_by_id", "released_by_id")
    op.create_table(
        "legal_hold",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("covered_id", WHOLE, nullable=False),
        sa.Column("review_at", MOMENT, nullable=False),
        sa.Column("opened_by_id", WHOLE, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("released_by_id", WHOLE, nullable=True),
        sa.Column("released_at", MOMENT, nullable=True),
        sa.Column("release_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "part in ('member','subject','topic','service')", name=op.f("ck_legal_hold_part")
        ),
        sa.CheckConstraint(
            "(released_at is null) = (released_by_id is null)"
            " and (released_at is null) = (release_reason is null)",
            name=op.f("ck_legal_hold_released"),
        ),
        *(
            sa.ForeignKeyConstraint([name], ["member.id"], name=op.f(f"fk_legal_hold_{name}"))
            for name in people
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_legal_hold_open",
        "legal_hold",
        ["part", "covered_id", "reason"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def _tick_steps() -> None:
    op.create_table(
        "ticket_step",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("ticket_id", WHOLE, nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("member_id", WHOLE, nullable=False),
        sa.Column("done_at", MOMENT, nullable=False),
        sa.Column("undone_by_id", WHOLE, nullable=True),
        sa.Column("undone_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "(undone_at is null) = (undone_by_id is null)", name=op.f("ck_ticket_step_undone")
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["ticket.id"], name=op.f("fk_ticket_step_ticket_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_ticket_step_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["undone_by_id"], ["member.id"], name=op.f("fk_ticket_step_undone_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_step")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_ticket_step_done",
        "ticket_step",
        ["ticket_id", "step"],
        unique=True,
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )


def _disclose() -> None:
    texts = ("title", "summary", "outcome", "reason", "body", "html")
    moments = ("asked_at", "answered_at", "published_at")
    op.create_table(
        "disclosure",
        sa.Column("ticket_id", WHOLE, nullable=False),
        sa.Column("service_id", WHOLE, nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.Column("renderer", WHOLE, nullable=False),
        *(sa.Column(name, MOMENT, nullable=False) for name in moments),
        sa.Column("published_by_id", WHOLE, nullable=False),
        sa.Column("taken_off_at", MOMENT, nullable=True),
        sa.Column("version", WHOLE, nullable=False),
        sa.CheckConstraint(
            "outcome in ('full','part','refused')", name=op.f("ck_disclosure_outcome")
        ),
        sa.CheckConstraint(
            "outcome = 'full' or length(reason) > 0", name=op.f("ck_disclosure_reason")
        ),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_disclosure_ticket_id")),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_disclosure_service_id")
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["member.id"], name=op.f("fk_disclosure_published_by_id")
        ),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_disclosure")),
        sa.UniqueConstraint("reference", name=op.f("uq_disclosure_reference")),
    )
    op.create_index(
        "ix_disclosure_answered_at", "disclosure", ["taken_off_at", "answered_at", "ticket_id"]
    )


def _sources(allowed: str) -> None:
    with op.batch_alter_table("ticket") as ticket:
        ticket.drop_constraint(op.f("ck_ticket_source"), type_="check")
        ticket.create_check_constraint(op.f("ck_ticket_source"), allowed)


def _cover_what_is_open() -> None:
    """The ticket, what it came from, and of a request about own data the person."""
    cause = "select 'ticket:' || cast(id as text),"
    mine = f"from ticket where is_live and kind in {BEGUN}"
    known = "not exists (select 1 from held where held.cause = 'ticket:' || cast(ticket.id as text)"
    for column in ("id", "source_id"):
        op.execute(
            f"insert into held (cause, subject_id) {cause} {column} {mine}"
            f" and {column} is not null and {known} and held.subject_id = ticket.{column})"
        )
    op.execute(
        f"insert into held (cause, member_id) {cause} opener_id {mine}"
        f" and kind = 'personal_data_request' and opener_id is not null"
    )


def downgrade() -> None:
    op.execute("update ticket set source_kind = 'report' where source_kind in ('answer','comment')")
    _sources(BEFORE)
    for table in ("disclosure", "ticket_step", "legal_hold", "held"):
        op.drop_table(table)
