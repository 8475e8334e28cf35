"""The list of skills: who has which, and which tickets ask for them."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.queries import member_with_id
from forum.kernel.db import writing
from forum.kernel.errors import Missing
from forum.kernel.languages import say
from forum.kernel.web import page
from forum.services.queries import all_services
from forum.topics.queries import all_topics
from moderation.helpdesk.queries import kinds
from moderation.rota import actions, queries
from moderation.rota.forms import AskedSkillForm, HeldSkillForm, RetiredSkillForm, SkillForm
from moderation.rota.views.room import rota


@rota.get("/desk/skills")
def skills() -> Response:
    """Every skill with those who have it and what asks for it."""
    return _page(SkillForm(None))


@rota.post("/desk/skills")
def add_skill() -> Response:
    form = SkillForm.sent()
    if not form.is_fine:
        return _page(form, 422)
    with writing():
        actions.add_skill(form.name.data, by=current_member())
    return _back()


@rota.post("/desk/skills/<int:skill_id>/removal")
def retire_skill(skill_id: int) -> Response:
    """Nothing asks for it any more, or does again."""
    wanted = RetiredSkillForm.sent().or_refuse().wanted.data == "yes"
    with writing():
        actions.retire(queries.locked_skill(skill_id), wanted, by=current_member())
    return _back()


@rota.post("/desk/skills/<int:skill_id>/people")
def hold_skill(skill_id: int) -> Response:
    """Somebody has it, or has it no more."""
    form = HeldSkillForm.sent()
    form.offer([(one.id, one.name) for one in queries.at_desk()])
    form.or_refuse()
    with writing():
        member = member_with_id(int(form.person.data))
        if member is None:
            raise Missing("We cannot find this person among those who work here.")
        skill, wanted = queries.locked_skill(skill_id), form.wanted.data == "yes"
        actions.hold(skill, member, wanted, by=current_member())
    return _back()


@rota.post("/desk/skills/<int:skill_id>/asked")
def ask_for_skill(skill_id: int) -> Response:
    """Tickets of a kind, a service or a topic ask for it, or do no more."""
    form = AskedSkillForm.sent()
    form.offer(_places())
    place, _colon, value = str(form.or_refuse().where.data).partition(":")
    where: dict[str, Any] = {"kind": value} if place == "kind" else {f"{place}_id": int(value)}
    with writing():
        skill, wanted = queries.locked_skill(skill_id), form.wanted.data == "yes"
        actions.ask_for(skill, where, wanted, by=current_member())
    return _back()


def _page(form: SkillForm, status: int = 200) -> Response:
    labels = {code: say(kind.label) for code, kind in kinds().items()}
    people = [(one.id, one.name) for one in queries.at_desk()]
    return page(
        "rota/skills.html",
        status,
        form=form,
        skills=queries.skills(),
        holders=queries.holders_of(),
        asked=queries.asked_by(labels),
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
    flash(_("It is saved."), "good")
    return redirect(url_for("rota.skills"), 303)
