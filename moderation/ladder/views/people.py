"""Where people stand: all of them in numbers and lists, and one of them with what is decided."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.accounts.standing import Rung
from forum.kernel import audit
from forum.kernel.db import writing
from forum.kernel.errors import Refused
from forum.kernel.languages import say
from forum.kernel.web import page
from forum.people.wording import need_row
from forum.reputation import actions, policy
from forum.reputation.ladder import Requirement
from forum.reputation.queries.flows import (
    how_many,
    listed,
    owners_of,
    people_on_rungs,
    still_missing,
)
from forum.reputation.queries.versions import rules_now
from moderation.ladder import queries, wording
from moderation.ladder.forms import AskAdvocateForm, RungHoldForm
from moderation.ladder.views.room import ladder

FIRST = "followers"


@ladder.get("/desk/ladder")
def index() -> Response:
    """How many stand where, how they moved in a year, and lists of people to look at."""
    asked = request.args.get("list", FIRST)
    here = asked if asked in wording.LISTS else FIRST
    found = listed(here, cursor=request.args.get("after"))
    year, counts, rules = queries.last_year(), how_many(), rules_now()
    people = [one.member_id for one in found.items]
    return page(
        "ladder/index.html",
        here=here,
        ways=[_way(name, here, counts) for name in wording.LISTS],
        found=found,
        lacks=still_missing(people) if here == FIRST and people else {},
        rungs=[(say(wording.RUNGS[rung]), *told) for rung, told in people_on_rungs().items()],
        year=year,
        moves=[_move(*way) for way in year.by_way()],
        falls_after=rules.notice + rules.grace,
        owners=owners_of(people),
        words=wording,
        need=_need,
    )


@ladder.get("/desk/ladder/<int:member_id>")
def show(member_id: int) -> Response:
    """Where one person stands, and why; that it was opened is written down first."""
    return _page(member_id)


@ladder.post("/desk/ladder/<int:member_id>/advocacy")
def ask(member_id: int) -> Response:
    """Ask somebody to be an Advocate, with a reason that they read."""
    form = AskAdvocateForm.sent()
    if not form.is_fine:
        return _page(member_id, 422, ask_form=form)
    reason = form.reason.data
    try:
        return _do(
            member_id,
            lambda one, by: actions.offer_advocacy(one, by=by, reason=reason),
            wording.ASKED,
        )
    except Refused as error:
        return _again(member_id, error, form.reason, ask_form=form)


@ladder.post("/desk/ladder/<int:member_id>/advocacy/removal")
def take_back(member_id: int) -> Response:
    """Take back that they were asked, or end that they are an Advocate; the mark stays."""
    return _do(member_id, lambda one, by: actions.end_advocacy(one, by=by), wording.TAKEN_BACK)


@ladder.post("/desk/ladder/<int:member_id>/hold")
def hold(member_id: int) -> Response:
    """Put and keep somebody on a rung, with a reason and perhaps a last day."""
    form = RungHoldForm.sent()
    if not form.is_fine:
        return _page(member_id, 422, hold_form=form)
    rung = Rung(form.rung.data)
    said: dict[str, Any] = {"reason": form.why.data, "until": form.until}
    try:
        return _do(
            member_id, lambda one, by: actions.hold_rung(one, rung, by=by, **said), wording.IS_HELD
        )
    except Refused as error:
        return _again(member_id, error, form.rung, hold_form=form)


@ladder.post("/desk/ladder/<int:member_id>/hold/removal")
def let_go(member_id: int) -> Response:
    """Let the rules decide again."""
    return _do(member_id, lambda one, by: actions.release_rung(one, by=by), wording.RELEASED)


@ladder.post("/desk/ladder/<int:member_id>/care")
def care(member_id: int) -> Response:
    """Look after somebody's way here, whoever did before."""
    return _do(member_id, lambda one, by: actions.take_care(one, by=by), wording.CARES)


@ladder.post("/desk/ladder/<int:member_id>/care/removal")
def hand_back(member_id: int) -> Response:
    """Look after it no longer."""
    return _do(member_id, lambda one, by: actions.hand_back(one, by=by), wording.CARES_NO_LONGER)


def _do(member_id: int, deed: Callable[[Member, Member], None], words: str) -> Response:
    with writing():
        deed(queries.member_on_ladder(member_id), current_member())
    flash(say(words), "good")
    return redirect(url_for("ladder.show", member_id=member_id), 303)


def _again(member_id: int, error: Refused, field: Any, **forms: Any) -> Response:
    """What was refused, beside the words that were written, for whoever decides about them."""
    if not policy.may_decide(current_member(), queries.member_on_ladder(member_id)):
        raise error
    field.errors = [str(error)]
    return _page(member_id, 422, **forms)


def _page(member_id: int, status: int = 200, **forms: Any) -> Response:
    """That it was opened, also by what was refused, is committed before the page is made."""
    with writing():
        person = queries.member_on_ladder(member_id)
        audit.record("open standing", by=current_member().id, person_id=person.id, reason="ladder")
    shown = queries.shown_to(current_member(), queries.member_on_ladder(member_id))
    shows: dict[str, Any] = {
        "ask_form": AskAdvocateForm(None),
        "hold_form": RungHoldForm(None, rung=str(shown.member.rung)),
    }
    made = page(
        "ladder/show.html", status, shown=shown, words=wording, needs=_needs, **(shows | forms)
    )
    made.headers["Cache-Control"] = "private, no-store"
    return made


def _way(name: str, here: str, counts: dict[str, int]) -> tuple[str, str, bool, int]:
    address = url_for("ladder.index", list=name, _anchor="people")
    return say(wording.LISTS[name]), address, name == here, counts[name]


def _move(before: str, rung: str, counts: list[int]) -> list[str | int]:
    names = {"before": say(wording.RUNGS[before]), "rung": say(wording.RUNGS[rung])}
    return [_("%(before)s to %(rung)s", **names), *counts]


def _needs(asked: tuple[Requirement, ...], way: str = "") -> list[tuple[Any, ...]]:
    """For the need part, in the words of staff."""
    return [need_row(one, say(wording.NEEDS[one.name])) for one in asked if one.way == way]


def _need(one: Requirement) -> str:
    """One thing that is missing, in a line of a list."""
    label = say(wording.NEEDS[one.name])
    if one.at_most:
        return str(_("%(what)s: no", what=label))
    return str(_("%(what)s: %(have)s of %(all)s", what=label, have=one.have, all=one.of))
