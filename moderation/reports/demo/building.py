"""Takes the moderators of the demo borough through the reports with the actions people use."""

from datetime import datetime, timedelta

from sqlalchemy import select

from forum.home.demo.building import TALKS
from forum.home.demo.people import member_called
from forum.kernel.db import db
from forum.kernel.diary import Diary
from forum.services.demo import at_desk
from forum.threads.models import Answer, Thread
from forum.threads.policy import Post
from moderation.reports import actions, queries
from moderation.reports.actions import Reporter, Statement
from moderation.reports.demo.cases import REPORTED, Appealed, Decided, Reported
from moderation.reports.models import Decision

HOURS = timedelta(hours=1)
DAY = timedelta(days=1)
TALK = {talk.title: talk for talk in TALKS}


def load(diary: Diary) -> None:
    """Write every report down, and what became of it so far."""
    for number, reported in enumerate(REPORTED):
        Case(reported, number, diary).write()


class Case:
    """One report; its decision is there once its moment has come."""

    case_id: int
    decision: Decision

    def __init__(self, reported: Reported, number: int, diary: Diary) -> None:
        self.reported, self.number, self.diary = reported, number, diary

    def write(self) -> None:
        reported, diary = self.reported, self.diary
        moment = diary.write(diary.awake(self._said_at() + reported.hours * HOURS), self._report)
        moment = at_desk(moment + HOURS)
        if reported.claimed_by:
            diary.write(max(moment, diary.today - HOURS / 4), self._claim)
        if reported.decided:
            moment = diary.write(moment, self._decide)
        if reported.appealed:
            moment = diary.write(diary.awake(moment + 22 * HOURS), self._appeal)
            if reported.appealed.by:
                diary.write(at_desk(moment + 5 * HOURS), self._hear)

    def _said_at(self) -> datetime:
        """When the post was written: a little later than its talk says when that was at night."""
        talk = TALK[self.reported.title]
        asked_at = self.diary.when(talk.when)
        if not self.reported.number:
            return asked_at
        reply = talk.replies[self.reported.number - 1]
        return self.diary.awake(asked_at + reply.hours * HOURS)

    def _post(self) -> Post:
        thread = db.scalars(select(Thread).where(Thread.title == self.reported.title)).one()
        if not self.reported.number:
            return thread
        mine = Answer.thread_id == thread.id, Answer.number == self.reported.number
        return db.scalars(select(Answer).where(*mine)).one()

    def _report(self) -> None:
        reported, who = self.reported, self.reported.who
        by = Reporter(f"demo {self.number}", member_called(who) if who else None)
        made, _ = actions.report(self._post(), by=by, reason=reported.reason, body=reported.words)
        self.case_id = made.case_id

    def _claim(self) -> None:
        actions.claim(queries.locked_case(self.case_id), by=member_called(self.reported.claimed_by))

    def _decide(self) -> None:
        decided = self._decided
        self.decision = actions.decide(
            queries.locked_case(self.case_id),
            self._post(),
            decided.deed,
            by=member_called(decided.by),
            statement=Statement(decided.rule, decided.facts),
            hides_post=decided.hides_post,
            until=self.diary.today + decided.days * DAY if decided.days else None,
        )

    def _appeal(self) -> None:
        actions.appeal(self.decision, by=self._post().author, body=self._appealed.words)

    def _hear(self) -> None:
        appealed = self._appealed
        (made,) = queries.appeals_of(self.decision.id)
        said = {"outcome": appealed.outcome, "answer": appealed.answer}
        actions.hear(made, self._post(), by=member_called(appealed.by), **said)

    @property
    def _decided(self) -> Decided:
        if self.reported.decided is None:
            raise LookupError("This report of the demo is not decided.")
        return self.reported.decided

    @property
    def _appealed(self) -> Appealed:
        if self.reported.appealed is None:
            raise LookupError("Nobody appealed against this decision of the demo.")
        return self.reported.appealed
