"""Staff write what everybody is to read, look at it as others will, and publish it."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.errors import Invalid
from forum.kernel.forms import fingerprint, is_seen
from forum.kernel.languages import say
from forum.kernel.text import passages, shown
from forum.kernel.web import page
from forum.kernel.written import write_up
from forum.threads.forms import personal_details
from moderation.disclosures import actions, queries
from moderation.disclosures.actions import Told
from moderation.disclosures.forms import DisclosureForm
from moderation.disclosures.models import Disclosure
from moderation.disclosures.views.room import disclosures
from moderation.disclosures.wording import OUTCOMES
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import visible_ticket


@disclosures.route("/desk/tickets/<reference>/disclosure", methods=["GET", "POST"])
def edit(reference: str) -> Response:
    """First as everybody will read it, with what may be personal in it; then published."""
    ticket = visible_ticket(reference, to=current_member())
    there = queries.disclosure_of(ticket)
    if request.method == "GET":
        form = DisclosureForm(obj=there) if there else DisclosureForm(data={"version": 0})
        return _form(ticket, form, there)
    form = DisclosureForm.sent()
    if not form.is_fine:
        return _form(ticket, form, there, 422)
    try:
        told = _told(form)
        actions.refuse_what_tells(ticket, told)
        if not is_seen(form):
            return _form(ticket, form, there, told=told)
        return _publish(reference, told, form)
    except Invalid as refused:
        for name, sentence in refused.faults.items():
            form[name].errors = [sentence]
        return _form(ticket, form, there, 422)


@disclosures.post("/desk/tickets/<reference>/disclosure/removal")
def take_off(reference: str) -> Response:
    """Nobody reads any more what was answered."""
    with writing():
        member = current_member()
        ticket = visible_ticket(reference, to=member, lock=True)
        actions.take_off(ticket, by=member)
        here = url_for("disclosures.edit", reference=ticket.reference)
    flash(_("Nobody reads it any more. Publish it again to bring it back."), "good")
    return redirect(here, 303)


def _publish(reference: str, told: Told, form: DisclosureForm) -> Response:
    with writing():
        member = current_member()
        ticket = visible_ticket(reference, to=member, lock=True)
        made = actions.publish(ticket, told, by=member, version=form.version.data)
        here = url_for("disclosures.show", reference=made.reference)
    flash(_("Everybody can read it now."), "good")
    return redirect(here, 303)


def _told(form: DisclosureForm) -> Told:
    """Raises Invalid at the answer when it cannot be laid out."""
    try:
        body = write_up(form.body.data)
    except Invalid as error:
        raise Invalid(str(error), {"body": str(error)}) from error
    texts = (form.title.data, form.summary.data, form.outcome.data, form.reason.data or "")
    return Told(*texts, body)


def _form(
    ticket: Ticket,
    form: DisclosureForm,
    there: Disclosure | None,
    status: int = 200,
    *,
    told: Told | None = None,
) -> Response:
    form.seen.data = fingerprint(form) if told else ""
    return page(
        "disclosures/edit.html",
        status,
        ticket=ticket,
        form=form,
        there=there,
        told=told,
        body=shown(told.body.html) if told else None,
        outcome=say(OUTCOMES[told.outcome]) if told else "",
        doubts=_doubts(ticket, told) if told else [],
        can=queries.when_answered(ticket) is not None,
    )


def _doubts(ticket: Ticket, told: Told) -> list[Any]:
    """What somebody should look at once more before it is public."""
    text = " ".join([told.title, told.summary, told.reason, told.body.source])
    found = passages(text, names=queries.names_of(ticket))
    names = dict.fromkeys(one.words for one in found if one.kind == "name")
    return [*personal_details(text), *names]
