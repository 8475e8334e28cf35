"""Files that come with a mail are kept; an outside desk may be one that runs django-helpdesk."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BEFORE = "kind in ('email','internal','open311','webhook','zammad')"
AFTER = "kind in ('django_helpdesk','email','internal','open311','webhook','zammad')"
FILE = "mail_file"
OWNERS = {"mail_id": "incoming_mail", "message_id": "message"}


def upgrade() -> None:
    _check(AFTER)
    op.create_table(
        FILE,
        sa.Column("id", WHOLE, nullable=False),
        *(sa.Column(name, WHOLE, nullable=False) for name in OWNERS),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media", sa.Text(), nullable=False),
        sa.Column("size", WHOLE, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_file")),
        sa.UniqueConstraint("mail_id", "number", name=op.f("uq_mail_file_mail_id_number")),
        *_keys(),
    )
    op.create_index("ix_mail_file_message_id", FILE, ["message_id"])


def downgrade() -> None:
    op.drop_table(FILE)
    op.execute("update outside_desk set kind = 'internal' where kind = 'django_helpdesk'")
    _check(BEFORE)


def _keys() -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [name], [f"{table}.id"], name=op.f(f"fk_mail_file_{name}"), ondelete="CASCADE"
        )
        for name, table in OWNERS.items()
    ]


def _check(condition: str) -> None:
    with op.batch_alter_table("outside_desk") as table:
        table.drop_constraint(op.f("ck_outside_desk_kind"), type_="check")
        table.create_check_constraint(op.f("ck_outside_desk_kind"), condition)
