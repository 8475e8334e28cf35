"""What a change of a skill does, shown before it is saved."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.kernel.forms import PlainForm, fingerprint
from forum.kernel.languages import say
from forum.kernel.web import page
from moderation.helpdesk.queries import kinds
from moderation.rota import actions, queries

Named = tuple[Any, str]
Lines = list[list[str]]


def page_of(form: PlainForm, skill_id: int, lines: Lines) -> Response:
    """The same form once more, with nothing left to fill in."""
    return _page(form, queries.skill_numbered(skill_id).name, lines)


def page_of_new(form: PlainForm, name: str) -> Response:
    """Raises Conflict when there is one of this name already."""
    actions.refuse_known(name)
    known = [(one.id, one.name) for one in queries.skills() if not one.is_retired]
    return _page(form, name, [[_("Skills"), _names(known), _names([*known, (None, name)])]])


def _page(form: PlainForm, name: str, lines: Lines) -> Response:
    sent = {field: value for field, value in form.data.items() if field != "seen"}
    return page(
        "rota/skill_change.html",
        name=name,
        lines=lines,
        here=request.path,
        fields=sent | {"seen": fingerprint(form)},
    )


def labels() -> dict[str, str]:
    return {code: say(kind.label) for code, kind in kinds().items()}


def of_renaming(skill_id: int, name: str) -> Lines:
    """Raises Conflict when another one has this name already."""
    known = queries.skill_numbered(skill_id).name
    actions.refuse_known(name, but=skill_id)
    return [[_("What it is called"), known, name]] if known != name else []


def of_holding(skill_id: int, person: Named, wanted: bool) -> Lines:
    return _differing(_("Who has it"), queries.holders_of().get(skill_id, []), person, wanted)


def of_asking(skill_id: int, place: Named, wanted: bool) -> Lines:
    """And who would be given such a ticket."""
    asked = queries.asked_by(labels()).get(skill_id, [])
    lines = _differing(_("What asks for it"), asked, place, wanted)
    if not lines:
        return []
    usual = _("everybody who is here for the service")
    able = _names(queries.holders_of().get(skill_id, []), otherwise=usual)
    sides = [usual, able] if wanted else [able, usual]
    return [*lines, [_("Who is given such tickets"), *sides]]


def of_retiring(skill_id: int, wanted: bool) -> Lines:
    if queries.skill_numbered(skill_id).is_retired == wanted:
        return []
    asked = _names(queries.asked_by(labels()).get(skill_id, []))
    sides = [asked, _("nothing for now")]
    return [[_("What asks for it"), *(sides if wanted else reversed(sides))]]


def _differing(what: str, known: list[Any], one: Named, wanted: bool) -> Lines:
    rest = [each for each in known if each[0] != one[0]]
    if (len(rest) < len(known)) == wanted:
        return []
    after = [*known, one] if wanted else rest
    return [[what, _names(known), _names(after)]]


def _names(found: list[Any], *, otherwise: str | None = None) -> str:
    return ", ".join(str(name) for _key, name in found) or otherwise or _("nobody and nothing yet")
