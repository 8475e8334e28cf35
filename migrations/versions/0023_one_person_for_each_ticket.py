"""One person for each ticket, who is here when, and how a day at the desk begins."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FACTS = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT, TEXT, YES = sa.DateTime(timezone=True), sa.Text(), sa.Boolean()
TRANSFERS = "state in ('confirmed','forced','open','refused','returned','withdrawn')"
ONE_OF_THREE = (
    "(kind is not null and service_id is null and topic_id is null)"
    " or (kind is null and service_id is not null and topic_id is null)"
    " or (kind is null and service_id is null and topic_id is not null)"
)
IS_OPEN = sa.text("state = 'open'")
WHO_HAS_IT = """
    insert into ticket_owner (ticket_id, owner_id, since)
    select ticket.id, ticket.assignee_id, ticket.opened_at
    from ticket join member on member.id = ticket.assignee_id
    where member.role in ('agent','manager','admin') and member.erased_at is null
"""


def upgrade() -> None:
    _keep_owners()
    _keep_faces()
    _keep_hours()
    _keep_notes()
    _keep_beginnings()
    _keep_skills()


def _keep_owners() -> None:
    """Whoever has a ticket of an older town is responsible for it."""
    _table(
        "ticket_owner",
        [("ticket_id", WHOLE), ("owner_id", WHOLE), ("since", MOMENT)],
        key=["ticket_id"],
        links={"owner_id": "member", "ticket_id": "ticket"},
    )
    op.create_index("ix_ticket_owner_owner_id", "ticket_owner", ["owner_id"])
    op.execute(WHO_HAS_IT)
    people = [(name, WHOLE) for name in ("ticket_id", "from_id", "to_id", "by_id")]
    words = [(name, TEXT) for name in ("state", "note", "reason")]
    times = [("proposed_at", MOMENT), ("ends_at", MOMENT), ("decided_at?", MOMENT)]
    _table(
        "ticket_transfer",
        [("id", WHOLE), *people, *words, *times, ("decided_by_id?", WHOLE)],
        links={"by_id": "member", "decided_by_id": "member", "from_id": "member"}
        | {"ticket_id": "ticket", "to_id": "member"},
        checks={
            "state": TRANSFERS,
            "two_people": "to_id <> from_id",
            "decided": "(state = 'open') = (decided_at is null)",
            "reason": "state not in ('refused','forced') or reason <> ''",
            "confirmed_by": "state <> 'confirmed' or decided_by_id = to_id",
        },
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_ticket_transfer_open",
        "ticket_transfer",
        ["ticket_id"],
        unique=True,
        sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    )
    op.create_index("ix_ticket_transfer_ticket_id", "ticket_transfer", ["ticket_id", "id"])
    op.create_index("ix_ticket_transfer_state_ends_at", "ticket_transfer", ["state", "ends_at"])


def _keep_faces() -> None:
    columns = [("member_id", WHOLE), ("is_team_only", YES)]
    _table("staff_face", columns, key=["member_id"], links={"member_id": "member"})


def _keep_hours() -> None:
    columns = [(name, WHOLE) for name in ("id", "member_id", "service_id")]
    hours = [("begins", WHOLE), ("ends", WHOLE)]
    _table(
        "duty_shift",
        [*columns, ("day", TEXT), *hours],
        links={"member_id": "member", "service_id": "service"},
        checks={
            "day": "length(day) in (1, 10)",
            "hours": "begins >= 0 and begins < ends and ends <= 1440",
        },
        unique=[["member_id", "service_id", "day", "begins"]],
        sqlite_autoincrement=True,
    )
    op.create_index("ix_duty_shift_service_id", "duty_shift", ["service_id"])


def _keep_notes() -> None:
    people = {"author_id": "member", "confirmed_by_id": "member", "service_id": "service"}
    _table(
        "shift_note",
        [
            *(("id", WHOLE), ("service_id", WHOLE), ("author_id", WHOLE), ("body", TEXT)),
            *(("written_at", MOMENT), ("confirmed_at?", MOMENT), ("confirmed_by_id?", WHOLE)),
        ],
        links=people,
        checks={
            "confirmed": "(confirmed_at is null) = (confirmed_by_id is null)",
            "somebody_else": "confirmed_by_id is null or confirmed_by_id <> author_id",
        },
        sqlite_autoincrement=True,
    )
    waits = sa.text("confirmed_at is null")
    op.create_index(
        "ix_shift_note_open",
        "shift_note",
        ["service_id", "id"],
        sqlite_where=waits,
        postgresql_where=waits,
    )
    both = ["note_id", "ticket_id"]
    links = {"note_id": "shift_note", "ticket_id": "ticket"}
    _table("shift_note_ticket", [(name, WHOLE) for name in both], key=both, links=links)
    columns = [("member_id", WHOLE), ("read_at?", MOMENT), ("wants_mail", YES)]
    _table(
        "morning_reading",
        [*columns, ("mailed_on?", TEXT)],
        key=["member_id"],
        links={"member_id": "member"},
    )


def _keep_beginnings() -> None:
    member = {"member_id": "member"}
    _table(
        "staff_start",
        [
            *(("member_id", WHOLE), ("begun_at", MOMENT), ("answers_left", WHOLE)),
            *(("policy_version?", WHOLE), ("policy_read_at?", MOMENT)),
        ],
        key=["member_id"],
        links=member,
        checks={
            "answers_left": "answers_left between 0 and 5",
            "policy": "(policy_version is null) = (policy_read_at is null)",
        },
    )
    items = [("member_id", WHOLE), ("item", TEXT), ("done_at", MOMENT)]
    _table("staff_start_item", items, key=["member_id", "item"], links=member)
    _keep_first_answers()


def _keep_first_answers() -> None:
    _table(
        "first_answer",
        [
            *(("id", WHOLE), ("ticket_id", WHOLE), ("author_id", WHOLE), ("body", TEXT)),
            *(("html", TEXT), ("renderer", WHOLE), ("is_public", YES), ("nonce?", TEXT)),
            *(("in_short", TEXT), ("true_until", sa.Date()), ("unfinished", TEXT)),
            ("confirmed", FACTS),
            *(("state", TEXT), ("remark", TEXT), ("written_at", MOMENT)),
            *(("reviewer_id?", WHOLE), ("reviewed_at?", MOMENT)),
        ],
        links={"author_id": "member", "reviewer_id": "member", "ticket_id": "ticket"},
        checks={
            "state": "state in ('changes','sent','waiting')",
            "reviewed": "(state = 'waiting') = (reviewer_id is null)",
            "somebody_else": "reviewer_id is null or reviewer_id <> author_id",
            "when": "(reviewer_id is null) = (reviewed_at is null)",
            "remark": "state <> 'changes' or remark <> ''",
        },
        unique=[["nonce"]],
        sqlite_autoincrement=True,
    )
    waits = sa.text("state = 'waiting'")
    op.create_index(
        "uq_first_answer_waiting",
        "first_answer",
        ["ticket_id"],
        unique=True,
        sqlite_where=waits,
        postgresql_where=waits,
    )
    op.create_index("ix_first_answer_author_id", "first_answer", ["author_id", "id"])
    op.create_index("ix_first_answer_ticket_id", "first_answer", ["ticket_id"])


def _keep_skills() -> None:
    names = [("name", TEXT), ("name_key", TEXT), ("is_retired", YES)]
    unique = [["name_key"]]
    _table("skill", [("id", WHOLE), *names], unique=unique, sqlite_autoincrement=True)
    both, skill = ["member_id", "skill_id"], {"skill_id": "skill"}
    links = {"member_id": "member", **skill}
    _table("member_skill", [(name, WHOLE) for name in both], key=both, links=links)
    three = ["kind", "service_id", "topic_id"]
    _table(
        "asked_skill",
        [
            *(("id", WHOLE), ("skill_id", WHOLE)),
            *(("kind?", TEXT), ("service_id?", WHOLE), ("topic_id?", WHOLE)),
        ],
        links={"service_id": "service", "topic_id": "topic", **skill},
        checks={"one_of_three": ONE_OF_THREE},
        unique=[["skill_id", name] for name in three],
    )
    _table(
        "ticket_given",
        [
            *(("ticket_id", WHOLE), ("member_id", WHOLE), ("way", TEXT), ("asked", FACTS)),
            *(("is_skilled?", YES), ("among", WHOLE), ("given_at", MOMENT)),
        ],
        key=["ticket_id"],
        links={"member_id": "member", "ticket_id": "ticket"},
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
        *("ticket_given", "asked_skill", "member_skill", "skill"),
        *("first_answer", "staff_start_item", "staff_start", "morning_reading"),
        *("shift_note_ticket", "shift_note", "duty_shift", "staff_face"),
        *("ticket_transfer", "ticket_owner"),
    ):
        op.drop_table(name)
