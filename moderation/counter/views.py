"""The screen of the phone and the counter."""

import secrets
from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel import limits
from forum.kernel.db import writing
from forum.kernel.errors import Missing
from forum.kernel.events import acting_through
from forum.kernel.live import is_live
from forum.kernel.paging import LARGEST
from forum.kernel.similar import similar_to
from forum.kernel.web import page, room
from forum.kernel.written import Written
from forum.services.queries import service_numbered
from moderation.counter import actions, queries
from moderation.counter.forms import (
    CounterChoiceForm,
    CounterCodeForm,
    CounterForm,
    CounterSearchForm,
)
from moderation.counter.limits import CODES_TRIED, PEOPLE_CHOSEN, PEOPLE_SEARCHED
from moderation.helpdesk.forms import AS_USUAL, written
from moderation.helpdesk.limits import CHECKS_OF_REFERENCE, CODES_OF_REFERENCE
from moderation.helpdesk.queries import ticket_resumed
from moderation.helpdesk.references import read_code, read_reference
from moderation.helpdesk.states import CITIZEN_LABELS
from moderation.helpdesk.views.blueprint import before_sending
from moderation.persons.actions import give_reason, know_member, look, note_search
from moderation.persons.models import DeskPerson
from moderation.persons.queries import needs_of, person_numbered, reason_now
from moderation.persons.queries.finding import NOBODY
from moderation.persons.views.room import unkept

counter = room("counter", __file__)

MOST_ANSWERS = 5
MOST_ARTICLES = 2
WRONG = "This reference and this code do not belong together. Ask again, or ask for the address."


@counter.get("/desk/counter")
def index() -> Response:
    """Who is it? And below, a ticket for somebody we do not know."""
    return _page(None)


@counter.post("/desk/counter/people")
def find() -> Response:
    """People like what is typed; that somebody was looked for is written down, never who."""
    form = CounterSearchForm.sent().or_refuse()
    limits.check(PEOPLE_SEARCHED, current_member().id)
    with writing():
        limits.spend(PEOPLE_SEARCHED, current_member().id)
        note_search(by=current_member())
    by = current_member()
    found = queries.people_like(form.q.data, to=by)
    has_open = queries.count_open([one.person_id for one in found if one.person_id], to=by)
    shows = {"found": found, "has_open": has_open, "typed": form.q.data}
    if is_live():
        return unkept(page("counter/people.html", **shows))
    return _page(None, **shows)


@counter.post("/desk/counter/person")
def choose() -> Response:
    """This is who it is: their page and their open tickets stand open for half an hour."""
    form = CounterChoiceForm.sent().or_refuse()
    with writing():
        by = current_member()
        limits.spend(PEOPLE_CHOSEN, by.id)
        person = _chosen(form)
        give_reason(person, by=by, kind="counter")
        person_id = person.id
    return redirect(url_for("counter.person", person_id=person_id), 303)


@counter.get("/desk/counter/<int:person_id>")
def person(person_id: int) -> Response:
    """What we know already, what is open, and a new ticket; only with a reason."""
    with writing():
        reason = look(person_numbered(person_id), by=current_member())
        is_open = reason is not None
    if not is_open:
        return redirect(url_for("counter.index"), 303)
    return _page(person_numbered(person_id))


@counter.post("/desk/counter/code")
def code() -> Response:
    """Somebody says their reference and code: this is their ticket. Every try is counted."""
    form = CounterCodeForm.sent()
    if not form.is_fine:
        return _page(None, 422, code_form=form)
    reference = read_reference(form.reference.data) or ""
    _count_try(reference)
    ticket = ticket_resumed(reference, read_code(form.code.data) or "")
    if ticket is None:
        form.code.errors = [WRONG]
        return _page(None, 422, code_form=form)
    flash(_("The code is right: you talk to the person of this ticket."), "good")
    return redirect(url_for("desk.ticket", reference=ticket.reference), 303)


@counter.post("/desk/counter/tickets")
def take() -> Response:
    """A ticket on behalf of somebody, or what others were answered while they still talk."""
    form = CounterForm.sent(about="", channel="phone", hurry=AS_USUAL)
    form.offer_services()
    person = _known(form)
    if form.look.data:
        return _answers(form, person)
    if (body := written(form)) is None:
        return _page(person, 422, form=form)
    person_id = person.id if person else None
    with acting_through(form.channel.data), writing():
        known = person_numbered(person_id) if person_id else None
        ticket, code = actions.take_call(_call(form, body), by=current_member(), person=known)
        reference = ticket.reference
    if code:
        return unkept(page("counter/taken.html", reference=reference, code=code))
    flash(_("The ticket is open. The person gets a mail with the reference."), "good")
    return redirect(url_for("desk.ticket", reference=reference), 303)


def _call(form: CounterForm, body: Written) -> actions.Call:
    about = form.about.data
    return actions.Call(
        form.title.data,
        body,
        form.name.data,
        form.email.data,
        form.phone.data,
        service=service_numbered(int(about)) if about else None,
        urgency=form.hurry.data,
        nonce=form.nonce.data or None,
        agreed=tuple(form.agreements),
    )


def _answers(form: CounterForm, person: DeskPerson | None) -> Response:
    """Only what everybody may read is said on the phone."""
    title, body = form.title.data or "", form.body.data or ""
    said: dict[str, Any] = {"title": title, "body": body, "reader": None}
    articles = similar_to("article", **said, most=MOST_ARTICLES)
    answers = [*articles, *similar_to("thread", **said, most=MOST_ANSWERS)]
    if is_live():
        return page("counter/answers.html", answers=answers)
    return _page(person, form=form, answers=answers)


def _count_try(reference: str) -> None:
    by = current_member().id
    tried = ((CODES_TRIED, by), (CHECKS_OF_REFERENCE, reference), (CODES_OF_REFERENCE, reference))
    with writing():
        for limit, key in tried:
            limits.spend(limit, key)


def _chosen(form: CounterChoiceForm) -> DeskPerson:
    if person_id := _number(form.person.data):
        return person_numbered(person_id)
    if member_id := _number(form.member.data):
        return know_member(member_id)
    raise Missing(NOBODY)


def _known(form: CounterForm) -> DeskPerson | None:
    """The person the form is about, for whoever has a reason to know them."""
    person_id = _number(form.person.data)
    if not person_id:
        return None
    person = person_numbered(person_id)
    if reason_now(person.id, current_member()) is None:
        raise Missing(NOBODY)
    return person


def _number(text: str) -> int:
    is_one = bool(text) and text.isascii() and text.isdecimal()
    return min(int(text), LARGEST) if is_one else 0


def _begun(person: DeskPerson | None) -> CounterForm:
    """With what we know of them already."""
    facts = {"nonce": secrets.token_hex(16), "channel": "phone", "hurry": AS_USUAL}
    if person is not None:
        facts |= {"person": str(person.id), **queries.told_before(person)}
    form = CounterForm(None, **facts)
    form.offer_services()
    form.about.data = ""
    return form


def _page(person: DeskPerson | None, status: int = 200, **shown: Any) -> Response:
    by = current_member()
    form = shown.pop("form", None) or _begun(person)
    facts = {
        "person": person,
        "needs": needs_of(person) if person else None,
        "open_tickets": queries.open_tickets(person.id, to=by) if person else [],
        "labels": CITIZEN_LABELS,
        "form": form,
        "search_form": CounterSearchForm(None, q=shown.get("typed", "")),
        "code_form": CounterCodeForm(None),
        "asked": before_sending.render([0], to=form.agreements).get(0),
    }
    return unkept(page("counter/index.html", status, **(facts | shown)))
