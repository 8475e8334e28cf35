"""Saying that what somebody wrote in public is a request under a law: it becomes a ticket."""

from datetime import datetime

from forum.accounts.models import Member
from forum.kernel import audit
from forum.kernel.clock import now
from forum.kernel.errors import Invalid, Refused
from forum.services.queries import service_of
from moderation.helpdesk import policy, queries
from moderation.helpdesk.actions.kinds import CHOOSE, set_kind
from moderation.helpdesk.actions.opening import Source, begin_ticket, insert_ticket
from moderation.helpdesk.actions.writing import refresh_source
from moderation.helpdesk.kinds import QUESTION
from moderation.helpdesk.models import Ticket

TRIGGER = "marked"
ONLY_DESK = "Only the desk says that a post is a request."


def mark_as_request(
    source: Source, kind: str, *, written_at: datetime, by: Member
) -> tuple[Ticket, bool]:
    """The post's live ticket, of that kind now, and whether it is new. Its author need do nothing,
    and nobody who has the same problem is brought along: a request is one person's.
    """
    if not policy.works_at_desk(by):
        raise Refused(ONLY_DESK)
    if kind == QUESTION or kind not in queries.offered_kinds():
        raise Invalid(CHOOSE, {"kind": CHOOSE})

    facts = {"title": source.title, "opener_id": source.author_id, "trigger": TRIGGER, "kind": kind}
    known = queries.kind_of(kind)
    facts |= {"is_for_managers": known.is_for_managers}
    opened_at = written_at if known.from_writing else now()
    service = service_of(source.topic_id)
    ticket, is_new = insert_ticket(service, source=source, opened_at=opened_at, **facts)
    if is_new:
        begin_ticket(ticket, by_id=by.id)
        refresh_source(ticket)
    else:
        ticket = queries.locked_ticket(ticket.id)
        set_kind(ticket, kind, by=by)
    audit.record("post marked as a request", by=by.id, subject_id=source.id, reason=kind)
    return ticket, is_new
