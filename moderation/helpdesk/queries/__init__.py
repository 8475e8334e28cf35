"""Questions about tickets; `visible_ticket` is the only way to one."""

from moderation.helpdesk.queries.queue import (
    Waiting,
    broken_by,
    count_waiting,
    listed_tickets,
    threads_to_escalate,
    waiting,
)
from moderation.helpdesk.queries.threads import Banner, Deed, banners, deeds
from moderation.helpdesk.queries.tickets import (
    affected_ids,
    answer_of,
    conversation,
    first_reply_at,
    last_ticket_of,
    live_ticket_of,
    log_of,
    promises_of,
    thread_of,
    ticket_resolved_by,
    visible_ticket,
    with_promise_shown,
    written_with,
)

__all__ = [
    "Banner",
    "Deed",
    "Waiting",
    "affected_ids",
    "answer_of",
    "banners",
    "broken_by",
    "conversation",
    "count_waiting",
    "deeds",
    "first_reply_at",
    "last_ticket_of",
    "listed_tickets",
    "live_ticket_of",
    "log_of",
    "promises_of",
    "thread_of",
    "threads_to_escalate",
    "ticket_resolved_by",
    "visible_ticket",
    "waiting",
    "with_promise_shown",
    "written_with",
]
