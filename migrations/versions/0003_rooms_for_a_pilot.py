"""Alerts, ideas, reports, sanctions, changes of the catalogue, alarms and what search owes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FACTS = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "alarm",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarm")),
    )
    op.create_index(
        "ix_alarm_part_open",
        "alarm",
        ["part"],
        unique=True,
        sqlite_where=sa.text("ended_at is null"),
        postgresql_where=sa.text("ended_at is null"),
    )
    op.create_table(
        "stale_document",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("marks", WHOLE, nullable=False),
        sa.Column("drained_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("kind", "subject_id", name=op.f("pk_stale_document")),
    )
    op.create_index("ix_stale_document_drained_at", "stale_document", ["drained_at"], unique=False)
    op.create_table(
        "kept_answer",
        sa.Column("member_id", WHOLE, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("sent", sa.Text(), nullable=False),
        sa.Column("status", WHOLE, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_kept_answer_member_id")
        ),
        sa.PrimaryKeyConstraint("member_id", "key", name=op.f("pk_kept_answer")),
    )
    op.create_index(
        op.f("ix_kept_answer_answered_at"), "kept_answer", ["answered_at"], unique=False
    )
    op.create_table(
        "report_case",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("about_id", WHOLE, nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("report_count", WHOLE, nullable=False),
        sa.Column("assignee_id", WHOLE, nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_by_id", WHOLE, nullable=True),
        sa.CheckConstraint("report_count >= 0", name=op.f("ck_report_case_counts")),
        sa.ForeignKeyConstraint(["about_id"], ["subject.id"], name=op.f("fk_report_case_about_id")),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["member.id"], name=op.f("fk_report_case_assignee_id")
        ),
        sa.ForeignKeyConstraint(
            ["not_by_id"], ["member.id"], name=op.f("fk_report_case_not_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_case")),
    )
    op.create_index(op.f("ix_report_case_about_id"), "report_case", ["about_id"], unique=False)
    op.create_index(
        "ix_report_case_is_open_opened_at",
        "report_case",
        ["is_open", "opened_at", "id"],
        unique=False,
    )
    op.create_index(
        "uq_report_case_open_about",
        "report_case",
        ["about_id"],
        unique=True,
        sqlite_where=sa.text("is_open"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_table(
        "sanction",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("member_id", WHOLE, nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("imposed_by_id", WHOLE, nullable=False),
        sa.Column("imposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by_id", WHOLE, nullable=True),
        sa.CheckConstraint("(measure = 'warn') = (until is null)", name=op.f("ck_sanction_until")),
        sa.CheckConstraint(
            "measure in ('warn','limit','suspend')", name=op.f("ck_sanction_measure")
        ),
        sa.CheckConstraint(
            "(lifted_at is null) = (lifted_by_id is null)", name=op.f("ck_sanction_lifted")
        ),
        sa.CheckConstraint("length(trim(statement)) > 0", name=op.f("ck_sanction_statement")),
        sa.CheckConstraint("member_id != imposed_by_id", name=op.f("ck_sanction_not_oneself")),
        sa.CheckConstraint("until is null or until > imposed_at", name=op.f("ck_sanction_ends")),
        sa.ForeignKeyConstraint(
            ["imposed_by_id"], ["member.id"], name=op.f("fk_sanction_imposed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["lifted_by_id"], ["member.id"], name=op.f("fk_sanction_lifted_by_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_sanction_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sanction")),
    )
    op.create_index("ix_sanction_member_id", "sanction", ["member_id"], unique=False)
    op.create_table(
        "alert",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("service_id", WHOLE, nullable=False),
        sa.Column("author_id", WHOLE, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("renderer", WHOLE, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.CheckConstraint(
            "(state = 'draft') = (published_at is null)", name=op.f("ck_alert_published")
        ),
        sa.CheckConstraint(
            "(state = 'ended') = (ended_at is not null)", name=op.f("ck_alert_ended")
        ),
        sa.CheckConstraint("kind in ('problem','planned')", name=op.f("ck_alert_kind")),
        sa.CheckConstraint("state in ('draft','published','ended')", name=op.f("ck_alert_state")),
        sa.CheckConstraint("ends_at is null or ends_at > begins_at", name=op.f("ck_alert_moments")),
        sa.CheckConstraint("version > 0", name=op.f("ck_alert_version")),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_alert_author_id")),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_alert_id")),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_alert_service_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
    )
    op.create_index("ix_alert_service_id", "alert", ["service_id"], unique=False)
    op.create_index("ix_alert_state_begins_at", "alert", ["state", "begins_at"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("case_id", WHOLE, nullable=False),
        sa.Column("about_id", WHOLE, nullable=False),
        sa.Column("person_id", WHOLE, nullable=False),
        sa.Column("decider_id", WHOLE, nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("hides_post", sa.Boolean(), nullable=False),
        sa.Column("did_hide", sa.Boolean(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("is_automated", sa.Boolean(), nullable=False),
        sa.Column("redress", sa.Text(), nullable=False),
        sa.Column("sanction_id", WHOLE, nullable=True),
        sa.Column("notice_id", WHOLE, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("appeal_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reversed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(deed in ('warn','limit','suspend')) = (sanction_id is not null)",
            name=op.f("ck_decision_sanction"),
        ),
        sa.CheckConstraint("deed != 'hide' or hides_post", name=op.f("ck_decision_hides")),
        sa.CheckConstraint(
            "deed in ('dismiss','hide','limit','restore','suspend','warn')",
            name=op.f("ck_decision_deed"),
        ),
        sa.CheckConstraint(
            "deed not in ('dismiss','restore') or not hides_post", name=op.f("ck_decision_leaves")
        ),
        sa.CheckConstraint("appeal_until > decided_at", name=op.f("ck_decision_appeal_until")),
        sa.CheckConstraint("decider_id != person_id", name=op.f("ck_decision_not_oneself")),
        sa.CheckConstraint("length(trim(facts)) > 0", name=op.f("ck_decision_facts")),
        sa.CheckConstraint("length(trim(redress)) > 0", name=op.f("ck_decision_redress")),
        sa.CheckConstraint("length(trim(rule)) > 0", name=op.f("ck_decision_rule")),
        sa.ForeignKeyConstraint(["about_id"], ["subject.id"], name=op.f("fk_decision_about_id")),
        sa.ForeignKeyConstraint(["case_id"], ["report_case.id"], name=op.f("fk_decision_case_id")),
        sa.ForeignKeyConstraint(["decider_id"], ["member.id"], name=op.f("fk_decision_decider_id")),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_decision_id")),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["published_event.id"], name=op.f("fk_decision_notice_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["member.id"], name=op.f("fk_decision_person_id")),
        sa.ForeignKeyConstraint(
            ["sanction_id"], ["sanction.id"], name=op.f("fk_decision_sanction_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("id", "decider_id", name=op.f("uq_decision_id_decider_id")),
        sa.UniqueConstraint("notice_id", name=op.f("uq_decision_notice_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_decision_reference")),
        sa.UniqueConstraint("sanction_id", name=op.f("uq_decision_sanction_id")),
    )
    op.create_index("ix_decision_about_id", "decision", ["about_id"], unique=False)
    op.create_index("ix_decision_person_id", "decision", ["person_id", "id"], unique=False)
    op.create_index(
        "uq_decision_standing_case",
        "decision",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("reversed_at is null"),
        postgresql_where=sa.text("reversed_at is null"),
    )
    op.create_table(
        "report",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("case_id", WHOLE, nullable=False),
        sa.Column("about_id", WHOLE, nullable=False),
        sa.Column("reporter_id", WHOLE, nullable=True),
        sa.Column("reporter_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["about_id"], ["subject.id"], name=op.f("fk_report_about_id")),
        sa.ForeignKeyConstraint(["case_id"], ["report_case.id"], name=op.f("fk_report_case_id")),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_report_id")),
        sa.ForeignKeyConstraint(["reporter_id"], ["member.id"], name=op.f("fk_report_reporter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint(
            "about_id", "reporter_key", name=op.f("uq_report_about_id_reporter_key")
        ),
        sa.UniqueConstraint("reference", name=op.f("uq_report_reference")),
    )
    op.create_index("ix_report_case_id", "report", ["case_id", "id"], unique=False)
    op.create_index("ix_report_reporter_id", "report", ["reporter_id"], unique=False)
    op.create_table(
        "alert_update",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("alert_id", WHOLE, nullable=False),
        sa.Column("author_id", WHOLE, nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("renderer", WHOLE, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_alert_update_number")),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_alert_update_alert_id")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["member.id"], name=op.f("fk_alert_update_author_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_update")),
        sa.UniqueConstraint("alert_id", "number", name=op.f("uq_alert_update_alert_id_number")),
    )
    op.create_table(
        "appeal",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("decision_id", WHOLE, nullable=False),
        sa.Column("first_decider_id", WHOLE, nullable=False),
        sa.Column("report_id", WHOLE, nullable=True),
        sa.Column("appellant_id", WHOLE, nullable=True),
        sa.Column("appellant_key", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("decider_id", WHOLE, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("outcome in ('upheld','reversed')", name=op.f("ck_appeal_outcome")),
        sa.CheckConstraint(
            "(outcome is null) = (decider_id is null) and (outcome is null) = (decided_at is null)",
            name=op.f("ck_appeal_decided"),
        ),
        sa.CheckConstraint("decider_id != appellant_id", name=op.f("ck_appeal_not_oneself")),
        sa.CheckConstraint("decider_id != first_decider_id", name=op.f("ck_appeal_another_person")),
        sa.CheckConstraint(
            "outcome is null or length(trim(answer)) > 0", name=op.f("ck_appeal_answer")
        ),
        sa.ForeignKeyConstraint(
            ["appellant_id"], ["member.id"], name=op.f("fk_appeal_appellant_id")
        ),
        sa.ForeignKeyConstraint(["decider_id"], ["member.id"], name=op.f("fk_appeal_decider_id")),
        sa.ForeignKeyConstraint(
            ["decision_id", "first_decider_id"],
            ["decision.id", "decision.decider_id"],
            name="fk_appeal_decision_and_decider",
        ),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_appeal_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal")),
        sa.UniqueConstraint(
            "decision_id", "appellant_key", name=op.f("uq_appeal_decision_id_appellant_key")
        ),
    )
    op.create_index(
        "ix_appeal_outcome_made_at", "appeal", ["outcome", "made_at", "id"], unique=False
    )
    op.create_table(
        "catalogue_change",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("service_id", WHOLE, nullable=True),
        sa.Column("topic_id", WHOLE, nullable=True),
        sa.Column("actor_id", WHOLE, nullable=False),
        sa.Column("before", FACTS, nullable=False),
        sa.Column("after", FACTS, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undoes_id", WHOLE, nullable=True),
        sa.CheckConstraint(
            "(service_id is null) <> (topic_id is null)", name=op.f("ck_catalogue_change_about")
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["member.id"], name=op.f("fk_catalogue_change_actor_id")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_catalogue_change_service_id")
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_catalogue_change_topic_id")
        ),
        sa.ForeignKeyConstraint(
            ["undoes_id"], ["catalogue_change.id"], name=op.f("fk_catalogue_change_undoes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_change")),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_catalogue_change_undoes_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_catalogue_change_service_id", "catalogue_change", ["service_id"], unique=False
    )
    op.create_index("ix_catalogue_change_topic_id", "catalogue_change", ["topic_id"], unique=False)
    op.create_table(
        "idea",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("topic_id", WHOLE, nullable=False),
        sa.Column("author_id", WHOLE, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("renderer", WHOLE, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("is_undecided", sa.Boolean(), nullable=False),
        sa.Column("version", WHOLE, nullable=False),
        sa.Column("support_count", WHOLE, nullable=False),
        sa.Column("viewer_count", WHOLE, nullable=False),
        sa.Column("imported_supports", WHOLE, nullable=False),
        sa.Column("comment_count", WHOLE, nullable=False),
        sa.Column("heat", sa.Double(), nullable=False),
        sa.Column("top", sa.Double(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "is_undecided = (stage in ('in_review','open'))", name=op.f("ck_idea_undecided")
        ),
        sa.CheckConstraint(
            "stage in ('already_done','declined','delivered','in_progress','in_review','merged','open','out_of_scope','planned','withdrawn')",
            name=op.f("ck_idea_stage"),
        ),
        sa.CheckConstraint(
            "state <> 'published' or published_at is not null", name=op.f("ck_idea_published")
        ),
        sa.CheckConstraint(
            "state in ('draft','held','hidden','published','removed')", name=op.f("ck_idea_state")
        ),
        sa.CheckConstraint(
            "imported_supports between 0 and support_count", name=op.f("ck_idea_imported")
        ),
        sa.CheckConstraint("support_count between 0 and viewer_count", name=op.f("ck_idea_counts")),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_idea_author_id")),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_idea_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_idea_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea")),
    )
    op.create_index(
        "ix_idea_author_id_proposed_at", "idea", ["author_id", "proposed_at"], unique=False
    )
    op.create_index("ix_idea_decided", "idea", ["state", "decided_at", "id"], unique=False)
    op.create_index("ix_idea_new", "idea", ["state", "published_at", "id"], unique=False)
    op.create_index("ix_idea_rising", "idea", ["state", "is_undecided", "heat", "id"], unique=False)
    op.create_index("ix_idea_top", "idea", ["state", "is_undecided", "top", "id"], unique=False)
    op.create_index("ix_idea_topic_id_state", "idea", ["topic_id", "state"], unique=False)
    op.create_table(
        "idea_comment",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("idea_id", WHOLE, nullable=False),
        sa.Column("parent_id", WHOLE, nullable=True),
        sa.Column("author_id", WHOLE, nullable=False),
        sa.Column("stance", WHOLE, nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("renderer", WHOLE, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("imported_thanks", WHOLE, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state in ('hidden','removed','visible')", name=op.f("ck_idea_comment_state")
        ),
        sa.CheckConstraint("stance between -1 and 1", name=op.f("ck_idea_comment_stance")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["member.id"], name=op.f("fk_idea_comment_author_id")
        ),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_idea_comment_id")),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=op.f("fk_idea_comment_idea_id")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["idea_comment.id"], name=op.f("fk_idea_comment_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea_comment")),
    )
    op.create_index("ix_idea_comment_author_id", "idea_comment", ["author_id"], unique=False)
    op.create_index(
        "ix_idea_comment_idea_id", "idea_comment", ["idea_id", "written_at", "id"], unique=False
    )
    op.create_table(
        "idea_viewer",
        sa.Column("member_id", WHOLE, nullable=False),
        sa.Column("idea_id", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=op.f("fk_idea_viewer_idea_id")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_idea_viewer_member_id")
        ),
        sa.PrimaryKeyConstraint("member_id", "idea_id", name=op.f("pk_idea_viewer")),
    )
    op.create_index("ix_idea_viewer_idea_id", "idea_viewer", ["idea_id"], unique=False)
    op.create_table(
        "official_reply",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("idea_id", WHOLE, nullable=False),
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("renderer", WHOLE, nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("author_id", WHOLE, nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "length(summary) between 1 and 200", name=op.f("ck_official_reply_summary")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["member.id"], name=op.f("fk_official_reply_author_id")
        ),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=op.f("fk_official_reply_idea_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_reply")),
        sa.UniqueConstraint("idea_id", "number", name=op.f("uq_official_reply_idea_id_number")),
    )
    op.create_table(
        "stage_move",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("idea_id", WHOLE, nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("actor_id", WHOLE, nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(before = 'in_review' and stage = 'planned') or (before = 'open' and stage = 'in_review') or (before = 'planned' and stage = 'in_progress') or (reason <> '' and text <> '')",
            name=op.f("ck_stage_move_explained"),
        ),
        sa.CheckConstraint(
            "(before = 'open' and stage in ('already_done','declined','in_review','merged','out_of_scope','withdrawn')) or (before = 'in_review' and stage in ('already_done','declined','merged','open','out_of_scope','planned','withdrawn')) or (before = 'planned' and stage in ('declined','in_progress','in_review')) or (before = 'in_progress' and stage in ('declined','delivered','planned')) or (before = 'delivered' and stage in ('in_progress')) or (before = 'declined' and stage in ('in_review')) or (before = 'already_done' and stage in ('in_review')) or (before = 'out_of_scope' and stage in ('in_review')) or (before = 'merged' and stage in ('open'))",
            name=op.f("ck_stage_move_allowed"),
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["member.id"], name=op.f("fk_stage_move_actor_id")),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=op.f("fk_stage_move_idea_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_move")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_stage_move_idea_id", "stage_move", ["idea_id", "id"], unique=False)
    op.create_table(
        "support",
        sa.Column("member_id", WHOLE, nullable=False),
        sa.Column("idea_id", WHOLE, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=op.f("fk_support_idea_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_support_member_id")),
        sa.PrimaryKeyConstraint("member_id", "idea_id", name=op.f("pk_support")),
    )
    op.create_index("ix_support_idea_id", "support", ["idea_id", "since"], unique=False)


def downgrade() -> None:
    op.drop_table("support")
    op.drop_table("stage_move")
    op.drop_table("official_reply")
    op.drop_table("idea_viewer")
    op.drop_table("idea_comment")
    op.drop_table("idea")
    op.drop_table("catalogue_change")
    op.drop_table("appeal")
    op.drop_table("alert_update")
    op.drop_table("report")
    op.drop_table("decision")
    op.drop_table("alert")
    op.drop_table("sanction")
    op.drop_table("report_case")
    op.drop_table("kept_answer")
    op.drop_table("stale_document")
    op.drop_table("alarm")
