"""The person says whether name and e-mail may go to an outside desk."""

from flask import redirect
from werkzeug.wrappers import Response

from forum.kernel.db import writing
from forum.kernel.errors import Conflict
from moderation.handover import actions, queries
from moderation.handover.forms import HandOverConsentForm
from moderation.handover.views.room import handover
from moderation.helpdesk.views.blueprint import ticket_to_write, ticket_url, writer_on

OTHER_WORDS = "What is sent there has changed meanwhile. Read it again and say whether you agree."


@handover.post("/tickets/<reference>/consent")
def consent(reference: str) -> Response:
    """Yes to exactly the words that were shown."""
    form = HandOverConsentForm.sent().or_refuse()
    with writing():
        ticket = ticket_to_write(reference)
        desk = queries.desk_numbered(form.desk.data or 0)
        if _flat(desk.notice) != _flat(form.notice.data):
            raise Conflict(OTHER_WORDS)
        actions.consent(ticket, desk, by=writer_on(ticket), notice=desk.notice)
    return redirect(f"{ticket_url(reference)}#hand-overs", 303)


@handover.post("/tickets/<reference>/consent/removal")
def withdraw_consent(reference: str) -> Response:
    """From now on nothing about the person leaves."""
    form = HandOverConsentForm.sent().or_refuse()
    with writing():
        ticket = ticket_to_write(reference)
        desk = queries.desk_numbered(form.desk.data or 0)
        actions.withdraw_consent(ticket, desk, by=writer_on(ticket))
    return redirect(f"{ticket_url(reference)}#hand-overs", 303)


def _flat(text: str) -> str:
    """Browsers send lines with another end than we keep them."""
    return " ".join(text.split())
