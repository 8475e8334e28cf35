"""One's own page, where one stands on the ladder, and what others see and find of a person."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.accounts.names import person_path
from forum.accounts.standing import Rung, name_with_team
from forum.kernel.cache import observe
from forum.kernel.clock import now
from forum.kernel.db import writing
from forum.kernel.errors import Missing
from forum.kernel.paging import Page
from forum.kernel.web import page
from forum.notifications.queries import Told, notices_for
from forum.notifications.wording import NOTICES
from forum.people import actions, policy, queries, wording
from forum.people.forms import MONTHS, FindingForm
from forum.people.portraits import portrait_of
from forum.people.views.room import kept, people, things
from forum.recognition.queries import badges_of, year_at
from forum.referrals.queries import shown_to
from forum.reputation.policy import has_rungs as may_pause
from forum.reputation.queries import (
    answers_that_helped,
    latest_awards,
    ledger_lines,
    moves_of,
    points_of,
    where_am_i,
)
from forum.reputation.queries.versions import rules_to_come

FEW = 5

LISTS: dict[str, Callable[..., Page[Any]]] = {
    "questions": queries.my_questions,
    "answers": queries.my_answers,
    "follows": queries.my_follows,
    "notices": notices_for,
}


@people.get("/me")
def me() -> Response:
    """What you have going, what is new, and your choices."""
    member = current_member()
    news = notices_for(member.id, size=FEW)
    _note_seen(member, news)
    return page(
        "people/me.html",
        news=news,
        told=NOTICES,
        questions=queries.my_questions(member.id, size=FEW),
        answers=queries.my_answers(member.id, size=FEW),
        follows=queries.my_follows(member.id, size=FEW),
        things=things.render([member.id], to=member).get(member.id),
        helped=answers_that_helped(member.id),
        portrait_url=None if member.is_under_18 else person_path(member.name),
    )


@people.get("/me/<any(questions,answers,follows,notices):which>")
def all_of(which: str) -> Response:
    """Everything of one kind that is yours, the newest first."""
    member = current_member()
    found = LISTS[which](member.id, cursor=request.args.get("cursor"))
    if which == "notices":
        _note_seen(member, found)
    return page("people/all_of.html", which=which, found=found, told=NOTICES)


@people.get("/me/where")
def where() -> Response:
    """Where you stand, what is next, and what that asks for."""
    member = current_member()
    if member.is_under_18:
        raise Missing("There are no rungs for people under 18. You can do everything here.")
    if not _sees_rungs(member):
        return page("people/where.html", place=None)

    place = where_am_i(member.id)
    return page(
        "people/where.html",
        place=place,
        words=wording,
        awards=latest_awards(member.id),
        moves=moves_of(member.id),
        to_come=rules_to_come(),
        badges=badges_of(member.id),
        year=_year_to_read(member),
        came=shown_to(member),
        months=MONTHS,
        may_pause=may_pause(member),
    )


@people.get("/me/points")
def points() -> Response:
    """The ledger of your points, line by line: for what, when, how many, and why not more."""
    member = current_member()
    if not _sees_rungs(member):
        return redirect(url_for("people.where"), 303)
    return page(
        "people/points.html",
        found=ledger_lines(member.id, cursor=request.args.get("cursor")),
        total=points_of(member.id),
        words=wording,
    )


@people.get("/me/privacy")
def privacy() -> Response:
    """What others can find of you, and how to change it."""
    member = current_member()
    return page(
        "people/privacy.html",
        is_found=queries.is_found(member.id),
        may_be_found=policy.may_be_found(member),
        shown_as=name_with_team(member.name, member.role, member.team),
        kept=kept.render([member.id], to=member).get(member.id),
    )


@people.post("/me/finding")
def choose_finding() -> Response:
    wanted = FindingForm.sent().or_refuse().is_yes
    with writing():
        (actions.let_be_found if wanted else actions.be_found_no_longer)(current_member())
    flash(_said(wanted), "good")
    return redirect(url_for("people.privacy"), 303)


@people.get("/members/<path:name>")
def person(name: str) -> Response:
    """What somebody helps with here, and since when."""
    return page("people/person.html", person=portrait_of(name))


def _sees_rungs(member: Member) -> bool:
    """Not before the first answer that helped: until then nothing here is about steps."""
    if member.is_under_18:
        return False
    return member.rung != Rung.NEWCOMER or answers_that_helped(member.id) > 0


def _year_to_read(member: Member) -> int | None:
    """Last year, or this one for somebody who joined in it; staff have none."""
    if not may_pause(member):
        return None
    return max(year_at(now()) - 1, year_at(member.joined_at))


def _note_seen(member: Member, news: Page[Told]) -> None:
    """Looking changes nothing now; in a moment these notices are no longer new."""
    unread = [told.id for told in news.items if told.is_new]
    if unread:
        observe("notices_seen", (member.id, max(unread), now()))


def _said(wanted: bool) -> str:
    if wanted:
        return str(_("People can find you now."))
    return str(_("The search does not show you any longer."))
