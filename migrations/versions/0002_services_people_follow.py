"""Services can be followed and say what they provide; members can be limited for a time."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXTS = ("email", "provides", "provides_html")
NUMBERS = ("renderer", "version")
PROMISES = "first_response_minutes > 0 and resolution_minutes > 0"


def upgrade() -> None:
    op.add_column("member", sa.Column("limited_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("topic", sa.Column("version", WHOLE, nullable=False, server_default="1"))
    op.add_column("service", sa.Column("subject_id", WHOLE, nullable=True))
    for name in TEXTS:
        op.add_column("service", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for name in NUMBERS:
        op.add_column("service", sa.Column(name, WHOLE, nullable=False, server_default="1"))
    _give_subjects()
    _close_the_table()


def _give_subjects() -> None:
    """What people follow is a subject; the services that are there get theirs."""
    connection = op.get_bind()
    subject, service = sa.table("subject", sa.column("id"), sa.column("kind")), _service()
    for service_id in connection.scalars(sa.select(service.c.id).order_by(service.c.id)).all():
        new = sa.insert(subject).values(kind="service").returning(subject.c.id)
        subject_id = connection.execute(new).scalar_one()
        here = sa.update(service).where(service.c.id == service_id)
        connection.execute(here.values(subject_id=subject_id))


def _service() -> sa.TableClause:
    return sa.table("service", sa.column("id"), sa.column("subject_id"))


def _close_the_table() -> None:
    """SQLite makes the table anew for this, and needs to be told the checks it had."""
    checks = (sa.CheckConstraint(PROMISES, name=op.f("ck_service_promises")),)
    with op.batch_alter_table("service", table_args=checks) as service:
        service.alter_column("subject_id", nullable=False)
        for name in (*TEXTS, *NUMBERS):
            service.alter_column(name, server_default=None)
        service.create_check_constraint(op.f("ck_service_version"), "version > 0")
        service.create_unique_constraint(op.f("uq_service_subject_id"), ["subject_id"])
        service.create_foreign_key(op.f("fk_service_subject_id"), "subject", ["subject_id"], ["id"])


def downgrade() -> None:
    checks = (sa.CheckConstraint(PROMISES, name=op.f("ck_service_promises")),)
    with op.batch_alter_table("service", table_args=checks) as service:
        service.drop_constraint(op.f("fk_service_subject_id"), type_="foreignkey")
        service.drop_constraint(op.f("uq_service_subject_id"), type_="unique")
        for name in ("subject_id", *TEXTS, *NUMBERS):
            service.drop_column(name)
    op.drop_column("topic", "version")
    op.drop_column("member", "limited_until")
