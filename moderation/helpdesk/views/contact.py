"""The private door: a message to the council without an account."""

import secrets
from collections.abc import Sequence
from typing import Any

from flask import redirect, request
from werkzeug.wrappers import Response

from forum.accounts.current import network_address, reader
from forum.accounts.emails import email_key
from forum.kernel import limits
from forum.kernel.db import writing
from forum.kernel.similar import Similar, similar_to
from forum.kernel.web import page
from forum.kernel.written import Written
from forum.services.queries import service_numbered, usual_waits
from forum.services.wording import wait_words
from forum.topics.models import Topic
from forum.topics.queries import all_topics
from moderation.helpdesk import actions, queries
from moderation.helpdesk.forms import AS_USUAL, ContactForm, written
from moderation.helpdesk.keys import key_to
from moderation.helpdesk.kinds import QUESTION
from moderation.helpdesk.limits import CONTACTS_FROM_PLACE, CONTACTS_OF_ADDRESS
from moderation.helpdesk.showing import headline, usual_words
from moderation.helpdesk.views.blueprint import (
    before_sending,
    helpdesk,
    on_duty,
    ticket_to_read,
    ticket_url,
    unkept,
)

MOST_ARTICLES = 2
ALIKE = 0.4
"""Their titles share nearly every second word, the rare ones counting more."""


@helpdesk.get("/contact")
def contact() -> Response:
    """`title` and `body` in the address bring along what was written on the ask page."""
    begun = _begun(request.args)
    return _form(begun, known=_known(begun))


@helpdesk.post("/contact")
def send_contact() -> Response:
    if "email" not in request.form:
        # The ask page's private door sends its own form here, so that no word is lost.
        left_behind = bool(request.files.get("picture"))
        return _form(_begun(request.form), left_behind=left_behind)
    form = ContactForm.sent(about="", hurry=AS_USUAL)
    form.offer_services()
    if (body := written(form)) is None:
        return _form(form, 422)
    if not form.known.data and (known := _known(form)):
        return _form(form, known=known)

    limits.check(CONTACTS_FROM_PLACE, network_address())
    with writing():
        ticket = _open(form, body)
        opened = ticket.reference, key_to(ticket.id)
    return redirect(ticket_url(opened[0], endpoint="helpdesk.opened", key=opened[1]), 303)


@helpdesk.get("/tickets/<reference>/opened")
def opened(reference: str) -> Response:
    """What happens next, right after it was sent."""
    ticket = ticket_to_read(reference)
    promise = headline(queries.clocks_of(ticket.id), queries.log_of(ticket.id))
    url = ticket_url(ticket.reference)
    known = queries.known_now(ticket)
    facts: dict[str, Any] = {"ticket": ticket, "promise": promise, "url": url, "known": known}
    facts |= {"usual": usual_words(ticket), "likely": queries.likely_answers(ticket)}
    return unkept(page("helpdesk/opened.html", **facts))


def _known(form: ContactForm) -> Sequence[Similar]:
    """A problem we know that reads like this, and articles; sending it is one more press, never
    refused.
    """
    said: dict[str, Any] = {
        "title": form.title.data or "",
        "body": form.body.data or "",
        "reader": reader(),
    }
    articles = similar_to("article", **said, most=MOST_ARTICLES)
    near = [one for one in articles if one.shared >= ALIKE]
    return [*similar_to("problem", **said, most=1), *near]


def _begun(sent: Any) -> ContactForm:
    member = reader()
    form = ContactForm(
        None,
        name=member.name if member else "",
        email=(member.email or "") if member else "",
        title=sent.get("title", "")[:150],
        body=sent.get("body", "")[:30_000],
        hurry=AS_USUAL,
        nonce=secrets.token_hex(16),
    )
    form.offer_services()
    if topic := _topic_chosen(sent.get("topic", "")):
        form.about.data, form.topic.data = str(topic.service_id), topic.slug
    return form


def _topic_chosen(slug: str | None) -> Topic | None:
    """The topic that was chosen on the ask page, if any."""
    return next((one for one in all_topics() if one.slug == slug), None) if slug else None


def _form(form: ContactForm, status: int = 200, **shown: Any) -> Response:
    about = str(form.about.data or "")
    service_id = int(about) if about in dict(form.about.choices) and about else 0
    shown["here"] = on_duty.render([service_id], to=None).get(service_id)
    shown["asked"] = before_sending.render([0], to=form.agreements).get(0)
    form.known.data = "yes" if shown.get("known") else form.known.data
    shown = {"known": [], "usual": _usual(form)} | shown
    return page("helpdesk/contact.html", status, form=form, **shown)


def _usual(form: ContactForm) -> list[tuple[str, str]]:
    """How long answers usually take: of the service that was chosen, or of each."""
    known, chosen = usual_waits(QUESTION), form.about.data
    return [
        (name, wait_words(wait.half_minutes, wait.nine_minutes, hours))
        for key, name in form.about.choices
        if key and (not chosen or key == chosen) and int(key) in known
        for wait, hours in [known[int(key)]]
    ]


def _open(form: ContactForm, body: Written) -> Any:
    limits.spend(CONTACTS_FROM_PLACE, network_address())
    limits.spend(CONTACTS_OF_ADDRESS, email_key(form.email.data))
    about = form.about.data
    return actions.open_contact(
        title=form.title.data,
        body=body,
        email=form.email.data,
        name=form.name.data,
        by=reader(),
        service=service_numbered(int(about)) if about else None,
        topic=_topic_chosen(form.topic.data),
        urgency=form.hurry.data,
        nonce=form.nonce.data or None,
        agreed=form.agreements,
    )
