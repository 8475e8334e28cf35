"""Pointing somebody elsewhere, hearing what became of it, and what the desk learned."""

from datetime import date
from typing import Any

from babel.dates import format_date
from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.languages import language, say
from forum.kernel.web import page, private_page, room
from forum.kernel.written import Written, write_up
from forum.threads.briefs import Brief, months_on, today, usual_day
from forum.threads.forms import brief_in, confirmed_in
from forum.threads.passages import Marked, marked_in
from moderation.beginners.actions import propose_referral
from moderation.closings import actions, queries
from moderation.closings.forms import AcceptedForm, LessonForm, NotOursForm, WordsForm
from moderation.helpdesk.forms import written
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import passages_in, visible_ticket
from moderation.helpdesk.views.blueprint import (
    key_sent,
    ticket_to_write,
    ticket_url,
    writer_on,
)
from moderation.macros import actions as referring
from moderation.macros.queries import pointing_to
from moderation.macros.speech import ACCEPTED
from moderation.staff.queries import is_under_review

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
    body = queries.body_numbered(body_id)
    whole = write_up(pointing_to(body, text.source, asks=not form.public.data))
    months = ticket.service.true_months
    brief = brief_in(form, whole, months=months) if form.public.data else None
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
        actions.say_accepted(ticket, accepted, by=writer_on(ticket))
    if request.args.get("at") == "desk":
        return redirect(url_for("desk.ticket", reference=reference), 303)
    return redirect(ticket_url(reference, key=key_sent()), 303)


@closings.post("/tickets/<reference>/elsewhere/words")
def pass_words_on(reference: str) -> Response:
    """Yes to exactly the words that were shown: they are mailed to the body."""
    form = WordsForm.sent().or_refuse()
    seen, with_person = form.seen.data, bool(form.with_person.data)
    with writing():
        ticket = ticket_to_write(reference)
        by = writer_on(ticket)
        actions.pass_words_on(ticket, by=by, seen=seen, with_person=with_person)
    return redirect(f"{ticket_url(reference)}#elsewhere", 303)


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
    """What somebody new wrote goes to a colleague first."""
    with writing():
        member = current_member()
        ticket = visible_ticket(reference, to=member, lock=True)
        point = propose_referral if (waits := is_under_review(member.id)) else referring.refer
        point(ticket, queries.body_numbered(body_id), by=member, **said)
    told = _("The person reads who answers for it. The ticket is closed.")
    flash(_("A colleague looks at it first. Then the ticket is closed.") if waits else told, "good")
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


def _page(
    ticket: Ticket, form: NotOursForm, *, marked: Marked | None = None, status: int = 200
) -> Response:
    form.offer()
    shown = {
        "ticket": ticket,
        "form": form,
        "marked": marked,
        "usual_day": usual_day(ticket.service.true_months),
    }
    return private_page("closings/not_ours.html", status, **shown)
