"""Notes behind the scenes, the advisory group with its meetings, and ballots."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
OF_NOTES = {
    "kind": "kind in ('note','notice','plan')",
    "state": "state in ('archived','draft','published')",
    "draft": "state <> 'draft' or published_at is null",
    "published": "state <> 'published' or published_at is not null",
    "archived": "(state = 'archived') = (archived_at is not null)",
    "notice": "(kind = 'notice') = (public_at is not null) and (kind = 'notice') = (about is not null)",
    "about": "about = 'planned'",
    "early": "public_at > published_at",
    "plan": "(kind = 'plan') = (planned_for is not null)",
    "outcome": "outcome is null or (outcome in ('changed','dropped','kept') and kind = 'plan'"
    " and published_at is not null)",
    "settled": "(outcome is null) = (settled_at is null) and (outcome is null) = (outcome_words is null)",
    "revision": "revision > 0",
}

OF_BALLOTS = {
    "closes": "closes_at > opened_at",
    "counted": "counted_at >= closes_at",
    "papers": "(counted_at is null) = (papers is null)",
}
OF_OPTIONS = {"number": "number >= 0 and number < 20", "approvals": "approvals >= 0"}
OF_MEETINGS = {
    "minutes": "(minutes is null) = (minutes_at is null) and (minutes is null) = (minutes_html is null)"
    " and (minutes is null) = (response_due is null)",
    "held": "minutes_at >= meets_at",
    "response": "(response is null) = (response_at is null)"
    " and (response is null) = (response_html is null)"
    " and (response is null or minutes is not null)",
}
OF_ITEMS = {
    "state": "state in ('dealt_with','not_taken','on_agenda','proposed')",
    "reason": "(state = 'not_taken') = (reason is not null)",
    "decided": "(state = 'proposed') = (decided_at is null)",
}
ONE_ITEM = ("meeting_id", "proposer_id", "title")
LIVE = sa.text("ended_at is null")


def upgrade() -> None:
    op.create_table(
        "inside_note",
        _whole("id"),
        *_text("kind"),
        *(_whole(name) for name in ("service_id", "author_id")),
        *_text("title", "body", "html"),
        sa.Column("renderer", WHOLE, nullable=False),
        *_text("state"),
        *_text("about", may_miss=True),
        *_moments("public_at", may_miss=True),
        sa.Column("planned_for", sa.Date(), nullable=True),
        *_text("outcome", "outcome_words", may_miss=True),
        *_moments("settled_at", may_miss=True),
        _whole("revision"),
        *_moments("written_at"),
        *_moments("published_at", "archived_at", may_miss=True),
        *_checks("inside_note", OF_NOTES),
        *_keys("inside_note", id="subject", service_id="service", author_id="member"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inside_note")),
    )
    op.create_index("ix_inside_note_state", "inside_note", ["state", "id"])
    _create_ballots()
    _create_group()
    _create_items()


def _create_ballots() -> None:
    op.create_table(
        "ballot",
        *(_whole(name) for name in ("id", "about_id")),
        *_text("question"),
        *_moments("opened_at", "closes_at"),
        *_moments("counted_at", may_miss=True),
        _whole("papers", may_miss=True),
        *_checks("ballot", OF_BALLOTS),
        *_keys("ballot", id="subject", about_id="subject"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
        sa.UniqueConstraint("about_id", name=op.f("uq_ballot_about_id")),
    )
    op.create_index("ix_ballot_counted_at_closes_at", "ballot", ["counted_at", "closes_at"])
    op.create_table(
        "ballot_option",
        *(_whole(name) for name in ("ballot_id", "number")),
        *_text("words"),
        _whole("approvals", may_miss=True),
        *_checks("ballot_option", OF_OPTIONS),
        *_keys("ballot_option", ballot_id="ballot"),
        sa.PrimaryKeyConstraint("ballot_id", "number", name=op.f("pk_ballot_option")),
    )
    op.create_table(
        "ballot_paper",
        *(_whole(name) for name in ("ballot_id", "member_id", "marks")),
        *_checks("ballot_paper", {"marks": "marks >= 0 and marks < 1048576"}),
        *_keys("ballot_paper", ballot_id="ballot", member_id="member"),
        sa.PrimaryKeyConstraint("ballot_id", "member_id", name=op.f("pk_ballot_paper")),
    )
    op.create_index("ix_ballot_paper_member_id", "ballot_paper", ["member_id"])


def _create_group() -> None:
    op.create_table(
        "adviser",
        *(_whole(name) for name in ("id", "member_id")),
        *_moments("joined_at"),
        *_moments("ended_at", may_miss=True),
        *_checks("adviser", {"ended": "ended_at >= joined_at"}),
        *_keys("adviser", member_id="member"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adviser")),
    )
    op.create_index(
        "uq_adviser_live",
        "adviser",
        ["member_id"],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )
    op.create_table(
        "meeting",
        _whole("id"),
        *_text("title", "place"),
        *_moments("meets_at", "called_at"),
        *_text("minutes", "minutes_html", may_miss=True),
        *_moments("minutes_at", may_miss=True),
        sa.Column("response_due", sa.Date(), nullable=True),
        *_text("response", "response_html", may_miss=True),
        *_moments("response_at", may_miss=True),
        *_checks("meeting", OF_MEETINGS),
        *_keys("meeting", id="subject"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index("ix_meeting_meets_at", "meeting", ["meets_at", "id"])


def _create_items() -> None:
    op.create_table(
        "agenda_item",
        *(_whole(name) for name in ("id", "meeting_id", "proposer_id")),
        *_text("title", "body", "html"),
        _whole("renderer"),
        *_text("state"),
        *_text("reason", may_miss=True),
        *_moments("proposed_at"),
        *_moments("decided_at", may_miss=True),
        *_checks("agenda_item", OF_ITEMS),
        *_keys("agenda_item", id="subject", meeting_id="meeting", proposer_id="member"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint(*ONE_ITEM, name=op.f(f"uq_agenda_item_{'_'.join(ONE_ITEM)}")),
    )
    op.create_index("ix_agenda_item_proposer_id", "agenda_item", ["proposer_id"])


def _checks(table: str, told: dict[str, str]) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(says, name=op.f(f"ck_{table}_{of}")) for of, says in told.items()]


def _keys(table: str, **keys: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], [f"{to}.id"], name=op.f(f"fk_{table}_{name}"))
        for name, to in keys.items()
    ]


def _whole(name: str, *, may_miss: bool = False) -> sa.Column[object]:
    return sa.Column(name, WHOLE, nullable=may_miss)


def _text(*names: str, may_miss: bool = False) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Text(), nullable=may_miss) for name in names]


def _moments(*names: str, may_miss: bool = False) -> list[sa.Column[object]]:
    return [sa.Column(name, MOMENT, nullable=may_miss) for name in names]


def downgrade() -> None:
    op.execute("delete from site_setting where name = 'ballots'")
    of_ballots = ("ballot_paper", "ballot_option", "ballot")
    for table in ("agenda_item", "meeting", "adviser", *of_ballots, "inside_note"):
        op.drop_table(table)
