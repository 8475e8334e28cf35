"""What the pages of a ticket show of how it ended: to the person, and to the desk."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from flask import get_template_attribute
from flask_babel import gettext as _
from markupsafe import Markup

from forum.accounts.models import Member
from forum.design.words import full_date
from forum.kernel.db import db
from forum.kernel.site import site
from moderation.closings import queries
from moderation.closings.queries import Passing
from moderation.closings.wording import ON_ITS_WAY, SENDING
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import is_opener, may_see, works_at_desk
from moderation.helpdesk.states import State
from moderation.helpdesk.views.blueprint import key_sent
from moderation.macros.models import Referral
from moderation.macros.speech import ACCEPTED

LONGEST_ADDRESS = 1_500
ENDED = (State.ANSWERED, State.RESOLVED, State.CLOSED_UNRESOLVED)


def on_ticket(ticket_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """Who answers for it, the words to take along, and the question whether they took it on."""
    filled = {}
    for ticket_id in ticket_ids:
        ticket = db.get(Ticket, ticket_id)
        if ticket and not ticket.is_live and (referral := queries.referral_of(ticket_id)):
            filled[ticket_id] = _part("parts", "elsewhere", **_told(ticket, referral, reader))
    return filled


def at_desk(ticket_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """The way to say that it is not ours, what became of that, and what was learned."""
    return {
        ticket_id: _part("desk", "for_desk", **_at_desk(ticket))
        for ticket_id in ticket_ids
        if (ticket := db.get(Ticket, ticket_id)) and works_at_desk(reader)
    }


def way_to(referral: Referral, words: str) -> str:
    """An address that takes the words along, where the body has one."""
    body = referral.body
    if body.takes == "mail" and body.email:
        return f"mailto:{quote(body.email, safe='@')}?body={_fitting(words)}"
    if "{words}" in body.link:
        return body.link.replace("{words}", _fitting(words))
    return body.link


def _fitting(words: str) -> str:
    """What an address can carry; browsers and mail programs cut longer ones somewhere."""
    kept = words
    while len(said := quote(kept, safe="")) > LONGEST_ADDRESS:
        kept = kept[: len(kept) * LONGEST_ADDRESS // len(said)]
    return said


def _told(ticket: Ticket, referral: Referral, reader: Member | None) -> dict[str, Any]:
    words = queries.words_to_carry(ticket)
    is_theirs = is_opener(reader, ticket) or not may_see(reader, ticket)
    return {
        "ticket": ticket,
        "body": referral.body,
        "words": words,
        "way": way_to(referral, words),
        "is_theirs": is_theirs,
        "referral": referral,
        "accepted": ACCEPTED,
        "offer": _offered(ticket, referral) if is_theirs else None,
        "sending": _sending(referral),
        "key": None if is_opener(reader, ticket) else key_sent(),
    }


def _offered(ticket: Ticket, referral: Referral) -> Passing | None:
    return None if referral.agreed_at else queries.passing_of(ticket, referral)


def _sending(referral: Referral) -> str:
    """How far the words are, in a sentence; empty when nobody wanted them passed on."""
    if referral.agreed_at is None:
        return ""
    state, sent_at = queries.sending_of(referral)
    told = {"name": referral.body.name, "address": referral.passed_to, "day": _day(sent_at)}
    return str(_(SENDING.get(state, ON_ITS_WAY), **told))


def _sent_at_desk(referral: Referral | None) -> tuple[str, str] | None:
    """The state of the mail and the day it went; None when nobody wanted the words passed on."""
    if referral is None or referral.agreed_at is None:
        return None
    state, sent_at = queries.sending_of(referral)
    return state, _day(sent_at)


def _day(moment: datetime | None) -> str:
    return full_date(moment.astimezone(ZoneInfo(site().zone)).date()) if moment else ""


def _at_desk(ticket: Ticket) -> dict[str, Any]:
    may_learn = ticket.state in ENDED
    referral = None if ticket.is_live else queries.referral_of(ticket.id)
    lesson = queries.lesson_of(ticket.id) if may_learn else None
    return {
        "ticket": ticket,
        "referral": referral,
        "sending": _sent_at_desk(referral),
        "lesson": lesson,
        "was_corrected": may_learn and lesson is None and queries.was_corrected(ticket.id),
        "may_learn": may_learn,
        "accepted": ACCEPTED,
    }


def _part(template: str, name: str, **shown: object) -> Markup:
    html: Markup = get_template_attribute(f"closings/{template}.html", name)(**shown)
    return html
