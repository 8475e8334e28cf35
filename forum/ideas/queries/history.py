"""Where an idea stood when, and what the council has replied."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup
from sqlalchemy import select

from forum.accounts.models import Member
from forum.ideas.models import OfficialReply, StageMove
from forum.ideas.queries.reasons import reason_words
from forum.ideas.states import LABELS, Stage
from forum.kernel.db import db
from forum.kernel.text import shown


@dataclass(frozen=True, slots=True)
class Move:
    """One step of the timeline; `why` is the reason in words, empty for a step forward."""

    before: str
    stage: str
    reason: str
    text: str
    moved_at: datetime

    @property
    def label(self) -> str:
        return LABELS[Stage(self.stage)]

    @property
    def why(self) -> str:
        return reason_words(self.reason)


@dataclass(frozen=True, slots=True)
class Reply:
    """One version of the official reply."""

    number: int
    summary: str
    body: str
    stored: str
    department: str
    written_at: datetime
    author_name: str | None

    @property
    def html(self) -> Markup:
        return shown(self.stored)

    @property
    def by(self) -> str:
        """Staff by their first name; the department when nobody replied in person."""
        return self.author_name.split()[0] if self.author_name else self.department


def moves_of(idea_id: int) -> list[Move]:
    """In order of time."""
    columns = (StageMove.before, StageMove.stage, StageMove.reason, StageMove.text)
    rows = select(*columns, StageMove.moved_at).where(StageMove.idea_id == idea_id)
    return [Move(*row) for row in db.execute(rows.order_by(StageMove.id))]


def replies_of(idea_id: int) -> Sequence[Reply]:
    """The newest version first."""
    said = (OfficialReply.number, OfficialReply.summary, OfficialReply.body, OfficialReply.html)
    rows = select(*said, OfficialReply.department, OfficialReply.written_at, Member.name)
    rows = rows.outerjoin(Member, Member.id == OfficialReply.author_id)
    mine = rows.where(OfficialReply.idea_id == idea_id)
    return [Reply(*row) for row in db.execute(mine.order_by(OfficialReply.number.desc()))]
