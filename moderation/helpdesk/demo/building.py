"""Takes the desk of the demo borough through its tickets with the same actions people use."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select

from forum.accounts.models import Member
from forum.home.demo.building import TALKS
from forum.home.demo.people import is_staff, member_called
from forum.ideas.models import Idea
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.diary import Deed, Diary
from forum.kernel.written import write_up
from forum.services.demo import TWO_DAYS, after_working, at_desk
from forum.services.queries import service_called
from forum.threads.models import Thread
from moderation.helpdesk import actions, queries
from moderation.helpdesk.demo.deeds import DEEDS
from moderation.helpdesk.demo.letters import LETTERS
from moderation.helpdesk.demo.questions import IDEA, QUESTIONS
from moderation.helpdesk.demo.shapes import Letter, Question, Step
from moderation.helpdesk.models import Ticket

HOURS = timedelta(hours=1)
WHEN = {talk.title: talk.when for talk in TALKS}


def load(diary: Diary) -> None:
    """Write every ticket down; at the end, whatever fell due unmet by then is marked."""
    for question in QUESTIONS:
        FromQuestion(question, diary).write()
    for letter in LETTERS:
        FromLetter(letter, diary).write()
    title, by, hours = IDEA
    proposed = diary.today - 10 * 24 * HOURS
    diary.write(at_desk(proposed + hours * HOURS), partial(_escalate_idea, title, by))
    diary.write(diary.today, _mark_broken)


def ticket_titled(title: str) -> Ticket:
    """A ticket of the demo borough, locked as it is for those who work on one."""
    return queries.locked_ticket(db.scalars(select(Ticket.id).where(Ticket.title == title)).one())


def write_in_turn(diary: Diary, began: datetime, deeds: Iterable[tuple[float, Deed]]) -> None:
    """What people at the desk do, each so many hours after the one before, while they are open."""
    moment = began
    for hours, deed in deeds:
        moment = diary.write(at_desk(moment + hours * HOURS), deed)


class Course:
    """One ticket; it is there once its moment has come."""

    ticket: Ticket

    def __init__(self, diary: Diary) -> None:
        self.diary = diary

    def write_steps(self, opened_at: datetime, steps: tuple[Step, ...]) -> None:
        moment = opened_at
        for step in steps:
            moment = moment + step.hours * HOURS
            moment = at_desk(moment) if is_staff(step.who) else self.diary.awake(moment)
            self.diary.write(moment, partial(self._go, step))

    def _go(self, step: Step) -> None:
        ticket = queries.locked_ticket(self.ticket.id)
        DEEDS[step.deed](ticket, step, member_called(step.who) if step.who else None)


class FromQuestion(Course):
    """A ticket from a thread, found by its title."""

    def __init__(self, question: Question, diary: Diary) -> None:
        super().__init__(diary)
        self.question = question

    def write(self) -> None:
        question = self.question
        asked_at = self.diary.when(WHEN[question.title])
        later = asked_at + question.hours * HOURS
        if not question.by:
            later = after_working(asked_at, TWO_DAYS)
        elif is_staff(question.by):
            later = at_desk(later)
        self.write_steps(self.diary.write(later, self._open), question.steps)

    def _open(self) -> None:
        question = self.question
        thread = db.scalars(select(Thread).where(Thread.title == question.title)).one()
        impact, urgency = question.weight or (None, None)
        by: Member | None = member_called(question.by) if question.by else None
        self.ticket, _ = actions.escalate_thread(
            thread, by=by, reason=question.reason, impact=impact, urgency=urgency
        )


class FromLetter(Course):
    """A ticket through the private door."""

    def __init__(self, letter: Letter, diary: Diary) -> None:
        super().__init__(diary)
        self.letter = letter

    def write(self) -> None:
        opened_at = self.diary.when(self.letter.when)
        self.write_steps(self.diary.write(opened_at, self._open), self.letter.steps)

    def _open(self) -> None:
        letter = self.letter
        self.ticket = actions.open_contact(
            title=letter.title,
            body=write_up(letter.words),
            email=letter.email,
            name=letter.name,
            kind=letter.kind,
            by=member_called(letter.by) if letter.by else None,
            service=service_called(letter.service),
        )


def _escalate_idea(title: str, by: str) -> None:
    idea = db.scalars(select(Idea).where(Idea.title == title)).one()
    actions.escalate_idea(idea, by=member_called(by), reason="This is a lamp that is broken.")


def _mark_broken() -> None:
    for key in queries.broken_by(now()):
        actions.break_promise(key)
    for key in queries.near_by(now()):
        actions.warn_of_promise(key)
