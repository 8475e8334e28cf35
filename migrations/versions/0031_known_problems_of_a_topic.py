"""A known problem may be about one topic of its service, and a ticket says what it is about.

Tickets that are there take the topic of the question, the idea or the reply they came from.
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WHY = "why in ('kind','service','incident','priority','topic')"
WHY_BEFORE = "why in ('kind','service','incident','priority')"
COUNTED = {"sqlite_autoincrement": True}
TOPIC_OF = {
    "thread": "select topic_id from thread where id = ticket.source_id",
    "idea": "select topic_id from idea where id = ticket.source_id",
    "answer": "select t.topic_id from answer a join thread t on t.id = a.thread_id"
    " where a.id = ticket.source_id",
    "comment": "select t.topic_id from comment c join thread t on t.id = c.thread_id"
    " where c.id = ticket.source_id",
}


def upgrade() -> None:
    for name in ("alert", "ticket"):
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("topic_id", WHOLE, nullable=True))
            table.create_foreign_key(op.f(f"fk_{name}_topic_id"), "topic", ["topic_id"], ["id"])
    for kind, topic in TOPIC_OF.items():
        op.execute(f"update ticket set topic_id = ({topic}) where source_kind = '{kind}'")
    _say_why(WHY)


def _say_why(rule: str) -> None:
    with op.batch_alter_table("promise_change", table_kwargs=COUNTED) as table:
        table.drop_constraint(op.f("ck_promise_change_why"), type_="check")
        table.create_check_constraint(op.f("ck_promise_change_why"), rule)


def downgrade() -> None:
    op.execute("delete from promise_change where why = 'topic'")
    _say_why(WHY_BEFORE)
    for name in ("ticket", "alert"):
        with op.batch_alter_table(name) as table:
            table.drop_constraint(op.f(f"fk_{name}_topic_id"), type_="foreignkey")
            table.drop_column("topic_id")
