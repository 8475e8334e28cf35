"""The queue and the open ticket as the desk reads them."""

import secrets
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from forum.accounts.models import Member
from forum.design.words import clock_time
from forum.drafts.queries import draft_of
from forum.drafts.wording import Kind
from forum.kernel.clock import now
from forum.kernel.languages import in_words, say
from forum.kernel.site import site
from forum.kernel.web import page
from moderation.desk.queries import context_of, strip_of
from moderation.helpdesk import policy, queries
from moderation.helpdesk.forms import (
    TicketAnswerForm,
    TicketKindForm,
    TicketMessageForm,
    TicketMoveForm,
    TicketWeightForm,
)
from moderation.helpdesk.kinds import QUESTION, suggested
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.queries import SHOWS, HitRate, Waiting
from moderation.helpdesk.states import CITIZEN_LABELS, LEVEL_WORDS, PRIORITIES, REASONS, State
from moderation.helpdesk.telling import Told, told
from moderation.helpdesk.wording import due_words, pace

REPLY = "reply"
DRAFTS = {
    REPLY: Kind("An answer to a ticket", "/desk{url}#answer", frozenset({"body"}), subject="ticket")
}

WAYS = {
    "waiting": "Everything",
    "mine": "Mine",
    "free": "Nobody’s",
    "answered": "Answered",
}


@dataclass(frozen=True)
class Row:
    """One line of the queue."""

    title: str
    url: str
    due: str
    pace: str
    who: str
    words: str
    is_here: bool


def queue(member: Member, *, here: str | None = None) -> dict[str, Any]:
    """The rows of the page asked for, the ways to look at it with counts, and the next page."""
    asked = request.args.get("show", "waiting")
    show = asked if asked in SHOWS else "waiting"
    found = queries.waiting(show, by=member, cursor=request.args.get("cursor"))
    counts = queries.count_waiting(by=member)
    zone = ZoneInfo(site().zone)
    return {
        "rows": [_row(row, member, show, zone=zone, here=here) for row in found.items],
        "ways": [
            (say(label), url_for("desk.queue", show=name), name == show, counts[name])
            for name, label in WAYS.items()
        ],
        "count": counts["waiting"],
        "next": url_for("desk.queue", show=show, cursor=found.next) if found.next else None,
    }


def ticket_page(ticket: Ticket, member: Member, *, status: int = 200, **forms: Any) -> Response:
    """The ticket between the queue and the person; `forms` are those that were not accepted."""
    zone = ZoneInfo(site().zone)
    shown = told(ticket, to=member, zone=zone, internal=True)
    return page(
        "desk/ticket.html",
        status,
        queue=queue(member, here=ticket.reference),
        place=place_of(ticket),
        told=shown,
        context=context_of(shown.thread) if shown.thread else None,
        person=strip_of(ticket, to=member),
        suggested=_suggested(ticket, shown),
        rate=_rate_of_advocate(ticket),
        moves=[(move, say(CITIZEN_LABELS[move])) for move in policy.moves_open_to(member, ticket)],
        reasons=[("", _("No reason needed")), *in_words(REASONS)],
        levels=in_words(LEVEL_WORDS),
        **_urgency(ticket, member, zone),
        **(_forms(ticket) | {"draft": None} | forms),
    )


def _rate_of_advocate(ticket: Ticket) -> HitRate | None:
    """How often what this advocate brought needed us, once something of it is decided."""
    advocate_id = queries.brought_by(ticket)
    rate = queries.hit_rate_of(advocate_id) if advocate_id is not None else None
    return rate if rate and rate.decided else None


def place_of(ticket: Ticket) -> str:
    """The name of the draft of an answer to it."""
    return f"{REPLY}-{ticket.id}"


def begun_on(ticket: Ticket, member: Member) -> dict[str, Any]:
    """The form of the answer with what this member has begun to write there, if they have."""
    draft = draft_of(member.id, place_of(ticket))
    if draft is None:
        return {}
    form = TicketAnswerForm(MultiDict(draft.texts), nonce=secrets.token_hex(16))
    return {"draft": draft, "answer_form": form}


def _urgency(ticket: Ticket, member: Member, zone: ZoneInfo) -> dict[str, Any]:
    """How soon it is promised, how much it weighs, and who holds it until when."""
    return {
        "due": due_words(ticket.due_at, ticket.state, zone=zone, now=now()),
        "pace": pace(ticket.due_at, now()),
        "priority": PRIORITIES[ticket.impact, ticket.urgency],
        "holds": ticket.is_held and ticket.assignee_id == member.id,
        "until": clock_time(ticket.lease_until, zone=zone) if ticket.lease_until else "",
    }


def _forms(ticket: Ticket) -> dict[str, Any]:
    nonce = secrets.token_hex(16)
    return {
        "answer_form": TicketAnswerForm(None, nonce=nonce),
        "message_form": TicketMessageForm(None, nonce=secrets.token_hex(16), visibility="private"),
        "move_form": TicketMoveForm(None),
        "kind_form": _kind_form(ticket),
        "weight_form": TicketWeightForm(None, impact=ticket.impact, urgency=ticket.urgency),
    }


def _kind_form(ticket: Ticket) -> TicketKindForm:
    form = TicketKindForm(None, kind=ticket.kind)
    form.offer(queries.offered_kinds(also=ticket.kind))
    return form


def _suggested(ticket: Ticket, shown: Told) -> tuple[str, str] | None:
    """The words of a kind it reads like, and what made us think so; only while nobody has said."""
    if ticket.kind != QUESTION:
        return None
    own = [message.body for message in shown.messages if not message.is_from_staff]
    question = shown.thread.body if shown.thread else ""
    found = suggested(" ".join([ticket.title, question, *own[:1]]))
    return (queries.kind_of(found[0]).label, found[1]) if found else None


def _row(row: Waiting, member: Member, show: str, *, zone: ZoneInfo, here: str | None) -> Row:
    words = [row.reference, row.service]
    if row.affected:
        others = ngettext("%(num)s more affected", "%(num)s more affected", row.affected)
        words.append(others.replace(" ", "\u00a0"))
    return Row(
        row.title,
        url_for("desk.ticket", reference=row.reference, show=show),
        _due(row, zone=zone),
        pace(row.due_at, now()),
        _who(row, member),
        " · ".join(words),
        row.reference == here,
    )


def _due(row: Waiting, *, zone: ZoneInfo) -> str:
    if row.state == State.ANSWERED:
        return str(_("Answered"))
    return due_words(row.due_at, row.state, zone=zone, now=now())


def _who(row: Waiting, member: Member) -> str:
    if row.assignee_id is None:
        return str(_("Nobody yet"))
    if row.assignee_id == member.id:
        return str(_("You") if row.is_held else _("Free, was with you"))
    return str(row.holder) if row.is_held else _("Free, was with %(name)s", name=row.holder)
