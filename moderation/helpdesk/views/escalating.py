"""Bringing a question, or an idea that is a fault, to the council from its own page."""

from flask import flash, redirect
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.ideas.queries import idea_path, visible_idea
from forum.kernel.db import writing
from forum.kernel.languages import say
from forum.threads.forms import WantedForm
from forum.threads.queries import thread_path, visible_thread
from moderation.helpdesk import actions, queries
from moderation.helpdesk.forms import AS_USUAL, EscalationForm, SameTicketForm
from moderation.helpdesk.rules import ADVOCATE, PERSONAL
from moderation.helpdesk.views.blueprint import helpdesk
from moderation.helpdesk.wording import rate_words

NEW = "The council has your question now. Your reference is {reference}."
KNOWN = "The council already has this. The reference is {reference}."

NEW_IDEA = "The help desk has it now. The reference is {reference}."
KNOWN_IDEA = "The help desk has it already. The reference is {reference}."


@helpdesk.post("/threads/<int:thread_id>/escalation")
def escalate(thread_id: int) -> Response:
    form = EscalationForm.sent(hurry=AS_USUAL).or_refuse()
    with writing():
        by = current_member()
        thread = visible_thread(thread_id, to=by, lock=True)
        trigger = PERSONAL if form.is_personal.data and by.works_here else None
        said = {"reason": form.reason.data, "trigger": trigger, "hurry": form.hurry.data}
        ticket, is_new = actions.escalate_thread(thread, by=by, **said)
        path, reference = thread_path(thread.id, thread.slug), ticket.reference
        rate = queries.hit_rate_of(by.id) if ticket.trigger == ADVOCATE and is_new else None
    flash(say(NEW if is_new else KNOWN).format(reference=reference), "good")
    if rate and rate.decided:
        flash(rate_words(rate.needed, rate.decided), "good")
    return redirect(f"{path}#ticket", 303)


@helpdesk.post("/threads/<int:thread_id>/left-to-neighbours")
def leave_to_peers(thread_id: int) -> Response:
    """The person who asked wants no ticket made of it, or does again."""
    form = WantedForm.sent().or_refuse()
    with writing():
        by = current_member()
        thread = visible_thread(thread_id, to=by, lock=True)
        deed = actions.leave_to_peers if form.is_yes else actions.take_up_again
        deed(thread, by=by)
        path = thread_path(thread.id, thread.slug)
    return redirect(path, 303)


@helpdesk.post("/threads/<int:thread_id>/same-ticket")
def mark_duplicate(thread_id: int) -> Response:
    """It is the same as a ticket we have: its author hears the outcome of that one."""
    form = SameTicketForm.sent().or_refuse()
    with writing():
        by = current_member()
        thread = visible_thread(thread_id, to=by, lock=True)
        ticket = queries.with_promise_shown(form.reference.data, to=by)
        actions.mark_duplicate(thread, ticket, by=by)
        path = thread_path(thread.id, thread.slug)
    flash("The person who asked is told the outcome of that ticket.", "good")
    return redirect(path, 303)


@helpdesk.post("/ideas/<int:idea_id>/escalation")
def escalate_idea(idea_id: int) -> Response:
    form = EscalationForm.sent(hurry=AS_USUAL).or_refuse()  # nobody is held up by an idea
    with writing():
        by = current_member()
        idea = visible_idea(idea_id, to=by, lock=True)
        ticket, is_new = actions.escalate_idea(idea, by=by, reason=form.reason.data)
        path, reference = idea_path(idea.id, idea.slug), ticket.reference
    flash(say(NEW_IDEA if is_new else KNOWN_IDEA).format(reference=reference), "good")
    return redirect(f"{path}#ticket", 303)
