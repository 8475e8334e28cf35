"""Topics that people look after together: who, at which times, with whom of the staff."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
LIVE: dict[str, Any] = dict.fromkeys(
    ("sqlite_where", "postgresql_where"), sa.text("ended_at is null")
)
NO_ANSWER: dict[str, Any] = dict.fromkeys(
    ("sqlite_where", "postgresql_where"), sa.text("answer_count = 0")
)
PARTS = "part in ('morning','afternoon','evening')"


def _keys(table: str, **keys: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], [f"{to}.id"], name=op.f(f"fk_{table}_{name}"))
        for name, to in keys.items()
    ]


def upgrade() -> None:
    op.create_index(
        "ix_thread_waiting", "thread", ["topic_id", "state", "asked_at", "id"], **NO_ANSWER
    )
    _create_coaches()
    _create_adoptions()
    _create_hours()
    _create_looks()
    _create_messages()


def _create_coaches() -> None:
    keys = {"topic_id": "topic", "coach_id": "member", "chosen_by_id": "member"}
    op.create_table(
        "topic_coach",
        sa.Column("id", WHOLE, nullable=False),
        *(sa.Column(name, WHOLE, nullable=False) for name in keys),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        *_keys("topic_coach", **keys),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic_coach")),
    )
    op.create_index("uq_topic_coach_live", "topic_coach", ["topic_id"], unique=True, **LIVE)
    for name in ("topic_id", "coach_id"):
        op.create_index(f"ix_topic_coach_{name}", "topic_coach", [name])


def _create_adoptions() -> None:
    keys = {"topic_id": "topic", "member_id": "member"}
    op.create_table(
        "adoption",
        sa.Column("id", WHOLE, nullable=False),
        *(sa.Column(name, WHOLE, nullable=False) for name in (*keys, "place")),
        sa.Column("adopted_at", MOMENT, nullable=False),
        sa.Column("away_until", sa.Date(), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.CheckConstraint("place between 1 and 3", name=op.f("ck_adoption_place")),
        *_keys("adoption", **keys),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adoption")),
    )
    for name, columns in {
        "live": ["topic_id", "member_id"],
        "place": ["member_id", "place"],
    }.items():
        op.create_index(f"uq_adoption_{name}", "adoption", columns, unique=True, **LIVE)
    for name in keys:
        op.create_index(f"ix_adoption_{name}", "adoption", [name])


def _create_hours() -> None:
    keys = {"member_id": "member", "topic_id": "topic"}
    op.create_table(
        "helping_hour",
        *(sa.Column(name, WHOLE, nullable=False) for name in (*keys, "weekday")),
        sa.Column("part", sa.Text(), nullable=False),
        sa.CheckConstraint("weekday between 0 and 6", name=op.f("ck_helping_hour_weekday")),
        sa.CheckConstraint(PARTS, name=op.f("ck_helping_hour_part")),
        *_keys("helping_hour", **keys),
        sa.PrimaryKeyConstraint(*keys, "weekday", "part", name=op.f("pk_helping_hour")),
    )
    op.create_index("ix_helping_hour_topic_id", "helping_hour", ["topic_id"])


def _create_looks() -> None:
    keys = {"member_id": "member", "thread_id": "thread"}
    op.create_table(
        "thread_look",
        *(sa.Column(name, WHOLE, nullable=False) for name in keys),
        sa.Column("ends_at", MOMENT, nullable=False),
        *_keys("thread_look", **keys),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_thread_look")),
        sa.UniqueConstraint("thread_id", name=op.f("uq_thread_look_thread_id")),
    )


def _create_messages() -> None:
    keys = {"topic_id": "topic", "author_id": "member"}
    op.create_table(
        "group_message",
        sa.Column("id", WHOLE, nullable=False),
        *(sa.Column(name, WHOLE, nullable=False) for name in keys),
        sa.Column("is_from_staff", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("body", "html")),
        sa.Column("renderer", WHOLE, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        *_keys("group_message", **keys),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_message")),
    )
    op.create_index("ix_group_message_topic_id", "group_message", ["topic_id", "id"])
    op.create_index("ix_group_message_author_id", "group_message", ["author_id"])


def downgrade() -> None:
    for table in ("group_message", "thread_look", "helping_hour", "adoption", "topic_coach"):
        op.drop_table(table)
    op.drop_index("ix_thread_waiting", "thread")
