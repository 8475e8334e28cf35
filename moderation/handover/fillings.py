"""What a ticket’s pages show of its hand-overs: to the person, and to the desk."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.text import read_by_its_people
from moderation.handover import policy, queries
from moderation.handover.queries import Handed
from moderation.handover.states import DRIFTS, FAULTS
from moderation.helpdesk.models import Message, Ticket
from moderation.helpdesk.policy import is_opener, may_see
from moderation.helpdesk.views.blueprint import key_sent


def on_ticket(ticket_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """Where it is, in plain words, and what the person may say about their name and e-mail."""
    return {
        ticket.id: part for ticket in _tickets(ticket_ids) if (part := _for_person(ticket, reader))
    }


def at_desk(ticket_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """Every hand-over with its number there, what they wrote, and what can be done."""
    return {ticket.id: _for_desk(ticket, reader) for ticket in _tickets(ticket_ids)}


def on_contact(ids: Sequence[int], ticked: Sequence[tuple[int, int]]) -> dict[int, Markup]:
    """Before somebody writes: which other offices may be told who they are, and what they get."""
    asked = [
        (desk, service, f"{desk.id}:{desk.version}", (desk.id, desk.version) in ticked)
        for desk, service in queries.asked_of_services()
    ]
    return {ids[0]: _part("fillings.html", "on_contact", asked=asked)} if asked else {}


def _for_person(ticket: Ticket, reader: Member | None) -> Markup | None:
    handed = [one.hand_over for one in queries.handed_of(ticket.id)]
    outside = [one for one in handed if policy.is_outside(one.desk) and one.fault != "ended"]
    # Somebody with the key of the ticket stands for the person; of staff nobody does.
    is_theirs = is_opener(reader, ticket) or not may_see(reader, ticket)
    offered = queries.offered_consent(ticket) if is_theirs else []
    if not outside and not offered:
        return None
    key = key_sent() if reader is None or not is_opener(reader, ticket) else None
    shown = {"ticket": ticket, "handed": outside, "offered": offered, "key": key}
    return _part("fillings.html", "for_person", **shown)


def _for_desk(ticket: Ticket, reader: Member | None) -> Markup:
    handed = queries.handed_of(ticket.id)
    may_hand_over = policy.may_hand_over(reader, ticket)
    return _part(
        "at_desk.html",
        "for_desk",
        ticket=ticket,
        handed=[(one, _to_pass_on(one)) for one in handed],
        desks=queries.desks_to_offer(ticket) if may_hand_over else [],
        said={desk.id: consent for desk, consent in queries.offered_consent(ticket)},
        faults=FAULTS,
        drifts=DRIFTS,
        needs_person=policy.needs_person,
    )


def _to_pass_on(one: Handed) -> Sequence[Message]:
    return queries.to_pass_on(one.hand_over) if one.takes_words else []


def _tickets(ids: Sequence[int]) -> list[Ticket]:
    """The page has them already."""
    return [ticket for id_ in ids if (ticket := db.get(Ticket, id_))]


def _part(template: str, name: str, **shown: object) -> Markup:
    with read_by_its_people():  # the desk, or the person the ticket is for
        html: Markup = get_template_attribute(f"handover/{template}", name)(**shown)
    return html
