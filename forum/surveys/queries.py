"""Questions that were put to people, and the answer that counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from forum.accounts.emails import email_key
from forum.accounts.models import Member
from forum.accounts.seals import seals_of
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Missing
from forum.kernel.events import Origin, PublishedEvent
from forum.kernel.personal import Row
from forum.surveys import policy
from forum.surveys.events import SurveyAsked
from forum.surveys.keys import survey_opened_by
from forum.surveys.models import Survey, SurveyAnswer, SurveyReminder
from forum.surveys.rules import MAIL, NOT_SENT, PAGE, REMINDED_AFTER, REMINDED_BEFORE

NOT_FOUND = "This link leads nowhere, or its time is over. The page of your ticket says how it is."
MOST_SHOWN = 5
Last: Any = aliased(SurveyAnswer)
"""The answer that counts, when joined by `with_answer`."""


@dataclass(frozen=True)
class Put:
    """A question and the answer to it that counts so far."""

    survey: Survey
    answer: SurveyAnswer | None

    @property
    def is_waiting(self) -> bool:
        """Open, and not answered."""
        return self.answer is None and self.survey.is_open

    @property
    def may_change(self) -> bool:
        return self.survey.is_open and (self.answer is None or not self.answer.stands)


def with_answer(rows: Any) -> Any:
    """The same rows of surveys beside the last answer to each, or nothing (`Last`)."""
    later = aliased(SurveyAnswer)
    newest = select(func.max(later.turn)).where(later.survey_id == Survey.id)
    last = (Last.survey_id == Survey.id) & (Last.turn == newest.scalar_subquery())
    return rows.outerjoin(Last, last)


def put_about(about_id: int) -> Put | None:
    return _put(Survey.about_id == about_id)


def put_opened_by(token: str, *, reader: Member | None) -> Put:
    """Raises Missing, in the same words, for any key that opens nothing to this reader."""
    survey_id = survey_opened_by(token)
    found = _put(Survey.id == survey_id) if survey_id else None
    if found is None or not found.survey.is_open or not policy.may_answer(reader, found.survey):
        raise Missing(NOT_FOUND)
    return found


def last_answer(survey_id: int) -> SurveyAnswer | None:
    rows = select(SurveyAnswer).where(SurveyAnswer.survey_id == survey_id)
    return db.scalar(rows.order_by(SurveyAnswer.turn.desc()).limit(1))


def waiting_for(member_id: int) -> Sequence[Survey]:
    """What one may answer and has not, the newest first."""
    rows = with_answer(select(Survey)).where(Survey.member_id == member_id)
    mine = rows.where(Last.id.is_(None), Survey.closes_at > now())
    return db.scalars(mine.order_by(Survey.id.desc()).limit(MOST_SHOWN)).all()


def to_remind() -> Sequence[int]:
    """Questions of three to seven days that nobody answered, and nobody was reminded of."""
    rows = select(Survey.id).where(Survey.way.in_((MAIL, PAGE)))
    rows = rows.where(Survey.asked_at <= now() - REMINDED_AFTER)
    rows = rows.where(Survey.asked_at > now() - REMINDED_BEFORE)
    answered = select(SurveyAnswer.id).where(SurveyAnswer.survey_id == Survey.id).exists()
    reminded = select(SurveyReminder).where(SurveyReminder.survey_id == Survey.id).exists()
    rows = rows.where(~answered, ~reminded, _is_live()).order_by(Survey.id)
    return db.scalars(rows).all()


def moments_asked(member_id: int | None, email: str | None, *, but: int) -> Sequence[datetime]:
    """When else this person was asked or reminded, without the question `but`."""
    whose = [Survey.member_id == member_id] if member_id is not None else []
    whose += [Survey.mark.in_(marks_of(email))] if email else []
    theirs = or_(*whose), Survey.id != but
    asked = select(Survey.asked_at).where(*theirs, Survey.way != NOT_SENT)
    reminded = select(SurveyReminder.sent_at).join(Survey, Survey.id == SurveyReminder.survey_id)
    return [*db.scalars(asked), *db.scalars(reminded.where(*theirs))] if whose else []


def marks_of(email: str) -> list[str]:
    """What is kept of an address, the newest first: worth nothing without our secret key."""
    return seals_of(f"survey:{email_key(email)}")


def surveys_of(member_id: int) -> Sequence[Row]:
    """What one was asked, and each answer one gave."""
    asked = (Survey.about_id, Survey.way, Survey.asked_at, Survey.comment)
    said = (SurveyAnswer.turn, SurveyAnswer.level, SurveyAnswer.got, SurveyAnswer.said_at)
    rows = select(*asked, *said).outerjoin(SurveyAnswer, SurveyAnswer.survey_id == Survey.id)
    rows = rows.where(Survey.member_id == member_id).order_by(Survey.id, SurveyAnswer.turn)
    return [
        {k: v.isoformat() if isinstance(v, datetime) else v for k, v in row._mapping.items()}
        for row in db.execute(rows)
    ]


def _put(which: Any) -> Put | None:
    row = db.execute(with_answer(select(Survey, Last)).where(which)).first()
    return Put(row[0], row[1]) if row else None


def _is_live() -> Any:
    """Nobody is mailed about what a demo made happen."""
    told = (PublishedEvent.subject_id == Survey.about_id, PublishedEvent.kind == SurveyAsked.kind)
    live = select(PublishedEvent.id).where(*told, PublishedEvent.origin == Origin.LIVE)
    return live.exists()
