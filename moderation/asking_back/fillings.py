"""The question on the page of a ticket, what was said at the desk, and the ways on."""

from collections.abc import Sequence
from typing import Any

from flask import get_template_attribute
from markupsafe import Markup
from sqlalchemy import select

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.text import read_by_its_people
from forum.surveys.forms import SurveyForm
from forum.surveys.keys import token_for
from forum.surveys.queries import Put, put_about
from forum.surveys.wording import GOT_WORDS, LEVEL_WORDS
from moderation.asking_back import policy, queries
from moderation.asking_back.wording import UNSENT_WORDS, WAY_WORDS
from moderation.helpdesk.keys import key_to, ticket_opened_by
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import is_opener, works_at_desk
from moderation.helpdesk.queries import kind_of, mailed_as
from moderation.helpdesk.states import MOVES, State
from moderation.helpdesk.views.blueprint import key_sent


def on_ticket(ticket_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """Only for its person, by account or by its key; never for anybody who works here."""
    filled = {ticket_id: _question(ticket_id, reader) for ticket_id in ticket_ids}
    return {ticket_id: html for ticket_id, html in filled.items() if html}


def at_desk(ticket_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """What the person said, or how they were asked."""
    found = {id_: put_about(id_) for id_ in ticket_ids} if works_at_desk(reader) else {}
    with read_by_its_people():
        return {id_: _part("said", **_said(put)) for id_, put in found.items() if put}


def about(ticket_ids: Sequence[int], _reader: Member | None) -> dict[int, Markup]:
    """Its reference, which tells nothing of what was written."""
    rows = select(Ticket.id, Ticket.reference).where(Ticket.id.in_(ticket_ids))
    return {row.id: _part("about", reference=row.reference) for row in db.execute(rows)}


def ways_on(ticket_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """For whoever has the key of the question about it."""
    tickets = [db.get(Ticket, ticket_id) for ticket_id in ticket_ids]
    return {one.id: _part("ways_on", **_ways(one, reader)) for one in tickets if one}


def _question(ticket_id: int, reader: Member | None) -> Markup | None:
    ticket = db.get_one(Ticket, ticket_id)
    has_key = ticket_opened_by(key_sent()) == ticket_id and not works_at_desk(reader)
    if not (is_opener(reader, ticket) or has_key) or not policy.has_ended(ticket):
        return None
    put = put_about(ticket_id)
    if put is None or not put.survey.is_open:
        return None
    form, token = SurveyForm(None), token_for(put.survey.id)
    return _part("question", form=form, token=token, is_answered=put.answer is not None)


def _said(put: Put) -> dict[str, Any]:
    survey, answer = put.survey, put.answer
    return {
        "how": UNSENT_WORDS[survey.unsent] if survey.unsent else WAY_WORDS[survey.way],
        "level": LEVEL_WORDS[answer.level] if answer else "",
        "got": GOT_WORDS[answer.got] if answer else "",
        "comment": survey.comment or "",
        "is_open": survey.is_open,
    }


def _ways(ticket: Ticket, reader: Member | None) -> dict[str, Any]:
    """Without an account the key of the question opens the ticket; with one, signing in does."""
    key = key_to(ticket.id) if (mailed_as(ticket) or "").startswith("ticket:") else None
    opens = is_opener(reader, ticket) or key is not None
    state = State(ticket.state)
    can_open = State.OPEN in MOVES[state] and state != State.MERGED
    broken = queries.broken_promise(ticket.id)
    second = ticket.state in policy.ENDED and kind_of(ticket.kind).second_days > 0
    return {
        "ticket": ticket,
        "key": None if is_opener(reader, ticket) else key,
        "opens": opens,
        "can_open": opens and can_open,
        "broken": broken,
        "may_complain": opens and (broken is not None or second),
    }


def _part(name: str, **shown: Any) -> Markup:
    html: Markup = get_template_attribute("asking_back/parts.html", name)(**shown)
    return html
