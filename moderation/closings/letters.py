"""The mail that takes the words of a person to the body that answers for them."""

from flask_babel import gettext as _

from forum.kernel.db import db
from forum.kernel.mail import Letter, OutgoingMail
from forum.kernel.site import site
from moderation.closings.queries import person_of
from moderation.helpdesk.models import Ticket
from moderation.macros.models import Referral


def words_elsewhere(mail: OutgoingMail) -> Letter | None:
    """Exactly what the person agreed to; nothing when it was pointed elsewhere since."""
    referral = db.get(Referral, mail.subject_id)
    if referral is None or referral.passing_id != mail.event_id or not referral.passed_to:
        return None
    ticket = db.get_one(Ticket, referral.ticket_id)
    _name, email = person_of(ticket) if referral.with_person else ("", "")
    subject = _("%(place)s passes something on to you", place=site().place)
    intro = _(
        "Somebody wrote this to us. We think that you answer for it, and they want you to have it."
    )
    text = f"{intro}\n\n{referral.passed_words}"
    return Letter(referral.passed_to, subject, text, reply_to=email or None)


MAILS = {"words_elsewhere": words_elsewhere}
