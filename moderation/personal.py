"""The staff side's rows about one person, by the name under which they are exported.

Notes between staff, and who reported somebody, are left to the people at the desk.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from forum.kernel.db import db
from forum.kernel.personal import Export, Row, rows_of
from moderation.duty.models import DutyShift
from moderation.grievances.models import Grievance
from moderation.handover.models import HandOver, HandOverConsent
from moderation.helpdesk.models import Affected, LeftAlone, Message, Ticket
from moderation.macros.models import OutsideBody, Referral
from moderation.mail_in.models import IncomingMail, MailFile
from moderation.persons.queries.telling import PERSONAL as AT_DESK
from moderation.reports.models import Appeal, Report
from moderation.sanctions.models import Sanction
from moderation.staff.models import StaffStart
from moderation.waits.models import SaidWait


def messages(member_id: int) -> Sequence[Row]:
    """What was said on one's own tickets, by either side."""
    said = select(
        *(Message.id, Message.ticket_id, Message.is_from_staff, Message.visibility),
        *(Message.channel, Message.body, Message.written_at),
    )
    written_on = func.coalesce(Message.via_id, Message.ticket_id)
    said = said.join(Ticket, Ticket.id == written_on)
    said = said.where(Ticket.opener_id == member_id)
    rows = db.execute(said.order_by(Message.id)).all()
    return [dict(row._mapping) | {"written_at": row.written_at.isoformat()} for row in rows]


def grievances(member_id: int) -> Sequence[Row]:
    """What one complained about, and what was found."""
    asked = (Grievance.reference, Grievance.clock, Grievance.body, Grievance.made_at)
    found = (Grievance.outcome, Grievance.remedy, Grievance.answer, Grievance.decided_at)
    rows = select(*asked, *found).join(Ticket, Ticket.id == Grievance.ticket_id)
    rows = rows.where(Ticket.opener_id == member_id).order_by(Grievance.id)
    return [_plainly(dict(row._mapping)) for row in db.execute(rows)]


def _plainly(row: dict[str, Any]) -> Row:
    return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in row.items()}


def handed_over(member_id: int) -> Sequence[Row]:
    """Which of one's own tickets went to which outside desk, and whether name or e-mail did."""
    what = (HandOver.ticket_id, HandOver.desk_id, HandOver.remote_number, HandOver.went_with_person)
    rows = select(*what, HandOver.handed_at).join(Ticket, Ticket.id == HandOver.ticket_id)
    return _plain(rows.where(Ticket.opener_id == member_id).order_by(HandOver.id), "handed_at")


def mails_taken_in(member_id: int) -> Sequence[Row]:
    """The mails one sent that stand on one's own tickets, whole; not those from other addresses."""
    sent = select(
        *(IncomingMail.id, Message.id.label("message_id"), IncomingMail.sender, IncomingMail.name),
        *(IncomingMail.subject, IncomingMail.text, IncomingMail.left_out, IncomingMail.arrived_at),
    )
    sent = sent.join(Message, Message.id == IncomingMail.written_id)
    sent = sent.join(Ticket, Ticket.id == func.coalesce(Message.via_id, Message.ticket_id))
    is_own = Message.sender.is_(None) & (Ticket.opener_id == member_id)
    return _plain(sent.where(is_own).order_by(IncomingMail.id), "arrived_at")


def files_taken_in(member_id: int) -> Sequence[Row]:
    """The files that came with them; they open on the pages of these tickets."""
    on_ticket = func.coalesce(Message.via_id, Message.ticket_id)
    what = (MailFile.id, MailFile.message_id, MailFile.name, MailFile.media, MailFile.size)
    sent = select(*what, MailFile.added_at).join(Message, Message.id == MailFile.message_id)
    sent = sent.join(Ticket, Ticket.id == on_ticket)
    is_own = Message.sender.is_(None) & (Ticket.opener_id == member_id)
    return _plain(sent.where(is_own).order_by(MailFile.id), "added_at")


def agreed_to(member_id: int) -> Sequence[Row]:
    """What one agreed to before name or e-mail left."""
    rows = select(HandOverConsent.ticket_id, HandOverConsent.notice, HandOverConsent.said_at)
    rows = rows.join(Ticket, Ticket.id == HandOverConsent.ticket_id)
    return _plain(rows.where(Ticket.opener_id == member_id).order_by(Ticket.id), "said_at")


def waits(member_id: int) -> Sequence[Row]:
    """How long one was told that answers take, in minutes of opening time."""
    told = (SaidWait.ticket_id, SaidWait.half_minutes, SaidWait.nine_minutes, SaidWait.said_at)
    rows = select(*told).join(Ticket, Ticket.id == SaidWait.ticket_id)
    return _plain(rows.where(Ticket.opener_id == member_id).order_by(Ticket.id), "said_at")


def pointed_elsewhere(member_id: int) -> Sequence[Row]:
    """Who answers for it instead, whether they took it on, and what one had passed on to them."""
    told = (Referral.ticket_id, OutsideBody.name.label("body"), Referral.accepted, Referral.said_at)
    passed = (Referral.passed_to, Referral.passed_words, Referral.with_person, Referral.agreed_at)
    rows = select(*told, *passed, Referral.referred_at).join(
        Ticket, Ticket.id == Referral.ticket_id
    )
    rows = rows.join(OutsideBody, OutsideBody.id == Referral.body_id)
    rows = rows.where(Ticket.opener_id == member_id).order_by(Ticket.id)
    return [_plainly(dict(row._mapping)) for row in db.execute(rows)]


def _plain(rows: Any, moment: str) -> Sequence[Row]:
    found = [dict(row._mapping) for row in db.execute(rows)]
    return [row | {moment: row[moment] and row[moment].isoformat()} for row in found]


PERSONAL: dict[str, Export] = {
    **AT_DESK,
    "desk_hours": rows_of(DutyShift, "member_id"),
    "start_list": rows_of(StaffStart, "member_id"),
    "agreed_to": agreed_to,
    "handed_over": handed_over,
    "appeals": rows_of(Appeal, "appellant_id"),
    "grievances": grievances,
    "left_to_neighbours": rows_of(LeftAlone, "member_id"),
    "files_taken_in": files_taken_in,
    "mails_taken_in": mails_taken_in,
    "messages": messages,
    "pointed_elsewhere": pointed_elsewhere,
    "reports": rows_of(Report, "reporter_id"),
    "sanctions": rows_of(Sanction, "member_id"),
    "tickets": rows_of(Ticket, "opener_id"),
    "tickets_joined": rows_of(Affected, "member_id"),
    "waits": waits,
}
