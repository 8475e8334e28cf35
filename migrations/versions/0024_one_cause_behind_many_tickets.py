"""Problems stand behind many tickets, and other departments are asked for their part."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
WAITS = sa.text("sent_at is null and untold = ''")
ALLOWED = "before is null or " + " or ".join(
    f"(before = '{before}' and state in ({states}))"
    for before, states in (
        ("open", "'closed','known_error','solved'"),
        ("known_error", "'closed','open','solved'"),
        ("solved", "'closed','open'"),
        ("closed", "'open'"),
    )
)

ENDED = "before is null or (before = 'open' and state in ('done','refused','withdrawn'))"


def upgrade() -> None:
    _make_problems()
    _make_links()
    _make_updates()
    _make_subtasks()


def _make_problems() -> None:
    op.create_table(
        "problem",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("service_id", WHOLE, nullable=False),
        sa.Column("owner_id", WHOLE, nullable=True),
        *_texts("state", "title", "body", "workaround", "cause"),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("alert_id", WHOLE, nullable=True),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        _check("problem", "state", "state in ('closed','known_error','open','solved')"),
        _check("problem", "known", "state <> 'known_error' or (cause <> '' and workaround <> '')"),
        _check("problem", "alert", "alert_id is null or is_public"),
        _check("problem", "version", "version > 0"),
        *_keys("problem", id="subject", service_id="service", owner_id="member", alert_id="alert"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem")),
    )
    op.create_index("ix_problem_state", "problem", ["state", "id"])
    op.create_index("ix_problem_alert_id", "problem", ["alert_id"])
    op.create_table(
        "problem_move",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("problem_id", WHOLE, nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        *_texts("state"),
        sa.Column("actor_id", WHOLE, nullable=False),
        sa.Column("moved_at", MOMENT, nullable=False),
        _check("problem_move", "allowed", ALLOWED),
        *_keys("problem_move", problem_id="problem", actor_id="member"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem_move")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_problem_move_problem_id", "problem_move", ["problem_id", "id"])


def _make_links() -> None:
    op.create_table(
        "problem_link",
        sa.Column("problem_id", WHOLE, nullable=False),
        sa.Column("subject_id", WHOLE, nullable=False),
        sa.Column("actor_id", WHOLE, nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        *_keys("problem_link", problem_id="problem", subject_id="subject", actor_id="member"),
        sa.PrimaryKeyConstraint("problem_id", "subject_id", name=op.f("pk_problem_link")),
    )
    op.create_index("ix_problem_link_subject_id", "problem_link", ["subject_id"])


def _make_updates() -> None:
    op.create_table(
        "problem_update",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("problem_id", WHOLE, nullable=False),
        sa.Column("author_id", WHOLE, nullable=False),
        sa.Column("is_answer", sa.Boolean(), nullable=False),
        *_texts("body", "html", "public_body", "public_html"),
        sa.Column("renderer", WHOLE, nullable=False),
        *_texts("nonce"),
        sa.Column("written_at", MOMENT, nullable=False),
        *_keys("problem_update", problem_id="problem", author_id="member"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem_update")),
        sa.UniqueConstraint("nonce", name=op.f("uq_problem_update_nonce")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_problem_update_problem_id", "problem_update", ["problem_id", "id"])
    op.create_table(
        "problem_sent",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("update_id", WHOLE, nullable=False),
        *(sa.Column(name, WHOLE, nullable=True) for name in ("ticket_id", "thread_id")),
        *(sa.Column(name, WHOLE, nullable=True) for name in ("message_id", "answer_id")),
        sa.Column("is_acknowledged", sa.Boolean(), nullable=False),
        *_texts("untold"),
        sa.Column("sent_at", MOMENT, nullable=True),
        _check("problem_sent", "whom", "ticket_id is not null or thread_id is not null"),
        _check("problem_sent", "untold", "untold in ('','closed','refused')"),
        _check("problem_sent", "sent", "sent_at is null or untold = ''"),
        *_keys("problem_sent", update_id="problem_update", ticket_id="ticket", thread_id="thread"),
        *_keys("problem_sent", message_id="message", answer_id="answer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem_sent")),
        sa.UniqueConstraint("update_id", "ticket_id", name="uq_problem_sent_update_id_ticket_id"),
        sa.UniqueConstraint("update_id", "thread_id", name="uq_problem_sent_update_id_thread_id"),
        sa.UniqueConstraint("message_id", name=op.f("uq_problem_sent_message_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_problem_sent_waits", "problem_sent", ["id"], sqlite_where=WAITS, postgresql_where=WAITS
    )
    op.create_index("ix_problem_sent_ticket_id", "problem_sent", ["ticket_id"])


def _make_subtasks() -> None:
    with op.batch_alter_table("ticket") as ticket:
        ticket.add_column(sa.Column("open_subtasks", WHOLE, nullable=False, server_default="0"))
        ticket.create_check_constraint(op.f("ck_ticket_open_subtasks"), "open_subtasks >= 0")
    with op.batch_alter_table("ticket") as ticket:
        ticket.alter_column("open_subtasks", server_default=None)
    op.create_table(
        "subtask",
        sa.Column("id", WHOLE, nullable=False),
        *(sa.Column(name, WHOLE, nullable=False) for name in ("ticket_id", "service_id")),
        sa.Column("asker_id", WHOLE, nullable=False),
        sa.Column("assignee_id", WHOLE, nullable=True),
        *_texts("asked", "public_line", "state", "line", "public_outcome", "nonce"),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        _check("subtask", "state", "state in ('done','open','refused','withdrawn')"),
        _check("subtask", "closed", "(state = 'open') = (closed_at is null)"),
        _check("subtask", "line", "state = 'open' or line <> ''"),
        *_keys("subtask", ticket_id="ticket", service_id="service", asker_id="member"),
        *_keys("subtask", assignee_id="member"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subtask")),
        sa.UniqueConstraint("nonce", name=op.f("uq_subtask_nonce")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_subtask_ticket_id", "subtask", ["ticket_id", "id"])
    op.create_index(
        "ix_subtask_open",
        "subtask",
        ["service_id", "due_at"],
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "subtask_move",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("subtask_id", WHOLE, nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        *_texts("state"),
        sa.Column("actor_id", WHOLE, nullable=True),
        sa.Column("moved_at", MOMENT, nullable=False),
        _check("subtask_move", "allowed", ENDED),
        *_keys("subtask_move", subtask_id="subtask", actor_id="member"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subtask_move")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_subtask_move_subtask_id", "subtask_move", ["subtask_id", "id"])


def downgrade() -> None:
    op.drop_table("subtask_move")
    op.drop_table("subtask")
    with op.batch_alter_table("ticket") as ticket:
        ticket.drop_constraint(op.f("ck_ticket_open_subtasks"), type_="check")
        ticket.drop_column("open_subtasks")
    for table in ("problem_sent", "problem_update", "problem_link", "problem_move", "problem"):
        op.drop_table(table)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], [f"{to}.id"], name=op.f(f"fk_{table}_{name}"))
        for name, to in columns.items()
    ]
