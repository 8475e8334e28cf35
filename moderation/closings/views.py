"""Pointing somebody elsewhere, hearing what became of it, and what the desk learned."""

from datetime import date
from typing import Any

from babel.dates import format_date
from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member, reader
from forum.kernel.db import writing
from forum.kernel.languages import language, say
from forum.kernel.web import page, private_page, room
from forum.kernel.written import Written, write_up
from forum.threads.briefs import Brief, months_on, today, usual_day
from forum.threads.forms import brief_in
from moderation.closings import actions, queries
from moderation.closings.forms import AcceptedForm, LessonForm, NotOursForm
from moderation.closings.wording import ACCEPTED, ASKS
from moderation.helpdesk.forms import confirmed_in, written
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.passages import Marked, marked_in
from moderation.helpdesk.policy import may_see
from moderation.helpdesk.queries import passages_in, visible_ticket
from moderation.helpdesk.views.blueprint import key_sent, ticket_to_write, ticket_url
from moderation.macros.models import OutsideBody

closings = room("closings", __file__)


@closings.get("/desk/tickets/<reference>/not-ours")
def begin(reference: str) -> Response:
    """Who else answers for it?"""
    return _page(visible_ticket(reference, to=current_member()), NotOursForm())


@closings.post("/desk/tickets/<reference>/not-ours")
def refer(reference: str) -> Response:
    """The person reads who answers for it, and the ticket is closed."""
    form = NotOursForm.sent()
    form.offer()
    ticket = visible_ticket(reference, to=current_member())
    if (text := written(form, "text")) is None:
        return _page(ticket, form, status=422)
    body_id = int(form.whom.data)
    whole = _with_way(text, queries.body_numbered(body_id), asks=not form.public.data)
    brief = brief_in(form, whole) if form.public.data else None
    if form.errors:
        return _page(ticket, form, status=422)
    told, confirmed = _told(brief, whole), confirmed_in(request.form)
    if marked := marked_in(told, passages_in(told, ticket), confirmed):
        return _page(ticket, form, marked=marked, status=422)
    return _refer(reference, body_id, text=whole, brief=brief, confirmed=confirmed)


@closings.post("/tickets/<reference>/elsewhere")
def say_accepted(reference: str) -> Response:
    """Whether it was taken on there."""
    accepted = AcceptedForm.sent().or_refuse().accepted.data
    with writing():
        ticket = ticket_to_write(reference)
        member = reader()
        by = member if may_see(member, ticket) else None
        actions.say_accepted(ticket, accepted, by=by)
    if request.args.get("at") == "desk":
        return redirect(url_for("desk.ticket", reference=reference), 303)
    return redirect(ticket_url(reference, key=key_sent()), 303)


@closings.post("/desk/tickets/<reference>/lesson")
def learn(reference: str) -> Response:
    """One line for the desk."""
    form = LessonForm.sent().or_refuse()
    with writing():
        ticket = visible_ticket(reference, to=current_member(), lock=True)
        words, correction = form.words.data, bool(form.correction.data)
        actions.learn(ticket, words, by=current_member(), is_correction=correction)
    flash(_("It is kept in the list of this month."), "good")
    return redirect(url_for("desk.ticket", reference=reference), 303)


@closings.get("/desk/not-ours")
def figures() -> Response:
    """For each body, how often it was pointed to and whether it took it on."""
    heads = [_("Body"), _("Pointed to"), *(say(label) for label in ACCEPTED.values())]
    rows = [
        [one.name, str(one.all), *(str(one.counts[code]) for code in ACCEPTED)]
        for one in queries.figures()
    ]
    return page("closings/figures.html", heads=heads, rows=rows)


@closings.get("/desk/lessons")
def lessons() -> Response:
    """What was learned in one month, a list for each service."""
    month = _month(request.args.get("month", ""))
    after = months_on(month, 1)
    return page(
        "closings/lessons.html",
        found=queries.learned_in(month, to=current_member()),
        month_words=format_date(month, "LLLL y", locale=language().locale),
        before=f"{months_on(month, -1):%Y-%m}",
        after=f"{after:%Y-%m}" if after <= today() else None,
    )


def _refer(reference: str, body_id: int, **said: Any) -> Response:
    with writing():
        ticket = visible_ticket(reference, to=current_member(), lock=True)
        body = queries.body_numbered(body_id)
        actions.refer(ticket, body, by=current_member(), **said)
    flash(_("The person reads who answers for it. The ticket is closed."), "good")
    return redirect(url_for("desk.ticket", reference=reference), 303)


def _told(brief: Brief | None, body: Written) -> str:
    """What everybody will read of it; nothing when only the person does."""
    return f"{brief.in_short}\n\n{body.source}" if brief else ""


def _month(asked: str) -> date:
    """The first day of the month that is asked for; of this one when that is none."""
    try:
        month = date.fromisoformat(f"{asked}-01")
    except ValueError:
        month = today().replace(day=1)
    return month if 2000 <= month.year <= today().year else today().replace(day=1)


def _with_way(text: Written, body: OutsideBody, *, asks: bool) -> Written:
    """The text, who answers for it and the way there; to the person alone also our question."""
    link = body.link.replace("{words}", "")
    way = ", ".join(part for part in (link, body.email, body.phone) if part)
    parts = [text.source, f"{body.name}: {body.does}", way, _(ASKS) if asks else ""]
    return write_up("\n\n".join(part for part in parts if part))


def _page(
    ticket: Ticket, form: NotOursForm, *, marked: Marked | None = None, status: int = 200
) -> Response:
    form.offer()
    shown = {"ticket": ticket, "form": form, "marked": marked, "usual_day": usual_day()}
    return private_page("closings/not_ours.html", status, **shown)
