"""What the desk does with a ticket that goes from one person to the next."""

from collections.abc import Callable

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.kernel.db import writing
from forum.kernel.web import page
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import manages, may_see
from moderation.helpdesk.queries import visible_ticket
from moderation.owners import actions, queries
from moderation.owners.forms import (
    GivingOverForm,
    TransferForm,
    TransferRefusalForm,
    TransferTimeForm,
)
from moderation.owners.models import TicketTransfer
from moderation.owners.views.blueprint import owners
from moderation.rota.queries import people_for


@owners.get("/desk/transfers")
def index() -> Response:
    """What waits for one's own yes, for that of others, and whose person is away."""
    hours = int(queries.time_to_confirm().total_seconds() // 3600)
    return _page(TransferTimeForm(None, hours=hours))


@owners.post("/desk/transfers/time")
def set_time() -> Response:
    """How many hours the next person has to say yes."""
    form = TransferTimeForm.sent()
    if not form.is_fine:
        return _page(form, 422)
    with writing():
        actions.set_time(form.hours.data or 0, by=current_member())
    flash(_("It is saved."), "good")
    return redirect(url_for("owners.index"), 303)


@owners.post("/desk/tickets/<reference>/transfers")
def propose(reference: str) -> Response:
    """Pass it on, with a note that the next person confirms."""
    form = TransferForm.sent()

    def deed(ticket: Ticket, by: Member) -> None:
        form.offer(people_for(ticket))
        form.or_refuse()
        actions.propose(ticket, int(form.to.data), by=by, note=form.note.data)

    return _on_ticket(reference, deed, said=_("It is passed on as soon as they say yes."))


@owners.post("/desk/tickets/<reference>/owner")
def force(reference: str) -> Response:
    """A manager gives it over while the person responsible is away."""
    form = GivingOverForm.sent()

    def deed(ticket: Ticket, by: Member) -> None:
        form.offer(people_for(ticket))
        form.or_refuse()
        actions.force(ticket, int(form.to.data), by=by, reason=form.reason.data)

    return _on_ticket(reference, deed, said=_("It is given over."))


@owners.post("/desk/transfers/<int:transfer_id>/confirmation")
def confirm(transfer_id: int) -> Response:
    """The next person has read the note and takes it on."""
    return _on_transfer(
        transfer_id, lambda one, by: actions.confirm(one, by=by), said=_("It is yours now.")
    )


@owners.post("/desk/transfers/<int:transfer_id>/refusal")
def refuse(transfer_id: int) -> Response:
    """The next person says why not."""
    reason = TransferRefusalForm.sent().or_refuse().reason.data or ""
    return _on_transfer(transfer_id, lambda one, by: actions.refuse(one, by=by, reason=reason))


@owners.post("/desk/transfers/<int:transfer_id>/removal")
def withdraw(transfer_id: int) -> Response:
    """It is not passed on after all."""
    return _on_transfer(transfer_id, lambda one, by: actions.withdraw(one, by=by))


def _on_ticket(reference: str, deed: Callable[[Ticket, Member], None], *, said: str) -> Response:
    with writing():
        member = current_member()
        ticket = visible_ticket(reference, to=member, lock=True)
        deed(ticket, member)
        kept = ticket.reference
    flash(said, "good")
    return redirect(url_for("desk.ticket", reference=kept), 303)


def _on_transfer(
    transfer_id: int, deed: Callable[[TicketTransfer, Member], None], *, said: str = ""
) -> Response:
    with writing():
        member = current_member()
        transfer = queries.locked_transfer(transfer_id)
        deed(transfer, member)
        kept, is_mine = transfer.ticket.reference, may_see(member, transfer.ticket)
    if said:
        flash(said, "good")
    there = url_for("desk.ticket", reference=kept) if is_mine else url_for("owners.index")
    return redirect(there, 303)


def _page(form: TransferTimeForm, status: int = 200) -> Response:
    member = current_member()
    return page(
        "owners/index.html",
        status,
        form=form,
        mine=queries.waiting_for(member),
        others=queries.on_their_way(to=member),
        alone=queries.left_alone(to=member) if manages(member) else [],
        is_manager=manages(member),
    )
