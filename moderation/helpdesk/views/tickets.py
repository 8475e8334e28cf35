"""One ticket as its opener sees it, and what they may do about it."""

import secrets
from typing import Any
from zoneinfo import ZoneInfo

from flask import redirect, request
from werkzeug.wrappers import Response

from forum.accounts.current import current_member, reader
from forum.kernel import limits
from forum.kernel.db import writing
from forum.kernel.site import site
from forum.kernel.web import page, private_page
from forum.threads.queries import thread_path
from moderation.helpdesk import actions, queries
from moderation.helpdesk.forms import TicketOutcomeForm, TicketReplyForm, written
from moderation.helpdesk.keys import is_lent
from moderation.helpdesk.limits import REPLIES_ON_TICKET
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.showing import explained, met_with, usual_words
from moderation.helpdesk.states import CITIZEN_LABELS
from moderation.helpdesk.telling import told
from moderation.helpdesk.views.blueprint import (
    beside,
    brought_otherwise,
    helpdesk,
    key_sent,
    promise_deeds,
    ticket_to_read,
    ticket_to_write,
    ticket_url,
    unkept,
    writer_on,
)

WHY = {
    "kind": "We found out what kind of request it is",
    "service": "The service has changed its hours or promises",
    "priority": "We weighed anew how much it hurries",
    "incident": "A known problem began or ended, or was changed",
    "topic": "We found out what it is about",
}


@helpdesk.get("/me/tickets")
def mine() -> Response:
    """All tickets of the person who is signed in, the newest first."""
    member = current_member()
    found = queries.tickets_of(member.id, cursor=request.args.get("cursor"))
    also = brought_otherwise.render([member.id], to=member).get(member.id)
    return page("helpdesk/mine.html", found=found, labels=CITIZEN_LABELS, also=also)


@helpdesk.get("/tickets/<reference>")
def show(reference: str) -> Response:
    return _page(ticket_to_read(reference), TicketReplyForm(nonce=secrets.token_hex(16)))


@helpdesk.get("/tickets/<reference>/promise")
def promise(reference: str) -> Response:
    """Which hours counted and why; for whoever may read the thread, or the ticket."""
    ticket = queries.with_promise_shown(reference, to=reader(), key=key_sent())
    log, zone = queries.log_of(ticket.id), ZoneInfo(site().zone)
    read = queries.clocks_of(ticket.id, explained=True)
    clocks = [explained(clock, log, zone=zone) for clock in read]
    back, renewed = _thread_path(ticket), queries.changes_of_promises(ticket.id)
    return page(
        "helpdesk/promise.html",
        ticket=ticket,
        clocks=clocks,
        back=back or ticket_url(ticket.reference),
        renewed=renewed,
        incidents=met_with(read),
        why=WHY,
        deeds=promise_deeds.render([ticket.id], to=reader()).get(ticket.id),
    )


@helpdesk.post("/tickets/<reference>/messages")
def reply(reference: str) -> Response:
    ticket = queries.visible_ticket(reference, to=reader(), key=key_sent())
    form = TicketReplyForm.sent()
    if (body := written(form)) is None:
        return _page(ticket, form, 422)

    limits.check(REPLIES_ON_TICKET, ticket.id)
    with writing():
        ticket = ticket_to_write(reference)
        limits.spend(REPLIES_ON_TICKET, ticket.id)
        nonce = form.nonce.data or None
        actions.write_message(ticket, by=writer_on(ticket), body=body, nonce=nonce)
    return redirect(f"{ticket_url(ticket.reference)}#messages", 303)


@helpdesk.post("/tickets/<reference>/outcome")
def say_outcome(reference: str) -> Response:
    """The person says whether it is solved: it is closed, or opened again."""
    form = TicketOutcomeForm.sent().or_refuse()
    with writing():
        ticket = ticket_to_write(reference)
        is_solved = form.outcome.data == "solved"
        actions.say_outcome(ticket, by=writer_on(ticket), is_solved=is_solved)
    return redirect(ticket_url(ticket.reference), 303)


@helpdesk.post("/tickets/<reference>/withdrawal")
def withdraw(reference: str) -> Response:
    with writing():
        ticket = ticket_to_write(reference)
        by_peer = request.form.get("reason") == "solved_by_peer"
        reason = "solved_by_peer" if by_peer else "not_needed"
        actions.withdraw(ticket, by=writer_on(ticket), reason=reason)
    return redirect(ticket_url(ticket.reference), 303)


def _page(ticket: Ticket, form: TicketReplyForm, status: int = 200) -> Response:
    shown = told(ticket, to=reader(), zone=ZoneInfo(site().zone))
    by_key = key_sent() if writer_on(ticket) is None else None
    deeds = promise_deeds.render([ticket.id], to=reader()).get(ticket.id)
    more = beside.render([ticket.id], to=reader()).get(ticket.id)
    facts: dict[str, Any] = {
        "told": shown,
        "form": form,
        "key": by_key,
        "is_lent": is_lent(by_key),
        "deeds": deeds,
        "more": more,
    }
    facts |= {"known": queries.known_now(ticket), "usual": usual_words(ticket)}
    return unkept(private_page("helpdesk/ticket.html", status, **facts))


def _thread_path(ticket: Ticket) -> str | None:
    thread = queries.thread_of(ticket, to=reader())
    return thread_path(thread.id, thread.slug) if thread else None
