"""Answers to look at again; an answer made public; how hard a text is to read."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.articles.queries import due_again as due_articles
from forum.kernel.db import writing
from forum.kernel.errors import Missing
from forum.kernel.live import is_live
from forum.kernel.text import tongue
from forum.kernel.web import page, private_page, room
from forum.services.queries import all_services
from forum.threads.briefs import usual_day
from forum.threads.forms import brief_in, confirmed_in
from forum.threads.passages import Marked, marked_in
from forum.threads.queries import SUBJECTS
from moderation.helpdesk import actions as desk
from moderation.helpdesk.forms import written
from moderation.helpdesk.models import Message, Ticket
from moderation.helpdesk.queries import (
    may_be_published,
    message_of,
    passages_in,
    visible_ticket,
)
from moderation.wordings import actions, queries
from moderation.wordings.forms import PublicationForm, ReadingForm, StillTrueForm
from moderation.wordings.plainness import plainness

wordings = room("wordings", __file__)

HERE = "/desk/tickets/<reference>/messages/<int:message_id>/publication"
NOT_TO_PUBLISH = (
    "This cannot be published: it is on the question already, or not an answer of ours."
)


@wordings.get("/desk/still-true")
def index() -> Response:
    """Official answers whose day is past: confirm each, or correct it."""
    return _index(StillTrueForm())


@wordings.post("/desk/answers/<int:answer_id>/still-true")
def confirm(answer_id: int) -> Response:
    """Somebody has looked at it: it is still true."""
    form = StillTrueForm.sent().or_refuse()
    with writing():
        answer = queries.dated_answer(answer_id)
        actions.confirm(answer, by=current_member(), until=form.day)
    flash(_("It is kept that the answer is still true."), "good")
    return redirect(url_for("wordings.index", service=request.args.get("service")), 303)


@wordings.get(HERE)
def begin(reference: str, message_id: int) -> Response:
    """What went to the person only, in the words everybody would read."""
    ticket, message = _answer(reference, message_id)
    data = {"body": message.body, "in_short": message.in_short or ""}
    return _page(ticket, message, PublicationForm(data=data))


@wordings.post(HERE)
def publish(reference: str, message_id: int) -> Response:
    """After a look for personal details: each is taken out, or confirmed with a reason."""
    form = PublicationForm.sent()
    body = written(form)
    ticket, message = _answer(reference, message_id, published=True)
    months = ticket.service.true_months
    brief = brief_in(form, body, months=months) if body else None
    if body is None or brief is None:
        return _page(ticket, message, form, status=422)
    text, confirmed = f"{brief.in_short}\n\n{body.source}", confirmed_in(request.form)
    if marked := marked_in(text, passages_in(text, ticket), confirmed):
        return _page(ticket, message, form, marked=marked, status=422)

    with writing():
        ticket, message = _answer(reference, message_id, published=True, lock=True)
        how: dict[str, Any] = {"body": body, "brief": brief, "confirmed": confirmed}
        answer_id = desk.publish_answer(message, ticket, by=current_member(), **how)
        here = SUBJECTS["answer"].urls([answer_id])[answer_id]
    flash(_("It is on the question now, as the official answer."), "good")
    return redirect(here, 303)


@wordings.post("/desk/reading")
def reading() -> Response:
    """How hard a text is to read; it changes nothing and stops nobody."""
    form = ReadingForm.sent().or_refuse()
    text = form.body.data
    is_english = tongue(text) in (None, "en")
    found = plainness(text, office=queries.office_words()) if is_english and text else None
    template = "wordings/found.html" if is_live() else "wordings/reading.html"
    return private_page(template, found=found, is_english=is_english, text=text)


def _index(form: StillTrueForm) -> Response:
    services = all_services()
    slug = request.args.get("service", "")
    chosen = next((one for one in services if one.slug == slug), None)
    service_id = chosen.id if chosen else None
    found, articles = queries.due_again(service_id), due_articles(service_id)
    shown: dict[str, Any] = {"found": found, "services": services, "chosen": chosen, "form": form}
    usual = usual_day(chosen.true_months if chosen else None)
    return page("wordings/index.html", usual_day=usual, articles=articles, **shown)


def _answer(
    reference: str, message_id: int, *, published: bool = False, lock: bool = False
) -> tuple[Ticket, Message]:
    """Raises Missing when there is none; `published` takes what is public by now."""
    ticket = visible_ticket(reference, to=current_member(), lock=lock)
    message = message_of(ticket, message_id)
    if message is None:
        raise Missing(NOT_TO_PUBLISH)
    is_there = published and message.is_from_staff and message.answer_id is not None
    if not (is_there or may_be_published(message, ticket)):
        raise Missing(NOT_TO_PUBLISH)
    return ticket, message


def _page(
    ticket: Ticket,
    message: Message,
    form: PublicationForm,
    *,
    marked: Marked | None = None,
    status: int = 200,
) -> Response:
    shown = {"ticket": ticket, "message": message, "form": form, "marked": marked}
    day = usual_day(ticket.service.true_months)
    return private_page("wordings/publish.html", status, usual_day=day, **shown)
