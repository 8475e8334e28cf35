"""What a ticket's pages show of the files that came by mail: to the person, and to the desk."""

from collections.abc import Sequence

from flask import get_template_attribute
from markupsafe import Markup

from forum.accounts.models import Member
from forum.kernel.db import db
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import is_opener, works_at_desk
from moderation.helpdesk.views.blueprint import key_sent
from moderation.mail_in.enclosures import DOCUMENTS
from moderation.mail_in.models import MailFile
from moderation.mail_in.showing import files_on


def on_ticket(ticket_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """Pictures to look at, and documents to download."""
    return _each(ticket_ids, reader, internal=False)


def at_desk(ticket_ids: Sequence[int], reader: Member | None) -> dict[int, Markup]:
    """The same, with those of messages that only the desk reads."""
    return _each(ticket_ids, reader, internal=works_at_desk(reader))


def _each(ticket_ids: Sequence[int], reader: Member | None, *, internal: bool) -> dict[int, Markup]:
    found = {id_: files_on(id_, internal=internal) for id_ in ticket_ids}
    return {id_: _part(_ticket(id_), files, reader) for id_, files in found.items() if files}


def _part(ticket: Ticket, files: Sequence[MailFile], reader: Member | None) -> Markup:
    macro = get_template_attribute("mail_in/files.html", "files")
    part: Markup = macro(ticket, files, DOCUMENTS, key=_key(ticket, reader))
    return part


def _ticket(ticket_id: int) -> Ticket:
    return db.get_one(Ticket, ticket_id)


def _key(ticket: Ticket, reader: Member | None) -> str | None:
    """Whoever opened the page by its key opens its files by it too."""
    return None if is_opener(reader, ticket) or works_at_desk(reader) else key_sent()
