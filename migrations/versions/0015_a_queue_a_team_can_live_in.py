"""Tickets can be joined, split and linked."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FACTS = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)
CODES_OF_MACRO = {
    "impact": "'high','low','medium'",
    "urgency": "'high','low','medium'",
    "give": "'me','nobody'",
    "send": "'answer','message','note'",
    "state": "'closed_unresolved','open','waiting_citizen','waiting_third_party'",
}
COUNTED = (
    "is_live state is_for_managers assignee_id lease_until service_id kind impact urgency due_at"
)
STANDS = sa.text("undone_at is null")
JOINED = "merged_into_id is null or (state = 'merged' and merged_into_id <> id)"
ALLOWED = "before is null or " + " or ".join(
    f"(before = '{before}' and state in ({states}))"
    for before, states in (
        (
            "new",
            "'answered','closed_unresolved','merged','open','triaged','waiting_citizen','waiting_third_party','withdrawn'",
        ),
        (
            "triaged",
            "'answered','closed_unresolved','merged','open','waiting_citizen','waiting_third_party','withdrawn'",
        ),
        (
            "open",
            "'answered','closed_unresolved','merged','waiting_citizen','waiting_third_party','withdrawn'",
        ),
        (
            "waiting_citizen",
            "'answered','closed_unresolved','merged','open','waiting_third_party','withdrawn'",
        ),
        (
            "waiting_third_party",
            "'answered','closed_unresolved','merged','open','waiting_citizen','withdrawn'",
        ),
        ("answered", "'closed_unresolved','open','resolved','withdrawn'"),
        ("resolved", "'open'"),
        ("closed_unresolved", "'open'"),
        ("merged", "'new','open','triaged','waiting_citizen','waiting_third_party'"),
        ("withdrawn", "'open'"),
    )
)


def upgrade() -> None:
    _let_joined_tickets_come_back()
    _make_bundles()
    _make_ready_answers()
    _make_shelves()
    _make_the_rota()


def _let_joined_tickets_come_back() -> None:
    with op.batch_alter_table("ticket") as ticket:
        ticket.add_column(sa.Column("merged_into_id", WHOLE, nullable=True))
        ticket.create_foreign_key(
            op.f("fk_ticket_merged_into_id"), "ticket", ["merged_into_id"], ["id"]
        )
        ticket.create_check_constraint(op.f("ck_ticket_merged"), JOINED)
    op.create_index("ix_ticket_merged_into_id", "ticket", ["merged_into_id"])
    with op.batch_alter_table("message") as message:
        message.add_column(sa.Column("via_id", WHOLE, nullable=True))
        message.create_foreign_key(op.f("fk_message_via_id"), "ticket", ["via_id"], ["id"])
    op.create_index("ix_message_via_id", "message", ["via_id"])
    with op.batch_alter_table("state_move") as move:
        move.drop_constraint(op.f("ck_state_move_allowed"), type_="check")
        move.create_check_constraint(op.f("ck_state_move_allowed"), ALLOWED)


def _make_bundles() -> None:
    op.create_table(
        "ticket_merge",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("ticket_id", WHOLE, nullable=False),
        sa.Column("into_id", WHOLE, nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("brought", FACTS, nullable=False),
        sa.Column("actor_id", WHOLE, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("undone_by_id", WHOLE, nullable=True),
        sa.Column("undone_at", MOMENT, nullable=True),
        sa.CheckConstraint("ticket_id <> into_id", name=op.f("ck_ticket_merge_other")),
        *_keys("ticket_merge", ticket_id="ticket", into_id="ticket"),
        *_keys("ticket_merge", actor_id="member", undone_by_id="member"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_merge")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_ticket_merge_ticket_id",
        "ticket_merge",
        ["ticket_id"],
        unique=True,
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )
    op.create_index("ix_ticket_merge_into_id", "ticket_merge", ["into_id"])
    op.create_table(
        "ticket_link",
        sa.Column("first_id", WHOLE, nullable=False),
        sa.Column("second_id", WHOLE, nullable=False),
        sa.Column("actor_id", WHOLE, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_ticket_link_order")),
        *_keys("ticket_link", first_id="ticket", second_id="ticket", actor_id="member"),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_ticket_link")),
    )
    op.create_index("ix_ticket_link_second_id", "ticket_link", ["second_id"])
    op.create_table(
        "ticket_split",
        sa.Column("message_id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("ticket_id", WHOLE, nullable=False),
        sa.Column("actor_id", WHOLE, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        *_keys("ticket_split", message_id="message", ticket_id="ticket", actor_id="member"),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_ticket_split")),
        sa.UniqueConstraint("ticket_id", name=op.f("uq_ticket_split_ticket_id")),
    )


def _make_ready_answers() -> None:
    op.create_table(
        "ready_answer",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("states", sa.Text(), nullable=False),
        sa.Column("service_id", WHOLE, nullable=True),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        *_keys("ready_answer", service_id="service"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ready_answer")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "macro",
        sa.Column("id", WHOLE, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "impact", "urgency")),
        sa.Column("give", sa.Text(), nullable=False),
        sa.Column("answer_id", WHOLE, nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("send", "state", "reason")),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        *(_one_of("macro", name, codes) for name, codes in CODES_OF_MACRO.items()),
        sa.CheckConstraint("(answer_id is null) = (send = '')", name=op.f("ck_macro_written")),
        *_keys("macro", answer_id="ready_answer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_macro")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "ready_change",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("row_id", WHOLE, nullable=False),
        sa.Column("actor_id", WHOLE, nullable=False),
        sa.Column("before", FACTS, nullable=False),
        sa.Column("after", FACTS, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("undoes_id", WHOLE, nullable=True),
        sa.CheckConstraint("kind in ('answer','macro')", name=op.f("ck_ready_change_kind")),
        *_keys("ready_change", actor_id="member", undoes_id="ready_change"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ready_change")),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_ready_change_undoes_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_ready_change_kind_row_id", "ready_change", ["kind", "row_id", "id"])


def _make_shelves() -> None:
    op.create_index(
        "ix_ticket_counted",
        "ticket",
        COUNTED.split(),
        sqlite_where=sa.text("is_live = 1"),
        postgresql_where=sa.text("is_live"),
    )
    op.create_table(
        "shelf",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("owner_id", WHOLE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("asked", FACTS, nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        *_keys("shelf", owner_id="member"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shelf")),
        sa.UniqueConstraint("owner_id", "name", name="uq_shelf_owner_id"),
        sqlite_autoincrement=True,
    )


def _make_the_rota() -> None:
    op.create_table(
        "desk_hand",
        sa.Column("member_id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("capacity", WHOLE, nullable=True),
        sa.Column("away_until", MOMENT, nullable=True),
        sa.CheckConstraint(
            "capacity is null or capacity between 0 and 500", name=op.f("ck_desk_hand_capacity")
        ),
        *_keys("desk_hand", member_id="member"),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_desk_hand")),
    )
    op.create_table(
        "giving_rule",
        sa.Column("service_id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("last_id", WHOLE, nullable=True),
        sa.Column("version", WHOLE, nullable=False),
        sa.CheckConstraint(
            "way in ('by_hand','fewest','in_turn')", name=op.f("ck_giving_rule_way")
        ),
        *_keys("giving_rule", service_id="service", last_id="member"),
        sa.PrimaryKeyConstraint("service_id", name=op.f("pk_giving_rule")),
    )
    op.create_table(
        "giving_change",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("service_id", WHOLE, nullable=False),
        sa.Column("actor_id", WHOLE, nullable=False),
        sa.Column("before", FACTS, nullable=False),
        sa.Column("after", FACTS, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("undoes_id", WHOLE, nullable=True),
        *_keys("giving_change", service_id="service", actor_id="member"),
        *_keys("giving_change", undoes_id="giving_change"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_giving_change")),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_giving_change_undoes_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_giving_change_service_id"), "giving_change", ["service_id"])


def _one_of(table: str, name: str, codes: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{name} in ('',{codes})", name=op.f(f"ck_{table}_{name}"))


def _keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], [f"{to}.id"], name=op.f(f"fk_{table}_{name}"))
        for name, to in columns.items()
    ]
