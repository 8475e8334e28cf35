"""The desk's list of mails that became no ticket, and taking one up all the same."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.current import current_member
from forum.kernel.db import writing
from forum.kernel.text import as_typed, shown
from forum.kernel.web import page, room
from moderation.mail_in import actions, queries
from moderation.mail_in.addresses import desk_address, is_on

mail_in = room("mail_in", __file__)

SHOWN = 5_000
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


@mail_in.post("/desk/mails/<int:mail_id>/attempt")
def take_again(mail_id: int) -> Response:
    """It is handled again, now as a letter that somebody here has looked at."""
    with writing():
        actions.take_again(mail_id, by=current_member())
    flash(_("It will be on a ticket within a minute."), "good")
    return redirect(url_for("mail_in.index"), 303)
