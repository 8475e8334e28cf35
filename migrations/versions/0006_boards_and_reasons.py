"""Boards of ideas with their own rules; changes of boards and reasons; following by e-mail."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FACTS = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)
CHECKS_OF_IDEA = {
    "ck_idea_undecided": "is_undecided = (stage in ('in_review','open'))",
    "ck_idea_stage": "stage in ('already_done','declined','delivered','in_progress','in_review','merged','open','out_of_scope','planned','withdrawn')",
    "ck_idea_published": "state <> 'published' or published_at is not null",
    "ck_idea_state": "state in ('draft','held','hidden','published','removed')",
    "ck_idea_imported": "imported_supports between 0 and support_count",
    "ck_idea_counts": "support_count between 0 and viewer_count",
}
FIRST = "insert into board (slug, name, takes_supports, review_at, promise_at, promise_days, is_default, version) values ('ideas', 'Ideas', true, 25, 250, 20, true, 1)"
QUEUED = """
    insert into idea_threshold (idea_id, threshold, supports, reached_at)
    select id, 'review', 25, current_timestamp from idea
    where is_undecided and support_count - imported_supports >= 25
"""


def upgrade() -> None:
    _make_boards()
    _make_thresholds()
    _make_changes()
    _make_readers()
    op.add_column("idea", sa.Column("board_id", WHOLE, nullable=True))
    _put_ideas_on_the_first_board()
    with op.batch_alter_table("idea", table_args=_checks_of_idea()) as idea:
        idea.alter_column("board_id", nullable=False)
        idea.create_foreign_key(op.f("fk_idea_board_id"), "board", ["board_id"], ["id"])
        idea.create_index("ix_idea_board_id_state", ["board_id", "state"], unique=False)


def _make_boards() -> None:
    op.create_table(
        "board",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("service_id", WHOLE, nullable=True),
        sa.Column("opens_at", MOMENT, nullable=True),
        sa.Column("closes_at", MOMENT, nullable=True),
        sa.Column("takes_supports", sa.Boolean(), nullable=False),
        sa.Column("supports_each", WHOLE, nullable=True),
        sa.Column("review_at", WHOLE, nullable=False),
        sa.Column("promise_at", WHOLE, nullable=False),
        sa.Column("promise_days", WHOLE, nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.CheckConstraint(
            "review_at > 0 and promise_at > 0 and promise_days > 0",
            name=op.f("ck_board_thresholds"),
        ),
        sa.CheckConstraint(
            "supports_each is null or supports_each > 0", name=op.f("ck_board_supports_each")
        ),
        sa.CheckConstraint(
            "opens_at is null or closes_at is null or opens_at < closes_at",
            name=op.f("ck_board_open"),
        ),
        sa.CheckConstraint("version > 0", name=op.f("ck_board_version")),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_board_service_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board")),
        sa.UniqueConstraint("slug", name=op.f("uq_board_slug")),
    )
    op.create_index(
        "uq_board_default",
        "board",
        ["is_default"],
        unique=True,
        sqlite_where=sa.text("is_default"),
        postgresql_where=sa.text("is_default"),
    )


def _make_thresholds() -> None:
    op.create_table(
        "idea_threshold",
        sa.Column("idea_id", WHOLE, nullable=False),
        sa.Column("threshold", sa.Text(), nullable=False),
        sa.Column("supports", WHOLE, nullable=False),
        sa.Column("reached_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("fell_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "threshold in ('promise','review')", name=op.f("ck_idea_threshold_threshold")
        ),
        sa.CheckConstraint(
            "(threshold = 'promise') = (due_at is not null)", name=op.f("ck_idea_threshold_due")
        ),
        sa.CheckConstraint("supports > 0", name=op.f("ck_idea_threshold_supports")),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=op.f("fk_idea_threshold_idea_id")),
        sa.PrimaryKeyConstraint("idea_id", "threshold", name=op.f("pk_idea_threshold")),
    )
    columns = ["threshold", "fell_at", "due_at"]
    op.create_index("ix_idea_threshold_standing", "idea_threshold", columns, unique=False)


def _make_changes() -> None:
    op.create_table(
        "choice_change",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("actor_id", WHOLE, nullable=False),
        sa.Column("before", FACTS, nullable=False),
        sa.Column("after", FACTS, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("undoes_id", WHOLE, nullable=True),
        sa.CheckConstraint(
            "kind in ('board','idea_reason','report_reason')", name=op.f("ck_choice_change_kind")
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["member.id"], name=op.f("fk_choice_change_actor_id")
        ),
        sa.ForeignKeyConstraint(
            ["undoes_id"], ["choice_change.id"], name=op.f("fk_choice_change_undoes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_choice_change")),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_choice_change_undoes_id")),
        sqlite_autoincrement=True,
    )
    columns = ["kind", "key", "id"]
    op.create_index("ix_choice_change_kind_key", "choice_change", columns, unique=False)


def _make_readers() -> None:
    op.create_table(
        "mail_reader",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_reader")),
        sa.UniqueConstraint("email_key", name=op.f("uq_mail_reader_email_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "mail_follow",
        sa.Column("reader_id", WHOLE, nullable=False),
        sa.Column("subject_id", WHOLE, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["mail_reader.id"], name=op.f("fk_mail_follow_reader_id")
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_mail_follow_subject_id")
        ),
        sa.PrimaryKeyConstraint("reader_id", "subject_id", name=op.f("pk_mail_follow")),
    )
    columns = ["subject_id", "reader_id"]
    op.create_index("ix_mail_follow_subject_id", "mail_follow", columns, unique=False)
    op.create_table(
        "mail_refusal",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_mail_refusal")),
    )


def _put_ideas_on_the_first_board() -> None:
    """An empty place stays empty: its first board is made with its first idea."""
    connection = op.get_bind()
    if not connection.execute(sa.text("select 1 from idea limit 1")).first():
        return
    connection.execute(sa.text(FIRST))
    connection.execute(sa.text("update idea set board_id = (select id from board)"))
    connection.execute(sa.text(QUEUED))
    shown = {"boards": [_as_shown(connection.execute(sa.text("select id from board")).scalar())]}
    setting = sa.table(
        "site_setting", sa.column("name"), sa.column("value", FACTS), sa.column("version")
    )
    row = {"name": "boards", "value": shown, "version": 1}
    connection.execute(sa.insert(setting).values(row))


def _as_shown(board_id: int | None) -> dict[str, object]:
    days = {"opens_at": None, "closes_at": None}
    marks = {"supports_on": True, "is_default": True}
    return {"id": board_id, "slug": "ideas", "name": "Ideas", **days, **marks}


def _checks_of_idea() -> tuple[sa.CheckConstraint, ...]:
    """SQLite makes the table anew for this, and needs to be told the checks it had."""
    return tuple(sa.CheckConstraint(told, name=op.f(name)) for name, told in CHECKS_OF_IDEA.items())


def downgrade() -> None:
    with op.batch_alter_table("idea", table_args=_checks_of_idea()) as idea:
        idea.drop_index("ix_idea_board_id_state")
        idea.drop_constraint(op.f("fk_idea_board_id"), type_="foreignkey")
        idea.drop_column("board_id")
    for table in ("mail_refusal", "mail_follow", "mail_reader", "choice_change"):
        op.drop_table(table)
    op.drop_table("idea_threshold")
    op.drop_table("board")
