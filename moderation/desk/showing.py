"""The open ticket as the desk reads it."""

import secrets
from typing import Any, cast
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from forum.accounts.models import Member
from forum.design.words import clock_time
from forum.drafts.queries import draft_of
from forum.drafts.wording import Kind
from forum.kernel.clock import now
from forum.kernel.languages import in_words, say
from forum.kernel.site import site
from forum.kernel.slots import Slot
from forum.kernel.text import as_typed, shown
from forum.kernel.web import private_page
from forum.services.queries import topics_of
from forum.threads.briefs import usual_day
from moderation.bundles.queries import beside
from moderation.desk.queries import context_of, others_on, strip_of
from moderation.desk.waiting import queue
from moderation.helpdesk import policy, queries
from moderation.helpdesk.forms import (
    TicketAnswerForm,
    TicketKindForm,
    TicketMessageForm,
    TicketMoveForm,
    TicketTopicForm,
    TicketWeightForm,
)
from moderation.helpdesk.kinds import QUESTION, suggested
from moderation.helpdesk.models import InternalNote, Message, Ticket
from moderation.helpdesk.queries import HitRate
from moderation.helpdesk.states import (
    CITIZEN_LABELS,
    LEVEL_WORDS,
    NOT_OURS,
    PRIORITIES,
    REASONS,
)
from moderation.helpdesk.telling import Told, told
from moderation.helpdesk.wording import due_words, pace
from moderation.macros.models import ReadyAnswer
from moderation.macros.queries import filled, offered_for, plainly_filled, usable
from moderation.macros.wording import ANSWER
from moderation.mail_in.queries import behind

at_work = Slot("ticket at work")
before_answering = Slot("ticket before answering")
"""What one has to know or do before the answer: it stands between the messages and the answer."""
people_of = Slot("people of a ticket")
"""Who it is for and who looks after it; it stands beside the work."""

BY_HAND = {code: words for code, words in REASONS.items() if code != NOT_OURS}
"""Who else answers for it is said on a page of its own."""
REPLY = "reply"
DRAFTS = {
    REPLY: Kind(
        "An answer to a ticket",
        "/desk{url}#answer",
        frozenset({"body", "in_short"}),
        subject="ticket",
    )
}


def ticket_page(ticket: Ticket, member: Member, *, status: int = 200, **forms: Any) -> Response:
    """The ticket between the queue and the person; `forms` are those that were not accepted."""
    zone = ZoneInfo(site().zone)
    said = _said(ticket, member, zone)
    return private_page(
        "desk/ticket.html",
        status,
        queue=queue(member, here=ticket.reference),
        place=place_of(ticket),
        **said,
        person=strip_of(ticket, to=member),
        **_round_about(ticket, member),
        suggested=_suggested(ticket, said["told"]),
        rate=_rate_of_advocate(ticket),
        moves=[(move, say(CITIZEN_LABELS[move])) for move in policy.moves_open_to(member, ticket)],
        reasons=[("", _("No reason needed")), *in_words(BY_HAND)],
        levels=in_words(LEVEL_WORDS),
        **_urgency(ticket, member, zone),
        **(_forms(ticket) | {"draft": None} | forms),
    )


def _said(ticket: Ticket, member: Member, zone: ZoneInfo) -> dict[str, Any]:
    """The story of its messages, and those with the notes between staff, in order."""
    entries = queries.whole_conversation(ticket.id)
    messages = [one for one in entries if isinstance(one, Message)]
    story = told(ticket, to=member, zone=zone, messages=messages)
    return {
        "told": story,
        "entries": entries,
        "words_of": _words_of,
        "context": context_of(story.thread) if story.thread else None,
    }


def _words_of(entry: Message | InternalNote) -> Markup:
    """Called while the page is made, which only the desk reads."""
    return shown(entry.html)


def _rate_of_advocate(ticket: Ticket) -> HitRate | None:
    """How often what this advocate brought needed us, once something of it is decided."""
    advocate_id = queries.brought_by(ticket)
    rate = queries.hit_rate_of(advocate_id) if advocate_id is not None else None
    return rate if rate and rate.decided else None


def _round_about(ticket: Ticket, member: Member) -> dict[str, Any]:
    """Who else looks at it, what belongs with it, fitting texts and macros, and what rooms add."""
    return {
        "usual_day": usual_day(ticket.service.true_months),
        "others_here": others_on(ticket, place_of(ticket), but=member),
        "beside": beside(ticket, to=member),
        "offered": offered_for(ticket),
        **_mailed(ticket),
        "first": before_answering.render([ticket.id], to=member).get(ticket.id),
        "people": people_of.render([ticket.id], to=member).get(ticket.id),
        "more": at_work.render([ticket.id], to=member).get(ticket.id),
    }


def _mailed(ticket: Ticket) -> dict[str, Any]:
    """The whole mails behind its messages, to be read where an answer was cut out of one."""
    found = behind(ticket.id)
    whole = {message_id: shown(as_typed(text)) for message_id, text in found.whole.items()}
    return {"whole": whole, "named": found.named}


def true_months(reference: str, member: Member) -> int | None:
    """How long official answers of its service hold, where that has decided it."""
    return queries.visible_ticket(reference, to=member).service.true_months


def is_shared(reference: str, member: Member) -> bool:
    """Whether other departments still work on it."""
    return queries.visible_ticket(reference, to=member).open_subtasks > 0


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


def begun_with(ticket: Ticket, member: Member, ready: str) -> dict[str, Any]:
    """The same, with a ready answer put after what was begun, when one was asked for."""
    begun = begun_on(ticket, member)
    if not (ready.isascii() and ready.isdecimal() and len(ready) < 18):
        return begun
    answer = cast(ReadyAnswer, usable(ANSWER, int(ready)))
    form = begun.get("answer_form") or TicketAnswerForm(None, nonce=secrets.token_hex(16))
    form.body.data = "\n\n".join([*filter(None, [form.body.data]), filled(answer.body, ticket)])
    form.in_short.data = form.in_short.data or plainly_filled(answer.in_short, ticket)
    return begun | {"answer_form": form}


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
        "message_form": TicketMessageForm(None, nonce=secrets.token_hex(16)),
        "move_form": TicketMoveForm(None),
        "kind_form": _kind_form(ticket),
        "topic_form": _topic_form(ticket),
        "weight_form": TicketWeightForm(None, impact=ticket.impact, urgency=ticket.urgency),
    }


def _kind_form(ticket: Ticket) -> TicketKindForm:
    form = TicketKindForm(None, kind=ticket.kind)
    form.offer(queries.offered_kinds(also=ticket.kind))
    return form


def _topic_form(ticket: Ticket) -> TicketTopicForm:
    form = TicketTopicForm(None, topic=str(ticket.topic_id or ""))
    form.offer(topics_of(ticket.service_id, also=ticket.topic_id))
    return form


def _suggested(ticket: Ticket, story: Told) -> tuple[str, str] | None:
    """The words of a kind it reads like, and what made us think so; only while nobody has said."""
    if ticket.kind != QUESTION:
        return None
    own = [message.body for message in story.messages if not message.is_from_staff]
    question = story.thread.body if story.thread else ""
    found = suggested(" ".join([ticket.title, question, *own[:1]]))
    return (queries.kind_of(found[0]).label, found[1]) if found else None
