"""The list of what other departments are asked, one sub-task, and asking for one on a ticket."""

from zoneinfo import ZoneInfo

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.clock import now
from forum.kernel.db import writing
from forum.kernel.languages import in_words
from forum.kernel.site import site
from forum.kernel.text import as_typed, shown
from forum.kernel.web import page, room
from moderation.helpdesk import policy as tickets
from moderation.helpdesk.queries import locked_ticket, visible_ticket
from moderation.helpdesk.wording import due_words
from moderation.subtasks import actions, policy, queries
from moderation.subtasks.actions import Asking
from moderation.subtasks.forms import SubtaskEndForm, SubtaskForm
from moderation.subtasks.models import Subtask
from moderation.subtasks.states import ENDS, LABELS, State

subtasks = room("subtasks", __file__)


@subtasks.get("/desk/subtasks")
def index() -> Response:
    """What one's departments are asked, the soonest due first."""
    found = queries.waiting(current_member(), cursor=request.args.get("cursor"))
    zone = ZoneInfo(site().zone)
    due = [due_words(one.due_at, "open", zone=zone, now=now()) for one in found.items]
    later = url_for("subtasks.index", cursor=found.next) if found.next else None
    return page("subtasks/index.html", rows=list(zip(found.items, due, strict=True)), later=later)


@subtasks.get("/desk/subtasks/<int:subtask_id>")
def show(subtask_id: int) -> Response:
    subtask = queries.visible_subtask(subtask_id, to=current_member())
    return _page(subtask, SubtaskEndForm(None))


@subtasks.post("/desk/tickets/<reference>/subtasks")
def ask(reference: str) -> Response:
    """Ask another department; the person reads one line of it."""
    form = SubtaskForm.sent()
    form.offer(queries.people())
    form.or_refuse()
    with writing():
        member = current_member()
        ticket = visible_ticket(reference, to=member, lock=True)
        actions.ask_department(ticket, _asking(form), by=member, nonce=form.nonce.data)
        kept = ticket.reference
    flash(_("They are asked."), "good")
    return redirect(url_for("desk.ticket", reference=kept), 303)


@subtasks.post("/desk/subtasks/<int:subtask_id>/assignee")
def take(subtask_id: int) -> Response:
    """I look after it."""
    with writing():
        member = current_member()
        actions.take(queries.visible_subtask(subtask_id, to=member, lock=True), by=member)
    return redirect(url_for("subtasks.show", subtask_id=subtask_id), 303)


@subtasks.post("/desk/subtasks/<int:subtask_id>/state")
def end(subtask_id: int) -> Response:
    """Done, refused or taken back, with a line."""
    form = SubtaskEndForm.sent()
    if not form.is_fine:
        return _page(queries.visible_subtask(subtask_id, to=current_member()), form, 422)
    with writing():
        member = current_member()
        ticket = locked_ticket(queries.visible_subtask(subtask_id, to=member).ticket_id)
        subtask = queries.visible_subtask(subtask_id, to=member, lock=True)
        state, lines = (
            form.state.data,
            {"line": form.line.data, "public_line": form.public_line.data},
        )
        actions.end(subtask, ticket, state, by=member, **lines)
    flash(_("It is saved."), "good")
    return redirect(url_for("subtasks.show", subtask_id=subtask_id), 303)


def _asking(form: SubtaskForm) -> Asking:
    assignee = int(form.assignee.data) if form.assignee.data else None
    texts = (form.asked.data, form.public_line.data, form.days.data)
    return Asking(int(form.service.data), *texts, assignee)


def _page(subtask: Subtask, form: SubtaskEndForm, status: int = 200) -> Response:
    member = current_member()
    ends = {one: ENDS[one] for one in policy.ends_open_to(member, subtask)}
    return page(
        "subtasks/show.html",
        status,
        subtask=subtask,
        asked=shown(as_typed(subtask.asked)),
        form=form,
        ends=in_words(ends),
        label=LABELS[State(subtask.state)],
        ticket=subtask.ticket if tickets.may_see(member, subtask.ticket) else None,
        is_mine=subtask.assignee_id == member.id,
    )
