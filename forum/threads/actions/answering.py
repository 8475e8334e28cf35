"""Answering a question, and commenting on an answer."""

from datetime import timedelta

from sqlalchemy import select, update

from forum.accounts.models import Member
from forum.accounts.standing import Privilege
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db
from forum.kernel.errors import Refused
from forum.kernel.events import publish
from forum.kernel.subjects import new_subject
from forum.kernel.text import Passage
from forum.kernel.written import Written
from forum.threads import policy
from forum.threads.actions import guarding
from forum.threads.actions.counting import change_answer, change_thread
from forum.threads.actions.facts import about
from forum.threads.actions.naming import name_people
from forum.threads.briefs import Brief, brief_of, whole_text
from forum.threads.events import AnswerCommented, ThreadAnswered
from forum.threads.models import Answer, Comment, Thread
from forum.threads.passages import NOTHING, Confirmed, checked, keep_reasons, passages_for
from forum.uploads.actions import show_pictures

SENT_TWICE = timedelta(minutes=10)
GONE = "This was removed in the meantime. Your text is below, in case you want to keep it."


def answer_thread(
    thread: Thread,
    *,
    by: Member,
    body: Written,
    official: bool = False,
    brief: Brief | None = None,
    is_reviewed: bool = False,
    confirmed: Confirmed = NOTHING,
) -> Answer:
    """Answer it; `official` speaks for the council, and opens with its `brief`, which only an
    answer of few words can do without. The same text sent twice is one answer. `is_reviewed`:
    whether somebody may say this for the council was judged before. `confirmed` says why what in an
    official one looks personal may stand there.
    """
    _refuse_answer(thread, by, body, official)
    if official and not is_reviewed:
        guarding.refuse_unread(by)
    if known := _answered_just_now(thread, by, body):
        return known

    guarding.spend_reply(by)
    brief = (brief or brief_of("", body)) if official else None
    personal = [] if is_reviewed else _personal(thread.id, body, brief, by)
    answer = _new_answer(thread, by, body, brief)
    keep_reasons(answer.id, checked(personal, confirmed), confirmed, by=by)
    change_thread(thread, answer_count=Thread.answer_count + 1, active_at=now())
    publish(ThreadAnswered(**about(answer, by), is_official=official))
    name_people(body, answer, by=by)
    show_pictures(body.html, in_post=answer.id)
    return answer


def comment_on(answer: Answer, *, by: Member, body: Written) -> Comment:
    """Say something about an answer. The same text sent twice is one comment."""
    guarding.require(by, Privilege.COMMENT)
    guarding.refuse_many_links(by, body)
    if not (policy.is_visible(answer) and policy.is_visible(answer.thread)):
        raise Refused(GONE)
    if known := _commented_just_now(answer, by, body):
        return known

    guarding.spend_reply(by)
    comment = _new_comment(answer, by, body)
    change_answer(answer, comment_count=Answer.comment_count + 1)
    publish(AnswerCommented(**about(answer, by), comment_id=comment.id))
    name_people(body, comment, by=by)
    show_pictures(body.html, in_post=comment.id)
    return comment


def _personal(thread_id: int, body: Written, brief: Brief | None, by: Member) -> list[Passage]:
    return passages_for(whole_text(brief, body), thread_id, by=by) if brief else []


def _refuse_answer(thread: Thread, by: Member, body: Written, official: bool) -> None:
    guarding.require(by, Privilege.ANSWER)
    guarding.refuse_many_links(by, body)
    if official and not policy.may_answer_officially(by):
        raise Refused("Only the people of the desk can give an official answer.")
    if not policy.is_visible(thread):
        raise Refused(GONE)


def _answered_just_now(thread: Thread, by: Member, body: Written) -> Answer | None:
    same = select(Answer).where(Answer.author_id == by.id, Answer.written_at > now() - SENT_TWICE)
    same = same.where(Answer.thread_id == thread.id, Answer.body == body.source)
    return db.scalar(same.where(Answer.state == "visible").limit(1))


def _commented_just_now(answer: Answer, by: Member, body: Written) -> Comment | None:
    same = select(Comment).where(Comment.answer_id == answer.id, Comment.author_id == by.id)
    same = same.where(Comment.written_at > now() - SENT_TWICE, Comment.body == body.source)
    return db.scalar(same.where(Comment.state == "visible").limit(1))


def _new_answer(thread: Thread, by: Member, body: Written, brief: Brief | None) -> Answer:
    answer = Answer(
        id=new_subject("answer"),
        thread_id=thread.id,
        number=_next_number(thread),
        author_id=by.id,
        body=body.source,
        html=body.html,
        renderer=body.renderer,
        is_official=brief is not None,
        **(vars(brief) if brief else {}),
    )
    db.add(answer)
    db.flush()
    return answer


def _next_number(thread: Thread) -> int:
    """The UPDATE locks the thread's row, so no two answers get one number."""
    counted = update(Thread).where(Thread.id == thread.id)
    counted = counted.values(last_number=Thread.last_number + 1).returning(Thread.last_number)
    return db.execute(counted, execution_options=SILENT).scalar_one()


def _new_comment(answer: Answer, by: Member, body: Written) -> Comment:
    comment = Comment(
        id=new_subject("comment"),
        answer_id=answer.id,
        thread_id=answer.thread_id,
        author_id=by.id,
        body=body.source,
        html=body.html,
        renderer=body.renderer,
    )
    db.add(comment)
    db.flush()
    return comment
