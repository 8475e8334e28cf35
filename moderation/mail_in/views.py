"""The desk's list of mails that became no ticket, and taking one up all the same."""

from typing import Any

from flask import current_app, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member, reader
from forum.kernel.db import writing
from forum.kernel.text import as_typed, shown
from forum.kernel.web import HEADERS, page, room
from moderation.helpdesk.models import Ticket
from moderation.helpdesk.policy import works_at_desk
from moderation.helpdesk.queries import visible_ticket
from moderation.helpdesk.views.blueprint import key_sent, ticket_to_read, unkept
from moderation.mail_in import actions, queries
from moderation.mail_in.addresses import desk_address, is_on
from moderation.mail_in.enclosures import DOCUMENTS, TEXT
from moderation.mail_in.showing import file_on, has_just_looked

mail_in = room("mail_in", __file__)

SHOWN = 5_000
ALONE = f"{HEADERS['Content-Security-Policy']}; sandbox"
ENDINGS = {TEXT: "txt"}
HOPELESS = ("nobody", "own", "tangled")

WHY = {
    "": "It could not be handled. Try it again; if it stays here, tell whoever runs this place.",
    "automatic": "A machine sent it, like a note that somebody is away.",
    "bounce": "A mail of ours came back.",
    "list": "It came from a mailing list.",
    "many": "There were too many from this address in an hour.",
    "nobody": "It does not say who sent it.",
    "own": "It is a mail of ours.",
    "tangled": "It is built in a way that we cannot read.",
}


@mail_in.get("/desk/mails")
def index() -> Response:
    """Mails that became no ticket: from machines and lists, come back, or not to be read."""
    found = queries.left_for_staff(to=current_member(), cursor=request.args.get("cursor"))
    texts = {mail.id: shown(as_typed(mail.text[:SHOWN])) for mail in found.items if mail.text}
    address = desk_address() if is_on() else ""
    shows: dict[str, Any] = {"why": WHY, "texts": texts, "address": address}
    return page("mail_in/mails.html", found=found, hopeless=HOPELESS, **shows)


@mail_in.get("/tickets/<reference>/files/<int:mail_file_id>")
def show_file(reference: str, mail_file_id: int) -> Response:
    """A picture to look at, anything else to download: nothing in it runs on our pages."""
    ticket = _ticket(reference)
    found = file_on(ticket, mail_file_id, internal=works_at_desk(reader()))
    name = f"file-{found.number + 1}.{ENDINGS.get(found.media, found.media.rpartition('/')[2])}"
    way = "attachment" if found.media in DOCUMENTS else "inline"
    response = current_app.response_class(found.body, content_type=found.media)
    response.headers["Content-Disposition"] = f"{way}; filename={name}"
    response.headers["Content-Security-Policy"] = ALONE
    return unkept(response)


def _ticket(reference: str) -> Ticket:
    """That staff look at somebody's ticket is written down, once for all that is on its page."""
    ticket = visible_ticket(reference, to=reader(), key=key_sent())
    return ticket if has_just_looked(ticket.id, reader()) else ticket_to_read(reference)


@mail_in.post("/desk/mails/<int:mail_id>/attempt")
def take_again(mail_id: int) -> Response:
    """It is handled again, now as a letter that somebody here has looked at."""
    with writing():
        actions.take_again(mail_id, by=current_member())
    flash(_("It will be on a ticket within a minute."), "good")
    return redirect(url_for("mail_in.index"), 303)
