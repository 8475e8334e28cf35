"""The letter with which a place shows that it can send letters."""

from flask_babel import gettext as _

from forum.accounts.models import Member
from forum.kernel.db import db
from forum.kernel.languages import say
from forum.kernel.mail.outgoing import Letter, OutgoingMail
from forum.kernel.site import site

TEXT = """\
You asked {site} for a test mail, and this is it: mails go out.

You can go on with the first day.
"""


def test_mail(mail: OutgoingMail) -> Letter | None:
    """To whoever asked, while they work here."""
    member = db.get(Member, int(mail.recipient.removeprefix("member:")))
    if member is None or not member.works_here or member.email is None:
        return None
    text = say(TEXT).format(site=site().name)
    return Letter(member.email, _("A test mail"), text, about_page="/desk/start")
