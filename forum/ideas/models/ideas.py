"""An idea, who supports it and has seen it, what is said about it, where it stood when."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.ideas.models.boards import Board
from forum.ideas.ranking import COLD
from forum.ideas.states import FORWARD, MOVES, STATES, UNDECIDED, Stage
from forum.kernel.clock import now
from forum.kernel.db import Model
from forum.kernel.subjects import Subject
from forum.topics.models import Topic

LONGEST_SUMMARY = 200


def _quoted(values: Iterable[str]) -> str:
    return ",".join(f"'{value}'" for value in sorted(values))


_PAIRS = " or ".join(
    f"(before = '{before}' and stage in ({_quoted(after)}))"
    for before, after in MOVES.items()
    if after
)
_FORWARD = " or ".join(
    f"(before = '{before}' and stage = '{stage}')" for before, stage in sorted(FORWARD)
)

_MAIN = select(Board.id).where(Board.is_default).scalar_subquery()


class Idea(Model):
    """`state` is whether it shows, `stage` what is decided; `is_undecided` follows the stage.

    `heat` and `top` are the stored numbers of forum/ideas/ranking.py. Who supports it has seen it.
    `imported_supports` are those that nobody here signed: they show, and move it nowhere.
    """

    __tablename__ = "idea"
    __privacy__ = {
        "title": "words",
        "slug": "words",
        "body": "words",
        "html": "words",
        "state": "code",
        "stage": "code",
    }
    __kept__ = {"id": "subject", "author_id": "member", "topic_id": "topic"}
    __table_args__ = (
        CheckConstraint(f"state in ({_quoted(STATES)})", name="state"),
        CheckConstraint(f"stage in ({_quoted(Stage)})", name="stage"),
        CheckConstraint(f"is_undecided = (stage in ({_quoted(UNDECIDED)}))", name="undecided"),
        CheckConstraint("support_count between 0 and viewer_count", name="counts"),
        CheckConstraint("imported_supports between 0 and support_count", name="imported"),
        CheckConstraint("state <> 'published' or published_at is not null", name="published"),
        Index("ix_idea_rising", "state", "is_undecided", "heat", "id"),
        Index("ix_idea_top", "state", "is_undecided", "top", "id"),
        Index("ix_idea_new", "state", "published_at", "id"),
        Index("ix_idea_decided", "state", "decided_at", "id"),
        Index("ix_idea_topic_id_state", "topic_id", "state"),
        Index("ix_idea_board_id_state", "board_id", "state"),
        Index("ix_idea_author_id_proposed_at", "author_id", "proposed_at"),
    )

    id: Mapped[int] = mapped_column(ForeignKey(Subject.id), primary_key=True, autoincrement=False)
    topic_id: Mapped[int] = mapped_column(ForeignKey(Topic.id))
    board_id: Mapped[int] = mapped_column(ForeignKey(Board.id), default=_MAIN)
    author_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    title: Mapped[str]
    slug: Mapped[str]
    body: Mapped[str]
    html: Mapped[str]
    renderer: Mapped[int]
    state: Mapped[str] = mapped_column(default="published")
    stage: Mapped[str] = mapped_column(default=Stage.OPEN)
    is_undecided: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    support_count: Mapped[int] = mapped_column(default=0)
    viewer_count: Mapped[int] = mapped_column(default=0)
    imported_supports: Mapped[int] = mapped_column(default=0)
    comment_count: Mapped[int] = mapped_column(default=0)
    heat: Mapped[float] = mapped_column(default=COLD)
    top: Mapped[float] = mapped_column(default=0.0)
    proposed_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]

    author: Mapped[Member] = relationship()
    topic: Mapped[Topic] = relationship()
    board: Mapped[Board] = relationship()

    @property
    def is_visible(self) -> bool:
        return self.state == "published"


class Support(Model):
    """One person behind one idea: the key says that nobody counts twice."""

    __tablename__ = "support"
    __privacy__: dict[str, str] = {}
    __table_args__ = (Index("ix_support_idea_id", "idea_id", "since"),)

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    idea_id: Mapped[int] = mapped_column(ForeignKey(Idea.id), primary_key=True)
    since: Mapped[datetime] = mapped_column(default=now)


class IdeaViewer(Model):
    """Somebody signed in has seen it, once or often; when is not kept."""

    __tablename__ = "idea_viewer"
    __privacy__: dict[str, str] = {}
    __table_args__ = (Index("ix_idea_viewer_idea_id", "idea_id"),)

    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), primary_key=True)
    idea_id: Mapped[int] = mapped_column(ForeignKey(Idea.id), primary_key=True)


class IdeaComment(Model):
    """What somebody said about it, so far only on an earlier platform.

    `stance` is 1 for, -1 against, 0 neither, or not told.
    """

    __tablename__ = "idea_comment"
    __privacy__ = {"body": "words", "html": "words", "state": "code"}
    __kept__ = {"id": "subject", "author_id": "member", "idea_id": "in idea"}
    __table_args__ = (
        CheckConstraint("state in ('hidden','removed','visible')", name="state"),
        CheckConstraint("stance between -1 and 1", name="stance"),
        Index("ix_idea_comment_idea_id", "idea_id", "written_at", "id"),
        Index("ix_idea_comment_author_id", "author_id"),
    )

    id: Mapped[int] = mapped_column(ForeignKey(Subject.id), primary_key=True, autoincrement=False)
    idea_id: Mapped[int] = mapped_column(ForeignKey(Idea.id))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("idea_comment.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    stance: Mapped[int | None]
    body: Mapped[str]
    html: Mapped[str]
    renderer: Mapped[int]
    state: Mapped[str] = mapped_column(default="visible")
    imported_thanks: Mapped[int] = mapped_column(default=0)
    written_at: Mapped[datetime] = mapped_column(default=now)


class StageMove(Model):
    """The immutable log of decisions; nothing ends or goes back without a reason and a text."""

    __tablename__ = "stage_move"
    __privacy__ = {"before": "code", "stage": "code", "reason": "code", "text": "words"}
    __kept__ = {"idea_id": "of idea"}
    __table_args__ = (
        CheckConstraint(_PAIRS, name="allowed"),
        CheckConstraint(f"{_FORWARD} or (reason <> '' and text <> '')", name="explained"),
        Index("ix_stage_move_idea_id", "idea_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int] = mapped_column(ForeignKey(Idea.id))
    before: Mapped[str]
    stage: Mapped[str]
    reason: Mapped[str]
    text: Mapped[str]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    moved_at: Mapped[datetime] = mapped_column(default=now)


class OfficialReply(Model):
    """One version of what the council says; the highest number is what it says now."""

    __tablename__ = "official_reply"
    __privacy__ = {"summary": "words", "body": "words", "html": "words", "department": "public"}
    __kept__ = {"idea_id": "of idea"}
    __table_args__ = (
        CheckConstraint(f"length(summary) between 1 and {LONGEST_SUMMARY}", name="summary"),
        UniqueConstraint("idea_id", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int] = mapped_column(ForeignKey(Idea.id))
    number: Mapped[int]
    summary: Mapped[str]
    body: Mapped[str]
    html: Mapped[str]
    renderer: Mapped[int]
    department: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    written_at: Mapped[datetime] = mapped_column(default=now)
