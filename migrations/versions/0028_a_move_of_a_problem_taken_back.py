"""A move of a problem is taken back by a line of its own, which may go where no move leads."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PAIRS = " or ".join(
    f"(before = '{before}' and state in ({states}))"
    for before, states in (
        ("open", "'closed','known_error','solved'"),
        ("known_error", "'closed','open','solved'"),
        ("solved", "'closed','open'"),
        ("closed", "'open'"),
    )
)
ALLOWED = "ck_problem_move_allowed"
UNDOES = "uq_problem_move_undoes_id"
UNDONE = "fk_problem_move_undoes_id"


def upgrade() -> None:
    with op.batch_alter_table("problem_move") as table:
        table.add_column(sa.Column("undoes_id", WHOLE, nullable=True))
        table.drop_constraint(op.f(ALLOWED), type_="check")
        table.create_check_constraint(
            op.f(ALLOWED), f"before is null or undoes_id is not null or {PAIRS}"
        )
        table.create_unique_constraint(op.f(UNDOES), ["undoes_id"])
        table.create_foreign_key(op.f(UNDONE), "problem_move", ["undoes_id"], ["id"])


def downgrade() -> None:
    op.execute("delete from problem_move where undoes_id is not null")
    with op.batch_alter_table("problem_move") as table:
        table.drop_constraint(op.f(UNDONE), type_="foreignkey")
        table.drop_constraint(op.f(UNDOES), type_="unique")
        table.drop_constraint(op.f(ALLOWED), type_="check")
        table.create_check_constraint(op.f(ALLOWED), f"before is null or {PAIRS}")
        table.drop_column("undoes_id")
