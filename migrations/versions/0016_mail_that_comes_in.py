"""Mail that comes in, the tickets it belongs to, and messages that only say thank you."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
MAIL, KNOWN, MENTION = "incoming_mail", "known_mail", "ticket_mention"
SIGNS = ("is_thanks", "is_by_reference")


def upgrade() -> None:
    op.add_column("message", sa.Column("sender", sa.Text(), nullable=True))
    for name in SIGNS:
        no: sa.Column[bool] = sa.Column(
            name, sa.Boolean(), nullable=False, server_default=sa.text("false")
        )
        op.add_column("message", no)
    with op.batch_alter_table("message") as message:
        for name in SIGNS:
            message.alter_column(name, server_default=None)
    _keep_mails()
    _know_mails()
    _note_mentions()


def _keep_mails() -> None:
    texts = ("message_id", "sender", "name", "subject", "text", "left_out", "why")
    op.create_table(
        MAIL,
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("return_path", sa.Text(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        sa.Column("size", WHOLE, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=True) for name in texts),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("is_wanted", sa.Boolean(), nullable=False),
        sa.Column("is_answered", sa.Boolean(), nullable=False),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.Column("about_id", WHOLE, nullable=True),
        sa.Column("ticket_id", WHOLE, nullable=True),
        sa.Column("written_id", WHOLE, nullable=True),
        sa.Column("arrived_at", MOMENT, nullable=False),
        sa.Column("handled_at", MOMENT, nullable=True),
        *_mail_rules(),
    )
    op.create_index(
        "uq_incoming_mail_handled",
        MAIL,
        ["identity"],
        unique=True,
        sqlite_where=sa.text("state = 'done'"),
        postgresql_where=sa.text("state = 'done'"),
    )
    op.create_index("ix_incoming_mail_state", MAIL, ["state", "id"])
    op.create_index("ix_incoming_mail_about_id", MAIL, ["about_id"])
    op.create_index("ix_incoming_mail_ticket_id", MAIL, ["ticket_id"])
    op.create_index("ix_incoming_mail_written_id", MAIL, ["written_id"])
    op.create_index("ix_incoming_mail_handled_at", MAIL, ["handled_at"])


def _mail_rules() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint(
            "state in ('waiting','done','copy','aside')", name=op.f("ck_incoming_mail_state")
        ),
        sa.CheckConstraint(
            "(state in ('done','copy')) = (ticket_id is not null)",
            name=op.f("ck_incoming_mail_ticket"),
        ),
        sa.CheckConstraint(
            "(state = 'aside') = (why is not null)", name=op.f("ck_incoming_mail_why")
        ),
        *(
            sa.ForeignKeyConstraint([name], ["ticket.id"], name=op.f(f"fk_incoming_mail_{name}"))
            for name in ("about_id", "ticket_id")
        ),
        sa.ForeignKeyConstraint(
            ["written_id"], ["message.id"], name=op.f("fk_incoming_mail_written_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_mail")),
        sa.UniqueConstraint("mailbox", "identity", name=op.f("uq_incoming_mail_mailbox_identity")),
    ]


def _know_mails() -> None:
    op.create_table(
        KNOWN,
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("ticket_id", WHOLE, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_known_mail_ticket_id")),
        sa.PrimaryKeyConstraint("message_id", "ticket_id", name=op.f("pk_known_mail")),
    )
    op.create_index("ix_known_mail_ticket_id", KNOWN, ["ticket_id"])


def _note_mentions() -> None:
    columns = ("ticket_id", "mentioned_id")
    op.create_table(
        MENTION,
        *(sa.Column(name, WHOLE, autoincrement=False, nullable=False) for name in columns),
        *(
            sa.ForeignKeyConstraint([name], ["ticket.id"], name=op.f(f"fk_ticket_mention_{name}"))
            for name in columns
        ),
        sa.PrimaryKeyConstraint(*columns, name=op.f("pk_ticket_mention")),
    )
    op.create_index("ix_ticket_mention_mentioned_id", MENTION, ["mentioned_id"])


def downgrade() -> None:
    for table in (MENTION, KNOWN, MAIL):
        op.drop_table(table)
    with op.batch_alter_table("message") as message:
        for name in SIGNS:
            message.drop_column(name)
        message.drop_column("sender")
