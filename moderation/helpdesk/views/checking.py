"""Opening a ticket by its reference and the e-mail it was opened with, or a code to go on with."""

from flask import redirect
from werkzeug.wrappers import Response

from forum.accounts.current import network_address, reader
from forum.kernel import limits
from forum.kernel.db import writing
from forum.kernel.errors import Missing, Refused
from forum.kernel.web import page
from moderation.helpdesk import actions, queries
from moderation.helpdesk.forms import TicketCheckForm
from moderation.helpdesk.keys import is_lent, key_to
from moderation.helpdesk.limits import (
    CHECKS_FROM_PLACE,
    CHECKS_OF_REFERENCE,
    CODES_MADE,
    CODES_OF_REFERENCE,
)
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.references import read_code, read_reference
from moderation.helpdesk.views.blueprint import (
    helpdesk,
    key_sent,
    ticket_to_write,
    ticket_url,
    unkept,
    writer_on,
)

TYPING_ERROR = "There is a typing slip in this reference. It looks like FM-7K3QXN2D."
ONLY_LENT = "You brought this to us in another way. Ask for a code there, or call us."
NOT_FOUND = (
    "We cannot find a ticket with this reference and this address or code. Look at both again."
)


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


@helpdesk.post("/tickets/<reference>/code")
def make_code(reference: str) -> Response:
    """A code to go on with on the phone, by mail or in another browser; it is shown once."""
    with writing():
        ticket = ticket_to_write(reference)
        if writer_on(ticket) is None and is_lent(key_sent()):
            raise Refused(ONLY_LENT)
        limits.spend(CODES_MADE, ticket.id)
        code = actions.make_code(ticket, by=writer_on(ticket))
        kept, url = ticket.reference, ticket_url(ticket.reference)
    return unkept(page("helpdesk/code.html", code=code, reference=kept, url=url))


def _count_try(reference: str) -> None:
    limits.check(CHECKS_FROM_PLACE, network_address())
    limits.check(CHECKS_OF_REFERENCE, reference)
    limits.check(CODES_OF_REFERENCE, reference)
    with writing():
        limits.spend(CHECKS_FROM_PLACE, network_address())
        limits.spend(CHECKS_OF_REFERENCE, reference)
        limits.spend(CODES_OF_REFERENCE, reference)


def _found(reference: str, proof: str) -> Ticket | None:
    """What is no address is taken for a code, right or wrong."""
    if "@" not in proof:
        return queries.ticket_resumed(reference, read_code(proof) or "")
    try:
        return queries.visible_ticket(reference, to=reader(), email=proof)
    except Missing:
        return None


def _again(form: TicketCheckForm, sentence: str) -> Response:
    form.reference.errors = [sentence]
    return page("helpdesk/check.html", 422, form=form)
