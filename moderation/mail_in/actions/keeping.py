"""Keeping a mail before it is acknowledged, taking it up again, and throwing it away in the end."""

from datetime import timedelta

from sqlalchemy import delete, func, select, update

from forum.accounts.models import Member
from forum.kernel import audit, holding, tasks
from forum.kernel.clock import now
from forum.kernel.db import SILENT, db, insert_once
from forum.kernel.errors import Missing, Refused, Resting
from forum.kernel.mail.incoming import Arrived
from forum.kernel.site import is_read_only
from moderation.helpdesk import policy
from moderation.helpdesk.models import Ticket, TicketEntry
from moderation.helpdesk.queries import is_free
from moderation.mail_in.models import ASIDE, WAITING, IncomingMail, MailFile
from moderation.mail_in.queries import (
    HANDLING,
    handled_before,
    has_bytes_of,
    number_kept,
    ours_among,
)

KEPT_FOR = timedelta(days=30)


def keep(arrived: Arrived, *, identity: str) -> None:
    """A row for each of our addresses that leads anywhere, and the work of handling it. Brought
    twice, it is one.
    """
    if is_read_only():
        raise Resting("Nothing can be saved at the moment.")
    raw = None if has_bytes_of(identity) else arrived.raw
    for mailbox in ours_among([one.strip().lower() for one in arrived.mailboxes]):
        row = {"return_path": arrived.sender[:254], "raw": raw, "size": len(arrived.raw)}
        key = {"mailbox": mailbox, "identity": identity}
        state = {"state": WAITING, "arrived_at": now()}
        state |= dict.fromkeys(("is_wanted", "is_answered", "is_first"), False)
        if insert_once(IncomingMail, **key, **row, **state):
            mail_id = db.scalar(select(IncomingMail.id).filter_by(**key))
            tasks.plan(HANDLING, str(mail_id), at=now(), mail_id=mail_id)
            raw = None  # its bytes are kept once, whatever many addresses it was for


def take_again(mail_id: int, *, by: Member) -> None:
    """Staff want it on a ticket: one that was set aside, or that could not be handled."""
    if not policy.works_at_desk(by):
        raise Refused("Only the desk looks after mails.")
    mail = db.get(IncomingMail, mail_id, with_for_update=True)
    if mail is None or not _may_read(mail, by):
        raise Missing("This mail is not here any more.")
    if mail.state not in (WAITING, ASIDE) or not has_bytes_of(mail.identity):
        return

    mail.state, mail.why, mail.is_wanted, mail.handled_at = WAITING, None, True, None
    tasks.again(HANDLING, str(mail.id), at=now(), mail_id=mail.id)
    audit.record("mail taken up again", by=by.id, reason="desk")


def _may_read(mail: IncomingMail, member: Member) -> bool:
    about = db.get(Ticket, mail.about_id) if mail.about_id else None
    return about is None or policy.may_see(member, about)


def forget_files_of_erased() -> None:
    """What people sent by mail goes with them, as their pictures do; not while it is held."""
    erased = select(Member.id).where(Member.erased_at.is_not(None))
    free = select(Ticket.id).where(is_free())
    theirs = free.where(Ticket.opener_id.in_(erased))
    on_ticket = func.coalesce(TicketEntry.via_id, TicketEntry.ticket_id)
    said = select(TicketEntry.id).where(on_ticket.in_(theirs), TicketEntry.ticket_id.in_(free))
    said = said.where(holding.is_free(member=TicketEntry.author_id))
    gone = delete(MailFile).where(MailFile.message_id.in_(said))
    db.execute(gone, execution_options=SILENT)


def forget_old() -> bool:
    """Throw away the bytes of mails handled a month ago, and mails nobody wanted; more left? What
    a hold covers stays.
    """
    found = handled_before(now() - KEPT_FOR)
    if not found:
        holding.note_kept("mails", number_kept(now() - KEPT_FOR))
    which = IncomingMail.id.in_(found)
    db.execute(delete(IncomingMail).where(which, IncomingMail.state == ASIDE))
    db.execute(update(IncomingMail).where(which).values(raw=None), execution_options=SILENT)
    return bool(found)
