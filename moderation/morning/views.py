"""The page of the morning for each team, and the notes from shift to shift."""

from collections.abc import Sequence

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.accounts.models import Member
from forum.kernel.db import writing
from forum.kernel.errors import Invalid
from forum.kernel.text import as_typed, shown
from forum.kernel.web import page, room
from forum.services.models import Service
from forum.services.queries import service_called
from moderation.grievances.reasons import PROMISES
from moderation.morning import actions, queries
from moderation.morning.forms import MorningMailForm, ShiftNoteForm

morning = room("morning", __file__)


@morning.get("/desk/morning")
def show() -> Response:
    """What came in since the last day of work; with `team` in the address of that one alone."""
    return _page(ShiftNoteForm(None, service=request.args.get("team", "")))


@morning.post("/desk/morning/readings")
def mark_read() -> Response:
    with writing():
        actions.mark_read(by=current_member())
    return redirect(url_for("morning.show"), 303)


@morning.post("/desk/morning/mail")
def want_mail() -> Response:
    """A mail when one's own shift begins, or none any more."""
    wanted = MorningMailForm.sent().or_refuse().wanted.data == "yes"
    with writing():
        actions.want_mail(wanted, by=current_member())
    flash(_("It is saved."), "good")
    return redirect(url_for("morning.show"), 303)


@morning.post("/desk/morning/notes")
def leave_note() -> Response:
    """Leave a note to whoever of the service is here next."""
    form = ShiftNoteForm.sent()
    form.offer(queries.teams_of(current_member()))
    if not form.is_fine:
        return _page(form, 422)
    try:
        with writing():
            service_id = service_called(form.service.data).id
            actions.leave_note(service_id, form.body.data, form.references, by=current_member())
    except Invalid as error:
        form.tickets.errors = [str(error)]
        return _page(form, 422)
    flash(_("The next shift finds your note here."), "good")
    return redirect(url_for("morning.show"), 303)


@morning.post("/desk/morning/notes/<int:note_id>/confirmation")
def confirm_note(note_id: int) -> Response:
    """Somebody of the next shift has read it."""
    with writing():
        actions.confirm_note(queries.locked_note(note_id), by=current_member())
    return redirect(url_for("morning.show"), 303)


def _notes(teams: Sequence[Service], member: Member) -> list[tuple[queries.Note, Markup]]:
    found = queries.notes_for(teams, to=member)
    return [(one, shown(as_typed(one.note.body))) for one in found]


def _ways(teams: Sequence[Service], chosen: str) -> list[tuple[str, str, bool]]:
    """Words, address, and whether it is the one shown."""
    return [
        (one.owner, url_for("morning.show", team=one.slug), one.slug == chosen) for one in teams
    ]


def _page(form: ShiftNoteForm, status: int = 200) -> Response:
    member = current_member()
    mine = queries.teams_of(member)
    chosen = request.args.get("team", "")
    teams = [one for one in mine if one.slug == chosen] or mine
    form.offer(mine)
    return page(
        "morning/show.html",
        status,
        form=form,
        teams=mine,
        ways=_ways(mine, chosen),
        chosen=chosen if len(teams) == 1 else "",
        found=queries.briefing(teams, to=member),
        notes=_notes(teams, member),
        reading=queries.reading_of(member.id),
        clocks=PROMISES,
        me=member,
    )
