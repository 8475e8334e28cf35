"""What an article can be made from, and the tickets that stand behind one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, select

from forum.accounts.models import Member
from forum.articles.actions import Source
from forum.articles.models import Article, ArticleSource
from forum.kernel.db import db
from forum.kernel.errors import Invalid, Missing
from forum.kernel.paging import LARGEST
from forum.threads.models import Answer, Revision
from forum.threads.queries import visible_answer, visible_thread
from moderation.helpdesk.models import Message, Ticket
from moderation.helpdesk.queries import message_of, read_by

NO_ANSWER = "This question has no answer yet that solved it, and none of ours."
NOT_OURS = "An article can be made only from an answer of ours that went to the person."
NO_ADDRESS = "This is not the address of a question or an answer here. Copy it from its page."
ADDRESS = re.compile(
    r"/threads/(\d{1,15})(?:-[^\s#?]{0,200})?(?:\?[^\s#]{0,200})?(?:#answer-(\d{1,15}))?$", re.ASCII
)


@dataclass(frozen=True)
class Beginning:
    """What the form of a new article begins with."""

    title: str
    topic: str
    in_short: str
    body: str
    sources: Sequence[Source]


def from_answer(answer_id: int, *, to: Member) -> Beginning:
    """A public answer, and the question it was given to."""
    answer = visible_answer(answer_id, to=to)
    thread = answer.thread
    if answer.state != "visible" or thread.state != "visible":
        raise Missing(NO_ANSWER)
    said = (thread.title, thread.topic.slug, answer.in_short or "", answer.body)
    return Beginning(*said, [Source(thread.id), Source(answer.id)])


def best_answer_of(thread_id: int, *, to: Member) -> int:
    """What solved it, or else the latest official answer. Raises Missing."""
    thread = visible_thread(thread_id, to=to)
    solves = case((Answer.id == thread.solution_id, 0), else_=1)
    rows = select(Answer.id).where(Answer.thread_id == thread.id, Answer.state == "visible")
    rows = rows.where(Answer.is_official | (Answer.id == thread.solution_id))
    if answer_id := db.scalar(rows.order_by(solves, Answer.id.desc()).limit(1)):
        return answer_id
    raise Missing(NO_ANSWER)


def private_answer(ticket: Ticket, message_id: int) -> Message:
    """An answer of ours that only the person has read. Raises Missing."""
    message = message_of(ticket, message_id)
    if message is None or not _is_answer(message):
        raise Missing(NOT_OURS)
    return message


def sources_of(message: Message, ticket: Ticket) -> list[Source]:
    """The ticket, which only staff read of, and the question when it came from one."""
    own = [Source(ticket.id, part=message.id)]
    if ticket.source_kind == "thread" and ticket.source_id:
        own.append(Source(ticket.source_id))
    return own


def tickets_behind(article_id: int, *, lock: bool = False) -> list[tuple[Ticket, Message]]:
    """With the answer each was made from; of every kind, for the look at what is personal."""
    rows = select(Ticket, Message).join(ArticleSource, ArticleSource.subject_id == Ticket.id)
    rows = rows.join(Message, Message.id == ArticleSource.part)
    rows = rows.where(ArticleSource.article_id == article_id).order_by(Ticket.id)
    found = db.execute(rows.with_for_update(of=Ticket) if lock else rows)
    return [(row.Ticket, row.Message) for row in found]


def readable_tickets(article_id: int, *, to: Member) -> Sequence[Any]:
    """Reference and title of each that this colleague may read."""
    rows = select(Ticket.reference, Ticket.title)
    rows = rows.join(ArticleSource, ArticleSource.subject_id == Ticket.id)
    rows = rows.where(ArticleSource.article_id == article_id, read_by(to))
    return db.execute(rows.order_by(Ticket.id)).all()


def old_text(article: Article, number: int) -> Revision | None:
    """What it said before a change."""
    return db.get(Revision, (article.id, min(number, LARGEST)))


def source_at(address: str, *, to: Member) -> list[Source]:
    """The question of an address and, where it names one, the answer. Raises Invalid."""
    named = ADDRESS.search(address.strip())
    if named is None:
        raise Invalid(NO_ADDRESS, {"address": NO_ADDRESS})
    try:
        thread = visible_thread(int(named[1]), to=to)
        answers = [visible_answer(int(named[2]), to=to).id] if named[2] else []
    except Missing as error:
        raise Invalid(NO_ADDRESS, {"address": NO_ADDRESS}) from error
    return [Source(thread.id), *(Source(id_) for id_ in answers)]


def _is_answer(message: Message) -> bool:
    is_ours = message.is_from_staff and message.visibility == "private"
    return is_ours and message.in_short is not None
