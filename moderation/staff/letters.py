"""The letter of an invitation, made when it is sent, if it is still open then."""

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.events import PublishedEvent
from forum.kernel.mail.outgoing import Letter, OutgoingMail
from forum.kernel.site import site
from moderation.staff.events import PersonInvited
from moderation.staff.links import link_part
from moderation.staff.models import Invitation
from moderation.staff.wording import ROLE_WORDS

INVITED = """\
{host} invites you to {site}: {role}.

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
    words = INVITED.format(host=host.name, site=place.name, role=ROLE_WORDS[found.role])
    page = f"/invitations/{link_part(found)}"
    return Letter(found.email, f"You are invited to {place.name}", words, about_page=page)
