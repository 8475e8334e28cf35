"""Saying which answer solved it, or that it did not; staff confirming that an answer is right."""

from datetime import datetime

from sqlalchemy import select

from forum.accounts.models import Member
from forum.accounts.standing import Privilege
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.errors import Refused
from forum.kernel.events import PublishedEvent, publish
from forum.threads import policy
from forum.threads.actions import guarding
from forum.threads.actions.counting import change_answer, change_thread
from forum.threads.actions.facts import about
from forum.threads.events import (
    AnswerAccepted,
    AnswerConfirmed,
    AnswerRejected,
    AnswerUnaccepted,
    ConfirmationWithdrawn,
    PostHidden,
)
from forum.threads.models import Answer, Thread


def accept_answer(answer: Answer, *, by: Member) -> None:
    """Mark the answer that solved the problem."""
    thread = answer.thread
    _require_asker(by, thread)
    if not (policy.is_visible(answer) and policy.is_visible(thread)):
        raise Refused("This answer was removed. It cannot be the solution.")
    if thread.solution_id == answer.id:
        return

    clear_solution(thread, by=by)
    change_thread(thread, solution_id=answer.id, solved_at=now())
    publish(AnswerAccepted(**about(answer, by), asker_id=thread.author_id))


def unaccept_answer(answer: Answer, *, by: Member) -> None:
    """The asker says that this answer did not solve it after all."""
    _require_asker(by, answer.thread)
    if answer.thread.solution_id == answer.id:
        clear_solution(answer.thread, by=by)


def reopen(thread: Thread, *, by: Member) -> None:
    """The asker says that it is not solved, whichever answer was the solution."""
    _require_asker(by, thread)
    clear_solution(thread, by=by)


def clear_solution(thread: Thread, *, by: Member) -> None:
    """Take the solution away, so that what it earned is taken back before a new one earns."""
    if thread.solution_id is None:
        return
    old = db.get_one(Answer, thread.solution_id)
    change_thread(thread, solution_id=None, solved_at=None)
    say_unaccepted(old, by=by)


def say_unaccepted(answer: Answer, *, by: Member) -> None:
    """It is the solution no more, nor will it be again when it comes back."""
    publish(AnswerUnaccepted(**about(answer, by), asker_id=answer.thread.author_id))


def hidden_as_solution_since(answer: Answer) -> datetime | None:
    """Since when it was the solution when it was hidden; the ledger knows what was hidden."""
    mine = PublishedEvent.subject_id == answer.id, PublishedEvent.kind == PostHidden.kind
    newest = select(PublishedEvent).where(*mine).order_by(PublishedEvent.id.desc()).limit(1)
    row = db.scalar(newest)
    event = row.event if row else None
    return event.solved_at if isinstance(event, PostHidden) else None


def reject_answer(answer: Answer, *, by: Member) -> None:
    """The asker says that an official answer did not solve it, so the desk goes on."""
    _require_asker(by, answer.thread)
    if not answer.is_official:
        raise Refused("Only an official answer can be sent back to the desk.")
    if is_rejected(answer.id):
        return

    unaccept_answer(answer, by=by)
    publish(AnswerRejected(**about(answer, by)))


def is_rejected(answer_id: int) -> bool:
    """The ledger knows: whatever the asker said last about it counts."""
    said = select(PublishedEvent.kind).where(PublishedEvent.subject_id == answer_id)
    said = said.where(PublishedEvent.kind.in_([AnswerRejected.kind, AnswerAccepted.kind]))
    last = db.scalar(said.order_by(PublishedEvent.id.desc()).limit(1))
    return last == AnswerRejected.kind


def confirm_answer(answer: Answer, *, by: Member) -> None:
    """A member of staff says that the answer is right."""
    if not policy.may_confirm(by, answer):
        raise Refused("Only staff can confirm an answer, and not their own.")
    if answer.confirmed_by_id is not None:
        return
    if not (policy.is_visible(answer) and policy.is_visible(answer.thread)):
        raise Refused("This answer was removed.")

    change_answer(answer, confirmed_by_id=by.id, confirmed_at=now())
    publish(AnswerConfirmed(**about(answer, by)))


def withdraw_confirmation(answer: Answer, *, by: Member) -> None:
    if not policy.may_confirm(by, answer):
        raise Refused("Only staff can confirm an answer, and not their own.")
    if answer.confirmed_by_id is None:
        return

    change_answer(answer, confirmed_by_id=None, confirmed_at=None)
    publish(ConfirmationWithdrawn(**about(answer, by)))


def _require_asker(by: Member, thread: Thread) -> None:
    if not policy.may_accept(by, thread):
        raise Refused("Only the person who asked can say which answer solved it.")
    guarding.require(by, Privilege.ASK)
