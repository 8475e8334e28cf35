"""Badges, thank-you notes, the list of helpers, years that were looked at."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LIVE = sa.text("ended_at is null")
MOMENT = sa.DateTime(timezone=True)
BADGES = (
    "badge in ('first_help','ten_people','fifty_people','three_topics','quick_help','idea_real',"
    "'year_here','advocate')"
)


def _key(table: str, name: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{to}.id"], name=op.f(f"fk_{table}_{name}"))


def _check(table: str, name: str, says: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(says, name=op.f(f"ck_{table}_{name}"))


def upgrade() -> None:
    _create_badges()
    _create_notes()
    _create_list()


def _create_badges() -> None:
    op.create_table(
        "badge_given",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("member_id", WHOLE, nullable=False),
        sa.Column("badge", sa.Text(), nullable=False),
        sa.Column("source_id", WHOLE, nullable=True),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("why_ended", sa.Text(), nullable=True),
        _check("badge_given", "badge", BADGES),
        _check("badge_given", "expires", "expires_at > given_at"),
        _check("badge_given", "ended", "(ended_at is null) = (why_ended is null)"),
        _check("badge_given", "why", "why_ended in ('expired','taken back')"),
        _key("badge_given", "member_id", "member"),
        _key("badge_given", "source_id", "published_event"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badge_given")),
    )
    _index_badges()


def _index_badges() -> None:
    for column in ("member_id", "expires_at"):
        op.create_index(f"ix_badge_given_{column}", "badge_given", [column])
    op.create_index(
        "uq_badge_given_live",
        "badge_given",
        ["member_id", "badge"],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )


def _create_notes() -> None:
    op.create_table(
        "thank_you_note",
        *(sa.Column(n, WHOLE, nullable=False) for n in ("id", "subject_id", "member_id", "by_id")),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        _check("thank_you_note", "body", "length(trim(body)) > 0"),
        _check("thank_you_note", "not_oneself", "member_id != by_id"),
        _key("thank_you_note", "subject_id", "subject"),
        *(_key("thank_you_note", name, "member") for name in ("member_id", "by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thank_you_note")),
        sa.UniqueConstraint("subject_id", name=op.f("uq_thank_you_note_subject_id")),
    )
    op.create_index("ix_thank_you_note_member_id", "thank_you_note", ["member_id", "id"])


def _create_list() -> None:
    op.create_table(
        "quiet_person",
        sa.Column("member_id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        _key("quiet_person", "member_id", "member"),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_quiet_person")),
    )
    op.create_table(
        "listed_helper",
        sa.Column("member_id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("people_helped", WHOLE, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        _key("listed_helper", "member_id", "member"),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_listed_helper")),
    )
    counted = ["people_helped", "member_id"]
    op.create_index("ix_listed_helper_people_helped", "listed_helper", counted)
    op.create_table(
        "year_looked_at",
        *(sa.Column(name, WHOLE, nullable=False) for name in ("member_id", "year")),
        sa.Column("looked_at", MOMENT, nullable=False),
        _key("year_looked_at", "member_id", "member"),
        sa.PrimaryKeyConstraint("member_id", "year", name=op.f("pk_year_looked_at")),
    )


def downgrade() -> None:
    op.drop_table("year_looked_at")
    op.drop_index("ix_listed_helper_people_helped", "listed_helper")
    op.drop_table("listed_helper")
    op.drop_index("ix_thank_you_note_member_id", "thank_you_note")
    op.drop_table("thank_you_note")
    op.drop_table("quiet_person")
    op.drop_index("uq_badge_given_live", "badge_given")
    for column in ("member_id", "expires_at"):
        op.drop_index(f"ix_badge_given_{column}", "badge_given")
    op.drop_table("badge_given")
