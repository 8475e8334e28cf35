"""What a ticket’s pages show of its sub-tasks: to the desk all, to the person one line of each."""

import secrets
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from flask import get_template_attribute
from flask_babel import gettext as _
from markupsafe import Markup

from forum.accounts.models import Member
from forum.design.words import moment_words
from forum.kernel.clock import now
from forum.kernel.db import db
from forum.kernel.languages import say
from forum.kernel.site import site
from moderation.helpdesk.models import Ticket
from moderation.subtasks import queries
from moderation.subtasks.forms import SubtaskForm
from moderation.subtasks.models import Subtask
from moderation.subtasks.states import LABELS, SENTENCES, State


def at_desk(ticket_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """Every sub-task, and the form to ask for another one."""
    asked, found = queries.subtasks_of(ticket_ids), {}
    for ticket in (one for id_ in ticket_ids if (one := db.get(Ticket, id_))):
        form = _form() if ticket.is_live else None
        shows = {"ticket": ticket, "asked": asked.get(ticket.id, []), "form": form}
        found[ticket.id] = _part("at_desk.html", "at_desk", **shows, labels=LABELS)
    return found


def on_ticket(ticket_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """Only the lines that were written for the person."""
    return {
        id_: _part("fillings.html", "on_ticket", lines=[_sentence(one) for one in asked])
        for id_, asked in queries.subtasks_of(ticket_ids).items()
    }


def _sentence(subtask: Subtask) -> str:
    zone = ZoneInfo(site().zone)
    return say(SENTENCES[State(subtask.state)]) % {
        "service": subtask.service.name,
        "line": _ended(subtask.public_outcome or subtask.public_line),
        "when": moment_words(subtask.due_at, zone=zone, now=now()),
    }


def _ended(line: str) -> str:
    return line if line[-1:] in ".!?…" else _("%(line)s.", line=line)


def _form() -> SubtaskForm:
    form = SubtaskForm(None, days=3, nonce=secrets.token_hex(16))
    form.offer(queries.people())
    return form


def _part(template: str, name: str, **shown: object) -> Markup:
    html: Markup = get_template_attribute(f"subtasks/{template}", name)(**shown)
    return html
