"""A macro on one ticket: every step and the whole text are read before anything happens."""

import secrets
from typing import cast

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.errors import Conflict, Invalid
from forum.kernel.paging import LARGEST
from forum.kernel.web import page
from forum.kernel.written import Written
from forum.threads.briefs import brief_of
from moderation.helpdesk.forms import written
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import may_see
from moderation.helpdesk.queries import visible_ticket
from moderation.macros import actions, queries
from moderation.macros.forms import MacroRunForm
from moderation.macros.models import Macro
from moderation.macros.queries import facts_of, filled, plainly_filled, pointing_to
from moderation.macros.views.room import macros, names_in
from moderation.macros.wording import MACRO, steps_of
from moderation.settings.changes import CHANGED_MEANWHILE


@macros.get("/desk/tickets/<reference>/macros")
def choose(reference: str) -> Response:
    """From the form on the page of the ticket: on to the macro that was chosen there."""
    chosen = request.args.get("macro", "")
    is_number = chosen.isascii() and chosen.isdecimal() and len(chosen) < 18
    macro = queries.usable(MACRO, int(chosen) if is_number else LARGEST)
    return redirect(url_for("macros.preview", reference=reference, macro_id=macro.id))


@macros.get("/desk/tickets/<reference>/macros/<int:macro_id>")
def preview(reference: str, macro_id: int) -> Response:
    """What it would do to this ticket."""
    ticket = visible_ticket(reference, to=current_member())
    macro = cast(Macro, queries.usable(MACRO, macro_id))
    text = filled(macro.answer.body, ticket) if macro.answer else ""
    text = pointing_to(macro.body, text, asks=True) if macro.body else text
    said = {"text": text, "version": macro.version, "nonce": secrets.token_hex(16)}
    if macro.answer:
        said["in_short"] = plainly_filled(macro.answer.in_short, ticket)
    return _page(ticket, macro, MacroRunForm(None, **said))


@macros.post("/desk/tickets/<reference>/macros/<int:macro_id>")
def run(reference: str, macro_id: int) -> Response:
    """Do all of it."""
    form = MacroRunForm.sent()
    text = written(form, "text")
    if text is None or _lacks_brief(form, macro_id, text):
        ticket = visible_ticket(reference, to=current_member())
        return _page(ticket, cast(Macro, queries.usable(MACRO, macro_id)), form, 422)
    with writing():
        member = current_member()
        ticket = visible_ticket(reference, to=member, lock=True)
        macro = cast(Macro, queries.usable(MACRO, macro_id))
        if macro.version != form.version.data:
            raise Conflict(CHANGED_MEANWHILE)
        said = text if macro.send else None
        short, nonce = form.in_short.data, form.nonce.data or None
        actions.run(macro, ticket, by=member, text=said, in_short=short, nonce=nonce)
        name, kept, is_mine = macro.name, ticket.reference, may_see(member, ticket)
    flash(_("“%(name)s” is done.", name=name), "good")
    here = url_for("desk.ticket", reference=kept) if is_mine else url_for("desk.queue")
    return redirect(here, 303)


def _lacks_brief(form: MacroRunForm, macro_id: int, text: Written) -> bool:
    """An answer opens with something in short; the sentence about it is then in the form."""
    if cast(Macro, queries.usable(MACRO, macro_id)).send != "answer" or not text.source:
        return False
    try:
        brief_of(form.in_short.data, text)
    except Invalid as error:
        form.in_short.errors = [str(error)]
        return True
    return False


def _page(ticket: Ticket, macro: Macro, form: MacroRunForm, status: int = 200) -> Response:
    facts = facts_of(MACRO, macro)
    steps = steps_of(facts, named=names_in(facts))
    return page("macros/run.html", status, ticket=ticket, macro=macro, form=form, steps=steps)
