"""The second step of signing in, scopes of tokens, invitations, and who works for which service."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FACTS = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
ROLES = "role in ('citizen','moderator','agent','policy','manager','admin')"
OPEN = "accepted_at is null and withdrawn_at is null"
# What a token could do before it had scopes: all that its member might.
SCOPES_BEFORE = """update api_token set scopes = (select case
    when member.role in ('manager', 'admin') then 'read write desk admin'
    when member.role = 'citizen' then 'read write'
    else 'read write desk' end
    from member where member.id = api_token.member_id)"""


def upgrade() -> None:
    op.add_column("sign_in", sa.Column("second_step_at", sa.DateTime(timezone=True)))
    _give_tokens_scopes()
    _add_second_steps()
    _add_invitations()
    _add_staff()


def _give_tokens_scopes() -> None:
    op.add_column("api_token", sa.Column("scopes", sa.Text()))
    op.add_column("api_token", sa.Column("ends_at", sa.DateTime(timezone=True)))
    op.execute(SCOPES_BEFORE)
    with op.batch_alter_table("api_token") as table:
        table.alter_column("scopes", nullable=False)


def _add_second_steps() -> None:
    op.create_table(
        "second_step",
        sa.Column("member_id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("locked_key", sa.Text(), nullable=False),
        sa.Column("last_step", WHOLE, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_second_step_member_id")
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_second_step")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("member_id", WHOLE, nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_recovery_code_member_id")
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_recovery_code")),
    )
    op.create_index(op.f("ix_recovery_code_member_id"), "recovery_code", ["member_id"])


def _add_invitations() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("invited_by_id", WHOLE, nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by_id", WHOLE, nullable=True),
        sa.CheckConstraint(ROLES, name=op.f("ck_invitation_role")),
        sa.CheckConstraint(
            "(accepted_at is null) = (accepted_by_id is null)", name=op.f("ck_invitation_accepted")
        ),
        sa.ForeignKeyConstraint(
            ["invited_by_id"], ["member.id"], name=op.f("fk_invitation_invited_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["accepted_by_id"], ["member.id"], name=op.f("fk_invitation_accepted_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_invitation_open_email_key",
        "invitation",
        ["email_key"],
        unique=True,
        sqlite_where=sa.text(OPEN),
        postgresql_where=sa.text(OPEN),
    )
    _add_link_to_services("invitation_service", "invitation_id", "invitation")


def _add_staff() -> None:
    _add_link_to_services("staff_service", "member_id", "member")
    op.create_table(
        "staff_change",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("member_id", WHOLE, nullable=False),
        sa.Column("actor_id", WHOLE, nullable=False),
        sa.Column("before", FACTS, nullable=False),
        sa.Column("after", FACTS, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undoes_id", WHOLE, nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_staff_change_member_id")
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["member.id"], name=op.f("fk_staff_change_actor_id")),
        sa.ForeignKeyConstraint(
            ["undoes_id"], ["staff_change.id"], name=op.f("fk_staff_change_undoes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_change")),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_staff_change_undoes_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_staff_change_member_id"), "staff_change", ["member_id"])


def _add_link_to_services(table: str, column: str, owner: str) -> None:
    op.create_table(
        table,
        sa.Column(column, WHOLE, autoincrement=False, nullable=False),
        sa.Column("service_id", WHOLE, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint([column], [f"{owner}.id"], name=op.f(f"fk_{table}_{column}")),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f(f"fk_{table}_service_id")
        ),
        sa.PrimaryKeyConstraint(column, "service_id", name=op.f(f"pk_{table}")),
    )


def downgrade() -> None:
    op.drop_table("staff_change")
    op.drop_table("staff_service")
    op.drop_table("invitation_service")
    op.drop_table("invitation")
    op.drop_table("recovery_code")
    op.drop_table("second_step")
    op.drop_column("api_token", "ends_at")
    op.drop_column("api_token", "scopes")
    op.drop_column("sign_in", "second_step_at")
