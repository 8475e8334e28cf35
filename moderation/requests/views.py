"""Marking what somebody wrote in public as a request that has to be answered."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.text import shown
from forum.kernel.web import page, room
from moderation.helpdesk.actions import mark_as_request
from moderation.helpdesk.kinds import suggested
from moderation.helpdesk.policy import may_see
from moderation.helpdesk.queries import live_ticket_of
from moderation.requests import queries
from moderation.requests.forms import RequestForm

requests = room("requests", __file__)


@requests.route("/desk/posts/<int:post_id>/request", methods=["GET", "POST"])
def mark(post_id: int) -> Response:
    """The post is shown once more; then it is marked, and its author is told."""
    form = RequestForm.sent() if request.method == "POST" else RequestForm(None)
    form.offer()
    if request.method == "GET" or not form.is_fine:
        return _form(post_id, form, 200 if request.method == "GET" else 422)
    with writing():
        member = current_member()
        post = queries.post_numbered(post_id, to=member, lock=True)
        ticket, is_new = mark_as_request(
            post.source, form.kind.data, written_at=post.written_at, by=member
        )
        reference, is_mine = ticket.reference, may_see(member, ticket)
    said = _("It is a ticket now: %(reference)s. Its author is told.", reference=reference)
    flash(said if is_new else _("It had a ticket already, which is of this kind now."), "good")
    here = url_for("desk.ticket", reference=reference) if is_mine else url_for("desk.queue")
    return redirect(here, 303)


def _form(post_id: int, form: RequestForm, status: int) -> Response:
    member = current_member()
    post = queries.post_numbered(post_id, to=member)
    found = suggested(f"{post.source.title} {shown(post.html).striptags()}")
    live = live_ticket_of(post_id)
    form.kind.data = form.kind.data or (live.kind if live else found[0] if found else None)
    return page(
        "requests/mark.html",
        status,
        form=form,
        post=post,
        body=shown(post.html),
        found=found,
        live=live if live and may_see(member, live) else None,
        post_id=post_id,
    )
