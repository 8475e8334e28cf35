"""The person whose promise was broken says so, and reads what became of it."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import network_address, reader
from forum.kernel import limits
from forum.kernel.db import writing
from forum.kernel.web import page, private_page
from moderation.grievances import actions, queries
from moderation.grievances.forms import GrievanceForm
from moderation.grievances.limits import GRIEVANCES_FROM_PLACE
from moderation.grievances.models import Grievance
from moderation.grievances.reasons import OUTCOMES, PROMISES, REMEDIES, WORKING_DAYS, about
from moderation.grievances.views.blueprint import grievances
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import kind_of, visible_ticket
from moderation.helpdesk.views.blueprint import (
    key_sent,
    ticket_to_write,
    unkept,
    writer_on,
)


@grievances.get("/tickets/<reference>/grievances")
def complain(reference: str) -> Response:
    """Where sending it would be refused, the refusal stands here instead of the form."""
    sent = {name: request.args.get(name, "") for name in ("clock", "turn")}
    form = GrievanceForm(None, **sent)
    _refuse(visible_ticket(reference, to=reader(), key=key_sent()), form)
    return _form(reference, form)


@grievances.post("/tickets/<reference>/grievances")
def send(reference: str) -> Response:
    form = GrievanceForm.sent()
    if not form.is_fine:
        return _form(reference, form, 422)

    limits.check(GRIEVANCES_FROM_PLACE, network_address())
    with writing():
        limits.spend(GRIEVANCES_FROM_PLACE, network_address())
        made = _made(ticket_to_write(reference), form)
        address = url_for("grievances.show", reference=made.reference, key=key_sent())
    return redirect(address, 303)


@grievances.get("/grievances/<reference>")
def show(reference: str) -> Response:
    """Where it stands, and what was found."""
    grievance = queries.grievance_called(reference, to=reader(), key=key_sent())
    return unkept(
        private_page(
            "grievances/show.html",
            grievance=grievance,
            promise=about(grievance.clock),
            outcome=OUTCOMES.get(grievance.outcome or ""),
            remedy=REMEDIES.get(grievance.remedy or ""),
            kind=kind_of(grievance.ticket.kind),
            key=key_sent(),
        )
    )


def _made(ticket: Ticket, form: GrievanceForm) -> Grievance:
    said = {"by": writer_on(ticket), "body": form.body.data}
    if not form.clock.data:
        return actions.ask_again(ticket, **said)
    return actions.complain(ticket, clock=form.clock.data, turn=_turn(form), **said)


def _refuse(ticket: Ticket, form: GrievanceForm) -> None:
    by = writer_on(ticket)
    if form.clock.data:
        actions.refuse_complaint(ticket, by=by, clock=form.clock.data, turn=_turn(form))
    else:
        actions.refuse_second_look(ticket, by=by)


def _turn(form: GrievanceForm) -> int:
    """-1 for what is no number: there is no such promise."""
    turn = form.turn.data or "0"
    return int(turn) if turn.isascii() and turn.isdigit() and len(turn) < 7 else -1


def _form(reference: str, form: GrievanceForm, status: int = 200) -> Response:
    ticket = visible_ticket(reference, to=reader(), key=key_sent())
    promise = PROMISES.get(form.clock.data or "")
    days = WORKING_DAYS if promise else kind_of(ticket.kind).second_days
    shown = {"ticket": ticket, "form": form, "key": key_sent(), "days": days}
    return unkept(page("grievances/new.html", status, promise=promise, **shown))
