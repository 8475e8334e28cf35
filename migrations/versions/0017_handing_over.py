"""A ticket is handed over to a desk outside this house, exactly once."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FACTS = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT, TEXT, YES = sa.DateTime(timezone=True), sa.Text(), sa.Boolean()
KINDS = "kind in ('email','internal','open311','webhook','zammad')"
OURS = "ours in ('answered','open','waiting_third_party')"
STATES = "state in ('failed','handed','sending','stuck','waiting')"
DRIFTS = "drift is null or drift in ('missing','state','twice')"
COMMENTS = "state in ('waits','sent','aside')"


def upgrade() -> None:
    _keep_desks()
    _keep_lines()
    _keep_hand_overs()
    _keep_what_is_said()
    _keep_consents()


def _keep_desks() -> None:
    texts = ("name", "kind", "address", "target", "key_field", "ends_with", "notice")
    ticks = ("sends_name", "sends_email", "tells_citizen", "is_retired")
    columns = [("id", WHOLE), *((name, TEXT) for name in texts), *((name, YES) for name in ticks)]
    checks = {"kind": KINDS}
    _table("outside_desk", [*columns, ("version", WHOLE)], checks=checks, unique=[["name"]])
    _table(
        "desk_change",
        [
            ("id", WHOLE),
            ("desk_id", WHOLE),
            ("actor_id", WHOLE),
            ("before", FACTS),
            ("after", FACTS),
            ("made_at", MOMENT),
            ("undoes_id?", WHOLE),
        ],
        links={"actor_id": "member", "desk_id": "outside_desk", "undoes_id": "desk_change"},
        unique=[["undoes_id"]],
        sqlite_autoincrement=True,
    )
    op.create_index("ix_desk_change_desk_id", "desk_change", ["desk_id", "id"])
    _table(
        "service_desk",
        [("service_id", WHOLE), ("desk_id", WHOLE), ("at_once", YES)],
        key=["service_id"],
        links={"desk_id": "outside_desk", "service_id": "service"},
    )
    op.create_index("ix_service_desk_desk_id", "service_desk", ["desk_id"])


def _keep_lines() -> None:
    desk = {"desk_id": "outside_desk"}
    _table(
        "desk_contact",
        [
            ("desk_id", WHOLE),
            ("reached_at?", MOMENT),
            ("heard_at?", MOMENT),
            ("failures", WHOLE),
            ("rests_until?", MOMENT),
            ("fault?", TEXT),
            ("looked_to?", MOMENT),
            ("compared_at?", MOMENT),
            ("drifted", WHOLE),
        ],
        key=["desk_id"],
        links=desk,
    )
    secrets = [("desk_id", WHOLE), ("locked", TEXT), ("locked_in", TEXT), ("set_at", MOMENT)]
    _table("desk_secret", secrets, key=["desk_id"], links=desk)
    states = [("desk_id", WHOLE), ("theirs", TEXT), ("ours", TEXT)]
    _table("desk_state", states, key=["desk_id", "theirs"], links=desk, checks={"ours": OURS})
    calls = [("desk_id", WHOLE), ("delivery", TEXT), ("heard_at", MOMENT)]
    _table("outside_call", calls, key=["desk_id", "delivery"], links=desk)
    op.create_index("ix_outside_call_heard_at", "outside_call", ["heard_at"])


def _keep_hand_overs() -> None:
    sending = [("state", TEXT), ("tries", WHOLE), ("due_at", MOMENT), ("lease_until?", MOMENT)]
    remote = ("token?", "remote_id?", "remote_number?", "remote_url?", "remote_state?")
    _table(
        "hand_over",
        [("id", WHOLE), ("ticket_id", WHOLE), ("desk_id", WHOLE), ("event_id?", WHOLE)]
        + [("by_id?", WHOLE), ("key", TEXT), *sending, ("fault?", TEXT)]
        + [(name, TEXT) for name in remote]
        + [("remote_version?", MOMENT), ("is_unmapped", YES), ("went_with_person", YES)]
        + [("drift?", TEXT), ("look_at?", MOMENT), ("asked_at", MOMENT)]
        + [("handed_at?", MOMENT), ("seen_at?", MOMENT)],
        links={"by_id": "member", "desk_id": "outside_desk", "event_id": "published_event"}
        | {"ticket_id": "ticket"},
        checks={"state": STATES, "drift": DRIFTS},
        unique=[["ticket_id", "desk_id"], ["desk_id", "remote_id"], ["key"]],
    )
    op.create_index("ix_hand_over_state_due_at", "hand_over", ["state", "due_at"])
    op.create_index("ix_hand_over_look_at", "hand_over", ["look_at"])
    _table(
        "hand_over_update",
        [
            ("id", WHOLE),
            ("hand_over_id", WHOLE),
            ("slot", TEXT),
            ("message_id?", WHOLE),
            ("key", TEXT),
            *sending,
            ("fault?", TEXT),
            ("asked_at", MOMENT),
            ("handed_at?", MOMENT),
        ],
        links={"hand_over_id": "hand_over", "message_id": "message"},
        checks={"state": STATES},
        unique=[["hand_over_id", "slot"], ["key"]],
    )
    op.create_index("ix_hand_over_update_state_due_at", "hand_over_update", ["state", "due_at"])


def _keep_what_is_said() -> None:
    _table(
        "outside_comment",
        [
            ("id", WHOLE),
            ("hand_over_id", WHOLE),
            ("remote_id", TEXT),
            ("body", TEXT),
            ("state", TEXT),
            ("message_id?", WHOLE),
            ("written_at?", MOMENT),
            ("heard_at", MOMENT),
        ],
        links={"hand_over_id": "hand_over", "message_id": "message"},
        checks={"state": COMMENTS},
        unique=[["hand_over_id", "remote_id"]],
    )


def _keep_consents() -> None:
    columns = [("ticket_id", WHOLE), ("desk_id", WHOLE), ("notice", TEXT), ("said_at", MOMENT)]
    links = {"desk_id": "outside_desk", "ticket_id": "ticket"}
    _table("hand_over_consent", columns, key=["ticket_id", "desk_id"], links=links)


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
        *("hand_over_consent", "outside_comment", "hand_over_update", "hand_over"),
        *("outside_call", "desk_state", "desk_secret", "desk_contact", "service_desk"),
        *("desk_change", "outside_desk"),
    ):
        op.drop_table(name)
