"""Words go on to the body that answers for them; services say how long their answers hold."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
COUNTED = {"sqlite_autoincrement": True}
POINTERS = {"macro": "body_id", "first_answer": "points_to_id"}


def upgrade() -> None:
    _fill("outside_body", sa.Column("words_to", sa.Text(), nullable=False, server_default=""))
    _fill(
        "referral",
        sa.Column("with_person", sa.Boolean(), nullable=False, server_default=sa.text("false")),
    )
    with op.batch_alter_table("referral") as table:
        table.add_column(sa.Column("agreed_at", MOMENT, nullable=True))
        for name in ("passed_words", "passed_to"):
            table.add_column(sa.Column(name, sa.Text(), nullable=True))
        table.add_column(sa.Column("passing_id", WHOLE, nullable=True))
        agreed = "(agreed_at is null) = (passed_to is null)"
        table.create_check_constraint(op.f("ck_referral_agreed"), agreed)
    _confirm_on_answers()
    with op.batch_alter_table("service") as table:
        table.add_column(sa.Column("true_months", WHOLE, nullable=True))
        table.create_check_constraint(
            op.f("ck_service_true_months"), "true_months between 1 and 60"
        )
    for name, column in POINTERS.items():
        with op.batch_alter_table(name, table_kwargs=COUNTED) as table:
            table.add_column(sa.Column(column, WHOLE, nullable=True))
            key = op.f(f"fk_{name}_{column}")
            table.create_foreign_key(key, "outside_body", [column], ["id"])


def _confirm_on_answers() -> None:
    """What was written on the page of a question has no message."""
    with op.batch_alter_table("confirmed_passage") as table:
        table.alter_column("message_id", existing_type=WHOLE, nullable=True)
        table.add_column(sa.Column("answer_id", WHOLE, nullable=True))
        key = op.f("fk_confirmed_passage_answer_id")
        table.create_foreign_key(key, "answer", ["answer_id"], ["id"])
        place = "(message_id is null) <> (answer_id is null)"
        table.create_check_constraint(op.f("ck_confirmed_passage_place"), place)
    op.create_index("ix_confirmed_passage_answer_id", "confirmed_passage", ["answer_id"])


def downgrade() -> None:
    with op.batch_alter_table("service") as table:
        table.drop_constraint(op.f("ck_service_true_months"), type_="check")
        table.drop_column("true_months")
    op.drop_index("ix_confirmed_passage_answer_id", "confirmed_passage")
    op.execute("delete from confirmed_passage where message_id is null")
    with op.batch_alter_table("confirmed_passage") as table:
        table.drop_constraint(op.f("ck_confirmed_passage_place"), type_="check")
        table.drop_constraint(op.f("fk_confirmed_passage_answer_id"), type_="foreignkey")
        table.drop_column("answer_id")
        table.alter_column("message_id", existing_type=WHOLE, nullable=False)
    for name, column in POINTERS.items():
        with op.batch_alter_table(name, table_kwargs=COUNTED) as table:
            table.drop_constraint(op.f(f"fk_{name}_{column}"), type_="foreignkey")
            table.drop_column(column)
    with op.batch_alter_table("referral") as table:
        table.drop_constraint(op.f("ck_referral_agreed"), type_="check")
        for column in ("agreed_at", "passed_words", "passed_to", "with_person", "passing_id"):
            table.drop_column(column)
    with op.batch_alter_table("outside_body", table_kwargs=COUNTED) as table:
        table.drop_column("words_to")


def _fill(name: str, column: sa.Column[object]) -> None:
    """What older rows have; new ones are given it by the program."""
    counted = COUNTED if name == "outside_body" else {}
    with op.batch_alter_table(name, table_kwargs=counted) as table:
        table.add_column(column)
    with op.batch_alter_table(name, table_kwargs=counted) as table:
        table.alter_column(column.name, server_default=None)
