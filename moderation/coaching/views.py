"""Groups that look after a topic: which there are, and one of them with what it writes."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.queries import member_of
from forum.helping import actions
from forum.helping.policy import may_choose_coach
from forum.helping.queries import Group, figures_of, live_coach, messages_of, queue_of, week_of
from forum.helping.views import rows_of
from forum.helping.wording import FEW
from forum.kernel.db import writing
from forum.kernel.web import page, private_page, room
from forum.kernel.written import write_up
from forum.threads.queries import thread_path
from moderation.coaching import queries
from moderation.coaching.forms import NOBODY, CoachForm, CoachMessageForm

coaching = room("coaching", __file__)


@coaching.get("/desk/groups")
def index() -> Response:
    """Topics with a group, what waits in each, and topics without one."""
    lines, others = queries.lines_for(current_member())
    return page("coaching/index.html", lines=lines, others=others)


@coaching.get("/desk/groups/<slug>")
def show(slug: str) -> Response:
    """One group; that it was opened is written down first."""
    return _page(slug, None, CoachMessageForm(None))


@coaching.post("/desk/groups/<slug>/coach")
def choose(slug: str) -> Response:
    """Say who stands by a topic, so that it can be looked after; or nobody any more."""
    form = CoachForm.sent()
    form.offer(queries.who_can_coach())
    if not form.is_fine:
        return _page(slug, form, CoachMessageForm(None), status=422)
    chosen = form.coach.data
    with writing():
        coach = None if chosen == NOBODY else member_of(int(chosen))
        topic = queries.group_for(slug, to=current_member()).topic
        actions.choose_coach(topic, coach, by=current_member())
    flash(_("It is saved."), "good")
    return redirect(url_for("coaching.show", slug=slug), 303)


@coaching.post("/desk/groups/<slug>/messages")
def write(slug: str) -> Response:
    """Everybody who looks after the topic reads it."""
    form = CoachMessageForm.sent()
    if not form.is_fine:
        return _page(slug, None, form, status=422)
    body = write_up(form.body.data)
    with writing():
        topic = queries.group_for(slug, to=current_member()).topic
        actions.write_as_staff(topic, body, by=current_member())
    flash(_("Your message is sent."), "good")
    return redirect(url_for("coaching.show", slug=slug, _anchor="messages"), 303)


def _page(
    slug: str, coach: CoachForm | None, message: CoachMessageForm, *, status: int = 200
) -> Response:
    """That it was opened, also by what was refused, is committed before the page is made."""
    with writing():
        topic = queries.group_for(slug, to=current_member()).topic
        actions.note_read(topic, by=current_member())
    group = queries.group_for(slug, to=current_member())
    made = private_page(
        "coaching/show.html",
        status,
        group=group,
        coach=coach or _coach(group),
        may_choose=may_choose_coach(current_member()),
        message=message,
        **_shown(group),
    )
    made.headers["Cache-Control"] = "private, no-store"
    return made


def _coach(group: Group) -> CoachForm:
    now = live_coach(group.topic.id)
    form = CoachForm(None, coach=str(now.coach_id) if now else NOBODY)
    form.offer(queries.who_can_coach())
    return form


def _shown(group: Group) -> dict[str, Any]:
    week = week_of(group)
    return {
        "week": week,
        "rows": rows_of(week),
        "figures": figures_of(group.topic.id),
        "few": FEW,
        "said": messages_of(group.topic.id, cursor=request.args.get("before")),
        "waiting": queue_of(group.topic.id, to=0),
        "path": thread_path,
    }
