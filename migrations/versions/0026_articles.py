"""Articles are made from what was answered, and questions lead to them."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _make_articles()
    _make_sources()
    _make_verdicts()
    _lead_from_threads()


def downgrade() -> None:
    with op.batch_alter_table("thread") as thread:
        thread.drop_constraint(op.f("fk_thread_article_id"), type_="foreignkey")
        thread.drop_column("article_id")
    for table in ("article_verdict", "article_source", "article"):
        op.drop_table(table)


def _make_articles() -> None:
    op.create_table(
        "article",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        *(sa.Column(name, WHOLE, nullable=False) for name in ("topic_id", "author_id")),
        *_texts("title", "slug", "in_short", "body", "html"),
        sa.Column("renderer", WHOLE, nullable=False),
        *_texts("state"),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("checked_on", "true_until")),
        *(sa.Column(name, WHOLE, nullable=False) for name in ("helped_count", "unhelped_count")),
        sa.Column("revision", WHOLE, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        *(sa.Column(name, MOMENT, nullable=True) for name in ("published_at", "archived_at")),
        sa.Column("changed_at", MOMENT, nullable=False),
        _check("state", "state in ('archived','draft','published')"),
        _check("draft", "state <> 'draft' or published_at is null"),
        _check("published", "state <> 'published' or published_at is not null"),
        _check("archived", "(state = 'archived') = (archived_at is not null)"),
        _check("counts", "helped_count >= 0 and unhelped_count >= 0"),
        _check("revision", "revision > 0"),
        *_keys("article", id="subject", topic_id="topic", author_id="member"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
    )
    op.create_index("ix_article_state_checked_on", "article", ["state", "checked_on", "id"])
    op.create_index("ix_article_topic_id", "article", ["topic_id", "state", "checked_on", "id"])
    op.create_index("ix_article_true_until", "article", ["true_until", "id"])


def _make_sources() -> None:
    table = "article_source"
    op.create_table(
        table,
        *_ids("article_id", "subject_id"),
        sa.Column("part", WHOLE, nullable=True),
        *_keys(table, article_id="article", subject_id="subject"),
        sa.PrimaryKeyConstraint("article_id", "subject_id", name=op.f("pk_article_source")),
    )
    op.create_index("ix_article_source_subject_id", table, ["subject_id"])


def _make_verdicts() -> None:
    table = "article_verdict"
    op.create_table(
        table,
        *_ids("member_id", "article_id"),
        sa.Column("helped", sa.Boolean(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        *_keys(table, member_id="member", article_id="article"),
        sa.PrimaryKeyConstraint("member_id", "article_id", name=op.f("pk_article_verdict")),
    )
    op.create_index("ix_article_verdict_article_id", table, ["article_id"])


def _lead_from_threads() -> None:
    """Both databases add a column that is empty without writing the table of questions anew."""
    kind = "bigint" if op.get_bind().dialect.name == "postgresql" else "integer"
    key = "constraint fk_thread_article_id references subject (id)"
    op.execute(f"alter table thread add column article_id {kind} {key}")


def _ids(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, WHOLE, autoincrement=False, nullable=False) for name in names]


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _check(name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_article_{name}"))


def _keys(table: str, **targets: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], [f"{target}.id"], name=op.f(f"fk_{table}_{name}"))
        for name, target in targets.items()
    ]
