"""The first schema: accounts, threads, awards, help desk and the kernel's own tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FACTS = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "calendar_version",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("facts", FACTS, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_version")),
    )
    op.create_table(
        "heartbeat",
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("part", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "imported_key",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("archive", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("target_id", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_key")),
        sa.UniqueConstraint(
            "archive", "kind", "key", name=op.f("uq_imported_key_archive_kind_key")
        ),
    )
    op.create_table(
        "limit_window",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("used", WHOLE, nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", "key", name=op.f("pk_limit_window")),
    )
    op.create_index(op.f("ix_limit_window_ends_at"), "limit_window", ["ends_at"], unique=False)
    op.create_table(
        "member",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("email_key", sa.Text(), nullable=True),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=True),
        sa.Column("is_under_18", sa.Boolean(), nullable=False),
        sa.Column("is_imported", sa.Boolean(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("suspended_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role in ('citizen','moderator','agent','policy','manager','admin')",
            name=op.f("ck_member_role"),
        ),
        sa.CheckConstraint(
            "not is_imported or (email is null and password_hash is null)",
            name=op.f("ck_member_imported"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("email_key", name=op.f("uq_member_email_key")),
        sa.UniqueConstraint("name_key", name=op.f("uq_member_name_key")),
    )
    op.create_table(
        "site_setting",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", FACTS, nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_site_setting")),
    )
    op.create_table(
        "stale_total",
        sa.Column("projection", sa.Text(), nullable=False),
        sa.Column("key", WHOLE, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("projection", "key", name=op.f("pk_stale_total")),
    )
    op.create_table(
        "subject",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "tag",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sa.UniqueConstraint("name", name=op.f("uq_tag_name")),
    )
    op.create_table(
        "work",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("facts", FACTS, nullable=False),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", WHOLE, nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dead_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work")),
        sa.UniqueConstraint("name", "slot", name=op.f("uq_work_name_slot")),
    )
    op.create_index("ix_work_done_at_run_at", "work", ["done_at", "run_at"], unique=False)
    op.create_table(
        "api_token",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("member_id", WHOLE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_api_token_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("digest", name=op.f("uq_api_token_digest")),
    )
    op.create_index(op.f("ix_api_token_member_id"), "api_token", ["member_id"], unique=False)
    op.create_table(
        "audit_entry",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("actor_id", WHOLE, nullable=True),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("subject_id", WHOLE, nullable=True),
        sa.Column("person_id", WHOLE, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["member.id"], name=op.f("fk_audit_entry_actor_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["member.id"], name=op.f("fk_audit_entry_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_audit_entry_subject_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_audit_entry_actor_id"), "audit_entry", ["actor_id"], unique=False)
    op.create_index("ix_audit_entry_subject_id", "audit_entry", ["subject_id"], unique=False)
    op.create_table(
        "code",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("member_id", WHOLE, nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_code_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code")),
    )
    op.create_index("ix_code_member_id_purpose", "code", ["member_id", "purpose"], unique=False)
    op.create_table(
        "follow",
        sa.Column("member_id", WHOLE, nullable=False),
        sa.Column("subject_id", WHOLE, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_follow_member_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_follow_subject_id")),
        sa.PrimaryKeyConstraint("member_id", "subject_id", name=op.f("pk_follow")),
    )
    op.create_index("ix_follow_subject_id", "follow", ["subject_id"], unique=False)
    op.create_table(
        "old_address",
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("archive", sa.Text(), nullable=False),
        sa.Column("subject_id", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_old_address_subject_id")
        ),
        sa.PrimaryKeyConstraint("path", "archive", name=op.f("pk_old_address")),
    )
    op.create_table(
        "preference",
        sa.Column("member_id", WHOLE, nullable=False),
        sa.Column("preset", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_preference_member_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_preference")),
    )
    op.create_table(
        "published_event",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("subject_id", WHOLE, nullable=True),
        sa.Column("actor_id", WHOLE, nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("facts", FACTS, nullable=False),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["member.id"], name=op.f("fk_published_event_actor_id")
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_published_event_subject_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_event")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_published_event_actor_id_happened_at",
        "published_event",
        ["actor_id", "happened_at"],
        unique=False,
    )
    op.create_index(
        "ix_published_event_kind_happened_at",
        "published_event",
        ["kind", "happened_at"],
        unique=False,
    )
    op.create_index(
        "ix_published_event_subject_id", "published_event", ["subject_id"], unique=False
    )
    op.create_table(
        "reputation",
        sa.Column("member_id", WHOLE, nullable=False),
        sa.Column("points", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_reputation_member_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_reputation")),
    )
    op.create_table(
        "revision",
        sa.Column("post_id", WHOLE, nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("editor_id", WHOLE, nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["editor_id"], ["member.id"], name=op.f("fk_revision_editor_id")),
        sa.ForeignKeyConstraint(["post_id"], ["subject.id"], name=op.f("fk_revision_post_id")),
        sa.PrimaryKeyConstraint("post_id", "number", name=op.f("pk_revision")),
    )
    op.create_table(
        "service",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("opening", sa.Text(), nullable=False),
        sa.Column("calendar_id", WHOLE, nullable=False),
        sa.Column("first_response_minutes", WHOLE, nullable=False),
        sa.Column("resolution_minutes", WHOLE, nullable=False),
        sa.CheckConstraint(
            "first_response_minutes > 0 and resolution_minutes > 0",
            name=op.f("ck_service_promises"),
        ),
        sa.ForeignKeyConstraint(
            ["calendar_id"], ["calendar_version.id"], name=op.f("fk_service_calendar_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
        sa.UniqueConstraint("slug", name=op.f("uq_service_slug")),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("member_id", WHOLE, nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_sign_in_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("digest", name=op.f("uq_sign_in_digest")),
    )
    op.create_index(op.f("ix_sign_in_member_id"), "sign_in", ["member_id"], unique=False)
    op.create_table(
        "standing",
        sa.Column("member_id", WHOLE, nullable=False),
        sa.Column("rung", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reading_seconds", WHOLE, nullable=False),
        sa.Column("threads_read", WHOLE, nullable=False),
        sa.Column("posts_read", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_standing_member_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_standing")),
    )
    op.create_table(
        "vote",
        sa.Column("member_id", WHOLE, nullable=False),
        sa.Column("subject_id", WHOLE, nullable=False),
        sa.Column("value", WHOLE, nullable=False),
        sa.Column("cast_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("value in (-1, 1)", name=op.f("ck_vote_value")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_vote_member_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_vote_subject_id")),
        sa.PrimaryKeyConstraint("member_id", "subject_id", name=op.f("pk_vote")),
    )
    op.create_index("ix_vote_subject_id", "vote", ["subject_id"], unique=False)
    op.create_table(
        "award",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("event_id", WHOLE, nullable=False),
        sa.Column("member_id", WHOLE, nullable=False),
        sa.Column("giver_id", WHOLE, nullable=True),
        sa.Column("subject_id", WHOLE, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("points", WHOLE, nullable=False),
        sa.Column("outside_cap", sa.Boolean(), nullable=False),
        sa.Column("undoes_id", WHOLE, nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["published_event.id"], name=op.f("fk_award_event_id")
        ),
        sa.ForeignKeyConstraint(["giver_id"], ["member.id"], name=op.f("fk_award_giver_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_award_member_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_award_subject_id")),
        sa.ForeignKeyConstraint(["undoes_id"], ["award.id"], name=op.f("fk_award_undoes_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award")),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_award_undoes_id")),
    )
    op.create_index(
        "ix_award_member_id_granted_at", "award", ["member_id", "granted_at"], unique=False
    )
    op.create_index("ix_award_subject_id", "award", ["subject_id"], unique=False)
    op.create_index(
        "uq_award_event_id_member_id_kind",
        "award",
        ["event_id", "member_id", "kind"],
        unique=True,
        sqlite_where=sa.text("undoes_id is null"),
        postgresql_where=sa.text("undoes_id is null"),
    )
    op.create_table(
        "delivery",
        sa.Column("event_id", WHOLE, nullable=False),
        sa.Column("reaction", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["published_event.id"], name=op.f("fk_delivery_event_id")
        ),
        sa.PrimaryKeyConstraint("event_id", "reaction", name=op.f("pk_delivery")),
    )
    op.create_table(
        "failed_delivery",
        sa.Column("event_id", WHOLE, nullable=False),
        sa.Column("reaction", sa.Text(), nullable=False),
        sa.Column("attempts", WHOLE, nullable=False),
        sa.Column("retry_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dead_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["published_event.id"], name=op.f("fk_failed_delivery_event_id")
        ),
        sa.PrimaryKeyConstraint("event_id", "reaction", name=op.f("pk_failed_delivery")),
    )
    op.create_table(
        "notice",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("event_id", WHOLE, nullable=False),
        sa.Column("member_id", WHOLE, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", WHOLE, nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["published_event.id"], name=op.f("fk_notice_event_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_notice_member_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_notice_subject_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint(
            "event_id", "member_id", "kind", name=op.f("uq_notice_event_id_member_id_kind")
        ),
    )
    op.create_index("ix_notice_member_id_id", "notice", ["member_id", "id"], unique=False)
    op.create_table(
        "outgoing_mail",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("event_id", WHOLE, nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", WHOLE, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", WHOLE, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state in ('waiting','sending','sent','dropped','dead')",
            name=op.f("ck_outgoing_mail_state"),
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["published_event.id"], name=op.f("fk_outgoing_mail_event_id")
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_outgoing_mail_subject_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_mail")),
        sa.UniqueConstraint(
            "event_id", "recipient", "kind", name=op.f("uq_outgoing_mail_event_id_recipient_kind")
        ),
    )
    op.create_index(
        "ix_outgoing_mail_state_due_at", "outgoing_mail", ["state", "due_at"], unique=False
    )
    op.create_table(
        "pending",
        sa.Column("event_id", WHOLE, nullable=False),
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("retry_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["published_event.id"], name=op.f("fk_pending_event_id")
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_pending")),
    )
    op.create_index("ix_pending_stream_event_id", "pending", ["stream", "event_id"], unique=False)
    op.create_table(
        "ticket",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("source_kind", sa.Text(), nullable=False),
        sa.Column("source_id", WHOLE, nullable=True),
        sa.Column("service_id", WHOLE, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("is_live", sa.Boolean(), nullable=False),
        sa.Column("impact", sa.Text(), nullable=False),
        sa.Column("urgency", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("opener_id", WHOLE, nullable=True),
        sa.Column("contact_name", sa.Text(), nullable=True),
        sa.Column("contact_email", sa.Text(), nullable=True),
        sa.Column("opened_with", sa.Text(), nullable=True),
        sa.Column("assignee_id", WHOLE, nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(source_kind = 'direct') = (source_id is null)", name=op.f("ck_ticket_source_id")
        ),
        sa.CheckConstraint("impact in ('low','medium','high')", name=op.f("ck_ticket_impact")),
        sa.CheckConstraint(
            "source_kind in ('thread','idea','report','relationship','direct')",
            name=op.f("ck_ticket_source"),
        ),
        sa.CheckConstraint(
            "state in ('answered','closed_unresolved','merged','new','open','resolved','triaged','waiting_citizen','waiting_third_party','withdrawn')",
            name=op.f("ck_ticket_state"),
        ),
        sa.CheckConstraint("urgency in ('low','medium','high')", name=op.f("ck_ticket_urgency")),
        sa.ForeignKeyConstraint(["assignee_id"], ["member.id"], name=op.f("fk_ticket_assignee_id")),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_ticket_id")),
        sa.ForeignKeyConstraint(["opener_id"], ["member.id"], name=op.f("fk_ticket_opener_id")),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_ticket_service_id")),
        sa.ForeignKeyConstraint(["source_id"], ["subject.id"], name=op.f("fk_ticket_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
        sa.UniqueConstraint("opened_with", name=op.f("uq_ticket_opened_with")),
        sa.UniqueConstraint("reference", name=op.f("uq_ticket_reference")),
    )
    op.create_index("ix_ticket_assignee_id", "ticket", ["assignee_id"], unique=False)
    op.create_index("ix_ticket_is_live_due_at", "ticket", ["is_live", "due_at", "id"], unique=False)
    op.create_index("ix_ticket_opener_id", "ticket", ["opener_id"], unique=False)
    op.create_index(
        "uq_ticket_live_source",
        "ticket",
        ["source_id"],
        unique=True,
        sqlite_where=sa.text("is_live"),
        postgresql_where=sa.text("is_live"),
    )
    op.create_table(
        "topic",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("service_id", WHOLE, nullable=False),
        sa.Column("position", WHOLE, nullable=False),
        sa.Column("escalates_after_minutes", WHOLE, nullable=True),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_topic_service_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
        sa.UniqueConstraint("slug", name=op.f("uq_topic_slug")),
    )
    op.create_index(op.f("ix_topic_service_id"), "topic", ["service_id"], unique=False)
    op.create_table(
        "affected",
        sa.Column("ticket_id", WHOLE, nullable=False),
        sa.Column("member_id", WHOLE, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_affected_member_id")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_affected_ticket_id")),
        sa.PrimaryKeyConstraint("ticket_id", "member_id", name=op.f("pk_affected")),
    )
    op.create_table(
        "state_move",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("ticket_id", WHOLE, nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("actor_id", WHOLE, nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "before is null or (before = 'new' and state in ('answered','closed_unresolved','merged','open','triaged','waiting_citizen','waiting_third_party','withdrawn')) or (before = 'triaged' and state in ('answered','closed_unresolved','merged','open','waiting_citizen','waiting_third_party','withdrawn')) or (before = 'open' and state in ('answered','closed_unresolved','merged','waiting_citizen','waiting_third_party','withdrawn')) or (before = 'waiting_citizen' and state in ('answered','closed_unresolved','merged','open','waiting_third_party','withdrawn')) or (before = 'waiting_third_party' and state in ('answered','closed_unresolved','merged','open','waiting_citizen','withdrawn')) or (before = 'answered' and state in ('closed_unresolved','open','resolved','withdrawn')) or (before = 'resolved' and state in ('open')) or (before = 'closed_unresolved' and state in ('open')) or (before = 'withdrawn' and state in ('open'))",
            name=op.f("ck_state_move_allowed"),
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["member.id"], name=op.f("fk_state_move_actor_id")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_state_move_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_state_move")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_state_move_ticket_id", "state_move", ["ticket_id", "id"], unique=False)
    op.create_table(
        "thread",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("topic_id", WHOLE, nullable=False),
        sa.Column("author_id", WHOLE, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("renderer", WHOLE, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("revision", WHOLE, nullable=False),
        sa.Column("last_number", WHOLE, nullable=False),
        sa.Column("answer_count", WHOLE, nullable=False),
        sa.Column("me_too_count", WHOLE, nullable=False),
        sa.Column("score", WHOLE, nullable=False),
        sa.Column("imported_score", WHOLE, nullable=False),
        sa.Column("views", WHOLE, nullable=False),
        sa.Column("solution_id", WHOLE, nullable=True),
        sa.Column("solved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("active_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state in ('visible','held','hidden','deleted')", name=op.f("ck_thread_state")
        ),
        sa.CheckConstraint(
            "answer_count >= 0 and me_too_count >= 0", name=op.f("ck_thread_counts")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_thread_author_id")),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_thread_id")),
        *_solution_at_once(),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_thread_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread")),
    )
    op.create_index(
        "ix_thread_author_id_asked_at", "thread", ["author_id", "asked_at"], unique=False
    )
    op.create_index(
        "ix_thread_state_active_at", "thread", ["state", "active_at", "id"], unique=False
    )
    op.create_index("ix_thread_state_solved_at", "thread", ["state", "solved_at"], unique=False)
    op.create_index(
        "ix_thread_topic_id_state_active_at",
        "thread",
        ["topic_id", "state", "active_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_thread_unanswered",
        "thread",
        ["state", "active_at", "id"],
        unique=False,
        sqlite_where=sa.text("answer_count = 0"),
        postgresql_where=sa.text("answer_count = 0"),
    )
    op.create_table(
        "ticket_promise",
        sa.Column("ticket_id", WHOLE, nullable=False),
        sa.Column("clock", sa.Text(), nullable=False),
        sa.Column("calendar_id", WHOLE, nullable=False),
        sa.Column("minutes", WHOLE, nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("broken_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "clock in ('first_response','resolution')", name=op.f("ck_ticket_promise_clock")
        ),
        sa.ForeignKeyConstraint(
            ["calendar_id"], ["calendar_version.id"], name=op.f("fk_ticket_promise_calendar_id")
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["ticket.id"], name=op.f("fk_ticket_promise_ticket_id")
        ),
        sa.PrimaryKeyConstraint("ticket_id", "clock", name=op.f("pk_ticket_promise")),
    )
    op.create_index(
        "ix_ticket_promise_open_due_at",
        "ticket_promise",
        ["met_at", "broken_at", "due_at"],
        unique=False,
    )
    op.create_table(
        "answer",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("thread_id", WHOLE, nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("author_id", WHOLE, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("renderer", WHOLE, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("revision", WHOLE, nullable=False),
        sa.Column("is_official", sa.Boolean(), nullable=False),
        sa.Column("score", WHOLE, nullable=False),
        sa.Column("imported_score", WHOLE, nullable=False),
        sa.Column("thanks_count", WHOLE, nullable=False),
        sa.Column("imported_thanks", WHOLE, nullable=False),
        sa.Column(
            "helpful", WHOLE, sa.Computed("score + thanks_count", persisted=True), nullable=False
        ),
        sa.Column("comment_count", WHOLE, nullable=False),
        sa.Column("confirmed_by_id", WHOLE, nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state in ('visible','held','hidden','deleted')", name=op.f("ck_answer_state")
        ),
        sa.CheckConstraint(
            "thanks_count >= 0 and comment_count >= 0", name=op.f("ck_answer_counts")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_answer_author_id")),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["member.id"], name=op.f("fk_answer_confirmed_by_id")
        ),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_answer_id")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_answer_thread_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("thread_id", "number", name=op.f("uq_answer_thread_id_number")),
    )
    op.create_index(
        "ix_answer_author_id_written_at", "answer", ["author_id", "written_at"], unique=False
    )
    op.create_index(
        "ix_answer_official",
        "answer",
        ["thread_id", "number"],
        unique=False,
        sqlite_where=sa.text("is_official = 1"),
        postgresql_where=sa.text("is_official"),
    )
    op.create_index("ix_answer_thread_id_helpful", "answer", ["thread_id", "helpful"], unique=False)
    op.create_table(
        "me_too",
        sa.Column("member_id", WHOLE, nullable=False),
        sa.Column("thread_id", WHOLE, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_me_too_member_id")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_me_too_thread_id")),
        sa.PrimaryKeyConstraint("member_id", "thread_id", name=op.f("pk_me_too")),
    )
    op.create_index("ix_me_too_thread_id", "me_too", ["thread_id"], unique=False)
    op.create_table(
        "note",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("thread_id", WHOLE, nullable=False),
        sa.Column("author_id", WHOLE, nullable=True),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("imported_thanks", WHOLE, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_note_author_id")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_note_thread_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index("ix_note_thread_id", "note", ["thread_id"], unique=False)
    op.create_table(
        "thread_read",
        sa.Column("member_id", WHOLE, nullable=False),
        sa.Column("thread_id", WHOLE, nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_thread_read_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_thread_read_thread_id")
        ),
        sa.PrimaryKeyConstraint("member_id", "thread_id", name=op.f("pk_thread_read")),
    )
    op.create_table(
        "thread_tag",
        sa.Column("thread_id", WHOLE, nullable=False),
        sa.Column("tag_id", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name=op.f("fk_thread_tag_tag_id")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_thread_tag_thread_id")),
        sa.PrimaryKeyConstraint("thread_id", "tag_id", name=op.f("pk_thread_tag")),
    )
    op.create_index("ix_thread_tag_tag_id", "thread_tag", ["tag_id"], unique=False)
    op.create_table(
        "comment",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("answer_id", WHOLE, nullable=True),
        sa.Column("thread_id", WHOLE, nullable=False),
        sa.Column("author_id", WHOLE, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("renderer", WHOLE, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("revision", WHOLE, nullable=False),
        sa.Column("imported_thanks", WHOLE, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state in ('visible','held','hidden','deleted')", name=op.f("ck_comment_state")
        ),
        sa.ForeignKeyConstraint(["answer_id"], ["answer.id"], name=op.f("fk_comment_answer_id")),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_comment_author_id")),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_comment_id")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_comment_thread_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    op.create_index("ix_comment_answer_id", "comment", ["answer_id"], unique=False)
    op.create_index("ix_comment_author_id", "comment", ["author_id"], unique=False)
    op.create_index(
        "ix_comment_thread_id_answer_id", "comment", ["thread_id", "answer_id"], unique=False
    )
    op.create_table(
        "message",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("ticket_id", WHOLE, nullable=False),
        sa.Column("author_id", WHOLE, nullable=True),
        sa.Column("is_from_staff", sa.Boolean(), nullable=False),
        sa.Column("visibility", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("renderer", WHOLE, nullable=False),
        sa.Column("answer_id", WHOLE, nullable=True),
        sa.Column("nonce", sa.Text(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "visibility in ('public','private','internal')", name=op.f("ck_message_visibility")
        ),
        sa.ForeignKeyConstraint(["answer_id"], ["answer.id"], name=op.f("fk_message_answer_id")),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_message_author_id")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_message_ticket_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("nonce", name=op.f("uq_message_nonce")),
    )
    op.create_index("ix_message_ticket_id", "message", ["ticket_id", "id"], unique=False)
    op.create_table(
        "thanks",
        sa.Column("member_id", WHOLE, nullable=False),
        sa.Column("answer_id", WHOLE, nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("thanked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["answer.id"], name=op.f("fk_thanks_answer_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_thanks_member_id")),
        sa.PrimaryKeyConstraint("member_id", "answer_id", name=op.f("pk_thanks")),
    )
    op.create_index("ix_thanks_answer_id", "thanks", ["answer_id"], unique=False)
    # ### end Alembic commands ###
    if not _is_sqlite():
        op.create_foreign_key(
            op.f("fk_thread_solution_id"), "thread", "answer", ["solution_id"], ["id"]
        )


def _solution_at_once() -> list[sa.ForeignKeyConstraint]:
    """A thread points at its solution and an answer at its thread: SQLite takes both at once."""
    if not _is_sqlite():
        return []
    return [
        sa.ForeignKeyConstraint(["solution_id"], ["answer.id"], name=op.f("fk_thread_solution_id"))
    ]


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def downgrade() -> None:
    if not _is_sqlite():
        op.drop_constraint(op.f("fk_thread_solution_id"), "thread", type_="foreignkey")
    op.drop_index("ix_thanks_answer_id", table_name="thanks")
    op.drop_table("thanks")
    op.drop_index("ix_message_ticket_id", table_name="message")
    op.drop_table("message")
    op.drop_index("ix_comment_thread_id_answer_id", table_name="comment")
    op.drop_index("ix_comment_author_id", table_name="comment")
    op.drop_index("ix_comment_answer_id", table_name="comment")
    op.drop_table("comment")
    op.drop_index("ix_thread_tag_tag_id", table_name="thread_tag")
    op.drop_table("thread_tag")
    op.drop_table("thread_read")
    op.drop_index("ix_note_thread_id", table_name="note")
    op.drop_table("note")
    op.drop_index("ix_me_too_thread_id", table_name="me_too")
    op.drop_table("me_too")
    op.drop_index("ix_answer_thread_id_helpful", table_name="answer")
    op.drop_index(
        "ix_answer_official",
        table_name="answer",
        sqlite_where=sa.text("is_official = 1"),
        postgresql_where=sa.text("is_official"),
    )
    op.drop_index("ix_answer_author_id_written_at", table_name="answer")
    op.drop_table("answer")
    op.drop_index("ix_ticket_promise_open_due_at", table_name="ticket_promise")
    op.drop_table("ticket_promise")
    op.drop_index(
        "ix_thread_unanswered",
        table_name="thread",
        sqlite_where=sa.text("answer_count = 0"),
        postgresql_where=sa.text("answer_count = 0"),
    )
    op.drop_index("ix_thread_topic_id_state_active_at", table_name="thread")
    op.drop_index("ix_thread_state_solved_at", table_name="thread")
    op.drop_index("ix_thread_state_active_at", table_name="thread")
    op.drop_index("ix_thread_author_id_asked_at", table_name="thread")
    op.drop_table("thread")
    op.drop_index("ix_state_move_ticket_id", table_name="state_move")
    op.drop_table("state_move")
    op.drop_table("affected")
    op.drop_index(op.f("ix_topic_service_id"), table_name="topic")
    op.drop_table("topic")
    op.drop_index(
        "uq_ticket_live_source",
        table_name="ticket",
        sqlite_where=sa.text("is_live"),
        postgresql_where=sa.text("is_live"),
    )
    op.drop_index("ix_ticket_opener_id", table_name="ticket")
    op.drop_index("ix_ticket_is_live_due_at", table_name="ticket")
    op.drop_index("ix_ticket_assignee_id", table_name="ticket")
    op.drop_table("ticket")
    op.drop_index("ix_pending_stream_event_id", table_name="pending")
    op.drop_table("pending")
    op.drop_index("ix_outgoing_mail_state_due_at", table_name="outgoing_mail")
    op.drop_table("outgoing_mail")
    op.drop_index("ix_notice_member_id_id", table_name="notice")
    op.drop_table("notice")
    op.drop_table("failed_delivery")
    op.drop_table("delivery")
    op.drop_index(
        "uq_award_event_id_member_id_kind",
        table_name="award",
        sqlite_where=sa.text("undoes_id is null"),
        postgresql_where=sa.text("undoes_id is null"),
    )
    op.drop_index("ix_award_subject_id", table_name="award")
    op.drop_index("ix_award_member_id_granted_at", table_name="award")
    op.drop_table("award")
    op.drop_index("ix_vote_subject_id", table_name="vote")
    op.drop_table("vote")
    op.drop_table("standing")
    op.drop_index(op.f("ix_sign_in_member_id"), table_name="sign_in")
    op.drop_table("sign_in")
    op.drop_table("service")
    op.drop_table("revision")
    op.drop_table("reputation")
    op.drop_index("ix_published_event_subject_id", table_name="published_event")
    op.drop_index("ix_published_event_kind_happened_at", table_name="published_event")
    op.drop_index("ix_published_event_actor_id_happened_at", table_name="published_event")
    op.drop_table("published_event")
    op.drop_table("preference")
    op.drop_table("old_address")
    op.drop_index("ix_follow_subject_id", table_name="follow")
    op.drop_table("follow")
    op.drop_index("ix_code_member_id_purpose", table_name="code")
    op.drop_table("code")
    op.drop_index("ix_audit_entry_subject_id", table_name="audit_entry")
    op.drop_index(op.f("ix_audit_entry_actor_id"), table_name="audit_entry")
    op.drop_table("audit_entry")
    op.drop_index(op.f("ix_api_token_member_id"), table_name="api_token")
    op.drop_table("api_token")
    op.drop_index("ix_work_done_at_run_at", table_name="work")
    op.drop_table("work")
    op.drop_table("tag")
    op.drop_table("subject")
    op.drop_table("stale_total")
    op.drop_table("site_setting")
    op.drop_table("member")
    op.drop_index(op.f("ix_limit_window_ends_at"), table_name="limit_window")
    op.drop_table("limit_window")
    op.drop_table("imported_key")
    op.drop_table("heartbeat")
    op.drop_table("calendar_version")
    # ### end Alembic commands ###
