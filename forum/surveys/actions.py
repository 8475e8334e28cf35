"""Asking once, reminding once, answering, and forgetting what somebody wrote."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select, update

from forum.accounts.models import Member
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Missing, Refused
from forum.kernel.events import publish
from forum.surveys import policy, queries
from forum.surveys.events import SurveyAnswered, SurveyAsked, SurveyReminded
from forum.surveys.models import Survey, SurveyAnswer, SurveyReminder
from forum.surveys.rules import CHANGEABLE, OPEN_FOR

STANDS = "You answered more than 12 hours ago. Your answer stands now."


class Whom(NamedTuple):
    """A member, an address, both or neither."""

    member_id: int | None
    email: str | None


class Said(NamedTuple):
    """`level` from 1 to 5; `got` is yes, partly or no. Without a comment an earlier one stays."""

    level: int
    got: str
    comment: str = ""


def ask(about_id: int, whom: Whom, *, way: str, unsent: str | None, at: datetime) -> bool:
    """Put the question; False when it was put about this before."""
    mark = queries.marks_of(whom.email)[0] if whom.email else None
    row: dict[str, Any] = {"member_id": whom.member_id, "mark": mark, "way": way, "unsent": unsent}
    row |= {"asked_at": at, "closes_at": at + OPEN_FOR}
    if not insert_once(Survey, about_id=about_id, **row):
        return False
    survey_id = db.scalars(select(Survey.id).where(Survey.about_id == about_id)).one()
    publish(SurveyAsked(actor_id=None, survey_id=survey_id, about_id=about_id, way=way))
    return True


def remind(survey: Survey) -> int | None:
    """The event to mail it with; None when the person was reminded before."""
    if not insert_once(SurveyReminder, survey_id=survey.id, sent_at=now()):
        return None
    return publish(SurveyReminded(actor_id=None, survey_id=survey.id, about_id=survey.about_id))


def answer(survey_id: int, said: Said, *, by: Member | None) -> None:
    """Raises Missing for whom it was not put to or when it is closed, Refused when it stands."""
    survey = locked(survey_id)
    if survey is None or not survey.is_open or not policy.may_answer(by, survey):
        raise Missing(queries.NOT_FOUND)
    before = queries.last_answer(survey_id)
    is_same = before is not None and (before.level, before.got) == said[:2]
    if is_same and said.comment in ("", survey.comment):
        return
    if before is not None and before.stands:
        raise Refused(STANDS)

    if said.comment:
        survey.comment = said.comment
    if not is_same:
        _write_down(survey, said, before, by)


def locked(survey_id: int) -> Survey | None:
    return db.get(Survey, survey_id, with_for_update=True, populate_existing=True)


def forget_answers_of(member_id: int) -> None:
    """What they wrote goes, what they chose from lists stays as numbers; nothing is asked again."""
    forget_words(Survey.member_id == member_id)


def forget_words(which: ColumnElement[bool]) -> None:
    """The words and marks of some questions, which are closed with that."""
    theirs = update(Survey).where(which)
    db.execute(theirs.values(comment=None, mark=None), execution_options=SILENT)
    still_open = theirs.where(Survey.closes_at > now())
    db.execute(still_open.values(closes_at=now()), execution_options=SILENT)


def _write_down(survey: Survey, said: Said, before: SurveyAnswer | None, by: Member | None) -> None:
    turn = before.turn + 1 if before else 1
    stands_from = before.stands_from if before else now() + CHANGEABLE
    row = {"turn": turn, "level": said.level, "got": said.got, "stands_from": stands_from}
    db.add(SurveyAnswer(survey_id=survey.id, said_at=now(), **row))
    said_by, about_id = by and by.id, survey.about_id
    publish(SurveyAnswered(actor_id=said_by, survey_id=survey.id, about_id=about_id, turn=turn))
