"""Bringing a question, or an idea that is a fault, to the council from its own page."""

from flask import flash, redirect
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.ideas.queries import idea_path, visible_idea
from forum.kernel.db import writing
from forum.kernel.languages import say
from forum.threads.queries import thread_path, visible_thread
from moderation.helpdesk import actions
from moderation.helpdesk.forms import EscalationForm
from moderation.helpdesk.views.blueprint import helpdesk

NEW = "The council has your question now. Your reference is {reference}."
KNOWN = "The council has this question already. The reference is {reference}."

NEW_IDEA = "The help desk has it now. The reference is {reference}."
KNOWN_IDEA = "The help desk has it already. The reference is {reference}."


@helpdesk.post("/threads/<int:thread_id>/escalation")
def escalate(thread_id: int) -> Response:
    form = EscalationForm.sent().or_refuse()
    with writing():
        by = current_member()
        thread = visible_thread(thread_id, to=by, lock=True)
        ticket, is_new = actions.escalate_thread(thread, by=by, reason=form.reason.data)
        path, reference = thread_path(thread.id, thread.slug), ticket.reference
    flash(say(NEW if is_new else KNOWN).format(reference=reference), "good")
    return redirect(f"{path}#ticket", 303)


@helpdesk.post("/ideas/<int:idea_id>/escalation")
def escalate_idea(idea_id: int) -> Response:
    form = EscalationForm.sent().or_refuse()
    with writing():
        by = current_member()
        idea = visible_idea(idea_id, to=by, lock=True)
        ticket, is_new = actions.escalate_idea(idea, by=by, reason=form.reason.data)
        path, reference = idea_path(idea.id, idea.slug), ticket.reference
    flash(say(NEW_IDEA if is_new else KNOWN_IDEA).format(reference=reference), "good")
    return redirect(f"{path}#ticket", 303)
