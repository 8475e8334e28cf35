"""What was private becomes public: by an explicit deed, after a look for personal details."""

from collections.abc import Sequence
from typing import Any

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.db import db
from forum.kernel.errors import Missing, Refused
from forum.kernel.text import Passage
from forum.kernel.written import Written
from forum.threads.actions import answer_thread
from forum.threads.briefs import Brief
from forum.threads.passages import NOTHING, Confirmed, checked
from forum.threads.queries import visible_thread
from moderation.helpdesk import policy, queries
from moderation.helpdesk.actions.refusing import refuse_unread
from moderation.helpdesk.actions.stepping import refuse_while_steps_open
from moderation.helpdesk.models import ConfirmedPassage, Message, Ticket

GONE = "The question is not public any more. Send your answer to the person only."


def publish_answer(
    message: Message,
    ticket: Ticket,
    *,
    by: Member,
    body: Written,
    brief: Brief,
    confirmed: Confirmed = NOTHING,
) -> int:
    """Put an answer that went to the person only on the question, in words of its own. Twice gives
    the same answer.
    """
    if not policy.works_at_desk(by):
        raise Refused("Only the desk publishes answers.")
    if message.answer_id is not None:
        return message.answer_id
    if not queries.may_be_published(message, ticket):
        raise Refused("Only an answer of ours to a public question can be published there.")
    refuse_unread(by)
    refuse_while_steps_open(ticket)

    found = look_through(ticket, f"{brief.in_short}\n\n{body.source}", confirmed)
    answer_id = answer_on_thread(ticket, by=by, body=body, brief=brief)
    message.answer_id = answer_id
    ticket.version += 1
    keep_confirmed(message, found, confirmed, by=by)
    audit.record("answer published", by=by.id, subject_id=ticket.id, reason=f"answer {answer_id}")
    return answer_id


def look_through(ticket: Ticket, text: str, confirmed: Confirmed) -> Sequence[Passage]:
    """What looks personal and was confirmed. Raises Invalid when something was not."""
    return checked(queries.passages_in(text, ticket), confirmed)


def answer_on_thread(ticket: Ticket, *, by: Member, body: Written, brief: Brief) -> int:
    """The official answer. Raises Refused when the question is not public any more."""
    try:
        thread = visible_thread(ticket.source_id or 0, to=by, lock=True)
    except Missing as error:
        raise Refused(GONE) from error
    said: dict[str, Any] = {"body": body, "official": True, "brief": brief, "is_reviewed": True}
    return answer_thread(thread, by=by, **said).id


def keep_confirmed(
    message: Message, found: Sequence[Passage], confirmed: Confirmed, *, by: Member
) -> None:
    _keep(found, confirmed, message_id=message.id, actor_id=by.id)


def keep_on_answer(
    answer_id: int, found: Sequence[Passage], confirmed: Confirmed, by_id: int
) -> None:
    """For what was written on the page of the question itself."""
    _keep(found, confirmed, answer_id=answer_id, actor_id=by_id)


def _keep(found: Sequence[Passage], confirmed: Confirmed, **about: int) -> None:
    """For each kind of passage, who confirmed it and why; the passage itself is not kept twice."""
    for one in {passage.words: passage for passage in found}.values():
        reason = confirmed[one.words].strip()
        db.add(ConfirmedPassage(kind=one.kind, reason=reason, **about))
    db.flush()
