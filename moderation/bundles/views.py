"""The page of one ticket's neighbours: joining, splitting and linking, each shown before."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.kernel.db import writing
from forum.kernel.errors import Missing
from forum.kernel.web import private_page, room
from moderation.bundles import actions, queries
from moderation.bundles.forms import OtherTicketForm, SplitForm
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import conversation, visible_ticket
from moderation.helpdesk.states import CITIZEN_LABELS

bundles = room("bundles", __file__)

LONGEST = 300


@bundles.get("/desk/tickets/<reference>/others")
def show(reference: str) -> Response:
    """What belongs with it; with `other` in the address, what joining the two would do."""
    member = current_member()
    ticket = visible_ticket(reference, to=member)
    return _page(ticket, member, OtherTicketForm(other=request.args.get("other", "")[:40]))


@bundles.post("/desk/tickets/<reference>/merge")
def merge(reference: str) -> Response:
    """Join it with the ticket named in the form."""
    other = OtherTicketForm.sent().or_refuse().other.data
    return _with_two(reference, other, actions.merge, said=_("The tickets are joined."))


@bundles.post("/desk/tickets/<reference>/merge/removal")
def unmerge(reference: str) -> Response:
    """It stands alone again, in the state it was in before."""
    with writing():
        member = current_member()
        actions.unmerge(queries.joined_pair(reference, to=member), by=member)
    flash(_("It stands alone again."), "good")
    return redirect(url_for("bundles.show", reference=reference), 303)


@bundles.post("/desk/tickets/<reference>/links")
def link(reference: str) -> Response:
    other = OtherTicketForm.sent().or_refuse().other.data
    return _with_two(reference, other, actions.link, said=_("The tickets are linked."))


@bundles.post("/desk/tickets/<reference>/links/removal")
def unlink(reference: str) -> Response:
    other = OtherTicketForm.sent().or_refuse().other.data
    return _with_two(reference, other, actions.unlink, said=_("They are not linked any more."))


@bundles.post("/desk/tickets/<reference>/splits")
def split(reference: str) -> Response:
    """Make one message a ticket of its own, and go there."""
    form = SplitForm.sent().or_refuse()
    with writing():
        member = current_member()
        ticket = visible_ticket(reference, to=member, lock=True)
        title, message_id = form.title.data, form.message.data
        new = actions.split(ticket, message_id, title=title, by=member).reference
    flash(_("It is a ticket of its own now: %(reference)s.", reference=new), "good")
    return redirect(url_for("desk.ticket", reference=new), 303)


def _with_two(reference: str, other: str, deed: Callable[..., object], *, said: str) -> Response:
    with writing():
        member = current_member()
        ticket, second = queries.both(reference, other, to=member)
        deed(ticket, second, by=member)
        kept = ticket.reference
    flash(said, "good")
    return redirect(url_for("bundles.show", reference=kept), 303)


def _page(ticket: Ticket, member: Member, form: OtherTicketForm) -> Response:
    made = queries.standing_merge(ticket.id)
    written = [m for m in conversation(ticket.id) if not m.is_from_staff]
    return private_page(
        "bundles/show.html",
        ticket=ticket,
        form=form,
        beside=queries.beside(ticket, to=member),
        labels=CITIZEN_LABELS,
        made=made,
        until=queries.ends_at(made) if made and queries.may_be_undone(made) else None,
        written=[(one, one.body[:LONGEST], len(one.body) > LONGEST) for one in written],
        splits=queries.splits_of([one.id for one in written]),
        **_other(ticket, member, form.other.data),
    )


def _other(ticket: Ticket, member: Member, reference: str | None) -> dict[str, Any]:
    """The ticket that was asked for, or the sentence why there is none to show."""
    if not reference:
        return {"other": None, "fault": None}
    try:
        found = visible_ticket(reference, to=member)
    except Missing as missing:
        return {"other": None, "fault": str(missing)}
    if found.id == ticket.id:
        return {"other": None, "fault": _("This is the same ticket.")}
    return {"other": found, "fault": None}
