"""The page of a person at the desk: whose tickets, why it was opened, who looked, shared notes."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT, TEXT, YES = sa.DateTime(timezone=True), sa.Text(), sa.Boolean()


def upgrade() -> None:
    _keep_people()
    _keep_looks()
    _keep_notes()
    _keep_connections()
    _keep_codes()
    _know_who_wrote_before()


def _keep_people() -> None:
    texts = ("name?", "name_key?", "email?", "email_key?", "phone?", "phone_key?")
    needs = [("large_print", YES), ("interpreter?", TEXT), ("other_need?", TEXT)]
    _table(
        "desk_person",
        [
            ("id", WHOLE),
            ("member_id?", WHOLE),
            *((name, TEXT) for name in texts),
            ("is_remembered", YES),
            *needs,
            ("needs_by?", TEXT),
            ("needs_at?", MOMENT),
            ("made_at", MOMENT),
        ],
        links={"member_id": "member"},
        checks={
            "member": "member_id is null or email_key is null",
            "needs_by": "needs_by is null or needs_by in ('person','staff')",
        },
        unique=[["member_id"], ["email_key"]],
    )
    op.create_index("ix_desk_person_name_key", "desk_person", ["name_key"])
    op.create_index("ix_desk_person_phone_key", "desk_person", ["phone_key"])
    _table(
        "person_ticket",
        [("ticket_id", WHOLE), ("person_id", WHOLE)],
        key=["ticket_id"],
        links={"person_id": "desk_person", "ticket_id": "ticket"},
    )
    op.create_index("ix_person_ticket_person_id", "person_ticket", ["person_id", "ticket_id"])


def _keep_looks() -> None:
    _table(
        "look_reason",
        [
            ("id", WHOLE),
            ("person_id", WHOLE),
            ("reader_id", WHOLE),
            ("kind", TEXT),
            ("ticket_id?", WHOLE),
            ("words", TEXT),
            ("opened_at", MOMENT),
            ("ends_at", MOMENT),
        ],
        links={"person_id": "desk_person", "reader_id": "member", "ticket_id": "ticket"},
        checks={
            "kind": "kind in ('counter','ticket','written')",
            "ticket": "(kind = 'ticket') = (ticket_id is not null)",
            "words": "(kind = 'written') = (words <> '')",
        },
        sqlite_autoincrement=True,
    )
    looked_for = ["person_id", "reader_id", "ends_at"]
    op.create_index("ix_look_reason_person_id", "look_reason", looked_for)
    _table(
        "person_look",
        [
            ("id", WHOLE),
            ("person_id", WHOLE),
            ("reader_id", WHOLE),
            ("reason_id", WHOLE),
            ("looked_at", MOMENT),
        ],
        links={"person_id": "desk_person", "reader_id": "member", "reason_id": "look_reason"},
        sqlite_autoincrement=True,
    )
    op.create_index("ix_person_look_person_id", "person_look", ["person_id", "id"])
    op.create_index(op.f("ix_person_look_looked_at"), "person_look", ["looked_at"])


def _keep_notes() -> None:
    _table(
        "shared_note",
        [
            ("id", WHOLE),
            ("person_id", WHOLE),
            ("author_id", WHOLE),
            ("body", TEXT),
            ("reply?", TEXT),
            ("nonce?", TEXT),
            ("written_at", MOMENT),
            ("replied_at?", MOMENT),
        ],
        links={"author_id": "member", "person_id": "desk_person"},
        unique=[["nonce"]],
        sqlite_autoincrement=True,
    )
    op.create_index("ix_shared_note_person_id", "shared_note", ["person_id", "id"])


def _keep_connections() -> None:
    _table(
        "person_link",
        [
            *(("id", WHOLE), ("one_id", WHOLE), ("other_id", WHOLE), ("evidence", TEXT)),
            *(("proposed_by_id", WHOLE), ("proposed_at", MOMENT), ("agreed_at?", MOMENT)),
            *(("ended_by_id?", WHOLE), ("ended_at?", MOMENT)),
        ],
        links={"one_id": "desk_person", "other_id": "desk_person"}
        | {"proposed_by_id": "member", "ended_by_id": "member"},
        checks={"order": "one_id < other_id", "evidence": "evidence in ('mail','phone','said')"},
        sqlite_autoincrement=True,
    )
    live = sa.text("ended_at is null")
    op.create_index(
        "uq_person_link_live",
        "person_link",
        ["one_id", "other_id"],
        unique=True,
        sqlite_where=live,
        postgresql_where=live,
    )
    op.create_index("ix_person_link_other_id", "person_link", ["other_id"])
    _table(
        "person_yes",
        [
            *(("link_id", WHOLE), ("person_id", WHOLE), ("how", TEXT), ("by_id?", WHOLE)),
            ("said_at", MOMENT),
        ],
        key=["link_id", "person_id"],
        links={"by_id": "member", "link_id": "person_link", "person_id": "desk_person"},
        checks={
            "how": "how in ('account','counter','mail')",
            "counter": "how <> 'counter' or by_id is not null",
        },
    )


def _keep_codes() -> None:
    _table(
        "resume_code",
        [
            ("ticket_id", WHOLE),
            ("mark", TEXT),
            ("made_by_id?", WHOLE),
            ("made_at", MOMENT),
            ("ends_at", MOMENT),
        ],
        key=["ticket_id"],
        links={"made_by_id": "member", "ticket_id": "ticket"},
    )


def _know_who_wrote_before() -> None:
    """An account is one person, and an address without one another; nobody is merged."""
    moment = "(select max(opened_at) from ticket)"
    blank = "is_remembered, large_print, made_at"
    op.execute(
        f"insert into desk_person (member_id, {blank}) "
        f"select distinct opener_id, true, false, {moment} from ticket where opener_id is not null"
    )
    op.execute(
        f"insert into desk_person (name, name_key, email, email_key, {blank}) "
        "select min(contact_name), lower(min(contact_name)), min(contact_email), "
        f"lower(contact_email), true, false, {moment} from ticket "
        "where opener_id is null and contact_email is not null group by lower(contact_email)"
    )
    op.execute(
        "insert into person_ticket (ticket_id, person_id) select ticket.id, desk_person.id "
        "from ticket join desk_person on desk_person.member_id = ticket.opener_id"
    )
    op.execute(
        "insert into person_ticket (ticket_id, person_id) select ticket.id, desk_person.id "
        "from ticket join desk_person on desk_person.email_key = lower(ticket.contact_email) "
        "where ticket.opener_id is null"
    )


def _table(
    name: str,
    columns: list[tuple[str, Any]],
    *,
    key: list[str] | None = None,
    links: dict[str, str] | None = None,
    checks: dict[str, str] | None = None,
    unique: list[list[str]] | None = None,
    **options: Any,
) -> None:
    """A column whose name ends with a question mark may be empty."""
    parts: list[Any] = [sa.PrimaryKeyConstraint(*(key or ["id"]), name=op.f(f"pk_{name}"))]
    for column, target in (links or {}).items():
        named = op.f(f"fk_{name}_{column}")
        parts.append(sa.ForeignKeyConstraint([column], [f"{target}.id"], name=named))
    for check, told in (checks or {}).items():
        parts.append(sa.CheckConstraint(told, name=op.f(f"ck_{name}_{check}")))
    for group in unique or []:
        parts.append(sa.UniqueConstraint(*group, name=op.f(f"uq_{name}_{'_'.join(group)}")))
    op.create_table(name, *[_column(*one, key or []) for one in columns], *parts, **options)


def _column(name: str, kind: Any, key: list[str]) -> sa.Column[Any]:
    bare = name.removesuffix("?")
    counted: Any = "auto" if key != [bare] else False
    return sa.Column(bare, kind, nullable=name.endswith("?"), autoincrement=counted)


def downgrade() -> None:
    for name in (
        *(
            "resume_code",
            "person_yes",
            "person_link",
            "shared_note",
            "person_look",
            "look_reason",
            "person_ticket",
        ),
        "desk_person",
    ):
        op.drop_table(name)
