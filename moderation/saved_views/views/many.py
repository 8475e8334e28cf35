"""One deed for many tickets: chosen, looked at with how many they are, done one by one."""

from collections.abc import Sequence
from typing import Any, cast
from urllib.parse import urlencode

from flask import request, url_for
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.kernel.db import db, writing
from forum.kernel.errors import Refused
from forum.kernel.forms import fingerprint, is_seen
from forum.kernel.web import page
from forum.kernel.written import Written, write_up
from moderation.helpdesk import queries as tickets
from moderation.helpdesk.queries import visible_ticket
from moderation.macros.models import Macro
from moderation.macros.queries import filled, usable
from moderation.macros.wording import MACRO
from moderation.saved_views import actions
from moderation.saved_views.actions import Order
from moderation.saved_views.forms import DEEDS, ManyForm
from moderation.saved_views.showing import Asked, asked, asked_in
from moderation.saved_views.views.room import saved_views

Told = tuple[str, str]


@saved_views.get("/desk/many")
def choose() -> Response:
    """The tickets of the queue as it was asked for, each with a box."""
    here = asked(request.args, by=current_member())
    return _page(ManyForm(back=urlencode(here.carried)), here, cursor=request.args.get("cursor"))


@saved_views.post("/desk/many")
def do() -> Response:
    """First shown with how many they are, then done; every refusal is told with its ticket."""
    form = ManyForm.sent()
    here = asked_in(form.back.data, by=current_member())
    if not form.is_fine:
        return _page(form, here, status=422)
    if not is_seen(form):
        form.seen.data = fingerprint(form)
        return _page(form, here, preview=True)
    refused = [told for reference in form.references if (told := _do_one(form, reference))]
    done = len(form.references) - len(refused)
    return page("saved_views/done.html", done=done, refused=refused, back=_queue(here))


def _do_one(form: ManyForm, reference: str) -> Told | None:
    """In a transaction of its own; the reference and the sentence when it was refused."""
    try:
        text = _text(form, reference)
        with writing():
            member = current_member()
            ticket = visible_ticket(reference, to=member, lock=True)
            actions.do_one(_order(form, ticket.id, text), ticket, by=member)
    except Refused as sentence:
        return reference, str(sentence)
    return None


def _text(form: ManyForm, reference: str) -> Written | None:
    """What the macro writes on this ticket, made before anything is locked."""
    if form.deed.data != "macro":
        return None
    macro = cast(Macro, usable(MACRO, int(form.macro.data)))
    ticket = visible_ticket(reference, to=current_member())
    return write_up(filled(macro.answer.body, ticket)) if macro.answer else None


def _order(form: ManyForm, ticket_id: int, text: Written | None) -> Order:
    uses = form.deed.data == "macro"
    return Order(
        form.deed.data,
        to=db.get(Member, int(form.who.data)) if form.who.data else None,
        impact=form.impact.data,
        urgency=form.urgency.data,
        macro=cast(Macro, usable(MACRO, int(form.macro.data))) if uses else None,
        text=text,
        nonce=f"{form.nonce.data}-{ticket_id}",
    )


def _page(
    form: ManyForm,
    here: Asked,
    *,
    cursor: str | None = None,
    preview: bool = False,
    status: int = 200,
) -> Response:
    found = tickets.waiting(here.show, by=current_member(), only=here.only, cursor=cursor)
    older = url_for("saved_views.choose", **here.carried, cursor=found.next) if found.next else None
    return page(
        "saved_views/many.html",
        status,
        form=form,
        rows=found.items,
        chosen=set(form.references),
        preview=preview,
        said=_said(form) if preview else [],
        back=_queue(here),
        next=older,
    )


def _said(form: ManyForm) -> Sequence[Any]:
    """What will happen, as label and value."""
    parts = {"give": ("who",), "weigh": ("impact", "urgency"), "macro": ("macro",)}
    chosen = [form[name] for name in parts.get(form.deed.data, ())]
    said = [(one.label.text, _label(one)) for one in chosen]
    return [DEEDS[form.deed.data], *said]


def _label(field: Any) -> str:
    """The words of what was chosen."""
    known = {value: label for value, label, *_ in field.iter_choices()}
    return str(known[field.data])


def _queue(here: Asked) -> str:
    return url_for("desk.queue", **here.carried)
