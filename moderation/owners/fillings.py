"""Who is responsible for a ticket, on its pages: to the person, and to the desk."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.accounts.models import Member
from forum.kernel.db import db
from moderation.duty.fillings import on_duty
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import manages
from moderation.helpdesk.queries import Owner, owner_of
from moderation.owners import policy, queries
from moderation.owners.forms import GivingOverForm, TransferForm, TransferRefusalForm
from moderation.owners.wording import STATES
from moderation.rota.queries import people_for


def on_ticket(ticket_ids: Sequence[int], _reader: Member | None) -> dict[int, Markup]:
    """One sentence: the person, or the team until somebody has it."""
    found = ((ticket, owner_of(ticket)) for ticket in _tickets(ticket_ids))
    return {
        ticket.id: _part("person", "for_person", ticket=ticket, owner=owner, here=_here(ticket))
        for ticket, owner in found
    }


def at_desk(ticket_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """Whose it is, what is on its way, and what this reader can do about it."""
    return {ticket.id: _for_desk(ticket, reader) for ticket in _tickets(ticket_ids)}


def _for_desk(ticket: Ticket, reader: Member | None) -> Markup:
    owner, before = owner_of(ticket), queries.transfers_of(ticket.id)
    under_way = next((one for one in before if one.decided_at is None), None)
    form, over = _forms(ticket, reader, owner, is_under_way=under_way is not None)
    return _part(
        "parts",
        "for_desk",
        ticket=ticket,
        owner=owner,
        before=[one for one in before if one is not under_way],
        under_way=under_way,
        answers=under_way is not None and policy.may_answer(reader, under_way),
        takes_back=under_way is not None and policy.may_take_back(reader, under_way),
        form=form,
        over=over,
        refusal=TransferRefusalForm(None),
        words=STATES,
    )


def _forms(
    ticket: Ticket, reader: Member | None, owner: Owner | None, *, is_under_way: bool
) -> tuple[TransferForm | None, GivingOverForm | None]:
    """Those that this reader may send and that have somebody to choose."""
    passes = ticket.is_live and not is_under_way and policy.may_pass_on(reader, owner)
    forces = ticket.is_live and reader is not None and manages(reader)
    forces = forces and queries.is_left_alone(ticket)
    if not passes and not forces:
        return None, None
    others = [one for one in people_for(ticket) if owner is None or one[0] != owner.id]
    form, over = TransferForm(None), GivingOverForm(None)
    form.offer(others)
    over.offer(others)
    return form if passes and others else None, over if forces and others else None


def _here(ticket: Ticket) -> Markup | None:
    """Who of its service is here now; nobody needs to know once it is over."""
    if not ticket.is_live:
        return None
    return on_duty([ticket.service_id], None).get(ticket.service_id)


def _tickets(ids: Sequence[int]) -> list[Ticket]:
    """The page has them already."""
    return [ticket for id_ in ids if (ticket := db.get(Ticket, id_))]


def _part(template: str, name: str, **shown: object) -> Markup:
    html: Markup = get_template_attribute(f"owners/{template}.html", name)(**shown)
    return html
