"""Counts everything again from its rows, without trusting a constraint or a counter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from forum.ideas.models import Idea, IdeaViewer, OfficialReply, Support
from forum.kernel import relay, tasks
from forum.kernel.db import db
from forum.kernel.house import house
from forum.kernel.mail.outgoing import OutgoingMail
from forum.kernel.mail.undelivered import undeliverable
from forum.kernel.subjects import Subject
from forum.kernel.totals import StaleTotal
from forum.reputation.models import Award, Reputation
from forum.threads.models import Answer, Comment, MeToo, Thanks, Thread
from forum.votes.models import Vote
from moderation.helpdesk.models import Ticket, TicketEntry
from moderation.reports.models import Decision, Report, ReportCase

Columns = tuple[InstrumentedAttribute[Any], ...]

ONLY_ONCE: dict[str, tuple[Columns, ColumnElement[bool] | None]] = {
    "vote": ((Vote.member_id, Vote.subject_id), None),
    "thanks": ((Thanks.member_id, Thanks.answer_id), None),
    "support": ((Support.member_id, Support.idea_id), None),
    "official reply": ((OfficialReply.idea_id, OfficialReply.number), None),
    "me too": ((MeToo.member_id, MeToo.thread_id), None),
    "answer number": ((Answer.thread_id, Answer.number), None),
    "live ticket": ((Ticket.source_id,), Ticket.is_live & Ticket.source_id.is_not(None)),
    "reference": ((Ticket.reference,), None),
    "message of one form": ((TicketEntry.nonce,), TicketEntry.nonce.is_not(None)),
    "open case": ((ReportCase.about_id,), ReportCase.is_open.is_(True)),
    "report": ((Report.about_id, Report.reporter_key), None),
    "standing decision": ((Decision.case_id,), Decision.reversed_at.is_(None)),
    "award": ((Award.event_id, Award.member_id, Award.kind), Award.undoes_id.is_(None)),
    "reversal": ((Award.undoes_id,), Award.undoes_id.is_not(None)),
    "mail": ((OutgoingMail.event_id, OutgoingMail.recipient, OutgoingMail.kind), None),
}


def faults() -> list[str]:
    """Whatever does not add up, in sentences; nothing when all is well."""
    db.rollback()
    return [*doubled(), *half_done(), *miscounted(), *given_up(), *said_by_doctor()]


def doubled() -> Iterator[str]:
    for noun, (columns, condition) in ONLY_ONCE.items():
        rows = select(*columns).group_by(*columns).having(func.count() > 1)
        if condition is not None:
            rows = rows.where(condition)
        yield from (f"More than one {noun}: {tuple(row)}" for row in db.execute(rows))


def half_done() -> Iterator[str]:
    """A subject is made for a thing that is then not written, or an event for nothing at all."""
    nouns: dict[str, Any] = {
        "thread": Thread,
        "answer": Answer,
        "ticket": Ticket,
        "report": Report,
        "idea": Idea,
        "decision": Decision,
    }
    for kind, model in nouns.items():
        lonely = select(Subject.id).outerjoin(model, model.id == Subject.id)
        for id_ in db.scalars(lonely.where(Subject.kind == kind, model.id.is_(None))):
            yield f"subject {id_} says it is a {kind}, but there is none"


def miscounted() -> Iterator[str]:
    for column, truth in counters():
        model = column.class_
        wrong = select(model.id, column, truth.label("truth")).where(column != truth)
        for id_, counted, there in db.execute(wrong):
            yield f"{model.__tablename__} {id_}: {column.key} is {counted}, there are {there}"
    yield from wrong_reputation()


def counters() -> list[tuple[Any, Any]]:
    return [
        (Thread.answer_count, rows(Answer.thread_id == Thread.id, Answer.state == "visible")),
        (Thread.me_too_count, rows(MeToo.thread_id == Thread.id)),
        (Thread.score, sum_of(Vote.value, Vote.subject_id == Thread.id)),
        (Idea.support_count, rows(Support.idea_id == Idea.id)),
        (Idea.viewer_count, rows(IdeaViewer.idea_id == Idea.id)),
        (Answer.score, sum_of(Vote.value, Vote.subject_id == Answer.id)),
        (Answer.thanks_count, rows(Thanks.answer_id == Answer.id)),
        (Answer.comment_count, rows(Comment.answer_id == Answer.id, Comment.state == "visible")),
    ]


def rows(*conditions: ColumnElement[bool]) -> Any:
    return select(func.count()).where(*conditions).scalar_subquery()


def sum_of(column: Column[int] | Any, condition: ColumnElement[bool]) -> Any:
    return select(func.coalesce(func.sum(column), 0)).where(condition).scalar_subquery()


def wrong_reputation() -> Iterator[str]:
    """Totals follow a moment later, so they are judged when nothing is on its way."""
    if relay.waiting() or db.execute(select(StaleTotal.key)).first():
        return
    sums = select(Award.member_id, func.sum(Award.points)).group_by(Award.member_id)
    earned = {row[0]: row[1] for row in db.execute(sums)}
    stored = {row[0]: row[1] for row in db.execute(select(Reputation.member_id, Reputation.points))}
    for member_id in sorted(earned.keys() | stored.keys()):
        has, should = stored.get(member_id, 0), earned.get(member_id, 0)
        if has != should:
            yield f"member {member_id} has {has} points, the awards say {should}"


def given_up() -> Iterator[str]:
    yield from (f"dead: {d.reaction} of event {d.event_id}" for d in relay.dead_letters())
    if dead := tasks.dead() + undeliverable():
        yield f"{dead} pieces of work or mails were given up"


def said_by_doctor() -> Iterator[str]:
    for check in house().checks.values():
        yield from (f"doctor: {finding.check}: {finding.sentence}" for finding in check())
