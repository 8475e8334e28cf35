"""The letter of an invitation, made when it is sent, if it is still open then."""

from flask_babel import gettext as _

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.kernel.languages import say
from forum.kernel.mail.outgoing import Letter, OutgoingMail
from forum.kernel.site import site
from moderation.staff.events import PersonInvited
from moderation.staff.links import link_part
from moderation.staff.models import Invitation

INVITES = {
    "citizen": "{host} invites you to take part as a citizen.",
    "agent": "{host} invites you to answer for the council.",
    "moderator": "{host} invites you to keep order.",
    "policy": "{host} asks you to join the team that decides on ideas.",
    "manager": "{host} invites you to run services.",
    "admin": "{host} invites you to run the whole place.",
}
INVITED = """\
{invites} The place is {site}.

Open the link below to accept. You choose a password of your own. The link works for 14 days and \
only once.

If you do not know what this is about, do nothing.
"""


def invitation(mail: OutgoingMail) -> Letter | None:
    """None when it was accepted, withdrawn, or sent again meanwhile."""
    event = db.get_one(PublishedEvent, mail.event_id).event
    if not isinstance(event, PersonInvited):
        return None
    found = db.get(Invitation, event.invitation_id)
    if found is None or not found.is_live:
        return None
    host = db.get_one(Member, found.invited_by_id)
    place = site()
    invites = say(INVITES[found.role]).format(host=host.name)
    words = say(INVITED).format(invites=invites, site=place.name)
    page = f"/invitations/{link_part(found)}"
    subject = _("You are invited to %(site)s", site=place.name)
    return Letter(found.email, subject, words, about_page=page)
