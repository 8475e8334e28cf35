"""What brings a question to the desk is a rule that managers set, and a ticket keeps its rule.

The times of topics stay where they are: they are the rules of those topics.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
FACTS = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
TRIGGERS = (
    "trigger in ('advocate','disputed','me_too','personal_data','rejected','safety','timer',"
    "'unanswered')"
)
RULE, CHANGE, ALONE = "escalation_rule", "rule_change", "left_alone"
KEPT = ("rule_version", "rule_threshold", "rule_topic_id")


def upgrade() -> None:
    _make_rules()
    _make_changes()
    _make_exclusions()
    with op.batch_alter_table("ticket") as table:
        for name in KEPT:
            table.add_column(sa.Column(name, WHOLE, nullable=True))
        table.create_foreign_key(
            op.f("fk_ticket_rule_topic_id"), "topic", ["rule_topic_id"], ["id"]
        )


def _make_rules() -> None:
    op.create_table(
        RULE,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("topic_id", WHOLE, nullable=True),
        sa.Column("is_on", sa.Boolean(), nullable=True),
        sa.Column("threshold", WHOLE, nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.CheckConstraint(TRIGGERS, name=op.f("ck_escalation_rule_trigger")),
        sa.CheckConstraint(
            "topic_id is not null or is_on is not null", name=op.f("ck_escalation_rule_general")
        ),
        sa.CheckConstraint("threshold >= 0", name=op.f("ck_escalation_rule_threshold")),
        sa.CheckConstraint("version > 0", name=op.f("ck_escalation_rule_version")),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_escalation_rule_topic_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation_rule")),
        sa.UniqueConstraint(
            "trigger", "topic_id", name=op.f("uq_escalation_rule_trigger_topic_id")
        ),
    )
    op.create_index(
        "uq_escalation_rule_general",
        RULE,
        ["trigger"],
        unique=True,
        sqlite_where=sa.text("topic_id is null"),
        postgresql_where=sa.text("topic_id is null"),
    )


def _make_changes() -> None:
    op.create_table(
        CHANGE,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("topic_id", WHOLE, nullable=True),
        sa.Column("actor_id", WHOLE, nullable=False),
        sa.Column("before", FACTS, nullable=False),
        sa.Column("after", FACTS, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("undoes_id", WHOLE, nullable=True),
        sa.CheckConstraint(TRIGGERS, name=op.f("ck_rule_change_trigger")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_rule_change_topic_id")),
        sa.ForeignKeyConstraint(["actor_id"], ["member.id"], name=op.f("fk_rule_change_actor_id")),
        sa.ForeignKeyConstraint(
            ["undoes_id"], ["rule_change.id"], name=op.f("fk_rule_change_undoes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_change")),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_rule_change_undoes_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_rule_change_about", CHANGE, ["trigger", "topic_id", "id"])


def _make_exclusions() -> None:
    op.create_table(
        ALONE,
        sa.Column("thread_id", WHOLE, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("ticket_id", WHOLE, nullable=True),
        sa.Column("member_id", WHOLE, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.CheckConstraint("why in ('declined','duplicate')", name=op.f("ck_left_alone_why")),
        sa.CheckConstraint(
            "(why = 'duplicate') = (ticket_id is not null)", name=op.f("ck_left_alone_ticket")
        ),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_left_alone_thread_id")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_left_alone_ticket_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_left_alone_member_id")),
        sa.PrimaryKeyConstraint("thread_id", name=op.f("pk_left_alone")),
    )
    op.create_index("ix_left_alone_ticket_id", ALONE, ["ticket_id"])


def downgrade() -> None:
    for name in (ALONE, CHANGE, RULE):
        op.drop_table(name)
    with op.batch_alter_table("ticket") as table:
        table.drop_constraint(op.f("fk_ticket_rule_topic_id"), type_="foreignkey")
        for name in KEPT:
            table.drop_column(name)
