"""The list of skills: who has which, and which tickets ask for them."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.queries import member_with_id
from forum.kernel.db import writing
from forum.kernel.errors import Missing
from forum.kernel.forms import is_seen
from forum.kernel.languages import say
from forum.kernel.web import page
from forum.services.queries import all_services
from forum.topics.queries import all_topics
from moderation.helpdesk.queries import kinds
from moderation.rota import actions, queries
from moderation.rota.forms import (
    AskedSkillForm,
    HeldSkillForm,
    RenamedSkillForm,
    RetiredSkillForm,
    SkillForm,
)
from moderation.rota.views import previews
from moderation.rota.views.room import rota


@rota.get("/desk/skills")
def skills() -> Response:
    """Every skill with those who have it and what asks for it."""
    return _page(SkillForm(None))


@rota.post("/desk/skills")
def add_skill() -> Response:
    """One more that tickets can ask for: first shown, then saved."""
    form = SkillForm.sent()
    if not form.is_fine:
        return _page(form, 422)
    if not is_seen(form):
        return previews.page_of_new(form, form.name.data)
    with writing():
        actions.add_skill(form.name.data, by=current_member())
    return _back()


@rota.post("/desk/skills/<int:skill_id>/name")
def rename_skill(skill_id: int) -> Response:
    """Another name for it: first shown, then saved."""
    form = RenamedSkillForm.sent().or_refuse()
    name = form.name.data
    if not is_seen(form):
        return previews.page_of(form, skill_id, previews.of_renaming(skill_id, name))
    with writing():
        actions.rename(queries.locked_skill(skill_id), name, by=current_member())
    return _back()


@rota.post("/desk/skills/<int:skill_id>/removal")
def retire_skill(skill_id: int) -> Response:
    """Nothing asks for it any more, or does again: first shown, then saved."""
    form = RetiredSkillForm.sent().or_refuse()
    wanted = form.wanted.data == "yes"
    if not is_seen(form):
        return previews.page_of(form, skill_id, previews.of_retiring(skill_id, wanted))
    with writing():
        actions.retire(queries.locked_skill(skill_id), wanted, by=current_member())
    return _back()


@rota.post("/desk/skills/<int:skill_id>/people")
def hold_skill(skill_id: int) -> Response:
    """Somebody has it, or has it no more: first shown, then saved."""
    form = HeldSkillForm.sent()
    people = [(one.id, one.name) for one in queries.at_desk()]
    form.offer(people)
    form.or_refuse()
    member_id, wanted = int(form.person.data), form.wanted.data == "yes"
    if not is_seen(form):
        person = (member_id, dict(people)[member_id])
        return previews.page_of(form, skill_id, previews.of_holding(skill_id, person, wanted))
    with writing():
        member = member_with_id(member_id)
        if member is None:
            raise Missing("We cannot find this person among those who work here.")
        actions.hold(queries.locked_skill(skill_id), member, wanted, by=current_member())
    return _back()


@rota.post("/desk/skills/<int:skill_id>/asked")
def ask_for_skill(skill_id: int) -> Response:
    """Tickets of a kind, a service or a topic ask for it, or not: first shown, then saved."""
    form, places = AskedSkillForm.sent(), _places()
    form.offer(places)
    said, wanted = str(form.or_refuse().where.data), form.wanted.data == "yes"
    if not is_seen(form):
        place = (said, dict(places)[said])
        return previews.page_of(form, skill_id, previews.of_asking(skill_id, place, wanted))
    place_kind, _colon, value = said.partition(":")
    where: dict[str, Any] = (
        {"kind": value} if place_kind == "kind" else {f"{place_kind}_id": int(value)}
    )
    with writing():
        actions.ask_for(queries.locked_skill(skill_id), where, wanted, by=current_member())
    return _back()


def _page(form: SkillForm, status: int = 200) -> Response:
    people = [(one.id, one.name) for one in queries.at_desk()]
    return page(
        "rota/skills.html",
        status,
        form=form,
        skills=queries.skills(),
        holders=queries.holders_of(),
        asked=queries.asked_by(previews.labels()),
        people=people,
        places=_places(),
    )


def _places() -> list[tuple[str, str]]:
    """Everything that can ask for a skill, as the form names it and in words."""
    services = [
        (f"service:{one.id}", _("Service: %(name)s", name=one.name)) for one in all_services()
    ]
    topics = [(f"topic:{one.id}", _("Topic: %(name)s", name=one.name)) for one in all_topics()]
    known = [
        (f"kind:{code}", _("Kind: %(name)s", name=say(one.label))) for code, one in kinds().items()
    ]
    return [*services, *topics, *known]


def _back() -> Response:
    flash(_("It is saved. You can change it back below."), "good")
    return redirect(url_for("rota.skills"), 303)
