"""What of the desk's rows goes with a person, and what of theirs has to stay while it is held.

Numbers stay, so that figures stay true; files of mails go by `mail_in.forget_old`.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, func, or_, select, update

from forum.kernel.db import SILENT, db
from forum.surveys.actions import forget_words
from forum.surveys.models import Survey
from moderation.grievances.models import Grievance
from moderation.helpdesk.actions import withdraw
from moderation.helpdesk.models import Ticket, TicketEntry
from moderation.helpdesk.queries import is_free
from moderation.mail_in.models import IncomingMail
from moderation.persons.actions import part
from moderation.persons.models import DeskPerson, LookReason, PersonTicket, SharedNote
from moderation.persons.queries import links_of, people_who_are, person_of_member

GONE = "–"
"""Where the database wants a word."""


def take_back_what_is_open(member_id: int) -> None:
    """Nobody could read our answer any more."""
    live = select(Ticket).where(Ticket.id.in_(_tickets(member_id)), Ticket.is_live)
    for ticket in db.scalars(live.order_by(Ticket.id).with_for_update(of=Ticket)).all():
        withdraw(ticket, by=None)
    db.flush()


def empty_tickets(member_id: int) -> None:
    """What was said on them, by either side, and who they were from."""
    theirs = _tickets(member_id)
    on_theirs = or_(TicketEntry.ticket_id.in_(theirs), TicketEntry.via_id.in_(theirs))
    said = {"body": "", "html": "", "in_short": None, "sender": None}
    blank = {name: None for name in ("raw", "sender", "name", "subject", "text", "left_out")}
    _change(IncomingMail, IncomingMail.ticket_id.in_(theirs), return_path="", **blank)
    _change(TicketEntry, on_theirs, **said)
    answered = func.coalesce(func.substr(Grievance.answer, 1, 0) + GONE, Grievance.answer)
    _change(Grievance, Grievance.ticket_id.in_(theirs), body=GONE, answer=answered)
    forget_words(Survey.about_id.in_(theirs))
    _change(Ticket, Ticket.id.in_(theirs), title=GONE, contact_name=None, contact_email=None)


def forget_person(member_id: int) -> None:
    """In every way in which they came: what they need, notes, and why somebody looked."""
    ids = _ways(member_id)
    if not ids:
        return
    for link in links_of(ids):
        part(link, by=None)
    names = ("name", "name_key", "email", "email_key", "phone", "phone_key")
    needs = ("interpreter", "other_need", "needs_by", "needs_at")
    blank = dict.fromkeys((*names, *needs))
    _change(DeskPerson, DeskPerson.id.in_(ids), large_print=False, **blank)
    _change(SharedNote, SharedNote.person_id.in_(ids), body=GONE, reply=None)
    written = (LookReason.person_id.in_(ids), LookReason.kind == "written")
    _change(LookReason, *written, words=GONE)


def keeps_tickets_of(member_id: int) -> bool:
    """Whether a hold, or a request under the law that is open, covers a ticket of theirs."""
    theirs = select(Ticket.id).where(Ticket.id.in_(_tickets(member_id)), ~is_free())
    return db.scalar(theirs.limit(1)) is not None


def _tickets(member_id: int) -> Select[int]:
    came = select(PersonTicket.ticket_id).where(PersonTicket.person_id.in_(_ways(member_id)))
    return select(Ticket.id).where(or_(Ticket.opener_id == member_id, Ticket.id.in_(came)))


def _ways(member_id: int) -> list[int]:
    """This account, and how they came without one; other accounts of theirs go when these do."""
    person = person_of_member(member_id)
    ways = people_who_are(person.id) if person else []
    return [way.id for way in ways if way.member_id in (None, member_id)]


def _change(model: Any, *which: Any, **values: Any) -> None:
    db.execute(update(model).where(*which).values(**values), execution_options=SILENT)


ERASURES: dict[str, Callable[[int], None]] = {
    "open tickets": take_back_what_is_open,
    "tickets": empty_tickets,
    "at the desk": forget_person,
}
KEEPERS: list[Callable[[int], bool]] = [keeps_tickets_of]
