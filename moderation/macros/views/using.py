"""A macro on one ticket: every step and the whole text are read before anything happens."""

import secrets
from typing import cast

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.errors import Conflict
from forum.kernel.paging import LARGEST
from forum.kernel.web import page
from moderation.helpdesk.forms import written
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import may_see
from moderation.helpdesk.queries import visible_ticket
from moderation.macros import actions, queries
from moderation.macros.forms import MacroRunForm
from moderation.macros.models import Macro
from moderation.macros.queries import facts_of, filled
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
    nonce = secrets.token_hex(16)
    return _page(ticket, macro, MacroRunForm(text=text, version=macro.version, nonce=nonce))


@macros.post("/desk/tickets/<reference>/macros/<int:macro_id>")
def run(reference: str, macro_id: int) -> Response:
    """Do all of it."""
    form = MacroRunForm.sent()
    text = written(form, "text")
    if text is None:
        ticket = visible_ticket(reference, to=current_member())
        return _page(ticket, cast(Macro, queries.usable(MACRO, macro_id)), form, 422)
    with writing():
        member = current_member()
        ticket = visible_ticket(reference, to=member, lock=True)
        macro = cast(Macro, queries.usable(MACRO, macro_id))
        if macro.version != form.version.data:
            raise Conflict(CHANGED_MEANWHILE)
        said = text if macro.send else None
        actions.run(macro, ticket, by=member, text=said, nonce=form.nonce.data or None)
        name, kept, is_mine = macro.name, ticket.reference, may_see(member, ticket)
    flash(_("“%(name)s” is done.", name=name), "good")
    here = url_for("desk.ticket", reference=kept) if is_mine else url_for("desk.queue")
    return redirect(here, 303)


def _page(ticket: Ticket, macro: Macro, form: MacroRunForm, status: int = 200) -> Response:
    facts = facts_of(MACRO, macro)
    steps = steps_of(facts, named=names_in(facts))
    return page("macros/run.html", status, ticket=ticket, macro=macro, form=form, steps=steps)
