"""The pages of the advisory group: for everybody to read, for the group to take part."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member, reader
from forum.accounts.models import Member
from forum.advisory import actions, policy, queries
from forum.advisory.actions.agenda import Proposal
from forum.advisory.forms import AgendaItemForm, BallotPaperForm, JoinGroupForm
from forum.advisory.states import LABELS
from forum.ballots.queries import ballots_about, own_choices
from forum.kernel.db import writing
from forum.kernel.text import shown
from forum.kernel.web import page, room
from forum.kernel.written import write_up
from forum.threads.briefs import today

advisory = room("advisory", __file__)


@advisory.get("/advisory")
def index() -> Response:
    """What the group is, when it meets, and what came of its meetings."""
    return _index(JoinGroupForm())


@advisory.post("/advisory/membership")
def join() -> Response:
    """Say yes to being in the group."""
    form = JoinGroupForm.sent()
    if not form.is_fine:
        return _index(form, 422)
    with writing():
        actions.join(by=current_member())
    flash(_("You are in the group. You can leave at any time."), "good")
    return redirect(url_for("advisory.index"), 303)


@advisory.post("/advisory/membership/removal")
def leave() -> Response:
    """Leave the group."""
    with writing():
        actions.leave(by=current_member())
    flash(_("You are not in the group any more."), "good")
    return redirect(url_for("advisory.index"), 303)


@advisory.get("/advisory/<int:meeting_id>")
def show(meeting_id: int) -> Response:
    """A meeting: its agenda with ballots, its minutes, and our response or when it is due."""
    return _show(meeting_id, AgendaItemForm())


@advisory.post("/advisory/<int:meeting_id>/items")
def propose(meeting_id: int) -> Response:
    """Propose something for the agenda."""
    form = AgendaItemForm.sent()
    if not form.is_fine:
        return _show(meeting_id, form, 422)
    proposal = Proposal(form.title.data, write_up(form.body.data))
    with writing():
        meeting = queries.meeting_numbered(meeting_id, lock=True)
        actions.propose_item(meeting, proposal, by=current_member())
    flash(_("Thank you. We say here whether it comes on the agenda, and why not."), "good")
    return redirect(url_for("advisory.show", meeting_id=meeting_id), 303)


@advisory.post("/advisory/items/<int:item_id>/paper")
def vote(item_id: int) -> Response:
    """Hand in a paper, or another one in its place, until the ballot closes."""
    form = BallotPaperForm.sent().or_refuse()
    with writing():
        by = current_member()
        item = queries.item_numbered(item_id, to=by)
        actions.cast_paper(item, form.ticked, by=by)
        meeting_id = item.meeting_id
    flash(_("Your paper is in. You can change it until the ballot closes."), "good")
    return redirect(url_for("advisory.show", meeting_id=meeting_id), 303)


def _index(form: JoinGroupForm, status: int = 200) -> Response:
    me, cursor = reader(), request.args.get("cursor")
    past = queries.past_meetings(cursor=cursor)
    told: dict[str, Any] = {
        "to_come": () if cursor else queries.meetings_to_come(),
        "past": past.items,
        "older": url_for("advisory.index", cursor=past.next) if past.next else None,
        "people": queries.count_advisers(),
        "is_in": queries.is_adviser(me),
        "may_join": policy.may_advise(me),
        "may_lead": policy.may_lead(me),
        "today": today(),
    }
    return page("advisory/index.html", status, form=form, **told)


def _show(meeting_id: int, form: AgendaItemForm, status: int = 200) -> Response:
    me = reader()
    meeting = queries.meeting_numbered(meeting_id)
    told: dict[str, Any] = {
        "meeting": meeting,
        "minutes": shown(meeting.minutes_html or ""),
        "response": shown(meeting.response_html or ""),
        "is_in": queries.is_adviser(me),
        "may_lead": policy.may_lead(me),
        "today": today(),
    }
    told |= _agenda(meeting_id, me)
    return page("advisory/show.html", status, form=form, labels=LABELS, **told)


def _agenda(meeting_id: int, me: Member | None) -> dict[str, Any]:
    items = queries.items_of(meeting_id, to=me)
    ballots = ballots_about([item.id for item in items])
    open_ones = [one.id for one in ballots.values() if one.is_open]
    mine = own_choices(open_ones, me.id) if me and open_ones else {}
    return {
        "items": [(item, shown(item.html)) for item in items],
        "ballots": ballots,
        "mine": mine,
    }
