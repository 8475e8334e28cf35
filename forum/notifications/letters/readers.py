"""Who a mail goes to, and whether they still want it when it is sent."""

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.events import Event, PublishedEvent
from forum.kernel.mail.outgoing import OutgoingMail
from forum.notifications.links import stop_path
from forum.notifications.policy import ALWAYS
from forum.notifications.queries import may_be_mailed


def event_of(mail: OutgoingMail) -> Event | None:
    """What happened, as the ledger has it."""
    return db.get_one(PublishedEvent, mail.event_id).event


def reader_of(mail: OutgoingMail) -> Member | None:
    """None when the person has gone, has no address, or wants no such mail."""
    reader = db.get(Member, int(mail.recipient.removeprefix("member:")))
    return reader if reader is not None and may_be_mailed(reader, mail.kind) else None


def way_out(mail: OutgoingMail, reader: Member) -> str | None:
    """The link that stops mails of this kind; none for what no preset stops."""
    return None if mail.kind in ALWAYS else stop_path(reader.id, mail.kind)


def name_of(person: Member) -> str:
    """Staff by first name and team, as on the pages."""
    name = person.shown_name
    return f"{name}, {person.team}" if person.is_staff and person.team else name
