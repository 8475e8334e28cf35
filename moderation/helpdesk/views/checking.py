"""Checking a ticket by its reference and the e-mail it was opened with."""

from flask import redirect
from werkzeug.wrappers import Response

from forum.accounts.current import network_address, reader
from forum.kernel import limits
from forum.kernel.db import writing
from forum.kernel.errors import Missing
from forum.kernel.web import page
from moderation.helpdesk import queries
from moderation.helpdesk.forms import TicketCheckForm
from moderation.helpdesk.keys import key_to
from moderation.helpdesk.limits import CHECKS_FROM_PLACE, CHECKS_OF_REFERENCE
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.references import read_reference
from moderation.helpdesk.views.blueprint import helpdesk, ticket_url

TYPING_ERROR = "This reference has a typing error. It looks like FM-7K3QXN2D."
NOT_FOUND = "We cannot find a ticket with this reference and this address. Look at both again."


@helpdesk.get("/tickets")
def check() -> Response:
    return page("helpdesk/check.html", form=TicketCheckForm())


@helpdesk.post("/tickets")
def open_checked() -> Response:
    """Every try is counted, and committed, before the answer is known."""
    form = TicketCheckForm.sent()
    if not form.is_fine:
        return page("helpdesk/check.html", 422, form=form)
    reference = read_reference(form.reference.data)
    if reference is None:
        return _again(form, TYPING_ERROR)

    _count_try(reference)
    ticket = _found(reference, form.email.data)
    if ticket is None:
        return _again(form, NOT_FOUND)
    return redirect(ticket_url(ticket.reference, key=key_to(ticket.id)), 303)


def _count_try(reference: str) -> None:
    limits.check(CHECKS_FROM_PLACE, network_address())
    limits.check(CHECKS_OF_REFERENCE, reference)
    with writing():
        limits.spend(CHECKS_FROM_PLACE, network_address())
        limits.spend(CHECKS_OF_REFERENCE, reference)


def _found(reference: str, email: str) -> Ticket | None:
    try:
        return queries.visible_ticket(reference, to=reader(), email=email)
    except Missing:
        return None


def _again(form: TicketCheckForm, sentence: str) -> Response:
    form.reference.errors = [sentence]
    return page("helpdesk/check.html", 422, form=form)
