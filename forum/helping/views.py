"""The topics somebody looks after: which, what waits in each, and the group behind it."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.helping import actions, policy, queries
from forum.helping.forms import GroupMessageForm, HelpingHoursForm, written
from forum.helping.queries import Group, Week
from forum.helping.wording import FEW, NOT_HERE, NOT_YET, PARTS, PLACES, WEEKDAYS
from forum.kernel.db import writing
from forum.kernel.errors import Missing, Refused
from forum.kernel.languages import say
from forum.kernel.paging import Page
from forum.kernel.web import page, private_page, room
from forum.kernel.written import write_up
from forum.threads.forms import WantedForm
from forum.threads.queries import thread_path, visible_thread
from forum.topics.queries import topic_called

helping = room("helping", __file__)


@helping.get("/helping")
def index() -> Response:
    """What you look after, what you could, and what that is; for Advocates, and who was one."""
    member = current_member()
    if member.is_under_18:
        raise Missing(NOT_HERE)
    adopted, may_help = queries.adopted_by(member.id), policy.may_help(member)
    if not adopted and not may_help:
        raise Refused(NOT_YET)
    return page("helping/index.html", **_shown(member, adopted, may_help))


@helping.post("/helping/<slug>/adoption")
def adopt(slug: str) -> Response:
    """Look after a topic, or let it go when the form says `no`."""
    wanted = WantedForm.sent().or_refuse().is_yes
    with writing():
        deed = actions.adopt if wanted else actions.let_go
        deed(topic_called(slug), by=current_member())
    if wanted:
        flash(_("You look after this topic now. You can let it go at any time."), "good")
        return redirect(url_for("helping.queue", slug=slug), 303)
    flash(_("You have let it go. Thank you for what you did."), "good")
    return redirect(url_for("helping.index" if _has_a_list() else "people.me"), 303)


@helping.get("/helping/<slug>")
def queue(slug: str) -> Response:
    """What waits for an answer, the oldest first."""
    member = current_member()
    group = queries.group_of(slug, to=member)
    cursor = request.args.get("cursor")
    found = queries.queue_of(group.topic.id, to=member.id, cursor=cursor)
    return page(
        "helping/queue.html", group=group, found=found, is_first=not cursor, path=thread_path
    )


@helping.post("/helping/threads/<int:thread_id>/look")
def look(thread_id: int) -> Response:
    """Look at a question for half an hour, or no longer when the form says `no`."""
    wanted = WantedForm.sent().or_refuse().is_yes
    with writing():
        thread = visible_thread(thread_id, to=current_member(), lock=True)
        (actions.look if wanted else actions.look_no_longer)(thread, by=current_member())
        slug = thread.topic.slug
    flash(_("The others see for 30 minutes that you look at it.") if wanted else _("Done."), "good")
    return redirect(url_for("helping.queue", slug=slug), 303)


@helping.get("/helping/<slug>/group")
def group(slug: str) -> Response:
    """Who looks after it when, what you did together, and what you and your coach write."""
    found = queries.group_of(slug, to=current_member())
    return _group(found, _hours(found), GroupMessageForm(None))


@helping.post("/helping/<slug>/hours")
def plan(slug: str) -> Response:
    """When you look after it in a week, and until when you are away."""
    form = HelpingHoursForm.sent()
    if not form.is_fine:
        found = queries.group_of(slug, to=current_member())
        return _group(found, form, GroupMessageForm(None), status=422)
    times, away = form.chosen, form.away_until
    with writing():
        actions.set_hours(slug, by=current_member(), times=times, away_until=away)
    flash(_("Your times are saved."), "good")
    return redirect(url_for("helping.group", slug=slug), 303)


@helping.post("/helping/<slug>/messages")
def write(slug: str) -> Response:
    """To the others of the group and your coach."""
    form = GroupMessageForm.sent()
    if not form.is_fine:
        found = queries.group_of(slug, to=current_member())
        return _group(found, _hours(found), form, status=422)
    body = write_up(form.body.data)
    with writing():
        actions.write(slug, body, by=current_member())
    flash(_("Your message is sent."), "good")
    return redirect(url_for("helping.group", slug=slug, _anchor="messages"), 303)


def _shown(member: Member, adopted: Any, may_help: bool) -> dict[str, Any]:
    ids = {one.topic_id for one in adopted}
    open_ones = queries.open_topics()
    return {
        "adopted": adopted,
        "open_ids": {topic.id for topic in open_ones},
        "others": [topic for topic in open_ones if topic.id not in ids] if may_help else [],
        "waiting": queries.waiting_in({topic.id for topic in open_ones}),
        "may_help": may_help,
        "has_room": len(adopted) < len(PLACES),
        "most": len(PLACES),
    }


def _has_a_list() -> bool:
    """Whether `/helping` still has something for whoever has just let go."""
    member = current_member()
    return policy.may_help(member) or bool(queries.adopted_by(member.id))


def _hours(found: Group) -> HelpingHoursForm:
    member = current_member()
    mine = next(one for one in found.adoptions if one.member_id == member.id)
    times = [written(time) for time in queries.hours_of(found.topic.id, member.id)]
    away = mine.away_until.isoformat() if mine.away_until else ""
    return HelpingHoursForm(None, times=times, away=away)


def _group(
    found: Group, hours: HelpingHoursForm, message: GroupMessageForm, *, status: int = 200
) -> Response:
    week = queries.week_of(found)
    said: Page[Any] = queries.messages_of(found.topic.id, cursor=request.args.get("before"))
    return private_page(
        "helping/group.html",
        status,
        group=found,
        week=week,
        rows=rows_of(week),
        times=_times(),
        hours=hours,
        message=message,
        said=said,
        figures=queries.figures_of(found.topic.id),
        few=FEW,
    )


def rows_of(week: Week) -> list[list[str]]:
    """For a table: each day, and who is there in its parts."""
    return [
        [say(day), *(_names(week, number, part) for part in PARTS)]
        for number, day in enumerate(WEEKDAYS)
    ]


def _names(week: Week, number: int, part: str) -> str:
    people = week.people.get((number, part), [])
    return ", ".join(one.shown_name for one in people) or _("Nobody")


def _times() -> list[tuple[str, list[tuple[str, str]]]]:
    """For the boxes of the form: each day with its parts."""
    return [
        (say(day), [(written((number, part)), say(words)) for part, words in PARTS.items()])
        for number, day in enumerate(WEEKDAYS)
    ]
