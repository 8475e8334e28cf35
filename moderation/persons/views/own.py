"""One's own page at the desk: what one needs, notes, who looked and why, and being remembered."""

from functools import partial
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.languages import say
from forum.kernel.web import page
from moderation.helpdesk.keys import key_lent
from moderation.persons import actions, queries
from moderation.persons.forms import MemoryForm, NeedsForm, NoteReplyForm
from moderation.persons.models import DeskPerson
from moderation.persons.views.desk import needs_in
from moderation.persons.views.room import persons, unkept
from moderation.persons.wording import REMEMBERED, UNREMEMBERED, WHY


@persons.get("/me/desk")
def own() -> Response:
    """What the desk keeps about you, who looked at it and why, and your choices."""
    return _page()


@persons.post("/me/desk/needs")
def say_own_needs() -> Response:
    form = NeedsForm.sent()
    if not form.is_fine:
        return _page(422, needs_form=form)
    with writing():
        actions.say_needs(_mine(), needs_in(form), by=current_member())
    flash(_("We write to you and talk with you like that from now on."), "good")
    return redirect(url_for("persons.own"), 303)


@persons.post("/me/desk/memory")
def choose_memory() -> Response:
    """Help me without remembering me, or the other way round."""
    is_on = MemoryForm.sent().or_refuse().is_on
    with writing():
        actions.choose_memory(_mine(), by=current_member(), is_on=is_on)
    flash(say(REMEMBERED if is_on else UNREMEMBERED), "good")
    return redirect(url_for("persons.own"), 303)


@persons.post("/me/desk/notes/<int:note_id>/reply")
def answer_note(note_id: int) -> Response:
    """Answer or correct what staff wrote about you."""
    form = NoteReplyForm.sent().or_refuse()
    with writing():
        member = current_member()
        note = queries.note_of(member, note_id)
        actions.answer_note(note, form.reply.data, by=member)
    return redirect(f"{url_for('persons.own')}#notes", 303)


def _mine() -> DeskPerson:
    member = current_member()
    return queries.person_numbered(actions.know_member(member.id).id, lock=True)


def _page(status: int = 200, **forms: Any) -> Response:
    found = queries.own_page(current_member(), cursor=request.args.get("cursor"))
    person = found.person
    told = queries.needs_of(person) if len(found.ways) > 1 else person
    needs = {"large_print": told.large_print, "interpreter": told.interpreter or ""}
    form = NeedsForm(None, other=told.other_need or "", **needs)
    shows: dict[str, Any] = {"found": found, "person": person, "why": WHY, "needs_form": form}
    shows |= {"told": told, "way_of": queries.way_of}
    shows["key_to"] = partial(key_lent, person_id=person.id)
    return unkept(page("persons/own.html", status, **(shows | forms)))
