"""What is done about an idea on its own page: support, take back, show or hide, decide."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.ideas import actions, queries
from forum.ideas.forms import IdeaDecisionForm, ShowingForm, SupportForm
from forum.ideas.models import Idea
from forum.ideas.views.room import ideas
from forum.ideas.views.show import idea_page, me_at
from forum.kernel.db import writing
from forum.kernel.errors import Invalid
from forum.kernel.live import asked_from, is_live
from forum.kernel.web import part_or
from forum.kernel.written import Written, write_up

Deed = Callable[..., None]


@ideas.post("/ideas/<int:idea_id>/support")
def support(idea_id: int) -> Response:
    """The action locks the idea itself, after it has marked its place as stale."""
    is_yes = SupportForm.sent().or_refuse().is_yes
    whole = _do(idea_id, actions.support if is_yes else actions.withdraw_support)
    if not is_live():
        return whole
    return part_or(whole.location or "", "ideas/supported.html", **_supported(idea_id))


@ideas.post("/ideas/<int:idea_id>/deflection")
def support_instead(idea_id: int) -> Response:
    """Stand behind this idea instead of writing one like it."""
    answer = _do(idea_id, actions.support_instead)
    flash(_("Good. Your voice counts for this idea, and you hear what becomes of it."), "good")
    return answer


@ideas.post("/ideas/<int:idea_id>/withdrawal")
def withdraw(idea_id: int) -> Response:
    answer = _do(idea_id, actions.withdraw_idea)
    flash(_("You have taken your idea back. What was said about it stays."), "good")
    return answer


@ideas.post("/ideas/<int:idea_id>/showing")
def keep(idea_id: int) -> Response:
    is_yes = ShowingForm.sent().or_refuse().is_yes
    return _do(idea_id, actions.release if is_yes else actions.hide)


@ideas.post("/ideas/<int:idea_id>/decision")
def decide(idea_id: int) -> Response:
    form = IdeaDecisionForm.sent()
    if not form.is_fine:
        return _page_again(idea_id, form)
    try:
        idea = _decide(idea_id, form, write_up(form.details.data) if form.details.data else None)
    except Invalid as refused:
        return _page_again(idea_id, form, refused)

    flash(_("It is published, and those who follow the idea are told."), "good")
    return redirect(queries.idea_path(idea.id, idea.slug), 303)


def _supported(idea_id: int) -> dict[str, Any]:
    """As it is now, for the list it stands in or for its own page."""
    by = current_member()
    case = queries.case_of(idea_id, to=by)
    return {"idea": case, "me": me_at(case, by), "in_list": asked_from("supporting")}


def _decide(idea_id: int, form: IdeaDecisionForm, details: Written | None) -> Idea:
    with writing():
        by = current_member()
        idea = queries.visible_idea(idea_id, to=by)
        actions.decide(
            idea,
            by=by,
            stage=form.stage.data,
            reason=form.reason.data,
            summary=form.summary.data,
            details=details,
            department=form.department.data,
        )
        return idea


def _page_again(idea_id: int, form: IdeaDecisionForm, refused: Invalid | None = None) -> Response:
    """With the text that was typed, and the sentence at the field it is about."""
    for name, sentence in (refused.faults if refused else {}).items():
        form[name].errors = [sentence]
    by = current_member()
    return idea_page(queries.case_of(idea_id, to=by), by, form, status=422)


def _do(idea_id: int, deed: Deed) -> Response:
    with writing():
        by = current_member()
        idea = queries.visible_idea(idea_id, to=by)
        deed(idea, by=by)
        path = queries.idea_path(idea.id, idea.slug)
    return redirect(path, 303)
