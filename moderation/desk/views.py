"""The queue, and everything the desk does with one ticket."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.drafts.actions import forget_draft
from forum.kernel.db import writing
from forum.kernel.web import room
from forum.threads.forms import brief_in, confirmed_in
from forum.threads.passages import Confirmed, Marked, marked_in
from forum.topics.queries import all_topics
from moderation.beginners.actions import propose_answer
from moderation.desk import showing, waiting
from moderation.helpdesk import actions, policy, queries
from moderation.helpdesk.actions import OfficialAnswer
from moderation.helpdesk.forms import (
    TicketAnswerForm,
    TicketKindForm,
    TicketMessageForm,
    TicketMoveForm,
    TicketTopicForm,
    TicketWeightForm,
    written,
)
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.references import read_reference
from moderation.staff.queries import is_under_review

desk = room("desk", __file__)

MOST_TYPED = 40
WRITES: dict[str, Callable[..., object]] = {
    "private": actions.write_message,
    "internal": actions.write_note,
}


@desk.get("/desk")
def queue() -> Response:
    return waiting.queue_page(current_member())


@desk.get("/desk/find")
def find() -> Response:
    """Somebody on the phone says their reference; slips of the pen do not matter."""
    typed = request.args.get("reference", "")[:MOST_TYPED]
    if reference := read_reference(typed):
        return redirect(url_for("desk.ticket", reference=reference), 303)
    return waiting.queue_page(current_member(), sought=typed)


@desk.get("/desk/tickets/<reference>")
def ticket(reference: str) -> Response:
    """That it was opened is written down, and committed, before the page is made."""
    with writing():
        member = current_member()
        actions.note_opened(queries.visible_ticket(reference, to=member), by=member)
    member = current_member()
    ticket = queries.visible_ticket(reference, to=member)
    begun = showing.begun_with(ticket, member, request.args.get("ready", ""))
    return showing.ticket_page(ticket, member, **begun)


@desk.post("/desk/tickets/<reference>/claim")
def claim(reference: str) -> Response:
    return _do(reference, lambda ticket, member: actions.claim(ticket, by=member))


@desk.post("/desk/tickets/<reference>/claim/removal")
def release(reference: str) -> Response:
    return _do(reference, lambda ticket, member: actions.release(ticket, by=member))


@desk.post("/desk/tickets/<reference>/answer")
def answer(reference: str) -> Response:
    """The official answer: on the thread, or to the person only."""
    form = TicketAnswerForm.sent(to="everyone")
    if (body := written(form)) is None:
        return _again(reference, answer_form=form)
    months = showing.true_months(reference, current_member())
    if (brief := brief_in(form, body, months=months)) is None:
        return _again(reference, answer_form=form)
    if not form.unfinished.data and showing.is_shared(reference, current_member()):
        form.unfinished.errors = [actions.UNFINISHED]
        return _again(reference, answer_form=form)
    public, confirmed = form.to.data == "everyone", confirmed_in(request.form)
    if public and (marked := _marked(reference, f"{brief.in_short}\n\n{body.source}", confirmed)):
        return _again(reference, answer_form=form, marked=marked)
    said: dict[str, Any] = {"public": public, "brief": brief, "confirmed": confirmed}
    said |= {"unfinished": form.unfinished.data or "", "nonce": form.nonce.data or None}

    return _send(reference, OfficialAnswer(body, **said))


def _send(reference: str, answer: OfficialAnswer) -> Response:
    """What somebody new wrote goes to a colleague first."""

    def deed(ticket: Ticket, member: Member) -> None:
        send = propose_answer if is_under_review(member.id) else actions.answer_ticket
        send(ticket, answer, by=member)
        forget_draft(showing.place_of(ticket), by=member)

    waits = is_under_review(current_member().id)
    said = _("A colleague looks at your answer first.") if waits else _("Your answer is sent.")
    return _do(reference, deed, said=said)


@desk.post("/desk/tickets/<reference>/messages")
def write(reference: str) -> Response:
    """A message to the person, or a note between staff."""
    form = TicketMessageForm.sent()
    if (body := written(form)) is None:
        return _again(reference, message_form=form)
    write, nonce = WRITES[form.visibility.data], form.nonce.data or None

    def deed(ticket: Ticket, member: Member) -> None:
        write(ticket, by=member, body=body, nonce=nonce)

    return _do(reference, deed)


@desk.post("/desk/tickets/<reference>/state")
def move(reference: str) -> Response:
    form = TicketMoveForm.sent(reason="")
    text = written(form, "text")
    if text is None:
        return _again(reference, move_form=form)

    def deed(ticket: Ticket, member: Member) -> None:
        state, reason = form.state.data, form.reason.data
        actions.move(ticket, state, by=member, reason=reason, text=text)

    return _do(reference, deed)


@desk.post("/desk/tickets/<reference>/priority")
def weigh(reference: str) -> Response:
    form = TicketWeightForm.sent().or_refuse()

    def deed(ticket: Ticket, member: Member) -> None:
        impact, urgency = form.impact.data, form.urgency.data
        actions.weigh(ticket, by=member, impact=impact, urgency=urgency)

    return _do(reference, deed)


@desk.post("/desk/tickets/<reference>/emergency")
def call_emergency(reference: str) -> Response:
    return _do(reference, lambda ticket, by: actions.call_emergency(ticket, by=by))


@desk.post("/desk/tickets/<reference>/emergency/removal")
def end_emergency(reference: str) -> Response:
    return _do(reference, lambda ticket, by: actions.call_emergency(ticket, by=by, is_one=False))


@desk.post("/desk/tickets/<reference>/kind")
def set_kind(reference: str) -> Response:
    """What kind it is. Whoever may not see that kind is back at the queue afterwards."""
    form = TicketKindForm.sent()
    form.offer({code: kind.label for code, kind in queries.kinds().items()})
    kind = form.or_refuse().kind.data

    def deed(ticket: Ticket, member: Member) -> None:
        actions.set_kind(ticket, kind, by=member)

    return _do(reference, deed, said=_("It is saved."))


@desk.post("/desk/tickets/<reference>/topic")
def set_topic(reference: str) -> Response:
    """What it is about: known problems of that topic count for its promises."""
    form = TicketTopicForm.sent(topic="")
    form.offer(all_topics())
    topic = form.or_refuse().topic.data

    def deed(ticket: Ticket, member: Member) -> None:
        actions.set_topic(ticket, int(topic) if topic else None, by=member)

    return _do(reference, deed, said=_("It is saved."))


def _do(reference: str, deed: Callable[[Ticket, Member], Any], *, said: str = "") -> Response:
    """One deed on the locked ticket, then back to it."""
    with writing():
        member = current_member()
        ticket = queries.visible_ticket(reference, to=member, lock=True)
        deed(ticket, member)
        kept, is_mine = ticket.reference, policy.may_see(member, ticket)
    if said:
        flash(said, "good")
    show = request.args.get("show")
    here = url_for("desk.ticket", reference=kept, show=show)
    return redirect(here if is_mine else url_for("desk.queue"), 303)


def _marked(reference: str, text: str, confirmed: Confirmed) -> Marked | None:
    """The text with what looks personal in it, as long as one of that is not confirmed."""
    ticket = queries.visible_ticket(reference, to=current_member())
    return marked_in(text, queries.passages_in(text, ticket), confirmed)


def _again(reference: str, **shown: Any) -> Response:
    member = current_member()
    ticket = queries.visible_ticket(reference, to=member)
    return showing.ticket_page(ticket, member, status=422, **shown)
